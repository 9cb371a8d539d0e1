"""The follow-up deadline: a setting, never hard-coded, because sources disagree. Every figure that uses it says so."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from analytics.formats import named_day
from analytics.metrics import ALL_UNITS, IMPOSED, Metric
from analytics.text import Lang, Notice, Text
from analytics.vocabulary import REFERENCE, read_rows

CALENDAR = Text(id="{days} hari kalender", en="{days} calendar days")
WORKING = Text(id="{days} hari kerja", en="{days} working days")
NO_HOLIDAYS = Text(
    id="Tenggat {deadline} tidak dapat dihitung per {day}: daftar hari libur hanya memuat {first}–{last}.",
    en="The deadline of {deadline} cannot be counted on {day}: the list of holidays covers {first}–{last} only.",
)


@dataclass(frozen=True)
class Deadline:
    """So many days, calendar or working, between recommendation and sanction."""

    days: int
    working: bool

    def words(self, lang: Lang) -> str:
        """'14 hari kerja'."""
        return (WORKING if self.working else CALENDAR)(lang, days=self.days)

    def cutoff(self, as_of: date) -> date:
        """A recommendation made before this day is overdue on the date given. Raises Notice where working days are counted over a year
        whose holidays are not known."""
        if why := self.unknown(as_of):
            raise why
        return self.counted_back(as_of)

    def counted_back(self, as_of: date) -> date:
        """So many days before a date, whether or not all holidays between are known."""
        if not self.working:
            return as_of - timedelta(days=self.days)
        return np.busday_offset(as_of, -self.days, roll="backward", holidays=holidays()).astype(date)  # type: ignore[no-any-return]

    def unknown(self, as_of: date) -> Notice | None:
        """Why the deadline cannot be counted on a date: the list of holidays does not reach so far."""
        first, last = holidays()[0].year, holidays()[-1].year
        if not self.working or first <= self.counted_back(as_of).year <= as_of.year <= last:
            return None
        words = Text(id=self.words("id"), en=self.words("en"))
        return Notice(NO_HOLIDAYS, deadline=words, day=named_day(as_of), first=first, last=last)


@cache
def holidays() -> list[date]:
    """National holidays and joint leave, 2018 to 2026 (data/reference/holidays_ID_2018_2026.csv), oldest first."""
    return sorted(date.fromisoformat(row["date"]) for row in read_rows(REFERENCE / "holidays_ID_2018_2026.csv"))


def overdue(deadline: Deadline, as_of: date) -> Metric:
    """The metric 'outstanding for longer than the deadline' on a date."""
    return Metric(
        "overdue",
        Text(id="Melewati tenggat", en="Overdue"),
        Text(id="melewati tenggat (asumsi)", en="overdue (assumption)"),
        Text(
            id=f"ASN yang direkomendasikan lebih dari {deadline.words('id')} sebelum tanggal snapshot dan belum dijatuhi sanksi. "
            "Tenggat ini asumsi yang diatur pengelola; sumber publik tidak seragam.",
            en=f"Civil servants (ASN) recommended more than {deadline.words('en')} before the snapshot and not yet sanctioned. "
            "The deadline is an assumption set by the administrator; public sources differ.",
        ),
        f"stage = 'recommended' and waiting_since < date '{deadline.cutoff(as_of).isoformat()}'",
        units=ALL_UNITS,
        needs=(*IMPOSED, ("recommended_on",)),
    )
