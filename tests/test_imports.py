"""Imports point down only, and importing the package is quick: the standard library and nothing more."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import micrograd_like

HOME = Path(micrograd_like.__file__).parent
ORDER = [
    "files",
    "former_paths",
    "rules",
    "recording",
    "copies",
    "engine",
    "anomaly",
    "steps",
    "modes",
    "nn",
    "data",
    "comparing",
    "matrix",
    "compat",
    "compiler",
    "pictures",
    "health",
    "training",
    "learn",
    "commands",
    "__main__",
]
LEVEL = {name: level for level, name in enumerate(ORDER)}
TOP = LEVEL["training"]  # the package itself offers everything up to here
SOURCES = sorted(path for path in HOME.rglob("*.py") if path != HOME / "__init__.py")


def place(path: Path) -> list[str]:
    """The package a module is in, as names below micrograd_like."""
    return list(path.relative_to(HOME).parent.parts)


def imported(path: Path) -> list[str]:
    """What a file imports from this package, as dotted names below it ("" for the package itself); type checking aside."""
    found = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    blocks = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.If) and isinstance(n.test, ast.Name) and n.test.id == "TYPE_CHECKING"
    ]
    unseen = {id(n) for block in blocks for part in block.body for n in ast.walk(part)}
    for node in ast.walk(tree):
        if id(node) in unseen:
            continue
        if isinstance(node, ast.Import):
            found += [
                name.name.removeprefix("micrograd_like").lstrip(".")
                for name in node.names
                if name.name.startswith("micrograd_like")
            ]
        elif isinstance(node, ast.ImportFrom):
            found += _from(node, place(path))
    return found


def _from(node: ast.ImportFrom, here: list[str]) -> list[str]:
    module = (node.module or "").split(".") if node.module else []
    if node.level:
        base = here[: len(here) - node.level + 1] + module
    elif module[:1] == ["micrograd_like"]:
        base = module[1:]
    else:
        return []
    if base:
        return [".".join(base)]
    names = [alias.name for alias in node.names]  # from . import nn, or a name of the package itself
    return [name if name in LEVEL else "" for name in names]


def level(name: str) -> int:
    """The place of a dotted name in the order; the package itself offers everything below the exercises."""
    return TOP if not name else LEVEL[name.partition(".")[0]]


def upward(path: Path) -> list[str]:
    own = path.relative_to(HOME).parts[0].removesuffix(".py")
    return [
        name or "micrograd_like"
        for name in imported(path)
        if level(name) > LEVEL[own] or (not name and LEVEL[own] < LEVEL["learn"])
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOME)))
def test_imports_point_down_only(path):
    assert upward(path) == []


def test_every_module_has_a_layer():
    assert {path.relative_to(HOME).parts[0].removesuffix(".py") for path in SOURCES} == set(LEVEL)


def test_an_upward_import_would_be_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "HOME", tmp_path)
    (tmp_path / "rules").mkdir()
    module = tmp_path / "rules" / "row.py"
    for line, target in [
        ("from ..engine import Value", "engine"),
        ("from .. import nn", "nn"),
        ("def f():\n    from micrograd_like.training import optim", "training"),
        ("import micrograd_like.pictures.dot", "pictures.dot"),
        ("from micrograd_like import Value", "micrograd_like"),
    ]:
        module.write_text(line)
        assert upward(module) == [target]
    module.write_text(
        "from . import leaves\nfrom .source import define\nif TYPE_CHECKING:\n    from ..engine import Value\nimport math"
    )
    assert upward(module) == []


def loaded_by(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after a statement, beyond those it starts with."""
    code = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in run.stdout.split()}


@pytest.mark.parametrize(
    "statement",
    [
        "import micrograd_like",
        "from micrograd_like import nn, Value, rule, no_grad",
        "import micrograd_like.rules.table",
    ],
)
def test_importing_loads_the_standard_library_only(statement):
    assert loaded_by(statement) - {"micrograd_like"} <= set(sys.stdlib_module_names)


def test_importing_leaves_the_slow_parts_for_later():
    assert not loaded_by("import micrograd_like") & {
        "numpy",
        "graphviz",
        "matplotlib",
        "asyncio",
        "unittest",
        "inspect",
        "dataclasses",
    }
    code = "import sys, micrograd_like; print([m for m in sys.modules if m.startswith('micrograd_like.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not any(part in run.stdout for part in ("pictures", "training", "modes", "compiler", "learn"))


def test_the_built_in_rows_are_read_when_they_are_first_used():
    code = "from micrograd_like.rules import table; print(sorted(n for n, r in table.__dict__.items() if 'value' in getattr(r, '__dict__', ())))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
