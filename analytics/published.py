"""The published ledger: what KASN, Bawaslu, BKN and Kemendagri said in public, number by number, with the source of each.

Statements are facts of their own and are never mixed with the register: they come back as Answers whose source says so.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from analytics.ask import NO_TOTAL, Answer, Row, Source, ask, ranks
from analytics.metrics import METRICS, REPORTED, SHARE, Metric
from analytics.printed import fit_of
from analytics.register.snapshots import Register
from analytics.scope import Scope
from analytics.settings import ROOT
from analytics.text import Lang, Text, same
from analytics.vocabulary import DIMENSIONS, Dimension, agencies, read_rows

LEDGER = ROOT / "data" / "published"
STATEMENTS = Text(id="pernyataan publik", en="public statements")

MEASURES = {
    "reported": Text(id="Dilaporkan", en="Reported"),
    "listed": Text(id="Disebut dalam daftar", en="Listed"),
    "recommended": Text(id="Direkomendasikan (terbukti)", en="Recommended (proven)"),
    "sanctioned": Text(id="Ditindaklanjuti dengan sanksi", en="Sanctioned"),
    "open_recommendations": Text(id="Rekomendasi belum ditindaklanjuti", en="Open recommendations"),
    "ppk_in_process": Text(id="Dalam proses di PPK", en="In process at the PPK"),
    "processed": Text(id="Selesai diproses", en="Processed"),
    "not_proven": Text(id="Tidak terbukti", en="Not proven"),
    "incomplete": Text(id="Dokumen tidak lengkap", en="Incomplete documents"),
    "in_process": Text(id="Dalam proses", en="In process"),
    "followed_up_directly": Text(id="Ditindaklanjuti langsung", en="Followed up directly"),
    "forwarded_to_kasn": Text(id="Diteruskan ke KASN", en="Forwarded to KASN"),
    "forwarded_to_bkn": Text(id="Diteruskan ke BKN", en="Forwarded to BKN"),
    "stopped": Text(id="Dihentikan", en="Stopped"),
    "blocked": Text(id="Data diblokir", en="Data blocked"),
    "unblocked": Text(id="Blokir dibuka", en="Block lifted"),
    "dismissed": Text(id="Diberhentikan", en="Dismissed"),
    "reprimanded": Text(id="Ditegur", en="Reprimanded"),
    "risk_zone": Text(id="Zona kerawanan", en="Risk zone"),
    "proven_rate": Text(id="Tingkat terbukti", en="Proven rate"),
    "compliance_rate": Text(id="Kepatuhan sanksi", en="Sanction compliance"),
    "compliance_rate_max": Text(id="Kepatuhan sanksi, batas atas", en="Sanction compliance, upper bound"),
    "open_rate": Text(id="Porsi belum ditindaklanjuti", en="Outstanding share"),
    "processed_rate": Text(id="Tingkat penyelesaian", en="Processed rate"),
    "share_of_reported": Text(id="Porsi dari yang dilaporkan", en="Share of reported"),
    "share_of_recommended": Text(id="Porsi dari yang direkomendasikan", en="Share of recommended"),
    "share_base_unstated": Text(id="Porsi, penyebut tidak disebut", en="Share, base not stated"),
}
STANDINGS = {
    "ok": Text(id="tidak dibantah", en="not contradicted"),
    "contradicted": Text(id="bertentangan dengan pernyataan lain", en="contradicted by another statement"),
    "arithmetic_mismatch": Text(id="tidak cocok dengan rinciannya", en="does not follow from its parts"),
    "unit_unclear": Text(id="satuan tidak jelas", en="unit unclear"),
    "unconfirmed": Text(id="hanya terlihat sebagian", en="seen only in part"),
}
UNIT_NOUNS = {
    "orang": Text(id="ASN", en="ASN"),
    "kasus": Text(id="kasus", en="cases"),
    "laporan": Text(id="laporan", en="reports"),
    "rekomendasi": Text(id="rekomendasi", en="letters"),
    "daerah": Text(id="daerah", en="regions"),
    "persen": Text(id="%", en="%"),
}
IDS = re.compile(r"[a-z]+-\d{4}[a-z0-9-]*")  # ids of statements, in notes
# What a published measure is among our metrics, and what a published dimension is among ours.
METRIC_OF = {
    "listed": "reported",
    "open_recommendations": "outstanding",
    "open_rate": "outstanding_rate",
    "share_base_unstated": "share_of_reported",
    **{code: code for code in METRICS},
}


@dataclass(frozen=True)
class Statement:
    """One published number, or one place in a published list. value is as printed (percentages as 34.9); None where only a rank was.

    numerator, denominator: ids of the statements a rate was said to follow from, where known.
    """

    id: str
    as_of: date
    precision: str
    publisher: str
    unit: str
    measure: str
    dimension: str
    member: str
    rank: int | None
    value: Decimal | None
    title: str
    address: str
    standing: str
    note: str
    population: str
    numerator: str = ""
    denominator: str = ""

    def what(self, lang: Lang) -> str:
        """The measure and the member it is about."""
        label = MEASURES[self.measure](lang)
        return f"{label}: {member_label(self.dimension, self.member, lang)}" if self.member else label


@cache
def statements() -> tuple[Statement, ...]:
    """All published statements, in the order of the file."""
    return tuple(
        Statement(
            row["id"], date.fromisoformat(row["as_of"]), row["as_of_precision"], row["publisher"], row["unit"], row["measure"], row["dimension"],
            row["member"], int(row["rank"]) if row["rank"] else None, Decimal(row["value"]) if row["value"] else None, row["source_title"],
            row["source_url"], row["status"], row["note"], row["scope"], row["numerator"], row["denominator"],
        )
        for row in read_rows(LEDGER / "figures.csv")
    )  # fmt: skip


@cache
def by_id() -> dict[str, Statement]:
    """All published statements by id."""
    return {statement.id: statement for statement in statements()}


@cache
def contradictions() -> dict[str, tuple[Statement, ...]]:
    """By id, the statements that say otherwise: a contradicted one names them in its note, and each of them is contradicted by it."""
    found: dict[str, list[Statement]] = {}
    for statement in statements():
        named = IDS.findall(statement.note) if statement.standing == "contradicted" else []
        for other in (by_id()[each] for each in named if each in by_id()):
            found.setdefault(statement.id, []).append(other)
            found.setdefault(other.id, []).append(statement)
    return {each: tuple(dict.fromkeys(others)) for each, others in found.items()}


@cache
def member_labels() -> dict[tuple[str, str], Text]:
    """Labels of every published member by dimension and code; agencies by code alone."""
    labels = {(row["dimension"], row["code"]): Text(row["label_id"], row["label_en"]) for row in read_rows(LEDGER / "members.csv")}
    named = {("agency", row["code"]): same(row["name"]) for row in read_rows(LEDGER / "agencies_mentioned.csv")}
    return named | {("agency", code): agency.label for code, agency in agencies().items()} | labels


def member_label(dimension: str, member: str, lang: Lang) -> str:
    """The label of a published member; its code where the ledger has no label."""
    ours = DIMENSIONS[dimension].members if dimension in DIMENSIONS else {}
    label = ours.get(member) or member_labels().get((dimension, member))
    return label(lang) if label else member


def of_kasn(statement: Statement) -> bool:
    """Whether a statement is KASN's on the regional elections of 2020, dated to the day."""
    return statement.publisher == "KASN" and statement.population == "pilkada_2020" and statement.precision == "day"


def scope_of(statement: Statement) -> Scope:
    """The scope a statement speaks of."""
    return Scope(statement.as_of, {"election": (statement.population,)} if statement.population in DIMENSIONS["election"].members else {})


def as_answer(statement: Statement, metric: Metric) -> Answer:
    """A statement without breakdown as an Answer: a count of persons, or a rate between 0 and 1."""
    value = float(statement.value or 0) / (100 if metric.is_ratio else 1)
    row = Row(("total",), None if metric.is_ratio else int(value), None, value if metric.is_ratio else int(value))
    return Answer(metric, scope_of(statement), (), (), row, source_of(statement))


def source_of(statement: Statement) -> Source:
    """Who said it and where it was read; never synthetic."""
    return Source(statement.as_of, statement.id, False, STATEMENTS, statement.address)


def series(metric: Metric, standing: str = "ok") -> tuple[Answer, ...]:
    """What KASN said of one total, in persons, by date; one standing at a time, never joined with other bodies' units."""
    unit = "persen" if metric.is_ratio else "orang"
    found = [
        statement
        for statement in statements()
        if of_kasn(statement) and not statement.dimension and statement.unit == unit and statement.value is not None
        and METRIC_OF.get(statement.measure) == metric.code and statement.standing == standing
    ]  # fmt: skip
    return tuple(as_answer(statement, metric) for statement in sorted(found, key=lambda statement: statement.as_of))


def shares(dimension: Dimension) -> tuple[tuple[Statement, ...], ...]:
    """Published shares by member of a dimension: one tuple per member in order of its first share, each by date."""
    found: dict[str, list[Statement]] = {}
    for statement in statements():
        is_share = statement.measure in ("share_of_reported", "share_base_unstated") and statement.value is not None
        if of_kasn(statement) and statement.dimension == dimension.code and is_share:
            found.setdefault(statement.member, []).append(statement)
    return tuple(tuple(sorted(each, key=lambda statement: statement.as_of)) for each in found.values())


def shares_answer(dimension: Dimension) -> Answer:
    """All published shares of a dimension as one answer by day and member; the parts are top lists and do not sum to 100."""
    members = [statement for member in shares(dimension) for statement in member]
    rows = [Row((statement.as_of.isoformat(), statement.member), None, None, float(statement.value or 0) / 100) for statement in members]
    latest = max(members, key=lambda statement: statement.as_of)
    by = (DATA_DAY, dimension)
    return Answer(SHARE, scope_of(latest), by, tuple(sorted(rows, key=lambda row: row.codes)), NO_TOTAL, source_of(latest), nested=True)


DATA_DAY = Dimension("day", Text(id="Tanggal data", en="Date of data"), "time")


def series_answer(metrics: tuple[Metric, ...]) -> Answer:
    """Several published series as one answer by day and measure, contradicted numbers included and named."""
    rows, labels = [], {}
    for metric in metrics:
        for standing in ("ok", "contradicted"):
            for each in series(metric, standing):
                code = metric.code if standing == "ok" else f"{metric.code}_contradicted"
                labels[code] = metric.label if standing == "ok" else contradicted(metric.label)
                rows.append(replace(each.total, codes=(each.scope.as_of.isoformat(), code)))
    latest = series(metrics[0])[-1]
    by = (DATA_DAY, Dimension("measure", Text(id="Ukuran", en="Measure"), "ordered", members=labels))
    return replace(latest, metric=REPORTED, by=by, rows=tuple(sorted(rows, key=lambda row: row.codes)), nested=True)


def contradicted(label: Text) -> Text:
    """A label with the word that another statement says otherwise."""
    return Text(id=f"{label.id} (bertentangan)", en=f"{label.en} (contradicted)")


# Published periods of report dates, inclusive; the campaign began on 26 September 2020 (data/published/events.csv).
PERIODS = {"sebelum_kampanye": (None, date(2020, 9, 25)), "masa_kampanye": (date(2020, 9, 26), None)}
Verdict = Literal["same", "truncated", "different", "not_computed"]


def reproduced(statement: Statement, register: Register) -> Verdict:
    """Whether the register gives the published number: same, same but truncated in print, different, or not computed.

    A row with a rank is held against our rank too; a row without a value against the rank alone.
    """
    if statement.dimension == "period" and statement.as_of in register.dates and statement.value is not None:
        return compared(statement.value, share_of_period(register, statement), True)
    code, dimension = METRIC_OF.get(statement.measure), DIMENSIONS.get(statement.dimension)
    if code is None or (statement.dimension and dimension is None) or statement.as_of not in register.dates:
        return "not_computed"
    answer = ask(register, METRICS[code], Scope(statement.as_of), *((dimension,) if dimension else ()))
    row = answer.row(statement.member) if dimension else answer.total
    if row is None or row.value is None:
        return "different"
    if statement.rank and ranks(answer)[statement.member] != statement.rank:
        return "different"
    return "same" if statement.value is None else compared(statement.value, row.value, answer.metric.is_ratio)


def share_of_period(register: Register, statement: Statement) -> float:
    """Persons reported within a published period, of all reported."""
    start, end = PERIODS[statement.member]
    part, whole = (
        ask(register, REPORTED, scope).total.value or 0 for scope in (Scope(statement.as_of, {}, start, end), Scope(statement.as_of))
    )
    return part / whole if whole else 0


def compared(printed: Decimal, computed: float, ratio: bool) -> Verdict:
    """A printed number against a computed one, at the digits that were printed."""
    if not ratio:
        return "same" if printed == Decimal(str(computed)) else "different"
    fit = fit_of(printed, Decimal(str(computed)) * 100)
    return "different" if fit is None or fit == "rounded_otherwise" else fit
