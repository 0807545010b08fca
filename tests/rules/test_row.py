"""Rows: what a wrong one says, what a new one can do at once, and how every one is called."""

import copy
import inspect
import math
import pickle
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from cases import every

import micrograd_like as m
from micrograd_like import rule
from micrograd_like.rules import RULES, RuleError, bind, formula, number, real, row, table

Value: Any = m.Value  # with the methods that rows give it, which no type checker sees


@pytest.fixture
def new():
    """rule(), with what it wrote erased afterwards."""
    before = set(RULES)
    yield rule
    for name in reversed([name for name in RULES if name not in before]):
        row.forget(name)


# ---- a user's new row ----


def test_a_new_row_works_on_floats_and_values_as_function_and_method(new):
    cubed = new("cubed", "x * x * x", "3 * x * x")
    x = Value(2.0)
    assert cubed(2) == 8.0
    for y in (cubed(x), x.cubed()):
        x.grad = 0.0
        y.backward()
        assert (y.data, x.grad, y._op) == (8.0, 12.0, "cubed")
    assert m.derivative(cubed)(2.0) == 12.0
    assert "z = x * x * x" in inspect.getsource(Value.cubed)


def test_a_new_row_has_derivatives_of_every_order(new):
    new("quart", "x ** 4", "4 * x ** 3")
    quint = new("quint", "x ** 5", "5 * quart(x)")
    f, slopes = quint, []
    for _ in range(5):
        f = m.grad(f)
        slopes.append(float(f(2.0)))
    assert slopes == [80.0, 160.0, 240.0, 240.0, 120.0]


def test_a_new_row_takes_two_operands_and_parameters(new):
    blend = new("blend", "t * x + (1 - t) * y", "t", "1 - t", t=0.25)
    x, y = Value(4.0), Value(8.0)
    assert (blend(4, 8), blend(x, y).data, blend(x, 8, t=0.5).data, x.blend(y, 1).data) == (
        7.0,
        7.0,
        6.0,
        4.0,
    )
    blend(x, y, t=0.5).backward()
    assert (x.grad, y.grad) == (0.5, 0.5)


def test_a_required_parameter_may_follow_one_with_a_default(new):
    line = new("line", "a * x + b", "a", a=2.0, b=None)
    assert line(3.0, 1.0) == 7.0
    assert line.order == ("x", "b", "a")
    assert Value(3.0).line(1.0, a=5).data == 16.0
    with pytest.raises(TypeError, match=r"line\(x, b, a\) needs 'b' as well"):
        line(3.0)


def test_other_rows_fill_in_the_defaults_of_what_they_call(new):
    new("steep", "s * x", "s", s=3.0)
    twice = new("twice", "steep(x) + steep(x, 2)", "steep(1) + steep(1, 2)")
    assert twice.linearize(4.0) == (20.0, (5.0,))
    assert twice(Value(4.0)).data == 20.0


def test_a_row_called_in_an_order_of_its_own_keeps_it_everywhere(new):
    new("scaled", "c * x", "c", order=("c", "x"), c=None)
    outer = new("outer_scaled", "scaled(3, x)", "scaled(3, 1)")
    assert outer.linearize(2.0) == (6.0, (3.0,))
    assert outer(Value(2.0)).data == 6.0
    assert table.polygamma(1, 1.0) == pytest.approx(math.pi**2 / 6, rel=1e-15)


def test_a_new_fold_works_on_lists_and_on_numbers_one_by_one(new):
    mean = new("meanof", "sum(x) / n", "1 / n", lists="x")
    xs = [Value(1.0), Value(3.0)]
    for y in (mean(xs), mean(*xs), mean(x for x in xs)):
        y.backward()
    assert [x.grad for x in xs] == [1.5, 1.5]
    assert (mean([1, 2, 6]), mean(1, 2, 6), mean([xs[0], 2.0]).data) == (3.0, 3.0, 1.5)


def test_a_new_row_with_one_result_per_element(new):
    shares = new(
        "shares", "x / t", "where(i == k, 1 / t, 0) - z / t", lists="x", each=True, let={"t": "sum(x)"}
    )
    xs = [Value(1.0), Value(3.0)]
    first, second = shares(xs)
    assert (first.data, second.data) == (0.25, 0.75)
    second.backward()
    assert [x.grad for x in xs] == [-0.1875, 0.0625]
    assert bind(shares, k=1).partials_of(0.75, [1.0, 3.0]) == (-0.1875, 0.0625)


def test_a_new_row_with_subterms_and_dead_branches(new):
    ramp = new("ramp", "where(h < 0, 0, h)", "where(h < 0, 0, 2)", let={"h": "2 * x - 1"})
    assert ramp.linearize(0.0) == (0.0, (None,))
    assert ramp.linearize(1.0) == (1.0, (2.0,))


def test_a_number_type_registered_later_learns_every_row(new):
    class Toy:
        rank, learnt = 7, []

        @classmethod
        def learn(cls, row):
            cls.learnt.append(row.name)

        @staticmethod
        def apply(rule, operands, params):
            return rule.name, len(operands), params

    number(Toy)
    try:
        assert set(Toy.learnt) >= set(RULES)
        new("later", "x", "1")
        assert Toy.learnt[-1] == "later"
        assert table.mul(Toy(), 2.0) == ("mul", 2, ())
        assert table.clamp(Toy(), 0.0, 2.0) == ("clamp", 1, (0.0, 2.0))
    finally:
        row.NUMBERS.remove(Toy)


def test_the_same_row_again_is_the_same_rule(new):
    first = new("again", "2 * x", "2", slope=1.0)
    assert new("again", "2 * x", "2", slope=1.0) is first
    with pytest.raises(
        RuleError,
        match=r"the name 'again' is taken: again\(x, slope\): z = 2 \* x, dz/dx = 2; choose another",
    ):
        new("again", "2 * x", "2", slope=2.0)


# ---- wrong rows ----

WRONG = [
    (("f", "x * q", "q"), {}, "rule 'f': 'x * q' speaks of 'q', which is none of x; use those letters"),
    (("f", "exp(x", "1"), {}, "rule 'f': 'exp(x' is no formula"),
    (("f", "x", "frobnicate(x)"), {}, "rule 'f' calls 'frobnicate', which is no row of the table; add rule('frobnicate', ...)"),
    (("f", "frobnicate(x)", "1"), {}, "rule 'f' calls 'frobnicate', which is no row of the table"),
    (("f", "t", "1"), {"let": {"t": "frobnicate(x)"}}, "rule 'f' calls 'frobnicate', which is no row of the table"),
    (("f", "x * y", "y"), {}, "rule 'f' has 1 partial, but its value speaks of y as well; write one partial for each"),
    (("f", "x"), {}, "rule 'f' has 0 partials for its 0 operands (none named); write one for each"),
    (("f", "x", "1", "1", "1", "1"), {}, "rule 'f' has 4 partials for its 3 operands (x, y, w); write one for each"),
    (("f", "a * b", "b"), {"letters": "ab"}, "rule 'f' has 1 partials for its 2 operands (a, b); write one for each"),
    (("f", "f(x) + 1", "1"), {}, "rule 'f' is defined by itself; spell its value with other functions"),
    (("f", "t", "1"), {"let": {"t": "f(x)"}}, "rule 'f' is defined by itself; spell its value with other functions"),
    (("f", "exp(x, x)", "1"), {}, "rule 'f' calls 'exp' with 2, but exp(x) takes 1 argument"),
    (("f", "x", "hypot(x)"), {}, "rule 'f' calls 'hypot' with 1, but hypot(x, y) takes 2 arguments"),
    (("tanh", "x", "1"), {}, "the name 'tanh' is taken: tanh(x): z = tanh(x), dz/dx = sech2(x); choose another"),
    (("sum", "x", "1"), {}, "the name 'sum' is taken"),
    (("others", "x", "1"), {}, "the name 'others' is taken"),
    (("lambda", "x", "1"), {}, "rule 'lambda': a name is a Python identifier such as 'softplus'; choose another"),
    (("two words", "x", "1"), {}, "rule 'two words': a name is a Python identifier"),
    (("f", "x * y", "y"), {"letters": "x", "x": 2.0}, "rule 'f' uses 'x' for two things; choose another letter"),
    (("f", "x * c", "c"), {"c": 2.0, "let": {"c": "x + 1"}}, "rule 'f' uses 'c' for two things; choose another letter"),
    (("f", "x", "1"), {"let": {"z": "x + 1"}}, "rule 'f' uses 'z' for two things; choose another letter"),
    (("f", "x", "1"), {"pi": 3.0}, "rule 'f' uses 'pi' for two things; choose another letter"),
    (("f", "sum(x)", "1"), {"lists": "x", "n": 2.0}, "rule 'f' uses 'n' for two things; choose another letter"),
    (("f", "node", "1"), {"letters": ["node"]}, "rule 'f' calls something 'node', a name that Python code needs; choose another letter"),
    (("f", "x * new", "new"), {"new": 1.0}, "rule 'f' calls something 'new', a name that Python code needs; choose another letter"),
    (("f", "x * c", "c"), {"c": 2.0, "order": "x"}, "rule 'f': order names each of x, c once"),
    (("f", "sum(x)", "1"), {"lists": "y"}, "rule 'f': order names each of x once, lists names operands"),
    (("f", abs, abs), {}, "rule takes its formulas as text, as in rule('cube', 'x ** 3', '3 * x ** 2'), but got "
     f"{abs!r}; for functions in Python use custom()"),
    (("f", "x if x else 1", "1"), {}, "rule 'f': 'x if x else 1': 'x if x else 1' cannot be read; use + - * / **"),
    (("f", "t", "1"), {"let": {"t": "u", "u": "x"}}, "rule 'f': 'u' speaks of 'u', which is none of x, z; use those letters"),
]  # fmt: skip


@every(("formulas", "options", "message"), WRONG)
def test_a_wrong_row_names_itself_and_leaves_nothing_behind(formulas, options, message):
    books = (RULES, row.FLOATS, row.GENERIC, vars(Value))
    before = [dict(book) for book in books]
    with pytest.raises(RuleError, match=re.escape(message)):
        rule(*formulas, **options)
    assert [dict(book) for book in books] == before


def test_a_rule_error_is_a_value_error():
    assert issubclass(RuleError, ValueError)


# ---- the table is closed ----


@every("name", RULES)
def test_every_built_in_row_passes_the_check_of_a_new_one(name):
    RULES[name].check()


@every("name", RULES)
def test_whatever_a_partial_calls_is_a_row(name):
    for tree in (*RULES[name].partials, *RULES[name].let.values()):
        assert {f for f, _ in formula.applications(tree)} <= {*RULES, "sum", "others", "means", "scatters"}


# ---- calling a row ----


def test_folds_take_a_list_or_its_elements():
    a, b, c = Value(1.0), Value(5.0), Value(2.0)
    assert table.max(a, b, c).data == table.max([a, b, c]).data == table.max(1, 5, 2) == 5.0
    assert (table.total(1, 2, 3), table.prod(2.0, 3.0), table.norm2(3, 4)) == (6.0, 6.0, 5.0)
    assert [q.data for q in table.softmax(a, a)] == table.softmax(1, 1) == [0.5, 0.5]
    assert table.std([1.0, 3.0], 1) == table.std(1.0, 3.0, ddof=1) == math.sqrt(2)
    assert table.total(np.array([1.0, 2.0])) == 3.0
    assert table.max(3.0) == 3.0


@every(
    ("call", "error", "message"),
    [
        (lambda: table.exp(1.0, 2.0), TypeError, "exp(x) takes 1 argument, but got 2"),
        (lambda: table.hypot(1.0), TypeError, "hypot(x, y) needs 'y' as well"),
        (lambda: table.leaky_relu(1.0, alpha=2), TypeError, "leaky_relu(x, slope) does not take 'alpha' here; give each argument once"),
        (lambda: table.leaky_relu(1.0, 0.1, slope=2), TypeError, "leaky_relu(x, slope) does not take 'slope' here; give each argument once"),
        (lambda: table.exp(None), TypeError, "expected one real number, but got NoneType None"),
        (lambda: table.exp([1.0]), TypeError, "exp takes single numbers, but got list [1.0]; for all of them write [exp(x) for x in xs]"),
        (lambda: table.relu([Value(1.0)]), TypeError, "; for all of them write [relu(x) for x in xs]"),
        (lambda: table.pow([Value(1.0)], 2), TypeError, "; for all of them write [x ** y for x in xs]"),
        (lambda: table.clamp([1.0], 0, 1), TypeError, "; for all of them write [clamp(x, low, high) for x in xs]"),
        (lambda: table.atan2(Value(1.0), (1.0, 2.0)), TypeError, "atan2 takes single numbers, but got tuple (1.0, 2.0); for all of them write [atan2(x, y) for y in ys]"),
        (lambda: Value(1.0) - [1, 2], TypeError, "- takes single numbers, but got list [1, 2]; for all of them write [x - y for y in ys]"),
        (lambda: [1, 2] * Value(1.0), TypeError, "* takes single numbers, but got list [1, 2]; for all of them write [x * y for x in xs]"),
        (lambda: Value(1.0) ** [2], TypeError, "** takes single numbers, but got list [2]; for all of them write [x ** y for y in ys]"),
        (lambda: table.dot([[1.0]], [Value(1.0)]), TypeError, "dot: expected one real number, but got list [1.0]"),
        (lambda: table.total("abc"), TypeError, "expected one real number, but got str 'abc'; convert it first: float('abc')"),
        (lambda: table.dot(1.0, [2.0]), TypeError, "dot(w, x): w is a list of numbers, but got float 1.0; give [1.0]"),
        (lambda: table.dot([1.0], [1.0, 2.0]), ValueError, "dot(w, x) takes lists of one length, but got 1 and 2 numbers"),
        (lambda: table.max([]), ValueError, "max() of no numbers is undefined; give at least one"),
        (table.max, TypeError, "max(x) needs 'x' as well"),
        (lambda: table.where(Value(1.0), 2, 3), TypeError, "where(c, x, y): c is a plain number, nothing flows back through it"),
        (lambda: table.where(Value(1.0), 2, 3), TypeError, "a condition is a comparison such as v > 0"),
        (lambda: table.clamp(Value(1.0), Value(0.0)), TypeError, "clamp(x, low, high): low is a plain number"),
        (lambda: table.clamp(1.0, "0"), TypeError, "expected one real number, but got str '0'"),
        (lambda: Value(1.0).clamp("0"), TypeError, "expected one real number, but got str '0'"),
        (lambda: Value(1.0).clamp(Value(0.0)), TypeError, "expected one real number, but got Value"),
    ],
)  # fmt: skip
def test_a_wrong_call_says_what_was_given_and_what_is_wanted(call, error, message):
    with pytest.raises(error, match=re.escape(message)):
        call()


@every("condition", [True, np.bool_(True), 1, Value(2.0) > 1, math.nan])
def test_where_takes_any_truth(condition):
    a, b = Value(3.0), Value(4.0)
    assert table.where(condition, a, b).data == table.where(condition, 3.0, 4.0) == 3.0
    assert table.where(not condition, a, b).data == 4.0


def test_static_parameters_become_floats():
    node = Value(-3.0).clamp(0, 1)
    assert (node.data, type(node.data), node.rule.static) == (0.0, float, (0.0, 1.0))
    assert type((Value(2.0) ** 3).rule.static[0]) is float


def test_the_symbol_of_a_bound_row_shows_what_the_row_says(new):
    assert [(Value(2.0) ** c)._op for c in (2, 0.5, -1)] == ["**2", "**0.5", "**-1"]
    assert Value(2.0).leaky_relu(0.2)._op == "leaky_relu"
    new("shifted", "x + by", "1", symbol="+", shown=["by"], by=None)
    assert Value(1.0).shifted(2.5)._op == "+2.5"


@every(
    "x",
    [
        2,
        2.0,
        True,
        Fraction(1, 2),
        Decimal("0.25"),
        np.float32(1.5),
        np.int8(3),
        np.bool_(True),
        np.array(4.0),
    ],
)
def test_a_number_of_any_kind_is_one_float(x):
    assert (type(real(x)), real(x)) == (float, float(x))


@every(
    ("x", "message"),
    [
        ("3", "got str '3'; convert it first: float('3')"),
        (np.str_("3"), "got str_ "),
        (b"3", "got bytes b'3'; give an int, a float or a NumPy scalar"),
        (1j, "got complex 1j; use two real numbers, one for each part"),
        (np.complex64(1), "got complex64"),
        (np.complex128(1), "got complex128"),
        (None, "got NoneType None; give an int, a float or a NumPy scalar"),
        ([1.0], "got list [1.0]; a Value is one number: make one for each element, as in [Value(x) for x in xs]"),
        (np.ones(2), "got ndarray array([1., 1.]); a Value is one number"),
        (np.ones(1), "got ndarray array([1.]); a Value is one number"),
        (Value(1.0), "got Value Value(data=1.0, grad=0.0); use its .data, or .detach() to cut it from the graph"),
        (m.Dual(1.0, 0.0), "got Dual "),
        ([0] * 99, "got list [0, 0, 0"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_advice(x, message):
    with pytest.raises(TypeError, match=re.escape(message)) as refused:
        real(x)
    assert len(str(refused.value)) < 250


def test_a_whole_number_too_large_says_so():
    with pytest.raises(
        OverflowError,
        match=r"10000000000000000000\.\.\. is too large for a double; the largest is about 1\.8e308",
    ):
        real(10**400)


def test_rules_and_bound_rules_can_be_pickled():
    assert pickle.loads(pickle.dumps(table.tanh)) is table.tanh
    bound = bind(table.clamp, 0.0, 2.0)
    assert pickle.loads(pickle.dumps(bound)) is bound


def test_loading_a_row_that_is_not_there_says_how_to_define_it(new):
    text = pickle.dumps(new("passing", "x", "1"))
    RULES.pop("passing")
    with pytest.raises(
        RuleError, match=r"there is no rule 'passing' here; define it with rule\('passing', \.\.\.\)"
    ):
        pickle.loads(text)
    RULES["passing"] = row.GENERIC["_passing"]


def test_a_row_prints_as_it_was_written():
    assert repr(table.mul) == "mul(x, y): z = x * y, dz/dx = y, dz/dy = x"
    assert (
        repr(table.sech2)
        == "sech2(x): z = 4 * e / (1 + e * (2 + e)), dz/dx = -2 * z * tanh(x) with e = exp(-2 * abs(x))"
    )
    assert repr(bind(table.leaky_relu, 0.2)).endswith(" at slope=0.2")
    assert "Defined for x >= 0." in str(table.sqrt.__doc__)
    assert "No derivative where x == 0" in str(table.relu.__doc__)


# ---- what a row of one's own may be ----


def test_a_parameter_of_minus_zero_is_another_one_than_zero(new):
    over = new("over", "x / s", "1 / s", s=None)
    x = Value(1.0)
    assert [over(x, s).data for s in (0.0, -0.0, 0.0)] == [math.inf, -math.inf, math.inf]
    with m.no_grad():
        assert [over(x, s).data for s in (0.0, -0.0)] == [math.inf, -math.inf]


def test_where_takes_arrays_in_the_order_of_its_arguments():
    found = m.where(True, np.array([1.0, 0.0]), Value(5.0))
    assert [y.data for y in found] == [1.0, 0.0]
    assert m.leaky_relu(Value(-1.0), np.array(0.2)).data == -0.2


@every("name", ["detach", "data", "item", "backward", "__len__", "_op"])
def test_a_name_that_a_value_has_already_is_refused(name):
    with pytest.raises(RuleError, match="is taken: a Value has it for something else"):
        rule(name, "x * x", "2 * x")
    assert hasattr(Value, "detach")


def test_a_row_that_another_calls_cannot_be_forgotten(new):
    new("doubled", "2 * x", "2")
    new("doubled_more", "doubled(x) + 1", "2")
    with pytest.raises(RuleError, match="the row 'doubled_more' calls 'doubled'"):
        row.forget("doubled")
    row.forget("doubled_more")
    row.forget("doubled")


def test_conditions_and_constants_are_checked_when_a_row_is_written():
    with pytest.raises(RuleError, match="'x ==' is no condition"):
        rule("half_written", "x", "1", kinks="x ==")
    with pytest.raises(RuleError, match="constant needs a row for any number"):
        rule(
            "half_written",
            "x ** y",
            "y * x ** (y - 1)",
            "z * log(x)",
            constant={2.0: "square"},
            domain="x > 0",
        )
    assert not hasattr(Value, "half_written")


def test_a_row_outside_the_table_copies_as_itself_and_is_not_pickled():
    other = row.Rule("mul", "x * y * 2", "2 * y", "2 * x")
    assert copy.deepcopy(other) is other
    with pytest.raises(TypeError, match="is not in the table"):
        pickle.dumps(other)


def test_a_wrong_element_of_a_fold_is_told_in_one_frame():
    for call in (lambda: m.total([Value(1.0), "a"]), lambda: m.hypot(Value(1.0), "a")):
        with pytest.raises(TypeError, match="expected one real number, but got str 'a'") as told:
            call()
        assert type(told.value) is TypeError
        assert len(told.traceback) <= 2 + 3  # this test, its lambda, and ours
