"""What the commands share: options, the register they ask, and how they print and write."""

import argparse
import csv
import io
import json
from pathlib import Path
from typing import Any

from analytics.register.snapshots import Register
from analytics.settings import settings
from analytics.text import LANGUAGES, Notice, Text

NO_DIRECTORY = Text(id="folder {given} tidak ada", en="there is no folder {given}")
NOT_INTERNAL = Text(
    id="--internal tidak diizinkan di sini: pengaturan internal_mode dimatikan, sehingga angka kecil selalu disembunyikan",
    en="--internal is not allowed here: the setting internal_mode is off, so that small numbers are always hidden",
)


def add_common(command: argparse.ArgumentParser) -> None:
    """The options of every command that prints."""
    add_place(command)
    command.add_argument("--format", default="table", choices=("table", "json", "csv"))


def add_place(command: argparse.ArgumentParser) -> None:
    """Where the data are, and in which language to answer."""
    command.add_argument("--data", metavar="DIR", help="folder with the snapshots")
    command.add_argument("--lang", choices=LANGUAGES, help="id by default")


def check_internal(options: argparse.Namespace) -> None:
    """Raises Notice where numbers of few people are asked for and the installation shows them to nobody (see view.is_public)."""
    if options.internal and not settings().internal_mode:
        raise Notice(NOT_INTERNAL)


def register_of(options: argparse.Namespace) -> Register:
    """The register to ask. Raises Notice where the folder does not exist."""
    directory = Path(options.data) if options.data else settings().snapshots_dir()
    if not directory.is_dir():
        raise Notice(NO_DIRECTORY, given=options.data)
    return Register(directory).refresh()


def written(out: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    draft = out.with_name(f".{out.name}.draft")
    draft.write_bytes(content)
    draft.replace(out)


def to_json(value: object) -> str:
    """JSON as every command prints it."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def to_csv(headings: list[str], lines: list[list[Any]]) -> str:
    """Lines as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([headings, *lines])
    return out.getvalue()
