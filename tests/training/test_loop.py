"""The training loop: what it does to a network, what it measures, how it ends, and what it keeps."""

import io
import json
import math
import random
from functools import partial

import numpy as np
import pytest
from cases import every
from fits import XOR, network, numbers, short

from micrograd_like import Value, custom, data, losses, optim, regularizers, schedules
from micrograd_like.nn import MLP, Layer, Sequential, Softmax
from micrograd_like.training.history import ProgressLine
from micrograd_like.training.loop import fit
from micrograd_like.training.problem import Problem
from micrograd_like.training.tasks import predict

# ---- what is learnt


def test_one_step_of_fit_is_the_step_written_out_by_hand():
    model, twin = network(), network()
    fit(
        model,
        XOR,
        loss="hinge",
        optimizer=optim.SGD(model, lr=0.5),
        penalty=lambda m: regularizers.l2(m, 0.01),
        epochs=1,
        batch=None,
        validation=0,
        shuffle=False,
        progress=False,
    )
    total = sum(((1 - y * twin(x)).relu() for x, y in zip(XOR.X, XOR.signs, strict=True)), Value(0.0)) * (
        1 / 24
    )
    total = total + 0.01 * sum(p * p for p in twin.parameters())
    total.backward()
    for p, q in zip(model.parameters(), twin.parameters(), strict=True):
        assert p.data == pytest.approx(q.data - 0.5 * q.grad, rel=1e-14)


def test_linear_regression_comes_to_the_least_squares_solution():
    """numpy solves the normal equations; full-batch gradient descent must meet it."""

    line = data.linear(20, noise=0.3)
    model = MLP(2, [1])
    fit(model, line, optimizer=optim.SGD(model, lr=0.5), epochs=200, batch=None, validation=0, progress=False)
    A = np.column_stack([np.array(line.X), np.ones(20)])
    assert numbers(model) == pytest.approx(
        np.linalg.lstsq(A, np.array(line.y), rcond=None)[0].tolist(), abs=1e-9
    )


def test_equal_seeds_give_equal_runs_and_others_do_not():
    runs = []
    for seed in (1, 1, 2):
        model = network()
        runs.append((short(model, seed=seed).loss, numbers(model)))
    assert runs[0] == runs[1] != runs[2]


def test_every_epoch_shuffles_anew_and_shuffle_false_keeps_the_order():
    for shuffle in (True, False):
        seen = []
        model = network()

        def note(outputs, targets, seen=seen):
            if len(targets) > 1:  # one row at a time it is asked which class it would like best
                seen.append(tuple(targets))
            return losses.binary_cross_entropy_with_logits(outputs, targets)

        short(model, loss=note, epochs=3, batch=None, validation=0, shuffle=shuffle)
        assert len(set(seen)) == (3 if shuffle else 1)


def test_a_loss_of_ones_own_that_needs_its_batch_is_trained_with():
    """micrograd's own way of writing the loss, and losses that need their batch."""
    weights = [1.0] * 24

    def demo(outputs, targets):
        return sum((1 + -(2 * y - 1) * a).relu() for a, y in zip(outputs, targets, strict=True)) * (
            1 / len(outputs)
        )

    def weighed(outputs, targets):
        rows = zip(weights, outputs, targets, strict=True)
        return sum(w * (a - (2 * y - 1)) ** 2 for w, a, y in rows) * (1 / 24)

    for loss in (demo, weighed):
        model = network(hidden=8, activation="tanh")
        history = fit(
            model,
            XOR,
            loss=loss,
            optimizer=optim.Adam(model, lr=0.1),
            epochs=60,
            batch=None,
            validation=0,
            shuffle=False,
            progress=False,
        )
        assert history.accuracy[-1] == 1.0


def test_dropout_is_on_while_training_and_off_afterwards():
    model = network(dropout=0.5, seed=1)
    seen = []
    short(model, epochs=2, penalty=lambda m: seen.append(m.dropouts[0].training) or 0.0)
    assert set(seen) == {True}
    assert not model.dropouts[0].training
    assert model([0.5, 0.5]).data == model([0.5, 0.5]).data


def test_a_problem_gives_fit_its_error_and_its_penalty():
    random.seed(1)
    problem = Problem(MLP(2, [3, 1]), losses.hinge, regularizers.l2, strength=0.3)
    history = fit(
        problem.model,
        XOR,
        loss=problem.error,
        penalty=problem.penalty_term,
        epochs=1,
        batch=None,
        shuffle=False,
        validation=0,
        progress=False,
    )
    random.seed(1)
    twin = Problem(MLP(2, [3, 1]), losses.hinge, regularizers.l2, strength=0.3)
    assert history.loss[0] == twin(XOR.X, XOR.signs).data


@every("loss", ["cross_entropy", "mean_squared_error", "quadratic", "huber"])
def test_three_classes_are_learnt_with_every_loss_for_them(loss):
    flowers = data.iris().take(range(0, 150, 5))
    model = network(4, 8, 3, activation="tanh")
    optimizer = optim.Adam(model, lr=0.05)
    history = fit(
        model,
        data.Scaling.of(flowers)(flowers),
        loss=loss,
        optimizer=optimizer,
        epochs=20,
        validation=0,
        progress=False,
    )
    assert history.accuracy[-1] > 0.9


@pytest.mark.slow
def test_several_numbers_are_learnt_by_a_network_with_as_many_outputs():
    X = [[i / 4, 1 - i / 8] for i in range(16)]
    several = data.Dataset(X, [[a + b, a - b, 2 * b] for a, b in X])
    for loss, least in ((None, 1e-6), ("quadratic", 1e-6), (partial(losses.huber, delta=0.5), 1e-6)):
        model = MLP(2, [3])
        history = fit(
            model, several, loss=loss, optimizer=optim.Adam(model, lr=0.3), epochs=150, progress=False
        )
        assert history.validation_loss[history.best] < least
        assert history.accuracy == []
    with pytest.raises(
        ValueError,
        match=r"^mean_squared_error takes 3 outputs, but the network gives 1; build it with a last layer of "
        r"3$",
    ):
        fit(MLP(2, [1]), several)
    with pytest.raises(
        ValueError,
        match=r"takes 1 output, but the network gives 3; build it with a last layer of 1, or for classes give "
        r"Dataset.from_labels\(X, labels\)$",
    ):
        fit(MLP(2, [3]), several.X, [0, 1, 2] * (len(several) // 3) + [0] * (len(several) % 3))


def test_probabilities_are_targets_of_the_losses_that_take_them():
    flowers = data.iris()
    soft = data.Dataset(flowers.X, [[0.9 if k == j else 0.05 for j in range(3)] for k in flowers.y])
    for loss in (losses.cross_entropy, "cross_entropy", partial(losses.cross_entropy)):
        history = fit(network(4, 2, 3), soft, loss=loss, epochs=1, batch=50, progress=False)
        assert history.accuracy == []
        assert 0.3 < history.loss[0] < 9
    smooth = data.Dataset(XOR.X, [0.1 + 0.8 * k for k in XOR.y])
    assert (
        short(network(), epochs=1).loss
        != fit(
            network(),
            smooth,
            loss=losses.binary_cross_entropy_with_logits,
            batch=5,
            validation=0.25,
            epochs=1,
            progress=False,
        ).loss
    )
    with pytest.raises(
        data.DataError,
        match=r"^cross_entropy tells classes apart, but y is a number; use mean_squared_error, or for",
    ):
        fit(network(4, 2, 3), data.Dataset(flowers.X, [[2.0, 0.5, 0.1]] * 150), loss="cross_entropy")


def test_a_function_of_outputs_and_targets_is_a_loss_too():
    model = network()
    history = short(
        model, loss=lambda outputs, targets: 2 * losses.huber(outputs, targets), epochs=1, batch=None
    )
    start, (train, _) = network(), XOR.split(0.25)
    assert history.loss[0] == pytest.approx(2 * losses.huber(predict(start, train.X), train.y))


# ---- what is measured, and which parameters stay


def test_the_model_ends_with_the_parameters_of_the_best_validation_loss():
    model, kept = network(), []
    history = short(
        model, optimizer=optim.SGD(model, lr=4.0), callbacks=[lambda h, m: kept.append(numbers(m))]
    )
    assert history.best != len(history) - 1
    assert numbers(model) == kept[history.best]
    validation = XOR.split(0.25, 0)[1]
    outputs = predict(model, validation.X)
    assert losses.binary_cross_entropy_with_logits(outputs, validation.y) == min(history.validation_loss)


def test_with_all_rows_in_one_batch_too_validation_judges_the_parameters_kept():
    model, kept = network(), []
    history = short(
        model,
        optimizer=optim.SGD(model, lr=2.0),
        batch=None,
        callbacks=[lambda h, m: kept.append(numbers(m))],
    )
    assert numbers(model) == kept[history.best]
    rows = XOR.split(0.25, 0)[1]
    assert losses.binary_cross_entropy_with_logits(predict(model, rows.X), rows.y) == min(
        history.validation_loss
    )


def test_validation_is_judged_with_dropout_off():
    model, twin = network(dropout=0.5, seed=1), network(dropout=0.5, seed=1).eval()
    history = short(model, optimizer=optim.SGD(model, lr=0.0), epochs=3)
    rows = XOR.split(0.25, 0)[1]
    assert (
        history.validation_loss
        == [losses.binary_cross_entropy_with_logits(predict(twin, rows.X), rows.y)] * 3
    )


def test_the_accuracy_of_an_epoch_is_the_share_of_its_rows_told_right():
    model = MLP(1, [1])
    model.load_state_dict({"layers.0.neurons.0.w.0": 1.0, "layers.0.neurons.0.b": 0.0})
    rows = data.Dataset(
        [[-2.0], [-1.0], [1.0], [3.0], [4.0]], [0, 1, 1, 1, 0], classes=["no", "yes"]
    )  # 2 of 5 are wrong
    history = fit(
        model, rows, optimizer=optim.SGD(model, lr=0.0), epochs=1, batch=2, validation=rows, progress=False
    )
    assert (history.accuracy, history.validation_accuracy) == ([0.6], [0.6])


def test_the_loss_of_an_epoch_is_the_mean_over_rows_though_the_last_batch_is_small():
    model, twin = network(), network()
    history = fit(
        model, XOR, optimizer=optim.SGD(model, lr=0.0), epochs=1, batch=23, validation=0, progress=False
    )
    whole = losses.binary_cross_entropy_with_logits(predict(twin, XOR.X), XOR.y)
    assert history.loss[0] == pytest.approx(whole, rel=1e-14)


def test_stopped_early_without_validation_the_parameters_of_the_lowest_loss_stay():
    """With all rows in one batch the loss is that before the step."""
    model = network()
    history = short(
        model, optimizer=optim.SGD(model, lr=9.0), batch=None, validation=0, epochs=60, patience=2
    )
    assert history.stopped == "early"
    assert losses.binary_cross_entropy_with_logits(predict(model, XOR.X), XOR.y) == pytest.approx(
        min(history.loss), rel=1e-14
    )


def test_without_validation_the_model_ends_with_its_last_parameters():
    model, kept = network(), []
    history = short(model, validation=0, callbacks=[lambda h, m: kept.append(numbers(m))])
    assert numbers(model) == kept[-1]
    assert history.validation_loss == history.validation_accuracy == []


def test_stopped_by_a_callback_without_validation_the_model_has_its_last_parameters():
    model, kept = network(), []
    history = short(
        model,
        optimizer=optim.SGD(model, lr=9.0),
        batch=None,
        validation=0,
        callbacks=[lambda h, m: kept.append(numbers(m)), lambda h, m: len(h) == 3],
    )
    assert history.stopped == "callback"
    assert numbers(model) == kept[2] != kept[history.best]


# ---- schedules, clipping, what the optimizer has


def test_a_schedule_is_asked_before_every_step():
    model = network()
    history = short(
        model, optimizer=optim.SGD(model, lr=9.0), schedule=schedules.linear(1.0, 0.0, 20), epochs=3
    )
    assert history.lr == pytest.approx([0.85, 0.65, 0.45])  # the last of 4 steps each: 1 - 3/20, ...


def test_a_second_run_with_the_same_optimizer_goes_on_in_its_schedule():
    model = network()
    optimizer = optim.SGD(model, lr=9.0)
    again = partial(short, model, optimizer=optimizer, schedule=schedules.linear(1.0, 0.0, 20), epochs=1)
    assert [again().lr[0], again().lr[0]] == pytest.approx([0.85, 0.65])


def test_clipping_looks_at_what_moves_and_not_at_frozen_parameters():
    """Two linear neurons in a row, the first frozen: as in PyTorch, whose frozen ones have no gradient."""
    model = Sequential(Layer(2, 1, nonlin=False), Layer(1, 1, nonlin=False))
    model.load_state_dict(dict.fromkeys(model.state_dict(), 0.5))
    model.parts[0].freeze()
    row = data.Dataset([[3.0, 4.0]], [100.0])
    fit(
        model,
        row,
        loss="mean_squared_error",
        optimizer=optim.SGD(model, lr=1.0),
        clip=1.0,
        epochs=1,
        validation=0,
        progress=False,
    )
    moved = [p.data - 0.5 for p in model.parts[1].parameters()]
    assert moved == pytest.approx(
        [4 / math.hypot(4, 1), 1 / math.hypot(4, 1)], rel=1e-6
    )  # its input is 0.5 * 3 + 0.5 * 4 + 0.5
    assert [p.data for _, p in model.parts[0].named_parameters()] == [0.5] * 3


def test_clip_bounds_the_length_of_each_step():
    model = network()
    before = numbers(model)
    short(model, optimizer=optim.SGD(model, lr=1.0), clip=0.01, epochs=1, batch=None, validation=0)
    assert math.dist(before, numbers(model)) == pytest.approx(0.01, rel=1e-3)


def test_gradients_of_parameters_that_the_optimizer_does_not_have_do_not_pile_up():
    model = network()
    short(
        model, optimizer=optim.SGD(model.layers[1], lr=0.0), shuffle=False, batch=None, epochs=3, validation=0
    )
    thrice = [p.grad for p in model.parameters()]
    short(
        model, optimizer=optim.SGD(model.layers[1], lr=0.0), shuffle=False, batch=None, epochs=1, validation=0
    )
    assert [p.grad for p in model.parameters()] == thrice
    assert any(thrice)


def test_softmax_before_a_loss_that_applies_it_itself_is_warned_of():
    with pytest.warns(
        UserWarning,
        match=r"^cross_entropy applies softmax itself, and the model ends in one too; leave it out there$",
    ):
        short(Sequential(Layer(2, 2, nonlin=False), Softmax()), epochs=1)
    squashed = Sequential(Layer(2, 1, activation="sigmoid"))
    for loss in (None, "binary_cross_entropy", "binary_cross_entropy_with_logits"):
        with pytest.warns(
            UserWarning,
            match=r"^binary_cross_entropy applies sigmoid itself, .* or give "
            r"loss=losses.binary_cross_entropy, which",
        ):
            short(squashed, epochs=1, loss=loss)
    short(squashed, epochs=1, loss=losses.binary_cross_entropy)
    short(squashed, epochs=1, loss="hinge")


# ---- how a run ends


def test_patience_stops_after_so_many_epochs_without_a_better_one():
    model = network()
    history = short(model, optimizer=optim.SGD(model, lr=8.0), epochs=100, patience=3)
    assert history.stopped == "early"
    assert len(history) == history.best + 1 + 3


def test_a_callback_can_stop_the_run():
    history = short(network(), callbacks=[lambda h, m: len(h) == 2])
    assert (len(history), history.stopped) == (2, "callback")


def test_all_callbacks_are_called_though_one_stops_the_run():
    seen = []
    short(network(), callbacks=[lambda h, m: True, lambda h, m: seen.append(len(h))])
    assert seen == [1]


def test_a_gradient_that_is_no_number_ends_a_clipped_run_as_diverged():
    model = network()
    broken = custom(lambda x: x, lambda x: math.nan)
    history = short(model, loss=lambda a, y: broken(losses.mean_squared_error(a, y)), clip=1.0)
    assert (history.stopped, len(history)) == ("diverged", 1)


def test_a_loss_that_is_not_finite_ends_the_run_with_the_best_parameters_so_far():
    model = network(nout=2)
    history = short(
        model, loss="mean_squared_error", optimizer=optim.SGD(model, lr=1e200), validation=0, batch=None
    )
    assert history.stopped == "diverged"
    assert len(history) < 6
    assert all(map(math.isfinite, numbers(model)))


def test_a_loss_that_is_not_finite_ends_a_run_with_clipping_too():
    model = network()
    history = short(model, loss=lambda a, y: losses.huber(a, y) * 1e308 * 1e308, clip=1.0, validation=0)
    assert (history.stopped, len(history)) == ("diverged", 1)
    assert numbers(model) == numbers(network())


@every("after", [0, 1, 7, 17])
def test_ctrl_c_at_any_step_keeps_the_best_model_and_returns_the_history(after):
    whole, kept = network(), {}
    full = short(whole, callbacks=[lambda h, m: kept.update({len(h): numbers(m)})])
    model = network()
    history = short(model, optimizer=Interrupted(model, after))
    epochs = after // 4
    assert (history.stopped, len(history)) == ("interrupted", epochs)
    assert history.loss == full.loss[:epochs]
    assert numbers(model) == (kept[history.best + 1] if epochs else numbers(network()))


class Interrupted(optim.Adam):
    """Ctrl-C comes in the middle of a step, when half of the parameters have moved."""

    def __init__(self, model, after):
        super().__init__(model, lr=0.01)
        self.after = after

    def step(self):
        if self.steps == self.after:
            for p in self.parameters[:5]:
                p.data += 1.0
            raise KeyboardInterrupt
        super().step()

    def state_dict(self):
        return {**super().state_dict(), "name": "Adam"}


def test_a_terminal_that_breaks_loses_neither_the_best_parameters_nor_the_checkpoint(tmp_path):
    class Broken(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    model, file = network(), tmp_path / "run.json"
    with pytest.raises(BrokenPipeError):
        short(model, checkpoint=file, progress=ProgressLine(6, Broken()))
    content = json.loads(file.read_text())
    assert len(content["epochs"]) == 1
    assert model.state_dict() == content["best"]


def test_the_error_of_a_callback_is_told_though_the_checkpoint_cannot_be_written_then(tmp_path):
    folder = tmp_path / "there"
    folder.mkdir()

    def break_down(history, model):
        (folder / "run.json").unlink()
        folder.rmdir()
        raise RuntimeError("my bug")

    with pytest.raises(RuntimeError, match=r"^my bug") as error:
        short(network(), checkpoint=folder / "run.json", callbacks=[break_down])
    assert error.value.__notes__[0].startswith("And the checkpoint could not be written: there is no folder ")


# ---- checkpoints (test_resume.py has more)


def test_the_checkpoint_of_a_short_run_holds_its_last_epoch(tmp_path):
    short(network(), epochs=3, checkpoint=tmp_path / "run.json")
    assert len(json.loads((tmp_path / "run.json").read_text())["epochs"]) == 3


@every(
    ("options", "kind"),
    [
        ({}, lambda m: optim.SGD(m, lr=0.3, momentum=0.9)),
        ({"dropout": 0.3, "seed": 5}, lambda m: optim.Adam(m, lr=0.01)),
        ({"dropout": 0.3}, lambda m: optim.RMSprop(m, lr=0.01)),  # draws from Python's own generator
    ],
)
@every("cut", [1, 4])
def test_a_run_stopped_and_resumed_ends_with_the_bits_of_an_unbroken_one(tmp_path, options, kind, cut):
    whole = network(**options)
    schedule = schedules.cosine(0.1, steps=24)
    unbroken = short(whole, optimizer=kind(whole), schedule=schedule)
    file = tmp_path / "run.json"
    model = network(**options)
    short(
        model,
        optimizer=kind(model),
        schedule=schedule,
        checkpoint=file,
        callbacks=[lambda h, m: len(h) == cut],
    )
    model = network(start=99, **options)  # another start: everything must come from the file
    resumed = short(model, optimizer=kind(model), schedule=schedule, checkpoint=file, resume=True)
    assert resumed == unbroken
    assert numbers(model) == numbers(whole)


def test_ctrl_c_leaves_a_checkpoint_to_go_on_from(tmp_path):
    whole, model = network(), network()
    unbroken = short(whole)
    short(model, optimizer=Interrupted(model, 10), checkpoint=tmp_path / "run.json")
    model = network(start=3)
    assert short(model, checkpoint=tmp_path / "run.json", resume=True) == unbroken
    assert numbers(model) == numbers(whole)


def test_resuming_a_finished_run_changes_nothing_and_more_epochs_go_on(tmp_path):
    file, model, whole = tmp_path / "run.json", network(), network()
    first = short(model, epochs=3, checkpoint=file)
    again = network(start=4)
    assert short(again, epochs=3, checkpoint=file, resume=True) == first
    assert numbers(again) == numbers(model)
    assert short(again, epochs=6, checkpoint=file, resume=True) == short(whole, epochs=6)


def test_resume_without_a_file_yet_starts_from_the_beginning(tmp_path):
    model, twin = network(), network()
    assert short(model, checkpoint=tmp_path / "run.json", resume=True) == short(twin)


def test_a_checkpoint_of_another_run_is_refused_in_one_sentence(tmp_path):
    file = tmp_path / "run.json"
    short(network(), epochs=1, checkpoint=file)
    end = "; give the same settings, or another file"
    for options, change in [
        ({"batch": 6}, "batch was 5 and is now 6"),
        ({"seed": 7}, "seed was 0 and is now 7"),
        ({"loss": "hinge"}, "loss was 'binary_cross_entropy_with_logits' and is now 'hinge'"),
    ]:
        with pytest.raises(ValueError, match=r"is the checkpoint of another run") as error:
            short(network(), checkpoint=file, resume=True, **options)
        assert str(error.value) == f"{str(file)!r} is the checkpoint of another run: {change}{end}"
    with pytest.raises(
        ValueError, match=r"is the checkpoint of another run: not the same model: nouts of its "
    ):
        short(network(hidden=5), checkpoint=file, resume=True)
    file.write_text('{"format": "another"}')
    with pytest.raises(ValueError, match=r"is no checkpoint of a training run: it has another format$"):
        short(network(), checkpoint=file, resume=True)
    with pytest.raises(
        ValueError, match=r"^resume=True needs a checkpoint file to go on from; give checkpoint=$"
    ):
        short(network(), resume=True)


def test_a_checkpoint_is_plain_json(tmp_path):
    short(network(), epochs=2, checkpoint=tmp_path / "run.json")
    content = json.loads((tmp_path / "run.json").read_text())
    assert set(content) == {
        "format",
        "settings",
        "epochs",
        "parameters",
        "best",
        "optimizer",
        "random",
        "frozen",
    }


def test_a_full_disk_leaves_the_checkpoint_as_it_was(tmp_path, monkeypatch):
    file, model = tmp_path / "run.json", network()
    short(model, epochs=2, checkpoint=file)
    before = file.read_text()
    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="No space left on device"):
        short(network(), epochs=4, checkpoint=file, resume=True)
    assert file.read_text() == before
    assert list(tmp_path.iterdir()) == [file]


def full_disk(_):
    raise OSError(28, "No space left on device")


def test_a_loss_of_ones_own_for_one_row_is_told_that_it_gets_lists():
    with pytest.raises(TypeError, match="unsupported operand") as error:
        fit(network(), [[0.0, 1.0], [1.0, 0.0]], [1.0, 2.0], loss=lambda a, y: (a - y) ** 2, validation=0)
    assert error.value.__notes__ == [
        "fit hands a loss all outputs and all targets of a mini-batch, as two lists"
    ]
