"""The command `whence`: where a number comes from."""

import argparse
from typing import Any

from analytics import formats, meant
from analytics.command.common import add_common, register_of, to_csv, to_json
from analytics.exhibits import statements
from analytics.printed import FITS
from analytics.published import Statement
from analytics.sentences import SYNTHETIC
from analytics.text import Lang, Text
from analytics.verdicts import VERDICTS, ruling
from analytics.view import View, view_of
from analytics.whence import Lookup, Origin, looked_up

READ = Text(id="“{given}” {readings}: {count} asal.", en="“{given}” {readings}: {count} origins.")
FIRST = Text(id="Yang ditampilkan {shown} yang paling mungkin.", en="Shown are the {shown} likeliest.")
NOTHING = Text(id="Tidak ada ukuran, kelompok, atau snapshot yang memberi angka itu.", en="No metric, group or snapshot gives this number.")
USED = Text(id="Pernyataan dengan angka ini:", en="Statements with this number:")
ORIGINS = Text(id="Asal menurut register:", en="Origins in the register:")
BY_CHANCE = Text(id="Angka yang sama dari pertanyaan lain: {count}", en="The same number from other questions: {count}")
RELATED = Text(id="{relation}: {said}", en="{relation}: {said}")
ANNOUNCED = Text(id="Diumumkan dari dasbor ini:", en="Announced from this dashboard:")
SAID = Text(
    id="{day}, {publisher}: {what}, {number} ({verdict}). {because}", en="{day}, {publisher}: {what}, {number} ({verdict}). {because}"
)
SAID_HERE = Text(id="{day}, {publisher}: {what}, {number}. {source}", en="{day}, {publisher}: {what}, {number}. {source}")
OR = Text(id=" atau ", en=" or ")


def add_verb(verbs: Any) -> None:
    """The command and its options."""
    command = verbs.add_parser("whence", help="find where a number comes from: 34,9 or 99/283 or 33%%")
    command.add_argument("number", help="as printed, in either notation")
    add_common(command)


def whence(options: argparse.Namespace) -> str:
    """Where a number comes from, in the format asked for. Raises Notice where it is no number."""
    register = register_of(options)
    found, seen = looked_up(register, options.number), view_of(register, {}, options.lang)
    if options.format == "json":
        return to_json(as_json(found, seen))
    if options.format == "csv":
        lines = [list(described(origin, options.lang).values()) for origin in found.origins]
        return to_csv(["metric", "base", "dimension", "member", "as_of", "unit", "numerator", "denominator", "value", "fit", "link"], lines)
    return "".join(f"{line}\n" for line in as_lines(found, options.number, seen))


def described(origin: Origin, lang: Lang) -> dict[str, Any]:
    """One origin by its codes and numbers. value: between 0 and 1 for a rate, in full precision."""
    answer, row = origin.answer, origin.row
    group = (answer.by[0].code, row.code) if answer.by else ("", "")
    base = origin.base.code if origin.base else ""
    names = ("metric", "base", "dimension", "member", "as_of", "unit", "numerator", "denominator", "value", "fit", "link")
    numbers = (row.numerator, row.denominator, row.value, origin.fit, origin.link(lang))
    told = (answer.metric.code, base, *group, answer.scope.as_of.isoformat(), answer.scope.unit.code, *numbers)
    return dict(zip(names, told, strict=True))


def as_json(found: Lookup, seen: View) -> dict[str, Any]:
    """All that was found, as JSON."""
    return {
        "read": [{"kind": each.kind, "value": float(each.value), "whole": each.whole or None} for each in found.readings],
        "count": len(found.origins),
        "more": found.more,
        "very_many": found.many,
        "synthetic": any(origin.answer.source.synthetic for origin in found.origins),
        "origins": [{**described(each, seen.lang), "sentence": each.sentence(seen.lang)} for each in found.origins],
        "likely": len(found.likely),
        "statements": [{"id": each.id, "verdict": ruling(seen, each).code, "said": said(each, seen)} for each in found.statements],
        "related": [{"id": each.id, "verdict": ruling(seen, each).code, "said": said(each, seen)} for each in related(found)],
        "announced": [{"id": each.id, "day": each.day.isoformat(), "standing": each.standing} for each in found.announced],
    }


def related(found: Lookup) -> list[Statement]:
    """The statements told beside those with the very number: other numbers of the same thing, and the number printed otherwise."""
    return [each for _, each in meant.in_order(found.statements, found.otherwise) if each not in found.statements]


def as_lines(found: Lookup, given: str, seen: View) -> list[str]:
    """All that was found, for the eye: statements, the likeliest origins, those by chance, the mark of sample data, announcements."""
    lang = seen.lang
    readings = OR(lang).join(each.said(lang) for each in found.readings)
    lines = [READ(lang, given=given, readings=readings, count=found.how_many(lang)), *statement_lines(found, seen)]
    likely, by_chance = origin_lines(found.likely, 1, lang), origin_lines(found.by_chance, len(found.likely) + 1, lang)
    lines += [ORIGINS(lang), *likely] if likely else []
    lines += [BY_CHANCE(lang, count=found.in_words(len(found.by_chance), lang)), *by_chance] if by_chance else []
    lines += [NOTHING(lang)] if not found.origins else []
    lines += [FIRST(lang, shown=len(found.origins))] if found.more and found.origins else []
    lines += [SYNTHETIC(lang)] if any(origin.answer.source.synthetic for origin in found.origins) else []
    here = [SAID_HERE(lang, day=formats.long_date(each.day, lang), publisher=each.publisher, what=each.measure(lang), number=each.number(lang), source=each.source(lang)) for each in found.announced]  # fmt: skip
    return lines + ([ANNOUNCED(lang), *(f"  - {line}" for line in here)] if here else [])


def statement_lines(found: Lookup, seen: View) -> list[str]:
    """The statements that used the number, those beside them, and what they printed instead of the register's number."""
    lang, told = seen.lang, meant.in_order(found.statements, found.otherwise)
    lines = [
        said(each, seen) if relation is meant.THIS else RELATED(lang, relation=relation, said=said(each, seen)) for relation, each in told
    ]
    lines += meant.sentences(seen.register, tuple(each for _, each in told), lang)
    return [USED(lang), *(f"  - {line}" for line in lines)] if lines else []


def origin_lines(origins: tuple[Origin, ...], start: int, lang: Lang) -> list[str]:
    """Origins, numbered on, each with who said it and with the address of its page."""
    lines = []
    for place, origin in enumerate(origins, start=start):
        spoken = " ".join(filter(None, (origin.spoken(lang), origin.now(lang))))
        lines += [
            f"{place:>3}. {origin.sentence(lang)} [{FITS[origin.fit](lang)}]{' ' + spoken if spoken else ''}",
            f"     {origin.link(lang)}",
        ]
    return lines


def said(statement: Statement, seen: View) -> str:
    """A statement that used the number, with the verdict on it."""
    lang, found = seen.lang, ruling(seen, statement)
    day, number = statements.said_on(statement, lang), statements.number(statement, lang)
    what, verdict = statement.what(lang), VERDICTS[found.code]
    return SAID(lang, day=day, publisher=statement.publisher, what=what, number=number, verdict=verdict, because=found.because)
