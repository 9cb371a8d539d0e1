"""Every figure by its key, so that a figure can be made again from its id: in a briefing, from a link, in a finished deck."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl

from analytics import editions
from analytics.ask import Unanswered
from analytics.exhibit import Exhibit
from analytics.exhibits import (
    agencies,
    changes,
    cohorts,
    compliance,
    follow_up,
    overview,
    per_thousand,
    positions,
    rates,
    statements,
    time,
    time_to_sanction,
)
from analytics.lacking import name_of
from analytics.metrics import OUTSTANDING, RECOMMENDED
from analytics.register.snapshots import Register
from analytics.sentences import NONE_WAITING, NOTHING
from analytics.text import Lang, Notice, Text
from analytics.view import View, view_of
from analytics.vocabulary import CATEGORY, DAY, MONTH, POSITION, WEEK

LONGEST_QUERY = 4000  # characters of a figure's address
TOO_LONG = Text(
    id="Pertanyaan gambar ini terlalu panjang ({length} huruf; paling banyak {most}), jadi tidak dapat dibuat lagi. Kurangi saringannya.",
    en="The question of this figure is too long ({length} characters; at most {most}), so it cannot be made again. Use fewer filters.",
)
NO_FIGURE = Text(id="Tidak ada gambar “{key}”.", en="There is no figure “{key}”.")

FIGURES: dict[str, Callable[[View], Exhibit]] = {
    "ringkasan_angka": overview.numbers,
    "ringkasan_perubahan": overview.changes,
    "ringkasan_tren": overview.course,
    "ringkasan_instansi": overview.agencies,
    "ringkasan_jabatan": overview.positions,
    "ringkasan_kepatuhan": overview.compliance,
    "tren_laporan": lambda seen: time.reports(seen, MONTH),
    "tren_laporan-week": lambda seen: time.reports(seen, WEEK),
    "tren_laporan-day": lambda seen: time.reports(seen, DAY),
    "tren_laporan-running": lambda seen: time.running(seen, MONTH),
    "tren_laporan-running-week": lambda seen: time.running(seen, WEEK),
    "tren_laporan-running-day": lambda seen: time.running(seen, DAY),
    "tren_register": lambda seen: overview.course(seen, "tren_register"),
    "tren_kepatuhan": time.compliance,
    "tren_jenis": time.categories,
    "instansi_peringkat": lambda seen: agencies.ranked(seen),
    "instansi_peringkat-20": lambda seen: agencies.ranked(seen, False, 20),
    "instansi_peringkat-rate": lambda seen: agencies.ranked(seen, True),
    "instansi_peringkat-rate-20": lambda seen: agencies.ranked(seen, True, 20),
    "instansi_peringkat-per1000": lambda seen: per_thousand.ranked(seen),
    "instansi_peringkat-per1000-20": lambda seen: per_thousand.ranked(seen, 20),
    "instansi_jenis": lambda seen: agencies.types(seen),
    "instansi_jenis-rate": lambda seen: agencies.types(seen, True),
    "instansi_provinsi": lambda seen: agencies.provinces(seen),
    "instansi_provinsi-rate": lambda seen: agencies.provinces(seen, True),
    "instansi_corong_kepatuhan": rates.funnel,
    "instansi_satu_jenis": agencies.categories_of_one,
    "instansi_satu_jabatan": agencies.positions_of_one,
    "jabatan_kelompok": positions.groups,
    "jabatan_waktu": positions.over_time,
    "jabatan_jenjang": positions.levels,
    "jabatan_jenis": positions.categories,
    "jabatan_silang": positions.crossed,
    "kepatuhan_corong": compliance.funnel,
    "kepatuhan_jenis": compliance.by_type,
    "kepatuhan_jabatan": compliance.by_position,
    "kepatuhan_provinsi": compliance.by_province,
    "kepatuhan_sanksi": compliance.sanctions,
    "kepatuhan_silang": compliance.crossed,
    "kepatuhan_menunggu": compliance.waiting,
    "kepatuhan_tindak_lanjut": compliance.follow_up,
    "kepatuhan_instansi": compliance.outstanding,
    "kepatuhan_kohor": cohorts.cohorts,
    "kepatuhan_waktu": time_to_sanction.time,
    "kepatuhan_waktu-jenis": time_to_sanction.time_by_type,
    "kepatuhan_tangga": follow_up.ladder,
    "kepatuhan_berat": follow_up.weights,
    **changes.FIGURES,
    "pernyataan_deret": statements.series,
    "pernyataan_position": lambda seen: statements.shares(POSITION, seen),
    "pernyataan_category": lambda seen: statements.shares(CATEGORY, seen),
}


def figure(key: str, seen: View) -> Exhibit:
    """The figure of a key, asked in a view; where its snapshot cannot answer, a figure that says so. Raises Notice."""
    if key not in FIGURES:
        raise Notice(NO_FIGURE, key=key[:40])
    try:
        exhibit = FIGURES[key](seen)
    except Unanswered as why:
        return unanswered(key, seen, why)
    if exhibit.empty and exhibit.finding == NOTHING(seen.lang) and exhibit.answer.metric is OUTSTANDING and recommended(seen):
        exhibit = replace(exhibit, finding=NONE_WAITING(seen.lang))  # nobody waits, which is not the same as no data
    return replace(exhibit, notes=(*exhibit.notes, *editions.notes(exhibit)))


def recommended(seen: View) -> bool:
    """Whether anybody in a view was recommended for a sanction, as far as may be told."""
    found = seen.answered(RECOMMENDED)
    return bool(found and found.total.value)


def unanswered(key: str, seen: View, why: Unanswered) -> Exhibit:
    """A figure that cannot be made: its name, and the reason where others have their drawing."""
    id, _, variant = key.partition("-")
    name = name_of(why.answer.metric, why.answer.by)(seen.lang)
    return Exhibit(id, "bar", name, why.answer, seen, said=why(seen.lang), lacking=why(seen.lang), variant=variant)


def again(figure_id: str, register: Register, **changed: str) -> Exhibit:
    """A figure made again from its id, in its language and in public mode; changed: address parameters that replace those of the id.
    Raises Notice; of a question too long too, since a part of it would be another question."""
    key, query = asked(figure_id)
    query |= changed
    lang: Lang = "en" if query.pop("lang", "id") == "en" else "id"
    return figure(key, in_public(view_of(register, query, lang)))


def asked(figure_id: str) -> tuple[str, dict[str, str]]:
    """The key and the address parameters of a figure's id. Raises Notice where they are too long to be kept."""
    key, _, address = figure_id.partition("?")
    if len(address) > LONGEST_QUERY:
        raise Notice(TOO_LONG, length=len(address), most=LONGEST_QUERY)
    return key, dict(parse_qsl(address))


def in_public(seen: View) -> View:
    """The view without what public mode hides: of everything that leaves the dashboard."""
    return replace(seen, public=True)


def retitled(exhibit: Exhibit, title: str) -> Exhibit:
    """The figure under a title of the reader's; its own finding where that is empty."""
    return replace(exhibit, own_title=title)
