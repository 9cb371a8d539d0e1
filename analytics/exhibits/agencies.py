"""Figures of the page Instansi."""

from analytics import sentences
from analytics.ask import top
from analytics.exhibit import Exhibit, leading
from analytics.exhibits import overview, positions
from analytics.metrics import COMPLIANCE, REPORTED
from analytics.text import Text
from analytics.view import View
from analytics.vocabulary import AGENCY, AGENCY_TYPE, OTHER, PROVINCE, UNKNOWN

SMALL = Text(
    id="Kepatuhan untuk instansi dengan jumlah laporan terbanyak; dasar hitung yang kecil membuat persentase mudah berubah.",
    en="Compliance of the agencies with the most reports; a small base makes percentages move easily.",
)

OF_THE_FIRST = Text(
    id="{said}; di antara {count} instansi terbanyak dilaporkan", en="{said}; among the {count} agencies with the most reports"
)


def ranked(seen: View, by_rate: bool = False, size: int = 10, id: str = "instansi_peringkat") -> Exhibit:
    """The agencies with the most reports, by number or with their compliance."""
    if not by_rate:
        return overview.agencies(seen, size, id, variant_of(by_rate, size))
    leaders = top(seen.ask(REPORTED, AGENCY), size)
    codes = [row.codes[0] for row in leaders.rows if row.codes[0] not in (OTHER, UNKNOWN)]
    every = seen.ask(COMPLIANCE, AGENCY)
    answer = sentences.restricted(every, codes)
    title = sentences.spread(answer, seen.lang)
    if 1 < len(answer.rows) < len(every.rows):
        title = OF_THE_FIRST(seen.lang, said=title, count=len(answer.rows))
    return Exhibit(
        id,
        "bar",
        title,
        answer,
        seen,
        notes=(SMALL(seen.lang), *sentences.spread_notes(answer, seen.lang)),
        variant=variant_of(by_rate, size),
    )


def variant_of(by_rate: bool, size: int = 10) -> str:
    """The form of a figure of this page: by rate, of how many."""
    return "-".join(["rate"] * by_rate + [str(size)] * (size != 10))


def types(seen: View, by_rate: bool = False, id: str = "instansi_jenis") -> Exhibit:
    """By agency type."""
    if by_rate:
        return overview.compliance(seen, id, variant_of(by_rate))
    answer = seen.ask(REPORTED, AGENCY_TYPE)
    return Exhibit(id, "bar", sentences.ranking(answer, seen.lang), answer, seen, accent=leading(answer))


def provinces(seen: View, by_rate: bool = False, id: str = "instansi_provinsi") -> Exhibit:
    """The map of provinces."""
    answer = seen.ask(COMPLIANCE if by_rate else REPORTED, PROVINCE)
    finding = sentences.spread if by_rate else sentences.ranking
    notes = sentences.spread_notes(answer, seen.lang) if by_rate else ()
    return Exhibit(id, "map", finding(answer, seen.lang), answer, seen, notes=notes, variant=variant_of(by_rate))


def categories_of_one(one: View, id: str = "instansi_satu_jenis") -> Exhibit:
    """The categories reported in one agency."""
    return positions.categories(one, id)


def positions_of_one(one: View, id: str = "instansi_satu_jabatan") -> Exhibit:
    """The positions reported in one agency."""
    return overview.positions(one, id)
