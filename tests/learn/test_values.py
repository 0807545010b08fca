"""What learners' code gives: what counts as equal, how it is shown, and graphs as text."""

import math

import pytest
from cases import every

from micrograd_like import Dual, Value
from micrograd_like.learn import sketch
from micrograd_like.learn.checking import check_text
from micrograd_like.learn.lessons import find
from micrograd_like.learn.values import plain, same, show


def test_an_integer_beyond_all_floats_is_wrong_and_shown_by_its_length():
    huge = 1 << 100_000
    assert not same(huge, 1.0)
    assert same(huge, huge)
    assert show(huge) == "an integer of about 30,103 digits"
    text = "def slope(f, x, h):\n    return [10**5000] if h == 1 else 10**400\n"
    assert "an integer of about 400 digits" in str(check_text(find("nudge"), text))


@every(
    ("got", "right", "equal"),
    [
        (1.0, 1, True),
        (True, 1, False),
        (True, 1.0, True),
        (True, 0.0, False),
        (1, True, False),
        (math.nan, math.nan, True),
        (math.nan, 1.0, False),
        ((1, 2), [1, 2], True),
        ([1, 2], [1, 2, 3], False),
        ("a", "a", True),
        (1.0 + 1e-12, 1.0, True),
        (1.0 + 1e-6, 1.0, False),
        ({"a": 1.0}, {"a": 1}, True),
        (math.inf, math.inf, True),
        (math.inf, 1e308, False),
        (None, 0.0, False),
        ("1", 1, False),
        (0.0, 1e-30, True),
    ],
)
def test_what_counts_as_equal(got, right, equal):
    assert same(got, right) is equal


def test_arrays_count_as_lists():
    numpy = pytest.importorskip("numpy")
    assert plain((numpy.array([[1.0, 2.0]]), numpy.float32(0.5), numpy.True_)) == ([[1.0, 2.0]], 0.5, True)
    e = find("0.3")
    text = "import numpy\n" + e.solution.replace(
        "return [df_da, df_db, df_dc]", "return numpy.array([df_da, df_db, df_dc])"
    )
    assert check_text(e, text).passed


def test_values_count_as_their_numbers():
    assert plain((Value(2.0), [Value(1.0)])) == (2.0, [1.0])
    assert plain((Dual(3.0, 1.0), Dual(Value(4.0), Value(1.0)))) == (3.0, 4.0)
    assert show(Value(2.0, label="a")) == "a"
    assert show([1.0, 0.1 + 0.2, 1e-20, math.inf]) == "[1.0, 0.3, 1e-20, inf]"


# ---- sketches


def test_a_sketch_of_a_big_graph_stops_and_says_so():
    x = Value(1.0)
    for _ in range(10_000):
        x = x + 1
    assert sketch(x).splitlines()[-1] == "..."
    assert len(sketch(x).splitlines()) == 41
