"""Presentation files from readers: opened with care, or refused with the reason."""

import io
import re
import zipfile

from lxml import etree  # type: ignore[import-untyped]

from analytics.export.archive import BROKEN, Declared, strangers_xml
from analytics.text import Notice, Text, cleaned

LARGEST_FILE = 30_000_000  # bytes, as uploaded
LARGEST_PART, LARGEST_WHOLE = 100_000_000, 200_000_000  # bytes, unpacked
MOST_PARTS = 5000
MOST_TAGS = 1_000_000  # of XML in all parts together: each takes far more memory than it takes letters
STEEPEST, STEEP_FROM = 200, 2_000_000  # a part above so many bytes may not be more than 200 times its packed size
REFUSED = Text(
    id="Berkas presentasi ini tidak dapat dipakai: {reason}. Tidak ada yang berubah.",
    en="This presentation file cannot be used: {reason}. Nothing was changed.",
)
EMPTY = Text(id="berkasnya kosong", en="the file is empty")
TOO_LARGE = Text(id="lebih besar dari {size} MB", en="larger than {size} MB")
PROTECTED = Text(
    id="terkunci dengan kata sandi; buka di PowerPoint, hapus kata sandinya, lalu simpan lagi",
    en="it is protected by a password; open it in PowerPoint, remove the password, and save it again",
)
OLD = Text(
    id="berformat lama (.ppt); buka di PowerPoint lalu simpan sebagai .pptx",
    en="it has the old format (.ppt); open it in PowerPoint and save it as .pptx",
)
NOT_A_ZIP = Text(id="bukan berkas .pptx atau .potx", en="not a .pptx or .potx file")
DAMAGED = Text(id="berkasnya rusak", en="the file is damaged")
DAMAGED_PART = Text(id="bagian “{part}” rusak", en="part “{part}” is damaged")
OTHER_KIND = Text(id="isinya {kind}, bukan presentasi .pptx atau .potx", en="it is {kind}, not a .pptx or .potx presentation")
DOCUMENT = Text(id="dokumen Word", en="a Word document")
WORKBOOK = Text(id="buku kerja Excel", en="an Excel workbook")
OPEN_DOCUMENT = Text(id="berkas OpenDocument", en="an OpenDocument file")
OTHER = Text(id="berkas zip lain", en="another kind of zip file")
TOO_MANY = Text(id="memuat lebih dari {most} bagian", en="it holds more than {most} parts")
BOMB = Text(id="isinya menjadi terlalu besar ketika dibuka", en="its content becomes too large when opened")
UNSAFE_NAME = Text(id="nama bagian “{part}” tidak aman", en="the part name “{part}” is not safe")
TWICE = Text(id="bagian “{part}” ada dua kali", en="part “{part}” is there twice")
MACROS = Text(id="memuat makro ({part}); simpan tanpa makro sebagai .pptx", en="it holds macros ({part}); save it without macros as .pptx")
ACTIVE = Text(id="memuat kontrol atau objek aktif ({part})", en="it holds an active control or object ({part})")
DECLARED = Text(id="bagian “{part}” memuat deklarasi DTD", en="part “{part}” holds a DTD declaration")
OUTSIDE = Text(
    id="menautkan {kind} dari luar berkas ({target}); sematkan atau hapus tautannya",
    en="it links {kind} from outside the file ({target}); embed it or remove the link",
)
TYPES, RELS = "[Content_Types].xml", "_rels/.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the compound file of the old formats, and of encrypted new ones
PROTECTED_MARK = "EncryptedPackage".encode("utf-16-le")
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MAINS = {MAIN, MAIN.replace("presentation.main", "template.main"), MAIN.replace("presentation.main", "slideshow.main")}
KINDS = {"wordprocessingml": DOCUMENT, "spreadsheetml": WORKBOOK}
MACRO_NAME = re.compile(r"vba(project|data)|macros?/|\.(vbs|js|exe|dll|bat|cmd|ps1)$", re.IGNORECASE)
PROGRAM = re.compile(
    r"^(javascript|vbscript|data):|^file:.*\.(exe|com|scr|msi|bat|cmd|ps1|vbs|js|hta|lnk)$", re.IGNORECASE
)  # behind a hyperlink
ACTIVE_NAME = re.compile(r"activex|(^|/)ole[^/]*\.bin$|embeddings/[^/]*\.bin$|ctrlprops/", re.IGNORECASE)
ACTIVE_TYPE = re.compile(r"activex|oleobject|control\+xml|packager", re.IGNORECASE)


def refused(reason: Text, **values: object) -> Notice:
    """The refusal of a presentation file, with its reason."""
    said = {name: value if isinstance(value, Text) else plain(str(value)) for name, value in values.items()}
    return Notice(REFUSED, reason=Text(reason("id", **said), reason("en", **said)))


def plain(word: str) -> str:
    """A stranger's word, short and without braces, which a phrase would take for a place to fill."""
    return cleaned(word)[:80].replace("{", "(").replace("}", ")")


def opened(content: bytes) -> dict[str, bytes]:
    """The parts of a presentation file by name, a template made a presentation. Raises Notice for anything that is not safe to open."""
    if not content or len(content) > LARGEST_FILE:
        raise refused(TOO_LARGE, size=LARGEST_FILE // 1_000_000) if content else refused(EMPTY)
    if content.startswith(OLE):
        raise refused(PROTECTED if PROTECTED_MARK in content else OLD)
    try:
        parts = unzipped(content)
    except BROKEN:
        raise refused(DAMAGED if content.startswith(b"PK") else NOT_A_ZIP) from None
    return presentation(parts)


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip by name, counted while they are read: what a zip says of its sizes may be untrue. Raises Notice."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_PARTS:
            raise refused(TOO_MANY, most=MOST_PARTS)
        check_names([entry.filename for entry in entries])
        parts, left = {}, LARGEST_WHOLE
        for entry in entries:
            parts[entry.filename] = unpacked(archive, entry, min(left, LARGEST_PART))
            left -= len(parts[entry.filename])
    return parts


def check_names(names: list[str]) -> None:
    """Names that leave the folder, hide something, or occur twice (parts are told apart without regard to case). Raises Notice."""
    seen: set[str] = set()
    for name in names:
        steps = name.split("/")
        if name != cleaned(name) or "\\" in name or ":" in name or len(name) > 250 or {"", ".", ".."} & set(steps):
            raise refused(UNSAFE_NAME, part=name)
        if name.lower() in seen:
            raise refused(TWICE, part=name)
        seen.add(name.lower())


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """One file of a zip. Raises Notice where it is locked, packed in a way presentations are not, or grows too large."""
    if entry.flag_bits & 1:
        raise refused(PROTECTED)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refused(DAMAGED_PART, part=entry.filename)
    limit = min(most, max(STEEP_FROM, STEEPEST * entry.compress_size))
    with archive.open(entry) as source:
        found = source.read(limit + 1)
    if len(found) > limit:
        raise refused(BOMB)
    return found


def presentation(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a presentation, each looked at; the content type of a template or show made that of a presentation. Raises Notice."""
    if sum(part.count(b"<") for name, part in parts.items() if is_xml(name)) > MOST_TAGS:
        raise refused(BOMB)
    for name, part in parts.items():
        check_part(name, part)
    main = kind_of(parts)
    if main not in MAINS:
        raise refused(OTHER_KIND, kind=next((word for mark, word in KINDS.items() if mark in main), OTHER))
    return parts | {TYPES: parts[TYPES].replace(main.encode(), MAIN.encode())}


def is_xml(name: str) -> bool:
    """Whether a part is read as XML."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def check_part(name: str, part: bytes) -> None:
    """A part that may be in a presentation from a stranger. Raises Notice."""
    if MACRO_NAME.search(name):
        raise refused(MACROS, part=name)
    if ACTIVE_NAME.search(name):
        raise refused(ACTIVE, part=name)
    if is_xml(name):
        root = parsed(name, part)
        if name.lower().endswith(".rels"):
            check_links(root)
        if name == TYPES:
            check_types(root)


def parsed(name: str, part: bytes) -> etree._Element:
    """A part as XML without any declaration, which could name files or blow up. Raises Notice."""
    try:
        return strangers_xml(part)
    except Declared:
        raise refused(DECLARED, part=name) from None
    except ValueError:
        raise refused(DAMAGED_PART, part=name) from None


def check_links(root: etree._Element) -> None:
    """Only hyperlinks may lead outside: everything else would be fetched without being asked. Raises Notice."""
    for link in root.iter(RELATION):
        kind = link.get("Type", "").rpartition("/")[2]
        if link.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            raise refused(OUTSIDE, kind=kind, target=link.get("Target", ""))
        if MACRO_NAME.search(kind) or (kind == "hyperlink" and PROGRAM.search(link.get("Target", ""))):
            raise refused(MACROS, part=link.get("Target", ""))
        if ACTIVE_TYPE.search(kind):
            raise refused(ACTIVE, part=link.get("Target", ""))


def check_types(root: etree._Element) -> None:
    """No part may be declared a macro or an active object, whatever its name. Raises Notice."""
    for each in root:
        kind = each.get("ContentType", "")
        if "macroenabled" in kind.lower() or "vbaproject" in kind.lower():
            raise refused(MACROS, part=each.get("PartName", kind))
        if ACTIVE_TYPE.search(kind) and each.get("PartName"):
            raise refused(ACTIVE, part=each.get("PartName", kind))


def kind_of(parts: dict[str, bytes]) -> str:
    """The content type of the main part. Raises Notice where the file is no Office file at all."""
    if TYPES not in parts or RELS not in parts:
        raise refused(OTHER_KIND, kind=OPEN_DOCUMENT if "mimetype" in parts else OTHER)
    targets = [
        link.get("Target", "") for link in parsed(RELS, parts[RELS]).iter(RELATION) if link.get("Type", "").endswith("/officeDocument")
    ]
    kinds: dict[str, str] = {each.get("PartName", "").lower(): each.get("ContentType", "") for each in parsed(TYPES, parts[TYPES])}
    main = f"/{targets[0].lstrip('/')}".lower() if targets else ""
    if main.lstrip("/") not in {name.lower() for name in parts}:
        raise refused(DAMAGED)
    return kinds.get(main, "")
