"""The figures every snapshot must reproduce, in distinct persons.

Each table has one row per code and one column per snapshot, in the order of
`SNAPSHOTS`. `None`, or a cell missing at the end, is free. A comment `published:` names the
snapshots whose cells come from data/published/figures.csv (0 is the first
one); the other cells are plausible choices that keep the register steady.
What a table leaves of the total is unknown in the register.
"""

from datetime import date

Table = dict[str, tuple[int | None, ...]]

SNAPSHOTS = (
    date(2020, 6, 15), date(2020, 6, 26), date(2020, 7, 31), date(2020, 8, 19), date(2020, 9, 30), date(2020, 10, 27),
    date(2020, 12, 19), date(2021, 12, 16), date(2022, 5, 31), date(2023, 1, 31), date(2024, 2, 6),
)  # fmt: skip
FIRST_REPORT = date(2019, 12, 2)
CAMPAIGN_START = date(2020, 9, 26)
BLOCKING_START = date(2020, 9, 1)
PAPUA_SPLIT = date(2022, 12, 1)

# published: all
REPORTED = (369, 369, 456, 490, 694, 793, 1305, 2007, 2034, 2034, 2034)
SANCTIONED = (47, 99, 189, 194, 256, 325, 635, 1365, 1373, 1413, 1450)

# published: 9 (47.1 % of 2034)
REPORTED_BEFORE_CAMPAIGN = (369, 369, 456, 490, 676, 738, 850, 950, 958, 958, 958)

# published: direkomendasikan all; every row 6 and 7. The rest asks for clarification.
STATUSES: Table = {
    "direkomendasikan": (195, 283, 344, 372, 492, 571, 872, 1588, 1596, 1596, 1597),
    "tidak_terbukti": (30, 36, 48, 52, 70, 82, 113, 311, 316, 319, 320),
    "dokumen_tidak_lengkap": (0, 0, 0, 0, 0, 0, 0, 108, 108, 108, 108),
    "pensiun": (0, 0, 0, 0, 1, 1, 0, 0, 3, 5, 6),
    "konsep_surat": (68, 24, 31, 33, 79, 88, 243, 0, 6, 4, 2),
    "permintaan_dokumen": (47, 17, 21, 22, 36, 37, 67, 0, 3, 1, 1),
}

# published: disiplin_sedang 6 (moral_terbuka is larger there); all rows 8
RECOMMENDED_SANCTIONS: Table = {
    "moral_tertutup": (26, 34, 40, 43, 52, 58, 76, 129, 130, 130, 130),
    "moral_terbuka": (92, 132, 160, 173, 228, 264, 401, 530, 533, 533, 533),
    "disiplin_ringan": (6, 8, 9, 10, 12, 13, 17, 32, 32, 32, 32),
    "disiplin_sedang": (68, 105, 131, 142, 194, 230, 370, 880, 884, 884, 885),
    "disiplin_berat": (1, 2, 2, 2, 3, 3, 5, 17, 17, 17, 17),
}

# published: jpt 0-4, 8; fungsional 1-4, 8; administrator 1-3, 8; pelaksana 1, 3, 8;
# kepala_wilayah 1-3, gone from 8 on; pengawas 8
POSITIONS: Table = {
    "jpt": (122, 134, 126, 133, 181, 196, 262, 318, 319, 319, 318),
    "fungsional": (66, 64, 116, 125, 177, 205, 345, 533, 539, 540, 541),
    "administrator": (50, 49, 65, 73, 105, 119, 182, 222, 273, 273, 274),
    "pelaksana": (47, 46, 56, 59, 92, 112, 205, 340, 350, 351, 352),
    "kepala_wilayah": (31, 27, 41, 44, 60, 69, 96, 90, 0, 0, 0),
    "pengawas": (25, 25, 32, 35, 52, 64, 92, 190, 240, 241, 241),
}

# published: the five largest cells of 1, 2, 4, 6 and 8
CATEGORIES: Table = {
    "medsos": (96, 101, 97, 102, 160, 190, 361, 608, 618, 618, 619),
    "pendekatan_parpol": (72, 79, 98, 100, 116, 120, 115, 114, 114, 114, 114),
    "keberpihakan": (18, 15, 62, 70, 106, 118, 258, 449, 456, 457, 456),
    "spanduk_baliho": (50, 49, 53, 54, 58, 60, 72, 86, 86, 86, 86),
    "deklarasi_diri": (38, 35, 24, 26, 28, 30, 34, 34, 34, 34, 34),
    "hadiri_deklarasi": (18, 16, 18, 26, 70, 84, 124, 219, 222, 222, 222),
    "keputusan_untung_rugi": (16, 15, 50, 54, 63, 72, 94, 105, 106, 106, 106),
    "foto_bersama": (14, 14, 15, 18, 45, 62, 146, 252, 256, 256, 257),
    "narasumber_parpol": (11, 10, 9, 9, 12, 14, 24, 32, 32, 32, 32),
    "pelaksana_kampanye": (4, 4, 3, 3, 4, 5, 10, 16, 16, 16, 16),
    "peserta_kampanye": (8, 8, 7, 8, 10, 12, 26, 40, 40, 40, 40),
    "kampanye_pasangan": (1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3),
    "dukungan_ktp": (6, 6, 6, 6, 7, 8, 10, 12, 12, 12, 12),
    "kampanye_fasilitas_negara": (3, 2, 2, 2, 3, 4, 8, 12, 12, 12, 12),
    "memberi_fasilitas_negara": (2, 2, 2, 2, 2, 3, 6, 8, 8, 8, 8),
    "anggota_parpol": (4, 4, 4, 4, 4, 5, 7, 9, 9, 9, 9),
}

# published: the numbers of 0, the order of 1, 3 and 8, the five largest cells of 4
AGENCIES: Table = {
    "kab_wakatobi": (18, 15, 21, 24, 34, None, 40, 46, 47),
    "kab_sukoharjo": (11, 17, 14, 11, 12),
    "prov_nusa_tenggara_barat": (7, 10, 10, 10, 13),
    "kab_dompu": (7, 8, 9, 10, 13),
    "kab_bulukumba": (7, 6),
    "kab_banggai": (7, 9, 10, 12, 13),
    "kementerian_pendidikan_dan_kebudayaan": (6, 6),
    "kota_makassar": (5,),
    "kab_supiori": (5,),
    "kab_muna": (5, 7, 11, 15, 16),
    "kab_purbalingga": (3, 16, 40, 46, 56, None, 62, 70, 71),
    "kab_sumbawa": (4, 13, 15, 17, 18),
    "kota_banjarbaru": (4, 12, 13, 14, 15),
    "kab_muna_barat": (4, 11, 14, 16, 17),
    "kab_musi_rawas_utara": (None, None, 14, 18, 19),
    "kab_bima": (None, None, 9, 13, 17),
    "kab_kediri": (None, None, None, None, 21),
    "kab_kepulauan_siau_tagulandang_biaro": (None, None, None, None, None, None, 24, 57, 58),
    "kab_sumba_timur": (None, None, None, None, None, None, 26, 51, 52),
    "kab_mamuju": (None, None, None, None, None, None, 22, 41, 42),
    "kab_halmahera_timur": (None, None, None, None, None, None, 24, 38, 39),
    "kab_halmahera_selatan": (None, None, None, None, None, None, 22, 35, 36),
    "kementerian_agama": (None, None, None, None, None, None, 20, 32, 33),
    "kab_konawe_utara": (None, None, None, None, None, None, 18, 30, 31),
    "kab_kaimana": (None, None, None, None, None, None, 14, 28, 29),
}
# No agency with a free cell may exceed this.
AGENCY_CAPS = (4, 6, 8, 10, 17, 20, 24, 26, 26, 26, 26)

# published: 4, and the order of 6
PROVINCES: Table = {
    "sulawesi_tenggara": (34, 40, 56, 66, 90, 98, 140),
    "nusa_tenggara_barat": (30, 38, 54, 62, 83, 91, 121),
    "jawa_tengah": (16, 35, 57, 61, 74, 80, 100),
    "sulawesi_selatan": (24, None, 30, 31, 49, 55),
    "jawa_timur": (12, None, 16, 18, 42, 46),
    "jawa_barat": (None, None, None, None, None, None, 109),
    "maluku_utara": (None, None, None, None, None, None, 92),
}
# No province with a free cell grows beyond this.
PROVINCE_CAPS = (26, 28, 31, 34, 41, 50, 84, 400, 400, 400, 400)

# Free choices: how many persons each snapshot touches.
WITHDRAWN = (0, 58, 6, 4, 5, 4, 8, 12, 4, 3, 2)
MOVED_AGENCY = (0, 1, 1, 1, 2, 1, 3, 4, 1, 1, 0)
CORRECTED = (0, 1, 1, 1, 2, 2, 4, 6, 3, 2, 1)
REVOKED = (0, 0, 1, 0, 2, 1, 2, 0, 1, 1, 1)
BLOCKED = (0, 0, 0, 0, 9, 34, 71, 96, 99, 104, 110)
UNENFORCEABLE = (0, 0, 1, 1, 2, 3, 5, 11, 12, 13, 14)
IN_WORK = (1, 1, 2, 2, 3, 3, 6, 7, 6, 4, 3)


def column(table: Table, index: int) -> dict[str, int]:
    """Return the cells of one snapshot that are not free."""
    cells = {code: row[index] if index < len(row) else None for code, row in table.items()}
    return {code: count for code, count in cells.items() if count is not None}


def margin(table: Table, index: int, total: int, rest: str = "") -> dict[str, int]:
    """Return one snapshot's counts, with what is left of the total under `rest`."""
    counts = column(table, index)
    return {**counts, rest: total - sum(counts.values())}
