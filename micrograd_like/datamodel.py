"""How a Value behaves among Python's other numbers: compared, converted, rounded, copied, printed.

A Value stands for its number where that is safe.  Where a gradient would be lost without a word, it warns.

>>> from micrograd_like import Value
>>> x = Value(2.5)
>>> x < 3, round(x).data, f"{x:.2f}"
(True, 2.0, '2.50')
"""

from __future__ import annotations

import sys
import warnings
from opcode import opmap
from typing import TYPE_CHECKING, Any, Self

from . import native, operations, recording, ufuncs
from .graph import walk

if TYPE_CHECKING:
    from .operations import Operations  # the two have the same names; these have types
else:
    Operations = native.Operations


COMPARES = opmap.get("COMPARE_OP")  # what Python runs for == and !=


class ComparedWarning(UserWarning):
    """A Value was asked whether it is true or equal to something else; its number plays no part."""


class DataModel(Operations):
    """Python's special methods of a Value; the class that has them says what a Value holds."""

    __slots__ = ()
    data: float
    grad: Any
    label: Any
    parents: tuple
    rule: Any

    def __init_subclass__(cls, **options: Any):
        """Let a subclass whose __init__ forgets Value's behave as in C, where a node is made as a leaf."""
        super().__init_subclass__(**options)
        own = "__init__" in vars(cls) and DataModel not in cls.__bases__
        if own and not native.core and not hasattr(cls, "__getattr__"):
            cls.__getattr__ = _not_filled_in  # pyright: ignore[reportAttributeAccessIssue]

    def item(self) -> float:
        """The number alone, as ``.data``."""
        return self.data

    # ---- comparisons ----

    def __lt__(self, other: Any) -> bool:
        return self.data < (other.data if isinstance(other, DataModel) else other)

    def __le__(self, other: Any) -> bool:
        return self.data <= (other.data if isinstance(other, DataModel) else other)

    def __gt__(self, other: Any) -> bool:
        return self.data > (other.data if isinstance(other, DataModel) else other)

    def __ge__(self, other: Any) -> bool:
        return self.data >= (other.data if isinstance(other, DataModel) else other)

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> Any:
        if other is not self and _is_number(other):
            told = "a Value is equal only to itself, so == is False; compare its number, as in x.data == 1.0"
            warnings.warn(told, ComparedWarning, stacklevel=2)
            return False
        if other is not self and isinstance(other, DataModel) and self.data == other.data and _by_equals():
            told = (
                "a Value is equal only to itself, so == is False for two with the same number; compare these,"
            )
            warnings.warn(
                f"{told} as in a.data == b.data, or ask whether a is b", ComparedWarning, stacklevel=2
            )
            return False
        return NotImplemented

    def __bool__(self) -> bool:
        told = "a Value is always true, also at 0; compare its number, x.data != 0, or ask: x is not None"
        warnings.warn(told, ComparedWarning, stacklevel=2)
        return True

    # ---- conversions to plain numbers ----

    def __float__(self) -> float:
        recording.gradient_lost("float()")
        return float(self.data)

    def __int__(self) -> int:
        recording.gradient_lost("int()")
        return int(self.data)

    def __trunc__(self) -> int:
        recording.gradient_lost("trunc()")
        return int(self.data)

    # ---- arithmetic that is no row of its own ----

    if not native.core:  # it has the same

        def __isub__(self, x: Any) -> Any:
            """As self - x, but who moves a leaf by a number after a sweep is told what is made."""
            if not self.parents and self.grad and isinstance(x, float | int):
                told = "+= and -= make a new Value and leave this one as it was; to move a parameter, write"
                warnings.warn(f"{told} p.data -= lr * p.grad", stacklevel=2)
            return NotImplemented  # Python then subtracts

        __iadd__ = __isub__

    def __pos__(self) -> Self:
        return self

    def __round__(self, digits: int = 0) -> Any:
        return self.round(digits)

    def __divmod__(self, other: Any) -> tuple[Any, Any]:
        return self // other, self % other

    def __rdivmod__(self, other: Any) -> tuple[Any, Any]:
        return other // self, other % self

    def __array_ufunc__(self, ufunc: Any, how: str, *inputs: Any, **options: Any) -> Any:
        """NumPy's functions: the row of that name, element by element where there is an array."""
        return ufuncs.apply(ufunc, how, inputs, options)

    # ---- text ----

    def __format__(self, spec: str) -> str:
        return format(self.data, spec) if spec else repr(self)

    def __repr__(self) -> str:
        """As in the lecture, with the label where there is one."""
        named = f", label={self.label!r}" if self.label else ""
        return f"{type(self).__name__}(data={self.data}, grad={self.grad}{named})"  # type: ignore[attr-defined]

    def __dir__(self) -> list[str]:
        """What a person would call: without the machinery of number types."""
        return sorted(set(super().__dir__()) - {"apply", "learn", "operate", "rank"})

    # ---- copies: a graph may be of any depth, so nothing recurses ----

    def __copy__(self) -> Self:
        """One more node with the same number and the same parents."""
        if hasattr(self.rule, "closure"):
            raise TypeError(
                f"cannot copy {self!r}: its _backward is a closure over the old node; use rule() for it"
            )
        new = operations.new(type(self))
        for name, thing in _attributes(self).items():
            setattr(new, name, thing)
        return new

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A copy of the whole graph."""
        from copy import deepcopy

        for old in walk([self], lambda node: node.parents):
            if id(old) in memo:
                continue
            if hasattr(old.rule, "closure"):
                raise TypeError(
                    f"cannot copy {old!r}: its _backward is a closure over the old graph; use rule()"
                )
            new = memo[id(old)] = old.__copy__()
            new.parents = tuple(memo[id(p)] for p in old.parents)
            for name, thing in _attributes(old).items():
                if name not in FIELDS:
                    setattr(new, name, deepcopy(thing, memo))
        return memo[id(self)]

    def __getstate__(self) -> tuple[dict[str, Any] | None, dict[str, Any]]:
        """What pickle keeps, the same for both engines: the attributes of one's own, and the fields."""
        own = {name: thing for name, thing in _attributes(self).items() if name not in FIELDS}
        slots = {name: own.pop(name) for name in [*own] if hasattr(type(self), name)}
        return own or None, {name: getattr(self, name) for name in FIELDS} | slots

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Leaves can be pickled; a Value with parents cannot."""
        if self.parents:
            raise TypeError(
                f"cannot pickle {self!r}: it has {len(self.parents)} parents, and pickling a graph would "
                "recurse without end; save the parameters with model.state_dict(), or pickle value.detach()"
            )
        return object.__reduce_ex__(self, max(2, protocol))  # older protocols know no slots


def _is_number(x: Any) -> bool:
    """Whether x is a plain number, of Python's or of NumPy's."""
    kind = type(x)
    return kind is float or kind is int or (getattr(x, "shape", None) == () and hasattr(kind, "__float__"))


def _by_equals() -> bool:
    """Whether the line that compares two Values says == or !=, and not ``in``, ``remove`` or their like.

    These ask for equality too, and False is what they need.
    """
    frame = sys._getframe(2)
    return frame.f_code.co_code[frame.f_lasti] == COMPARES


LEAF: dict[str, Any] = {"grad": 0.0, "label": "", "parents": (), "partials": (), "rule": ""}  # and its number
FIELDS = ("data", *LEAF)


def a_closure(given: Any) -> Any:
    """What is assigned as a _backward, if it can be called later: ``_backward()`` is a common slip for it."""
    if not callable(given):
        told = f"_backward takes a function, but got {given!r}; assign it without calling it"
        raise TypeError(f"{told}: out._backward = _backward")
    return given


def _not_filled_in(value: Any, name: str) -> Any:
    """A field that the __init__ of a subclass has left out: that of a leaf, if there is a number at all."""
    kind = type(value).__name__
    if name == "data":
        told = f"this {kind} has no number: let its __init__ call super().__init__(data)"
        raise AttributeError(told, name=name, obj=value)
    if name not in LEAF:
        raise AttributeError(f"{kind!r} object has no attribute {name!r}", name=name, obj=value)
    _ = value.data
    setattr(value, name, LEAF[name])
    return LEAF[name]


def _attributes(value: Any) -> dict[str, Any]:
    """All that a Value holds: its fields, its label, and what was set on it or belongs to its subclass."""
    state: Any = object.__getstate__(value)  # type: ignore[attr-defined]
    attributes, slots = state if isinstance(state, tuple) else (state, {})
    return {**(attributes or {}), **slots, **{name: getattr(value, name) for name in FIELDS}}
