"""Recommended against imposed: whether a sanction is lighter, the same or heavier.

Grain: one person in one case on whom a sanction was imposed. The weight of a sanction is its place in the vocabulary's list of five, from a
closed moral statement to heavy discipline (KASN). A kind that is not recorded, or that a register brought along with no place in that
list, has no weight: such sanctions stand apart and in no share.
"""

from dataclasses import replace

from analytics.ask import Answer, Row
from analytics.metrics import Metric
from analytics.scope import ALLEGATION, PERSON
from analytics.text import Text
from analytics.vocabulary import SANCTION_RECOMMENDED, Dimension

BY_WEIGHT = tuple(SANCTION_RECOMMENDED.members)
LISTED = "[" + ", ".join(f"'{code}'" for code in BY_WEIGHT) + "]"
RECOMMENDED_WEIGHT = f"list_position({LISTED}, sanction_recommended::varchar)"
IMPOSED_WEIGHT = f"list_position({LISTED}, sanction_imposed::varchar)"
BOTH_KNOWN = f"stage = 'sanctioned' and {RECOMMENDED_WEIGHT} is not null and {IMPOSED_WEIGHT} is not null"
NEEDS = (("sanction_recommended",), ("sanction_imposed",))
BASE = Text(id="dijatuhi sanksi, dengan kedua jenis sanksi diketahui", en="sanctioned, with both kinds of sanction known")
WEIGHT = Dimension(
    "weight",
    Text(id="Sanksi dibandingkan rekomendasi", en="Sanction against recommendation"),
    "ordered",
    members={
        "lighter": Text(id="Lebih ringan", en="Lighter"),
        "same": Text(id="Sama", en="The same"),
        "heavier": Text(id="Lebih berat", en="Heavier"),
    },
    needs=NEEDS,
    sql=f"case sign({IMPOSED_WEIGHT} - {RECOMMENDED_WEIGHT}) when -1 then 'lighter' when 0 then 'same' when 1 then 'heavier' else 'unknown' end",
)
COMPARED = Metric(
    "share_of_compared",
    Text(id="Porsi dari sanksi yang dibandingkan", en="Share of sanctions compared"),
    Text(id="porsi dari sanksi yang dibandingkan", en="share of sanctions compared"),
    Text(
        id="ASN per kasus yang sanksinya lebih ringan, sama, atau lebih berat daripada yang direkomendasikan, dibagi yang telah dijatuhi sanksi "
        "dan kedua jenis sanksinya diketahui. Urutan berat: moral tertutup, moral terbuka, disiplin ringan, disiplin sedang, disiplin berat.",
        en="Persons per case whose sanction is lighter, the same or heavier than recommended, divided by those sanctioned for whom both kinds "
        "are known. Order of weight: closed moral statement, open moral statement, light, medium, heavy discipline.",
    ),
    BOTH_KNOWN,
    "share",
    BOTH_KNOWN,
    BASE,
    (PERSON, ALLEGATION),
    needs=NEEDS,
    of_rows=True,
)
NOT_WEIGHED = Metric(
    "sanction_not_weighed",
    Text(id="Jenis sanksi tidak diketahui", en="Kind of sanction unknown"),
    Text(id="dijatuhi sanksi yang tidak dapat dibandingkan karena jenisnya tidak diketahui", en="sanctioned, of unknown kind"),
    Text(
        id="ASN per kasus yang telah dijatuhi sanksi, tetapi jenis sanksi yang direkomendasikan atau yang dijatuhkan tidak diketahui.",
        en="Persons per case sanctioned, for whom the kind recommended or the kind imposed is not known.",
    ),
    "true",
    denominator=f"stage = 'sanctioned' and not ({BOTH_KNOWN})",
    units=(PERSON, ALLEGATION),
    needs=NEEDS,
    of_rows=True,
)


def every_weight(answer: Answer) -> Answer:
    """The three outcomes, also where one of them never occurs."""
    if not answer.total.denominator:
        return answer
    return replace(answer, rows=tuple(answer.row(code) or Row((code,), 0, answer.total.denominator, 0.0) for code in WEIGHT.members))
