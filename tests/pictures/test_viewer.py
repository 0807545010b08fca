"""The live picture: what Python writes, and what a real browser does with it."""

import gc
import math
import random
import struct

import pytest

from micrograd_like import Value, count_paths, softmax
from micrograd_like.engine import topological_order
from micrograd_like.nn import MLP
from micrograd_like.pictures import draw
from micrograd_like.pictures.graphs.boxes import Boxes
from micrograd_like.pictures.graphs.folding import Folding
from micrograd_like.pictures.graphs.still import Still, shade
from micrograd_like.pictures.graphs.survey import Survey
from micrograd_like.rules import RULES, table
from micrograd_like.steps import backprop_steps, short

NASTY = ["two\nlines", "back\\slash", "L" * 10_000, "\x00\ud800"]
NASTY += [
    "a|b } <script>alert(1)</script>",
    "<<b>x</b>>",
    "x:y",
    "\"quotes\" 'single'",
    "😀",
    "</script>",
    "<img src=x onerror=alert(2)>",
    "&lt;b&gt;",
    "]]>",
    "<!--",
    "${alert(3)}",
]


@pytest.fixture
def show(show):
    """Open a picture for a reader who asks for less motion: nothing plays by itself."""
    return lambda picture, **options: show(picture, **{"reduced_motion": "reduce", **options})


def neuron():
    x1, x2, w1, w2, b = Value(2.0), Value(0.5), Value(-3.0), Value(1.0), Value(6.8813735870195432)
    n = x1 * w1 + x2 * w2 + b
    o = n.tanh()
    return draw(o), o


def moons(examples=100):
    random.seed(1337)
    model = MLP(2, [16, 16, 1])
    inputs = [[Value(random.gauss(0, 1)), Value(random.gauss(0, 1))] for _ in range(examples)]
    losses = [(1 + -random.choice([-1, 1]) * model(x)).relu() for x in inputs]
    total = sum(losses) / examples + 1e-4 * sum(p * p for p in model.parameters())
    return draw(total), total


def state(page):
    data, grads = page.evaluate("""() => { const t = document.body.firstElementChild.picture.tape;
        const show = x => Object.is(x, -0) ? '-0' : String(x ?? 0);
        return [t.data.map(show), t.grads.map(show)] }""")
    return [[float(x.replace("Infinity", "inf")) for x in part] for part in (data, grads)]


def same(a, b):
    return all(
        struct.pack("<d", x) == struct.pack("<d", y) or (math.isnan(x) and math.isnan(y))
        for x, y in zip(a, b, strict=True)
    )


# ---- what Python writes ----


def test_a_small_picture_is_small():
    assert len(draw(Value(1.0)).html) < 56_000
    assert len(neuron()[0].html) < 63_000


def test_draw_leaves_the_garbage_collector_as_it_was():
    for on in (False, True):
        (gc.enable if on else gc.disable)()
        neuron()
        assert gc.isenabled() is on


def test_the_moons_model_with_a_hundred_examples_stays_under_400_kb():
    assert len(moons()[0].html) < 400_000


def test_names_come_from_the_callers_variables_and_parameters_from_their_place():
    random.seed(1)
    model = MLP(2, [2, 1])
    score = model([Value(1.0), Value(2.0)])
    html = draw(score).html
    assert '"score"' in html
    assert '"L0.n1.w0"' in html
    assert '"layers.0.neurons.1.w.0"' in html
    lonely = Value(1.0)
    assert '"mine"' in draw(lonely * 2, names={"mine": lonely}).html


def test_drawing_changes_nothing_in_the_graph():
    a = Value(2.0)
    out = a * a
    draw(out)
    assert (a.grad, out.grad, a.label) == (0.0, 0.0, "")


def test_a_picture_without_gradients_says_that_backward_has_not_run():
    a = Value(2.0)
    out = a * a
    assert "backward() has not run in Python yet" in draw(out).html
    out.backward()
    assert "backward() has not run in Python yet" not in draw(out).html


def test_without_scripts_there_is_an_image_and_the_sweep_in_words():
    html = neuron()[0].html
    assert '<img alt="graph of o = ' in html
    assert "<li>x1.grad += local -3 x upstream " in html


def test_two_thousand_values_open_at_their_parts():
    random.seed(0)
    y = [Value(random.gauss(0, 1)) for _ in range(10)]
    for _ in range(700):
        y.append(y[random.randrange(max(0, len(y) - 50), len(y))] * random.choice([0.5, 1.5]) + y[-1] * 0.1)
    live = draw(y[-1])
    assert live.html.count('<rect class="box') < 60


def test_only_values_can_be_drawn():
    with pytest.raises(
        TypeError,
        match=r"draw\(\) takes a Value, but got list \[1, 2\]; give the result of an expression of Values",
    ):
        draw([1, 2])


def test_a_page_can_be_saved(tmp_path):
    neuron()[0].save(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")


# ---- in the browser ----


@pytest.mark.slow
def test_each_step_says_the_sentence_of_backprop_steps(show):
    live, root = neuron()
    page = show(live)
    shown = page.evaluate(
        "[...Array(10).keys()].map(i => document.body.firstElementChild.picture.picture.name(i))"
    )
    names = dict(zip(topological_order(root), shown, strict=True))
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    assert "o.grad = 1" in page.locator(".says").text_content()
    for step in backprop_steps(root, names=names):
        page.keyboard.press("ArrowRight")
        assert page.locator(".says").text_content() == str(step)
        assert page.locator(".box.now .name").text_content().startswith(step.name[:17])
        assert page.locator(".box.receives").count() == len({c.parent for c in step.contributions})
    page.keyboard.press("ArrowLeft")
    assert page.locator(".count").text_content() == "4 / 5"


@pytest.mark.slow
def test_scrubbing_shows_the_gradients_that_have_arrived_so_far(show):
    live, root = neuron()
    page = show(live)
    page.locator(".scrub").fill("1")
    arrived = {s.contributions[0].parent: s.contributions[0].after for s in list(backprop_steps(root))[:1]}
    _, grads = state(page)
    order = topological_order(root)
    assert same(grads, [1.0 if v is root else arrived.get(v, 0.0) for v in order])


@pytest.mark.slow
def test_a_slider_recomputes_forward_and_backward_at_once(show):
    live, root = neuron()
    page = show(live)
    page.locator(".box", has_text="x1 data").first.click()
    page.locator(".more input[type=number]").fill("-1.25")
    page.wait_for_function("document.body.firstElementChild.picture.tape.data.includes(-1.25)")
    page.wait_for_timeout(60)
    x1, x2, w1, w2, b = Value(-1.25), Value(0.5), Value(-3.0), Value(1.0), Value(6.8813735870195432)
    o = (x1 * w1 + x2 * w2 + b).tanh()
    o.backward()
    data, grads = state(page)
    assert data == pytest.approx([v.data for v in topological_order(o)], rel=1e-15)
    assert grads == pytest.approx([v.grad for v in topological_order(o)], rel=1e-14)
    assert f"data {short(o.data)}" in page.locator(".box", has_text="tanh").text_content()
    page.locator(".more button", has_text="reset").click()
    page.wait_for_timeout(60)
    assert state(page)[0] == pytest.approx([v.data for v in topological_order(root)], rel=1e-15)


@pytest.mark.slow
def test_two_chosen_values_light_up_their_paths_with_products_and_sum(show):
    x = Value(1.5)
    y = x * x
    o = y + y * (3 * y + 1)
    page = show(draw(o))
    page.locator(".box", has_text="x data").first.click()
    page.locator(".box").last.click()
    said = page.locator(".more").text_content()
    assert "6 paths from x to o; they add up to d o / d x = 46.5" in said
    assert page.locator(".more li").count() == 6
    assert page.locator(".box.lit").count() == 6
    page.keyboard.press("Escape")
    assert page.locator(".box.lit").count() == 0


@pytest.mark.slow
def test_paths_are_counted_exactly_however_many_there_are(show):
    x = y = Value(0.5)
    for _ in range(55):
        y = y + y
    page = show(draw(y))
    page.locator("button", has_text="fit").click()
    page.locator(".box").first.click()
    page.locator(".box").last.click()
    assert page.locator(".more .sum").text_content().startswith(f"{count_paths(y, x):,} paths from x to y")


@pytest.mark.slow
def test_neurons_and_layers_open_and_close(show):
    live, _ = moons(20)
    page = show(live)
    before = page.locator(".box").count()
    layer = page.locator(".box.group", has_text="L1")
    layer.click() if layer.count() == 1 else page.locator(".box.group", has_text="L1.n3").click()
    assert page.locator(".box").count() > before
    page.locator(".bar button", has_text="✕").first.click()
    page.locator(".bar select").last.select_option("layers")
    assert page.locator(".box").count() < 12


@pytest.mark.slow
def test_playing_runs_to_the_end_and_can_be_paused(show):
    page = show(neuron()[0])
    page.locator("button", has_text="play").click()
    page.wait_for_function("document.body.firstElementChild.picture.at > 0")
    page.locator("button", has_text="pause").click()
    at = page.evaluate("document.body.firstElementChild.picture.at")
    page.wait_for_timeout(1000)
    assert page.evaluate("document.body.firstElementChild.picture.at") == at
    page.locator("select[aria-label=speed]").select_option("200")
    page.locator("button", has_text="play").click()
    page.wait_for_function("document.body.firstElementChild.picture.at === 5")


@pytest.mark.slow
def test_the_picture_is_dark_on_a_dark_page_and_light_on_a_light_one(show):
    live = neuron()[0]
    assert show(live, color_scheme="dark").locator(".all.dark").count() == 1
    page = show(live, color_scheme="light")
    assert page.locator(".all.dark").count() == 0
    page.evaluate("document.body.style.background = '#111'")
    page.wait_for_selector(".all.dark")


@pytest.mark.slow
def test_hovering_shows_the_rule_with_its_numbers(show):
    page = show(neuron()[0])
    page.locator(".box", has_text="tanh").hover()
    told = page.locator(".hover").text_content()
    assert "tanh" in told
    assert "0.7616" in told or "0.8" in told
    assert page.locator(".hover math").count() >= 2


@pytest.mark.slow
def test_negative_numbers_have_brackets_only_where_they_need_them(show):
    x = Value(-2.0)
    page = show(draw((x.tanh() * x) / x))
    told = {}
    for box in page.locator(".box.made").all():
        box.hover()
        told[page.locator(".hover strong").text_content()] = page.locator(".hover .eq").first.text_content()
    assert told["tanh(x)"] == "z=tanh(x)=tanh(−2)=−0.964"
    assert told["tanh(x)*x"] == "z=(tanh(x))·x=(−0.964)·(−2)=1.9281"
    assert told["tanh(x)*x/x"] == "z=tanh(x)*xx=1.9281−2=−0.964"


STAGE = "document.body.firstElementChild.shadowRoot.querySelector('svg.graph > g')"
CLASHES = """() => {
    const all = document.body.firstElementChild.shadowRoot, pane = all.querySelector('svg.graph');
    const area = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] };
    const meet = (a, b) => a[0] < b[2] - 1 && b[0] < a[2] - 1 && a[1] < b[3] - 1 && b[1] < a[3] - 1;
    const leaves = ([l, u, r, d], f) => l < f[0] || r > f[2] || u < f[1] || d > f[3];
    const boxes = [...all.querySelectorAll('.box')], words = boxes.map(b => b.textContent), found = [];
    const frames = boxes.map(b => area(b.querySelector('.frame')));
    const texts = [...all.querySelectorAll('.slope')].filter(t => t.textContent);
    frames.forEach((f, i) => frames.forEach((g, k) => {
        if (k < i && meet(f, g)) found.push('boxes ' + words[i] + ' ' + words[k]) }));
    boxes.forEach((b, i) => { for (const t of b.querySelectorAll('text'))
        if (leaves(area(t), frames[i])) found.push('out of its box: ' + t.textContent) });
    for (const t of texts) frames.forEach((f, i) => {
        if (meet(area(t), f)) found.push(t.textContent + ' on ' + words[i]) });
    const map = all.querySelector('svg.map'), spot = area(map);
    if (map.checkVisibility()) frames.forEach((f, i) => {
        if (meet(f, spot) && meet(f, area(pane))) found.push('the map on ' + words[i]) });
    return found }"""


def thirty():
    a, b, c, d = Value(-4.0), Value(2.0), Value(0.7), Value(-1.3)
    e = a * b + b**3
    f = (e + c).tanh() * d
    g = f.sigmoid() + a.relu()
    h = (g - d) / (c * c + 1)
    k = h.exp() + f * g
    return draw((k * k + 1e-3).log() + k - abs(d))


@pytest.mark.slow
@pytest.mark.parametrize("width", [1100, 700])
@pytest.mark.parametrize(
    "graph", [lambda: neuron()[0], thirty, lambda: moons()[0]], ids=["a neuron", "30 values", "moons"]
)
def test_nothing_overlaps_and_no_text_leaves_its_box(show, graph, width):
    page = show(graph(), viewport={"width": width, "height": 800}, reduced_motion="reduce")
    assert page.evaluate(f"new DOMMatrix(getComputedStyle({STAGE}).transform).a") >= 0.8
    assert page.evaluate(CLASHES) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    for _ in range(page.evaluate("document.body.firstElementChild.picture.order.length")):
        page.keyboard.press("ArrowRight")
        assert page.evaluate(CLASHES) == []


@pytest.mark.slow
def test_a_graph_too_wide_for_its_page_goes_downwards(show):
    live = neuron()[0]
    tops = {}
    for width in (1100, 700):
        page = show(live, viewport={"width": width, "height": 800})
        assert not page.locator("svg.map").is_visible()  # all of it is in sight
        first, last = (page.locator(".box").nth(k).bounding_box() for k in (0, -1))
        tops[width] = (last["x"] - first["x"], last["y"] - first["y"])
    assert tops[1100][0] > tops[1100][1]
    assert tops[700][0] < tops[700][1]


@pytest.mark.slow
def test_a_graph_of_a_few_parts_is_all_in_sight_at_any_width(show):
    model = MLP(2, [16, 16, 1])
    loss = sum((1 - model([0.1 * k, 0.5])).relu() for k in range(4)) / 4
    loss = loss + 1e-4 * sum(p * p for p in model.parameters())
    page = show(draw(loss))
    for width in range(1100, 700, -20):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert not page.locator("svg.map").is_visible(), width


@pytest.mark.slow
def test_the_buttons_of_the_view_stay_side_by_side(show):
    page = show(moons(4)[0])
    for width in (1000, 842, 720, 620, 600, 400):
        page.set_viewport_size({"width": width, "height": 800})
        views = [page.locator(f".bar button[aria-label^='{what}']") for what in ("smaller", "larger", "fit")]
        tops = {each.bounding_box()["y"] for each in [*views, page.locator(".bar [aria-label^=level]")]}
        assert len(tops) == 1, width


@pytest.mark.slow
def test_everything_can_be_done_from_the_keyboard_and_is_said_aloud(show):
    page = show(neuron()[0])
    boxes = page.locator(".box")
    aloud = [box.get_attribute("aria-label") for box in boxes.all()]
    assert aloud[:3] == [
        "x1 data 2 grad -0.6702, leaf",
        "w1 data -3 grad 0.4468, leaf",
        "x1*w1 * data -6 grad 0.2234, * of x1 and w1",
    ]
    boxes.first.focus()
    page.keyboard.press("Enter")
    assert (
        page.evaluate("document.body.firstElementChild.shadowRoot.activeElement.ariaLabel") == "value of x1"
    )
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.body.firstElementChild.picture.tape.data.some(x => x > 2 && x < 2.1)")
    page.keyboard.press("Escape")
    assert page.evaluate("document.body.firstElementChild.shadowRoot.activeElement.ariaLabel").startswith(
        "x1 data 2.02"
    )
    page.keyboard.press("Space")
    assert (
        page.evaluate("document.body.firstElementChild.shadowRoot.activeElement.ariaLabel") == "value of x1"
    )
    play = page.locator(".bar button", has_text="play")
    assert play.get_attribute("aria-label").startswith("play")
    play.click()
    assert page.locator(".bar button", has_text="pause").get_attribute("aria-label") == "pause (space)"


@pytest.mark.slow
def test_the_wheel_scrolls_the_page_unless_ctrl_is_held(show):
    page = show(neuron()[0])
    stage = page.locator("svg.graph > g")
    before = stage.get_attribute("transform")
    page.locator("svg.graph").hover()
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(50)
    assert stage.get_attribute("transform") == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_function(f"{STAGE}.getAttribute('transform') !== '{before}'")


@pytest.mark.slow
def test_a_map_shows_what_lies_beyond_the_pane_and_leads_there(show):
    x = Value(0.5)
    for _ in range(25):
        x = x.tanh()
    page = show(draw(x))
    first, seen = page.locator(".box.leaf"), page.locator("svg.graph").bounding_box()
    assert first.bounding_box()["y"] < seen["y"]  # the output is in sight at first, the leaf is not
    chart = page.locator("svg.map")
    size = chart.bounding_box()
    chart.click(position={"x": size["width"] / 2, "y": 6})
    assert first.bounding_box()["y"] > seen["y"]
    page.locator("button", has_text="fit").click()
    assert not chart.is_visible()
    assert not show(neuron()[0]).locator("svg.map").is_visible()


@pytest.mark.slow
def test_any_label_is_shown_as_text(show):
    root = table.total([Value(float(i), label=label) for i, label in enumerate(NASTY)])
    page = show(draw(root))
    shown = page.locator(".box .name").all_text_contents()
    for label in NASTY:
        fit = "".join(c if c == "\n" or c.isprintable() else "\ufffd" for c in label)
        wanted = fit if len(fit) <= 18 else fit[:17] + "…"
        assert wanted in shown, (wanted, shown)
    for box in page.locator(".box").all():
        box.dispatch_event("pointerenter")
    markup = "querySelectorAll('b, i, .all img, .all script').length"
    assert page.evaluate(f"document.body.firstElementChild.shadowRoot.{markup}") == 0


@pytest.mark.slow
def test_without_scripts_the_image_shows(show):
    page = show(neuron()[0], java_script_enabled=False)
    box = page.locator("img").bounding_box()
    assert box["width"] > 500
    assert box["height"] > 200


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_the_pages_numbers_equal_pythons_over_random_graphs(show, seed):
    rng = random.Random(seed)
    nodes = [Value(rng.gauss(0, 1)) for _ in range(4)]
    for _ in range(30):
        row = RULES[
            rng.choice(
                ["add", "sub", "mul", "div", "relu", "max", "affine", "total", "leaky_relu", "abs", "sqrt"]
            )
        ]
        n = rng.randint(1, 3)
        nodes.append(
            row(
                *(
                    [rng.choice(nodes) for _ in range(n)] if x in row.lists else rng.choice(nodes)
                    for x in row.letters
                )
            )
        )
    root = table.total(nodes)
    page = show(draw(root))
    root.backward()
    data, grads = state(page)
    assert same(data, [v.data for v in topological_order(root)])
    assert same([g + 0.0 for g in grads], [v.grad + 0.0 for v in topological_order(root)])


@pytest.mark.slow
def test_numbers_are_written_as_python_writes_them(show):
    rng = random.Random(5)
    numbers = """0 -0.0 0.03125 0.09375 -0.00003 1000050 1000150 1e6 999999.99999 1e300 5e-324 0.001
        0.000999999999 inf -inf nan 2.5e15 123456.75"""
    numbers = [float(x) for x in numbers.split()]
    numbers += [rng.uniform(-1, 1) * 10 ** rng.uniform(-12, 12) for _ in range(300)] + [
        k / 32 for k in range(-40, 40)
    ]
    page = show(draw(table.total([Value(x) for x in numbers])))
    shown = page.evaluate(
        "() => { const p = document.body.firstElementChild.picture; return p.tape.data.map(p.short) }"
    )
    assert sorted(shown[:-1]) == sorted(map(short, numbers))


@pytest.mark.slow
def test_softmax_and_smooth_functions_agree_to_a_few_units_of_the_last_place(show):
    random.seed(2)
    model = MLP(3, [6, 4], activation="gelu")
    loss = -softmax(model([0.3, -1.2, 2.0]))[1].log()
    page = show(draw(loss))
    loss.backward()
    data, grads = state(page)
    assert data == pytest.approx([v.data for v in topological_order(loss)], rel=1e-13)
    assert grads == pytest.approx([v.grad for v in topological_order(loss)], rel=1e-12, abs=1e-15)


@pytest.mark.slow
def test_a_graph_of_twenty_thousand_values_opens_with_few_boxes(show):
    random.seed(0)
    y = [Value(random.gauss(0, 1)) for _ in range(10)]
    for _ in range(7_000):
        y.append(y[random.randrange(max(0, len(y) - 50), len(y))] * random.choice([0.5, 1.5]) + y[-1] * 0.1)
    live = draw(y[-1], names={})
    page = show(live)
    assert 2 <= page.locator(".box").count() <= 60


@pytest.mark.slow
def test_the_picture_opens_at_the_start_and_plays_once_when_it_comes_into_view(show):
    page = show(neuron()[0], reduced_motion="no-preference", viewport={"width": 1100, "height": 300})
    at = "document.body.firstElementChild.picture.at"
    page.evaluate("document.body.style.paddingTop = '2000px'")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(400)
    seen = page.evaluate(at)
    page.evaluate("document.body.style.paddingTop = '0'")
    page.wait_for_function(f"{at} === 5")
    page.wait_for_selector(".says:has-text('Backward is complete')")
    assert seen < 5
    page.wait_for_timeout(900)
    assert page.evaluate(at) == 5  # and not again


@pytest.mark.slow
def test_a_reader_who_touches_the_picture_first_plays_it_alone(show):
    page = show(neuron()[0], reduced_motion="no-preference")
    page.locator(".box").first.click()
    page.wait_for_timeout(100)
    page.locator(".bar button", has_text="pause").or_(
        page.locator(".bar button", has_text="play")
    ).first.wait_for()
    assert (
        show(neuron()[0]).locator(".count").text_content() == "5 / 5"
    )  # with less motion: at the end at once


@pytest.mark.slow
def test_edges_are_as_wide_as_what_they_send_back(show):
    x, y = Value(1.0, label="x"), Value(-3.0, label="y")
    page = show(draw(x * y + x * 0.1, names={}))
    widths = page.evaluate("""() => [...document.body.firstElementChild.shadowRoot.querySelectorAll('path.edge')].map(e =>
        [+getComputedStyle(e).strokeWidth.replace('px', ''), getComputedStyle(e).stroke])""")
    tape = page.evaluate(
        "(() => { const t = document.body.firstElementChild.picture; return t.shown.edges.map(e => e.pairs[0]).map(([k, i, p]) => t.tape.partials[i][p] * t.tape.grads[i]) })()"
    )
    largest = max(map(abs, tape))
    for (width, stroke), sent in zip(widths, tape, strict=True):
        assert width == pytest.approx(1.2 + 2.4 * math.sqrt(abs(sent) / largest), abs=0.06)
        assert ("205, 45, 45" in stroke) is (sent < 0)
    page.locator(".scrub").fill("0")
    assert (
        page.evaluate(
            "[...document.body.firstElementChild.shadowRoot.querySelectorAll('path.edge')].filter(e => e.style.stroke).length"
        )
        == 0
    )


@pytest.mark.slow
def test_a_dragged_leaf_shows_in_every_box_what_was_before(show):
    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    page = show(draw(a * b, names={}))
    page.locator(".box").first.click()
    page.locator(".more input[type=number]").fill("5")
    page.wait_for_function("document.body.firstElementChild.picture.tape.data.includes(15)")
    page.wait_for_timeout(60)
    said = [" | ".join(box.locator("text").all_text_contents()) for box in page.locator(".box").all()]
    assert said == [
        "a | data 5, was 2 | grad 3",
        "b | data 3 | grad 5, was 2",
        "a*b * | data 15, was 6 | grad 1",
    ]
    assert page.evaluate(CLASHES) == []


@pytest.mark.slow
def test_a_dragged_leaf_and_what_it_moves_are_all_in_sight(show):
    page = show(neuron()[0], viewport={"width": 842, "height": 900})
    before = page.evaluate("document.body.firstElementChild.picture.direction")
    page.locator(".box.leaf").first.click()
    for value, direction in (("2.2", "TB"), ("2.3", "TB"), ("2", before)):
        page.locator(".more input[type=number]").fill(value)
        page.wait_for_function(f"document.body.firstElementChild.picture.direction === '{direction}'")
        assert not page.locator("svg.map").is_visible()
        assert page.evaluate(CLASHES) == []
    assert before == "LR"


@pytest.mark.slow
def test_a_part_that_opens_stays_where_it_is_and_the_graph_keeps_its_direction(show):
    random.seed(1)
    model = MLP(3, [4, 4, 1], activation="tanh")
    loss = sum((model([1.0, -1.0, k]) - k) ** 2 for k in (1.0, 0.0, -1.0))
    page = show(draw(loss), viewport={"width": 842, "height": 900})
    for name in ("L0.n1", "L1.n2"):
        box = page.locator(".box.group", has_text=name)
        before, first = box.bounding_box(), page.locator(".box").last.bounding_box()
        flat = first["y"] - page.locator(".box").first.bounding_box()["y"] < 500
        box.click()
        page.wait_for_timeout(50)
        own = [b.bounding_box() for b in page.locator(".box.made, .box.leaf", has_text=name).all()]
        middle = sum(b["x"] + b["width"] / 2 for b in own) / len(own)
        assert len(own) > 4
        pane = page.locator("svg.graph").bounding_box()
        assert pane["x"] < middle < pane["x"] + pane["width"]
        assert abs(middle - before["x"] - before["width"] / 2) < 260
        assert flat
        assert page.evaluate("document.body.firstElementChild.picture.direction") == "LR"


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 1000, 420])
def test_labels_of_edges_never_touch_each_other(show, width):
    x = Value(1.5)
    y = x * x
    o = y + y * (3 * y + 1)
    for root in (o, table.prod([Value(float(k) + 0.123, label=f"x{k}") for k in range(2, 8)])):
        page = show(draw(root, names={}), viewport={"width": width, "height": 900})
        for k in range(page.evaluate("document.body.firstElementChild.picture.order.length") + 1):
            page.evaluate(f"document.body.firstElementChild.picture.go({k})")
            boxes = [t.bounding_box() for t in page.locator(".slope").all() if t.text_content()]
            for i, a in enumerate(boxes):
                for b in boxes[:i]:
                    beside = a["x"] + a["width"] <= b["x"] + 1 or b["x"] + b["width"] <= a["x"] + 1
                    assert beside or abs(a["y"] - b["y"]) >= 9, (k, a, b)


def deep(layers=6):
    random.seed(0)
    model = MLP(2, [*[8] * layers, 1], activation="sigmoid")
    return (model([0.5, -1.0]) - 1) ** 2, model


def test_the_strips_of_layers_pale_where_gradients_vanish():
    loss, model = deep()
    boxes = Boxes.of(Survey.of(loss, {"model": model}))
    still, means = Still(boxes), []
    for layer in range(7):
        own = [box for box in boxes.boxes if box.title.startswith(f"L{layer}.")]
        cells = [cell for box in own for cell in boxes.strip(box)]
        assert len(cells) == (24 if layer == 0 else 72 if layer < 6 else 9)  # weights and biases
        means.append(sum(shade(cell, still._darkest) for cell in cells) / len(cells))
    assert means == sorted(means)
    assert means[0] < 0.45
    assert means[-1] > 0.9
    loss.backward()
    first = next(box for box in boxes.boxes if box.title == "L0.n0")
    own = [*model.layers[0].neurons[0].w, model.layers[0].neurons[0].b]
    assert boxes.strip(first) == pytest.approx([abs(p.grad) for p in topological_order(loss) if p in own])


def test_the_strength_of_a_penalty_does_not_pale_the_strips_of_the_layers():
    loss, model = deep(2)
    plain = Still(Boxes.of(Survey.of(loss, {"model": model})))._darkest
    loss = loss + Value(1e-9) * sum(p * p for p in model.parameters()) * 1e6
    boxes = Boxes.of(Survey.of(loss, {"model": model}))
    assert Still(boxes)._darkest < 10 * plain  # the gradient of the strength is some 1e7
    layers = {name for name, parent, _ in boxes.folding.tree if parent < 0} - {"L0", "L1", "L2"}
    assert {boxes.folding.tree[g][0] for g in boxes.others} == layers


@pytest.mark.slow
def test_the_pages_strips_are_pythons_and_a_dead_layer_has_an_empty_one(show):
    loss, model = deep(3)
    for w in model.layers[2].neurons[0].w:
        w.data = 0.0
    loss = (model([0.5, -1.0]) - 1) ** 2 + (model.layers[0].neurons[0].b * 0.0).relu()
    loss = loss + Value(0.5) * model.layers[0].neurons[0].b ** 2 * 1e-9
    boxes = Boxes.of(Survey.of(loss, {"model": model}))
    page = show(draw(loss, {"model": model}))
    shown = page.evaluate("""() => Object.fromEntries([...document.body.firstElementChild.shadowRoot
        .querySelectorAll('.box.group')].map(g => [g.querySelector('.name').textContent,
        [...g.querySelectorAll('.cell')].map(c => +c.getAttribute('style').match(/([\\d.]+)\\)/)[1])]))""")
    still = Still(boxes)
    groups = [box for box in boxes.boxes if not isinstance(box.key, int)]
    assert len(groups) > 20
    for box in groups:
        expected = [shade(cell, still._darkest) for cell in boxes.strip(box)]
        assert shown[box.title] == pytest.approx(expected, abs=0.0051), box.title
    page.locator(".box.group", has_text="L1.n0").first.dispatch_event("pointerenter")
    assert "the strip: the gradients of its 9 leaves" in page.locator(".hover").text_content()


def chain(steps, shared=False):
    x = v = Value(0.5)
    a, b = Value(0.9), Value(0.2)
    for _ in range(steps):
        v = v * a + b if shared else v * 0.9 + 0.2
    return (v - 1.0) ** 2, x


def test_a_long_chain_folds_into_its_repeated_block():
    out, x = chain(2000)
    boxes = Boxes.of(Survey.of(out, {"x": x}))
    titles = [box.title for box in boxes.boxes]
    assert "blocks 2 to 1,999" in titles
    middle = next(box for box in boxes.boxes if box.title == "blocks 2 to 1,999")
    assert middle.second == "3996 ops, 3996 leaves"
    assert sum(not isinstance(key, int) for key in (box.key for box in boxes.boxes)) == 2  # and what follows
    assert [box.op for box in boxes.boxes if box.op] == ["*", "+", "*", "+"]  # the first block and the last
    short_one, _ = chain(20)
    assert not any("block" in name for name, *_ in Folding.of(Survey.of(short_one, {}).groups.values()).tree)


def test_a_graph_that_does_not_repeat_itself_keeps_its_parts():
    random.seed(3)
    v = Value(0.5)
    for _ in range(300):
        v = random.choice([lambda v: v * 0.9 + 0.1, lambda v: v.tanh() * v, lambda v: v.exp() - v])(v)
    names = {groups[0] for groups in Survey.of(v, {}).groups.values()}
    assert {name.split()[0] for name in names} <= {"part", "constants"}


@pytest.mark.slow
@pytest.mark.parametrize("shared", [False, True])
def test_the_page_of_a_long_chain_is_small_and_has_pythons_numbers(show, shared):
    out, x = chain(20_000, shared)
    live = draw(out, names={"x": x})
    assert len(live.html) < 330_000
    page = show(live)
    out.backward()
    data, grads = state(page)
    order = topological_order(out)
    assert same(data, [v.data for v in order])
    assert same([g + 0.0 for g in grads], [v.grad + 0.0 for v in order])
    middle = page.locator(".box.group", has_text="blocks 2 to 19,999")
    middle.click()
    assert page.locator(".box.group", has_text="to 19,999").count() == 1
    assert page.locator(".box.group", has_text="blocks 2 to").count() == 1


@pytest.mark.slow
def test_a_shorter_sentence_leaves_the_picture_where_it_is(show):
    page = show(moons(20)[0])
    page.locator("button", has_text="|◀").click()
    tops, heights = [], []
    for _ in range(5):
        page.locator("button", has_text="step ▶").click()
        heights.append(len(page.locator(".says").text_content().split("\n")))
        tops.append(page.locator(".pane").bounding_box()["y"])
    assert min(heights[1:]) < max(heights)
    assert tops == sorted(tops)


@pytest.mark.slow
def test_an_arrowhead_has_the_colour_of_its_edge(show):
    page = show(neuron()[0])
    colours = page.evaluate("""() => {
        const of = (kind, what) => [...document.body.firstElementChild.shadowRoot.querySelectorAll(kind)].map(e => getComputedStyle(e)[what]);
        return [of('.edge', 'stroke'), of('.tip', 'fill')];
    }""")
    assert colours[0] == colours[1]
    assert len(set(colours[0])) > 2


@pytest.mark.slow
def test_no_two_values_of_a_large_graph_have_one_name(show):
    page = show(moons(60)[0])
    names = page.evaluate("""() => {
        const { picture, tape } = document.body.firstElementChild.picture;
        return tape.data.map((_, i) => picture.name(i));
    }""")
    assert len(set(names)) == len(names) > 3000
    assert not [name for name in names if name.startswith(("+[", "*[", "-["))]
