"""Run programs written for micrograd: after ``compat.install()``, their imports find this package.

>>> from micrograd_like import compat, engine
>>> compat.install()
>>> from micrograd.engine import Value
>>> from micrograd.nn import MLP
>>> issubclass(Value, engine.Value)
True
>>> compat.uninstall()

``micrograd.engine`` has Value, ``micrograd.nn`` has random, Value, Module, Neuron, Layer and MLP, as
micrograd's own modules have, and no more.  One thing differs on purpose: micrograd's ``zero_grad()`` clears
what ``parameters()`` lists, ours also every other parameter in the attributes of the module, so that none
goes on adding up.

Programs that keep attributes of their own on Values (``p.m = 0.0``) run too.  With the engine in C, and from
Python 3.13 on, every Value has a place for them.  Before, in Python, it makes each operation 15 % slower, so
only the Values made while this is installed have one.

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

from . import engine, native
from .nn import MLP, Layer, Module, Neuron, layers, neurons

NAMES = ("micrograd", "micrograd.engine", "micrograd.nn")
DOT = Path("dot")  # what the graphviz package runs by default
MARK = "__stands_for__"

if engine.ROOM:
    Value = engine.Value  # pyright: ignore[reportAssignmentType]
else:

    class Value(engine.Value):
        """A Value with a place for attributes of your own."""


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
    own_engine = _face("micrograd.engine", Value=Value)
    nn = _face("micrograd.nn", random=random, Value=Value, Module=Module, Neuron=Neuron, Layer=Layer, MLP=MLP)
    package = _face("micrograd", Value=Value, engine=own_engine, nn=nn)
    sys.modules.update(zip(NAMES, (package, own_engine, nn), strict=True))
    _make(Value)
    _find_dot()


def uninstall() -> None:
    """Take the names away again; what was imported through them stays as it is."""
    if hasattr(sys.modules.get("micrograd"), MARK):
        for name in NAMES:
            sys.modules.pop(name, None)
        _make(engine.Value)
        _forget_dot()


def _make(kind: Any) -> None:
    """Let this be the class of new parameters and inputs, and the one whose operations are quick."""
    neurons.Value = layers.Value = kind
    native.quick_for(kind)


def _face(name: str, **names: Any) -> ModuleType:
    """A module with these names and no others."""
    face = ModuleType(name, f"The names of {name}, found in micrograd_like (see micrograd_like.compat).")
    face.__spec__ = ModuleSpec(name, None, is_package=name == "micrograd")
    if name == "micrograd":
        face.__path__ = []
    vars(face).update({MARK: "micrograd_like"}, **names)
    return face


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
