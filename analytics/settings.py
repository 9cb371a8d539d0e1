"""Everything an installation may change, in one place: settings.toml beside app.py, or environment variables ASN_*.

See settings.example.toml for each setting with its meaning. The environment wins over the file.
"""

import os
import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path

from analytics.colour import WHITE, contrast, is_colour
from analytics.logo import Logo, opened
from analytics.register.journal import Journal

ROOT = Path(__file__).resolve().parent.parent
MAY_BE_EMPTY = {"logo", "accent", "public_address", "person_key"}
LEAST = 3  # contrast of the accent on white, below which a bar is hard to see (WCAG 2.2)
SECRET = {"person_key"}  # never shown, printed or written
SAMPLE = ROOT / "data" / "sample"


@dataclass(frozen=True)
class Settings:
    """What an installation may change; the defaults are for KASN on the bundled data."""

    data_dir: str = "data/snapshots"
    institution: str = "Komisi Aparatur Sipil Negara"
    institution_short: str = "KASN"
    logo: str = ""  # a PNG or JPEG of the institution's
    accent: str = ""  # the institution's colour, #RRGGBB; empty: our blue
    public_address: str = ""  # where readers find the dashboard, for links in documents
    time_zone: str = "Asia/Jakarta"
    follow_up_days: int = 0  # 0 = no deadline set
    follow_up_working_days: bool = False
    small_cell_threshold: int = 5  # counts of persons below it are hidden in crosses; 0 or 1 = none
    smallest_base: int = 10  # a group with a smaller base is not ranked by its rate
    internal_mode: bool = True  # whether readers may switch public mode off on their screen
    headcounts: str = "data/reference/headcounts.csv"  # number of ASN by agency, where there is such a file
    intake_page: bool = True  # whether the page Data takes files and releases snapshots
    person_key: str = field(default="", repr=False)  # turns an NIP or a name into a pseudonym
    keep_originals: bool = True  # imported files are kept, compressed, without names and NIP
    second_person: bool = False  # who released must not be who imported

    def snapshots_dir(self) -> Path:
        """The folder snapshots are read from: the configured one if it holds any or ever released one, else the bundled sample.

        Raises ValueError where a folder was configured that does not exist.
        """
        chosen = ROOT / self.data_dir  # an absolute setting stays absolute
        if not chosen.is_dir() and self.data_dir != Settings.data_dir:
            raise ValueError(f"setting data_dir: there is no folder {self.data_dir}")
        held = [path for suffix in ("csv", "parquet") for path in chosen.glob(f"snapshot=*/cases.{suffix}")]
        return chosen if held or Journal(chosen).released() else SAMPLE

    def emblem(self) -> Logo | None:
        """The institution's logo, where one is configured. Raises ValueError saying what is wrong with its file."""
        if not self.logo:
            return None
        try:
            return opened(ROOT / self.logo)
        except ValueError as error:
            raise ValueError(f"setting logo: {error}") from error

    def check_look(self) -> None:
        """Refuses a logo or an accent that cannot be used. Raises ValueError naming the setting."""
        self.emblem()
        if self.accent and not is_colour(self.accent):
            raise ValueError(f"setting accent: {self.accent!r} is not a colour such as '#0B5CAD'")
        if self.accent and contrast(self.accent, WHITE) < LEAST:
            reached = f"{contrast(self.accent, WHITE):.2f}"
            raise ValueError(f"setting accent: {self.accent} is too light: its contrast on white is {reached}:1, and {LEAST}:1 is needed")

    def store_dir(self) -> Path:
        """The folder the gate writes into: the configured one, made on the first import; never the sample."""
        return ROOT / self.data_dir


def parse(name: str, value: object, kind: type) -> object:
    """One setting from text or TOML; raises ValueError naming the setting and what was expected."""
    if kind is bool and str(value).lower() in {"true", "false", "1", "0"}:
        return str(value).lower() in {"true", "1"}
    if kind is int and str(value).isascii() and str(value).isdigit():
        return int(str(value))
    if kind is str and isinstance(value, str) and (value.strip() or name in MAY_BE_EMPTY):
        return value
    raise ValueError(f"setting {name}: {'the value' if name in SECRET else repr(value)} is not a valid {kind.__name__}")


def read(path: Path, environment: dict[str, str]) -> Settings:
    """Settings from a TOML file and ASN_* variables. Raises ValueError for an unknown name, a wrong value, or a look that cannot be used."""
    try:
        found: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    kinds = {each.name: type(each.default) for each in fields(Settings)}
    if unknown := sorted(set(found) - set(kinds)):
        raise ValueError(f"{path.name}: unknown settings {', '.join(unknown)}")
    found |= {name: environment[key] for name in kinds if (key := f"ASN_{name.upper()}") in environment}
    made = Settings(**{name: parse(name, value, kinds[name]) for name, value in found.items()})  # type: ignore[arg-type]
    made.check_look()
    return made


@cache
def settings() -> Settings:
    """The settings of this installation, read once."""
    return read(ROOT / "settings.toml", dict(os.environ))
