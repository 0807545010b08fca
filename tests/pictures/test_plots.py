import copy
import math
import pickle
import re
import sys
import xml.etree.ElementTree as ET

import pytest
from cases import every

from micrograd_like import Value
from micrograd_like.pictures import bar_plot, decision_boundary, line_plot
from micrograd_like.pictures.plots.axes import Scale, tick_text, ticks

ELEMENTS = "svg title desc style rect text path g polyline circle"
SVG = "{http://www.w3.org/2000/svg}"
POINTS = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]


def texts(plot):
    return [t.text for t in ET.fromstring(plot).iter(SVG + "text")]


def test_a_line_plot_has_title_axes_ticks_and_a_legend_for_several_lines():
    shown = texts(
        line_plot(
            {"train": [1.0, 0.5], "test": ([0, 1], [2.0, 0.0])}, title="T", xlabel="step", ylabel="loss"
        )
    )
    assert {"T", "step", "loss", "train", "test", "0", "2.0"} <= set(shown)
    assert "only" not in texts(line_plot({"only": [1.0, 2.0]}))


def test_the_names_in_a_legend_leave_room_for_the_next_mark():
    """In DejaVu Sans, the widest font asked for, an em is 2048: m 1995, o 1253, e 1260, n, u 1298, t 803."""
    momentum = (3 * 1995 + 1253 + 1260 + 2 * 1298 + 803) / 2048 * 12
    root = ET.fromstring(line_plot({"momentum": [1.0, 2.0], "Adam": [2.0, 1.0]}))
    (begin,) = [float(t.get("x")) for t in root.iter(SVG + "text") if t.text == "momentum"]
    marks = [
        g.get("transform", "").removeprefix("translate(").split()[0]
        for g in root.iter(SVG + "g")
        if g.get("transform")
    ]
    assert len(marks) == 2
    assert begin + momentum < float(marks[1]) - 10  # a mark is a line from 10 left of its middle to 10 right


def test_points_land_where_the_ticks_say():
    plot = line_plot({"y": ([0.0, 10.0], [0.0, 100.0])}, width=600, height=300)
    root = ET.fromstring(plot)
    (first, last) = [
        tuple(map(float, p.split(","))) for p in root.find(f".//{SVG}polyline").get("points").split()
    ]
    at = {t.text: (float(t.get("x")), float(t.get("y"))) for t in root.iter(SVG + "text")}
    assert at["0"][0] == first[0] == pytest.approx(at["2"][0] - (at["4"][0] - at["2"][0]), abs=0.2)
    assert at["100"][1] - 4 == pytest.approx(last[1], abs=0.1)


def test_nan_and_infinity_leave_a_gap():
    plot = line_plot({"y": [1.0, 2.0, math.nan, 3.0, 4.0, math.inf, 5.0]})
    assert plot.count("<polyline") == 2
    assert plot.count("<circle") == 1  # the single point behind the infinity
    assert "nan" not in plot.split("<desc>")[1].split("</desc>")[1]


def test_numbers_below_zero_leave_a_gap_on_a_logarithmic_axis():
    assert line_plot({"y": [1.0, 10.0, 0.0, 100.0, 1000.0]}, logy=True).count("<polyline") == 2
    with pytest.raises(
        ValueError, match=r"logy=True needs numbers above 0, but the largest y is -1.0; leave it out"
    ):
        line_plot({"y": [-1.0, -2.0]}, logy=True)


@every("numbers", [[1e308, -1e308], [5e-324, 0.0], [7.0], [0.0, 0.0], [math.nan], [1e-9, 1e9]])
def test_any_range_of_numbers_gives_a_picture(numbers):
    for plot in (line_plot({"y": numbers}), bar_plot({str(i): v for i, v in enumerate(numbers)})):
        ET.fromstring(plot)
        places = plot.split("</style>")[1]
        assert "inf" not in places.replace("inf</", "")
        assert '"nan' not in places


def test_lines_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="the line 'a' has 2 x and 3 y; give as many of both"):
        line_plot({"a": ([1, 2], [1, 2, 3])})


def test_ticks_are_round_and_inside():
    for low, high in [(0, 1), (-3.7, 12.1), (1e-12, 3e-12), (1e6, 1e6 + 2), (-1e300, 1e300)]:
        found = ticks(low, high)
        assert 3 <= len(found) <= 8
        assert all(low - (high - low) * 1e-6 <= t <= high + (high - low) * 1e-6 for t in found)
    assert tick_text(1.5e-9, 5e-10) == "1.5·10⁻⁹"
    assert tick_text(-1e8) == "-10⁸"


def test_a_scale_maps_both_ends():
    scale = Scale([1.0, 1000.0], 10.0, 40.0, log=True, margin=0.0)
    assert [scale(1.0), scale(1000.0)] == [10.0, 40.0]
    assert scale(10.0) == pytest.approx(20.0)
    plain = Scale([-5.0, 3.0], 10.0, 50.0, margin=0.0)
    assert [plain(-5.0), plain(-1.0), plain(3.0)] == [10.0, 30.0, 50.0]


def test_a_boundary_colours_the_plane_and_draws_the_line_between_two_classes():
    plot = decision_boundary(lambda p: p[0] + p[1] - 1, POINTS, [-1, -1, -1, 1], title="And")
    assert plot.count('class="example"') == 4
    assert {"And", "x1", "x2", "class -1", "class 1"} <= set(texts(plot))
    line = plot.split('stroke-width="1.5" d="M')[1].split('"')[0]
    assert 50 < line.count("L") < 200


def test_values_are_drawn_as_the_numbers_they_hold():
    line = line_plot({"loss": [Value(0.5), Value(0.25)]})
    assert line == line_plot({"loss": [0.5, 0.25]})
    assert bar_plot({"w": Value(2.0)}) == bar_plot({"w": 2.0})
    numbers = [lambda p: p[0] - p[1], lambda p: [p[0], p[1]]]
    values = [lambda p: Value(p[0]) - p[1], lambda p: [Value(p[0]), p[1]]]
    points = [[Value(a), Value(b)] for a, b in POINTS]
    for number, value in zip(numbers, values, strict=True):
        expected = decision_boundary(number, POINTS, [-1, -1, -1, 1], steps=8)
        assert decision_boundary(value, points, [Value(-1.0), -1, -1, Value(1.0)], steps=8) == expected


def test_a_boundary_takes_labels_and_lists_of_scores_too():
    calls = []
    by_label = decision_boundary(
        lambda p: calls.append(p) or (1 if p[0] > 0.5 else 0), POINTS, [0, 1, 0, 1], steps=10
    )
    assert len(calls) == 100 + 4 * 10  # on each of the ten rows one step crosses the border
    by_score = decision_boundary(lambda p: [0.5, p[0]], POINTS, [0, 1, 0, 1], steps=10)
    for plot in (by_label, by_score):
        classes = ET.fromstring(plot).findall(f".//{SVG}g[@class='ground']/{SVG}path")
        assert [path.get("d").count("M") for path in classes] == [1, 1]  # an outline for each class
    with pytest.raises(ValueError, match="got 4 points and 1 labels; give one label for each point"):
        decision_boundary(lambda p: 0.0, POINTS, [1])


def outlines(plot):
    """The outlines of the regions, in pixels, a list for each path of the ground."""
    paths = ET.fromstring(plot).findall(f".//{SVG}g[@class='ground']/{SVG}path")
    loops = [re.findall(r"M([^z]*)z", path.get("d")) for path in paths]
    return [[[tuple(map(float, at.split())) for at in loop.split("L")] for loop in own] for own in loops]


@pytest.mark.parametrize("labels", [False, True])
def test_the_border_of_a_circle_is_a_circle_and_no_staircase(labels):
    corners = [[-1.0, -1.0], [1.0, 1.0], [0.0, 0.0]]

    def predict(p):
        score = 0.49 - p[0] ** 2 - p[1] ** 2
        return float(score > 0) if labels else score

    plot = decision_boundary(predict, corners, [0, 0, 1], threshold=0.0)
    loops = [loop for own in outlines(plot)[: None if labels else 1] for loop in own]
    inner = min(loops, key=lambda loop: max(x for x, _ in loop) - min(x for x, _ in loop))
    xs, ys = [x for x, _ in inner], [y for _, y in inner]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    wide, high = (max(xs) - min(xs)) / 2, (max(ys) - min(ys)) / 2
    assert len(inner) > 60
    for x, y in inner:
        assert math.hypot((x - middle[0]) / wide, (y - middle[1]) / high) == pytest.approx(1.0, abs=0.015)


def test_a_region_with_a_hole_keeps_it():
    def predict(p):
        return 1.0 if 0.3 < math.hypot(*p) < 0.8 else 0.0

    outside, ring = outlines(decision_boundary(predict, [[-1.0, -1.0], [1.0, 1.0]], [0, 1]))
    assert (len(outside), len(ring)) == (3, 2)  # the frame, the hole, and what is inside of it


def test_a_score_that_is_nan_somewhere_colours_the_rest():
    plot = decision_boundary(lambda p: math.nan if p[0] < 0 else p[1], [[-1, -1], [1, 1]], [0, 1])
    assert "nan" not in plot
    assert len(outlines(plot)[0]) == 1


def test_axes_that_count_have_no_fractions_and_logarithmic_ones_at_least_three_numbers():
    assert ticks(0.0, 3.0, whole=True) == [0.0, 1.0, 2.0, 3.0]
    assert ticks(0.05, 3.0, log=True) == [0.05, 0.1, 0.2, 0.5, 1.0, 2.0]
    for low, high in (
        (0.3, 0.4),
        (1.0, 1.5),
        (2.0, 9.0),
        (7.0, 11.0),
        (1e-9, 1e-8),
        (0.02, 6e5),
        (1e-300, 1e300),
    ):
        found = ticks(low, high, log=True)
        assert 3 <= len(found) <= 10, (low, high, found)
        assert all(low * 0.999 <= x <= high * 1.001 for x in found)


def test_bars_are_as_long_as_their_numbers():
    bars = ET.fromstring(bar_plot({"a": 1, "b": 2, "c": -1})).findall(f".//{SVG}rect[@class='bar']")
    a, b, c = (float(r.get("width")) for r in bars)
    assert b == pytest.approx(2 * a, abs=0.2)
    assert c == pytest.approx(a, abs=0.2)
    assert float(bars[2].get("x")) < float(bars[0].get("x"))


def test_long_names_that_begin_alike_keep_a_bar_each():
    assert (
        bar_plot(
            {
                "a name of more than thirty-four letters, one": 1,
                "a name of more than thirty-four letters, two": 2,
            }
        ).count('"bar"')
        == 2
    )


def test_markup_in_names_is_shown_as_text():
    for plot in (
        line_plot({"<b>&": [1], "]]>": [2]}, title="<script>", xlabel="a<b"),
        bar_plot({"<i>": 1.0}, title='"', ylabel="&"),
    ):
        assert {e.tag.replace(SVG, "") for e in ET.fromstring(plot).iter()} <= set(ELEMENTS.split())


def test_a_plot_is_told_in_words_and_shown_as_an_image_and_saved(tmp_path):
    plot = line_plot({"loss": [0.9, 0.1]}, title="Loss & co", xlabel="step", ylabel="loss")
    assert 'role="img"' in plot
    assert "loss against step: loss goes from 0.9 to 0.1 over 2 points" in plot
    assert plot._repr_html_().startswith(
        '<img alt="Loss &amp; co" style="max-width:100%" src="data:image/svg+xml;base64,'
    )
    plot.save(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == plot


def test_plots_load_nothing_but_the_standard_library():
    import subprocess
    import sys

    code = "import sys, micrograd_like.pictures.plots; print({'numpy', 'matplotlib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_plot_can_be_copied_and_pickled():
    plot = bar_plot({"a": 1.0})
    assert pickle.loads(pickle.dumps(copy.deepcopy(plot))) == plot


# ---- the same on matplotlib's axes ----


def test_without_matplotlib_one_sentence_says_what_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(
        ImportError,
        match=r"to_matplotlib\(\) needs matplotlib, which is not installed; pip install 'micrograd-l",
    ):
        bar_plot({"a": 1.0}).to_matplotlib()


@pytest.fixture
def matplotlib():
    return pytest.importorskip("matplotlib", reason="matplotlib comes with the extra notebooks")


def test_a_line_plot_becomes_a_figure_with_the_same_lines_and_names(matplotlib):
    plot = line_plot(
        {"train": [1.0, 0.1], "test": [2.0, 0.0]}, title="T", xlabel="step", ylabel="loss", logy=True
    )
    (axes,) = plot.to_matplotlib().axes
    assert (axes.get_title(), axes.get_xlabel(), axes.get_ylabel(), axes.get_yscale()) == (
        "T",
        "step",
        "loss",
        "log",
    )
    assert [line.get_label() for line in axes.lines] == ["train", "test"]
    assert list(axes.lines[0].get_ydata()) == [1.0, 0.1]
    assert math.isnan(axes.lines[1].get_ydata()[1])


def test_bars_become_a_figure(matplotlib):
    (axes,) = bar_plot({"forward": 337, "reverse": 1}, ylabel="sweeps", log=True).to_matplotlib().axes
    assert [bar.get_width() for bar in axes.patches] == [337.0, 1.0]
    assert (axes.get_xlabel(), axes.get_xscale()) == ("sweeps", "log")


@every("predict", [lambda p: p[0] - 0.5, lambda p: [p[0], 1 - p[0]], lambda p: float(p[0] > 0.5)])
def test_a_boundary_becomes_a_figure(matplotlib, predict):
    figure = decision_boundary(predict, POINTS, [0, 1, 0, 1], title="B", steps=12).to_matplotlib()
    assert [t.get_text() for t in figure.axes[0].get_legend().get_texts()] == ["class 0", "class 1"]


def test_a_figure_can_be_saved(matplotlib, tmp_path):
    figure = decision_boundary(lambda p: p[0] - 0.5, POINTS, [0, 1, 0, 1], steps=12).to_matplotlib()
    figure.savefig(tmp_path / "b.png", dpi=20)
    assert (tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")


def test_a_plot_can_be_put_on_axes_of_ones_own(matplotlib):
    figure = pytest.importorskip("matplotlib.figure").Figure()
    left, right = figure.subplots(1, 2)
    assert line_plot({"y": [1.0, 2.0]}, title="left").to_matplotlib(left) is figure
    assert (left.get_title(), len(right.lines)) == ("left", 0)


@every("numbers", [[1.0, 1e305], [1e-300, 1e300], [5e-324, 1.7e308]])
def test_a_logarithmic_scale_holds_all_doubles(numbers):
    plot = line_plot({"a": (range(2), numbers)}, logy=True)
    assert len([t for t in texts(plot) if "10" in (t or "")]) >= 2
