"""The table: every primitive with its derivatives, each written once.

A row reads: name, z = value, dz/dx, dz/dy.  ``where(condition, a, b)`` chooses; a literal 0 in a partial means that nothing
is sent backwards there.  Whatever a partial calls is a row too, so derivatives have derivatives.  Formulas that look
roundabout are the ones that keep the last bits.  Where there is a choice, the rows follow these conventions, in this order:

1. A derivative that exists is given, also one-sided at the end of a domain, also infinite: the derivative of sqrt at 0 is inf.
2. At a kink: the sub- or supergradient nearest to 0 (abs and relu 0; max and min share ties, so max(x, 0) has 0.5 where relu
   has 0), but clamp on its bound 1.
3. x ** 0 is the constant 1, whatever x; 0 ** y is 0 for y > 0; its derivative by y is 0 for y >= 0 and -inf for y < 0.  So
   x ** x at 0 is 1 with derivative 0, not nan.
4. Outside the domain, value and derivative are nan.
5. nan gives nan, in the value and in every partial that depends on it.
6. A branch that is not taken sends nothing backwards: ``where(x > 0, log(x), 0)`` has derivative 0 at 0.
7. Infinite arguments give the limit: gelu(-inf) is 0 with derivative 0.
8. The sign of a zero result, and of an infinite derivative at -0.0, is not promised.


>>> tanh
tanh(x): z = tanh(x), dz/dx = sech2(x)
>>> tanh.linearize(20.0)  # the textbook's 1 - z*z would be 0
(1.0, (1.6993417021166355e-17,))
"""

from __future__ import annotations

from .row import rule

TINY = 2.2250738585072014e-308  # the smallest normal double
HUGE = 1.7976931348623157e308  # the largest

# fmt: off
# ---- arithmetic ----      z =                dz/dx =              dz/dy =
add = rule("add",           "x + y",           "1",                 "1",        symbol="+")
sub = rule("sub",           "x - y",           "1",                 "-1",       symbol="-")
mul = rule("mul",           "x * y",           "y",                 "x",        symbol="*")
neg = rule("neg",           "-x",              "-1",                            symbol="neg")
square = rule("square",     "x * x",           "2 * x",                             symbol="**2")
reciprocal = rule("reciprocal", "1 / x",       "-(z * z)",          domain="x != 0")
div = rule("div", "x / y", "1 / y",  # a subnormal quotient has lost bits: scale by 2**54 there
           f"where(abs(z) < {TINY}, -((18014398509481984 * x / y) / y) * 5.551115123125783e-17, -(z / y))",
           symbol="/", domain="y != 0")

# ---- powers and roots ----
# z / x costs 1 ulp where x ** (y - 1) costs up to 83, because y - 1 is rounded below y = 1; z is passed along to save a power.
dpow = rule("dpow", f"where(where(y < 1, 5e-324, {TINY}) <= abs(w) <= {HUGE},"
            f" where({TINY} <= abs(w / x) <= {HUGE}, y * (w / x), y * w / x),"
            " where(abs(y) < 9007199254740992, y * x ** (y - 1),"  # beyond 2**53, y - 1 is y
            " where(w == 0, where(x == 0, y * x, 0), where(abs(x) == inf, copysign(y, x * y) * w, y * w / x))))",
            "where(y == 1, 0, y * dpow(x, y - 1, x ** (y - 1)))", "x ** (y - 1) + xlogy(z, x)", "0",
            source="y * x ** (y - 1), given w = x ** y, which only helps and sends nothing")
pow = rule("pow", "x ** y", "where(y == 0, 0, dpow(x, y, z))", "where(x == 0, where(y == 0, 0, xlogy(z, x)), xlogy(z, x))",
           symbol="**", domain="x > 0, or y whole", constant={2.0: "square", None: "powc"}, source="x ** 0 is the constant 1 (convention 3)")
powc = rule("powc", "x ** c", "where(c == 0, 0, dpow(x, c, z))", symbol="**", shown="c", c=None, internal=True,
            source="the power with a constant exponent")
sqrt = rule("sqrt",         "sqrt(x)",         "where(x == 0, inf, 0.5 / z)",              domain="x >= 0")
cbrt = rule("cbrt",         "cbrt(x)",         "where(x == 0, inf, where(abs(x) < inf, z / x / 3, 1 / abs(z)))")  # z * z would double the error of z
rsqrt = rule("rsqrt",       "1 / sqrt(x)",     "-0.5 * z / x",                             domain="x > 0")

# ---- exponentials and logarithms ----
exp = rule("exp",           "exp(x)",          "z")
exp2 = rule("exp2",         "exp2(x)",         "where(z < inf, 0.6931471805599453 * z, 1.3862943611198906 * exp2(x - 1))")  # the partial overflows later
expm1 = rule("expm1",       "expm1(x)",        "exp(x)")
log = rule("log",           "log(x)",          "where(x > 0, 1 / x, where(x == 0, inf, nan))",  domain="x > 0")
log2 = rule("log2",         "log2(x)",         "where(x > 0, 1.4426950408889634 / x, where(x == 0, inf, nan))", domain="x > 0")
log10 = rule("log10",       "log10(x)",        "where(x > 0, 0.4342944819032518 / x, where(x == 0, inf, nan))", domain="x > 0")
log1p = rule("log1p",       "log1p(x)",        "where(x > -1, 1 / (1 + x), where(x == -1, inf, nan))", domain="x > -1")
xlogy = rule("xlogy", "where(y >= 0, where(x == 0, 0, x * log(y)), nan)",
             "log(y)", "where(y > 0, x / y, where(y == 0, where(x == 0, 0, x / y), nan))", domain="y >= 0", source="0 at x = 0")

# ---- trigonometry ----
sin = rule("sin",           "sin(x)",          "cos(x)")
cos = rule("cos",           "cos(x)",          "-sin(x)")
tan = rule("tan",           "tan(x)",          "1 + z * z")
ONE_MINUS = {"u": "where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x))"}  # near 1 the first form loses bits; near 0 the second's derivative does
asin = rule("asin",         "asin(x)",         "1 / sqrt(u)",       let=ONE_MINUS,         domain="-1 <= x <= 1")
acos = rule("acos",         "acos(x)",         "-1 / sqrt(u)",      let=ONE_MINUS,         domain="-1 <= x <= 1")
atan = rule("atan",         "atan(x)",         "where(abs(x) > 1e150, 1 / x / x, 1 / (1 + x * x))")
sinh = rule("sinh",         "sinh(x)",         "cosh(x)")
cosh = rule("cosh",         "cosh(x)",         "sinh(x)")
asinh = rule("asinh",       "asinh(x)",        "1 / hypot(1, x)")
acosh = rule("acosh",       "acosh(x)",        "1 / (sqrt(x - 1) * sqrt(x + 1))",          domain="x >= 1")
atanh = rule("atanh",       "atanh(x)",        "where(abs(x) <= 1, 1 / u, nan)", let=ONE_MINUS, domain="-1 <= x <= 1")

# ---- smooth activations ----
tanh = rule("tanh",         "tanh(x)",         "sech2(x)")
sech2 = rule("sech2", "4 * e / (1 + e * (2 + e))", "-2 * z * tanh(x)", let={"e": "exp(-2 * abs(x))"})  # 1 / cosh(x)**2: up to 4.7 ulp
sigmoid = rule("sigmoid", "where(x < 0, e / (1 + e), 1 / (1 + e))", "dsigmoid(x)", let={"e": "exp(-abs(x))"})
dsigmoid = rule("dsigmoid", "e / (1 + e * (2 + e))", "-z * tanh(0.5 * x)", let={"e": "exp(-abs(x))"})
softplus = rule("softplus", "where(x > 0, x + log1p(exp(-x)), log1p(exp(x)))", "sigmoid(x)")
logsigmoid = rule("logsigmoid", "where(x < 0, x - log1p(exp(x)), -log1p(exp(-x)))", "sigmoid(-x)")
silu = rule("silu", "where(x < -700, where(x == -inf, -0.0, x * h * h), x * sigmoid(x))",  # exp(x) alone would lose bits there
            "where(abs(x) == inf, where(x > 0, 1, 0), where(x < -700, (1 + x) * h * h, sigmoid(x) + x * dsigmoid(x)))",
            let={"h": "exp(0.5 * x)"})
softsign = rule("softsign", "where(abs(x) == inf, sign(x), x / (1 + abs(x)))", "1 / (1 + abs(x)) / (1 + abs(x))")

# ---- the bell curve: x * x is h + e exactly (Dekker's product), as exp(-h) alone would cost 400 ulp at x = 26 ----
SPLIT = {"s": "134217729 * x", "a": "s - (s - x)", "b": "x - a", "h": "x * x", "e": "((a * a - h) + 2 * a * b) + b * b"}
gauss = rule("gauss", "where(abs(x) < 28, exp(-h) * (1 - e), where(x == x, 0, nan))", "where(abs(x) == inf, 0, -2 * x * z)", let=SPLIT,
             source="exp(-x*x)")
erf = rule("erf",           "erf(x)",          "1.1283791670955126 * gauss(x)")
erfc = rule("erfc",         "erfc(x)",         "-1.1283791670955126 * gauss(x)")
normal_pdf = rule("normal_pdf", "where(abs(x) < 39, 0.3989422804014327 * (exp(-0.5 * h) * (1 - 0.5 * e)), where(x == x, 0, nan))",
                  "where(abs(x) == inf, 0, -x * z)", let=SPLIT)
# t + d is -x / sqrt(2) to twice the precision: sqrt(1/2) is p + q - 4.8e-17, where p has so few bits that a * p is exact
normal_cdf = rule("normal_cdf", "where(abs(x) < 1e10, 0.5 * (erfc(t) - 1.1283791670955126 * (gauss(t) * d)), where(x < 0, 0, where(x > 0, 1, nan)))",
                  "normal_pdf(x)", let={**SPLIT, "p": "0.7071067839860916", "q": "-2.7995440410322203e-09", "t": "-0.7071067811865476 * x",
                  "d": "x * 4.833646656726457e-17 - ((((a * p + t) + a * q) + b * p) + b * q)"})
# far below zero the cumulative distribution would lose bits before x times it does: there x * normal_cdf(x) is -r * normal_pdf(x)
gelu = rule("gelu", "where(x < -37, -normal_pdf(x) * r, x * normal_cdf(x))",
            "where(-39 < x < -37, 0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * ((1 - 0.5 * e) * (1 - u * r))),"
            " where(abs(x) == inf, where(x > 0, 1, 0), normal_cdf(x) + x * normal_pdf(x)))",
            let={**SPLIT, "u": "where(x < -37, 1 / x / x, 0)", "r": "1 - u * (1 - 3 * u * (1 - 5 * u * (1 - 7 * u * (1 - 9 * u * (1 - 11 * u)))))"})

# ---- kinks: the minimum-norm sub- or supergradient (convention 2); nan stays nan (5); a branch not taken sends nothing (6) ----
abs = rule("abs",           "abs(x)",          "sign(x)",                                  kinks="x == 0")
sign = rule("sign", "where(x > 0, 1, where(x < 0, -1, where(x == 0, 0, nan)))", "where(x == x, 0, nan)", kinks="x == 0")
relu = rule("relu", "where(x <= 0, 0, x)", "where(x <= 0, 0, where(x > 0, 1, nan))", kinks="x == 0", symbol="ReLU")
relu6 = rule("relu6", "where(x <= 0, 0, where(x >= 6, 6, x))",
             "where(x <= 0, 0, where(x >= 6, 0, where(x == x, 1, nan)))", kinks="x == 0 or x == 6")
hardtanh = rule("hardtanh", "where(x <= -1, -1, where(x >= 1, 1, x))",
                "where(x <= -1, 0, where(x >= 1, 0, where(x == x, 1, nan)))", kinks="abs(x) == 1")
clamp = rule("clamp", "where(x < low, low, where(x > high, high, x))",  # 1 on a bound, so that a parameter can leave it
             "where(x < low, 0, where(x > high, 0, where(x == x, 1, nan)))", low=0.0, high=1.0, kinks="x == low or x == high")
leaky_relu = rule("leaky_relu", "where(x > 0, x, slope * x)",
                  "where(x > 0, 1, where(x < 0, slope, where(x == 0, max(min(slope, 1), 0), nan)))",
                  slope=0.01, kinks="x == 0")
elu = rule("elu", "where(x > 0, x, alpha * expm1(x))",
           "where(x > 0, 1, where(x == 0, max(min(alpha, 1), 0), alpha * exp(x)))", alpha=1.0, kinks="x == 0 unless alpha == 1",
           source="Clevert et al. 2015")
selu = rule("selu", "where(x > 0, 1.0507009873554805 * x, 1.7580993408473768 * expm1(x))",
            "where(x >= 0, 1.0507009873554805, 1.7580993408473768 * exp(x))", kinks="x == 0", source="Klambauer et al. 2017")

# ---- rounding and remainders ----
floor = rule("floor",       "floor(x)",        "where(x == x, 0, nan)",                    kinks="x whole")
ceil = rule("ceil",         "ceil(x)",         "where(x == x, 0, nan)",                    kinks="x whole")
trunc = rule("trunc",       "trunc(x)",        "where(x == x, 0, nan)",                    kinks="x whole")
round = rule("round",       "round(x, digits)", "where(x == x, 0, nan)", digits=0.0,           kinks="x half-way between whole numbers",
             source="Python's, to the even neighbour half-way; digits after the point")
fmod = rule("fmod", "fmod(x, y)", "where(z == z, 1, nan)", "where(z == z, -round((x - z) / y), nan)", domain="y != 0",
            kinks="x / y whole", source="C's remainder, sign of x")
mod = rule("mod", "mod(x, y)", "where(z == z, 1, nan)", "where(z == z, -round((x - z) / y), nan)", domain="y != 0", symbol="%",
           kinks="x / y whole", source="Python's remainder, sign of y")
floordiv = rule("floordiv", "floordiv(x, y)", "where(z == z, 0, nan)", "where(z == z, 0, nan)", domain="y != 0", symbol="//",
                kinks="x / y whole", source="Python's whole quotient: x = y * (x // y) + x % y")
copysign = rule("copysign", "where(y == y, copysign(x, y), nan)", "where(y == y, sign(x) * copysign(1, y), nan)",
                "where(x == x, where(y == y, 0, nan), nan)", kinks="x == 0")

# ---- lengths and angles: scaled by powers of two where squares or quotients would leave the range ----
UP, DOWN = 4.149515568880993e180, 2.409919865102884e-181  # 2**600 and its reciprocal
SCALE = {"s": f"where(abs(x) + abs(y) < 1e-290, {UP}, where(abs(x) + abs(y) > 1e300, 0.25, 1))", "r": "hypot(x * s, y * s)"}
cosine = rule("cosine", "where(abs(x) == inf, where(y == y, where(abs(y) == inf, 0.7071067811865476, 1) * sign(x), nan),"
              " where(r == 0, 0, x * s / r))",
              "cosine(y, x) * (cosine(y, x) / hypot(x, y))", "-cosine(x, y) * (cosine(y, x) / hypot(x, y))", let=SCALE,
              source="x / hypot(x, y), 0 at the origin")
hypot = rule("hypot", "hypot(x, y)", "cosine(x, y)", "cosine(y, x)", kinks="x == y == 0")
datan2 = rule("datan2", "where(abs(x) == inf, where(y == y, 0, nan), where(abs(y) == inf, where(x == x, 0, nan),"
              " where(d == 0, 0, b / d * s)))",
              "-2 * cosine(x, y) * z / hypot(x, y)",
              "(cosine(x, y) - cosine(y, x)) * (cosine(x, y) + cosine(y, x)) / hypot(x, y) / hypot(x, y)",
              let={"s": f"where(abs(x) + abs(y) < 1e-150, {UP}, where(abs(x) + abs(y) > 1e150, {DOWN}, 1))",
                   "a": "x * s", "b": "y * s", "d": "a * a + b * b"}, source="y / (x*x + y*y), 0 at the origin")
atan2 = rule("atan2", "atan2(x, y)", "datan2(x, y)", "-datan2(y, x)", kinks="x == y == 0",
             source="the angle of the point with height x and width y")

# ---- two numbers ----
logaddexp = rule("logaddexp", "where(x == y, x + 0.6931471805599453, max(x, y) + log1p(exp(-abs(x - y))))",
                 "where(abs(x) == inf, where(x == y, 0.5, sigmoid(x - y)), sigmoid(x - y))",
                 "where(abs(x) == inf, where(x == y, 0.5, sigmoid(y - x)), sigmoid(y - x))")
where = rule("where", "where(c != 0, x, y)", "where(c != 0, 1, 0)", "where(c != 0, 0, 1)", order=("c", "x", "y"), c=None,
             source="c is the truth of the condition")

# ---- special functions ----
lgamma = rule("lgamma",     "lgamma(x)",       "digamma(x)")
digamma = rule("digamma",   "digamma(x)",      "polygamma(1, x)")
polygamma = rule("polygamma", "polygamma(m, x)", "polygamma(m + 1, x)", order=("m", "x"), m=None)

# ---- folds: x (and w) are lists, i counts the elements, n is their number ----
total = rule("total",       "sum(x)",          "1",                                        lists="x", symbol="sum")
dot = rule("dot",           "sum(w * x)",      "x",  "w",                                  lists="wx", letters="wx")
affine = rule("affine",     "sum(w * x, b)",   "x",  "w",  "1",                            lists="wx", letters="wxb", symbol="dot",
              source="dot with a bias: b + w1*x1 + w2*x2 + ..., from left to right")
prod = rule("prod",         "prod(x)",         "p",                                        lists="x", let={"p": "others(x)"})
max = rule("max", "max(x)", "where(z == z, where(x == z, 1 / sum(where(x == z, 1, 0)), 0), nan)", lists="x", kinks="a tie")
min = rule("min", "min(x)", "where(z == z, where(x == z, 1 / sum(where(x == z, 1, 0)), 0), nan)", lists="x", kinks="a tie")
norm2 = rule("norm2", "norm2(x)", "where(1e-290 < z < 1e300, x / z, where(z == 0, 0, where(z < inf, x * s / norm2(x * s),"
             " where(big == 0, x * s / norm2(x * s), where(abs(x) == inf, sign(x) / sqrt(big), where(x == x, 0, nan) * bad)))))",
             lists="x", kinks="x == 0",
             let={"s": f"where(z < 1, {UP}, {DOWN})", "big": "sum(where(abs(x) == inf, 1, 0))", "bad": "sum(where(x == x, 0, nan))"})
std = rule("std", "norm2(d) / sqrt(n - ddof)", "where(z == 0, 0, d / ((n - ddof) * z))", lists="x", ddof=0.0,
           let={"m": "sum(x) / n", "d": "x - m"}, kinks="all equal", source="ddof=0 divides by n, ddof=1 by n - 1")
# Subtracting the largest first, nothing overflows; the largest's own exp(0) stays out of u = t - 1, so that log1p keeps
# the small terms; ties at an infinity share.
SHIFT = {"m": "max(x)", "e": "exp(where(x == m, 0, x - m))", "t": "sum(e)",
         "u": "sum(where(x == m, 1, 0)) - 1 + sum(where(x == m, 0, e))", "p": "softmax(x)"}
logsumexp = rule("logsumexp", "m + log1p(u)", "p", lists="x", let=SHIFT)
softmax = rule("softmax", "e / t", "where(i == k, z * sum(where(i == k, 0, q)), -z * q)", lists="x", each=True,
               let={term: SHIFT[term] for term in "met"}, source="one result per operand; 1 - q[k] as the sum of the others keeps its bits")
log_softmax = rule("log_softmax", "where(x == m, 0, x - m) - log1p(u)", "where(i == k, sum(where(i == k, 0, p)), -p)", lists="x",
                   each=True, let=SHIFT)
