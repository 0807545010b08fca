"""What every primitive gives at kinks, at the ends of its domain, at infinities and at nan; never raising.

Numbers in the tables are written with six digits.  The sign of a zero, and of an infinite derivative at -0,
    is not promised.
"""

import itertools
import math
import operator

import pytest
from cases import every

import micrograd_like as m
from micrograd_like import Value, detect_anomaly
from micrograd_like.anomaly import AnomalyError
from micrograd_like.rules import RULES, bind, formula, table

inf, nan = math.inf, math.nan

PROGRAMS = {  # what is no row's own name
    "pow": operator.pow,
    "pow_const_exp": lambda x, c: x**c.data,
    "const_pow": lambda c, y: c.data**y,
    "div": operator.truediv,
    "mul": operator.mul,
    "mod": operator.mod,
    "clamp01": lambda x: m.clamp(x, 0, 1),
    "sqrt_of_square": lambda x: m.sqrt(x * x),
    "x_sqrt_x": lambda x: x * m.sqrt(x),
    "where_log": lambda x: m.where(x > 0, m.log(x), 0),
    "double_where_log": lambda x: m.where(x > 0, m.log(m.where(x > 0, x, 1)), 0),
    "abs_via_max": lambda x: m.max(x, -x),
    "relu_via_max": lambda x: m.max(x, 0),
    "norm2_xx0": lambda x: m.norm2([x, x, 0]),
    "logsumexp_x_ninf": lambda x: m.logsumexp([x, -inf]),
    "softmax0_x_0": lambda x: m.softmax([x, 0])[0],
    "x_pow_x": lambda x: x**x,
    "std_xx": lambda x: m.std([x, x]),
    "prod_x0": lambda x: m.prod([x, 0]),
    "xlogx": lambda x: x * m.log(x),
    "xlogy_xx": lambda x: m.xlogy(x, x),
    "log_sigmoid_naive": lambda x: m.log(1 / (1 + m.exp(-x))),
    "sigmoid_naive": lambda x: 1 / (1 + m.exp(-x)),
    "softplus_naive": lambda x: m.log(1 + m.exp(x)),
    "tanh_naive": lambda x: (m.exp(x) - m.exp(-x)) / (m.exp(x) + m.exp(-x)),
    "ce_naive_1": lambda x: -m.log(m.exp(x) / (m.exp(x) + 1)),
    "bce_logits_1": lambda x: m.softplus(-x),
    "ce_1": lambda x: m.logsumexp([x, 0]) - x,
}

EDGES = """
abs               0.0             0; 0
abs               -0.0            0; 0
abs               nan             nan; nan
sign              0.0             0; 0
sign              nan             nan; nan
relu              0.0             0; 0
relu              -0.0            0; 0
relu              nan             nan; nan
leaky_relu        0.0             0; 0.01
elu               0.0             0; 1
elu               -40.0           -1; 4.24835e-18
selu              0.0             0; 1.0507
relu6             0.0             0; 0
relu6             6.0             6; 0
hardtanh          1.0             1; 0
clamp01           0.0             0; 1
clamp01           1.0             1; 1
clamp01           nan             nan; nan
max               1.0, 1.0        1; 0.5, 0.5
max               nan, 1.0        nan; nan, nan
max               1.0, nan        nan; nan, nan
max               inf, inf        inf; 0.5, 0.5
min               1.0, 1.0        1; 0.5, 0.5
sqrt              0.0             0; inf
sqrt              -0.0            -0; inf
sqrt              -1.0            nan; nan
sqrt              inf             inf; 0
sqrt              5e-324          2.22276e-162; 2.24946e+161
cbrt              0.0             0; inf
rsqrt             0.0             inf; -inf
reciprocal        0.0             inf; -inf
reciprocal        -0.0            -inf; -inf
reciprocal        inf             0; -0
pow               0.0, 0.0        1; 0, 0
pow               0.0, 1.0        0; 1, 0
pow               0.0, 2.0        0; 0, 0
pow               0.0, 0.5        0; inf, 0
pow               0.0, -1.0       inf; -inf, -inf
pow               -2.0, 2.0       4; -4, nan
pow               -2.0, 3.0       -8; 12, nan
pow               -2.0, 0.0       1; 0, nan
pow               -8.0, 0.3333333333333333  nan; nan, nan
pow               inf, 0.0        1; 0, inf
pow               nan, 0.0        1; 0, nan
pow               1.0, nan        1; nan, 0
pow               2.0, 1024.0     inf; inf, inf
pow               0.0, inf        0; nan, 0
pow_const_exp     0.0, 0.0        1; 0, 0
pow_const_exp     0.0, 0.5        0; inf, 0
pow_const_exp     nan, 0.0        1; 0, 0
pow_const_exp     0.0, -1.0       inf; -inf, 0
const_pow         0.0, 0.0        1; 0, 0
const_pow         0.0, -1.0       inf; 0, -inf
const_pow         -2.0, 3.0       -8; 0, nan
log               0.0             -inf; inf
log               -0.0            -inf; inf
log               -1.0            nan; nan
log               inf             inf; 0
log1p             -1.0            -inf; inf
log1p             -2.0            nan; nan
xlogy             0.0, 0.0        0; -inf, 0
xlogy             0.0, -1.0       nan; nan, nan
xlogy             0.0, 5.0        0; 1.60944, 0
xlogy             0.0, nan        nan; nan, nan
atan2             0.0, 0.0        0; 0, 0
atan2             0.0, -1.0       3.14159; -1, -0
atan2             1e-200, 1e-200  0.785398; 5e+199, -5e+199
atan2             1e+200, 1e+200  0.785398; 5e-201, -5e-201
atan2             1.0, inf        0; 0, 0
atan2             inf, inf        0.785398; 0, 0
hypot             0.0, 0.0        0; 0, 0
hypot             3.0, 4.0        5; 0.6, 0.8
hypot             inf, nan        inf; nan, nan
hypot             1e+200, 1e+200  1.41421e+200; 0.707107, 0.707107
hypot             1e-200, 1e-200  1.41421e-200; 0.707107, 0.707107
logaddexp         0.0, 0.0        0.693147; 0.5, 0.5
logaddexp         inf, inf        inf; 0.5, 0.5
logaddexp         -inf, -inf      -inf; 0.5, 0.5
logaddexp         inf, -inf       inf; 1, 0
logaddexp         1e+308, 1e+308  1e+308; 0.5, 0.5
tanh              20.0            1; 1.69934e-17
tanh              40.0            1; 7.21941e-35
tanh              355.0           1; 1.79051e-308
sigmoid           37.0            1; 8.53305e-17
sigmoid           -710.0          4.47629e-309; 4.47629e-309
sigmoid           710.0           1; 4.47629e-309
logsigmoid        0.0             -0.693147; 0.5
logsigmoid        -746.0          -746; 1
logsigmoid        710.0           -4.47629e-309; 4.47629e-309
softplus          0.0             0.693147; 0.5
softplus          30.0            30; 1
softplus          40.0            40; 1
softplus          -745.0          4.94066e-324; 4.94066e-324
expm1             -37.0           -1; 8.53305e-17
expm1             1e-08           1e-08; 1
gelu              inf             inf; 1
gelu              -inf            -0; 0
gelu              -6.0            -5.91953e-09; -3.54687e-08
gelu              -20.5           -2.20676e-92; -4.5238e-91
silu              inf             inf; 1
silu              -inf            -0; 0
softsign          inf             1; 0
asin              1.0             1.5708; inf
acosh             1.0             0; inf
acosh             0.5             nan; nan
atanh             1.0             inf; inf
atanh             2.0             nan; nan
asinh             0.0             0; 1
asinh             1e+200          461.21; 1e-200
lgamma            0.0             inf; nan
lgamma            -1.0            inf; nan
floor             1.0             1; 0
round             0.5             0; 0
round             2.5             2; 0
fmod              6.0, 3.0        0; 1, -2
fmod              -5.0, 3.0       -2; 1, 1
fmod              5.0, 0.0        nan; nan, nan
mod               6.0, 3.0        0; 1, -2
mod               -5.0, 3.0       1; 1, 2
mod               5.0, 0.0        nan; nan, nan
copysign          0.0, -1.0       -0; -0, 0
copysign          3.0, -2.0       -3; -1, 0
div               1.0, 0.0        inf; inf, -inf
div               0.0, 0.0        nan; inf, nan
div               1e-200, 1e-200  1; 1e+200, -1e+200
div               1e+200, 1e+200  1; 1e-200, -1e-200
mul               0.0, inf        nan; inf, 0
sqrt_of_square    0.0             0; nan
x_sqrt_x          0.0             0; nan
where_log         0.0             0; 0
double_where_log  0.0             0; 0
abs_via_max       0.0             0; 0
relu_via_max      0.0             0; 0.5
norm2_xx0         0.0             0; 0
norm2_xx0         1e-200          1.41421e-200; 1.41421
logsumexp_x_ninf  -inf            -inf; 0.5
softmax0_x_0      800.0           1; 0
x_pow_x           0.0             1; 0
std_xx            1.0             0; 0
prod_x0           2.0             0; 0
xlogx             0.0             nan; nan
bce_logits_1      -800.0          800; -1
bce_logits_1      100.0           3.72008e-44; -3.72008e-44
"""

# The textbook's way on the left, what to use instead on the right, each with what it gives.
NAIVE = """
xlogx              0.0     nan; nan    xlogy_xx    0.0     0; -inf
log_sigmoid_naive  -800.0  -inf; nan   logsigmoid  -800.0  -800; 1
sigmoid_naive      -800.0  0; nan      sigmoid     -800.0  0; 0
softplus_naive     800.0   inf; nan    softplus    800.0   800; 1
tanh_naive         800.0   nan; nan    tanh        800.0   1; 0
ce_naive_1         -800.0  inf; nan    ce_1        -800.0  800; -1
"""

LIMITS = """
exp         -inf  0; 0        exp         inf  inf; inf
exp2        -inf  0; 0        exp2        inf  inf; inf
expm1       -inf  -1; 0       expm1       inf  inf; inf
log1p       inf   inf; 0      log2        inf  inf; 0
log10       inf   inf; 0      sqrt        inf  inf; 0
cbrt        -inf  -inf; 0     cbrt        inf  inf; 0
rsqrt       inf   0; 0        reciprocal  -inf 0; 0
square      -inf  inf; -inf   neg         inf  -inf; -1
atan        -inf  -1.5708; 0  atan        inf  1.5708; 0
sinh        -inf  -inf; inf   cosh        -inf inf; -inf
tanh        -inf  -1; 0       tanh        inf  1; 0
sech2       -inf  0; 0        sech2       inf  0; 0
asinh       -inf  -inf; 0     acosh       inf  inf; 0
sigmoid     -inf  0; 0        sigmoid     inf  1; 0
dsigmoid    -inf  0; 0        dsigmoid    inf  0; 0
softplus    -inf  0; 0        softplus    inf  inf; 1
logsigmoid  -inf  -inf; 1     logsigmoid  inf  0; 0
silu        -inf  0; 0        gelu        -inf 0; 0
softsign    -inf  -1; 0       softsign    inf  1; 0
gauss       -inf  0; 0        gauss       inf  0; 0
erf         -inf  -1; 0       erf         inf  1; 0
erfc        -inf  2; 0        erfc        inf  0; 0
normal_pdf  -inf  0; 0        normal_pdf  inf  0; 0
normal_cdf  -inf  0; 0        normal_cdf  inf  1; 0
abs         -inf  inf; -1     sign        -inf -1; 0
relu        -inf  0; 0        relu        inf  inf; 1
relu6       -inf  0; 0        relu6       inf  6; 0
hardtanh    -inf  -1; 0       clamp       inf  1; 0
leaky_relu  -inf  -inf; 0.01  leaky_relu  inf  inf; 1
elu         -inf  -1; 0       elu         inf  inf; 1
selu        -inf  -1.7581; 0  selu        inf  inf; 1.0507
floor       -inf  -inf; 0     ceil        inf  inf; 0
trunc       -inf  -inf; 0     round       inf  inf; 0
lgamma      inf   inf; inf    digamma     inf  inf; 0
sin         inf   nan; nan    cos         -inf nan; nan
tan         inf   nan; nan    log         -inf nan; nan
"""

LIMITS_OF_TWO = """
hypot      inf, 1.0     inf; 1, 0
hypot      1.0, -inf    inf; 0, -1
hypot      inf, -inf    inf; 0.707107, -0.707107
atan2      -inf, 1.0    -1.5708; 0, 0
atan2      1.0, -inf    3.14159; 0, 0
div        1.0, inf     0; 0, 0
div        inf, 2.0     inf; 0.5, -inf
pow        inf, 2.0     inf; inf, inf
pow        inf, -1.0    0; 0, 0
pow        inf, 0.5     inf; 0, inf
pow        2.0, -inf    0; 0, 0
pow        0.5, inf     0; 0, 0
logaddexp  inf, 3.0     inf; 1, 0
logaddexp  -inf, 3.0    3; 0, 1
fmod       2.0, inf     2; 1, 0
max        inf, 3.0     inf; 1, 0
min        inf, 3.0     3; 0, 1
norm2      inf, 3.0     inf; 1, 0
norm2      -inf, inf    inf; -0.707107, 0.707107
logsumexp  inf, 3.0     inf; 1, 0
xlogy      2.0, inf     inf; inf, 0
"""

OUTSIDE = {"sqrt": -1, "rsqrt": -1, "log": -1, "log2": -1, "log10": -1, "log1p": -2, "asin": 2, "acos": -2,
    "acosh": 0.5, "atanh": -2,
           "digamma": -1, "normal_cdf": nan}  # fmt: skip


def rows(text: str) -> list[tuple[str, tuple[float, ...], list[str]]]:
    """(name, operands, [value, *partials]) for each line: name, operands, value; partials."""
    found = []
    for line in filter(None, text.splitlines()):
        given, partials = line.split(";")
        name, *operands, value = given.replace(",", " ").split()
        found.append((name, tuple(map(float, operands)), [value, *partials.replace(",", " ").split()]))
    return found


def pairs(text: str) -> str:
    """Two cells a line, one a line."""
    cells = [cell for line in filter(None, text.splitlines()) for cell in _halves(line)]
    return "\n".join(cells)


def _halves(line: str) -> tuple[str, str]:
    words = line.split()
    return " ".join(words[:4]), " ".join(words[4:])


def call(name: str, *operands: Value) -> Value:
    return (PROGRAMS.get(name) or getattr(m, name, None) or RULES[name])(*operands)


def value_and_grads(name: str, operands: tuple[float, ...]) -> list[float]:
    leaves = [Value(x) for x in operands]
    z = call(name, *leaves)
    z.backward()
    return [z.data, *(leaf.grad for leaf in leaves)]


def agrees(ours: float, written: str) -> bool:
    return float(f"{ours:.6g}") == float(written) or (math.isnan(ours) and written == "nan")


def check(name: str, operands: tuple[float, ...], expected: list[str]) -> None:
    ours = value_and_grads(name, operands)
    assert len(ours) == len(expected)
    assert all(map(agrees, ours, expected)), f"{name}{operands} gives {ours[0]}; {ours[1:]}, not {expected}"


@every(("name", "operands", "expected"), rows(EDGES))
def test_at_an_edge_value_and_partials_are_the_table_of_conventions(name, operands, expected):
    check(name, operands, expected)


@every(("name", "operands", "expected"), rows(pairs(NAIVE)))
def test_textbook_forms_lose_what_the_rows_keep(name, operands, expected):
    check(name, operands, expected)


@every(("name", "operands", "expected"), rows(pairs(LIMITS)) + rows(LIMITS_OF_TWO))
def test_infinite_arguments_give_the_limit(name, operands, expected):
    check(name, operands, expected)


@every(("name", "x"), OUTSIDE.items())
def test_outside_the_domain_value_and_derivative_are_nan(name, x):
    check(name, (float(x),), ["nan", "nan"])


@every(("name", "advice"), {"sqrt_of_square": "abs, hypot or norm2", "x_sqrt_x": "sqrt"}.items())
def test_anomaly_mode_names_the_row_that_made_nan(name, advice):
    x = Value(0.0)
    with detect_anomaly():
        y = call(name, x)
        with pytest.raises(AnomalyError, match=advice):
            y.backward()


SPECIAL = [0.0, -0.0, 5e-324, -5e-324, 0.5, -0.5, 1.0, -1.0, 2.0, -2.0, 3.0, 1e-310, 1e-200, -1e200, 1e308,
    -1.7976931348623157e308,
           709.8, -745.2, inf, -inf, nan]  # fmt: skip
PARAMETERS = {
    "powc": SPECIAL,
    "where": [0.0, 1.0],
    "polygamma": [0.0, 1.0, 2.0, 171.0, 1e9, 1e300, 0.5, -1.0, inf, nan],
}


def everything(row) -> list[tuple[tuple, tuple]]:
    """Special operands in all positions (lists up to length 3), with special static parameters."""
    if row.lists:
        lists = [
            list(x)
            for n in (1, 2, 3)
            for x in itertools.product(SPECIAL if n < 3 else SPECIAL[::4], repeat=n)
        ]
        operands = [
            tuple(x if a in row.lists else x[0] for a in row.letters)
            for x in [*lists, *([[]] * (row.name in LONELY))]
        ]
    else:
        operands = list(
            itertools.product(SPECIAL if len(row.letters) < 3 else SPECIAL[::2], repeat=len(row.letters))
        )
    params = [(p,) for p in PARAMETERS.get(row.name, ())] or [tuple(row.params.values())]
    return [(x, p) for x in operands for p in params]


LONELY = {
    "total",
    "dot",
    "prod",
    "norm2",
    "std",
    "logsumexp",
    "softmax",
    "log_softmax",
}  # folds over nothing are defined


def same(a, b) -> bool:
    if a is None or b is None:
        return a is b
    return type(a) is float and type(b) is float and (a == b or (math.isnan(a) and math.isnan(b)))


@every("name", RULES)
def test_no_operand_makes_a_row_raise_or_disagree_with_itself(name):
    agrees_with_itself(name, every_so_many=4)


@pytest.mark.slow
@every("name", RULES)
def test_none_of_all_operands_makes_a_row_raise_or_disagree_with_itself(name):
    agrees_with_itself(name, every_so_many=1)


def agrees_with_itself(name, every_so_many):
    row = RULES[name]
    for operands, params in [*everything(row)][::every_so_many]:
        values, linear = row.value_of(*operands, *params), row.linearize(*operands, *params)
        for k, (z, (again, partials)) in enumerate(
            zip(values, linear, strict=True) if row.each else [(values, linear)]
        ):
            assert same(z, again), (operands, params)
            generic = bind(row, *params, k=k if row.each else None).partials_of(z, *operands)
            assert len(generic) == len(partials), (operands, params)
            assert all(map(same, generic, partials)), (operands, params, generic, partials)


@every("name", RULES)
def test_values_hold_what_floats_give(name):
    row = RULES[name]
    for operands, params in everything(row)[::7]:
        named = dict(zip(row.params, params, strict=True))
        values = [[Value(x) for x in a] if isinstance(a, list) else Value(a) for a in operands]
        by = dict(zip(row.letters, values, strict=True)) | named
        nodes, floats = row(**by), row.value_of(*operands, *params)
        for node, z in zip(nodes, floats, strict=True) if row.each else [(nodes, floats)]:
            assert same(node.data, z), (operands, params)


def depends(row, tree, letter: str) -> bool:
    names = formula.names(tree)
    subterms = [row.let[name] for name in names & row.let.keys()]
    return (
        letter in names
        or "z" in names
        or "q" in names
        or any(depends(row, term, letter) for term in subterms)
    )


CHOICES = {"where", "less", "less_equal", "equal", "choose", "picked"}  # a comparison with nan does not hold


@every("name", [name for name in RULES if name not in CHOICES and "w" not in RULES[name].letters[1:]])
def test_nan_in_is_nan_out(name):
    row = RULES[name]
    params = tuple(2.0 if p is None else p for p in row.params.values())
    for letter in row.letters:
        operands = [
            [0.3, nan if a == letter else 0.4] if a in row.lists else nan if a == letter else 0.6
            for a in row.letters
        ]
        results = row.linearize(*operands, *params)
        for z, partials in results if row.each else [results]:
            assert math.isnan(z), letter
            seen = 0 if name == "prod" else 1  # the factor of a product does not depend on itself
            for other, tree, partial in zip(
                row.letters, row.partials, partials[seen::2] if row.lists else partials, strict=False
            ):
                if depends(row, tree, letter):
                    assert same(partial, nan), (letter, other)


def test_comparisons_are_0_or_1_send_nothing_and_do_not_hold_for_nan():
    for name, at in [("less", (1.0, 1.0)), ("less_equal", (2.0, 1.0)), ("equal", (1.0, 2.0))]:
        assert RULES[name].linearize(*at) == (0.0, (None, None)), name
        assert RULES[name].linearize(nan, nan) == (0.0, (None, None)), name
    assert [RULES[name](1.0, y) for name, y in [("less", 2), ("less_equal", 1), ("equal", 1)]] == [1.0] * 3


def test_choose_and_picked_look_at_what_they_give_alone():
    assert RULES["choose"].linearize(1.0, 5.0, nan) == (5.0, (None, 1.0, None))
    assert RULES["choose"].linearize(0.0, inf, 7.0) == (7.0, (None, None, 1.0))
    assert RULES["picked"].linearize([nan, 4.0, inf], 1.0) == (4.0, (None, 1.0, None, None))


def test_a_branch_not_taken_sends_nothing():
    for name, operands in [("relu", (-1.0,)), ("clamp", (2.0,)), ("powc", (nan,)), ("sign", (3.0,))]:
        params = {"powc": (0.0,), "clamp": (0.0, 1.0)}.get(name, ())
        assert RULES[name].linearize(*operands, *params)[1] == (None,), name
    assert table.max.linearize([1.0, 2.0])[1] == (None, 1.0)
    assert table.where.linearize(1.0, 2.0, 1.0)[1] == (1.0, None)


def test_a_numeric_zero_times_infinity_stays_nan():
    x = Value(0.0)
    (m.sqrt(x) * 0.0).backward()
    assert math.isnan(x.grad)


def test_a_clamped_parameter_can_leave_its_bound():
    for x, slope in [(0.0, 1.0), (1.0, 1.0), (-0.1, 0.0), (1.1, 0.0)]:
        assert value_and_grads("clamp01", (x,))[1] == slope


@every(
    ("name", "bend", "x", "z", "slope"),
    [
        ("elu", -1.0, 0.0, 0.0, 0.0),  # between -1 and 1 lies 0
        ("elu", 0.0, 0.0, 0.0, 0.0),
        ("elu", 0.5, 0.0, 0.0, 0.5),  # between 0.5 and 1
        ("elu", 1.0, 0.0, 0.0, 1.0),
        ("elu", 3.0, 0.0, 0.0, 1.0),  # between 1 and 3
        ("elu", -1.0, -2.0, 0.864665, -0.135335),
        ("elu", -1.0, 2.0, 2.0, 1.0),
        ("elu", -1.0, -inf, 1.0, 0.0),
        ("leaky_relu", -1.0, 0.0, 0.0, 0.0),
        ("leaky_relu", 0.5, 0.0, 0.0, 0.5),
        ("leaky_relu", 3.0, 0.0, 0.0, 1.0),
        ("leaky_relu", -1.0, -2.0, 2.0, -1.0),
    ],
)
def test_at_a_kink_the_slope_nearest_to_0_whatever_the_parameter(name, bend, x, z, slope):
    found, (partial,) = RULES[name].linearize(x, bend)
    assert (found, partial or 0.0) == pytest.approx((z, slope), abs=1e-6)


@every(("k", "share"), [(1, 1.0), (2, 0.5), (4, 0.25)])
def test_ties_share_the_derivative(k, share):
    xs = [Value(3.0) for _ in range(k)] + [Value(2.0)]
    m.max(xs).backward()
    assert [x.grad for x in xs] == [share] * k + [0.0]


def test_second_derivatives_follow_the_branch_of_the_first():
    for name, x in [("relu", 0.0), ("abs", 0.0), ("clamp", 0.0), ("leaky_relu", 0.0)]:
        row, v = RULES[name], Value(x)
        params = tuple(row.params.values())
        (slope,) = row.partials_of(row(v, *params), v, *params)
        assert not isinstance(slope, Value) or not slope.parents or _second(slope, v) == 0.0, name


def _second(slope: Value, x: Value) -> float:
    x.grad = 0.0
    slope.backward()
    return x.grad
