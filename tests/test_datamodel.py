"""A Value among other numbers: the doors that people from micrograd, microgpt and NumPy come through."""

import copy
import math
import pickle
import warnings

import numpy as np
import pytest
from cases import every

import micrograd_like as ml
from micrograd_like import Value
from micrograd_like.datamodel import ComparedWarning

# ---- arithmetic ----


def test_plus_round_floor_division_and_divmod_give_values():
    x = Value(7.46)
    assert +x is x
    made = [round(x), round(x, 1), x // 2, 20 // x, *divmod(x, 2), *divmod(20.0, x)]
    numbers = [round(7.46), round(7.46, 1), 7.46 // 2, 20 // 7.46, *divmod(7.46, 2), *divmod(20.0, 7.46)]
    assert all(type(y) is Value and type(y.data) is float for y in made)
    assert [y.data for y in made] == numbers
    x.grad = 0.0
    (x % 2 + x // 2 + round(x, 1)).backward()
    assert x.grad == 1.0


@every("x", [2.5, -2.5, 0.5, 2.675, 1e300, -0.0, math.inf, -math.inf, math.nan, 123456.789])
@every("digits", [0, 1, 2, -2, 400])
def test_round_is_pythons_and_never_raises(x, digits):
    y = round(Value(x), digits).data
    assert y == (round(x, digits) if math.isfinite(x) else x) or math.isnan(x) == math.isnan(y) is True


def test_int_trunc_and_item_give_numbers():
    x = Value(-7.9)
    with pytest.warns(ml.recording.GradientLostWarning):
        assert (int(x), math.trunc(x), x.item()) == (-7, -7, -7.9)


# ---- comparisons ----


def test_equality_with_a_number_is_told_and_false():
    with pytest.warns(
        ComparedWarning, match=r"a Value is equal only to itself, so == is False; .* x.data == 1.0"
    ):
        assert (Value(1.0) == 1.0) is False
    with pytest.warns(ComparedWarning):
        assert (Value(1.0) != 1) is True
    with pytest.warns(ComparedWarning):
        assert (0 == Value(0.0)) is False  # noqa: SIM300


def test_truth_is_told_and_true():
    with pytest.warns(ComparedWarning, match=r"a Value is always true, also at 0; .* x.data != 0"):
        assert bool(Value(0.0)) is True


def test_it_is_told_once_for_each_line():
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("default")
        for _ in range(3):
            Value(1.0) == 1.0  # noqa: B015
    assert len(told) == 1


def test_in_hash_and_identity_are_untouched():
    a, b, c = Value(1.0), Value(1.0), Value(2.0)
    assert a in [b, a]
    assert a not in [b]
    assert [b, b, a].index(a) == 2
    assert [b, a].count(a) == 1
    assert len({a, b, a}) == 2
    assert {a: 1, b: 2}[b] == 2
    assert (a == c, a == a, a != c, a == None, a == "a") == (False, True, True, False, False)  # noqa: E711, PLR0124


@every("compare", [lambda a, b: a == b, lambda a, b: not a != b, lambda a, b: [a] == [b]])  # noqa: SIM202
def test_that_two_values_of_one_number_differ_is_told_at_the_users_line(compare):
    with pytest.warns(
        ComparedWarning, match=r"so == is False for two with the same number; .*a.data == b.data"
    ) as told:
        assert compare(Value(1.0), Value(1.0)) is False
    assert [warning.filename for warning in told] == [__file__]


# ---- data and grad that somebody has set ----


def test_an_update_that_forgets_data_is_named_before_the_next_step():
    p = Value(2.0, label="w")
    (p * p).backward()
    if ml.accelerated:  # at once
        with pytest.raises(TypeError, match=r"w.data holds Value\(.*with .data on both"):
            p.data = p - 0.1 * p.grad
        assert p.data == 2.0
        return
    p.data = p - 0.1 * p.grad
    for use in (p.relu, p.tanh, lambda: p**3, lambda: (p * 3.0 - 1.0).exp(), lambda: ml.norm2([p, p]), (p * 3.0).backward,
                lambda: ml.dot([p, p], [Value(1.0), 2.0]).backward(), p.backward):  # fmt: skip
        with pytest.raises(
            TypeError, match=r"w.data holds Value\(.*write w.data = w.data - lr \* w.grad, with .data on both"
        ):
            use()


def test_a_step_that_forgets_data_is_told_where_it_stands():
    p, total = Value(2.0), Value(0.0)
    total += p * p  # before a sweep, and later of what has parents, nothing is told
    total.backward()
    total -= 1.0
    old, told = (
        p,
        r"^\+= and -= make a new Value and leave this one as it was; to move a .* write p.data -= lr",
    )
    with pytest.warns(UserWarning, match=told) as warned:
        p -= 0.1 * p.grad
    assert (warned[0].filename, p.data, p.parents[0], old.data) == (__file__, 1.6, old, 2.0)
    p = old
    with pytest.warns(UserWarning, match=told):
        p += np.float64(-0.1) * p.grad
    old += Value(1.0)
    assert (p.data, old.data) == (1.6, 3.0)


@every("number", [3, True, np.float64(0.1)])
def test_a_whole_number_in_data_becomes_a_float(number):
    v = Value(0.0)
    v.data = number
    for y in (v * v, v + v, v.tanh(), ml.total([v, v]), v**2):
        y.backward()
        assert type(y.data) is float
    assert (type(v.data), v.data, (v * v).data) == (float, float(number), float(number) ** 2)


@every("number", [np.float32(0.1), np.int64(3), "3", None])
def test_anything_else_in_data_is_named_before_it_costs_precision(number):
    v, w = Value(0.0, label="v"), Value(1.5)
    if ml.accelerated:  # at once
        with pytest.raises(TypeError, match=r"v.data holds .*write v.data = float\(...\)"):
            v.data = number
        assert v.data == 0.0
        return
    v.data = number
    with pytest.raises(
        TypeError, match=r"v.data holds .*, but the data of a Value is a float; write v.data = float\(...\)"
    ):
        v.tanh()
    if not isinstance(number, str) and number is not None:
        for y in (v * w, v + w, v * v):
            with pytest.raises(TypeError, match=r"v\.data holds"):
                y.backward()
            with pytest.raises(TypeError, match=r"v\.data holds"):
                y.exp()
    assert (v.grad, w.grad) == (0.0, 0.0)


def test_a_grad_of_none_is_no_gradient_yet():
    x, y = Value(3.0), Value(2.0)
    x.grad, y.grad = None, 5
    (x * y).backward()
    assert (x.grad, y.grad) == (2.0, 8.0)


def test_a_grad_that_is_no_number_is_refused_before_anything_is_added():
    x, y = Value(3.0, label="x"), Value(2.0)
    if ml.accelerated:  # at once
        with pytest.raises(TypeError, match="the grad of x is no number"):
            x.grad = "none"
        return
    x.grad = "none"
    with pytest.raises(TypeError, match=r"the grad of x is no number: .* zero_grad\(\) sets it to 0"):
        (x * y).backward()
    assert y.grad == 0.0


# ---- attributes of one's own ----


@pytest.mark.skipif(
    not ml.engine.ROOM, reason="before Python 3.13 only in C, under compat, and in subclasses"
)
def test_attributes_can_be_set_on_leaves_and_nodes_and_are_copied():
    p = Value(2.0, label="p")
    p.m = p.v = 0.0
    y = p * p
    y.colour = ["red"]
    y.backward()
    p.m = 0.9 * p.m + 0.1 * p.grad
    assert (p.m, y.colour, p.label, (p * 2).label) == (0.4, ["red"], "p", "")
    twin, deep, again = copy.copy(y), copy.deepcopy(y), pickle.loads(pickle.dumps(p))
    assert (twin.colour is y.colour, deep.colour, deep.colour is y.colour) == (True, ["red"], False)
    assert (again.m, again.label, again.data) == (0.4, "p", 2.0)


def test_a_missing_attribute_is_still_an_error():
    with pytest.raises(AttributeError, match="nope"):
        Value(1.0).nope


# ---- partials handed over with the parents ----


def test_numbers_as_third_argument_are_the_partials():
    a, b = Value(3.0), Value(4.0)
    c = Value(a.data * b.data, (a, b), (b.data, a.data))
    (c + a).backward()
    assert (a.grad, b.grad) == (5.0, 3.0)
    assert (c._children, c._local_grads, c._prev, c.partials, c._op) == (
        (a, b),
        (4.0, 3.0),
        (a, b),
        (4.0, 3.0),
        "",
    )
    c.grad = 1.0
    c._backward()
    assert a.grad == 9.0


@every("partials", [(1.0,), (1.0, 2.0, 3.0), ("a", 1.0), 3.0, None])
def test_partials_that_do_not_fit_the_parents_are_refused(partials):
    with pytest.raises(TypeError, match=r"a partial for each of its 2 parents|expected one real number"):
        Value(1.0, (Value(1.0), Value(2.0)), partials)


# ---- NumPy ----


UFUNCS = [
    "exp",
    "log",
    "sqrt",
    "sin",
    "tanh",
    "arctan",
    "negative",
    "absolute",
    "square",
    "rint",
    "log1p",
    "sign",
]


@every("name", UFUNCS)
def test_a_numpy_function_is_the_row_of_that_name(name):
    ufunc, x = getattr(np, name), Value(0.7)
    y = ufunc(x)
    assert type(y) is Value
    assert y.data == pytest.approx(float(ufunc(0.7)), rel=1e-15)
    if hasattr(Value, name) and name != "sign":  # an array of objects asks each for its method of that name
        assert [z.data for z in ufunc(np.array([x, x]))] == [y.data, y.data]


def test_numpy_functions_of_two_numbers():
    x = Value(0.7)
    assert (np.maximum(x, 0.5).data, np.hypot(x, 1.0).data, np.arctan2(1.0, x).data, np.power(x, 2)._op) == (
        0.7, math.hypot(0.7, 1.0), math.atan2(1.0, 0.7), "**2")  # fmt: skip
    assert bool(np.less(x, 1.0)) is True


@every("array", [np.linspace(0.0, 1.0, 3), np.array([[1, 2], [3, 4]]), np.float32([0.5, 2.0])])
def test_an_array_goes_element_by_element_on_either_side(array):
    v = Value(3.0)
    for ours, plain in (
        (array * v, array * 3.0), (v * array, 3.0 * array), (array - v, array - 3.0), (v - array, 3.0 - array),
        (v**array, 3.0**array), (array + v, array + 3.0), (v // (array + 1), 3.0 // (array + 1)),
    ):  # fmt: skip
        assert ours.dtype == object
        assert ours.shape == array.shape
        assert all(type(y) is Value for y in ours.flat)
        assert [y.data for y in ours.flat] == pytest.approx(list(plain.flat), rel=1e-6)


def test_an_object_array_of_values_adds_a_value_in_both_orders():
    v, vs = Value(3.0), np.array([Value(1.0), Value(2.0)])
    assert [y.data for y in vs + v] == [y.data for y in v + vs] == [4.0, 5.0]
    total = (vs * v).sum()
    total.backward()
    assert (v.grad, [x.grad for x in vs]) == (3.0, [3.0, 3.0])
    vs += v
    assert [y.data for y in vs] == [4.0, 5.0]
    assert list(vs < 4.5) == [True, False]


def test_an_array_of_floats_cannot_take_values_in_place():
    array = np.ones(2)
    with pytest.raises(TypeError, match=r"an array of float64 cannot hold Values; .*a.astype\(object\)"):
        array += Value(1.0)


def test_numpy_tells_whether_the_number_of_a_value_is_nan_or_infinite():
    for ask, told in (
        (np.isnan, [False, True, False]),
        (np.isinf, [False, False, True]),
        (np.isfinite, [True, False, False]),
    ):
        assert [ask(Value(x)) for x in (1.0, math.nan, -math.inf)] == told


def test_a_numpy_function_without_a_row_says_so():
    with pytest.raises(TypeError):
        np.frexp(Value(1.0))


def test_numpy_scalars_stay_single_numbers():
    v = Value(3.0)
    for number in (np.float64(2), np.float32(2), np.int64(2)):
        made = [number * v, v * number, number - v, v**number, number**v]
        assert all(type(y) is Value for y in made)
        assert [y.data for y in made] == [6.0, 6.0, -1.0, 9.0, 8.0]


# ---- compared with NumPy's numbers ----


@every("kind", [np.float64, np.float32, np.int64, np.bool_, np.array])
def test_a_numpy_number_is_compared_as_a_plain_one(kind):
    v, one = Value(2.7), kind(1)
    assert [bool(x) for x in (v > one, one < v, v <= one, one >= v)] == [True, True, False, False]
    assert max(v, one) is v
    for equal in (lambda: v == one, lambda: one == v):
        with pytest.warns(ComparedWarning, match="equal only to itself"):
            assert not equal()
    assert list(np.array([v, v]) == v) == [True, True]


def test_a_float_of_whole_numbers_in_data_is_a_float():
    v = Value(0.0)
    v.data = 3
    with ml.no_grad():
        assert (type(float(v)), math.sqrt(v)) == (float, math.sqrt(3.0))


def test_backward_of_a_leaf_whose_grad_is_none_is_one():
    v = Value(2.0)
    v.grad = None
    v.backward()
    assert v.grad == 1.0


def test_comparisons_of_arrays_are_bools_and_other_options_are_refused():
    v = Value(2.0)
    assert (np.array([v, 3.0], object) < np.array([3.0, v], object)).dtype == bool
    assert np.less(np.array([1.0, 3.0]), v).dtype == bool
    with pytest.raises(TypeError):
        np.add(v, 1.0, casting="no")


def test_a_whole_number_too_large_for_a_double_is_told_in_an_operation():
    for use in (lambda v: v + 10**400, lambda v: 10**400 * v, lambda v: v ** (10**400)):
        with pytest.raises(OverflowError, match="is too large for a double"):
            use(Value(1.0))


def test_the_result_is_of_the_most_special_class_among_the_operands():
    class First(Value):
        pass

    class Second(First):
        pass

    for a, b in [(First(1.0), Second(2.0)), (Second(2.0), First(1.0)), (Value(1.0), Second(2.0))]:
        assert type(a * b) is type(ml.total([a, b])) is Second


# ---- text ----


def test_a_label_shows_in_the_repr_and_what_has_none_looks_as_in_the_lecture():
    named, bare = Value(2.0, label="a"), Value(3.0)
    assert repr(named) == "Value(data=2.0, grad=0.0, label='a')"
    assert repr(bare) == f"{bare}" == "Value(data=3.0, grad=0.0)"
    bare.label = 'the "second"'
    assert repr(bare) == "Value(data=3.0, grad=0.0, label='the \"second\"')"
    unnamed = Value(1.0)
    ml.draw(unnamed * named)
    ml.draw_dot(unnamed * named)
    assert repr(unnamed) == "Value(data=1.0, grad=0.0)"  # a picture finds names and gives none
