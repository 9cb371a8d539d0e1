"""Figure ids and announcements from the command line: figure, announce, announcements, retract. The same as the page Cek angka."""

import argparse
import getpass
from typing import Any

from analytics import announced, announcing, formats, frozen
from analytics.announcing import Announcement
from analytics.briefing import Document
from analytics.command.common import add_common, add_place, register_of, to_csv, to_json
from analytics.frozen import Line
from analytics.register.snapshots import Register
from analytics.scope import parse_date
from analytics.sentences import SYNTHETIC
from analytics.settings import settings
from analytics.standing import STANDINGS, Compared, Opened, opened, said_value
from analytics.text import Lang, Text

NOW = Text(id="kini", en="now")
THEN = Text(id="dulu", en="then")
LATEST = Text(id="snapshot terbaru", en="latest snapshot")
ANNOUNCED = Text(id="Diumumkan {day}{where} oleh {by}: “{title}”", en="Announced {day}{where} by {by}: “{title}”")
WHERE = Text(id=" di {where}", en=" at {where}")
DONE = Text(
    id="Pengumuman nomor {number} dicatat: {count} gambar, tanggal {day}.",
    en="Announcement number {number} entered: {count} figures, of {day}.",
)
RETRACTED = Text(id="Pengumuman nomor {number} ditarik: {reason}", en="Announcement number {number} withdrawn: {reason}")
NONE = Text(id="Belum ada pengumuman.", en="Nothing has been announced yet.")
WITHDRAWN = Text(id="ditarik: {reason}", en="withdrawn: {reason}")


def add_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """The commands and their options; gives the one that announces, which also takes the options of a briefing."""
    figure = verbs.add_parser("figure", help="open a figure by its id: the frozen value, today's value, its standing")
    figure.add_argument("id", metavar="ID", help="as printed, such as K7M3-9QXA")
    add_common(figure)
    announce = verbs.add_parser("announce", help="enter that the figures of a briefing were said in public")
    announce.add_argument("--by", default=getpass.getuser(), help="who announces; the user of this machine by default")
    announce.add_argument("--day", dest="said_on", metavar="DATE", help="on which it is said; today by default")
    announce.add_argument("--place", default="", metavar="TEXT", help="place or medium")
    add_common(verbs.add_parser("announcements", help="list what was announced"))
    retract = verbs.add_parser("retract", help="withdraw an announcement")
    retract.add_argument("number", type=int)
    retract.add_argument("--by", default=getpass.getuser(), help="who withdraws; the user of this machine by default")
    retract.add_argument("--reason", default="", help="why")
    add_place(retract)
    return announce


# --- figure ---


def figure(options: argparse.Namespace) -> str:
    """A figure opened by its id, in the format asked for."""
    found = opened(options.id, register_of(options), options.lang)
    return {"json": as_json, "csv": as_csv, "table": as_table}[options.format](found, options.lang)


def as_json(found: Opened, lang: Lang) -> str:
    """An opened figure as JSON, values in full precision."""
    record = found.record
    return to_json(
        {
            "id": frozen.written(record.id),
            "figure_id": record.figure,
            "standing": found.standing,
            "reasons": [reason(lang) for reason in found.reasons],
            "title": record.title,
            "sentence": record.sentence,
            "metric": record.metric,
            "unit": record.unit,
            "as_of": record.as_of.isoformat(),
            "snapshots": {day.isoformat(): version for day, version in record.snapshots.items()},
            "synthetic": record.synthetic,
            "rows": [{"labels": list(line.labels), "differs": line.differs, **sides(line)} for line in found.compared],
            "announced": [entry_json(each) for each in found.announced],
        }
    )


def sides(line: Compared) -> dict[str, Any]:
    """The three sides of a row."""
    return {"then": numbers(line.then), "now": numbers(line.now), "latest": numbers(line.latest)}


def numbers(line: Line | None) -> dict[str, Any] | None:
    """The numbers of a row."""
    if line is None:
        return None
    row = line.row
    return {"numerator": row.numerator, "denominator": row.denominator, "value": row.value} | ({"hidden": True} if row.hidden else {})


def as_csv(found: Opened, lang: Lang) -> str:
    """An opened figure as CSV: a line a row, as it was said, now and by the latest snapshot."""
    lines = [[" · ".join(line.labels), *three(line, lang), line.differs] for line in found.compared]
    return to_csv(["label", "then", "now", "latest", "differs"], lines)


def three(line: Compared, lang: Lang) -> list[str]:
    """The three sides of a row as they are read."""
    return [said_value(side, lang) for side in (line.then, line.now, line.latest)]


def as_table(found: Opened, lang: Lang) -> str:
    """An opened figure for the eye."""
    record = found.record
    head = [f"{frozen.written(record.id)} · {STANDINGS[found.standing](lang)}", record.title, record.subtitle]
    head += [reason(lang) for reason in found.reasons]
    lines = [[" · ".join(line.labels), *three(line, lang), "≠" if line.differs or line.veiled else ""] for line in found.compared]
    heading = ["", THEN(lang), NOW(lang), LATEST(lang), ""]
    widths = [max(len(line[column]) for line in [heading, *lines]) for column in range(5)]
    body = ["  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in [heading, *lines]]
    said = [announced_words(each, lang) for each in found.announced]
    return "\n".join([*head, *body, record.footnote, *said]) + "\n"


# --- announcements ---


def announce(options: argparse.Namespace, document: Document, register: Register) -> str:
    """Enters a briefing as announced; one line."""
    day = parse_date(options.said_on) if options.said_on else announcing.now().date()
    entry = announcing.announce(document, register, options.by, day, options.place).entry
    said = DONE(options.lang, number=entry.number, count=len(entry.figures), day=formats.long_date(entry.day, options.lang))
    return "\n".join([said, *(f"  {frozen.written(each['id'])}  {each['title']}" for each in entry.figures)]) + "\n"


def retract(options: argparse.Namespace) -> str:
    """Withdraws an announcement; one line."""
    found = announcing.withdraw(options.number, register_of(options), options.by, options.reason)
    reason = found.withdrawn.reason if found.withdrawn else ""
    return RETRACTED(options.lang, number=options.number, reason=reason) + "\n"


def announcements(options: argparse.Namespace) -> str:
    """All announcements with the standing of their main numbers."""
    register, lang = register_of(options), options.lang
    if options.format == "json":
        return to_json([entry_json(each) for each in announcing.announcements(register)])
    found = announced.statements(register)
    if options.format == "csv":
        heads = ["day", "publisher", "measure", "number", "standing", "id", "source"]
        return to_csv(heads, [[str(s.day), s.publisher, s.measure(lang), s.number(lang), s.standing, s.id, s.source(lang)] for s in found])
    lines = []
    for each in announcing.announcements(register):
        lines.append(f"{each.entry.number}  {announced_words(each, lang)}")
        of_it = [said for said in found if said.said.announcement.entry.number == each.entry.number]
        lines += [f"    {said.id}  {said.number(lang)}  {STANDINGS[said.standing](lang)}  {said.measure(lang)}" for said in of_it]
    return "\n".join(lines or [NONE(lang)]) + "\n"


def announced_words(found: Announcement, lang: Lang) -> str:
    """An announcement in one line."""
    entry = found.entry
    by = entry.by if settings().intake_page else settings().institution_short
    said = ANNOUNCED(
        lang, day=formats.long_date(entry.day, lang), where=WHERE(lang, where=entry.where) if entry.where else "", by=by, title=entry.title
    )
    mark = [SYNTHETIC(lang)] if entry.synthetic else []
    withdrawn = [WITHDRAWN(lang, reason=found.withdrawn.reason)] if found.withdrawn else []
    return " · ".join([said, *mark, *withdrawn])


def entry_json(found: Announcement) -> dict[str, Any]:
    """An announcement as JSON."""
    plain = {name: value for name, value in announcing.plain(found.entry).items() if name not in ("of", "reason", "previous")}
    return plain | {"withdrawn": found.withdrawn.reason if found.withdrawn else None}


VERBS = {"figure": figure, "announcements": announcements, "retract": retract}
