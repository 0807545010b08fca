r"""The optimization problem of training: find the parameters that make error + strength * penalty smallest.

>>> import random
>>> from micrograd_like import nn, losses, regularizers
>>> random.seed(1337)
>>> problem = Problem(nn.MLP(2, [16, 16, 1]), losses.hinge, regularizers.l2, strength=1e-4)
>>> print(problem.describe())
Find the 337 parameters θ that make  error + 0.0001 * penalty  smallest.
  error:    hinge, the mean over the examples (x, y) of max(0, 1 - y a), where a = f(x)
  penalty:  l2, the sum of θ², biases included
  network:  f(x) = W3 relu(W2 relu(W1 x + b1) + b2) + b3
  parameters, which training finds:  W1 16x2, b1 16, W2 16x16, b2 16, W3 1x16, b3 1
  hyperparameters, which you choose:  nin=2, nouts=[16, 16, 1], activation='relu', dropout=0.0,
    error='hinge', penalty='l2', strength=0.0001, biases=True
  in LaTeX:  \min_\theta \; \frac{1}{n} \sum_{i=1}^{n} \max\left(0,\, 1 - y_i\, a_i\right) + \lambda ...
>>> loss = problem([[1.0, 2.0]], [1])  # a Value: call its backward()
>>> loss.data == problem.error_term([[1.0, 2.0]], [1]).data + problem.penalty_term().data
True
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any, NamedTuple

from ..engine import Value
from ..nn import MLP, Layer, Module, Sequential, losses
from ..nn.regularizers import checked
from ..nn.words import words_of
from ..rules.latex import FUNCTIONS, spell
from ..rules.texmath import mathml
from ..tables import table


@dataclass(frozen=True)
class Problem:
    """The objective of a model: call it on inputs and targets.

    error: a loss, of outputs and targets.  penalty: a regularizer, of the model and the strength, and of
    biases= if it can leave them out; None for none.
    strength: its weight against the error, a hyperparameter.  biases: whether it counts them too.
    Hyperparameters of a loss or a penalty are filled in with functools.partial: ``partial(losses.huber,
    delta=2.0)``.
    """

    model: Module
    error: Callable[..., Any] = losses.mean_squared_error
    penalty: Callable[..., Any] | None = None
    strength: float = 0.0
    biases: bool = True

    def __post_init__(self) -> None:
        if not isinstance(self.model, Module) or not callable(self.error):
            raise TypeError(
                f"Problem takes a model and then a loss, such as losses.hinge, but got {self.model!r} and "
                f"{self.error!r}"
            )
        if not (self.penalty is None or callable(self.penalty)):
            raise TypeError(
                f"Problem takes a penalty such as regularizers.l2, or None, but got {self.penalty!r}"
            )
        if self.penalty is None and self.strength:
            raise ValueError(
                f"a strength of {self.strength} needs a penalty to weigh; give one, such as regularizers.l2"
            )
        checked(self.strength)

    def __call__(self, inputs: Sequence, targets: Any) -> Value:
        """error + strength * penalty at the present parameters."""
        error = self.error_term(inputs, targets)
        return error if self.penalty is None else error + self.penalty_term()

    def error_term(self, inputs: Sequence, targets: Any) -> Value:
        """How far the outputs are from the targets, as an average over the examples: what the data want."""
        return self.error([self.model(x) for x in inputs], targets)

    def penalty_term(self, model: Module | None = None) -> Any:
        """strength * penalty, whatever the data: what we want of the parameters.  (fit takes this method.)"""
        if self.penalty is None:
            return 0.0
        left_out = {} if self.biases else {"biases": False}
        return self.penalty(model or self.model, self.strength, **left_out)

    def parameters(self) -> list[Value]:
        """What training finds: each has a grad."""
        return self.model.parameters()

    def hyperparameters(self, optimizer: Any = None) -> dict[str, Any]:
        """What is chosen before training, and judged on data kept apart: no gradient says how to move it."""
        try:
            built = self.model.spec()
        except TypeError:
            built = {"model": type(self.model).__name__}
        own: dict[str, Any] = {"error": _name(self.error), **_filled_in(self.error)}
        if self.penalty:
            own |= {
                "penalty": _name(self.penalty),
                **_filled_in(self.penalty),
                "strength": self.strength,
                "biases": self.biases,
            }
        chosen = (
            {} if optimizer is None else {key: getattr(optimizer, key) for key in optimizer.hyperparameters}
        )
        return {**built, **own, **chosen}

    def describe(self, optimizer: Any = None) -> Description:
        """The problem in words, as LaTeX in the last line; with an optimizer, its hyperparameters too.

        A text that shows itself in a notebook as a table and a formula.
        """
        weighed = f"error + {self.strength:g} * penalty" if self.penalty else "error"
        chosen = ", ".join(f"{key}={value!r}" for key, value in self.hyperparameters(optimizer).items())
        rows = [("error", f"{_name(self.error)}, {self._error_in_words()}")]
        if self.penalty:
            rows.append(("penalty", self._penalty_in_words()))
        rows.append(("network", f"f(x) = {_network(self.model, PLAIN) or repr(self.model)}"))
        rows.append(("parameters, which training finds", _shapes(self.model)))
        rows.append(("hyperparameters, which you choose", chosen))
        title = f"Find the {len(self.parameters())} parameters θ that make  {weighed}  smallest."
        return Description.of(title, rows, self.latex())

    def _error_in_words(self) -> str:
        words = words_of(self.error)
        if words is None:
            return "a function of the outputs a = f(x) and the targets y of all examples"
        how = "sum" if self._adds_up() else "mean"
        of_what = "the examples (x, y)"
        if self._outputs() != 1:
            of_what += " and their outputs"
        return f"the {how} over {of_what} of {words.text}, where a = f(x)"

    def _penalty_in_words(self) -> str:
        words, name = words_of(self.penalty), _name(self.penalty)
        told = f"{name}, {words.text}" if words else name
        return f"{told}, biases {'included' if self.biases else 'left out'}"

    def latex(self) -> str:
        r"""The problem as one line of LaTeX.

        >>> from micrograd_like import nn
        >>> print(Problem(nn.MLP(3, [1])).latex())
        \min_\theta \; \frac{1}{n} \sum_{i=1}^{n} \left(a_i - y_i\right)^2, \quad a_i = f_\theta(x_i) = ...
        """
        text = rf"\min_\theta \; {self._error_in_latex()}"
        if self.penalty:
            text += rf" + \lambda {self._penalty_in_latex()}"
        text += r", \quad a_i = f_\theta(x_i)"
        if network := _network(self.model, LATEX):
            text += f" = {network}"
        numbers = {r"\lambda": self.strength} if self.penalty else {}
        numbers |= {**_lettered(self.error), **_lettered(self.penalty)}
        return text + "".join(
            rf", \quad {letter} = {spell(ast.Constant(float(x)))}" for letter, x in numbers.items()
        )

    def _error_in_latex(self) -> str:
        words = words_of(self.error)
        if words is None:
            return rf"{_upright(_name(self.error))}(a_1, \ldots, a_n;\, y_1, \ldots, y_n)"
        error, k, count = words.latex, self._outputs(), "n"
        if k != 1:
            error = rf"\sum_{{j=1}}^{{{k}}} " + error.replace("a_i", "a_{ij}").replace("y_i", "y_{ij}")
            count = f"{k} n"
        mean = "" if self._adds_up() else rf"\frac{{1}}{{{count}}} "
        return rf"{mean}\sum_{{i=1}}^{{n}} {error}"

    def _penalty_in_latex(self) -> str:
        words, theta = words_of(self.penalty), r"\theta"
        told = words.latex if words else rf"{_upright(_name(self.penalty))}(\theta)"
        return told if self.biases else told.replace(theta, "w")

    def _outputs(self) -> int | str:
        """Over how many outputs of an example the error is averaged; k where the model does not say."""
        words = words_of(self.error)
        if words is None or not words.each_output:
            return 1
        last: Any = self.model
        while isinstance(last, Sequential):
            last = last.parts[-1]
        if isinstance(last, MLP):
            return last.sizes[-1]
        return len(last.neurons) if isinstance(last, Layer) else "k"

    def _adds_up(self) -> bool:
        return _filled_in(self.error).get("reduction") == "sum"

    def __str__(self) -> str:
        return self.describe()

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

    def _repr_html_(self) -> str:
        return self.describe()._repr_html_()


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


def _name(function: Any) -> str:
    """What a loss or penalty is called, also behind functools.partial."""
    name = getattr(getattr(function, "func", function), "__name__", None) or type(function).__name__
    return "own" if name == "<lambda>" else name


def _filled_in(function: Any) -> dict[str, Any]:
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


def _lettered(function: Any) -> dict[str, Any]:
    """Its hyperparameters under the letters that its LaTeX has for them."""
    words = words_of(function)
    letters: Mapping[str, str] = words.letters if words else {}
    return {letters[key]: x for key, x in _filled_in(function).items() if key in letters}


def _upright(name: str) -> str:
    return rf"\mathrm{{{name}}}".replace("_", r"\_")


class Spelling(NamedTuple):
    """How a network is written: its input, the weights and the bias of a layer, and a call."""

    x: str
    weight: str
    bias: str
    call: str


PLAIN = Spelling("x", "W{}", "b{}", "{}({})")
LATEX = Spelling("x_i", "W^{{{}}}", "b^{{{}}}", r"{}\left({}\right)")


def _network(model: Module, spelling: Spelling) -> str:
    """An MLP as a function of x, from the inside out; nothing for other models."""
    if not isinstance(model, MLP):
        return ""
    text = spelling.x
    for i, layer in enumerate(model.layers, 1):
        text = f"{spelling.weight.format(i)} {text} + {spelling.bias.format(i)}"
        name = layer.neurons[0].activation
        if spelling is LATEX:
            name = FUNCTIONS.get(name) or _upright(name)
        if layer.neurons[0].nonlin:
            text = spelling.call.format(name, text)
    return text


def _shapes(model: Module) -> str:
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
