"""What public mode hides: the engine against plain enumeration, the policy, and the answers as readers get them."""

from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import disclosure, suppression
from analytics import settings as installation
from analytics.__main__ import main
from analytics.ask import Row, ask, rest_of, top
from analytics.briefing import item_of, made
from analytics.disclosure import attributes, protected
from analytics.metrics import COMPLIANCE, DAYS_TO_SANCTION, IN_PROCESS, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED, SHARE
from analytics.scope import CASE, Scope
from analytics.settings import SAMPLE, Settings
from analytics.suppression import hidden, interval
from analytics.view import View, is_public, view_of
from analytics.vocabulary import (
    AGENCY,
    AGENCY_TYPE,
    CATEGORY,
    DAY,
    ELECTION,
    MONTH,
    OTHER,
    POSITION,
    PROVINCE,
    SANCTION_IMPOSED,
    SANCTION_RECOMMENDED,
    STATUS,
    WAITING,
    WEEK,
)

JULY = date(2020, 7, 31)
FIVE = 5
QUICKLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# --- the engine, on drawn tables ---


def line(values, total=True):
    """A table of one dimension: its cells, and the sum of them."""
    cells = {("x", place): value for place, value in enumerate(values)}
    sums = [dict.fromkeys(cells, -1) | ({"total": 1} if total else {})]
    return cells | ({"total": sum(values)} if total else {}), sums


def square(rows):
    """A table of two dimensions with both margins."""
    cells = {("x", y, x): value for y, row in enumerate(rows) for x, value in enumerate(row)}
    sums = [{("down", y): 1} | {("x", y, x): -1 for x in range(len(rows[0]))} for y in range(len(rows))]
    sums += [{("across", x): 1} | {("x", y, x): -1 for y in range(len(rows))} for x in range(len(rows[0]))]
    cells |= {("down", y): sum(row) for y, row in enumerate(rows)} | {
        ("across", x): sum(row[x] for row in rows) for x in range(len(rows[0]))
    }
    return cells, sums, {cell for cell in cells if cell[0] != "x"}


def of_lines(gone):
    """The places hidden in a table of one dimension."""
    return sorted(place for _, place in gone)


def test_a_small_number_is_hidden_with_the_smallest_that_protects_it():
    cells, sums = line([40, 3, 12, 9])
    assert of_lines(hidden(cells, sums, FIVE, {"total"})) == [1, 3]


def test_two_small_numbers_that_come_to_the_threshold_need_no_third():
    cells, sums = line([40, 3, 2, 9])
    assert of_lines(hidden(cells, sums, FIVE, {"total"})) == [1, 2]


def test_two_small_numbers_that_come_to_less_take_a_third():
    cells, sums = line([40, 1, 2, 9])
    assert of_lines(hidden(cells, sums, FIVE, {"total"})) == [1, 2, 3]


def test_zeros_stay_zeros_unless_only_they_can_hide_a_number():
    cells, sums = line([40, 3, 0, 9])
    assert of_lines(hidden(cells, sums, FIVE, {"total"})) == [1, 3]
    cells, sums = line([3, 0, 0])
    assert len(hidden(cells, sums, FIVE, {"total"})) == 2


def test_the_symbol_itself_tells_nothing():
    """Three hidden numbers below a total of three would each be one; so would six of six. A zero beside them leaves that open."""
    cells, sums = line([1, 0, 1, 1, 0])
    assert of_lines(hidden(cells, sums, FIVE, {"total"})) == [0, 1, 2, 3]
    cells, sums = line([40, 1, 1, 1, 1, 1, 1, 0])
    assert of_lines(hidden(cells, sums, FIVE, {"total"})) == [1, 2, 3, 4, 5, 6, 7]
    cells, sums = line([40, 1, 1, 1, 1, 1, 2, 0])
    assert of_lines(hidden(cells, sums, FIVE, {"total"})) == [1, 2, 3, 4, 5, 6]


def test_nothing_small_hides_nothing():
    cells, sums = line([40, 0, 5, 9])
    assert hidden(cells, sums, FIVE, {"total"}) == set()


@pytest.mark.parametrize("threshold", [0, 1])
def test_a_threshold_of_nought_or_one_hides_nothing(threshold):
    cells, sums = line([1, 2, 3])
    assert hidden(cells, sums, threshold, {"total"}) == set()


def test_a_total_that_is_not_published_is_hidden_where_it_is_small():
    cells, sums = line([1, 2, 0])
    assert hidden(cells, sums, FIVE) == {"total", ("x", 0), ("x", 1)}


def test_costs_decide_what_is_hidden_beside():
    cells, sums = line([40, 3, 12, 9])
    assert of_lines(hidden(cells, sums, FIVE, {"total"}, cost={("x", 3): 100.0})) == [1, 2]


def test_what_belongs_together_is_hidden_together_zeros_too():
    cells, sums = line([40, 3, 0, 9])
    assert of_lines(hidden(cells, sums, FIVE, {"total"}, together={("x", 1): [("x", 2)]})) == [1, 2, 3]


def test_numbers_that_stand_nowhere_protect_others_but_are_not_counted_hidden():
    cells, sums = line([40, 3, 12])
    assert of_lines(hidden(cells, sums, FIVE, {"total"}, unseen={("x", 2)})) == [1]


def brute(cells, sums, gone):
    """The least and the most that each hidden number is among all whole numbers that fit every sum: key -> (least, most). By trying them
    one after the other; a way is left where the parts of a sum exceed its whole, which is visible here."""
    unknown, found = sorted(gone, key=repr), {key: set() for key in gone}
    wholes = [
        (next(cells[key] for key, sign in each.items() if sign == 1), [key for key, sign in each.items() if sign == -1]) for each in sums
    ]
    of = {key: [(whole, parts) for whole, parts in wholes if key in parts] for key in unknown}

    def fill(place, filled):
        if place == len(unknown):
            for key in unknown:
                found[key].add(filled[key])
            return
        key = unknown[place]
        for value in range(min(whole for whole, _ in of[key]) + 1):
            filled[key] = value
            if all(fits(filled, whole, parts) for whole, parts in of[key]):
                fill(place + 1, filled)
        del filled[key]

    fill(0, {key: value for key, value in cells.items() if key not in gone})
    return {key: (min(values), max(values)) for key, values in found.items()}


def fits(filled, whole, parts):
    """Whether parts can still add up to their whole."""
    so_far = sum(filled.get(key, 0) for key in parts)
    return so_far == whole if all(key in filled for key in parts) else so_far <= whole


@QUICKLY
@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=2))
def test_intervals_of_tiny_tables_are_those_of_trying_everything(rows):
    """Two lines, two columns and their margins: whole numbers and fractions have the same ends there."""
    cells, sums, _ = square(rows)
    gone = {cell for cell in cells if cell[0] == "x"}
    for key, ends in brute(cells, sums, gone).items():
        assert interval(cells, sums, gone, key) == pytest.approx(ends)


@QUICKLY
@given(st.lists(st.integers(0, 6), min_size=1, max_size=4), st.integers(2, 5))
def test_one_dimension_is_safe_by_trying_everything(values, threshold):
    cells, sums = line(values)
    gone = hidden(cells, sums, threshold, {"total"})
    ends = brute(cells, sums, gone)
    assert {key for key, value in cells.items() if 0 < value < threshold and key != "total"} <= gone
    needed = min(threshold, sum(values)) if len(values) > 1 else 0
    assert all(high - low >= needed for low, high in ends.values())


@QUICKLY
@given(st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=2), min_size=2, max_size=3), st.integers(2, 4))
def test_two_dimensions_are_safe_by_trying_everything(rows, threshold):
    """No hidden number is narrower than it would be if everything was hidden, or than the threshold."""
    cells, sums, fixed = square(rows)
    gone = hidden(cells, sums, threshold, fixed)
    everything = brute(cells, sums, set(cells) - fixed)
    for key, (low, high) in brute(cells, sums, gone).items():
        assert high - low >= min(threshold, everything[key][1] - everything[key][0])


def hierarchy(agencies):
    """Agencies (type, province, reported, recommended) with their types, provinces, totals and stages."""
    cells, sums = {"reported": 0, "recommended": 0}, []
    for place, (kind, where, reported, recommended) in enumerate(agencies):
        for stage, value in (("reported", reported), ("recommended", min(reported, recommended)), ("rest", max(0, reported - recommended))):
            for key in ((stage, "agency", place), (stage, "type", kind), (stage, "province", where)):
                cells[key] = cells.get(key, 0) + value
            if stage in cells:
                cells[stage] += value
    for axis, level in ((0, "type"), (1, "province")):
        for stage in ("reported", "recommended", "rest"):
            for code in {agency[axis] for agency in agencies}:
                sums.append(
                    {(stage, level, code): 1}
                    | {(stage, "agency", place): -1 for place, agency in enumerate(agencies) if agency[axis] == code}
                )
    for stage in ("reported", "recommended"):
        sums.append({stage: 1} | {key: -1 for key in cells if isinstance(key, tuple) and key[:2] == (stage, "type")})
    for key in [key for key in cells if isinstance(key, tuple) and key[0] == "reported"]:
        sums.append({key: 1, ("recommended", *key[1:]): -1, ("rest", *key[1:]): -1})
    return cells, sums, {"reported", "recommended"}


AGENCIES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=14
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(AGENCIES)
def test_hierarchies_with_stages_leave_nothing_narrow(agencies):
    cells, sums, fixed = hierarchy(agencies)
    gone = hidden(cells, sums, FIVE, fixed)
    assert not gone & fixed
    assert {key for key, value in cells.items() if 0 < value < FIVE} - fixed <= gone
    everything = set(cells) - fixed
    for key in sorted(gone, key=repr)[:12]:
        low, high = interval(cells, sums, gone, key)
        least, most = interval(cells, sums, everything, key)
        assert high - low >= min(FIVE, most - least) - 1e-5


def test_the_same_table_always_hides_the_same():
    cells, sums, fixed = square([[3, 8, 0, 12], [1, 9, 7, 2], [20, 0, 4, 6]])
    first = hidden(cells, sums, FIVE, fixed)
    turned = hidden(dict(reversed(cells.items())), list(reversed(sums)), FIVE, fixed)
    assert first == turned != set()


# --- the policy ---


@pytest.mark.parametrize(
    "where, by, told",
    [
        ({}, (), set()),
        ({}, (CATEGORY,), {"category"}),
        ({}, (CATEGORY, POSITION), {"category", "position"}),
        ({}, (AGENCY, PROVINCE), {"place"}),
        ({"province": ("bali",)}, (AGENCY,), {"place"}),
        ({"province": ("bali",)}, (AGENCY_TYPE, CATEGORY), {"place", "category"}),
        ({"election": ("pilkada_2020",)} if "pilkada_2020" in ELECTION.members else {}, (POSITION,), {"position"}),
        ({}, (STATUS,), set()),
        ({}, (MONTH, DAY), {"reported_on"}),
    ],
)
def test_what_counts_as_an_attribute(where, by, told):
    assert attributes(Scope(JULY, where), by) == told


def test_a_period_is_an_attribute():
    assert attributes(Scope(JULY, start=date(2020, 6, 1)), (CATEGORY,)) == {"reported_on", "category"}


@pytest.mark.parametrize("metric", [REPORTED, RECOMMENDED, OUTSTANDING, COMPLIANCE, SHARE])
@pytest.mark.parametrize("by", [(), (AGENCY,), (PROVINCE,), (POSITION,), (CATEGORY,), (MONTH,)])
def test_numbers_of_one_attribute_stay(metric, by, sample):
    answer = ask(sample, metric, Scope(JULY), *by)
    assert protected(sample, answer) == answer
    within = ask(sample, metric, Scope(JULY, {"province": ("sulawesi_tenggara",)}), *(each for each in by if each in (AGENCY, PROVINCE)))
    assert protected(sample, within) == within


REGISTER = """
instansi jenis_instansi provinsi kelompok_jabatan jenjang_jabatan kategori_pelanggaran status times
kab_bima kabupaten nusa_tenggara_barat jpt jpt_pratama medsos direkomendasikan 12
kab_bima kabupaten nusa_tenggara_barat jpt jpt_pratama medsos konsep_surat 6
kab_bima kabupaten nusa_tenggara_barat administrator administrator medsos konsep_surat 9
kab_bima kabupaten nusa_tenggara_barat pelaksana pelaksana medsos konsep_surat 2
kab_bima kabupaten nusa_tenggara_barat pengawas pengawas medsos konsep_surat 7
kota_bima kota nusa_tenggara_barat jpt jpt_pratama medsos konsep_surat 3
"""


def told(answer):
    """Group -> number, '‡' where it is hidden, in the order shown."""
    return {row.code: "‡" if row.hidden else row.numerator for row in answer.rows}


def test_a_drawn_register_by_position_in_one_agency(drawn):
    register = drawn(REGISTER)
    scope = Scope(register.latest(), {"agency": ("kab_bima",)})
    answer = protected(register, ask(register, REPORTED, scope, POSITION))
    assert told(answer) == {"jpt": 18, "administrator": 9, "pelaksana": "‡", "pengawas": "‡"}
    assert answer.total.numerator == 36
    assert [row for row in answer.rows if row.hidden] == [Row((code,), None, None, None, hidden=True) for code in ("pelaksana", "pengawas")]
    shares = protected(register, ask(register, SHARE, scope, POSITION))
    assert {row.code for row in shares.rows if row.hidden} == {"pelaksana", "pengawas"}


def test_a_group_that_is_all_of_a_small_total_is_hidden_beside_all_that_are_not_there(drawn):
    """Three reports in Kota Bima, a published total: who says they are all JPT points at three people."""
    register = drawn(REGISTER)
    answer = protected(register, ask(register, REPORTED, Scope(register.latest(), {"agency": ("kota_bima",)}), POSITION))
    assert answer.total.numerator == 3
    assert told(answer)["jpt"] == "‡"
    assert {row.code for row in answer.rows} == set(POSITION.labels())
    assert set(told(answer).values()) == {"‡"}


def test_below_a_small_total_a_crossed_table_tells_no_cell(drawn):
    """Three people in three cells of a table: which cells are empty would say who they are."""
    lines = ["jpt medsos 1", "pengawas medsos 1", "jpt keberpihakan 1"]
    register = drawn(
        "instansi jenis_instansi provinsi kelompok_jabatan kategori_pelanggaran times\n"
        + "".join(f"kota_bima kota nusa_tenggara_barat {line}\n" for line in lines)
        + "kab_bima kabupaten nusa_tenggara_barat pelaksana spanduk_baliho 60"
    )
    answer = ask(register, REPORTED, Scope(register.latest(), {"agency": ("kota_bima",)}), CATEGORY, POSITION)
    assert len(answer.rows) == 3
    found = protected(register, answer)
    assert found.total.numerator == 3
    pairs = set(product(CATEGORY.labels(), POSITION.labels()))
    assert {row.codes for row in found.rows} == pairs and all(row.hidden for row in found.rows)


def test_a_rate_is_hidden_where_a_stage_is_small(drawn):
    register = drawn(REGISTER)
    scope = Scope(register.latest(), {"agency": ("kab_bima",)})
    answer = protected(register, ask(register, COMPLIANCE, scope, POSITION))
    assert answer.rows and all(row.hidden for row in answer.rows if row.code != "jpt")
    assert (answer.total.numerator, answer.total.denominator) == (0, 12)


def test_totals_of_two_attributes_are_hidden_where_they_are_small(drawn):
    register = drawn(REGISTER)
    scope = Scope(register.latest(), {"agency": ("kab_bima",), "position": ("pelaksana",)})
    assert protected(register, ask(register, REPORTED, scope)).total == Row(("total",), None, None, None, hidden=True, few=True)
    beside = Scope(register.latest(), {"agency": ("kab_bima",), "position": ("pengawas",)})
    assert protected(register, ask(register, REPORTED, beside)).total == Row(
        ("total",), None, None, None, hidden=True
    )  # hidden as a group of the agency: hidden as a total
    large = Scope(register.latest(), {"agency": ("kab_bima",), "position": ("administrator",)})
    assert protected(register, ask(register, REPORTED, large)).total.numerator == 9


def test_the_threshold_is_a_setting(drawn, monkeypatch):
    register = drawn(REGISTER)
    answer = ask(register, REPORTED, Scope(register.latest(), {"agency": ("kab_bima",)}), POSITION)
    for least, gone in ((0, 0), (1, 0), (2, 0), (3, 2), (10, 2)):
        monkeypatch.setattr(disclosure, "settings", lambda least=least: Settings(small_cell_threshold=least))
        assert sum(row.hidden for row in protected(register, answer).rows) >= gone
        assert (gone == 0) is (protected(register, answer) == answer)


# --- on the sample ---


def seen(sample, public=True, **where):
    """A reader's view of the sample of July 2020."""
    scope = Scope(JULY, {code: (member,) for code, member in where.items()})
    return View(sample, scope, None, "id", public)


@pytest.mark.parametrize("where", [{"province": "sulawesi_tenggara"}, {"position": "jpt"}])
@pytest.mark.parametrize("by", [CATEGORY, POSITION])
def test_the_larger_part_of_a_filtered_breakdown_stays(where, by, sample):
    answer = seen(sample, **where).ask(REPORTED, by)
    shown = sum(row.numerator for row in answer.rows if not row.hidden)
    assert shown >= 0.75 * answer.total.numerator


def test_every_figure_hides_the_same_groups(sample):
    """Counts, shares and the table crossed with another dimension come from one plan."""
    view = seen(sample, province="sulawesi_tenggara")
    counts, shares = ({row.code for row in view.ask(metric, POSITION).rows if row.hidden} for metric in (REPORTED, SHARE))
    assert counts == shares != set()
    other_way_round = seen(sample, province="sulawesi_tenggara")
    crossed = other_way_round.ask(REPORTED, CATEGORY, POSITION)
    assert {row.code for row in other_way_round.ask(REPORTED, POSITION).rows if row.hidden} == counts
    for code in {row.codes[1] for row in crossed.rows} - counts:
        line = [row for row in crossed.rows if row.codes[1] == code]
        assert sum(row.hidden for row in line) != 1, code


def test_nothing_is_hidden_from_those_who_work_with_the_register(sample):
    view = seen(sample, public=False, province="sulawesi_tenggara")
    assert not any(row.hidden for row in view.ask(REPORTED, CATEGORY, POSITION).rows)


@pytest.mark.parametrize("by", [WEEK, DAY])
def test_weeks_and_days_of_a_filtered_scope_are_hidden_altogether(by, sample):
    answer = seen(sample, position="jpt").ask(REPORTED, by)
    assert answer.rows and all(row.hidden for row in answer.rows)
    assert answer.total.numerator == 126


def test_hidden_rows_stand_where_their_place_tells_nothing(sample):
    answer = seen(sample, position="jpt").ask(REPORTED, CATEGORY)
    gone = [row for row in answer.rows if row.hidden and row.code != "unknown"]
    visible = [row.value for row in answer.rows if not row.hidden]
    assert visible == sorted(visible, reverse=True)
    labels = [answer.label(row, "id") for row in gone]
    assert len(labels) > 2 and labels == sorted(labels)
    months = seen(sample, agency="kab_purbalingga").ask(REPORTED, MONTH)
    codes = [row.code for row in months.rows]
    assert codes == sorted(codes) and any(row.hidden for row in months.rows)


def test_medians_resting_on_few_are_hidden(sample):
    answer = seen(sample, province="sulawesi_tenggara").ask(DAYS_TO_SANCTION, POSITION)
    assert answer.rows and all(row.hidden or row.denominator >= FIVE for row in answer.rows)
    assert any(row.hidden for row in answer.rows)


def test_a_cut_list_tells_no_hidden_number(sample):
    """'Other' is what the total leaves, and hidden where a hidden number stands beside it."""
    answer = seen(sample, position="jpt").ask(REPORTED, AGENCY)
    cut = top(answer, 2)
    shown = [row for row in cut.rows if row.code not in (OTHER, "unknown")]
    other = cut.row(OTHER)
    unknown = cut.row("unknown")
    assert not any(row.hidden for row in shown)
    if unknown is not None and unknown.hidden:
        assert other.hidden
    else:
        assert other.numerator == 126 - sum(row.numerator for row in cut.rows if row.code != OTHER)
    hidden_rows = [row for row in answer.rows if row.hidden]
    assert rest_of(answer, hidden_rows, [hidden_rows[0]])[0].hidden


def test_units_have_their_own_plan(sample):
    scope = Scope(JULY, {"province": ("sulawesi_tenggara",)}, unit=CASE)
    answer = View(sample, scope, None, "id").ask(REPORTED, CATEGORY)
    assert all(row.hidden or row.numerator >= FIVE or row.numerator == 0 for row in answer.rows)


@pytest.mark.parametrize(
    "metric, by",
    [
        (REPORTED, (CATEGORY, POSITION)),
        (REPORTED, (MONTH, CATEGORY)),
        (OUTSTANDING, (AGENCY, WAITING)),
        (RECOMMENDED, (SANCTION_RECOMMENDED, SANCTION_IMPOSED)),
    ],
)
def test_crossed_tables_of_everything_show_no_small_number(metric, by, sample):
    answer = seen(sample).ask(metric, *by)
    assert any(row.hidden for row in answer.rows)
    if by[1] is SANCTION_IMPOSED:  # what has no sanction is outstanding by sanction recommended: one attribute
        assert all(row.hidden or row.numerator >= FIVE or not row.numerator for row in answer.rows if row.codes[1] != "none")
    else:
        assert all(row.hidden or row.numerator >= FIVE or not row.numerator for row in answer.rows)


def test_a_crossed_table_that_is_not_planned_is_hidden_whole(sample):
    answer = seen(sample).ask(IN_PROCESS, CATEGORY, POSITION)
    assert answer.rows and all(row.hidden for row in answer.rows)
    assert SANCTIONED.code in disclosure.BEHIND


# --- the switch ---


def test_the_address_switches_public_mode_off_only_where_that_is_allowed(sample, monkeypatch):
    assert is_public({}) and not is_public({"mode": "internal"}) and is_public({"mode": "else"})
    view = view_of(sample, {"as_of": "2020-07-31", "mode": "internal"}, "id")
    assert not view.public and view.query()["mode"] == "internal"
    monkeypatch.setattr("analytics.view.settings", lambda: Settings(internal_mode=False))
    assert view_of(sample, {"as_of": "2020-07-31", "mode": "internal"}, "id").public


def test_what_is_kept_for_a_briefing_is_public(sample):
    view = seen(sample, public=False, province="sulawesi_tenggara")
    item = item_of("jabatan_jenis", view)
    assert "mode" not in item.query
    forged = type(item)(item.figure, {**item.query, "mode": "internal"})
    assert any(row.hidden for row in made(forged, sample, "id").answer.rows)


def test_the_command_line_is_public_unless_asked_otherwise(capsys, monkeypatch):
    monkeypatch.setattr(installation, "settings", lambda: Settings(data_dir=str(SAMPLE)))
    question = ["ask", "reported", "--by", "category", "--where", "province=sulawesi_tenggara", "--as-of", "2020-07-31", "--format", "csv"]
    assert main(question) == 0
    public = capsys.readouterr().out
    assert main([*question, "--internal"]) == 0
    internal = capsys.readouterr().out
    assert "‡,‡,‡" in public and "‡" not in internal
    assert public.splitlines()[-1] == internal.splitlines()[-1] == "total,Jumlah,56,,56"


def test_the_engine_is_imported_only_when_needed():
    assert "scipy" not in vars(suppression) and "numpy" not in vars(suppression)
