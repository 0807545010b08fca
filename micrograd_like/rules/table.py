"""The table: every primitive with its derivatives, each written once.

A row reads: name, z = value, dz/dx, dz/dy. ``where(condition, a, b)`` chooses; a literal 0 in a partial
means that nothing is sent backwards there. Whatever a partial calls is a row too, so derivatives have
derivatives. Here are the rows that are short; ``precise.py`` has those whose last bits take long formulas.
domain and kinks are conditions that code can ask (``abs.has_kink(0.0)``). Where there is a choice, the rows
follow these conventions, in this order:

1. A derivative that exists is given, also one-sided at the end of a domain, also infinite: sqrt has inf
   at 0.
2. At a kink: the sub- or supergradient nearest to 0 (abs and relu 0; max and min share ties, so max(x, 0)
   has 0.5 where relu has 0), but clamp on its bound 1.
3. x ** 0 is the constant 1, whatever x; 0 ** y is 0 for y > 0; its derivative by y is 0 for y >= 0 and -inf
   for y < 0. So x ** x at 0 is 1 with derivative 0, not nan.
4. Outside the domain, value and derivative are nan.
5. nan gives nan, in the value and in every partial that depends on it.
6. A branch that is not taken sends nothing backwards: ``where(x > 0, log(x), 0)`` has derivative 0 at 0.
7. Infinite arguments give the limit: gelu(-inf) is 0 with derivative 0.
8. The sign of a zero result, and of an infinite derivative at -0.0, is not promised.
9. A length of 0 (hypot, norm2, std) sends nothing backwards, in derivatives of any order. So the square
   of hypot(x, y) has the second derivatives 0 at the origin, where x * x + y * y has 2: write the latter.

>>> tanh
tanh(x): z = tanh(x), dz/dx = sech2(x)
>>> tanh.linearize(20.0)  # the textbook's 1 - z*z would be 0
(1.0, (1.6993417021166355e-17,))
"""

from __future__ import annotations

from .row import rule

# fmt: off
# ---- arithmetic ----      z =            dz/dx =            dz/dy =
add = rule("add",           "x + y",       "1",               "1",               symbol="+")
sub = rule("sub",           "x - y",       "1",               "-1",              symbol="-")
mul = rule("mul",           "x * y",       "y",               "x",               symbol="*")
neg = rule("neg",           "-x",          "-1")
square = rule("square",     "x * x",       "2 * x",                              symbol="**2")
reciprocal = rule("reciprocal", "1 / x",   "-(z * z)",                           domain="x != 0")
sqrt = rule("sqrt",         "sqrt(x)",     "where(x == 0, inf, 0.5 / z)",        domain="x >= 0")
rsqrt = rule("rsqrt",       "1 / sqrt(x)", "-0.5 * z / x",                       domain="x > 0")
powc = rule("powc",         "x ** c",      "where(c == 0, 0, dpow(x, c, z))", c=None, symbol="**", shown="c",
            internal=True, domain="x > 0 or x < 0 and c == floor(c) or x == 0 and c >= 0")

# ---- exponentials and logarithms: inf at the end of the domain (1), nan beyond (4) ----
LOG = "where(x > 0, {} / x, where(x == 0, inf, nan))"
exp = rule("exp",           "exp(x)",      "z")
expm1 = rule("expm1",       "expm1(x)",    "exp(x)")
log = rule("log",           "log(x)",      LOG.format(1),                        domain="x > 0")
log2 = rule("log2",         "log2(x)",     LOG.format(1.4426950408889634),       domain="x > 0")
log10 = rule("log10",       "log10(x)",    LOG.format(0.4342944819032518),       domain="x > 0")
log1p = rule("log1p",       "log1p(x)",    "where(x > -1, 1 / (1 + x), where(x == -1, inf, nan))",
             domain="x > -1")

# ---- trigonometry ----
sin = rule("sin",           "sin(x)",      "cos(x)")
cos = rule("cos",           "cos(x)",      "-sin(x)")
tan = rule("tan",           "tan(x)",      "1 + z * z")
atan = rule("atan",         "atan(x)",     "datan(x)")
atan2 = rule("atan2",       "atan2(x, y)", "datan2(x, y)",    "-datan2(y, x)",   kinks="x == 0 and y <= 0",
             source="the angle of the point with height x and width y")
sinh = rule("sinh",         "sinh(x)",     "cosh(x)")
cosh = rule("cosh",         "cosh(x)",     "sinh(x)")
tanh = rule("tanh",         "tanh(x)",     "sech2(x)")
asinh = rule("asinh",       "asinh(x)",    "1 / hypot(1, x)")
acosh = rule("acosh",       "acosh(x)",    "1 / (sqrt(x - 1) * sqrt(x + 1))",    domain="x >= 1")

# ---- smooth activations, the bell curve, the gamma function ----
softplus = rule("softplus", "where(x > 0, x + log1p(exp(-x)), log1p(exp(x)))", "sigmoid(x)")
logsigmoid = rule("logsigmoid", "where(x < 0, x - log1p(exp(x)), -log1p(exp(-x)))", "sigmoid(-x)")
softsign = rule("softsign", "where(abs(x) == inf, sign(x), x / (1 + abs(x)))",
                "1 / (1 + abs(x)) / (1 + abs(x))")
erf = rule("erf",           "erf(x)",      "1.1283791670955126 * gauss(x)")
erfc = rule("erfc",         "erfc(x)",     "-1.1283791670955126 * gauss(x)")
lgamma = rule("lgamma",     "lgamma(x)",   "digamma(x)",                  domain="x > 0 or x != floor(x)")
digamma = rule("digamma",   "digamma(x)",  "polygamma(1, x)",             domain="x > 0 or x != floor(x)")
polygamma = rule("polygamma", "polygamma(m, x)", "polygamma(m + 1, x)",   domain="x > 0 or x != floor(x)",
                 order=("m", "x"), m=None)

# ---- kinks: the slope nearest to 0 (2); nan stays nan (5); a branch not taken sends nothing (6) ----
NAN = "where(x == x, {}, nan)"
abs = rule("abs",           "abs(x)",      "sign(x)",                     kinks="x == 0")
sign = rule("sign", "where(x > 0, 1, where(x < 0, -1, where(x == 0, 0, nan)))", NAN.format(0), kinks="x == 0")
relu = rule("relu",         "where(x <= 0, 0, x)", "where(x <= 0, 0, where(x > 0, 1, nan))",
            kinks="x == 0", symbol="ReLU")
relu6 = rule("relu6",       "where(x <= 0, 0, where(x >= 6, 6, x))",
             f"where(x <= 0, 0, where(x >= 6, 0, {NAN.format(1)}))",      kinks="x == 0 or x == 6")
hardtanh = rule("hardtanh", "where(x <= -1, -1, where(x >= 1, 1, x))",
                f"where(x <= -1, 0, where(x >= 1, 0, {NAN.format(1)}))",  kinks="abs(x) == 1")
clamp = rule("clamp",       "where(x < low, low, where(x > high, high, x))",  # 1 on a bound: it can be left
             f"where(x < low, 0, where(x > high, 0, {NAN.format(1)}))", low=0.0, high=1.0,
             kinks="x == low and low != high or x == high and low < high")
leaky_relu = rule("leaky_relu", "where(x > 0, x, slope * x)",
                  "where(x > 0, 1, where(x < 0, slope, where(x == 0, max(min(slope, 1), 0), nan)))",
                  slope=0.01, kinks="x == 0 and slope != 1")
elu = rule("elu",           "where(x > 0, x, alpha * expm1(x))",
           "where(x > 0, 1, where(x == 0, max(min(alpha, 1), 0), alpha * exp(x)))",
           alpha=1.0, kinks="x == 0 and alpha != 1", source="Clevert et al. 2015")
selu = rule("selu",         "where(x > 0, 1.0507009873554805 * x, 1.7580993408473768 * expm1(x))",
            "where(x >= 0, 1.0507009873554805, 1.7580993408473768 * exp(x))",
            kinks="x == 0", source="Klambauer et al. 2017")

# ---- rounding, remainders, choices ----
floor = rule("floor",       "floor(x)",    NAN.format(0),                 kinks="x == floor(x)")
ceil = rule("ceil",         "ceil(x)",     NAN.format(0),                 kinks="x == ceil(x)")
trunc = rule("trunc",       "trunc(x)",    NAN.format(0),                 kinks="x == trunc(x) and x != 0")
round = rule("round",       "round(x, digits)", NAN.format(0), digits=0.0,
             kinks="abs(x * 10 ** digits - trunc(x * 10 ** digits)) == 0.5",
             source="Python's, to the even neighbour half-way; digits after the point")
fmod = rule("fmod",         "fmod(x, y)",  "where(z == z, 1, nan)", "where(z == z, -round((x - z) / y), nan)",
            domain="y != 0", kinks="z == 0 and x != 0", source="C's remainder, sign of x")
mod = rule("mod",           "mod(x, y)",   "where(z == z, 1, nan)",  "where(z == z, -floordiv(x, y), nan)",
           domain="y != 0", kinks="z == 0", symbol="%", source="Python's remainder, sign of y")
floordiv = rule("floordiv", "floordiv(x, y)", "where(z == z, 0, nan)", "where(z == z, 0, nan)",
                domain="y != 0", kinks="mod(x, y) == 0", symbol="//",
                source="Python's whole quotient: x = y * (x // y) + x % y")
copysign = rule("copysign", "where(y == y, copysign(x, y), nan)",
                "where(y == y, sign(x) * copysign(1, y), nan)", "where(x == x, where(y == y, 0, nan), nan)",
                kinks="x == 0 or y == 0")
where = rule("where",       "where(c != 0, x, y)", "where(c != 0, 1, 0)", "where(c != 0, 0, 1)",
             order=("c", "x", "y"), c=None, source="c is the truth of the condition")

# ---- comparisons, 1 where they hold, else 0, and the choice by one, for programs that are replayed ----
less = rule("less",         "where(x < y, 1, 0)",  "0", "0",  symbol="<", internal=True, kinks="x == y")
less_equal = rule("less_equal", "where(x <= y, 1, 0)", "0", "0", symbol="<=", internal=True, kinks="x == y")
equal = rule("equal",       "where(x == y, 1, 0)", "0", "0",  symbol="==", internal=True, kinks="x == y")
choose = rule("choose",     "where(c != 0, x, y)", "0", "where(c != 0, 1, 0)", "where(c != 0, 0, 1)",
              letters="cxy", symbol="where", internal=True, kinks="c == 0",
              source="where() with its condition as an operand")

# ---- folds: x (and w) are lists, i counts the elements, n is their number; ties share (2) ----
SHARE = "where(z == z, where(x == z, 1 / sum(where(x == z, 1, 0)), 0), nan)"
TIE = "sum(where(x == z, 1, 0)) > 1"
total = rule("total",       "sum(x)",      "1",               lists="x", symbol="sum")
dot = rule("dot",           "sum(w * x)",  "x", "w",          lists="wx", letters="wx")
affine = rule("affine",     "sum(w * x, b)", "x", "w", "1",   lists="wx", letters="wxb", symbol="dot",
              internal=True, source="dot with a bias: b + w1*x1 + w2*x2 + ..., from left to right")
picked = rule("picked",     "sum(where(i == j, x, 0))", "where(i == j, 1, 0)", "0",
            lists="x", letters="xj", symbol="[]", internal=True, source="x[j], the index counted from 0")
prod = rule("prod",         "prod(x)",     "p",               lists="x", let={"p": "others(x)"})
max = rule("max",           "max(x)",      SHARE,             lists="x", kinks=TIE)
min = rule("min",           "min(x)",      SHARE,             lists="x", kinks=TIE)
# fmt: on

# Imported below the rows of one line, so that RULES lists those first.
from .precise import (  # noqa: E402, F401
    acos,
    asin,
    atanh,
    cbrt,
    cosine,
    datan,
    datan2,
    dcbrt,
    ddiv,
    deviation,
    direction,
    div,
    dpow,
    dpowlog,
    dsigmoid,
    exp2,
    gauss,
    gelu,
    hypot,
    log_softmax,
    logaddexp,
    logsumexp,
    mish,
    norm2,
    normal_cdf,
    normal_pdf,
    pow,
    powlog,
    sech2,
    sharing,
    sigmoid,
    silu,
    softmax,
    std,
    xlogy,
)
