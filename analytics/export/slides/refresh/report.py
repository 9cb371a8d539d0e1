"""What became of each figure in a refreshed deck, in words."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from analytics import formats
from analytics.text import Lang, Text

Kind = Literal["updated", "unchanged", "kept", "failed"]
KINDS = {
    "updated": Text(id="diperbarui", en="updated"),
    "unchanged": Text(id="tetap", en="unchanged"),
    "kept": Text(id="dibiarkan", en="left as it is"),
    "failed": Text(id="tidak dapat diperbarui", en="could not be refreshed"),
}
HEAD = Text(
    id="{updated} diperbarui, {unchanged} tetap, {kept} dibiarkan, {failed} tidak dapat diperbarui.",
    en="{updated} updated, {unchanged} unchanged, {kept} left as they are, {failed} could not be refreshed.",
)
LINE = Text(id="Slide {slide} · {kind} · {title}", en="Slide {slide} · {kind} · {title}")
MOVED = Text(id="{old} → {new}", en="{old} → {new}")
HEADINGS = (
    Text(id="Slide", en="Slide"), Text(id="Gambar", en="Figure"), Text(id="Hasil", en="Result"), Text(id="Dulu", en="Before"),
    Text(id="Sekarang", en="Now"), Text(id="Perlu dibaca ulang", en="To read again"),
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What became of one figure. title: it bears now; old, new: values that changed, in words; remarks: what to read again."""

    title: str
    figure_id: str
    slide: int
    kind: Kind
    old: str = ""
    new: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refreshed:
    """A refreshed deck, and what became of each figure in it, in the order of the slides."""

    content: bytes
    changes: tuple[Change, ...]


def report(refreshed: Refreshed, lang: Lang) -> str:
    """What became of each figure, as plain text."""
    counted: Counter[str] = Counter(change.kind for change in refreshed.changes)
    lines = [HEAD(lang, **{kind: counted[kind] for kind in KINDS})]
    for change in refreshed.changes:
        lines.append(LINE(lang, slide=change.slide, kind=KINDS[change.kind], title=change.title or change.figure_id))
        if change.old or change.new:
            lines.append(f"  {MOVED(lang, old=change.old or formats.MISSING, new=change.new or formats.MISSING)}")
        lines += [f"  - {remark}" for remark in change.remarks]
    return "\n".join(lines)


def to_rows(refreshed: Refreshed, lang: Lang) -> list[list[str]]:
    """What became of each figure, as a table with headings."""
    rows = [
        [str(each.slide), each.title or each.figure_id, KINDS[each.kind](lang), each.old, each.new, " ".join(each.remarks)]
        for each in refreshed.changes
    ]
    return [[heading(lang) for heading in HEADINGS], *rows]
