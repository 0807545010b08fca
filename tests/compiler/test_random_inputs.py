"""Random numbers in a compiled function: drawn anew for each replay, as the function itself would have done."""

import random

import pytest

from micrograd_like import MLP, compile, losses, nn, optim
from micrograd_like.compiler import TraceWarning

ROWS = [[0.1 * i * j - 0.4 for j in range(3)] for i in range(4)]
TARGETS = [0.5, -1.0, 2.0, 0.0]


def cost(model, rows, targets):
    return losses.mean_squared_error([model(x) for x in rows], targets)


@pytest.mark.parametrize("seed", [5, None])
@pytest.mark.parametrize("backend", ["python", "numpy"])
def test_training_with_dropout_has_the_losses_of_the_engine_and_leaves_the_generators_alike(backend, seed):
    found = []
    for compiled in (False, True):
        random.seed(3)
        model = MLP(3, [6, 1], dropout=0.3, seed=seed)
        optimizer = optim.Adam(model.parameters(), lr=0.01)
        step = compile(cost, backend=backend).training_step(optimizer) if compiled else None
        told = []
        for _ in range(6):
            if step:
                told.append(step(model, ROWS, TARGETS))
                continue
            optimizer.zero_grad()
            loss = cost(model, ROWS, TARGETS)
            loss.backward()
            optimizer.step()
            told.append(loss.data)
        found.append(
            (told, random.random(), [m.rng and m.rng.random() for m in model.modules() if hasattr(m, "rng")])
        )
    (eager, *left), (replayed, *after) = found
    assert left == after
    assert len(set(eager)) == 6
    for a, b in zip(eager, replayed, strict=True):
        assert abs(a - b) <= 1e-13 * abs(a)


def test_each_call_draws_in_the_order_of_the_function():
    own = random.Random(7)
    f = lambda x: x * random.gauss(0.0, 1.0) + own.uniform(-1.0, 1.0) * random.random()  # noqa: E731
    program = compile(f, 1.0)
    runs = []
    for g in (f, program):
        random.seed(1)
        own.seed(2)
        runs.append([g(x) for x in (1.0, 2.0, 3.0)])
    assert runs[0] == runs[1]
    slope = program.grad(2.0)
    random.seed(1)
    assert slope != program.grad(2.0) == random.Random(1).gauss(0.0, 1.0)


def test_looking_at_a_program_draws_nothing():
    dropout = nn.Dropout(0.5, seed=1)
    model = nn.Sequential(dropout, MLP(2, [1]))
    program = compile(lambda m, x: m(x) * random.random())
    before = random.getstate(), dropout.rng.getstate()
    program.trace(model, [1.0, 2.0])
    program.explain(model, [1.0, 2.0])
    assert (random.getstate(), dropout.rng.getstate()) == before


def test_random_numbers_that_are_no_floats_are_frozen_with_a_warning_at_the_line():
    with pytest.warns(TraceWarning, match="drawn in a way that is not recorded") as told:
        compile(lambda x: x * random.choice([2.0, 3.0]), 1.0)
    assert told[0].filename == __file__


def test_numbers_drawn_by_numpy_are_frozen_with_a_word():
    np = pytest.importorskip("numpy")
    with pytest.warns(TraceWarning, match="random numbers were drawn in a way that is not recorded"):
        compile(lambda x: x * float(np.random.standard_normal()), 1.0)
