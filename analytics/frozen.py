"""Figures as they left: each has a short id, which is made from its content, and a record that can be opened by it.

A record is figures/<id>.json in the data directory: what was asked, what was said, every number, and the SHA-256 of each snapshot
they rest on. The id is the beginning of the record's own SHA-256, so the same figure of the same data always has the same id, and
a record that was changed no longer fits its name. There is no time in it. Records hold what public mode shows, never more.
"""

import hashlib
import json
import logging
import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args

from analytics import catalogue, sentences
from analytics.ask import SNAPSHOT_DATE, Answer, Row
from analytics.briefing import Document, house
from analytics.chart import table_of
from analytics.exhibit import Exhibit, Number
from analytics.metrics import Kind
from analytics.register.snapshots import Register
from analytics.register.workroom import made, placed, workroom
from analytics.settings import SAMPLE, settings
from analytics.spoken import of_register, sentence
from analytics.table import TOTAL, definition
from analytics.text import LANGUAGES, Lang, Notice, Text, cleaned
from analytics.view import View

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
MISREAD = str.maketrans("ILO", "110")
SHORT, LONGER, LONGEST_ID = 8, 4, 16  # characters of an id, by how many it grows where another record has it, and its end
LARGEST = 1_000_000  # bytes of one record
MOST = 50_000  # records in one data directory
FORMAT, VERSION = "asn-figure", 1
FORMS: tuple[Kind, ...] = get_args(Kind)
Kept = TypeVar("Kept")
GREATEST = 1e15  # no number of a figure is beyond it, on either side of nothing
PERSONAL = r"\d(?:(?:[^\w,;:]|_){0,3}\d){14,}|\d{9,}"  # may be the number of a person (NIP), however it is grouped

ID = Text(id="ID {id}", en="ID {id}")
NOT_AN_ID = Text(
    id="“{given}” bukan ID angka. ID terdiri atas 8 huruf atau angka, misalnya K7M3-9QXA.",
    en="“{given}” is not a figure id. An id has 8 letters or digits, such as K7M3-9QXA.",
)
NOT_FOUND = Text(
    id="Tidak ada angka dengan ID {id}. Periksa kembali tulisannya; ID hanya dikenal di dasbor tempat angka itu dibuat.",
    en="There is no figure with the id {id}. Check how it is written; an id is known only to the dashboard that made the figure.",
)
DAMAGED = Text(
    id="Catatan angka {id} rusak atau diubah, jadi isinya tidak ditampilkan; pulihkan figures/{file} dari cadangan.",
    en="The record of figure {id} is damaged or was changed, so it is not shown; restore figures/{file} from a backup.",
)
FULL = Text(
    id="Sudah ada {most} angka ber-ID di folder data; angka ini dibuat tanpa ID. Hubungi pengelola.",
    en="There are {most} figures with an id in the data folder already; this one was made without. Contact the administrator.",
)
TOO_LARGE = Text(id="Angka ini terlalu besar untuk diberi ID.", en="This figure is too large to be given an id.")
NO_STORE = Text(
    id="Register contoh tidak diubah, jadi angkanya tidak diberi ID. Atur data_dir ke folder lain.",
    en="The sample register is not changed, so its figures get no id. Set data_dir to another folder.",
)


@dataclass(frozen=True)
class Line:
    """One row of a frozen figure. form: kind of its metric (count, rate, share, median); row: its codes and numbers."""

    labels: tuple[str, ...]
    form: str
    row: Row

    @property
    def is_ratio(self) -> bool:
        """Whether the value is shown as a percentage."""
        return self.form in ("rate", "share")


@dataclass(frozen=True)
class Frozen:
    """A record. figure: the long id, by which it is made again; snapshots: date -> SHA-256; latest: it was asked of what was then the
    latest snapshot; total: None where the rows are not parts of a known whole."""

    id: str
    figure: str
    lang: Lang
    title: str
    subtitle: str
    sentence: str
    footnote: str
    definition: tuple[tuple[str, str], ...]
    metric: str
    unit: str
    as_of: date
    snapshots: dict[date, str]
    state: int | None
    latest: bool
    of_register: bool
    synthetic: bool
    lines: tuple[Line, ...]
    total: Line | None
    content: dict[str, Any]  # the record as it is stored

    @property
    def key(self) -> str:
        """The figure's name in the catalogue."""
        return self.figure.partition("?")[0]


# --- ids ---


def written(id: str) -> str:
    """An id as it is printed: 'K7M39QXA' -> 'K7M3-9QXA'."""
    return "-".join(id[place : place + 4] for place in range(0, len(id), 4))


def read_id(given: str) -> str:
    """An id as it was typed: in small letters, with or without dashes or the word ID before it, with I, L or O for 1 and 0. Raises Notice."""
    found = re.sub(r"[\s–-]", "", re.sub(r"^\s*id[\s:]+", "", given[:80], flags=re.IGNORECASE)).upper().translate(MISREAD)
    if not re.fullmatch(f"[{SIGNS}]{{8}}(?:[{SIGNS}]{{4}}){{0,2}}", found):
        raise Notice(NOT_AN_ID, given=cleaned(given)[:40])
    return found


def looks_like_id(given: str, register: Register) -> bool:
    """Whether what was typed is meant as an id; eight digits are one only where there is such a record."""
    try:
        id = read_id(given)
    except Notice:
        return False
    return not id.isdigit() or path_of(register, id) is not None


def digest(content: dict[str, Any]) -> bytes:
    """SHA-256 of a record, whatever its file's layout."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).digest()


def spelled(sha256: bytes) -> str:
    """A SHA-256 in the signs of an id, as long as the longest id: five bits a sign."""
    number = int.from_bytes(sha256[:10])
    return "".join(SIGNS[number >> (75 - 5 * place) & 31] for place in range(LONGEST_ID))


# --- what is frozen ---


def masked(words: str) -> str:
    """Somebody's own words as they may be stored: on one line, without anything that may be the number of a person."""
    return re.sub(PERSONAL, "…", cleaned(words))


def content_of(exhibit: Exhibit) -> dict[str, Any]:
    """Everything a figure says, as JSON holds it."""
    answer, lang, seen = exhibit.answer, exhibit.lang, exhibit.seen
    shown = table_of(exhibit)
    return {
        "format": FORMAT,
        "version": VERSION,
        "figure": exhibit.figure_id,
        "lang": lang,
        "title": masked(exhibit.own_title) or exhibit.finding,
        "subtitle": exhibit.subtitle,
        "sentence": sentence(exhibit),
        "footnote": sentences.footnote(answer, house(), lang),
        "definition": [list(pair) for pair in definition(answer, lang)],
        "metric": answer.metric.code,
        "unit": answer.scope.unit.code,
        "as_of": seen.scope.as_of.isoformat(),
        "snapshots": {day.isoformat(): version for day, version in snapshots_of(exhibit).items()},
        "state": seen.register.state,
        "latest": seen.scope.as_of == seen.register.latest(),
        "of_register": of_register(answer),
        "synthetic": answer.source.synthetic,
        "table": {"headings": shown.headings, "lines": shown.lines, "total": shown.total},
        "rows": [plain_line(line) for line in lines_of(exhibit)],
        "total": plain_line(total_of(exhibit)) if exhibit.answer.whole and exhibit.kind != "numbers" else None,
    }


def lines_of(exhibit: Exhibit) -> list[Line]:
    """The rows of a figure; of headline numbers one a metric, as they are shown."""
    answer, lang = exhibit.answer, exhibit.lang
    if exhibit.kind == "numbers":
        return [headline(part.answer, lang) for part in exhibit.parts if isinstance(part, Number)]
    axes = range(len(answer.by))
    return [Line(tuple(answer.label(row, lang, axis) for axis in axes), answer.metric.kind, row) for row in answer.rows]


def headline(answer: Answer, lang: Lang) -> Line:
    """One headline number."""
    metric = answer.metric
    return Line((metric.label(lang),), metric.kind, replace(answer.total, codes=(metric.code,)))


def total_of(exhibit: Exhibit) -> Line:
    """The whole scope; named as the metric where the figure has no rows."""
    answer, lang = exhibit.answer, exhibit.lang
    return Line((TOTAL(lang) if answer.by else answer.metric.label(lang),), answer.metric.kind, answer.total)


def plain_line(line: Line) -> dict[str, Any]:
    """A row as JSON holds it."""
    row = line.row
    numbers = {"numerator": row.numerator, "denominator": row.denominator, "value": row.value, "hidden": bool(row.hidden)}
    return {"codes": list(row.codes), "labels": list(line.labels), "form": line.form, **numbers}


def snapshots_of(exhibit: Exhibit) -> dict[date, str]:
    """The snapshots a figure rests on, by date; none where its numbers are not of the register."""
    seen, register = exhibit.seen, exhibit.seen.register
    if not of_register(exhibit.answer):
        return {}
    days = {seen.scope.as_of, *(answer.source.as_of for answer in answers_in(exhibit) if of_register(answer))}
    if exhibit.answer.by[:1] == (SNAPSHOT_DATE,):
        days |= {date.fromisoformat(row.code) for row in exhibit.answer.rows}
    days |= {seen.compare.as_of} if seen.compare and compares(exhibit.id) else set()
    return {day: register.at(day).version for day in sorted(days) if day in register.dates}


def compares(key: str) -> bool:
    """Whether a figure speaks of the difference between two snapshots."""
    return "perubahan" in key


def answers_in(part: object) -> Iterator[Answer]:
    """Every answer in a figure, however deep its kind keeps it."""
    if isinstance(part, Answer):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from answers_in(each)
    elif is_dataclass(part) and not isinstance(part, View):
        for each in fields(part):
            yield from answers_in(getattr(part, each.name))


# --- keeping ---


def with_id(exhibit: Exhibit) -> Exhibit:
    """The figure with its short id, its record kept; without one, and a line in the log, where it cannot be kept."""
    try:
        return replace(exhibit, short_id=kept(exhibit).id)
    except Notice as notice:
        if notice.text is not NO_STORE:
            logging.getLogger(__name__).warning("figure without id: %s", notice("en"))
        return exhibit


def with_ids(document: Document) -> Document:
    """A document whose figures all have their ids."""
    return replace(document, leaves=tuple(replace(leaf, exhibit=with_id(leaf.exhibit)) for leaf in document.leaves))


def kept(exhibit: Exhibit) -> Frozen:
    """The record of a figure, written unless it is there already. Raises Notice where it cannot be."""
    catalogue.asked(exhibit.figure_id)  # one that could not be made again gets no id
    shown = exhibit if exhibit.seen.public else replace(public(exhibit), own_title=exhibit.own_title)
    content = content_of(shown)
    whole, folder = spelled(digest(content)), folder_of(exhibit.seen.register)
    for length in range(SHORT, LONGEST_ID + 1, LONGER):
        if held_as(folder / f"{whole[:length]}.json", content):
            return frozen(content, whole[:length])
    raise Notice(DAMAGED, id=written(whole), file=f"{whole}.json")


def public(exhibit: Exhibit) -> Exhibit:
    """The figure as public mode shows it."""
    return catalogue.figure(exhibit.key, replace(exhibit.seen, public=True))


def store_of(register: Register) -> Path:
    """The data directory that keeps what is said of a register: its own, but the configured one for the sample. Raises Notice."""
    directory = settings().store_dir() if register.directory.resolve() == SAMPLE.resolve() else register.directory
    if directory.resolve() == SAMPLE.resolve():
        raise Notice(NO_STORE)
    return directory


def folder_of(register: Register) -> Path:
    """The folder of records. Raises Notice."""
    return store_of(register) / "figures"


def to_file(content: dict[str, Any]) -> bytes:
    """A record as its file: readable, with its own SHA-256."""
    return (json.dumps({**content, "sha256": digest(content).hex()}, ensure_ascii=False, indent=1) + "\n").encode()


def held_as(path: Path, content: dict[str, Any]) -> bool:
    """Whether the record stands under this name now: it did, or it was written; False where another has the name. Raises Notice."""
    held = content_in(path)
    if held is None:
        write(path, to_file(content))
        held = content_in(path)
    return held == content


def write(path: Path, file: bytes) -> None:
    """Writes a record whole or not at all; one that is damaged is mended, since its name says what it must hold. Raises Notice."""
    if len(file) > LARGEST:
        raise Notice(TOO_LARGE)
    with workroom(path.parent.parent) as room:
        made(path.parent)
        if sum(1 for _ in path.parent.iterdir()) >= MOST:
            raise Notice(FULL, most=MOST)
        (room / "figure.json").write_bytes(file)
        if path.is_file():
            (room / "figure.json").replace(path)
            return
        with suppress(FileExistsError):  # another reader's, of this moment
            placed(room / "figure.json", path)


# --- reading ---


def opened(given: str, register: Register) -> Frozen:
    """The record of an id as it was typed. Raises Notice where that is no id, there is no such record, or it is not as it was written."""
    id = read_id(given)
    path = path_of(register, id)
    if path is None:
        raise Notice(NOT_FOUND, id=written(id))
    content = content_in(path)
    if content is None:
        raise Notice(DAMAGED, id=written(id), file=path.name)
    try:
        return frozen(content, id)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):  # written by another version, or by somebody else
        raise Notice(DAMAGED, id=written(id), file=path.name) from None


def path_of(register: Register, id: str) -> Path | None:
    """The file of an id; None where there is none."""
    try:
        path = folder_of(register) / f"{id}.json"
        return path if path.exists() else None
    except (Notice, OSError):
        return None


def content_in(path: Path) -> dict[str, Any] | None:
    """What a file of a record holds; None where it is not there, or not exactly what was written under its name."""
    try:
        if not path.is_file():  # a folder, or a pipe that would never end
            return None
        with path.open("rb") as file:
            held = json.loads(file.read(2 * LARGEST), parse_constant=refused)
        own = held.pop("sha256")
        sha256 = digest(held)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    whole = own == sha256.hex() and spelled(sha256).startswith(path.stem) and held.get("format") == FORMAT
    return held if whole else None


def refused(constant: str) -> NoReturn:
    """NaN and Infinity are no numbers of a figure. Raises ValueError."""
    raise ValueError(constant)


def frozen(content: dict[str, Any], id: str) -> Frozen:
    """A record from its content. Raises ValueError, KeyError, TypeError, AttributeError or OverflowError where it is not what is written
    here: a SHA-256 that fits proves only that nothing was changed since, not who wrote it."""
    words, marks = ("figure", "title", "subtitle", "sentence", "footnote", "metric", "unit"), ("latest", "of_register", "synthetic")
    named: dict[str, Any] = {name: exactly(str, content[name]) for name in words}
    named |= {name: exactly(bool, content[name]) for name in marks}
    state = content["state"]
    return Frozen(
        id=id,
        **named,
        lang=one_of(LANGUAGES, content["lang"]),
        state=None if state is None else exactly(int, state),
        definition=tuple((exactly(str, term), exactly(str, said)) for term, said in content["definition"]),
        as_of=date.fromisoformat(content["as_of"]),
        snapshots={date.fromisoformat(day): exactly(str, version) for day, version in content["snapshots"].items()},
        lines=tuple(line_from(each) for each in exactly(list, content["rows"])),
        total=line_from(content["total"]) if content["total"] is not None else None,
        content=content,
    )


def line_from(found: dict[str, Any]) -> Line:
    """A row from its JSON. Raises what `frozen` does."""
    numerator, denominator = count_in(found["numerator"]), count_in(found["denominator"])
    row = Row(words_in(found["codes"]), numerator, denominator, number_in(found["value"]), exactly(bool, found["hidden"]))
    if not row.codes or (row.hidden and (row.numerator, row.denominator, row.value) != (None, None, None)):
        raise ValueError("a row without a code, or with a number that is hidden")
    return Line(words_in(found["labels"]), one_of(FORMS, found["form"]), row)


def exactly(kind: type[Kept], found: object) -> Kept:
    """What was found, if it is of this type (True is no number). Raises TypeError."""
    if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
        raise TypeError(f"{kind.__name__} expected")
    return found


def one_of(known: tuple[Kept, ...], found: object) -> Kept:
    """What was found, if it is one of the words there are. Raises ValueError."""
    for word in known:
        if word == found:
            return word
    raise ValueError("not one of the words there are")


def words_in(found: object) -> tuple[str, ...]:
    """A list of words. Raises TypeError."""
    return tuple(exactly(str, each) for each in exactly(list, found))


def count_in(found: object) -> int | None:
    """A whole number, or none. Raises TypeError or ValueError."""
    return None if number_in(found) is None else exactly(int, found)


def number_in(found: object) -> float | None:
    """A number, or none. Raises TypeError, ValueError or OverflowError."""
    if found is None:
        return None
    number = found if isinstance(found, float) else exactly(int, found)
    if not (math.isfinite(number) and abs(number) < GREATEST):
        raise ValueError("a number beyond all counts")
    return number


# --- in words ---


def footnote(exhibit: Exhibit, institution: sentences.Institution) -> str:
    """The defence of a figure as it is printed below it: ends in its id, where it has one."""
    said = sentences.footnote(exhibit.answer, institution, exhibit.lang)
    return " · ".join([said, *id_words(exhibit)])


def id_words(exhibit: Exhibit) -> list[str]:
    """'ID K7M3-9QXA'; nothing where the figure has none."""
    return [ID(exhibit.lang, id=written(exhibit.short_id))] if exhibit.short_id else []


def without_id(words: str) -> str:
    """A footnote without its id."""
    return re.sub(rf" · ID [{SIGNS}-]{{9,19}}$", "", words)


def link(id: str, address: str = "") -> str:
    """Where an id is opened."""
    return f"{address.rstrip('/')}/cek?id={id}"
