"""The public names: one list, what each of them is, and the stub that is printed from the list.

``python tests/test_public_names.py`` prints micrograd_like/__init__.pyi anew.
"""

import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from cases import every

import micrograd_like
from micrograd_like.rules import RULES, Rule

HOME = Path(micrograd_like.__file__).parent
INTERNAL = {"dpow", "powc", "sech2", "dsigmoid", "gauss", "cosine", "datan2", "affine"}  # serve other rows
TOP = """\
# Printed by `python tests/test_public_names.py` from the list in __init__.py: what editors and type checkers
# read.
# ruff: noqa: I001, RUF022

from typing import Any

"""
BOTTOM = """
__version__: str

def dot(ws: Any, xs: Any, bias: Any = 0) -> Any: ...

"""


def stub():
    """The text of __init__.pyi."""
    imports = []
    for name, place in micrograd_like.PLACES.items():
        package, _, last = place.rpartition(".")
        if place:
            imports.append(f"from .{package if last == name else place} import {name} as {name}\n")
    names = "".join(f'    "{name}",\n' for name in micrograd_like.__all__)
    return f"{TOP}{''.join(imports)}{BOTTOM}__all__ = [\n{names}]\n"


def python(code):
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def loaded_by(statement):
    """The parts of the package that a fresh interpreter has loaded after a statement."""
    code = (
        f"import sys; {statement}; print(*{{m.split('.')[1] for m in sys.modules if 'micrograd_like.' in m}})"
    )
    return set(python(code).split())


# ---- what the names are ----


@every("name", micrograd_like.PLACES)
def test_a_public_name_is_what_its_place_says_and_has_a_docstring(name):
    thing, place = getattr(micrograd_like, name), micrograd_like.PLACES[name]
    assert inspect.getdoc(thing)
    if isinstance(thing, ModuleType):
        assert thing.__name__ == f"micrograd_like.{place}"
    elif place:
        assert thing is getattr(importlib.import_module(f"micrograd_like.{place}"), name)
    if isinstance(thing, Rule):
        assert thing is RULES[name]
        assert f"{name}(" in thing.__doc__
        assert "dz/d" in thing.__doc__
    elif callable(thing) and thing is not micrograd_like.AnomalyError:
        assert thing.__doc__ != type(thing).__doc__


def test_all_rows_but_the_internal_ones_are_public():
    from micrograd_like.rules import table

    rows = {name for name, row in vars(table).items() if isinstance(row, Rule) and row.name == name}
    public = {name for name, place in micrograd_like.PLACES.items() if place == "rules.table"} | {"dot"}
    internal = {name for name in rows if RULES[name].internal} | INTERNAL
    assert public == rows - internal
    for name in internal:
        assert not hasattr(micrograd_like, name)
        assert callable(RULES[name])


@every("name", ["MLP", "Neuron", "Layer", "Module", "fit", "Problem", "play", "film", "draw"])
def test_what_the_readme_shows_is_in_the_list(name):
    assert name in micrograd_like.__all__


def test_no_module_of_the_package_bears_another_public_name():
    """Importing one would put it in the place of what the name means."""
    modules = {info.name for info in pkgutil.iter_modules(micrograd_like.__path__)}
    assert all(micrograd_like.PLACES[name] == name for name in modules & set(micrograd_like.PLACES))


def test_dot_with_a_bias_adds_it_first():
    assert micrograd_like.dot([1.0, 2.0], [3.0, 4.0], bias=0.5) == 11.5
    assert micrograd_like.dot([1.0], [1e-20], bias=1.0) == 1.0
    assert micrograd_like.dot([1.0], [2.0], bias=micrograd_like.Value(0.0)).data == 2.0


def test_a_name_that_is_none_is_told_as_python_tells_it():
    with pytest.raises(AttributeError, match=r"^module 'micrograd_like' has no attribute 'optimize'$"):
        print(micrograd_like.optimize)
    with pytest.raises(
        AttributeError, match=r"^module 'micrograd_like' has no attribute 'SGD'; it is optim.SGD$"
    ):
        print(micrograd_like.SGD)


# ---- what import brings ----


def test_import_star_brings_exactly_the_list():
    code = "before = {*globals(), 'before'}; from micrograd_like import *; print(*(set(globals()) - before))"
    brought = set(python(code).split())
    assert (
        brought == set(micrograd_like.__all__) == set(micrograd_like.PLACES) - set(micrograd_like.SHADOWING)
    )
    import builtins

    assert not brought & {name for name in dir(builtins) if not name.startswith("_")}


def test_dir_lists_the_public_names_and_none_of_the_machinery():
    listed = dir(micrograd_like)
    assert set(micrograd_like.PLACES) <= set(listed)
    assert listed == sorted(listed)
    assert not {"importlib", "Any", "annotations", "PLACES", "SHADOWING", "_table"} & set(listed)


def test_importing_the_package_loads_the_engine_and_no_more():
    above = {
        "nn",
        "modes",
        "comparing",
        "data",
        "matrix",
        "training",
        "pictures",
        "compiler",
        "learn",
        "health",
    }
    loaded = loaded_by("import micrograd_like")
    assert {"engine", "rules"} <= loaded
    assert not loaded & {*above, "commands", "compat", "anomaly", "steps"}


def test_one_name_loads_what_it_needs_and_no_more():
    above = {"modes", "comparing", "data", "training", "pictures", "compiler", "learn", "health"}
    assert not loaded_by("from micrograd_like import MLP, losses") & above


# ---- what editors and type checkers read ----


def test_the_stub_says_what_the_list_says():
    written = (HOME / "__init__.pyi").read_text(encoding="utf-8")
    assert written == stub(), "print it anew: python tests/test_public_names.py"


USER = """\
# pyright: strict
from micrograd_like import MLP, Value, draw, dot, exp, fit, grad, gradcheck, losses, no_grad, nn, race

x = Value(2.0)
model = MLP(2, [4, 1])
reveal_type(model.parameters())
reveal_type(nn.Layer(2, 3).neurons)
reveal_type((x * x).backward())
print(losses.quadratic, exp(1.0), dot([1.0], [x]), draw, fit, grad, gradcheck, race)
with no_grad():
    print(x.data)
"""
REVEALED = ['"list[Value]"', '"list[Neuron]"', '"None"']


@pytest.mark.slow
def test_a_strict_type_checker_knows_the_public_names(tmp_path):
    pytest.importorskip("pyright")
    (tmp_path / "user.py").write_text(USER)
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "user.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert [line.rpartition(" is ")[2] for line in lines if "information:" in line] == REVEALED, done.stdout
    assert "0 errors, 0 warnings" in lines[-1], done.stdout


if __name__ == "__main__":
    (HOME / "__init__.pyi").write_text(stub(), encoding="utf-8")
