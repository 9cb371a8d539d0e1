"""What the pages ask of the register, nothing filtered and no snapshot to compare with.

It is the list of the gate's preview, which a test holds against the figures, and the two medians of days.
"""

from analytics.exhibits.compliance import GIVEN_AS_RECOMMENDED
from analytics.gate.preview import BREAKDOWNS, HEADLINE
from analytics.metrics import DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION, Metric
from analytics.vocabulary import DAY, WEEK, Dimension

Question = tuple[Metric | Dimension, ...]  # a metric, then the dimensions it is broken down by

NOT_TIMED: tuple[Metric | Dimension, ...] = (
    GIVEN_AS_RECOMMENDED,
    WEEK,
    DAY,
)  # pandas' side of the comparison knows stages and months alone
ASKED: tuple[Question, ...] = (*((metric,) for metric in (*HEADLINE, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION)), *BREAKDOWNS)
QUESTIONS: tuple[Question, ...] = tuple(question for question in ASKED if not any(part in NOT_TIMED for part in question))
KINDS: dict[str, tuple[Question, ...]] = {
    name: tuple(question for question in QUESTIONS if len(question) == parts)
    for parts, name in enumerate(("one number", "by one list", "by two lists"), start=1)
}
