"""Rates that cannot mislead: the funnel plot against a plain loop, and one agency beside its own kind."""

from math import sqrt

import pytest
from conftest import DRAWN_ON

from analytics import peers
from analytics.exhibits import rates
from analytics.intervals import Z_ALARM
from analytics.scope import Scope
from analytics.text import LANGUAGES
from analytics.view import View, shared_answer

MANY = (
    "kab_muna", "kab_muna_barat", "kab_wakatobi", "kab_sumbawa", "kab_bima", "kab_dompu", "kab_kediri", "kab_sorong",
)  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def forget_answers():
    """The answers kept for readers hold their registers; nothing of these tests outlives them."""
    yield
    shared_answer.cache_clear()


def register_of(drawn, *agencies):
    """A register from (agency, sanctioned, waiting)."""
    lines = ["instansi status tanggal_sanksi times"]
    for agency, done, waiting in agencies:
        lines += [f"{agency} direkomendasikan 2020-09-01 {done}"] if done else []
        lines += [f"{agency} direkomendasikan - {waiting}"] if waiting else []
    return drawn("\n".join(lines))


def seen_of(register, lang="en", **where):
    """A reader's view of it."""
    return View(register, Scope(DRAWN_ON, {code: (member,) for code, member in where.items()}), None, lang)


def points(exhibit):
    """The agencies drawn, by the name of their group: labels shown, and where they lie."""
    (plane,) = exhibit.parts
    return {
        curve.name: [(spot.x, round(spot.y, 4), spot.label) for spot in curve.spots] for curve in plane.curves if curve.style == "points"
    }


# --- the funnel plot ---


def test_agencies_beyond_the_outer_limits_are_named_and_those_between_are_not(drawn):
    register = register_of(drawn, *((agency, 40, 40) for agency in MANY[:6]), ("kab_kediri", 12, 38), ("kota_bima", 27, 13))
    exhibit = rates.funnel(seen_of(register))
    assert exhibit.title == "Compliance departs from that of all by more than chance: below Kediri Regency"
    assert points(exhibit) == {
        "Within the limits": [(80, 0.5, "")] * 6,
        "Beyond the 95% limits": [(40, 0.675, "Bima City")],
        "Beyond the 99.8% limits": [(50, 0.24, "Kediri Regency")],
    }
    assert exhibit.notes == (
        "Dashed limits: how far compliance may stray from that of all, 48.9% (279 of 570), by chance alone. Only beyond the 99.8% limits is it called "
        "apart. Of 8 agencies, 2 beyond the 95% limits; chance alone would leave about 0.4 there.",
    )
    assert rates.funnel(seen_of(register, "id")).title == "Kepatuhan menyimpang lebih dari kebetulan: di bawah Kabupaten Kediri"


def test_both_sides_are_named_and_many_are_counted(drawn):
    even = [(agency, 30, 30) for agency in MANY[:2]]
    both = register_of(drawn, *even, ("kota_bima", 30, 1), ("kota_kediri", 1, 30))
    assert rates.funnel(seen_of(both)).title.endswith(": below Kediri City; above Bima City")
    low = [(agency, 1, 30) for agency in MANY[:4]]
    high = [(agency, 30, 1) for agency in MANY[4:]]
    assert rates.funnel(seen_of(register_of(drawn, *low, *high), "id")).title == (
        "Kepatuhan menyimpang lebih dari kebetulan: di bawah 4 instansi; di atas 4 instansi"
    )


def test_where_chance_explains_all_nobody_is_named(drawn):
    register = register_of(drawn, ("kab_muna", 12, 8), ("kab_bima", 8, 12), ("kab_dompu", 5, 4), ("-", 30, 1))
    exhibit = rates.funnel(seen_of(register, "id"))
    assert exhibit.title == "Tidak ada instansi yang kepatuhannya menyimpang lebih dari kebetulan"
    assert [row.code for row in exhibit.answer.rows] == ["kab_muna", "kab_bima"]  # the third is too small, the unknown is no agency
    assert exhibit.notes[-1] == "1 instansi dengan dasar hitung di bawah 10 tidak dinilai."


def test_with_no_agency_large_enough_the_limits_stand_alone(drawn):
    exhibit = rates.funnel(seen_of(register_of(drawn, ("kab_muna", 4, 5), ("kab_bima", 1, 1))))
    assert exhibit.title == "No agency has at least 10 ASN recommended" and not exhibit.empty and points(exhibit) == {}
    nobody = rates.funnel(seen_of(drawn("instansi\nkab_muna")))
    assert nobody.title == "No data in this scope" and nobody.empty


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_the_sample_the_groups_are_those_of_a_plain_loop(sample, lang):
    for day in sample.dates:
        seen = View(sample, Scope(day), None, lang)
        exhibit, found = rates.funnel(seen), []
        total = exhibit.answer.total
        for row in seen.ask(exhibit.answer.metric, exhibit.answer.by[0]).rows:
            if row.code != "unknown" and row.denominator >= 10:
                far = abs(row.numerator / row.denominator - total.value) / sqrt(total.value * (1 - total.value) / row.denominator)
                found.append((row.code, row.denominator, row.value, "99" if far > Z_ALARM else "95" if far > 1.959963984540054 else "in"))
        drawn = {
            (spot.x, spot.y, "99" if "99" in curve.name else "95" if "95" in curve.name else "in")
            for curve in exhibit.parts[0].curves
            if curve.style == "points"
            for spot in curve.spots
        }
        assert {each[1:] for each in found} == drawn and {each[0] for each in found} == {row.code for row in exhibit.answer.rows}
        assert sum(kind == "99" for *_, kind in found) == 0 or "kebetulan:" in exhibit.title or "chance:" in exhibit.title


def test_limits_close_in_on_the_rate_of_all(sample):
    (plane,) = rates.funnel(View(sample, Scope(max(sample.dates)), None, "id")).parts
    low, high, lower, higher = (curve.spots for curve in plane.curves if curve.style == "dashed")
    assert [curve.name for curve in plane.curves if curve.style == "dashed"] == ["Batas 95 %"] * 2 + ["Batas 99,8 %"] * 2
    for inner, outer, ceiling, top in zip(low, lower, high, higher, strict=True):
        assert outer.y <= inner.y <= ceiling.y <= top.y <= 1 and outer.y >= 0 and inner.x == outer.x == top.x
    widths = [top.y - bottom.y for bottom, top in zip(lower, higher, strict=True)]
    assert widths == sorted(widths, reverse=True) and low[0].x == 10


# --- one agency beside its own kind ---

KINDS = (("kab_muna", 30, 10), ("kab_bima", 20, 20), ("kab_dompu", 10, 30), ("kota_bima", 50, 0), ("kab_kediri", 2, 2))


def test_an_agency_has_its_place_among_all_and_among_its_kind_ties_said(drawn):
    register = register_of(drawn, *KINDS)
    english, indonesian = seen_of(register), seen_of(register, "id")
    assert peers.place(english, "kab_bima") == "Rank 2 of 5 agencies by number of ASN reported in this scope, level with 2 more."
    assert peers.place(indonesian, "kab_bima", "kabupaten") == (
        "Peringkat 1 dari 4 kabupaten menurut jumlah ASN dilaporkan dalam cakupan ini, sama dengan 2 lainnya."
    )
    assert peers.place(english, "kab_kediri", "kabupaten") == "Rank 4 of 4 regencies by number of ASN reported in this scope."
    assert peers.place(english, "kab_sorong") == ""


def test_an_agency_is_compared_with_the_others_of_its_kind_beyond_chance(drawn):
    register = register_of(drawn, *KINDS)
    assert peers.beside(seen_of(register), "kab_muna") == (
        "Sanction compliance, 75.0% (30 of 40; 95% interval 59.8–85.8%), is higher than that of the other regencies, 38.1% "
        "(32 of 84; 95% interval 28.4–48.8%)."
    )
    assert peers.beside(seen_of(register, "id"), "kab_dompu").startswith(
        "Kepatuhan sanksi 25,0 % (10 dari 40; selang 95 % 14,2–40,2 %) lebih rendah dari kabupaten lainnya, 61,9 % (52 dari 84;"
    )
    assert " does not clearly differ from that of the other regencies, 50.0% (42 of 84;" in peers.beside(seen_of(register), "kab_bima")
    assert peers.beside(seen_of(register, "id"), "kab_kediri").startswith(
        "Kepatuhan sanksi 50,0 % (2 dari 4; selang 95 % 15,0–85,0 %); dasar hitungnya di bawah 10, terlalu kecil untuk dibandingkan"
    )
    assert peers.beside(seen_of(register), "kota_bima") == ""  # the only city
    assert peers.beside(seen_of(register), "kab_sorong") == ""  # nobody recommended


def test_every_type_of_our_agencies_has_its_word():
    assert {peers.kind_of(code) for code in peers.agencies()} == set(peers.KINDS) and peers.kind_of("their_own") == ""
