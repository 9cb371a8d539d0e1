"""A staged file against the contract: cells, rules between columns, repetitions. Every fault with its rows, and what to do."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from analytics.deadlines import holidays
from analytics.formats import named_day, percent
from analytics.gate.mapping import is_day
from analytics.gate.persons import speakable
from analytics.gate.severity import EMPTY, FAULTS, FIELD, IDENTIFIERS, advised, filled, level_of
from analytics.gate.staging import Staged, Undecided
from analytics.register.contract import COLUMNS, RAW, Rule, rules_for, said
from analytics.register.findings import ROWS_KEPT, Finding, harmless
from analytics.register.loading import BAD_IDENTIFIER, EMPTY_CELL, absent
from analytics.settings import settings
from analytics.text import Text, same
from analytics.vocabulary import DIMENSIONS

NOT_A_DAY = Text(id="bukan tanggal yang ada", en="not a day that exists")
NOT_LISTED = Text(id="tidak ada dalam daftar {list}", en="not in the list {list}")
PERHAPS = Text(id="{reason}; mungkin {guesses}", en="{reason}; perhaps {guesses}")
GUESS = Text(id="{label} ({score})", en="{label} ({score})")
BESIDE = Text(id="{reason} ({column}: {value})", en="{reason} ({column}: {value})")
NOT_YET = Text(
    id="tanggal snapshot {as_of} belum tiba; periksa tahunnya", en="the date of the snapshot, {as_of}, has not come yet; check its year"
)
DUPLICATE = Text(
    id="ASN yang sama sudah tercatat pada kasus yang sama di baris {first}",
    en="the same person already stands in the same case on row {first}",
)
DAY_OFF = Text(id="jatuh pada hari Minggu atau hari libur", en="falls on a Sunday or a holiday")
MUCH_UNKNOWN = Text(
    id="{share} baris tidak menyebutkan {column}; batas wajar {limit}",
    en="{share} of the rows do not say the {column}; the limit is {limit}",
)

SHOWN = 200  # findings of one kind listed one by one; the others are counted with the last
GUESSES = 3
MOST_UNKNOWN = 0.2  # of the rows
KINDS = {column.field: column.kind for column in COLUMNS}
# A row counts for a rule where the columns the rule speaks of could be read; other cells of the row may be at fault.
READABLE = "(faults is null or not list_has_any(list_transform(faults, lambda f: split_part(f, chr(31), 1)), $columns::varchar[]))"


def contract_findings(staged: Staged, as_of: date) -> list[Finding]:
    """Everything in a staged file that breaks the contract or deserves a look. What its opening and reading found is not repeated."""
    findings = [*not_yet(as_of), *undecided_findings(staged), *cell_findings(staged)]
    for rule in broken_rules(staged, as_of):
        findings += rule_findings(staged, rule, as_of)
    return [*findings, *duplicate_findings(staged), *day_off_findings(staged), *unknown_findings(staged)]


def not_yet(as_of: date) -> Iterator[Finding]:
    """A snapshot of a day to come: it would stand as the latest for years."""
    if as_of > datetime.now(ZoneInfo(settings().time_zone)).date():
        yield Finding(filled(NOT_YET, as_of=named_day(as_of)), code="not_yet")


def found(
    staged: Staged, code: str, reason: Text, field: str = "", rows: Sequence[int] = (), count: int = 1, value: str | None = None
) -> Finding:
    """A finding with its level, its advice, and the sender's name of the column. rows: those that show it, at most a thousand."""
    reason = advised(code, reason) if code in FAULTS else reason
    raw, first = RAW.get(field), rows[0] if rows else None
    own = heading(staged, raw) if raw else ""
    value = None if value is None else speakable(value)
    return Finding(reason, first, raw, value, count, level=level_of(code), code=code, rows=tuple(rows), heading=own)


def heading(staged: Staged, raw: str) -> str:
    """What the sender calls a column of ours; empty where it is the same or has no column of his."""
    column = staged.mapping.columns.get(raw)
    own = " + ".join(column.headings) if column else ""
    return "" if own == raw else harmless(own)


def name_of(staged: Staged, field: str) -> Text:
    """A column in a sentence: the sender's heading, else our word for it."""
    own = heading(staged, RAW[field])
    return filled(Text(id="“{own}”", en="“{own}”"), own=own) if own else said(field)


# --- cells ---


def undecided_findings(staged: Staged) -> Iterator[Finding]:
    """Words that nothing certain is known of, with at most three guesses."""
    for word in staged.undecided:
        field = FIELD[word.column]
        reason = filled(NOT_LISTED, list=said(field))
        if word.suggestions:
            reason = filled(PERHAPS, reason=reason, guesses=guesses(staged, word))
        yield found(staged, "undecided", reason, field, word.rows, word.count, word.value)


def guesses(staged: Staged, word: Undecided) -> Text:
    """The best suggestions for a word, each with its score of 0 to 100: 'Kabupaten Wakatobi (93)'."""
    field = FIELD[word.column]
    best = [filled(GUESS, label=label(staged, field, code), score=score) for code, score in word.suggestions[:GUESSES]]
    return Text(id=", ".join(each.id for each in best), en=", ".join(each.en for each in best))


def label(staged: Staged, field: str, code: str) -> Text:
    """What a code is called: in our lists, or by the register that brings it; a day is called in words."""
    known = DIMENSIONS[field].members if field in DIMENSIONS else {}
    return known.get(code) or staged.traits.labels.get(field, {}).get(code) or in_words(field, code)


def in_words(field: str, value: str | None) -> Text:
    """What stands in a cell: a day in words, anything else as it is."""
    if value and KINDS[field] == "day" and is_day(value):
        return named_day(date.fromisoformat(value))
    return same(value) if value else EMPTY


def cell_findings(staged: Staged) -> Iterator[Finding]:
    """Cells that are empty, no day, no known code or no identifier; the same value once, with its rows."""
    known = {(finding.column, finding.value) for finding in staged.findings} | {(word.column, word.value) for word in staged.undecided}
    listed = staged.con.execute(
        f"""
        select split_part(fault, chr(31), 1) as raw, fault[instr(fault, chr(31)) + 1:] as value, min(row, {ROWS_KEPT}), count(*)
        from (select row, unnest(faults) as fault from staged where faults is not null)
        group by all order by min(row), 1 limit {SHOWN}
        """
    ).fetchall()
    for raw, value, rows, count in listed:
        if FIELD[raw] not in absent(staged.traits) and (raw, value) not in known:
            yield cell_finding(staged, FIELD[raw], value, rows, count)


def cell_finding(staged: Staged, field: str, value: str, rows: list[int], count: int) -> Finding:
    """One bad value in words. An identifier is never repeated."""
    if not value:
        return found(staged, "empty", EMPTY_CELL, field, rows, count)
    if KINDS[field] == "identifier":
        return found(staged, "bad_identifier", BAD_IDENTIFIER, field, rows, count)
    if KINDS[field] == "day":
        return found(staged, "bad_day", NOT_A_DAY, field, rows, count, value)
    return found(staged, "bad_code", filled(NOT_LISTED, list=said(field)), field, rows, count, value)


# --- rules between columns ---


def broken_rules(staged: Staged, as_of: date) -> list[Rule]:
    """The rules that some row breaks, found in one look over the table: nearly always few or none."""
    rules = rules_for(staged.traits.lacks)
    looks = ", ".join(f"coalesce(bool_or({rule.broken}), false)" for rule in rules)
    (broken,) = staged.con.execute(f"select {looks} from staged where $as_of::date is not null", {"as_of": as_of}).fetchall()
    return [rule for rule, found in zip(rules, broken, strict=True) if found]


def rule_findings(staged: Staged, rule: Rule, as_of: date) -> Iterator[Finding]:
    """Rows that break one rule, as one finding."""
    fields = {rule.field, *re.findall(r"\w+", rule.broken)} & set(RAW)
    values: dict[str, object] = {"columns": [RAW[field] for field in fields]} | ({"as_of": as_of} if "$as_of" in rule.broken else {})
    broken = f"select min(row, {ROWS_KEPT}), count(*) from staged where {READABLE} and ({rule.broken})"
    rows, count = staged.con.execute(broken, values).fetchone() or ([], 0)
    if count:
        yield found(staged, rule.code, explained(staged, rule, rows[0]), rule.field, rows, count, cell(staged, rule.field, rows[0]))


def explained(staged: Staged, rule: Rule, row: int) -> Text:
    """Why a row breaks a rule, with what stands in the other column that the rule compares."""
    other = FAULTS[rule.code].beside if rule.code in FAULTS else ""
    if not other:
        return rule.reason
    return filled(BESIDE, reason=rule.reason, column=name_of(staged, other), value=in_words(other, cell(staged, other, row)))


def cell(staged: Staged, field: str, row: int) -> str | None:
    """What stands in a cell, as the sender wrote it where that is known; None where it is empty or an identifier."""
    if field in IDENTIFIERS:
        return None
    (value,) = staged.con.execute(f"select {field}::varchar from staged where row = $row", {"row": row}).fetchone() or (None,)
    raw = RAW[field]
    written = (change.value for change in staged.changes if (change.column, change.code) == (raw, value) and row in change.rows)
    return None if value is None else speakable(next(written, value))


# --- the whole table ---


def duplicate_findings(staged: Staged) -> Iterator[Finding]:
    """Pairs of person and case that stand on several rows: each but the first."""
    if {"person", "case_number"} & absent(staged.traits):
        return
    # Rows are collected for the pairs that are shown only: nearly every pair of a large file stands once.
    pairs = staged.con.execute(
        f"""
        with repeated as (
            select case_number, person, min(row) as first, count(*) - 1 as more, sum(count(*) - 1) over () as every
            from staged where person is not null and case_number is not null
            group by case_number, person having count(*) > 1 order by first limit {SHOWN}
        )
        select min(row, {ROWS_KEPT}), any_value(more), any_value(every)
        from staged join repeated using (case_number, person) group by first order by first
        """
    ).fetchall()
    rest = pairs[0][2] - sum(count for _, count, _ in pairs) if pairs else 0
    for place, (rows, count, _) in enumerate(pairs, start=1):
        yield found(staged, "duplicate", filled(DUPLICATE, first=rows[0]), "person", rows[1:], count + (rest if place == SHOWN else 0))


def day_off_findings(staged: Staged) -> Iterator[Finding]:
    """Decisions dated on a Sunday or a holiday."""
    for field in ("recommended_on", "sanctioned_on"):
        off = f"select min(row, {ROWS_KEPT}), count(*) from staged where dayofweek({field}) = 0 or {field} in (select unnest($off::date[]))"
        rows, count = staged.con.execute(off, {"off": holidays()}).fetchone() or ([], 0)
        if count:
            yield found(staged, f"day_off_{field}", DAY_OFF, field, rows, count, cell(staged, field, rows[0]))


def unknown_findings(staged: Staged) -> Iterator[Finding]:
    """Columns that many rows leave empty although figures are broken down by them."""
    for field in ("agency", "position"):
        empty = f"{field} is null and {READABLE}"  # a word that is not decided yet is not empty
        counts = f"select min(row, {ROWS_KEPT}) filter (where {empty}), count(*) filter (where {empty}), count(*) from staged"
        rows, count, whole = staged.con.execute(counts, {"columns": [RAW[field]]}).fetchone() or ([], 0, 0)
        if field not in absent(staged.traits) and count > MOST_UNKNOWN * whole:
            yield found(staged, f"unknown_{field}", much_unknown(staged, field, count / whole), field, rows, count)


def much_unknown(staged: Staged, field: str, share: float) -> Text:
    """How large a part of the rows leaves a column empty."""
    shares = {"share": share, "limit": MOST_UNKNOWN}
    words = {name: Text(id=percent(value, "id"), en=percent(value, "en")) for name, value in shares.items()}
    return filled(MUCH_UNKNOWN, column=name_of(staged, field), **words)
