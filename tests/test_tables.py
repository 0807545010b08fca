"""Tables as text and as HTML."""

import re
import xml.etree.ElementTree as ET

from cases import every

from micrograd_like import Value, backprop_steps, nn, paths, race
from micrograd_like.tables import bars, in_columns, table
from micrograd_like.training import Problem
from micrograd_like.training.history import Epoch, History


def cells(html):
    """Rows of cells; the HTML is well formed."""
    whole = ET.fromstring(f"<div>{re.sub('<img[^>]*>', '', html)}</div>")
    return [["".join(cell.itertext()) for cell in row] for row in whole.iter("tr")]


def six():
    x = Value(1.5, label="x")
    y = x * x
    y.label = "y"
    o = y + y * (3 * y + 1)
    o.label = "o"
    return x, o


def test_markup_in_a_cell_is_text():
    nasty = "<script>&\"'"
    assert cells(table(["a"], [[nasty]], above=nasty, below=[nasty])) == [["a"], [nasty]]


def test_text_stands_on_the_left_and_numbers_on_the_right():
    assert in_columns(["name", "n"], [["a", "10"], ["long", "3"]], words={0}) == [
        "name   n",
        "a     10",
        "long   3",
    ]


@every(("number", "most", "drawn"), [(8, 8, "█" * 24), (1, 8, "█" * 3), (1, 10**6, "▏"), (0, 8, "")])
def test_bars_are_as_long_as_their_numbers(number, most, drawn):
    assert bars([most, number])[1] == drawn


def test_the_steps_of_backward_show_themselves_with_the_running_total():
    _, o = six()
    steps = backprop_steps(o)
    rows = cells(steps._repr_html_())
    assert rows[0] == ["from", "upstream", "local", "brings", "to", "its grad is now"]
    assert rows[-2:] == [
        ["y", "15.5", "1.5", "23.25", "x", "23.25"],
        ["y", "15.5", "1.5", "23.25", "x", "46.5"],
    ]
    assert repr(steps).splitlines()[-1].split() == ["y", "15.5", "1.5", "23.25", "x", "46.5"]
    assert "generator" not in repr(steps)


def test_to_show_the_steps_takes_none_of_them_and_writes_no_grad():
    x, o = six()
    steps = backprop_steps(o, write=True)
    assert (repr(steps)[:6], x.grad, o.grad) == ("o.grad", 0.0, 0.0)
    list(steps)
    assert (x.grad, o.grad) == (46.5, 1.0)


def test_the_steps_of_a_long_chain_are_shown_in_part():
    v = Value(1.0, label="v")
    for _ in range(500):
        v = v * 1.5
    shown = repr(backprop_steps(v)).splitlines()
    assert len(shown) == 63
    assert shown[-1] == "..."


def test_a_node_that_sends_nothing_has_its_row():
    x = Value(-2.0, label="x")
    assert cells(backprop_steps(x.relu(), names={})._repr_html_())[1][4] == "nothing is sent"


def test_paths_show_themselves_as_a_sum():
    x, o = six()
    rows = cells(paths(o, x)._repr_html_())
    assert [row[2:] for row in rows[1:]] == [
        ["1.5", "1.5"], ["1.5", "3"], ["11.625", "14.625"], ["11.625", "26.25"], ["10.125", "36.375"], ["10.125", "46.5"]
    ]  # fmt: skip
    assert repr(paths(o, x)).splitlines()[0] == "6 paths from x to o; they add up to do/dx = 46.5"


def test_of_more_paths_than_anybody_reads_the_first_are_shown():
    x = v = Value(1.0, label="x")
    for _ in range(70):
        v = v + v
    shown = repr(paths(v, x)).splitlines()
    assert shown[0] == f"{2**70:,} paths from x to v; they add up to dv/dx = {float(2**70):.5g}"
    assert shown[-1] == f"... and {2**70 - 40:,} more"


def test_where_no_path_leads_the_derivative_is_0():
    _, o = six()
    assert repr(paths(o, Value(1.0, label="other"))) == "no path: do/dother = 0"
    assert list(paths(o, Value(1.0))) == []


def test_a_race_shows_itself_as_a_table_with_bars():
    found = race(lambda *xs: sum(x * x for x in xs), tuple(range(10)), budget=0.01)
    rows = cells(found._repr_html_())
    assert [row[0] for row in rows] == ["mode", "function", "numeric", "symbolic", "forward", "reverse"]
    lengths = {row[0]: len(row[1]) for row in rows[1:]}
    assert lengths["forward"] > lengths["reverse"] > lengths["function"]


def test_a_history_shows_its_first_its_best_and_its_last_epoch():
    history = History([Epoch(0.1, 2.0), Epoch(0.1, 0.5), Epoch(0.1, 1.0)], "early")
    rows = cells(history._repr_html_())
    assert rows == [
        ["epoch", "lr", "loss"],
        ["1 (first)", "0.1", "2"],
        ["2 (best)", "0.1", "0.5"],
        ["3 (last)", "0.1", "1"],
    ]
    assert "stopped early" in history._repr_html_()
    assert History()._repr_html_() == "<p>no epoch yet</p>"


def test_a_problem_shows_its_parts_as_a_table_and_its_formula_without_a_network():
    problem = Problem(nn.MLP(3, [1]))
    shown = problem.describe()._repr_html_()
    assert problem._repr_html_() == shown
    assert [row[0] for row in cells(shown)][1:3] == ["error", "network"]
    assert "<math" in shown
    assert "<script" not in shown
    assert str(problem.describe()) == problem.describe()
