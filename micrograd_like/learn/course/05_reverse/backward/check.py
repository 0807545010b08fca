from __future__ import annotations

from micrograd_like import Value
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from ..common import along, answers, gated, grads_by, patient_walk

EXPRESSIONS = (
    ("x * x", lambda x: x * x, {"x": 3.0}),
    ("(a * b) * (a + b)", lambda a, b: (a * b) * (a + b), {"a": -2.0, "b": 3.0}),
    ("y + y * (3 * y + 1), y = x * x", lambda x: (y := x * x) + y * (3.0 * y + 1.0), {"x": 1.5}),
    ("(3 * y + 1) * y + y, y = x * x", lambda x: (3.0 * (y := x * x) + 1.0) * y + y, {"x": 1.5}),
    ("(w * x + b).tanh() - b", lambda w, x, b: (w * x + b).tanh() - b, {"w": 0.5, "x": -2.0, "b": 1.25}),
)


def check(you: You) -> None:
    """Gates by the rule table; grads by the package's engine on the same expressions."""
    for words, gate, rule, xs in (
        ("Value(5) - Value(2)", lambda x, y: x - y, table.sub, (5.0, 2.0)),
        ("Value(5) * Value(-2)", lambda x, y: x * y, table.mul, (5.0, -2.0)),
        ("Value(0.5).tanh()", lambda x: x.tanh(), table.tanh, (0.5,)),
    ):
        z, partials = rule.linearize(*xs)
        made = you.Value.then(words, lambda make, gate=gate, xs=xs: gated(gate, list(map(make, xs))))
        made.then("{}", lambda pair: pair[0].data).should_be(z)
        made.then("partials of {}", lambda pair: [along(pair[0], leaf) for leaf in pair[1]]).should_be(
            partials
        )
    for words, f, xs in EXPRESSIONS:
        leaves = zoo.named(**{name: Value(x) for name, x in xs.items()})
        out = f(*leaves)
        walked = you.Value.then(words, lambda make, f=f, xs=xs: grads_by(make, f, xs.values()))
        draw = lambda walked=walked, out=out, leaves=leaves: zoo.brought(out, answers(walked.value, leaves))
        for k, (leaf, right) in enumerate(zip(leaves, zoo.grads(out, leaves), strict=True)):
            walked.then(f"{leaf.label}.grad of {words}", lambda grads, k=k: grads[k]).should_be(
                right, picture=draw, because="Has a node received everything, added up, when it sends?"
            )
    top, x = zoo.diamonds(20)
    (right,) = zoo.grads(top, [x])
    you.Value.then("x.grad of 20 diamonds", lambda make: patient_walk(make, x.data)).should_be(right)
