"""What the reading of a table has to say: columns that are none, months without a day, persons that cannot be told, rows left out."""

import re
from collections.abc import Collection, Iterable, Iterator

import duckdb

from analytics.gate.mapping import BY_RAW, Mapping, is_day
from analytics.gate.rows import REASONS, REFUSED, REPEATED
from analytics.gate.survey import Survey, Word
from analytics.register.findings import ROWS_KEPT, Finding
from analytics.register.loading import BAD_LINE, NO_ROWS
from analytics.text import Text

CROWDED = {
    "code": Text(
        id="kolom ini memuat lebih dari 2.000 kata yang berbeda, jadi bukan kolom kode; periksa kolom asalnya pada pemetaan",
        en="this column holds more than 2,000 different words, so it is no column of codes; check its source in the mapping",
    ),
    "day": Text(
        id="kolom ini memuat lebih dari 20.000 isi yang berbeda, jadi bukan kolom tanggal; periksa kolom asalnya pada pemetaan",
        en="this column holds more than 20,000 different texts, so it is no column of dates; check its source in the mapping",
    ),
}
MONTH_ONLY = Text(
    id="hanya menyebut bulan; dibaca sebagai tanggal 1 bulan itu", en="only the month is said; it is read as the first day of the month"
)
REPEATED_ROW = Text(
    id="baris ini seluruhnya sama dengan baris sebelumnya; disimpan satu kali",
    en="this row repeats an earlier one in full; it is kept once",
)
HOLDS_NIP = Text(
    id='kolom ini memuat NIP; nyatakan pada pemetaan bahwa isinya NIP (person = "nip") agar disamarkan',
    en='this column holds NIP; say so in the mapping (person = "nip") and they will be disguised',
)
HOLDS_NAMES = Text(
    id='kolom ini memuat nama; nyatakan pada pemetaan bahwa isinya nama (person = "name") agar disamarkan',
    en='this column holds names; say so in the mapping (person = "name") and they will be disguised',
)
NOT_NIP = Text(
    id="bukan NIP 18 angka, atau angka akhirnya hilang karena disimpan sebagai bilangan; betulkan, dan simpan kolomnya sebagai teks",
    en="no NIP of 18 digits, or its last digits were lost as it was kept as a number; correct it, and keep the column as text",
)
NOT_A_NAME = Text(id="tidak memuat nama; isi namanya", en="holds no name; fill it in")
LOST_DIGITS = Text(
    id="angka akhir semua NIP hilang karena kolomnya disimpan sebagai bilangan; mintalah berkas dengan NIP sebagai teks",
    en="the last digits of all NIP were lost as the column was kept as numbers; ask for a file that has the NIP as text",
)
SAME_NAME = Text(
    id="ASN dikenali dari nama, jadi dua orang yang senama terhitung satu; pakailah NIP bila ada",
    en="persons are told by their names, so two of one name count as one; use the NIP where there is one",
)
SWAPPED = Text(
    id="tanggal di kolom ini mungkin tertukar hari dan bulannya: yang harinya sesudah tanggal 12 tersimpan sebagai teks, yang lain sebagai tanggal. "
    "Cocokkan beberapa tanggal dengan suratnya; bila memang benar, beri alasan",
    en="day and month may be swapped in this column: dates after the 12th of a month are kept as text, the others as dates. "
    "Compare some with their letters; where they are right, give a reason",
)
FEWEST_DAYS = 5  # different days of each kind by which swapped ones are told from chance
ENOUGH = 8  # NIP by which lost digits are told from chance


def on_columns(con: duckdb.DuckDBPyConnection, seen: Survey, words: dict[str, list[Word]]) -> Iterator[Finding]:
    """Columns with too many words (errors), and days of which only the month is known (notes)."""
    for raw in seen.crowded:
        yield Finding(CROWDED[BY_RAW[raw].kind], column=raw, code="crowded")
    for raw, known in words.items():
        if swapped(seen.words[raw], known) and BY_RAW[raw].kind == "day":
            yield Finding(SWAPPED, column=raw, level="warning", code="days_swapped")
        months = [word.text for word in known if word.month_only]
        if not months:
            continue
        which = f"select count(*), min(row, {ROWS_KEPT}) from staged where word_{raw}::varchar in (select unnest($months::varchar[]))"
        count, rows = con.execute(which, {"months": months}).fetchone() or (0, [])
        if count:
            yield Finding(MONTH_ONLY, rows[0], raw, months[0], count, level="note", code="month_only", rows=tuple(rows))


def swapped(seen: Collection[str], known: list[Word]) -> bool:
    """Whether a spreadsheet set to another country took what it could for its own dates: 3/12 as 12 March, and left 13/3 as text."""
    written = {word.value for word in known if word.value and re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$", word.text)}
    stored = {word for word in seen if is_day(word)}
    if min(len(written), len(stored)) < FEWEST_DAYS:
        return False
    return min(day[8:] for day in written) > "12" >= max(day[8:] for day in stored)


def on_persons(con: duckdb.DuckDBPyConnection, mapping: Mapping, seen: Survey, absent: Collection[str]) -> Iterator[Finding]:
    """What the column of persons holds that it should not. No cell of it is repeated."""
    nips, floats, spaced = seen.persons
    if "person" in absent:
        return
    if mapping.person == "pseudonym":
        for reason, count, code in ((HOLDS_NIP, nips, "holds_nip"), (HOLDS_NAMES, spaced, "holds_names")):
            if count:
                yield Finding(reason, column="id_asn", count=count, code=code)
        return
    if mapping.person == "nip" and nips >= ENOUGH and floats == nips:
        yield Finding(LOST_DIGITS, column="id_asn", count=nips, code="lost_digits")
    if mapping.person == "name":
        yield Finding(SAME_NAME, column="id_asn", level="warning", code="same_name")
    unread = "person is null and not coalesce(list_contains(faults, 'id_asn' || chr(31)), false)"
    count, rows = con.execute(f"select count(*), min(row, {ROWS_KEPT}) from staged where {unread}").fetchone() or (0, [])
    if count:
        reason = NOT_NIP if mapping.person == "nip" else NOT_A_NAME
        heading = " ".join(mapping.columns["id_asn"].headings)
        yield Finding(reason, rows[0], "id_asn", None, count, code="bad_person", rows=tuple(rows), heading=heading)


def on_rows(left_out: Iterable[tuple[Text, int, tuple[int, ...]]], kept: int, opening: Iterable[Finding]) -> Iterator[Finding]:
    """Rows that repeat another (a warning), lines that could not be split (an error, unless opening the file said so), and none at all."""
    for reason, count, rows in left_out:
        if reason == REASONS[REPEATED]:
            yield Finding(REPEATED_ROW, rows[0], None, None, count, level="warning", code="repeated_row", rows=rows)
        if reason == REASONS[REFUSED] and not any(finding.code == "bad_line" for finding in opening):
            yield Finding(BAD_LINE, rows[0], None, None, count, code="bad_line", rows=rows)
    if not kept:
        yield Finding(NO_ROWS, code="no_rows")
