"""fit(compile=...): the same training as step by step, or a sentence that says why it is not compiled."""

import io
import math
import random
import warnings
from functools import partial
from itertools import chain

import pytest
from fits import network, numbers

from micrograd_like import Value, data, log_softmax, losses, optim, pick, regularizers, schedules
from micrograd_like.compiler.tiers import has_llvmlite
from micrograd_like.nn import MLP, Module
from micrograd_like.training import compiled
from micrograd_like.training.history import ProgressLine
from micrograd_like.training.loop import fit

MOONS = data.moons(45)  # 36 rows to train on: batches of 16, 16 and 4


def run(how, rows=MOONS, sizes=(2, 6, 2), of=None, make=None, **options):
    """A training that starts at the same numbers each time: the network and the history."""
    random.seed(5)
    model = of() if of else MLP(sizes[0], list(sizes[1:]))
    options = {"epochs": 6, "batch": 16, "progress": False, "optimizer": make and make(model), **options}
    return model, fit(model, rows, compile=how, **options)


def close(a, b, rel=1e-12):
    return all(math.isclose(x, y, rel_tol=rel, abs_tol=1e-13) for x, y in zip(a, b, strict=True))


def same(**options):
    """Trained both ways: the same losses, accuracies and parameters; the history of the compiled run."""
    (one, eager), (two, replayed) = run(False, **options), run(True, **options)
    assert replayed.compiled.startswith("compiled after epoch 1"), replayed.compiled
    assert close(eager.loss, replayed.loss)
    assert eager.lr == replayed.lr
    assert close(eager.validation_loss, replayed.validation_loss)
    assert (eager.accuracy, eager.stopped, len(eager)) == (
        replayed.accuracy,
        replayed.stopped,
        len(replayed),
    )
    assert close(numbers(one), numbers(two), 1e-10)
    return replayed


@pytest.mark.slow
@pytest.mark.parametrize(("loss", "outputs"), [("hinge", 1), ("cross_entropy", 2), ("binary_cross_entropy", 1),
                                           ("mean_squared_error", 2), ("quadratic", 2), ("huber", 2)])  # fmt: skip
def test_thirty_epochs_on_moons_have_the_losses_of_the_engine(loss, outputs):
    assert same(loss=loss, sizes=(2, 8, outputs), epochs=30).compiled.startswith("compiled after epoch 1")


@pytest.mark.slow
def test_one_row_is_traced_for_all_batches_where_the_loss_is_a_mean_over_rows(monkeypatch):
    pytest.importorskip("llvmlite", reason="one row is traced where there are lanes to run it in")
    made, start = [], compiled.Replays.__init__
    monkeypatch.setattr(compiled.Replays, "__init__", lambda self, run: made.append(self) or start(self, run))
    for options, traces in (
        ({}, 1),
        (
            {"loss": "cross_entropy", "sizes": (2, 4, 2), "penalty": partial(regularizers.l2, strength=0.01)},
            1,
        ),
        ({"loss": partial(losses.hinge, reduction="sum")}, 2),
        ({"loss": lambda outputs, targets: losses.mean_squared_error(outputs, targets)}, 2),
        ({"of": lambda: MLP(2, [4, 2], dropout=0.5, seed=3)}, 2),
    ):
        same(**{"epochs": 3, "sizes": (2, 4, 1), **options})
        assert made[-1].step.shapes == traces, options


def test_a_number_is_learnt_as_step_by_step():
    same(rows=data.linear(20, noise=0.1), sizes=(2, 4, 1))


def test_three_classes_are_learnt_as_step_by_step():
    same(rows=data.iris().take(range(0, 150, 5)), sizes=(4, 3), epochs=4)


def test_schedule_penalty_momentum_and_early_stopping_are_those_of_the_engine():
    found = same(loss="hinge", sizes=(2, 4, 1), epochs=40, patience=3, schedule=schedules.linear(1.0, 0.1, 60),
                 make=lambda m: optim.SGD(m, lr=0.5, momentum=0.5), penalty=partial(regularizers.l2, strength=0.01))  # fmt: skip
    assert found.stopped == "early"


def test_the_optimizer_ends_with_the_state_and_the_counts_of_the_engine():
    kept = []
    for how in (False, True):
        made = []
        run(how, make=lambda m, made=made: made.append(optim.Adam(m, lr=0.01)) or made[0])
        kept.append(made[0].state_dict())
    assert (kept[0]["steps"], kept[0]["counts"]) == (kept[1]["steps"], kept[1]["counts"])
    assert close(chain(*kept[0]["state"]), chain(*kept[1]["state"]), 1e-9)


def test_a_layer_frozen_and_set_free_by_callbacks_rests_in_between():
    def freeze(history, model):
        if len(history) == 2:
            model.layers[0].freeze()
        if len(history) == 4:
            model.layers[0].unfreeze()

    same(sizes=(2, 3, 2), epochs=6, callbacks=[freeze])


def test_parameters_that_a_callback_changes_are_trained_on():
    def shrink(history, model):
        for p in model.parameters():
            p.data *= 0.5

    same(sizes=(2, 3, 2), callbacks=[shrink])


def test_a_run_resumed_has_the_numbers_of_an_unbroken_one(tmp_path):
    whole, _ = run(True, checkpoint=tmp_path / "whole.json")
    run(True, checkpoint=tmp_path / "part.json", callbacks=[lambda h, m: len(h) == 3])
    part, history = run(True, checkpoint=tmp_path / "part.json", resume=True, callbacks=[lambda h, m: False])
    assert history.compiled.startswith("compiled after epoch 3")
    assert len(history) == 6
    assert numbers(part) == numbers(whole)


def test_a_value_outside_the_model_that_the_optimizer_trains_too_moves_once_a_step():
    found = []
    for how in (False, True):
        scale = Value(0.7)

        def cost(outputs, targets, scale=scale):
            return losses.mean_squared_error([scale * y for y in outputs], targets)

        run(how, rows=data.linear(20), sizes=(2, 1), loss=cost,
            make=lambda m, scale=scale: optim.SGD([*m.parameters(), scale], lr=0.05))  # fmt: skip
        found.append(scale.data)
    assert found[0] != 0.7
    assert math.isclose(*found, rel_tol=1e-12)


def refused(**options):
    """Why a run is not compiled; it has to have gone on as step by step, to the bit."""
    one, eager = run(False, **options)
    with pytest.warns(UserWarning, match=r"^not compiled: .*; the run goes on step by step$"):
        two, history = run(True, **options)
    assert (history.loss, numbers(one)) == (eager.loss, numbers(two))
    return history.compiled


@pytest.mark.parametrize("seed", [4, None])
def test_dropout_draws_the_masks_that_it_draws_step_by_step(seed):
    same(of=lambda: MLP(2, [6, 2], dropout=0.3, seed=seed))


def test_clipping_is_not_compiled():
    assert refused(clip=1.0) == "not compiled: clip= needs the length of the whole gradient in each step"


def test_a_loss_that_indexes_by_the_class_is_not_compiled_and_one_that_picks_is():
    def indexing(outputs, classes):
        return sum(-log_softmax(row)[k] for row, k in zip(outputs, classes, strict=True))

    def picking(outputs, classes):
        rows = [log_softmax(row) for row in outputs]
        return losses.negative_log_likelihood(rows, classes) + sum(map(pick, rows, classes)) * -0.1

    assert "write pick(xs, k)" in refused(loss=indexing)
    same(loss=picking)


class Branching(Module):
    """A model with a Python branch on its output."""

    def __init__(self):
        self.w = Value(0.3)

    def __call__(self, x):
        z = self.w * x[0]
        return z if z > 0 else 0.1 * z


def test_a_branch_taken_in_python_is_not_compiled():
    told = refused(of=Branching, rows=data.linear(20))
    assert told.startswith("not compiled: frozen while tracing: a branch was taken by a comparison")


class Comparing(Module):
    """A model that asks whether an input is 0, which none of the rows is at first."""

    def __init__(self):
        self.w = Value(0.3)

    def __call__(self, x):
        return self.w * x[0] + (1.0 if x[0] == 0.0 else 0.0)


def test_an_input_asked_whether_it_is_a_number_is_not_compiled():
    told = refused(of=Comparing, rows=data.linear(20))
    assert told.startswith("not compiled: "), told


def test_a_loss_that_changes_while_training_is_noticed_and_not_compiled():
    strength = [0.0]

    def stronger(history, model):
        strength[0] = 0.5 * len(history) if len(history) > 2 else 0.0

    def penalty(model):
        return strength[0] * regularizers.l2(model, 1.0)

    with pytest.warns(UserWarning, match="the loss of a replay was"):
        _, history = run(True, penalty=penalty, callbacks=[stronger], epochs=8)
    assert history.compiled.startswith("no longer compiled: the loss of a replay was")


def test_auto_does_not_compile_what_is_over_soon_and_says_so():
    (one, eager), (two, history) = run(False), run("auto")
    assert (history.loss, numbers(one)) == (eager.loss, numbers(two))
    steps = compiled.STEPS[compiled.accelerated]
    if has_llvmlite():  # one row of a batch of 16 is traced
        steps = max(steps // 16, compiled.ENOUGH)
    assert history.compiled == (
        f"not compiled: 15 steps are left, and compiling takes as long as about {steps} steps of the engine"
    )


@pytest.mark.slow
def test_auto_compiles_a_long_run_and_goes_back_where_it_does_not_pay(monkeypatch):
    monkeypatch.setattr(compiled, "STEPS", {True: 1, False: 1})
    _, history = run("auto", epochs=12, sizes=(2, 16, 16, 2))
    assert history.compiled.startswith(("compiled after epoch 1", "no longer compiled: a replay took"))
    monkeypatch.setattr(compiled.Replays, "_by_engine", lambda self, batch: self._timed(
        "engine", lambda b: (self.times.update(engine=1e-9), self.run.paused_step(b))[1], batch))  # fmt: skip
    one, history = run("auto", epochs=12, sizes=(2, 4, 2), make=lambda m: optim.SGD(m, lr=0.1))
    assert history.compiled.startswith("no longer compiled: a replay took")
    two, _ = run(False, epochs=12, sizes=(2, 4, 2), make=lambda m: optim.SGD(m, lr=0.1))
    assert close(numbers(one), numbers(two), 1e-10)


def test_the_progress_says_once_what_came_of_compiling():
    stream = io.StringIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run(True, clip=1.0, progress=ProgressLine(6, stream))
    lines = stream.getvalue().splitlines()
    assert [line for line in lines if line.startswith("not compiled: ")] == lines[2:3]


def test_another_word_for_compile_is_refused():
    with pytest.raises(ValueError, match=r"^fit takes compile=True, False or 'auto', but got 'yes'$"):
        fit(network(), MOONS, compile="yes")


def test_without_compile_nothing_is_said():
    assert run(False)[1].compiled == ""
