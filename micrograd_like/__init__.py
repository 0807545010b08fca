"""A scalar reverse-mode autodiff engine that you can read, see, trust and learn from.

>>> from micrograd_like import Value
>>> x = Value(2.0)
>>> y = x * x + 1 / x
>>> y.backward()
>>> y.data, x.grad
(4.5, 3.75)

Start with ``micrograd_like/engine.py``, then ``nn/neurons.py``, then ``rules/table.py``.

``from micrograd_like import *`` leaves out abs, max, min, pow, round and compile, which Python has already:
import those by name.
"""

from __future__ import annotations

import os
import sys

if "micrograd_like" in sys.orig_argv or "micrograd-like" in (getattr(sys, "argv", None) or [""])[0]:
    # Our own program, it seems: first of all, so that Ctrl-C gives no traceback while the rest is imported.
    from .commands import interrupts as _interrupts  # noqa: F401

    if sys.argv[1:2] == ["learn"]:  # exercises look inside the engine: the one in Python, at once
        os.environ.setdefault("MICROGRAD_LIKE_PURE", "1")

import importlib
from typing import Any

from . import engine as engine
from . import former_paths
from .rules import table as _table

__version__ = "0.1.0"

# The public names, in reading order, and where each is found when it is first asked for, so that importing
# the package stays quick.  A name that ends its place is that module.  __init__.pyi, which is printed from
# this, says the same to editors and type checkers.
PLACES = {
    name: place
    for place, names in (
        # the engine
        ("engine", "Value topological_order"),
        ("native", "accelerated"),
        ("recording", "no_grad"),
        ("anomaly", "detect_anomaly AnomalyError"),
        ("steps", "backprop_steps"),
        # functions of numbers
        ("rules.table", "add sub mul div neg pow floordiv mod fmod abs sign"),
        ("rules.table", "square reciprocal sqrt cbrt rsqrt"),
        ("rules.table", "exp exp2 expm1 log log2 log10 log1p xlogy logaddexp"),
        ("rules.table", "sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh hypot"),
        ("rules.table", "sigmoid logsigmoid softplus softsign silu mish gelu erf erfc normal_pdf normal_cdf"),
        ("rules.table", "relu relu6 leaky_relu elu selu hardtanh clamp where copysign"),
        ("rules.table", "floor ceil trunc round lgamma digamma polygamma"),
        ("", "dot"),
        ("rules.table", "total prod max min norm2 std logsumexp softmax log_softmax"),
        ("rules.picking", "pick one_hot"),
        ("rules", "rule Rule"),
        # ways to differentiate
        ("modes", "grad value_and_grad jvp vjp jacfwd jacrev hessian hvp derivative numerical_gradient Dual"),
        ("modes", "custom checkpoint paths count_paths explain"),
        ("comparing", "gradcheck check_grads race"),
        ("compiler.compiling", "compile"),
        # networks, and how they learn
        ("nn", "Neuron Layer MLP Module"),
        ("training.loop", "fit"),
        ("training.problem", "Problem"),
        # pictures
        ("pictures", "trace draw_dot draw film play"),
        # modules
        ("nn", "nn"),
        ("nn.losses", "losses"),
        ("nn.regularizers", "regularizers"),
        ("training.optim", "optim"),
        ("training.schedules", "schedules"),
        ("training.loop", "loop"),
        ("training.problem", "problem"),
        ("training.least_squares", "least_squares"),
        ("matrix.assumptions", "assumptions"),
        ("data", "data"),
        ("health", "health"),
        ("matrix", "matrix"),
        ("modes", "modes"),
        ("comparing", "comparing"),
        ("compiler", "compiler"),
        ("pictures", "pictures"),
        ("training", "training"),
        ("learn", "learn"),
        ("compat", "compat"),
    )
    for name in names.split()
}
# Not in `import *`, where they would hide Python's own:
SHADOWING = ("abs", "max", "min", "pow", "round", "compile")
__all__ = [name for name in PLACES if name not in SHADOWING]  # pyright: ignore[reportUnsupportedDunderAll]


def dot(ws: Any, xs: Any, bias: Any = 0) -> Any:
    """bias + ws[0]*xs[0] + ws[1]*xs[1] + ..., added from left to right, as one node.

    >>> dot([1.0, 2.0], [3.0, 4.0], bias=0.5)
    11.5
    """
    plain = not hasattr(type(bias), "rank") and bias == 0
    return _table.dot(ws, xs) if plain else _table.affine(ws, xs, bias)


def __getattr__(name: str) -> Any:
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}{_elsewhere(name)}")
    place = PLACES[name]
    module = importlib.import_module(f"{__name__}.{place}")
    found = globals()[name] = module if place.rpartition(".")[2] == name else getattr(module, name)
    return found


def _elsewhere(name: str) -> str:
    """Where else a name is, in a clause: SGD is optim.SGD."""
    if name[:1] == "_":  # what Python and others look for in any module
        return ""
    modules = ("nn", "losses", "optim", "regularizers", "schedules", "data")
    found = [module for module in modules if name in getattr(__getattr__(module), "__all__", ())]
    return f"; it is {found[0]}.{name}" if found else ""


def __dir__() -> list[str]:
    machinery = {"annotations", "importlib", "os", "Any", "_table", "PLACES", "SHADOWING"}
    return sorted({*globals(), *PLACES} - machinery)


former_paths.install()
