from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from micrograd_like import Value, grad, topological_order
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import Seen, You
from micrograd_like.learn.sketching import sketch
from micrograd_like.learn.values import plain, same
from micrograd_like.rules import table

OPERATIONS = {
    "owl": (table.exp, [(0.5,), (-2.0,)]),
    "fox": (table.log, [(0.5,), (3.0,)]),
    "snake": (table.sub, [(5.0, 2.0)]),
    "goat": (table.pow, [(2.0, 3.0), (0.5, -1.5)]),
    "elephant": (table.tanh, [(0.5,), (800.0,), (-800.0,)]),
}


GRAPHS: dict[str, tuple[Callable, list[float]]] = {
    "x * x": (lambda x: x * x, [3.0]),
    "y + y*w, y = x*x, w = a*y": (lambda x, a: (y := x * x) + y * (a * y), [1.5, 3.0]),
    "w*y + y, y = x*x, w = y*a": (lambda x, a: (y := x * x) * a * y + y, [1.5, 3.0]),
    "(a*b) * (a+b)": (lambda a, b: (a * b) * (a + b), [-2.0, 3.0]),
}

ANIMALS = (
    "owl",
    "fox",
    "snake",
    "goat",
    "elephant",
    "magpie",
    "mole",
    "sloth",
    "crab",
    "hydra",
    "bee",
    "hare",
)


def check(you: You) -> None:
    """The instrument by closed forms; operations by the rule table; walks by grad on the same graph.

    Only the first sick animal is looked at closely; the others are well or sick.
    """
    for xs, slopes in (
        ([2.0], [12.0]),
        ([2.0], [15.0]),
        ([2.0, 10.0], [24.0, 240.0]),
        ([2.0, 3.0], [0.0, 0.0]),
        ([2.0, 3.0], [12.0, 20.0]),
        ([-1.0, 2.0], [-6.0, 12.5]),
    ):
        told = you.worst.then(
            f"worst(cubes, {xs}, {slopes}, h=0.125)", lambda f, a=(xs, slopes): f(cubes, *a, 0.125)
        )
        told.should_be(max(off(a, 3 * x * x + 0.125**2) for x, a in zip(xs, slopes, strict=True)))
    told = you.worst.then(
        "worst(minus the cubes, [2.0], [-6.0], h=0.125)", lambda f: f(falling, [2.0], [-6.0], 0.125)
    )
    told.should_be(off(-6.0, -12.0 - 0.125**2))
    told = you.worst.then(
        "worst(a constant, [1.0], [0.0])", lambda f: f(lambda v: SimpleNamespace(data=7.0), [1.0], [0.0])
    )
    told.should_be(0.0)
    if you.rows[0].waiting:
        return
    first_sick = ""
    for name in ANIMALS:
        rows = list(examined(you, name))
        well = all(agrees(told, right) for told, right, _ in rows)
        if not first_sick:
            for told, right, drawn in rows:
                told.should_be(right, within=1e-7, picture=drawn)
            first_sick = "" if well else name
        you.see(f"{name} is", lambda well=well: "well" if well else "sick", name).should_be("well")


def cubes(*nodes: Any) -> Any:
    """The sum of the cubes, as something that has data."""
    return SimpleNamespace(data=sum(v.data**3 for v in nodes))


def falling(v: Any) -> Any:
    return SimpleNamespace(data=-(v.data**3))


def off(a: float, n: float) -> float:
    return abs(a - n) / max(abs(a), abs(n)) if a != n else 0.0


def agrees(told: Seen, right: list[float]) -> bool:
    return not told.failure and same(plain(told.value), right, 1e-7)


def examined(you: You, name: str) -> Any:
    """What the animal says, what is right, and a picture, for each of its patients."""
    animal = getattr(you, name)
    if name in OPERATIONS:
        row, points = OPERATIONS[name]
        for xs in points:
            z, partials = row.linearize(*xs)
            told = animal.then(
                f"{name} at {', '.join(map(str, xs))}: result, slopes",
                lambda f, xs=xs: operated(f, you.Node.value, xs),
            )
            yield told, [z, *(d or 0.0 for d in partials)], ""
        return
    for words, (f, xs) in GRAPHS.items():
        right = grad(lambda *xs, f=f: f(*xs), tuple(range(len(xs))))(*xs)
        told = animal.then(f"{name} on {words}", lambda a, f=f, xs=xs: walked(a, you.Node.value, f, xs))
        yield told, list(right), lambda f=f, xs=xs: solved(f, xs)


def operated(animal: Callable, node: type, xs: Sequence[float]) -> Any:
    """[result, local slopes ...] of an operation."""
    z = animal(*(node(x) for x in xs))
    return z if z is None or z is ... else [z.data, *z.local]


def walked(animal: Callable, node: type, f: Callable, xs: Sequence[float]) -> list[float]:
    """The slopes by a backward pass of the learner's, on nodes of theirs; asked twice."""
    leaves = [Value(x) for x in xs]
    root = f(*leaves)
    made: dict[Value, Any] = {}
    for v in topological_order(root):
        made[v] = node(v.data, [made[p] for p in v.parents], list(zoo.local(v)))
    for _ in range(2):
        animal(made[root])
    return [made[leaf].grad for leaf in leaves]


def solved(f: Callable, xs: Sequence[float]) -> str:
    """The graph with the right grads in it."""
    leaves = [Value(x, label=name) for x, name in zip(xs, "xa", strict=False)]
    root = f(*leaves)
    root.backward()
    return sketch(root, words={v: f"grad {v.grad:g}" for v in topological_order(root)})
