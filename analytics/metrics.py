"""Metrics: every published number, declared once with its label, definition, unit and base.

A *unit* (a person, a case or a letter) stands at one stage: the furthest that any of its rows in the scope has reached.
Stages in order: retired, incomplete, not_proven, in_process, recommended, sanctioned. Because each unit has exactly one,
reported = in process + processed, and recommended = sanctioned + outstanding, in every scope and every unit.
"""

from dataclasses import dataclass
from typing import Literal

from analytics.scope import ALLEGATION, CASE, LETTER, PERSON, Unit
from analytics.text import Text

STAGES = ("retired", "incomplete", "not_proven", "in_process", "recommended", "sanctioned")

Kind = Literal["count", "rate", "share", "median", "estimate", "per_1000"]
Needs = tuple[tuple[str, ...], ...]  # fields of the register (register.contract); of each inner list one is enough
DECIDED: Needs = (("status",),)
IMPOSED: Needs = (*DECIDED, ("sanctioned_on", "sanction_imposed", "follow_up"))


@dataclass(frozen=True)
class Metric:
    """A published number.

    said: its words after a number and a unit ('456 ASN dilaporkan'); for a ratio, its name inside a sentence.
    numerator, denominator: SQL conditions on one unit (columns `stage`; `blocked`; `as_recommended`: given the very sanction
    recommended; `waiting_since`: day of the first recommendation); for a median, numerator is the SQL
    expression of days on one row of `cases` (null where not completed).
    kind: count; rate (numerator and denominator within each group); share (denominator is the whole scope); median (days);
    estimate (a probability that is not one count over another, as of a survival curve; not asked but worked out, see durations).
    per_1000: reported persons per 1.000 civil servants of an agency; not asked but worked out (exhibits.agencies).
    of_rows: counted in rows of `cases` (a person with two cases counts twice), as medians and estimates are; then numerator and
    denominator are conditions on one row, which may also name `as_of`, the day of the snapshot.
    units: what it can be counted in; the first that a snapshot has is the default. source: where the definition comes from.
    needs: the columns without which a register cannot answer.
    """

    code: str
    label: Text
    said: Text
    definition: Text
    numerator: str
    kind: Kind = "count"
    denominator: str = "true"
    base: Text | None = None
    units: tuple[Unit, ...] = (PERSON, ALLEGATION, CASE)
    source: str = "KASN"
    needs: Needs = ()
    of_rows: bool = False

    @property
    def is_ratio(self) -> bool:
        """Whether the value is a number between 0 and 1, shown as a percentage."""
        return self.kind in ("rate", "share", "estimate")

    @property
    def per_row(self) -> bool:
        """Whether rows of `cases` are counted rather than the stages of units."""
        return self.of_rows or self.kind in ("median", "estimate")


RECOMMENDED_STAGES = "stage in ('recommended', 'sanctioned')"
ALL_UNITS = (PERSON, ALLEGATION, CASE, LETTER)
DAYS = Text(id="hari", en="days")

REPORTED = Metric(
    "reported",
    Text(id="Dilaporkan", en="Reported"),
    Text(id="dilaporkan", en="reported"),
    Text(
        id="ASN yang dilaporkan diduga melanggar netralitas dan tercatat pada register. Dilaporkan belum berarti terbukti.",
        en="Civil servants (ASN) reported for an alleged breach of neutrality and entered in the register. Reported does not mean proven.",
    ),
    "true",
)
IN_PROCESS = Metric(
    "in_process",
    Text(id="Dalam proses", en="In process"),
    Text(id="masih dalam proses", en="still in process"),
    Text(
        id="Laporan yang belum diputus: permintaan klarifikasi, permintaan dokumen, atau konsep surat.",
        en="Reports not yet decided: clarification requested, documents requested, or draft letter.",
    ),
    "stage = 'in_process'",
    needs=DECIDED,
)
PROCESSED = Metric(
    "processed",
    Text(id="Selesai diproses", en="Processed"),
    Text(id="selesai diproses", en="processed"),
    Text(
        id="Laporan yang sudah diputus: direkomendasikan, tidak terbukti, dokumen tidak lengkap, atau sudah pensiun.",
        en="Reports that were decided: recommended, not proven, incomplete documents, or already retired.",
    ),
    "stage <> 'in_process'",
    needs=DECIDED,
)
NOT_PROVEN = Metric(
    "not_proven",
    Text(id="Tidak terbukti", en="Not proven"),
    Text(id="tidak terbukti", en="not proven"),
    Text(id="Laporan yang diputus tidak terbukti.", en="Reports decided as not proven."),
    "stage = 'not_proven'",
    needs=DECIDED,
)
INCOMPLETE = Metric(
    "incomplete",
    Text(id="Dokumen tidak lengkap", en="Incomplete documents"),
    Text(id="dokumennya tidak lengkap", en="with incomplete documents"),
    Text(id="Laporan yang ditutup karena dokumennya tidak lengkap.", en="Reports closed because their documents were incomplete."),
    "stage = 'incomplete'",
    needs=DECIDED,
)
RETIRED = Metric(
    "retired",
    Text(id="Sudah pensiun", en="Already retired"),
    Text(id="sudah pensiun", en="already retired"),
    Text(id="Laporan yang ditutup karena ASN-nya sudah pensiun.", en="Reports closed because the person had already retired."),
    "stage = 'retired'",
    needs=DECIDED,
)
RECOMMENDED = Metric(
    "recommended",
    Text(id="Direkomendasikan (terbukti)", en="Recommended (proven)"),
    Text(id="direkomendasikan dijatuhi sanksi", en="recommended for a sanction"),
    Text(
        id="ASN yang terbukti melanggar dan direkomendasikan dijatuhi sanksi.",
        en="Civil servants (ASN) whose breach was proven and for whom a sanction was recommended.",
    ),
    RECOMMENDED_STAGES,
    units=ALL_UNITS,
    needs=DECIDED,
)
SANCTIONED = Metric(
    "sanctioned",
    Text(id="Ditindaklanjuti dengan sanksi", en="Sanctioned"),
    Text(id="telah dijatuhi sanksi oleh PPK", en="sanctioned by the PPK"),
    Text(
        id="ASN yang direkomendasikan dan telah dijatuhi sanksi oleh Pejabat Pembina Kepegawaian (PPK).",
        en="Civil servants (ASN) recommended for a sanction on whom the appointing official (PPK) has imposed one.",
    ),
    "stage = 'sanctioned'",
    units=ALL_UNITS,
    needs=IMPOSED,
)
OUTSTANDING = Metric(
    "outstanding",
    Text(id="Belum ditindaklanjuti", en="Outstanding"),
    Text(id="belum ditindaklanjuti PPK", en="not yet followed up by the PPK"),
    Text(
        id="ASN yang direkomendasikan tetapi belum dijatuhi sanksi oleh PPK: direkomendasikan dikurangi ditindaklanjuti.",
        en="Civil servants (ASN) recommended but not yet sanctioned by the PPK: recommended less sanctioned.",
    ),
    "stage = 'recommended'",
    units=ALL_UNITS,
    needs=IMPOSED,
)
BLOCKED = Metric(
    "blocked",
    Text(id="Data kepegawaian diblokir", en="Personnel data blocked"),
    Text(id="data kepegawaiannya diblokir", en="with personnel data blocked"),
    Text(
        id="ASN yang data kepegawaiannya pernah diblokir BKN menunggu tindak lanjut.",
        en="Civil servants (ASN) whose personnel data BKN blocked pending follow-up.",
    ),
    "blocked",
    units=ALL_UNITS,
    source="BKN",
    needs=(("blocked_on",),),
)
COMPLIANCE = Metric(
    "compliance_rate",
    Text(id="Kepatuhan sanksi", en="Sanction compliance"),
    Text(id="kepatuhan sanksi", en="sanction compliance"),
    Text(
        id="ASN yang dijatuhi sanksi oleh PPK dibagi ASN yang direkomendasikan. Tidak pernah dibagi yang dilaporkan.",
        en="Civil servants (ASN) sanctioned by the PPK divided by those recommended. Never divided by those reported.",
    ),
    "stage = 'sanctioned'",
    "rate",
    RECOMMENDED_STAGES,
    Text(id="direkomendasikan", en="recommended"),
    ALL_UNITS,
    needs=IMPOSED,
)
OPEN_RATE = Metric(
    "outstanding_rate",
    Text(id="Porsi belum ditindaklanjuti", en="Outstanding share"),
    Text(id="porsi belum ditindaklanjuti", en="outstanding share"),
    Text(
        id="ASN yang belum dijatuhi sanksi oleh PPK dibagi ASN yang direkomendasikan.",
        en="Civil servants (ASN) not yet sanctioned by the PPK divided by those recommended.",
    ),
    "stage = 'recommended'",
    "rate",
    RECOMMENDED_STAGES,
    Text(id="direkomendasikan", en="recommended"),
    ALL_UNITS,
    needs=IMPOSED,
)
PROVEN = Metric(
    "proven_rate",
    Text(id="Tingkat terbukti", en="Proven rate"),
    Text(id="tingkat terbukti", en="proven rate"),
    Text(
        id="ASN yang direkomendasikan dibagi ASN yang dilaporkan, termasuk yang masih dalam proses.",
        en="Civil servants (ASN) recommended divided by those reported, including those still in process.",
    ),
    RECOMMENDED_STAGES,
    "rate",
    base=Text(id="dilaporkan", en="reported"),
    needs=DECIDED,
)
PROCESSED_RATE = Metric(
    "processed_rate",
    Text(id="Tingkat penyelesaian", en="Processed rate"),
    Text(id="tingkat penyelesaian", en="processed rate"),
    Text(
        id="ASN yang laporannya sudah diputus dibagi ASN yang dilaporkan.",
        en="Civil servants (ASN) whose report was decided divided by those reported.",
    ),
    "stage <> 'in_process'",
    "rate",
    base=Text(id="dilaporkan", en="reported"),
    needs=DECIDED,
)
SHARE = Metric(
    "share_of_reported",
    Text(id="Porsi dari yang dilaporkan", en="Share of reported"),
    Text(id="porsi dari yang dilaporkan", en="share of those reported"),
    Text(
        id="ASN dilaporkan dalam satu kelompok dibagi semua ASN dilaporkan dalam cakupan yang sama, termasuk yang tidak diketahui.",
        en="Civil servants (ASN) reported in one group divided by all reported in the same scope, unknown included.",
    ),
    "true",
    "share",
    base=Text(id="dilaporkan", en="reported"),
)
SHARE_RECOMMENDED = Metric(
    "share_of_recommended",
    Text(id="Porsi dari yang direkomendasikan", en="Share of recommended"),
    Text(id="porsi dari yang direkomendasikan", en="share of those recommended"),
    Text(
        id="ASN direkomendasikan dalam satu kelompok dibagi semua ASN direkomendasikan dalam cakupan yang sama.",
        en="Civil servants (ASN) recommended in one group divided by all recommended in the same scope.",
    ),
    RECOMMENDED_STAGES,
    "share",
    RECOMMENDED_STAGES,
    Text(id="direkomendasikan", en="recommended"),
    ALL_UNITS,
    needs=DECIDED,
)
DAYS_TO_RECOMMENDATION = Metric(
    "median_days_to_recommendation",
    Text(id="Median hari laporan ke rekomendasi", en="Median days from report to recommendation"),
    Text(id="median hari dari laporan ke rekomendasi", en="median days from report to recommendation"),
    Text(
        id="Median hari kalender dari tanggal laporan ke tanggal rekomendasi, per ASN per kasus, hanya dari yang sudah direkomendasikan.",
        en="Median calendar days from report to recommendation, per person per case, only of those already recommended.",
    ),
    "recommended_on - reported_on",
    "median",
    base=Text(id="sudah direkomendasikan", en="already recommended"),
    units=(PERSON, ALLEGATION),
    needs=(("reported_on",), ("recommended_on",)),
)
DAYS_TO_SANCTION = Metric(
    "median_days_to_sanction",
    Text(id="Median hari rekomendasi ke sanksi", en="Median days from recommendation to sanction"),
    Text(id="median hari dari rekomendasi ke sanksi", en="median days from recommendation to sanction"),
    Text(
        id="Median hari kalender dari tanggal rekomendasi ke tanggal sanksi, per ASN per kasus, hanya dari yang sudah dijatuhi sanksi; "
        "yang masih menunggu tidak terhitung.",
        en="Median calendar days from recommendation to sanction, per person per case, only of those already sanctioned; "
        "those still waiting are not counted.",
    ),
    "sanctioned_on - recommended_on",
    "median",
    base=Text(id="sudah dijatuhi sanksi", en="already sanctioned"),
    units=(PERSON, ALLEGATION),
    needs=(("recommended_on",), ("sanctioned_on",)),
)

METRICS = {
    metric.code: metric
    for metric in (
        REPORTED, IN_PROCESS, PROCESSED, NOT_PROVEN, INCOMPLETE, RETIRED, RECOMMENDED, SANCTIONED, OUTSTANDING, BLOCKED,
        COMPLIANCE, OPEN_RATE, PROVEN, PROCESSED_RATE, SHARE, SHARE_RECOMMENDED, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION,
    )
}  # fmt: skip

# Metrics whose units are all those reported; the others speak of those recommended or of some of them.
OF_REPORTED = {
    metric.code for metric in (REPORTED, IN_PROCESS, PROCESSED, NOT_PROVEN, INCOMPLETE, RETIRED, PROVEN, PROCESSED_RATE, SHARE)
} | {DAYS_TO_RECOMMENDATION.code}
