"""Every page in both languages: its title, nothing wrong on it, and no word of the other language."""

import re

import pytest

PAGES = {
    "/": ("Ringkasan", "Overview"),
    "/tren": ("Tren", "Trends"),
    "/instansi": ("Instansi", "Agencies"),
    "/jabatan": ("Jabatan dan jenis", "Positions and categories"),
    "/kepatuhan": ("Kepatuhan sanksi", "Sanction compliance"),
    "/perubahan": ("Perubahan", "Changes"),
    "/pernyataan": ("Pernyataan", "Statements"),
    "/cek": ("Cek angka", "Check a number"),
    "/bahan": ("Bahan paparan dan siaran pers", "Briefing and press release"),
    "/data": ("Data", "Data"),
    "/metodologi": ("Metodologi", "Methodology"),
}
OTHER = {"id": "en", "en": "id"}
OTHER_BROWSER = {"id": "en-US", "en": "id-ID"}  # the browser speaks the other language
APOLOGIES = re.compile(r"gagal ditampilkan|could not be shown|Traceback|Exception|Page not found|Error:", re.IGNORECASE)

ENGLISH = [
    "the",
    "of",
    "and",
    "by",
    "with",
    "from",
    "are",
    "were",
    "is",
    "been",
    "this",
    "that",
    "which",
    "who",
    "each",
    "all",
    "not",
    "no",
    "yes",
    "only",
    "or",
    "as",
    "at",
    "since",
    "until",
    "up",
    "down",
    "rose",
    "fell",
    "highest",
    "lowest",
    "largest",
    "other",
    "unknown",
    "none",
    "reported",
    "recommended",
    "sanctioned",
    "outstanding",
    "proven",
    "processed",
    "compliance",
    "rate",
    "case",
    "cases",
    "letters",
    "persons",
    "number",
    "unit",
    "date",
    "day",
    "days",
    "month",
    "week",
    "agency",
    "agencies",
    "ministries",
    "regency",
    "province",
    "city",
    "governments",
    "position",
    "positions",
    "category",
    "categories",
    "level",
    "source",
    "sources",
    "statement",
    "statements",
    "standing",
    "publisher",
    "measure",
    "table",
    "chart",
    "definition",
    "denominator",
    "numerator",
    "value",
    "overview",
    "trends",
    "methodology",
    "compared",
    "filter",
    "filters",
    "remove",
    "sample",
    "synthetic",
    "choose",
    "select",
    "option",
    "options",
    "open",
    "close",
    "clear",
    "search",
    "loading",
    "results",
    "rows",
    "row",
    "column",
    "required",
    "code",
    "codes",
    "glossary",
    "limits",
    "settings",
    "fingerprint",
    "deadline",
    "unchanged",
    "points",
    "percent",
    "January",
    "February",
    "March",
    "May",
    "June",
    "July",
    "August",
    "October",
    "December",
    "Aug",
    "Oct",
    "Dec",
]
INDONESIAN = [
    "yang",
    "dan",
    "dari",
    "di",
    "dengan",
    "untuk",
    "menurut",
    "tidak",
    "belum",
    "sudah",
    "telah",
    "oleh",
    "pada",
    "ke",
    "hingga",
    "sejak",
    "atau",
    "adalah",
    "ini",
    "itu",
    "semua",
    "setiap",
    "tiap",
    "hanya",
    "lain",
    "lainnya",
    "dilaporkan",
    "direkomendasikan",
    "ditindaklanjuti",
    "dijatuhi",
    "terbukti",
    "diketahui",
    "jumlah",
    "porsi",
    "kepatuhan",
    "sanksi",
    "instansi",
    "kementerian",
    "lembaga",
    "pemerintah",
    "kabupaten",
    "provinsi",
    "jabatan",
    "kelompok",
    "jenis",
    "pelanggaran",
    "laporan",
    "sumber",
    "pernyataan",
    "kedudukan",
    "penyampai",
    "ukuran",
    "angka",
    "nilai",
    "tabel",
    "grafik",
    "definisi",
    "satuan",
    "penyebut",
    "pembilang",
    "unduh",
    "saringan",
    "hapus",
    "pilih",
    "ringkasan",
    "tren",
    "metodologi",
    "dibandingkan",
    "contoh",
    "sintetis",
    "naik",
    "turun",
    "tetap",
    "tertinggi",
    "terendah",
    "terbanyak",
    "peringkat",
    "hari",
    "bulan",
    "minggu",
    "tanggal",
    "baris",
    "kolom",
    "wajib",
    "kode",
    "istilah",
    "batasan",
    "pengaturan",
    "tenggat",
    "persen",
    "poin",
    "orang",
    "kasus",
    "rekomendasi",
    "surat",
    "Januari",
    "Februari",
    "Maret",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "Oktober",
    "Desember",
    "Agu",
    "Okt",
    "Des",
]
TELLTALE = {"id": ENGLISH, "en": INDONESIAN}
THOUSANDS = {"id": re.compile(r"(?<![\d.])\d{1,3}(\.\d{3})+(?![\d.])"), "en": re.compile(r"(?<![\d,])\d{1,3}(,\d{3})+(?![\d,])")}
CARDS = {"/": 4, "/tren": 4, "/instansi": 4, "/jabatan": 5, "/kepatuhan": 13, "/perubahan": 7}  # those of the register
SYNTHETIC = {"id": "Data contoh (sintetis)", "en": "Sample data (synthetic)"}
LAPTOP = {"width": 1280, "height": 720}
SMALL_NUMBERS = ("/instansi", "/cek", "/bahan", "/data")  # no agency has a thousand; an empty briefing or history has no number

# Not words of a language: icons' names, codes and raw column names, titles of sources as they were printed.
NOT_PROSE = ", ".join(
    (
        "[data-testid=stIconMaterial]",
        "code",
        "table.list td:last-child",  # the ledger's sources
        ".st-key-masthead [role=radio]",  # each language by its own name
    )
)
# Codes stand in the last column of the metrics, the first of the code lists, and the first of the register's columns and rules.
METHODOLOGY_CODES = """() => {
  const lists = [...document.querySelectorAll('table.prose')];
  for (const table of lists) {
    const column = table === lists[0] ? 'td:last-child' : 'td:first-child';
    table.querySelectorAll(column).forEach(cell => { const code = document.createElement('code'); code.append(...cell.childNodes); cell.append(code); });
  }
}"""
# Names that stay as they are: of institutions, offices, files.
NAMES = re.compile(
    r"(Komisi )?Aparatur Sipil Negara|Pejabat Pembina Kepegawaian|Jabatan Pimpinan Tinggi|(Badan|Kementerian)( [A-Z]\w+)+( dan [A-Z]\w+)?|\w+(/\w+)+\.csv"
)


def leaks(phrases, lang):
    """The phrases that hold a word of the other language."""
    pattern = re.compile(rf"\b({'|'.join(TELLTALE[lang])})\b", re.IGNORECASE)
    return sorted({phrase for phrase in phrases if pattern.search(NAMES.sub("", phrase))})


def with_thousands(phrases, lang):
    """The phrases that hold a number above 999 as it is written in a language."""
    return [phrase for phrase in phrases if THOUSANDS[lang].search(phrase)]


def link(path, lang, **query):
    """The address of a page in a language."""
    parameters = [f"{name}={value}" for name, value in query.items()] + (["lang=en"] if lang == "en" else [])
    return f"{path}?{'&'.join(parameters)}"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_page_opens_in_one_language(visit, path, lang):
    reader = visit(link(path, lang), locale=OTHER_BROWSER[lang], viewport=LAPTOP)
    assert reader.text("h2") == PAGES[path][lang == "en"]
    assert reader.texts("[data-testid=stSidebarNavLink]") == [titles[lang == "en"] for titles in PAGES.values()]
    phrases = reader.phrases()
    assert [phrase for phrase in phrases if APOLOGIES.search(phrase)] == []
    assert reader.texts("[role=alert]") == []
    if path == "/metodologi":
        open_lists(reader)
    assert leaks(reader.phrases(NOT_PROSE), lang) == []
    assert with_thousands(reader.phrases(NOT_PROSE), OTHER[lang]) == []
    assert with_thousands(phrases, lang) or path in SMALL_NUMBERS
    check_cards(reader, CARDS.get(path), lang)
    assert (reader.unreadable(), reader.overflow()) == ([], [0, 0])


def check_cards(reader, count, lang):
    """Every card of the register stands on a chart and says at its foot that the sample is synthetic; the small ones of Ringkasan share
    a foot."""
    assert reader.text(".state .mark") == SYNTHETIC[lang]
    if count:
        cards = reader.page.locator(".st-key-home, [class*=st-key-card_]:not(.st-key-home *)").all()
        charts = reader.page.locator(".chart").count()
        assert charts == count
        feet = [card.locator(".card-footnote").all_inner_texts()[-1] for card in cards]
        assert len(feet) == (1 if reader.page.locator(".st-key-home").count() else count)
        assert [foot for foot in feet if not foot.endswith(SYNTHETIC[lang])] == []


def open_lists(reader):
    """Opens every list of codes, and marks the codes as codes."""
    for summary in reader.page.locator("[data-testid=stExpander] summary").all():
        summary.click()
    reader.settle()
    reader.page.evaluate(METHODOLOGY_CODES)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_controls_and_chips_speak_one_language(visit, lang):
    reader = visit(link("/", lang, province="aceh"), locale=OTHER_BROWSER[lang])
    reader.page.locator(".st-key-chip_province").get_by_role("button").first.hover()
    tooltip = reader.page.get_by_test_id("stTooltipContent")
    tooltip.wait_for()
    assert tooltip.inner_text() == {"id": "Hapus saringan: Provinsi: Aceh", "en": "Remove filter: Province: Aceh"}[lang]
    reader.page.mouse.move(0, 0)
    reader.controls().settle()
    phrases = [phrase for phrase in reader.phrases(NOT_PROSE) if phrase != "Remove Aceh"]  # Streamlit's words
    assert leaks(phrases, lang) == []


@pytest.mark.parametrize("lang", ["id", "en"])
def test_views_of_a_card_speak_one_language(visit, lang):
    reader = visit(link("/kepatuhan", lang), locale=OTHER_BROWSER[lang])
    for view in {"id": ("Tabel", "Definisi"), "en": ("Table", "Definition")}[lang]:
        reader.show_as("kepatuhan_jenis", view).show_as("kepatuhan_corong", view)
        assert leaks(reader.phrases(NOT_PROSE), lang) == []


def test_leaks_are_found():
    assert leaks(["Jumlah ASN reported"], "id") == ["Jumlah ASN reported"]
    assert leaks(["ASN dilaporkan, Mei 2020"], "en") == ["ASN dilaporkan, Mei 2020"]
    assert leaks(["Komisi Aparatur Sipil Negara · ASN neutrality statistics"], "en") == []


def test_thousands_tell_the_languages_apart():
    both = ["1.588 ASN", "1,588 ASN", "54,9 persen", "54.9 percent"]
    assert (with_thousands(both, "id"), with_thousands(both, "en")) == (["1.588 ASN"], ["1,588 ASN"])
