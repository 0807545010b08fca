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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..engine import Value
from ..nn import MLP, Layer, Module, Sequential, losses
from ..nn.regularizers import checked
from ..nn.words import words_of
from ..rules.latex import spell
from .describing import LATEX, PLAIN, Description, called, filled_in, lettered, network, shapes, upright


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
        own: dict[str, Any] = {"error": called(self.error), **filled_in(self.error)}
        if self.penalty:
            own |= {
                "penalty": called(self.penalty),
                **filled_in(self.penalty),
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
        rows = [("error", f"{called(self.error)}, {self._error_in_words()}")]
        if self.penalty:
            rows.append(("penalty", self._penalty_in_words()))
        rows.append(("network", f"f(x) = {network(self.model, PLAIN) or repr(self.model)}"))
        rows.append(("parameters, which training finds", shapes(self.model)))
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
        words, name = words_of(self.penalty), called(self.penalty)
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
        if spelled := network(self.model, LATEX):
            text += f" = {spelled}"
        numbers = {r"\lambda": self.strength} if self.penalty else {}
        numbers |= {**lettered(self.error), **lettered(self.penalty)}
        return text + "".join(
            rf", \quad {letter} = {spell(ast.Constant(float(x)))}" for letter, x in numbers.items()
        )

    def _error_in_latex(self) -> str:
        words = words_of(self.error)
        if words is None:
            return rf"{upright(called(self.error))}(a_1, \ldots, a_n;\, y_1, \ldots, y_n)"
        error, k, count = words.latex, self._outputs(), "n"
        if k != 1:
            error = rf"\sum_{{j=1}}^{{{k}}} " + error.replace("a_i", "a_{ij}").replace("y_i", "y_{ij}")
            count = f"{k} n"
        mean = "" if self._adds_up() else rf"\frac{{1}}{{{count}}} "
        return rf"{mean}\sum_{{i=1}}^{{n}} {error}"

    def _penalty_in_latex(self) -> str:
        words, theta = words_of(self.penalty), r"\theta"
        told = words.latex if words else rf"{upright(called(self.penalty))}(\theta)"
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
        return filled_in(self.error).get("reduction") == "sum"

    def __str__(self) -> str:
        return self.describe()

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

    def _repr_html_(self) -> str:
        return self.describe()._repr_html_()
