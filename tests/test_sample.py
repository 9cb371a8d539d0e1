"""The sample register: it regenerates byte for byte, evolves as registers do, and says that it is synthetic."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "sample"


def digests(folder):
    """SHA-256 of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_it_regenerates_byte_for_byte(tmp_path):
    subprocess.run([sys.executable, "-m", "analytics.sample", str(tmp_path)], cwd=ROOT, check=True, env={"PYTHONHASHSEED": "7"})
    assert digests(tmp_path) == digests(SAMPLE)


def test_the_manifest_says_synthetic_and_names_every_file():
    manifest = json.loads((SAMPLE / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["synthetic"] is True
    assert {each["path"]: each["sha256"] for each in manifest["files"]} == {
        name: value for name, value in digests(SAMPLE).items() if name != "manifest.json"
    }


def test_every_snapshot_is_accepted_and_synthetic(sample):
    assert [str(day) for day in sample.dates] == [
        "2020-06-15", "2020-06-26", "2020-07-31", "2020-08-19", "2020-09-30", "2020-10-27",
        "2020-12-19", "2021-12-16", "2022-05-31", "2023-01-31", "2024-02-06",
    ]  # fmt: skip
    assert sample.refusals == []
    assert all(sample.at(day).synthetic for day in sample.dates)
    assert sorted(sample.at(day).path.suffix for day in sample.dates) == [".csv"] * 6 + [".parquet"] * 5
