"""What the learner writes in lesson 5 is kept as a file and used; report and race take its nodes."""

import ast
import linecache
import random
import subprocess
import sys

import pytest

from micrograd_like import Value, health, nn, race
from micrograd_like.data import micrograd_moons
from micrograd_like.learn import keeping
from micrograd_like.learn.lessons import find, lesson_of
from micrograd_like.learn.workbook import Workbook
from micrograd_like.nn import losses

ENGINE = find("my_engine")
WRONG = ENGINE.solution.replace("operand.grad += local", "operand.grad = local")


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Workbook(tmp_path)


def solve(book, exercise, text):
    path = book.path(exercise)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return book.check(exercise)


def handed_in(text):
    """As a learner's file is: with the heading and the lines of the starter that say what is to be written."""
    _, main, rest = ENGINE.starter.partition('\n\n\nif __name__ == "__main__":')
    return ENGINE.heading + "\n" + text.partition(main)[0] + main + rest


def used(book):
    """The engine that an exercise file of lesson 7 gets."""
    own = find("own_network")
    return keeping.kept("my_engine", str(book.folder / lesson_of(own).file(own)))


# ---- the file


def test_a_solved_engine_is_kept_as_a_file_that_needs_only_the_standard_library(book):
    assert solve(book, ENGINE, handed_in(ENGINE.solution)).passed
    text = (book.folder / "my_engine.py").read_text(encoding="utf-8")
    assert "still_to_write" not in text
    assert keeping.imported(text) <= sys.stdlib_module_names
    names = {"__name__": "__main__"}
    exec(compile(text, "my_engine.py", "exec"), names)
    assert names["a"].grad == pytest.approx(-2.0, rel=1e-6)


def test_an_engine_that_is_not_right_is_not_kept(book):
    assert not solve(book, ENGINE, WRONG).passed
    assert not (book.folder / "my_engine.py").exists()


def test_what_a_learner_has_added_to_the_kept_file_is_moved_aside_and_not_lost(book):
    solve(book, ENGINE, ENGINE.solution)
    kept = book.folder / "my_engine.py"
    kept.write_text(kept.read_text(encoding="utf-8") + "\nmine = 1\n", encoding="utf-8")
    solve(book, ENGINE, ENGINE.solution)
    solve(book, ENGINE, ENGINE.solution)
    assert "mine = 1" in (book.folder / "my_engine.py.1.bak").read_text(encoding="utf-8")
    assert len(list(book.folder.glob("my_engine.py*"))) == 2


def test_an_engine_that_leans_on_the_package_is_not_kept_and_told_why(book):
    assert solve(book, ENGINE, "import micrograd_like\n" + ENGINE.solution).passed
    assert not (book.folder / "my_engine.py").exists()
    assert book.progress.trouble == (
        "my_engine.py is not kept: it imports micrograd_like, and it is to run by itself, on the standard library alone"
    )


def test_an_engine_written_in_a_cell_of_a_notebook_is_kept(book):
    name = "<cell 1>"
    linecache.cache[name] = (1, None, ENGINE.solution.splitlines(keepends=True), name)
    names = {"__name__": "__main__x"}
    exec(compile(ENGINE.solution, name, "exec"), names)
    assert keeping.keep_names(ENGINE, names, book.folder) == ""
    assert (book.folder / "my_engine.py").read_text(encoding="utf-8") == ENGINE.solution


def test_an_engine_in_several_cells_is_not_kept_and_told_why(book):
    name, text = "<cell 2>", ENGINE.solution.replace("from math import tanh\n", "")
    linecache.cache[name] = (1, None, text.splitlines(keepends=True), name)
    names = {"__name__": "x", "tanh": None}
    exec(compile(text, name, "exec"), names)
    said = keeping.keep_names(ENGINE, names, book.folder)
    assert said.startswith("my_engine.py is not kept: write everything that 5.9 asks for in one cell; run by")
    assert not (book.folder / "my_engine.py").exists()


# ---- its use


def test_later_exercises_get_the_engine_of_the_learner(book):
    solve(book, ENGINE, ENGINE.solution + "\nmine = 1\n")
    assert used(book).mine == 1


@pytest.mark.parametrize("how", ["-", "-i", "-c"])
@pytest.mark.slow
def test_a_program_without_a_file_gets_the_engine_of_the_learner(book, how):
    (book.folder / "my_engine.py").write_text(ENGINE.solution + "\nmine = 1\n", encoding="utf-8")
    text = "from micrograd_like.learn import my_engine\nprint('mine', my_engine().mine)\n"
    piped = ["-c", text] if how == "-c" else [how]
    ran = subprocess.run(
        [sys.executable, *piped], input=text, cwd=book.folder, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "mine 1"


@pytest.mark.parametrize("asker", ["", "<stdin>", "<string>"])
def test_code_without_a_file_looks_in_the_current_folder(book, asker):
    (book.folder / "my_engine.py").write_text(ENGINE.solution + "\nmine = 1\n", encoding="utf-8")
    assert keeping.kept("my_engine", asker).mine == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "There is no my_engine.py in your folder yet; exercise 5.9 makes it."),
        (
            WRONG,
            "my_engine.py cannot be used: x.grad of x * x gives 3.0, right is 6.0. Mend it, or check 5.9",
        ),
        ("1 / 0", "my_engine.py cannot be used: it ends in ZeroDivisionError: division by zero."),
        ("def", "my_engine.py cannot be used: it ends in SyntaxError:"),
    ],
)
def test_a_missing_or_wrong_engine_is_told_and_the_courses_own_takes_its_place(book, capsys, text, said):
    if text is not None:
        (book.folder / "my_engine.py").write_text(text, encoding="utf-8")
    x = used(book).Value(3.0)
    (x * x).backward()
    assert x.grad == 6.0
    assert said in capsys.readouterr().out


@pytest.mark.slow
def test_every_exercise_of_the_thread_passes_on_the_learners_own_file(book, capsys):
    solve(book, ENGINE, ENGINE.solution)
    users = [find(s) for s in ("own_network", "own_moons", "microscope", "second", "own_race")]
    assert all("my_engine" in e.uses for e in users)
    assert [e.slug for e in users if not solve(book, e, e.solution).passed] == []
    assert "takes its place" not in capsys.readouterr().out


# ---- report and race


@pytest.fixture(scope="module")
def network():
    """The network of the microscope on the course's own engine, and nn.MLP with the same numbers."""
    names = {"__name__": "network", "__file__": "<microscope>"}
    exec(find("microscope").solution, names)
    random.seed(0)
    mine, ours = names["MLP"](2, [8, 8]), nn.MLP(2, [8, 8, 1], activation="tanh")
    for layer, its in zip(mine.layers, ours.layers, strict=True):
        for neuron, other in zip(layer.neurons, its.neurons, strict=True):
            for p, q in zip(neuron.parameters(), [*other.w, other.b], strict=True):
                q.data = p.data
    return mine, ours, names


def mean_squared_error(model, X, y):
    return sum((model(x) - label) ** 2 for x, label in zip(X, y, strict=True)) * (1 / len(y))


@pytest.mark.parametrize("factor", [1, 20])
def test_the_report_on_nodes_of_another_engine_says_what_it_says_on_ours(network, factor):
    mine, ours, _ = network
    moons = micrograd_moons()
    X, y = [[factor * a for a in x] for x in moons.X[:5]], moons.signs[:5]
    told = health.report(mine, mean_squared_error(mine, X, y), lr=0.1)
    right = health.report(ours, losses.mean_squared_error([ours(x) for x in X], y), lr=0.1)
    for a, b in zip(told.layers, right.layers, strict=True):
        assert (a.name, a.units, a.saturated, a.dead, a.count) == (
            b.name,
            b.units,
            b.saturated,
            b.dead,
            b.count,
        )
        assert [a.gradient, a.size, a.update] == pytest.approx([b.gradient, b.size, b.update], rel=1e-12)
    assert [a.delta for a in told.layers[:2]] == pytest.approx([b.delta for b in right.layers[:2]], rel=1e-12)


def test_a_report_leaves_the_grads_of_another_engine_as_they_were(network):
    mine, _, _ = network
    for layer in mine.layers:
        for neuron in layer.neurons:
            neuron.b.grad = 7.0
    by_name = {"all": [n.parameters() for layer in mine.layers for n in layer.neurons]}
    told = health.report(by_name, mine([1.0, 2.0]))
    assert told.layers[0].units == 17
    assert {neuron.b.grad for layer in mine.layers for neuron in layer.neurons} == {7.0}


def test_a_report_on_a_model_without_layers_says_what_it_needs(network):
    mine, _, _ = network
    with pytest.raises(
        TypeError, match="report knows no layers of 3; give it `layers` with `neurons`, or a dict"
    ):
        health.report(3, mine([1.0, 2.0]))
    with pytest.raises(ValueError, match="the loss does not depend on the model's parameters"):
        health.report({"a": [[]]}, mine([1.0, 2.0]))


def test_a_race_on_another_engine_counts_edges_and_takes_its_own_backward(network):
    make = network[2]["Value"]
    f = lambda x, y: (x * y).tanh() + x  # noqa: E731
    mine, ours = race(f, (make(2.0), make(3.0))), race(f, (2.0, 3.0))
    for mode in ("forward", "reverse"):
        assert getattr(mine, mode).edges == getattr(ours, mode).edges
    assert mine.reverse.gradient[0] == pytest.approx(ours.reverse.gradient[0], rel=1e-15)
    assert [cost.mode for cost in mine.modes] == ["numeric", "forward", "reverse"]
    assert "symbolic" not in str(mine)


def test_a_race_without_local_derivatives_says_what_is_missing():
    class Node:
        def __init__(self, data, parents=()):
            self.data, self.grad, self.parents = data, 0.0, parents

        def __repr__(self):
            return "Node"

        def backward(self): ...

    with pytest.raises(
        TypeError, match="needs a local derivative for each operand, but Node has 2 parents and 0"
    ):
        race(lambda x, y: Node(1.0, (x, y)), (Node(1.0), Node(2.0)))


# ---- the numbers that the texts tell


def test_a_step_on_the_moons_has_as_many_nodes_as_lesson_8_says():
    names = {"__name__": "moons", "__file__": "<moons>"}
    exec(find("own_moons").solution, names)
    moons = micrograd_moons()
    total = names["loss"](names["Network"](2, 8), moons.X[:20], moons.signs[:20])
    count = len(keeping.kept("my_engine", "<test>").topological_order(total))
    assert f"a graph of {count:,} nodes" in " ".join(find("own_moons").shown.split())
    assert f"{count:,} nodes" in (lesson_of(find("own_moons")).home / "README.md").read_text(encoding="utf-8")


def test_all_solutions_of_the_thread_import_the_learners_engine():
    for slug in ("own_network", "own_moons", "microscope", "second", "own_race"):
        modules = {
            n.module for n in ast.walk(ast.parse(find(slug).solution)) if isinstance(n, ast.ImportFrom)
        }
        assert "micrograd_like.learn" in modules, slug
    assert Value is not keeping.kept("my_engine", "<test>").Value
