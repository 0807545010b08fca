"""Calls that are nearly right say what was given and what to do, and never show an error of a library."""

import pytest

from micrograd_like import Value, explain, film, nn
from micrograd_like.pictures import bar_plot, decision_boundary, draw, draw_dot, line_plot
from micrograd_like.steps import backprop_steps

X = Value(2.0, label="x")
Y = (X * 3.0).tanh()
MODEL = nn.MLP(2, [2, 1])
NAMES = "names= takes names and what they stand for, but got"
CALLS = [
    (lambda: draw_dot(Y, {"x": X}), TypeError, "takes the format of an image after the Value", "names={...}"),
    (lambda: draw_dot(Y, [X]), TypeError, "takes the format of an image after the Value", "format='svg'"),
    (lambda: draw_dot(Y, "LR"), ValueError, "format='LR' is a direction", "rankdir='LR'"),
    (lambda: draw_dot(Y, "tb"), ValueError, "format='tb' is a direction", "rankdir='TB'"),
    (lambda: draw_dot(Y, "pgn"), ValueError, "but got 'pgn'", "format='svg' or 'png'"),
    (lambda: draw_dot(Y, expand="dot"), TypeError, "but got 'dot'", "expand=True for all"),
    (lambda: draw_dot(Y, expand=[1]), TypeError, "but got 1", "expand=True for all"),
    (lambda: draw_dot(Y, expand=3), TypeError, "but got 3", "expand=True for all"),
    (lambda: draw_dot(Y, color="red"), TypeError, "color= is True or False, but got 'red'", ""),
    (lambda: draw_dot(Y, partials="yes"), TypeError, "partials= is True or False, but got 'yes'", ""),
    (lambda: draw(Y, X), TypeError, NAMES + " Value", "give locals()"),
    (lambda: explain(Y, X), TypeError, NAMES + " Value", "give locals()"),
    (lambda: explain(Y, names="x"), TypeError, NAMES + " str 'x'", "give locals()"),
    (lambda: list(backprop_steps(Y, names=["x"])), TypeError, NAMES + " list ['x']", "give locals()"),
    (lambda: film(Y, 2.0), TypeError, NAMES + " float 2.0", "give locals()"),
    (lambda: film(Y, seconds=0), ValueError, "seconds= is how long a step stays, but got 0", "seconds=1.6"),
    (lambda: film(Y, seconds="slow"), ValueError, "but got 'slow'", "seconds=1.6"),
    (lambda: line_plot([0.9, 0.5]), TypeError, "by name, but got list [0.9, 0.5]", '{"loss": [0.9, 0.5]}'),
    (lambda: line_plot({"loss": 3.0}), TypeError, "the line 'loss' is a list", "give [y0, y1, ...]"),
    (lambda: line_plot({"loss": [1.0, "a"]}), TypeError, "but got str 'a'", "give floats or Values"),
    (lambda: bar_plot([1, 2]), TypeError, "by name, but got list [1, 2]", '{"forward": 337, "reverse": 1}'),
    (lambda: bar_plot({"a": None}), TypeError, "but got NoneType None", "give floats or Values"),
    (lambda: decision_boundary(MODEL, [[1, 2, 3]], [1]), ValueError, "the row [1, 2, 3]", "choose two columns"),
    (lambda: decision_boundary(MODEL, 3, [1]), TypeError, "rows of two numbers, but got int 3", "[[x1, x2], ...]"),
    (lambda: decision_boundary([[1, 2]], [1], MODEL), TypeError, "but got list [[1, 2]]", "(model, X, y)"),
]  # fmt: skip


def test_a_wrong_call_says_what_was_given_and_what_to_do():
    for call, kind, given, cure in CALLS:
        with pytest.raises(kind) as caught:
            call()
        assert given in str(caught.value), str(caught.value)
        assert cure in str(caught.value), str(caught.value)
