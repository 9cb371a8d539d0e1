"""Words and limits that readers of the numbers need; shown on the page Metodologi."""

from analytics.deadlines import Deadline
from analytics.settings import Settings
from analytics.text import Lang, Text, same

UNITS = {
    "orang": Text(
        id="ASN yang berbeda. Satuan KASN dan satuan baku dasbor ini. Satu orang dengan dua kasus dihitung satu kali.",
        en="Distinct civil servants. KASN's unit and the default here. A person with two cases is counted once.",
    ),
    "dugaan": Text(
        id="Setiap baris register yang mencatat dugaan, bukan orang. Satu orang dapat terhitung beberapa kali; orangnya tidak diketahui.",
        en="Each row of a register that holds allegations rather than persons. One person can count several times; who it is, is not known.",
    ),
    "kasus": Text(
        id="Nomor kasus yang berbeda. Satuan Bawaslu. Satu kasus dapat memuat beberapa orang.",
        en="Distinct case numbers. Bawaslu's unit. One case can name several persons.",
    ),
    "rekomendasi": Text(
        id="Surat rekomendasi yang berbeda. Satuan Kemendagri. Satu surat dapat memuat beberapa orang.",
        en="Distinct letters of recommendation. Home Affairs' unit. One letter can cover several persons.",
    ),
}
STAGES = Text(
    id="Setiap orang, kasus atau surat berada pada satu tahap, yaitu tahap terjauh yang dicapai salah satu barisnya dalam cakupan: pensiun, "
    "dokumen tidak lengkap, tidak terbukti, dalam proses, direkomendasikan, dijatuhi sanksi. Karena itu dilaporkan = dalam proses + selesai diproses, "
    "dan direkomendasikan = dijatuhi sanksi + belum ditindaklanjuti. Kasus atau surat dihitung telah dijatuhi sanksi bila sekurangnya satu ASN di "
    "dalamnya telah dijatuhi sanksi. Rincian menurut waktu dan periode selalu memakai tanggal laporan.",
    en="Each person, case or letter stands at one stage, the furthest that any of its rows in the scope has reached: retired, incomplete documents, "
    "not proven, in process, recommended, sanctioned. Therefore reported = in process + processed, and recommended = sanctioned + outstanding. "
    "A case or letter counts as sanctioned once at least one person in it has been sanctioned. Breakdowns by time and periods always use the date "
    "of the report.",
)
LIMITS = (
    Text(
        id="Pada halaman Perubahan setiap orang, kasus atau surat yang mulai atau tidak lagi terhitung mempunyai tepat satu alasan; yang baru tercatat "
        "dihitung sebagai laporan baru, sejauh apa pun tahapnya. Data ganda pada kasus yang sama tidak dapat dibedakan dari yang tidak lagi tercatat.",
        en="On the page Changes each person, case or letter that began or ceased to count has exactly one reason; those newly registered count as newly "
        "reported, whatever stage they have reached. A double in the same case cannot be told from one that was withdrawn.",
    ),
    Text(
        id="Beda yang dapat dijelaskan oleh kebetulan tidak disebut beda. Antarkelompok hanya disebut dua kelompok yang paling jauh berbeda melebihi "
        "kebetulan (Newcombe, 95 %, dibagi atas semua pasangan kelompok), biasanya yang tertinggi dan terendah, dengan dasar hitung yang cukup besar. Dari waktu ke waktu, persentase disebut "
        "naik atau turun bila yang bertambah sejak snapshot lama berbeda melebihi kebetulan dari yang sudah ada, atau bila perubahannya bukan "
        "penambahan, misalnya ASN yang sama kini dijatuhi sanksi. Jumlah adalah fakta dan selalu disebut naik atau turun.",
        en="What chance can explain is not called a difference. Between groups only the two furthest apart beyond chance are named (Newcombe, "
        "95%, shared out over all pairs of groups), as a rule the highest and the lowest, of those whose base is large enough. Over time, a percentage is said to rise or fall "
        "where what was added since the earlier snapshot differs by more than chance from what was there, or where the change is no addition, as "
        "when the same persons have been sanctioned since. Counts are facts and always said to rise or fall.",
    ),
    Text(
        id="Dilaporkan bukan berarti melanggar: laporan memuat dugaan, dan sebagian diputus tidak terbukti.",
        en="Reported does not mean in breach: a report is an allegation, and some are decided as not proven.",
    ),
    Text(
        id="Porsi menurut jabatan dan jenis adalah porsi dari yang dilaporkan, bukan dari yang terbukti.",
        en="Shares by position and category are shares of those reported, not of those proven.",
    ),
    Text(
        id="Angka pada snapshot lama tidak diubah; laporan yang terlambat dicatat menambah bulan-bulan yang lalu pada snapshot berikutnya.",
        en="Figures of an old snapshot do not change; reports registered late add to past months in later snapshots.",
    ),
    Text(
        id="Kelompok jabatan KASN berubah antara 2020 dan 2022 (kepala wilayah keluar, pengawas masuk); porsinya tidak langsung sebanding.",
        en="KASN's position groups changed between 2020 and 2022 (area heads out, supervisors in); shares are not directly comparable.",
    ),
    Text(
        id="Provinsi berjumlah 34 pada 2020 dan 38 sejak Desember 2022; setiap snapshot memakai daftar pada tanggalnya.",
        en="There were 34 provinces in 2020 and 38 since December 2022; each snapshot uses the list of its own date.",
    ),
    Text(
        id="Median lama proses dihitung hanya dari yang sudah selesai; yang masih menunggu belum terhitung, sehingga median dapat naik kemudian.",
        en="Median durations are of completed steps only; those still waiting are not counted, so a median can rise later.",
    ),
    Text(
        id="Daftar jenis pelanggaran SKB 2020 dan SKB 2022 tidak setara satu banding satu; kode SKB 2022 berawalan skb22_.",
        en="The category lists of the joint decrees of 2020 and 2022 do not match one to one; codes of 2022 begin with skb22_.",
    ),
)
INTERVAL = (Text(id="Selang 95 %", en="95% interval"), Text(id="Sejauh mana persentase suatu kelompok dapat bergeser hanya karena kebetulan (Wilson 1927); makin kecil dasar hitungnya, makin lebar.", en="How far the percentage of a group may move by chance alone (Wilson 1927); the smaller its base, the wider."))  # fmt: skip
READING = (  # what the words of a headline mean
    INTERVAL,
    (Text(id="Nyata (berbeda, naik, lebih tinggi)", en="Clearly (different, risen, above)"), Text(id="Bedanya lebih besar daripada yang dapat dijelaskan oleh kebetulan.", en="By more than chance can explain.")),
    (Text(id="Persen poin", en="Percentage points"), Text(id="Selisih dua persentase: dari 40,0 % ke 42,5 % adalah naik 2,5 persen poin. Selisih dihitung sebelum pembulatan.", en="The difference of two percentages: from 40.0% to 42.5% is up 2.5 percentage points. Differences are taken before rounding.")),
    (Text(id="Batang abu-abu", en="Grey bars"), Text(id="Dalam diagram kepatuhan: dasar hitungnya terlalu kecil untuk diperingkat. Dalam diagram lain: kelompok selain yang terbanyak. Abu-abu muda: tidak diketahui, atau gabungan yang lain.", en="In charts of compliance: the base is too small to be ranked. In others: all but the largest group. Light grey: unknown, or all others together.")),
)  # fmt: skip
FIGURE_ID = (Text(id="ID angka", en="Figure id"), Text(id="Delapan huruf dan angka, misalnya K7M3-9QXA, yang dihitung dari isi gambar: data, pertanyaan, dan angkanya. Isi yang sama selalu ber-ID sama; halaman Cek angka membukanya.", en="Eight letters and digits, such as K7M3-9QXA, computed from what the figure holds: data, question and numbers. The same content always has the same id; the page Check a number opens it."))  # fmt: skip
TERMS = (
    (same("ASN"), Text(id="Aparatur Sipil Negara: pegawai negeri sipil (PNS) dan pegawai pemerintah dengan perjanjian kerja (PPPK).", en="Aparatur Sipil Negara, the civil service: permanent civil servants (PNS) and contract employees (PPPK).")),
    (same("PPK"), Text(id="Pejabat Pembina Kepegawaian: menteri, kepala lembaga, gubernur, bupati atau wali kota yang berwenang menjatuhkan sanksi.", en="Pejabat Pembina Kepegawaian, the appointing official: minister, head of agency, governor, regent or mayor, who imposes sanctions.")),
    (same("JPT"), Text(id="Jabatan Pimpinan Tinggi: utama, madya dan pratama; di daerah antara lain sekretaris daerah dan kepala dinas.", en="Jabatan Pimpinan Tinggi, senior officials of three ranks; in the regions for example regional secretaries and heads of office.")),
    (same("KASN"), Text(id="Komisi Aparatur Sipil Negara; dibubarkan 2024 (UU 20/2023), tugasnya beralih ke BKN dan KemenPANRB.", en="The civil service commission; dissolved in 2024 (Act 20/2023), its duties passed to BKN and KemenPANRB.")),
    (same("BKN"), Text(id="Badan Kepegawaian Negara; memblokir data kepegawaian hingga rekomendasi ditindaklanjuti.", en="The national civil service agency; blocks personnel data until a recommendation is followed up.")),
    (same("Bawaslu"), Text(id="Badan Pengawas Pemilihan Umum; menemukan atau menerima laporan dan meneruskannya.", en="The election supervisory body; finds or receives reports and forwards them.")),
    (same("SKB"), Text(id="Surat Keputusan Bersama lima kementerian/lembaga tentang pengawasan netralitas ASN (10 September 2020; 22 September 2022).", en="Joint decree of five ministries and agencies on the supervision of neutrality (10 September 2020; 22 September 2022).")),
    FIGURE_ID,
    (Text(id="Berlaku, tergantikan, dikoreksi, ditarik", en="Current, superseded, corrected, withdrawn"), Text(id="Kedudukan angka yang pernah keluar: sama hingga kini; kalah baru oleh snapshot berikutnya; datanya diperbaiki dan angkanya berbeda; snapshot atau pengumumannya ditarik.", en="How a figure that left stands: the same to this day; older than the next snapshot; its data were mended and the number differs; its snapshot or its announcement was withdrawn.")),
    *READING,
    (Text(id="Grafik corong", en="Funnel plot"), Text(id="Kepatuhan tiap instansi terhadap jumlah yang direkomendasikan, dengan batas 95 % dan 99,8 % di sekitar kepatuhan keseluruhan (Spiegelhalter 2005); menilai tanpa memeringkat.", en="Compliance of each agency against the number recommended, with the 95% and 99.8% limits around that of all (Spiegelhalter 2005); it judges without ranking.")),
    (Text(id="Per 1.000 ASN", en="Per 1,000 ASN"), Text(id="ASN yang dilaporkan dibagi jumlah seluruh ASN instansi itu menurut berkas rujukan pengelola, dikali 1.000.", en="Civil servants reported divided by all civil servants of the agency, from the administrator's reference file, times 1,000.")),
    (Text(id="Hasil (pernyataan)", en="Verdict (statement)"), Text(id="Angka yang dipublikasikan dibandingkan dengan snapshot pada tanggalnya: sama; sama, dipotong (34,9 untuk 34,98); sama, dibulatkan lain; beda karena basis (penyebut lain memberi angka itu); beda karena data direvisi; beda, belum terjelaskan; tidak dapat dihitung.", en="A published number held against the snapshot of its date: same; same, cut off (34.9 for 34.98); same, rounded otherwise; another base gives it; the data were revised; differs, not explained; cannot be computed.")),
    (Text(id="Kohor", en="Cohort"), Text(id="Semua yang direkomendasikan pada bulan yang sama; matang bila jangka waktunya sudah lewat bagi semuanya.", en="All those recommended in the same month; mature once the time allowed has passed for all of them.")),
    (same("Kaplan–Meier"), Text(id="Cara memperkirakan waktu hingga sanksi tanpa membuang yang masih menunggu: mereka dihitung menunggu hingga tanggal snapshot.", en="A way to estimate the time to sanction without dropping those still waiting: they count as waiting up to the date of the snapshot.")),
    (same("Snapshot"), Text(id="Keadaan register pada satu tanggal.", en="The state of the register on one date.")),
)  # fmt: skip

INSTITUTION = Text(id="Lembaga", en="Institution")
ZONE = Text(id="Zona waktu", en="Time zone")
FOLLOW_UP = Text(id="Tenggat tindak lanjut (asumsi)", en="Follow-up deadline (assumption)")
THRESHOLD = Text(id="Ambang sel kecil", en="Small-cell threshold")
BASE = Text(id="Dasar hitung terkecil untuk peringkat persentase", en="Smallest base of a ranking of percentages")
NOT_SET = Text(id="belum ditetapkan", en="not set")


def settings_in_words(chosen: Settings, lang: Lang) -> list[tuple[Text, str]]:
    """The settings that touch figures, as readers see them."""
    deadline = Deadline(chosen.follow_up_days, chosen.follow_up_working_days)
    return [
        (INSTITUTION, f"{chosen.institution} ({chosen.institution_short})"),
        (ZONE, chosen.time_zone),
        (FOLLOW_UP, deadline.words(lang) if deadline.days else NOT_SET(lang)),
        (THRESHOLD, str(chosen.small_cell_threshold)),
        (BASE, str(chosen.smallest_base)),
    ]
