"""Why a unit counts in one snapshot and not in the other: the list of reasons, and which one it is where several fit.

A unit (person, case, letter, allegation) that counts differently in two snapshots has exactly one reason, the first that fits:

1. It does not stand in the earlier register at all: newly reported (a letter: newly recommended), whatever stage it has reached since.
2. It does not stand in the later register: merged, where one of its cases (for a case or a letter: one of its persons) has passed to
   another unit that was known before; else withdrawn. A double entered twice in the same case cannot be told from a withdrawal.
3. It is in the scope (and the group) in both, but at another stage: newly sanctioned, newly recommended, else another change of status.
   Where the question does not tell those sanctioned from those recommended, one sanctioned meanwhile is newly recommended.
4. It entered or left the scope (or the group) with a row that stands in both registers: reclassified. Of several things that changed
   the first counts: position, agency (its type and province with it), category, anything else that is filtered or grouped by; where only
   the handling changed (status, sanction, follow-up, waiting time), the stage tells as in 3.
5. It entered with rows that are new: newly reported (a further report of a known unit); merged, where such a row passed to it from another
   unit. It left with rows that are gone: withdrawn, or merged in the same way.
"""

import numpy as np

from analytics.metrics import STAGES
from analytics.text import Text
from analytics.vocabulary import (
    AGENCY,
    AGENCY_TYPE,
    CATEGORY,
    FOLLOW_UP,
    POSITION,
    POSITION_LEVEL,
    PROVINCE,
    SANCTION_IMPOSED,
    SANCTION_RECOMMENDED,
    STATUS,
    WAITING,
    Dimension,
)

NEW, RECOMMENDED, SANCTIONED, STATUS_CHANGED = "reported", "recommended", "sanctioned", "status"
POSITION_CHANGED, AGENCY_CHANGED, CATEGORY_CHANGED, OTHER_CHANGED = "position", "agency", "category", "other_attribute"
WITHDRAWN, MERGED = "withdrawn", "merged"
POOLED = "not_itemised"  # in public mode: reasons that concern too few, together

REASONS = {
    NEW: Text(id="Laporan baru", en="Newly reported"),
    RECOMMENDED: Text(id="Rekomendasi baru", en="Newly recommended"),
    SANCTIONED: Text(id="Sanksi baru", en="Newly sanctioned"),
    STATUS_CHANGED: Text(id="Perubahan status lain", en="Other change of status"),
    POSITION_CHANGED: Text(id="Perubahan data jabatan", en="Position reclassified"),
    AGENCY_CHANGED: Text(id="Perubahan data instansi", en="Agency reclassified"),
    CATEGORY_CHANGED: Text(id="Perubahan jenis pelanggaran", en="Category reclassified"),
    OTHER_CHANGED: Text(id="Perubahan data lain", en="Other data reclassified"),
    WITHDRAWN: Text(id="Tidak lagi tercatat", en="No longer registered"),
    MERGED: Text(id="Digabung", en="Merged"),
    POOLED: Text(id="Alasan lain, tidak dirinci", en="Other reasons, not itemised"),
}
# How those not itemised are called where reports that are gone may be among them.
POOLED_WITH_GONE = Text(id="Tidak lagi tercatat dan alasan lain, tidak dirinci", en="No longer registered and other reasons, not itemised")
RECLASSIFIED = (POSITION_CHANGED, AGENCY_CHANGED, CATEGORY_CHANGED, OTHER_CHANGED)
MEANINGS = {
    NEW: Text(
        id="{unit} yang belum tercatat pada {day}, apa pun tahapnya kini, atau masuk kelompok karena laporan lain.",
        en="{unit} not registered on {day}, at whatever stage now, or in the group because of a further report.",
    ),
    RECOMMENDED: Text(
        id="{unit} yang sudah tercatat pada {day} dan sejak itu direkomendasikan dijatuhi sanksi.",
        en="{unit} already registered on {day} and recommended for a sanction since.",
    ),
    SANCTIONED: Text(
        id="{unit} yang sudah tercatat pada {day} dan sejak itu dijatuhi sanksi oleh PPK.",
        en="{unit} already registered on {day} and sanctioned by the PPK since.",
    ),
    STATUS_CHANGED: Text(
        id="{unit} yang statusnya berubah dengan cara lain sejak {day}, termasuk yang mundur.",
        en="{unit} whose status changed in another way since {day}, backwards too.",
    ),
    POSITION_CHANGED: Text(id="{unit} yang data jabatannya berubah sejak {day}.", en="{unit} whose position data changed since {day}."),
    AGENCY_CHANGED: Text(
        id="{unit} yang instansi, jenis instansi, atau provinsinya berubah sejak {day}.",
        en="{unit} whose agency, agency type or province changed since {day}.",
    ),
    CATEGORY_CHANGED: Text(
        id="{unit} yang jenis pelanggarannya berubah sejak {day}.", en="{unit} whose violation category changed since {day}."
    ),
    OTHER_CHANGED: Text(
        id="{unit} yang data lainnya berubah sejak {day} dan disaring atau dirinci menurut data itu.",
        en="{unit} filtered or grouped by other data that changed since {day}.",
    ),
    WITHDRAWN: Text(
        id="{unit} yang tercatat pada {day} dan kini tidak lagi; sebabnya tidak dicatat: laporan dapat ditarik, atau catatan ganda disatukan.",
        en="{unit} registered on {day} and now no longer; why is not recorded: reports may have been withdrawn, or double entries merged.",
    ),
    MERGED: Text(
        id="{unit} yang tercatat pada {day} dan kasus atau orangnya kini tercatat pada {unit} lain yang sudah ada.",
        en="{unit} registered on {day} whose case or person now stands under other {unit} that were there.",
    ),
    POOLED: Text(
        id="alasan yang menyangkut terlalu sedikit {unit} sejak {day} disajikan bersama supaya tidak menunjuk orang.",
        en="reasons that concern too few {unit} since {day} stand together, so that nobody is pointed at.",
    ),
}

OF_POSITION, OF_AGENCY = (POSITION, POSITION_LEVEL), (AGENCY, AGENCY_TYPE, PROVINCE)
OF_HANDLING = (STATUS, SANCTION_RECOMMENDED, SANCTION_IMPOSED, FOLLOW_UP, WAITING)
PRECEDENCE = (*RECLASSIFIED, SANCTIONED, RECOMMENDED, STATUS_CHANGED)  # of what changed in rows that stand in both registers


def reason_of(dimension: Dimension) -> str:
    """The reason a change in a dimension stands for; empty where it is the handling, and the stage tells."""
    if dimension in OF_HANDLING:
        return ""
    if dimension in OF_POSITION:
        return POSITION_CHANGED
    if dimension in OF_AGENCY:
        return AGENCY_CHANGED
    return CATEGORY_CHANGED if dimension == CATEGORY else OTHER_CHANGED


STAGE_RECOMMENDED, STAGE_SANCTIONED = STAGES.index("recommended"), STAGES.index("sanctioned")


def stage_reasons(then: np.ndarray, now: np.ndarray) -> np.ndarray:
    """What units did between two stages (places in metrics.STAGES)."""
    sanctioned = (now == STAGE_SANCTIONED) & (then != STAGE_SANCTIONED)
    recommended = (now == STAGE_RECOMMENDED) & (then < STAGE_RECOMMENDED)
    return np.select([sanctioned, recommended], [SANCTIONED, RECOMMENDED], STATUS_CHANGED)
