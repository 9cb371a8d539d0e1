"""Words as offices type them, brought to one form: case, accents, punctuation, abbreviations, Roman numerals, kinds of government.

Nothing here knows a code. Two words with the same form are the same word for matching; what they stand for is not decided here.
"""

import re
import unicodedata
from typing import Literal

LONGEST = 300  # characters of a word that are looked at

Kind = Literal["", "kabupaten", "kota", "provinsi"]

ABBREVIATIONS = {
    "tdk": "tidak", "tak": "tidak", "blm": "belum", "yg": "yang", "dgn": "dengan", "utk": "untuk", "dlm": "dalam", "thd": "terhadap",
    "hukdis": "hukuman disiplin", "parpol": "partai politik", "medsos": "media sosial", "paslon": "pasangan calon",
    "pemilukada": "pilkada", "tl": "tindak lanjut", "rekom": "rekomendasi", "jab": "jabatan", "tgl": "tanggal", "inst": "instansi",
    "kementrian": "kementerian", "kemenko": "kementerian koordinator", "prop": "provinsi", "prov": "provinsi", "propinsi": "provinsi",
    "kab": "kabupaten", "kotamadya": "kota", "kodya": "kota", "es": "eselon", "esl": "eselon",
}  # fmt: skip
PLACES = {
    "adm": "administrasi", "kep": "kepulauan", "sumatra": "sumatera", "peg": "pegunungan", "tj": "tanjung", "tjg": "tanjung",
    "sel": "selatan", "slt": "selatan", "utr": "utara", "brt": "barat", "tmr": "timur", "tim": "timur",
}  # fmt: skip
SILENT = {"tahun", "thn", "th", "tingkat", "tk", "tkt"}  # said or left out without another meaning
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
CERTAINLY_ROMAN = ROMAN.keys() - {"i", "v", "x"}
GOVERNMENTS: dict[str, Kind] = {
    "pemkab": "kabupaten", "pemerintah kabupaten": "kabupaten", "pemda kabupaten": "kabupaten", "pem kabupaten": "kabupaten",
    "pemerintah daerah kabupaten": "kabupaten", "kabupaten": "kabupaten",
    "pemkot": "kota", "pemerintah kota": "kota", "pemda kota": "kota", "pem kota": "kota", "pemerintah daerah kota": "kota", "kota": "kota",
    "pemprov": "provinsi", "pemprop": "provinsi", "pemerintah provinsi": "provinsi", "pemda provinsi": "provinsi",
    "pem provinsi": "provinsi", "pemerintah daerah provinsi": "provinsi", "provinsi": "provinsi",
    "pemda": "", "pemerintah daerah": "",
}  # fmt: skip
ENGLISH: dict[str, Kind] = {"regency": "kabupaten", "city": "kota", "province": "provinsi"}
LONGEST_FIRST = sorted(GOVERNMENTS, key=len, reverse=True)


def plain(word: str) -> str:
    """Small letters and digits, one space between; accents gone, '&' read as 'dan', initials closed ('D.I.' is 'di')."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", word[:LONGEST]) if not unicodedata.combining(each))
    closed = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", bare.casefold().replace("&", " dan "))
    return " ".join(re.sub(r"[\W_]+", " ", closed).split())


def normal(word: str) -> str:
    """A plain word with its abbreviations written out and Roman numerals as digits."""
    tokens = [_numeral(token) for token in _echelon(plain(word)).split() if token not in SILENT]
    return " ".join(ABBREVIATIONS.get(token, token) for token in tokens)


def _echelon(text: str) -> str:
    """The rank behind 'eselon' as a digit, its letter dropped: 'eselon iib' and 'eselon ii b' are 'eselon 2'."""
    return re.sub(r"\b(?:eselon|esl?) (i{1,3}|iv|v|[1-5]) ?[a-e]?\b", lambda found: f"eselon {ROMAN.get(found[1], found[1])}", text)


def _numeral(token: str) -> str:
    return ROMAN[token] if token in CERTAINLY_ROMAN else token


def compact(form: str) -> str:
    """A form without its spaces: 'toli toli' and 'tolitoli' are one word."""
    return form.replace(" ", "")


def government(word: str) -> tuple[Kind, str]:
    """The kind of government said in front (or in English behind) and the name: 'PEMKAB WAKATOBI' is ('kabupaten', 'wakatobi').

    A ministry keeps its first word, and 'KemenPANRB' becomes 'kementerian panrb'. '' where no kind is said, or two ('Kab/Kota').
    """
    tokens = [PLACES.get(token, token) for token in normal(word).split()]
    text = re.sub(r"^(?!kementerian)kemen ?(?=[a-z])", "kementerian ", " ".join(tokens))
    text = re.sub(r"(?<=.)(?: (?:ri|republik indonesia))+$", "", text)
    kind, name = _front(text)
    again, rest = _front(name)
    if kind and again and kind != again:
        return "", rest
    if kind == "" and name.split(" ")[-1] in ENGLISH and " " in name:
        name, _, last = name.rpartition(" ")
        kind = ENGLISH[last]
    return kind, re.sub(r"^administrasi (?=.)", "", rest if again == kind and again else name)


def _front(text: str) -> tuple[Kind, str]:
    """The kind of government that a text begins with, and what follows it."""
    for title in LONGEST_FIRST:
        if text == title or text.startswith(title + " "):
            return GOVERNMENTS[title], text[len(title) :].strip()
    return "", text


def negated(form: str) -> bool:
    """Whether a form denies: 'tidak terbukti', 'belum sesuai', 'unfounded'."""
    return bool(re.search(r"\b(tidak|belum|bukan|not|non|un(?:substantiated|founded|proven)|insufficient|no)\b", form))
