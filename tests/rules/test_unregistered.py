"""Rows made by Rule(...) and not written into the table."""

from micrograd_like import Rule, Value, grad


def test_two_rows_of_one_name_outside_the_table_do_not_mix():
    cube, square = Rule("power", "x * x * x", "3 * x * x"), Rule("power", "x * x", "2 * x")
    for row, value, slope, curvature in (
        (cube, 27.0, 27.0, 18.0),
        (square, 9.0, 6.0, 2.0),
        (cube, 27.0, 27.0, 18.0),
    ):
        x = Value(3.0)
        z = row(x)
        z.backward()
        assert (z.data, x.grad, grad(grad(row))(3.0)) == (value, slope, curvature)


def test_a_row_outside_the_table_may_have_the_name_of_one_inside():
    x = Value(3.0)
    Rule("exp", "x + 1", "1")(x).backward()
    assert x.grad == 1.0
    assert x.exp().data == 20.085536923187668


def test_a_row_outside_the_table_takes_its_parameters():
    x = Value(3.0)
    z = Rule("stretched", "c * x", "c", c=2.0)(x, 5.0)
    z.backward()
    assert (z.data, x.grad) == (15.0, 5.0)
