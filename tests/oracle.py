"""What every figure should be, counted the slow way: plain loops over raw rows, nothing shared with the code under test.

A row is a dictionary of the raw Indonesian columns, all text, '' where empty.
"""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import median

import pyarrow.parquet as parquet

AGENCIES = Path(__file__).resolve().parent.parent / "data" / "reference" / "agencies.csv"
CENTRAL = ("kementerian", "lembaga")
UNIT_COLUMNS = {"orang": "id_asn", "kasus": "nomor_kasus", "rekomendasi": "nomor_rekomendasi"}
PLAIN_COLUMNS = {
    "election": "pemilihan",
    "source": "sumber",
    "agency": "instansi",
    "position_level": "jenjang_jabatan",
    "position": "kelompok_jabatan",
    "category": "kategori_pelanggaran",
    "status": "status",
}
AFTER_RECOMMENDATION = {"sanction_recommended": "rekomendasi_sanksi", "follow_up": "tindak_lanjut"}
DIMENSIONS = (
    *PLAIN_COLUMNS, *AFTER_RECOMMENDATION, "agency_type", "province", "sanction_imposed", "waiting", "month", "week", "day",
)  # fmt: skip

RETIRED, INCOMPLETE, NOT_PROVEN, IN_PROCESS, RECOMMENDED, SANCTIONED = range(6)
CLOSED = {"pensiun": RETIRED, "dokumen_tidak_lengkap": INCOMPLETE, "tidak_terbukti": NOT_PROVEN}
EVERY = {RETIRED, INCOMPLETE, NOT_PROVEN, IN_PROCESS, RECOMMENDED, SANCTIONED}
DECIDED = EVERY - {IN_PROCESS}
PROVEN = {RECOMMENDED, SANCTIONED}

# metric: the stages counted
COUNTS = {
    "reported": EVERY,
    "in_process": {IN_PROCESS},
    "processed": DECIDED,
    "not_proven": {NOT_PROVEN},
    "incomplete": {INCOMPLETE},
    "retired": {RETIRED},
    "recommended": PROVEN,
    "sanctioned": {SANCTIONED},
    "outstanding": {RECOMMENDED},
}
# metric: the stages above and below the line
RATES = {
    "compliance_rate": ({SANCTIONED}, PROVEN),
    "outstanding_rate": ({RECOMMENDED}, PROVEN),
    "proven_rate": (PROVEN, EVERY),
    "processed_rate": (DECIDED, EVERY),
}
# metric: the stages of a group, over the same stages of the whole scope
SHARES = {"share_of_reported": EVERY, "share_of_recommended": PROVEN}
# metric: the first and the last day
MEDIANS = {
    "median_days_to_recommendation": ("tanggal_laporan", "tanggal_rekomendasi"),
    "median_days_to_sanction": ("tanggal_rekomendasi", "tanggal_sanksi"),
}
METRICS = (*COUNTS, "blocked", *RATES, *SHARES, *MEDIANS)
LINES = {
    **{metric: (stages, EVERY) for metric, stages in COUNTS.items()},
    **RATES,
    **{metric: (stages, stages) for metric, stages in SHARES.items()},
}
LETTER_METRICS = {
    "recommended", "sanctioned", "outstanding", "blocked", "compliance_rate", "outstanding_rate", "share_of_recommended",
}  # fmt: skip


def units_of(metric):
    """The units a metric can be counted in."""
    if metric in MEDIANS:
        return ("orang", "dugaan")
    return ("orang", "dugaan", "kasus", "rekomendasi") if metric in LETTER_METRICS else ("orang", "dugaan", "kasus")


def read_rows(path):
    """The raw rows of cases.csv or cases.parquet as text."""
    if path.suffix == ".parquet":
        records = parquet.read_table(path).to_pylist()
        return [{name: "" if value is None else str(value).strip() for name, value in record.items()} for record in records]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: value.strip() for name, value in record.items()} for record in csv.DictReader(file)]


def read_agency_types():
    """Type of every agency."""
    with AGENCIES.open(encoding="utf-8", newline="") as file:
        return {record["code"]: record["agency_type"] for record in csv.DictReader(file)}


AGENCY_TYPES = read_agency_types()


def code_of(row, dimension, as_of):
    """The code of a row in a dimension, on the snapshot's date."""
    if dimension in PLAIN_COLUMNS:
        return row[PLAIN_COLUMNS[dimension]] or "unknown"
    if dimension in AFTER_RECOMMENDATION:
        return row[AFTER_RECOMMENDATION[dimension]] or ("unknown" if row["tanggal_rekomendasi"] else "none")
    if dimension == "sanction_imposed":
        return row["sanksi"] or ("unknown" if row["tanggal_sanksi"] else "none")
    if dimension == "agency_type":
        return agency_type_of(row)
    if dimension == "province":
        return row["provinsi"] or ("none" if agency_type_of(row) in CENTRAL else "unknown")
    if dimension == "waiting":
        return waiting_of(row, as_of)
    return time_of(row, dimension)


def agency_type_of(row):
    """The type as written, else that of the agency."""
    return row["jenis_instansi"] or AGENCY_TYPES.get(row["instansi"], "unknown")


def waiting_of(row, as_of):
    """How long a recommendation without a sanction has stood."""
    if not row["tanggal_rekomendasi"] or row["tanggal_sanksi"]:
        return "none"
    days = (as_of - date.fromisoformat(row["tanggal_rekomendasi"])).days
    for limit in (30, 90, 180, 365):
        if days <= limit:
            return f"to_{limit}"
    return "over_365"


def time_of(row, grain):
    """The month, ISO week or day of the report."""
    day = row["tanggal_laporan"]
    if grain == "week":
        year, week, _ = date.fromisoformat(day).isocalendar()
        return f"{year}-W{week:02}"
    return day[:7] if grain == "month" else day


def stage_of(row):
    """How far a row has come. Without a day, the kind of sanction or the follow-up says that there was one."""
    if row["status"] == "direkomendasikan":
        return SANCTIONED if row["tanggal_sanksi"] or row["sanksi"] or row["tindak_lanjut"] == "sesuai" else RECOMMENDED
    return CLOSED.get(row["status"], IN_PROCESS)


def in_scope(row, as_of, where, start, end):
    """Whether a row passes every filter and lies in the period, both ends included."""
    if not str(start or "") <= row["tanggal_laporan"] <= str(end or "9999"):
        return False
    return all(code_of(row, dimension, as_of) in codes for dimension, codes in where.items())


def figures(rows, as_of, metric, by=(), where=None, start=None, end=None, unit="orang"):
    """Every group and the total: ({codes: (numerator, denominator, value)}, (numerator, denominator, value)).

    by: none, one or several dimensions; codes has one code for each.
    """
    rows = [row for row in rows if in_scope(row, as_of, where or {}, start, end)]
    groups = defaultdict(list)
    for row in rows if by else []:
        groups[tuple(code_of(row, dimension, as_of) for dimension in by)].append(row)
    if metric in MEDIANS:
        found = {codes: median_of(members, *MEDIANS[metric]) for codes, members in groups.items()}
        return {codes: numbers for codes, numbers in found.items() if numbers[1]}, median_of(rows, *MEDIANS[metric])
    return counted(rows, groups, metric, UNIT_COLUMNS.get(unit))  # an allegation is a row, whatever stands in it


def median_of(rows, first, last):
    """Median days over the rows that have both."""
    days = [(date.fromisoformat(row[last]) - date.fromisoformat(row[first])).days for row in rows if row[first] and row[last]]
    return None, len(days), median(days) if days else None


def counted(rows, groups, metric, column):
    """Distinct units by group and in all, as the metric divides them; groups with nothing to divide by are left out."""
    whole = pair(rows, metric, column)
    pairs = {codes: pair(members, metric, column) for codes, members in groups.items()}
    kept = {codes: found for codes, found in pairs.items() if found[1]}
    return {codes: divided(metric, found, whole) for codes, found in kept.items()}, divided(metric, whole, whole)


def pair(rows, metric, column):
    """Units counted above and below the line."""
    furthest, blocked = {}, set()
    for place, row in enumerate(rows, start=1):
        if unit := row[column] if column else place:
            furthest[unit] = max(furthest.get(unit, RETIRED), stage_of(row))
            blocked |= {unit} if row["tanggal_blokir"] else set()
    if metric == "blocked":
        return len(blocked), len(furthest)
    above, below = (sum(stage in stages for stage in furthest.values()) for stages in LINES[metric])
    return above, below


def divided(metric, found, whole):
    """A pair as numerator, denominator and value."""
    if metric in COUNTS or metric == "blocked":
        return found[0], None, found[0]
    base = whole[1] if metric in SHARES else found[1]
    return found[0], base, found[0] / base if base else None
