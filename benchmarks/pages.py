"""What each page asks of the register when it opens, nothing filtered and no snapshot to compare with."""

from analytics.metrics import (
    COMPLIANCE,
    DAYS_TO_RECOMMENDATION,
    DAYS_TO_SANCTION,
    IN_PROCESS,
    INCOMPLETE,
    NOT_PROVEN,
    OUTSTANDING,
    RECOMMENDED,
    REPORTED,
    RETIRED,
    SANCTIONED,
    SHARE,
    Metric,
)
from analytics.vocabulary import (
    AGENCY,
    AGENCY_TYPE,
    CATEGORY,
    FOLLOW_UP,
    MONTH,
    POSITION,
    POSITION_LEVEL,
    PROVINCE,
    SANCTION_IMPOSED,
    SANCTION_RECOMMENDED,
    WAITING,
    Dimension,
)

Question = tuple[Metric | Dimension, ...]  # a metric, then the dimensions it is broken down by

PAGES: dict[str, tuple[Question, ...]] = {
    "ringkasan": (
        (REPORTED,), (RECOMMENDED,), (SANCTIONED,), (COMPLIANCE,),
        (REPORTED, AGENCY), (SHARE, POSITION), (COMPLIANCE, AGENCY_TYPE),
    ),
    "tren": (
        (REPORTED, MONTH), (REPORTED,), (RECOMMENDED,), (SANCTIONED,), (COMPLIANCE,), (REPORTED, MONTH, CATEGORY), (REPORTED, CATEGORY),
    ),
    "instansi": (
        (REPORTED, AGENCY), (REPORTED, AGENCY_TYPE), (REPORTED, PROVINCE),
    ),
    "jabatan": (
        (SHARE, POSITION), (SHARE, POSITION_LEVEL), (SHARE, CATEGORY), (REPORTED, CATEGORY, POSITION),
    ),
    "kepatuhan": (
        (RECOMMENDED,), (SANCTIONED,), (OUTSTANDING,), (COMPLIANCE,), (DAYS_TO_RECOMMENDATION,), (DAYS_TO_SANCTION,),
        (REPORTED,), (IN_PROCESS,), (NOT_PROVEN,), (INCOMPLETE,), (RETIRED,),
        (COMPLIANCE, AGENCY_TYPE), (COMPLIANCE, POSITION), (COMPLIANCE, PROVINCE),
        (SANCTIONED, SANCTION_IMPOSED), (RECOMMENDED, SANCTION_RECOMMENDED), (RECOMMENDED, SANCTION_RECOMMENDED, SANCTION_IMPOSED),
        (OUTSTANDING, WAITING), (RECOMMENDED, FOLLOW_UP), (OUTSTANDING, AGENCY),
    ),
}  # fmt: skip
QUESTIONS: tuple[Question, ...] = tuple(dict.fromkeys(question for page in PAGES.values() for question in page))
