"""The operations of a Value, each row of the table written out.

Printed by `python -m micrograd_like.rules` from rules/table.py.  Change the table, not this file.

Each method does what ``operate`` in engine.py does, unrolled for its row: it reads the numbers, computes z
and the partials, and makes the node.  That is the quick way, for Values and plain numbers.  Everything else
(Duals, subclasses, arrays, wrong operands) goes through ``careful``, to ``operate`` itself.
"""

# fmt: off
# ruff: noqa
from __future__ import annotations

import sys
from math import inf, nan, pi
from typing import Any, Self

from .rules import RULES, methods, printer, real
from .rules.operands import OperandError, flatten
from .rules.row import FLOATS, bound
from .rules.printed_floats import (
    _abs, _acos, _acosh, _asin, _asinh, _atan, _atan2, _atanh, _cbrt, _ceil, _copysign, _cos, _cosh,
    _cosine, _datan, _datan2, _dcbrt, _ddiv, _deviation, _digamma, _direction, _div, _dpow, _dpowlog,
    _dsigmoid, _erf, _erfc, _exp, _exp2, _expm1, _floor, _floordiv, _fmod, _gauss, _hypot, _lgamma, _log,
    _log10, _log1p, _log2, _max, _min, _mod, _norm2, _normal_cdf, _normal_pdf, _others, _polygamma, _pow,
    _powlog, _prod, _round, _sech2, _sharing, _sigmoid, _sign, _sin, _sinh, _softmax, _sqrt, _sum, _tan,
    _tanh, _trunc, _xlogy,
)

rule_add: Any = RULES.get("add")
rule_sub: Any = RULES.get("sub")
rule_mul: Any = RULES.get("mul")
rule_neg: Any = RULES.get("neg")
rule_square: Any = RULES.get("square")
rule_reciprocal: Any = RULES.get("reciprocal")
rule_sqrt: Any = RULES.get("sqrt")
rule_rsqrt: Any = RULES.get("rsqrt")
rule_powc: Any = RULES.get("powc")
rule_exp: Any = RULES.get("exp")
rule_expm1: Any = RULES.get("expm1")
rule_log: Any = RULES.get("log")
rule_log2: Any = RULES.get("log2")
rule_log10: Any = RULES.get("log10")
rule_log1p: Any = RULES.get("log1p")
rule_sin: Any = RULES.get("sin")
rule_cos: Any = RULES.get("cos")
rule_tan: Any = RULES.get("tan")
rule_atan: Any = RULES.get("atan")
rule_atan2: Any = RULES.get("atan2")
rule_sinh: Any = RULES.get("sinh")
rule_cosh: Any = RULES.get("cosh")
rule_tanh: Any = RULES.get("tanh")
rule_asinh: Any = RULES.get("asinh")
rule_acosh: Any = RULES.get("acosh")
rule_softplus: Any = RULES.get("softplus")
rule_logsigmoid: Any = RULES.get("logsigmoid")
rule_softsign: Any = RULES.get("softsign")
rule_erf: Any = RULES.get("erf")
rule_erfc: Any = RULES.get("erfc")
rule_lgamma: Any = RULES.get("lgamma")
rule_digamma: Any = RULES.get("digamma")
rule_polygamma: Any = RULES.get("polygamma")
rule_abs: Any = RULES.get("abs")
rule_sign: Any = RULES.get("sign")
rule_relu: Any = RULES.get("relu")
rule_relu6: Any = RULES.get("relu6")
rule_hardtanh: Any = RULES.get("hardtanh")
rule_clamp: Any = RULES.get("clamp")
rule_leaky_relu: Any = RULES.get("leaky_relu")
rule_elu: Any = RULES.get("elu")
rule_selu: Any = RULES.get("selu")
rule_floor: Any = RULES.get("floor")
rule_ceil: Any = RULES.get("ceil")
rule_trunc: Any = RULES.get("trunc")
rule_round: Any = RULES.get("round")
rule_fmod: Any = RULES.get("fmod")
rule_mod: Any = RULES.get("mod")
rule_floordiv: Any = RULES.get("floordiv")
rule_copysign: Any = RULES.get("copysign")
rule_where: Any = RULES.get("where")
rule_less: Any = RULES.get("less")
rule_less_equal: Any = RULES.get("less_equal")
rule_equal: Any = RULES.get("equal")
rule_choose: Any = RULES.get("choose")
rule_total: Any = RULES.get("total")
rule_dot: Any = RULES.get("dot")
rule_affine: Any = RULES.get("affine")
rule_picked: Any = RULES.get("picked")
rule_prod: Any = RULES.get("prod")
rule_max: Any = RULES.get("max")
rule_min: Any = RULES.get("min")
rule_div: Any = RULES.get("div")
rule_ddiv: Any = RULES.get("ddiv")
rule_cbrt: Any = RULES.get("cbrt")
rule_dcbrt: Any = RULES.get("dcbrt")
rule_pow: Any = RULES.get("pow")
rule_dpow: Any = RULES.get("dpow")
rule_powlog: Any = RULES.get("powlog")
rule_dpowlog: Any = RULES.get("dpowlog")
rule_exp2: Any = RULES.get("exp2")
rule_xlogy: Any = RULES.get("xlogy")
rule_asin: Any = RULES.get("asin")
rule_acos: Any = RULES.get("acos")
rule_atanh: Any = RULES.get("atanh")
rule_datan: Any = RULES.get("datan")
rule_sech2: Any = RULES.get("sech2")
rule_sigmoid: Any = RULES.get("sigmoid")
rule_dsigmoid: Any = RULES.get("dsigmoid")
rule_silu: Any = RULES.get("silu")
rule_mish: Any = RULES.get("mish")
rule_gauss: Any = RULES.get("gauss")
rule_normal_pdf: Any = RULES.get("normal_pdf")
rule_normal_cdf: Any = RULES.get("normal_cdf")
rule_gelu: Any = RULES.get("gelu")
rule_hypot: Any = RULES.get("hypot")
rule_cosine: Any = RULES.get("cosine")
rule_datan2: Any = RULES.get("datan2")
rule_norm2: Any = RULES.get("norm2")
rule_direction: Any = RULES.get("direction")
rule_std: Any = RULES.get("std")
rule_deviation: Any = RULES.get("deviation")
rule_logaddexp: Any = RULES.get("logaddexp")
rule_sharing: Any = RULES.get("sharing")
rule_logsumexp: Any = RULES.get("logsumexp")
rule_softmax: Any = RULES.get("softmax")
rule_log_softmax: Any = RULES.get("log_softmax")

IN_C = "cb6e4579bbfd7bde"  # what operations.c and engine.c, printed and written beside this file, are called together
plain: Any = None  # the class whose operations take the quick way: Value
told: Any = None  # what is told of each new node while a recorder such as no_grad is on, and gives it back
new: Any = object.__new__


def leaf(kind: Any, number: float) -> Any:
    """A plain number in an operation: a leaf that nobody holds."""
    node = new(kind)
    try:
        node.data = float(number)
    except OverflowError:  # a whole number too large for a double: say so
        node.data = real(number)
    node.grad = 0.0
    node.parents = node.partials = ()
    node.rule = node.label = ""
    return node


def careful(rule: Any, operands: tuple, params: tuple = ()) -> Any:
    """The operation by ``operate`` of the operands' type; of a subclass, where there is one among them."""
    kind: Any = None
    for own in dict.fromkeys(map(type, flatten(operands))):
        if hasattr(own, "operate") and (kind is None or issubclass(own, kind)):
            kind = own
    if kind is not None:
        return kind.operate(rule, operands, params)
    return rule(**dict(zip(rule.letters, operands)), **dict(zip(rule.params, params)))


def function_of(rule: Any) -> Any:
    """The function that makes this row's nodes the quick way; None for a row of a user's own."""
    return FUNCTIONS.get(rule.name) if RULES.get(rule.name) is rule else None


def print_one(rule: Any) -> Any:
    """The method for a row of a user's own, printed and compiled now."""
    names = {**FLOATS, **globals(), f"rule_{rule.name}": rule, "operations": sys.modules[__name__]}
    names |= {name: RULES[name] for name in rule.constant.values()}
    text = methods.method(rule, plain="operations.plain", told="operations.told")
    return printer.define(text, names, f"Value.{rule.name}")


class Operations:
    """What a Value can do: a method for each row of the table."""

    __slots__ = ()
    data: float
    operate: Any

    def __add__(self, other: Any) -> Self:
        """z = x + y, dz/dx = 1, dz/dy = 1"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_add, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        z = x + y
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (1.0, 1.0)
        node.rule = rule_add
        node.label = ""
        return node if told is None else told(node)

    def __radd__(self, other: Any) -> Self:
        """z = x + y, dz/dx = 1, dz/dy = 1"""
        kind = type(self)
        if kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_add, (other, self))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = other.data
        y = self.data
        z = x + y
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (other, self)
        node.partials = (1.0, 1.0)
        node.rule = rule_add
        node.label = ""
        return node if told is None else told(node)

    add = __add__

    def __sub__(self, other: Any) -> Self:
        """z = x - y, dz/dx = 1, dz/dy = -1"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_sub, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        z = x - y
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (1.0, -1.0)
        node.rule = rule_sub
        node.label = ""
        return node if told is None else told(node)

    def __rsub__(self, other: Any) -> Self:
        """z = x - y, dz/dx = 1, dz/dy = -1"""
        kind = type(self)
        if kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_sub, (other, self))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = other.data
        y = self.data
        z = x - y
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (other, self)
        node.partials = (1.0, -1.0)
        node.rule = rule_sub
        node.label = ""
        return node if told is None else told(node)

    sub = __sub__

    def __mul__(self, other: Any) -> Self:
        """z = x * y, dz/dx = y, dz/dy = x"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_mul, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        z = x * y
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (y, x)
        node.rule = rule_mul
        node.label = ""
        return node if told is None else told(node)

    def __rmul__(self, other: Any) -> Self:
        """z = x * y, dz/dx = y, dz/dy = x"""
        kind = type(self)
        if kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_mul, (other, self))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = other.data
        y = self.data
        z = x * y
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (other, self)
        node.partials = (y, x)
        node.rule = rule_mul
        node.label = ""
        return node if told is None else told(node)

    mul = __mul__

    def __neg__(self) -> Self:
        """z = -x, dz/dx = -1"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_neg, (self,))
        x = self.data
        z = -x
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (-1.0,)
        node.rule = rule_neg
        node.label = ""
        return node if told is None else told(node)

    neg = __neg__

    def square(self) -> Self:
        """z = x * x, dz/dx = 2 * x"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_square, (self,))
        x = self.data
        z = x * x
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (2.0 * x,)
        node.rule = rule_square
        node.label = ""
        return node if told is None else told(node)

    def reciprocal(self) -> Self:
        """z = 1 / x, dz/dx = -(z * z)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_reciprocal, (self,))
        x = self.data
        z = 1.0 / x if x else _div(1.0, x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (-(z * z),)
        node.rule = rule_reciprocal
        node.label = ""
        return node if told is None else told(node)

    def sqrt(self) -> Self:
        """z = sqrt(x), dz/dx = where(x == 0, inf, 0.5 / z)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_sqrt, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_sqrt, (self,))
        z = _sqrt(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (inf if x == 0.0 else 0.5 / z if z else _div(0.5, z),)
        node.rule = rule_sqrt
        node.label = ""
        return node if told is None else told(node)

    def rsqrt(self) -> Self:
        """z = 1 / sqrt(x), dz/dx = -0.5 * z / x"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_rsqrt, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_rsqrt, (self,))
        z = _div(1.0, _sqrt(x))
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_div(-0.5 * z, x),)
        node.rule = rule_rsqrt
        node.label = ""
        return node if told is None else told(node)

    def exp(self) -> Self:
        """z = exp(x), dz/dx = z"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_exp, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_exp, (self,))
        z = _exp(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (z,)
        node.rule = rule_exp
        node.label = ""
        return node if told is None else told(node)

    def expm1(self) -> Self:
        """z = expm1(x), dz/dx = exp(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_expm1, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_expm1, (self,))
        z = _expm1(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_exp(x),)
        node.rule = rule_expm1
        node.label = ""
        return node if told is None else told(node)

    def log(self) -> Self:
        """z = log(x), dz/dx = where(x > 0, 1 / x, where(x == 0, inf, nan))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_log, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_log, (self,))
        z = _log(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = ((1.0 / x if x else _div(1.0, x)) if x > 0.0 else inf if x == 0.0 else nan,)
        node.rule = rule_log
        node.label = ""
        return node if told is None else told(node)

    def log2(self) -> Self:
        """z = log2(x), dz/dx = where(x > 0, 1.4426950408889634 / x, where(x == 0, inf, nan))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_log2, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_log2, (self,))
        z = _log2(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = ((1.4426950408889634 / x if x else _div(1.4426950408889634, x)) if x > 0.0 else inf if x == 0.0 else nan,)
        node.rule = rule_log2
        node.label = ""
        return node if told is None else told(node)

    def log10(self) -> Self:
        """z = log10(x), dz/dx = where(x > 0, 0.4342944819032518 / x, where(x == 0, inf, nan))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_log10, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_log10, (self,))
        z = _log10(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = ((0.4342944819032518 / x if x else _div(0.4342944819032518, x)) if x > 0.0 else inf if x == 0.0 else nan,)
        node.rule = rule_log10
        node.label = ""
        return node if told is None else told(node)

    def log1p(self) -> Self:
        """z = log1p(x), dz/dx = where(x > -1, 1 / (1 + x), where(x == -1, inf, nan))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_log1p, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_log1p, (self,))
        z = _log1p(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_div(1.0, 1.0 + x) if x > -1.0 else inf if x == -1.0 else nan,)
        node.rule = rule_log1p
        node.label = ""
        return node if told is None else told(node)

    def sin(self) -> Self:
        """z = sin(x), dz/dx = cos(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_sin, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_sin, (self,))
        z = _sin(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_cos(x),)
        node.rule = rule_sin
        node.label = ""
        return node if told is None else told(node)

    def cos(self) -> Self:
        """z = cos(x), dz/dx = -sin(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_cos, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_cos, (self,))
        z = _cos(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (-_sin(x),)
        node.rule = rule_cos
        node.label = ""
        return node if told is None else told(node)

    def tan(self) -> Self:
        """z = tan(x), dz/dx = 1 + z * z"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_tan, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_tan, (self,))
        z = _tan(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (1.0 + z * z,)
        node.rule = rule_tan
        node.label = ""
        return node if told is None else told(node)

    def atan(self) -> Self:
        """z = atan(x), dz/dx = datan(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_atan, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_atan, (self,))
        z = _atan(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_datan(x),)
        node.rule = rule_atan
        node.label = ""
        return node if told is None else told(node)

    def atan2(self, other: Any) -> Self:
        """z = atan2(x, y), dz/dx = datan2(x, y), dz/dy = -datan2(y, x)"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_atan2, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        if not type(x) is type(y) is float:
            return careful(rule_atan2, (self, other))
        z = _atan2(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (_datan2(x, y), -_datan2(y, x))
        node.rule = rule_atan2
        node.label = ""
        return node if told is None else told(node)

    def sinh(self) -> Self:
        """z = sinh(x), dz/dx = cosh(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_sinh, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_sinh, (self,))
        z = _sinh(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_cosh(x),)
        node.rule = rule_sinh
        node.label = ""
        return node if told is None else told(node)

    def cosh(self) -> Self:
        """z = cosh(x), dz/dx = sinh(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_cosh, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_cosh, (self,))
        z = _cosh(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_sinh(x),)
        node.rule = rule_cosh
        node.label = ""
        return node if told is None else told(node)

    def tanh(self) -> Self:
        """z = tanh(x), dz/dx = sech2(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_tanh, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_tanh, (self,))
        z = _tanh(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_sech2(x),)
        node.rule = rule_tanh
        node.label = ""
        return node if told is None else told(node)

    def asinh(self) -> Self:
        """z = asinh(x), dz/dx = 1 / hypot(1, x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_asinh, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_asinh, (self,))
        z = _asinh(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_div(1.0, _hypot(1.0, x)),)
        node.rule = rule_asinh
        node.label = ""
        return node if told is None else told(node)

    def acosh(self) -> Self:
        """z = acosh(x), dz/dx = 1 / (sqrt(x - 1) * sqrt(x + 1))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_acosh, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_acosh, (self,))
        z = _acosh(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_div(1.0, _sqrt(x - 1.0) * _sqrt(x + 1.0)),)
        node.rule = rule_acosh
        node.label = ""
        return node if told is None else told(node)

    def softplus(self) -> Self:
        """z = where(x > 0, x + log1p(exp(-x)), log1p(exp(x))), dz/dx = sigmoid(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_softplus, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_softplus, (self,))
        z = x + _log1p(_exp(-x)) if x > 0.0 else _log1p(_exp(x))
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_sigmoid(x),)
        node.rule = rule_softplus
        node.label = ""
        return node if told is None else told(node)

    def logsigmoid(self) -> Self:
        """z = where(x < 0, x - log1p(exp(x)), -log1p(exp(-x))), dz/dx = sigmoid(-x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_logsigmoid, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_logsigmoid, (self,))
        z = x - _log1p(_exp(x)) if x < 0.0 else -_log1p(_exp(-x))
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_sigmoid(-x),)
        node.rule = rule_logsigmoid
        node.label = ""
        return node if told is None else told(node)

    def softsign(self) -> Self:
        """z = where(abs(x) == inf, sign(x), x / (1 + abs(x))), dz/dx = 1 / (1 + abs(x)) / (1 + abs(x))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_softsign, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_softsign, (self,))
        z = _sign(x) if _abs(x) == inf else _div(x, 1.0 + _abs(x))
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_div(_div(1.0, 1.0 + _abs(x)), 1.0 + _abs(x)),)
        node.rule = rule_softsign
        node.label = ""
        return node if told is None else told(node)

    def erf(self) -> Self:
        """z = erf(x), dz/dx = 1.1283791670955126 * gauss(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_erf, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_erf, (self,))
        z = _erf(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (1.1283791670955126 * _gauss(x),)
        node.rule = rule_erf
        node.label = ""
        return node if told is None else told(node)

    def erfc(self) -> Self:
        """z = erfc(x), dz/dx = -1.1283791670955126 * gauss(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_erfc, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_erfc, (self,))
        z = _erfc(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (-1.1283791670955126 * _gauss(x),)
        node.rule = rule_erfc
        node.label = ""
        return node if told is None else told(node)

    def lgamma(self) -> Self:
        """z = lgamma(x), dz/dx = digamma(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_lgamma, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_lgamma, (self,))
        z = _lgamma(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_digamma(x),)
        node.rule = rule_lgamma
        node.label = ""
        return node if told is None else told(node)

    def digamma(self) -> Self:
        """z = digamma(x), dz/dx = polygamma(1, x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_digamma, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_digamma, (self,))
        z = _digamma(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_polygamma(1.0, x),)
        node.rule = rule_digamma
        node.label = ""
        return node if told is None else told(node)

    def __abs__(self) -> Self:
        """z = abs(x), dz/dx = sign(x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_abs, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_abs, (self,))
        z = _abs(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_sign(x),)
        node.rule = rule_abs
        node.label = ""
        return node if told is None else told(node)

    abs = __abs__

    def sign(self) -> Self:
        """z = where(x > 0, 1, where(x < 0, -1, where(x == 0, 0, nan))), dz/dx = where(x == x, 0, nan)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_sign, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_sign, (self,))
        z = 1.0 if x > 0.0 else -1.0 if x < 0.0 else 0.0 if x == 0.0 else nan
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (None if x == x else nan,)
        node.rule = rule_sign
        node.label = ""
        return node if told is None else told(node)

    def relu(self) -> Self:
        """z = where(x <= 0, 0, x), dz/dx = where(x <= 0, 0, where(x > 0, 1, nan))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_relu, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_relu, (self,))
        z = 0.0 if x <= 0.0 else x
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (None if x <= 0.0 else 1.0 if x > 0.0 else nan,)
        node.rule = rule_relu
        node.label = ""
        return node if told is None else told(node)

    def relu6(self) -> Self:
        """z = where(x <= 0, 0, where(x >= 6, 6, x)), dz/dx = where(x <= 0, 0, where(x >= 6, 0, where(x == x, 1, nan)))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_relu6, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_relu6, (self,))
        z = 0.0 if x <= 0.0 else 6.0 if x >= 6.0 else x
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (None if x <= 0.0 else None if x >= 6.0 else 1.0 if x == x else nan,)
        node.rule = rule_relu6
        node.label = ""
        return node if told is None else told(node)

    def hardtanh(self) -> Self:
        """z = where(x <= -1, -1, where(x >= 1, 1, x)), dz/dx = where(x <= -1, 0, where(x >= 1, 0, where(x == x, 1, nan)))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_hardtanh, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_hardtanh, (self,))
        z = -1.0 if x <= -1.0 else 1.0 if x >= 1.0 else x
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (None if x <= -1.0 else None if x >= 1.0 else 1.0 if x == x else nan,)
        node.rule = rule_hardtanh
        node.label = ""
        return node if told is None else told(node)

    def clamp(self, low=0.0, high=1.0) -> Self:
        """z = where(x < low, low, where(x > high, high, x)), dz/dx = where(x < low, 0, where(x > high, 0, where(x == x, 1, nan)))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_clamp, (self,), (low, high))
        low = low if type(low) is float else real(low)
        high = high if type(high) is float else real(high)
        x = self.data
        if type(x) is not float:
            return careful(rule_clamp, (self,), (low, high))
        z = low if x < low else high if x > high else x
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (None if x < low else None if x > high else 1.0 if x == x else nan,)
        node.rule = bound(rule_clamp, (low, high), None)
        node.label = ""
        return node if told is None else told(node)

    def leaky_relu(self, slope=0.01) -> Self:
        """z = where(x > 0, x, slope * x), dz/dx = where(x > 0, 1, where(x < 0, slope, where(x == 0, max(min(slope, 1), 0), nan)))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_leaky_relu, (self,), (slope,))
        slope = slope if type(slope) is float else real(slope)
        x = self.data
        if type(x) is not float:
            return careful(rule_leaky_relu, (self,), (slope,))
        z = x if x > 0.0 else slope * x
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (1.0 if x > 0.0 else slope if x < 0.0 else _max(_min(slope, 1.0), 0.0) if x == 0.0 else nan,)
        node.rule = bound(rule_leaky_relu, (slope,), None)
        node.label = ""
        return node if told is None else told(node)

    def elu(self, alpha=1.0) -> Self:
        """z = where(x > 0, x, alpha * expm1(x)), dz/dx = where(x > 0, 1, where(x == 0, max(min(alpha, 1), 0), alpha * exp(x)))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_elu, (self,), (alpha,))
        alpha = alpha if type(alpha) is float else real(alpha)
        x = self.data
        if type(x) is not float:
            return careful(rule_elu, (self,), (alpha,))
        z = x if x > 0.0 else alpha * _expm1(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (1.0 if x > 0.0 else _max(_min(alpha, 1.0), 0.0) if x == 0.0 else alpha * _exp(x),)
        node.rule = bound(rule_elu, (alpha,), None)
        node.label = ""
        return node if told is None else told(node)

    def selu(self) -> Self:
        """z = where(x > 0, 1.0507009873554805 * x, 1.7580993408473768 * expm1(x)), dz/dx = where(x >= 0, 1.0507009873554805, 1.7580993408473768 * exp(x))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_selu, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_selu, (self,))
        z = 1.0507009873554805 * x if x > 0.0 else 1.7580993408473768 * _expm1(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (1.0507009873554805 if x >= 0.0 else 1.7580993408473768 * _exp(x),)
        node.rule = rule_selu
        node.label = ""
        return node if told is None else told(node)

    def floor(self) -> Self:
        """z = floor(x), dz/dx = where(x == x, 0, nan)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_floor, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_floor, (self,))
        z = _floor(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (None if x == x else nan,)
        node.rule = rule_floor
        node.label = ""
        return node if told is None else told(node)

    def ceil(self) -> Self:
        """z = ceil(x), dz/dx = where(x == x, 0, nan)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_ceil, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_ceil, (self,))
        z = _ceil(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (None if x == x else nan,)
        node.rule = rule_ceil
        node.label = ""
        return node if told is None else told(node)

    def trunc(self) -> Self:
        """z = trunc(x), dz/dx = where(x == x, 0, nan)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_trunc, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_trunc, (self,))
        z = _trunc(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (None if x == x else nan,)
        node.rule = rule_trunc
        node.label = ""
        return node if told is None else told(node)

    def round(self, digits=0.0) -> Self:
        """z = round(x, digits), dz/dx = where(x == x, 0, nan)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_round, (self,), (digits,))
        digits = digits if type(digits) is float else real(digits)
        x = self.data
        if type(x) is not float:
            return careful(rule_round, (self,), (digits,))
        z = _round(x, digits)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (None if x == x else nan,)
        node.rule = bound(rule_round, (digits,), None)
        node.label = ""
        return node if told is None else told(node)

    def fmod(self, other: Any) -> Self:
        """z = fmod(x, y), dz/dx = where(z == z, 1, nan), dz/dy = where(z == z, -round((x - z) / y), nan)"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_fmod, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        if not type(x) is type(y) is float:
            return careful(rule_fmod, (self, other))
        z = _fmod(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (1.0 if z == z else nan, -_round(_div(x - z, y)) if z == z else nan)
        node.rule = rule_fmod
        node.label = ""
        return node if told is None else told(node)

    def __mod__(self, other: Any) -> Self:
        """z = mod(x, y), dz/dx = where(z == z, 1, nan), dz/dy = where(z == z, -floordiv(x, y), nan)"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_mod, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        if not type(x) is type(y) is float:
            return careful(rule_mod, (self, other))
        z = _mod(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (1.0 if z == z else nan, -_floordiv(x, y) if z == z else nan)
        node.rule = rule_mod
        node.label = ""
        return node if told is None else told(node)

    def __rmod__(self, other: Any) -> Self:
        """z = mod(x, y), dz/dx = where(z == z, 1, nan), dz/dy = where(z == z, -floordiv(x, y), nan)"""
        kind = type(self)
        if kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_mod, (other, self))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = other.data
        y = self.data
        if not type(x) is type(y) is float:
            return careful(rule_mod, (other, self))
        z = _mod(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (other, self)
        node.partials = (1.0 if z == z else nan, -_floordiv(x, y) if z == z else nan)
        node.rule = rule_mod
        node.label = ""
        return node if told is None else told(node)

    mod = __mod__

    def __floordiv__(self, other: Any) -> Self:
        """z = floordiv(x, y), dz/dx = where(z == z, 0, nan), dz/dy = where(z == z, 0, nan)"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_floordiv, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        if not type(x) is type(y) is float:
            return careful(rule_floordiv, (self, other))
        z = _floordiv(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (None if z == z else nan, None if z == z else nan)
        node.rule = rule_floordiv
        node.label = ""
        return node if told is None else told(node)

    def __rfloordiv__(self, other: Any) -> Self:
        """z = floordiv(x, y), dz/dx = where(z == z, 0, nan), dz/dy = where(z == z, 0, nan)"""
        kind = type(self)
        if kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_floordiv, (other, self))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = other.data
        y = self.data
        if not type(x) is type(y) is float:
            return careful(rule_floordiv, (other, self))
        z = _floordiv(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (other, self)
        node.partials = (None if z == z else nan, None if z == z else nan)
        node.rule = rule_floordiv
        node.label = ""
        return node if told is None else told(node)

    floordiv = __floordiv__

    def copysign(self, other: Any) -> Self:
        """z = where(y == y, copysign(x, y), nan), dz/dx = where(y == y, sign(x) * copysign(1, y), nan), dz/dy = where(x == x, where(y == y, 0, nan), nan)"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_copysign, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        if not type(x) is type(y) is float:
            return careful(rule_copysign, (self, other))
        z = _copysign(x, y) if y == y else nan
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (_sign(x) * _copysign(1.0, y) if y == y else nan, (None if y == y else nan) if x == x else nan)
        node.rule = rule_copysign
        node.label = ""
        return node if told is None else told(node)

    def __truediv__(self, other: Any) -> Self:
        """z = x / y, dz/dx = 1 / y, dz/dy = where(abs(z) < 2.2250738585072014e-308, where(z == 0, -(z / y), ddiv(x, y)), -(z / y))"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_div, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        z = x / y if y else _div(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (1.0 / y if y else _div(1.0, y), (-(z / y if y else _div(z, y)) if z == 0.0 else _ddiv(x, y)) if _abs(z) < 2.2250738585072014e-308 else -(z / y if y else _div(z, y)))
        node.rule = rule_div
        node.label = ""
        return node if told is None else told(node)

    def __rtruediv__(self, other: Any) -> Self:
        """z = x / y, dz/dx = 1 / y, dz/dy = where(abs(z) < 2.2250738585072014e-308, where(z == 0, -(z / y), ddiv(x, y)), -(z / y))"""
        kind = type(self)
        if kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_div, (other, self))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = other.data
        y = self.data
        z = x / y if y else _div(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (other, self)
        node.partials = (1.0 / y if y else _div(1.0, y), (-(z / y if y else _div(z, y)) if z == 0.0 else _ddiv(x, y)) if _abs(z) < 2.2250738585072014e-308 else -(z / y if y else _div(z, y)))
        node.rule = rule_div
        node.label = ""
        return node if told is None else told(node)

    div = __truediv__

    def cbrt(self) -> Self:
        """z = cbrt(x), dz/dx = dcbrt(x, z)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_cbrt, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_cbrt, (self,))
        z = _cbrt(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_dcbrt(x, z),)
        node.rule = rule_cbrt
        node.label = ""
        return node if told is None else told(node)

    def __pow__(self, other: Any) -> Self:
        """z = x ** y, dz/dx = where(y == 0, where(0 < abs(x) < inf, dpow(x, y, z), 0), dpow(x, y, z)), dz/dy = powlog(x, y, z)"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            return self.square() if other == 2.0 else powc(self, other)
        else:
            try:
                return careful(rule_pow, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        if not type(x) is type(y) is float:
            return careful(rule_pow, (self, other))
        z = _pow(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = ((_dpow(x, y, z) if 0.0 < _abs(x) < inf else None) if y == 0.0 else _dpow(x, y, z), _powlog(x, y, z))
        node.rule = rule_pow
        node.label = ""
        return node if told is None else told(node)

    def __rpow__(self, other: Any) -> Self:
        """z = x ** y, dz/dx = where(y == 0, where(0 < abs(x) < inf, dpow(x, y, z), 0), dpow(x, y, z)), dz/dy = powlog(x, y, z)"""
        kind = type(self)
        if kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_pow, (other, self))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = other.data
        y = self.data
        if not type(x) is type(y) is float:
            return careful(rule_pow, (other, self))
        z = _pow(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (other, self)
        node.partials = ((_dpow(x, y, z) if 0.0 < _abs(x) < inf else None) if y == 0.0 else _dpow(x, y, z), _powlog(x, y, z))
        node.rule = rule_pow
        node.label = ""
        return node if told is None else told(node)

    pow = __pow__

    def exp2(self) -> Self:
        """z = exp2(x), dz/dx = where(z < inf, 0.6931471805599453 * z, 1.3862943611198906 * exp2(x - 1))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_exp2, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_exp2, (self,))
        z = _exp2(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (0.6931471805599453 * z if z < inf else 1.3862943611198906 * _exp2(x - 1.0),)
        node.rule = rule_exp2
        node.label = ""
        return node if told is None else told(node)

    def xlogy(self, other: Any) -> Self:
        """z = where(y >= 0, where(x == 0, 0, x * log(y)), nan), dz/dx = log(y), dz/dy = where(y > 0, x / y, where(y == 0, where(x == 0, 0, x / y), nan))"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_xlogy, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        if not type(x) is type(y) is float:
            return careful(rule_xlogy, (self, other))
        z = (0.0 if x == 0.0 else x * _log(y)) if y >= 0.0 else nan
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (_log(y), (x / y if y else _div(x, y)) if y > 0.0 else (None if x == 0.0 else x / y if y else _div(x, y)) if y == 0.0 else nan)
        node.rule = rule_xlogy
        node.label = ""
        return node if told is None else told(node)

    def asin(self) -> Self:
        """z = asin(x), dz/dx = 1 / sqrt(u) with u = where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_asin, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_asin, (self,))
        z = _asin(x)
        u = 1.0 - x * x if _abs(x) < 0.5 else (1.0 - x) * (1.0 + x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_div(1.0, _sqrt(u)),)
        node.rule = rule_asin
        node.label = ""
        return node if told is None else told(node)

    def acos(self) -> Self:
        """z = acos(x), dz/dx = -1 / sqrt(u) with u = where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_acos, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_acos, (self,))
        z = _acos(x)
        u = 1.0 - x * x if _abs(x) < 0.5 else (1.0 - x) * (1.0 + x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_div(-1.0, _sqrt(u)),)
        node.rule = rule_acos
        node.label = ""
        return node if told is None else told(node)

    def atanh(self) -> Self:
        """z = atanh(x), dz/dx = where(abs(x) <= 1, 1 / u, nan) with u = where(abs(x) < 0.5, 1 - x * x, (1 - x) * (1 + x))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_atanh, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_atanh, (self,))
        z = _atanh(x)
        u = 1.0 - x * x if _abs(x) < 0.5 else (1.0 - x) * (1.0 + x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = ((1.0 / u if u else _div(1.0, u)) if _abs(x) <= 1.0 else nan,)
        node.rule = rule_atanh
        node.label = ""
        return node if told is None else told(node)

    def sigmoid(self) -> Self:
        """z = where(x < 0, e / (1 + e), 1 / (1 + e)), dz/dx = dsigmoid(x) with e = exp(-abs(x))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_sigmoid, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_sigmoid, (self,))
        e = _exp(-_abs(x))
        z = _div(e, 1.0 + e) if x < 0.0 else _div(1.0, 1.0 + e)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_dsigmoid(x),)
        node.rule = rule_sigmoid
        node.label = ""
        return node if told is None else told(node)

    def silu(self) -> Self:
        """z = where(x < -700, where(x == -inf, -0.0, x * h * h), x * sigmoid(x)), dz/dx = where(abs(x) == inf, where(x > 0, 1, 0), where(x < -700, (1 + x) * h * h, sigmoid(x) + x * dsigmoid(x))) with h = exp(0.5 * x)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_silu, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_silu, (self,))
        h = _exp(0.5 * x)
        z = (-0.0 if x == -inf else x * h * h) if x < -700.0 else x * _sigmoid(x)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = ((1.0 if x > 0.0 else None) if _abs(x) == inf else (1.0 + x) * h * h if x < -700.0 else _sigmoid(x) + x * _dsigmoid(x),)
        node.rule = rule_silu
        node.label = ""
        return node if told is None else told(node)

    def mish(self) -> Self:
        """z = where(x < -700, where(x == -inf, -0.0, x * h * h), where(x < inf, x * g, x)), dz/dx = where(x > 400, 1, where(x == -inf, 0, where(x < -700, (1 + x) * h * h, g + x * d))) with h = exp(0.5 * x), e = exp(where(x < 0, x, -x)), b = where(x < 0, 2 + e * (2 + e), 1 + 2 * e * (1 + e)), g = where(x < 0, e * (2 + e), 1 + 2 * e) / b, d = 4 * where(x < 0, e, e * e) * (1 + e) / (b * b)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_mish, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_mish, (self,))
        h = _exp(0.5 * x)
        e = _exp(x if x < 0.0 else -x)
        b = 2.0 + e * (2.0 + e) if x < 0.0 else 1.0 + 2.0 * e * (1.0 + e)
        g = _div(e * (2.0 + e) if x < 0.0 else 1.0 + 2.0 * e, b)
        z = (-0.0 if x == -inf else x * h * h) if x < -700.0 else x * g if x < inf else x
        d = _div(4.0 * (e if x < 0.0 else e * e) * (1.0 + e), b * b)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (1.0 if x > 400.0 else None if x == -inf else (1.0 + x) * h * h if x < -700.0 else g + x * d,)
        node.rule = rule_mish
        node.label = ""
        return node if told is None else told(node)

    def normal_pdf(self) -> Self:
        """z = where(abs(x) < 39, 0.3989422804014327 * (exp(-0.5 * h) * (1 - 0.5 * e)), where(x == x, 0, nan)), dz/dx = where(37 < abs(x) < 39, -0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * (1 - 0.5 * e)), where(abs(x) == inf, 0, -x * z)) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_normal_pdf, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_normal_pdf, (self,))
        s = 134217729.0 * x
        a = s - (s - x)
        b = x - a
        h = x * x
        e = a * a - h + 2.0 * a * b + b * b
        z = 0.3989422804014327 * (_exp(-0.5 * h) * (1.0 - 0.5 * e)) if _abs(x) < 39.0 else 0.0 if x == x else nan
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (-0.3989422804014327 * x * _exp(-0.25 * h) * (_exp(-0.25 * h) * (1.0 - 0.5 * e)) if 37.0 < _abs(x) < 39.0 else None if _abs(x) == inf else -x * z,)
        node.rule = rule_normal_pdf
        node.label = ""
        return node if told is None else told(node)

    def normal_cdf(self) -> Self:
        """z = where(abs(x) < 1e10, 0.5 * (erfc(t) - 1.1283791670955126 * (gauss(t) * d)), where(x < 0, 0, where(x > 0, 1, nan))), dz/dx = normal_pdf(x) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b, p = 0.7071067839860916, q = -2.7995440410322203e-09, t = -0.7071067811865476 * x, d = x * 4.833646656726457e-17 - ((((a * p + t) + a * q) + b * p) + b * q)"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_normal_cdf, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_normal_cdf, (self,))
        s = 134217729.0 * x
        a = s - (s - x)
        b = x - a
        p = 0.7071067839860916
        q = -2.7995440410322203e-09
        t = -0.7071067811865476 * x
        d = x * 4.833646656726457e-17 - (a * p + t + a * q + b * p + b * q)
        z = 0.5 * (_erfc(t) - 1.1283791670955126 * (_gauss(t) * d)) if _abs(x) < 10000000000.0 else 0.0 if x < 0.0 else 1.0 if x > 0.0 else nan
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (_normal_pdf(x),)
        node.rule = rule_normal_cdf
        node.label = ""
        return node if told is None else told(node)

    def gelu(self) -> Self:
        """z = where(x < -37, -normal_pdf(x) * r, x * normal_cdf(x)), dz/dx = where(-39 < x < -37, 0.3989422804014327 * x * exp(-0.25 * h) * (exp(-0.25 * h) * ((1 - 0.5 * e) * (1 - u * r))), where(abs(x) == inf, where(x > 0, 1, 0), normal_cdf(x) + x * normal_pdf(x))) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b, u = where(x < -37, 1 / x / x, 0), r = 1 - u * (1 - 3 * u * (1 - 5 * u * (1 - 7 * u * (1 - 9 * u * (1 - 11 * u)))))"""
        kind = type(self)
        if kind is not plain:
            return careful(rule_gelu, (self,))
        x = self.data
        if type(x) is not float:
            return careful(rule_gelu, (self,))
        u = _div(1.0 / x if x else _div(1.0, x), x) if x < -37.0 else 0.0
        r = 1.0 - u * (1.0 - 3.0 * u * (1.0 - 5.0 * u * (1.0 - 7.0 * u * (1.0 - 9.0 * u * (1.0 - 11.0 * u)))))
        z = -_normal_pdf(x) * r if x < -37.0 else x * _normal_cdf(x)
        s = 134217729.0 * x
        a = s - (s - x)
        b = x - a
        h = x * x
        e = a * a - h + 2.0 * a * b + b * b
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self,)
        node.partials = (0.3989422804014327 * x * _exp(-0.25 * h) * (_exp(-0.25 * h) * ((1.0 - 0.5 * e) * (1.0 - u * r))) if -39.0 < x < -37.0 else (1.0 if x > 0.0 else None) if _abs(x) == inf else _normal_cdf(x) + x * _normal_pdf(x),)
        node.rule = rule_gelu
        node.label = ""
        return node if told is None else told(node)

    def hypot(self, other: Any) -> Self:
        """z = hypot(x, y), dz/dx = where(z == 0, 0, cosine(x, y)), dz/dy = where(z == 0, 0, cosine(y, x))"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_hypot, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        if not type(x) is type(y) is float:
            return careful(rule_hypot, (self, other))
        z = _hypot(x, y)
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (None if z == 0.0 else _cosine(x, y), None if z == 0.0 else _cosine(y, x))
        node.rule = rule_hypot
        node.label = ""
        return node if told is None else told(node)

    def logaddexp(self, other: Any) -> Self:
        """z = where(x == y, x + 0.6931471805599453, max(x, y) + log1p(exp(-abs(x - y)))), dz/dx = sharing(x, y), dz/dy = sharing(y, x)"""
        kind = type(self)
        if kind is type(other) is plain:
            pass
        elif kind is plain and (type(other) is float or type(other) is int):
            other = leaf(kind, other)
        else:
            try:
                return careful(rule_logaddexp, (self, other))
            except OperandError as error:
                raise TypeError(str(error)) from None
        x = self.data
        y = other.data
        if not type(x) is type(y) is float:
            return careful(rule_logaddexp, (self, other))
        z = x + 0.6931471805599453 if x == y else _max(x, y) + _log1p(_exp(-_abs(x - y)))
        node = new(kind)
        node.data = z
        node.grad = 0.0
        node.parents = (self, other)
        node.partials = (_sharing(x, y), _sharing(y, x))
        node.rule = rule_logaddexp
        node.label = ""
        return node if told is None else told(node)


def powc(self, c):
    """z = x ** c, dz/dx = where(c == 0, 0, dpow(x, c, z))"""
    kind = type(self)
    if kind is not plain:
        return careful(rule_powc, (self,), (c,))
    c = c if type(c) is float else real(c)
    x = self.data
    if type(x) is not float:
        return careful(rule_powc, (self,), (c,))
    z = _pow(x, c)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self,)
    node.partials = (None if c == 0.0 else _dpow(x, c, z),)
    node.rule = bound(rule_powc, (c,), None)
    node.label = ""
    return node if told is None else told(node)


def polygamma(self, m):
    """z = polygamma(m, x), dz/dx = polygamma(m + 1, x)"""
    kind = type(self)
    if kind is not plain:
        return careful(rule_polygamma, (self,), (m,))
    m = m if type(m) is float else real(m)
    x = self.data
    if type(x) is not float:
        return careful(rule_polygamma, (self,), (m,))
    z = _polygamma(m, x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self,)
    node.partials = (_polygamma(m + 1.0, x),)
    node.rule = bound(rule_polygamma, (m,), None)
    node.label = ""
    return node if told is None else told(node)


def where(self, other, c):
    """z = where(c != 0, x, y), dz/dx = where(c != 0, 1, 0), dz/dy = where(c != 0, 0, 1)"""
    kind = type(self)
    if kind is type(other) is plain:
        pass
    elif kind is plain and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return careful(rule_where, (self, other), (c,))
        except OperandError as error:
            raise TypeError(str(error)) from None
    c = c if type(c) is float else real(c)
    x = self.data
    y = other.data
    if not type(x) is type(y) is float:
        return careful(rule_where, (self, other), (c,))
    z = x if c != 0.0 else y
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other)
    node.partials = (1.0 if c != 0.0 else None, None if c != 0.0 else 1.0)
    node.rule = bound(rule_where, (c,), None)
    node.label = ""
    return node if told is None else told(node)


def less(self, other):
    """z = where(x < y, 1, 0), dz/dx = 0, dz/dy = 0"""
    kind = type(self)
    if kind is type(other) is plain:
        pass
    elif kind is plain and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return careful(rule_less, (self, other))
        except OperandError as error:
            raise TypeError(str(error)) from None
    x = self.data
    y = other.data
    if not type(x) is type(y) is float:
        return careful(rule_less, (self, other))
    z = 1.0 if x < y else 0.0
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other)
    node.partials = (None, None)
    node.rule = rule_less
    node.label = ""
    return node if told is None else told(node)


def less_equal(self, other):
    """z = where(x <= y, 1, 0), dz/dx = 0, dz/dy = 0"""
    kind = type(self)
    if kind is type(other) is plain:
        pass
    elif kind is plain and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return careful(rule_less_equal, (self, other))
        except OperandError as error:
            raise TypeError(str(error)) from None
    x = self.data
    y = other.data
    if not type(x) is type(y) is float:
        return careful(rule_less_equal, (self, other))
    z = 1.0 if x <= y else 0.0
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other)
    node.partials = (None, None)
    node.rule = rule_less_equal
    node.label = ""
    return node if told is None else told(node)


def equal(self, other):
    """z = where(x == y, 1, 0), dz/dx = 0, dz/dy = 0"""
    kind = type(self)
    if kind is type(other) is plain:
        pass
    elif kind is plain and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return careful(rule_equal, (self, other))
        except OperandError as error:
            raise TypeError(str(error)) from None
    x = self.data
    y = other.data
    if not type(x) is type(y) is float:
        return careful(rule_equal, (self, other))
    z = 1.0 if x == y else 0.0
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other)
    node.partials = (None, None)
    node.rule = rule_equal
    node.label = ""
    return node if told is None else told(node)


def choose(self, other, third):
    """z = where(c != 0, x, y), dz/dc = 0, dz/dx = where(c != 0, 1, 0), dz/dy = where(c != 0, 0, 1)"""
    kind = type(self)
    if type(other) is not kind or type(third) is not kind or kind is not plain:
        return careful(rule_choose, (self, other, third))
    c = self.data
    x = other.data
    y = third.data
    if not type(c) is type(x) is type(y) is float:
        return careful(rule_choose, (self, other, third))
    z = x if c != 0.0 else y
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other, third)
    node.partials = (None, 1.0 if c != 0.0 else None, None if c != 0.0 else 1.0)
    node.rule = rule_choose
    node.label = ""
    return node if told is None else told(node)


def total(x):
    """z = sum(x), dz/dx = 1"""
    parents = (*x,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_total, (x,))
    x = [v.data for v in x]
    z = 0.0
    for x_i in x:
        z += x_i
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*[1.0] * len(x),)
    node.rule = rule_total
    node.label = ""
    return node if told is None else told(node)


def dot(w, x):
    """z = sum(w * x), dz/dw = x, dz/dx = w"""
    parents = (*w, *x,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_dot, (w, x))
    w = [v.data for v in w]
    x = [v.data for v in x]
    z = 0.0
    for w_i, x_i in zip(w, x):
        z += w_i * x_i
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*x, *w)
    node.rule = rule_dot
    node.label = ""
    return node if told is None else told(node)


def affine(w, x, b):
    """z = sum(w * x, b), dz/dw = x, dz/dx = w, dz/db = 1"""
    parents = (*w, *x, b,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_affine, (w, x, b))
    w = [v.data for v in w]
    x = [v.data for v in x]
    b = b.data
    z = b
    for w_i, x_i in zip(w, x):
        z += w_i * x_i
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*x, *w, 1.0)
    node.rule = rule_affine
    node.label = ""
    return node if told is None else told(node)


def picked(x, j):
    """z = sum(where(i == j, x, 0)), dz/dx = where(i == j, 1, 0), dz/dj = 0"""
    parents = (*x, j,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_picked, (x, j))
    x = [v.data for v in x]
    j = j.data
    if set(map(type, x)) != {float} or type(j) is not float:
        return careful(rule_picked, (*rule_picked.split(parents),))
    z = 0.0
    for i, x_i in enumerate(x):
        z += x_i if i == j else 0.0
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*[1.0 if i == j else None for i, x_i in enumerate(x)], None)
    node.rule = rule_picked
    node.label = ""
    return node if told is None else told(node)


def prod(x):
    """z = prod(x), dz/dx = p with p = others(x)"""
    parents = (*x,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_prod, (x,))
    x = [v.data for v in x]
    if set(map(type, x)) != {float}:
        return careful(rule_prod, (*rule_prod.split(parents),))
    z = _prod(x)
    p = _others(x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*p,)
    node.rule = rule_prod
    node.label = ""
    return node if told is None else told(node)


def max(x):
    """z = max(x), dz/dx = where(z == z, where(x == z, 1 / sum(where(x == z, 1, 0)), 0), nan)"""
    parents = (*x,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_max, (x,))
    x = [v.data for v in x]
    if set(map(type, x)) != {float}:
        return careful(rule_max, (*rule_max.split(parents),))
    z = _max(x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*[(_div(1.0, _sum([1.0 if x_i == z else 0.0 for x_i in x])) if x_i == z else None) if z == z else nan for x_i in x],)
    node.rule = rule_max
    node.label = ""
    return node if told is None else told(node)


def min(x):
    """z = min(x), dz/dx = where(z == z, where(x == z, 1 / sum(where(x == z, 1, 0)), 0), nan)"""
    parents = (*x,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_min, (x,))
    x = [v.data for v in x]
    if set(map(type, x)) != {float}:
        return careful(rule_min, (*rule_min.split(parents),))
    z = _min(x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*[(_div(1.0, _sum([1.0 if x_i == z else 0.0 for x_i in x])) if x_i == z else None) if z == z else nan for x_i in x],)
    node.rule = rule_min
    node.label = ""
    return node if told is None else told(node)


def ddiv(self, other):
    """z = -((18014398509481984 * x / y) / y) * 5.551115123125783e-17, dz/dx = -1 / y / y, dz/dy = 36028797018963968 * x / y / y / y * 5.551115123125783e-17"""
    kind = type(self)
    if kind is type(other) is plain:
        pass
    elif kind is plain and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return careful(rule_ddiv, (self, other))
        except OperandError as error:
            raise TypeError(str(error)) from None
    x = self.data
    y = other.data
    z = -_div(_div(1.8014398509481984e+16 * x, y), y) * 5.551115123125783e-17
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other)
    node.partials = (_div(_div(-1.0, y), y), _div(_div(_div(3.602879701896397e+16 * x, y), y), y) * 5.551115123125783e-17)
    node.rule = rule_ddiv
    node.label = ""
    return node if told is None else told(node)


def dcbrt(self, other):
    """z = where(x == 0, inf, where(abs(x) < inf, w / x / 3, 1 / abs(w))), dz/dx = where(x == 0, 0, -2 * z / x / 3), dz/dw = 0"""
    kind = type(self)
    if kind is type(other) is plain:
        pass
    elif kind is plain and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return careful(rule_dcbrt, (self, other))
        except OperandError as error:
            raise TypeError(str(error)) from None
    x = self.data
    w = other.data
    if not type(x) is type(w) is float:
        return careful(rule_dcbrt, (self, other))
    z = inf if x == 0.0 else (w / x if x else _div(w, x)) / 3.0 if _abs(x) < inf else _div(1.0, _abs(w))
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other)
    node.partials = (None if x == 0.0 else _div(-2.0 * z, x) / 3.0, None)
    node.rule = rule_dcbrt
    node.label = ""
    return node if told is None else told(node)


def dpow(self, other, third):
    """z = where(where(y < 1, 5e-324, 2.2250738585072014e-308) <= abs(w) <= 1.7976931348623157e+308, where(2.2250738585072014e-308 <= abs(w / x) <= 1.7976931348623157e+308, y * (w / x), y * w / x), where(abs(y) < 9007199254740992, y * x ** (y - 1), where(w == 0, where(x == 0, y * x, 0), where(abs(x) == inf, copysign(y, x * y) * w, y * w / x)))), dz/dx = where(0.5 <= y < 9007199254740992, where(y == 1, 0, y * dpow(x, y - 1, x ** (y - 1))), (y - 1) * (z / x)), dz/dy = dpowlog(x, y, w), dz/dw = 0"""
    kind = type(self)
    if type(other) is not kind or type(third) is not kind or kind is not plain:
        return careful(rule_dpow, (self, other, third))
    x = self.data
    y = other.data
    w = third.data
    if not type(x) is type(y) is type(w) is float:
        return careful(rule_dpow, (self, other, third))
    z = (y * (w / x if x else _div(w, x)) if 2.2250738585072014e-308 <= _abs(w / x if x else _div(w, x)) <= 1.7976931348623157e+308 else _div(y * w, x)) if (5e-324 if y < 1.0 else 2.2250738585072014e-308) <= _abs(w) <= 1.7976931348623157e+308 else y * _pow(x, y - 1.0) if _abs(y) < 9007199254740992.0 else (y * x if x == 0.0 else 0.0) if w == 0.0 else _copysign(y, x * y) * w if _abs(x) == inf else _div(y * w, x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other, third)
    node.partials = ((None if y == 1.0 else y * _dpow(x, y - 1.0, _pow(x, y - 1.0))) if 0.5 <= y < 9007199254740992.0 else (y - 1.0) * (z / x if x else _div(z, x)), _dpowlog(x, y, w), None)
    node.rule = rule_dpow
    node.label = ""
    return node if told is None else told(node)


def powlog(self, other, third):
    """z = where(x == 0, where(y == 0, 0, xlogy(w, x)), xlogy(w, x)), dz/dx = where(x == 0, where(y == 0, 0, dpowlog(x, y, w)), dpowlog(x, y, w)), dz/dy = where(x == 0, where(y < 0, inf, where(y >= 0, 0, nan)), z * log(x)), dz/dw = 0"""
    kind = type(self)
    if type(other) is not kind or type(third) is not kind or kind is not plain:
        return careful(rule_powlog, (self, other, third))
    x = self.data
    y = other.data
    w = third.data
    if not type(x) is type(y) is type(w) is float:
        return careful(rule_powlog, (self, other, third))
    z = (0.0 if y == 0.0 else _xlogy(w, x)) if x == 0.0 else _xlogy(w, x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other, third)
    node.partials = ((None if y == 0.0 else _dpowlog(x, y, w)) if x == 0.0 else _dpowlog(x, y, w), (inf if y < 0.0 else None if y >= 0.0 else nan) if x == 0.0 else z * _log(x), None)
    node.rule = rule_powlog
    node.label = ""
    return node if told is None else told(node)


def dpowlog(self, other, third):
    """z = where(x == 0, where(y > 1, 0, where(y >= 0, -inf, where(y < 0, inf, nan))), where(abs(v) < inf, v + y * v * log(x), v * (1 + y * log(x)))), dz/dx = where(x == 0, 0, ((y - 1) * z + y * x ** (y - 1)) / x), dz/dy = where(x == 0, 0, log(x) * (z + x ** (y - 1))), dz/dw = 0 with r = w / x, v = where(2.2250738585072014e-308 <= abs(w) <= 1.7976931348623157e+308, where(2.2250738585072014e-308 <= abs(r) <= 1.7976931348623157e+308, r, x ** (y - 1)), x ** (y - 1))"""
    kind = type(self)
    if type(other) is not kind or type(third) is not kind or kind is not plain:
        return careful(rule_dpowlog, (self, other, third))
    x = self.data
    y = other.data
    w = third.data
    if not type(x) is type(y) is type(w) is float:
        return careful(rule_dpowlog, (self, other, third))
    r = w / x if x else _div(w, x)
    v = (r if 2.2250738585072014e-308 <= _abs(r) <= 1.7976931348623157e+308 else _pow(x, y - 1.0)) if 2.2250738585072014e-308 <= _abs(w) <= 1.7976931348623157e+308 else _pow(x, y - 1.0)
    z = (0.0 if y > 1.0 else -inf if y >= 0.0 else inf if y < 0.0 else nan) if x == 0.0 else v + y * v * _log(x) if _abs(v) < inf else v * (1.0 + y * _log(x))
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other, third)
    node.partials = (None if x == 0.0 else _div((y - 1.0) * z + y * _pow(x, y - 1.0), x), None if x == 0.0 else _log(x) * (z + _pow(x, y - 1.0)), None)
    node.rule = rule_dpowlog
    node.label = ""
    return node if told is None else told(node)


def datan(self):
    """z = where(abs(x) > 1e150, 1 / x / x, 1 / (1 + x * x)), dz/dx = where(abs(x) == inf, 0, -2 * (x * z) * z)"""
    kind = type(self)
    if kind is not plain:
        return careful(rule_datan, (self,))
    x = self.data
    if type(x) is not float:
        return careful(rule_datan, (self,))
    z = _div(1.0 / x if x else _div(1.0, x), x) if _abs(x) > 1e+150 else _div(1.0, 1.0 + x * x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self,)
    node.partials = (None if _abs(x) == inf else -2.0 * (x * z) * z,)
    node.rule = rule_datan
    node.label = ""
    return node if told is None else told(node)


def sech2(self):
    """z = 4 * e / (1 + e * (2 + e)), dz/dx = -2 * z * tanh(x) with e = exp(-2 * abs(x))"""
    kind = type(self)
    if kind is not plain:
        return careful(rule_sech2, (self,))
    x = self.data
    e = _exp(-2.0 * _abs(x))
    z = _div(4.0 * e, 1.0 + e * (2.0 + e))
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self,)
    node.partials = (-2.0 * z * _tanh(x),)
    node.rule = rule_sech2
    node.label = ""
    return node if told is None else told(node)


def dsigmoid(self):
    """z = e / (1 + e * (2 + e)), dz/dx = -z * tanh(0.5 * x) with e = exp(-abs(x))"""
    kind = type(self)
    if kind is not plain:
        return careful(rule_dsigmoid, (self,))
    x = self.data
    e = _exp(-_abs(x))
    z = _div(e, 1.0 + e * (2.0 + e))
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self,)
    node.partials = (-z * _tanh(0.5 * x),)
    node.rule = rule_dsigmoid
    node.label = ""
    return node if told is None else told(node)


def gauss(self):
    """z = where(abs(x) < 28, exp(-h) * (1 - e), where(x == x, 0, nan)), dz/dx = where(abs(x) == inf, 0, -2 * (x * z)) with s = 134217729 * x, a = s - (s - x), b = x - a, h = x * x, e = ((a * a - h) + 2 * a * b) + b * b"""
    kind = type(self)
    if kind is not plain:
        return careful(rule_gauss, (self,))
    x = self.data
    if type(x) is not float:
        return careful(rule_gauss, (self,))
    s = 134217729.0 * x
    a = s - (s - x)
    b = x - a
    h = x * x
    e = a * a - h + 2.0 * a * b + b * b
    z = _exp(-h) * (1.0 - e) if _abs(x) < 28.0 else 0.0 if x == x else nan
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self,)
    node.partials = (None if _abs(x) == inf else -2.0 * (x * z),)
    node.rule = rule_gauss
    node.label = ""
    return node if told is None else told(node)


def cosine(self, other):
    """z = where(abs(x) == inf, where(y == y, where(abs(y) == inf, 0.7071067811865476, 1) * sign(x), nan), where(r == 0, 0, x * s / r)), dz/dx = where(x == y == 0, 0, cosine(y, x) * (cosine(y, x) / hypot(x, y))), dz/dy = where(x == y == 0, 0, -(cosine(x, y) * cosine(y, x)) / hypot(x, y)) with s = where(abs(x) + abs(y) < 1e-290, 4.149515568880993e+180, where(abs(x) + abs(y) > 1e300, 0.25, 1)), r = hypot(x * s, y * s)"""
    kind = type(self)
    if kind is type(other) is plain:
        pass
    elif kind is plain and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return careful(rule_cosine, (self, other))
        except OperandError as error:
            raise TypeError(str(error)) from None
    x = self.data
    y = other.data
    if not type(x) is type(y) is float:
        return careful(rule_cosine, (self, other))
    s = 4.149515568880993e+180 if _abs(x) + _abs(y) < 1e-290 else 0.25 if _abs(x) + _abs(y) > 1e+300 else 1.0
    r = _hypot(x * s, y * s)
    z = ((0.7071067811865476 if _abs(y) == inf else 1.0) * _sign(x) if y == y else nan) if _abs(x) == inf else 0.0 if r == 0.0 else _div(x * s, r)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other)
    node.partials = (None if x == y == 0.0 else _cosine(y, x) * _div(_cosine(y, x), _hypot(x, y)), None if x == y == 0.0 else _div(-(_cosine(x, y) * _cosine(y, x)), _hypot(x, y)))
    node.rule = rule_cosine
    node.label = ""
    return node if told is None else told(node)


def datan2(self, other):
    """z = where(abs(x) == inf, where(y == y, 0, nan), where(abs(y) == inf, where(x == x, 0, nan), where(d == 0, 0, b / d * s))), dz/dx = where(x == y == 0, 0, -2 * cosine(x, y) * cosine(y, x) / hypot(x, y) / hypot(x, y)), dz/dy = where(x == y == 0, 0, (cosine(x, y) - cosine(y, x)) * (cosine(x, y) + cosine(y, x)) / hypot(x, y) / hypot(x, y)) with s = where(abs(x) + abs(y) < 1e-150, 4.149515568880993e+180, where(abs(x) + abs(y) > 1e150, 2.409919865102884e-181, 1)), a = x * s, b = y * s, d = a * a + b * b"""
    kind = type(self)
    if kind is type(other) is plain:
        pass
    elif kind is plain and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return careful(rule_datan2, (self, other))
        except OperandError as error:
            raise TypeError(str(error)) from None
    x = self.data
    y = other.data
    if not type(x) is type(y) is float:
        return careful(rule_datan2, (self, other))
    s = 4.149515568880993e+180 if _abs(x) + _abs(y) < 1e-150 else 2.409919865102884e-181 if _abs(x) + _abs(y) > 1e+150 else 1.0
    a = x * s
    b = y * s
    d = a * a + b * b
    z = (0.0 if y == y else nan) if _abs(x) == inf else (0.0 if x == x else nan) if _abs(y) == inf else 0.0 if d == 0.0 else (b / d if d else _div(b, d)) * s
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other)
    node.partials = (None if x == y == 0.0 else _div(_div(-2.0 * _cosine(x, y) * _cosine(y, x), _hypot(x, y)), _hypot(x, y)), None if x == y == 0.0 else _div(_div((_cosine(x, y) - _cosine(y, x)) * (_cosine(x, y) + _cosine(y, x)), _hypot(x, y)), _hypot(x, y)))
    node.rule = rule_datan2
    node.label = ""
    return node if told is None else told(node)


def norm2(x):
    """z = norm2(x), dz/dx = where(z == 0, 0, p) with p = direction(x)"""
    parents = (*x,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_norm2, (x,))
    x = [v.data for v in x]
    if set(map(type, x)) != {float}:
        return careful(rule_norm2, (*rule_norm2.split(parents),))
    z = _norm2(x)
    p = _direction(x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*[None if z == 0.0 else p_i for p_i in p],)
    node.rule = rule_norm2
    node.label = ""
    return node if told is None else told(node)


def direction(x):
    """z = where(1e-290 < r < 1e300, x / r, where(r == 0, 0, where(r < inf, x * s / norm2(x * s), where(big == 0, x * s / norm2(x * s), where(abs(x) == inf, sign(x) / sqrt(big), where(x == x, 0, nan) * bad))))), dz/dx = where(r == 0, 0, where(i == k, sum(where(i == k, 0, q * (q / r))), -(z * q) / r)) with r = norm2(x), s = where(r < 1, 4.149515568880993e+180, 2.409919865102884e-181), big = sum(where(abs(x) == inf, 1, 0)), bad = sum(where(x == x, 0, nan))"""
    return careful(rule_direction, (x,))


def std(x, ddof=0.0):
    """z = norm2(d) / sqrt(n - ddof), dz/dx = where(z == 0, 0, p / sqrt(n - ddof)) with m = sum(x) / n, d = x - m, p = deviation(x)"""
    parents = (*x,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_std, (x,), (ddof,))
    ddof = ddof if type(ddof) is float else real(ddof)
    x = [v.data for v in x]
    if set(map(type, x)) != {float}:
        return careful(rule_std, (*rule_std.split(parents),), (ddof,))
    n = float(len(x))
    m = _div(_sum(x), n)
    d = [x_i - m for x_i in x]
    z = _div(_norm2(d), _sqrt(n - ddof))
    p = _deviation(x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*[None if z == 0.0 else _div(p_i, _sqrt(n - ddof)) for p_i in p],)
    node.rule = bound(rule_std, (ddof,), None)
    node.label = ""
    return node if told is None else told(node)


def deviation(x):
    """z = p, dz/dx = where(r == 0, 0, where(i == k, (n - 1) * wk, -where(abs(q) > abs(z), w + (n - 1) * ((yk - o) * (y - o)), wk + (n - 1) * ((y - ok) * (yk - ok)))) / n / r) with m = sum(x) / n, d = x - m, p = direction(d), r = norm2(d), low = min(abs(d)), at = sum(where(abs(d) == low, x, 0)) / sum(where(abs(d) == low, 1, 0)), y = (x - at) / r, o = means(y), w = scatters(y), yk = sum(where(i == k, y, 0)), ok = sum(where(i == k, o, 0)), wk = sum(where(i == k, w, 0))"""
    return careful(rule_deviation, (x,))


def sharing(self, other):
    """z = where(abs(d) < inf, s + r * s * o, where(x == y, 0.5, s)), dz/dx = z * sharing(y, x), dz/dy = -z * sharing(y, x) with d = x - y, v = d - x, r = (x - (d - v)) - (y + v), e = exp(-abs(d)), s = where(d < 0, e, 1) / (1 + e), o = where(d < 0, 1, e) / (1 + e)"""
    kind = type(self)
    if kind is type(other) is plain:
        pass
    elif kind is plain and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return careful(rule_sharing, (self, other))
        except OperandError as error:
            raise TypeError(str(error)) from None
    x = self.data
    y = other.data
    if not type(x) is type(y) is float:
        return careful(rule_sharing, (self, other))
    d = x - y
    v = d - x
    r = x - (d - v) - (y + v)
    e = _exp(-_abs(d))
    s = _div(e if d < 0.0 else 1.0, 1.0 + e)
    o = _div(1.0 if d < 0.0 else e, 1.0 + e)
    z = s + r * s * o if _abs(d) < inf else 0.5 if x == y else s
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self, other)
    node.partials = (z * _sharing(y, x), -z * _sharing(y, x))
    node.rule = rule_sharing
    node.label = ""
    return node if told is None else told(node)


def logsumexp(x):
    """z = m + log1p(u), dz/dx = p with m = max(x), e = exp(where(x == m, 0, x - m)), t = sum(e), u = sum(where(x == m, 1, 0)) - 1 + sum(where(x == m, 0, e)), p = softmax(x)"""
    parents = (*x,)
    if set(map(type, parents)) != {kind := plain}:
        return careful(rule_logsumexp, (x,))
    x = [v.data for v in x]
    if set(map(type, x)) != {float}:
        return careful(rule_logsumexp, (*rule_logsumexp.split(parents),))
    m = _max(x)
    e = [_exp(0.0 if x_i == m else x_i - m) for x_i in x]
    u = _sum([1.0 if x_i == m else 0.0 for x_i in x]) - 1.0 + _sum([0.0 if x_i == m else e_i for e_i, x_i in zip(e, x)])
    z = m + _log1p(u)
    p = _softmax(x)
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = (*p,)
    node.rule = rule_logsumexp
    node.label = ""
    return node if told is None else told(node)


def softmax(x):
    """z = e / t, dz/dx = where(i == k, z * sum(where(i == k, 0, q)), -z * q) with m = max(x), e = exp(where(x == m, 0, x - m)), t = sum(e)"""
    return careful(rule_softmax, (x,))


def log_softmax(x):
    """z = where(x == m, 0, x - m) - log1p(u), dz/dx = where(i == k, sum(where(i == k, 0, p)), -p) with m = max(x), e = exp(where(x == m, 0, x - m)), t = sum(e), u = sum(where(x == m, 1, 0)) - 1 + sum(where(x == m, 0, e)), p = softmax(x)"""
    return careful(rule_log_softmax, (x,))


# Each row's function, by name: how the table itself makes a node.
FUNCTIONS = {
    "add": Operations.add,
    "sub": Operations.sub,
    "mul": Operations.mul,
    "neg": Operations.neg,
    "square": Operations.square,
    "reciprocal": Operations.reciprocal,
    "sqrt": Operations.sqrt,
    "rsqrt": Operations.rsqrt,
    "powc": powc,
    "exp": Operations.exp,
    "expm1": Operations.expm1,
    "log": Operations.log,
    "log2": Operations.log2,
    "log10": Operations.log10,
    "log1p": Operations.log1p,
    "sin": Operations.sin,
    "cos": Operations.cos,
    "tan": Operations.tan,
    "atan": Operations.atan,
    "atan2": Operations.atan2,
    "sinh": Operations.sinh,
    "cosh": Operations.cosh,
    "tanh": Operations.tanh,
    "asinh": Operations.asinh,
    "acosh": Operations.acosh,
    "softplus": Operations.softplus,
    "logsigmoid": Operations.logsigmoid,
    "softsign": Operations.softsign,
    "erf": Operations.erf,
    "erfc": Operations.erfc,
    "lgamma": Operations.lgamma,
    "digamma": Operations.digamma,
    "polygamma": polygamma,
    "abs": Operations.abs,
    "sign": Operations.sign,
    "relu": Operations.relu,
    "relu6": Operations.relu6,
    "hardtanh": Operations.hardtanh,
    "clamp": Operations.clamp,
    "leaky_relu": Operations.leaky_relu,
    "elu": Operations.elu,
    "selu": Operations.selu,
    "floor": Operations.floor,
    "ceil": Operations.ceil,
    "trunc": Operations.trunc,
    "round": Operations.round,
    "fmod": Operations.fmod,
    "mod": Operations.mod,
    "floordiv": Operations.floordiv,
    "copysign": Operations.copysign,
    "where": where,
    "less": less,
    "less_equal": less_equal,
    "equal": equal,
    "choose": choose,
    "total": total,
    "dot": dot,
    "affine": affine,
    "picked": picked,
    "prod": prod,
    "max": max,
    "min": min,
    "div": Operations.div,
    "ddiv": ddiv,
    "cbrt": Operations.cbrt,
    "dcbrt": dcbrt,
    "pow": Operations.pow,
    "dpow": dpow,
    "powlog": powlog,
    "dpowlog": dpowlog,
    "exp2": Operations.exp2,
    "xlogy": Operations.xlogy,
    "asin": Operations.asin,
    "acos": Operations.acos,
    "atanh": Operations.atanh,
    "datan": datan,
    "sech2": sech2,
    "sigmoid": Operations.sigmoid,
    "dsigmoid": dsigmoid,
    "silu": Operations.silu,
    "mish": Operations.mish,
    "gauss": gauss,
    "normal_pdf": Operations.normal_pdf,
    "normal_cdf": Operations.normal_cdf,
    "gelu": Operations.gelu,
    "hypot": Operations.hypot,
    "cosine": cosine,
    "datan2": datan2,
    "norm2": norm2,
    "direction": direction,
    "std": std,
    "deviation": deviation,
    "logaddexp": Operations.logaddexp,
    "sharing": sharing,
    "logsumexp": logsumexp,
    "softmax": softmax,
    "log_softmax": log_softmax,
}
