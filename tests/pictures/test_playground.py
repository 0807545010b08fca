"""The page of ``play``: what Python writes, and how it trains, driven in headless Chromium."""

import random

import pytest
from cases import every
from playing import HOME, ask, choose, seeded

from micrograd_like import Value, data
from micrograd_like.__main__ import main
from micrograd_like.nn import ACTIVATIONS, MLP, losses, regularizers
from micrograd_like.pictures import play
from micrograd_like.pictures.pages.page_rows import FEATURES, PENALTIES, loops, page_rows, straight
from micrograd_like.rules import RULES, rule
from micrograd_like.rules.row import forget

# ---- what Python writes ----


def test_a_page_is_written_and_nothing_is_opened(tmp_path, capsys):
    path = tmp_path / "play.html"
    assert main(["play", "--layers", "3", "--no-open", "-o", str(path)]) == 0
    assert capsys.readouterr().out == f"wrote {path}; open it in a browser\n"
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert path.stat().st_size < 150_000


def test_the_model_and_the_random_numbers_stay_as_they_are():
    model = seeded(4, seed=3)
    before, state = model.state_dict(), random.getstate()
    play(model)
    play()
    assert model.state_dict() == before
    assert random.getstate() == state
    assert all(p.grad == 0 for p in model.parameters())


def with_dropout():
    return MLP(2, [4, 1], dropout=0.5)


def with_two_activations():
    model = seeded(4, seed=3)
    model.layers[0].neurons[1].activation = "relu"
    return model


class Own(MLP):
    def __call__(self, x):
        return super().__call__(x) * 2


@every(
    ("make", "message"),
    [
        (lambda: MLP(2, [4, 3]), r"got a model of sizes \[2, 4, 3\]; give MLP\(2, \[..., 1\]\)"),
        (lambda: "x", r"play\(\) takes an MLP, but got str 'x'; give MLP\(2, \[8, 8, 1\]\)"),
        (with_dropout, r"the page has no dropout, but the model has .*; call model.eval\(\) before"),
        (with_two_activations, "one activation for a layer, but got a layer with relu, tanh; choose one"),
        (lambda: Own(2, [4, 1]), "Own has a __call__ of its own; give a plain MLP"),
    ],
)
def test_what_the_page_cannot_run_is_refused_with_advice(make, message):
    with pytest.raises((TypeError, ValueError), match=message):
        play(make())


@every("lr", [0, -0.3, float("nan"), float("inf")])
def test_a_rate_that_is_none_is_refused(lr):
    with pytest.raises(ValueError, match=f"above 0, but got {lr}; give lr=0.3"):
        play(lr=lr)


def test_a_row_that_is_no_sum_is_no_loop():
    with pytest.raises(ValueError, match="no plain sum"):
        loops(RULES["max"])


# ---- what the page computes ----


@every("name", PENALTIES)
def test_penalties_in_the_page_are_those_of_python(javascript, name):
    w, strength = Value(-0.7), Value(0.3)
    root = PENALTIES[name]([w], strength)
    root.backward()
    code = f"console.log(PENALTIES.{name}(-0.7, 0.3).join(' '))"
    assert javascript(f"{page_rows(['tanh'])}\n{code}").split() == [repr(root.data), repr(w.grad)]


@every(
    ("name", "of"),
    [
        ("hinge", lambda s, y: losses.hinge([s], [y])),
        ("squared", lambda s, y: losses.mean_squared_error([s], [y])),
        ("logistic", lambda s, y: losses.binary_cross_entropy_with_logits([s], [(y + 1) / 2])),
    ],
)
@every(("score", "label"), [(0.3, 1), (0.3, -1), (-4.0, -1), (1.0, 1)])
def test_losses_in_the_page_are_those_of_python(javascript, name, of, score, label):
    s = Value(score)
    root = of(s, label)
    root.backward()
    code = f"console.log(LOSSES.{name}({score}, {label}).join(' '))"
    found = [float(x) for x in javascript(f"{page_rows(['tanh'])}\n{code}").split()]
    assert found == pytest.approx([root.data, s.grad], rel=1e-14)


def test_a_leaf_read_twice_gets_both_shares(javascript):
    x, y = Value(3.0), Value(2.0)
    rows = page_rows(["tanh"]).replace("const RULES", "var RULES")
    f = straight(x.square() + x - y, {"x": x, "y": y}, by="x")
    code = f"{rows}\nconsole.log(({f})(3, 2).join(' '))"
    assert javascript(code).split() == ["10", "7"]


@every("text", [text for text, _ in FEATURES.values()])
def test_features_in_the_page_are_the_formulas_of_the_program(javascript, text):
    name = next(key for key, (formula, _) in FEATURES.items() if formula == text)
    found = float(javascript(f"{page_rows(['tanh'])}\nconsole.log(FEATURES.{name}(0.4, -1.3))"))
    x, y = Value(0.4), Value(-1.3)
    graph = eval(text, {"x": x, "y": y, "sin": RULES["sin"]})
    assert found == pytest.approx(graph.data, rel=1e-15)


# ---- training ----


def descend(model, points, rate, loss=losses.hinge, penalty=None):
    """One step of gradient descent in Python."""
    model.zero_grad()
    scores = [model([p["x"], p["y"]]) for p in points]
    root = loss(scores, [p["label"] for p in points])
    (root + penalty(model) if penalty else root).backward()
    for p in model.parameters():
        p.data -= rate * p.grad


def same_steps(page, model, rate, count=3):
    """Take steps here and there; the weights agree."""
    points = ask(page, "points")
    for _ in range(count):
        ask(page, "step()")
        descend(model, points, rate)
    every = [p.data for _, p in model.named_parameters()]
    assert ask(page, "params()") == pytest.approx(every, rel=1e-11)


@pytest.mark.slow
def test_steps_in_the_page_are_those_of_python(show):
    page = show(play(lr=0.25))
    for activation in ACTIVATIONS:
        choose(page, "activation", activation)
        model = seeded(8, 8, activation=activation)
        same_steps(page, model, 0.25)
        assert ask(page, "score(0.3, -0.4)") == pytest.approx(model([0.3, -0.4]).data, rel=1e-11), activation


@pytest.mark.slow
def test_a_model_of_python_goes_on_from_its_weights(show):
    model = seeded(4, 3, activation="sin", seed=3)
    page = show(play(model, lr=0.25))
    before = ask(page, "params()")
    field = page.get_by_label("seed of the weights")
    assert (field.input_value(), field.get_attribute("placeholder")) == ("", "from Python")
    same_steps(page, model, 0.25)
    page.get_by_role("button", name="reset").click()
    assert ask(page, "params()") == before


@pytest.mark.slow
@pytest.mark.parametrize("penalty", ["l1", "l2", "elastic_net"])
def test_penalties_pull_at_the_weights_as_in_python(show, penalty):
    page, model = show(play(seeded(4, seed=3), lr=0.25)), seeded(4, seed=3)
    choose(page, "regularization", penalty)
    choose(page, "its rate", "0.1")
    choose(page, "loss", "squared")
    points = ask(page, "points")
    for _ in range(3):
        ask(page, "step()")
        pull = lambda m: getattr(regularizers, penalty)(m, 0.1, biases=False)  # noqa: E731
        descend(model, points, 0.25, losses.mean_squared_error, pull)
    assert ask(page, "params()") == pytest.approx([p.data for p in model.parameters()], rel=1e-11)


@pytest.mark.slow
def test_a_row_of_ones_own_trains_in_the_page(show):
    rule("swish3", "x * sigmoid(3 * x)", "sigmoid(3 * x) + 3 * x * dsigmoid(3 * x)")
    try:
        model = seeded(4, activation="swish3", seed=3)
        page = show(play(model, lr=0.25))
        assert 'rule("swish3", ' in ask(page, "program()").replace("'", '"')
        same_steps(page, model, 0.25)
    finally:
        forget("swish3")


@pytest.mark.slow
def test_frozen_and_linear_layers_are_as_in_python(show):
    model = seeded(4, 3, seed=3)
    model.layers[0].freeze()
    for neuron in model.layers[1].neurons:
        neuron.nonlin = False
    page = show(play(model, lr=0.25))
    same_steps(page, model, 0.25)
    assert page.get_by_label("activation", exact=True).input_value() == "mixed"


@pytest.mark.slow
def test_a_unit_that_is_off_sends_nothing_even_beside_an_infinity(show):
    model = seeded(2, 2, activation="relu", seed=3)
    for w in model.layers[0].neurons[0].w:
        w.data = 1.5e308
    for neuron in model.layers[1].neurons:
        neuron.w[0].data = -2.0
    page = show(play(model, lr=0.25))
    assert any(
        model.layers[0](row)[0].data == float("inf")
        for row in ([p["x"], p["y"]] for p in ask(page, "points"))
    )
    same_steps(page, model, 0.25)


@pytest.mark.slow
def test_a_seed_draws_in_the_page_what_it_draws_in_python(show):
    page = show(play())
    field = page.get_by_label("seed of the weights")
    for seed in (0, 1, 77, 2**40 + 5):
        field.fill(str(seed))
        field.press("Enter")
        assert ask(page, "params()") == [p.data for p in seeded(8, 8, seed=seed).parameters()]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "middle"), [("moons", (0.5, 0.25)), ("circles", (0, 0)), ("xor", (0, 0))])
def test_data_sets_are_those_of_python(show, kind, middle):
    page = show(play())
    choose(page, "data set", kind)
    choose(page, "noise", "0.2")
    field = page.get_by_label("seed of the points")
    for count, share, seed in [(200, 0.3, 0), (50, 0.5, 3), (20, 0, 8)]:
        choose(page, "points", str(count))
        choose(page, "kept for the test", str(share))
        field.fill(str(seed))
        field.press("Enter")
        made = getattr(data, kind)(count, noise=0.2, seed=seed)
        parts = made.split(validation=share, seed=seed) if share else [made]
        found = ask(page, "parts")
        assert len(found["test"]) == 2 * round(count / 2 * share)
        for part, points in zip(parts, found.values(), strict=False):
            assert [p["label"] for p in points] == part.signs
            placed = [[p["x"] + middle[0], p["y"] + middle[1]] for p in points]
            assert placed == [pytest.approx(x, abs=1e-15) for x in part.X]


@pytest.mark.slow
def test_batches_go_once_through_the_points_in_a_new_order_each_time(show):
    model = seeded(4, seed=3)
    page = show(play(model, lr=0.25))
    choose(page, "batch size", "50")
    points = ask(page, "points")
    for step in range(5):
        ask(page, "step()")
        epoch, k = divmod(step, 3)  # 140 points
        order = list(range(140))
        random.Random(epoch).shuffle(order)
        descend(model, [points[i] for i in order[50 * k : 50 * k + 50]], 0.25)
    assert ask(page, "params()") == pytest.approx([p.data for p in model.parameters()], rel=1e-11)


@pytest.mark.slow
def test_reset_begins_the_same_run_again(show):
    page = show(play(lr=0.5))
    choose(page, "batch size", "20")
    first = ask(page, "params()")
    ask(page, "run(40)")
    after, curve = ask(page, "params()"), ask(page, "history")
    page.get_by_role("button", name="reset").click()
    assert (ask(page, "params()"), ask(page, "steps"), len(ask(page, "history"))) == (first, 0, 1)
    ask(page, "run(40)")
    assert (ask(page, "params()"), ask(page, "history")) == (after, curve)


@pytest.mark.slow
def test_playing_learns_the_moons_and_points_can_be_added_and_removed(show):
    page = show(play(lr=0.5))
    page.get_by_label("speed").select_option("max")
    page.get_by_role("button", name="play").click()
    page.wait_for_function(f"{HOME}.steps > 300", timeout=30_000)
    page.get_by_role("button", name="pause").click()
    curve = ask(page, "history")
    assert curve[-1]["train"] < curve[0]["train"] / 4
    assert curve[-1]["test"] < curve[0]["test"] / 4
    square = page.locator(".result canvas")
    square.click(position={"x": 20, "y": 320})
    assert len(ask(page, "points")) == 141
    assert ask(page, "points[140]") == pytest.approx({"x": -1.588, "y": -1.588, "label": 1}, abs=0.002)
    square.dblclick(position={"x": 20, "y": 320})
    assert len(ask(page, "points")) == 140
    choose(page, "data set", "none")
    assert "no points" in page.locator(".says").text_content()
    ask(page, "step()")  # nothing to learn from, and nothing breaks
    assert ask(page, "params()") == [p.data for p in seeded(8, 8).parameters()]
