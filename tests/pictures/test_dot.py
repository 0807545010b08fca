import base64
import math
import os
import random
import re
import shutil
import stat
import sys
import xml.etree.ElementTree as ET

import graphviz
import pytest
from cases import every

from micrograd_like import Value, dot, nn, no_grad
from micrograd_like.naming import grouped, reading_order
from micrograd_like.naming import places as naming_places
from micrograd_like.pictures import Picture, draw, draw_dot, film, render_svg, rendering, trace
from micrograd_like.pictures.graphs.folding import Folding
from micrograd_like.pictures.graphs.longhand import Written
from micrograd_like.pictures.graphs.side_by_side import rows
from micrograd_like.rules import table
from micrograd_like.steps import backprop_steps, short

SVG = "{http://www.w3.org/2000/svg}"
NASTY = [
    "a|b } <script>alert(1)</script>",
    "<<b>x</b>>",
    "<table>",
    "x:y",
    'she said "no"',
    "back\\slash \\N \\G \\",
    "two\nlines",
    "&lt; &amp; &#65;",
    "  two  spaces  ",
    "😀 é ∂",
    "\x00\x1b\ud800",
    "{",
    "%s {0}",
    "]]>",
    "-->",
]


def lecture():
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    c = a * b
    c.label = "c"
    return a, b, c


def texts(svg):
    return [t.text.replace("\xa0", " ") for t in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_trace_gives_the_nodes_and_edges_of_the_lectures_notebook():
    a, b, c = lecture()
    assert trace(c) == ({a, b, c}, {(a, c), (b, c)})


def test_the_picture_has_a_box_for_each_value_a_round_node_for_each_operation():
    _, _, c = lecture()
    c.backward()
    shown = texts(render_svg(draw_dot(c)))
    boxes = [
        "a",
        "data 2.0000",
        "grad -3.0000",
        "b",
        "data -3.0000",
        "grad 2.0000",
        "c",
        "data -6.0000",
        "grad 1.0000",
    ]
    assert sorted(t.strip() for t in shown) == sorted([*boxes, "*"])


def test_a_plus_a_shows_both_edges():
    a = Value(1.0)
    assert draw_dot(a + a).source.count("n0 -> n1op") == 2


def test_partials_stand_on_the_edges_and_a_branch_not_taken_is_dashed():
    x, y = Value(3.0), Value(-1.0)
    source = draw_dot(x * y, partials=True).source
    assert 'n0 -> n2op [label="&#160;-1&#160;"]' in source
    assert 'n1 -> n2op [label="&#160;3&#160;"]' in source
    assert "n0 -> n1op [style=dashed]" in draw_dot(y.relu(), partials=True).source


def test_a_picture_without_gradients_says_that_backward_has_not_run():
    _, _, c = lecture()
    assert "backward() has not run: every grad is still 0" in texts(render_svg(draw_dot(c)))
    c.backward()
    assert "backward" not in draw_dot(c).source


@every("label", NASTY)
def test_a_label_is_shown_as_text_whatever_it_contains(label):
    x = Value(1.0, label=label)
    svg = render_svg(draw_dot(x * x))
    shown = "".join(c if c in "\n\t" or c.isprintable() else "\ufffd" for c in label).replace("\n", " ")
    assert shown.strip() in [t.strip() for t in texts(svg)]
    tags = {e.tag.split("}")[1] for e in ET.fromstring(svg).iter()}
    assert tags <= {"svg", "g", "title", "polygon", "polyline", "path", "text", "ellipse", "a", "style"}


def test_a_label_of_10_000_characters_is_cut_in_its_box_whole_in_its_tooltip():
    svg = render_svg(draw_dot(Value(1.0, label="ab" * 5000)))
    assert max(map(len, texts(svg))) == 40
    assert "ab" * 5000 in svg


def test_names_label_the_values_that_have_no_label():
    u = Value(1.0)
    v = u * 2
    assert {"u", "v"} <= {t.strip() for t in texts(render_svg(draw_dot(v, names=locals())))}


def test_the_result_is_a_digraph_to_which_one_can_add():
    drawn = draw_dot(Value(1.0))
    assert isinstance(drawn, graphviz.Digraph)
    drawn.node("mine")
    with drawn.subgraph(name="cluster_1") as part:
        part.node("inner")
    assert ">mine<" in render_svg(drawn)


@every("drawer", [draw_dot, draw, film])
def test_what_cannot_be_drawn_or_named_is_said_in_one_sentence(drawer):
    name = drawer.__name__
    with pytest.raises(
        TypeError,
        match=rf"^{name}\(\) takes a Value, but got list \[1\]; give the result of an expression of Values$",
    ):
        drawer([1])
    with pytest.raises(
        TypeError,
        match=r"^names= takes names and what they stand for, but got list \['x'\]; give locals\(\), or",
    ):
        drawer(Value(1.0), names=["x"])


def test_one_fold_can_be_given_to_be_written_out():
    z = dot([Value(2.0), Value(3.0)], [Value(5.0), Value(7.0)])
    assert draw_dot(z, expand=z).source == draw_dot(z, expand=[z]).source


def test_a_direction_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="rankdir='left' is no direction; choose 'LR'"):
        draw_dot(Value(1.0), rankdir="left")


# ---- which program draws ----


def test_without_any_program_a_notebook_gets_plain_layers_and_the_dot_text(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(rendering, "pure", lambda: None)
    drawn = draw_dot(Value(1.0, label="x") * 2)
    bundle = drawn._repr_mimebundle_()
    assert list(bundle) == ["text/plain", "text/html"]
    still = base64.b64decode(re.search(r"base64,([^\"]*)", bundle["text/html"])[1]).decode()
    assert {"x", "data 1", "data 2"} <= set(texts(still))
    assert "drawn in plain layers: no program draws DOT here" in bundle["text/html"]
    assert 'label="{ x | data 1.0000 | grad 0.0000 }"' in bundle["text/plain"]
    assert "install graphviz-pure" in bundle["text/plain"]
    with pytest.raises(graphviz.ExecutableNotFound, match="install graphviz-pure"):
        render_svg(drawn)


def test_graphviz_pure_draws_where_path_is_empty(monkeypatch, tmp_path):
    if rendering.pure() is None:
        pytest.skip("graphviz-pure has no wheel for this platform")
    monkeypatch.setenv("PATH", "")
    drawn = draw_dot(Value(1.0, label="x") * 2)
    assert "text/html" in drawn._repr_mimebundle_()
    assert drawn.pipe("png").startswith(b"\x89PNG")
    path = drawn.render(tmp_path / "graph", format="png", cleanup=True)
    assert path.endswith("graph.png")
    assert os.listdir(tmp_path) == ["graph.png"]
    with pytest.raises(ValueError, match="but not 'pdf'; install Graphviz"):
        drawn.pipe("pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for dot is a shell script")
def test_an_installed_dot_comes_first_a_broken_one_is_passed_over(monkeypatch, tmp_path):
    dot = tmp_path / "dot"
    dot.write_text("#!/bin/sh\necho '<svg>from dot</svg>'\n")
    dot.chmod(dot.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert render_svg(Picture(body=["a"])) == "<svg>from dot</svg>\n"
    dot.write_text("#!/bin/sh\nexit 1\n")
    if rendering.pure():
        assert ">a<" in render_svg(Picture(body=["a"]))


@pytest.mark.slow
def test_a_graph_too_large_to_draw_is_said_to_be_so():
    total = sum((Value(1.0) for _ in range(2100)), Value(0.0))
    assert (
        "are too many to draw; draw(root) opens at its layers"
        in draw_dot(total, fold=False)._repr_mimebundle_()["text/plain"]
    )


def test_graphviz_modules_keep_their_own_settings():
    before = graphviz.backend.dot_command.DOT_BINARY
    render_svg(draw_dot(Value(1.0)))
    assert before == graphviz.backend.dot_command.DOT_BINARY


# ---- names, clusters, folds, colours ----


def test_names_come_from_the_callers_own_variables():
    left, right = Value(2.0), Value(3.0)
    product = left * right
    shown = {t.strip() for t in texts(render_svg(draw_dot(product)))}
    assert {"left", "right", "product"} <= shown
    assert not {"left", "right", "product"} & {
        t.strip() for t in texts(render_svg(draw_dot(product, names={})))
    }


def test_neurons_and_layers_are_framed_and_parameters_called_by_their_place():
    random.seed(4)
    model = nn.MLP(2, [2, 1])
    score = model([1.0, -2.0])
    source = draw_dot(score).source
    assert source.count("subgraph cluster_") == 2 + 3  # layers and neurons
    shown = {t.strip() for t in texts(render_svg(draw_dot(score)))}
    assert {"L0", "L1", "L0.n0", "L0.n1", "L1.n0", "L0.n1.w0", "L1.n0.b", "score"} <= shown
    assert "cluster" not in draw_dot(score, clusters=False).source


@every("program", ["dot", "graphviz-pure"])
@every(("rankdir", "axis"), [("LR", 1), ("TB", 0), ("RL", 1), ("BT", 0)])
def test_open_neurons_and_their_parameters_stand_in_order(program, rankdir, axis, monkeypatch):
    if not (shutil.which("dot") if program == "dot" else rendering.pure()):
        pytest.skip(f"there is no {program} here")
    if program != "dot":
        monkeypatch.setattr(rendering.shutil, "which", lambda _: None)
    random.seed(4)
    shapes = (
        (2, [4, 4, 1], False),
        (2, [3], False),
        (2, [3, 2], True),
        (3, [4, 2], False),
        (3, [4, 4, 1], False),
    )
    for nin, sizes, expand in shapes:
        model = nn.MLP(nin, sizes)
        scores = model([1.0, -2.0, 0.5][:nin])
        root = scores * scores if isinstance(scores, Value) else sum(s * s for s in scores)
        root.backward()
        svg = render_svg(draw_dot(root, rankdir=rankdir, names={"model": model}, expand=expand, fold=False))
        found = {t.text: float(t.get("xy"[axis])) for t in ET.fromstring(svg).iter(f"{SVG}text")}
        for layer, (count, wide) in enumerate(zip(sizes, [nin, *sizes], strict=False)):
            neurons = [f"L{layer}.n{k}" for k in range(count)]
            for names in (neurons, *([f"{n}.w{i}" for i in range(wide)] + [f"{n}.b"] for n in neurons)):
                spots = [found[name] for name in names]
                assert spots == sorted(spots), names


def test_a_frame_has_a_colour_of_its_own_not_that_of_the_note():
    random.seed(4)
    svg = render_svg(draw_dot(nn.MLP(2, [2, 1])([1.0, -2.0])))
    assert "#b00020" in svg
    assert "#b00020" not in "".join(line for line in svg.split("\n") if ">L0" in line)


@every(("rankdir", "axis"), [("LR", "y"), ("TB", "x"), ("RL", "y"), ("BT", "x")])
def test_the_closed_neurons_of_a_layer_stand_in_their_order(rankdir, axis):
    random.seed(4)
    model = nn.MLP(3, [11, 5, 2])
    out = table.total(model([1.0, -2.0, 0.5]))
    svg = render_svg(draw_dot(out, rankdir=rankdir, names={"model": model}, fold="neurons"))
    spots = {t.text: float(t.get(axis)) for t in ET.fromstring(svg).iter(f"{SVG}text")}
    across = {t.text: float(t.get("yx"[axis == "y"])) for t in ET.fromstring(svg).iter(f"{SVG}text")}
    for layer, count in enumerate(model.sizes[1:]):
        neurons = [f"L{layer}.n{k}" for k in range(count)]
        assert [spots[n] for n in neurons] == sorted(spots[n] for n in neurons)
        assert len({across[n] for n in neurons}) == 1  # side by side
    ranks = [across[f"L{layer}.n0"] for layer in range(3)]
    assert ranks == sorted(ranks, reverse=rankdir in ("RL", "BT"))


def test_a_row_of_groups_has_a_frame_of_its_own_only_where_it_is_alone_in_it():
    neurons, operands = [("L", "L.n10"), ("L", "L.n2")], [(), (), (0, 1)]
    for last, title in (((), "L"), (("L",), ""), (("L", "L.out"), "")):  # outside, a value, another group
        folding = Folding.of([*neurons, last], "neurons")
        (row,) = rows(folding, operands, framed={("L",)})
        assert (row.keys, row.title) == (["g2", "g1"], title)
    assert rows(Folding.of(neurons, "neurons"), [(), ()], framed=())[0].title == ""


def test_a_fold_can_be_written_out_as_multiplications_and_additions():
    w, x, b = [Value(2.0), Value(3.0)], [Value(5.0), Value(7.0)], Value(1.0)
    z = dot(w, x, b)
    out = z.tanh()
    out.backward()
    shown = [t.strip() for t in texts(render_svg(draw_dot(out, expand=True, names={})))]
    assert (shown.count("*"), shown.count("+"), shown.count("dot")) == (2, 2, 0)
    assert shown.count("data 32.0000") == 1
    assert len(z.parents) == 5  # the graph itself is as it was


def test_numbers_of_a_written_out_fold_are_those_of_the_longhand():
    ws, xs = [Value(2.0), Value(-3.0), Value(0.5)], [Value(5.0), Value(7.0), Value(1.5)]
    folded = dot(ws, xs, Value(1.0)).tanh()
    folded.backward()
    longhand = (
        ((Value(1.0) + ws[0].data * xs[0].data) + ws[1].data * xs[1].data) + ws[2].data * xs[2].data
    ).tanh()
    longhand.backward()
    drawn = Written.out(folded, lambda node: True).order
    assert [v.data for v in drawn if v._op == "+"] == [
        v.data for v in reading_order(longhand) if v._op == "+"
    ]
    assert {v.grad for v in drawn if v._op in "+*" and v.parents} == {longhand.parents[0].grad}


WIDE = [Value(0.5), Value(-2.0), Value(3.0)]
FOLDS = {
    "sum": (table.total(WIDE), "+ +", lambda x: x[0] + x[1] + x[2]),
    "prod": (table.prod(WIDE), "* *", lambda x: x[0] * x[1] * x[2]),
    "norm2": (table.norm2(WIDE), "* * + * + sqrt", lambda x: sum_of([a * a for a in x]).sqrt()),
    "logsumexp": (table.logsumexp(WIDE), "exp exp + exp + log", lambda x: sum_of(exps(x)).log()),
    "softmax": (table.softmax(WIDE)[1], "exp exp + exp + /", lambda x: (e := exps(x))[1] / sum_of(e)),
    "log_softmax": (
        table.log_softmax(WIDE)[2],
        "exp exp + exp + log -",
        lambda x: x[2] - sum_of(exps(x)).log(),
    ),
}


def sum_of(xs):
    """Added from left to right, without a zero in front."""
    return xs[0] + xs[1] + xs[2]


def exps(xs):
    return [x.exp() for x in xs]


@every("name", FOLDS)
def test_every_fold_is_written_out_with_the_numbers_of_the_longhand(name):
    folded, signs, by_hand = FOLDS[name]
    folded.grad = 1.0
    drawn = Written.out(folded, lambda node: True).order
    longhand = by_hand([Value(x.data) for x in WIDE])
    longhand.backward()
    expected = [v for v in reading_order(longhand) if v.parents]
    steps = [v for v in drawn if v.parents]
    assert sorted(v._op for v in steps) == sorted(signs.split()) == sorted(v._op for v in expected)
    key = lambda v: (v._op, v.data)  # noqa: E731
    for one, other in zip(sorted(steps, key=key), sorted(expected, key=key), strict=True):
        assert (one.data, one.grad) == pytest.approx((other.data, other.grad), rel=1e-12)


def test_a_standard_deviation_is_written_out_as_a_root_mean_square():
    drawn = Written.out(table.std(WIDE, 1.0), lambda node: True).order
    assert [v.data for v in drawn if v._op == "/"] == pytest.approx([0.5, 12.5 / 2])
    assert drawn[-1].data == pytest.approx(2.5)


def test_the_results_of_one_softmax_share_their_exponentials():
    drawn = Written.out(table.total(table.softmax(WIDE)), lambda node: True).order
    assert [v._op for v in drawn].count("exp") == 3
    assert [v._op for v in drawn].count("/") == 3


def test_a_fold_is_written_out_where_gradients_are_switched_off():
    with no_grad():
        assert [v._op for v in Written.out(FOLDS["prod"][0], lambda node: True).order] == [
            "",
            "",
            "",
            "*",
            "*",
        ]


def test_a_softmax_that_would_overflow_in_longhand_stays_whole():
    p = table.softmax([Value(1000.0), Value(999.0)])[0]
    assert "softmax" in draw_dot(p, expand=True).source
    with pytest.raises(
        ValueError, match=r"expand= asks for .* \(softmax\), but its longhand would overflow; choose sums"
    ):
        draw_dot(p, expand=[p])


def test_what_cannot_be_written_out_is_refused_by_name():
    a = Value(3.0)
    b = table.max([a, a * 2, a * 3])
    with pytest.raises(
        ValueError, match=r"asks for Value\(data=9.0, grad=0.0\) \(max\), but it is one step already"
    ):
        draw_dot(b, expand=[b])
    with pytest.raises(ValueError, match=r"\(leaf\), but the graph does not have it"):
        draw_dot(b, expand=[Value(1.0)])


def test_a_fold_inside_a_graph_keeps_its_name_when_it_is_written_out():
    w, x = [Value(2.0), Value(3.0)], [Value(5.0), Value(7.0)]
    inner = dot(w, x)
    out = inner.tanh()
    assert "inner | data 31.0000" in draw_dot(out, expand=[inner], names={"inner": inner}).source


def test_colour_says_the_sign_and_size_of_a_gradient():
    a, b = Value(2.0), Value(-3.0)
    c = a * b
    c.backward()
    source = draw_dot(c, color=True).source
    fills = dict(re.findall(r"(n\d) \[.*?fillcolor=\"(#[0-9a-f]{6})\"", source))
    red, green, blue = (int(fills["n0"][i : i + 2], 16) for i in (1, 3, 5))
    assert red > green == blue  # a.grad is -3, the largest
    assert fills["n0"] != fills["n1"] != fills["n2"]
    assert re.findall(r"fillcolor=\"(.+?)\"", draw_dot(c).source) == ["#ffffff"]  # that of all boxes


# ---- in a notebook ----


def neuron(children=14):
    random.seed(2)
    total = Value(0.5, label="start")
    for k in range(children):
        total = total * Value(random.gauss(0, 1), label=f"w{k}")
    return total


class InNotebook:
    """A picture as a notebook shows it."""

    def __init__(self, picture, ground):
        self.html, self.ground = picture._repr_mimebundle_()["text/html"], ground

    def save(self, path):
        path.write_text(f'<!doctype html><body style="background:{self.ground}">{self.html}</body>')


def test_each_picture_is_stored_once():
    picture = draw_dot(neuron())
    assert set(picture._repr_mimebundle_()) == {"text/plain", "text/html"}
    assert picture._repr_mimebundle_(include=["image/svg+xml"])["image/svg+xml"].startswith("<svg")


@pytest.mark.slow
def test_a_wide_graph_keeps_the_size_of_its_letters_and_scrolls(show):
    page = show(InNotebook(draw_dot(neuron()), "#fff"), viewport={"width": 842, "height": 400})
    image = page.locator("img")
    wide = image.evaluate("e => e.naturalWidth")
    assert wide > 2000
    assert image.bounding_box()["width"] == pytest.approx(wide, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 842  # the box scrolls, not the page
    assert page.locator("div").evaluate("e => e.scrollWidth") > 2000
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('div').scrollLeft > 0")


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "ground"), [("dark", "#111"), ("light", "#fff")])
def test_words_and_edges_can_be_read_on_light_and_dark_pages(show, scheme, ground):
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    out = a * b
    out.backward()
    for picture in (draw_dot(out, partials=True), draw_dot(out, color=True)):
        svg = render_svg(picture)
        page = show(InNotebook(picture, ground), color_scheme=scheme)
        page.set_content(f'<body style="background:{ground}">{svg}</body>')
        colours = page.evaluate("""() => [...document.querySelectorAll('.node text')].map(t => {
            const box = t.parentElement.querySelector('polygon, ellipse, path');
            return [getComputedStyle(t).fill, getComputedStyle(box).fill] })""")
        assert colours
        assert all(contrast(*pair) >= 4.5 for pair in colours), colours
    assert 'fill="white" stroke="transparent"' not in svg


def contrast(one, other):
    """The ratio of WCAG 2.2 between two colours as CSS computes them."""

    def luminance(colour):
        parts = [int(x) / 255 for x in re.findall(r"\d+", colour)[:3]]
        linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
        return sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


# ---- what touches what, and what is folded ----


def curves(svg):
    """Points on every edge of a picture, 40 on each piece."""
    found = []
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        for path in group.findall(f"{SVG}path") if group.get("class") == "edge" else ():
            x = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d"))]
            p = list(zip(x[::2], x[1::2], strict=True))
            for k in range(0, len(p) - 1, 3):
                for t in (i / 40 for i in range(41)):
                    w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                    found.append(
                        tuple(sum(a * q[i] for a, q in zip(w, p[k : k + 4], strict=True)) for i in (0, 1))
                    )
    return found


def places(svg, kind):
    """Left, right, top and bottom of each text in the groups of a kind; a letter is 0.6 of its size wide."""
    root, found = ET.fromstring(svg), {}
    for group in root.iter(f"{SVG}g"):
        for text in group.iter(f"{SVG}text") if group.get("class") == kind else ():
            size = float(text.get("font-size") or root.get("font-size"))
            wide, x, y = 0.6 * size * len(text.text.strip()), float(text.get("x")), float(text.get("y"))
            left = (
                x
                - {"start": 0, "middle": wide / 2, "end": wide}[
                    text.get("text-anchor") or root.get("text-anchor")
                ]
            )
            found[text.text.strip() + f" at {x:.0f}"] = (left, left + wide, y - 0.8 * size, y + 0.2 * size)
    return found


def network(*sizes):
    random.seed(4)
    model = nn.MLP(2, [*sizes])
    return model([1.0, -2.0]), model


@pytest.mark.slow
@pytest.mark.parametrize("rankdir", ["LR", "TB"])
def test_no_edge_crosses_the_title_of_a_frame(rankdir):
    for sizes in ((2, 1), (4, 4, 1), (3, 2)):
        out, model = network(*sizes)
        out = out if isinstance(out, Value) else out[0] + out[1]
        for fold in (False, "neurons"):
            svg = render_svg(draw_dot(out, rankdir=rankdir, names={"model": model}, fold=fold))
            cells = places(svg, "node").items()  # a row of closed neurons has its title beside them
            titles = places(svg, "cluster") | {t: p for t, p in cells if re.match(r"L\d+ at ", t)}
            assert len(titles) >= len(sizes)
            for title, (left, right, top, bottom) in titles.items():
                crossing = [(x, y) for x, y in curves(svg) if left < x < right and top < y < bottom]
                assert not crossing, (sizes, fold, title)


@pytest.mark.parametrize("rankdir", ["LR", "TB"])
def test_partials_on_edges_never_touch_each_other(rankdir):
    x = Value(1.5)
    y = x * x
    many = table.prod([Value(float(k) + 0.123, label=f"x{k}") for k in range(2, 8)])
    for out in (y + y * (3 * y + 1), many, x * 7.75 + x):
        found = list(places(render_svg(draw_dot(out, rankdir=rankdir, partials=True)), "edge").items())
        assert len(found) > 1
        for k, (one, a) in enumerate(found):
            for other, b in found[:k]:
                apart = a[1] + 4 <= b[0] or b[1] + 4 <= a[0] or a[3] <= b[2] or b[3] <= a[2]
                assert apart, (one, other)


def test_a_large_network_is_folded_into_its_neurons_and_says_so():
    random.seed(1)
    model = nn.MLP(3, [4, 4, 1], activation="tanh")
    rows = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    loss = sum((model(x) - y) ** 2 for x, y in zip(rows, [1.0, -1.0, -1.0, 1.0], strict=True))
    loss.backward()
    shown = texts(render_svg(draw_dot(loss)))
    assert "138 values in 11 boxes; draw_dot(..., fold=False) draws each value" in shown
    weights = [*model.layers[1].neurons[2].w, model.layers[1].neurons[2].b]
    at = shown.index("L1.n2")
    assert shown[at : at + 2] == ["L1.n2", "8 ops, 5 leaves"]
    inside = [v for v, groups in grouped_by(loss, model).items() if groups[-1] == "L1.n2"]
    assert set(weights) <= set(inside)
    assert len(inside) == 13
    mean = math.sqrt(sum(v.grad**2 for v in inside) / 13)
    assert shown[at + 2] == f"grad ~{mean:.4f}"
    every = texts(render_svg(draw_dot(loss, fold=False)))
    assert sum(t.startswith("data ") for t in every) == 138
    assert "boxes" not in " ".join(every)


def grouped_by(root, model):
    order = reading_order(root)
    return grouped(order, naming_places({"model": model}, set(order)))


def test_layers_and_neurons_can_be_folded_in_any_graph():
    out, model = network(4, 4, 1)
    names = {"model": model}
    sources = {fold: draw_dot(out, names=names, fold=fold).source for fold in ("layers", "neurons", False)}
    assert [sources["layers"].count(f'label="{name}\\l') for name in ("L0", "L1", "inputs")] == [1, 1, 1]
    assert [sources["neurons"].count(f">L{k // 4}.n{k % 4}<br") for k in range(9)] == [1] * 9
    boxes = sources[False].count("shape=record") + sources[False].count('<td port="n')
    assert boxes == len(trace(out)[0])
    pairs = re.findall(r"(g\d+) -> (g\d+)\n", sources["layers"])
    assert len(pairs) == len(set(pairs)) == 3
    with pytest.raises(
        ValueError, match=r"^fold='all' is no level; choose True, False, None or one of 'layers',"
    ):
        draw_dot(out, fold="all")


def test_inputs_are_called_by_their_place_and_row_in_every_picture():
    random.seed(4)
    model = nn.MLP(2, [2, 1], activation="tanh")
    b = Value(0.5, label="mine")
    loss = model([1.0, -2.0]) + model([3.0, b])
    shown = [t.strip() for t in texts(render_svg(draw_dot(loss)))]
    assert [shown.count(name) for name in ("x0", "x1", "x0[2]", "mine", "x1[2]")] == [1, 1, 1, 1, 0]
    assert '"x0[2]"' in draw(loss).html
    said = "\n".join(map(str, backprop_steps(loss)))
    assert "x0[2].grad +=" in said


def test_a_stored_picture_keeps_neither_its_source_nor_what_an_image_hides():
    out, model = network(4, 4, 1)
    picture = draw_dot(out, names={"model": model})
    bundle = picture._repr_mimebundle_()
    told = f"graph of L2.n0.z = {short(out.data)}: 17 operations on 39 leaves"
    assert bundle["text/plain"] == f"<{told}; .source is its DOT>"
    assert sum(map(len, bundle.values())) < 0.75 * (len(render_svg(picture)) * 4 / 3 + len(picture.source))
    assert "xlink:title" in render_svg(picture)
