"""A register as an office keeps it: titles above, merged cells, three forms of dates, many spellings, a totals row, remarks. All invented."""

import io
from datetime import date

import openpyxl
from openpyxl.styles import Alignment, Font

TITLES = ("REKAPITULASI DUGAAN PELANGGARAN NETRALITAS ASN", "PEMILIHAN KEPALA DAERAH SERENTAK TAHUN 2020", "Keadaan per 31 Juli 2020")
HEADINGS = (
    "No", "Nomor Register", "Nama Terlapor", "NIP", "Instansi", "Provinsi", "Jabatan", "Jenis Pelanggaran", "Tanggal Laporan", "Sumber",
    "Status", "Nomor Surat Rekomendasi", "Tgl Rekomendasi", "Rekomendasi Sanksi", "Tindak Lanjut", "Tgl Sanksi", "Sanksi Dijatuhkan", "Keterangan",
)  # fmt: skip
NAMES = (
    "Drs. Wahyudin Rasyidi, M.Si", "Wahyudin Rasyidi", "Sitti Hafsah, S.Pd", "La Ode Marwan", "Nurhayati Karim, SE", "Ir. Sulaiman Daeng",
    "Yohana Pattiasina", "Bambang Sugiarto", "Maryam Latuconsina, S.Sos", "Agus Priyatno", "Dewi Ratnasari", "H. Abdul Gafur", "Sri Wahyuningsih",
    "Hendrik Tambunan",
)  # fmt: skip
# No two persons share a number; the first two rows are one person.
PERSONS = (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
MEDSOS, FOTO, HADIR = (
    "Kampanye/sosialisasi di media sosial",
    "Foto bersama calon dengan simbol/gerakan",
    "Menghadiri deklarasi pasangan (bakal) calon",
)
LETTER = "R-{}/KASN/7/2020"
# register, agency, province, position, category, reported, source, recommended (letter, day, sanction), followed up (day, sanction) or None
ROWS = (
    ("001/REG/2020", "Kab. Wakatobi", "Sulawesi Tenggara", "Pelaksana", MEDSOS, date(2020, 6, 2), "Temuan Bawaslu", ("1801", date(2020, 7, 13), "Disiplin sedang"), (date(2020, 7, 22), "Disiplin sedang")),
    ("002/REG/2020", "PEMKAB WAKATOBI ", "SULAWESI TENGGARA", "Pelaksana", FOTO, "12/06/2020", "Temuan Bawaslu", None, None),
    ("003/REG/2020", "KAB. MUNA BARAT", "Sultra", "JPT Pratama", HADIR, "15 Juni 2020", "temuan bawaslu", ("1802", "14/07/2020", "Disiplin sedang"), None),
    ("003/REG/2020", "Kab. Muna", "Sulawesi Tenggara ", "Administrator", HADIR, "15 Juni 2020", "temuan bawaslu", ("1802", "14/07/2020", "Disiplin ringan"), None),
    ("004/REG/2020", "Kota Bima", "Nusa Tenggara Barat", "Pengawas", MEDSOS, date(2020, 6, 18), "Media massa", ("1803", "15 Juli 2020", "Moral terbuka"), ("24/07/2020", "Moral terbuka")),
    ("005/REG/2020", "Kabupaten Bima", "NTB", "Fungsional", MEDSOS, "19/06/2020", "Media massa", ("1804", date(2020, 7, 16), "Moral terbuka"), None),
    ("006/REG/2020", "Kab  Bima   ", "Nusa Tenggara Barat", "Fungsional", FOTO, "22 Juni 2020", "SP4N-LAPOR!", None, None),
    ("007/REG/2020", "Bima", "NTB", "Pelaksana", FOTO, date(2020, 6, 23), "SP4N-LAPOR!", None, None),
    ("008/REG/2020", "Kab. Wakatobbi", "Sulawesi Tenggara", "Pelaksana", HADIR, "24/06/2020", "Temuan Bawaslu", ("1805", "17 Juli 2020", "Moral tertutup"), (date(2020, 7, 28), "Moral tertutup")),
    ("009/REG/2020", "Pemprov Sulawesi Tenggara", "Sulawesi Tenggara", "JPT Pratama", HADIR, "25 Juni 2020", "Temuan Bawaslu", ("1806", "20/07/2020", "Disiplin berat"), None),
    ("010/REG/2020", "KOTA KENDARI", "Sulawesi Tenggara", "Pengawas", MEDSOS, "26/06/2020", "Media massa", None, None),
    ("011/REG/2020", "Kementerian Agama", "", "Fungsional", MEDSOS, date(2020, 6, 29), "Media massa", None, None),
    ("012/REG/2020", "Kota Kediri", "Jawa Timur", "Pelaksana", FOTO, "1 Juli 2020", "Temuan Bawaslu", None, None),
    ("013/REG/2020", "KAB. KEDIRI", "Jawa Timur", "Pelaksana", FOTO, "02/07/2020", "Temuan Bawaslu", None, None),
)  # fmt: skip
STATUSES = {False: ("Permintaan klarifikasi", "Konsep surat", "Tidak terbukti"), True: ("Direkomendasikan (terbukti)",)}
REMARKS = {1: "sda. menunggu konfirmasi Bpk. Wahyudin, HP 081234567890", 7: "instansi belum jelas, tanyakan ke pengirim"}
HIDDEN_ROW = 11  # a row the office filtered away and forgot
# Counted by hand from ROWS: persons, not rows. The first two rows are one person.
COUNTED = {"reported": 13, "recommended": 7, "sanctioned": 3, "outstanding": 4, "cases": 13, "letters": 6, "rows": 14}


def nip(person):
    """An invented number of a civil servant, in the spellings offices use."""
    plain = f"19{70 + person:02}0{person % 9 + 1}1520{5 + person // 2:02}031{person + 101:03}"
    return (plain, f"{plain[:8]} {plain[8:14]} {plain[14]} {plain[15:]}")[person % 2]


def nips():
    """Every number in the file, digits only."""
    return {nip(person).replace(" ", "") for person in PERSONS}


def cells_of(number, row):
    """One row of the sheet."""
    register, agency, province, position, category, reported, source, letter, followed = row
    status = STATUSES[letter is not None][number % len(STATUSES[letter is not None])]
    recommended = (LETTER.format(letter[0]), letter[1], letter[2]) if letter else ("", "", "")
    follow_up = "" if letter is None else "Sesuai rekomendasi" if followed else "Belum ditindaklanjuti"
    sanction = followed or ("", "")
    who = (NAMES[number], nip(PERSONS[number]))
    return [number + 1, register, *who, agency, province, position, category, reported, source, status, *recommended, follow_up, *sanction, REMARKS.get(number, "")]  # fmt: skip


def table(change=lambda rows: rows):
    """The rows of the sheet below the headings; change: what a test spoils, row by row, column by heading."""
    rows = [dict(zip(HEADINGS, cells_of(number, row), strict=True)) for number, row in enumerate(ROWS)]
    return [[row[heading] for heading in HEADINGS] for row in change(rows)]


def messy(change=lambda rows: rows):
    """The workbook as bytes."""
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Sampul"
    cover["A1"] = "Sekretariat"
    sheet = book.create_sheet("Rekap Juli")
    for number, title in enumerate(TITLES, 1):
        sheet.cell(number, 1, title).font = Font(bold=True)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(HEADINGS))
        sheet.cell(number, 1).alignment = Alignment(horizontal="center")
    sheet.append([])
    sheet.append(HEADINGS)
    for cells in table(change):
        sheet.append([cell if cell != "" else None for cell in cells])
    last = sheet.max_row + 1
    sheet.cell(last, 1, "JUMLAH")
    sheet.merge_cells(start_row=last, start_column=1, end_row=last, end_column=2)
    sheet.cell(last, 3, f"{len(ROWS)} orang")
    sheet.row_dimensions[HIDDEN_ROW].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spoiled(rows):
    """A day that does not exist, a missing status, and a sanction before its recommendation."""
    rows[3]["Tanggal Laporan"] = "31/02/2020"
    rows[6]["Status"] = ""
    rows[0]["Tgl Sanksi"] = "01/07/2020"
    return rows


def elsewhere(rows):
    """An agency in a province that is not its own."""
    rows[13]["Provinsi"] = "Jawa Tengah"
    return rows
