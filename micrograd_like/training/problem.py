r"""The optimisation problem that training solves: find the parameters that make error + strength * penalty smallest.

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
  hyperparameters, which you choose:  nin=2, nouts=[16, 16, 1], activation='relu', dropout=0.0, error='hinge',
    penalty='l2', strength=0.0001, biases=True
  in LaTeX:  \min_\theta \; \frac{1}{n} \sum_{i=1}^{n} \max\left(0,\, 1 - y_i\, a_i\right) + \lambda \sum_j \theta_j^2, ...
>>> loss = problem([[1.0, 2.0]], [1])  # a Value: call its backward()
>>> loss.data == problem.error_term([[1.0, 2.0]], [1]).data + problem.penalty_term().data
True
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any

from ..engine import Value
from ..nn import MLP, Layer, Module, Sequential, losses
from ..nn.regularizers import checked
from ..rules.latex import FUNCTIONS, spell

# For each loss, its share of one example with outputs a and target y: in words, and as LaTeX.  Those of OF_EACH_OUTPUT are
# averaged over the outputs of an example too.
OF_EACH_OUTPUT = (
    "hinge",
    "mean_squared_error",
    "huber",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
)
ERRORS = {
    "hinge": ("max(0, 1 - y a)", r"\max\left(0,\, 1 - y_i\, a_i\right)"),
    "mean_squared_error": ("(a - y)²", r"\left(a_i - y_i\right)^2"),
    "quadratic": ("½ |y - a|²", r"\tfrac{1}{2} \left\lVert y_i - a_i \right\rVert^2"),
    "huber": ("½ (a - y)² where |a - y| is up to δ, and δ (|a - y| - δ/2) beyond", r"\begin{cases} \tfrac{1}{2} \left(a_i - y_i\right)^2 & "
        r"\left|a_i - y_i\right| \le \delta \\ \delta \left(\left|a_i - y_i\right| - \tfrac{\delta}{2}\right) & \text{otherwise} \end{cases}"),
    "binary_cross_entropy": ("-log of the probability of y, which is a for 1",
        r"-\left(y_i \log a_i + (1 - y_i) \log\left(1 - a_i\right)\right)"),
    "binary_cross_entropy_with_logits": ("-log of the probability of y, which is sigmoid(a) for 1",
        r"-\left(y_i \log \sigma(a_i) + (1 - y_i) \log\left(1 - \sigma(a_i)\right)\right)"),
    "cross_entropy": ("-log of the probability of class y, by softmax(a)", r"-\log \operatorname{softmax}(a_i)_{y_i}"),
    "negative_log_likelihood": ("-a[y], where a are log probabilities", r"-a_{i, y_i}"),
}  # fmt: skip
PENALTIES = {
    "l1": ("the sum of |θ|", r"\sum_j \left|\theta_j\right|"),
    "l2": ("the sum of θ²", r"\sum_j \theta_j^2"),
    "elastic_net": (
        "the sum of ρ |θ| + (1 - ρ) θ², where ρ is the ratio",
        r"\sum_j \left(\rho \left|\theta_j\right| + (1 - \rho)\, \theta_j^2\right)",
    ),
}
LETTERS = {"delta": r"\delta", "ratio": r"\rho"}  # what the formulas above call a hyperparameter


@dataclass(frozen=True)
class Problem:
    """The objective of a model: call it on inputs and targets.

    error: a loss, of outputs and targets.  penalty: a regularizer, of the model and the strength, and of biases= if it can leave
    them out; None for none.
    strength: its weight against the error, a hyperparameter.  biases: whether it counts them too.  Hyperparameters of a loss
    or a penalty are filled in with functools.partial: ``partial(losses.huber, delta=2.0)``.
    """

    model: Module
    error: Callable[..., Any] = losses.mean_squared_error
    penalty: Callable[..., Any] | None = None
    strength: float = 0.0
    biases: bool = True

    def __post_init__(self) -> None:
        if not isinstance(self.model, Module) or not callable(self.error):
            raise TypeError(
                f"Problem takes a model and then a loss, such as losses.hinge, but got {self.model!r} and {self.error!r}"
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
        """How far the outputs are from the targets: an average over the examples, so it says what the data want."""
        return self.error([self.model(x) for x in inputs], targets)

    def penalty_term(self, model: Module | None = None) -> Any:
        """strength * penalty, whatever the data: what we want of the parameters.  (fit takes this method as its penalty.)"""
        if self.penalty is None:
            return 0.0
        left_out = {} if self.biases else {"biases": False}
        return self.penalty(model or self.model, self.strength, **left_out)

    def parameters(self) -> list[Value]:
        """What training finds: each has a grad."""
        return self.model.parameters()

    def hyperparameters(self, optimizer: Any = None) -> dict[str, Any]:
        """What is chosen before training, and judged on data kept apart: no gradient says how to change it."""
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

    def describe(self, optimizer: Any = None) -> str:
        """The problem in words, and as LaTeX in the last line.  With an optimizer its hyperparameters are named too."""
        name = _name(self.error)
        each = "over the examples (x, y)" + (" and their outputs" if self._outputs() != 1 else "")
        of_all = f"the {'sum' if self._adds_up() else 'mean'} {each} of {ERRORS[name][0]}, where a = f(x)" if name in ERRORS else (
            "a function of the outputs a = f(x) and the targets y of all examples")  # fmt: skip
        weighed = f"error + {self.strength:g} * penalty" if self.penalty else "error"
        chosen = ", ".join(f"{key}={value!r}" for key, value in self.hyperparameters(optimizer).items())
        lines = [
            f"Find the {len(self.parameters())} parameters θ that make  {weighed}  smallest.",
            f"  error:    {name}, {of_all}",
        ]
        if self.penalty:
            kind = _name(self.penalty)
            words = f"{kind}, {PENALTIES[kind][0]}" if kind in PENALTIES else kind
            lines.append(f"  penalty:  {words}, biases {'included' if self.biases else 'left out'}")
        lines.append(f"  network:  f(x) = {_network(self.model, latex=False) or repr(self.model)}")
        lines.append(f"  parameters, which training finds:  {_shapes(self.model)}")
        lines.append(fill(f"  hyperparameters, which you choose:  {chosen}", 118, subsequent_indent="    "))
        return "\n".join([*lines, f"  in LaTeX:  {self.latex()}"])

    def latex(self) -> str:
        r"""The problem as one line of LaTeX.

        >>> from micrograd_like import nn
        >>> print(Problem(nn.MLP(3, [1])).latex())
        \min_\theta \; \frac{1}{n} \sum_{i=1}^{n} \left(a_i - y_i\right)^2, \quad a_i = f_\theta(x_i) = W^{1} x_i + b^{1}
        """
        name, kind = _name(self.error), _name(self.penalty)
        if name in ERRORS:
            error, k = ERRORS[name][1], self._outputs()
            if k != 1:
                error = rf"\sum_{{j=1}}^{{{k}}} " + error.replace("a_i", "a_{ij}").replace("y_i", "y_{ij}")
            mean = "" if self._adds_up() else rf"\frac{{1}}{{{'n' if k == 1 else f'{k} n'}}} "
            text = rf"\min_\theta \; {mean}\sum_{{i=1}}^{{n}} {error}"
        else:
            text = rf"\min_\theta \; {_upright(name)}(a_1, \ldots, a_n;\, y_1, \ldots, y_n)"
        if self.penalty:
            theta = r"\theta"
            penalty = PENALTIES[kind][1] if kind in PENALTIES else rf"{_upright(kind)}(\theta)"
            text += rf" + \lambda {penalty if self.biases else penalty.replace(theta, 'w')}"
        network = _network(self.model, latex=True)
        text += rf", \quad a_i = f_\theta(x_i){network and f' = {network}'}"
        filled = {
            LETTERS[key]: x
            for f in (self.error, self.penalty)
            for key, x in _filled_in(f).items()
            if key in LETTERS
        }
        numbers = {r"\lambda": self.strength, **filled} if self.penalty else filled
        return text + "".join(
            rf", \quad {letter} = {spell(ast.Constant(float(x)))}" for letter, x in numbers.items()
        )

    def _outputs(self) -> int | str:
        """Over how many outputs of an example the error is averaged; k where the model does not say."""
        if _name(self.error) not in OF_EACH_OUTPUT:
            return 1
        last: Any = self.model
        while isinstance(last, Sequential):
            last = last.parts[-1]
        return (
            last.sizes[-1] if isinstance(last, MLP) else len(last.neurons) if isinstance(last, Layer) else "k"
        )

    def _adds_up(self) -> bool:
        return _filled_in(self.error).get("reduction") == "sum"

    def __str__(self) -> str:
        return self.describe()

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def _name(function: Any) -> str:
    """What a loss or penalty is called, also behind functools.partial."""
    name = getattr(getattr(function, "func", function), "__name__", None) or type(function).__name__
    return "own" if name == "<lambda>" else name


def _filled_in(function: Any) -> dict[str, Any]:
    """Its own hyperparameters, such as the ratio of an elastic net: the arguments that have a value, perhaps by functools.partial."""
    arguments = inspect.signature(function).parameters.values() if callable(function) else ()
    given = {
        a.name: a.default
        for a in arguments
        if a.default is not a.empty and a.name not in ("biases", "strength")
    }
    return {key: x for key, x in given.items() if (key, x) != ("reduction", "mean")}


def _upright(name: str) -> str:
    return rf"\mathrm{{{name}}}".replace("_", r"\_")


def _network(model: Module, latex: bool) -> str:
    """An MLP as a function of x, from the inside out; nothing for other models."""
    if not isinstance(model, MLP):
        return ""
    text, weight, bias, call = (
        ("x_i", "W^{{{}}}", "b^{{{}}}", r"{}\left({}\right)") if latex else ("x", "W{}", "b{}", "{}({})")
    )
    for i, layer in enumerate(model.layers, 1):
        text = f"{weight.format(i)} {text} + {bias.format(i)}"
        name = layer.neurons[0].activation
        if layer.neurons[0].nonlin:
            text = call.format((FUNCTIONS.get(name) or _upright(name)) if latex else name, text)
    return text


def _shapes(model: Module) -> str:
    """The parameters by layer, with their shapes, those that are frozen apart."""
    trained = set(model.parameters())
    if not isinstance(model, MLP):
        names = [name for name, p in model.named_parameters() if p in trained]
        return f"{names[0]} ... {names[-1]}" if names else "none"
    free, frozen = [], []
    for i, (layer, n, m) in enumerate(zip(model.layers, model.sizes[1:], model.sizes, strict=False), 1):
        held = sum(p not in trained for _, p in layer.named_parameters())
        shape = f"W{i} {n}x{m}, b{i} {n}"
        (frozen if held == n * (m + 1) else free).append(
            f"{shape} (but {held} of them frozen)" if 0 < held < n * (m + 1) else shape
        )
    return (", ".join(free) or "none") + (f"; frozen are {', '.join(frozen)}" if frozen else "")
