"""Pictures tell the truth: Python's numbers beside the sweep's, every edge, and where a nan begins."""

import math
import re

import pytest
from cases import every

from micrograd_like import Value, backprop_steps, draw, draw_dot, paths
from micrograd_like.comparing.first_nan import first_nan
from micrograd_like.pictures import film
from micrograd_like.pictures.graphs.boxes import Boxes
from micrograd_like.pictures.graphs.still import Still
from micrograd_like.pictures.graphs.survey import Survey

STAGE = "document.body.firstElementChild.shadowRoot.querySelector('svg.graph > g')"
ADDED_UP = "a.grad is 9 in Python, 3 in this graph (so too b): three runs of backward() have added up"
NEWER = "a.data is newer than this graph: it is 5 now"


@pytest.fixture
def show(show):
    """Open a picture for a reader who asks for less motion: nothing plays by itself."""
    return lambda picture, **options: show(picture, **{"reduced_motion": "reduce", **options})


def forgotten():
    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    out = a * b
    out.label = "out"
    for _ in range(3):
        out.backward()
    return out


def newer():
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    out = a * b
    out.label = "out"
    out.backward()
    a.data = 5.0
    return out


def broken():
    x, y = Value(-1.0, label="x"), Value(2.0, label="y")
    z = x.log() * y + x * x
    z.label = "z"
    z.backward()
    return z


def lined(svg):
    """All words of an SVG in one line."""
    return " ".join(" ".join(re.findall(r">([^<>]+)</t", svg)).split())


def words(page):
    """Each box as text: its name, its data, its grad."""
    return [" | ".join(box.locator("text").all_text_contents()) for box in page.locator(".box").all()]


# ---- both numbers, and the cause ----


@pytest.mark.slow
def test_the_live_picture_shows_both_gradients_after_a_forgotten_zero_grad(show):
    page = show(draw(forgotten(), names={}))
    assert words(page) == [
        "a | data 2 | grad 3, Python 9",
        "b | data 3 | grad 2, Python 6",
        "out * | data 6 | grad 1",
    ]
    assert page.locator(".doubts").text_content().startswith(ADDED_UP)
    assert page.locator(".box").first.get_attribute("aria-label") == "a data 2 grad 3, Python 9, leaf"


@pytest.mark.slow
def test_the_live_picture_shows_both_outputs_after_the_data_of_a_leaf_was_set(show):
    page = show(draw(newer(), names={}))
    assert words(page) == [
        "a | data 5 | grad -3",
        "b | data -3 | grad 5, Python 2",
        "out * | data -15, Python -6 | grad 1",
    ]
    assert page.locator(".doubts").text_content().startswith(NEWER)


@pytest.mark.slow
def test_while_the_sweep_runs_or_a_slider_has_moved_only_the_pages_own_numbers_show(show):
    page = show(draw(forgotten(), names={}))
    page.locator(".scrub").fill("0")
    assert words(page)[0] == "a | data 2 | grad 0"
    page.locator(".scrub").fill("1")
    assert words(page)[0] == "a | data 2 | grad 3, Python 9"
    page.locator(".box").first.click()
    page.locator(".more input[type=number]").fill("7")
    page.wait_for_function("document.body.firstElementChild.picture.tape.data.includes(7)")
    page.wait_for_timeout(60)
    assert words(page)[0] == "a | data 7, was 2 | grad 3"
    assert not page.locator(".doubts").is_visible()
    page.locator(".more button", has_text="reset").click()
    page.wait_for_timeout(60)
    assert words(page)[0] == "a | data 2 | grad 3, Python 9"


@pytest.mark.slow
def test_no_text_leaves_its_box_where_there_are_two_numbers(show):
    page = show(draw(newer(), names={}))
    outside = page.evaluate("""() => [...document.body.firstElementChild.shadowRoot.querySelectorAll('.box')].filter(box => {
        const frame = box.querySelector('.frame').getBoundingClientRect();
        return [...box.querySelectorAll('text')].some(t => t.getBoundingClientRect().right > frame.right) }).length""")
    assert outside == 0


def test_where_no_script_runs_both_numbers_and_the_cause_show_too():
    for root, numbers, cause in (
        (forgotten(), ["grad 3, Python 9", "grad 2, Python 6"], ADDED_UP),
        (newer(), ["data -15, Python -6", "grad 5, Python 2"], NEWER),
    ):
        svg = Still(Boxes.of(Survey.of(root, {}))).svg()
        assert set(numbers) <= set(re.findall(r">([^<>]+)</text>", svg))
        assert cause in lined(svg)
        assert f"<p>{cause}" in draw(root, names={}).html
        assert set(numbers) <= set(re.findall(r">([^<>]+)</text>", film(root, names={})))


def test_draw_dot_agrees_with_draw():
    source = draw_dot(forgotten(), names={}).source
    assert "{ a | data 2.0000 | grad 9.0000, sweep 3.0000 }" in source
    assert "three runs of\\lbackward() have added up" in source
    source = draw_dot(newer(), names={}).source
    assert "{ out | data -6.0000, sweep -15.0000 | grad 1.0000 }" in source
    assert NEWER in source
    assert "{ b | data -3.0000 | grad 2.0000, sweep 5.0000 }" in source


def test_where_python_agrees_nothing_is_added():
    a = Value(2.0)
    out = a * a
    out.backward()
    for shown in (draw(out).html.split("<script>")[0], draw_dot(out).source, film(out)):
        assert "Python" not in shown
        assert "sweep 4" not in shown


# ---- a nan ----


@pytest.mark.slow
@pytest.mark.parametrize("made", [broken, lambda: Value(0.0, label="x").sqrt() * 0.0])
def test_a_nan_has_its_own_colour_and_the_box_where_it_began_is_marked(show, made):
    root = made()
    page = show(draw(root, names={}))
    survey = Survey.of(root, {})
    slot, told = first_nan(survey.order, survey.names, *survey.swept)
    assert page.locator(".doubts").text_content() == told
    assert page.locator(".box.begins .name").text_content().startswith(survey.names[slot])
    data, _, grads = survey.swept
    assert page.locator(".box.nan").count() == sum(
        math.isnan(x) or math.isnan(g) for x, g in zip(data, grads, strict=True)
    )
    fills = {
        page.locator(f".box{kind} .tint").first.evaluate("e => getComputedStyle(e).fill")
        for kind in (".nan", ":not(.nan)")
        if page.locator(f".box{kind}").count()
    }
    assert len(fills) == len({kind for kind in (".nan", ":not(.nan)") if page.locator(f".box{kind}").count()})


@pytest.mark.slow
def test_a_nan_that_a_slider_makes_is_traced_in_the_page(show):
    x = Value(2.0, label="x")
    page = show(draw(x.log() * 3.0, names={}))
    assert page.locator(".box.nan").count() == 0
    page.locator(".box", has_text="x data").click()
    page.locator(".more input[type=number]").fill("-1")
    page.wait_for_selector(".box.nan")
    assert page.locator(".doubts").text_content() == "nan begins at log(x): log of x = -1 is nan"


def test_the_still_image_and_draw_dot_mark_a_nan_too():
    root = broken()
    svg = Still(Boxes.of(Survey.of(root, {}))).svg()
    assert svg.count('class="nan') == 5
    assert svg.count('class="nan begins"') == 1
    assert "nan begins at log(x): log of x = -1 is nan" in lined(svg)
    source = draw_dot(root, names={}).source
    assert source.count("dashed") == 4
    assert re.search(r"label=\"{ data nan \| grad 2.0000 }\" [^\n]*penwidth=4", source)


# ---- every edge ----


@every("square", [lambda x: x * x, lambda x: x + x])
def test_an_operand_used_twice_has_two_edges_in_every_picture(square):
    x = Value(3.0, label="x")
    out = square(x)
    out.label = "out"
    svg = Still(Boxes.of(Survey.of(out, {}))).svg()
    curves = re.findall(r'<path d="([^"]+)"/>', svg)
    assert len(curves) == 2
    assert curves[0] != curves[1]
    moving = film(out, names={})
    assert moving.count('<g class="hot">') == 2
    spots = re.findall(r'<text x="(\d+)" y="(\d+)"[^>]*>×', moving)
    assert len(set(spots)) == 2


def test_the_still_image_of_the_six_paths_has_every_edge_a_path_goes_along():
    x = Value(1.5, label="x")
    y = x * x
    o = y + y * (3 * y + 1)
    svg = Still(Boxes.of(Survey.of(o, {}))).svg()
    edges = re.findall(r'<path d="([^"]+)"/>', svg)
    assert len(edges) == len(set(edges)) == sum(len(v.parents) for v in Survey.of(o, {}).order)
    assert len(list(paths(o, x))) == 6


@pytest.mark.slow
def test_parallel_edges_and_their_labels_lie_side_by_side_in_the_page(show):
    x = Value(3.0, label="x")
    for width in (1100, 420):
        page = show(draw(x * x, names={}), viewport={"width": width, "height": 800})
        page.locator(".scrub").fill("1")
        labels = [slope.bounding_box() for slope in page.locator(".slope").all()]
        assert len(labels) == 2
        (a, b) = labels
        apart = a["x"] + a["width"] <= b["x"] + 1 or a["y"] + a["height"] <= b["y"] + 4
        assert apart, labels


# ---- the page stays where it is ----


@pytest.mark.slow
@pytest.mark.parametrize("width", [842, 1000, 1280])
def test_a_graph_that_fits_is_neither_moved_nor_faded_while_one_steps(show, width):
    x = Value(1.5)
    y = x * x
    o = y + y * (3 * y + 1)
    page = show(draw(o), viewport={"width": width, "height": 900}, reduced_motion="reduce")
    place = page.evaluate(f"{STAGE}.getAttribute('transform')")
    assert not page.locator("svg.map").is_visible()
    page.locator(".scrub").focus()
    page.evaluate("document.body.firstElementChild.picture.go(0)")
    for k in range(6):
        page.evaluate(f"document.body.firstElementChild.picture.go({k})")
        assert page.evaluate(f"{STAGE}.getAttribute('transform')") == place
        assert not page.locator("svg.map").is_visible()


@pytest.mark.slow
def test_the_sentences_of_the_page_have_the_running_total_of_python(show):
    x = Value(1.5)
    y = x * x
    o = y + y * (3 * y + 1)
    page = show(draw(o))
    said = []
    for k, _ in enumerate(backprop_steps(o), 1):
        page.evaluate(f"document.body.firstElementChild.picture.go({k})")
        said.append(page.locator(".says").text_content())
    assert said == [str(step) for step in backprop_steps(o)]
    assert said[-1].endswith("x.grad += local 1.5 x upstream 15.5 = 23.25, now 46.5")


# ---- it can be read ----

CONTRASTS = """() => {
    const parts = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
    const over = (top, under) => { const [r, g, b, a = 1] = parts(top); return [r, g, b].map((v, k) => a * v + (1 - a) * under[k]) };
    const light = rgb => rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
    return [...document.body.firstElementChild.shadowRoot.querySelectorAll('.box')].flatMap(box => {
        const fill = kind => getComputedStyle(box.querySelector(kind)).fill;
        const ground = over(fill('.tint'), over(fill('.frame'), [0, 0, 0]));
        return [...box.querySelectorAll('text, tspan')].map(t => {
            const [a, b] = [light(over(getComputedStyle(t).fill, ground)), light(ground)].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05) }) }) }"""


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "made", [broken, forgotten, lambda: Value(2.0) * -1.0, lambda: Value(-2.0) * Value(-3.0)]
)
def test_words_in_boxes_have_a_contrast_of_4_5_in_both_themes(show, made, scheme):
    page = show(draw(made(), names={}), color_scheme=scheme)
    found = page.evaluate(CONTRASTS)
    assert len(found) >= 9
    assert min(found) >= 4.5
