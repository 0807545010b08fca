"""``micrograd-like train``, ``predict`` and ``data``, as they are typed: results, files, and bad input."""

import builtins
import csv
import json
import math
import os
import random
import re
import signal
import subprocess
import sys

import pytest

from micrograd_like import Value, data, nn, optim
from micrograd_like.__main__ import main
from micrograd_like.commands import train
from micrograd_like.commands.outcome import States
from micrograd_like.training import least_squares, tasks
from micrograd_like.training.history import Epoch, History
from micrograd_like.training.loop import predict
from micrograd_like.training.predictor import Predictor

HEAD = "a,b,y\n"
ROWS = "1,2,red\n3,1,blue\n1.5,2,red\n2.5,1,blue\n"
QUICK = ("--epochs", 3, "--layers", 4)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def do(capsys):
    """The exit code of a command, what it printed, and what it printed as errors."""

    def run(*argv):
        try:
            code = main([*map(str, argv)])
        except SystemExit as stop:
            code = stop.code
        return (code, *capsys.readouterr())

    return run


def write(name, text, encoding="utf-8"):
    with open(name, "w", encoding=encoding, newline="") as file:
        file.write(text)


def read(name):
    with open(name, encoding="utf-8") as file:
        return file.read()


def number(pattern, text):
    """The number that a pattern finds in a text."""
    (found,) = re.findall(pattern, text, re.M)
    return float(found)


def parameters(name):
    return json.loads(read(name))["parameters"]


# ---- results


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "part", "least"),
    [
        ("iris", "validation", 95.1),
        ("moons", "training", 100),
        ("yin-yang", "validation", 90.1),
        ("xor", "training", 100),
    ],
)
def test_one_command_with_the_default_settings_learns_each_data_set(do, name, part, least):
    code, out, err = do("train", "--data", name)
    assert (code, err) == (0, "")
    accuracy = number(rf"^{part}: accuracy ([\d.]+) % ", out)
    assert accuracy >= least
    scaling, (validation, training) = (
        Predictor.load(f"{name}.model.json"),
        data.BUILT_IN[name]().split(0.2, seed=0)[::-1],
    )
    rows = validation if part == "validation" else training
    right = sum(scaling(x) == rows.classes[y] for x, y in zip(rows.X, rows.y, strict=True))
    assert round(100 * right / len(rows), 1) == accuracy


@pytest.mark.slow
def test_numbers_are_predicted_in_their_own_units(do):
    _, out, _ = do("train", "--data", "trees")
    assert number(r"validation: root mean square error ([\d.]+) volume", out) < 8
    do("data", "trees", "-o", "trees.csv")
    _, out, err = do("predict", "trees.model.json", "trees.csv")
    header, *rows = csv.reader(out.splitlines())
    assert (header, len(rows)) == (["predicted volume"], 31)
    error = math.sqrt(sum((float(row[0]) - y) ** 2 for row, y in zip(rows, data.trees().y, strict=True)) / 31)
    assert err.startswith(f"volume is known in trees.csv: root mean square error {error:.4g} volume, R2 0.9")


@pytest.mark.slow
def test_a_table_of_ones_own_is_learnt_and_predicted(do):
    random.seed(0)
    points = [(random.random(), random.random()) for _ in range(60)]
    write(
        "mine.csv",
        "noise;a;b;kind\n" + "".join(f"q;{a};{b};{'up' if a < b else 'down'}\n" for a, b in points),
    )
    code, out, _ = do("train", "mine.csv", "--target", "kind", "--ignore", "noise", "--epochs", 40)
    assert code == 0
    assert "validation: accuracy " in out
    write("new.csv", "b,unknown,a\n0.9,x,0.1\n0.2,y,0.8\n")
    code, out, err = do("predict", "mine.model.json", "new.csv")
    header, *rows = csv.reader(out.splitlines())
    assert (code, err, header) == (0, "", ["predicted kind", "probability down", "probability up"])
    assert [row[0] for row in rows] == ["up", "down"]
    assert [float(p) + float(q) for _, p, q in rows] == pytest.approx([1, 1])
    assert (
        do("predict", "mine.model.json", "new.csv", "-o", "out.csv")[1]
        == "wrote out.csv: 2 predictions of kind\n"
    )
    assert read("out.csv") == out


@pytest.mark.slow
@pytest.mark.parametrize("optimizer", train.OPTIMIZERS)
@pytest.mark.parametrize("loss", ["cross_entropy", "mean_squared_error", "hinge"])
def test_every_optimizer_trains_with_every_kind_of_loss(do, optimizer, loss):
    code, out, err = do(
        "train",
        "--data",
        "moons",
        "--epochs",
        15,
        "--layers",
        4,
        "--optimizer",
        optimizer,
        "--loss",
        loss,
        "--dropout",
        0.1,
        "--regularization",
        "elastic-net",
        0.0001,
        "-o",
        "m.json",
    )
    assert (code, err) == (0, "")
    assert number(r"training: accuracy ([\d.]+)", out) > 75


def test_equal_seeds_give_equal_models_and_others_do_not(do):
    for name, seed in (("a.json", 1), ("b.json", 1), ("c.json", 2)):
        do("train", "--data", "xor", *QUICK, "--seed", seed, "-o", name)
    assert parameters("a.json") == parameters("b.json") != parameters("c.json")


def test_columns_are_standardised_with_the_training_part_alone(do):
    do("train", "--data", "iris", *QUICK, "-o", "m.json")
    part, _ = data.iris().split(0.2, seed=0)
    assert json.loads(read("m.json"))["scaling"]["means"] == pytest.approx(
        [sum(c) / 120 for c in zip(*part.X, strict=True)]
    )


# ---- weights that suit many columns, and the baseline beside the result


def table(name, columns, rows, target, noise=0.0):
    """A CSV file of random columns, each in a unit of its own, and a target made of them."""
    rng = random.Random(1)
    X = [[rng.random() for _ in range(columns)] for _ in range(rows)]
    y = [target(x) + rng.gauss(0, noise) for x in X]
    scaled = [[a * 10.0 ** (j - 3) for j, a in enumerate(x)] for x in X]
    write(name, data.Dataset(scaled, y).to_csv())


def curved(x):
    """Friedman's test function: half of it is no straight line, and the last three columns tell nothing."""
    return 10 * math.sin(math.pi * x[0] * x[1]) + 20 * (x[2] - 0.5) ** 2 + 10 * x[3] + 5 * x[4]


@pytest.mark.slow
def test_on_many_columns_the_default_weights_beat_a_line_and_micrograds(do):
    """Least squares on the same rows is the judge; micrograd's weights, from -1 to 1, overfit."""
    table("f.csv", 8, 200, curved, noise=1.0)
    found = {}
    for init in ((), ("--init", "micrograd")):
        _, out, _ = do("train", "f.csv", "--target", "y", *init, "-o", "m.json")
        found[init] = number(r"^validation: .* R2 (\S+)", out)
    train_rows, rest = data.read_csv("f.csv", "y").split(0.2, seed=0)
    line, mean = least_squares.solve(train_rows.X, train_rows.y), sum(rest.y) / len(rest)
    errors = [(line(x) - y) ** 2 for x, y in zip(rest.X, rest.y, strict=True)]
    explained = 1 - sum(errors) / sum((y - mean) ** 2 for y in rest.y)
    assert found[()] > explained + 0.05
    assert found[()] > found["--init", "micrograd"]


@pytest.mark.slow
def test_the_mean_is_the_baseline_of_numbers_on_the_same_rows(do):
    write("f.csv", data.trees().to_csv())
    _, out, err = do("train", "f.csv", "--target", "volume", "--epochs", 20, "-o", "m.json")
    train_rows, rest = data.trees().split(0.2, seed=0)
    mean = sum(train_rows.y) / 25
    error = math.sqrt(sum((y - mean) ** 2 for y in rest.y) / 6)
    told = (
        f"baseline: root mean square error {error:.4g} volume, R2 -4.283 on the same rows, for always saying "
    )
    assert f"\n{told}the mean, {mean:.4g}\n" in out
    assert err == ""
    assert json.loads(read("m.json"))["trained"]["outcome"]["baseline"].startswith(told)


def test_the_most_frequent_class_is_the_baseline_of_classes(do):
    write("f.csv", "a,y\n" + "".join(f"{i},{'many' if i % 4 else 'few'}\n" for i in range(40)))
    _, out, _ = do("train", "f.csv", "--target", "y", *QUICK, "--validation", 0)
    told = "baseline: accuracy 75.0 % (30 of 40 rows) on the same rows, for always saying "
    assert f"\n{told}the most frequent class, many\n" in out


def test_a_result_no_better_than_the_baseline_is_warned_of_with_what_to_try(do):
    """Six columns of noise: the network fits the training rows, and is worse than the mean on the rest."""
    table("f.csv", 6, 60, lambda x: 0.0, noise=1.0)
    code, out, err = do("train", "f.csv", "--target", "y", "--epochs", 12, "-o", "m.json", "--pictures", "p")
    own, usual = (
        number(rf"^{name}: root mean square error (\S+) y", out) for name in ("validation", "baseline")
    )
    assert own > usual
    assert code == 0
    told = re.fullmatch(
        r"micrograd-like: warning: (the network predicts y no better than the mean, \S+ .*)\n", err
    )
    assert told
    assert told[1].startswith("the network predicts y no better than the mean, ")
    assert f"(root mean square error {own:.4g} y, " in told[1]
    assert told[1].endswith(
        "; it is better only on the rows it was trained on: try more rows, smaller --layers, "
        "--regularization l2 0.01, or --dropout 0.2"
    )
    health = " ".join(out.split())
    assert "Nothing stands out" not in health
    assert "why the result is no better than the baseline" in health
    assert json.loads(read("m.json"))["trained"]["outcome"]["warning"] == f"warning: {told[1]}"
    assert "<dt>warning</dt><dd>the network predicts y no better" in read("p/index.html")


def test_a_network_that_has_not_learnt_its_own_rows_is_told_to_train_longer(do):
    _, out, err = do("train", "--data", "trees", "--epochs", 1, "--lr", 1e-9, "--validation", 0, "--seed", 1)
    own, usual = (re.search(rf"^{name}: (.* R2 \S+)", out, re.M)[1] for name in ("training", "baseline"))
    assert (
        f"no better than the mean, 30.17 ({own} against {usual}); try more --epochs than 1, another --lr"
        in err
    )


# ---- options, and what is printed


def test_every_option_reaches_the_run(do, monkeypatch):
    seen = {}

    def fit(model, rows, **options):
        seen.update(
            options,
            model=model,
            rows=rows,
            start=model.state_dict(),
            draws=[d.rng.getstate() for d in model.dropouts],
        )
        return real(model, rows, **options)

    real = train.fit
    monkeypatch.setattr(train, "fit", fit)
    code, _, _ = do(
        "train",
        "--data",
        "moons",
        "--layers",
        5,
        4,
        "--activation",
        "tanh",
        "--init",
        "xavier",
        "--dropout",
        0.25,
        "--loss",
        "hinge",
        "--optimizer",
        "adamw",
        "--lr",
        0.003,
        "--regularization",
        "l1",
        0.01,
        "--epochs",
        2,
        "--batch",
        7,
        "--patience",
        9,
        "--seed",
        3,
        "--validation",
        0.3,
        "--resume",
        "r.json",
        "-o",
        "m.json",
    )
    model = seen["model"]
    assert code == 0
    assert model.spec() == {"nin": 2, "nouts": [5, 4, 1], "activation": "tanh", "dropout": 0.25}
    random.seed(3)
    assert seen["draws"] == [random.Random(3).getstate(), random.Random(4).getstate()]
    assert seen["start"] == nn.MLP(2, [5, 4, 1], init="xavier").state_dict()
    assert (seen["loss"].name, seen["epochs"], seen["batch"], seen["patience"], seen["seed"]) == (
        "hinge",
        2,
        7,
        9,
        3,
    )
    assert repr(seen["optimizer"]).startswith("AdamW(44 parameters, lr=0.003, ")
    assert seen["penalty"](nn.Neuron(1)) is not None
    assert seen["penalty"].keywords == {"strength": 0.01}
    assert (len(seen["rows"]), len(seen["validation"])) == (70, 30)
    assert (seen["checkpoint"], seen["resume"]) == ("r.json", True)
    saved = json.loads(read("m.json"))["trained"]["settings"]
    assert (saved["init"], saved["regularization"], saved["batch"]) == ("xavier", ["l1", "0.01"], 7)


def test_the_health_report_and_the_name_of_the_model_are_printed(do):
    code, out, err = do("train", "--data", "moons", *QUICK, "-o", "m.json")
    assert (code, err) == (0, "")
    edges, again, product = re.search(
        r"^reverse mode, 16 rows: one sweep over the ([\d,]+) edges .* gives all 22 of them\nforward mode, "
        r"16 rows: .* "
        r"22 x ([\d,]+) = ([\d,]+) edges",
        out,
        re.M,
    ).groups()
    assert edges == again
    assert int(product.replace(",", "")) == 22 * int(edges.replace(",", ""))
    assert re.search(
        r"^layer +units activation  saturated dead   \|delta\|  \|gradient\|  update/weight$", out, re.M
    )
    assert re.search(r"^layers\.0 +4 relu +\d+% +\d +\d", out, re.M)
    assert out.endswith("saved m.json; use it with: micrograd-like predict m.json FILE.csv\n")
    assert os.listdir() == ["m.json"]


def test_what_is_made_small_is_said_and_so_are_columns_that_tell_nothing(do):
    write("f.csv", "a,c,y\n" + "".join(f"{i},5,{2 * i}.5\n" for i in range(20)))
    code, out, err = do(
        "train", "f.csv", "--target", "y", *QUICK, "--regularization", "l2", "0.01", "--dropout", "0.2"
    )
    assert (code, err) == (0, "")
    assert (
        "\nloss mean_squared_error + 0.01 * l2 (the penalty counts while training only); dropout 0.2, in "
        "units of the "
        "standardised y\nnothing can be learnt from c: the same in all rows to train "
        "on\n"
    ) in out
    assert "\nloss cross_entropy\nepoch 1/3 " in do("train", "--data", "moons", *QUICK)[1]


@pytest.mark.parametrize(("batch", "rows"), [(0, 32), (5, 5), (50, 32)])
def test_what_is_told_of_the_effort_is_for_the_rows_of_one_step(do, batch, rows):
    """Of 40 rows, 8 are kept to validate on."""
    write("f.csv", data.xor(40).to_csv())
    code, out, _ = do("train", "f.csv", "--target", "label", *QUICK, "--batch", batch)
    assert code == 0
    assert re.findall(r"^(\w+) mode, (\d+) rows: ", out, re.M) == [
        ("reverse", str(rows)),
        ("forward", str(rows)),
    ]


@pytest.mark.slow
def test_pictures_are_written_on_request(do):
    do("train", "--data", "moons", *QUICK, "-o", "m.json", "--pictures", "there")
    assert sorted(os.listdir("there")) == ["boundary.svg", "index.html", "loss.svg", "neuron.svg"]
    assert re.search(r"<dt>training</dt><dd>accuracy [\d.]+ % ", read("there/index.html"))
    assert "fed with standardised training row " in read("there/index.html")


def test_the_task_of_a_training_is_decided_once(do, monkeypatch):
    made = []

    class Counted(tasks.Task):
        def __init__(self, name, *more, **options):
            made.append(name)
            super().__init__(name, *more, **options)

    monkeypatch.setattr(tasks, "Task", Counted)
    assert do("train", "--data", "moons", *QUICK, "-o", "m.json")[0] == 0
    assert made == ["cross_entropy"]


# ---- runs that go on, and Ctrl-C


def test_resume_goes_on_to_the_numbers_of_an_unbroken_run(do):
    args = ("train", "--data", "xor", "--layers", 4, "--dropout", 0.2, "--optimizer", "sgd")
    do(*args, "--epochs", 6, "-o", "whole.json")
    for epochs in (2, 3, 6):
        code, _, err = do(*args, "--epochs", epochs, "-o", "parts.json", "--resume", "run.json")
        assert (code, err) == (0, "")
        assert len(json.loads(read("run.json"))["epochs"]) == epochs
    assert parameters("parts.json") == parameters("whole.json")
    assert do(*args, "--epochs", 6, "-o", "again.json", "--resume", "run.json")[0] == 0
    assert parameters("again.json") == parameters("whole.json")


@pytest.mark.parametrize(
    ("options", "change"),
    [
        (("--seed", 1), "seed was 0 and is now 1"),
        (("--lr", 0.5), "lr was 0.01 and is now 0.5"),
        (("--batch", 4), "batch was 16 and is now 4"),
        (("--loss", "hinge"), "not the same model: nouts of its MLP was [4, 2] and is now [4, 1]"),
        (("--layers", 5), "not the same model: nouts of its MLP was [4, 2] and is now [5, 2]"),
        (("--optimizer", "sgd"), "optimizer was 'Adam' and is now 'SGD'"),
        (("--regularization", "l2", 0.1), "penalty was None and is now 'l2(strength=0.1)'"),
        (("--validation", 0.3), "rows was 80 and is now 70"),
    ],
)
def test_a_run_with_other_options_is_refused_and_kept(do, options, change):
    do("train", "--data", "xor", *QUICK, "--resume", "run.json")
    before = read("run.json"), read("xor.model.json")
    code, _, err = do("train", "--data", "xor", *QUICK, *options, "--resume", "run.json")
    message = (
        f"'run.json' is the checkpoint of another run: {change}; give the same settings, or another file"
    )
    assert (code, err) == (2, f"micrograd-like: {message}\n")
    assert (read("run.json"), read("xor.model.json")) == before


def interrupted(*_, **__):
    raise KeyboardInterrupt


def say_until(start):
    """A print that is interrupted at the line that starts so."""

    def say(*texts, **options):
        if str(texts[0]).startswith(start):
            raise KeyboardInterrupt
        print(*texts, **options)

    return say


@pytest.mark.slow
def test_ctrl_c_saves_the_best_so_far_and_the_next_command_goes_on(do):
    args = ["train", "--data", "yin-yang", "--epochs", "12", "--resume", "run.json"]
    child = subprocess.Popen(
        [sys.executable, "-m", "micrograd_like", *args],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert child.stdout
    while not child.stdout.readline().startswith("epoch"):
        pass
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert (child.returncode, err) == (130, "")
    assert re.search(
        r"interrupted; kept the parameters of epoch \d+, which had the lowest validation loss, \d", out
    )
    assert "saved yin-yang.model.json" in out
    assert 1 <= len(json.loads(read("run.json"))["epochs"]) < 12
    do(*args, "-o", "parts.json")
    do(*args[:-2], "-o", "whole.json")
    assert parameters("parts.json") == parameters("whole.json")


def test_ctrl_c_in_the_first_epoch_writes_no_model(do, monkeypatch):
    monkeypatch.setattr("micrograd_like.training.run.TrainingRun._step", interrupted)
    assert do("train", "--data", "xor")[::2] == (130, "\nmicrograd-like: interrupted; nothing was written\n")
    assert os.listdir() == []
    message = "interrupted before a network was saved; the same command goes on from run.json"
    assert do("train", "--data", "xor", "--resume", "run.json")[::2] == (
        130,
        f"\nmicrograd-like: {message}\n",
    )
    assert os.listdir() == ["run.json"]


@pytest.mark.parametrize("step", ["outcome", "effort", "vitals", "print"])
def test_ctrl_c_after_training_finds_the_network_saved(do, monkeypatch, step):
    """Whatever comes after the last epoch, the network is on the disk before it."""
    with monkeypatch.context() as patch:
        stop = interrupted if step != "print" else say_until("kept the parameters")
        patch.setattr(train, step, stop, raising=False)
        code, _, err = do("train", "--data", "moons", *QUICK, "-o", "m.json")
    assert (code, err) == (130, "\nmicrograd-like: interrupted; the network is saved in m.json\n")
    do("train", "--data", "moons", *QUICK, "-o", "whole.json")
    assert parameters("m.json") == parameters("whole.json")
    assert Predictor.load("m.json")([0.0, 1.0]) in ("upper", "lower")


def test_ctrl_c_does_not_claim_a_network_that_was_there_before(do, monkeypatch):
    do("train", "--data", "moons", *QUICK, "-o", "m.json")
    before = read("m.json")
    monkeypatch.setattr("micrograd_like.training.run.TrainingRun._step", interrupted)
    code, _, err = do("train", "--data", "moons", *QUICK, "-o", "m.json")
    assert (code, err) == (130, "\nmicrograd-like: interrupted; nothing was written\n")
    assert read("m.json") == before


@pytest.mark.slow
def test_a_real_ctrl_c_after_the_line_on_validation_finds_the_network_saved():
    args = ["train", "--data", "yin-yang", "--epochs", "2", "-o", "m.json"]
    child = subprocess.Popen(
        [sys.executable, "-m", "micrograd_like", *args],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert child.stdout
    while not child.stdout.readline().startswith("validation"):
        pass
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=20)
    assert (child.returncode, err) == (130, "\nmicrograd-like: interrupted; the network is saved in m.json\n")
    assert Predictor.load("m.json").classes == ["yin", "yang", "dot"]


# ---- the state of the optimizer in the report


def test_the_optimizer_is_remembered_as_it_was_after_the_best_and_the_last_epoch():
    w = Value(1.0)
    optimizer = optim.RMSprop([w], lr=0.1, alpha=0.75)
    kept = States(optimizer)
    states, epochs = [], []
    for gradient, loss in ((4.0, 0.9), (-2.0, 0.5), (1.0, 0.7), (8.0, 0.6)):
        w.grad = gradient
        optimizer.step()
        states.append(optimizer.state_dict())
        epochs.append(Epoch(0.1, loss))
        kept.remember(History(epochs), None)
    assert kept.restore(best=False)
    assert optimizer.state_dict() == states[3]
    assert kept.restore(best=True)
    assert optimizer.state_dict() == states[1]
    assert (optimizer.steps, optimizer.state[0][0]) == (2, 4.0)  # 0.25 * 4**2, then 0.75 * 4 + 0.25 * 2**2


def test_the_state_of_an_optimizer_that_has_taken_no_step_here_is_not_known():
    """As after --resume of a run that was finished."""
    assert not States(optim.SGD([Value(1.0)])).restore(best=True)


@pytest.mark.parametrize(("share", "steps"), [("0", 5 * 7), ("0.2", None)])
def test_the_steps_told_of_are_those_of_the_parameters_the_network_ends_with(do, monkeypatch, share, steps):
    """Without a validation part those are the last ones, though an earlier epoch had the lowest loss."""
    seen, real = [], train.vitals

    def note(trained, beats_baseline):
        seen.append((trained.optimizer.steps, trained.predictor.model.state_dict()))
        return real(trained, beats_baseline)

    monkeypatch.setattr(train, "vitals", note)
    do(
        "train",
        "--data",
        "moons",
        "--epochs",
        5,
        "--lr",
        0.9,
        "--validation",
        share,
        "--resume",
        "run.json",
        "-o",
        "m.json",
        "--init",
        "micrograd",
    )
    run = json.loads(read("run.json"))
    losses = [epoch[1] if share == "0" else epoch[3] for epoch in run["epochs"]]
    best = losses.index(min(losses)) + 1
    assert best < 5
    assert seen == [(steps or best * 5, run["parameters" if share == "0" else "best"])]


def test_the_steps_told_of_are_those_from_the_epoch_that_was_kept(do):
    rng = random.Random(7)
    rows = [f"{rng.gauss(0, 1):.3f},{rng.gauss(0, 1):.3f},{'red' if i % 2 else 'blue'}" for i in range(20)]
    write("noise.csv", "\n".join(["a,b,y", *rows, ""]))
    told = []
    for epochs in (3, 5, 20):
        _, out, _ = do(
            "train",
            "noise.csv",
            "--target",
            "y",
            "--optimizer",
            "rmsprop",
            "--lr",
            0.05,
            "--epochs",
            epochs,
            "--layers",
            3,
            "--activation",
            "tanh",
            "--batch",
            4,
            "--init",
            "micrograd",
        )
        assert "kept the parameters of epoch 3, which had the lowest validation loss" in out
        told.append(re.findall(r"^layers\.\d .* (\S+)$", out, re.M))
    assert len(told[0]) == 2
    assert told[0] == told[1] == told[2]


# ---- files


WRITTEN = '"format": "micrograd_like model 1"'


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="there is no /dev/stdout here")
def test_a_network_may_be_written_to_a_pipe_or_a_device(do):
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        assert do("train", "--data", "moons", *QUICK, "-o", "pipe")[0] == 0
        assert reader.communicate(timeout=20)[0].count(WRITTEN) == 1
    code, out, _ = do("train", "--data", "moons", *QUICK, "-o", "/dev/null")
    assert (code, WRITTEN in out) == (0, False)
    command = [sys.executable, "-m", "micrograd_like", "train", "--data", "moons", *map(str, QUICK)]
    child = subprocess.run(
        [*command, "-o", "/dev/stdout"], capture_output=True, text=True, timeout=20, check=True
    )
    assert child.stdout.count(WRITTEN) == 1


def test_a_disk_that_is_full_at_the_end_is_told_with_what_to_do(do, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Predictor, "save", lambda *_, **__: full())
        code, _, err = do("train", "--data", "moons", *QUICK)
        assert (code, err) == (
            2,
            "micrograd-like: 'moons.model.json' cannot be written: no space left on "
            "device; make room, and "
            "another time --resume RUN.json keeps what was learnt\n",
        )
        assert (
            "the same command then ends at once"
            in do("train", "--data", "moons", *QUICK, "--resume", "run.json")[2]
        )
    code, out, err = do("train", "--data", "moons", *QUICK, "--resume", "run.json")
    assert (code, err, "epoch 1/3" in out) == (0, "", False)


def test_a_disk_that_is_full_after_the_first_save_has_the_network(do, monkeypatch):
    real, saves = Predictor.save, []

    def full_later(predictor, path, **more):
        saves.append(list(more["trained"]["outcome"]))
        if len(saves) == 2:
            raise OSError(28, "No space left on device")
        real(predictor, path, **more)

    monkeypatch.setattr(Predictor, "save", full_later)
    code, out, err = do("train", "--data", "moons", *QUICK)
    assert (code, err) == (0, "")
    assert out.endswith(
        "saved moons.model.json; use it with: micrograd-like predict moons.model.json FILE.csv\n"
    )
    assert saves == [["result"], ["result", "training", "validation", "baseline"]]
    assert Predictor.load("moons.model.json").target == "label"


# ---- bad input


TABLES = [
    ("a;b;y\n1,5;2;red\n3;1;blue\n", "f.csv, line 2, column 'a': expected a number, but got '1,5'; write "
     "1.5, with a point"),
    ("a;b;y\n1;2;1,5\n3;1;2,5\n4;1;7,25\n", "f.csv, column 'y': write numbers such as 1,5 with a point, 1.5"),
    ("", "f.csv is empty; it needs a header line with the names of the columns, then rows"),
    (HEAD, "f.csv has a header but no rows; add some"),
    (HEAD.replace("y", "z") + ROWS, "f.csv has no column 'y'; it has 'a', 'b', 'z'"),
    (HEAD + ROWS + "2,x,red\n", "f.csv, line 6, column 'b': expected a number, but got 'x'; correct it, or "
     "leave the column out: --ignore b, in Python ignore=['b']"),
    (HEAD + ROWS + "nan,1,red\n", "f.csv, line 6, column 'a': the value is nan; fill it in, or remove the "
     "row"),
    (HEAD + "1,2,red\n3,4,red\n", "f.csv, column 'y': all 2 rows have 'red', so there is nothing to tell "
     "apart; add rows with "
     "another one, or choose another target"),
    (HEAD + "1,2,red\n", "f.csv, column 'y': the only row has 'red', so there is nothing to tell apart; add "
     "rows with another one, "
     "or choose another target"),
    (HEAD + "1,2,red\n3,4,blue\n", "a share of 0.2 of 2 rows leaves none to validate on; give a larger "
     "share, or 0 to train on all"),
]  # fmt: skip


def refused(do, message, *argv):
    """The command says just this, ends with code 2, and leaves the folder as it was."""
    before = {name: os.path.isfile(name) and os.stat(name).st_mtime_ns for name in os.listdir()}
    code, _, err = do(*argv)
    assert (code, err) == (2, f"micrograd-like{message}\n")
    assert {name: os.path.isfile(name) and os.stat(name).st_mtime_ns for name in os.listdir()} == before


@pytest.mark.parametrize(("text", "message"), TABLES)
def test_a_bad_table_is_refused_in_one_sentence(do, text, message):
    write("f.csv", text)
    refused(do, f": {message}", "train", "f.csv", "--target", "y", "--resume", "run.json")


def no_entry(*args, **options):
    if str(args[0]) in ("f.csv", "m.json"):
        raise PermissionError(13, "Permission denied", args[0])
    return builtins_open(*args, **options)


builtins_open = open


@pytest.mark.parametrize("argv", [("train", "f.csv", "--target", "y"), ("predict", "m.json", "f.csv")])
def test_tables_that_cannot_be_read_are_refused_in_one_sentence(do, folder, monkeypatch, argv):
    do("train", "--data", "xor", *QUICK, "-o", "m.json")
    refused(do, f": there is no file 'f.csv' here ({folder}); check its name and folder", *argv)
    os.mkdir("f.csv")
    refused(do, ": 'f.csv' cannot be read: is a directory; give a CSV file", *argv)
    os.rmdir("f.csv")
    write("f.csv", HEAD + ROWS, "utf-16")
    refused(do, ": f.csv is not UTF-8 text (byte 0); save it as CSV in UTF-8", *argv)
    monkeypatch.setattr(builtins, "open", no_entry)
    if argv[0] == "train":
        refused(do, ": 'f.csv' cannot be read: permission denied; give a CSV file", *argv)


def test_a_model_that_cannot_be_used_is_refused_in_one_sentence(do, folder, monkeypatch):
    write("f.csv", "x,y\n1,2\n")
    ask = ("predict", "m.json", "f.csv", "-o", "out.csv")
    refused(do, f": there is no file 'm.json' here ({folder}); train a model first", *ask)
    os.mkdir("m.json")
    refused(do, ": 'm.json' cannot be read: is a directory; give a model from train", *ask)
    os.rmdir("m.json")
    for text, reason in (("x,y\n1,2\n", "it is not JSON"), ("{}", "it has another format"),
                         ('{"format": "micrograd_like model 1"}', "it lacks 'model'")):  # fmt: skip
        write("m.json", text)
        refused(do, f": 'm.json' is no model saved by Module.save(): {reason}", *ask)
    nn.Layer(2, 2).save("m.json")
    refused(
        do,
        ": 'm.json' holds a network, but not what its inputs mean; save it with a Predictor, or train",
        *ask,
    )
    aimless = ": 'm.json' holds a network, but not what its inputs mean; save it with a Predictor, or train"
    nn.MLP(2, [2]).save("m.json")
    refused(do, aimless, *ask)
    os.remove("m.json")
    do("train", "--data", "xor", *QUICK, "-o", "m.json")
    whole = json.loads(read("m.json"))
    for wrong in (
        {"features": 3},
        {"features": ["x"]},
        {"loss": "hinge"},
        {"loss": "foo"},
        {"classes": ["a", "b", "c"]},
        {"classes": "ab"},
        {"scaling": {"means": [0], "stds": [1]}},
        {"scaling": {"means": [0, 0], "stds": [0, 1]}},
        {"target": 1},
    ):
        write("m.json", json.dumps({**whole, **wrong}))
        refused(do, aimless, *ask)
    broken = {**whole["parameters"], "layers.0.neurons.0.b": float("nan")}
    write("m.json", json.dumps({**whole, "parameters": broken}))
    refused(do, ": 'm.json' holds a network with parameters that are not finite; train it anew", *ask)
    write("m.json", json.dumps(whole))
    refused(
        do,
        ": f.csv, line 2, column 'y': expected a number, but got 'red'; correct it",
        "predict",
        "m.json",
        _table("x,y\n1,red\n"),
    )
    refused(
        do,
        ": f.csv has no column 'y', which the network needs; it has 'x', 'z'",
        "predict",
        "m.json",
        _table("x,z\n1,2\n"),
    )
    monkeypatch.setattr(builtins, "open", no_entry)
    refused(do, ": 'm.json' cannot be read: permission denied; give a model from train", *ask)


def _table(text):
    write("f.csv", text)
    return "f.csv"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), ": train takes a CSV file, or --data with the name of a built-in data set; give one of them"),
        (("--target", "y", "--ignore", "b", "f.csv"),
         ": train takes a CSV file, but --ignore has taken all that follows it as columns: 'b', 'f.csv'; "
         "write the file first, as in: train FILE.csv --target COLUMN --ignore COLUMN"),
        (("f.csv", "--data", "iris"), ": train takes a CSV file, or --data with the name of a built-in data "
         "set; give one of them"),
        (("--data", "iris", "--target", "species"),
         ": --target, --ignore and --kind are about the columns of a file, but got --data iris; "
         "leave them out"),
        (("f.csv", "--target", "a", "--target", "y"),
         " train: argument --target: expected one COLUMN, but got a and y; "
         "see micrograd-like train --help"),
        (("f.csv", "--target", "y", "--ignore", "y"),
         ": 'y' is the column to predict, and cannot be ignored as well; leave it out of one of them"),
        (("f.csv",), ": say with --target which column to predict; f.csv has a, b, y"),
        (("--data", "iris", "--loss", "hinge"), ": hinge tells two classes apart, but species has 3; use "
         "cross_entropy"),
        (("--data", "xor", "--regularization", "l3", "1"),
         ": there is no regularization 'l3'; choose one of l1, l2, elastic-net"),
        (("--data", "xor", "--regularization", "l2", "-1"),
         ": argument --regularization, strength of l2: expected a number above 0, "
         "but got -1"),
        (("--data", "xor", "--lr", "nan"), " train: argument --lr: expected a number above 0, but got nan; "
         "see micrograd-like train --help"),
        (("--data", "xor", "--epochs", "2.5"), " train: argument --epochs: expected a whole number of 1 or "
         "more, but got 2.5; "
         "see micrograd-like train --help"),
        (("--data", "xor", "--layers", "9" * 20), ": a network 2-99999999999999999999-2 has "
         "499,999,999,999,999,999,997 "
         "parameters, more than the 1,000,000 that can be trained here; give smaller --layers"),
        (("--data", "xor", "--batch", "-1"), " train: argument --batch: expected a whole number of 0 or "
         "more, but got -1; "
         "see micrograd-like train --help"),
        (("--data", "xor", "--validation", "1"), " train: argument --validation: expected a share from 0 to "
         "below 1, but got 1; "
         "see micrograd-like train --help"),
        (("--data", "xor", "--seed", "x"), " train: argument --seed: expected a whole number, but got x; see "
         "micrograd-like train --help"),
        (("--data", "xor", "-o", "f.csv"), ": 'f.csv' is there already and is no network; give -o another "
         "name"),
        (("--data", "xor", "-o", "there"), ": 'there' is a folder; give the name of a file"),
        (("--data", "xor", "--resume", "there"), ": 'there' is a folder; give the name of a file"),
        (("--data", "xor", "--resume", "f.csv"), ": 'f.csv' is no checkpoint of a training run: it is not "
         "JSON"),
        (("--data", "xor", "--resume", "m.json", "-o", "./m.json"),
         ": 'm.json' cannot hold both the state of the run and the network; "
         "give -o another name"),
        (("--data", "xor", "--pictures", "f.csv"), ": 'f.csv' is a file; give the name of a folder for the "
         "pictures"),
    ],
)  # fmt: skip
def test_bad_options_of_train_are_refused_in_one_sentence(do, options, message):
    write("f.csv", HEAD + ROWS)
    os.mkdir("there")
    refused(do, message, "train", *options)


def test_a_loss_that_runs_away_saves_no_network(do):
    args = ("train", "--data", "trees", "--optimizer", "sgd", "--lr", "1e5", "--init", "micrograd")
    refused(do, ": the loss became inf in epoch 9, so no network was saved; give an --lr below 100000", *args)
    code, _, err = do(*args, "--resume", "run.json")
    assert (code, err.rsplit(";", 1)[1]) == (
        2,
        " give an --lr below 100000, and another --resume than run.json\n",
    )
    assert os.listdir() == ["run.json"]


# ---- predict and data


def test_dropout_is_off_in_predictions(do):
    do("train", "--data", "xor", *QUICK, "--dropout", 0.5, "-o", "m.json")
    do("data", "xor", "-o", "f.csv")
    assert do("predict", "m.json", "f.csv") == do("predict", "m.json", "f.csv")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("rose", "the network does not know 'rose', only setosa, versicolor, virginica"),
        ("", "the cell is empty; fill"),
    ],
)
def test_rows_whose_target_cannot_be_marked_are_predicted_and_the_reason_is_said(do, cell, told):
    do("train", "--data", "iris", *QUICK, "-o", "m.json")
    table = data.iris().take([0, 60]).to_csv()
    write("f.csv", table.replace("versicolor", cell))
    code, out, err = do("predict", "m.json", "f.csv")
    assert (code, len(out.splitlines())) == (0, 3)
    assert err.startswith(
        "species is not known for every row, so nothing was marked: f.csv, line 3, column 'species': " + told
    )


def test_predict_never_writes_over_what_it_reads(do):
    do("train", "--data", "xor", *QUICK, "-o", "m.json")
    do("data", "xor", "-o", "f.csv")
    for name in ("m.json", "f.csv"):
        refused(
            do,
            f": {name!r} is read from, and would be lost; give -o another name",
            "predict",
            "m.json",
            "f.csv",
            "-o",
            name,
        )
    os.mkdir("there")
    refused(do, ": 'there' is a folder; give the name of a file", "predict", "m.json", "f.csv", "-o", "there")


def test_a_predictor_gives_what_its_network_gives(do):
    do("train", "--data", "trees", *QUICK, "-o", "m.json")
    predictor = Predictor.load("m.json")
    (output,) = predict(predictor.model, [predictor.scaling.row([10.0, 70.0])])
    assert predictor([10.0, 70.0]) == output * predictor.scaling.target_std + predictor.scaling.target_mean


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("moons", "-n", "1"), ": expected 2 points or more, one for each class, but got 1"),
        (
            ("moons", "-n", "0"),
            " data: argument -n: expected a whole number of 1 or more, but got 0; see micrograd-like data "
            "--help",
        ),
        (("moons", "--noise", "-1"), ": noise is a standard deviation, 0 or more, but got -1.0"),
        (("linear", "--noise", "nan"), ": noise is a standard deviation, 0 or more, but got nan"),
        (
            ("iris", "--noise", "1", "-n", "3"),
            ": iris was measured, not made: it takes no n, noise; leave that out",
        ),
        (("iris", "-o", "."), ": '.' is a folder; give the name of a file"),
    ],
)
def test_bad_options_of_data_are_refused_in_one_sentence(do, options, message):
    refused(do, message, "data", *options)


def test_data_writes_what_train_reads(do):
    code, out, _ = do("data", "spiral", "-n", 9, "--noise", 0, "--seed", 4, "-o", "s.csv")
    assert (code, out) == (0, "wrote s.csv: 9 rows of x, y; target label: red 3, green 3, blue 3\n")
    assert (
        read("s.csv")
        == do("data", "spiral", "-n", 9, "--noise", 0, "--seed", 4)[1]
        == data.spiral(9, 0.0, 4).to_csv()
    )


def test_the_health_that_is_told_speaks_of_no_gradients_of_an_earlier_step(do):
    told = do("train", "--data", "xor", "--epochs", 2)
    assert "update/weight" in str(told)
    assert "p.grad" not in str(told)


def test_train_compile_prints_and_saves_the_same_network_and_says_what_came_of_it(do, monkeypatch):
    from micrograd_like.training import compiled

    monkeypatch.setattr(compiled, "STEPS", {True: 1, False: 1})
    options = ("--data", "moons", "--layers", 8, "--epochs", 12, "--seed", 3)
    code, plain, _ = do("train", *options, "-o", "one.json")
    again, told, err = do("train", *options, "--compile", "-o", "two.json")
    assert (code, again, err) == (0, 0, "")
    new = [line for line in told.splitlines() if line not in plain.splitlines()]
    (said,) = [line for line in new if "compiled" in line]
    assert re.match(
        r"compiled after epoch 1: steps are [0-9.]+x faster|no longer compiled: a replay took", said
    )
    assert [line for line in new if line != said] == ["saved two.json; use it with: micrograd-like predict "
                                                     "two.json FILE.csv"]  # fmt: skip
    numbers = [json.loads(read(name)) for name in ("one.json", "two.json")]
    flat = [
        list(map(float, re.findall(r"-?\d+\.\d+(?:e-?\d+)?", json.dumps(n["parameters"])))) for n in numbers
    ]
    assert len(flat[0]) > 30
    assert flat[0] == pytest.approx(flat[1], rel=1e-9)


def test_train_compile_says_why_it_is_not_compiled(do):
    code, out, err = do("train", "--data", "moons", "--epochs", 2, "--compile", "-o", "one.json")
    assert (code, err) == (0, "")
    assert "\nnot compiled: 5 steps are left, and compiling takes as long as about " in out
