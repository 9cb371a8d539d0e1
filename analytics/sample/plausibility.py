"""Weights that make the joint tables of the sample look like real ones.

A weight multiplies the chance of a combination; a missing one counts as 1.
"""

Weights = dict[str, float]
Pairs = dict[tuple[str | None, str], float]

SOURCES: Weights = {
    "temuan_bawaslu": 44,
    "laporan_masyarakat": 14,
    "bawaslu": 25,
    "publik_langsung": 8,
    "media": 4,
    "prakarsa_kasn": 3,
    "sp4n_lapor": 1,
    "": 1,
}

CENTRAL_AGENCIES: Weights = {
    "": 2.5,
    "kementerian_agama": 4,
    "kementerian_pendidikan_dan_kebudayaan": 3,
    "kementerian_kesehatan": 1,
    "kementerian_dalam_negeri": 1,
    "kementerian_perhubungan": 1,
    "kementerian_pertanian": 1,
    "kementerian_sosial": 1,
    "kementerian_hukum_dan_hak_asasi_manusia": 1.5,
    "kementerian_desa_pembangunan_daerah_tertinggal_dan_transmigrasi": 1.5,
    "badan_pusat_statistik": 2,
    "komisi_pemilihan_umum": 2,
    "mahkamah_agung": 1,
    "badan_pengawas_pemilihan_umum": 1.5,
    "badan_narkotika_nasional": 1,
    "badan_kependudukan_dan_keluarga_berencana_nasional": 1,
}

CENTRAL_SHARE = 18
PROVINCE_SHARES: Weights = {
    "aceh": 1,
    "dki_jakarta": 1,
    "di_yogyakarta": 5,
    "bali": 4,
    "banten": 8,
    "sulawesi_tenggara": 30,
    "nusa_tenggara_barat": 22,
    "jawa_barat": 20,
    "jawa_tengah": 12,
    "maluku_utara": 22,
    "sulawesi_selatan": 24,
    "sulawesi_utara": 18,
    "sulawesi_tengah": 18,
    "sulawesi_barat": 14,
    "nusa_tenggara_timur": 14,
    "jawa_timur": 16,
    "papua": 14,
    "papua_barat": 12,
    "sumatera_utara": 16,
    "sumatera_selatan": 12,
    "sumatera_barat": 14,
}

POSITION_BY_TYPE: Pairs = {
    ("kementerian", "fungsional"): 4,
    ("kementerian", "pelaksana"): 1.6,
    ("kementerian", "jpt"): 0.4,
    ("lembaga", "fungsional"): 2,
    ("lembaga", "pelaksana"): 2,
    ("provinsi", "jpt"): 2,
    ("provinsi", "administrator"): 1.3,
    ("kota", "jpt"): 1.2,
    ("kementerian", "kepala_wilayah"): 1e-9,
    ("lembaga", "kepala_wilayah"): 1e-9,
    ("provinsi", "kepala_wilayah"): 1e-9,
    ("", "kepala_wilayah"): 1e-9,
}

CATEGORY_BY_POSITION: Pairs = {
    ("jpt", "pendekatan_parpol"): 4,
    ("jpt", "deklarasi_diri"): 4,
    ("jpt", "spanduk_baliho"): 2.5,
    ("jpt", "medsos"): 0.5,
    ("jpt", "keputusan_untung_rugi"): 1.6,
    ("fungsional", "medsos"): 1.8,
    ("fungsional", "hadiri_deklarasi"): 1.4,
    ("fungsional", "keputusan_untung_rugi"): 0.2,
    ("pelaksana", "medsos"): 1.8,
    ("pelaksana", "foto_bersama"): 1.5,
    ("pelaksana", "pendekatan_parpol"): 0.3,
    ("pelaksana", "keputusan_untung_rugi"): 0.2,
    ("administrator", "keberpihakan"): 1.6,
    ("administrator", "pendekatan_parpol"): 1.4,
    ("kepala_wilayah", "keberpihakan"): 2.6,
    ("kepala_wilayah", "keputusan_untung_rugi"): 3,
    ("kepala_wilayah", "medsos"): 0.5,
    ("pengawas", "keberpihakan"): 1.4,
}

SANCTION_BY_CATEGORY: Pairs = {
    ("pendekatan_parpol", "moral_terbuka"): 3,
    ("spanduk_baliho", "moral_terbuka"): 2,
    ("deklarasi_diri", "moral_terbuka"): 2.5,
    ("medsos", "moral_tertutup"): 2,
    ("medsos", "disiplin_ringan"): 2,
    ("foto_bersama", "moral_tertutup"): 1.5,
    ("keberpihakan", "disiplin_sedang"): 2,
    ("keputusan_untung_rugi", "disiplin_sedang"): 2.5,
    ("peserta_kampanye", "disiplin_sedang"): 2,
    ("anggota_parpol", "disiplin_berat"): 20,
    ("kampanye_fasilitas_negara", "disiplin_berat"): 6,
    ("pelaksana_kampanye", "disiplin_berat"): 6,
}

OUTCOME_BY_SOURCE: Pairs = {
    ("publik_langsung", "tidak_terbukti"): 2.5,
    ("sp4n_lapor", "tidak_terbukti"): 2.5,
    ("laporan_masyarakat", "tidak_terbukti"): 1.6,
    ("media", "dokumen_tidak_lengkap"): 3,
    ("publik_langsung", "dokumen_tidak_lengkap"): 3,
    ("sp4n_lapor", "dokumen_tidak_lengkap"): 3,
    ("temuan_bawaslu", "tidak_terbukti"): 0.7,
}

# How slowly a sanction follows: more than 1 is slower.
SLOWNESS_BY_TYPE: Weights = {"kementerian": 0.8, "lembaga": 0.7, "provinsi": 1.8, "kota": 0.8}
SLOWNESS_BY_POSITION: Weights = {"jpt": 1.5, "kepala_wilayah": 1.1, "pelaksana": 0.8, "fungsional": 0.85}
SLOWNESS_BY_PROVINCE: Weights = {
    "papua": 2.2,
    "papua_barat": 1.8,
    "maluku_utara": 1.6,
    "maluku": 1.5,
    "sulawesi_tenggara": 1.5,
    "sumatera_utara": 1.4,
    "sulawesi_selatan": 1.2,
    "riau": 1.3,
    "nusa_tenggara_timur": 1.2,
    "jawa_tengah": 0.6,
    "jawa_timur": 0.8,
    "jawa_barat": 0.8,
    "bali": 0.5,
    "di_yogyakarta": 0.5,
    "kalimantan_selatan": 0.7,
    "nusa_tenggara_barat": 0.8,
}

JPT_LEVELS: dict[str, Weights] = {
    "provinsi": {"jpt_pratama": 92, "jpt_madya": 8},
    "kementerian": {"jpt_pratama": 70, "jpt_madya": 30},
    "lembaga": {"jpt_pratama": 65, "jpt_madya": 25, "jpt_utama": 20},
}
AREA_HEAD_LEVELS: Weights = {"administrator": 58, "pengawas": 42}
