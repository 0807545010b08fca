"""The engine: numbers that remember how they were made, and the chain rule run backwards over that memory.

Every operation on Values makes a new Value, which keeps its parents and, for each of them, the partial
derivative of the result (the local derivative).  ``backward()`` walks from the output to the leaves and adds
partial * grad to each parent.

>>> a, b = Value(2.0), Value(-3.0)
>>> c = (a * b + 10.0).tanh()
>>> c.backward()
>>> abs(a.grad - b.data * (1 - c.data**2)) < 1e-15
True

``operations.py`` has the operations themselves, a method for each row of ``rules/table.py``; ``datamodel.py``
says how a Value is compared, converted, copied and printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from . import native, operations, recording
from .datamodel import DataModel, a_closure
from .rules import bind, number, rank_of, real, wrong_operand
from .rules.operands import flatten, is_list
from .ufuncs import elementwise

ROOM = ("__dict__",) if native.core or sys.version_info >= (3, 13) else ()


class Value(DataModel):
    """A number in the graph.

    data      the number, a float.
    grad      d(output)/d(this), filled in by ``output.backward()``.
    parents   the Values it was computed from, in order; none for a leaf.
    partials  d(this)/d(parent) for each parent: a float, or None where nothing is sent.  () for a leaf.  None
              in place of the tuple: the node was made by hand, and only its ``_backward`` knows.
    rule      the row of the table it was computed by; a string for a leaf ("") and for what was made by hand
              (its ``_op``).
    label     a name for pictures.

    Numbers mix in (``2 * x``); anything else is a TypeError.  Arithmetic is IEEE 754 and never raises.
    Equality and hash are by identity; ``<`` and its like compare data.

    ``Value(data, parents, op)`` is the lecture's way to make an operation by hand; then assign its
    ``_backward``.
    ``Value(data, parents, partials)``, with numbers as third argument, knows its derivatives at once.

    >>> x = Value(3.0, label="x")
    >>> (x * x).backward(); x
    Value(data=3.0, grad=6.0, label='x')
    """

    # The engine in C has these fields of its own.  In Python, room for attributes of your own costs 1 % of an
    # operation from 3.13 on, before 15 %: see compat.
    __slots__ = (
        () if native.core else ("data", "grad", "label", "parents", "partials", "rule", "__weakref__", *ROOM)
    )
    rank = 1  # among number types: a Value holds a float, a Dual may hold Values

    def __init__(self, data: Any, _children: Iterable[Value] = (), _op: Any = "", label: str = ""):
        self.data: float = data if type(data) is float else real(data)
        self.grad: float = 0.0
        self.parents: tuple[Value, ...] = ()
        self.partials: tuple[float | None, ...] | None = ()
        self.rule: Any = _op
        self.label = label
        if type(_children) is not tuple or _children or type(_op) is not str:
            self.parents = _parents(_children)
            self.partials = None if self.parents else ()
            if not isinstance(_op, str):
                self.partials, self.rule = _partials(_op, self.parents), ""

    @staticmethod
    def operate(rule: Any, operands: Sequence, params: tuple = ()) -> Any:
        """One operation: z and its partials from the row, and the new node, which remembers them.

        Each method in operations.py does the same, unrolled for its row.  A row with one result per operand,
        such as softmax, gives a list of nodes.
        """
        if any(getattr(x, "shape", ()) for x in operands):
            one = lambda *xs: operate(rule, xs, params)  # noqa: E731
            return elementwise(one, operands)  # a NumPy array: one operation for each element
        rule, operands, params = rule.given(operands, tuple(map(real, params)))  # x ** 2 has a row of its own
        given = flatten(operands) if rule.lists else operands
        kind = _kind(given)
        if kind.rank > Value.rank:
            return kind.apply(rule, operands, params)  # a Dual, which knows what to make of a Value
        parents = tuple(x if isinstance(x, Value) else _constant(x, rule, k) for k, x in enumerate(given))
        row = bind(rule, *params)
        results = row.linearize(*rule.split([_number(p) for p in parents]))
        nodes = []
        for k, (z, partials) in enumerate(results if rule.each else [results]):
            node = new_node(kind, z, parents, partials, bind(rule, *params, k=k) if rule.each else row)
            nodes.append(recording.tell(node))
        return nodes if rule.each else nodes[0]

    def backward(self) -> None:
        """Set the grad of everything this Value depends on; leaves add up over several calls.

        Threads: sweeps over graphs that share no node may run at the same time.  Two sweeps over one graph,
        or over graphs with a common leaf, need a lock around them, because each writes the same ``grad``.
        """
        _number(self)  # somebody may have set a leaf's data to something else than a float
        unreached = float(0)  # a new object, told apart by `is`: the grad of what nothing has reached yet
        inner = _inner_order(self, unreached)
        recording.sweeping(inner, self)
        self.grad = 1.0 if inner else _gradient(self, self.grad) + 1.0  # a leaf adds up over several calls
        for node in reversed(inner):
            grad = node.grad
            if grad is unreached:
                node.grad = 0.0
                continue
            partials = node.partials
            if partials is None:  # made by hand
                node._backward()
                continue
            for parent, partial in zip(node.parents, partials):  # noqa: B905  equal by construction
                if partial is not None:
                    parent.grad += partial * grad  # the chain rule

    def detach(self) -> Value:
        """The same number as a leaf of its own: nothing flows back through it."""
        leaf = new_node(type(self), self.data, (), (), "")
        leaf.label = self.label
        return leaf

    def zero_grad(self) -> None:
        """Forget what earlier sweeps have added up."""
        self.grad = 0.0

    # ---- the lecture's names ----

    @property
    def _backward(self) -> Callable[[], None]:
        """The closure that adds this node's share to each parent's grad.  Assign your own to replace it."""
        if isinstance(self.rule, ByHand):
            return self.rule.closure
        partials = self.partials
        if partials is None:
            name = repr(self._op) if self._op else "this Value"
            raise TypeError(f"no derivative is known for {name}; assign its _backward, or use rule()")

        def send() -> None:
            for parent, partial in zip(self.parents, partials, strict=True):
                if partial is not None:
                    parent.grad += partial * self.grad

        return send

    @_backward.setter
    def _backward(self, closure: Callable[[], None]) -> None:
        self.rule = ByHand(self._op, a_closure(closure))
        self.partials = None if self.parents else ()

    @property
    def _op(self) -> str:
        """The symbol of the operation, such as + or tanh; "" for a leaf."""
        return str(self.rule) if isinstance(self.rule, str) else self.rule.symbol

    _prev = property(lambda self: self.parents, doc="The parents, in order.")
    _children = property(lambda self: self.parents, doc="The parents, in order.")
    _local_grads = property(lambda self: self.partials, doc="The partials, one for each parent.")

    # ---- what the table needs of a number type ----

    @staticmethod
    def apply(rule: Any, operands: Sequence, params: tuple = ()) -> Any:
        """z as a node, for operands of which at least one is a Value and none of a higher rank."""
        quick = operations.function_of(rule) if type(operands[0]) is (list if rule.lists else Value) else None
        if quick:
            return quick(*operands, *params)
        return _kind(flatten(operands) if rule.lists else operands).operate(rule, operands, params)

    @classmethod
    def learn(cls, rule: Any) -> None:
        """Give the class a method for a row of a user's own; those of the table are in operations.py."""
        if rule.is_method and not hasattr(cls, rule.name):
            setattr(cls, rule.name, operations.print_one(rule))


operate = Value.operate


def topological_order(*roots: Value) -> list[Value]:
    """Everything the roots depend on, parents before children; graphs of any depth."""
    if strangers := [type(x).__name__ for x in roots if not hasattr(x, "parents")]:
        raise TypeError(f"topological_order takes Values, but got {strangers[0]}")
    order: list[Value] = []
    seen: set[int] = set()  # by id, because a subclass may say that two nodes are equal
    stack: list[Any] = [*reversed(roots)]
    while stack:
        node = stack.pop()
        if node is None:  # a bookmark: the parents of the node below it are all in the order
            order.append(stack.pop())
        elif id(node) not in seen:
            seen.add(id(node))
            if node.parents:
                stack += (node, None)
                stack += node.parents
            else:
                order.append(node)
    return order


def _inner_order(root: Value, mark: float) -> list[Value]:
    """The nodes with parents in topological_order(root); each has the mark as grad: quicker than a set."""
    order: list[Value] = []
    stack: list[Any] = [root] if root.parents else []
    pop, push, emit = stack.pop, stack.append, order.append
    while stack:
        node = pop()
        if node is None:
            emit(pop())
        elif node.grad is not mark:
            node.grad = mark
            push(node)
            push(None)
            for parent in node.parents:
                grad = parent.grad
                if grad is not mark:
                    if parent.parents:
                        push(parent)
                    elif type(grad) is not float:
                        parent.grad = _gradient(parent, grad)
    return order


class ByHand(str):
    """The symbol of an operation made by hand, with the closure that was assigned as its ``_backward``."""

    __slots__ = ("closure",)
    closure: Callable[[], None]

    def __new__(cls, op: str, closure: Callable[[], None]) -> ByHand:
        made = super().__new__(cls, op)
        made.closure = closure
        return made


def new_node(kind: type[Any], data: float, parents: tuple, partials: tuple | None, rule: Any) -> Any:
    """A node whose fields are known."""
    node = operations.new(kind)
    node.data, node.grad, node.label = data, 0.0, ""
    node.parents, node.partials, node.rule = parents, partials, rule
    return node


def _kind(operands: Iterable) -> Any:
    """The type of the result: Value, or a subclass of it, or the number type of the highest rank."""
    kind = Value
    for x in operands:
        if rank_of(x) > kind.rank or issubclass(type(x), kind):
            kind = type(x)
    return kind


def _constant(x: Any, rule: Any, k: int) -> Value:
    """A plain number in an operation, its operand k, as a leaf that nobody holds."""
    try:
        return Value(x)
    except TypeError as error:
        raise wrong_operand(rule, k, x, error) from None


def _number(value: Value) -> float:
    """The data of an operand, which may have been set to something else; whole numbers become floats."""
    if type(value.data) is not float:
        for node in topological_order(value):
            node.data = _data(node, node.data)
    return value.data


def _data(node: Value, given: Any) -> float:
    """What somebody has put into a node's data, as a float."""
    if isinstance(given, (float, int)):
        return float(given)
    name = node.label or "p"
    told = f"{name}.data holds {given!r}, but the data of a Value is a float"
    if rank_of(given):
        advice = f"write {name}.data = {name}.data - lr * {name}.grad, with .data on both sides"
    else:
        advice = f"write {name}.data = float(...), so that all arithmetic is in doubles"
    raise TypeError(f"{told}; {advice}")


def _gradient(leaf: Value, given: Any) -> float:
    """What somebody has put into the grad of a leaf, as a float; None is no gradient yet."""
    try:
        return 0.0 if given is None else real(given)
    except TypeError as error:
        raise TypeError(
            f"the grad of {leaf.label or 'a leaf'} is no number: {error}; zero_grad() sets it to 0"
        ) from None


def _parents(given: Any) -> tuple[Value, ...]:
    """What ``Value(data, given)`` keeps as parents."""
    found = tuple(given) if hasattr(given, "__iter__") else (given,)
    if not all(isinstance(x, Value) for x in found):
        label = f"; a name is a label: Value(..., label={given!r})" if isinstance(given, str) else ""
        raise TypeError(f"the parents of a Value are Values, in a tuple, but got {given!r}{label}")
    return found


def _partials(given: Any, parents: tuple) -> tuple[float, ...]:
    """What ``Value(data, parents, given)`` keeps as partials, one number for each parent."""
    found = tuple(map(real, given)) if is_list(given) else None
    if found is None or len(found) != len(parents):
        raise TypeError(
            f"the third argument of Value is the symbol of the operation, or a partial for each "
            f"of its {len(parents)} parents, but got {given!r}"
        )
    return found


if native.core:  # engine.c has the same sweep
    delattr(Value, "backward")
    topological_order = native.core.topological_order
    native.connect(
        data_of=_data, grad_of=_gradient, sweep_watched=native.sweeper(recording.sweeping, _gradient)
    )
native.quick_for(Value)
number(Value)
