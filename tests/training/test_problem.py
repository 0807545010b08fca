"""The optimization problem as an object: its numbers, its words, its LaTeX."""

import random
import re
from functools import partial
from typing import Any

import pytest
from cases import every

from micrograd_like import nn
from micrograd_like.nn import losses, regularizers
from micrograd_like.nn.words import in_words, words_of
from micrograd_like.training import optim
from micrograd_like.training.problem import Problem

X, Y = [[1.0, 2.0], [-0.5, 0.3]], [1, -1]


def moons_problem(**options) -> Any:
    random.seed(1)
    return Problem(nn.MLP(2, [4, 1]), losses.hinge, regularizers.l2, strength=0.5, **options)


def test_the_objective_is_error_plus_strength_times_penalty():
    problem = moons_problem()
    error = losses.hinge([problem.model(x) for x in X], Y).data
    squares = sum(p.data**2 for p in problem.parameters())
    assert problem(X, Y).data == pytest.approx(error + 0.5 * squares, rel=1e-15)
    assert Problem(problem.model, losses.hinge)(X, Y).data == error


def test_its_gradient_is_that_of_the_error_plus_twice_the_strength_times_p():
    problem = moons_problem()
    problem(X, Y).backward()
    whole = [p.grad for p in problem.parameters()]
    problem.model.zero_grad()
    problem.error_term(X, Y).backward()
    assert whole == pytest.approx(
        [p.grad + 2 * 0.5 * p.data for p in problem.parameters()], rel=1e-14, abs=1e-15
    )


def test_the_penalty_can_be_that_of_another_model():
    problem, other = moons_problem(), nn.Neuron(2)
    other.load_state_dict({"w.0": 3.0, "w.1": -4.0, "b": 1.0})
    assert problem.penalty_term(other).data == 0.5 * (9 + 16 + 1)
    assert problem.penalty_term(problem.model).data == problem.penalty_term().data != 13.0


def test_biases_left_out_cost_nothing():
    problem = moons_problem(biases=False)
    for layer in problem.model.layers:
        for neuron in layer.neurons:
            neuron.b.data = 100.0
    assert problem.penalty_term().data == pytest.approx(
        0.5 * sum(w.data**2 for la in problem.model.layers for n in la.neurons for w in n.w)
    )
    assert "biases left out" in problem.describe()
    assert r"\sum_j w_j^2" in problem.latex()


def test_hyperparameters_have_no_gradient_and_parameters_do():
    problem = moons_problem()
    chosen = problem.hyperparameters(optim.SGD(problem.model, lr=0.3))
    assert chosen == {
        "nin": 2,
        "nouts": [4, 1],
        "activation": "relu",
        "dropout": 0.0,
        "error": "hinge",
        "penalty": "l2",
        "strength": 0.5,
        "biases": True,
        "lr": 0.3,
        "momentum": 0.0,
        "weight_decay": 0.0,
        "nesterov": False,
    }
    assert not any(hasattr(x, "grad") for x in chosen.values())
    assert all(hasattr(p, "grad") for p in problem.parameters())
    assert len(problem.parameters()) == 17


def test_what_partial_fills_in_and_what_the_optimizer_takes_are_hyperparameters_too():
    random.seed(2)
    model = nn.MLP(2, [2])
    problem = Problem(
        model, partial(losses.huber, delta=2.0), partial(regularizers.elastic_net, ratio=0.3), 0.1
    )
    assert list(problem.hyperparameters().items())[-6:] == [
        ("error", "huber"), ("delta", 2.0), ("penalty", "elastic_net"), ("ratio", 0.3), ("strength", 0.1),
        ("biases", True)]  # fmt: skip
    assert "ratio=0.3, strength=0.1, biases=True, lr=0.01, momentum=0.9," in " ".join(
        problem.describe(optim.SGD(model, lr=0.01, momentum=0.9)).split()
    )
    assert "error:    huber, the mean over" in problem.describe()
    assert (
        "penalty:  elastic_net, the sum of ρ |θ| + (1 - ρ) θ², where ρ is the ratio, biases included"
        in problem.describe()
    )
    assert problem.latex().endswith(r", \quad \lambda = 0.1, \quad \delta = 2, \quad \rho = 0.3")


def test_hyperparameters_left_at_their_defaults_are_named_too():
    problem = Problem(nn.MLP(2, [1]), losses.huber, regularizers.elastic_net, 2.5e-7)
    assert {"delta": 1.0, "ratio": 0.5}.items() <= problem.hyperparameters().items()
    assert problem.latex().endswith(
        r", \quad \lambda = 2.5 \cdot 10^{-7}, \quad \delta = 1, \quad \rho = 0.5"
    )


def test_the_formula_says_over_what_the_error_is_averaged_or_added():
    """For three examples of two outputs, by the formulas written out."""
    rows, targets = [[1.0, 2.0], [0.0, -1.0], [0.5, 0.5]], [[1, -1], [1, 1], [-1, 1]]
    random.seed(2)
    model = nn.MLP(2, [2])
    a = [[v.data for v in model(x)] for x in rows]
    terms = [(a[i][j] - targets[i][j]) ** 2 for i in range(3) for j in range(2)]
    mean, added = Problem(model), Problem(model, partial(losses.mean_squared_error, reduction="sum"))
    each = r"\sum_{i=1}^{n} \sum_{j=1}^{2} \left(a_{ij} - y_{ij}\right)^2, "
    assert mean(rows, targets).data == pytest.approx(sum(terms) / (2 * 3))
    assert mean.latex().startswith(r"\min_\theta \; \frac{1}{2 n} " + each)
    assert "the mean over the examples (x, y) and their outputs of (a - y)²" in mean.describe()
    assert added(rows, targets).data == pytest.approx(sum(terms))
    assert added.latex().startswith(r"\min_\theta \; " + each)
    assert "the sum over the examples (x, y) and their outputs of" in added.describe()
    quadratic = Problem(model, losses.quadratic)
    assert quadratic(rows, targets).data == pytest.approx(sum(terms) / (2 * 3))
    assert quadratic.latex().startswith(
        r"\min_\theta \; \frac{1}{n} \sum_{i=1}^{n} \tfrac{1}{2} \left\lVert y_i - a_i"
    )


def test_frozen_parameters_are_named_apart():
    problem = moons_problem()
    problem.model.layers[0].freeze()
    assert problem.describe().startswith("Find the 5 parameters θ")
    assert "training finds:  W2 1x4, b2 1; frozen are W1 4x2, b1 4\n" in problem.describe()
    problem.model.unfreeze().layers[0].neurons[1].freeze()
    assert "training finds:  W1 4x2, b1 4 (but 3 of them frozen), W2 1x4, b2 1\n" in problem.describe()
    assert "training finds:  none; frozen are " in Problem(problem.model.freeze()).describe()


def test_the_problem_is_told_in_words_and_in_latex():
    problem = moons_problem()
    text = problem.describe()
    assert text.splitlines()[0] == "Find the 17 parameters θ that make  error + 0.5 * penalty  smallest."
    assert "network:  f(x) = W2 relu(W1 x + b1) + b2" in text
    assert "parameters, which training finds:  W1 4x2, b1 4, W2 1x4, b2 1" in text
    assert text.endswith(f"in LaTeX:  {problem.latex()}")
    assert problem.latex() == (
        r"\min_\theta \; \frac{1}{n} \sum_{i=1}^{n} \max\left(0,\, 1 - y_i\, a_i\right) + \lambda \sum_j "
        r"\theta_j^2, \quad "
        r"a_i = f_\theta(x_i) = W^{2} \mathrm{relu}\left(W^{1} x_i + b^{1}\right) + b^{2}, \quad \lambda = "
        r"0.5"
    )
    assert problem._repr_latex_() == f"${problem.latex()}$"
    assert str(problem) == text


def test_every_loss_and_penalty_of_ours_has_its_words():
    ours = [getattr(losses, name) for name in losses.__all__]
    ours += [getattr(regularizers, name) for name in regularizers.__all__ if name != "chosen"]
    assert all(words_of(function) for function in ours)
    assert len({words_of(function).text for function in ours}) == len(ours)


def test_a_loss_and_a_penalty_of_ones_own_may_bring_their_words():
    """Its share of an example of three outputs, and a hyperparameter with a letter, also behind partial."""

    @in_words("|a - y|**p", latex=r"\left|a_i - y_i\right|^p", each_output=True, letters={"p": "p"})
    def power(outputs, targets, p=1.0):
        return p

    @in_words("the largest |θ|", latex=r"\max_j \left|\theta_j\right|")
    def largest(model, strength):
        return strength

    problem = Problem(nn.MLP(2, [3]), partial(power, p=3.0), largest, 0.5)
    assert "error:    power, the mean over the examples (x, y) and their outputs of |a - y|**p, where" in str(
        problem
    )
    assert "penalty:  largest, the largest |θ|, biases included" in str(problem)
    assert problem.latex().startswith(
        r"\min_\theta \; \frac{1}{3 n} \sum_{i=1}^{n} \sum_{j=1}^{3} \left|a_{ij} - y_{ij}\right|^p + "
        r"\lambda \max_j \left|\theta_j\right|, "
    )
    assert problem.latex().endswith(r", \quad \lambda = 0.5, \quad p = 3")


@every("error", [getattr(losses, name) for name in losses.__all__])
def test_braces_balance_in_all_latex(error):
    for penalty in (
        None,
        regularizers.l1,
        partial(regularizers.elastic_net, ratio=0.3),
        lambda ps, s, biases: 0.0,
    ):
        text = Problem(
            nn.MLP(2, [2, 1], activation="leaky_relu"), error, penalty, 0.1 if penalty else 0.0
        ).latex()
        assert text.count("{") == text.count("}")
        assert text.count(r"\left") == text.count(r"\right")
        assert not re.search(r"(?<!\\)_[a-z]+_", text)


def test_functions_and_models_of_ones_own_are_named():
    def my_loss(outputs, targets):
        return losses.quadratic(outputs, targets)

    problem = Problem(nn.Sequential(nn.Layer(2, 1)), my_loss)
    assert (
        "error:    my_loss, a function of the outputs a = f(x) and the targets y of all examples"
        in problem.describe()
    )
    assert "network:  f(x) = Sequential of [Layer of [ReLUNeuron(2)]]" in problem.describe()
    assert (
        r"\mathrm{my\_loss}(a_1, \ldots, a_n;\, y_1, \ldots, y_n), \quad a_i = f_\theta(x_i)"
        in problem.latex()
    )


@every(
    ("options", "text"),
    [
        ({"error": "hinge"}, "Problem takes a model and then a loss, such as losses.hinge, but got "
         "ReLUNeuron(1) and 'hinge'"),
        ({"penalty": "l2"}, "Problem takes a penalty such as regularizers.l2, or None, but got 'l2'"),
        ({"strength": 0.1}, "a strength of 0.1 needs a penalty to weigh; give one, such as regularizers.l2"),
        ({"penalty": regularizers.l2, "strength": -1.0},
         "the strength of a penalty is 0 or more, but got -1.0; "
         "below 0 it would reward large weights"),
    ],
)  # fmt: skip
def test_errors_say_what_was_given_and_what_to_do(options, text):
    with pytest.raises((TypeError, ValueError), match=re.escape(text)):
        Problem(nn.Neuron(1), **options)


def test_a_penalty_of_ones_own_needs_to_know_of_biases_only_if_they_are_left_out():
    model = nn.MLP(2, [1])

    def squares(m, strength):
        return strength * sum(p * p for p in m.parameters())

    own, ours = (
        Problem(model, losses.hinge, penalty, 0.1).penalty_term().data
        for penalty in (squares, regularizers.l2)
    )
    assert own == pytest.approx(ours)


def test_what_is_described_is_what_is_computed_for_models_of_every_kind():
    outputs, y = [2.0, -1.0, 0.5], [1.0, 1.0, 1.0]
    value = losses.mean_squared_error([outputs], [y])
    assert value == pytest.approx(sum((a - b) ** 2 for a, b in zip(outputs, y, strict=True)) / 3)
    for model, k in (
        (nn.MLP(2, [3]), "3"),
        (nn.Sequential(nn.Layer(2, 3)), "3"),
        (nn.Sequential(nn.MLP(2, [2]), nn.Sequential(nn.MLP(2, [4]))), "4"),
        (nn.Sequential(nn.Layer(2, 4), nn.MaxPool(2)), "k"),
    ):
        problem = Problem(model, losses.mean_squared_error)
        assert (
            rf"\frac{{1}}{{{k} n}} \sum_{{i=1}}^{{n}} \sum_{{j=1}}^{{{k}}} \left(a_{{ij}}" in problem.latex()
        )
        assert "the mean over the examples (x, y) and their outputs of (a - y)²" in problem.describe()
    assert r"\frac{1}{n} \sum_{i=1}^{n} \left(a_i" in Problem(nn.Layer(2, 1)).latex()


def test_a_loss_of_ones_own_is_not_said_to_be_a_mean():
    def worst(outputs, targets):
        return max(abs(a.data - y) for a, y in zip(outputs, targets, strict=True))

    problem = Problem(nn.MLP(2, [1]), worst)
    assert (
        "  error:    worst, a function of the outputs a = f(x) and the targets y of all examples\n"
        in problem.describe()
    )
    assert problem.latex().startswith(
        r"\min_\theta \; \mathrm{worst}(a_1, \ldots, a_n;\, y_1, \ldots, y_n), \quad a_i = f_\theta(x_i)"
    )
    assert r"\mathrm{own}(a_1" in Problem(nn.MLP(2, [1]), lambda a, y: a).latex()


@every(
    ("error", "each"),
    [(losses.hinge, True), (losses.mean_squared_error, True), (losses.huber, True),
     (losses.binary_cross_entropy, True),
     (losses.binary_cross_entropy_with_logits, True), (losses.quadratic, False),
     (losses.cross_entropy, False),
     (losses.negative_log_likelihood, False)],
)  # fmt: skip
def test_losses_of_each_output_are_told_from_those_of_a_row(error, each):
    """The former give for one row of three outputs the mean of three terms, the latter a term."""
    outputs, targets = ([[-0.5, -0.25, -0.125]], [1]) if not each else ([[0.5, 0.25, 0.125]], [[1, 1, 1]])
    targets = [[1.0, 0.0, 1.0]] if error is losses.quadratic else targets
    terms = error(outputs, targets, reduction="none")
    assert isinstance(terms[0], list) is each
    problem = Problem(nn.MLP(2, [3]), error)
    assert ("over the examples (x, y) and their outputs of" in problem.describe()) is each
    assert problem.latex().startswith(r"\min_\theta \; \frac{1}{3 n} \sum_{i=1}^{n} \sum_{j=1}^{3} ") is each
