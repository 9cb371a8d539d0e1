"""What was announced stays announced: its numbers are found again, warned of where they differ, and judged after every correction."""

import hashlib
import io
import json
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from conftest import rows_of, written
from gate.kept import kept, released, write_rows
from pptx import Presentation

from analytics import announced, announcing, catalogue, frozen
from analytics.__main__ import main
from analytics.briefing import Briefing, Item, composed
from analytics.export import documents
from analytics.gate import store
from analytics.register.snapshots import Register
from analytics.settings import SAMPLE
from analytics.standing import opened
from analytics.text import Notice
from analytics.view import view_of
from pages._ledger import announced_row

JULY, AUGUST = date(2020, 7, 31), date(2020, 8, 31)
SAID_ON = date(2020, 8, 12)
HEADS = "kelompok_jabatan status           tanggal_rekomendasi tanggal_sanksi times\n"
FIRST = HEADS + "jpt direkomendasikan 2020-07-10 2020-07-20 3\njpt direkomendasikan 2020-07-10 - 1\npelaksana konsep_surat - - 6"
SECOND = HEADS + "jpt direkomendasikan 2020-07-10 2020-07-20 3\njpt direkomendasikan 2020-07-10 - 2\npelaksana konsep_surat - - 6"
KEYS = ("ringkasan_angka", "kepatuhan_jabatan", "instansi_jenis")
PRINTED = re.compile(r"ID ([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\b")


@pytest.fixture
def data(tmp_path):
    """A data directory with one released snapshot: 10 reported, 4 recommended, 3 sanctioned."""
    released(tmp_path / "data", write_rows(tmp_path / "first.csv", rows_of(FIRST)), reason="rilis pertama")
    return tmp_path / "data"


@pytest.fixture
def register(data):
    """The register of that directory."""
    return Register(data).refresh()


def briefing(register, *keys, title="Rilis pers", **query):
    """A briefing of July."""
    items = tuple(Item(key, {"as_of": "2020-07-31", **query}) for key in keys or KEYS)
    return composed(Briefing(items, title), register)


def announce(register, *keys, day=SAID_ON, where="konferensi pers", **more):
    """A briefing of July, announced."""
    return announcing.announce(briefing(register, *keys, **more), register, "sari", day, where)


def correct(data, register, rows=SECOND, reason="satu orang terlewat"):
    """Another version of July released."""
    draft = kept(data, write_rows(data.parent / "second.csv", rows_of(rows)))
    store.release(data, draft.number, "sari", reason)
    return register.refresh()


def figure(register, key, lang="id", **query):
    """A figure of July as it is now."""
    return catalogue.figure(key, view_of(register, {"as_of": "2020-07-31", **query}, lang))


def told(call, *arguments):
    """The notice of a call, in English."""
    with pytest.raises(Notice) as caught:
        call(*arguments)
    return caught.value("en")


# --- the whole story ---


def test_the_numbers_of_a_released_briefing_survive_withdrawal_and_correction(data, register):
    announce(register)
    deck = documents.rendered(briefing(register), ".pptx")
    slides = Presentation(io.BytesIO(deck)).slides
    texts = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    ids = [id for text in texts for id in PRINTED.findall(text)]
    assert len(ids) == 3
    store.withdraw(data, JULY, "budi", "berkas salah")
    register.refresh()
    assert [opened(id, register, "id").standing for id in ids] == ["withdrawn"] * 3
    correct(data, register)
    headline, compliance, types = (opened(id, register, "id") for id in ids)
    assert [found.standing for found in (headline, compliance, types)] == ["corrected"] * 3
    assert all("Alasan: satu orang terlewat." in found.reasons[0]("id") for found in (headline, compliance))
    values = [(line.then.row.value, line.now.row.value) for line in headline.compared]
    assert values == [(10, 11), (4, 5), (3, 3), (3 / 4, 3 / 5)]
    warning = announced.last_said(figure(register, "kepatuhan_jabatan"))("id")
    assert warning.startswith(f"Terakhir diumumkan 12 Agu 2020 (ID {ids[1]}): 75,0 % (3 dari 4). Angka kini 60,0 % (3 dari 5).")


def test_the_same_id_from_command_page_and_announcement(register, data, capsys):
    entry = announce(register).entry
    exported = [frozen.with_id(figure(register, key)).short_id for key in KEYS]
    assert [said["id"] for said in entry.figures] == exported
    assert main(["figure", exported[0], "--data", str(data), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["id"], found["announced"][0]["where"]) == (frozen.written(exported[0]), "konferensi pers")


# --- the entries ---


def test_an_entry_holds_who_when_where_and_the_wording(register, data):
    entry = announce(register).entry
    (path,) = (data / "announcements").glob("*.json")
    held = json.loads(path.read_text(encoding="utf-8"))
    assert (path.name, held["by"], held["day"], held["where"], held["title"]) == (
        "000001.json",
        "sari",
        "2020-08-12",
        "konferensi pers",
        "Rilis pers",
    )
    assert held["figures"][1]["title"] == figure(register, "kepatuhan_jabatan").title
    assert "3 dari 4" in held["figures"][1]["sentence"]
    assert announcing.announcements(register) == (announcing.Announcement(entry),)


def test_entries_are_chained_and_none_is_believed_behind_a_break(register, data):
    for place in range(3):
        announce(register, title=f"Rilis {place}", where=f"kota {place}")
    second = data / "announcements" / "000002.json"
    kept_bytes = second.read_bytes()
    second.write_bytes(kept_bytes.replace(b"Rilis 1", b"Rilis 9"))
    assert [each.entry.title for each in announcing.announcements(register)] == ["Rilis 0"]
    assert "announcements/000002.json" in told(announce, register)
    second.unlink()
    assert "announcements/000002.json" in told(announce, register)
    second.write_bytes(kept_bytes)
    assert len(announcing.announcements(register)) == 3
    assert announce(register).entry.number == 4


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"sha256": 3}', "[" * 90_000], ids=["empty", "list", "torn", "stump", "deep"])
def test_a_damaged_entry_never_stops_a_page(register, data, damage):
    announce(register)
    (data / "announcements" / "000001.json").write_text(damage, encoding="utf-8")
    assert announcing.announcements(register) == ()
    assert announced.statements(register) == ()
    assert announced.last_said(figure(register, "kepatuhan_jabatan")) is None


def test_a_damaged_record_leaves_the_other_figures(register, data):
    entry = announce(register).entry
    (data / "figures" / f"{entry.figures[0]['id']}.json").unlink()
    assert {said.record.key for said in announcing.said(register)} == {"kepatuhan_jabatan", "instansi_jenis"}


@pytest.mark.parametrize(
    ("by", "day", "words"),
    [
        ("  ", SAID_ON, "Write who announces it"),
        ("sari", date(2020, 7, 30), "Numbers of 31 July 2020 cannot have been announced on 30 July 2020."),
        ("sari", date(9000, 1, 1), "1 January 9000 has not come yet"),
    ],
    ids=["nobody", "before the data", "not yet"],
)
def test_what_cannot_have_been_said_is_refused_and_nothing_is_written(register, data, by, day, words):
    assert told(announcing.announce, briefing(register), register, by, day, "").startswith(words)
    assert not (data / "announcements").exists()
    assert not (data / "figures").exists()


def test_the_same_is_entered_once_and_again_after_it_was_withdrawn(register, data):
    announce(register)
    assert told(announce, register) == "The same announcement is entered already as number 1; nothing has changed."
    assert announce(register, where="radio").entry.number == 2
    announcing.withdraw(1, register, "sari", "keliru")
    assert announce(register).entry.number == 4


def test_today_is_the_last_day(register):
    today = announcing.now().date()
    assert announce(register, day=today).entry.day == today
    assert "has not come yet" in told(announcing.announce, briefing(register), register, "sari", today + timedelta(2), "")


def test_words_of_an_entry_hold_no_number_of_a_person_and_no_direction_marks(register, data):
    announcing.announce(briefing(register), register, "sari \u202e 198501012010011001", SAID_ON, "gedung A\nlantai 2")
    held = json.loads((data / "announcements" / "000001.json").read_text(encoding="utf-8"))
    assert (held["by"], held["where"]) == ("sari …", "gedung A lantai 2")


def test_titles_of_an_entry_hold_no_number_of_a_person(register, data):
    items = (Item("ringkasan_angka", {"as_of": "2020-07-31"}, title="Angka 19850101 201001 1 001"),)
    document = composed(Briefing(items, "Rilis 198501012010011001"), register)
    entry = announcing.announce(document, register, "sari", SAID_ON).entry
    assert (entry.title, entry.figures[0]["title"]) == ("Rilis …", "Angka …")
    stored = "".join(path.read_text(encoding="utf-8") for path in data.rglob("*.json") if path.parent.name in ("announcements", "figures"))
    assert "198501012010011001" not in stored
    assert "19850101 201001" not in stored


def test_a_record_of_foreign_content_leaves_cards_and_ledger_whole(register, data):
    entry = announce(register, "kepatuhan_jabatan").entry
    held = json.loads(json.dumps(frozen.opened(entry.figures[0]["id"], register).content))
    held["rows"][0] |= {"codes": [["jpt"]], "value": "tiga"}
    id = frozen.spelled(frozen.digest(held))[:8]
    (data / "figures" / f"{id}.json").write_bytes(frozen.to_file(held))
    path = data / "announcements" / "000001.json"
    path.write_bytes(announcing.to_file(replace(entry, figures=({**entry.figures[0], "id": id},))))
    assert announcing.announcements(register)[0].ids == (id,)
    assert announcing.said(register) == ()
    assert announced.last_said(figure(register, "kepatuhan_jabatan")) is None
    assert announced.statements(register) == ()


@pytest.mark.parametrize(
    "foreign",
    [
        {"figures": (1,)},
        {"figures": ({"id": 3, "title": "", "sentence": ""},)},
        {"at": "kemarin"},
        {"where": 4},
        {"lang": "fr"},
        {"of": "1"},
    ],
    ids=["no figures", "no id", "no moment", "no place", "another language", "no number"],
)
def test_an_entry_of_foreign_content_is_not_believed_though_its_sha256_fits(register, data, foreign):
    entry = announce(register).entry
    held = {**announcing.plain(entry), **foreign}
    sha256 = hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()
    (data / "announcements" / "000001.json").write_text(json.dumps({**held, "sha256": sha256}), encoding="utf-8")
    assert announcing.read(register) == announcing.Reading((), "000001.json")
    assert announced.last_said(figure(register, "kepatuhan_jabatan")) is None


def test_a_read_only_folder_refuses_the_announcement_in_words(register, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("analytics.register.workroom.os.open", refuse)
    assert "cannot be written to" in told(announce, register)


def test_nothing_is_announced_into_the_sample(sample):
    document = composed(Briefing((Item("ringkasan_angka"),), "Rilis"), sample)
    today = announcing.now().date()
    assert told(announcing.announce, document, sample, "sari", today).startswith("The sample register is not changed")


def test_two_writers_both_get_their_entry(register, data, monkeypatch):
    placed, others = announcing.placed, []

    def overtaken(source, target):
        if not others:
            others.append(True)
            monkeypatch.setattr(announcing, "placed", placed)
            announce(register, title="yang lain", where="tempat lain")
        placed(source, target)

    monkeypatch.setattr(announcing, "placed", overtaken)
    assert announce(register, title="milik kita").entry.number == 2
    assert [each.entry.title for each in announcing.announcements(register)] == ["yang lain", "milik kita"]


# --- taken back ---


def test_an_announcement_is_withdrawn_with_a_reason_and_stays_readable(register):
    entry = announce(register).entry
    assert told(announcing.withdraw, 1, register, "sari", " ") == "Write the reason for withdrawing the announcement."
    assert told(announcing.withdraw, 7, register, "sari", "keliru").startswith("There is no announcement number 7")
    found = announcing.withdraw(1, register, "sari", "belum disetujui")
    assert (found.entry, found.withdrawn.reason) == (entry, "belum disetujui")
    assert told(announcing.withdraw, 1, register, "sari", "lagi").startswith("There is no announcement number 1")
    said = opened(entry.figures[0]["id"], register, "en")
    assert said.standing == "withdrawn"
    assert "The announcement of 12 August 2020 that held this figure was withdrawn" in said.reasons[0]("en")
    assert {each.standing for each in announced.statements(register)} == {"withdrawn"}


def test_a_figure_announced_again_stands_again(register):
    id = announce(register).entry.figures[0]["id"]
    announcing.withdraw(1, register, "sari", "belum disetujui")
    announce(register)
    assert opened(id, register, "id").standing == "current"


# --- the ledger ---


def test_the_ledger_has_the_main_numbers_with_measure_source_and_standing(register):
    entry = announce(register).entry
    found = announced.statements(register)
    assert [each.number("id") for each in found] == ["10", "4", "3", "75,0 % (3 dari 4)", "75,0 % (3 dari 4)", "10"]
    last = found[3]
    assert (last.day, last.as_of, last.publisher, last.standing) == (SAID_ON, JULY, "KASN", "current")
    assert last.measure("id") == "Kepatuhan sanksi · 31 Juli 2020"
    assert last.source("id") == f"bahan paparan “Rilis pers” (konferensi pers), ID {frozen.written(entry.figures[0]['id'])}"


def test_the_ledger_follows_a_correction(register, data):
    announce(register)
    correct(data, register)
    assert {each.standing for each in announced.statements(register)} == {"corrected"}


def ledger(register, lang="id", **query):
    """The lines of announced numbers on the page Pernyataan: measure, number, verdict, number by the register, standing."""
    seen = view_of(register, {"as_of": "2020-07-31", **query}, lang)
    rows = [announced_row(each, seen) for each in announced.statements(register)]
    return [(row.what, row.number, row.verdict, row.now, row.standing) for row in rows]


def test_a_line_of_the_ledger_has_id_snapshot_definition_wording_and_the_number_of_now(register):
    entry = announce(register).entry
    seen = view_of(register, {"as_of": "2020-07-31"}, "id")
    row = announced_row(announced.statements(register)[3], seen)
    assert (row.id, row.said_on, row.day) == (frozen.written(entry.figures[0]["id"]), "31 Juli 2020", JULY)
    assert row.source.endswith(f"ID {row.id}")
    assert row.because == (
        "Pertanyaan yang sama atas data yang sama kini memberi angka yang sama. Bunyi: “Per 31 Juli 2020, 10 ASN dilaporkan diduga melanggar "
        "netralitas; 4 terbukti dan direkomendasikan dijatuhi sanksi; 3 ASN di antaranya (75,0 persen) telah ditindaklanjuti Pejabat Pembina Kepegawaian "
        "(PPK).” Definisi: ASN yang dijatuhi sanksi oleh PPK dibagi ASN yang direkomendasikan. Tidak pernah dibagi yang dilaporkan."
    )
    assert ledger(register)[3] == ("Kepatuhan sanksi · 31 Juli 2020", "75,0 % (3 dari 4)", "same", "75,0 % (3 dari 4)", "current")


def test_a_line_of_the_ledger_tells_which_of_its_numbers_a_correction_changed(register, data, tmp_path):
    """Ten reported became eleven and four recommended five; three sanctioned stayed three, though their figure was corrected."""
    announce(register, "ringkasan_angka", "kepatuhan_jabatan")
    correct(data, register)
    assert ledger(register, "en")[:4] == [
        ("Reported · 31 July 2020", "10", "revised", "11", "corrected"),
        ("Recommended (proven) · 31 July 2020", "4", "revised", "5", "corrected"),
        ("Sanctioned · 31 July 2020", "3", "same", "3", "corrected"),
        ("Sanction compliance · 31 July 2020", "75.0% (3 of 4)", "revised", "60.0% (3 of 5)", "corrected"),
    ]
    assert ledger(register)[4][1:] == ("75,0 % (3 dari 4)", "revised", "60,0 % (3 dari 5)", "corrected")
    released(data, write_rows(tmp_path / "august.csv", rows_of(FIRST)), AUGUST)
    register.refresh()
    assert [row[3] for row in ledger(register, as_of="2020-08-31")] == ["10", "4", "3", "75,0 % (3 dari 4)", "75,0 % (3 dari 4)"]


def test_a_line_of_the_ledger_tells_no_number_that_no_snapshot_gives(register, data):
    announce(register, "ringkasan_angka")
    released(data, write_rows(data.parent / "august.csv", rows_of(FIRST)), AUGUST)
    store.withdraw(data, JULY, "budi", "berkas salah")
    register.refresh()
    assert {row[2:] for row in ledger(register, as_of="2020-08-31")} == {
        ("not_computable", now, "withdrawn") for now in ("10", "4", "3", "75,0 % (3 dari 4)")
    }
    assert announced.statements(register)[0].now(register, JULY) is None


def test_announced_numbers_are_found_by_their_value(register):
    announce(register)
    assert {(each.said.record.key, each.line.row.codes) for each in announced.using(0.75, register)} == {
        ("ringkasan_angka", ("compliance_rate",)),
        ("kepatuhan_jabatan", ("jpt",)),
        ("kepatuhan_jabatan", ("total",)),
    }
    assert announced.using(0.7501, register) == ()
    assert announced.using(0.7501, register, digits=3)


# --- the warning on a card ---


def test_a_card_is_silent_while_its_numbers_are_those_announced(register):
    announce(register)
    assert [announced.last_said(figure(register, key)) for key in KEYS] == [None] * 3


def test_a_card_names_the_group_that_differs_where_the_whole_does_not(register, data):
    announce(register, "jabatan_kelompok")
    correct(data, register, FIRST.replace("pelaksana konsep_surat - - 6", "pelaksana konsep_surat - - 5\nadministrator konsep_surat - - 1"))
    warning = announced.last_said(figure(register, "jabatan_kelompok", "en"))("en")
    assert warning.startswith("Last announced 12 Aug 2020 (ID ")
    assert "60.0% (6 of 10). The number is now 50.0% (5 of 10)." in warning
    assert warning.endswith("One other number of this figure differs too.")


@pytest.mark.parametrize(
    "asked", [{"position": "jpt"}, {"unit": "kasus"}, {"as_of": "2020-08-31"}], ids=["filtered", "cases", "another snapshot"]
)
def test_only_the_same_question_is_warned_of(register, data, tmp_path, asked):
    announce(register, "kepatuhan_jabatan")
    correct(data, register)
    released(data, write_rows(tmp_path / "august.csv", rows_of(SECOND)), AUGUST)
    register.refresh()
    assert announced.last_said(figure(register, "kepatuhan_jabatan")) is not None
    assert announced.last_said(figure(register, "kepatuhan_jabatan", **asked)) is None


def test_the_snapshot_compared_with_is_part_of_the_question_only_where_the_figure_is_about_it():
    plain, other = ("kepatuhan_jabatan?as_of=2020-07-31&compare=" + day for day in ("none", "2020-06-26"))
    assert announced.question(plain) == announced.question(other + "&lang=en&mode=internal")
    about, elsewhere = ("ringkasan_perubahan?as_of=2020-07-31&compare=" + day for day in ("none", "2020-06-26"))
    assert announced.question(about) != announced.question(elsewhere)


def test_the_last_announcement_counts_and_one_taken_back_does_not(register, data):
    first = announce(register, "kepatuhan_jabatan").entry.figures[0]["id"]
    correct(data, register)
    second = announce(register, "kepatuhan_jabatan", day=date(2020, 8, 14)).entry
    assert announced.last_said(figure(register, "kepatuhan_jabatan")) is None
    announcing.withdraw(second.number, register, "sari", "salah hari")
    assert frozen.written(first) in announced.last_said(figure(register, "kepatuhan_jabatan"))("id")


def test_what_public_mode_hides_is_never_compared(register, data):
    announce(register, "kepatuhan_jabatan")
    correct(data, register)
    shown = figure(register, "kepatuhan_jabatan")
    blank = {"numerator": None, "denominator": None, "value": None, "hidden": True}
    hidden = replace(
        shown.answer, rows=tuple(replace(row, **blank) for row in shown.answer.rows), total=replace(shown.answer.total, **blank)
    )
    assert announced.last_said(replace(shown, answer=hidden)) is None


def test_sample_data_and_a_register_are_not_held_against_one_another(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "data")
    register = Register(tmp_path / "data").refresh()
    announce(register, "kepatuhan_jabatan")
    shutil.rmtree(tmp_path / "data" / f"snapshot={JULY}")
    (tmp_path / "data" / "manifest.json").unlink()
    register = written(tmp_path / "data", {JULY: rows_of(FIRST)})
    assert announced.last_said(figure(register, "kepatuhan_jabatan")) is None


# --- the commands ---


def test_the_commands_announce_list_and_withdraw(data, capsys):
    place = ("--data", str(data), "--lang", "en")
    code = main(
        ["announce", "--set", "rilis-pers", "--as-of", "2020-07-31", "--by", "sari", "--day", "2020-08-12", "--place", "Jakarta", *place]
    )
    out = capsys.readouterr().out
    assert (code, out.splitlines()[0]) == (0, "Announcement number 1 entered: 7 figures, of 12 August 2020.")
    assert main(["announcements", *place]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "1  Announced 12 August 2020 at Jakarta by sari: “Press release”"
    assert "75.0% (3 of 4)  current  Sanction compliance · 31 July 2020" in out
    assert main(["retract", "1", "--by", "sari", "--reason", "belum disetujui", *place]) == 0
    assert capsys.readouterr().out == "Announcement number 1 withdrawn: belum disetujui\n"
    assert main(["announcements", *place, "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["withdrawn"], len(found["figures"])) == ("belum disetujui", 7)
    assert main(["retract", "1", "--by", "sari", *place]) == 1
    assert capsys.readouterr().err == "Write the reason for withdrawing the announcement.\n"
