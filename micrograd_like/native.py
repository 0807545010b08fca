"""Which engine is on: the one in C, where it has been built, or the one in Python.

Both make the same nodes with the same numbers, to the last bit.  ``engine.c`` is the first, by hand, with
what it includes, and ``operations.c``, printed from the rule table; ``engine.py`` and ``operations.py`` are
the second.  The one in C is built when the package is installed on a machine with a C compiler.  The
environment variable MICROGRAD_LIKE_PURE=1, set before the import, turns it off: then every step can be looked
into with Python's own tools.

>>> accelerated == (core is not None)
True
"""

from __future__ import annotations

import importlib
import os
import warnings
from collections.abc import Callable
from math import hypot
from types import ModuleType
from typing import Any

from . import operations
from .rules import RULES, Rule, real, row
from .rules.operands import OperandError
from .rules.row import NODES, Bound, bound


def _load() -> ModuleType | None:
    """The engine in C; None where it is not built, not wanted, or built from other sources than these."""
    if os.environ.get("MICROGRAD_LIKE_PURE", "0") not in ("", "0"):
        return None
    try:
        found = importlib.import_module("._engine", __package__)
    except ImportError:
        return None
    if found.PRINTED != operations.IN_C:
        warnings.warn(
            "the engine in C was built from other sources than these, so the one in Python is used; "
            "install the package again to build it anew",
            RuntimeWarning,
            stacklevel=2,
        )
        return None
    return found


def _functions(core: Any) -> dict[str, Callable]:
    """The functions of the engine in C that make nodes, by the name of their row."""
    methods = {name: getattr(core.Operations, name) for name in RULES if hasattr(core.Operations, name)}
    return methods | {name: f for name, f in vars(core.rows).items() if name in RULES}


core: Any = _load()
accelerated = core is not None
Operations: Any = core.Operations if accelerated else operations.Operations

if accelerated:
    operations.new = core.Operations.__new__
    operations.FUNCTIONS.update(_functions(core))
    for _name, _method in vars(operations.Operations).items():
        if callable(_method) and not hasattr(core.Operations, _name):  # a row that stays in Python
            setattr(core.Operations, _name, _method)
    core.connect({"rows": RULES, "careful": operations.careful, "real": real, "bound": bound})
    row.of_one_type = core.of_one_type
    core.connect({"OperandError": OperandError, "math_hypot": hypot, "Rule": Rule, "Bound": Bound})

for _name, _function in operations.FUNCTIONS.items():
    RULES[_name].quick = _function
affine: Callable[..., Any] = operations.FUNCTIONS["affine"]


def quick_for(kind: Any) -> None:
    """Let this be the class whose operations take the quick way."""
    operations.plain = kind
    NODES.clear()
    NODES.add(kind)
    if core:
        core.connect({"plain": kind})


def tell(told: Callable | None) -> None:
    """Let this be told of each new node, and give it back; None is nobody."""
    operations.told = told
    if core:
        core.connect({"told": told})


def connect(**hooks: Any) -> None:
    """Hand the engine in C what it calls or looks for in Python, by name: see engine.c."""
    if core:
        core.connect(hooks)


def sweeper(sweeping: Callable, gradient: Callable) -> Callable[[Any], None]:
    """``backward`` for graphs with a subclass that sees to grad itself, as with a property: all in Python."""

    def sweep(root: Any) -> None:
        order = core.topological_order(root)
        for node in order:
            if node.parents:
                node.grad = 0.0
                core.reached(node)
            elif node is not root and type(grad := node.grad) is not float:
                node.grad = gradient(node, grad)
        inner = [node for node in order if node.parents]
        sweeping(inner)
        root.grad = 1.0 if inner else gradient(root, root.grad) + 1.0
        reached = {id(root)}
        for node in reversed(inner):
            if not core.reached(node) and id(node) not in reached and node.grad == 0.0:
                node.grad = 0.0
                continue
            if node.partials is None:
                node._backward()
                continue
            for parent, partial in zip(node.parents, node.partials, strict=True):
                if partial is not None:
                    parent.grad += partial * node.grad  # the chain rule
                    reached.add(id(parent))

    return sweep
