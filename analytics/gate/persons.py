"""Persons in a sender's file: their columns are recognised, their NIP and names become keyed hashes, and no message quotes them."""

import hashlib
import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Literal

from analytics.gate.words import ABBREVIATIONS, plain
from analytics.register.findings import harmless
from analytics.text import Notice, Text
from analytics.vocabulary import DIMENSIONS

Kind = Literal["name", "nip", "nik", "contact"]

SHORTEST_KEY = 32  # characters
BLOCK = 64  # bytes, of SHA-256
KEPT = 32  # hexadecimal characters of a pseudonym
PREFIX = {"nip": "p", "name": "n"}  # so that an NIP and a name are never one person
HIDDEN = "…"
KEY_MISSING = Text(
    id="Berkas ini memuat NIP atau nama, dan kunci untuk menyamarkannya belum ada. Pengelola: buat kunci sekali dengan"
    ' python -c "import secrets; print(secrets.token_hex(32))" lalu simpan sebagai ASN_PERSON_KEY (lihat settings.example.toml).',
    en="This file holds NIP or names, and the key that disguises them is missing. Administrator: make a key once with"
    ' python -c "import secrets; print(secrets.token_hex(32))" and keep it as ASN_PERSON_KEY (see settings.example.toml).',
)
KEY_SHORT = Text(
    id="Kunci untuk menyamarkan NIP dan nama (person_key) terlalu pendek: paling sedikit {count} karakter. Buat kunci baru dengan"
    ' python -c "import secrets; print(secrets.token_hex(32))".',
    en="The key that disguises NIP and names (person_key) is too short: at least {count} characters. Make a new one with"
    ' python -c "import secrets; print(secrets.token_hex(32))".',
)

# An NIP, also of contract staff (PPPK), whose month of appointment reads 21: a day of birth and ten more digits.
# Its last three digits count from 001: 000 is what a spreadsheet leaves of them that keeps it as a number.
NIP_DIGITS = r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(19|20)\d{5}(\d\d[1-9]|\d[1-9]0|[1-9]00)"
NIK_DIGITS = r"\d{6}(0[1-9]|[1-6]\d|7[01])(0[1-9]|1[0-2])\d\d\d{4}"
FLOAT_STEP = 32  # numbers as long as an NIP, kept as floating point, are all multiples of this
HEADINGS: dict[Kind, str] = {
    "nip": r"\bnip\b|\bni pppk\b|nomor induk pegawai",
    "nik": r"\bnik\b|\bno(mor)? ktp\b|\bktp\b|nomor induk kependudukan|\bnpwp\b",
    "contact": r"\b(hp|telp|telepon|tlp|telephone|phone|ponsel|whatsapp|wa|email|e mail|surel|alamat|address|domisili|tanggal lahir|tgl lahir|tempat lahir|ttl)\b",
    "name": r"^(nama|name)$|\b(nama|name) (lengkap|asn|pns|pppk|pegawai|terlapor|pelapor|yang|terduga|pelanggar|pelaku|pihak|of person|of employee|of officer)\b"
    r"|\b(full|first|last|sur|officer|employee) ?name\b|^(terlapor|pelapor|asn terlapor|yang dilaporkan|pengadu|teradu|complainant)$",
}

FRONT_TITLES = "drs|dra|dr|drg|drh|ir|h|hj|hjh|prof|kh|tgk|ust|apt|ns"
DEGREES = """
s.sos s.sos.i s.pd s.pd.i s.kom s.i.kom s.ikom s.stp s.kep s.k.m s.ag s.ked s.psi s.hum s.i.k s.hut s.pt s.t.p s.farm s.si s.ip s.e s.h s.t s.p s.h.i
s.e.i s.th.i s.sn s.tr.ip s.adm s.ak s.st a.md a.md.keb a.md.kep m.pd m.pd.i m.kom m.i.kom m.ikom m.kes m.hum m.si m.sc m.ag m.kn m.a.p m.p.a m.t.p m.psi
m.eng m.ec.dev m.b.a m.p.h m.m m.h m.t m.a m.p m.e m.ec m.ip m.adm b.a b.sc b.b.a l.l.m ll.m l.c ph.d sp.a sp.b sp.og sp.pd ners skm sstp cgcae
"""  # where one has fewer than four letters it needs its dot or a comma in front: "Se" and "Ma" are names too
TITLES = rf"(^|\s)(?i:{FRONT_TITLES})\.\s|\b[SM]\.\s?[A-Z][a-zA-Z]{{0,4}}\b|\bA\.?\s?Md\b|\b(Drs|Dra|Hj|Ph\.?D)\b"

# Words of offices that no person is called; with the words of our own lists they tell a phrase from a name.
OFFICE_WORDS = """
    asn pns pppk eselon esl kepala dinas staf staff golongan camat lurah sekretaris sekda sekretariat badan bidang bagian seksi subbagian subbag
    kasubbag kasi kabid kabag kadis kaban kanwil kantor uptd upt puskesmas rsud rumah sakit sekolah guru dosen dokter perawat bidan penyuluh
    pegawai pejabat jabatan plt plh pj direktur direktorat jenderal deputi inspektur inspektorat asisten ahli analis pranata pengelola pengadministrasi
    pelaksana fungsional administrator pengawas struktural pimpinan utama madya pratama muda pertama penyelia mahir terampil wakil bupati walikota wali
    gubernur pemerintah pemda pemkab pemkot pemprov kabupaten kota provinsi kecamatan kelurahan desa nagari distrik kementerian lembaga universitas
    politeknik akademi satpol pamong praja bappeda bkd bkpsdm bpkad dprd setda kesbangpol dispora disdik dinkes dishub dukcapil kominfo perhubungan
    pendidikan kesehatan pertanian perikanan kelautan kehutanan pariwisata kebudayaan sosial tenaga kerja perindustrian perdagangan koperasi lingkungan
    hidup pekerjaan umum perumahan kependudukan keuangan pendapatan aset hukum organisasi humas protokol agama
    bawaslu panwaslu kpu kasn bkn ppk menpan mendagri kemendagri ombudsman media massa berita surat laporan pengaduan aduan temuan informasi masyarakat
    warga lsm online medsos facebook instagram whatsapp twitter tiktok youtube
    pilkada pemilu pilpres pileg pilgub pilbup pilwali kampanye netralitas deklarasi calon bakal paslon pasangan partai politik parpol baliho spanduk
    foto simbol gerakan dukungan sosialisasi pendaftaran pendekatan kegiatan menghadiri mengikuti membuat memasang mendukung mengunggah postingan komentar
    status proses klarifikasi pemeriksaan permintaan dokumen lengkap tidak belum sudah telah sedang dalam menunggu selesai terbukti rekomendasi
    direkomendasikan dihentikan dilimpahkan ditindaklanjuti tindak lanjut sesuai kadaluarsa kedaluwarsa pensiun meninggal mutasi dicabut ditutup ditolak
    sanksi hukuman disiplin hukdis ringan sedang berat moral terbuka tertutup pernyataan permohonan maaf teguran lisan tertulis peringatan pembinaan
    penundaan penurunan pembebasan pemberhentian kenaikan pangkat gaji berkala hormat setingkat rendah tahun bulan permintaan sendiri potongan tukin
    kemarin menyusul segera nanti
    laki perempuan pria wanita aktif nonaktif lain lainnya lain-lain dan atau yang dengan tanpa oleh untuk pada dari kepada data nihil kosong ada
    kasus nomor tanggal jumlah total keterangan catatan sumber rekapitulasi unit kerja instansi jenis nama kategori pelanggaran
    the of and or no not under pending closed open finding found proven unproven founded unfounded substantiated unsubstantiated sustained exonerated
    allegation complaint reprimand warning suspension suspended dismissal dismissed removal removed fine letter written oral training counselling
    department office service agency council police officer board commission body bureau division unit city county state national public court use misuse
    conduct abuse force discourtesy campaign party political withdrawn investigation investigated recommended imposed awaiting referred none unknown other
"""
NAMES_TOO = "jaya bima surya agung raya sari indah intan putra putri dewi wati fajar"  # in our lists, and common in names


# --- the key ---


def key_values(key: str) -> dict[str, object]:
    """What pseudonym_sql binds: the two blocks of HMAC. Raises Notice without a key, or with one that is too short."""
    if not key.strip():
        raise Notice(KEY_MISSING)
    if len(key) < SHORTEST_KEY:
        raise Notice(KEY_SHORT, count=SHORTEST_KEY)
    secret = key.encode()
    block = (hashlib.sha256(secret).digest() if len(secret) > BLOCK else secret).ljust(BLOCK, b"\0")
    return {"inner": bytes(byte ^ 0x36 for byte in block), "outer": bytes(byte ^ 0x5C for byte in block)}


def fingerprint(key: str) -> str:
    """What tells one key from another without telling the key: twelve hexadecimal characters; empty without a key."""
    return hashlib.sha256(b"fingerprint of a person key:" + key.encode()).hexdigest()[:12] if key else ""


# --- pseudonyms in SQL ---


def pseudonym_sql(expression: str, kind: Literal["nip", "name"]) -> str:
    """SQL for the keyed hash of an NIP or a name, or null where it is none. Binds the values of key_values."""
    value = nip_sql(expression) if kind == "nip" else name_sql(expression)
    return f"'{PREFIX[kind]}' || sha256($outer::blob || unhex(sha256($inner::blob || encode({value}))))[:{KEPT}]"


def nip_sql(expression: str) -> str:
    """SQL for the eighteen digits of an NIP, whatever stands between them; null where it is none."""
    digits = f"regexp_replace(lower({expression}), '^nip[.: ]*|[\\s\\x{{a0}}./_''’-]', '', 'g')"
    return f"nullif(regexp_extract({digits}, '^{NIP_DIGITS}$'), '')"


def name_sql(expression: str) -> str:
    """SQL for a name without titles, punctuation and capitals, with single spaces; null where nothing is left."""
    name = f"trim(regexp_replace(nfc_normalize(lower({expression})), '[\\s\\x{{a0}}]+', ' ', 'g'))"
    name = f"regexp_replace({name}, '^(({FRONT_TITLES})(\\. ?| |$))+', '')"
    name = f"regexp_replace({name}, '{degrees()}', ' ', 'g')"
    name = f"regexp_replace({name}, '[''’`]', '', 'g')"
    return f"nullif(trim(regexp_replace({name}, '[^\\pL\\pN]+', ' ', 'g')), '')"


@cache
def degrees() -> str:
    """The pattern of degrees in small letters: with dots anywhere, without where long, any behind a comma."""
    every = sorted(DEGREES.split(), key=len, reverse=True)
    dotted = [degree.replace(".", "\\. ?") for degree in every if "." in degree]
    closed = [re.escape(bare) for degree in every if len(bare := degree.replace(".", "")) > 3]
    loose = [degree.replace(".", "\\.? ?") for degree in every]
    return f"\\b({'|'.join(dotted + closed)})\\b\\.?|, ?({'|'.join(loose)})\\b\\.?"


# --- recognising ---


def by_heading(heading: str) -> Kind | None:
    """What a column of persons holds, by its heading; None where it is no such column."""
    words = plain(heading)
    return next((kind for kind, pattern in HEADINGS.items() if re.search(pattern, words)), None)


def by_content(values: Sequence[str]) -> Kind | None:
    """What a column of persons holds, by a sample of its filled cells; None where it is no such column."""
    filled = [value for value in values if value.strip()]
    if not filled:
        return None
    for kind, test, share in (("nip", is_nip, 0.5), ("nik", is_nik, 0.5), ("name", looks_like_name, 0.6)):
        if sum(map(test, filled)) >= share * len(filled) and (kind != "name" or len(set(filled)) > 0.3 * len(filled)):
            return kind  # type: ignore[return-value]
    return None


def digits_of(value: str) -> str:
    """The digits of a value that holds nothing but digits and separators; empty otherwise."""
    bare = re.sub(r"[\s./_'’-]|^nip[.: ]*", "", value.casefold())
    return bare if bare.isascii() and bare.isdigit() else ""


def is_nip(value: str) -> bool:
    """Whether a value reads as an NIP, with or without separators."""
    return re.fullmatch(NIP_DIGITS, digits_of(value)) is not None


def is_nik(value: str) -> bool:
    """Whether a value reads as a resident number."""
    return re.fullmatch(NIK_DIGITS, digits_of(value)) is not None


@cache
def known_words() -> frozenset[str]:
    """Words that tell a phrase from a name: those of our lists and of offices."""
    labels = (text for dimension in DIMENSIONS.values() for label in dimension.members.values() for text in (label.id, label.en))
    return (
        frozenset(word for text in labels for word in plain(text).split() if len(word) > 2) | {*OFFICE_WORDS.split()} | ABBREVIATIONS.keys()
    ) - {*NAMES_TOO.split()}


def looks_like_name(value: str) -> bool:
    """Whether a value reads as a person's name: academic titles, or two to seven words of letters none of which we know."""
    if re.search(TITLES, value[:200]):
        return True
    words = plain(value).split()
    return 2 <= len(words) <= 7 and all(word.isalpha() for word in words) and not known_words() & set(words)


# --- speaking ---


def speakable(value: str, names: Collection[str] = ()) -> str:
    """How a cell may be quoted: short and harmless, or hidden where it holds a name seen in the file, or reads as one.

    names: in the form of `plain`. A name of one word hides only a value that is nothing else, since places are called like persons.
    """
    return HIDDEN if looks_like_name(value) or holds_name(value, names) else harmless(value)


def holds_name(value: str, names: Collection[str]) -> bool:
    """Whether a value is one of the names, or holds one of several words."""
    return any(phrase in names for phrase in phrases(value))


def phrases(value: str) -> list[str]:
    """What of a value might be a name: the whole, and every two to five words in a row; in the form of `plain`."""
    words = plain(value).split()[:30]
    several = [" ".join(words[start : start + length]) for length in range(2, 6) for start in range(len(words) - length + 1)]
    return list(dict.fromkeys([*several, " ".join(words)]))
