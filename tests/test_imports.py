"""Imports point down only, in one order and without circles; importing the package is quick and loads little."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from cases import every

import micrograd_like
from micrograd_like.graph import walk

HOME = Path(micrograd_like.__file__).parent

# Each may import what stands before it.  The package itself (__init__) offers everything up to TOP.
ORDER = [
    "files",
    "collector",
    "tables",
    "former_paths",
    "missing",
    "rules",
    "graph",
    "operations",
    "native",
    "recording",
    "ufuncs",
    "datamodel",
    "engine",
    "anomaly",
    "naming",
    "steps",
    "modes",
    "nn",
    "data",
    "comparing",
    "matrix",
    "compiler",
    "pictures",
    "compat",
    "health",
    "training",
    "learn",
    "commands",
    "__main__",
]
TOP = "training"
LEVEL = {name: level for level, name in enumerate(ORDER)}
BY_NAME = {"__init__.py", "__main__.py", "native.py", "modes/__init__.py", "former_paths.py", "learn/exercise.py",
           "learn/teachers/marking.py", "training/__init__.py"}  # fmt: skip
COURSES = {HOME / "learn" / "course", HOME / "learn" / "example"}  # each exercise is a program of its own
SOURCES = sorted(
    path
    for path in HOME.rglob("*.py")
    if path != HOME / "__init__.py" and not any(map(path.is_relative_to, COURSES))
)


def package(path: Path) -> list[str]:
    """The package a module is in, as names below micrograd_like."""
    return list(path.relative_to(HOME).parent.parts)


def dotted(path: Path) -> str:
    """A module's name below micrograd_like; a package's __init__ has the package's."""
    return ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__")


@cache
def read(text: str) -> tuple[list[ast.Import | ast.ImportFrom], list[str]]:
    """The imports anywhere in a text, and the names of its classes; the tree itself would fill the memory."""
    tree = ast.parse(text)
    imports = [node for node in statements(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return imports, [node.name for node in tree.body if isinstance(node, ast.ClassDef)]


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements in a node, without a walk through their expressions."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        for part in getattr(node, name, ()):
            yield part
            yield from statements(part)


def imported(path: Path) -> list[str]:
    """What a file imports from this package, lazily and for type checkers too, as dotted names below it."""
    found = []
    for node in read(path.read_text(encoding="utf-8"))[0]:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] == "micrograd_like"]
            found += [name.removeprefix("micrograd_like").lstrip(".") for name in names]
        else:
            module = node.module.split(".") if node.module else []
            if node.level:
                here = package(path)
                base = here[: len(here) - node.level + 1] + module
            elif module[:1] == ["micrograd_like"]:
                base = module[1:]
            else:
                continue
            found += [_module(base, alias.name) for alias in node.names]
    return found


def _module(base: list[str], name: str) -> str:
    """The module that ``from base import name`` reads: base.name if that is one, else base itself."""
    place = HOME.joinpath(*base, name)
    is_module = place.with_suffix(".py").exists() or (place / "__init__.py").exists()
    return ".".join([*base, name] if is_module else base)


def level(name: str) -> int:
    """The place of a dotted name in the order."""
    return LEVEL[name.partition(".")[0] or TOP]


def upward(path: Path) -> list[str]:
    own = path.relative_to(HOME).parts[0].removesuffix(".py")
    allowed = LEVEL[own]
    return [
        name or "micrograd_like"
        for name in imported(path)
        if level(name) > allowed or (not name and allowed <= LEVEL[TOP])
    ]


# ---- one order, no circles ----


@every("path", SOURCES, ids=lambda path: str(path.relative_to(HOME)))
def test_imports_point_down_only(path):
    assert upward(path) == []


def test_every_module_has_a_place_in_the_order():
    assert {path.relative_to(HOME).parts[0].removesuffix(".py") for path in SOURCES} == set(LEVEL)


def circles(imports: dict[str, set[str]]) -> list[str]:
    """The modules from which a way leads back to themselves."""
    return [name for name in imports if name in walk(imports[name], lambda m: imports.get(m, ()))]


def test_no_module_imports_itself_by_way_of_others():
    imports = {dotted(path): set(imported(path)) - {dotted(path)} for path in SOURCES}
    facades = {
        dotted(path) for path in SOURCES if path.name == "__init__.py"
    }  # they gather what their modules offer
    modules = {name: wanted - facades for name, wanted in imports.items() if name not in facades}
    assert circles(modules) == []


def test_a_circle_would_be_seen():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == ["a", "b", "c"]


def test_modules_are_imported_by_name_only_where_that_is_the_job():
    by_name = {
        str(p.relative_to(HOME))
        for p in HOME.rglob("*.py")
        if "import_module(" in p.read_text(encoding="utf-8")
    }
    assert by_name <= BY_NAME


def test_an_upward_import_would_be_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "HOME", tmp_path)
    for folder in ("rules", "training", "pictures"):
        (tmp_path / folder).mkdir()
    for file in ("engine.py", "training/optim.py", "pictures/dot.py", "rules/floats.py", "rules/printer.py"):
        (tmp_path / file).touch()
    module = tmp_path / "rules" / "row.py"
    for line, target in [
        ("from ..engine import Value", "engine"),
        ("from .. import engine", "engine"),
        ("def f():\n    from micrograd_like.training import optim", "training.optim"),
        ("import micrograd_like.pictures.dot", "pictures.dot"),
        ("from micrograd_like import Value", "micrograd_like"),
        ("if TYPE_CHECKING:\n    from ..engine import Value", "engine"),
    ]:
        module.write_text(line)
        assert upward(module) == [target]
    module.write_text("from . import floats\nfrom .printer import define\nimport math")
    assert upward(module) == []


# ---- names ----


@pytest.mark.slow
def test_no_dotted_import_of_a_module_gives_a_function():
    code = """
import importlib, json, pkgutil, types, micrograd_like
found = pkgutil.walk_packages(micrograd_like.__path__, "micrograd_like.")
names = [m.name for m in found if not m.name.endswith("__main__")]
for name in list(names):
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in ("jax", "llvmlite", "jinja2", "nbconvert"):  # extras
            raise
        names.remove(name)
for public in micrograd_like.__all__:
    getattr(micrograd_like, public)
def by_dots(name):
    thing = micrograd_like
    for part in name.split(".")[1:]:
        thing = getattr(thing, part)
    return thing
print(json.dumps([name for name in names if not isinstance(by_dots(name), types.ModuleType)]))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == []


def test_no_two_classes_share_a_name():
    found: dict[str, list[str]] = {}
    for path in SOURCES:
        if "lessons" in path.parts:  # learners' own engines have the lecture's names
            continue
        for name in read(path.read_text(encoding="utf-8"))[1]:
            found.setdefault(name, []).append(dotted(path))
    assert {name: homes for name, homes in found.items() if len(homes) > 1} == {}


def test_no_two_files_share_a_name():
    found: dict[str, list[str]] = {}
    for path in SOURCES:
        if path.name not in ("__init__.py", "__main__.py") and "commands" not in path.parts:
            found.setdefault(path.stem, []).append(str(path.relative_to(HOME)))
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


# ---- what an import loads ----


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after a statement, beyond those it starts with."""
    code = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@every(
    "statement",
    [
        "import micrograd_like",
        "from micrograd_like import nn, Value, rule, no_grad",
        "import micrograd_like.rules.table",
    ],
)
def test_importing_loads_the_standard_library_only(statement):
    tops = {name.partition(".")[0] for name in loaded_by(statement)}
    assert tops - {"micrograd_like"} <= set(sys.stdlib_module_names)


def test_importing_leaves_the_slow_parts_for_later():
    found = loaded_by("import micrograd_like")
    assert not found & {"numpy", "graphviz", "matplotlib", "asyncio", "unittest", "inspect", "dataclasses"}
    parts = {name.split(".")[1] for name in found if name.startswith("micrograd_like.")}
    assert not parts & {
        "pictures",
        "training",
        "modes",
        "compiler",
        "learn",
        "commands",
        "data",
        "matrix",
        "comparing",
    }


def test_the_rows_of_the_table_are_parsed_and_compiled_only_when_asked_for():
    code = "from micrograd_like.rules import BUILT_IN; print(sum('value' in vars(row) for row in BUILT_IN.values()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"
