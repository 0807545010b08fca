"""The page of ``play`` in hands: clicks and keys; what it shows of units, and what it says of the learning rate."""

import base64
import json
import math
import re
import struct
from itertools import pairwise
from pathlib import Path

import pytest
from playing import HOME, HOST, ask, choose, click, seeded

from micrograd_like.health import reporting
from micrograd_like.nn import losses
from micrograd_like.pictures import play
from micrograd_like.pictures.pages import playground
from micrograd_like.rules import RULES

pytestmark = pytest.mark.slow


def set_weights(page, weights):
    """Through the link, as a reader would get them."""
    packed = ask(page, "link()")
    page.evaluate(
        f"([q, w]) => {{ const p = new URLSearchParams(q); p.set('weights', w); {HOME}.load(p.toString()) }}",
        [packed, pack(weights)],
    )


def pack(numbers):
    return base64.urlsafe_b64encode(struct.pack(f"<{len(numbers)}d", *numbers)).decode().rstrip("=")


# ---- building ----


def test_layers_and_neurons_come_and_go_by_click(show):
    page = show(play())
    ask(page, "run(5)")
    click(page, "add a hidden layer")
    click(page, "add a neuron to layer L2", 2)
    click(page, "remove a neuron from layer L0", 3)
    assert ask(page, "settings")["hidden"] == [5, 8, 10]
    assert ask(page, "steps") == 0
    assert ask(page, "params()") == [p.data for p in seeded(5, 8, 10).parameters()]
    assert page.locator(".unit:not(.feature)").count() == 5 + 8 + 10 + 1
    assert page.locator("path.weight").count() == 10 + 40 + 80 + 10
    click(page, "remove the last hidden layer", 3)
    assert ask(page, "settings")["hidden"] == []
    assert ask(page, "params()") == [p.data for p in seeded().parameters()]
    ask(page, "step()")  # a network without hidden layers learns too
    click(page, "add a hidden layer")
    assert ask(page, "settings")["hidden"] == [4]


def test_inputs_are_switched_on_and_off(show):
    page = show(play())
    click(page, "x₁², input x * x")
    click(page, "x₂, input y")
    click(page, "sin 3x₂, input sin(3 * y)")
    assert ask(page, "settings")["features"] == ["x", "x2", "siny"]
    model = seeded(8, 8, inputs=3)
    assert ask(page, "params()") == [p.data for p in model.parameters()]
    x, y = 0.4, -0.9
    assert ask(page, f"score({x}, {y})") == pytest.approx(model([x, x * x, math.sin(3 * y)]).data, rel=1e-12)
    click(page, "x₁², input x * x")
    click(page, "sin 3x₂, input sin(3 * y)")
    click(page, "x₁, input x")  # the last one stays
    assert ask(page, "settings")["features"] == ["x"]
    assert "needs one input" in page.locator("[role=status]").text_content()


def test_a_weight_is_seen_by_hovering_and_changed_by_typing(show):
    page = show(play())
    before = ask(page, "params()")
    alone = f"""() => {{ const all = {HOST}.shadowRoot, p = all.querySelector('path.hit'), m = p.getScreenCTM();
        for (let t = 0.1; t < 1; t += 0.02) {{ const q = p.getPointAtLength(p.getTotalLength() * t);
            const spot = [m.a * q.x + m.e, m.d * q.y + m.f];
            if (all.elementFromPoint(...spot) === p) return spot }} }}"""
    page.mouse.move(*page.evaluate(alone))  # where no other edge lies over the first, from x1 to L0.n0
    field = page.get_by_label("weight x₁ → L0.n0")
    assert float(field.input_value()) == before[0]
    assert "gradient" in page.locator(".card").text_content()
    field.fill("2.5")
    field.press("Enter")
    assert ask(page, "params()") == [2.5, *before[1:]]
    field.fill("")
    field.press("Enter")
    assert float(field.input_value()) == 2.5


def test_a_unit_gives_all_its_numbers_to_the_keyboard(show):
    page = show(play())
    unit = page.locator("[data-key='n 1 3']")
    unit.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    assert card.locator("input").count() == 1 + 8
    active = f"{HOST}.shadowRoot.activeElement"
    assert page.evaluate(f"{active}.ariaLabel") == "bias of L1.n3"
    page.keyboard.type("0.75")
    page.keyboard.press("Enter")
    model = seeded(8, 8)
    model.layers[1].neurons[3].b.data = 0.75
    assert ask(page, "params()") == [p.data for p in model.parameters()]
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert page.evaluate(f"{active}.dataset.key") == "n 1 3"


def test_points_are_added_and_removed_by_keys(show):
    page = show(play())
    square = page.locator(".result canvas")
    square.focus()
    for key in ["ArrowRight"] * 3 + ["ArrowDown"] * 2 + ["Enter"]:
        page.keyboard.press(key)
    assert ask(page, "steps") == 0  # the arrows moved the cross
    assert ask(page, "points[140]") == pytest.approx({"x": 0.3, "y": -0.2, "label": 1})
    assert "a point of class 1 at 0.3, -0.2" in page.locator("[role=status]").text_content()
    page.keyboard.press("Delete")
    assert len(ask(page, "points")) == 140


def test_a_point_is_dragged_and_a_test_point_removed(show):
    page = show(play())
    box = page.locator(".result canvas").bounding_box()

    def spot(x, y):
        return box["x"] + (x + 1.8) / 3.6 * box["width"], box["y"] + (1.8 - y) / 3.6 * box["height"]

    parts = ask(page, "parts")
    lowest = min(parts["train"], key=lambda p: p["y"])
    place = parts["train"].index(lowest)
    page.mouse.move(*spot(lowest["x"], lowest["y"]))
    page.mouse.down()
    page.mouse.move(*spot(0.2, -1.5), steps=3)
    page.mouse.up()
    assert ask(page, f"points[{place}]") == pytest.approx({"x": 0.2, "y": -1.5, "label": 1}, abs=0.02)
    assert ask(page, "points.length") == 140
    alone = max(
        parts["test"],
        key=lambda p: min(math.dist((p["x"], p["y"]), (q["x"], q["y"])) for q in parts["train"]),
    )
    page.mouse.dblclick(*spot(alone["x"], alone["y"]))
    assert len(ask(page, "parts")["test"]) == 59
    assert alone not in ask(page, "parts")["test"]


def test_space_plays_and_the_arrow_steps(show):
    page = show(play())
    page.locator(".all").focus()
    page.keyboard.press("ArrowRight")
    assert ask(page, "steps") == 1
    page.keyboard.press(" ")
    page.wait_for_function(f"{HOME}.steps > 5")
    page.keyboard.press(" ")
    steps = ask(page, "steps")
    page.wait_for_timeout(200)
    assert ask(page, "steps") == steps


def test_under_reduced_motion_training_shows_a_picture_now_and_then(show):
    page = show(play(), reduced_motion="reduce")
    page.evaluate(
        f"""() => {{ window.seen = []; new MutationObserver(() => window.seen.push(performance.now())).observe(
            {HOST}.shadowRoot.querySelector('.says'), {{ childList: true, characterData: true, subtree: true }}) }}"""
    )
    click(page, "play")
    page.wait_for_function(f"{HOME}.steps > 40", timeout=30_000)
    times = page.evaluate("window.seen")
    click(page, "pause")
    assert min(b - a for a, b in pairwise(times)) > 300  # milliseconds between pictures; 400 meant


@pytest.mark.parametrize("width", [400, 720, 842, 1280])
def test_nothing_is_cut_off_at_any_width(show, width):
    page = show(play(), viewport={"width": width, "height": 800})
    click(page, "add a hidden layer", 4)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    over = f"""() => {{
        const all = {HOST}.shadowRoot, box = all.querySelector('.all').getBoundingClientRect();
        return [...all.querySelectorAll('button, select, canvas, .face')].filter(e => {{
            const r = e.getBoundingClientRect();
            return r.width && (r.left < box.left || r.right > box.right) }}).map(e => e.outerHTML.slice(0, 80)) }}"""
    assert page.evaluate(over) == []
    rows = f"""() => [...{HOST}.shadowRoot.querySelectorAll('.head button')].map(e => e.getBoundingClientRect().bottom)"""
    units = (
        f"""() => [...{HOST}.shadowRoot.querySelectorAll('.unit')].map(e => e.getBoundingClientRect().top)"""
    )
    assert max(page.evaluate(rows)) <= min(page.evaluate(units))
    middles = f"""() => [0, 1, 5].map(l => ['.head:has([data-key="+ ' + l + '"])', '[data-key^="n ' + l + ' "]'].map(s => {{
        const r = {HOST}.shadowRoot.querySelector(s).getBoundingClientRect(); return (r.left + r.right) / 2 }}))"""
    for head, unit in page.evaluate(middles):
        assert head == pytest.approx(unit, abs=1)


# ---- what is seen ----


@pytest.mark.parametrize("slower", [1, 20])
def test_each_unit_shows_what_it_says_over_the_square(show, slower):
    model = seeded(4, seed=3)
    page = show(play(model))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.set_default_timeout(60_000)
    page.reload()
    page.wait_for_function(f"{HOST}.play")
    colours = f"""() => [...{HOST}.shadowRoot.querySelectorAll('.unit[data-key^="n 0"] canvas')].map(c => {{
        const pixel = share => c.getContext('2d').getImageData(c.width / 2, Math.floor(share * c.height), 1, 1).data;
        return [0.2, 0.8].map(y => {{ const [r, , b] = pixel(y); return r - b }}) }})"""
    found = page.evaluate(colours)  # above and below the middle of each: how much more red than blue
    assert len(found) == 4
    for neuron, shown in zip(model.layers[0].neurons, found, strict=True):
        said = [neuron([0.0, 1.8 * (1 - 2 * y)]).data for y in (0.2, 0.8)]
        assert all(abs(z) < 0.1 or (z > 0) == (redder > 0) for z, redder in zip(said, shown, strict=True))


def test_the_boundary_is_a_line_and_not_the_edge_of_blocks(show):
    page = show(play())
    ask(page, "run(300)")
    page.wait_for_timeout(1500)  # the finer picture comes at rest
    dark = page.evaluate(
        f"""() => {{ const c = {HOST}.shadowRoot.querySelector('.result canvas'), g = c.getContext('2d');
        const {{ data }} = g.getImageData(0, 0, c.width, c.height), out = [];
        for (let x = 10; x < c.width - 10; x += 5) for (let y = 0; y < c.height; y++) {{
            const i = 4 * (y * c.width + x);
            if (data[i] + data[i + 1] + data[i + 2] < 180) out.push([x / c.width, y / c.height]) }}
        return out }}"""
    )
    model = seeded(8, 8)
    for p, w in zip(model.parameters(), ask(page, "params()"), strict=True):
        p.data = w
    levels = [model([1.8 * (2 * x - 1), 1.8 * (1 - 2 * y)]).data for x, y in dark]
    near = [min(abs(z - level) for level in (-1, 0, 1)) for z in levels]
    assert len(near) > 60
    assert (
        sorted(near)[len(near) // 2] < 0.08
    )  # the line lies where the score is 0, 1 or -1 (numbers on the axes aside)


def test_the_line_goes_through_the_cells_of_the_grid(javascript):
    boundary = (Path(playground.__file__).parent / "playing" / "boundary.js").read_text(encoding="utf-8")
    found = javascript(
        boundary
        + """
        const n = 40, at = k => 2 * k / n - 1, field = Float32Array.from({ length: (n + 1) ** 2 }, (_, i) => {
            const x = at(i % (n + 1)), y = at(Math.floor(i / (n + 1))); return x * x + y * y });
        console.log(JSON.stringify(contour(field, 0.4567).map(line => line.map(([c, r]) => [at(c), at(r)]))))"""
    )
    lines = json.loads(found)
    assert len(lines) > 80
    for x, y in (end for line in lines for end in line):
        assert math.hypot(x, y) == pytest.approx(math.sqrt(0.4567), abs=1e-3)  # a cell is 0.05 wide
    ends = [tuple(round(v, 6) for v in end) for line in lines for end in line]
    assert all(ends.count(end) == 2 for end in ends)  # closed


def test_dead_and_saturated_units_are_marked_where_they_are(show):
    page = show(play(seeded(6, 4, activation="relu")))
    model = seeded(6, 4, activation="relu")
    model.layers[0].neurons[2].b.data = -50.0
    for w in model.layers[1].neurons[1].w:
        w.data = -2.0
    model.layers[1].neurons[1].b.data = -1.0
    set_weights(page, [p.data for p in model.parameters()])
    points = ask(page, "points")
    dead = page.locator(".unit.dead").evaluate_all("us => us.map(u => u.dataset.key)")
    assert dead == ["n 0 2", "n 1 1"]
    for key in dead:  # as Python's own gradient says
        layer, j = map(int, key.split()[1:])
        model.zero_grad()
        losses.hinge([model([p["x"], p["y"]]) for p in points], [p["label"] for p in points]).backward()
        assert model.layers[layer].neurons[j].b.grad == 0
    assert page.locator("[data-key='n 0 2'] .badge").text_content() == "✕"
    assert "sends no gradient" in page.locator("[data-key='n 0 2']").get_attribute("aria-label")

    choose(page, "activation", "tanh")
    model = seeded(6, 4)
    model.layers[0].neurons[3].b.data = 3.3
    set_weights(page, [p.data for p in model.parameters()])
    points = ask(page, "points")
    slopes = [RULES["tanh"].linearize(n.w[0].data * p["x"] + n.w[1].data * p["y"] + n.b.data)[1][0]
              for n in [model.layers[0].neurons[3]] for p in points]  # fmt: skip
    assert 0.5 < sum(slope < reporting.FLAT for slope in slopes) / len(slopes) < 0.95
    marked = page.locator(".unit.saturated").evaluate_all("us => us.map(u => u.dataset.key)")
    assert marked == ["n 0 3"]
    assert page.locator("[data-key='n 0 3'] .badge").text_content() == "≈"
    shown = page.locator("[data-key='n 0 3']").get_attribute("title")
    assert f"at {round(100 * sum(s < reporting.FLAT for s in slopes) / len(slopes))} % of" in shown


# ---- the learning rate ----


def losses_of_trial(page, rate, count=20):
    """The loss after so many steps in Python, from the weights of the page."""
    model = seeded(8, 8)
    for p, w in zip(model.parameters(), ask(page, "params()"), strict=True):
        p.data = w
    points = ask(page, "points")

    def loss():
        return losses.hinge([model([p["x"], p["y"]]) for p in points], [p["label"] for p in points])

    for _ in range(count):
        model.zero_grad()
        loss().backward()
        for p in model.parameters():
            p.data -= rate * p.grad
    return loss().data


def numbers(text):
    return [float(x) for x in re.findall(r"\d+\.?\d*(?:e[-+]\d+)?", text)]


@pytest.mark.parametrize(("rate", "kind", "steps"), [(3, "large", 12), (0.0003, "small", 60)])
def test_a_sentence_says_that_the_rate_is_the_cause_and_proves_it(show, rate, kind, steps):
    page = show(play(lr=rate))
    for _ in range(8):  # until it does harm
        ask(page, f"run({steps})")
        if page.locator(".advice").text_content():
            break
    text = page.locator(".advice span").text_content()
    assert f"The learning rate {rate} is too {kind}: " in text
    said, count, before, own, other_rate, other = numbers(text)[:6]
    assert (said, count) == (rate, 20)
    points_loss = losses_of_trial(page, 0, 0)
    assert before == pytest.approx(points_loss, rel=2e-3)
    assert own == pytest.approx(losses_of_trial(page, rate), rel=2e-3)
    assert other == pytest.approx(losses_of_trial(page, other_rate), rel=2e-3)
    page.locator(".advice button").click()
    assert ask(page, "settings")["rate"] == other_rate
    assert page.locator(".advice").text_content() == ""


def test_no_sentence_where_the_rate_is_not_the_cause(show):
    page = show(play(lr=0.3))
    ask(page, "run(200)")
    assert page.locator(".advice").text_content() == ""
    choose(page, "kept for the test", "0")
    choose(page, "data set", "clouds")  # they overlap: the loss cannot fall to 0 whatever the rate
    choose(page, "noise", "0.7")
    click(page, "remove the last hidden layer", 2)
    for _ in range(6):
        ask(page, "run(100)")
        assert page.locator(".advice").text_content() == ""


def test_a_loss_that_is_no_number_stops_and_says_why(show):
    page = show(play())
    choose(page, "activation", "linear")
    choose(page, "loss", "squared")
    choose(page, "learning rate", "100")
    choose(page, "speed", "max")
    click(page, "play")
    page.wait_for_function(f"!Number.isFinite({HOME}.losses.at(-1))", timeout=20_000)
    page.get_by_role("button", name="play").wait_for()
    assert "The learning rate 100 is too large: 20 steps from step" in page.locator(".advice").text_content()
    page.locator(".advice button").click()
    assert ask(page, "steps") == 0
    assert ask(page, "settings")["rate"] < 100
    assert all(math.isfinite(w) for w in ask(page, "params()"))
