"""The rows that take more than a line: formulas that look roundabout are the ones that keep the last bits.

The conventions are those of ``table.py``, which offers these rows as well.  Many of them are internal: the
first partial of another row, written as a row so that its own derivative keeps its digits too.

>>> from micrograd_like.rules import table
>>> table.gelu is gelu
True
"""

from __future__ import annotations

from .row import rule

TINY = 2.2250738585072014e-308  # the smallest normal double
HUGE = 1.7976931348623157e308  # the largest
UP, DOWN = (
    4.149515568880993e180,
    2.409919865102884e-181,
)  # 2**600 and its reciprocal: scaling that rounds nothing

# ---- quotients and powers ----
div = rule(
    "div",
    "x / y",
    "1 / y",
    f"where(abs(z) < {TINY}, where(z == 0, -(z / y), ddiv(x, y)), -(z / y))",
    symbol="/",
    domain="y != 0",
)
ddiv = rule(  # for a subnormal quotient, which has lost bits: scaled by 2**54
    "ddiv",
    "-((18014398509481984 * x / y) / y) * 5.551115123125783e-17",
    "-1 / y / y",
    "36028797018963968 * x / y / y / y * 5.551115123125783e-17",
    internal=True,
    plain="-x / y ** 2",
)
cbrt = rule("cbrt", "cbrt(x)", "dcbrt(x, z)")
dcbrt = rule(  # 1 / (3 * w * w) would double the error of w
    "dcbrt",
    "where(x == 0, inf, where(abs(x) < inf, w / x / 3, 1 / abs(w)))",
    "where(x == 0, 0, -2 * z / x / 3)",
    "0",
    letters="xw",
    internal=True,
    plain="1 / (3 * w ** 2)",
    source="w = cbrt(x) only helps and sends nothing",
)
pow = rule(
    "pow",
    "x ** y",
    # where y is 0: for ordinary x a plain 0, which has a derivative by y; nothing is sent for the others (3)
    "where(y == 0, where(0 < abs(x) < inf, dpow(x, y, z), 0), dpow(x, y, z))",
    "powlog(x, y, z)",
    symbol="**",
    domain="x > 0 or x < 0 and y == floor(y) or x == 0 and y >= 0",
    kinks="x == y == 0",
    constant={2.0: "square", None: "powc"},
    source="x ** 0 is the constant 1 (convention 3)",
)
# w / x costs 1 ulp where x ** (y - 1) costs up to 83, because y - 1 is rounded below y = 0.5; w saves a
# power, too.  Beyond 2**53, y - 1 is y.  Where y - 1 is exact, the derivative of x ** 1 is a true 0:
# polynomials end.
dpow = rule(
    "dpow",
    f"where(where(y < 1, 5e-324, {TINY}) <= abs(w) <= {HUGE},"
    f" where({TINY} <= abs(w / x) <= {HUGE}, y * (w / x), y * w / x),"
    " where(abs(y) < 9007199254740992, y * x ** (y - 1),"
    " where(w == 0, where(x == 0, y * x, 0), where(abs(x) == inf, copysign(y, x * y) * w, y * w / x))))",
    "where(0.5 <= y < 9007199254740992, where(y == 1, 0, y * dpow(x, y - 1, x ** (y - 1))),"
    " (y - 1) * (z / x))",
    "dpowlog(x, y, w)",
    "0",
    internal=True,
    plain="y * x ** (y - 1)",
    source="w = x ** y only helps and sends nothing",
)
powlog = rule(
    "powlog",
    "where(x == 0, where(y == 0, 0, xlogy(w, x)), xlogy(w, x))",
    "where(x == 0, where(y == 0, 0, dpowlog(x, y, w)), dpowlog(x, y, w))",
    "where(x == 0, where(y < 0, inf, where(y >= 0, 0, nan)), z * log(x))",
    "0",
    internal=True,
    plain="x ** y * log(x)",
    source="w = x ** y only helps and sends nothing",
)
dpowlog = rule(
    "dpowlog",
    "where(x == 0, where(y > 1, 0, where(y >= 0, -inf, where(y < 0, inf, nan))),"
    " where(abs(v) < inf, v + y * v * log(x), v * (1 + y * log(x))))",
    "where(x == 0, 0, ((y - 1) * z + y * x ** (y - 1)) / x)",
    "where(x == 0, 0, log(x) * (z + x ** (y - 1)))",
    "0",
    let={
        "r": "w / x",
        "v": f"where({TINY} <= abs(w) <= {HUGE}, where({TINY} <= abs(r) <= {HUGE}, r, x ** (y - 1)),"
        " x ** (y - 1))",
    },
    internal=True,
    plain="x ** (y - 1) * (1 + y * log(x))",
    source="the derivative of x ** y by x and y; w = x ** y only helps and sends nothing",
)
exp2 = rule(  # the value overflows before the partial does
    "exp2", "exp2(x)", "where(z < inf, 0.6931471805599453 * z, 1.3862943611198906 * exp2(x - 1))"
)
xlogy = rule(
    "xlogy",
    "where(y >= 0, where(x == 0, 0, x * log(y)), nan)",
    "log(y)",
    "where(y > 0, x / y, where(y == 0, where(x == 0, 0, x / y), nan))",
    domain="y > 0 or x == y == 0",
    plain="x * log(y)",
    source="0 at x = 0",
)

# ---- angles ----
# Near 1 the first form of 1 - x*x loses bits; near 0 the second's derivative does.
ONE_MINUS = {"u": "where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x))"}
asin = rule("asin", "asin(x)", "1 / sqrt(u)", let=ONE_MINUS, domain="-1 <= x <= 1")
acos = rule("acos", "acos(x)", "-1 / sqrt(u)", let=ONE_MINUS, domain="-1 <= x <= 1")
atanh = rule("atanh", "atanh(x)", "where(abs(x) <= 1, 1 / u, nan)", let=ONE_MINUS, domain="-1 < x < 1")
datan = rule(  # z * z would vanish long before z * z * x
    "datan",
    "where(abs(x) > 1e150, 1 / x / x, 1 / (1 + x * x))",
    "where(abs(x) == inf, 0, -2 * (x * z) * z)",
    internal=True,
    plain="1 / (1 + x ** 2)",
)

# ---- smooth activations ----
sech2 = rule(  # 1 / cosh(x)**2 would cost 4.7 ulp
    "sech2",
    "4 * e / (1 + e * (2 + e))",
    "-2 * z * tanh(x)",
    let={"e": "exp(-2 * abs(x))"},
    internal=True,
    source="1 / cosh(x)**2",
)
E_OF_MINUS = {"e": "exp(-abs(x))"}
sigmoid = rule("sigmoid", "where(x < 0, e / (1 + e), 1 / (1 + e))", "dsigmoid(x)", let=E_OF_MINUS)
dsigmoid = rule(
    "dsigmoid",
    "e / (1 + e * (2 + e))",
    "-z * tanh(0.5 * x)",
    let=E_OF_MINUS,
    internal=True,
    source="sigmoid'",
)
silu = rule(  # exp(x) alone would lose bits below -700
    "silu",
    "where(x < -700, where(x == -inf, -0.0, x * h * h), x * sigmoid(x))",
    "where(abs(x) == inf, where(x > 0, 1, 0),"
    " where(x < -700, (1 + x) * h * h, sigmoid(x) + x * dsigmoid(x)))",
    let={"h": "exp(0.5 * x)"},
)
# tanh(softplus(x)) is g = s / b, and its derivative is d, in e = exp(-abs(x)), which cannot overflow.
mish = rule(
    "mish",
    "where(x < -700, where(x == -inf, -0.0, x * h * h), where(x < inf, x * g, x))",
    "where(x > 400, 1, where(x == -inf, 0, where(x < -700, (1 + x) * h * h, g + x * d)))",
    let={
        "h": "exp(0.5 * x)",
        "e": "exp(where(x < 0, x, -x))",
        "b": "where(x < 0, 2 + e * (2 + e), 1 + 2 * e * (1 + e))",
        "g": "where(x < 0, e * (2 + e), 1 + 2 * e) / b",
        "d": "4 * where(x < 0, e, e * e) * (1 + e) / (b * b)",
    },
    source="x * tanh(softplus(x)), Misra 2019",
)

# ---- the bell curve ----
# x * x is h + e exactly (Dekker's product); exp(-h) alone would cost 400 ulp at x = 26.
SPLIT = {
    "s": "134217729 * x",
    "a": "s - (s - x)",
    "b": "x - a",
    "h": "x * x",
    "e": "((a * a - h) + 2 * a * b) + b * b",
}
gauss = rule(
    "gauss",
    "where(abs(x) < 28, exp(-h) * (1 - e), where(x == x, 0, nan))",
    "where(abs(x) == inf, 0, -2 * (x * z))",
    let=SPLIT,
    internal=True,
    plain="exp(-x ** 2)",
)
normal_pdf = rule(
    "normal_pdf",
    "where(abs(x) < 39, 0.3989422804014327 * (exp(-0.5 * h) * (1 - 0.5 * e)), where(x == x, 0, nan))",
    "where(37 < abs(x) < 39, -0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * (1 - 0.5 * e)),"
    " where(abs(x) == inf, 0, -x * z))",
    let=SPLIT,
)
# t + d is -x / sqrt(2) to twice the precision: sqrt(1/2) is p + q - 4.8e-17, and p has so few bits that a *
# p is exact
normal_cdf = rule(
    "normal_cdf",
    "where(abs(x) < 1e10, 0.5 * (erfc(t) - 1.1283791670955126 * (gauss(t) * d)),"
    " where(x < 0, 0, where(x > 0, 1, nan)))",
    "normal_pdf(x)",
    let={
        **SPLIT,
        "p": "0.7071067839860916",
        "q": "-2.7995440410322203e-09",
        "t": "-0.7071067811865476 * x",
        "d": "x * 4.833646656726457e-17 - ((((a * p + t) + a * q) + b * p) + b * q)",
    },
)
# far below zero the cumulative distribution would lose bits before x times it does: there x * normal_cdf(x)
# is -r * normal_pdf(x)
gelu = rule(
    "gelu",
    "where(x < -37, -normal_pdf(x) * r, x * normal_cdf(x))",
    "where(-39 < x < -37,"
    " 0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * ((1 - 0.5 * e) * (1 - u * r))),"
    " where(abs(x) == inf, where(x > 0, 1, 0), normal_cdf(x) + x * normal_pdf(x)))",
    let={
        **SPLIT,
        "u": "where(x < -37, 1 / x / x, 0)",
        "r": "1 - u * (1 - 3 * u * (1 - 5 * u * (1 - 7 * u * (1 - 9 * u * (1 - 11 * u)))))",
    },
)

# ---- lengths and angles of two numbers ----
SCALE = {
    "s": f"where(abs(x) + abs(y) < 1e-290, {UP}, where(abs(x) + abs(y) > 1e300, 0.25, 1))",
    "r": "hypot(x * s, y * s)",
}
hypot = rule(
    "hypot",
    "hypot(x, y)",
    "where(z == 0, 0, cosine(x, y))",
    "where(z == 0, 0, cosine(y, x))",
    kinks="x == y == 0",
)
cosine = rule(
    "cosine",
    "where(abs(x) == inf, where(y == y, where(abs(y) == inf, 0.7071067811865476, 1) * sign(x), nan),"
    " where(r == 0, 0, x * s / r))",
    "where(x == y == 0, 0, cosine(y, x) * (cosine(y, x) / hypot(x, y)))",
    "where(x == y == 0, 0, -(cosine(x, y) * cosine(y, x)) / hypot(x, y))",
    let=SCALE,
    internal=True,
    plain="x / hypot(x, y)",
    source="0 at the origin",
)
datan2 = rule(
    "datan2",
    "where(abs(x) == inf, where(y == y, 0, nan), where(abs(y) == inf, where(x == x, 0, nan),"
    " where(d == 0, 0, b / d * s)))",
    "where(x == y == 0, 0, -2 * cosine(x, y) * cosine(y, x) / hypot(x, y) / hypot(x, y))",
    "where(x == y == 0, 0,"
    " (cosine(x, y) - cosine(y, x)) * (cosine(x, y) + cosine(y, x)) / hypot(x, y) / hypot(x, y))",
    let={
        "s": f"where(abs(x) + abs(y) < 1e-150, {UP}, where(abs(x) + abs(y) > 1e150, {DOWN}, 1))",
        "a": "x * s",
        "b": "y * s",
        "d": "a * a + b * b",
    },
    internal=True,
    plain="y / (x ** 2 + y ** 2)",
    source="0 at the origin",
)

# ---- lengths of lists ----
norm2 = rule(
    "norm2",
    "norm2(x)",
    "where(z == 0, 0, p)",
    lists="x",
    let={"p": "direction(x)"},
    kinks="z == 0",
)
# The derivative by its own number is the sum of the others' squares: 1 - z*z would be 0 where one is large.
direction = rule(
    "direction",
    "where(1e-290 < r < 1e300, x / r, where(r == 0, 0, where(r < inf, x * s / norm2(x * s),"
    " where(big == 0, x * s / norm2(x * s),"
    " where(abs(x) == inf, sign(x) / sqrt(big), where(x == x, 0, nan) * bad)))))",
    "where(r == 0, 0, where(i == k, sum(where(i == k, 0, q * (q / r))), -(z * q) / r))",
    lists="x",
    each=True,
    let={
        "r": "norm2(x)",
        "s": f"where(r < 1, {UP}, {DOWN})",
        "big": "sum(where(abs(x) == inf, 1, 0))",
        "bad": "sum(where(x == x, 0, nan))",
    },
    internal=True,
    plain="x / norm2(x)",
    source="0 at the origin",
)
std = rule(
    "std",
    "norm2(d) / sqrt(n - ddof)",
    "where(z == 0, 0, p / sqrt(n - ddof))",
    lists="x",
    ddof=0.0,
    let={"m": "sum(x) / n", "d": "x - m", "p": "deviation(x)"},
    domain="n > ddof",
    kinks="z == 0 and n > 1",
    source="ddof=0 divides by n, ddof=1 by n - 1",
)
# Its derivatives are those of direction less their mean, where terms cancel.  Seen from the mean of the
# others they do not: of the numbers i and k the one farther from the mean is left out, and both are seen
# from the mean of the rest.
deviation = rule(
    "deviation",
    "p",
    "where(r == 0, 0, where(i == k, (n - 1) * wk, -where(abs(q) > abs(z),"
    " w + (n - 1) * ((yk - o) * (y - o)), wk + (n - 1) * ((y - ok) * (yk - ok)))) / n / r)",
    lists="x",
    each=True,
    let={
        "m": "sum(x) / n",
        "d": "x - m",
        "p": "direction(d)",
        "r": "norm2(d)",
        "low": "min(abs(d))",
        "at": "sum(where(abs(d) == low, x, 0)) / sum(where(abs(d) == low, 1, 0))",
        "y": "(x - at) / r",
        "o": "means(y)",
        "w": "scatters(y)",
        "yk": "sum(where(i == k, y, 0))",
        "ok": "sum(where(i == k, o, 0))",
        "wk": "sum(where(i == k, w, 0))",
    },
    internal=True,
    plain="(x - sum(x) / n) / (sqrt(n) * std(x))",
    source="x - mean over the length of all of these; 0 where all are equal",
)

# ---- sums of exponentials ----
# Subtracting the largest first, nothing overflows; the largest's own exp(0) stays out of u = t - 1, so that
# log1p keeps the small terms; ties at an infinity share.
logaddexp = rule(
    "logaddexp",
    "where(x == y, x + 0.6931471805599453, max(x, y) + log1p(exp(-abs(x - y))))",
    "sharing(x, y)",
    "sharing(y, x)",
)
# x - y is d + r exactly (Knuth's difference): far below 0, exp(d) alone would cost abs(d) ulp.
sharing = rule(
    "sharing",
    "where(abs(d) < inf, s + r * s * o, where(x == y, 0.5, s))",
    "z * sharing(y, x)",
    "-z * sharing(y, x)",
    let={
        "d": "x - y",
        "v": "d - x",
        "r": "(x - (d - v)) - (y + v)",
        "e": "exp(-abs(d))",
        "s": "where(d < 0, e, 1) / (1 + e)",
        "o": "where(d < 0, 1, e) / (1 + e)",
    },
    internal=True,
    plain="sigmoid(x - y)",
    source="0.5 where both are the same infinity",
)
SHIFT = {
    "m": "max(x)",
    "e": "exp(where(x == m, 0, x - m))",
    "t": "sum(e)",
    "u": "sum(where(x == m, 1, 0)) - 1 + sum(where(x == m, 0, e))",
    "p": "softmax(x)",
}
logsumexp = rule("logsumexp", "m + log1p(u)", "p", lists="x", let=SHIFT)
softmax = rule(
    "softmax",
    "e / t",
    "where(i == k, z * sum(where(i == k, 0, q)), -z * q)",
    lists="x",
    each=True,
    let={term: SHIFT[term] for term in "met"},
    source="one result per operand; 1 - q[k] as the sum of the others keeps its bits",
)
log_softmax = rule(
    "log_softmax",
    "where(x == m, 0, x - m) - log1p(u)",
    "where(i == k, sum(where(i == k, 0, p)), -p)",
    lists="x",
    each=True,
    let=SHIFT,
)
