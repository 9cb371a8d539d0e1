"""The shape of the code: who may import whom, that everything says what it is for, and that functions stay short."""

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Each module imports only modules before it. A new module enters this list before it may exist.
ORDER = (
    "analytics.text",
    "analytics.formats",
    "analytics.printed",
    "analytics.typed",
    "analytics.intervals",
    "analytics.register.findings",
    "analytics.register.workroom",
    "analytics.register.journal",
    "analytics.colour",
    "analytics.logo",
    "analytics.settings",
    "analytics.vocabulary",
    "analytics.scope",
    "analytics.metrics",
    "analytics.register.contract",
    "analytics.register.traits",
    "analytics.register.csvfile",
    "analytics.headcounts",
    "analytics.register.database",
    "analytics.register.loading",
    "analytics.register.opening",
    "analytics.register.snapshots",
    "analytics.lacking",
    "analytics.ask",
    "analytics.suppression",
    "analytics.compare.reasons",
    "analytics.compare.units",
    "analytics.compare.moved",
    "analytics.compare.comparison",
    "analytics.noise",
    "analytics.counts",
    "analytics.disclosure",
    "analytics.published",
    "analytics.events",
    "analytics.trends",
    "analytics.deadlines",
    "analytics.durations",
    "analytics.severity",
    "analytics.sentences",
    "analytics.table",
    "analytics.view",
    "analytics.compare.remarks",
    "analytics.compare.told",
    "analytics.compare.tables",
    "analytics.compare.plan",
    "analytics.compare.shown",
    "analytics.verdicts",
    "analytics.meant",
    "analytics.peers",
    "analytics.exhibit",
    "analytics.editions",
    "analytics.chart",
    "analytics.exhibits.overview",
    "analytics.exhibits.time",
    "analytics.exhibits.positions",
    "analytics.exhibits.agencies",
    "analytics.exhibits.rates",
    "analytics.exhibits.per_thousand",
    "analytics.exhibits.compliance",
    "analytics.exhibits.cohorts",
    "analytics.exhibits.time_to_sanction",
    "analytics.exhibits.follow_up",
    "analytics.exhibits.statements",
    "analytics.exhibits.changes",
    "analytics.catalogue",
    "analytics.briefing",
    "analytics.spoken",
    "analytics.lagging",
    "analytics.frozen",
    "analytics.announcing",
    "analytics.standing",
    "analytics.announced",
    "analytics.whence",
    "analytics.questions",
    "analytics.quoted",
    "analytics.theme",
    "analytics.figures.look",
    "analytics.figures.timelines",
    "analytics.figures.bars",
    "analytics.figures.bridges",
    "analytics.figures.funnels",
    "analytics.figures.grids",
    "analytics.figures.maps",
    "analytics.figures.multiples",
    "analytics.figures.numbers",
    "analytics.figures.planes",
    "analytics.figures.stacks",
    "analytics.figures",  # names what the parts above offer
    "analytics.glossary",
    "analytics.export.archive",
    "analytics.export.data",
    "analytics.export.pictures",
    "analytics.export.slides.package.opening",
    "analytics.export.slides.package.schema",
    "analytics.export.slides.package.checking",
    "analytics.export.slides.layouts",
    "analytics.export.slides.house",
    "analytics.export.slides.template",
    "analytics.export.slides.style",
    "analytics.export.slides.charts.pieces",
    "analytics.export.slides.charts.workbook",
    "analytics.export.slides.charts.series",
    "analytics.export.slides.charts.labels",
    "analytics.export.slides.charts.axes",
    "analytics.export.slides.charts.bars",
    "analytics.export.slides.charts.bridges",
    "analytics.export.slides.charts.columns",
    "analytics.export.slides.charts.lines",
    "analytics.export.slides.charts.planes",
    "analytics.export.slides.charts.overlay",
    "analytics.export.slides.charts.native",
    "analytics.export.slides.words",
    "analytics.export.slides.numbers",
    "analytics.export.slides.tables",
    "analytics.export.slides.maps",
    "analytics.export.slides.notes",
    "analytics.export.slides.figure",
    "analytics.export.slides.methodology",
    "analytics.export.slides.deck",
    "analytics.export.slides.refresh.elements",
    "analytics.export.slides.refresh.looks",
    "analytics.export.slides.refresh.writing",
    "analytics.export.slides.refresh.report",
    "analytics.export.slides.refresh.reading",
    "analytics.export.slides.refresh.remade",
    "analytics.export.slides.refresh.axes",
    "analytics.export.slides.refresh.series",
    "analytics.export.slides.refresh.charts",
    "analytics.export.slides.refresh.tables",
    "analytics.export.slides.refresh.maps",
    "analytics.export.slides.refresh.numbers",
    "analytics.export.slides.refresh.words",
    "analytics.export.slides.refresh.comments",
    "analytics.export.slides.refresh.others",
    "analytics.export.slides.refresh.cover",
    "analytics.export.slides.refresh.figure",
    "analytics.export.slides.refresh.deck",
    "analytics.export.workbook.styles",
    "analytics.export.workbook.sheets",
    "analytics.export.workbook.tables",
    "analytics.export.workbook.blocks",
    "analytics.export.workbook.charts",
    "analytics.export.workbook.figure",
    "analytics.export.workbook.book",
    "analytics.export.report",
    "analytics.export.release",
    "analytics.export.bundle",
    "analytics.export.documents",
    "analytics.gate.sources.table",
    "analytics.gate.sources.limits",
    "analytics.gate.sources.memory",
    "analytics.gate.sources.headings",
    "analytics.gate.sources.lines",
    "analytics.gate.sources.spool",
    "analytics.gate.sources.text",
    "analytics.gate.sources.archive",
    "analytics.gate.sources.cells",
    "analytics.gate.sources.xlsx",
    "analytics.gate.sources.ods",
    "analytics.gate.sources.sheets",
    "analytics.gate.sources.columnar",
    "analytics.gate.sources.opening",
    "analytics.gate.words",
    "analytics.gate.lexicon",
    "analytics.gate.matching",
    "analytics.gate.strict",
    "analytics.gate.mapping",
    "analytics.gate.days",
    "analytics.gate.persons",
    "analytics.gate.sampling",
    "analytics.gate.fitting",
    "analytics.gate.suggesting",
    "analytics.gate.cells",
    "analytics.gate.survey",
    "analytics.gate.rows",
    "analytics.gate.remarks",
    "analytics.gate.watching",
    "analytics.gate.derived",
    "analytics.gate.staging",
    "analytics.gate.severity",
    "analytics.gate.checks",
    "analytics.gate.growth",
    "analytics.gate.against",
    "analytics.gate.checking",
    "analytics.gate.candidate",
    "analytics.gate.preview",
    "analytics.gate.sent",
    "analytics.gate.reports",
    "analytics.gate.versions",
    "analytics.gate.store",
    "analytics.gate.chronicle",
    "analytics.command.common",
    "analytics.command.gate",
    "analytics.command.compare",
    "analytics.command.figures",
    "analytics.command.whence",
    "analytics.__main__",
)
PACKAGES = {
    "analytics",
    "analytics.command",
    "analytics.compare",
    "analytics.register",
    "analytics.gate",
    "analytics.gate.sources",
    "analytics.exhibits",
    "analytics.export",
    "analytics.export.slides",
    "analytics.export.slides.charts",
    "analytics.export.slides.package",
    "analytics.export.slides.refresh",
    "analytics.export.workbook",
}  # they hold a docstring only
SAMPLE_MAY_IMPORT = {"analytics.text", "analytics.vocabulary", "analytics.register.contract"}


def name_of(path):
    """The dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def trees_of(*folders):
    """Every module of these folders, parsed, by dotted name."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


ALL = trees_of("analytics")
MODULES = {name: tree for name, tree in ALL.items() if not name.startswith("analytics.sample")}
SAMPLE = {name: tree for name, tree in ALL.items() if name.startswith("analytics.sample")}


def imports_of(tree):
    """Every module a tree imports, wherever in it; 'from analytics import text' is analytics.text."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {inner if (inner := f"{module}.{alias.name}") in ALL else module for alias in node.names}
    return found


def own(imports):
    """Those of this project."""
    return {name for name in imports if name.split(".")[0] == "analytics"}


def test_imports_are_found_in_every_form():
    """The tests below rest on this."""
    text = "import os\nfrom analytics import text, ask as question\n"
    text += "def f():\n    import analytics.scope\n    from analytics.formats import number"
    found = imports_of(ast.parse(text))
    assert found == {"os", "analytics.text", "analytics.ask", "analytics.scope", "analytics.formats"}
    assert imports_of(ast.parse("from . import scope")) == {"."}


def test_every_module_has_its_place_in_the_order():
    assert len(ORDER) == len(set(ORDER))
    assert set(MODULES) - PACKAGES <= set(ORDER)
    assert set(MODULES) >= {"analytics.text", "analytics.ask", "analytics.register.snapshots", "analytics.__main__"}


@pytest.mark.parametrize("name", sorted(set(MODULES) & set(ORDER)))
def test_a_module_imports_only_modules_before_it(name):
    assert own(imports_of(MODULES[name])) <= set(ORDER[: ORDER.index(name)])


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_packages_hold_a_docstring_only(name):
    (statement,) = MODULES[name].body
    assert ast.get_docstring(MODULES[name]) == statement.value.value.strip()


def test_the_sample_stands_apart():
    for name, tree in SAMPLE.items():
        assert {module for module in own(imports_of(tree)) if module not in SAMPLE} <= SAMPLE_MAY_IMPORT, name
    for name, tree in MODULES.items():
        assert not own(imports_of(tree)) & set(SAMPLE), name


@pytest.mark.parametrize("name", sorted(ALL))
def test_analytics_never_imports_the_pages_or_streamlit_and_never_relatively(name):
    assert {module.split(".")[0] for module in imports_of(ALL[name])} & {"streamlit", "pages", "app", ""} == set()


def test_every_module_and_every_public_function_and_class_says_what_it_is_for():
    silent = [name for name, tree in ALL.items() if not ast.get_docstring(tree)]
    for name, tree in ALL.items():
        public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")]
        silent += [f"{name}.{node.name}" for node in public if not ast.get_docstring(node)]
    assert silent == []


def test_functions_are_short():
    """Half have at most ten lines, nine in ten at most thirty, first line and docstring included."""
    functions = [node for tree in trees_of("analytics", "pages").values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    lengths = sorted(node.end_lineno - node.lineno + 1 for node in functions)
    assert len(lengths) > 100
    assert median(lengths) <= 10
    assert lengths[int(0.9 * len(lengths))] <= 30
