"""Layers without weights of their own, and Sequential, which puts layers in a row.

>>> import random
>>> from micrograd_like.nn import Layer
>>> random.seed(1)
>>> last = Layer(3, 2, nonlin=False)
>>> model = Sequential(Layer(4, 6, activation="tanh"), Dropout(0.5, seed=0), MaxPool(2), last, Softmax())
>>> p = model([0.1, 0.2, 0.3, 0.4])
>>> len(p), round(sum(p).data, 12)
(2, 1.0)
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from operator import index
from typing import Any, SupportsIndex

from ..engine import Value
from ..native import core
from ..rules import Rule, table
from ..rules.operands import is_list
from . import saving
from .module import Module
from .outline import in_a_line, in_full

VALUES, FLOATS = {Value}, {float}  # the types in most lists of inputs


class Mask:
    """What a Dropout keeps while same_mask() lasts: the factors it has drawn, a list for each length.

    factors: by length, n numbers that are each 0 or 1/(1-p).  over: whether same_mask() has ended, for copies
    of the layer that still hold the mask.  All copies made meanwhile share it, as gradcheck, which works on
    copies, needs.
    """

    factors: dict[int, list[float]]
    over: bool

    def __init__(self) -> None:
        self.factors, self.over = {}, False

    def __deepcopy__(self, memo: Any) -> Mask:
        return self


class Dropout(Module):
    """While training, sets each number to 0 with probability p and multiplies the others by 1/(1-p).

    So the mean stays the same, and nothing needs scaling when the network is used: in eval() it changes
    nothing.  The gradient goes through the survivors only.  Called on n numbers or Values, it gives a list of
    n. p: from 0 up to, not including, 1; else a ValueError.  seed: of its own random numbers; None draws from
    Python's ``random``.  Source: Srivastava et al. 2014, in the inverted form.

    >>> Dropout(0.5, seed=1)([1.0, 2.0, 3.0, 4.0])
    [0.0, 4.0, 6.0, 0.0]
    >>> Dropout(0.5).eval()([1.0, 2.0, 3.0, 4.0])
    [1.0, 2.0, 3.0, 4.0]
    """

    p: float
    rng: random.Random | None  # None draws from Python's own
    draws = ("mask",)  # what gives random numbers, which a compiled program draws anew for each replay
    _mask: Mask | None = None  # the one to use instead of drawing, while same_mask() lasts

    def __init__(self, p: float = 0.5, seed: int | None = None):
        if isinstance(p, str) or not 0 <= p < 1:
            raise ValueError(f"Dropout takes a probability from 0 up to, not including, 1, but got {p!r}")
        self.p = p
        self.rng = None if seed is None else random.Random(seed)
        self._mask = None

    def __call__(self, x: Any) -> list[Any]:
        x = as_list(x)
        if not self.training or not self.p:
            return list(x)
        return [a * m for a, m in zip(x, self.mask(len(x)), strict=True)]

    def mask(self, n: int) -> list[float]:
        """n factors, each 0 or 1/(1-p): drawn anew, or the ones kept by same_mask()."""
        kept = self._mask.factors if self._mask is not None and not self._mask.over else {}
        if n not in kept:
            draw = (self.rng or random).random
            kept[n] = [0.0 if draw() < self.p else 1 / (1 - self.p) for _ in range(n)]
        return kept[n]

    @contextmanager
    def same_mask(self) -> Iterator[None]:
        """Inside, every call uses one mask, also those of copies: gradcheck sees a plain function."""
        before, mask = self._mask, Mask()
        self._mask = mask
        try:
            yield
        finally:
            self._mask, mask.over = before, True

    def __repr__(self) -> str:
        return f"Dropout({self.p})"

    def spec(self) -> dict[str, Any]:
        return {"p": self.p}


class MaxPool(Module):
    """The largest of each window of numbers; its gradient goes to the largest, and ties share it.

    size: of a window.  stride: from the start of one to the start of the next, by default size; each 1 or
    more, else a ValueError.  Called on n numbers or Values, it gives a list of (n - size) // stride + 1; what
    is left over at the end is not looked at.  Fewer numbers than size are a ValueError.

    >>> MaxPool(2)([1.0, 5.0, 2.0, 2.0, 9.0])
    [5.0, 2.0]
    """

    size: int
    stride: int

    def __init__(self, size: SupportsIndex, stride: SupportsIndex | None = None):
        steps = size if stride is None else stride
        if not all(isinstance(n, SupportsIndex) and index(n) >= 1 for n in (size, steps)):
            given = f"{size!r} and {stride!r}"
            raise ValueError(f"MaxPool takes whole numbers of 1 or more as size and stride, but got {given}")
        self.size, self.stride = index(size), index(steps)

    def __call__(self, x: Any) -> list[Any]:
        x = as_list(x)
        if len(x) < self.size:
            raise ValueError(
                f"{self!r} looks at {self.size} numbers at a time, but got {len(x)}; choose a smaller size"
            )
        return [table.max(list(x[i : i + self.size])) for i in range(0, len(x) - self.size + 1, self.stride)]

    def __repr__(self) -> str:
        step = f", stride={self.stride}" if self.stride != self.size else ""
        return f"MaxPool({self.size}{step})"

    def spec(self) -> dict[str, Any]:
        return {"size": self.size, "stride": self.stride}


class Softmax(Module):
    """Numbers of any size become as many probabilities, which sum to 1.

    cross_entropy does the same by itself: give it the numbers before.

    >>> Softmax()([0.0, 0.0])
    [0.5, 0.5]
    """

    def __call__(self, x: Any) -> list[Any]:
        return table.softmax(as_list(x))

    def __repr__(self) -> str:
        return "Softmax()"

    def spec(self) -> dict[str, Any]:
        return {}


class Sequential(Module):
    """Layers in a row, each called on the result of the one before.

    The result is that of the last: a list, or the number itself where a Layer has one neuron.  Functions of a
    list may stand in the row too, but then the model cannot be saved.  Raises ValueError for no parts,
    TypeError for one that cannot be called.
    """

    parts: list[Any]

    def __init__(self, *parts: Any):
        if not parts:
            raise ValueError(
                "Sequential() has no layers; give one or more, as in Sequential(Layer(2, 8), Layer(8, 1))"
            )
        if odd := [part for part in parts if not callable(part)]:
            star = "put a star before the list: Sequential(*layers)"
            hint = star if isinstance(odd[0], list) else "give layers or functions"
            raise TypeError(f"Sequential calls its parts one after the other, but got {odd[0]!r}; {hint}")
        if kinds := [part for part in parts if isinstance(part, type) and issubclass(part, Module)]:
            name = kinds[0].__name__
            raise TypeError(
                f"Sequential takes layers that are made, but got the class {name}; write {name}(...)"
            )
        if of_one := [part.name for part in parts if isinstance(part, Rule) and not part.lists]:
            given = f"Sequential gives each part a list, but {of_one[0]} takes one number"
            raise TypeError(
                f"{given}; write Layer(nin, nout, activation={of_one[0]!r}), or a function of a list"
            )
        self.parts = list(parts)

    def __call__(self, x: Any) -> Any:
        x = as_values(x)
        for part in self.parts:
            x = part(as_list(x))
        return x

    def __repr__(self) -> str:
        return in_a_line("Sequential", map(_shown, self.parts))

    def _own_outline(self) -> dict[str, Any]:  # its spec() can tell of no functions
        return {"parts": [type(p).__name__ if isinstance(p, Module) else _shown(p) for p in self.parts]}

    def spec(self) -> dict[str, Any]:
        return {"parts": [saving.described(part) for part in self.parts]}

    @classmethod
    def build(cls, arguments: Mapping[str, Any]) -> Any:
        return cls(*map(saving.built, arguments["parts"]))


def _shown(part: Any) -> Any:
    return part if isinstance(part, Module) else getattr(part, "__name__", in_full(part))


def as_values(x: Any) -> list[Any]:
    """Plain numbers become Values, once, so that all neurons share them; a number alone is a list of one."""
    if core:
        if (found := core.values(x)) is not None:
            return found
    elif type(x) is list:
        if (kinds := {*map(type, x)}) == VALUES:
            return x
        if kinds == FLOATS:
            return [*map(Value, x)]
    x = list(x) if is_list(x) else [x]
    try:
        return [a if hasattr(type(a), "rank") else Value(a) for a in x]
    except TypeError:
        if x and all(map(is_list, x)):
            raise TypeError(
                f"a network takes one row of numbers at a time, but got {len(x)} rows; call it on each: "
                "[model(x) for x in rows]"
            ) from None
        raise


def as_list(x: Any) -> Any:
    """A number that stands for a list of one, in a list."""
    return x if hasattr(x, "__len__") else [x]
