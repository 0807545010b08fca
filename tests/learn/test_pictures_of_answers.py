"""Wrong answers as pictures: graphs drawn with what is wrong in them, tables of numbers in colours."""

import base64
import pickle
import re
import xml.etree.ElementTree as ET

import pytest
from classroom import mutated

from micrograd_like import Value
from micrograd_like.learn import zoo
from micrograd_like.learn.checking import check_text
from micrograd_like.learn.drawn_answers import Drawn, html_of
from micrograd_like.learn.grids import as_html, as_text, is_grid
from micrograd_like.learn.lessons import find
from micrograd_like.learn.sketching import sketch

SVG = "{http://www.w3.org/2000/svg}"


def svg_in(html):
    """The drawing inside an HTML image."""
    (coded,) = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", html)
    return ET.fromstring(base64.b64decode(coded))


def words_in(drawing):
    return [" ".join(text.itertext()).strip() for text in drawing.iter(f"{SVG}text")]


def test_a_wrong_grad_is_marked_in_its_box_and_a_right_one_is_not():
    f, a, b = zoo.product_and_sum()
    drawing = svg_in(zoo.brought(f, {a: -6.0, b: -8.0}).html())
    words = words_in(drawing)
    assert "grad -6.0, should be -3.0" in words
    assert not any("should be -8.0" in said for said in words)
    frames = [r for r in drawing.iter(f"{SVG}rect") if r.get("class") == "wrong"]
    assert len(frames) == 1
    assert sorted(said for said in words if said.startswith("brings")) == ["brings -6", "brings 3"], (
        "a's edges"
    )


def test_a_box_is_as_wide_as_what_is_said_in_it():
    x = Value(1.5, label="x")
    drawing = svg_in(sketch(x * x, words={x: "a word about this node that is rather long"}).html())
    widths = [float(r.get("width")) for r in drawing.iter(f"{SVG}rect") if r.get("class") == "box"]
    assert max(widths) > 42 * 7


def test_two_edges_between_the_same_nodes_have_words_of_their_own():
    s, _ = zoo.square()
    drawing = svg_in(sketch(s, {(s, 0): "the first", (s, 1): "the second"}).html())
    places = [(t.get("x"), t.get("y")) for t in drawing.iter(f"{SVG}text") if t.get("class") == "mark"]
    assert len(set(places)) == 2


def test_a_failing_check_shows_the_drawing_and_the_same_as_text():
    e = find("forks")
    result = check_text(e, mutated(e, "overwrites"))
    html = result._repr_html_()
    assert "grad -6.0, should be -3.0" in words_in(svg_in(html))
    assert "<summary>as text</summary><pre>f = -6.0  *" in html
    again = pickle.loads(pickle.dumps(result))
    assert again._repr_html_() == html, "a check in a fork of the kernel sends its drawing along"
    assert str(again) == str(result)


def test_what_cannot_be_drawn_is_shown_as_text():
    assert html_of(Drawn("o <b>", lambda: 1 / 0)) == "<pre>o &lt;b&gt;</pre>"  # type: ignore[arg-type]
    assert html_of("plain") == "<pre>plain</pre>"
    assert html_of("") == ""
    top, _ = zoo.diamonds(20)
    assert "<img" not in html_of(sketch(top))


def test_words_above_a_sketch_keep_its_drawing():
    picture = "The graph to build:\n" + sketch(Value(2.0) * 3.0)
    assert picture.startswith("The graph to build:\n6.0  *")
    assert "<img" in html_of(picture)


# ---- tables


def test_every_wrong_entry_of_a_table_is_marked():
    mine, right = [[1.0, -2.0], [float("nan"), 4.0]], [[1.0, 2.0], [3.0, 4.0]]
    assert as_text(mine, right).splitlines()[1:] == [
        "    1.0   -2.0*    1.0  2.0",
        "    nan*  4.0      3.0  4.0",
        "    * not right",
    ]
    table = ET.fromstring(re.sub("&[#a-z0-9]+;", "?", f"<div>{as_html('J', mine, right)}</div>"))
    marked = [cell.get("aria-label") for cell in table.iter("td") if cell.get("aria-label")]
    assert marked == ["-2.0, not right", "nan, not right"]
    assert [c.text for c in table.iter("caption")] == ["yours", "right"]
    assert "2 of 4 entries are not right" in "".join(table.itertext())


@pytest.mark.parametrize(
    "value", [[], [[]], [1.0, 2.0], [[1.0], [2.0]], [[1.0, 2.0], [3.0]], [[1.0, "x"]], [[0.0] * 9], 3.0]
)
def test_what_is_no_table_is_shown_as_before(value):
    assert not is_grid(value)


def test_a_jacobian_turned_over_is_shown_entry_by_entry():
    e = find("by_shape")
    result = check_text(e, mutated(e, "turned-over"))
    assert "jacobian(swap, [3.0, -2.0]), entry by entry:" in str(result)
    assert "<caption" in result._repr_html_()
