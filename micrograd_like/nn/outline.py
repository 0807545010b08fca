"""What a model is made of: in a line, for its repr, and in full, for a checkpoint that must know it again.

>>> from micrograd_like.nn import MLP
>>> model = MLP(2, [3, 1])
>>> model
MLP of [3 x ReLUNeuron(2), LinearNeuron(3)]
>>> outline(model)[1:3]
[{'type': 'Layer', 'nout': 3, 'nin': 2, 'nonlin': True, 'activation': 'relu'},
 {'type': 'Neuron', 'nin': 2, 'nonlin': True, 'activation': 'relu'}]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from itertools import groupby
from typing import Any

from . import finding

LINE = ContextVar("LINE", default=79)  # characters that a repr of parts may take


def in_a_line(kind: str, parts: Iterable[Any], after: str = "") -> str:
    """The repr of a model made of parts, four or more alike as their number.

    Where a line is too short for it, each part is told in short; then only the first and the last are.

    >>> in_a_line("Layer", ["ReLUNeuron(2)"] * 16 + ["LinearNeuron(2)"])
    'Layer of [16 x ReLUNeuron(2), LinearNeuron(2)]'
    """
    parts = [*parts]
    short = [part._in_short() if hasattr(part, "_in_short") else str(part) for part in parts]
    ends = [short[0], f"... {len(parts) - 2} more ...", short[-1]] if len(parts) > 2 else short
    tries = counted(map(str, parts), above=3), counted(short), ", ".join(ends)
    told = (f"{kind} of [{inside}]{after}" for inside in tries)
    return next((line for line in told if len(line) <= LINE.get()), f"{kind} of [{tries[-1]}]{after}")


def counted(names: Iterable[str], above: int = 1) -> str:
    """The names in a row, those that stand more often than that beside each other with their number.

    >>> counted(["relu", "relu", "tanh"])
    '2 x relu, tanh'
    """
    runs = [(name, len([*run])) for name, run in groupby(names)]
    return ", ".join(f"{n} x {name}" if n > above else ", ".join([name] * n) for name, n in runs)


def outline(model: Any) -> list[dict[str, Any]]:
    """Every module of a model in order, with its type and what it says of itself: plain data, fit for JSON.

    Models of one outline whose parameters have the same names compute the same from the same numbers, as far
    as modules of your own say how they were built, in ``spec()``; where they do not, their repr is compared.
    """
    return [{"type": type(module).__name__, **module._own_outline()} for module in finding.modules(model)]


def in_full(model: Any) -> str:
    """The repr of a model on a line as long as it takes, and as it is in any process: without addresses.

    >>> from micrograd_like.nn import MLP
    >>> in_full(MLP(2, [3, 1]))
    'MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(3)]]'
    """
    before = LINE.set(sys.maxsize)
    try:
        return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(model))
    finally:
        LINE.reset(before)
