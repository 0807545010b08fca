"""Run programs written for micrograd: after ``compat.install()``, their imports find this package.

>>> from micrograd_like import compat
>>> compat.install()
>>> from micrograd.engine import Value
>>> from micrograd.nn import MLP
>>> a = Value(2.0)
>>> a.colour = "red"  # an attribute of your own
>>> (a * a).parents
(Value(data=2.0, grad=0.0), Value(data=2.0, grad=0.0))
>>> compat.uninstall()

``micrograd.engine`` has Value, ``micrograd.nn`` has random, Value, Module, Neuron, Layer and MLP, as
micrograd's own modules have, and no more.  One thing differs on purpose: micrograd's ``zero_grad()`` clears
what ``parameters()`` lists, ours also every other parameter in the attributes of the module, so that none
goes on adding up.

Programs keep what they like on their nodes (``p.m = 0.0``).  Before Python 3.13 room for that costs an
operation 15 %, so there it is only in the Value of ``micrograd.engine``, a subclass of ours, of which the
networks are made then, too.

The lecture's ``draw_dot`` works as well: where no Graphviz is installed, the graphviz package finds the
program that comes with this one.
"""

from __future__ import annotations

import random
import shutil
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from . import recording
from .engine import Value
from .nn import MLP, Layer, Module, Neuron, layers, neurons

NAMES = ("micrograd", "micrograd.engine", "micrograd.nn")
DOT = Path("dot")  # what the graphviz package runs by default
MARK = "__stands_for__"


# The Value of micrograd.engine: ours if it has room for attributes, else a subclass that has.
Roomy: type[Value] = Value
if "__dict__" not in Value.__slots__:
    Roomy = type(
        "Roomy", (Value,), {"__slots__": ("__dict__",), "__module__": __name__, "__doc__": Value.__doc__}
    )
    Roomy.__name__ = "Value"  # as it is called in micrograd.engine


def install() -> None:
    """Let ``micrograd``, ``micrograd.engine`` and ``micrograd.nn`` mean this package, in this process.

    A second call changes nothing.  Raises ImportError if another micrograd is imported already: its Values
    and ours do not mix, and which one a program would get then depended on the order of imports.
    """
    loaded = sys.modules.get("micrograd")
    if hasattr(loaded, MARK):
        return
    if loaded is not None:
        where = getattr(loaded, "__file__", None) or "an unknown place"
        raise ImportError(
            f"micrograd is imported already, from {where}; call compat.install() before anything imports it, "
            "in a fresh process or a restarted kernel"
        )
    engine = _face("micrograd.engine", Value=Roomy)
    nn = _face("micrograd.nn", random=random, Value=Roomy, Module=Module, Neuron=Neuron, Layer=Layer, MLP=MLP)
    package = _face("micrograd", Value=Roomy, engine=engine, nn=nn)
    sys.modules.update(zip(NAMES, (package, engine, nn), strict=True))
    _make_all_of(Roomy)
    _find_dot()


def uninstall() -> None:
    """Take the names away again; what was imported through them stays as it is."""
    if hasattr(sys.modules.get("micrograd"), MARK):
        for name in NAMES:
            sys.modules.pop(name, None)
        _make_all_of(Value)
        _forget_dot()


def _face(name: str, **names: Any) -> ModuleType:
    """A module with these names and no others."""
    face = ModuleType(name, f"The names of {name}, found in micrograd_like (see micrograd_like.compat).")
    face.__spec__ = ModuleSpec(name, None, is_package=name == "micrograd")
    if name == "micrograd":
        face.__path__ = []
    vars(face).update({MARK: "micrograd_like"}, **names)
    return face


def _make_all_of(kind: type[Value]) -> None:
    """Let networks be made of Values of this class, whose operations are the quick ones."""
    layers.Value = neurons.Value = kind  # type: ignore[misc]
    recording.quick_way(kind)


def _find_dot() -> None:
    """Where there is no ``dot``, let the graphviz package run the binary of graphviz-pure."""
    if shutil.which("dot"):
        return
    try:
        from graphviz.backend import dot_command  # pyright: ignore[reportMissingImports]
    except ImportError:
        return
    from .pictures.rendering import pure

    if dot_command.DOT_BINARY == DOT and (program := pure()):
        dot_command.DOT_BINARY = Path(program)


def _forget_dot() -> None:
    """Let the graphviz package run what it ran before."""
    command: Any = sys.modules.get("graphviz.backend.dot_command")
    if command is None:
        return
    from .pictures.rendering import pure

    if str(command.DOT_BINARY) == pure():
        command.DOT_BINARY = DOT
