from __future__ import annotations

from typing import Any

from micrograd_like import Value
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from ..common import along, answers, gated, grads_by, patient_walk

OPERATIONS = (
    ("Value(5) - Value(2)", lambda x, y: x - y, table.sub, (5.0, 2.0)),
    ("Value(5) * Value(-2)", lambda x, y: x * y, table.mul, (5.0, -2.0)),
    ("Value(0.5).tanh()", lambda x: x.tanh(), table.tanh, (0.5,)),
    ("Value(0.5).relu()", lambda x: x.relu(), table.relu, (0.5,)),
    ("Value(-3).relu()", lambda x: x.relu(), table.relu, (-3.0,)),
    ("Value(0).relu()", lambda x: x.relu(), table.relu, (0.0,)),
    ("Value(-3) ** 3", lambda x: x**3, table.pow, (-3.0, 3.0)),
    ("Value(2) ** -1", lambda x: x**-1, table.pow, (2.0, -1.0)),
)
EXPRESSIONS = (
    ("x * x", lambda x: x * x, {"x": 3.0}),
    ("y + y * (3 * y + 1), y = x * x", lambda x: (y := x * x) + y * (3.0 * y + 1.0), {"x": 1.5}),
    ("(w * x + b).tanh() - b", lambda w, x, b: (w * x + b).tanh() - b, {"w": 0.5, "x": -2.0, "b": 1.25}),
    ("(a - b) ** 2 / b", lambda a, b: (a - b) ** 2 / b, {"a": -4.0, "b": 2.0}),
    ("1 - (a * b).relu() - a", lambda a, b: 1.0 - (a * b).relu() - a, {"a": 2.0, "b": 3.0}),
)


def check(you: You) -> None:
    """Operations by the rule table; grads by the package's engine; calls again, diamonds, and a deep sum."""
    for words, operation, rule, xs in OPERATIONS:
        z, partials = rule.linearize(*xs)
        count = 1 if rule is table.pow else len(xs)
        made = you.Value.then(
            words, lambda make, f=operation, xs=xs, n=count: gated(f, list(map(make, xs[:n])))
        )
        made.then("{}", lambda pair: pair[0].data).should_be(z)
        made.then("partials of {}", lambda pair: [along(pair[0], leaf) for leaf in pair[1]]).should_be(
            [p or 0.0 for p in partials[:count]]
        )
    for words, f, xs in EXPRESSIONS:
        leaves = zoo.named(**{name: Value(x) for name, x in xs.items()})
        out = f(*leaves)
        walked = you.Value.then(words, lambda make, f=f, xs=xs: grads_by(make, f, xs.values()))
        draw = lambda walked=walked, out=out, leaves=leaves: zoo.brought(out, answers(walked.value, leaves))
        for k, (leaf, right) in enumerate(zip(leaves, zoo.grads(out, leaves), strict=True)):
            walked.then(f"{leaf.label}.grad of {words}", lambda grads, k=k: grads[k]).should_be(
                right, picture=draw
            )
    called, (leaf, between) = you.Value.then("after two calls on o = 3 * (2 * x)", twice), twice(Value)
    called.then("x.grad {}", lambda pair: pair[0]).should_be(leaf, because="Leaves accumulate.")
    called.then("grad of 2 * x {}", lambda pair: pair[1]).should_be(between)
    top, x = zoo.diamonds(20)
    (right,) = zoo.grads(top, [x])
    you.Value.then("x.grad of 20 diamonds", lambda make: patient_walk(make, x.data)).should_be(right)
    if all(row.ok for row in you.rows):
        deep = you.Value.then("x.grad of a sum of 3,000 terms", lambda make: long_sum(make, 3000))
        deep.should_be(
            long_sum(Value, 3000), because="Python allows about 1000 calls inside one another; keep a list."
        )


def twice(make: Any) -> Any:
    """The grads of x and of 2 * x after two calls on 3 * (2 * x)."""
    x = make(5.0)
    s = x * 2.0
    if s is None or s is ...:
        return s
    o = s * 3.0
    o.backward()
    o.backward()
    return x.grad, s.grad


def long_sum(make: Any, terms: int) -> float:
    x = total = make(1.0)
    for _ in range(terms - 1):
        total = total + x
    total.backward()
    return x.grad
