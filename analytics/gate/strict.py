"""Values out of a TOML file that a person wrote: of the right kind, or a Notice that names table, key and reason."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from analytics.register.findings import harmless
from analytics.register.traits import CODE
from analytics.text import Notice, Text

WRONG = Text(id="pemetaan, {table}{key}: {reason}", en="mapping, {table}{key}: {reason}")
UNKNOWN_KEY = Text(id="tidak dikenal; hapus atau betulkan ejaannya", en="not known; remove it or correct the spelling")
EXPECTED = Text(id="harus berupa {kind}", en="must be {kind}")
TEXT = Text(id="teks", en="text")
WHOLE = Text(id="bilangan bulat", en="a whole number")
TABLE = Text(id="tabel", en="a table")
A_CODE = Text(id="kode dari huruf kecil, angka dan _", en="a code of small letters, digits and _")
ONE_OF = Text(id="salah satu dari: {choices}", en="one of: {choices}")


def wrong(table: str, key: str, reason: Text, **values: object) -> Notice:
    """A fault in a mapping in words. The key may come from anywhere, so it is shown harmlessly."""
    return Notice(WRONG, table=f"[{harmless(table)}] " if table else "", key=harmless(key), reason=Notice(reason, **values))


def known(found: Mapping[str, object], table: str, keys: set[str]) -> None:
    """Raises Notice where a table has a key that means nothing."""
    for key in found:
        if key not in keys:
            raise wrong(table, key, UNKNOWN_KEY)


def table_in(found: Mapping[str, Any], table: str, key: str) -> dict[str, Any]:
    """A table within a table; empty where there is none."""
    value = found.get(key, {})
    if not isinstance(value, dict):
        raise wrong(table, key, EXPECTED, kind=TABLE)
    return value


def text_in(found: Mapping[str, Any], table: str, key: str) -> str:
    """A text; empty where there is none."""
    value = found.get(key, "")
    if not isinstance(value, str):
        raise wrong(table, key, EXPECTED, kind=TEXT)
    return value


def whole_in(found: Mapping[str, Any], table: str, key: str, default: int) -> int:
    """A whole number that can be a row or a piece of a cell."""
    value = found.get(key, default)
    if type(value) is not int or abs(value) > 1_000_000 or (value < 0 and key != "part"):
        raise wrong(table, key, EXPECTED, kind=WHOLE)
    return value


def chosen(found: Mapping[str, Any], table: str, key: str, choice: Any) -> Any:
    """One of a few words; the first where nothing is said."""
    choices = get_args(choice)
    value = found.get(key, choices[0])
    if value not in choices:
        raise wrong(table, key, EXPECTED, kind=Notice(ONE_OF, choices=", ".join(choices)))
    return value


def coded(table: str, key: str, value: object, empty: bool = False) -> str:
    """A code; Notice where it cannot be one."""
    if not isinstance(value, str) or not (re.fullmatch(CODE, value) or (empty and not value)):
        raise wrong(table, key, EXPECTED, kind=A_CODE)
    return value
