"""Persons are recognised, hashed under a key, and never quoted."""

import hmac

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.gate.persons import by_content, by_heading, fingerprint, key_values, name_sql, phrases, pseudonym_sql, speakable
from analytics.text import Notice

KEY = "kunci-percobaan-yang-cukup-panjang-0123456789"
NIP = "198503122010011003"


@pytest.fixture(scope="module")
def con():
    """A database to hash in."""
    with duckdb.connect(config={"threads": 2}) as found:
        yield found


def hashed(con, value, kind, key=KEY):
    """The pseudonym of a value."""
    return con.execute(f"select {pseudonym_sql('x', kind)} from (select $x::varchar as x)", {"x": value, **key_values(key)}).fetchone()[0]


def test_the_hash_is_hmac_of_the_digits(con):
    expected = "p" + hmac.new(KEY.encode(), NIP.encode(), "sha256").hexdigest()[:32]
    for written in (NIP, "19850312 201001 1 003", "19850312.201001.1.003", "NIP. 19850312 201001 1 003", f" {NIP}\u00a0", f"'{NIP}"):
        assert hashed(con, written, "nip") == expected, written


@pytest.mark.parametrize(
    "value",
    [
        "",
        "-",
        "198503122010011000",
        "1.98503122010011E+17",
        f"{NIP}.0",
        "19851312201001100",
        "3201121203850001",
        "Budi",
        f"{NIP} Budi",
        None,
    ],
)
def test_what_is_no_nip_has_no_hash(con, value):
    assert hashed(con, value, "nip") is None


def test_contract_staff_have_an_nip_too(con):
    assert hashed(con, "199001012022211005", "nip").startswith("p")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=32, max_size=150), st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_any_key_gives_pythons_hmac(con, key, name):
    if not key.strip():
        return
    named = con.execute(f"select {name_sql('x')} from (select $x as x)", {"x": name}).fetchone()[0]
    expected = named and "n" + hmac.new(key.encode(), named.encode(), "sha256").hexdigest()[:32]
    assert hashed(con, name, "name", key) == expected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Drs. Budi  Santoso, M.Si", "budi santoso"),
        ("BUDI SANTOSO", "budi santoso"),
        ("Dr. H. Budi Santoso, S.Sos., M.Si.", "budi santoso"),
        ("Budi Santoso S.Sos", "budi santoso"),
        ("Budi Santoso S. Sos", "budi santoso"),
        ("Budi Santoso, SE, MM", "budi santoso"),
        ("Budi Santoso, S.H., M.H.", "budi santoso"),
        ("Prof. Dr. Ir. Siti Aminah, Ph.D", "siti aminah"),
        ("Hj. Siti Aminah", "siti aminah"),
        ("H Abdul Rahman", "abdul rahman"),
        ("Santoso, Budi", "santoso budi"),
        ("A. Rahman", "a rahman"),
        ("Muhammad H", "muhammad h"),
        ("Ma Ling", "ma ling"),
        ("Ma'ruf Amin", "maruf amin"),
        ("Ma’ruf\u00a0Amin", "maruf amin"),
        ("José Ramos-Horta", "josé ramos horta"),
        ("-", None),
        ("Drs.", None),
        ("", None),
    ],
)
def test_a_name_without_titles_and_punctuation(con, written, name):
    assert con.execute(f"select {name_sql('x')} from (select $x as x)", {"x": written}).fetchone() == (name,)


def test_an_nip_and_a_name_never_collide(con):
    assert hashed(con, NIP, "nip")[1:] == hashed(con, NIP, "name")[1:] and hashed(con, NIP, "nip") != hashed(con, NIP, "name")


def test_a_key_is_told_by_its_fingerprint_alone():
    assert fingerprint(KEY) == fingerprint(KEY) != fingerprint(KEY + "x") and len(fingerprint(KEY)) == 12
    assert fingerprint("") == "" and fingerprint(KEY) not in KEY


@pytest.mark.parametrize(("key", "said"), [("", "ASN_PERSON_KEY"), (" " * 40, "ASN_PERSON_KEY"), ("a" * 31, "32")])
def test_a_key_must_be_there_and_long(key, said):
    with pytest.raises(Notice) as caught:
        key_values(key)
    for lang in ("id", "en"):
        assert said in caught.value(lang) and 'python -c "import secrets; print(secrets.token_hex(32))"' in caught.value(lang)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Nama", "name"), ("NAMA LENGKAP", "name"), ("Nama ASN", "name"), ("Terlapor", "name"), ("Full name", "name"),
        ("NIP", "nip"), ("NIP/NRK", "nip"), ("Nomor Induk Pegawai", "nip"), ("NIK", "nik"), ("No. KTP", "nik"),
        ("No. HP", "contact"), ("Alamat rumah", "contact"), ("E-mail", "contact"), ("Tempat/Tgl Lahir", "contact"),
        ("Nama Instansi", None), ("Nama Jabatan", None), ("Instansi", None), ("id_asn", None), ("Status", None), ("Nomor kasus", None), ("", None),
    ],
)  # fmt: skip
def test_columns_of_persons_are_told_by_heading(heading, kind):
    assert by_heading(heading) == kind


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([NIP, "19850312 201001 1 004", ""], "nip"),
        (["3201121203850001", "3201125203850002"], "nik"),
        (["Zulkarnaen Pohantobing", "Siti Zubaidah, S.Sos", "Drs. Ahmad Fauzi"], "name"),
        (["Kab. Bima", "Kota Bima", "Kab. Wakatobi"], None),
        (["Teguran lisan", "Hukuman disiplin ringan"], None),
        (["K1", "K2"], None),
        (["", " "], None),
        ([], None),
    ],
)
def test_columns_of_persons_are_told_by_content(values, kind):
    assert by_content(values) == kind


@pytest.mark.parametrize(
    ("value", "names", "said"),
    [
        ("Kab. Wakatobi", (), "Kab. Wakatobi"),
        ("Teguran tertulis", (), "Teguran tertulis"),
        ("Kepala Dinas", (), "Kepala Dinas"),
        ("Zulkarnaen Pohantobing", (), "…"),
        ("Siti Zubaidah, S.Sos", (), "…"),
        ("Drs. Anu", (), "…"),
        ("Camat Zulkarnaen Pohantobing", (), "Camat Zulkarnaen Pohantobing"),
        ("Camat Zulkarnaen Pohantobing", ("zulkarnaen pohantobing",), "…"),
        ("Suharto", ("suharto",), "…"),
        ("Kota Bima", ("bima",), "Kota Bima"),
        (f"NIP {NIP}", (), "NIP …"),
        ("32/13/2020", (), "32/13/2020"),
        ("kata " * 30, (), "kata kata kata kata kata kata kata kata kata kata kata kata …"),
    ],
)
def test_cells_are_quoted_without_persons(value, names, said):
    assert speakable(value, names) == said


def test_phrases_of_a_long_cell_are_few():
    assert len(phrases("kata " * 10_000)) < 200
