"""The attack: whoever holds every figure of a scope, in every format, cannot work out a hidden number.

The attacker reads the exported files, knows how counts add up (with the exact constants, even where a unit stands in two groups), which
agency belongs to which type and province, and that no count is below zero. The system of equations is built here, by itself, from the
files and data/reference/agencies.csv: nothing of analytics.suppression, analytics.counts or analytics.disclosure is used for it.
"""

import csv
import io
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from attacker import CLOSE, narrow_cells
from pptx import Presentation

from analytics import catalogue, disclosure, spoken, suppression
from analytics.ask import ask
from analytics.briefing import alone, house
from analytics.chart import table_of
from analytics.export.data import to_csv
from analytics.export.documents import rendered
from analytics.figures import Look, draw
from analytics.metrics import METRICS, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED
from analytics.settings import ROOT, settings
from analytics.view import shared_answer, view_of
from analytics.vocabulary import DIMENSIONS, NONE, OTHER, UNKNOWN

AS_OF = "2020-07-31"
SCOPES = {
    "everything": {},
    "province": {"province": "sulawesi_tenggara"},
    "position": {"position": "jpt"},
    "agency": {"agency": "kab_purbalingga"},
    "type and category": {"agency_type": "kabupaten", "category": "medsos"},
    "period": {"from": "2020-04-01", "to": "2020-06-30"},
}
HIDDEN = "‡"
THRESHOLD = settings().small_cell_threshold
STAGES = ("in_process", "processed", "not_proven", "incomplete", "retired")
MAIN = ("reported", "recommended", "sanctioned", "outstanding", "unproven")
IDENTITIES = (
    ("reported", ("recommended", "unproven")),
    ("recommended", ("sanctioned", "outstanding")),
    ("unproven", ("in_process", "not_proven", "incomplete", "retired")),
    ("reported", ("in_process", "processed")),
)
RATIOS = {  # numerator and denominator; the denominator of a share is the total
    "compliance_rate": ("sanctioned", "recommended"),
    "outstanding_rate": ("outstanding", "recommended"),
    "proven_rate": ("recommended", "reported"),
    "share_of_reported": ("reported", None),
    "share_of_recommended": ("recommended", None),
}
TRUE_OF = {each.code: each for each in METRICS.values()}


def query_of(name):
    """A scope as address parameters."""
    return {"as_of": AS_OF, **SCOPES[name]}


class Figures(dict):
    """Every figure of a scope, made when the scope is first asked for: scope -> {key: exhibit}."""

    def __init__(self, register):
        super().__init__()
        self.register = register

    def __missing__(self, name):
        seen = view_of(self.register, query_of(name), "id")
        self[name] = {key: catalogue.figure(key, seen) for key in catalogue.FIGURES}
        return self[name]


@pytest.fixture(scope="module")
def figures(sample):
    """The figures of the scopes."""
    return Figures(sample)


def lines_of(exhibit):
    """The lines of the exported CSV as dictionaries."""
    text = to_csv(exhibit, house()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO("".join(line for line in text.splitlines(True) if not line.startswith("#")))))


# --- what the attacker reads ---


class Knowledge:
    """What the files of a scope tell: cell -> number; hidden: the cells that stand in them without one. whole: tables with every group."""

    def __init__(self):
        self.known, self.hidden, self.tables, self.rests = {}, set(), set(), []

    def learn(self, cell, text):
        """One number of a file."""
        if text == HIDDEN:
            self.hidden.add(cell)
        elif text not in ("", "–"):
            number = int(text)
            assert self.known.get(cell, number) == number, cell
            self.known[cell] = number

    def read(self, exhibit):
        """All numbers of one exported figure."""
        answer, lines = exhibit.answer, lines_of(exhibit)
        by, metric = tuple(each.code for each in answer.by), answer.metric.code
        if exhibit.lacking or answer.source.address or metric not in {*TRUE_OF}:
            return
        if by == ("stage",):
            for line in lines:
                if line["stage"] != "total":
                    self.learn((line["stage"], ()), line["numerator"])
        elif exhibit.id == "kepatuhan_sanksi":
            for line in lines:
                by = {"left": "sanction_recommended", "right": "sanction_imposed"}[line["series"]]
                self.learn(
                    ({"left": "recommended", "right": "sanctioned"}[line["series"]], ((by, line[answer.by[1].code]),)), line["numerator"]
                )
        elif all(DIMENSIONS.get(each.code) == each for each in answer.by) and "running" not in exhibit.variant:
            self.read_table(by, metric, lines, whole="agency" not in by)

    def read_table(self, by, metric, lines, whole):
        """A table by dimensions of the register; whole: who is not in it is not there."""
        over, under = RATIOS.get(metric, (metric, ""))
        shown = []
        for line in lines:
            codes = tuple(line[code] for code in by)
            if codes and codes[0] == "total" or not by:
                self.learn((over, ()), line["numerator"])
                self.learn((under or over, ()), line["denominator"] if under != "" else "")
                continue
            cell = tuple(sorted(zip(by, codes, strict=True)))
            if codes[0] == OTHER:
                self.rests.append((over, by[0], tuple(shown), line["numerator"]))
                continue
            shown.append(cell)
            self.learn((over, cell), line["numerator"])
            self.learn((under, cell), line["denominator"]) if under else None
        if whole:
            self.tables.add((over if under != "recommended" else "recommended", by))


def known_of(exhibits):
    """What all figures of a scope tell."""
    told = Knowledge()
    for exhibit in exhibits.values():
        told.read(exhibit)
    return told


# --- how it adds up ---


def truth_of(register, scope, told):
    """cell -> true number, of every table that the files speak of; the attacker sees of it only by how much groups exceed totals."""

    def counts(count, *by):
        if count == "unproven":
            reported, recommended = counts("reported", *by), counts("recommended", *by)
            return {cell: number - recommended.get(cell, 0) for cell, number in reported.items()}
        answer = ask(register, TRUE_OF[count], scope, *(DIMENSIONS[code] for code in by))
        told_of = answer.rows if by else [replace(answer.total, codes=())]
        return {tuple(sorted(zip(by, row.codes, strict=True))): row.numerator for row in told_of}

    asked = {(count, ()) for count in (*MAIN, *STAGES)}
    for count, by in {(count, tuple(code for code, _ in cell)) for count, cell in told.hidden | set(told.known)}:
        asked |= {(each, by) for each in ((*MAIN, count) if len(by) == 1 else (count,))}
    asked |= {
        (count, (by,))
        for count, by in (
            ("sanctioned", "sanction_imposed"),
            ("sanctioned", "sanction_recommended"),
            ("outstanding", "sanction_recommended"),
        )
    }
    truth = {(count, cell): number for count, by in asked for cell, number in counts(count, *by).items()}
    return truth | {cell: 0 for cell in told.hidden if cell not in truth}  # groups that do not occur at all


def equations(truth, weighed):
    """Sums of cells with what they come to: [(cell -> sign, constant)]."""
    found = []
    groups = defaultdict(lambda: defaultdict(list))
    for count, cell in truth:
        if len(cell) == 1:
            groups[count][cell[0][0]].append(cell)
        if len(cell) == 2:
            for axis in (0, 1):
                groups[count, cell[1 - axis]][cell[axis][0]].append(cell)
    for name, tables in groups.items():
        count, whole = name if isinstance(name, tuple) else (name, None)
        for cells in tables.values():
            found.append({(count, (whole,) if whole else ()): 1} | {(count, cell): -1 for cell in cells})
    for cell in {cell for _, cell in truth}:
        found += [
            {(whole, cell): 1} | {(part, cell): -1 for part in parts}
            for whole, parts in IDENTITIES
            if all((each, cell) in truth for each in (whole, *parts))
        ]
    found += places(truth) + sanctions(truth, weighed) + periods(truth)
    return [(row, sum(sign * truth[cell] for cell, sign in row.items())) for row in found if all(cell in truth for cell in row)]


def sanctions(truth, weighed):
    """Those recommended a sanction and given one are the sanctioned, those without the outstanding; lighter, same and heavier are told."""
    cells = {
        cell: dict(cell[1]) for cell in truth if len(cell[1]) == 2 and dict(cell[1]).keys() == {"sanction_recommended", "sanction_imposed"}
    }
    sums, order = defaultdict(list), list(DIMENSIONS["sanction_recommended"].labels())
    for cell, codes in cells.items():
        one, other = codes["sanction_recommended"], codes["sanction_imposed"]
        sums["outstanding" if other == NONE else "sanctioned", (("sanction_recommended", one),)].append(cell)
        sums["sanctioned", (("sanction_imposed", other),)].append(cell)
        if other != NONE and weighed:
            sums[(order.index(one) > order.index(other)) - (order.index(one) < order.index(other))].append(cell)
    return [({name: 1} if isinstance(name, tuple) else {}) | dict.fromkeys(members, -1) for name, members in sums.items()]


def periods(truth):
    """Days add up to their week and their month."""
    sums = defaultdict(list)
    for cell in [cell for cell in truth if [code for code, _ in cell[1]] == ["day"]]:
        day = date.fromisoformat(cell[1][0][1])
        sums[cell[0], (("month", f"{day:%Y-%m}"),)].append(cell)
        sums[cell[0], (("week", f"{day:%G-W%V}"),)].append(cell)
    return [{whole: 1} | dict.fromkeys(cells, -1) for whole, cells in sums.items()]


def places(truth):
    """Agencies add up to their type and province; the register's 'unknown' agency is left as the constant it is."""
    with (ROOT / "data" / "reference" / "agencies.csv").open(encoding="utf-8", newline="") as file:
        agencies = list(csv.DictReader(file))
    rows = []
    for column in ("agency_type", "province"):
        members = defaultdict(list)
        for agency in agencies:
            for count in MAIN:
                cell = (count, (("agency", agency["code"]),))
                if cell in truth:
                    members[count, agency[column] or NONE].append(cell)
        rows += [{(count, ((column, code),)): 1} | dict.fromkeys(cells, -1) for (count, code), cells in members.items() if code != UNKNOWN]
    return rows


def published(truth, scope):
    """The cells of at most one attribute, which stay: what they are below is told by them, whatever is hidden."""
    place = {"agency", "agency_type", "province"}

    def kind(code):
        return "place" if code in place else "time" if code in ("month", "week", "day") else code

    filters = {kind(code) for code in scope.where} | ({"time"} if scope.start or scope.end else set())
    return {cell: number for cell, number in truth.items() if len(filters | {kind(code) for code, _ in cell[1]}) <= 1}


def attack(exhibits, register, name):
    """The hidden cells of a scope that are told: with an interval narrower than the threshold, and than published totals allow."""
    scope = view_of(register, query_of(name), "id").scope
    told = known_of(exhibits)
    truth = truth_of(register, scope, told)
    hidden = {cell for cell in told.hidden if cell not in told.known}
    known = {cell: number for cell, number in told.known.items() if cell in truth} | published(truth, scope)
    for cell in truth:  # a table with all its groups: who is not in it is not there
        by = tuple(code for code, _ in cell[1])
        if any(count == cell[0] and set(each) == set(by) for count, each in told.tables) and cell not in hidden:
            known.setdefault(cell, truth[cell])
    weights = exhibits.get("kepatuhan_berat")
    rows = equations(truth, weights is not None and not all(row.hidden for row in weights.answer.rows))
    hidden = {cell for cell in hidden if any(cell in row for row, _ in rows)}
    narrow = narrow_cells(rows, known, sorted(hidden), THRESHOLD)
    bound = narrow_cells(rows, published(truth, scope), sorted(narrow), THRESHOLD)  # whatever is hidden
    return hidden, {cell: wide for cell, wide in narrow.items() if wide < bound.get(cell, THRESHOLD) - CLOSE}


@pytest.mark.parametrize("name", list(SCOPES))
def test_no_hidden_number_can_be_worked_out(name, figures, sample):
    hidden, recovered = attack(figures[name], sample, name)
    assert len(hidden) > 5
    assert recovered == {}


def test_the_attacker_is_able(sample, monkeypatch):
    """With the small numbers hidden and nothing else, the same attacker finds some: the test above can fail."""
    plain = {}

    def only_small(cells, sums, threshold, fixed=(), already=(), unseen=(), cost=None, together=None):
        return {cell for cell, number in cells.items() if 0 < number < threshold} - set(fixed) - set(unseen)

    shared_answer.cache_clear()
    caches = [disclosure.totals_plan, disclosure.bundle_plan, disclosure.chained, disclosure.crossed_until]
    [each.cache_clear() for each in caches]
    with monkeypatch.context() as patch:
        patch.setattr(suppression, "hidden", only_small)
        seen = view_of(sample, query_of("position"), "id")
        plain = {
            ("position", key): catalogue.figure(key, seen)
            for key in ("jabatan_jenis", "instansi_provinsi", "instansi_jenis", "jabatan_jenjang")
        }
        told = attack(plain, sample, "position")
    shared_answer.cache_clear()
    [each.cache_clear() for each in caches]
    assert told[1]


# --- the same in every format ---


def labels_hidden(exhibit):
    """The labels of the hidden lines of a figure by one dimension."""
    answer = exhibit.answer
    return {answer.label(row, "id") for row in answer.rows if row.hidden}


ONE_DIMENSION = ("jabatan_jenis", "jabatan_kelompok", "instansi_jenis", "tren_laporan", "kepatuhan_jabatan", "instansi_provinsi")


def numbers_beside(workbook, labels):
    """Every number in a line of a workbook that begins with one of these labels."""
    found = []
    for sheet in workbook.worksheets:
        for line in sheet.iter_rows(values_only=True):
            texts = {str(cell).strip() for cell in line if cell is not None}
            if texts & labels:
                found += [cell for cell in line if isinstance(cell, int | float)]
    return found


@pytest.mark.parametrize("key", ONE_DIMENSION)
def test_what_is_hidden_is_hidden_in_every_format(key, figures):
    exhibit = figures["position" if key in ("instansi_provinsi", "instansi_jenis") else "agency"][key]
    labels = labels_hidden(exhibit)
    assert labels
    told = {line[f"{exhibit.answer.by[0].code}_label"]: line["numerator"] for line in lines_of(exhibit)}
    assert {label for label, number in told.items() if number == HIDDEN} == labels
    shown = {line[0]: line[1:] for line in table_of(exhibit).lines}
    assert {label for label, cells in shown.items() if HIDDEN in cells} == labels
    assert not any(cell[:1].isdigit() for label in labels for cell in shown[label])
    assert numbers_beside(openpyxl.load_workbook(io.BytesIO(rendered(alone(exhibit), ".xlsx"))), labels) == []
    slides = Presentation(io.BytesIO(rendered(alone(exhibit), ".pptx")))
    charts = [shape.chart for slide in slides.slides for shape in slide.shapes if getattr(shape, "has_chart", False) and shape.has_chart]
    for chart in charts:
        embedded = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert numbers_beside(embedded, labels) == []
    drawn_without(draw(exhibit, Look("id", False)), labels)


def drawn_without(figure, labels):
    """No trace of a drawing has a number at one of these labels, in its bars or in what the pointer shows."""
    for trace in figure.data:
        names = [list(map(str, axis)) for axis in (trace.x, trace.y) if axis is not None and not isinstance(axis, str)]
        hovers = [str(text) for text in (trace.hovertext if isinstance(trace.hovertext, tuple | list | np.ndarray) else ())]
        for text in hovers:
            if any(text.startswith(f"<b>{label}</b>") for label in labels):
                assert HIDDEN in text, text
        for axis, other in ((0, 1), (1, 0)) if len(names) == 2 else ():
            for name, number in zip(names[axis], names[other], strict=False):
                assert name not in labels or number in ("None", "nan", "0", "0.0"), (name, number)


@pytest.mark.parametrize("name", [name for name in SCOPES if name != "everything"])
def test_sentences_tell_no_hidden_number(name, figures):
    """A sentence names only numbers that stand in the figure's table, or in another visible one of the scope."""
    for key, exhibit in figures[name].items():
        if len(exhibit.answer.by) == 1 and key in ONE_DIMENSION:
            said = spoken.sentence(exhibit)
            assert not any(f"{label} (" in said for label in labels_hidden(exhibit)), (key, said)


def test_running_totals_are_hidden_between_hidden_periods(figures):
    months, totals = (figures["agency"][key].answer for key in ("tren_laporan", "tren_laporan-running"))
    hidden = [place for place, row in enumerate(months.rows) if row.hidden]
    assert hidden
    assert [place for place, row in enumerate(totals.rows) if row.hidden] == list(range(hidden[0], hidden[-1]))
    assert totals.rows[-1].value == months.total.value
    told = [row.value for row in totals.rows if not row.hidden]
    assert all(one <= two for one, two in pairwise(told))


def test_the_scopes_are_of_the_sample(sample):
    assert date.fromisoformat(AS_OF) in sample.dates
    assert Path(sample.directory).name == "sample"
    assert {each.code for each in (REPORTED, RECOMMENDED, SANCTIONED, OUTSTANDING)} <= set(TRUE_OF)
