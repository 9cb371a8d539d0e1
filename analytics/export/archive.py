"""Zip files: ours with the same bytes for the same contents, fixed order, fixed times; a stranger's, and the XML in them, with care."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree  # type: ignore[import-untyped]

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


# --- from strangers ---

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    KeyError,
)  # what reading a zip that somebody damaged on purpose may raise
DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)


class Declared(Exception):
    """XML with a declaration: it could name files, or grow without end."""


def strangers_xml(content: bytes) -> etree._Element:
    """XML from somebody else, nothing in it followed or expanded. Raises Declared, or ValueError where it is no XML."""
    if DECLARATION.search(content.replace(b"\0", b"")):  # also where it is written in two bytes a letter
        raise Declared
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise ValueError from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Declared
    return root
