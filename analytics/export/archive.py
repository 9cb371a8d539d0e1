"""Zip files with the same bytes for the same contents: fixed order, fixed times."""

import io
import zipfile
from collections.abc import Mapping

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can name


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files by name as a zip, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a zip we made ourselves, by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(content: bytes) -> bytes:
    """A zip with the same files and without the times a library wrote into it."""
    return packed(unpacked(content))
