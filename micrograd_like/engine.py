"""The engine: numbers that remember how they were made, and the chain rule run backwards over that memory.

Every operation on Values makes a new Value, which keeps its parents and, for each of them, the partial derivative of the
result (the local derivative).  ``backward()`` walks from the output to the leaves and adds partial * grad to each parent.

>>> a, b = Value(2.0), Value(-3.0)
>>> c = (a * b + 10.0).tanh()
>>> c.backward()
>>> abs(a.grad - b.data * (1 - c.data**2)) < 1e-15
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from . import copies
from . import recording as record
from .recording import method, modes, operators
from .rules import number, real, table

UNREACHED = float(
    0
)  # the grad of a node that no live edge has reached yet; this very object, told apart by `is`


class Value:
    """A number in the graph.

    data: the number, a float.  grad: d(output)/d(this), filled in by ``output.backward()``.  label: a name for pictures.
    parents: the Values it was computed from, in order.  partials: d(this)/d(parent) for each, None where nothing is sent.
    rule: the row of the table it was computed by ("" for a leaf).

    Numbers mix in (``2 * x``); anything else is a TypeError.  Arithmetic is IEEE 754 and never raises.  Equality and hash
    are by identity; ``<`` and its like compare data.  ``Value(data, parents, op)`` is the lecture's way to make an operation
    of one's own: assign its ``_backward`` then.

    >>> x = Value(3.0, label="x")
    >>> (x * x).backward(); x
    Value(data=3.0, grad=6.0)
    """

    __slots__ = ("data", "grad", "label", "parents", "partials", "rule")
    __array_ufunc__ = None  # NumPy scalars leave arithmetic to us
    rank = 1  # among number types: a Value holds a float

    def __init__(self, data: Any, _children: Iterable[Value] = (), _op: str = "", label: str = ""):
        self.data = data if type(data) is float else real(data)
        self.grad = 0.0
        self.label = label
        self.parents: tuple[Value, ...] = record.parents(_children) if _children else ()
        self.partials: Any = None if self.parents else ()
        self.rule: Any = _op

    __add__, __radd__ = operators(table.add)
    __sub__, __rsub__ = operators(table.sub)
    __mul__, __rmul__ = operators(table.mul)
    __truediv__, __rtruediv__ = operators(table.div)
    __pow__, __rpow__ = operators(table.pow)
    __mod__, __rmod__ = operators(table.mod)
    __neg__ = method(table.neg)
    __abs__ = method(table.abs)
    exp, log, sqrt, sin, cos = map(method, (table.exp, table.log, table.sqrt, table.sin, table.cos))
    tanh, sigmoid, relu = map(method, (table.tanh, table.sigmoid, table.relu))

    def backward(self) -> None:
        """Set the grad of everything this Value depends on; leaves add up over several calls."""
        inner = [node for node in topological_order(self) if node.parents]
        for mode in modes.get():
            mode.sweeping(inner)
        for node in inner:
            node.grad = UNREACHED
        self.grad += 1.0
        for node in reversed(inner):
            grad = node.grad
            if grad is UNREACHED:
                node.grad = 0.0
                continue
            try:
                edges = zip(node.parents, node.partials)  # noqa: B905  equal by construction
            except TypeError:  # no partials but a closure of the user's own
                node._backward()
                continue
            for parent, partial in edges:
                if partial is not None:
                    parent.grad += partial * grad  # the chain rule

    @property
    def _backward(self) -> Callable[[], None]:
        """The lecture's closure: adds this node's share to the grad of each parent.  Assign your own to replace it."""
        if (partials := self.partials) is None:
            raise TypeError(
                f"no derivative is known for {self._op or 'this Value'!r}; assign its _backward, or use rule()"
            )
        return (lambda: record.send(self, partials)) if type(partials) is tuple else partials

    @_backward.setter
    def _backward(self, closure: Callable[[], None]) -> None:
        self.partials = closure

    @property
    def _op(self) -> str:
        return self.rule if isinstance(self.rule, str) else self.rule.symbol

    def detach(self) -> Value:
        """The same number as a leaf of its own: nothing flows back through it."""
        leaf = record.node(type(self), self.data, (), (), "")
        leaf.label = self.label
        return leaf

    def zero_grad(self) -> None:
        self.grad = 0.0

    _prev = property(lambda self: self.parents, doc="The parents, in order.")
    __lt__, __le__, __gt__, __ge__ = record.comparisons()

    def __float__(self) -> float:
        return self.data

    def __format__(self, spec: str) -> str:
        return format(self.data, spec) if spec else repr(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(data={self.data}, grad={self.grad})"

    __copy__, __deepcopy__, __reduce_ex__ = copies.copy, copies.deepcopy, copies.reduce
    apply, learn = staticmethod(record.apply), classmethod(record.learn)


def topological_order(*roots: Value) -> list[Value]:
    """Everything the roots depend on, parents before children; graphs of any depth."""
    order: list[Value] = []
    seen: set[Value] = set()
    stack: list[Any] = [*reversed(roots)]
    pop, push, extend, emit = stack.pop, stack.append, stack.extend, order.append
    while stack:
        node = pop()
        if node is None:  # a bookmark: the parents of the node below it are all in the order
            emit(pop())
        elif node not in seen:
            seen.add(node)
            if node.parents:
                push(node)
                push(None)
                extend(node.parents)
            else:
                emit(node)
    return order


record.adopt(Value)
number(Value)
