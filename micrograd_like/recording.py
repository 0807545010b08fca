"""How a Value reads a row of the table: the operation computes z, and the node remembers parents and partials.

The quick way for plain Values is generated source (``print(inspect.getsource(Value.__mul__))``).  Everything else goes the
careful way, ``lift``: plain numbers become constants, subclasses survive, Duals take over, no_grad and detect_anomaly act.
"""

from __future__ import annotations

import operator
import threading
from collections.abc import Callable, Sequence
from contextlib import ContextDecorator
from contextvars import ContextVar, Token
from typing import TYPE_CHECKING, Any, Self

from .rules import RULES, Rule, bind, real, source
from .rules.row import FLOATS, flatten

if TYPE_CHECKING:
    from .engine import Value

NAMES = FLOATS  # what generated source sees: the float functions, and what is added here
modes: ContextVar[tuple[Mode, ...]] = ContextVar("modes", default=())  # in force in this thread or task


class Method:
    """A method made from its row when it is first looked at."""

    def __init__(self, rule: Rule, reflected: bool = False):
        self.rule, self.reflected = rule, reflected

    def __set_name__(self, owner: type, name: str) -> None:
        self.owner, self.name = owner, name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        function = function_of(self.rule)
        if self.reflected:
            text = f"def {self.name}(self, other):\n    return Value_{self.rule.name}(other, self)"
            function = source.define(text, NAMES, f"Value.{self.name}")
        setattr(self.owner, self.name, function)
        return function if instance is None else function.__get__(instance)


def function_of(rule: Rule) -> Callable[..., Any]:
    """The function by which this row makes nodes; it takes operands, then static parameters."""
    name = f"Value_{rule.name}"
    if name not in NAMES:
        if rule.name == "pow":
            function_of(RULES["powc"])
        NAMES[f"rule_{rule.name}"] = rule
        NAMES[name] = source.define(source.method(rule), NAMES, f"Value.{rule.name}")
    return NAMES[name]


def operators(rule: Rule) -> tuple[Callable[[Any, Any], Value], Callable[[Any, Any], Value]]:
    """An operator and its reflection: ``__mul__, __rmul__ = operators(mul)``."""
    return Method(rule), Method(rule, reflected=True)  # type: ignore[return-value]


def method(rule: Rule) -> Callable[..., Value]:
    """``tanh = method(tanh)``."""
    return Method(rule)  # type: ignore[return-value]


def learn(cls: type, rule: Rule) -> None:
    """Give the class a method for the row, unless it has one."""
    if rule.name not in vars(cls) and not rule.lists and rule.order[0] == rule.letters[0]:
        attribute = Method(rule)
        attribute.__set_name__(cls, rule.name)
        setattr(cls, rule.name, attribute)


def adopt(cls: type) -> None:
    """Make cls the type whose nodes the generated source builds."""
    NAMES.update(
        Value=cls,
        plain=cls,
        only={cls},
        new=object.__new__,
        lift=lift,
        bind=bind,
        real=real,
        numbers={int, float},
    )


def node(cls: type[Value], data: float, parents: tuple, partials: Any, rule: Any) -> Value:
    """A node whose fields are known."""
    new = object.__new__(cls)
    new.data, new.grad, new.label = data, 0.0, ""
    new.parents, new.partials, new.rule = parents, partials, rule
    return new


def parents(given: Any) -> tuple[Value, ...]:
    """What ``Value(data, given)`` keeps as parents."""
    found = tuple(given) if hasattr(given, "__iter__") else (given,)
    if not all(isinstance(x, NAMES["Value"]) for x in found):
        label = f"; a name is a label: Value(..., label={given!r})" if isinstance(given, str) else ""
        raise TypeError(f"the parents of a Value are Values, in a tuple, but got {given!r}{label}")
    return found


def lift(rule: Rule, operands: Sequence, params: tuple = ()) -> Any:
    """Apply a rule where the quick way does not fit; a list of nodes if it has one result per operand."""
    Value, cls = NAMES["Value"], NAMES["Value"]
    if rule.name == "pow" and not hasattr(type(operands[1]), "rank"):
        rule, operands, params = RULES["powc"], operands[:1], (operands[1],)
    flat = flatten(operands) if rule.lists else operands
    for kind in map(type, flat):
        if getattr(kind, "rank", 0) > Value.rank:
            return kind.apply(rule, operands, params)
        if issubclass(kind, cls):
            cls = kind
    try:
        row = bind(rule, *map(real, params))
        parents = tuple(x if isinstance(x, Value) else Value(x) for x in flat)
    except TypeError as error:
        raise TypeError(f"{rule.symbol}: {error}") from None
    results = row.linearize(*rule.split([p.data for p in parents]))
    active = modes.get()
    made = []
    for k, (z, partials) in enumerate(results if rule.each else [results]):
        own = bind(rule, float(k)) if rule.each else row
        new = node(cls, z, parents, partials, own)
        for mode in active:
            mode.made(new)
        made.append(new)
    return made if rule.each else made[0]


def apply(rule: Rule, operands: Sequence, params: tuple) -> Any:
    """z as a node, for operands of which at least one is a Value and none of a higher rank."""
    if (
        RULES.get(rule.name) is not rule
    ):  # made by Rule(...), which writes no table: another row may have its name
        return lift(rule, operands, params)
    return function_of(rule)(*operands, *params)


def comparisons() -> tuple[Callable[[Any, Any], bool], ...]:
    """``< <= > >=`` on data; plain bools."""

    def of(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
        return lambda x, y: compare(x.data, y.data if isinstance(y, NAMES["Value"]) else y)

    return of(operator.lt), of(operator.le), of(operator.gt), of(operator.ge)


def send(node: Value, partials: tuple) -> None:
    """Add what one node owes to the grad of each of its parents."""
    for parent, partial in zip(node.parents, partials, strict=True):
        if partial is not None:
            parent.grad += partial * node.grad


class Mode(ContextDecorator):
    """A way of recording, for a ``with`` block or a decorated function, in this thread or task only."""

    _count, _lock = 0, threading.Lock()

    def __init__(self) -> None:
        self._tokens: list[Token] = []

    def _recreate_cm(self) -> Self:
        return type(self)()

    def made(self, new: Value) -> None:
        """What to do with a node just made."""

    def sweeping(self, inner: list[Value]) -> None:
        """What to do before a reverse sweep over these nodes with parents, the root last."""

    def __enter__(self) -> Self:
        self._tokens.append(modes.set((*modes.get(), self)))
        _switch(+1)
        return self

    def __exit__(self, *_: object) -> None:
        modes.reset(self._tokens.pop())
        _switch(-1)


def _switch(step: int) -> None:
    """While any mode is on anywhere, all operations go the careful way."""
    with Mode._lock:
        Mode._count += step
        cls = NAMES["Value"]
        NAMES["plain"], NAMES["only"] = (None, None) if Mode._count else (cls, {cls})


class no_grad(ContextDecorator if TYPE_CHECKING else Mode):  # noqa: N801  a name people know from PyTorch
    """Operations inside give plain numbers without parents: nothing is remembered, nothing can be differentiated.

    >>> from micrograd_like import Value
    >>> x = Value(3.0)
    >>> with no_grad():
    ...     y = x * x
    >>> y, y.parents
    (Value(data=9.0, grad=0.0), ())
    """

    def made(self, new: Value) -> None:
        new.parents, new.partials, new.rule = (), (), ""
