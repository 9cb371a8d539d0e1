"""The scope of a question: as a link, as words, as a refusal in both languages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.scope import CASE, LETTER, PERSON, UNITS, Scope, from_query, parse_date, to_query
from analytics.text import Notice
from analytics.vocabulary import DIMENSIONS, NONE, UNKNOWN

JULY = date(2020, 7, 31)
LATER = date(2024, 2, 6)
FILTERABLE = {code: list(dimension.labels()) for code, dimension in DIMENSIONS.items() if dimension.kind != "time"}


def notice(query: dict[str, str]) -> tuple[str, str]:
    """What is said of a link that cannot be read, in both languages."""
    with pytest.raises(Notice) as caught:
        from_query(query, JULY)
    return caught.value("id"), caught.value("en")


def members(code: str) -> st.SearchStrategy:
    return st.lists(st.sampled_from(FILTERABLE[code]), min_size=1, max_size=4, unique=True).map(tuple)


@st.composite
def scopes(draw) -> Scope:
    """Any scope a link can express."""
    codes = draw(st.lists(st.sampled_from(sorted(FILTERABLE)), max_size=4, unique=True))
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    start, end = (day if draw(st.booleans()) else None for day in days)
    return Scope(draw(st.dates()), {code: draw(members(code)) for code in codes}, start, end, draw(st.sampled_from(list(UNITS.values()))))


# Links


@settings(derandomize=True, deadline=None, max_examples=150)
@given(scopes(), st.dates())
def test_a_scope_survives_its_link(scope, other_day):
    again = from_query(to_query(scope), other_day)
    assert again == scope
    assert hash(again) == hash(scope)
    assert to_query(again) == to_query(scope)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.dictionaries(st.sampled_from(["as_of", "from", "to", "unit", *DIMENSIONS, "x"]), st.text(max_size=30), max_size=4))
def test_any_link_gives_a_scope_or_a_notice_in_both_languages(query):
    try:
        assert from_query(query, JULY).unit in UNITS.values()
    except Notice as raised:
        assert raised("id") and raised("en")


def test_a_link_leaves_out_what_is_default_except_the_snapshot():
    assert to_query(Scope(JULY)) == {"as_of": "2020-07-31"}


def test_a_link_names_everything_else():
    scope = Scope(JULY, {"province": ("bali", NONE), "status": (UNKNOWN,)}, date(2020, 1, 1), date(2020, 6, 30), CASE)
    assert to_query(scope) == {
        "as_of": "2020-07-31",
        "province": "bali,none",
        "status": "unknown",
        "from": "2020-01-01",
        "to": "2020-06-30",
        "unit": "kasus",
    }


def test_a_link_without_a_snapshot_takes_the_one_given():
    assert from_query({}, LATER) == Scope(LATER)
    assert from_query({"as_of": "2020-07-31"}, LATER) == Scope(JULY)


def test_empty_and_strange_parameters_are_passed_over():
    query = {"as_of": "", "province": "", "from": "", "to": "", "unit": "", "utm_source": "mail", "month": "2020-07"}
    assert from_query(query, JULY) == Scope(JULY)


def test_the_order_of_filters_does_not_make_another_scope():
    one = Scope(JULY, {"province": ("bali",), "agency": ("kab_bima",)})
    other = Scope(JULY, {"agency": ("kab_bima",), "province": ("bali",)})
    assert (one == other, hash(one) == hash(other)) == (True, True)


def test_a_filter_without_members_is_none():
    scope = Scope(JULY, {"province": (), "status": ("pensiun",), "agency": ()})
    assert (scope, hash(scope)) == (plain := Scope(JULY, {"status": ("pensiun",)}), hash(plain))
    assert (scope.where, to_query(scope)) == ({"status": ("pensiun",)}, {"as_of": "2020-07-31", "status": "pensiun"})
    assert (scope.sql(), scope.words("id")) == (plain.sql(), ["Status penanganan: Sudah pensiun"])
    assert from_query(to_query(scope), LATER) == scope


# Refusals


@pytest.mark.parametrize(
    ("query", "indonesian", "english"),
    [
        ({"province": "Bali"}, "Provinsi: kode “Bali” tidak ada dalam daftar.", "Province: there is no code “Bali” in the list."),
        ({"province": "bali,x,y"}, "Provinsi: kode “x” tidak ada dalam daftar.", "Province: there is no code “x” in the list."),
        ({"agency": "none"}, "Instansi: kode “none” tidak ada dalam daftar.", "Agency: there is no code “none” in the list."),
        (
            {"status": "'; drop"},
            "Status penanganan: kode “'; drop” tidak ada dalam daftar.",
            "Case status: there is no code “'; drop” in the list.",
        ),
        (
            {"agency": "z" * 90},
            f"Instansi: kode “{'z' * 40}” tidak ada dalam daftar.",
            f"Agency: there is no code “{'z' * 40}” in the list.",
        ),
        ({"agency": "{code}"}, "Instansi: kode “{code}” tidak ada dalam daftar.", "Agency: there is no code “{code}” in the list."),
        ({"unit": "ORANG"}, "Satuan “ORANG” tidak dikenal.", "There is no unit “ORANG”."),
        ({"as_of": "31/07/2020"}, "“31/07/2020” bukan tanggal (YYYY-MM-DD).", "“31/07/2020” is not a date (YYYY-MM-DD)."),
        ({"from": "2020-02-30"}, "“2020-02-30” bukan tanggal (YYYY-MM-DD).", "“2020-02-30” is not a date (YYYY-MM-DD)."),
        ({"to": "20200731"}, "“20200731” bukan tanggal (YYYY-MM-DD).", "“20200731” is not a date (YYYY-MM-DD)."),
        (
            {"from": "2020-07-02", "to": "2020-07-01"},
            "Awal periode (2 Juli 2020) sesudah akhirnya (1 Juli 2020).",
            "The period starts (2 July 2020) after it ends (1 July 2020).",
        ),
    ],
)
def test_a_wrong_value_is_refused_in_both_languages(query, indonesian, english):
    assert notice(query) == (indonesian, english)


@pytest.mark.parametrize("code", ["month", "week", "day", "sumber", "person", "1=1"])
def test_only_dimensions_with_a_code_list_can_be_filtered_by(code):
    with pytest.raises(Notice) as caught:
        Scope(JULY, {code: ("2020-07",)})
    assert (caught.value("id"), caught.value("en")) == (f"Tidak dapat menyaring menurut “{code}”.", f"Cannot filter by “{code}”.")


def test_a_period_of_one_day_is_a_period():
    assert from_query({"from": "2020-07-01", "to": "2020-07-01"}, JULY) == Scope(JULY, {}, date(2020, 7, 1), date(2020, 7, 1))


@pytest.mark.parametrize(
    "text", ["2020-W31-5", "20200731", "2020W315", "2020-213", "2020/07/31", "2020-7-31", "2020-7-031", "2020-07-31 ", ""]
)
def test_a_day_in_another_notation_is_no_date(text):
    with pytest.raises(Notice) as caught:
        parse_date(text)
    assert caught.value("id") == f"“{text}” bukan tanggal (YYYY-MM-DD)."


@pytest.mark.parametrize("text", ["2020-07- 1", "２０２０-07-31"])
def test_a_day_is_written_in_plain_digits_only(text):
    with pytest.raises(Notice):
        parse_date(text)


# SQL


def test_values_are_bound_and_never_part_of_the_text():
    scope = Scope(JULY, {"province": ("bali", UNKNOWN)}, date(2020, 1, 1), date(2020, 6, 30))
    assert scope.sql() == (
        "true and province in (select try_cast(unnest($province::varchar[]) as province_code)) and reported_on >= $start_day and reported_on <= $end_day",
        {"province": ["bali", "unknown"], "start_day": date(2020, 1, 1), "end_day": date(2020, 6, 30)},
    )


def test_a_scope_without_filters_is_all_rows():
    assert Scope(JULY).sql() == ("true", {})


# Words


def test_without_filters_the_sentence_says_all_reports():
    assert (Scope(JULY).sentence("id"), Scope(JULY).sentence("en")) == ("semua laporan", "all reports")


def test_the_sentence_names_every_filter_and_both_ends_of_the_period():
    scope = Scope(JULY, {"province": ("bali", "jawa_timur", NONE), "status": (UNKNOWN,)}, date(2020, 1, 1), date(2020, 6, 30))
    assert scope.sentence("id") == (
        "Provinsi: Bali, Jawa Timur, dan Instansi pusat · Status penanganan: Tidak diketahui"
        " · dilaporkan sejak 1 Januari 2020 · dilaporkan hingga 30 Juni 2020"
    )
    assert scope.sentence("en") == (
        "Province: Bali, East Java and Central agencies · Case status: Unknown · reported from 1 January 2020 · reported up to 30 June 2020"
    )


@settings(derandomize=True, deadline=None, max_examples=60)
@given(scopes())
def test_each_active_filter_has_its_words_in_both_languages(scope):
    active = len(scope.where) + (scope.start is not None) + (scope.end is not None)
    assert [len(scope.words(lang)) for lang in ("id", "en")] == [active, active]


# The same question, changed


def test_a_scope_can_be_asked_of_another_day_narrowed_or_counted_otherwise():
    scope = Scope(JULY, {"province": ("bali", "riau")}, date(2020, 1, 1), date(2020, 6, 30), CASE)
    assert scope.at(LATER) == Scope(LATER, scope.where, scope.start, scope.end, CASE)
    assert scope.counting(LETTER) == Scope(JULY, scope.where, scope.start, scope.end, LETTER)
    assert scope.only(province="bali", status="pensiun") == Scope(
        JULY, {"province": ("bali",), "status": ("pensiun",)}, scope.start, scope.end, CASE
    )
    assert scope == Scope(JULY, {"province": ("bali", "riau")}, date(2020, 1, 1), date(2020, 6, 30), CASE)


def test_narrowing_to_a_member_that_does_not_exist_is_refused():
    with pytest.raises(Notice):
        Scope(JULY).only(province="atlantis")


def test_persons_are_counted_unless_said_otherwise():
    assert (Scope(JULY).unit, [unit.code for unit in UNITS.values()]) == (PERSON, ["orang", "dugaan", "kasus", "rekomendasi"])
