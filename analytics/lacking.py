"""What a snapshot cannot tell: columns its register does not have, units it is not counted in. Said in words, never shown as zero."""

from collections.abc import Sequence

from analytics import formats
from analytics.metrics import Metric, Needs
from analytics.register.contract import said
from analytics.register.snapshots import Snapshot
from analytics.scope import ALLEGATION, CASE, LETTER, PERSON, Scope, Unit
from analytics.text import Notice, Text, join
from analytics.vocabulary import AGENCY, AGENCY_TYPE, DIMENSIONS, Dimension

LACKS = Text(
    id="Register per {day} tidak memuat kolom {columns}; {figure} tidak dapat dihitung.",
    en="The register of {day} has no column {columns}; {figure} cannot be counted.",
)
COUNTS_OTHERWISE = Text(
    id="Register per {day} mencatat {counted}, bukan {unit}; pilih satuan {units}.",
    en="The register of {day} holds {counted}, not {unit}; choose the unit {units}.",
)
NO_UNIT = Text(
    id="Register per {day} tidak memuat kolom {column}; pilih satuan {units}.",
    en="The register of {day} has no column {column}; choose the unit {units}.",
)
BY = Text(id="{metric} menurut {dimensions}", en="{metric} by {dimensions}")
COUNTED = {PERSON: Text(id="orang", en="persons"), ALLEGATION: Text(id="dugaan", en="allegations")}
HELD_IN = {PERSON: "person", CASE: "case_number", LETTER: "letter"}


def check_unit(snapshot: Snapshot, unit: Unit) -> None:
    """Raises Notice where a snapshot cannot be counted in a unit, naming those it can be counted in."""
    if unit in snapshot.units:
        return
    words = {"day": day_of(snapshot), "units": either([each.label for each in snapshot.units])}
    own = ALLEGATION if snapshot.traits.counts == "allegations" else PERSON
    if unit in COUNTED and unit is not own:
        raise Notice(COUNTS_OTHERWISE, counted=COUNTED[own], unit=COUNTED[unit], **words)
    raise Notice(NO_UNIT, column=said(HELD_IN[unit]), **words)


def check_columns(snapshot: Snapshot, metric: Metric, scope: Scope, by: Sequence[Dimension]) -> None:
    """Raises Notice where the register lacks a column that a metric, a group or a filter needs."""
    needs = [*metric.needs, *(need for each in by for need in needs_of(each))]
    needs += [need for code in scope.where for need in needs_of(DIMENSIONS[code])]
    needs += [("reported_on",)] if scope.start or scope.end else []
    if columns := missing(snapshot, needs):
        raise Notice(LACKS, day=day_of(snapshot), columns=either(columns), figure=name_of(metric, by))


def missing(snapshot: Snapshot, needs: Sequence[tuple[str, ...]]) -> list[Text]:
    """The names of columns that are needed and lacking; where one of several would do, all of them."""
    lacks = snapshot.traits.lacks
    if AGENCY.code not in {*lacks, *snapshot.traits.labels}:
        lacks = lacks - {AGENCY_TYPE.code}  # our list of agencies tells the type
    first = next((need for need in needs if lacks.issuperset(need)), ())
    return [said(field) for field in first]


def needs_of(dimension: Dimension) -> Needs:
    """The columns a dimension is taken from; none for one that only stands in a drawing."""
    return dimension.needs or (((dimension.code,),) if DIMENSIONS.get(dimension.code) is dimension else ())


def answerable(snapshot: Snapshot, dimension: Dimension) -> bool:
    """Whether a snapshot can be broken down and filtered by a dimension."""
    return not missing(snapshot, needs_of(dimension))


def name_of(metric: Metric, by: Sequence[Dimension]) -> Text:
    """What a figure shows, without a finding: 'Kepatuhan sanksi menurut provinsi'."""
    if not by:
        return metric.label
    named = {"id": join([lower_first(each.label.id) for each in by], "id"), "en": join([lower_first(each.label.en) for each in by], "en")}
    return Text(id=BY("id", metric=metric.label, dimensions=named["id"]), en=BY("en", metric=metric.label, dimensions=named["en"]))


def lower_first(label: str) -> str:
    """A label inside a sentence; abbreviations stay."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def either(words: Sequence[Text]) -> Text:
    """Several words with 'or' before the last."""
    *first, last = words
    if not first:
        return last
    return Text(id=f"{', '.join(each.id for each in first)} atau {last.id}", en=f"{', '.join(each.en for each in first)} or {last.en}")


def day_of(snapshot: Snapshot) -> Text:
    """A snapshot's date in words."""
    return Text(id=formats.long_date(snapshot.as_of, "id"), en=formats.long_date(snapshot.as_of, "en"))
