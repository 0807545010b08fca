"""Runs a program of programs.py on the engine that is on, and writes down all that it did, line by line.

Numbers are spelled by their bits, so that -0.0 and every last place count; nan is nan whatever its sign and its
payload, which no arithmetic promises.
"""

from __future__ import annotations

import copy
import math
import operator
import pickle
import re
import struct
import sys
import warnings
from typing import Any

import micrograd_like as ml
from micrograd_like import Value, rules
from micrograd_like.recording import Recorder
from micrograd_like.rules import RULES

try:
    import numpy as np
except ImportError:
    np = None

OPERATORS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": operator.pow,
    "%": operator.mod, "//": operator.floordiv, "divmod": divmod, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
LOOKS = {
    "float": float, "int": int, "trunc": math.trunc, "round": round, "pos": operator.pos, "bool": bool,
    "format": lambda v: f"{v:.3f} {v}", "repr": repr, "item": lambda v: v.item(), "abs": abs,
    "hash": lambda v: hash(v) == hash(v), "round1": lambda v: round(v, 1), "local_grads": lambda v: v._local_grads,
}  # fmt: skip


class Plain(Value):
    """A subclass that adds nothing, and so has room for attributes."""


class WithInit(Value):
    """A subclass whose __init__ asks for something else."""

    def __init__(self, data: Any = 1.0, scale: float = 2.0):
        super().__init__(data, label="made")
        self.scale = scale


class WithSlot(Value):
    __slots__ = ("extra",)


class WithOperator(Value):
    def __mul__(self, other: Any) -> Any:
        return super().__mul__(other) + 1.0

    def tanh(self) -> Any:
        return super().tanh() * 2.0


class WithEqual(Value):
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self.data == other.data

    def __hash__(self) -> int:
        return 7


class WithGrad(Value):
    """A subclass that sees to its gradient itself."""

    @property
    def grad(self) -> Any:
        return self.__dict__.get("kept", 0.0)

    @grad.setter
    def grad(self, x: Any) -> None:
        self.__dict__["kept"] = x


class WithSetter(Value):
    """A subclass that looks at all that is set on it."""

    def __setattr__(self, name: str, x: Any) -> None:
        super().__setattr__(name, x)
        if name == "grad":
            super().__setattr__("sets", getattr(self, "sets", 0) + 1)


KINDS = {
    kind.__name__: kind
    for kind in (Value, Plain, WithInit, WithSlot, WithOperator, WithEqual, WithGrad, WithSetter)
}


class OwnList(list):
    """A list of somebody's own."""


class Watcher(Recorder):
    """Counts what is made and swept, and looks at it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def made(self, new: Any) -> None:
        self.seen.append(f"{new._op} {bits(new.data)} {len(new.parents)}")

    def sweeping(self, inner: list) -> None:
        self.seen.append(f"sweep of {len(inner)} {[bits(node.grad) for node in inner[:5]]}")
        ml.topological_order(*inner)


def learn_rows() -> None:
    """The rows of a user's own that programs call."""
    rules.rule("fuzz_cube", "x * x * x", "3 * x * x")
    rules.rule(
        "fuzz_blend", "where(x > y, x * y, x - tanh(y))", "where(x > y, y, 1)", "where(x > y, x, -sech2(y))"
    )
    rules.rule("fuzz_scaled", "x * scale", "scale", scale=2.0)
    rules.rule("fuzz_peak", "max(x) + sum(x)", "where(x == max(x), 2, 1)", lists="x", check=False)


def bits(x: Any) -> str:
    """A number by its bits; anything else by its text."""
    if x is None or isinstance(x, (bool, str)):
        return repr(x)
    try:
        number = float(x)
    except (TypeError, ValueError, OverflowError):
        return f"{type(x).__name__} {x!r}"
    return "nan" if math.isnan(number) else struct.pack(">d", number).hex()


class Machine:
    """Runs one program; ``lines`` is what it did."""

    def __init__(self, program: list):
        self.program = program
        self.lines: list[str] = []
        self.things: list[Any] = []
        self.numbered: dict[int, int] = {}
        self.kept: list[Any] = []  # so that no id comes twice
        self.operations = 0

    def run(self) -> Machine:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            for instruction in self.program:
                self.do(instruction, told)
        roots = [x for x in self.things if isinstance(x, Value)]
        for v in ml.topological_order(*roots):
            self.say("end", self.node(v))
        return self

    def do(self, instruction: list, told: list) -> None:
        """One instruction, with what it gave, what it raised and what it warned of."""
        name, *rest = instruction
        self.operations += 1
        try:
            found = getattr(self, f"do_{name}")(*rest, *([told] if name == "block" else []))
        except Exception as error:
            self.say(name, rest[0], "raised", type(error).__name__, *map(str, error.args))
            found = None
        for warning in told:
            if "encountered in" in str(warning.message):
                continue  # NumPy's, of a flag of the processor that the C library's functions may set
            self.say("warned", warning.category.__name__, str(warning.message))
        told.clear()
        for one in found if isinstance(found, (list, tuple)) else [found]:
            if isinstance(one, Value):
                self.things.append(one)
        if found is not None:
            self.say(name, rest[0], self.shown(found))

    def say(self, *words: Any) -> None:
        self.lines.append(
            re.sub(r"0x[0-9a-f]{6,}", "0x...", re.sub(r"\b1[34]\d{13}\b", "(id)", " ".join(map(str, words))))
        )

    # ---- what is written down ----

    def shown(self, x: Any) -> str:
        if isinstance(x, Value):
            return self.node(x)
        if isinstance(x, ml.Dual):
            return f"Dual({self.shown(x.primal)}, {self.shown(x.tangent)}, {x.level})"
        if np is not None and isinstance(x, np.ndarray):
            return f"array {x.shape} {x.dtype} " + self.shown(list(x.ravel()))
        if isinstance(x, (list, tuple)):
            return f"{type(x).__name__}[" + ", ".join(map(self.shown, x)) + "]"
        if isinstance(x, dict):
            return self.shown(list(x.items()))
        return f"{type(x).__name__} {bits(x)}"

    def number(self, node: Value) -> int:
        if id(node) not in self.numbered:
            self.numbered[id(node)] = len(self.kept)
            self.kept.append(node)
        return self.numbered[id(node)]

    def node(self, v: Value) -> str:
        partials = v.partials if v.partials is None else [bits(p) for p in v.partials]
        own = {
            name: bits(x) for name, x in sorted(getattr(v, "__dict__", {}).items()) if name not in ("rule",)
        }
        return (
            f"#{self.number(v)} {type(v).__name__} {bits(v.data)} {bits(v.grad)} "
            f"{[self.number(p) for p in v.parents]} {partials} {self.rule(v.rule)} {v._op!r} {v.label!r} {own} {v!r}"
        )

    def rule(self, rule: Any) -> str:
        if isinstance(rule, str):
            return f"{type(rule).__name__} {str(rule)!r}"
        row = rule.row
        assert RULES.get(row.name) is row
        return f"{type(rule).__name__} {row.name} {[bits(x) for x in rule.static]} {rule.k}"

    # ---- operands ----

    def given(self, spelled: list) -> Any:
        kind, *rest = spelled
        if kind == "thing":
            return self.things[rest[0] % len(self.things)]
        number = {"float": float.fromhex, "int": int, "bool": bool}.get(kind)
        if number:
            return number(rest[0])
        if kind == "numpy":
            return np.float64(float.fromhex(rest[0])) if np is not None else float.fromhex(rest[0])
        return {"text": rest[0] if rest else "", "none": None, "complex": 1j, "bytes": b"1", "huge": 10**400,
                "class": Value, "empty list": [], "dict": {}}[kind]  # fmt: skip

    def all(self, spelled: list) -> list:
        return [self.given(x) for x in spelled]

    def many(self, spelled: list) -> Any:
        form, *rest = spelled
        found = self.all(rest)
        if form == "array" and np is not None:
            array = np.empty(len(found), object)
            array[:] = found
            return array
        if form == "dict keys":
            return {id(x): x for x in found}.values()
        forms = {"tuple": tuple, "generator": iter, "own list": OwnList}
        return forms.get(form, list)(found)

    # ---- instructions ----

    def do_leaf(self, kind: str, number: list, label: str | None) -> Any:
        if kind == "WithInit":
            return WithInit(self.given(number), scale=3.0)
        named = {} if label is None else {"label": label}
        return KINDS[kind](self.given(number), **named)

    def do_row(self, how: str, name: str, operands: list, params: list, named: bool) -> Any:
        row, xs, static = RULES[name], self.all(operands), self.all(params)
        words = dict(zip(row.params, static, strict=False)) if named else {}
        rest = [] if named else static
        if how == "method":
            return getattr(xs[0], name)(*xs[1:], *rest, **words)
        if how == "apply" and any(isinstance(x, Value) for x in xs):
            first = next(x for x in xs if isinstance(x, Value))
            return type(first).apply(row, xs, tuple(rest))
        return Value.operate(row, xs, tuple(rest)) if how == "operate" else row(*xs, *rest, **words)

    def do_call(self, name: str, operands: list) -> Any:
        return RULES[name](*self.all(operands))

    def do_operator(self, sign: str, x: list, y: list) -> Any:
        return OPERATORS[sign](self.given(x), self.given(y))

    def do_fold(self, name: str, lists: list, rest: list) -> Any:
        given = [self.many(x) for x in lists]
        if name == "sum":
            return sum(given[0])
        return RULES[name](*given, *self.all(rest))

    def do_partials(self, data: list, parents: list, partials: list) -> Any:
        return Value(self.given(data), tuple(self.all(parents)), self.all(partials))

    def do_closure(self, data: list, parents: list, op: str, closure: str | None) -> Any:
        node = Value(self.given(data), tuple(self.all(parents)), op)
        if closure:
            node._backward = lambda: getattr(self, f"close_{closure}")(node)
        return node

    def do_change(self, name: str, on: list, number: list, other: list, choice: int) -> Any:
        v, x, w = self.given(on), self.given(number), self.given(other)
        if name == "_backward":
            v._backward = lambda: self.close_lecture(v)
        elif name == "data":
            v.data = x
        elif name in ("grad", "no grad"):
            v.grad = x if name == "grad" else None
        elif name == "step":
            v.data = v.data - 0.1 * (v.grad or 0.0)
        elif name == "label":
            v.label = ["", "x", "named", ("a", 1)][choice % 4]
        elif name in ("zero_grad", "detach"):
            return getattr(v, name)()
        elif name == "partials" and v.parents:
            v.partials = [
                tuple(float(k) for k, _ in enumerate(v.parents)),
                (x, *[None] * (len(v.parents) - 1)),
                None,
            ][choice % 3]
        elif (
            name == "parents"
            and v.parents
            and w not in (found := ml.topological_order(v))
            and v not in ml.topological_order(w)
        ):
            v.parents = (w, *v.parents[1:])
            self.say("had", len(found))
        return None

    def do_backward(self, on: list, times: int) -> None:
        for _ in range(times):
            self.given(on).backward()
        for v in ml.topological_order(self.given(on)):
            self.say("swept", self.node(v))

    def do_copy(self, how: str, on: list) -> Any:
        v = self.given(on)
        if how == "deepcopy pair":
            return copy.deepcopy([v, v, *v.parents])
        if how.startswith("pickle"):
            return pickle.loads(pickle.dumps(v, 0 if "0" in how else 4))
        return getattr(copy, how)(v)

    def do_look(self, what: str, on: list, other: list) -> Any:
        v = self.given(on)
        if what == "order":
            return [self.number(x) for x in ml.topological_order(v)]
        if what == "call _backward":
            v._backward()
            return [bits(p.grad) for p in v.parents]
        found = OPERATORS[what](v, self.given(other)) if what in OPERATORS else LOOKS[what](v)
        return found if isinstance(found, (Value, float, int, tuple)) else repr(found)

    def do_ufunc(self, name: str, x: list, y: list, shape: int) -> Any:
        if np is None:
            return None
        function = getattr(np, name)
        given = [self.given(y)] if function.nin == 1 else [self.given(x), self.given(y)]
        if shape:
            array = np.empty(shape, object)
            array[:] = given[0]
            given[0] = array
        return function(*given)

    def do_block(self, kind: str, instructions: list, told: list) -> None:
        watcher = Watcher()
        blocks = {
            "no_grad": [ml.no_grad],
            "detect_anomaly": [ml.detect_anomaly],
            "recorder": [lambda: watcher],
        }
        with (blocks.get(kind) or [ml.no_grad])[0]():
            if kind == "both":
                with watcher:
                    self.inside(instructions, told)
            else:
                self.inside(instructions, told)
        self.say("saw", *watcher.seen)

    def inside(self, instructions: list, told: list) -> None:
        for instruction in instructions:
            self.do(instruction, told)

    def do_derivative(self, mode: str, inputs: list, steps: list) -> Any:
        xs = [float.fromhex(x) for x in inputs]
        whole, weights = lambda v: self.function(v, steps), [1.0, *[0.5] * (len(xs) - 1)]
        last = lambda v: whole(v)[-1]  # noqa: E731
        if mode in ("jvp", "hvp"):
            return getattr(ml, mode)(whole if mode == "jvp" else last, (xs,), (weights,))
        if mode == "vjp":
            value, pullback = ml.vjp(whole, xs)
            return value, pullback([1.0] * len(value))
        if mode == "grad grad":
            return ml.grad(lambda v: sum(ml.grad(last)(v)))(xs)
        return getattr(ml, mode)(whole if mode.startswith("jac") else last)(xs)

    def function(self, inputs: Any, steps: list) -> list:
        """What the steps compute from the inputs, all of it."""
        xs = list(inputs)
        for name, places, number in steps:
            row, given = RULES[name], [xs[i] for i in places]
            if number:
                given[1] = self.given(number)
            found = row(*([given] * len(row.lists))) if row.lists else row(*given[: len(row.letters)])
            xs.append(found[0] if isinstance(found, list) else found)
        return xs

    # ---- closures that stand for _backward ----

    def close_lecture(self, out: Value) -> None:
        for p in out.parents:
            p.grad += 2.0 * out.grad

    def close_some(self, out: Value) -> None:
        for p in out.parents[:1]:
            p.grad += out.grad

    def close_overwrite(self, out: Value) -> None:
        for p in out.parents[-1:]:
            p.grad = out.grad

    def close_nothing(self, out: Value) -> None:
        pass

    def close_raise(self, out: Value) -> None:
        raise ValueError(f"closure of {len(out.parents)}")

    def close_grand(self, out: Value) -> None:
        for p in out.parents:
            for q in p.parents:
                q.grad += out.grad

    def close_nested(self, out: Value) -> None:
        for p in out.parents[:1]:
            p.backward()

    def close_order(self, out: Value) -> None:
        ml.topological_order(out)
        self.close_some(out)

    def close_operate(self, out: Value) -> None:
        for p in out.parents:
            p.grad += (p * 2.0 + out).data * out.grad

    def close_shrink(self, out: Value) -> None:
        self.close_lecture(out)
        out.parents, out.partials = (), ()

    def close_zero(self, out: Value) -> None:
        for p in out.parents:
            p.zero_grad()


if __name__ == "__main__":
    import json

    learn_rows()
    print(*Machine(json.loads(sys.argv[1])).run().lines, sep="\n")
