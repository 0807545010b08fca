r"""How the parts of a problem are written, in words and LaTeX: functions, their numbers, networks, shapes.

>>> from micrograd_like import nn
>>> network(nn.MLP(2, [3, 1]), PLAIN), network(nn.MLP(2, [1]), LATEX)
('W2 relu(W1 x + b1) + b2', 'W^{1} x_i + b^{1}')
>>> shapes(nn.MLP(2, [3, 1]))
'W1 3x2, b1 3, W2 1x3, b2 1'
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Any, NamedTuple

from ..nn import MLP, Module
from ..nn.words import words_of
from ..rules.latex import FUNCTIONS
from ..rules.texmath import mathml
from ..tables import table


class Description(str):
    """The text of describe(), which shows itself in a notebook as a table and a formula."""

    __slots__ = ("_latex", "_rows", "_title")

    @classmethod
    def of(cls, title: str, rows: Sequence[tuple[str, str]], latex: str) -> Description:
        """rows: what each part is called, and the words about it."""
        wide = {"error": "    ", "penalty": "  ", "network": "  "}
        lines = [f"  {name}:{wide.get(name, '  ')}{text}" for name, text in rows]
        lines[-1] = fill(lines[-1], 118, subsequent_indent="    ")
        new = cls("\n".join([title, *lines, f"  in LaTeX:  {latex}"]))
        new._title, new._rows, new._latex = title, rows, latex
        return new

    def _repr_html_(self) -> str:
        shown = table(("part", "what it is"), self._rows, words=2, above=self._title)
        return shown + mathml(self._latex)


def called(function: Any) -> str:
    """What a loss or penalty is called, also behind functools.partial."""
    name = getattr(getattr(function, "func", function), "__name__", None) or type(function).__name__
    return "own" if name == "<lambda>" else name


def filled_in(function: Any) -> dict[str, Any]:
    """Its own hyperparameters, such as the ratio of an elastic net: the arguments that have a value.

    That is their default, or what functools.partial has filled in.
    """
    arguments = inspect.signature(function).parameters.values() if callable(function) else ()
    given = {
        a.name: a.default
        for a in arguments
        if a.default is not a.empty and a.name not in ("biases", "strength")
    }
    return {key: x for key, x in given.items() if (key, x) != ("reduction", "mean")}


def lettered(function: Any) -> dict[str, Any]:
    """Its hyperparameters under the letters that its LaTeX has for them."""
    words = words_of(function)
    letters: Mapping[str, str] = words.letters if words else {}
    return {letters[key]: x for key, x in filled_in(function).items() if key in letters}


def upright(name: str) -> str:
    return rf"\mathrm{{{name}}}".replace("_", r"\_")


class Spelling(NamedTuple):
    """How a network is written: its input, the weights and the bias of a layer, and a call."""

    x: str
    weight: str
    bias: str
    call: str


PLAIN = Spelling("x", "W{}", "b{}", "{}({})")
LATEX = Spelling("x_i", "W^{{{}}}", "b^{{{}}}", r"{}\left({}\right)")


def network(model: Module, spelling: Spelling) -> str:
    """An MLP as a function of x, from the inside out; nothing for other models."""
    if not isinstance(model, MLP):
        return ""
    text = spelling.x
    for i, layer in enumerate(model.layers, 1):
        text = f"{spelling.weight.format(i)} {text} + {spelling.bias.format(i)}"
        name = layer.neurons[0].activation
        if spelling is LATEX:
            name = FUNCTIONS.get(name) or upright(name)
        if layer.neurons[0].nonlin:
            text = spelling.call.format(name, text)
    return text


def shapes(model: Module) -> str:
    """The parameters by layer, with their shapes, those that are frozen apart."""
    trained = set(model.parameters())
    if not isinstance(model, MLP):
        names = [name for name, p in model.named_parameters() if p in trained]
        return f"{names[0]} ... {names[-1]}" if names else "none"
    free, frozen = [], []
    for i, (layer, n, m) in enumerate(zip(model.layers, model.sizes[1:], model.sizes, strict=False), 1):
        held, shape = sum(p not in trained for _, p in layer.named_parameters()), f"W{i} {n}x{m}, b{i} {n}"
        if held == n * (m + 1):
            frozen.append(shape)
        else:
            free.append(f"{shape} (but {held} of them frozen)" if held else shape)
    told = ", ".join(free) or "none"
    return f"{told}; frozen are {', '.join(frozen)}" if frozen else told
