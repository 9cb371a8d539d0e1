"""How grave each fault is and what the clerk does about it: the one table of the gate's judgement."""

from dataclasses import dataclass

from analytics.formats import number
from analytics.register.contract import COLUMNS, RAW
from analytics.register.findings import Finding, Level
from analytics.text import Lang, Text


@dataclass(frozen=True)
class Fault:
    """One kind of fault. advice: what to do. beside: the field of the same row that the message quotes too ('' for none)."""

    level: Level
    advice: Text
    beside: str = ""


ADD_OR_CLEAR = Text(id="isi tanggal rekomendasinya, atau kosongkan sel ini", en="fill in the day of the recommendation, or empty this cell")
CORRECT_DAY = Text(id="betulkan tanggalnya, atau periksa tanggal snapshot", en="correct the date, or check the date of the snapshot")
TWO_DAYS = Text(id="periksa kembali kedua tanggal dan betulkan yang salah", en="check both dates again and correct the wrong one")
TWO_POSITIONS = Text(id="periksa kembali kelompok dan jenjang jabatannya", en="check the position group and the position level again")
LOOK_BACK = Text(
    id="periksa kembali pada register; bila memang benar, beri alasan", en="check the register again; where it is right, give a reason"
)
SUNDAY = Text(id="periksa kembali tanggalnya", en="check the date again")
COMPLETE = Text(id="mintalah register yang lengkap, atau beri alasan", en="ask for the complete register, or give a reason")

FAULTS: dict[str, Fault] = {
    # cells
    "empty": Fault("error", Text(id="isi selnya", en="fill in the cell")),
    "bad_day": Fault("error", Text(id="tulis ulang tanggalnya, misalnya 31/07/2020", en="write the date again, for example 31 July 2020")),
    "bad_code": Fault("error", Text(id="tulis salah satu kata dari daftar itu", en="write one of the words of that list")),
    "bad_identifier": Fault("error", Text(id="tulis ulang nomornya", en="write the number again")),
    "undecided": Fault("error", Text(id="pilih padanannya pada langkah Kata, atau betulkan dalam berkas", en="choose what it stands for in the step Words, or correct it in the file")),
    # rules between columns
    "future": Fault("error", CORRECT_DAY),
    "future_recommendation": Fault("error", CORRECT_DAY),
    "future_sanction": Fault("error", CORRECT_DAY),
    "future_block": Fault("error", CORRECT_DAY),
    "too_old": Fault("warning", Text(id="betulkan tahunnya", en="correct the year")),
    "recommendation_before_report": Fault("error", TWO_DAYS, "reported_on"),
    "sanction_without_recommendation": Fault("error", Text(id="isi tanggal rekomendasinya, atau kosongkan tanggal dan jenis sanksinya", en="fill in the day of the recommendation, or empty the day and the kind of the sanction"), "recommended_on"),
    "sanction_before_recommendation": Fault("error", TWO_DAYS, "recommended_on"),
    "block_without_recommendation": Fault("error", ADD_OR_CLEAR, "recommended_on"),
    "block_before_recommendation": Fault("error", TWO_DAYS, "recommended_on"),
    "recommended_without_date": Fault("error", Text(id="isi tanggal rekomendasi, atau betulkan statusnya", en="fill in the day of the recommendation, or correct the status"), "status"),
    "recommended_without_letter": Fault("error", Text(id="isi nomor suratnya, atau betulkan statusnya", en="fill in the number of the letter, or correct the status"), "status"),
    "date_without_status": Fault("error", Text(id="ubah statusnya menjadi direkomendasikan, atau kosongkan tanggal, nomor dan jenis rekomendasinya", en="change the status to recommended, or empty the date, number and kind of the recommendation"), "recommended_on"),
    "follow_up_without_recommendation": Fault("error", ADD_OR_CLEAR, "recommended_on"),
    "sanction_kind_without_date": Fault("error", Text(id="isi tanggal sanksinya, atau kosongkan sel ini", en="fill in the day of the sanction, or empty this cell"), "sanctioned_on"),
    "followed_up_without_sanction": Fault("error", Text(id="isi tanggal sanksinya, atau betulkan tindak lanjutnya", en="fill in the day of the sanction, or correct the follow-up"), "sanctioned_on"),
    "sanction_not_followed_up": Fault("error", Text(id="betulkan tindak lanjutnya, atau kosongkan tanggal sanksi", en="correct the follow-up, or empty the day of the sanction"), "sanctioned_on"),
    "agency_type": Fault("error", Text(id="betulkan jenisnya, atau kosongkan: jenis diambil dari instansi", en="correct the type, or empty it: the type is taken from the agency"), "agency"),
    "agency_province": Fault("warning", Text(id="periksa kembali instansi dan provinsinya; bila memang benar, beri alasan", en="check the agency and its province again; where they are right, give a reason"), "agency"),
    "province_not_yet": Fault("error", Text(id="tulis provinsi yang berlaku pada tanggal itu", en="write the province as it was on that date")),
    "position_senior": Fault("error", TWO_POSITIONS, "position_level"),
    "position_area_head": Fault("error", TWO_POSITIONS, "position_level"),
    "position_level": Fault("error", TWO_POSITIONS, "position_level"),
    # the whole table
    "duplicate": Fault("error", Text(id="hapus salah satu", en="delete one of them")),
    "day_off_recommended_on": Fault("note", SUNDAY),
    "day_off_sanctioned_on": Fault("note", SUNDAY),
    "unknown_agency": Fault("warning", Text(id="lengkapi kolomnya, atau beri alasan", en="complete the column, or give a reason")),
    "unknown_position": Fault("warning", Text(id="lengkapi kolomnya, atau beri alasan", en="complete the column, or give a reason")),
    # against the snapshot before
    "before_unreadable": Fault("note", Text(id="beri tahu pengelola dasbor", en="tell who runs the dashboard")),
    "cases_vanished": Fault("warning", COMPLETE),
    "persons_vanished": Fault("warning", COMPLETE),
    "persons_unmatched": Fault("warning", Text(id="pakai kunci yang sama (person_key) dan kolom ASN yang sama seperti dahulu", en="use the same key (person_key) and the same column of persons as before")),
    "status_backwards": Fault("warning", LOOK_BACK),
    "recommendation_vanished": Fault("warning", LOOK_BACK),
    "recommendation_changed": Fault("warning", LOOK_BACK),
    "sanction_vanished": Fault("warning", LOOK_BACK),
    "sanction_changed": Fault("warning", LOOK_BACK),
    "agency_changed": Fault("warning", LOOK_BACK),
    "jump_reported": Fault("warning", LOOK_BACK),
    "jump_recommended": Fault("warning", LOOK_BACK),
    "jump_sanctioned": Fault("warning", LOOK_BACK),
    "shrunk_reported": Fault("warning", COMPLETE),
    "shrunk_recommended": Fault("warning", COMPLETE),
    "shrunk_sanctioned": Fault("warning", COMPLETE),
    "column_emptied": Fault("warning", Text(id="periksa kolom asalnya pada langkah Kolom; bila register memang tidak memuatnya lagi, nyatakan demikian", en="check its source in the step Columns; where the register no longer holds it, say so there")),
    "column_dropped": Fault("note", Text(id="angka yang memerlukannya tidak akan tampil untuk tanggal ini", en="figures that need it will not be shown for this date")),
}  # fmt: skip

FIELD = {raw: field for field, raw in RAW.items()}
IDENTIFIERS = {column.field for column in COLUMNS if column.kind == "identifier"}
BY_DATE = {"reported_on", "recommended_on", "sanctioned_on", "blocked_on"}
EMPTY = Text(id="kosong", en="empty")


def level_of(code: str) -> Level:
    """How grave a fault is; what has no place in the table refuses the file."""
    return FAULTS[code].level if code in FAULTS else "error"


def filled(text: Text, **values: object) -> Text:
    """A phrase with its values in it: a number is written as the language does, a Text said in the language."""

    def said(lang: Lang) -> str:
        words = {name: number(value, lang) if isinstance(value, int) else value for name, value in values.items()}
        words = {name: value(lang) if isinstance(value, Text) else value for name, value in words.items()}
        return text(lang, **{name: without_braces(str(value)) for name, value in words.items()})

    return Text(id=said("id"), en=said("en"))


def without_braces(words: str) -> str:
    """Words of a sender's as a phrase can hold them."""
    return words.translate({ord("{"): "(", ord("}"): ")"})


def advised(code: str, reason: Text) -> Text:
    """A reason with what to do behind it."""
    advice = FAULTS[code].advice
    return Text(id=f"{reason.id}; {advice.id}", en=f"{reason.en}; {advice.en}")


def in_parts(finding: Finding, lang: Lang) -> tuple[str, str]:
    """What is wrong, and what to do about it ('' where nothing is advised)."""
    said = finding.reason(lang, **dict(finding.values))
    advice = FAULTS[finding.code].advice(lang) if finding.code in FAULTS else ""
    return (said.removesuffix(f"; {advice}"), advice) if advice else (said, "")
