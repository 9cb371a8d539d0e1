"""Every exhibit of every page: its title, its drawing, its table, its definition and its CSV say the numbers of its answer."""

import csv
import importlib
import inspect
import io
import json
import math
import pkgutil
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from conftest import DRAWN_ON, rows_of, written
from test_ask import answer_of
from test_figures import cells_of, outlines, plain, read_bars

from analytics import exhibits, formats, published, sentences, trends
from analytics.ask import NO_TOTAL, top
from analytics.chart import charts, number_words, planes, table_of
from analytics.durations import HORIZONS
from analytics.exhibit import Exhibit, Kind, leading
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
from analytics.export.data import to_csv
from analytics.figures import Look, draw
from analytics.headcounts import Headcount
from analytics.intervals import wilson
from analytics.metrics import METRICS, RECOMMENDED, REPORTED
from analytics.register.snapshots import Register
from analytics.scope import CASE, LETTER, PERSON, Scope
from analytics.sentences import Institution
from analytics.settings import SAMPLE, Settings
from analytics.table import definition, table
from analytics.text import LANGUAGES, same
from analytics.view import View, shared_answer
from analytics.vocabulary import CATEGORY, DAY, MONTH, OTHER, POSITION, WEEK, Dimension, provinces
from analytics.vocabulary import agencies as agencies_listed

KASN = Institution("Komisi Aparatur Sipil Negara", "KASN")
JULY, LATEST = date(2020, 7, 31), date(2024, 2, 6)
ONE_AGENCY = {"agency": "kab_wakatobi"}
HEADCOUNTS = {code: Headcount(1500 + 37 * place, JULY, "Uji") for place, code in enumerate(agencies_listed())}  # none is in the repository


@pytest.fixture(autouse=True, scope="module")
def forget_answers():
    """The answers kept for readers hold their registers; nothing of these tests outlives them."""
    yield
    shared_answer.cache_clear()


# Every exhibit of analytics/exhibits, by name: from a view.
EXHIBITS = {
    "overview.numbers": overview.numbers,
    "overview.changes": overview.changes,
    "overview.course": overview.course,
    "overview.agencies": overview.agencies,
    "overview.positions": overview.positions,
    "overview.compliance": overview.compliance,
    "time.reports": time.reports,
    "time.reports week": lambda seen: time.reports(seen, WEEK),
    "time.reports day": lambda seen: time.reports(seen, DAY),
    "time.running": time.running,
    "time.running week": lambda seen: time.running(seen, WEEK),
    "time.compliance": time.compliance,
    "time.categories": time.categories,
    "agencies.ranked": agencies.ranked,
    "agencies.ranked rate": lambda seen: agencies.ranked(seen, True),
    "agencies.types": agencies.types,
    "agencies.types rate": lambda seen: agencies.types(seen, True),
    "agencies.provinces": agencies.provinces,
    "agencies.provinces rate": lambda seen: agencies.provinces(seen, True),
    "agencies.categories_of_one": lambda seen: agencies.categories_of_one(seen.narrowed(**ONE_AGENCY)),
    "agencies.positions_of_one": lambda seen: agencies.positions_of_one(seen.narrowed(**ONE_AGENCY)),
    "rates.funnel": rates.funnel,
    "per_thousand.ranked": lambda seen: per_thousand.ranked(seen, counts=HEADCOUNTS),
    "positions.groups": positions.groups,
    "positions.over_time": positions.over_time,
    "positions.levels": positions.levels,
    "positions.categories": positions.categories,
    "positions.crossed": positions.crossed,
    "changes.bridge": lambda seen: changes.bridge(seen, REPORTED, "perubahan_dilaporkan"),
    "changes.shares": lambda seen: changes.shares(seen, POSITION, "perubahan_jabatan"),
    "changes.share_bridge": lambda seen: changes.share_bridge(seen, POSITION, "perubahan_porsi_jabatan"),
    "changes.composition": changes.composition,
    "compliance.funnel": compliance.funnel,
    "compliance.rate": lambda seen: compliance.rate(seen, CATEGORY, "kepatuhan_x"),
    "compliance.by_type": compliance.by_type,
    "compliance.by_position": compliance.by_position,
    "compliance.by_province": compliance.by_province,
    "compliance.sanctions": compliance.sanctions,
    "compliance.crossed": compliance.crossed,
    "compliance.waiting": compliance.waiting,
    "compliance.follow_up": compliance.follow_up,
    "compliance.outstanding": compliance.outstanding,
    "cohorts.cohorts": cohorts.cohorts,
    "cohorts.of_a_group": lambda seen: cohorts.of_a_group(seen, {days: cohorts.cohort(seen, days) for days in HORIZONS}, "kepatuhan_kohor"),
    "time_to_sanction.time": time_to_sanction.time,
    "time_to_sanction.time_by_type": time_to_sanction.time_by_type,
    "follow_up.ladder": follow_up.ladder,
    "follow_up.weights": follow_up.weights,
    "statements.series": lambda seen: statements.series(seen),
    "statements.shares position": lambda seen: statements.shares(POSITION, seen),
    "statements.shares category": lambda seen: statements.shares(CATEGORY, seen),
}
SCOPES = {
    "july_west_nusa_tenggara": Scope(JULY, {"province": ("nusa_tenggara_barat",)}),
    "july_southeast_sulawesi": Scope(JULY, {"province": ("sulawesi_tenggara",)}),
    "latest": Scope(LATEST),
    "july_cases": Scope(JULY, unit=CASE),
    "latest_letters": Scope(LATEST, unit=LETTER),
}


def view_of(register, lang, scope):
    """A reader's view, compared with the snapshot before."""
    before = register.before(scope.as_of)
    return View(register, scope, scope.at(before) if before else None, lang, public=False)  # hidden numbers: test_hidden, test_disclosure


def names_of_exhibits():
    """module.function of everything in analytics.exhibits that gives an exhibit."""
    for found in pkgutil.iter_modules(exhibits.__path__):
        module = importlib.import_module(f"{exhibits.__name__}.{found.name}")
        for name, member in inspect.getmembers(module, inspect.isfunction):
            if member.__module__ == module.__name__ and member.__annotations__.get("return") is Exhibit:
                yield f"{found.name}.{name}"


def test_no_exhibit_is_left_out(sample):
    assert {name.split()[0] for name in EXHIBITS} == set(names_of_exhibits()) - {
        "changes.alone",
        "changes.nothing_before",
        "changes.no_leader",
        "changes.levels_alone",
        "changes.pair",
    }  # tests/test_changes
    kinds = {build(view_of(sample, "id", Scope(JULY))).kind for build in EXHIBITS.values()}
    assert kinds == set(get_args(Kind))


# --- what each kind of figure draws, read back from the figure ---


def check_bar(exhibit, figure):
    """Labels, lengths and printed values; the rest of a cut list may stand without a bar."""
    answer, lang = exhibit.answer, exhibit.lang
    found = read_bars(figure)
    assert [label.replace(" ", "") for label, *_ in found] == [plain(answer.label(row, lang)).replace(" ", "") for row in answer.rows]
    for row, (_, length, text) in zip(answer.rows, found, strict=True):
        assert length == (row.value or 0) or (row.code == OTHER and length == 0)
        assert text.startswith(plain(sentences.value(answer, row, lang)))
    assert exhibit.accent in {None, "", *(row.code for row in answer.rows)}


def check_pair(exhibit, figure):
    """The bars of both sides, those of zero left out."""
    drawn = Counter((trace.name, length) for trace in figure.data for length in trace.x if length)
    answer, lang = exhibit.answer, exhibit.lang
    rows = [row for row in answer.rows if row.codes[1] != "none"]
    assert drawn == Counter((answer.label(row, lang), row.value) for row in rows)


def check_funnel(exhibit, figure):
    """A bar a stage."""
    assert [length for _, length, _ in read_bars(figure)] == [row.value for row in exhibit.answer.rows]


def check_columns(exhibit, figure):
    """A column a period."""
    columns, rows = figure.data[0], exhibit.answer.rows
    assert list(columns.y) == [row.value for row in rows]
    hatched = [row.code for row, shape in zip(rows, columns.marker.pattern.shape, strict=True) if shape]
    assert set(hatched) == exhibit.incomplete
    assert len(figure.layout.shapes) == len(exhibit.events)


def check_lines(exhibit, figure):
    """Every point of every series, and the contradicted ones; the answer's own numbers among them."""
    answer = exhibit.answer
    drawn = Counter((day, value) for trace in figure.data for day, value in zip(trace.x, trace.y, strict=True))
    given = [*(each for series in exhibit.parts for each in series), *exhibit.disputed]
    assert drawn == Counter((each.scope.as_of.isoformat(), each.total.value) for each in given if each.total.value is not None)
    if answer.by:
        assert drawn == Counter((row.codes[0], row.value) for row in answer.rows)
    elif answer.total.value is not None:
        assert drawn[answer.scope.as_of.isoformat(), answer.total.value] > 0


def check_panels(exhibit, figure):
    """A panel a member, with the values of the answer and the total of the member."""
    answer = exhibit.answer
    for (label, part), trace, note in zip(exhibit.parts, figure.data, figure.layout.annotations, strict=True):
        rows = [row for row in answer.rows if f" {label}".endswith(f" {answer.label(row, exhibit.lang, 1)}")]
        assert list(trace.y) == [row.value for row in rows] != []
        days = [day[:7] for day in trace.x]
        assert days == [row.codes[0] for row in rows]
        assert plain(note.text).endswith(f" {plain(sentences.value(part, part.total, exhibit.lang))}")
        assert part.metric.is_ratio or part.total.value >= max(row.value for row in rows)


def check_shares(exhibit, figure):
    """Every published share at its day."""
    drawn = Counter((day, value) for trace in figure.data for day, value in zip(trace.x, trace.y, strict=True))
    assert drawn == Counter((row.codes[0], row.value) for row in exhibit.answer.rows)


def check_grid(exhibit, figure):
    """A number a cell that has one, elsewhere a dot."""
    answer, lang = exhibit.answer, exhibit.lang
    numbers = [text for text in cells_of(figure).values() if text != "·"]
    assert Counter(numbers) == Counter(sentences.value(answer, row, lang) for row in answer.rows if row.value)


def check_map(exhibit, figure):
    """What the pointer shows over each province that has a number."""
    answer, lang = exhibit.answer, exhibit.lang
    said = {code: plain(text) for code, (_, text) in outlines(figure).items()}
    for row in answer.rows:
        if row.code in provinces() and row.value is not None:
            assert said.pop(row.code).startswith(plain(f"{answer.label(row, lang)} {sentences.value(answer, row, lang)}"))
    assert not any(character.isdigit() for text in said.values() for character in text)


def check_numbers(exhibit, figure):
    """Label, number, base and change of each headline number."""
    said = [plain(note.text) for note in figure.layout.annotations]
    assert said == [plain(word) for number in exhibit.parts for word in number_words(number, exhibit.lang)]
    assert [number.answer.metric.code for number in exhibit.parts[:3]] == [row.code for row in exhibit.answer.rows]
    assert [number.answer.total.value for number in exhibit.parts[:3]] == [row.value for row in exhibit.answer.rows]


def check_stack(exhibit, figure):
    """A segment a group and date; each date's segments are its answer, and add up to a whole where groups do not overlap."""
    days = {part.scope.as_of.isoformat(): part for part in exhibit.parts}
    drawn = Counter((trace.name, day, value) for trace in figure.data for day, value in zip(days, trace.x, strict=True) if value)
    assert drawn == Counter(
        (exhibit.answer.label(row, exhibit.lang, 1), row.codes[0], row.value) for row in exhibit.answer.rows if row.value
    )
    for place, part in enumerate(days.values()):
        if part.total.denominator and not part.overlap:
            assert sum(trace.x[place] for trace in figure.data) == pytest.approx(1)


def check_plane(exhibit, figure):
    """Every spot of every curve is drawn where it lies; those of a funnel plot are the rows of its answer."""
    (plane,) = planes(exhibit)  # of very many spots, those that can be told apart
    drawn = Counter((x, y) for trace in figure.data for x, y in zip(trace.x or (), trace.y or (), strict=True) if x is not None)
    assert {(spot.x, spot.y) for curve in plane.curves for spot in curve.spots} <= set(drawn)
    if exhibit.id == "instansi_corong_kepatuhan":
        spots = Counter((spot.x, spot.y) for curve in plane.curves if curve.style == "points" for spot in curve.spots)
        assert spots == Counter((row.denominator, row.value) for row in exhibit.answer.rows)


def check_bridge(exhibit, figure):
    """Each change begins where the one before ended, and the last ends at the last level; every step is said as in the table."""
    bars, labels = figure.data
    assert [label for text in labels.text for label in [text.split("  <")[0].strip()]] == [line[-1] for line in table_of(exhibit).lines]
    level = None
    for row, value, base in zip(exhibit.answer.rows, bars.x, bars.base, strict=True):
        assert value == row.value or value is None
        if row.code in ("start", "end"):
            assert base == 0 and (row.code == "start" or level is None or row.value == pytest.approx(level, abs=1e-9))
            level = row.value
        elif value is not None:
            assert level is None or base == pytest.approx(level, abs=1e-9)
            level = base + value
        else:
            level = None


CHECKS = {
    "plane": check_plane,
    "bridge": check_bridge,
    "numbers": check_numbers, "stack": check_stack, "bar": check_bar, "pair": check_pair, "funnel": check_funnel, "columns": check_columns, "lines": check_lines, "panels": check_panels,
    "shares": check_shares, "grid": check_grid, "map": check_map,
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@pytest.mark.parametrize("name", EXHIBITS)
def test_an_exhibit_says_and_draws_the_numbers_of_its_answer(sample, name, scope, lang):
    exhibit = EXHIBITS[name](view_of(sample, lang, scope))
    words = [exhibit.title, exhibit.subtitle, *exhibit.notes, sentences.footnote(exhibit.answer, KASN, lang)]
    assert all(each.strip() and not set(each) & set("{}") and "None" not in each for each in words), words
    assert exhibit.lang == lang
    assert exhibit.empty == (exhibit.title == sentences.NOTHING(lang)), (exhibit.title, exhibit.answer)
    if not exhibit.empty:
        CHECKS[exhibit.kind](exhibit, draw(exhibit, Look(lang)))
    check_table(exhibit)
    check_csv(exhibit)


def check_table(exhibit):
    """As many lines as rows, each as wide as the headings, with the printed values."""
    if exhibit.kind == "numbers":
        assert [line[1] for line in table_of(exhibit).lines] == [number_words(number, exhibit.lang)[1] for number in exhibit.parts]
        return
    answer, lang = exhibit.answer, exhibit.lang
    shown = table(answer, lang)
    assert {len(line) for line in (*shown.lines, shown.total or shown.headings)} <= {len(shown.headings)}
    last = -2 if sentences.has_interval(answer) else -1
    assert [line[last] for line in shown.lines] == [sentences.value(answer, row, lang) for row in answer.rows]
    if sentences.has_interval(answer):
        within = [in_words(answer, wilson(row.numerator, row.denominator), lang) if row.denominator else formats.HIDDEN if row.hidden else "–" for row in answer.rows]  # fmt: skip
        assert [line[-1] for line in shown.lines] == within and shown.headings[-1] == ("Selang 95 %" if lang == "id" else "95% interval")
    assert all(term and said for term, said in definition(answer, lang))


def in_words(answer, ends, lang):
    """The ends of an interval as they are read."""
    if answer.metric.kind == "per_1000":
        return "–".join(formats.number(1000 * each, lang, 1) for each in ends)
    return formats.interval(*ends, lang)


def check_csv(exhibit):
    """Codes and full numbers come back from the file."""
    answer = exhibit.answer
    lines = read_csv(to_csv(exhibit, KASN))[1]
    width = len(answer.by)
    read = [
        (tuple(line[:width]), *(float(cell) if cell not in ("", formats.HIDDEN) else None for cell in line[2 * width :]))
        for line in lines[1:]
    ]
    whole = [replace(answer.total, codes=tuple(["total", "", ""][:width]))] if answer.whole else []
    expected = [(row.codes, row.numerator, row.denominator, row.value) for row in (*answer.rows, *whole)]
    assert [line[:3] for line in read] == [line[:3] for line in expected]
    for (_, _, _, found, *within), (_, numerator, denominator, value) in zip(read, expected, strict=True):
        assert found == value or math.isclose(found, value, rel_tol=1e-15)  # 0.27599999999999997 is written as 0.276
        if sentences.has_interval(answer):
            everything = answer.metric.kind == "share" and numerator == denominator == answer.total.numerator
            scale = 1000 if answer.metric.kind == "per_1000" else 1
            ends = [scale * each for each in wilson(numerator, denominator)] if denominator else [None, None]
            assert everything or within == ends
        else:
            assert within == []


def test_the_ids_of_exhibits_are_their_own_and_name_the_file(sample):
    seen = view_of(sample, "id", Scope(JULY))
    of_page = {}
    for name, build in EXHIBITS.items():
        exhibit = build(seen)
        of_page.setdefault(exhibit.id, set()).add(name.split()[0])
        assert exhibit.file_name == f"{exhibit.key}_{exhibit.answer.scope.as_of.isoformat()}"
    shared = {id: names for id, names in of_page.items() if len(names) > 1}
    assert shared == {  # two ways of showing one card
        "tren_laporan": {"time.reports", "time.running"},
        "instansi_peringkat": {"agencies.ranked", "per_thousand.ranked"},
        "kepatuhan_kohor": {"cohorts.cohorts", "cohorts.of_a_group"},
        "kepatuhan_waktu": {"time_to_sanction.time", "time_to_sanction.time_by_type"},
    }


def test_an_exhibit_is_the_same_in_both_languages_but_for_its_words(sample):
    for name, build in EXHIBITS.items():
        indonesian, english = (build(view_of(sample, lang, Scope(JULY))) for lang in LANGUAGES)
        assert (indonesian.id, indonesian.answer) == (english.id, english.answer), name
        assert indonesian.title != english.title and indonesian.subtitle != english.subtitle, name


NOTHING_IN_IT = Scope(JULY, {"province": ("papua",), "agency": ("kab_wakatobi",)})
OF_THE_REGISTER = [name for name in EXHIBITS if not name.startswith("statements.")]


@pytest.mark.parametrize("name", OF_THE_REGISTER)
def test_an_exhibit_of_nothing_is_empty(sample, name):
    assert EXHIBITS[name](view_of(sample, "id", NOTHING_IN_IT)).empty


@pytest.mark.parametrize("name", OF_THE_REGISTER)
def test_the_title_of_nothing_says_so(sample, name):
    assert EXHIBITS[name](view_of(sample, "en", NOTHING_IN_IT)).title == "No data in this scope"


# --- findings of single exhibits ---


def seen_of(register, lang="en", **options):
    """A view of a drawn register."""
    return View(register, Scope(DRAWN_ON, **options), None, lang, public=False)


TWO_LETTERS = """
nomor_kasus  id_asn  status            nomor_rekomendasi  tanggal_laporan  tanggal_rekomendasi  rekomendasi_sanksi
k1           x1      direkomendasikan  r1                 2019-08-01       2019-09-01           moral_terbuka
k2           x1      direkomendasikan  r2                 2020-04-01       2020-05-01           moral_terbuka
k3           x2      direkomendasikan  r3                 2020-11-01       2020-12-01           moral_terbuka
"""


def test_who_waits_is_counted_once(drawn):
    title = compliance.waiting(seen_of(drawn(TWO_LETTERS))).title
    assert title == "1 of 2 ASN not yet followed up have waited more than 180 days"


SAME_TWICE = """
nomor_kasus  id_asn  status            nomor_rekomendasi  rekomendasi_sanksi  tanggal_sanksi  sanksi
k1           x1      direkomendasikan  r1                 moral_terbuka       2020-09-01      moral_terbuka
k2           x1      direkomendasikan  r2                 moral_tertutup      2020-09-01      moral_tertutup
"""


def test_who_was_given_the_sanction_recommended_is_counted_once(drawn):
    assert compliance.crossed(seen_of(drawn(SAME_TWICE))).title.startswith("1 of 1 ASN ")


def test_the_most_frequent_pair_is_known_on_both_sides(drawn):
    text = "kelompok_jabatan kategori_pelanggaran times\n- medsos 9\njpt medsos 2"
    assert positions.crossed(seen_of(drawn(text))).title == (
        f"Most often: {POSITION.member('jpt', 'en')} in {CATEGORY.member('medsos', 'en')}, 2 ASN"
    )


def test_unknown_is_never_the_category_most_often_reported(drawn):
    assert time.categories(seen_of(drawn("kategori_pelanggaran times\n- 9"))).title == "Unknown: 9 ASN reported"


def test_the_note_on_other_categories_writes_its_number_out(drawn):
    text = "kategori_pelanggaran times\n" + "\n".join(
        f"{code} {1300 if place < 6 else 1200}" for place, code in enumerate(list(CATEGORY.members)[:7])
    )
    (note,) = time.categories(seen_of(drawn(text))).notes
    assert note == "The six largest categories on one scale; other categories: 1,200 ASN."


@pytest.mark.parametrize(
    "size, shown, said",
    [
        (1, 1, None),
        (2, 4, "Ditampilkan 4 instansi, bukan 2: yang angkanya sama tidak dipisahkan."),
        (4, 4, None),
    ],
)  # fmt: skip
def test_agencies_that_are_level_stay_together_and_the_note_says_so(drawn, size, shown, said):
    register = drawn("instansi times\nkab_wakatobi 5\nkab_muna 3\nkab_buton 3\nkab_bombana 3\nkab_kolaka 1\nkab_konawe 1\nkab_buru 1")
    exhibit = overview.agencies(View(register, Scope(DRAWN_ON), None, "id"), size)
    assert len([row for row in exhibit.answer.rows if row.code != OTHER]) == shown
    assert exhibit.notes == ((said,) if said else ())


def test_a_growing_month_that_leads_is_said_to_grow(sample):
    growing, settled = (time.reports(View(sample, Scope(day), None, "id")) for day in (JULY, LATEST))
    assert growing.title == "Laporan terbanyak pada Juni 2020: 99 ASN dilaporkan (belum lengkap)" and "2020-06" in growing.incomplete
    assert settled.title == "Laporan terbanyak pada September 2020: 316 ASN dilaporkan"
    assert time.reports(View(sample, Scope(JULY), None, "en")).title.endswith(" (not yet complete)")


def test_a_rate_of_too_few_to_be_ranked_is_grey_everywhere(sample):
    exhibit = overview.compliance(View(sample, Scope(JULY), None, "id"))
    (bars,) = charts(exhibit)[0].series
    tones = {row.code: mark.tone for row, mark in zip(exhibit.answer.rows, bars.marks, strict=True)}
    assert tones == {
        "lembaga": "muted", "kementerian": "accent", "kota": "accent", "kabupaten": "accent", "provinsi": "accent", "unknown": "rest",
    }  # fmt: skip
    assert "kelompok lebih kecil, abu-abu pada diagram batang: Lembaga." in exhibit.notes[0]


def test_level_categories_are_named_together(drawn):
    first, second = list(CATEGORY.members)[:2]
    title = time.categories(seen_of(drawn(f"kategori_pelanggaran times\n{first} 2\n{second} 2"))).title
    assert all(CATEGORY.member(code, "en") in title for code in (first, second))


def test_titles_of_one_case_are_singular(drawn):
    seen = seen_of(drawn("kelompok_jabatan kategori_pelanggaran\njpt medsos"), unit=CASE)
    titles = [positions.crossed(seen).title, time.running(seen).title, time.categories(seen).title]
    assert [title for title in titles if "1 cases" in title] == []


def test_the_accent_is_on_the_first_group_that_may_be_named(drawn):
    answer = answer_of(drawn("kelompok_jabatan times\n- 9\njpt 3\npengawas 2"), "reported", "position")
    assert leading(answer) == "jpt"
    assert leading(replace(answer, rows=answer.rows[-1:])) == ""
    nobody = answer_of(drawn("kelompok_jabatan\njpt"), "sanctioned", "position")
    assert (nobody.rows[0].value, leading(nobody)) == (0, "")


def test_the_deadline_is_a_setting_and_said_as_an_assumption(drawn, monkeypatch):
    seen = seen_of(drawn(TWO_LETTERS))
    monkeypatch.setattr(compliance, "settings", lambda: Settings(follow_up_days=0))
    assert compliance.deadline_note(seen) == compliance.NO_DEADLINE.en
    monkeypatch.setattr(compliance, "settings", lambda: Settings(follow_up_days=60))
    assert compliance.deadline_note(seen) == "Deadline of 60 calendar days (an assumption): 1 ASN are past it."


def test_the_funnel_in_letters_falls_back_to_persons(sample):
    exhibit = compliance.funnel(View(sample, Scope(JULY, unit=LETTER), None, "id"))
    assert exhibit.answer.scope.unit is PERSON
    assert exhibit.answer.total.value == answer_of(sample, "reported", scope=Scope(JULY)).total.value
    assert " ASN " in exhibit.title


# --- tables ---

TIES = "instansi times\nkab_muna 2\nkab_wakatobi 1500\nkota_bandung 3\nkab_bandung 3\n- 9\nprov_aceh 1"


def test_a_table_ranks_groups_without_an_order_and_ties_share_a_place(drawn):
    answer = answer_of(drawn(TIES), "reported", "agency")
    shown = table(answer, "en")
    assert shown.headings == ["Agency", "Rank", "ASN"]
    assert [line[1:] for line in shown.lines] == [["1", "1,500"], ["2", "3"], ["2", "3"], ["4", "2"], ["5", "1"], ["", "9"]]
    assert [line[0] for line in shown.lines] == [answer.label(row, "en") for row in answer.rows]
    assert shown.total == ["Total", "", "1,518"]
    assert table(answer, "id").headings == ["Instansi", "Peringkat", "Jumlah ASN"]
    assert (table(answer, "id").lines[0][1:], table(answer, "id").total) == (["1", "1.500"], ["Jumlah", "", "1.518"])


def test_the_rest_of_a_cut_list_has_no_rank(drawn):
    shown = table(top(answer_of(drawn(TIES), "reported", "agency"), 2), "id")
    assert [line[1] for line in shown.lines] == ["1", "2", "2", "", ""]
    assert shown.lines[3] == ["Lainnya (2 instansi)", "", "3"]


RATES = """
kelompok_jabatan  status            tanggal_rekomendasi  tanggal_sanksi  times
jpt               direkomendasikan  2020-07-03           2020-09-01      1200
jpt               direkomendasikan  2020-07-04           -               1200
pengawas          konsep_surat      -                    -               2
"""


def test_a_table_of_a_rate_and_of_a_share_has_both_numbers(drawn):
    register = drawn(RATES)
    rate = table(answer_of(register, "compliance_rate", "position"), "id")
    assert rate.headings == ["Kelompok jabatan", "Peringkat", "Pembilang", "Penyebut", "Kepatuhan sanksi", "Selang 95 %"]
    assert rate.lines == [["Jabatan Pimpinan Tinggi (JPT)", "1", "1.200", "2.400", "50,0 %", "48,0–52,0 %"]]
    assert rate.total == ["Jumlah", "", "1.200", "2.400", "50,0 %", "48,0–52,0 %"]
    share = table(answer_of(register, "share_of_reported", "position"), "en")
    assert [line[2:] for line in share.lines] == [["2,400", "2,402", "99.9%", "99.7–100.0%"], ["2", "2,402", "0.1%", "0.0–0.3%"]]
    assert share.headings[2:] == ["Numerator", "Denominator", METRICS["share_of_reported"].label.en, "95% interval"]
    assert share.total[2:] == ["2,402", "2,402", "100.0%", formats.MISSING]


def test_a_table_of_medians_has_the_number_of_cases_and_half_days(drawn):
    shown = table(answer_of(drawn(RATES), "median_days_to_recommendation", "position"), "en")
    assert shown.lines[0][1:] == ["1", "2,400", "2.5"]
    assert shown.headings[-2:] == ["Denominator", "Median days from report to recommendation, days"]
    assert shown.total == ["Total", "", "2,400", "2.5"]


def test_ordered_groups_times_and_crosses_are_not_ranked(drawn):
    register = drawn(RATES)
    status = table(answer_of(register, "reported", "status"), "en")
    assert (status.headings, [len(line) for line in status.lines]) == (["Case status", "ASN"], [2, 2])
    assert table(answer_of(register, "reported", "month"), "en").lines == [["July 2020", "2,402"]]
    crossed = table(answer_of(register, "reported", ("position", "status"), unit=CASE), "id")
    assert crossed.headings == ["Kelompok jabatan", "Status penanganan", "Jumlah kasus"]
    assert (crossed.total, crossed.lines[0][2]) == (["Jumlah", "", "2.402"], "2.400")


def test_a_table_of_one_number_and_of_nothing(drawn):
    register = drawn("times\n3")
    assert table(answer_of(register, "reported"), "id").total == ["3"]
    rate = table(answer_of(register, "compliance_rate", "position"), "id")
    assert (rate.lines, rate.total) == ([], ["Jumlah", "", "0", "0", formats.MISSING, formats.MISSING])


def test_parts_of_no_known_whole_have_no_total_line(drawn):
    answer = replace(answer_of(drawn("kelompok_jabatan\njpt"), "reported", "position"), total=NO_TOTAL)
    assert table(answer, "id").total == []
    assert b"total" not in to_csv(exhibit_of(answer), KASN)
    assert table(published.shares_answer(POSITION), "id").total == []


# --- definitions ---


def test_a_definition_says_measure_words_unit_base_counting_and_source(drawn):
    register = drawn("times\n2")
    rate = METRICS["compliance_rate"]
    assert definition(answer_of(register, "compliance_rate", unit=CASE), "en") == [
        ("Measure", "Sanction compliance"),
        ("Definition", rate.definition.en),
        ("Unit", "Cases"),
        ("Denominator", rate.base.en),
        (
            "95% interval",
            "How far the rate of a group of this size may move by chance alone (Wilson interval); a difference within it is not called one.",
        ),
        ("Counting", "Each of the cases is counted once in each group, at the furthest stage it reached."),
        ("Source of definition", rate.source),
    ]
    count = definition(answer_of(register, "blocked"), "id")
    assert [term for term, _ in count] == ["Ukuran", "Definisi", "Satuan", "Cara hitung", "Sumber definisi"]
    assert (count[2][1], count[-1][1]) == ("Orang (ASN)", "BKN")
    assert "Cara hitung" not in dict(definition(answer_of(register, "median_days_to_sanction"), "id"))


# --- CSV ---


def read_csv(file):
    """Comment lines without their sign, and the rows."""
    text = file.decode("utf-8-sig").split("\n")
    comments = [line.removeprefix("# ") for line in text if line.startswith("# ")]
    return comments, list(csv.reader(io.StringIO("\n".join(text[len(comments) :]))))


def exhibit_of(answer, lang="id"):
    """An exhibit of nothing but an answer."""
    return Exhibit("halaman_gambar", "bar", "Judul", answer, View(Register(SAMPLE), answer.scope, None, lang))


def test_a_csv_opens_with_a_mark_and_its_defence(drawn):
    answer = answer_of(drawn(RATES), "compliance_rate", "position", where={"position": ("jpt",)})
    file = to_csv(exhibit_of(answer), KASN)
    assert file.startswith(b"\xef\xbb\xbf# Judul\n") and file.count(b"\xef\xbb\xbf") == 1
    assert b"\r" not in file and file.endswith(b"\n")
    comments, lines = read_csv(file)
    assert comments == [
        "Judul",
        sentences.subtitle(answer, "id"),
        "Data per 31 Desember 2020 · Kelompok jabatan: Jabatan Pimpinan Tinggi (JPT) · 1.200 dari 2.400 ASN direkomendasikan · "
        "Sumber: register kasus KASN",
        METRICS["compliance_rate"].definition.id,
        "Gambar: halaman_gambar?as_of=2020-12-31&position=jpt",
        "Tautan: /halaman?as_of=2020-12-31&position=jpt",
    ]
    assert lines == [
        ["position", "position_label", "numerator", "denominator", "value", "low", "high"],
        ["jpt", "Jabatan Pimpinan Tinggi (JPT)", "1200", "2400", "0.5", *map(repr, wilson(1200, 2400))],
        ["total", "Jumlah", "1200", "2400", "0.5", *map(repr, wilson(1200, 2400))],
    ]


def test_a_csv_has_codes_and_labels_of_both_dimensions_and_every_digit(drawn):
    text = "kelompok_jabatan status times\njpt konsep_surat 1\npengawas konsep_surat 2"
    answer = answer_of(drawn(text), "share_of_reported", ("position", "status"))
    lines = read_csv(to_csv(exhibit_of(answer, "en"), KASN))[1]
    assert lines[0] == ["position", "status", "position_label", "status_label", "numerator", "denominator", "value", "low", "high"]
    draft = answer.label(answer.rows[0], "en", 1)
    assert lines[1:] == [
        ["jpt", "konsep_surat", "Senior officials (JPT)", draft, "1", "3", repr(1 / 3), *map(repr, wilson(1, 3))],
        ["pengawas", "konsep_surat", "Supervisors", draft, "2", "3", repr(2 / 3), *map(repr, wilson(2, 3))],
        ["total", "", "Total", "", "3", "3", "1.0", "", ""],
    ]


def test_a_csv_of_one_number_and_what_does_not_exist_is_empty(drawn):
    register = drawn("times\n3")
    assert read_csv(to_csv(exhibit_of(answer_of(register, "reported")), KASN))[1] == [["numerator", "denominator", "value"], ["3", "", "3"]]
    assert read_csv(to_csv(exhibit_of(answer_of(register, "compliance_rate")), KASN))[1][1] == ["0", "0", "", "", ""]


def test_a_csv_of_sample_data_says_so_and_of_real_data_does_not(drawn):
    made_up = to_csv(exhibit_of(answer_of(drawn("nomor_kasus\nCONTOH/2020/1"), "reported")), KASN)
    assert read_csv(made_up)[0][2].endswith(" · Data contoh (sintetis)")
    assert b"sintetis" not in to_csv(exhibit_of(answer_of(drawn("nomor_kasus\nk1"), "reported")), KASN)


def test_the_rest_of_a_cut_list_is_a_row_of_its_own(drawn):
    lines = read_csv(to_csv(exhibit_of(top(answer_of(drawn(TIES), "reported", "agency"), 2)), KASN))[1]
    assert lines[-3:] == [["other", "Lainnya (2 instansi)", "3", "", "3"], ["unknown", "Tidak diketahui", "9", "", "9"], ["total", "Jumlah", "1518", "", "1518"]]  # fmt: skip


def test_a_csv_writes_what_people_wrote_without_the_noise_of_binary_fractions(drawn):
    answer = answer_of(drawn("kelompok_jabatan\njpt"), "share_of_reported", "position")
    noisy, real = {0.36000000000000004: "0.36", 0.27599999999999997: "0.276"}, {value: repr(value) for value in (1 / 3, 99 / 283)}
    for value, expected in (noisy | real).items():
        planted = replace(answer, rows=(replace(answer.rows[0], value=value),))
        assert read_csv(to_csv(exhibit_of(planted), KASN))[1][1][4] == expected


def test_a_csv_of_published_numbers_says_whose_they_are_and_not_how_the_register_counts(sample):
    exhibit = statements.shares(POSITION, view_of(sample, "id", Scope(LATEST)))
    comments = read_csv(to_csv(exhibit, KASN))[0]
    assert comments[3].startswith("Angka seperti diumumkan dalam pernyataan publik")
    assert exhibit.answer.metric.definition.id not in comments
    assert comments[4:] == [f"Gambar: {exhibit.figure_id}", f"Tautan: {exhibit.link}"]


@pytest.mark.parametrize(
    "words", ["=CMD()", "a,=CMD()", "a; =CMD()", 'a,"=CMD()"', "a;-1+2", "a\t@SUM(1)", "a\n=CMD()", "a,\r\n+1", ",＝CMD()"]
)
def test_no_cell_of_a_csv_begins_a_formula_whichever_sign_parts_the_cells(drawn, words):
    exhibit = replace(exhibit_of(answer_of(drawn("kelompok_jabatan\njpt"), "reported", "position")), own_title=words)
    text = to_csv(exhibit, KASN).decode("utf-8-sig")
    cells = [cell for sign in ",;\t" for line in csv.reader(io.StringIO(text), delimiter=sign) for cell in line]
    assert any("CMD" in cell or "1" in cell for cell in cells)
    assert [cell for cell in cells if cell.lstrip(" \"'")[:1] in tuple("=+-@＝") and not cell.lstrip(' "').startswith("'")] == []


def test_a_label_of_a_csv_is_never_run(drawn):
    by = Dimension("position", POSITION.label, members={"jpt": same("=CMD()"), "pengawas": same("-1"), "fungsional": same("Fungsional")})
    answer = replace(answer_of(drawn("kelompok_jabatan\njpt\npengawas\nfungsional"), "reported", "position"), by=(by,))
    labels = {line[0]: line[1] for line in read_csv(to_csv(exhibit_of(answer), KASN))[1][1:-1]}
    assert labels == {"jpt": "'=CMD()", "pengawas": "'-1", "fungsional": "Fungsional"}


# --- the reader's view ---


def test_an_answer_is_shared_until_its_snapshot_changes(tmp_path):
    register = written(tmp_path, {DRAWN_ON: rows_of("times\n3")})
    first = View(register, Scope(DRAWN_ON), None, "id").ask(REPORTED, MONTH)
    assert View(register, Scope(DRAWN_ON), None, "en").ask(REPORTED, MONTH) is first
    written(tmp_path, {DRAWN_ON: rows_of("times\n5")})
    assert View(register, Scope(DRAWN_ON), None, "id").ask(REPORTED, MONTH) is first  # not looked at the folder yet
    register.refresh()
    second = View(register, Scope(DRAWN_ON), None, "id").ask(REPORTED, MONTH)
    assert (first.total.value, second.total.value) == (3, 5)
    assert first.source.version != second.source.version == register.at(DRAWN_ON).version


def test_a_changed_snapshot_leaves_the_answers_of_the_others_shared(tmp_path):
    rows = rows_of("times\n3")
    register = written(tmp_path, {JULY: rows, DRAWN_ON: rows})
    kept, changed = (View(register, Scope(day), None, "id").ask(REPORTED) for day in (JULY, DRAWN_ON))
    written(tmp_path, {DRAWN_ON: rows_of("times\n5")})
    register.refresh()
    assert View(register, Scope(JULY), None, "id").ask(REPORTED) is kept
    assert View(register, Scope(DRAWN_ON), None, "id").ask(REPORTED) is not changed


def test_two_registers_never_share_an_answer(tmp_path):
    rows = rows_of("times\n3")
    registers = [written(tmp_path / name, {DRAWN_ON: rows}) for name in ("one", "other")]
    first, second = (View(register, Scope(DRAWN_ON), None, "id").ask(REPORTED) for register in registers)
    assert first == second and first is not second


def test_scopes_that_differ_are_asked_apart(drawn):
    register = drawn("kelompok_jabatan times\njpt 2\npengawas 1")
    scopes = [
        Scope(DRAWN_ON),
        Scope(DRAWN_ON, {"position": ("jpt",)}),
        Scope(DRAWN_ON, {"position": ("pengawas",)}),
        Scope(DRAWN_ON, end=JULY),
    ]
    assert [View(register, scope, None, "id").ask(REPORTED).total.value for scope in scopes] == [3, 2, 1, 3]
    assert shared_answer.cache_info().maxsize is not None  # it cannot grow without end


def test_a_changed_manifest_marks_the_answers_too(tmp_path):
    register = written(tmp_path, {DRAWN_ON: rows_of("times\n3")})
    assert not View(register, Scope(DRAWN_ON), None, "id").ask(REPORTED).source.synthetic
    (tmp_path / "manifest.json").write_text(json.dumps({"synthetic": True}))
    register.refresh()
    assert register.at(DRAWN_ON).synthetic
    assert View(register, Scope(DRAWN_ON), None, "id").ask(REPORTED).source.synthetic


def test_a_view_asks_metrics_in_a_unit_they_know_and_narrows_both_sides(drawn):
    drawn("times\n2", JULY)
    register = drawn("kelompok_jabatan status\njpt direkomendasikan\njpt konsep_surat")
    seen = View(register, Scope(DRAWN_ON, unit=LETTER), Scope(JULY, unit=LETTER), "id")
    assert [seen.ask(metric).scope.unit for metric in (RECOMMENDED, REPORTED)] == [LETTER, PERSON]
    assert (seen.in_unit_of(RECOMMENDED) is seen, seen.in_unit_of(REPORTED).scope.unit) == (True, PERSON)
    one = seen.narrowed(position="jpt")
    assert dict(one.scope.where) == dict(one.compare.where) == {"position": ("jpt",)}
    assert (one.scope.unit, one.compare.as_of, seen.scope.where) == (LETTER, JULY, {})
    assert replace(seen, compare=None).narrowed(position="jpt").compare is None


def test_a_trend_goes_up_to_the_snapshot_of_the_reader(sample):
    seen = View(sample, Scope(JULY), None, "id")
    assert [each.scope.as_of for each in seen.trend(REPORTED)] == [day for day in sample.dates if day <= JULY]
    assert trends.without_gaps(seen.ask(REPORTED, MONTH)) == time.reports(seen).answer


def test_the_headline_and_the_course_count_one_unit(sample):
    """Asked in letters, the sentence and the chart fall back to persons as a whole, never to a mixture."""
    letters = view_of(sample, "id", Scope(JULY, unit=LETTER))
    assert overview.headline(letters).startswith("Per 31 Juli 2020, 456 ASN dilaporkan diduga melanggar netralitas; 344 terbukti")
    assert [series[-1].total.numerator for series in overview.course(letters).parts] == [456, 344, 189]


def test_months_that_nobody_was_reported_in_at_the_end_are_said_to_be_so(sample):
    latest, july = (time.reports(view_of(sample, "id", Scope(day))) for day in (sample.latest(), JULY))
    assert latest.notes[-1] == "Sesudah April 2023 tidak ada laporan hingga 6 Februari 2024."
    assert not any(note.startswith("Sesudah") for note in july.notes)


def test_a_course_says_from_when_to_when_it_goes(sample):
    july, filtered = view_of(sample, "id", Scope(JULY)), view_of(sample, "en", Scope(JULY, where={"province": ("jawa_tengah",)}))
    assert overview.course(july).subtitle == "Jumlah ASN kumulatif pada setiap snapshot · 15 Jun 2020–31 Jul 2020"
    assert overview.course(filtered).subtitle.endswith(" at each snapshot · Province: Central Java · 15 Jun 2020–31 Jul 2020")
    rates = time.compliance(july).subtitle
    assert rates == "Kepatuhan sanksi, % dari ASN direkomendasikan, pada setiap snapshot · 15 Jun 2020–31 Jul 2020"
    first = view_of(sample, "id", Scope(sample.dates[0]))
    assert overview.course(first).subtitle == "Jumlah ASN kumulatif pada setiap snapshot · 15 Jun 2020"


def test_the_table_of_a_course_holds_every_point_drawn(sample):
    exhibit = overview.course(view_of(sample, "id", Scope(JULY)))
    assert [(row.codes, row.numerator) for row in exhibit.answer.rows][:3] == [
        (("2020-06-15", "reported"), 369),
        (("2020-06-15", "recommended"), 195),
        (("2020-06-15", "sanctioned"), 47),
    ]
    assert len(exhibit.answer.rows) == sum(len(series) for series in exhibit.parts) == 9
