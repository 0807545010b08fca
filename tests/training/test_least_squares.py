"""The closed form against exact fractions, NumPy's QR, gradient descent, and a gradient that must vanish."""

import random
from fractions import Fraction

import numpy as np
import pytest
from cases import every

from micrograd_like import Value, nn
from micrograd_like.data.dataset import Dataset
from micrograd_like.data.scaling import Scaling
from micrograd_like.nn import losses
from micrograd_like.nn.regularizers import l2
from micrograd_like.rules import table
from micrograd_like.training.least_squares import Line, SingularError, descend, solve, solve_positive
from micrograd_like.training.loop import fit
from micrograd_like.training.optim import SGD
from micrograd_like.training.problem import Problem


def example(n=30, k=3, seed=1):
    rng = random.Random(seed)
    X = [[rng.gauss(0, 1) + j for j in range(k)] for _ in range(n)]
    return X, [2.0 * row[0] - row[1] + 0.5 + rng.gauss(0, 0.1) for row in X]


def test_points_on_a_line_give_the_line():
    line = solve([[0.0, 1.0], [1.0, 3.0], [2.0, -1.0], [5.0, 2.0]], [3 - 2.0, 5 - 6.0, 7 + 2.0, 13 - 4.0])
    assert [*line.w, line.b] == pytest.approx([2.0, -2.0, 3.0], rel=1e-14)
    assert line([1.0, 1.0]) == pytest.approx(3.0, rel=1e-14)


def test_the_solution_is_numpys():
    X, y = example()
    ours = solve(X, y)
    theirs, *_ = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y, rcond=None)
    assert [*ours.w, ours.b] == pytest.approx(theirs.tolist(), rel=1e-12)


def test_elimination_is_exact_up_to_rounding():
    rng = random.Random(2)
    root = [[rng.randint(-5, 5) for _ in range(4)] for _ in range(6)]
    matrix = [[sum(row[i] * row[j] for row in root) for j in range(4)] for i in range(4)]
    exact = [Fraction(1), Fraction(-2), Fraction(1, 3), Fraction(5)]
    right = [sum(a * x for a, x in zip(row, exact, strict=True)) for row in matrix]
    got = solve_positive([[float(a) for a in row] for row in matrix], [float(r) for r in right])
    assert got == pytest.approx([float(x) for x in exact], rel=1e-12)


@every("strength", [0.0, 0.3])
def test_at_the_solution_the_engines_gradient_is_zero(strength):
    X, y = example()
    line = solve(X, y, strength)
    w, b = [Value(x) for x in line.w], Value(line.b)
    loss = losses.mean_squared_error([table.affine(w, x, b) for x in X], y) + strength * table.dot(w, w)
    loss.backward()
    assert [p.grad for p in [*w, b]] == pytest.approx([0.0] * 4, abs=1e-14)


@pytest.mark.slow
@pytest.mark.parametrize("strength", [0.0, 0.3])
def test_gradient_descent_walks_to_the_same_line(strength):
    X, y = example(n=15, k=2)
    closed, walked = solve(X, y, strength), descend(X, y, strength, lr=0.15, steps=600)
    assert [*walked.w, walked.b] == pytest.approx([*closed.w, closed.b], rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("strength", [0.0, 0.3])
def test_fit_comes_to_the_closed_form_of_the_same_problem(strength):
    X, y = example(n=20, k=2)
    problem = Problem(nn.MLP(2, [1]), losses.mean_squared_error, l2, strength, biases=False)
    fit(
        problem.model,
        Dataset(X, y),
        loss=problem.error,
        penalty=problem.penalty_term,
        optimizer=SGD(problem.model, lr=0.15),
        epochs=700,
        batch=None,
        validation=0,
        progress=False,
    )
    closed = solve(X, y, strength)
    assert [p.data for p in problem.parameters()] == pytest.approx([*closed.w, closed.b], rel=1e-9)


@every(
    ("X", "column"),
    [
        ([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], 1),  # one column is twice the other
        (
            [[0.1, 0.3, 0.4], [0.7, 0.2, 0.9], [0.5, 0.6, 1.1], [0.9, 0.3, 1.2]],
            2,
        ),  # the sum of the others, rounded
        (
            [[1.0, 0.9, 1.9], [0.1, 0.1, 0.2], [0.8, 0.7, 1.5], [0.7, 0.3, 1.0], [0.6, 0.6, 1.2]],
            2,
        ),  # a pivot of 2e-16 is left
        ([[3.0, 1.0], [3.0, 2.0], [3.0, 4.0]], 0),  # a constant, which b is already
    ],
)
def test_where_no_single_line_is_best_the_closed_form_says_so_and_l2_helps(X, column):
    y = [float(i) for i in range(len(X))]
    with pytest.raises(
        SingularError, match=rf"^XᵀX has no inverse: column {column} is determined by the columns before it"
    ):
        solve(X, y)
    assert all(abs(w) < 100 for w in solve(X, y, strength=0.01).w)


@every("scale", [1e-3, 1.0, 1e3])
def test_fewer_examples_than_unknowns_are_always_found_out(scale):
    rng = random.Random(1)
    for k in (1, 2, 5, 6):
        X = [[rng.gauss(0, scale ** (j % 2)) for j in range(k)] for _ in range(k)]
        with pytest.raises(
            SingularError,
            match=rf"^{k} examples cannot determine {k} weights and a bias; give {k + 1} examples or more",
        ):
            solve(X, [1.0] * k)
        assert len(solve(X, [float(i) for i in range(k)], strength=0.01).w) == k


def test_two_columns_that_are_nearly_equal_still_have_their_line():
    """They differ by h = 2^-17 times (1, -1, -1, 1): the second pivot is 4 h², 5e-11 of the first."""
    h = 2.0**-17
    X = [[x, x + h * z] for x, z in zip([0.0, 1.0, 2.0, 3.0], [1, -1, -1, 1], strict=True)]
    assert solve(X, [2 * a + 3 * b + 1 for a, b in X]) == Line([2.0, 3.0], 1.0)


@every("scale", [1e200, 1e-160, 1e-200])  # 1e-160 squared is a double with few of its bits
def test_squares_beyond_the_range_of_doubles_are_told_apart_from_singular_columns(scale):
    X, y = [[scale, 1.0], [2 * scale, 0.0], [3 * scale, 5.0], [5 * scale, 1.0]], [1.0, 2.0, 3.0, 5.0]
    with pytest.raises(
        SingularError,
        match=r"^the squares of column 0 leave the range of doubles; standardise the columns first",
    ):
        solve(X, y)
    d = Dataset(X, y)
    scaling = Scaling.of(d)
    line = solve(scaling(d).X, scaling(d).y)
    assert [scaling.target(line(scaling.row(x))) for x in X] == pytest.approx(y, abs=1e-12)


def test_steps_that_are_too_long_are_told_and_not_returned_as_nan():
    with pytest.raises(
        ValueError, match=r"^500 steps with lr=10 ran away: the loss was 4.667 and is nan; give a smaller lr$"
    ):
        descend([[1.0], [2.0], [3.0]], [1.0, 2.0, 3.0], lr=10, steps=500)


def test_steps_that_run_away_are_told_and_standing_still_is_no_running_away():
    X, y = [[float(i)] for i in range(20)], [float(i) for i in range(20)]
    with pytest.raises(
        ValueError,
        match=r"^20 steps with lr=0.1 ran away: the loss was 123.5 and is \d.*e\+\d\d; give a smaller lr$",
    ):
        descend(X, y, steps=20)
    assert descend([[1.0], [2.0]], [0.0, 0.0], steps=3) == Line([0.0], 0.0)
    assert descend(X, y, steps=0) == Line([0.0], 0.0)


@every("x", [0.1, 1e-149])
def test_small_columns_are_solved_and_constant_ones_are_found_out(x):
    assert solve([[x], [2 * x], [4 * x]], [1.0, 2.0, 4.0]).w == pytest.approx([1 / x], rel=1e-12)
    with pytest.raises(
        SingularError,
        match=r"^XᵀX has no inverse: column 0 is determined by the columns before it and the bias",
    ):
        solve([[x, 1.0], [x, 2.0], [x, 5.0]], [1.0, 2.0, 3.0])


def test_an_mlp_has_several_minima_with_a_hill_between_so_no_closed_form():
    """Exchanging two hidden neurons gives another minimum; half-way between, the loss is higher."""
    X, y = [[-2.0], [-1.0], [0.0], [1.0], [2.0]], [2.0, 1.0, 0.0, 1.0, 2.0]
    model = nn.MLP(1, [2, 1])
    here = {
        "layers.0.neurons.0.w.0": 1.0,
        "layers.0.neurons.1.w.0": -1.0,
        "layers.0.neurons.0.b": 0.0,
        "layers.0.neurons.1.b": 0.0,
        "layers.1.neurons.0.w.0": 1.0,
        "layers.1.neurons.0.w.1": 1.0,
        "layers.1.neurons.0.b": 0.0,
    }
    there = {**here, "layers.0.neurons.0.w.0": -1.0, "layers.0.neurons.1.w.0": 1.0}
    middle = {name: (here[name] + there[name]) / 2 for name in here}

    def loss(state):
        model.load_state_dict(state)
        return losses.mean_squared_error([model(x) for x in X], y).data

    assert (loss(here), loss(there), loss(middle)) == (0.0, 0.0, 2.0)


def test_a_line_without_examples_is_refused():
    with pytest.raises(
        ValueError, match=r"^least squares takes a target for each row, but got 1 for 0 rows$"
    ):
        solve([], [1.0])
    assert Line([2.0], 1.0)([3.0]) == 7.0


@every("solution", [solve, descend])
@every(
    ("rows", "y", "strength", "text"),
    [
        ([1.0, 2.0], [1.0, 2.0], 0.0, "least squares takes rows of numbers, but row 0 is 1.0; for one column "
         "write [1.0]"),
        ([[1.0, 2.0], [3.0]], [1.0, 2.0], 0.0, "least squares takes rows of one length, but row 1 has 1 "
         "numbers and row 0 2"),
        ([[1.0], [np.inf]], [1.0, 2.0], 0.0, "least squares takes finite numbers, but row 1 is [inf] with "
         "target 2.0; leave it out"),
        ([[1.0], [2.0]], [1.0, 2.0], -1.0, "the strength of a penalty is 0 or more, but got -1.0; below 0 "
         "there may be no smallest loss"),
    ],
)  # fmt: skip
def test_what_has_no_least_squares_is_refused(solution, rows, y, strength, text):
    with pytest.raises(ValueError) as error:  # noqa: PT011  the text is compared whole
        solution(rows, y, strength)
    assert str(error.value) == text


def test_a_column_of_targets_is_taken_and_several_are_not():
    X, y = [[1.0], [2.0], [4.0]], [1.0, 2.0, 3.0]
    assert solve(X, np.array(y)[:, None]) == solve(X, y)
    with pytest.raises(
        ValueError,
        match=r"^least squares here has one target for each row, but got \[1.0, 2.0\]; solve for each",
    ):
        solve(X, [[1.0, 2.0]] * 3)
