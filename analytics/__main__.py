"""The command line: the same verbs as the pages, for scripts.

    python -m analytics metrics | snapshots
    python -m analytics ask METRIC [--by DIM] [--as-of DATE] [--where DIM=CODE[,CODE]]... [--internal] [...]
    python -m analytics brief --set NAME | --basket FILE [--as-of DATE] [--compare DATE] [--template FILE] --out FILE.pptx|pdf|xlsx|docx|txt|zip
    python -m analytics compare METRIC --from DATE --to DATE [--by DIM] [--where DIM=CODE]... [--unit U] [--internal]
    python -m analytics whence NUMBER
    python -m analytics figure ID | announce --set NAME | --basket FILE --by WHO [--day DATE] [--place TEXT] | announcements | retract NUMBER --reason TEXT
    python -m analytics refresh OLD.pptx --as-of DATE --out NEW.pptx
    python -m analytics check FILE | import FILE --as-of DATE [--mapping FILE.toml] [--release] | release | withdraw | discard | history

Exit 0: answered. 1: refused, one line on stderr says why. 2: wrong usage.
"""

import argparse
import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from analytics import formats
from analytics.ask import Answer, Row, ask, dimension_named, metric_named
from analytics.briefing import LONGEST, SETS, SIZES, TOO_LONG, Briefing, composed, from_file, ready
from analytics.command import compare, figures, gate, whence
from analytics.command.common import add_common, add_place, check_internal, register_of, to_csv, to_json, written
from analytics.disclosure import protected
from analytics.export.documents import FORMATS, rendered
from analytics.export.slides.refresh.deck import refreshed
from analytics.export.slides.refresh.report import report
from analytics.metrics import METRICS
from analytics.register.findings import harmless
from analytics.register.snapshots import Register
from analytics.scope import UNITS, Scope, parse_date
from analytics.sentences import HIDDEN, SYNTHETIC
from analytics.text import Lang, Notice, Text, cleaned
from analytics.view import NO_COMPARISON, view_of
from analytics.view import scope_of as scope_in
from analytics.vocabulary import DIMENSIONS

BAD_WHERE = Text(id="--where {given}: tulis DIMENSI=KODE[,KODE]", en="--where {given}: write DIMENSION=CODE[,CODE]")
BAD_FORMAT = Text(id="{given}: nama berkas harus berakhiran {known}", en="{given}: the file name must end in {known}")
OWN_FILTERS = Text(
    id="--basket: setiap gambar sudah membawa saringannya; --where, --from, dan --to tidak berlaku",
    en="--basket: each figure brings its own filters; --where, --from and --to do not apply",
)
NOT_EARLIER = Text(
    id="--compare {given}: tidak ada snapshot pembanding tanggal itu yang lebih awal; yang ada: {days}",
    en="--compare {given}: there is no earlier snapshot of that date; there are: {days}",
)
WRITTEN = Text(id="{file}: {figures} gambar, {size} kB", en="{file}: {figures} figures, {size} kB")
TOTAL = Text(id="Jumlah", en="Total")


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m analytics", description="Statistics on the neutrality of civil servants (ASN).")
    verbs = top.add_subparsers(dest="verb", required=True)
    for verb, text in (("metrics", "list the metrics and dimensions"), ("snapshots", "list the snapshots and refused files")):
        add_common(verbs.add_parser(verb, help=text))
    question = verbs.add_parser("ask", help="ask for one metric")
    question.add_argument("metric", help="one of: " + ", ".join(METRICS))
    question.add_argument("--by", metavar="DIM", help="one of: " + ", ".join(DIMENSIONS))
    question.add_argument("--internal", action="store_true", help="show numbers of few people too; not for publication")
    add_scope(question)
    add_common(question)
    add_brief(verbs.add_parser("brief", help="make a briefing as slides, document, workbook, press release or all of them"))
    add_refresh(verbs.add_parser("refresh", help="bring the figures of a finished deck up to another snapshot"))
    gate.add_verbs(verbs)
    compare.add_verb(verbs)
    whence.add_verb(verbs)
    announcing = figures.add_verbs(verbs)
    add_briefing(announcing)
    add_place(announcing)
    return top


def add_brief(command: argparse.ArgumentParser) -> None:
    """The options of a briefing written to a file."""
    add_briefing(command)
    command.add_argument("--template", metavar="FILE", help="house template (.pptx or .potx) for the slides")
    command.add_argument("--out", metavar="FILE", required=True, help="ends in " + ", ".join(FORMATS))
    add_place(command)


def add_briefing(command: argparse.ArgumentParser) -> None:
    """The options that say which briefing."""
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--set", dest="name", choices=list(SETS), help="a ready-made set")
    source.add_argument("--basket", metavar="FILE", help="a briefing saved from the page")
    add_scope(command)
    command.add_argument("--compare", metavar="DATE", help="snapshot compared with; the one before by default; 'none'")
    command.add_argument("--size", choices=SIZES, help="of the slides, 16:9 by default")
    command.add_argument("--title", help="of the briefing")
    command.add_argument("--author", help="who presents it")
    command.add_argument("--date", metavar="DATE", dest="day", help="day of the briefing")
    command.add_argument("--embargo", help="the embargo line")


def add_refresh(command: argparse.ArgumentParser) -> None:
    """The options of a refreshed deck."""
    command.add_argument("deck", metavar="OLD.pptx")
    command.add_argument("--as-of", metavar="DATE", help="snapshot; the latest by default")
    command.add_argument("--compare", metavar="DATE", help="snapshot compared with; the one before by default")
    command.add_argument("--out", metavar="NEW.pptx", required=True)
    add_place(command)


def add_scope(command: argparse.ArgumentParser) -> None:
    """The options that describe a scope."""
    command.add_argument("--as-of", metavar="DATE", help="snapshot (YYYY-MM-DD); the latest by default")
    command.add_argument("--where", metavar="DIM=CODE[,CODE]", action="append", default=[], help="filter; may be repeated")
    command.add_argument("--from", metavar="DATE", dest="start", help="first day of report")
    command.add_argument("--to", metavar="DATE", dest="end", help="last day of report")
    command.add_argument("--unit", choices=list(UNITS), help="the snapshot's own by default")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code."""
    options = parser().parse_args(arguments)
    options.said_lang, options.lang = options.lang, options.lang or "id"
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        verbs = {
            "metrics": list_metrics,
            "snapshots": list_snapshots,
            "ask": answer,
            "brief": brief,
            "refresh": refresh,
            "announce": announce,
            "compare": lambda options: compare.compare(options, query_of(options)),
            "whence": whence.whence,
            **gate.VERBS,
            **figures.VERBS,
        }
        print(verbs[options.verb](options), end="")
    except gate.NotPassed as refused:
        print(refused, end="")
        return 1
    except Notice as notice:
        print(" ".join(notice(options.lang).split()), file=sys.stderr)
        return 1
    except (ValueError, OSError) as error:  # a wrong setting, a folder that cannot be read, a reader that closed the pipe
        print(" ".join(str(error).split())[:300], file=sys.stderr)
        return 1
    return 0


def scope_of(options: argparse.Namespace, register: Register) -> Scope:
    """The scope the options describe; the same rules as a link. Raises Notice."""
    return scope_in(register, query_of(options))


def query_of(options: argparse.Namespace) -> dict[str, str]:
    """The address parameters the options describe. Raises Notice."""
    query = {"as_of": options.as_of or "", "from": options.start or "", "to": options.end or "", "unit": options.unit or ""}
    for given in options.where:
        dimension, equals, codes = given.partition("=")
        if not equals or not codes or dimension not in DIMENSIONS or DIMENSIONS[dimension].kind == "time":
            raise Notice(BAD_WHERE, given=given[:80])
        query[dimension] = ",".join(filter(None, (query.get(dimension), codes)))
    return query


def brief(options: argparse.Namespace) -> str:
    """A briefing written to a file; what was written, in one line."""
    out = Path(options.out)
    if out.suffix not in FORMATS:
        raise Notice(BAD_FORMAT, given=out.name[:80], known=", ".join(FORMATS))
    register = register_of(options)
    document = composed(briefing_of(options, register), register)
    template = Path(options.template).read_bytes() if options.template else None
    content = rendered(document, out.suffix, template)
    written(out, content)
    return WRITTEN(options.lang, file=out.name, figures=len(document.leaves), size=formats.number(len(content) / 1000, options.lang)) + "\n"


def announce(options: argparse.Namespace) -> str:
    """A briefing entered as announced; what was entered."""
    register = register_of(options)
    return figures.announce(options, composed(briefing_of(options, register), register), register)


def briefing_of(options: argparse.Namespace, register: Register) -> Briefing:
    """The briefing the options ask for: a ready-made set in their view, or a saved one moved to their snapshot. Raises Notice."""
    given = {name: getattr(options, name) for name in ("title", "author", "embargo") if getattr(options, name)}
    changed: dict[str, Any] = {name: checked_words(name, words) for name, words in given.items()}
    changed |= {name: getattr(options, name) for name in ("day", "size") if getattr(options, name)}
    check_comparison(options, register)
    if options.name:
        query = query_of(options) | ({"compare": options.compare} if options.compare else {})
        return replace(ready(options.name, view_of(register, query, options.lang)), **changed)
    saved = from_file(Path(options.basket).read_bytes())
    if any((options.where, options.start, options.end)):
        raise Notice(OWN_FILTERS)
    moved = {"as_of": options.as_of, "compare": options.compare}
    items = tuple(replace(item, query={**item.query, **{name: day for name, day in moved.items() if day}}) for item in saved.items)
    return replace(saved, items=items, lang=options.said_lang or saved.lang, **changed)


def checked_words(name: str, words: str) -> str:
    """Words for a document, without what it cannot hold. Raises Notice where they are too long."""
    if len(words) > LONGEST[name]:
        raise Notice(TOO_LONG, name=name, most=LONGEST[name])
    return cleaned(words)


def check_comparison(options: argparse.Namespace, register: Register) -> None:
    """Raises Notice where the snapshot to compare with is not there, or not earlier."""
    if not options.compare or options.compare == NO_COMPARISON:
        return
    as_of = parse_date(options.as_of) if options.as_of else register.latest()
    if parse_date(options.compare) not in register.dates or parse_date(options.compare) >= as_of:
        raise Notice(NOT_EARLIER, given=options.compare, days=", ".join(str(day) for day in register.dates if day < as_of) or "–")


def refresh(options: argparse.Namespace) -> str:
    """A deck brought to another snapshot and written to a file; the report of what changed."""
    register = register_of(options)
    as_of = parse_date(options.as_of) if options.as_of else register.latest()
    compare = parse_date(options.compare) if options.compare else None
    check_comparison(options, register)
    found = refreshed(Path(options.deck).read_bytes(), register, as_of, compare)
    written(Path(options.out), found.content)
    return report(found, options.lang) + "\n"


def answer(options: argparse.Namespace) -> str:
    """The answer to one question, in the format asked for. Raises Notice."""
    check_internal(options)
    metric = metric_named(options.metric)
    by = (dimension_named(options.by),) if options.by else ()
    register = register_of(options)
    found = ask(register, metric, scope_of(options, register), *by)
    found = found if options.internal else protected(register, found)
    return {"json": as_json, "csv": as_csv, "table": as_table}[options.format](found, options.lang)


def as_json(found: Answer, lang: Lang) -> str:
    """An answer as JSON, values in full precision."""
    return to_json(
        {
            "metric": found.metric.code,
            "unit": found.scope.unit.code,
            "as_of": found.scope.as_of.isoformat(),
            "where": where_of(found.scope),
            "definition": found.metric.definition(lang),
            "synthetic": found.source.synthetic,
            "rows": [{"code": row.code, "label": found.label(row, lang), **numbers(row)} for row in found.rows],
            "total": numbers(found.total),
        }
    )


def where_of(scope: Scope) -> dict[str, object]:
    """The filters of a scope as JSON: dimension -> codes, and the period where one was asked."""
    where: dict[str, object] = {code: list(members) for code, members in scope.where.items()}
    where |= {"from": scope.start.isoformat()} if scope.start else {}
    return where | ({"to": scope.end.isoformat()} if scope.end else {})


def numbers(row: Row) -> dict[str, Any]:
    """The three numbers of a row; said to be hidden where public mode does not tell them."""
    found: dict[str, Any] = {"numerator": row.numerator, "denominator": row.denominator, "value": row.value}
    return found | ({"hidden": True} if row.hidden else {})


def as_csv(found: Answer, lang: Lang) -> str:
    """An answer as CSV: one line per group, then the total; values in full precision."""
    lines = [[row.code, found.label(row, lang), *csv_numbers(row)] for row in found.rows]
    lines.append(["total", TOTAL(lang), *csv_numbers(found.total)])
    return to_csv(["code", "label", "numerator", "denominator", "value"], lines)


def csv_numbers(row: Row) -> list[Any]:
    """The three numbers of a row, or the symbol for each."""
    return [formats.HIDDEN] * 3 if row.hidden else [row.numerator, row.denominator, row.value]


def as_table(found: Answer, lang: Lang) -> str:
    """An answer for the eye: title, groups, total, definition, mark of synthetic data."""
    title = f"{found.metric.label(lang)} · {formats.long_date(found.scope.as_of, lang)} · {found.scope.sentence(lang)} · {found.scope.unit.label(lang)}"
    lines = [(found.label(row, lang), row) for row in found.rows] + [(TOTAL(lang), found.total)]
    width = max(len(label) for label, _ in lines)
    body = [
        f"  {label:<{width}}  {formats.row_value(found.metric.is_ratio, row, lang):>10}  {formats.fraction(row, lang)}".rstrip()
        for label, row in lines
    ]
    mark = [HIDDEN(lang)] if any(row.hidden for _, row in lines) else []
    mark += [SYNTHETIC(lang)] if found.source.synthetic else []
    return "\n".join([title, *body, found.metric.definition(lang), *mark]) + "\n"


def list_metrics(options: argparse.Namespace) -> str:
    """All metrics with their definitions."""
    rows = [[metric.code, metric.label(options.lang), metric.definition(options.lang)] for metric in METRICS.values()]
    if options.format == "json":
        return to_json([dict(zip(("code", "label", "definition"), row, strict=True)) for row in rows])
    if options.format == "csv":
        return to_csv(["code", "label", "definition"], rows)
    return "".join(f"{code}\n    {label}: {definition}\n" for code, label, definition in rows)


def list_snapshots(options: argparse.Namespace) -> str:
    """All snapshots with rows and fingerprint, then the refused files with their reasons."""
    register = register_of(options)
    found = [register.at(day) for day in register.dates]
    rows: list[list[Any]] = [
        [str(snapshot.as_of), snapshot.rows, snapshot.path.name, snapshot.synthetic, snapshot.version] for snapshot in found
    ]
    refused = [
        (f"{harmless(refusal.path.parent.name)}/{refusal.path.name}", [finding(options.lang) for finding in refusal.findings])
        for refusal in register.refusals
    ]
    if options.format == "json":
        names = ("as_of", "rows", "file", "synthetic", "sha256")
        return to_json({"snapshots": [dict(zip(names, row, strict=True)) for row in rows], "refused": dict(refused)})
    if options.format == "csv":
        return to_csv(["as_of", "rows", "file", "synthetic", "sha256"], rows)
    lines = [f"{day}  {count:>9}  {name}{'  ' + SYNTHETIC(options.lang) if marked else ''}" for day, count, name, marked, _ in rows]
    lines += [f"{path}: {reason}" for path, reasons in refused for reason in reasons]
    return "".join(line + "\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
