"""Damaged files: each is read or refused in words, quickly, and every row is accounted for. `make fuzz` tries 2,000 of them, the suite 500."""

import os
import random
from time import perf_counter

import pytest
from sheets_of import JULY, every_form, sample_rows

from analytics.gate.checking import checked
from analytics.gate.sources.opening import opened
from analytics.gate.suggesting import suggested
from analytics.register.findings import Refused
from analytics.register.snapshots import Register
from analytics.text import Notice

FILES = int(os.environ.get("DAMAGED_FILES", "500"))
BATCHES = 20
LONGEST = 30  # seconds; not a benchmark: a file that hangs
KEY = "kunci-percobaan-yang-cukup-panjang-0123456789"
SPLICES = [b'"', b"'", b";", b",", b"\t", b"\n", b"\r", b"\n\n\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"=1+1", b"32/13/2020", b"2020-02-30", b"-0",
           b"1e309", b"\xf0\x9f\x98\x80", b"199001012015031001", b"A" * 70_000, b"{}", b"</row>", b"&#0;", b"&lol;", b"PK\x03\x04", b"PAR1"]  # fmt: skip


@pytest.fixture(scope="module")
def forms():
    """Forty rows of the sample in eight forms."""
    return sorted(every_form(sample_rows()[:41]).items())


def mutated(content, source):
    """The bytes after one to six random injuries."""
    for _ in range(source.randint(1, 6)):
        content = injured(content, source)
    return content


def injured(content, source):
    """The bytes flipped, cut, doubled, moved or spliced at a random place."""
    start = source.randrange(len(content) + 1)
    end = min(len(content), start + source.choice([1, 1, 2, 8, 40, 400]))
    return source.choice(
        [
            content[:start] + bytes([source.randrange(256)]) + content[start + 1 :],
            content[:start] + content[end:],
            content[:end] + content[start:],
            content[:start] + source.choice(SPLICES) + content[end:],
            content[:start],
            content[start:end] + content,
        ]
    )


def outcome(content, name, register):
    """'refused' in words, or the rows of a check; anything else raised is a fault."""
    try:
        table = opened(content, name)
        found = checked(table, suggested(table, JULY).mapping, JULY, register, KEY)
    except (Refused, Notice) as refused:
        said = (
            [finding(lang) for finding in refused.findings for lang in ("id", "en")]
            if isinstance(refused, Refused)
            else [refused("id"), refused("en")]
        )
        assert said and all(said)
        return "refused"
    assert all(finding("id") and finding("en") for finding in found.findings)
    found.staged.con.close()
    return found.rows


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_damaged_file_is_read_or_refused_and_every_row_is_accounted_for(batch, forms, tmp_path):
    source = random.Random(batch)
    register = Register(tmp_path)
    for turn in range(FILES // BATCHES):
        name, content = forms[turn % len(forms)]
        start = perf_counter()
        rows = outcome(mutated(content, source), name, register)
        assert perf_counter() - start < LONGEST, (batch, turn, name)
        if rows != "refused":
            assert rows["read"] == rows["kept"] + rows["left_out"] + rows["refused"], (batch, turn, name, rows)


def test_an_undamaged_file_passes_here(forms, tmp_path):
    """The test above can tell: the files themselves are read whole."""
    for name, content in forms:
        assert outcome(content, name, Register(tmp_path)) == {"read": 40, "kept": 40, "left_out": 0, "refused": 0}, name
