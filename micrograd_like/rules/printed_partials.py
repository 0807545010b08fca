"""The partials of the rows on numbers of any type: derivatives of derivatives.

Printed by `python -m micrograd_like.rules` from rules/table.py.  Change the table, not this file.
"""

# fmt: off
# ruff: noqa
# pyright: basic
from math import inf, nan, pi
from typing import Any

from . import table  # first the rows
from .row import RULES
_abs: Any = RULES.get("abs")
_copysign: Any = RULES.get("copysign")
_cos: Any = RULES.get("cos")
_cosh: Any = RULES.get("cosh")
_cosine: Any = RULES.get("cosine")
_datan2: Any = RULES.get("datan2")
_datan: Any = RULES.get("datan")
_dcbrt: Any = RULES.get("dcbrt")
_ddiv: Any = RULES.get("ddiv")
_deviation: Any = RULES.get("deviation")
_digamma: Any = RULES.get("digamma")
_direction: Any = RULES.get("direction")
_dpow: Any = RULES.get("dpow")
_dpowlog: Any = RULES.get("dpowlog")
_dsigmoid: Any = RULES.get("dsigmoid")
_exp2: Any = RULES.get("exp2")
_exp: Any = RULES.get("exp")
_floordiv: Any = RULES.get("floordiv")
_gauss: Any = RULES.get("gauss")
_hypot: Any = RULES.get("hypot")
_log: Any = RULES.get("log")
_max: Any = RULES.get("max")
_min: Any = RULES.get("min")
_norm2: Any = RULES.get("norm2")
_normal_cdf: Any = RULES.get("normal_cdf")
_normal_pdf: Any = RULES.get("normal_pdf")
_polygamma: Any = RULES.get("polygamma")
_pow: Any = RULES.get("pow")
_powlog: Any = RULES.get("powlog")
_round: Any = RULES.get("round")
_sech2: Any = RULES.get("sech2")
_sharing: Any = RULES.get("sharing")
_sigmoid: Any = RULES.get("sigmoid")
_sign: Any = RULES.get("sign")
_sin: Any = RULES.get("sin")
_sinh: Any = RULES.get("sinh")
_softmax: Any = RULES.get("softmax")
_sqrt: Any = RULES.get("sqrt")
_sum: Any = RULES.get("total")
_tanh: Any = RULES.get("tanh")
from .floats import means as _means
from .floats import others as _others
from .floats import scatters as _scatters
from .operands import held as _held
from .operands import quotient as _div


def partials_add(z, x, y):
    return (1.0, 1.0)


def partials_sub(z, x, y):
    return (1.0, -1.0)


def partials_mul(z, x, y):
    return (y, x)


def partials_neg(z, x):
    return (-1.0,)


def partials_square(z, x):
    return (2.0 * x,)


def partials_reciprocal(z, x):
    return (-(z * z),)


def partials_sqrt(z, x):
    return (inf if _held(x) == 0.0 else _div(0.5, z),)


def partials_rsqrt(z, x):
    return (_div(-0.5 * z, x),)


def partials_powc(z, x, c):
    return (None if _held(c) == 0.0 else _dpow(x, c, z),)


def partials_exp(z, x):
    return (z,)


def partials_expm1(z, x):
    return (_exp(x),)


def partials_log(z, x):
    return (_div(1.0, x) if x > 0.0 else inf if _held(x) == 0.0 else nan,)


def partials_log2(z, x):
    return (_div(1.4426950408889634, x) if x > 0.0 else inf if _held(x) == 0.0 else nan,)


def partials_log10(z, x):
    return (_div(0.4342944819032518, x) if x > 0.0 else inf if _held(x) == 0.0 else nan,)


def partials_log1p(z, x):
    return (_div(1.0, 1.0 + x) if x > -1.0 else inf if _held(x) == -1.0 else nan,)


def partials_sin(z, x):
    return (_cos(x),)


def partials_cos(z, x):
    return (-_sin(x),)


def partials_tan(z, x):
    return (1.0 + z * z,)


def partials_atan(z, x):
    return (_datan(x),)


def partials_atan2(z, x, y):
    return (_datan2(x, y), -_datan2(y, x))


def partials_sinh(z, x):
    return (_cosh(x),)


def partials_cosh(z, x):
    return (_sinh(x),)


def partials_tanh(z, x):
    return (_sech2(x),)


def partials_asinh(z, x):
    return (_div(1.0, _hypot(1.0, x)),)


def partials_acosh(z, x):
    return (_div(1.0, _sqrt(x - 1.0) * _sqrt(x + 1.0)),)


def partials_softplus(z, x):
    return (_sigmoid(x),)


def partials_logsigmoid(z, x):
    return (_sigmoid(-x),)


def partials_softsign(z, x):
    return (_div(_div(1.0, 1.0 + _abs(x)), 1.0 + _abs(x)),)


def partials_erf(z, x):
    return (1.1283791670955126 * _gauss(x),)


def partials_erfc(z, x):
    return (-1.1283791670955126 * _gauss(x),)


def partials_lgamma(z, x):
    return (_digamma(x),)


def partials_digamma(z, x):
    return (_polygamma(1.0, x),)


def partials_polygamma(z, x, m):
    return (_polygamma(m + 1.0, x),)


def partials_abs(z, x):
    return (_sign(x),)


def partials_sign(z, x):
    return (None if _held(x) == _held(x) else nan,)


def partials_relu(z, x):
    return (None if x <= 0.0 else 1.0 if x > 0.0 else nan,)


def partials_relu6(z, x):
    return (None if x <= 0.0 else None if x >= 6.0 else 1.0 if _held(x) == _held(x) else nan,)


def partials_hardtanh(z, x):
    return (None if x <= -1.0 else None if x >= 1.0 else 1.0 if _held(x) == _held(x) else nan,)


def partials_clamp(z, x, low=0.0, high=1.0):
    return (None if x < low else None if x > high else 1.0 if _held(x) == _held(x) else nan,)


def partials_leaky_relu(z, x, slope=0.01):
    return (1.0 if x > 0.0 else slope if x < 0.0 else _max(_min(slope, 1.0), 0.0) if _held(x) == 0.0 else nan,)


def partials_elu(z, x, alpha=1.0):
    return (1.0 if x > 0.0 else _max(_min(alpha, 1.0), 0.0) if _held(x) == 0.0 else alpha * _exp(x),)


def partials_selu(z, x):
    return (1.0507009873554805 if x >= 0.0 else 1.7580993408473768 * _exp(x),)


def partials_floor(z, x):
    return (None if _held(x) == _held(x) else nan,)


def partials_ceil(z, x):
    return (None if _held(x) == _held(x) else nan,)


def partials_trunc(z, x):
    return (None if _held(x) == _held(x) else nan,)


def partials_round(z, x, digits=0.0):
    return (None if _held(x) == _held(x) else nan,)


def partials_fmod(z, x, y):
    return (1.0 if _held(z) == _held(z) else nan, -_round(_div(x - z, y)) if _held(z) == _held(z) else nan)


def partials_mod(z, x, y):
    return (1.0 if _held(z) == _held(z) else nan, -_floordiv(x, y) if _held(z) == _held(z) else nan)


def partials_floordiv(z, x, y):
    return (None if _held(z) == _held(z) else nan, None if _held(z) == _held(z) else nan)


def partials_copysign(z, x, y):
    return (_sign(x) * _copysign(1.0, y) if _held(y) == _held(y) else nan, (None if _held(y) == _held(y) else nan) if _held(x) == _held(x) else nan)


def partials_where(z, x, y, c):
    return (1.0 if _held(c) != 0.0 else None, None if _held(c) != 0.0 else 1.0)


def partials_less(z, x, y):
    return (None, None)


def partials_less_equal(z, x, y):
    return (None, None)


def partials_equal(z, x, y):
    return (None, None)


def partials_choose(z, c, x, y):
    return (None, 1.0 if _held(c) != 0.0 else None, None if _held(c) != 0.0 else 1.0)


def partials_total(z, x):
    return (*[1.0] * len(x),)


def partials_dot(z, w, x):
    return (*x, *w)


def partials_affine(z, w, x, b):
    return (*x, *w, 1.0)


def partials_picked(z, x, j):
    return (*[1.0 if _held(i) == _held(j) else None for i, x_i in enumerate(x)], None)


def partials_prod(z, x):
    p = _others(x)
    return (*p,)


def partials_max(z, x):
    return (*[(_div(1.0, _sum([1.0 if _held(x_i) == _held(z) else 0.0 for x_i in x])) if _held(x_i) == _held(z) else None) if _held(z) == _held(z) else nan for x_i in x],)


def partials_min(z, x):
    return (*[(_div(1.0, _sum([1.0 if _held(x_i) == _held(z) else 0.0 for x_i in x])) if _held(x_i) == _held(z) else None) if _held(z) == _held(z) else nan for x_i in x],)


def partials_div(z, x, y):
    return (_div(1.0, y), (-_div(z, y) if _held(z) == 0.0 else _ddiv(x, y)) if _abs(z) < 2.2250738585072014e-308 else -_div(z, y))


def partials_ddiv(z, x, y):
    return (_div(_div(-1.0, y), y), _div(_div(_div(3.602879701896397e+16 * x, y), y), y) * 5.551115123125783e-17)


def partials_cbrt(z, x):
    return (_dcbrt(x, z),)


def partials_dcbrt(z, x, w):
    return (None if _held(x) == 0.0 else _div(-2.0 * z, x) / 3.0, None)


def partials_pow(z, x, y):
    return ((_dpow(x, y, z) if 0.0 < _abs(x) < inf else None) if _held(y) == 0.0 else _dpow(x, y, z), _powlog(x, y, z))


def partials_dpow(z, x, y, w):
    return ((None if _held(y) == 1.0 else y * _dpow(x, y - 1.0, _pow(x, y - 1.0))) if 0.5 <= y < 9007199254740992.0 else (y - 1.0) * _div(z, x), _dpowlog(x, y, w), None)


def partials_powlog(z, x, y, w):
    return ((None if _held(y) == 0.0 else _dpowlog(x, y, w)) if _held(x) == 0.0 else _dpowlog(x, y, w), (inf if y < 0.0 else None if y >= 0.0 else nan) if _held(x) == 0.0 else z * _log(x), None)


def partials_dpowlog(z, x, y, w):
    return (None if _held(x) == 0.0 else _div((y - 1.0) * z + y * _pow(x, y - 1.0), x), None if _held(x) == 0.0 else _log(x) * (z + _pow(x, y - 1.0)), None)


def partials_exp2(z, x):
    return (0.6931471805599453 * z if z < inf else 1.3862943611198906 * _exp2(x - 1.0),)


def partials_xlogy(z, x, y):
    return (_log(y), _div(x, y) if y > 0.0 else (None if _held(x) == 0.0 else _div(x, y)) if _held(y) == 0.0 else nan)


def partials_asin(z, x):
    u = 1.0 - x * x if _abs(x) < 0.5 else (1.0 - x) * (1.0 + x)
    return (_div(1.0, _sqrt(u)),)


def partials_acos(z, x):
    u = 1.0 - x * x if _abs(x) < 0.5 else (1.0 - x) * (1.0 + x)
    return (_div(-1.0, _sqrt(u)),)


def partials_atanh(z, x):
    u = 1.0 - x * x if _abs(x) < 0.5 else (1.0 - x) * (1.0 + x)
    return (_div(1.0, u) if _abs(x) <= 1.0 else nan,)


def partials_datan(z, x):
    return (None if _held(_abs(x)) == inf else -2.0 * (x * z) * z,)


def partials_sech2(z, x):
    return (-2.0 * z * _tanh(x),)


def partials_sigmoid(z, x):
    return (_dsigmoid(x),)


def partials_dsigmoid(z, x):
    return (-z * _tanh(0.5 * x),)


def partials_silu(z, x):
    h = _exp(0.5 * x)
    return ((1.0 if x > 0.0 else None) if _held(_abs(x)) == inf else (1.0 + x) * h * h if x < -700.0 else _sigmoid(x) + x * _dsigmoid(x),)


def partials_mish(z, x):
    h = _exp(0.5 * x)
    e = _exp(x if x < 0.0 else -x)
    b = 2.0 + e * (2.0 + e) if x < 0.0 else 1.0 + 2.0 * e * (1.0 + e)
    g = _div(e * (2.0 + e) if x < 0.0 else 1.0 + 2.0 * e, b)
    d = _div(4.0 * (e if x < 0.0 else e * e) * (1.0 + e), b * b)
    return (1.0 if x > 400.0 else None if _held(x) == -inf else (1.0 + x) * h * h if x < -700.0 else g + x * d,)


def partials_gauss(z, x):
    return (None if _held(_abs(x)) == inf else -2.0 * (x * z),)


def partials_normal_pdf(z, x):
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    h = x * x
    e = a * a - h + 2.0 * a * b + b * b
    return (-0.3989422804014327 * x * _exp(-0.25 * h) * (_exp(-0.25 * h) * (1.0 - 0.5 * e)) if 37.0 < _abs(x) < 39.0 else None if _held(_abs(x)) == inf else -x * z,)


def partials_normal_cdf(z, x):
    return (_normal_pdf(x),)


def partials_gelu(z, x):
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    h = x * x
    e = a * a - h + 2.0 * a * b + b * b
    u = _div(_div(1.0, x), x) if x < -37.0 else 0.0
    r = 1.0 - u * (1.0 - 3.0 * u * (1.0 - 5.0 * u * (1.0 - 7.0 * u * (1.0 - 9.0 * u * (1.0 - 11.0 * u)))))
    return (0.3989422804014327 * x * _exp(-0.25 * h) * (_exp(-0.25 * h) * ((1.0 - 0.5 * e) * (1.0 - u * r))) if -39.0 < x < -37.0 else (1.0 if x > 0.0 else None) if _held(_abs(x)) == inf else _normal_cdf(x) + x * _normal_pdf(x),)


def partials_hypot(z, x, y):
    return (None if _held(z) == 0.0 else _cosine(x, y), None if _held(z) == 0.0 else _cosine(y, x))


def partials_cosine(z, x, y):
    return (None if _held(x) == _held(y) == 0.0 else _cosine(y, x) * _div(_cosine(y, x), _hypot(x, y)), None if _held(x) == _held(y) == 0.0 else _div(-(_cosine(x, y) * _cosine(y, x)), _hypot(x, y)))


def partials_datan2(z, x, y):
    return (None if _held(x) == _held(y) == 0.0 else _div(_div(-2.0 * _cosine(x, y) * _cosine(y, x), _hypot(x, y)), _hypot(x, y)), None if _held(x) == _held(y) == 0.0 else _div(_div((_cosine(x, y) - _cosine(y, x)) * (_cosine(x, y) + _cosine(y, x)), _hypot(x, y)), _hypot(x, y)))


def partials_norm2(z, x):
    p = _direction(x)
    return (*[None if _held(z) == 0.0 else p_i for p_i in p],)


def partials_direction(z, x, k, shared=None):
    shared = {} if shared is None else shared
    if "q" not in shared:
        shared["q"] = _direction(x)
    q = shared["q"]
    if "r" not in shared:
        shared["r"] = _norm2(x)
    r = shared["r"]
    return (*[None if _held(r) == 0.0 else _sum([0.0 if _held(i) == _held(k) else q_i * _div(q_i, r) for i, q_i in enumerate(q)]) if _held(i) == _held(k) else _div(-(z * q_i), r) for i, q_i in enumerate(q)],)


def partials_std(z, x, ddof=0.0):
    n = float(len(x))
    p = _deviation(x)
    return (*[None if _held(z) == 0.0 else _div(p_i, _sqrt(n - ddof)) for p_i in p],)


def partials_deviation(z, x, k, shared=None):
    n = float(len(x))
    shared = {} if shared is None else shared
    if "q" not in shared:
        shared["q"] = _deviation(x)
    q = shared["q"]
    if "m" not in shared:
        shared["m"] = _div(_sum(x), n)
    m = shared["m"]
    if "d" not in shared:
        shared["d"] = [x_i - m for x_i in x]
    d = shared["d"]
    if "r" not in shared:
        shared["r"] = _norm2(d)
    r = shared["r"]
    if "low" not in shared:
        shared["low"] = _min([_abs(d_i) for d_i in d])
    low = shared["low"]
    if "at" not in shared:
        shared["at"] = _div(_sum([x_i if _held(_abs(d_i)) == _held(low) else 0.0 for d_i, x_i in zip(d, x)]), _sum([1.0 if _held(_abs(d_i)) == _held(low) else 0.0 for d_i in d]))
    at = shared["at"]
    if "y" not in shared:
        shared["y"] = [_div(x_i - at, r) for x_i in x]
    y = shared["y"]
    if "o" not in shared:
        shared["o"] = _means(y)
    o = shared["o"]
    if "w" not in shared:
        shared["w"] = _scatters(y)
    w = shared["w"]
    yk = _sum([y_i if _held(i) == _held(k) else 0.0 for i, y_i in enumerate(y)])
    ok = _sum([o_i if _held(i) == _held(k) else 0.0 for i, o_i in enumerate(o)])
    wk = _sum([w_i if _held(i) == _held(k) else 0.0 for i, w_i in enumerate(w)])
    return (*[None if _held(r) == 0.0 else _div(_div((n - 1.0) * wk if _held(i) == _held(k) else -(w_i + (n - 1.0) * ((yk - o_i) * (y_i - o_i)) if _abs(q_i) > _abs(z) else wk + (n - 1.0) * ((y_i - ok) * (yk - ok))), n), r) for i, (o_i, q_i, w_i, y_i) in enumerate(zip(o, q, w, y))],)


def partials_logaddexp(z, x, y):
    return (_sharing(x, y), _sharing(y, x))


def partials_sharing(z, x, y):
    return (z * _sharing(y, x), -z * _sharing(y, x))


def partials_logsumexp(z, x):
    p = _softmax(x)
    return (*p,)


def partials_softmax(z, x, k, shared=None):
    shared = {} if shared is None else shared
    if "q" not in shared:
        shared["q"] = _softmax(x)
    q = shared["q"]
    return (*[z * _sum([0.0 if _held(i) == _held(k) else q_i for i, q_i in enumerate(q)]) if _held(i) == _held(k) else -z * q_i for i, q_i in enumerate(q)],)


def partials_log_softmax(z, x, k, shared=None):
    shared = {} if shared is None else shared
    if "p" not in shared:
        shared["p"] = _softmax(x)
    p = shared["p"]
    return (*[_sum([0.0 if _held(i) == _held(k) else p_i for i, p_i in enumerate(p)]) if _held(i) == _held(k) else -p_i for i, p_i in enumerate(p)],)
