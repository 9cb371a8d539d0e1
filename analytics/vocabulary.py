"""Dimensions: the code lists a register is broken down by, with labels in both languages and display order."""

import csv
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from analytics import formats
from analytics.settings import ROOT
from analytics.text import Lang, Notice, Text

REFERENCE = ROOT / "data" / "reference"
UNKNOWN = "unknown"  # the register does not say
NONE = "none"  # the question does not arise: no sanction without a recommendation
OTHER = "other"  # the rest of a list that was cut to its first entries; never stored, only drawn
UNKNOWN_LABEL = Text(id="Tidak diketahui", en="Unknown")
OTHER_LABEL = Text(id="Lainnya ({count} {groups})", en="Other ({count} {groups})")
TAKEN = Text(
    id="{dimension}: kode “{code}” sudah berarti “{label}”; pakai kode lain",
    en="{dimension}: the code “{code}” already means “{label}”; use another code",
)
RESERVED = Text(id="{dimension}: kode “{code}” dipakai dasbor sendiri; pakai kode lain", en="{dimension}: the code “{code}” is the dashboard's own; use another code")  # fmt: skip


def read_rows(path: Path) -> list[dict[str, str]]:
    """A reference CSV as dictionaries of text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def code_list(name: str) -> dict[str, Text]:
    """Codes and labels of one small list in data/reference/codes.csv, in display order."""
    rows = read_rows(REFERENCE / "codes.csv")
    return {row["code"]: Text(row["label_id"], row["label_en"]) for row in rows if row["dimension"] == name}


@dataclass(frozen=True)
class Province:
    """A province: Kemendagri number, label, and the day it began to exist (None: before 2020)."""

    code: str
    label: Text
    kemendagri: str
    since: date | None


@dataclass(frozen=True)
class Agency:
    """An agency: label, type, province before and after the 2022 split of Papua (empty for central agencies)."""

    code: str
    label: Text
    agency_type: str
    province: str
    province_2022: str


@cache
def provinces() -> dict[str, Province]:
    """All provinces by code; 34 in 2020, 38 since December 2022."""
    return {
        row["code"]: Province(
            row["code"],
            Text(row["label_id"], row["label_en"]),
            row["kemendagri"],
            date.fromisoformat(row["since"]) if row["since"] else None,
        )
        for row in read_rows(REFERENCE / "provinces.csv")
    }


@cache
def agencies() -> dict[str, Agency]:
    """All agencies by code, in the order of data/reference/agencies.csv."""
    return {
        row["code"]: Agency(
            row["code"],
            Text(row["label_id"], row["label_en"]),
            row["agency_type"],
            row["province"],
            row["province_2022"],
        )
        for row in read_rows(REFERENCE / "agencies.csv")
    }


Kind = Literal["nominal", "ordered", "time"]


@dataclass(frozen=True)
class Dimension:
    """One way to break a figure down.

    kind: nominal (sorted by value), ordered (kept in list order) or time. none: what a row without a code means
    where that is not 'unknown'. many: the word after a number of members. filter: offered to readers as a filter.
    sql: what a row's code is, where that is not the column named like it. day: for a time, the day whose period it is.
    members: the codes of our lists; own: codes that loaded snapshots brought along. needs: the columns it is taken from, as in
    metrics.Metric; by default the one named like it.
    """

    code: str
    label: Text
    kind: Kind = "nominal"
    none: Text | None = None
    many: Text | None = None
    filter: bool = False
    sql: str = ""
    day: str = "reported_on"
    members: dict[str, Text] = field(default_factory=dict, compare=False, repr=False)
    own: dict[str, Text] = field(default_factory=dict, compare=False, repr=False)
    needs: tuple[tuple[str, ...], ...] = field(default=(), compare=False)

    def member(self, code: str, lang: Lang) -> str:
        """The label of a code, in the reader's language."""
        if self.kind == "time":
            return time_label(self.code, code, lang)
        return self.labels()[code](lang)

    def labels(self) -> dict[str, Text]:
        """All codes with labels in display order; 'none' (where it can occur) and 'unknown' last."""
        none = {NONE: self.none} if self.none else {}
        return {**self.members, **self.own, **none, UNKNOWN: UNKNOWN_LABEL}


def time_label(grain: str, code: str, lang: Lang) -> str:
    """The label of a time code: '2020-07', '2020-W31' or '2020-07-31'."""
    if grain == "month":
        return formats.month(date.fromisoformat(f"{code}-01"), lang)
    if grain == "week":
        return formats.week(first_day(grain, code), lang)
    return formats.long_date(date.fromisoformat(code), lang)


def time_code(grain: str, day: date) -> str:
    """The month, week or day a date falls in: '2020-07', '2020-W31' or '2020-07-31'."""
    return day.strftime({"month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d"}[grain])


def first_day(grain: str, code: str) -> date:
    """The first day of a month, week (Monday) or day code."""
    if grain == "month":
        return date.fromisoformat(f"{code}-01")
    if grain == "week":
        year, number = code.split("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    return date.fromisoformat(code)


ELECTION = Dimension("election", Text(id="Pemilihan", en="Election"), "ordered", filter=True, members=code_list("election"))
PROVINCE = Dimension(
    "province",
    Text(id="Provinsi", en="Province"),
    none=Text(id="Instansi pusat", en="Central agencies"),
    filter=True,
    members={code: province.label for code, province in provinces().items()},
)
AGENCY_TYPE = Dimension("agency_type", Text(id="Jenis instansi", en="Agency type"), filter=True, members=code_list("agency_type"))
AGENCY = Dimension(
    "agency",
    Text(id="Instansi", en="Agency"),
    many=Text(id="instansi", en="agencies"),
    filter=True,
    members={code: agency.label for code, agency in agencies().items()},
)
POSITION = Dimension("position", Text(id="Kelompok jabatan", en="Position group"), filter=True, members=code_list("position"))
POSITION_LEVEL = Dimension(
    "position_level", Text(id="Jenjang jabatan", en="Legal position level"), "ordered", members=code_list("position_level")
)
CATEGORY = Dimension("category", Text(id="Jenis pelanggaran", en="Violation category"), filter=True, members=code_list("category"))
SOURCE = Dimension("source", Text(id="Sumber laporan", en="Source of report"), filter=True, members=code_list("source"))
STATUS = Dimension("status", Text(id="Status penanganan", en="Case status"), "ordered", members=code_list("status"))
SANCTION_RECOMMENDED = Dimension(
    "sanction_recommended",
    Text(id="Sanksi yang direkomendasikan", en="Sanction recommended"),
    "ordered",
    none=Text(id="Tanpa rekomendasi", en="No recommendation"),
    members=code_list("sanction_recommended"),
)
SANCTION_IMPOSED = Dimension(
    "sanction_imposed",
    Text(id="Sanksi yang dijatuhkan", en="Sanction imposed"),
    "ordered",
    none=Text(id="Belum ada sanksi", en="No sanction yet"),
    members=code_list("sanction_recommended"),
)
FOLLOW_UP = Dimension(
    "follow_up",
    Text(id="Tindak lanjut", en="Follow-up"),
    "ordered",
    none=Text(id="Tanpa rekomendasi", en="No recommendation"),
    members=code_list("follow_up"),
)
WAITING = Dimension(
    "waiting",
    Text(id="Lama menunggu tindak lanjut", en="Time waiting for follow-up"),
    "ordered",
    none=Text(id="Tidak menunggu", en="Not waiting"),
    members={
        "to_30": Text(id="Hingga 30 hari", en="Up to 30 days"),
        "to_90": Text(id="31–90 hari", en="31–90 days"),
        "to_180": Text(id="91–180 hari", en="91–180 days"),
        "to_365": Text(id="181–365 hari", en="181–365 days"),
        "over_365": Text(id="Lebih dari 365 hari", en="More than 365 days"),
    },
    needs=(("recommended_on",), ("sanctioned_on", "sanction_imposed", "follow_up")),
)
REPORT_DAY = (("reported_on",),)
MONTH = Dimension("month", Text(id="Bulan laporan", en="Month of report"), "time", needs=REPORT_DAY)
WEEK = Dimension("week", Text(id="Minggu laporan", en="Week of report"), "time", needs=REPORT_DAY)
DAY = Dimension("day", Text(id="Tanggal laporan", en="Day of report"), "time", needs=REPORT_DAY)

DIMENSIONS = {
    dimension.code: dimension
    for dimension in (
        POSITION, POSITION_LEVEL, CATEGORY, AGENCY, AGENCY_TYPE, PROVINCE, SOURCE, STATUS,
        SANCTION_RECOMMENDED, SANCTION_IMPOSED, FOLLOW_UP, WAITING, ELECTION, MONTH, WEEK, DAY,
    )
}  # fmt: skip
FILTERS = tuple(dimension for dimension in DIMENSIONS.values() if dimension.filter)


_adopting = threading.Lock()


def adopt(dimension: Dimension, labels: Mapping[str, Text]) -> None:
    """Takes codes that a snapshot brings along into a dimension, all or none. Raises Notice where a code means something else already.

    They stay known until the program ends, so that figures of a snapshot that was withdrawn can be made again.
    """
    with _adopting:
        known = {**dimension.members, **dimension.own}
        for code, label in labels.items():
            if code in (UNKNOWN, NONE, OTHER):
                raise Notice(RESERVED, dimension=dimension.label, code=code)
            if known.get(code, label) != label:
                raise Notice(TAKEN, dimension=dimension.label, code=code, label=known[code])
        new = {code: label for code, label in labels.items() if code not in dimension.members}
        if new:  # replaced whole: readers in other threads may be walking over the old one
            object.__setattr__(dimension, "own", {**dimension.own, **new})


def members_at(dimension: Dimension, as_of: date) -> Iterator[str]:
    """The codes of a dimension that exist on a date: 34 provinces in 2020, 38 from December 2022."""
    for code in dimension.members:
        since = provinces()[code].since if dimension is PROVINCE else None
        if since is None or since <= as_of:
            yield code
