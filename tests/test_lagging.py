"""The first sentences of the page Kepatuhan sanksi: drawn registers in, exact words out."""

from datetime import date

import pytest
from conftest import rows_of

from analytics import lagging
from analytics.scope import CASE, Scope
from analytics.view import View

DAY, BEFORE = date(2020, 12, 31), date(2020, 11, 30)
FIRST = (("kab_muna", 10, 9), ("kab_wakatobi", 20, 7), ("kota_semarang", 4, 6), ("kab_purbalingga", 6, 2))  # 40 of 64
SANCTIONED = (("kab_muna", 14, 5), ("kab_wakatobi", 20, 7), ("kota_semarang", 4, 6), ("kab_purbalingga", 6, 2))  # 44 of 64: the same people
GREW = (("kab_muna", 12, 9), ("kab_wakatobi", 20, 8), ("kota_semarang", 4, 6), ("kab_purbalingga", 6, 2))  # 42 of 67: 2 of 3 added


def table(groups):
    """A register: of each agency how many were sanctioned, and how many wait."""
    lines = ["instansi tanggal_laporan status tanggal_rekomendasi tanggal_sanksi times"]
    for agency, done, waiting in groups:
        lines += [f"{agency} 2020-09-01 direkomendasikan 2020-10-01 2020-10-20 {done}"] * bool(done)
        lines += [f"{agency} 2020-09-01 direkomendasikan 2020-10-01 - {waiting}"] * bool(waiting)
    return "\n".join(lines)


@pytest.fixture
def seen(tmp_path, write_register):
    """seen(now, then, lang): a view of the later snapshot compared with the earlier; then None: there is only one."""

    def made(now, then=None, lang="id", public=True, **where):
        snapshots = {DAY: rows_of(table(now))} | ({BEFORE: rows_of(table(then))} if then else {})
        scope = Scope(DAY, {code: (member,) for code, member in where.items()})
        return View(write_register(tmp_path, snapshots), scope, scope.at(BEFORE) if then else None, lang, public)

    return made


def test_compliance_now_the_change_and_the_three_with_most_open_recommendations(seen):
    """Four of the same people were sanctioned since: that is a fact, whatever its size."""
    assert lagging.lead(seen(SANCTIONED, FIRST)) == (
        "Per 31 Desember 2020, kepatuhan sanksi 68,8 % (44 dari 64 ASN yang direkomendasikan), naik 6,3 persen poin sejak 30 November 2020; ini "
        "perubahan nyata, bukan kebetulan: sejak itu ada ASN yang dijatuhi sanksi atau yang datanya berubah. 20 ASN belum ditindaklanjuti Pejabat Pembina Kepegawaian (PPK), terbanyak di Kabupaten Wakatobi (7 ASN), Kota Semarang "
        "(6 ASN), dan Kabupaten Muna (5 ASN)."
    )
    assert lagging.lead(seen(SANCTIONED, FIRST, "en")) == (
        "As of 31 December 2020, sanction compliance is 68.8% (44 of 64 ASN recommended), up 6.3 percentage points since 30 November 2020; this is a "
        "real change, not chance: since then some ASN were sanctioned or their data changed. Not yet followed up by the appointing official (PPK): 20 ASN; the largest numbers are in Wakatobi Regency (7 ASN), Semarang "
        "City (6 ASN) and Muna Regency (5 ASN)."
    )


@pytest.mark.parametrize(
    "now, then, said",
    [
        (GREW, FIRST, ", tidak berubah nyata sejak 30 November 2020 (0,2 persen poin), dalam rentang kebetulan. "),
        (FIRST, FIRST, ", tidak berubah sejak 30 November 2020. "),
        (
            FIRST,
            SANCTIONED,
            ", turun 6,3 persen poin sejak 30 November 2020; ini perubahan nyata, bukan kebetulan: sejak itu ada ASN yang dijatuhi sanksi atau yang datanya berubah. ",
        ),
        (FIRST, None, "; belum ada snapshot sebelumnya untuk dibandingkan. "),
    ],
    ids=["within chance", "unchanged", "fell", "first snapshot"],
)
def test_a_change_that_chance_can_make_is_called_so(seen, now, then, said):
    assert said in lagging.lead(seen(now, then))


def test_without_a_comparison_the_snapshot_before_is_still_the_one_compared_with(seen):
    view = seen(SANCTIONED, FIRST)
    alone = View(view.register, view.scope, None, "id")
    assert lagging.lead(alone) == lagging.lead(view)


def test_places_are_shared_where_numbers_are_level(seen):
    level = (("kab_muna", 1, 6), ("kab_wakatobi", 1, 6), ("kota_semarang", 1, 2))
    assert "terbanyak di Kabupaten Muna dan Kabupaten Wakatobi (masing-masing 6 ASN) dan Kota Semarang (2 ASN)." in lagging.lead(
        seen(level)
    )


def test_where_all_are_sanctioned_nobody_lags(seen):
    assert lagging.lead(seen((("kab_muna", 6, 0),))).endswith("Tidak ada yang belum ditindaklanjuti Pejabat Pembina Kepegawaian (PPK).")


def test_where_nobody_was_recommended_nothing_is_said(drawn):
    assert lagging.lead(View(drawn("status\nkonsep_surat"), Scope(DAY), None, "id")) == ""


def test_in_another_unit_its_word_is_used(seen):
    view = seen(SANCTIONED, FIRST)
    assert "(44 dari 64 kasus yang direkomendasikan)" in lagging.lead(View(view.register, view.scope.counting(CASE), None, "id"))


def test_public_mode_tells_neither_a_small_cross_nor_that_it_is_the_largest(drawn):
    """Two attributes: of those reported as functional officials in two agencies, one number is small."""
    register = drawn("""
    instansi      kelompok_jabatan  tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi  times
    kab_muna      fungsional        2020-09-01       direkomendasikan  2020-10-01           -               9
    kab_wakatobi  fungsional        2020-09-01       direkomendasikan  2020-10-01           -               3
    kota_bima     fungsional        2020-09-01       direkomendasikan  2020-10-01           -               8
    kab_bima      fungsional        2020-09-01       direkomendasikan  2020-10-01           2020-10-20      30
    kab_muna      jpt               2020-09-01       direkomendasikan  2020-10-01           -               7
    """)
    scope = Scope(DAY, {"position": ("fungsional",)})
    public, inside = (lagging.lead(View(register, scope, None, "id", mode)) for mode in (True, False))
    assert "Kabupaten Wakatobi (3 ASN)" in inside and "di antara" not in inside
    assert "(3 ASN)" not in public and "Wakatobi" not in public
    assert public.endswith("snapshot sebelumnya untuk dibandingkan. 20 ASN belum ditindaklanjuti Pejabat Pembina Kepegawaian (PPK).")
