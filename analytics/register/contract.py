"""The data contract: the columns of a snapshot file and the rules between them. The one place that knows raw column names.

One row is one civil servant (ASN) named in one case, as of the snapshot's date. data/README.md says the same to people;
a test holds the two together.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

from analytics.text import Text
from analytics.vocabulary import DIMENSIONS, POSITION, POSITION_LEVEL

SYNTHETIC_PREFIX = "CONTOH/"  # case numbers that begin so mark a snapshot as synthetic, wherever the file is copied to


@dataclass(frozen=True)
class Column:
    """One column of a snapshot file.

    raw: heading in the file; field: name in our tables; kind: identifier (free short text without spaces), day
    (YYYY-MM-DD) or code (of the dimension named like the field); required: may never be empty.
    """

    raw: str
    field: str
    kind: Literal["identifier", "day", "code"]
    required: bool
    meaning: Text


COLUMNS = (
    Column("nomor_kasus", "case_number", "identifier", True, Text(id="Nomor kasus; satu kasus dapat memuat beberapa ASN", en="Case number; one case can name several persons")),
    Column("id_asn", "person", "identifier", True, Text(id="Pseudonim ASN, sama di semua snapshot; bukan NIP, bukan nama", en="Pseudonym of the person, the same in every snapshot; never a NIP or a name")),
    Column("pemilihan", "election", "code", False, Text(id="Pemilihan yang terkait", en="The election concerned")),
    Column("tanggal_laporan", "reported_on", "day", True, Text(id="Tanggal laporan atau temuan", en="Day of the report or finding")),
    Column("sumber", "source", "code", False, Text(id="Sumber laporan", en="Source of the report")),
    Column("instansi", "agency", "code", False, Text(id="Instansi tempat ASN bekerja", en="Agency the person works for")),
    Column("jenis_instansi", "agency_type", "code", False, Text(id="Jenis instansi", en="Agency type")),
    Column("provinsi", "province", "code", False, Text(id="Provinsi instansi; kosong untuk instansi pusat", en="Province of the agency; empty for central agencies")),
    Column("jenjang_jabatan", "position_level", "code", False, Text(id="Jenjang jabatan menurut undang-undang", en="Position level by law")),
    Column("kelompok_jabatan", "position", "code", False, Text(id="Kelompok jabatan dalam laporan KASN", en="Position group in KASN's reports")),
    Column("kategori_pelanggaran", "category", "code", False, Text(id="Jenis dugaan pelanggaran", en="Category of the alleged violation")),
    Column("status", "status", "code", True, Text(id="Status penanganan pada tanggal snapshot", en="Status of the case on the snapshot's date")),
    Column("nomor_rekomendasi", "letter", "identifier", False, Text(id="Nomor surat rekomendasi; satu surat dapat memuat beberapa ASN", en="Number of the letter; one letter can cover several persons")),
    Column("tanggal_rekomendasi", "recommended_on", "day", False, Text(id="Tanggal rekomendasi", en="Day of the recommendation")),
    Column("rekomendasi_sanksi", "sanction_recommended", "code", False, Text(id="Sanksi yang direkomendasikan", en="Sanction recommended")),
    Column("tindak_lanjut", "follow_up", "code", False, Text(id="Status tindak lanjut oleh PPK", en="Follow-up by the PPK")),
    Column("tanggal_sanksi", "sanctioned_on", "day", False, Text(id="Tanggal sanksi dijatuhkan PPK", en="Day the PPK imposed the sanction")),
    Column("sanksi", "sanction_imposed", "code", False, Text(id="Sanksi yang dijatuhkan", en="Sanction imposed")),
    Column("tanggal_blokir", "blocked_on", "day", False, Text(id="Tanggal data kepegawaian diblokir BKN", en="Day BKN blocked the personnel data")),
)  # fmt: skip
RAW = {column.field: column.raw for column in COLUMNS}
ENGLISH = {
    "case_number": "case number", "person": "person", "reported_on": "day of report", "letter": "letter number",
    "recommended_on": "day of recommendation", "sanctioned_on": "day of sanction", "blocked_on": "day of block",
}  # fmt: skip


def said(field: str) -> Text:
    """A column's name inside a sentence: 'tanggal sanksi', 'day of sanction'."""
    return Text(id=RAW[field].replace("_", " "), en=ENGLISH.get(field) or DIMENSIONS[field].label.en.lower())


def in_list(codes: Set[str]) -> str:
    """Codes of our own lists as SQL, without what a register brings along: rules know nothing of those."""
    return "(" + ", ".join(f"'{code}'" for code in sorted(codes)) + ")"


SENIOR = {"jpt_utama", "jpt_madya", "jpt_pratama"}
AREA_LEVELS = {"administrator", "pengawas"}  # an area head stands at one of these
ACROSS = {"jpt", "kepala_wilayah"}  # groups that are not a level of the same name
POSITIONS, LEVELS = set(POSITION.members), set(POSITION_LEVEL.members)


@dataclass(frozen=True)
class Rule:
    """A rule between columns. broken: SQL condition on the staged row that is true where the rule is broken; not true where a column
    it compares is empty, save those in wants.

    field: the column the message points at. reason: what is wrong, in words a clerk can act on. wants: the columns whose emptiness
    it forbids; the rule is silent where the register does not have one of them at all (rules_for).
    """

    code: str
    field: str
    broken: str
    reason: Text
    wants: tuple[str, ...] = ()


RULES = (
    Rule("future", "reported_on", "reported_on > $as_of", Text(id="tanggal laporan sesudah tanggal snapshot", en="the report is dated after the snapshot")),
    Rule("future_recommendation", "recommended_on", "recommended_on > $as_of", Text(id="tanggal rekomendasi sesudah tanggal snapshot", en="the recommendation is dated after the snapshot")),
    Rule("future_sanction", "sanctioned_on", "sanctioned_on > $as_of", Text(id="tanggal sanksi sesudah tanggal snapshot", en="the sanction is dated after the snapshot")),
    Rule("future_block", "blocked_on", "blocked_on > $as_of", Text(id="tanggal blokir sesudah tanggal snapshot", en="the block is dated after the snapshot")),
    Rule("too_old", "reported_on", "reported_on < date '2014-01-15'", Text(id="tanggal laporan sebelum UU ASN berlaku (15 Januari 2014)", en="the report is dated before the civil service act (15 January 2014)")),
    Rule("recommendation_before_report", "recommended_on", "recommended_on < reported_on", Text(id="rekomendasi mendahului laporan", en="the recommendation precedes the report")),
    Rule("sanction_without_recommendation", "sanctioned_on", "sanctioned_on is not null and recommended_on is null", Text(id="sanksi tanpa rekomendasi", en="a sanction without a recommendation"), ("recommended_on",)),
    Rule("sanction_before_recommendation", "sanctioned_on", "sanctioned_on < recommended_on", Text(id="sanksi mendahului rekomendasi", en="the sanction precedes the recommendation")),
    Rule("block_without_recommendation", "blocked_on", "blocked_on is not null and recommended_on is null", Text(id="blokir tanpa rekomendasi", en="a block without a recommendation"), ("recommended_on",)),
    Rule("block_before_recommendation", "blocked_on", "blocked_on < recommended_on", Text(id="blokir mendahului rekomendasi", en="the block precedes the recommendation")),
    Rule("recommended_without_date", "recommended_on", "status = 'direkomendasikan' and recommended_on is null", Text(id="status direkomendasikan tetapi tanggal rekomendasi kosong", en="status is recommended but the day of recommendation is empty"), ("recommended_on",)),
    Rule("recommended_without_letter", "letter", "status = 'direkomendasikan' and letter is null", Text(id="status direkomendasikan tetapi nomor rekomendasi kosong", en="status is recommended but the letter number is empty"), ("letter",)),
    Rule("date_without_status", "status", "status <> 'direkomendasikan' and (recommended_on is not null or letter is not null or sanction_recommended is not null)", Text(id="ada rekomendasi tetapi statusnya bukan direkomendasikan", en="there is a recommendation but the status is not recommended")),
    Rule("follow_up_without_recommendation", "follow_up", "follow_up is not null and recommended_on is null", Text(id="tindak lanjut tanpa rekomendasi", en="a follow-up without a recommendation"), ("recommended_on",)),
    Rule("sanction_kind_without_date", "sanction_imposed", "sanction_imposed is not null and sanctioned_on is null", Text(id="jenis sanksi terisi tetapi tanggal sanksi kosong", en="the sanction imposed is filled in but its day is empty"), ("sanctioned_on",)),
    Rule("followed_up_without_sanction", "follow_up", "follow_up = 'sesuai' and sanctioned_on is null", Text(id="tindak lanjut sesuai rekomendasi tetapi tanggal sanksi kosong", en="followed up as recommended but the day of the sanction is empty"), ("sanctioned_on",)),
    Rule("sanction_not_followed_up", "follow_up", "sanctioned_on is not null and follow_up in ('belum_ditindaklanjuti', 'tidak_dapat_ditindaklanjuti')", Text(id="ada tanggal sanksi tetapi tindak lanjut menyatakan belum atau tidak dapat", en="there is a day of sanction but the follow-up says not yet or cannot")),
    Rule("agency_type", "agency_type", "agency is not null and agency_type is not null and agency_type::varchar <> (select a.agency_type from agencies a where a.code = agency::varchar)", Text(id="jenis instansi tidak cocok dengan instansinya", en="the agency type does not match the agency")),
    Rule("agency_province", "province", "agency::varchar in (select code from agencies) and province::varchar in (select code from provinces) and province::varchar not in (select unnest([a.province, a.province_2022]) from agencies a where a.code = agency::varchar and a.province <> '')", Text(id="provinsi tidak cocok dengan instansinya", en="the province does not match the agency")),
    Rule("province_not_yet", "province", "province::varchar in (select p.code from provinces p where p.since > $as_of)", Text(id="provinsi ini belum ada pada tanggal snapshot", en="this province did not exist on the snapshot's date")),
    Rule("position_senior", "position", f"position::varchar in {in_list(POSITIONS)} and position_level::varchar in {in_list(LEVELS)} and (position = 'jpt') <> (position_level in {in_list(SENIOR)})", Text(id="kelompok JPT tidak cocok dengan jenjang jabatan", en="the group JPT does not match the position level")),
    Rule("position_area_head", "position", f"position = 'kepala_wilayah' and position_level::varchar in {in_list(LEVELS - AREA_LEVELS)}", Text(id="kepala wilayah (camat/lurah) harus berjenjang administrator atau pengawas", en="an area head (camat/lurah) must be at administrator or supervisor level")),
    Rule("position_level", "position", f"position::varchar in {in_list(POSITIONS - ACROSS)} and position_level::varchar in {in_list(LEVELS)} and position::varchar <> position_level::varchar", Text(id="kelompok jabatan tidak cocok dengan jenjang jabatan", en="the position group does not match the position level")),
)  # fmt: skip


def rules_for(lacks: Set[str]) -> tuple[Rule, ...]:
    """The rules that hold for a register that lacks these fields: none refuses a row for a column that is not there."""
    return tuple(rule for rule in RULES if not lacks & set(rule.wants))


IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9/._-]{0,63}"  # no spaces: a name never passes
# The civil service number (NIP: birth date, month of appointment, sex, three digits) and the 16-digit resident number,
# refused in every identifier, with or without separators. Held against the text without separators.
NIP = r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(19|20)\d\d(0[1-9]|1[0-2])[12]\d{3}"
BARE_NUMBER = r"[0-9]{16}0?|[0-9]{18}0?"  # with or without the .0 that spreadsheets add

assert all(column.field in DIMENSIONS for column in COLUMNS if column.kind == "code")
