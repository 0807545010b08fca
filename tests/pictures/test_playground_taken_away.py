"""What one takes away from the page of ``play``: a link that keeps its state, and the network as a program."""

import math
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playing import HOME, ask, choose, click, seeded

from micrograd_like.pictures import play

pytestmark = pytest.mark.slow


def built(page):
    """A network of one's own, trained: layers, inputs, data, penalty, batches, points and a weight by hand."""
    choose(page, "data set", "circles")
    choose(page, "activation", "sigmoid")
    choose(page, "loss", "logistic")
    choose(page, "regularization", "l2")
    choose(page, "its rate", "0.003")
    choose(page, "batch size", "30")
    click(page, "add a hidden layer")
    click(page, "add a neuron to layer L1")
    click(page, "x₁x₂, input x * y")
    choose(page, "learning rate", "1")
    ask(page, "run(50)")


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_link_keeps_the_whole_state(show, by_hand):
    page = show(play())
    built(page)
    if by_hand:
        page.locator(".result canvas").click(position={"x": 20, "y": 320})
    click(page, "link")
    link = page.get_by_role("region", name="to take away").locator("textarea").input_value()
    names = "({ s: p.settings, w: p.params(), n: p.steps, parts: p.parts, last: p.history.at(-1) })"
    state = page.evaluate(f"(p => {names})({HOME})")
    assert state["n"] == 50
    other = page.context.new_page()
    other.goto(link)
    assert other.evaluate(f"(p => {names})({HOME})") == state
    for one in (page, other):  # and the run goes on in the same way, also after reset
        ask(one, "run(30)")
    assert ask(other, "params()") == ask(page, "params()")
    for one in (page, other):
        click(one, "reset")
    assert ask(other, "params()") == ask(page, "params()")
    assert ask(other, "history.length") == 1


def test_the_address_is_a_link_at_any_time_and_can_be_pasted_into_an_open_page(show):
    page = show(play())
    ask(page, "run(7)")
    click(page, "step")
    link, weights = page.url, ask(page, "params()")
    assert "weights=" in link
    page.reload()
    assert (ask(page, "steps"), ask(page, "params()")) == (8, weights)
    click(page, "add a hidden layer")
    page.evaluate("link => { location.href = link }", link)
    page.wait_for_function(f"{HOME}.steps === 8")
    assert ask(page, "params()") == weights


def test_a_link_keeps_the_weights_that_a_model_of_python_began_with(show):
    model = seeded(3, seed=5)
    page = show(play(model))
    ask(page, "run(5)")
    click(page, "step")
    page.reload()
    assert ask(page, "steps") == 6
    click(page, "reset")
    assert ask(page, "params()") == [p.data for p in model.parameters()]


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("hidden=8+8&activations=nonsense", "activations is a list of activations of this page, but the link says nonsense"),
        ("hidden=8+800", "hidden is a list of layer sizes from 1 to 64, but the link says 8 800"),
        ("hidden=3&rate=-1", "rate is a number, 0 or more, but the link says -1"),
        ("hidden=3&weights=AAAA", "the weights in the link cannot be read"),
        ("hidden=3&weights=AAAAAAAAAAA", "the link has 1 weights, but the network 13: it begins at the seed"),
        ("hidden=3&data=__proto__", "data is one of moons, circles, xor, spiral, clouds, none, but the link says __proto__"),
    ],
)  # fmt: skip
def test_a_broken_link_says_what_is_wrong_and_the_page_works(show, link, sentence):
    page = show(play())
    page.goto(f"{page.url.split('#')[0]}#{link}")
    page.reload()
    assert sentence in page.locator(".advice").text_content()
    ask(page, "step()")
    assert all(math.isfinite(w) for w in ask(page, "params()"))


def test_a_hash_of_somebody_elses_is_left_alone(show):
    page = show(play())
    page.goto(f"{page.url.split('#')[0]}#chapter-2")
    page.reload()
    assert ask(page, "settings")["hidden"] == [8, 8]
    assert page.locator(".advice").text_content() == ""


def run_program(path, *steps):
    done = subprocess.run([sys.executable, str(path), *steps], capture_output=True, text=True, check=True)
    pattern = r"step (\d+): (\w+) loss (\S+), accuracy (\S+)%"
    return [
        (int(n), name, float(loss), float(right)) for n, name, loss, right in re.findall(pattern, done.stdout)
    ]


def variants():
    yield "as_it_is", lambda page: ask(page, "run(40)")
    yield "much_changed", built

    def by_hand(page):
        choose(page, "data set", "spiral")
        page.locator(".result canvas").click(position={"x": 20, "y": 320})
        choose(page, "activation", "linear")
        choose(page, "loss", "squared")
        choose(page, "regularization", "elastic_net")
        click(page, "sin 3x₁, input sin(3 * x)")
        choose(page, "learning rate", "0.03")
        ask(page, "run(10)")

    yield "by_hand", by_hand


@pytest.mark.parametrize(("name", "prepare"), [*variants()], ids=[name for name, _ in variants()])
def test_the_exported_program_runs_and_says_the_same(show, tmp_path, name, prepare):
    page = show(play())
    prepare(page)
    click(page, "Python")
    text = page.get_by_role("region", name="to take away").locator("textarea").input_value()
    with page.expect_download() as download:
        page.get_by_role("link", name="save network.py").click()
    path = tmp_path / "network.py"
    download.value.save_as(path)
    assert path.read_text(encoding="utf-8") == text
    assert max(map(len, text.splitlines())) <= 110
    scope = {"__name__": "network"}
    exec(compile(text, "network.py", "exec"), scope)
    for x, y in [(0.3, -0.4), (-1.2, 0.9), (0.0, 0.0)]:
        assert scope["model"](scope["features"](x, y)).data == pytest.approx(
            ask(page, f"score({x}, {y})"), rel=1e-11
        )
    for more in (0, 3):
        page_says = ask(page, "history")[-1]
        told = {part: (n, loss) for n, part, loss, _ in run_program(path, str(more))}
        assert told["training"] == (page_says["step"], pytest.approx(page_says["train"], rel=1e-5))
        assert told["test"] == (page_says["step"], pytest.approx(page_says["test"], rel=1e-5))
        for _ in range(3):
            ask(page, "step()")


def test_the_exported_program_is_clean(show, tmp_path):
    ruff = Path(sys.executable).with_name("ruff")
    if not ruff.exists():
        pytest.skip("ruff is not installed")
    page = show(play())
    built(page)
    path = tmp_path / "network.py"
    path.write_text(ask(page, "program()"), encoding="utf-8")
    root = Path(__file__).parent.parent.parent
    command = [ruff, "check", "--config", root / "pyproject.toml", "--ignore", "S101", path]
    assert (
        subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
        == "All checks passed!"
    )


def test_frozen_neurons_stay_frozen_in_the_program(show):
    model = seeded(3, seed=5)
    model.layers[0].neurons[1].freeze()
    page = show(play(model))
    ask(page, "run(3)")
    scope = {"__name__": "network"}
    exec(ask(page, "program()"), scope)
    frozen = scope["model"].layers[0].neurons[1]
    assert [p.data for p in (*frozen.w, frozen.b)] == [
        p.data for p in (*model.layers[0].neurons[1].w, model.layers[0].neurons[1].b)
    ]
    assert len(scope["model"].parameters()) == 13 - 3


def test_data_in_the_program_are_those_of_the_library(show):
    page = show(play())
    text = ask(page, "program()")
    assert "points = moons(200, noise=0.1, seed=0)" in text
    scope = {"__name__": "network"}
    exec(text, scope)
    for part in ("train", "test"):
        shown = [(p["x"], p["y"], p["label"]) for p in ask(page, f"parts.{part}")]
        assert scope[part] == [(pytest.approx(x), pytest.approx(y), label) for x, y, label in shown]
