"""The garbage collector sleeps while a step is built, and is afterwards as it was."""

import gc
import random
import threading

import pytest
from cases import every

from micrograd_like import Value, data, losses, optim
from micrograd_like.collector import paused_collector
from micrograd_like.nn import MLP
from micrograd_like.training import least_squares
from micrograd_like.training.loop import fit


@pytest.fixture(autouse=True)
def collector_on():
    gc.enable()
    yield
    gc.enable()


def leave_by(error):
    with paused_collector():
        assert not gc.isenabled()
        if error:
            raise error


@pytest.mark.parametrize("error", [None, ValueError(), KeyboardInterrupt(), SystemExit(), GeneratorExit()])
@pytest.mark.parametrize("on", [True, False])
def test_however_a_block_ends_the_collector_is_as_it_was(error, on):
    if not on:
        gc.disable()
    if error is None:
        leave_by(None)
    else:
        with pytest.raises(type(error)):
            leave_by(error)
    assert gc.isenabled() is on


def test_blocks_inside_blocks_wake_the_collector_at_the_end_of_the_outer_one():
    with paused_collector():
        with paused_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_was_woken_inside_stays_awake():
    with paused_collector():
        gc.enable()
    assert gc.isenabled()


def test_a_block_works_in_a_thread_too():
    seen = []
    thread = threading.Thread(target=lambda: (leave_by(None), seen.append(gc.isenabled())))
    thread.start()
    thread.join()
    assert seen == [True]


class Watched(MLP):
    """A network that notes whether the collector is on: while it trains, and while it is used."""

    def __init__(self):
        random.seed(0)
        super().__init__(2, [3, 1])
        self.seen = {"train": set(), "eval": set()}

    def __call__(self, x):
        self.seen["train" if self.training else "eval"].add(gc.isenabled())
        return super().__call__(x)


def train(model, **options):
    return fit(model, data.xor(12), **{"epochs": 2, "batch": 4, "progress": False, **options})


def test_fit_pauses_it_within_a_step_and_not_in_callbacks_and_validation():
    model, seen = Watched(), []

    def loss(outputs, targets):
        if model.training:
            seen.append(gc.isenabled())
        return losses.mean_squared_error(outputs, targets)

    called = []
    train(model, loss=loss, callbacks=[lambda history, model: called.append(gc.isenabled())])
    assert model.seen == {"train": {False}, "eval": {True}}
    assert set(seen) == {False}
    assert called == [True, True]
    assert gc.isenabled()


def test_fit_leaves_a_collector_off_that_the_user_has_switched_off():
    gc.disable()
    called = []
    train(MLP(2, [3, 1]), callbacks=[lambda history, model: called.append(gc.isenabled())])
    assert called == [False, False]
    assert not gc.isenabled()


@every("error", [ZeroDivisionError, KeyboardInterrupt])
def test_a_step_that_breaks_off_wakes_it(error):
    class Breaks(optim.SGD):
        def step(self):
            assert not gc.isenabled()
            raise error

    model = MLP(2, [3, 1])
    if error is KeyboardInterrupt:
        assert train(model, optimizer=Breaks(model)).stopped == "interrupted"
    else:
        with pytest.raises(error):
            train(model, optimizer=Breaks(model))
    assert gc.isenabled()


def test_the_graph_of_a_step_is_gone_before_the_collector_wakes():
    """So that the first thing it does is not a walk over all of it."""

    class Counted(Value):
        pass

    def count():
        return sum(isinstance(thing, Counted) for thing in gc.get_objects())

    def loss(outputs, targets):
        return sum((Counted(y) * a - 1) ** 2 for a, y in zip(outputs, targets, strict=True)) * 0.25

    model = MLP(2, [3, 1])
    after = []
    train(model, loss=loss, callbacks=[lambda history, model: after.append(count())], validation=0)
    assert after == [0, 0]


def test_gradient_descent_on_a_line_pauses_it_too(monkeypatch):
    seen, real = [], least_squares.mean_squared_error
    monkeypatch.setattr(
        least_squares, "mean_squared_error", lambda *given: (seen.append(gc.isenabled()), real(*given))[1]
    )
    least_squares.descend([[0.0], [1.0]], [1.0, 3.0], steps=3)
    assert seen[1:-1] == [False] * 3  # the first and the last are a look at the loss
    assert gc.isenabled()
