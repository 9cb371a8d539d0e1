"""The logo of an institution: read from a file of its own, never fetched, and made into one plain small picture."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageOps

LARGEST = 1_000_000  # bytes of the file
WIDEST = 5_000  # pixels of a side; a small file can unfold into a huge picture
KEPT = (640, 160)  # pixels at most: sharp at the size a masthead, a cover and a page show it


@dataclass(frozen=True)
class Logo:
    """A picture on white as PNG, without whatever else its file held."""

    png: bytes
    width: int
    height: int


@cache
def opened(path: Path) -> Logo:
    """The logo in a file. Raises ValueError saying what is wrong with it."""
    if not path.is_file():
        raise ValueError(f"there is no file {path.name}")
    if (size := path.stat().st_size) > LARGEST:
        raise ValueError(f"{path.name} has {size:,} bytes; a logo has at most {LARGEST:,}")
    picture = loaded(path)
    if max(picture.size) > WIDEST:
        raise ValueError(f"{path.name} has {picture.width} × {picture.height} pixels; a logo has at most {WIDEST:,} on a side")
    try:
        return on_white(picture)
    except Exception as error:  # the library raises whatever a damaged file makes it stumble over
        raise ValueError(unreadable(path)) from error


def unreadable(path: Path) -> str:
    """What is said of a file that is no picture of the two kinds."""
    return f"{path.name} is not a PNG or JPEG that can be read"


def loaded(path: Path) -> Image.Image:
    """A picture of which only the size is known so far."""
    try:
        return Image.open(io.BytesIO(path.read_bytes()), formats=("PNG", "JPEG"))
    except Exception as error:
        raise ValueError(unreadable(path)) from error


def on_white(picture: Image.Image) -> Logo:
    """A picture upright, on white, small, and without its metadata."""
    upright = ImageOps.exif_transpose(picture)
    clear = upright.convert("RGB" if upright.mode == "CMYK" else "RGBA").convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    paper.alpha_composite(clear)
    paper.thumbnail(KEPT)
    out = io.BytesIO()
    paper.convert("RGB").save(out, "PNG")
    return Logo(out.getvalue(), paper.width, paper.height)
