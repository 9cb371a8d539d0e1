"""The gate from the command line: check, import, release, withdraw, discard, history. The same check as the page Data."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from analytics import formats
from analytics.command.common import add_common, add_place, to_csv, to_json, written
from analytics.gate import mapping as mappings
from analytics.gate import reports, store
from analytics.gate.checking import Checked, checked
from analytics.gate.chronicle import KINDS, numbers, reasons
from analytics.gate.fitting import known_headings
from analytics.gate.mapping import Mapping
from analytics.gate.persons import speakable
from analytics.gate.sources.limits import Progress, silent
from analytics.gate.sources.opening import opened
from analytics.gate.sources.table import Table
from analytics.gate.suggesting import Proposal, suggested
from analytics.register.findings import Finding, Refused, harmless
from analytics.register.journal import Event, Journal
from analytics.register.snapshots import Register
from analytics.scope import parse_date
from analytics.settings import settings
from analytics.text import Lang, Notice, Text

FILE_LINE = Text(id="Berkas {name} ({kind}{sheet}), SHA-256 {digest}", en="File {name} ({kind}{sheet}), SHA-256 {digest}")
SHEET = Text(id=", lembar {sheet}", en=", sheet {sheet}")
ROWS = Text(
    id="Dibaca {read} baris: {kept} dipakai, {left_out} disisihkan, {refused} ditolak.",
    en="{read} rows read: {kept} kept, {left_out} left out, {refused} refused.",
)
VERDICT = Text(
    id="Kesalahan: {errors} · peringatan: {warnings} · catatan: {notes}", en="Errors: {errors} · warnings: {warnings} · notes: {notes}"
)
LEVELS = {
    "error": Text(id="kesalahan", en="error"),
    "warning": Text(id="peringatan", en="warning"),
    "note": Text(id="catatan", en="note"),
}
CHANGED = Text(
    id="Diubah otomatis: {count} nilai berbeda pada {cells} sel.", en="Changed automatically: {count} different values in {cells} cells."
)
MAPPING_WRITTEN = Text(id="Pemetaan ditulis ke {file}; periksa, lalu pakai dengan --mapping.", en="The mapping was written to {file}; review it, then use it with --mapping.")  # fmt: skip
NOT_CERTAIN = Text(
    id="Judul kolom berkas ini bukan judul register, jadi isinya hanya dapat ditebak. Buat pemetaan dahulu: python -m analytics check {file} --write-mapping PETA.toml",
    en="The headings of this file are not the register's, so its content can only be guessed. Make a mapping first: python -m analytics check {file} --write-mapping MAP.toml",
)
NEEDS_REASON = Text(
    id="Ada {count} peringatan. Periksa, lalu beri alasannya dengan --accept “ALASAN”.",
    en="There are {count} warnings. Look at them, then give the reason with --accept “REASON”.",
)
DRAFTED = Text(
    id="Tersimpan sebagai konsep nomor {number} untuk {day}: {rows} baris. Rilis dengan: python -m analytics release --as-of {as_of}",
    en="Kept as draft number {number} for {day}: {rows} rows. Release it with: python -m analytics release --as-of {as_of}",
)
DONE = {
    "release": Text(id="Snapshot {day} dirilis (catatan riwayat nomor {number}).", en="Snapshot {day} released (history entry {number})."),
    "withdraw": Text(
        id="Snapshot {day} ditarik (catatan riwayat nomor {number}).", en="Snapshot {day} withdrawn (history entry {number})."
    ),
    "discard": Text(id="Konsep {day} dibuang (catatan riwayat nomor {number}).", en="Draft {day} discarded (history entry {number})."),
}
NO_HISTORY = Text(id="Belum ada riwayat di {directory}.", en="There is no history in {directory} yet.")
NO_FILE = Text(id="berkas {file} tidak ada", en="there is no file {file}")
OPEN_WORDS = (
    "# Kata yang belum pasti: periksa, lalu hapus tanda # di depannya. / Words that are not certain: check, then remove the leading #."
)
NOT_TEXT = Text(id="berkas {file} bukan teks UTF-8", en="the file {file} is not UTF-8 text")
NOT_WRITTEN = Text(id="berkas {file} tidak dapat ditulis; periksa foldernya", en="the file {file} cannot be written; look at its folder")
SHOWN = 50  # findings printed; the report files hold all


class NotPassed(Exception):
    """A file that did not pass: its text is the whole report."""


def add_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands of the gate and their options."""
    check = verbs.add_parser("check", help="check a file as it would be on import; nothing is written to the register")
    add_file(check)
    check.add_argument("--as-of", metavar="DATE", help="date of the snapshot; today by default")
    check.add_argument("--write-mapping", metavar="FILE.toml", help="write the mapping as it is understood, to be reviewed")
    check.add_argument("--xlsx", metavar="FILE.xlsx", help="write the report with the offending rows, to send back")
    add_common(check)
    bring = verbs.add_parser("import", help="take a file in as a draft")
    add_file(bring)
    bring.add_argument("--as-of", metavar="DATE", required=True)
    bring.add_argument("--accept", metavar="REASON", default="", help="why its warnings are accepted")
    bring.add_argument("--release", action="store_true", help="release it at once")
    add_signature(bring)
    for verb, text in (("release", "release a draft"), ("withdraw", "withdraw a released snapshot"), ("discard", "discard a draft")):
        command = verbs.add_parser(verb, help=text)
        command.add_argument("--as-of", metavar="DATE", required=True)
        if verb != "withdraw":
            command.add_argument("--number", type=int, help="of the draft, where several wait for the date")
        add_signature(command)
    add_common(verbs.add_parser("history", help="who imported, released, corrected and withdrew what, when and why"))


def add_file(command: argparse.ArgumentParser) -> None:
    """The file and how it is read."""
    command.add_argument("file", metavar="FILE", help="CSV, XLSX, XLSM, ODS or Parquet")
    command.add_argument("--mapping", metavar="FILE.toml", help="how its columns and words are read")
    command.add_argument("--sheet", default="", help="of a workbook")


def add_signature(command: argparse.ArgumentParser) -> None:
    """Who does it, and why."""
    command.add_argument("--by", default=getpass.getuser(), help="who does it; the user of this machine by default")
    command.add_argument("--reason", default="", help="why; a correction and a withdrawal need one")
    add_place(command)


def directory_of(options: argparse.Namespace) -> Path:
    """The folder the register is kept in."""
    return Path(options.data) if options.data else settings().store_dir()


def today() -> date:
    """Today where the institution is."""
    return datetime.now(ZoneInfo(settings().time_zone)).date()


def progress_of(options: argparse.Namespace) -> Progress:
    """Steps on stderr where somebody watches."""
    if not sys.stderr.isatty():
        return silent
    return lambda step, share: print(f"\r\x1b[K{step(options.lang)} {share:.0%}", end="", file=sys.stderr, flush=True)


def read_file(options: argparse.Namespace, as_of: date) -> tuple[Table, Proposal]:
    """The file opened, and the mapping given or guessed. Raises Notice, Refused."""
    path = Path(options.file)
    if not path.is_file():
        raise Notice(NO_FILE, file=harmless(path.name))
    given = mappings.from_toml(mapping_text(Path(options.mapping))) if options.mapping else None
    sheet, header_row = options.sheet or (given.sheet if given else ""), given.header_row if given else 0
    table = opened(path, path.name, sheet, header_row, known_headings(), progress_of(options))
    return table, Proposal(given, {}, (), True) if given else suggested(table, as_of)


def mapping_text(path: Path) -> str:
    """The text of a mapping file. Raises Notice where there is none, or it is no text."""
    if not path.is_file():
        raise Notice(NO_FILE, file=harmless(path.name))
    with path.open("rb") as file:
        content = file.read(mappings.LARGEST + 1)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Notice(NOT_TEXT, file=harmless(path.name)) from None


def check_of(options: argparse.Namespace, table: Table, mapping: Mapping, as_of: date) -> Checked:
    """The check of an opened file against the register it would enter. Raises Notice, Refused."""
    register = Register(directory_of(options)).refresh()
    return checked(table, mapping, as_of, register, settings().person_key, progress_of(options))


def check(options: argparse.Namespace) -> str:
    """The report on a file. Raises NotPassed with the report where it has errors."""
    as_of = parse_date(options.as_of) if options.as_of else today()
    try:
        table, proposal = read_file(options, as_of)
        wrote = write_mapping(options, mappings.to_toml(proposal.mapping))
        found = check_of(options, table, proposal.mapping, as_of)
        write_mapping(options, mappings.to_toml(proposal.mapping) + open_words(found))
    except Refused as refused:
        raise NotPassed(refusal_text(refused, options)) from None
    if options.xlsx:
        put(Path(options.xlsx), reports.to_xlsx(found, options.lang))
    text = report_text(found, options) + wrote
    if not found.passed:
        raise NotPassed(text)
    return text


def write_mapping(options: argparse.Namespace, text: str) -> str:
    """Writes the mapping where that was asked; says so."""
    if not options.write_mapping:
        return ""
    put(Path(options.write_mapping), text.encode())
    return "" if options.format != "table" else MAPPING_WRITTEN(options.lang, file=Path(options.write_mapping).name) + "\n"


def put(path: Path, content: bytes) -> None:
    """Writes a file. Raises Notice where that cannot be."""
    try:
        written(path, content)
    except OSError:
        raise Notice(NOT_WRITTEN, file=harmless(path.name)) from None


def open_words(found: Checked) -> str:
    """The words that are not certain, as lines a person can take into the mapping; what may be a name is left out."""
    lines: list[str] = []
    for raw in dict.fromkeys(word.column for word in found.staged.undecided):
        lines += ["", f"# [columns.{raw}.values]"]
        for word in found.staged.undecided:
            if word.column == raw and "…" not in (shown := speakable(word.value)):
                near = [f"{code} ({score})" for code, score in word.suggestions]
                lines.append(
                    f"# {json.dumps(shown, ensure_ascii=False)} = {json.dumps(word.suggestions[0][0] if near else '')}  # {', '.join(near)}"
                )
    return "\n".join(["", OPEN_WORDS, *lines, ""]) if lines else ""


def refusal_text(refused: Refused, options: argparse.Namespace) -> str:
    """Why a file could not be read, in the format asked for."""
    if getattr(options, "format", "table") == "json":
        return to_json({"passed": False, "findings": [finding(options.lang) for finding in refused.findings]})
    return "".join(finding_line(finding, options.lang) + "\n" for finding in refused.findings[:SHOWN])


def report_text(found: Checked, options: argparse.Namespace) -> str:
    """The report in the format asked for."""
    if getattr(options, "format", "table") == "json":
        return reports.to_json(found, options.lang)
    if getattr(options, "format", "table") == "csv":
        lines = [
            [finding.level, finding.code, finding.row, finding.column, finding.count, finding(options.lang)] for finding in found.findings
        ]
        return to_csv(["level", "code", "row", "column", "count", "message"], lines)
    return "".join(line + "\n" for line in summary_lines(found, options.lang))


def summary_lines(found: Checked, lang: Lang) -> list[str]:
    """The report for the eye."""
    table, rows = found.staged.table, {name: formats.number(count, lang) for name, count in found.rows.items()}
    sheet = SHEET(lang, sheet=harmless(table.sheet)) if table.sheet else ""
    levels = {f"{level}s": formats.number(len(found.of(level)), lang) for level in ("error", "warning", "note")}
    cells = sum(change.count for change in found.staged.changes)
    changes = [CHANGED(lang, count=formats.number(len(found.staged.changes), lang), cells=formats.number(cells, lang))] if cells else []
    head = [FILE_LINE(lang, name=harmless(table.name), kind=table.kind, sheet=sheet, digest=table.digest[:16]), ROWS(lang, **rows), VERDICT(lang, **levels)]  # fmt: skip
    return [*head, *changes, *(finding_line(finding, lang) for finding in found.findings[:SHOWN])]


def finding_line(finding: Finding, lang: Lang) -> str:
    """One finding with its level in words."""
    return f"[{LEVELS[finding.level](lang)}] {finding(lang)}"


def bring_in(options: argparse.Namespace) -> str:
    """A file taken in as a draft, and released where that was asked. Raises NotPassed, Notice."""
    as_of = parse_date(options.as_of)
    try:
        table, proposal = read_file(options, as_of)
        if not proposal.certain:
            raise Notice(NOT_CERTAIN, file=harmless(table.name))
        found = check_of(options, table, proposal.mapping, as_of)
    except Refused as refused:
        raise NotPassed(refusal_text(refused, options)) from None
    if not found.passed:
        raise NotPassed(report_text(found, options))
    event = kept(options, found)
    if options.release:
        return said(store.release(directory_of(options), event.number, options.by, options.reason), options.lang)
    day = formats.long_date(as_of, options.lang)
    return DRAFTED(options.lang, number=event.number, day=day, rows=formats.number(event.rows["kept"], options.lang), as_of=as_of) + "\n"


def kept(options: argparse.Namespace, found: Checked) -> Event:
    """The draft; its warnings accepted for the reason given. Raises Notice where there is none."""
    warnings = found.of("warning")
    if warnings and not options.accept.strip():
        raise Notice(NEEDS_REASON, count=len(warnings))
    accepted = {warning.code: options.accept for warning in warnings}
    return store.keep(
        found.staged, found.as_of, directory_of(options), options.by, accepted=accepted, reason=options.reason, counts=found.counts
    )


def settle(act: Callable[..., Event]) -> Callable[[argparse.Namespace], str]:
    """A command that releases, withdraws or discards what stands for a date, or under a number."""

    def run(options: argparse.Namespace) -> str:
        which = getattr(options, "number", None) or parse_date(options.as_of)
        return said(act(directory_of(options), which, options.by, options.reason), options.lang)

    return run


def said(event: Event, lang: Lang) -> str:
    """What was done, in one line."""
    return DONE[event.kind](lang, day=formats.long_date(event.as_of, lang), number=event.number) + "\n"


def history(options: argparse.Namespace) -> str:
    """Every event: when, who, what, of which date, why, and the headline numbers before and after."""
    directory = directory_of(options)
    events = Journal(directory).events()
    if options.format == "json":
        return to_json([{**asdict(event), "as_of": event.as_of.isoformat()} for event in events])
    lines = [
        [
            event.number,
            event.at,
            event.by,
            KINDS[event.kind](options.lang),
            event.as_of,
            event.version[:12],
            numbers(event, options.lang),
            reasons(event, options.lang),
        ]
        for event in events
    ]
    if options.format == "csv":
        return to_csv(["number", "at", "by", "event", "as_of", "version", "counts", "reason"], lines)
    return "".join("  ".join(map(str, line)).rstrip() + "\n" for line in lines) or NO_HISTORY(options.lang, directory=directory.name) + "\n"


VERBS: dict[str, Callable[[argparse.Namespace], str]] = {
    "check": check,
    "import": bring_in,
    "release": settle(store.release),
    "withdraw": settle(store.withdraw),
    "discard": settle(store.discard),
    "history": history,
}
