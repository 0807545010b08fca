import io
import json
import math
import random
from functools import partial

import numpy as np
import pytest

from micrograd_like import Value, custom, data, losses, optim, regularizers, schedules
from micrograd_like.nn import MLP, Layer, Sequential, Softmax
from micrograd_like.training.history import Epoch, History, ProgressLine
from micrograd_like.training.loop import fit, grid_search
from micrograd_like.training.problem import Problem
from micrograd_like.training.tasks import predict, task_for

XOR = data.xor(24)


def network(nin=2, hidden=4, nout=1, start=0, **options):
    random.seed(start)
    return MLP(nin, [hidden, nout], **options)


def short(model, **options):
    settings = {"epochs": 6, "batch": 5, "validation": 0.25, "progress": False, **options}
    return fit(model, XOR, **settings)


def numbers(model):
    return list(model.state_dict().values())


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
    import numpy as np

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


def test_a_schedule_is_asked_before_every_step():
    model = network()
    history = short(
        model, optimizer=optim.SGD(model, lr=9.0), schedule=schedules.linear(1.0, 0.0, 20), epochs=3
    )
    assert history.lr == pytest.approx([0.85, 0.65, 0.45])  # the last of 4 steps each: 1 - 3/20, ...


def test_a_second_run_with_the_same_optimiser_goes_on_in_its_schedule():
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


def test_gradients_of_parameters_that_the_optimiser_does_not_have_do_not_pile_up():
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


def test_a_gradient_that_is_no_number_ends_a_clipped_run_as_diverged():
    model = network()
    broken = custom(lambda x: x, lambda x: math.nan)
    history = short(model, loss=lambda a, y: broken(losses.mean_squared_error(a, y)), clip=1.0)
    assert (history.stopped, len(history)) == ("diverged", 1)


def test_callbacks_may_come_one_after_the_other_from_a_generator():
    seen = []
    short(
        network(), epochs=3, callbacks=(note for note in [lambda history, model: seen.append(len(history))])
    )
    assert seen == [1, 2, 3]


def test_settings_may_be_numbers_of_numpy(tmp_path):
    model, twin = network(), network()
    adam = optim.Adam(model, lr=np.float32(0.5), betas=(np.float64(0.9), np.float32(0.5)))
    history = short(
        model,
        optimizer=adam,
        seed=np.int64(3),
        batch=np.int64(5),
        clip=np.float32(2.0),
        checkpoint=tmp_path / "run.json",
        schedule=lambda k: np.float32(0.5),
        validation=np.float64(0.25),
    )
    plain = short(
        twin, optimizer=optim.Adam(twin, lr=0.5, betas=(0.9, 0.5)), seed=3, clip=2.0, schedule=lambda k: 0.5
    )
    assert history == plain
    assert numbers(model) == numbers(twin)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_a_network_decides_under_a_loss_of_ones_own_is_the_class_of_least_loss(scale):
    """For a squared error and targets 0 and 1 that means above 1/2; for a hinge on -1 and 1, above 0."""
    task = task_for(XOR, lambda a, y: scale * losses.mean_squared_error(a, y), 1)
    assert [task.decide(x) for x in (-3.0, 0.4, 0.6, 9.0)] == [0, 0, 1, 1]
    task = task_for(XOR, lambda a, y: losses.hinge(a, [2 * k - 1 for k in y]), 1)
    assert [task.decide(x) for x in (-3.0, -0.1, 0.1, 9.0)] == [0, 0, 1, 1]
    task = task_for(data.iris(), lambda a, y: 2 * losses.cross_entropy(a, y), 3)
    assert [task.decide(x) for x in ([1.0, 3.0, 2.0], [0.5, 0.1, 0.2])] == [1, 0]


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


def test_a_loss_of_ones_own_that_cannot_look_at_one_row_decides_by_the_sign():
    def pairs(outputs, targets):
        raise ZeroDivisionError

    task = task_for(XOR, pairs, 1)
    assert [task.decide(x) for x in (-3.0, -0.01, 0.01, 0.4, 9.0)] == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    "loss", ["binary_cross_entropy_with_logits", losses.binary_cross_entropy_with_logits]
)
def test_binary_cross_entropy_may_be_called_as_its_function_is(loss):
    task = task_for(XOR, loss)
    assert (task.name, task.outputs, task.own, task.probabilities(0.0)) == (
        "binary_cross_entropy",
        1,
        False,
        [0.5, 0.5],
    )
    assert task.loss([0.0], [1]) == pytest.approx(math.log(2))
    plain, named = network(), network()
    assert short(plain, epochs=1) == short(named, epochs=1, loss=loss)


def test_with_an_output_for_each_class_the_largest_is_decided_for_whatever_the_loss():
    task = task_for(data.iris(), lambda a, y: losses.cross_entropy(a, y) * (1.0 + 9.0 * y[0]), 3)
    assert task.decide([2.0, 1.5, 0.0]) == 0


def test_a_learning_rate_that_makes_no_sense_is_refused_at_its_step():
    for rate, told in (
        (-0.1, "SGD takes lr of 0 or more, but got -0.1"),
        (math.inf, "SGD takes lr of 0 or more, but got inf"),
    ):
        model = network()
        with pytest.raises(ValueError, match=rf"^{told}$"):
            short(model, optimizer=optim.SGD(model, lr=0.1), schedule=lambda k, rate=rate: rate)
    with pytest.raises(TypeError, match=r"^Adam takes lr as a number, but got None$"):
        short(network(), schedule=lambda k: None)


@pytest.mark.parametrize("loss", [partial(losses.hinge, reduction="none"), lambda a, y: 3.0])
def test_a_loss_that_is_no_single_value_is_told(loss):
    with pytest.raises(
        TypeError,
        match=r"^fit takes a loss that gives one Value, the mean over the rows, but it gave (\[Value|3.0)",
    ):
        short(network(), loss=loss, validation=0)


def test_a_validation_set_with_other_classes_is_refused():
    X = [[float(i)] for i in range(6)]
    train = data.Dataset.from_labels(X, ["cat", "dog", "fox"] * 2)
    other = data.Dataset.from_labels(X[:4], ["dog", "fox"] * 2)
    with pytest.raises(
        ValueError,
        match=r"^the data have the classes \['cat', 'dog', 'fox'\], but the validation set \['dog', 'fox'\]; "
        r"make",
    ):
        fit(MLP(1, [3]), train, validation=other)
    same = data.Dataset.from_labels(X[:4], ["dog", "fox"] * 2, classes=["cat", "dog", "fox"])
    assert same.y == [1, 2, 1, 2]
    assert len(fit(MLP(1, [3]), train, validation=same, epochs=1, progress=False)) == 1


def test_one_class_is_nothing_to_tell_apart():
    with pytest.raises(
        data.DataError,
        match=r"^there is one class only, 'a', and nothing to tell apart; add rows of another$",
    ):
        fit(MLP(1, [2]), data.Dataset.from_labels([[1.0], [2.0]], ["a", "a"]), validation=0)


def test_predictions_are_made_in_eval_mode_and_leave_every_layer_in_its_own():
    model = network(dropout=0.5)
    model.dropouts[0].eval()
    assert len({predict(model, [[1.0, 2.0]])[0] for _ in range(9)}) == 1
    assert [module.training for module in model.modules()] == [
        module is not model.dropouts[0] for module in model.modules()
    ]


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


def test_clip_bounds_the_length_of_each_step():
    model = network()
    before = numbers(model)
    short(model, optimizer=optim.SGD(model, lr=1.0), clip=0.01, epochs=1, batch=None, validation=0)
    assert math.dist(before, numbers(model)) == pytest.approx(0.01, rel=1e-3)


def test_patience_stops_after_so_many_epochs_without_a_better_one():
    model = network()
    history = short(model, optimizer=optim.SGD(model, lr=8.0), epochs=100, patience=3)
    assert history.stopped == "early"
    assert len(history) == history.best + 1 + 3


def test_a_callback_can_stop_the_run():
    history = short(network(), callbacks=[lambda h, m: len(h) == 2])
    assert (len(history), history.stopped) == (2, "callback")


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


def test_all_callbacks_are_called_though_one_stops_the_run():
    seen = []
    short(network(), callbacks=[lambda h, m: True, lambda h, m: seen.append(len(h))])
    assert seen == [1]


def test_the_checkpoint_of_a_short_run_holds_its_last_epoch(tmp_path):
    short(network(), epochs=3, checkpoint=tmp_path / "run.json")
    assert len(json.loads((tmp_path / "run.json").read_text())["epochs"]) == 3


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


def test_the_best_epoch_is_never_one_whose_loss_is_no_number():
    assert (
        History([Epoch(1, math.nan), Epoch(1, 2.0), Epoch(1, 1.0, None, math.nan), Epoch(1, math.inf)]).best
        == 1
    )
    assert History([Epoch(1, math.nan)]).best == History([Epoch(1, math.inf), Epoch(1, -math.inf)]).best == -1


@pytest.mark.parametrize("after", [0, 1, 7, 17])
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


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({}, lambda m: optim.SGD(m, lr=0.3, momentum=0.9)),
        ({"dropout": 0.3, "seed": 5}, lambda m: optim.Adam(m, lr=0.01)),
        ({"dropout": 0.3}, lambda m: optim.RMSprop(m, lr=0.01)),  # draws from Python's own generator
    ],
)
@pytest.mark.parametrize("cut", [1, 4])
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
    with pytest.raises(ValueError, match=r"is the checkpoint of another run: not the same model; give"):
        short(network(hidden=5), checkpoint=file, resume=True)
    file.write_text('{"format": "another"}')
    with pytest.raises(ValueError, match=r"is no checkpoint of a training run: it has another format$"):
        short(network(), checkpoint=file, resume=True)
    with pytest.raises(
        ValueError, match=r"^resume=True needs a checkpoint file to go on from; give checkpoint=$"
    ):
        short(network(), resume=True)


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


@pytest.mark.parametrize("loss", ["cross_entropy", "mean_squared_error", "quadratic", "huber"])
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


def test_a_loss_with_its_hyperparameter_filled_in_is_still_that_loss():
    task = task_for(data.iris(), partial(losses.huber, delta=0.5), 3)
    assert (task.name, task.outputs, task.targets(data.iris().take([0, 149]))) == (
        "huber",
        3,
        [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]],
    )
    assert task.loss([[2.0, 0.0, 0.0]], [[1.0, 0.0, 0.0]]) == pytest.approx(0.5 * (1 - 0.25) / 3)


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


def test_predictions_and_probabilities_are_read_from_outputs():
    three = task_for(data.iris())
    assert (three.decide([1.0, 3.0, 2.0]), three.probabilities([0.0, 0.0, 0.0])) == (
        1,
        pytest.approx([1 / 3] * 3),
    )
    two = task_for(XOR, "binary_cross_entropy")
    assert (two.decide(-1.0), two.decide(1.0), two.probabilities(0.0)) == (0, 1, [0.5, 0.5])
    assert two.probabilities(2.0) == pytest.approx([1 / (1 + math.exp(2)), 1 / (1 + math.exp(-2))])
    assert two.probabilities(50.0) == pytest.approx(
        [math.exp(-50), 1.0], rel=1e-14, abs=0
    )  # 1 - 1.0 would be 0
    assert two.probabilities(-50.0) == pytest.approx([1.0, math.exp(-50)], rel=1e-14, abs=0)
    assert task_for(XOR, "hinge").probabilities(1.0) is None
    assert task_for(data.trees()).decide(7.5) == 7.5


@pytest.mark.parametrize("loss", ["hinge", "binary_cross_entropy"])
def test_the_sign_of_a_single_output_decides_between_two_classes(loss):
    assert [task_for(XOR, loss).decide(output) for output in (-0.4, -1e-9, 1e-9, 0.4)] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("given", "loss", "message"),
    [
        (data.iris(), "hinge", "hinge tells two classes apart, but species has 3; use cross_entropy"),
        (data.trees(), "hinge", "hinge tells two classes apart, but volume is a number; use "
         "mean_squared_error, or for labels Dataset.from_labels(X, labels)"),
        (data.trees(), "cross_entropy", "cross_entropy tells classes apart, but volume is a number; use "
         "mean_squared_error, or for labels Dataset.from_labels(X, labels)"),
        (XOR, "hingee", "there is no loss 'hingee'; choose one of cross_entropy, binary_cross_entropy, "
         "hinge, "
                        "mean_squared_error, quadratic, huber"),
    ],
)  # fmt: skip
def test_a_loss_that_does_not_fit_the_target_is_refused(given, loss, message):
    with pytest.raises(ValueError, match=r".") as error:
        task_for(given, loss)
    assert str(error.value) == message


def test_a_network_with_the_wrong_number_of_outputs_is_refused():
    with pytest.raises(
        ValueError, match=r"^cross_entropy takes 3 outputs for 3 classes, but the network gives 2; build it"
    ):
        fit(network(4, 4, 2), data.iris(), progress=False)


@pytest.mark.parametrize(
    ("options", "kind", "text"),
    [
        ({"batch": 0}, ValueError, "a mini-batch has 1 row or more, but got 0; None takes all rows at once"),
        ({"batch": 1.5}, ValueError, "a mini-batch has 1 row or more, but got 1.5; None takes all rows at "
         "once"),
        ({"clip": 0}, ValueError, "gradients are clipped to a length above 0, but got 0; None does not clip"),
        ({"epochs": -1}, ValueError, "epochs is a whole number of 0 or more, but got -1"),
        ({"epochs": 2.5}, ValueError, "epochs is a whole number of 0 or more, but got 2.5"),
        ({"patience": 0}, ValueError, "patience is a whole number of 1 or more, but got 0"),
        ({"optimizer": "adam"}, TypeError, "fit takes an optimiser, such as optim.Adam(model), but got "
         "'adam'"),
        ({"optimizer": optim.Adam(MLP(2, [1]))}, ValueError,
         "the optimiser moves none of the model's parameters, so nothing would be "
         "learnt; build it of this model"),
        ({"data": [[1.0, 2.0]]}, TypeError, "fit takes a Dataset, but got a list; give data.Dataset(X, y)"),
        ({"data": XOR, "model": len}, TypeError, "fit trains a Module, such as nn.MLP(2, [16, 1]), but got "
         "<built-in function len>"),
        ({"penalty": regularizers.l2}, TypeError, "fit takes a penalty of the model alone, such as lambda "
         "model: regularizers.l2(model, 1e-4), "
         f"but got {regularizers.l2!r}"),
        ({"penalty": 0.1}, TypeError, "fit takes a penalty as a function, such as lambda model: "
         "regularizers.l2(model, 1e-4), but got 0.1"),
        ({"schedule": 0.1}, TypeError, "fit takes a schedule as a function, such as schedules.cosine(0.1, "
         "steps=500), but got 0.1"),
        ({"callbacks": print}, TypeError, "callbacks is a list of functions, but got <built-in function "
         "print>; put it in brackets"),
        ({"callbacks": [print, 3]}, TypeError, "callbacks is a list of functions of the history and the "
         "model, but has 3 among them"),
        ({"model": MLP(2, [1]).freeze()}, ValueError,
         "all parameters are frozen, so nothing would be learnt; unfreeze some"),
        ({"validation": (XOR.X, XOR.y)}, TypeError,
         "fit takes the share of rows to validate on, such as 0.2, or a Dataset, but got a tuple"),
        ({"seed": None}, TypeError, "fit takes a seed as a whole number, so that the run can be repeated, "
         "but got None"),
        ({"validation": XOR.take([])}, ValueError, "the validation set has no rows; give some, or "
         "validation=0 for none"),
        ({"penalty": lambda model: None}, TypeError,
         "the penalty gave None; let it return a number or a Value"),
        ({"validation": 2}, ValueError, "the validation share lies between 0 and 1, but got 2; 0.2 keeps a "
         "fifth of the rows"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_trained_with_are_refused_before_the_first_step(options, kind, text):
    model = network()
    with pytest.raises(kind) as error:
        fit(**{"model": model, "data": XOR, "progress": False, **options})
    assert str(error.value) == text
    assert numbers(model) == numbers(network())


def test_a_validation_set_of_ones_own_is_used_as_it_is():
    train, validation = XOR.split(0.25, seed=0)
    model, twin = network(), network()
    history = fit(model, train, validation=validation, batch=5, epochs=3, progress=False)
    assert history == short(twin, epochs=3)


def test_history_shows_itself_as_a_picture_and_a_line():
    history = short(network(), epochs=6)
    svg = history.plot()
    assert svg.startswith("<svg")
    assert svg.count("<polyline") == 2
    assert [x for x in range(9) if f">{x}</text>" in svg] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]  # epochs as they are printed, from 1
    assert "<img" in history._repr_html_()
    assert repr(History()) == "no epoch yet"
    assert repr(history).startswith("epoch 6: loss 0.")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_one_line_rewritten_on_a_terminal():
    stream = Terminal()
    model = network()
    short(model, progress=ProgressLine(6, stream))
    *lines, end = stream.getvalue().split("\n")
    assert len(lines) == 1
    assert end == ""
    assert lines[0].rsplit("\r", 1)[1].startswith("epoch 6/6  loss 0.")


def test_progress_elsewhere_is_about_ten_plain_lines():
    stream = io.StringIO()
    line = ProgressLine(200, stream)
    for i in range(1, 201):
        line.show(i, Epoch(0.1, 1.0), last=i == 200)
    line.end()
    lines = stream.getvalue().splitlines()
    assert len(lines) == 11
    assert (lines[0], lines[-1]) == ("epoch   1/200  loss 1.0000", "epoch 200/200  loss 1.0000")


def test_grid_search_ranks_every_combination_by_validation_loss():
    tried = []

    def train(lr, hidden):
        tried.append((lr, hidden))
        model = network(hidden=hidden)
        return short(model, optimizer=optim.SGD(model, lr=lr), epochs=2)

    trials = grid_search(train, {"lr": [0.01, 1.0], "hidden": [2, 3]})
    assert tried == [(0.01, 2), (0.01, 3), (1.0, 2), (1.0, 3)]
    found = [trial.loss for trial in trials]
    assert found == sorted(found)
    assert trials[0].loss == min(trials[0].history.validation_loss)
    assert repr(trials[0]).startswith(f"validation loss {trials[0].loss:.4f} with lr=")


def test_a_trial_is_judged_by_its_best_epoch_and_one_that_diverged_comes_last():
    losses_of = {0.1: [0.7, 0.6], 0.2: [0.5, 0.9], 0.3: [math.nan], 0.4: [0.8, math.inf]}
    trials = grid_search(
        lambda lr: History([Epoch(lr, 1.0, None, x) for x in losses_of[lr]]), {"lr": [0.3, 0.1, 0.4, 0.2]}
    )
    assert [(trial.settings["lr"], trial.loss) for trial in trials] == [
        (0.2, 0.5),
        (0.1, 0.6),
        (0.4, 0.8),
        (0.3, math.inf),
    ]


def test_grid_search_needs_a_validation_part_and_values():
    with pytest.raises(
        TypeError,
        match=r"^the grid takes a list of values for each name, but got 0.1 for 'lr'; put it in brackets$",
    ):
        grid_search(lambda lr: History(), {"lr": 0.1})  # type: ignore[dict-item]
    with pytest.raises(
        TypeError, match=r"^the run with \{'lr': 1\} gave None; let it return the history that fit\(\) gives$"
    ):
        grid_search(lambda lr: None, {"lr": [1]})  # type: ignore[arg-type,return-value]
    with pytest.raises(ValueError, match=r"^the grid has no values for 'lr'; give a list of those to try$"):
        grid_search(lambda lr: History(), {"lr": []})
    with pytest.raises(
        ValueError, match=r"^the run with \{'lr': 1\} had no validation part to be judged on; give fit"
    ):
        grid_search(lambda lr: History([Epoch(lr, 1.0)]), {"lr": [1, 2]})


def test_ctrl_c_ends_a_grid_search_with_the_trials_so_far():
    histories = iter(
        [History([Epoch(1, 1.0, None, 0.5)]), History([Epoch(1, 1.0, None, 0.4)], "interrupted")]
    )
    trials = grid_search(lambda lr: next(histories), {"lr": [1, 2, 3]})
    assert [trial.settings["lr"] for trial in trials] == [2, 1]


def test_ctrl_c_before_a_run_of_a_grid_search_begins_keeps_the_trials_so_far():
    def train(lr):
        if lr == 2:
            raise KeyboardInterrupt
        return History([Epoch(lr, 1.0, None, 0.5)])

    assert [trial.settings["lr"] for trial in grid_search(train, {"lr": np.array([1, 2, 3])})] == [1]


@pytest.mark.parametrize(
    ("loss", "said"), [(0.25, "loss 0.2500"), (999999.5, "loss 999999.5000"), (1.5e30, "loss 1.5e+30")]
)
def test_a_loss_that_runs_away_is_told_in_few_digits(loss, said):
    assert str(Epoch(0.1, loss)) == said
