"""What draw, draw_dot and film take, and what they make of graphs that somebody has decorated."""

import re

import pytest
from cases import every

from micrograd_like import Value, draw, draw_dot, nn
from micrograd_like.pictures import film, render_svg
from micrograd_like.pictures.graphs.survey import Survey

every_drawer = every("drawer", [draw, draw_dot, film])


class Tag:
    def __str__(self):
        return "seventeen"


def shown(drawer, root, names=None):
    """The picture as text."""
    picture = drawer(root, names=names)
    if drawer is film:
        return str(picture)
    return picture._repr_html_() if drawer is draw else render_svg(picture)


@every_drawer
@every(
    ("given", "said"),
    [
        (3.0, "float 3.0; give the result of an expression of Values"),
        ("x", "str 'x'; give the result of an expression of Values"),
        ([Value(1.0)] * 300, "a list of 300 things; give one of them, or their sum, {}(total(values))"),
        ((Value(1.0), 2.0), "a tuple of 2 things; give one of them, or their sum, {}(total(values))"),
        (
            nn.MLP(2, [1]),
            "the module MLP of [Layer of [LinearNeuron(2)]]; give what it computes, {}(model(x))",
        ),
        (None, "None; backward() and print() give nothing back: write y.backward() first, then draw y"),
        (
            [1.0] * 300,
            "list [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0…; give the result of an expression of Values",
        ),
    ],
)
def test_what_has_no_graph_is_refused_with_what_to_give(drawer, given, said):
    message = f"{drawer.__name__}() takes a Value, but got {said.format(drawer.__name__)}"
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        drawer(given)


@every_drawer
def test_names_are_a_mapping(drawer):
    told = "names= takes names and what they stand for, but got list ['x']; give locals(), or {\"x\": x}"
    with pytest.raises(TypeError, match=re.escape(told)):
        drawer(Value(1.0), names=["x"])


@every_drawer
@every("label", [51, 2.75, Tag()])
def test_a_label_need_not_be_a_text(drawer, label):
    a = Value(2.0)
    a.label = label
    y = (a * 3.0 + 1.0).tanh()
    y.label = label
    assert str(label) in shown(drawer, y, {})


class Decorated(Value):
    """A Value with room for attributes of one's own, in any Python."""


@every_drawer
def test_attributes_of_ones_own_on_nodes_change_nothing(drawer):
    x = Decorated(2.0, label="x")
    y = x * x
    assert type(y) is Decorated
    before = shown(drawer, y, {})
    x.color, x.m, y.extra, y.names = "red", 0.0, [Value(7.0)], {"a": y}
    assert shown(drawer, y, {}) == before


def test_an_operation_made_by_hand_is_drawn_before_its_derivative_is_known():
    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    out = Value(5.0, (a, b), "+") * 2.0
    assert ">+<" in shown(draw_dot, out, {})
    assert "no derivative is known" in shown(draw, out, {})
    with pytest.raises(TypeError, match="no derivative is known"):
        film(out)


@every_drawer
def test_an_operation_made_by_hand_with_its_partials_is_drawn(drawer):
    a, b = Value(2.0, label="a"), Value(3.0, label="b")
    out = Value(6.0, (a, b), (b.data, a.data))
    out.backward()
    assert "6" in shown(drawer, out, {})


def test_a_survey_finds_names_and_groups_once():
    model = nn.MLP(2, [2, 1])
    y = model([1.0, -2.0])
    survey = Survey.of(y, {"model": model, "y": y})
    assert survey.names[-1] == "y"
    assert {place.name for place in survey.found.values()} >= {"L0.n1.w0", "L1.n0.b", "y"}
    assert survey.groups[y] == ("L1", "L1.n0")
    assert survey.modules() == {("L0",), ("L0", "L0.n0"), ("L0", "L0.n1"), ("L1",), ("L1", "L1.n0")}
    assert survey.neurons() == {"L0.n0", "L0.n1", "L1.n0"}
