"""Runs cut short in every way, a kill and a full disk included, go on to the very bits of an unbroken run."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from cases import every

from micrograd_like import Value, data, optim, regularizers, schedules
from micrograd_like.nn import MLP, Dropout, Layer, Module, Sequential
from micrograd_like.nn.losses import binary_cross_entropy_with_logits, huber
from micrograd_like.training import saved_run as checkpoint
from micrograd_like.training.loop import fit
from micrograd_like.training.problem import Problem
from micrograd_like.training.randomness import random_states

XOR = data.xor(24)


def network(start=0, **options):
    random.seed(start)
    return MLP(2, [4, 3, 1], **options)


def numbers(model):
    return list(model.state_dict().values())


def run(model, optimizer=None, **options):
    settings = {"epochs": 6, "batch": 5, "validation": 0.25, "progress": False, **options}
    return fit(model, XOR, optimizer=optimizer or optim.Adam(model, lr=0.02), **settings)


class Weighed:
    def __init__(self, by):
        self.by = by

    def penalty(self, model):
        return regularizers.l2(model, self.by)


class Plain(Module):
    """A module without __repr__, whose default would tell an address."""

    def __init__(self):
        self.w = [Value(0.1), Value(0.2)]

    def __call__(self, x):
        return self.w[0] * x[0] + self.w[1] * x[1]


def scaled_huber(outputs, targets, by):
    return by * huber(outputs, targets)


def test_a_run_stopped_early_is_resumed_from_any_epoch_to_the_same_stop(tmp_path):
    def cut_at(k, model):
        return run(
            model,
            optim.SGD(model, lr=5.0, momentum=0.9),
            epochs=40,
            patience=3,
            checkpoint=tmp_path / "run.json",
            resume=True,
            callbacks=[lambda h, m: len(h) == k],
        )

    whole = network()
    unbroken = run(whole, optim.SGD(whole, lr=5.0, momentum=0.9), epochs=40, patience=3)
    assert unbroken.stopped == "early"
    for k in range(1, len(unbroken)):
        model = network(start=k - 1)  # all but the first start comes from the file
        history = cut_at(k, model)
        assert (len(history), history.stopped) == (k, "callback")
    model = network(start=99)
    assert cut_at(0, model) == unbroken
    assert numbers(model) == numbers(whole)
    model = network(start=98)
    assert cut_at(0, model) == unbroken
    assert numbers(model) == numbers(whole)


class Meddling:
    """A callback that changes what later epochs depend on: a frozen layer, a number, the learning rate."""

    def __init__(self, optimizer, stop_at=0, interrupt_at=0):
        self.optimizer, self.stop_at, self.interrupt_at = optimizer, stop_at, interrupt_at

    def __call__(self, history, model):
        model.layers[len(history) % 3].freeze()
        model.layers[(len(history) + 1) % 3].unfreeze()
        next(iter(model.named_parameters()))[1].data += random.random()
        if len(history) == self.interrupt_at:
            raise KeyboardInterrupt
        self.optimizer.lr *= 0.9
        return len(history) == self.stop_at


@every("how", ["stop_at", "interrupt_at"])
def test_what_callbacks_change_is_part_of_the_state(tmp_path, how):
    whole = network(dropout=0.3)
    optimizer = optim.SGD(whole, lr=0.5, momentum=0.9)
    unbroken = run(whole, optimizer, callbacks=[Meddling(optimizer)])
    for k in range(1, 6):
        model = network(start=k - 1, dropout=0.3)
        optimizer = optim.SGD(model, lr=0.5, momentum=0.9)
        meddling = Meddling(optimizer, **{how: k})
        run(model, optimizer, callbacks=[meddling], checkpoint=tmp_path / "run.json", resume=True)
    model = network(start=7, dropout=0.3)
    optimizer = optim.SGD(model, lr=0.5, momentum=0.9)
    assert (
        run(model, optimizer, callbacks=[Meddling(optimizer)], checkpoint=tmp_path / "run.json", resume=True)
        == unbroken
    )
    assert numbers(model) == numbers(whole)
    assert [m.frozen for m in model.modules()] == [m.frozen for m in whole.modules()]


def test_a_cell_run_again_goes_on_though_the_schedule_has_moved_the_learning_rate(
    tmp_path,
):
    whole = network()
    schedule = schedules.linear(0.5, 0.0, steps=24)
    unbroken = run(whole, optim.SGD(whole, lr=1.0), schedule=schedule)
    model = network()
    optimizer = optim.SGD(model, lr=1.0)
    again = partial(run, model, optimizer, schedule=schedule, checkpoint=tmp_path / "run.json", resume=True)
    again(callbacks=[lambda h, m: len(h) == 2])
    assert optimizer.lr < 0.5
    assert again() == unbroken
    assert numbers(model) == numbers(whole)


def test_with_a_schedule_the_learning_rate_of_the_optimizer_makes_no_other_run(tmp_path):
    """It is set before every step, the first included."""
    schedule, whole, model, file = (
        schedules.linear(0.5, 0.0, steps=24),
        network(),
        network(),
        tmp_path / "run.json",
    )
    unbroken = run(whole, optim.SGD(whole, lr=1.0), schedule=schedule)
    run(model, optim.SGD(model, lr=1.0), schedule=schedule, checkpoint=file, epochs=2)
    assert run(model, optim.SGD(model, lr=0.3), schedule=schedule, checkpoint=file, resume=True) == unbroken
    assert numbers(model) == numbers(whole)


@every(
    ("first", "second", "change"),
    [
        ({"lr": 0.1}, {"lr": 0.2}, "lr was 0.1 and is now 0.2"),
        ({"lr": 0.1, "momentum": 0.9}, {"lr": 0.1}, "momentum was 0.9 and is now 0.0"),
    ],
)
def test_another_recipe_of_the_optimizer_is_named(tmp_path, first, second, change):
    file, model = tmp_path / "run.json", network()
    run(model, optim.SGD(model, **first), epochs=1, checkpoint=file)
    with pytest.raises(ValueError, match=rf"another run: {change}; give the same settings, or another file$"):
        run(model, optim.SGD(model, **second), checkpoint=file, resume=True)
    with pytest.raises(ValueError, match=r"another run: optimizer was 'SGD' and is now 'Adam'; give"):
        run(model, optim.Adam(model), checkpoint=file, resume=True)


def test_other_data_and_another_strength_of_the_penalty_are_refused(tmp_path):
    file, model = tmp_path / "run.json", network()

    def with_strength(strength):
        return Problem(model, binary_cross_entropy_with_logits, regularizers.l2, strength=strength)

    run(model, epochs=1, checkpoint=file, penalty=with_strength(0.1).penalty_term)
    with pytest.raises(ValueError, match=r"another run: not the same penalty; give"):
        run(model, checkpoint=file, resume=True, penalty=with_strength(0.2).penalty_term)
    with pytest.raises(ValueError, match=r"another run: not the same data; give"):
        fit(
            model,
            data.xor(24, seed=5),
            batch=5,
            validation=0.25,
            checkpoint=file,
            resume=True,
            progress=False,
            optimizer=optim.Adam(model, lr=0.02),
            penalty=with_strength(0.1).penalty_term,
        )
    assert (
        len(run(model, epochs=2, checkpoint=file, resume=True, penalty=with_strength(0.1).penalty_term)) == 2
    )


@every(
    ("option", "first", "second", "change"),
    [
        ("loss", partial(scaled_huber, by=1.0), partial(scaled_huber, by=9.0),
         f"loss was '{__name__}.scaled_huber(by=1.0)' and is now '{__name__}.scaled_huber(by=9.0)'"),
        ("loss", *(lambda a, y, by=by: by * huber(a, y) for by in (3.0, 2.0)), "not the same loss"),
        ("penalty", *(partial(regularizers.l2, strength=by) for by in (1e-4, 1.0)),
         "penalty was 'l2(strength=0.0001)' and is now 'l2(strength=1.0)'"),
        ("schedule", schedules.cosine(0.1, steps=50), schedules.cosine(0.2, steps=50),
         "schedule was 'cosine(end=0.0, start=0.1, steps=50)' and is now 'cosine(end=0.0, start=0.2, "
         "steps=50)'"),
        ("schedule", schedules.warmup(3, schedules.constant(0.1)), None,
         "schedule was 'warmup(steps=3, then=constant(lr=0.1))' and is now None"),
        ("schedule", *(lambda k, lr=lr: lr for lr in (0.1, 0.2)), "not the same schedule"),
        ("schedule", *(schedules.warmup(3, lambda k, lr=lr: lr) for lr in (0.1, 0.5)),
         "not the same schedule"),
        ("penalty", Weighed(0.1).penalty, Weighed(0.2).penalty, "not the same penalty"),
        ("penalty", partial(regularizers.l2, strength=0.1), partial(regularizers.l1, strength=0.1),
         "penalty was 'l2(strength=0.1)' and is now 'l1(strength=0.1)'"),
        ("name", "with l2", "with l1", "name was 'with l2' and is now 'with l1'"),
        ("name", "", "second", "name was None and is now 'second'"),
        ("clip", None, 1.0, "clip was None and is now 1.0"),
        ("clip", 1.0, None, "clip was 1.0 and is now None"),
    ],
)  # fmt: skip
def test_other_functions_and_settings_are_told_apart_by_their_numbers(
    tmp_path, option, first, second, change
):
    go = partial(run, network(), checkpoint=tmp_path / "run.json")
    go(epochs=1, **{option: first})
    with pytest.raises(ValueError, match=r" is the checkpoint of another run: ") as error:
        go(resume=True, **{option: second})
    told = str(error.value).partition(" another run: ")[2].partition("; give the same settings")[0]
    assert told == change or (change.startswith("not") and told.startswith(change[13:] + " was "))
    assert len(go(epochs=2, resume=True, **{option: first})) == 2


def test_runs_that_differ_inside_a_function_are_told_apart_by_their_name(tmp_path):
    """Two lambdas look the same from outside: without a name the run goes on, with one it is refused."""
    penalties = [lambda m: regularizers.l2(m, 1e-4), lambda m: regularizers.l2(m, 1.0)]
    for name in ("", "weak"):
        go = partial(run, network(), checkpoint=tmp_path / f"{name}.json", name=name)
        go(epochs=1, penalty=penalties[0])
        assert len(go(epochs=2, penalty=penalties[1], resume=True)) == 2
    with pytest.raises(ValueError, match=r"another run: name was 'weak' and is now 'strong'; give the same"):
        run(network(), checkpoint=tmp_path / "weak.json", penalty=penalties[1], resume=True, name="strong")


def test_a_checkpoint_from_before_runs_had_names_is_gone_on_with(tmp_path):
    file, whole = tmp_path / "run.json", network()
    unbroken = run(whole)
    run(network(), epochs=2, checkpoint=file)
    content = json.loads(file.read_text())
    del content["settings"]["name"]
    file.write_text(json.dumps(content))
    assert run(network(), checkpoint=file, resume=True) == unbroken


def test_the_same_optimizer_goes_on_after_a_callback_has_changed_its_learning_rate(tmp_path):
    """As when the cell of a notebook is run again after Ctrl-C."""

    def slower(optimizer, history, model):
        optimizer.lr *= 0.9

    def cell(model, optimizer, **options):
        return run(
            model, optimizer, callbacks=[partial(slower, optimizer), *options.pop("more", ())], **options
        )

    whole = network()
    unbroken = cell(whole, optim.SGD(whole, lr=1.0))
    model = network()
    optimizer = optim.SGD(model, lr=1.0)
    cell(
        model,
        optimizer,
        checkpoint=tmp_path / "run.json",
        resume=True,
        more=[lambda history, model: len(history) == 2],
    )
    assert optimizer.lr == pytest.approx(0.81)
    assert cell(model, optimizer, checkpoint=tmp_path / "run.json", resume=True) == unbroken
    assert numbers(model) == numbers(whole)


def test_a_layer_thawed_by_a_callback_takes_its_own_first_step_also_when_resumed(tmp_path):
    def thaw(history, model):
        if len(history) == 3:
            model.layers[0].unfreeze()

    def frozen():
        model = network()
        model.layers[0].freeze()
        return model

    whole = frozen()
    unbroken = run(whole, callbacks=[thaw])
    model = frozen()
    run(model, callbacks=[thaw, lambda history, model: len(history) == 4], checkpoint=tmp_path / "run.json")
    again = frozen()
    assert run(again, callbacks=[thaw], checkpoint=tmp_path / "run.json", resume=True) == unbroken
    assert numbers(again) == numbers(whole)
    assert numbers(again)[:12] != numbers(frozen())[:12]


def softly(xs):
    return [x.tanh() for x in xs]


def row_of_parts():
    random.seed(3)
    return Sequential(Layer(2, 4), softly, Dropout(0.5, seed=5), Layer(4, 1, nonlin=False))


def test_a_checkpoint_of_the_former_format_goes_on_and_is_written_in_the_new_one(tmp_path):
    X, y = [[0.1 * k, (k % 3) - 1.0] for k in range(8)], [0.5 * k % 2 for k in range(8)]
    go = partial(fit, validation=0, batch=4, seed=1, progress=False, resume=True)
    for path in (tmp_path / "new.json", tmp_path / "old.json"):
        if path.stem == "old":  # three epochs, written when a model was known by its repr
            shutil.copy(Path(__file__).with_name("run_in_format_2.json"), path)
        assert len(go(row_of_parts(), X, y, epochs=6, checkpoint=path)) == 6
    contents = [json.loads((tmp_path / name).read_text()) for name in ("new.json", "old.json")]
    assert contents[0] == contents[1]
    shutil.copy(Path(__file__).with_name("run_in_format_2.json"), path)
    with pytest.raises(
        ValueError, match=r"old.json' is the checkpoint of another run: not the same model; g"
    ):
        go(Sequential(Layer(2, 4), list, Layer(4, 1)), X, y, epochs=6, checkpoint=path)


class Powers(Module):
    """Says how it was built, and nothing of it in its repr."""

    def __init__(self, degree):
        self.degree, self.w = degree, [Value(0.1), Value(0.2)]

    def __call__(self, x):
        return sum(w * a**self.degree for w, a in zip(self.w, x, strict=True))

    def spec(self):
        return {"degree": self.degree}


def changed_by_hand():
    model = network()
    model.layers[1].neurons[2].activation = "tanh"
    return model


@every(
    ("make", "other", "change"),
    [
        (network, lambda: MLP(2, [4, 4, 1]), ": nouts of its MLP was [4, 3, 1] and is now [4, 4, 1]"),
        (network, lambda: network(dropout=0.1), ": dropout of its MLP was 0.0 and is now 0.1"),
        (network, lambda: network(activation="tanh"), ": activation of its MLP was 'relu' and is now 'tanh'"),
        (network, changed_by_hand, ": activation of its Neuron was 'relu' and is now 'tanh'"),
        (lambda: Powers(2), lambda: Powers(3), ": degree of its Powers was 2 and is now 3"),
        (lambda: Sequential(Layer(2, 2), softly, Layer(2, 1)), lambda: Sequential(Layer(2, 2), list, Layer(2, 1)),
         ": parts of its Sequential was ['Layer', 'softly', 'Layer'] and is now ['Layer', 'list', 'Layer']"),
        (Plain, lambda: Powers(1), ": it had Plain where it has now Powers"),
    ],
)  # fmt: skip
def test_another_model_is_told_by_the_first_module_that_differs(tmp_path, make, other, change):
    file = tmp_path / "run.json"
    run(make(), epochs=1, checkpoint=file)
    assert len(run(make(), epochs=1, checkpoint=file, resume=True)) == 1
    with pytest.raises(ValueError, match=r" is the checkpoint of another run: not the same model") as error:
        run(other(), checkpoint=file, resume=True)
    assert (
        str(error.value).partition(" not the same model")[2]
        == f"{change}; give the same settings, or another file"
    )


def test_a_model_with_other_random_numbers_is_refused_before_anything_is_changed(tmp_path):
    file = tmp_path / "run.json"
    run(network(dropout=0.3, seed=1), epochs=1, checkpoint=file)
    model = network(start=7, dropout=0.3)
    before = numbers(model)
    with pytest.raises(
        ValueError,
        match=r"run.json' cannot be gone on with: it is of a model with 3 random number generators, but this "
        r"one has 1; give",
    ):
        run(model, checkpoint=file, resume=True)
    assert numbers(model) == before


DAMAGES = [(key, wrong) for key in ("settings", "optimizer", "parameters", "best", "frozen", "epochs",
                                    "random")
           for wrong in (None, "x", 5, {"x": 1})] + [
    *((key, []) for key in ("settings", "optimizer", "parameters", "best", "frozen", "random")),
    ("epochs", [[1, 2, 3, 4, 5, 6]]), ("epochs", ["abcde"]), ("epochs", [[None, None]]),
    ("random", [[3, [1, 2], None]]),
    ("random", [[3, [-1] * 625, None]]), ("random", [[3, [2**80] * 625, None]]),
    ("random", [[3, [1] * 625, "x"]]),
    ("epochs", [[0.1, 10**400, None, None, None]]), ("optimizer", {"name": "Adam", "lr": 10**400}),
]  # fmt: skip


@pytest.fixture(scope="module")
def whole_checkpoint(tmp_path_factory):
    file = tmp_path_factory.mktemp("whole") / "run.json"
    run(network(), epochs=2, checkpoint=file)
    return json.loads(file.read_text())


@every(("key", "wrong"), DAMAGES, ids=str)
def test_a_checkpoint_with_one_part_damaged_is_refused_and_nothing_has_changed(
    tmp_path, whole_checkpoint, key, wrong
):
    file = tmp_path / "run.json"
    content = {**whole_checkpoint, key: wrong}
    file.write_text(json.dumps(content))
    model = network(start=7)
    optimizer, before, state = optim.Adam(model, lr=0.02), numbers(model), random.getstate()
    with pytest.raises(
        ValueError,
        match=r"run.json' (is no checkpoint|is the checkpoint of another run|cannot be gone on with)",
    ):
        run(model, optimizer, checkpoint=file, resume=True)
    assert (numbers(model), random.getstate(), optimizer.steps) == (before, state, 0)
    assert json.loads(file.read_text()) == content


@every("part", ["parameters", "best"])
@every("wrong", [None, "x", [1.0], 10**400])
def test_a_checkpoint_with_one_number_damaged_is_refused(tmp_path, part, wrong):
    file = tmp_path / "run.json"
    run(network(), epochs=2, checkpoint=file)
    content = json.loads(file.read_text())
    content[part]["layers.1.neurons.0.b"] = wrong
    file.write_text(json.dumps(content))
    with pytest.raises(ValueError, match=r"run.json' cannot be gone on with: "):
        run(network(), checkpoint=file, resume=True)


def test_a_model_frozen_anew_goes_on_as_thawed_as_its_checkpoint_is(tmp_path):
    def thaw(history, model):
        model.unfreeze()

    run(network().freeze(), epochs=2, checkpoint=tmp_path / "run.json", callbacks=[thaw])
    history = run(network().freeze(), epochs=3, checkpoint=tmp_path / "run.json", resume=True)
    assert len(history) == 3


def test_modules_and_functions_of_ones_own_go_on_from_their_checkpoint(tmp_path):
    for i, build in enumerate(
        (
            Plain,
            lambda: Sequential(Layer(2, 2), Plain()),
            lambda: Sequential(Layer(2, 2), lambda h: h, Layer(2, 1)),
        )
    ):
        random.seed(0)
        run(build(), epochs=2, checkpoint=tmp_path / f"{i}.json")
        assert len(run(build(), epochs=3, checkpoint=tmp_path / f"{i}.json", resume=True)) == 3


def test_weights_drawn_in_another_way_are_another_run(tmp_path):
    run(network(), epochs=1, checkpoint=tmp_path / "run.json")
    with pytest.raises(ValueError, match=r"another run: init was 'micrograd' and is now 'he'; give"):
        run(network(init="he"), checkpoint=tmp_path / "run.json", resume=True)


def test_a_folder_in_place_of_the_checkpoint_is_told(tmp_path):
    with pytest.raises(IsADirectoryError, match=r" is a folder; give the name of a file$"):
        run(network(), checkpoint=tmp_path, resume=True)


def test_an_error_in_a_callback_loses_no_epoch_that_was_whole(tmp_path, monkeypatch):
    def stumble(history, model):
        if len(history) == 4:
            raise ZeroDivisionError

    monkeypatch.setattr(checkpoint, "PAUSE", 10**9)  # nothing is saved on the way
    file, whole, model = tmp_path / "run.json", network(), network()
    unbroken = run(whole)
    with pytest.raises(ZeroDivisionError):
        run(model, checkpoint=file, callbacks=[stumble])
    assert len(json.loads(file.read_text())["epochs"]) == 3
    assert run(network(), checkpoint=file, resume=True) == unbroken


@every(
    "text",
    [
        "x,y\n1,2\n",
        "",
        '{"format": "micrograd_like model 1"}',
        '{"format": "micrograd_like run 2", "epochs": null}',
    ],
)
def test_a_new_run_does_not_write_over_a_file_of_another_kind(tmp_path, text):
    file = tmp_path / "my.csv"
    file.write_text(text)
    with pytest.raises(
        FileExistsError,
        match=r"my.csv' is there already and is no checkpoint of a training run; give another name$",
    ):
        run(network(), epochs=0, checkpoint=file)
    assert file.read_text() == text


def test_a_new_run_does_not_write_over_a_run_that_resume_would_go_on_with(tmp_path):
    file = tmp_path / "run.json"
    run(network(), epochs=0, checkpoint=file)
    run(network(), epochs=2, checkpoint=file)  # there was nothing to lose yet
    before = file.read_bytes()
    with pytest.raises(
        FileExistsError,
        match=r"run.json' holds a run of 2 epochs; give resume=True to go on with it, or delete the file$",
    ):
        run(network(), checkpoint=file)
    assert file.read_bytes() == before


@every(
    ("options", "change"),
    [
        ({"shuffle": False}, "shuffle was True and is now False"),
        ({"clip": 0.5}, "clip was None and is now 0.5"),
        ({"validation": data.xor(6, seed=5)}, "not the same validation"),
        ({"validation": 0}, "not the same validation"),
    ],
)
def test_another_order_clipping_or_validation_part_is_refused_and_named(tmp_path, options, change):
    file, whole = tmp_path / "run.json", {"validation": data.xor(6, seed=4)}
    run(network(), epochs=1, checkpoint=file, **whole)
    with pytest.raises(ValueError, match=rf"another run: {change}; give the same settings, or another file$"):
        run(network(), checkpoint=file, resume=True, **{**whole, **options})


def test_data_with_other_targets_are_other_data(tmp_path):
    file, model = tmp_path / "run.json", network()
    again = partial(fit, model, batch=5, epochs=1, progress=False, checkpoint=file)
    again(XOR)
    with pytest.raises(ValueError, match=r"another run: not the same data; give"):
        again(replace(XOR, y=[1 - y for y in XOR.y]), resume=True)


def test_the_random_numbers_of_layers_in_a_tuple_are_kept_each_once():
    class Pair(Module):
        def __init__(self, *dropouts):
            self.dropouts = dropouts

    a, b, c = Dropout(0.5, seed=1), Dropout(0.5, seed=2), Dropout(0.5)
    assert random_states(Pair(a, b, c)) == [random, a.rng, b.rng]  # c draws from Python's own
    b.rng = a.rng
    assert random_states(Pair(a, b, c)) == [random, a.rng]


@every("text", ["", "x,y\n1,2\n", "[1]", "[" * 100_000, '{"format": "micrograd_like run 1"}', "\udcff"])
def test_a_file_that_is_no_checkpoint_is_refused_and_kept(tmp_path, text):
    file = tmp_path / "run.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(
        ValueError, match=r"run.json' is no checkpoint of a training run: it (is not JSON|has another|lacks)"
    ):
        run(network(), checkpoint=file, resume=True)
    assert file.read_bytes() == text.encode("utf-8", "surrogateescape")


def test_a_place_that_cannot_hold_the_checkpoint_is_known_before_the_first_step(tmp_path):
    model, before = network(), numbers(network())
    with pytest.raises(
        FileNotFoundError, match=r"^there is no folder '.*no' to write 'run.json' in; make it first$"
    ):
        run(model, checkpoint=tmp_path / "no" / "run.json")
    with pytest.raises(IsADirectoryError, match=r" is a folder; give the name of a file$"):
        run(model, checkpoint=tmp_path)
    assert numbers(model) == before


@every("step", ["os.fsync", "os.chmod", "os.replace", "builtins.open"])
def test_a_disk_that_is_full_at_any_step_of_a_save_leaves_the_file_before_it(tmp_path, monkeypatch, step):
    file, whole = tmp_path / "run.json", network()
    unbroken = run(whole)
    run(network(), epochs=2, checkpoint=file)
    before = file.read_bytes()
    real = open

    def full(*args, **options):
        if step == "builtins.open" and args[0] == file:  # reading works
            return real(*args, **options)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(step, full)
        with pytest.raises(OSError, match="No space left on device"):
            run(network(), checkpoint=file, resume=True)
    assert file.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["run.json"]
    model = network(start=5)
    assert run(model, checkpoint=file, resume=True) == unbroken
    assert numbers(model) == numbers(whole)


def test_saving_takes_a_twentieth_of_the_time_of_a_run(tmp_path, monkeypatch):
    clock, saved = [0.0], []

    def slow(path, text):
        clock[0] += 0.1
        saved.append(len(json.loads(text)["epochs"]))

    def epoch_of_a_second(history, model):
        clock[0] += 1.0

    monkeypatch.setattr(checkpoint, "write_whole", slow)
    monkeypatch.setattr(checkpoint.time, "monotonic", lambda: clock[0])
    run(network(), epochs=7, checkpoint=tmp_path / "run.json", callbacks=[epoch_of_a_second])
    assert saved == [0, 2, 4, 6, 7]  # 0.1 seconds, then at least 1.9 without


CHILD = """
import random, sys
from micrograd_like import data, optim, schedules
from micrograd_like.nn import MLP
from micrograd_like.training import loop, saved_run
if len(sys.argv) > 2:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
saved_run.PAUSE = 0  # every epoch is saved
random.seed(0)
model = MLP(2, [6, 6, 1], dropout=0.2)
print("ready", flush=True)
history = loop.fit(model, data.xor(40), optimizer=optim.Adam(model, lr=0.02), epochs=150, validation=0.25,
                   progress=False,
                   schedule=schedules.cosine(0.05, steps=300), checkpoint=sys.argv[1], resume=True)
print(list(model.state_dict().values()), history.loss)
"""


def child(*argv):
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, *map(str, argv)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_run_killed_again_and_again_ends_with_the_bits_of_an_unbroken_one(tmp_path):
    file, draw, epochs = tmp_path / "run.json", random.Random(4), []
    unbroken = child(tmp_path / "whole.json").communicate()[0]
    for _ in range(8):
        process = child(file)
        assert process.stdout
        process.stdout.readline()
        time.sleep(draw.uniform(0, 0.2))
        process.kill()
        process.communicate()
        if file.exists():
            epochs.append(len(json.loads(file.read_text())["epochs"]))  # it is whole
    assert epochs == sorted(epochs)
    assert epochs[-1] > 0
    assert child(file).communicate()[0] == unbroken


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").exists(), reason="there is no limit on the size of files here")
def test_a_real_limit_on_file_size_leaves_the_checkpoint_before_it(tmp_path):
    """The state grows with each epoch; beyond a limit the system refuses it, as a full disk does."""
    file = tmp_path / "run.json"
    _, error = child(file, 24_000).communicate()
    assert error.splitlines()[-1] == f"OSError: [Errno 27] File too large: {str(file)!r}"
    kept = len(json.loads(file.read_text())["epochs"])
    assert 0 < kept < 150
    assert os.listdir(tmp_path) == ["run.json"]
    assert child(file).communicate()[0] == child(tmp_path / "whole.json").communicate()[0]
