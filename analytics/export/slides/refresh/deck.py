"""A finished deck, edited by hand, brought to another snapshot: our charts, tables, numbers and words are found again by the names of
their shapes and get new data; everything else stays, and a report says what changed and what to read again.
"""

import io
from collections import Counter
from datetime import date

from pptx import Presentation
from pptx.presentation import Presentation as Deck

from analytics.export.archive import packed, repacked
from analytics.export.slides.package import checking, opening
from analytics.export.slides.refresh.comments import NUMBER
from analytics.export.slides.refresh.cover import tokens
from analytics.export.slides.refresh.figure import STUMBLES, figure_change
from analytics.export.slides.refresh.others import others
from analytics.export.slides.refresh.reading import figures_on
from analytics.export.slides.refresh.report import Refreshed
from analytics.export.slides.template import number_shapes
from analytics.register.snapshots import Register
from analytics.text import Notice, Text

NOTHING_OF_OURS = Text(
    id="Berkas ini tidak memuat gambar buatan dasbor: tidak ada bagan, tabel, atau angka yang namanya dikenal.",
    en="This file holds no figures made by the dashboard: no chart, table or number has a name that is known.",
)
SPOILED = Text(id="hasilnya tidak lolos pemeriksaan ({problem})", en="the result does not pass the check ({problem})")


def refreshed(deck: bytes, register: Register, as_of: date, compare: date | None = None) -> Refreshed:
    """A deck with the data of another snapshot. Raises Notice where the file or the snapshot cannot be used."""
    register.at(as_of)
    if compare is not None:
        register.at(compare)
    try:
        return renewed(deck, register, as_of, compare)
    except STUMBLES as error:  # a deck that could be opened, and is not whole
        raise opening.refused(opening.DAMAGED) from error


def renewed(deck: bytes, register: Register, as_of: date, compare: date | None) -> Refreshed:
    """A deck with the data of another snapshot. Raises Notice."""
    show = loaded(deck)
    found = [each for number, slide in enumerate(show.slides, start=1) for each in figures_on(number, slide)]
    if not found:
        raise Notice(NOTHING_OF_OURS)
    done = [figure_change(each, register, as_of, compare) for each in found]
    exhibits = [exhibit for _, exhibit in done if exhibit is not None]
    around = [*tokens(show, exhibits), *others(show, [change for change, _ in done], exhibits[0].lang)] if exhibits else []
    changes = sorted([*around, *(change for change, _ in done)], key=lambda change: change.slide)
    return Refreshed(checked(deck, show), tuple(changes))


def loaded(deck: bytes) -> Deck:
    """A deck opened. Raises Notice for anything that is not one, as for templates."""
    parts = opening.opened(deck)
    try:
        return Presentation(io.BytesIO(packed(parts)))
    except Exception:  # the library raises whatever a damaged part makes it stumble over
        raise opening.refused(opening.DAMAGED) from None


def saved(show: Deck) -> bytes:
    """A deck as a file, the same bytes for the same deck."""
    out = io.BytesIO()
    show.save(out)
    return repacked(out.getvalue())


def checked(deck: bytes, show: Deck) -> bytes:
    """The file, which has no problem that it did not have before. Raises Notice."""
    for master in show.slide_masters:
        for each in (master, *master.slide_layouts):
            number_shapes(each._element)  # LibreOffice gives some shapes the same
    content = saved(show)
    if found := checking.problems(content):
        before = Counter(kind_of(problem) for problem in checking.problems(saved(loaded(deck))))
        worse = Counter(kind_of(problem) for problem in found) - before
        if worse:
            raise opening.refused(SPOILED, problem=min(worse))
    return content


def kind_of(problem: str) -> str:
    """A problem without the part it is in, and without the numbers."""
    return NUMBER.sub("0", problem.rpartition(": ")[2])
