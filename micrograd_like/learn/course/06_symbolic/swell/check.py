from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from micrograd_like import Value
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.learn.sketching import sketch
from micrograd_like.modes.symbolic import Expr, constant, expression

OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def check(you: You) -> None:
    """Symbols as the package counts them; derivatives at numbers against backward(); growth from graphs and
    symbols of the package's own.
    """
    x = "x"
    for e in (
        x,
        7,
        ("+", x, 3),
        ("*", x, ("*", x, x)),
        ("-", ("*", 5, x), ("*", 2, x)),
        nested(1),
        nested(2),
    ):
        mine = you.symbols.then(f"symbols of {written(e)}", lambda f, e=e: f(e))
        mine.should_be(spelled(evaluated(e, Value(0.3, label=x))).symbols)
    for e in (
        x,
        4,
        ("*", x, x),
        ("+", ("*", 3, x), x),
        ("-", 5, ("*", x, x)),
        ("*", ("+", x, 2), ("-", x, ("*", 3, x))),
        nested(1),
        nested(2),
    ):
        derivative = you.diff.then(f"diff of {written(e)}", lambda f, e=e: f(e))
        for at in (0.3, -1.5):
            leaf = Value(at, label=x)
            out = evaluated(e, leaf)
            right = zoo.grads(out, [leaf])[0] if isinstance(out, Value) else 0.0
            picture = lambda out=out, leaf=leaf: zoo.ways(out, leaf) if isinstance(out, Value) else ""
            derivative.then(f"{{}}, at x = {at}", lambda d, at=at: evaluated(d, at)).should_be(
                right, picture=picture
            )
    graphs = [logistic(k) for k in (20, 21)]
    counts = [sum(1 for _ in zoo.edges(out)) for out, _ in graphs]
    you.edges_added.should_be(
        counts[1] - counts[0], secret=True, because=f"One nesting as a graph:\n\n{sketch(logistic(1)[0])}"
    )
    lengths = [spelled(out).diff(leaf.label).symbols for out, leaf in graphs]
    you.times_as_many_symbols.should_be(
        round(lengths[1] / lengths[0]),
        secret=True,
        because="How often does the derivative of e stand in the derivative of 4 * e * (1 - e)?  The program counts, too: run it.",
    )


def nested(k: int) -> Any:
    e: Any = "x"
    for _ in range(k):
        e = ("*", ("*", 4, e), ("-", 1, e))
    return e


def logistic(k: int) -> tuple[Value, Value]:
    """nested(k) as a graph, and its x."""
    leaf = Value(0.3, label="x")
    return evaluated(nested(k), leaf), leaf


def spelled(out: Any) -> Expr:
    """As the package's own expression."""
    return expression(out) if isinstance(out, Value) else constant(out)


def evaluated(e: Any, x: Any) -> Any:
    """What an expression of the exercise is at this x, a part that stands in it twice being one object;
    nothing while a part is to be written.
    """
    made: dict[int, Any] = {}

    def value(e: Any) -> Any:
        if isinstance(e, tuple):
            if id(e) not in made:
                operation, left, right = e
                parts = value(left), value(right)
                made[id(e)] = None if None in parts else OPERATIONS[operation](*parts)
            return made[id(e)]
        return x if e == "x" else None if e is ... else e

    return value(e)


def written(e: Any) -> str:
    if not isinstance(e, tuple):
        return str(e)
    operation, *sides = e
    left, right = (f"({written(s)})" if isinstance(s, tuple) and s[0] in "+-" else written(s) for s in sides)
    return f"{left} {operation} {right}"
