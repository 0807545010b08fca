"""The rows on floats: z, and z with its partials (None where nothing is sent).

Printed by `python -m micrograd_like.rules` from rules/table.py.  Change the table, not this file.
"""

# fmt: off
# ruff: noqa
# pyright: basic
from math import inf, nan, pi

from .floats import abs as _abs
from .floats import acos as _acos
from .floats import acosh as _acosh
from .floats import asin as _asin
from .floats import asinh as _asinh
from .floats import atan as _atan
from .floats import atan2 as _atan2
from .floats import atanh as _atanh
from .floats import cbrt as _cbrt
from .floats import ceil as _ceil
from .floats import copysign as _copysign
from .floats import cos as _cos
from .floats import cosh as _cosh
from .floats import digamma as _digamma
from .floats import div as _div
from .floats import erf as _erf
from .floats import erfc as _erfc
from .floats import exp as _exp
from .floats import exp2 as _exp2
from .floats import expm1 as _expm1
from .floats import floor as _floor
from .floats import floordiv as _floordiv
from .floats import fmod as _fmod
from .floats import hypot as _hypot
from .floats import lgamma as _lgamma
from .floats import log as _log
from .floats import log10 as _log10
from .floats import log1p as _log1p
from .floats import log2 as _log2
from .floats import max as _max
from .floats import means as _means
from .floats import min as _min
from .floats import mod as _mod
from .floats import norm2 as _norm2
from .floats import others as _others
from .floats import polygamma as _polygamma
from .floats import pow as _pow
from .floats import prod as _prod
from .floats import round as _round
from .floats import scatters as _scatters
from .floats import sin as _sin
from .floats import sinh as _sinh
from .floats import sqrt as _sqrt
from .floats import sum as _sum
from .floats import tan as _tan
from .floats import tanh as _tanh
from .floats import trunc as _trunc


def _add(x, y):
    z = x + y
    return z


def linearize_add(x, y):
    z = x + y
    return z, (1.0, 1.0)


def _sub(x, y):
    z = x - y
    return z


def linearize_sub(x, y):
    z = x - y
    return z, (1.0, -1.0)


def _mul(x, y):
    z = x * y
    return z


def linearize_mul(x, y):
    z = x * y
    return z, (y, x)


def _neg(x):
    z = -x
    return z


def linearize_neg(x):
    z = -x
    return z, (-1.0,)


def _square(x):
    z = x * x
    return z


def linearize_square(x):
    z = x * x
    return z, (2.0 * x,)


def _reciprocal(x):
    z = 1.0 / x if x else _div(1.0, x)
    return z


def linearize_reciprocal(x):
    z = 1.0 / x if x else _div(1.0, x)
    return z, (-(z * z),)


def linearize_sqrt(x):
    z = _sqrt(x)
    return z, (inf if x == 0.0 else 0.5 / z if z else _div(0.5, z),)


def _rsqrt(x):
    z = _div(1.0, _sqrt(x))
    return z


def linearize_rsqrt(x):
    z = _div(1.0, _sqrt(x))
    return z, (_div(-0.5 * z, x),)


def _powc(x, c):
    z = _pow(x, c)
    return z


def linearize_powc(x, c):
    z = _pow(x, c)
    return z, (None if c == 0.0 else _dpow(x, c, z),)


def linearize_exp(x):
    z = _exp(x)
    return z, (z,)


def linearize_expm1(x):
    z = _expm1(x)
    return z, (_exp(x),)


def linearize_log(x):
    z = _log(x)
    return z, ((1.0 / x if x else _div(1.0, x)) if x > 0.0 else inf if x == 0.0 else nan,)


def linearize_log2(x):
    z = _log2(x)
    return z, ((1.4426950408889634 / x if x else _div(1.4426950408889634, x)) if x > 0.0 else inf if x == 0.0 else nan,)


def linearize_log10(x):
    z = _log10(x)
    return z, ((0.4342944819032518 / x if x else _div(0.4342944819032518, x)) if x > 0.0 else inf if x == 0.0 else nan,)


def linearize_log1p(x):
    z = _log1p(x)
    return z, (_div(1.0, 1.0 + x) if x > -1.0 else inf if x == -1.0 else nan,)


def linearize_sin(x):
    z = _sin(x)
    return z, (_cos(x),)


def linearize_cos(x):
    z = _cos(x)
    return z, (-_sin(x),)


def linearize_tan(x):
    z = _tan(x)
    return z, (1.0 + z * z,)


def linearize_atan(x):
    z = _atan(x)
    return z, (_datan(x),)


def linearize_atan2(x, y):
    z = _atan2(x, y)
    return z, (_datan2(x, y), -_datan2(y, x))


def linearize_sinh(x):
    z = _sinh(x)
    return z, (_cosh(x),)


def linearize_cosh(x):
    z = _cosh(x)
    return z, (_sinh(x),)


def linearize_tanh(x):
    z = _tanh(x)
    return z, (_sech2(x),)


def linearize_asinh(x):
    z = _asinh(x)
    return z, (_div(1.0, _hypot(1.0, x)),)


def linearize_acosh(x):
    z = _acosh(x)
    return z, (_div(1.0, _sqrt(x - 1.0) * _sqrt(x + 1.0)),)


def _softplus(x):
    z = x + _log1p(_exp(-x)) if x > 0.0 else _log1p(_exp(x))
    return z


def linearize_softplus(x):
    z = x + _log1p(_exp(-x)) if x > 0.0 else _log1p(_exp(x))
    return z, (_sigmoid(x),)


def _logsigmoid(x):
    z = x - _log1p(_exp(x)) if x < 0.0 else -_log1p(_exp(-x))
    return z


def linearize_logsigmoid(x):
    z = x - _log1p(_exp(x)) if x < 0.0 else -_log1p(_exp(-x))
    return z, (_sigmoid(-x),)


def _softsign(x):
    z = _sign(x) if _abs(x) == inf else _div(x, 1.0 + _abs(x))
    return z


def linearize_softsign(x):
    z = _sign(x) if _abs(x) == inf else _div(x, 1.0 + _abs(x))
    return z, (_div(_div(1.0, 1.0 + _abs(x)), 1.0 + _abs(x)),)


def linearize_erf(x):
    z = _erf(x)
    return z, (1.1283791670955126 * _gauss(x),)


def linearize_erfc(x):
    z = _erfc(x)
    return z, (-1.1283791670955126 * _gauss(x),)


def linearize_lgamma(x):
    z = _lgamma(x)
    return z, (_digamma(x),)


def linearize_digamma(x):
    z = _digamma(x)
    return z, (_polygamma(1.0, x),)


def value_polygamma(x, m):
    z = _polygamma(m, x)
    return z


def linearize_polygamma(x, m):
    z = _polygamma(m, x)
    return z, (_polygamma(m + 1.0, x),)


def linearize_abs(x):
    z = _abs(x)
    return z, (_sign(x),)


def _sign(x):
    z = 1.0 if x > 0.0 else -1.0 if x < 0.0 else 0.0 if x == 0.0 else nan
    return z


def linearize_sign(x):
    z = 1.0 if x > 0.0 else -1.0 if x < 0.0 else 0.0 if x == 0.0 else nan
    return z, (None if x == x else nan,)


def _relu(x):
    z = 0.0 if x <= 0.0 else x
    return z


def linearize_relu(x):
    z = 0.0 if x <= 0.0 else x
    return z, (None if x <= 0.0 else 1.0 if x > 0.0 else nan,)


def _relu6(x):
    z = 0.0 if x <= 0.0 else 6.0 if x >= 6.0 else x
    return z


def linearize_relu6(x):
    z = 0.0 if x <= 0.0 else 6.0 if x >= 6.0 else x
    return z, (None if x <= 0.0 else None if x >= 6.0 else 1.0 if x == x else nan,)


def _hardtanh(x):
    z = -1.0 if x <= -1.0 else 1.0 if x >= 1.0 else x
    return z


def linearize_hardtanh(x):
    z = -1.0 if x <= -1.0 else 1.0 if x >= 1.0 else x
    return z, (None if x <= -1.0 else None if x >= 1.0 else 1.0 if x == x else nan,)


def _clamp(x, low=0.0, high=1.0):
    z = low if x < low else high if x > high else x
    return z


def linearize_clamp(x, low=0.0, high=1.0):
    z = low if x < low else high if x > high else x
    return z, (None if x < low else None if x > high else 1.0 if x == x else nan,)


def _leaky_relu(x, slope=0.01):
    z = x if x > 0.0 else slope * x
    return z


def linearize_leaky_relu(x, slope=0.01):
    z = x if x > 0.0 else slope * x
    return z, (1.0 if x > 0.0 else slope if x < 0.0 else _max(_min(slope, 1.0), 0.0) if x == 0.0 else nan,)


def _elu(x, alpha=1.0):
    z = x if x > 0.0 else alpha * _expm1(x)
    return z


def linearize_elu(x, alpha=1.0):
    z = x if x > 0.0 else alpha * _expm1(x)
    return z, (1.0 if x > 0.0 else _max(_min(alpha, 1.0), 0.0) if x == 0.0 else alpha * _exp(x),)


def _selu(x):
    z = 1.0507009873554805 * x if x > 0.0 else 1.7580993408473768 * _expm1(x)
    return z


def linearize_selu(x):
    z = 1.0507009873554805 * x if x > 0.0 else 1.7580993408473768 * _expm1(x)
    return z, (1.0507009873554805 if x >= 0.0 else 1.7580993408473768 * _exp(x),)


def linearize_floor(x):
    z = _floor(x)
    return z, (None if x == x else nan,)


def linearize_ceil(x):
    z = _ceil(x)
    return z, (None if x == x else nan,)


def linearize_trunc(x):
    z = _trunc(x)
    return z, (None if x == x else nan,)


def linearize_round(x, digits=0.0):
    z = _round(x, digits)
    return z, (None if x == x else nan,)


def linearize_fmod(x, y):
    z = _fmod(x, y)
    return z, (1.0 if z == z else nan, -_round(_div(x - z, y)) if z == z else nan)


def linearize_mod(x, y):
    z = _mod(x, y)
    return z, (1.0 if z == z else nan, -_floordiv(x, y) if z == z else nan)


def linearize_floordiv(x, y):
    z = _floordiv(x, y)
    return z, (None if z == z else nan, None if z == z else nan)


def value_copysign(x, y):
    z = _copysign(x, y) if y == y else nan
    return z


def linearize_copysign(x, y):
    z = _copysign(x, y) if y == y else nan
    return z, (_sign(x) * _copysign(1.0, y) if y == y else nan, (None if y == y else nan) if x == x else nan)


def _where(x, y, c):
    z = x if c != 0.0 else y
    return z


def linearize_where(x, y, c):
    z = x if c != 0.0 else y
    return z, (1.0 if c != 0.0 else None, None if c != 0.0 else 1.0)


def _less(x, y):
    z = 1.0 if x < y else 0.0
    return z


def linearize_less(x, y):
    z = 1.0 if x < y else 0.0
    return z, (None, None)


def _less_equal(x, y):
    z = 1.0 if x <= y else 0.0
    return z


def linearize_less_equal(x, y):
    z = 1.0 if x <= y else 0.0
    return z, (None, None)


def _equal(x, y):
    z = 1.0 if x == y else 0.0
    return z


def linearize_equal(x, y):
    z = 1.0 if x == y else 0.0
    return z, (None, None)


def _choose(c, x, y):
    z = x if c != 0.0 else y
    return z


def linearize_choose(c, x, y):
    z = x if c != 0.0 else y
    return z, (None, 1.0 if c != 0.0 else None, None if c != 0.0 else 1.0)


def _total(x):
    z = 0.0
    for x_i in x:
        z += x_i
    return z


def linearize_total(x):
    z = 0.0
    for x_i in x:
        z += x_i
    return z, (*[1.0] * len(x),)


def _dot(w, x):
    z = 0.0
    for w_i, x_i in zip(w, x):
        z += w_i * x_i
    return z


def linearize_dot(w, x):
    z = 0.0
    for w_i, x_i in zip(w, x):
        z += w_i * x_i
    return z, (*x, *w)


def _affine(w, x, b):
    z = b
    for w_i, x_i in zip(w, x):
        z += w_i * x_i
    return z


def linearize_affine(w, x, b):
    z = b
    for w_i, x_i in zip(w, x):
        z += w_i * x_i
    return z, (*x, *w, 1.0)


def _picked(x, j):
    z = 0.0
    for i, x_i in enumerate(x):
        z += x_i if i == j else 0.0
    return z


def linearize_picked(x, j):
    z = 0.0
    for i, x_i in enumerate(x):
        z += x_i if i == j else 0.0
    return z, (*[1.0 if i == j else None for i, x_i in enumerate(x)], None)


def linearize_prod(x):
    z = _prod(x)
    p = _others(x)
    return z, (*p,)


def linearize_max(x):
    z = _max(x)
    return z, (*[(_div(1.0, _sum([1.0 if x_i == z else 0.0 for x_i in x])) if x_i == z else None) if z == z else nan for x_i in x],)


def linearize_min(x):
    z = _min(x)
    return z, (*[(_div(1.0, _sum([1.0 if x_i == z else 0.0 for x_i in x])) if x_i == z else None) if z == z else nan for x_i in x],)


def value_div(x, y):
    z = x / y if y else _div(x, y)
    return z


def linearize_div(x, y):
    z = x / y if y else _div(x, y)
    return z, (1.0 / y if y else _div(1.0, y), (-(z / y if y else _div(z, y)) if z == 0.0 else _ddiv(x, y)) if _abs(z) < 2.2250738585072014e-308 else -(z / y if y else _div(z, y)))


def _ddiv(x, y):
    z = -_div(_div(1.8014398509481984e+16 * x, y), y) * 5.551115123125783e-17
    return z


def linearize_ddiv(x, y):
    z = -_div(_div(1.8014398509481984e+16 * x, y), y) * 5.551115123125783e-17
    return z, (_div(_div(-1.0, y), y), _div(_div(_div(3.602879701896397e+16 * x, y), y), y) * 5.551115123125783e-17)


def linearize_cbrt(x):
    z = _cbrt(x)
    return z, (_dcbrt(x, z),)


def _dcbrt(x, w):
    z = inf if x == 0.0 else (w / x if x else _div(w, x)) / 3.0 if _abs(x) < inf else _div(1.0, _abs(w))
    return z


def linearize_dcbrt(x, w):
    z = inf if x == 0.0 else (w / x if x else _div(w, x)) / 3.0 if _abs(x) < inf else _div(1.0, _abs(w))
    return z, (None if x == 0.0 else _div(-2.0 * z, x) / 3.0, None)


def value_pow(x, y):
    z = _pow(x, y)
    return z


def linearize_pow(x, y):
    z = _pow(x, y)
    return z, ((_dpow(x, y, z) if 0.0 < _abs(x) < inf else None) if y == 0.0 else _dpow(x, y, z), _powlog(x, y, z))


def _dpow(x, y, w):
    z = (y * (w / x if x else _div(w, x)) if 2.2250738585072014e-308 <= _abs(w / x if x else _div(w, x)) <= 1.7976931348623157e+308 else _div(y * w, x)) if (5e-324 if y < 1.0 else 2.2250738585072014e-308) <= _abs(w) <= 1.7976931348623157e+308 else y * _pow(x, y - 1.0) if _abs(y) < 9007199254740992.0 else (y * x if x == 0.0 else 0.0) if w == 0.0 else _copysign(y, x * y) * w if _abs(x) == inf else _div(y * w, x)
    return z


def linearize_dpow(x, y, w):
    z = (y * (w / x if x else _div(w, x)) if 2.2250738585072014e-308 <= _abs(w / x if x else _div(w, x)) <= 1.7976931348623157e+308 else _div(y * w, x)) if (5e-324 if y < 1.0 else 2.2250738585072014e-308) <= _abs(w) <= 1.7976931348623157e+308 else y * _pow(x, y - 1.0) if _abs(y) < 9007199254740992.0 else (y * x if x == 0.0 else 0.0) if w == 0.0 else _copysign(y, x * y) * w if _abs(x) == inf else _div(y * w, x)
    return z, ((None if y == 1.0 else y * _dpow(x, y - 1.0, _pow(x, y - 1.0))) if 0.5 <= y < 9007199254740992.0 else (y - 1.0) * (z / x if x else _div(z, x)), _dpowlog(x, y, w), None)


def _powlog(x, y, w):
    z = (0.0 if y == 0.0 else _xlogy(w, x)) if x == 0.0 else _xlogy(w, x)
    return z


def linearize_powlog(x, y, w):
    z = (0.0 if y == 0.0 else _xlogy(w, x)) if x == 0.0 else _xlogy(w, x)
    return z, ((None if y == 0.0 else _dpowlog(x, y, w)) if x == 0.0 else _dpowlog(x, y, w), (inf if y < 0.0 else None if y >= 0.0 else nan) if x == 0.0 else z * _log(x), None)


def _dpowlog(x, y, w):
    r = w / x if x else _div(w, x)
    v = (r if 2.2250738585072014e-308 <= _abs(r) <= 1.7976931348623157e+308 else _pow(x, y - 1.0)) if 2.2250738585072014e-308 <= _abs(w) <= 1.7976931348623157e+308 else _pow(x, y - 1.0)
    z = (0.0 if y > 1.0 else -inf if y >= 0.0 else inf if y < 0.0 else nan) if x == 0.0 else v + y * v * _log(x) if _abs(v) < inf else v * (1.0 + y * _log(x))
    return z


def linearize_dpowlog(x, y, w):
    r = w / x if x else _div(w, x)
    v = (r if 2.2250738585072014e-308 <= _abs(r) <= 1.7976931348623157e+308 else _pow(x, y - 1.0)) if 2.2250738585072014e-308 <= _abs(w) <= 1.7976931348623157e+308 else _pow(x, y - 1.0)
    z = (0.0 if y > 1.0 else -inf if y >= 0.0 else inf if y < 0.0 else nan) if x == 0.0 else v + y * v * _log(x) if _abs(v) < inf else v * (1.0 + y * _log(x))
    return z, (None if x == 0.0 else _div((y - 1.0) * z + y * _pow(x, y - 1.0), x), None if x == 0.0 else _log(x) * (z + _pow(x, y - 1.0)), None)


def linearize_exp2(x):
    z = _exp2(x)
    return z, (0.6931471805599453 * z if z < inf else 1.3862943611198906 * _exp2(x - 1.0),)


def _xlogy(x, y):
    z = (0.0 if x == 0.0 else x * _log(y)) if y >= 0.0 else nan
    return z


def linearize_xlogy(x, y):
    z = (0.0 if x == 0.0 else x * _log(y)) if y >= 0.0 else nan
    return z, (_log(y), (x / y if y else _div(x, y)) if y > 0.0 else (None if x == 0.0 else x / y if y else _div(x, y)) if y == 0.0 else nan)


def linearize_asin(x):
    z = _asin(x)
    u = 1.0 - x * x if _abs(x) < 0.5 else (1.0 - x) * (1.0 + x)
    return z, (_div(1.0, _sqrt(u)),)


def linearize_acos(x):
    z = _acos(x)
    u = 1.0 - x * x if _abs(x) < 0.5 else (1.0 - x) * (1.0 + x)
    return z, (_div(-1.0, _sqrt(u)),)


def linearize_atanh(x):
    z = _atanh(x)
    u = 1.0 - x * x if _abs(x) < 0.5 else (1.0 - x) * (1.0 + x)
    return z, ((1.0 / u if u else _div(1.0, u)) if _abs(x) <= 1.0 else nan,)


def _datan(x):
    z = _div(1.0 / x if x else _div(1.0, x), x) if _abs(x) > 1e+150 else _div(1.0, 1.0 + x * x)
    return z


def linearize_datan(x):
    z = _div(1.0 / x if x else _div(1.0, x), x) if _abs(x) > 1e+150 else _div(1.0, 1.0 + x * x)
    return z, (None if _abs(x) == inf else -2.0 * (x * z) * z,)


def _sech2(x):
    e = _exp(-2.0 * _abs(x))
    z = _div(4.0 * e, 1.0 + e * (2.0 + e))
    return z


def linearize_sech2(x):
    e = _exp(-2.0 * _abs(x))
    z = _div(4.0 * e, 1.0 + e * (2.0 + e))
    return z, (-2.0 * z * _tanh(x),)


def _sigmoid(x):
    e = _exp(-_abs(x))
    z = _div(e, 1.0 + e) if x < 0.0 else _div(1.0, 1.0 + e)
    return z


def linearize_sigmoid(x):
    e = _exp(-_abs(x))
    z = _div(e, 1.0 + e) if x < 0.0 else _div(1.0, 1.0 + e)
    return z, (_dsigmoid(x),)


def _dsigmoid(x):
    e = _exp(-_abs(x))
    z = _div(e, 1.0 + e * (2.0 + e))
    return z


def linearize_dsigmoid(x):
    e = _exp(-_abs(x))
    z = _div(e, 1.0 + e * (2.0 + e))
    return z, (-z * _tanh(0.5 * x),)


def _silu(x):
    h = _exp(0.5 * x)
    z = (-0.0 if x == -inf else x * h * h) if x < -700.0 else x * _sigmoid(x)
    return z


def linearize_silu(x):
    h = _exp(0.5 * x)
    z = (-0.0 if x == -inf else x * h * h) if x < -700.0 else x * _sigmoid(x)
    return z, ((1.0 if x > 0.0 else None) if _abs(x) == inf else (1.0 + x) * h * h if x < -700.0 else _sigmoid(x) + x * _dsigmoid(x),)


def _mish(x):
    h = _exp(0.5 * x)
    e = _exp(x if x < 0.0 else -x)
    b = 2.0 + e * (2.0 + e) if x < 0.0 else 1.0 + 2.0 * e * (1.0 + e)
    g = _div(e * (2.0 + e) if x < 0.0 else 1.0 + 2.0 * e, b)
    z = (-0.0 if x == -inf else x * h * h) if x < -700.0 else x * g if x < inf else x
    return z


def linearize_mish(x):
    h = _exp(0.5 * x)
    e = _exp(x if x < 0.0 else -x)
    b = 2.0 + e * (2.0 + e) if x < 0.0 else 1.0 + 2.0 * e * (1.0 + e)
    g = _div(e * (2.0 + e) if x < 0.0 else 1.0 + 2.0 * e, b)
    z = (-0.0 if x == -inf else x * h * h) if x < -700.0 else x * g if x < inf else x
    d = _div(4.0 * (e if x < 0.0 else e * e) * (1.0 + e), b * b)
    return z, (1.0 if x > 400.0 else None if x == -inf else (1.0 + x) * h * h if x < -700.0 else g + x * d,)


def _gauss(x):
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    h = x * x
    e = a * a - h + 2.0 * a * b + b * b
    z = _exp(-h) * (1.0 - e) if _abs(x) < 28.0 else 0.0 if x == x else nan
    return z


def linearize_gauss(x):
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    h = x * x
    e = a * a - h + 2.0 * a * b + b * b
    z = _exp(-h) * (1.0 - e) if _abs(x) < 28.0 else 0.0 if x == x else nan
    return z, (None if _abs(x) == inf else -2.0 * (x * z),)


def _normal_pdf(x):
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    h = x * x
    e = a * a - h + 2.0 * a * b + b * b
    z = 0.3989422804014327 * (_exp(-0.5 * h) * (1.0 - 0.5 * e)) if _abs(x) < 39.0 else 0.0 if x == x else nan
    return z


def linearize_normal_pdf(x):
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    h = x * x
    e = a * a - h + 2.0 * a * b + b * b
    z = 0.3989422804014327 * (_exp(-0.5 * h) * (1.0 - 0.5 * e)) if _abs(x) < 39.0 else 0.0 if x == x else nan
    return z, (-0.3989422804014327 * x * _exp(-0.25 * h) * (_exp(-0.25 * h) * (1.0 - 0.5 * e)) if 37.0 < _abs(x) < 39.0 else None if _abs(x) == inf else -x * z,)


def _normal_cdf(x):
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    p = 0.7071067839860916
    q = -2.7995440410322203e-09
    t = -0.7071067811865476 * x
    d = x * 4.833646656726457e-17 - (a * p + t + a * q + b * p + b * q)
    z = 0.5 * (_erfc(t) - 1.1283791670955126 * (_gauss(t) * d)) if _abs(x) < 10000000000.0 else 0.0 if x < 0.0 else 1.0 if x > 0.0 else nan
    return z


def linearize_normal_cdf(x):
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    p = 0.7071067839860916
    q = -2.7995440410322203e-09
    t = -0.7071067811865476 * x
    d = x * 4.833646656726457e-17 - (a * p + t + a * q + b * p + b * q)
    z = 0.5 * (_erfc(t) - 1.1283791670955126 * (_gauss(t) * d)) if _abs(x) < 10000000000.0 else 0.0 if x < 0.0 else 1.0 if x > 0.0 else nan
    return z, (_normal_pdf(x),)


def _gelu(x):
    u = _div(1.0 / x if x else _div(1.0, x), x) if x < -37.0 else 0.0
    r = 1.0 - u * (1.0 - 3.0 * u * (1.0 - 5.0 * u * (1.0 - 7.0 * u * (1.0 - 9.0 * u * (1.0 - 11.0 * u)))))
    z = -_normal_pdf(x) * r if x < -37.0 else x * _normal_cdf(x)
    return z


def linearize_gelu(x):
    u = _div(1.0 / x if x else _div(1.0, x), x) if x < -37.0 else 0.0
    r = 1.0 - u * (1.0 - 3.0 * u * (1.0 - 5.0 * u * (1.0 - 7.0 * u * (1.0 - 9.0 * u * (1.0 - 11.0 * u)))))
    z = -_normal_pdf(x) * r if x < -37.0 else x * _normal_cdf(x)
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    h = x * x
    e = a * a - h + 2.0 * a * b + b * b
    return z, (0.3989422804014327 * x * _exp(-0.25 * h) * (_exp(-0.25 * h) * ((1.0 - 0.5 * e) * (1.0 - u * r))) if -39.0 < x < -37.0 else (1.0 if x > 0.0 else None) if _abs(x) == inf else _normal_cdf(x) + x * _normal_pdf(x),)


def linearize_hypot(x, y):
    z = _hypot(x, y)
    return z, (None if z == 0.0 else _cosine(x, y), None if z == 0.0 else _cosine(y, x))


def _cosine(x, y):
    s = 4.149515568880993e+180 if _abs(x) + _abs(y) < 1e-290 else 0.25 if _abs(x) + _abs(y) > 1e+300 else 1.0
    r = _hypot(x * s, y * s)
    z = ((0.7071067811865476 if _abs(y) == inf else 1.0) * _sign(x) if y == y else nan) if _abs(x) == inf else 0.0 if r == 0.0 else _div(x * s, r)
    return z


def linearize_cosine(x, y):
    s = 4.149515568880993e+180 if _abs(x) + _abs(y) < 1e-290 else 0.25 if _abs(x) + _abs(y) > 1e+300 else 1.0
    r = _hypot(x * s, y * s)
    z = ((0.7071067811865476 if _abs(y) == inf else 1.0) * _sign(x) if y == y else nan) if _abs(x) == inf else 0.0 if r == 0.0 else _div(x * s, r)
    return z, (None if x == y == 0.0 else _cosine(y, x) * _div(_cosine(y, x), _hypot(x, y)), None if x == y == 0.0 else _div(-(_cosine(x, y) * _cosine(y, x)), _hypot(x, y)))


def _datan2(x, y):
    s = 4.149515568880993e+180 if _abs(x) + _abs(y) < 1e-150 else 2.409919865102884e-181 if _abs(x) + _abs(y) > 1e+150 else 1.0
    a = x * s
    b = y * s
    d = a * a + b * b
    z = (0.0 if y == y else nan) if _abs(x) == inf else (0.0 if x == x else nan) if _abs(y) == inf else 0.0 if d == 0.0 else (b / d if d else _div(b, d)) * s
    return z


def linearize_datan2(x, y):
    s = 4.149515568880993e+180 if _abs(x) + _abs(y) < 1e-150 else 2.409919865102884e-181 if _abs(x) + _abs(y) > 1e+150 else 1.0
    a = x * s
    b = y * s
    d = a * a + b * b
    z = (0.0 if y == y else nan) if _abs(x) == inf else (0.0 if x == x else nan) if _abs(y) == inf else 0.0 if d == 0.0 else (b / d if d else _div(b, d)) * s
    return z, (None if x == y == 0.0 else _div(_div(-2.0 * _cosine(x, y) * _cosine(y, x), _hypot(x, y)), _hypot(x, y)), None if x == y == 0.0 else _div(_div((_cosine(x, y) - _cosine(y, x)) * (_cosine(x, y) + _cosine(y, x)), _hypot(x, y)), _hypot(x, y)))


def linearize_norm2(x):
    z = _norm2(x)
    p = _direction(x)
    return z, (*[None if z == 0.0 else p_i for p_i in p],)


def _direction(x):
    r = _norm2(x)
    s = 4.149515568880993e+180 if r < 1.0 else 2.409919865102884e-181
    big = _sum([1.0 if _abs(x_i) == inf else 0.0 for x_i in x])
    bad = _sum([0.0 if x_i == x_i else nan for x_i in x])
    q = [(x_i / r if r else _div(x_i, r)) if 1e-290 < r < 1e+300 else 0.0 if r == 0.0 else _div(x_i * s, _norm2([x_i * s for x_i in x])) if r < inf else _div(x_i * s, _norm2([x_i * s for x_i in x])) if big == 0.0 else _div(_sign(x_i), _sqrt(big)) if _abs(x_i) == inf else (0.0 if x_i == x_i else nan) * bad for x_i in x]
    return q


def linearize_direction(x):
    r = _norm2(x)
    s = 4.149515568880993e+180 if r < 1.0 else 2.409919865102884e-181
    big = _sum([1.0 if _abs(x_i) == inf else 0.0 for x_i in x])
    bad = _sum([0.0 if x_i == x_i else nan for x_i in x])
    q = [(x_i / r if r else _div(x_i, r)) if 1e-290 < r < 1e+300 else 0.0 if r == 0.0 else _div(x_i * s, _norm2([x_i * s for x_i in x])) if r < inf else _div(x_i * s, _norm2([x_i * s for x_i in x])) if big == 0.0 else _div(_sign(x_i), _sqrt(big)) if _abs(x_i) == inf else (0.0 if x_i == x_i else nan) * bad for x_i in x]
    results = []
    for k, z in enumerate(q):
        r = _norm2(x)
        results.append((z, (*[None if r == 0.0 else _sum([0.0 if i == k else q_i * (q_i / r if r else _div(q_i, r)) for i, q_i in enumerate(q)]) if i == k else _div(-(z * q_i), r) for i, q_i in enumerate(q)],)))
    return results


def _std(x, ddof=0.0):
    n = float(len(x))
    m = _div(_sum(x), n)
    d = [x_i - m for x_i in x]
    z = _div(_norm2(d), _sqrt(n - ddof))
    return z


def linearize_std(x, ddof=0.0):
    n = float(len(x))
    m = _div(_sum(x), n)
    d = [x_i - m for x_i in x]
    z = _div(_norm2(d), _sqrt(n - ddof))
    p = _deviation(x)
    return z, (*[None if z == 0.0 else _div(p_i, _sqrt(n - ddof)) for p_i in p],)


def _deviation(x):
    n = float(len(x))
    m = _div(_sum(x), n)
    d = [x_i - m for x_i in x]
    p = _direction(d)
    q = p
    return q


def linearize_deviation(x):
    n = float(len(x))
    m = _div(_sum(x), n)
    d = [x_i - m for x_i in x]
    p = _direction(d)
    q = p
    results = []
    for k, z in enumerate(q):
        m = _div(_sum(x), n)
        d = [x_i - m for x_i in x]
        r = _norm2(d)
        low = _min([_abs(d_i) for d_i in d])
        at = _div(_sum([x_i if _abs(d_i) == low else 0.0 for d_i, x_i in zip(d, x)]), _sum([1.0 if _abs(d_i) == low else 0.0 for d_i in d]))
        y = [_div(x_i - at, r) for x_i in x]
        o = _means(y)
        w = _scatters(y)
        yk = _sum([y_i if i == k else 0.0 for i, y_i in enumerate(y)])
        ok = _sum([o_i if i == k else 0.0 for i, o_i in enumerate(o)])
        wk = _sum([w_i if i == k else 0.0 for i, w_i in enumerate(w)])
        results.append((z, (*[None if r == 0.0 else _div(_div((n - 1.0) * wk if i == k else -(w_i + (n - 1.0) * ((yk - o_i) * (y_i - o_i)) if _abs(q_i) > _abs(z) else wk + (n - 1.0) * ((y_i - ok) * (yk - ok))), n), r) for i, (o_i, q_i, w_i, y_i) in enumerate(zip(o, q, w, y))],)))
    return results


def _logaddexp(x, y):
    z = x + 0.6931471805599453 if x == y else _max(x, y) + _log1p(_exp(-_abs(x - y)))
    return z


def linearize_logaddexp(x, y):
    z = x + 0.6931471805599453 if x == y else _max(x, y) + _log1p(_exp(-_abs(x - y)))
    return z, (_sharing(x, y), _sharing(y, x))


def _sharing(x, y):
    d = x - y
    v = d - x
    r = x - (d - v) - (y + v)
    e = _exp(-_abs(d))
    s = _div(e if d < 0.0 else 1.0, 1.0 + e)
    o = _div(1.0 if d < 0.0 else e, 1.0 + e)
    z = s + r * s * o if _abs(d) < inf else 0.5 if x == y else s
    return z


def linearize_sharing(x, y):
    d = x - y
    v = d - x
    r = x - (d - v) - (y + v)
    e = _exp(-_abs(d))
    s = _div(e if d < 0.0 else 1.0, 1.0 + e)
    o = _div(1.0 if d < 0.0 else e, 1.0 + e)
    z = s + r * s * o if _abs(d) < inf else 0.5 if x == y else s
    return z, (z * _sharing(y, x), -z * _sharing(y, x))


def _logsumexp(x):
    m = _max(x)
    e = [_exp(0.0 if x_i == m else x_i - m) for x_i in x]
    u = _sum([1.0 if x_i == m else 0.0 for x_i in x]) - 1.0 + _sum([0.0 if x_i == m else e_i for e_i, x_i in zip(e, x)])
    z = m + _log1p(u)
    return z


def linearize_logsumexp(x):
    m = _max(x)
    e = [_exp(0.0 if x_i == m else x_i - m) for x_i in x]
    u = _sum([1.0 if x_i == m else 0.0 for x_i in x]) - 1.0 + _sum([0.0 if x_i == m else e_i for e_i, x_i in zip(e, x)])
    z = m + _log1p(u)
    p = _softmax(x)
    return z, (*p,)


def _softmax(x):
    m = _max(x)
    e = [_exp(0.0 if x_i == m else x_i - m) for x_i in x]
    t = _sum(e)
    q = [e_i / t if t else _div(e_i, t) for e_i in e]
    return q


def linearize_softmax(x):
    m = _max(x)
    e = [_exp(0.0 if x_i == m else x_i - m) for x_i in x]
    t = _sum(e)
    q = [e_i / t if t else _div(e_i, t) for e_i in e]
    results = []
    for k, z in enumerate(q):
        results.append((z, (*[z * _sum([0.0 if i == k else q_i for i, q_i in enumerate(q)]) if i == k else -z * q_i for i, q_i in enumerate(q)],)))
    return results


def _log_softmax(x):
    m = _max(x)
    e = [_exp(0.0 if x_i == m else x_i - m) for x_i in x]
    u = _sum([1.0 if x_i == m else 0.0 for x_i in x]) - 1.0 + _sum([0.0 if x_i == m else e_i for e_i, x_i in zip(e, x)])
    q = [(0.0 if x_i == m else x_i - m) - _log1p(u) for x_i in x]
    return q


def linearize_log_softmax(x):
    m = _max(x)
    e = [_exp(0.0 if x_i == m else x_i - m) for x_i in x]
    u = _sum([1.0 if x_i == m else 0.0 for x_i in x]) - 1.0 + _sum([0.0 if x_i == m else e_i for e_i, x_i in zip(e, x)])
    q = [(0.0 if x_i == m else x_i - m) - _log1p(u) for x_i in x]
    results = []
    for k, z in enumerate(q):
        p = _softmax(x)
        results.append((z, (*[_sum([0.0 if i == k else p_i for i, p_i in enumerate(p)]) if i == k else -p_i for i, p_i in enumerate(p)],)))
    return results
