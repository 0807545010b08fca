"""Lesson 6: three ways to a derivative, and two ways to a minimum: a formula if there is one, else a walk downhill."""

from __future__ import annotations

import inspect
import math
import operator
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from micrograd_like import Value, jvp
from micrograd_like.modes.symbolic import Expr, constant, expression
from micrograd_like.nn import losses
from micrograd_like.rules import table
from micrograd_like.training import least_squares

from ..exercise import Lesson, Mutant
from ..probes import You
from ..sketching import sketch
from ..values import plain
from . import zoo

lesson = Lesson(
    6,
    "symbolic",
    "Numeric, symbolic, automatic",
    story="""
    A derivative can be nudged out of a function (numeric), written down as a formula (symbolic), or found by sweeping over a graph (automatic).
    A minimum can be solved for, where the slope is 0, or walked to.  Each way has its price, and for a network only one of them is left at
    the end: automatic derivatives, and a walk downhill.
    """,
    sources="Notes on symbolic and gradient-based solutions; CS231n; Griewank and Walther, Evaluating Derivatives",
    look="""
    # The losses of a line and of a neuron, over their one weight.  Where does a ball come to rest that is let go at w = 0, and one at w = 2?
    from micrograd_like import tanh
    from micrograd_like.pictures.plots import line_plot

    points = [(5.0, 0.3), (1.0, 0.8)]
    ws = [k / 100 for k in range(201)]
    losses = {
        "line": [sum((w * x - y) ** 2 for x, y in points) / 2 for w in ws],
        "neuron": [sum((tanh(w * x) - y) ** 2 for x, y in points) / 2 for w in ws],
    }
    near = {name: (ws, [z if z < 0.4 else float("nan") for z in found]) for name, found in losses.items()}
    line_plot(near, title="One valley, and two", xlabel="w", ylabel="loss")
    """,
)

OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


@lesson.exercise(
    "6.1",
    slug="swell",
    title="Expressions that swell",
    goal="Differentiate expressions into expressions, and compare how long the result gets with how many edges the graph has.",
    code='''
from micrograd_like import Value

# An expression is "x", or a number, or (operation, left, right): ("*", "x", ("-", 1, "x")) stands for x * (1 - x).


def symbols(e):
    """How many letters, numbers and operations it takes to write e down; brackets are free."""
    # TODO
    ...
    #> if isinstance(e, tuple):
    #>     operation, left, right = e
    #>     return 1 + symbols(left) + symbols(right)
    #> return 1


def diff(e):
    """de/dx as an expression, for sums, differences and products; nothing needs to be simplified."""
    if not isinstance(e, tuple):
        # TODO: how fast does x move, seen from x, and how fast does a number move?
        return ...  #> 1 if e == "x" else 0
    operation, left, right = e
    if operation == "*":
        # TODO: both factors may move
        return ...  #> ("+", ("*", diff(left), right), ("*", left, diff(right)))
    # TODO: a sum or a difference
    return ...  #> (operation, diff(left), diff(right))


def nested(k):
    """4 * e * (1 - e), where e is again 4 * e * (1 - e), and so on, k times; at the very bottom e is x."""
    e = "x"
    for _ in range(k):
        e = ("*", ("*", 4, e), ("-", 1, e))
    return e


# Think of nested(20) and nested(21), once as graphs, in which e is one node, and once written out.
# TODO: predict.  How many edges does the last nesting add to the graph (the 4 and the 1 are nodes too)?
# By about how much does it multiply the symbols of the derivative?  A whole number.
edges_added = ...  #> 6
times_as_many_symbols = ...  #> 2


if __name__ == "__main__":
    print("nested   edges   symbols   symbols of the derivative")
    out = Value(0.3)
    edges = 0
    for k in range(1, 13):
        out = 4 * out * (1 - out)
        edges += edges_added
        print(f"{k:6} {edges:7} {symbols(nested(k)):9,} {symbols(diff(nested(k))):13,}")
''',
    hints=(
        "In x * x * x, how many letters and how many operations do you write?  And which of the factors changes when x does?",
        "Both functions call themselves on left and right.  The derivative of a product has two terms: in each of them one factor is differentiated, the other is left as it is.",
        "A tuple has 1 + symbols(left) + symbols(right), anything else 1.  For a product give a \"+\" of two \"*\": diff(left) with right, and left with diff(right).",
    ),
    mutants=(
        Mutant("operations-free", {"return 1 + symbols(left)": "return symbols(left)"},
               "counts letters and numbers only: each operation has to be written down as well"),
        Mutant("operations-only", {"symbols(right)\n    return 1": "symbols(right)\n    return 0"},
               "counts operations only: x and 4 are symbols too"),
        Mutant("shared-once", {"    if isinstance(e, tuple):\n        operation, left, right = e\n        return 1 + symbols(left) + symbols(right)\n    return 1":
                               "    seen, waiting = set(), [e]\n    while waiting:\n        part = waiting.pop()\n        if part not in seen:\n"
                               "            seen.add(part)\n            waiting += part[1:] if isinstance(part, tuple) else []\n    return len(seen)"},
               "counts a part that stands in two places once: so does a graph, but on paper it is written out each time"),
        Mutant("product-of-derivatives", {'("+", ("*", diff(left), right), ("*", left, diff(right)))': '("*", diff(left), diff(right))'},
               "multiplies the derivatives of the factors: x * x would have the derivative 1; when one factor moves, the other is still there to multiply it"),
        Mutant("first-factor-only", {'("+", ("*", diff(left), right), ("*", left, diff(right)))': '("*", diff(left), right)'},
               "lets only the left factor move: then x * x has the derivative x instead of 2x"),
        Mutant("own-derivative", {'("*", diff(left), right), ("*", left, diff(right))': '("*", diff(left), left), ("*", right, diff(right))'},
               "multiplies each derivative by its own factor: in a product it is the other factor that counts"),
        Mutant("minus-between", {'return ("+", ("*", diff(left)': 'return ("-", ("*", diff(left)'},
               "subtracts the two terms of a product: that minus belongs to the rule for quotients"),
        Mutant("numbers-move", {'1 if e == "x" else 0': "1"}, "lets numbers move: the derivative of 4 is 0, only x moves"),
        Mutant("plus-for-minus", {"(operation, diff(left), diff(right))": '("+", diff(left), diff(right))'},
               "makes a sum of every difference: in 1 - x the second part pulls down, so its derivative is subtracted"),
        Mutant("right-side-kept", {"(operation, diff(left), diff(right))": "(operation, diff(left), right)"},
               "differentiates the left part of a sum and keeps the right one as it is: both move, so both are differentiated"),
        Mutant("constants-forgotten", {"edges_added = 6": "edges_added = 4"},
               "leaves out the edges to the 4 and to the 1: three operations were added, and each has two operands"),
        Mutant("edges-double", {"edges_added = 6": "edges_added = 12"},
               "draws e twice: in a graph it is one node, with two edges that lead to it"),
        Mutant("nodes-for-edges", {"edges_added = 6": "edges_added = 5"}, "counts the five new nodes: edges were asked for, two below each operation"),
        Mutant("times-four", {"times_as_many_symbols = 2": "times_as_many_symbols = 4"},
               "multiplies by the 4 of the formula: that is one symbol; what makes the text grow is that e stands in it twice"),
        Mutant("grows-evenly", {"times_as_many_symbols = 2": "times_as_many_symbols = 1"},
               "expects the text to grow by the same piece each time, as the graph does: e stands in it twice, and all that is in e is written twice"),
    ),
    shown="""
    After 20 nestings the graph has 120 edges, and the symbolic derivative, written out, over a hundred million symbols: expression swell.  The blame is not
    with calculus but with writing: equal parts are spelled out wherever they stand.  Share them, and the derivative is a graph
    not much larger than the function's.  That is all that automatic differentiation does differently: the rules are the same as yours, applied to nodes instead of text.
    Shares or not can be seen in the package: an expression of `modes.symbolic` has `.symbols` and `.size`.
    """,
    teaches=("symbol", "symbolic derivative", "expression swell"),
    uses=("graph", "node", "edge", "tree", "derivative"),
)  # fmt: skip
def check_swell(you: You) -> None:
    """Symbols as the package counts them; derivatives at numbers against backward(); growth from graphs and symbols of the package's own."""
    x = "x"
    for e in (x, 7, ("+", x, 3), ("*", x, ("*", x, x)), ("-", ("*", 5, x), ("*", 2, x)), nested(1), nested(2)):
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
            picture = lambda out=out, leaf=leaf: zoo.ways(out, leaf) if isinstance(out, Value) else ""  # noqa: E731
            derivative.then(f"{{}}, at x = {at}", lambda d, at=at: evaluated(d, at)).should_be(right, picture=picture)
    graphs = [logistic(k) for k in (20, 21)]
    counts = [sum(1 for _ in zoo.edges(out)) for out, _ in graphs]
    you.edges_added.should_be(counts[1] - counts[0], secret=True, because=f"One nesting as a graph:\n\n{sketch(logistic(1)[0])}")
    lengths = [spelled(out).diff(leaf.label).symbols for out, leaf in graphs]
    you.times_as_many_symbols.should_be(round(lengths[1] / lengths[0]), secret=True)


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
    """What an expression of the exercise is at this x, a part that stands in it twice being one object; nothing while a part is to be written."""
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


@lesson.exercise(
    "6.2",
    slug="regression",
    title="Linear regression, twice",
    goal="Find the line with the smallest mean squared error by a formula, then find the same line by walking downhill.",
    code='''
# The loss of a line w * x + b is the mean, over all points, of the square of its error w * x + b - y.
# The line with the smallest loss is called the linear regression of y on x.


def mean(numbers):
    return sum(numbers) / len(numbers)


def slopes(w, b, xs, ys):
    """How fast the loss of this line moves with w, and how fast with b."""
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    # TODO: the derivative of a mean is the mean of the derivatives
    dw = ...  #> mean([2 * e * x for e, x in zip(errors, xs)])
    db = ...  #> mean([2 * e for e in errors])
    return dw, db


def solve(xs, ys):
    """The symbolic solution: the (w, b) at which both slopes are 0."""
    mx, my = mean(xs), mean(ys)
    # TODO: db = 0 says that the mean error is 0, w * mx + b - my = 0.  Get b out of that, put it into dw = 0,
    # and solve for w.
    w = ...  #> sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    b = ...  #> my - w * mx
    return w, b


def descend(xs, ys, rate, steps):
    """The gradient-based solution: (w, b) after so many steps from (0, 0), each number moving against its slope."""
    w, b = 0.0, 0.0
    for _ in range(steps):
        # TODO: a step changes a number by rate times its slope, in the direction in which the loss falls
        ...
        #> dw, db = slopes(w, b, xs, ys)
        #> w, b = w - rate * dw, b - rate * db
    return w, b


if __name__ == "__main__":
    xs, ys = [0.0, 1.0, 2.0, 3.0], [1.0, 2.0, 4.0, 4.0]
    print("by formula:       ", solve(xs, ys))
    for steps in (10, 100, 1000):
        print(f"{steps:5} steps downhill:", descend(xs, ys, 0.1, steps))
''',
    hints=(
        "A point (x, y) has the error e = w * x + b - y.  How fast does e move when w does, and how fast does e² move then?",
        "e² moves at 2e times the rate of e, and that rate is x for w and 1 for b.  With b = my - w * mx each error becomes w * (x - mx) - (y - my).",
        "dw = 0 becomes w * sum of (x - mx)² = sum of (x - mx) * (y - my): divide.  In a step take rate * dw away from w, and rate * db from b, both from the same place.",
    ),
    mutants=(
        Mutant("two-forgotten", {"2 * e * x": "e * x", "2 * e for": "e for"}, "forgets the 2 of the square: e² moves at 2e times the rate of e"),
        Mutant("x-forgotten", {"2 * e * x for": "2 * e for"},
               "stops half-way along the chain: the error moves x times as fast as w, so a slope for w has the factor x"),
        Mutant("sum-for-mean", {"mean([2 * e * x": "sum([2 * e * x", "mean([2 * e for": "sum([2 * e for"},
               "adds the slopes of the points up: the loss is their mean, and so is its slope"),
        Mutant("errors-turned", {"2 * e * x for": "-2 * e * x for", "2 * e for": "-2 * e for"},
               "has the sign of the slopes wrong: e here is w * x + b - y, and it grows with b"),
        Mutant("through-the-origin", {"sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)":
                                      "sum(x * y for x, y in zip(xs, ys)) / sum(x**2 for x in xs)"},
               "finds the best w for lines through the origin, where b = 0: take the means away from the points first"),
        Mutant("x-on-y", {"sum((x - mx) ** 2 for x in xs)": "sum((y - my) ** 2 for y in ys)"},
               "divides by the spread of the ys: it is w² that is multiplied by the squares of the xs, so divide by theirs"),
        Mutant("w-without-b", {"my - w * mx": "my"}, "takes the mean of the ys for b: at x = 0 a line is where b says, at the mean of the xs it is at the mean of the ys"),
        Mutant("b-sign", {"my - w * mx": "my + w * mx"}, "has w * mx on the wrong side: w * mx + b - my = 0 gives b = my - w * mx"),
        Mutant("mean-of-ratios", {"sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)":
                                  "mean([(y - my) / (x - mx) if x != mx else 0.0 for x, y in zip(xs, ys)])"},
               "takes the mean of the steepnesses of the points: a point close to the middle says little about w, and would count as much as one far out"),
        Mutant("uphill", {"w - rate * dw, b - rate * db": "w + rate * dw, b + rate * db"}, "climbs: a slope above 0 means that the loss grows with the number, so the number must fall"),
        Mutant("one-after-the-other", {"w, b = w - rate * dw, b - rate * db": "w -= rate * dw\n        b -= rate * slopes(w, b, xs, ys)[1]"},
               "moves w first and then looks at the slope of b from the new place: both slopes belong to the place where the step begins"),
        Mutant("slopes-once", {"w, b = 0.0, 0.0\n": "w, b = 0.0, 0.0\n    dw, db = slopes(w, b, xs, ys)\n", "        dw, db = slopes(w, b, xs, ys)\n        w, b": "        w, b"},
               "looks at the slopes once, at the beginning: they change with every step, and are 0 where the walk should end"),
        Mutant("jumps-there", {"w, b = w - rate * dw, b - rate * db": "w, b = -rate * dw, -rate * db"},
               "sets the numbers to the step instead of moving them by it"),
        Mutant("whole-slope", {"w - rate * dw, b - rate * db": "w - dw, b - db"}, "ignores rate: a slope is true where you stand, and a step as long as the slope may lead far past the bottom"),
    ),
    shown="""
    Two ways to one line.  Setting the slopes to 0 works because both are straight-line functions of w and b, and such equations
    can be solved once and for all; with n inputs they are n equations (the normal equations), about n³ operations, and no single solution where
    one input says what another says, or all xs are the same.  Walking downhill needs only the slopes, comes closer with every
    step, and does not care what the loss is made of.  `training.least_squares` has both: solve and descend.
    """,
    teaches=("linear regression", "mean squared error", "symbolic solution", "gradient-based solution"),
    uses=("slope", "derivative", "gradient"),
)  # fmt: skip
def check_regression(you: You) -> None:
    """Slopes against backward(), and 0 at the solution; both solutions against the package's, which centres, eliminates and descends."""
    for k, (xs, ys) in enumerate(CLOUDS, 1):
        drawn = f"Points {k}: " + ", ".join(f"({x:g}, {y:g})" for x, y in zip(xs, ys, strict=True))
        for w, b in ((0.0, 0.0), (0.5, -1.0)):
            mine = you.slopes.then(f"slopes({w:g}, {b:g}, ...) for points {k}", lambda f, w=w, b=b, xs=xs, ys=ys: f(w, b, xs, ys))
            mine.should_be(loss_slopes(w, b, xs, ys), picture=drawn)
        solved = you.solve.then(f"solve(...) for points {k}", lambda f, xs=xs, ys=ys: f(xs, ys))
        solved.should_be(solution(k), picture=drawn)
        at = solved.then("slopes of the loss at {}", lambda p, xs=xs, ys=ys: loss_slopes(p[0], p[1], xs, ys))
        at.should_be((0.0, 0.0), floor=1e-9)
        for rate, steps in ((0.1, 1), (0.05, 3), (0.1, 250)):
            walked = you.descend.then(f"descend(..., {rate}, {steps}) for points {k}", lambda f, a=(xs, ys, rate, steps): f(*a))
            walked.should_be(
                walk(k, rate, steps),
                picture=drawn,
                because="The first step begins at (0, 0), so it leads to (-rate * dw, -rate * db) with both slopes taken there.",
            )


CLOUDS = (
    ([0.0, 1.0, 2.0, 3.0], [1.0, 2.0, 4.0, 4.0]),
    ([-1.0, 0.5, 2.0], [3.0, 1.0, -2.0]),
    ([1.0, 2.0, 2.5, 4.0, 0.5], [-1.0, 0.0, 2.0, 1.0, 3.0]),
)


@cache
def solution(cloud: int) -> tuple[float, float]:
    """(w, b) by the package's formula, worked out once: every mutant is asked the same."""
    xs, ys = CLOUDS[cloud - 1]
    w, b = least_squares.solve([[x] for x in xs], ys)
    return w[0], b


@cache
def walk(cloud: int, rate: float, steps: int) -> tuple[float, float]:
    """(w, b) after so many steps of the package's own descent."""
    xs, ys = CLOUDS[cloud - 1]
    line = least_squares.descend([[x] for x in xs], ys, lr=rate, steps=steps)
    return line.w[0], line.b


def loss_slopes(w: float, b: float, xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The gradient of the mean squared error of a line, by the engine."""
    line = Value(w), Value(b)
    losses.mean_squared_error([line[0] * x + line[1] for x in xs], ys).backward()
    return [p.grad for p in line]


@lesson.exercise(
    "6.3",
    slug="no_formula",
    title="No formula for a neuron",
    goal="Use on a single neuron the formula that is right for every line, see it fail, and find two different minima by walking downhill.",
    code='''
from micrograd_like import Value

examples = [(5.0, 0.3), (1.0, 0.8)]  # (x, what should come out)

# Two losses of one weight w, both a mean of squared errors: of a line, and of a neuron.


def line(w):
    return sum((w * x - y) ** 2 for x, y in examples) / len(examples)


def neuron(w):
    return sum(((w * x).tanh() - y) ** 2 for x, y in examples) / len(examples)


def slope(loss, w):
    """How fast the loss moves with its weight at this number w: automatic differentiation does the work."""
    # TODO
    ...
    #> weight = Value(w)
    #> loss(weight).backward()
    #> return weight.grad


def formula(loss):
    """The w at which the slope is 0, if the slope is a straight line in w; the slopes at 0 and at 1 are enough."""
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    # TODO: a straight line that is at_0 high at w = 0 and at_1 high at w = 1: where is it 0?
    ...
    #> return -at_0 / (at_1 - at_0)


def descend(loss, w, rate, steps):
    """Where so many steps downhill lead from w."""
    # TODO
    ...
    #> for _ in range(steps):
    #>     w -= rate * slope(loss, w)
    #> return w


def bulges(f, p, q):
    """Whether f at the middle between p and q lies above the straight line from f(p) to f(q).

    A loss that bulges nowhere is called convex: it has one valley, and every walk ends at its bottom.
    """
    # TODO: True or False
    ...
    #> return f((p + q) / 2) > (f(p) + f(q)) / 2


# What must a walk downhill have, to end where the slope is 0?
# TODO: True or False for each
needs = {
    "the slope where it stands": ...,  #> True
    "a place to begin": ...,  #> True
    "how large a step is": ...,  #> True
    "a formula for the place where the slope is 0": ...,  #> False
    "a loss that is convex": ...,  #> False
}


if __name__ == "__main__":
    for loss in (line, neuron):
        w = formula(loss)
        print(f"{loss.__name__}: the formula says w = {w:.4f}, where the slope is {slope(loss, w):.2g}")
        for start in (0.0, 2.0):
            w = descend(loss, start, 0.05, 2000)
            print(f"  downhill from {start}: w = {w:.4f}, loss {loss(Value(w)).data:.4f}, slope {slope(loss, w):.1g}")
''',
    hints=(
        "For a line, the slope of the loss is a sum of terms 2(w * x - y)x.  Is that a straight line in w?  And what does tanh make of it?",
        "From w = 0 to w = 1 a straight line goes from at_0 to at_1, so it changes by at_1 - at_0 for each unit of w.  How far must it go to lose at_0?",
        "slope: put w into a Value, call the loss with it, backward(), and look at .grad.  The walk takes rate times the slope away from w, again and again.",
    ),
    mutants=(
        Mutant("loss-for-slope", {"loss(weight).backward()\n    return weight.grad": "return loss(weight).data"}, "gives the loss itself: how high one stands says nothing about which way is down"),
        Mutant("loss-differentiated-by-itself", {"loss(weight).backward()\n    return weight.grad": "out = loss(weight)\n    out.backward()\n    return out.grad"},
               "reads the grad of the loss, which is 1, whatever the weight: the weight's own grad is asked for"),
        Mutant("by-nudging", {"weight = Value(w)\n    loss(weight).backward()\n    return weight.grad": "h = 1e-5\n    return (loss(Value(w + h)).data - loss(Value(w - h)).data) / (2 * h)"},
               "nudges the weight: close, but only about ten digits of it are true, and it takes two runs; backward() gives all digits in one"),
        Mutant("sign-of-the-root", {"-at_0 / (at_1 - at_0)": "at_0 / (at_1 - at_0)"},
               "goes the wrong way from w = 0: where the line starts below 0 and rises, it meets 0 at a positive w"),
        Mutant("divided-by-the-height", {"-at_0 / (at_1 - at_0)": "-at_0 / at_1"}, "divides by the height at w = 1: what counts is how much the line changes from 0 to 1"),
        Mutant("counted-from-one", {"-at_0 / (at_1 - at_0)": "at_1 / (at_1 - at_0)"},
               "finds how far below w = 1 the slope is 0: the question is at which w"),
        Mutant("half-way", {"-at_0 / (at_1 - at_0)": "0.5"}, "takes the middle between 0 and 1, and does not look at the slopes"),
        Mutant("uphill", {"w -= rate": "w += rate"}, "walks uphill: a slope above 0 says that the loss grows with w, so w must become smaller"),
        Mutant("begins-at-zero", {"    for _ in range(steps):\n        w -= ": "    w = 0.0\n    for _ in range(steps):\n        w -= "},
               "always begins at 0: then it can only ever find one of the valleys"),
        Mutant("direction-only", {"rate * slope(loss, w)": "rate * (1 if slope(loss, w) > 0 else -1)"},
               "takes steps that are all of one size: it should slow down as the ground becomes level, or it will hop about the bottom for ever"),
        Mutant("dents-for-bulges", {"f((p + q) / 2) > (f(p) + f(q)) / 2": "f((p + q) / 2) < (f(p) + f(q)) / 2"},
               "looks for dents: a convex loss lies below its chords, and one that lies above a chord bulges there"),
        Mutant("higher-than-both", {"f((p + q) / 2) > (f(p) + f(q)) / 2": "f((p + q) / 2) > max(f(p), f(q))"},
               "asks for a middle higher than both ends: above the straight line between them is enough, also on a hillside"),
        Mutant("sum-of-the-ends", {"f((p + q) / 2) > (f(p) + f(q)) / 2": "f((p + q) / 2) > f(p) + f(q)"},
               "compares with the sum of the ends: the straight line is, half-way, at their mean"),
        Mutant("straight-bulges", {"f((p + q) / 2) > (": "f((p + q) / 2) >= ("}, "calls a straight line bulging: at the same height is not above"),
        Mutant("needs-convex", {'"a loss that is convex": False': '"a loss that is convex": True'},
               "demands a convex loss: then no neuron could be trained; without it a walk still ends at the bottom of a valley, only perhaps not of the deepest"),
        Mutant("needs-a-formula", {'where the slope is 0": False': 'where the slope is 0": True'},
               "demands a formula for the bottom: who has that needs no walk"),
        Mutant("needs-no-start", {'"a place to begin": True': '"a place to begin": False'},
               "thinks that the start does not matter: you have just walked to two different places from two starts"),
    ),
    shown="""
    For the line the slope is a straight line in w, and two looks at it are enough.  For the neuron w is shut inside two different tanh: the
    equation slope = 0 can be written down, but no rearranging gets w out of it (there is no closed form), and it has several solutions, two valleys and the ridge between them.
    A network has millions of such equations, all tangled.  What is left is to walk: it needs the slope, a start and a step size, and gives a minimum,
    not the minimum.  That is enough in practice, and the slope is what the engine is for.
    """,
    teaches=("minimum", "minima", "convex", "closed form"),
    uses=("slope", "neuron", "weight", "tanh", "Value", "linear regression"),
)  # fmt: skip
def check_no_formula(you: You) -> None:
    """Slopes by forward mode; walks against a walk of our own; ends against the roots of the slope, found by bisection."""
    for loss in (line, neuron):
        for w in (0.0, 0.25, 0.6, -1.5):
            you.slope(loss, w).should_be(rate_of(loss, w), within=1e-12)
    for loss in (line, steep):
        you.formula(loss).should_be(bisect(loss, -9.0, 9.0))
    you.formula(line).then("slope of line at {}", lambda w: rate_of(line, w)).should_be(0.0, floor=1e-9)
    for loss, start, steps in ((line, 0.0, 3), (neuron, 0.0, 3), (neuron, 2.0, 3), (neuron, 2.0, 0)):
        right = after(loss, start, 0.05, steps)
        you.descend(loss, start, 0.05, steps).should_be(right, picture=lambda f=loss: valleys(f))
    ends = [lowest(0.0, 0.2), lowest(0.8, 2.0)]
    for start, rate, end in zip((0.0, 1.5), (0.05, 1.0), ends, strict=True):
        you.descend(neuron, start, rate, 200).should_be(end, within=1e-6, picture=lambda: valleys(neuron))
    for f, p, q in (
        (flat, -1.0, 3.0),
        (square, -1.0, 3.0),
        (square, 1.0, 2.0),
        (hill, 0.0, 1.0),
        (hill, 0.5, 2.0),
        (dip, -1.0, 3.0),
        (valley, 1.5, 3.0),
        (valley, 0.0, 1.0),
    ):
        you.bulges(f, p, q).should_be(half_way(f, p, q) > 0)
    bulge = you.bulges.then("the neuron's loss bulges between its minima", lambda g: g(lambda w: neuron(Value(w)).data, *ends))
    bulge.should_be(half_way(lambda w: neuron(Value(w)).data, *ends) > 0, picture=lambda: valleys(neuron))
    asked = inspect.signature(downhill).parameters
    arrives = abs(rate_of(neuron, after(neuron, 1.5, 1.0, 200))) < 1e-9
    for thing, right in {"the slope where it stands": "slope" in asked, "a place to begin": "start" in asked,
                         "how large a step is": "rate" in asked, "a formula for the place where the slope is 0": "formula" in asked,
                         "a loss that is convex": not arrives}.items():  # fmt: skip
        you.needs.then(f"needs {thing}", lambda needs, thing=thing: needs[thing]).should_be(right, secret=True)


EXAMPLES = [(5.0, 0.3), (1.0, 0.8)]


def line(w: Any) -> Any:
    return sum((w * x - y) ** 2 for x, y in EXAMPLES) / len(EXAMPLES)


def neuron(w: Any) -> Any:
    return sum((table.tanh(w * x) - y) ** 2 for x, y in EXAMPLES) / len(EXAMPLES)


def steep(w):
    """Convex, its minimum at -1.25."""
    return (w * 2.0 + 2.5) ** 2


def flat(w):
    return 2 * w + 1


def square(w):
    return w * w


def hill(w):
    return -w * w + w


def dip(w):
    """Lower in the middle than the chord, and as high as one of its ends."""
    return max(0.0, w)


def valley(w):
    """Convex, its bottom at 2."""
    return (w - 2) ** 2


def half_way(f: Callable[[float], float], p: float, q: float) -> float:
    """How far f lies above its chord, from three values weighted as in a second difference."""
    return table.dot([-0.5, 1.0, -0.5], [f(p), f((p + q) / 2), f(q)])


@cache
def lowest(low: float, high: float) -> float:
    """Where the neuron's loss has a minimum between these two, worked out once."""
    return bisect(neuron, low, high)


@cache
def after(loss: Callable[[Any], Any], start: float, rate: float, steps: int) -> float:
    """Where so many steps lead, by slopes of forward mode."""
    return downhill(lambda w: rate_of(loss, w), start, rate, steps)


def downhill(slope: Callable[[float], float], start: float, rate: float, steps: int) -> float:
    """All that a walk asks for."""
    w = start
    for _ in range(steps):
        w = table.sub(w, rate * slope(w))
    return w


def rate_of(loss: Callable[[Any], Any], w: float) -> float:
    """The slope by forward mode."""
    return plain(jvp(loss, (w,), (1.0,))[1])


def valleys(loss: Callable[[Any], Any]) -> str:
    """The loss over its weight, sideways."""
    points = [(k / 10, plain(loss(k / 10))) for k in range(-1, 16)]
    lines = [f"  w = {w:4.1f} |{'*' * round(150 * (z - 0.2))}" for w, z in points if z < 0.5]
    return "\n".join([f"{loss.__name__}:", *lines])


def bisect(loss: Callable[[Any], Any], low: float, high: float) -> float:
    """Where the slope turns from below 0 to above 0."""
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if rate_of(loss, middle) < 0 else (low, middle)
    return high


@lesson.exercise(
    "6.4",
    slug="differences",
    title="What nudging costs",
    goal="Find a gradient by nudging each input and again by one backward sweep, and compare what they cost and how many digits they keep.",
    code='''
from math import nextafter

from micrograd_like import Value


def by_nudging(f, xs, h):
    """The gradient of f at the numbers xs by forward differences: f is called once more than there are inputs."""
    base = f(*xs)
    gradient = []
    for k in range(len(xs)):
        # TODO: only input k is nudged; the others are where they were
        ...
        #> nudged = [x + h if i == k else x for i, x in enumerate(xs)]
        #> gradient.append((f(*nudged) - base) / h)
    return gradient


def by_sweeping(f, xs):
    """The gradient of f at the numbers xs by reverse mode: f is called once."""
    # TODO
    ...
    #> leaves = [Value(x) for x in xs]
    #> f(*leaves).backward()
    #> return [leaf.grad for leaf in leaves]


def grain(value, h):
    """The smallest step that a forward difference can make: the gap from `value` to the next float, divided by h.

    nextafter(1.0, float("inf")) is the float that comes next after 1.0.
    """
    # TODO
    ...
    #> return (nextafter(value, float("inf")) - value) / h


# A network with a million weights computes its loss in one millisecond; a backward sweep takes two.
# TODO: predict, in seconds, how long its gradient takes by nudging, and by sweeping
seconds_by_nudging = ...  #> 1_000_001 * 0.001
seconds_by_sweeping = ...  #> 0.001 + 2 * 0.001


if __name__ == "__main__":
    def f(x, y):
        return 1e6 + x * x * y

    print("exact by one sweep:", by_sweeping(f, [3.0, 2.0]))
    for h in (1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12):
        print(f"h = {h:.0e}: {by_nudging(f, [3.0, 2.0], h)}, in steps of {grain(f(3.0, 2.0), h):.1g}")
''',
    hints=(
        "The value where you stand is needed for every input.  How often must it be computed?",
        "Make a new list for each input, so that no nudge is left over from the one before.  One call of f on Values, and one backward(), fill the grad of every leaf.",
        "The rise is f(*nudged) - base; divide it by h.  A million nudged runs and the one at the start; for sweeping one run, and a sweep that costs two.",
    ),
    mutants=(
        Mutant("base-again", {"gradient.append((f(*nudged) - base) / h)": "gradient.append((f(*nudged) - f(*xs)) / h)"},
               "computes the value at the start anew for every input: 2n + 1 runs, and n of them give the same number"),
        Mutant("nudges-pile-up", {"nudged = [x + h if i == k else x for i, x in enumerate(xs)]": "nudged = [x + h if i <= k else x for i, x in enumerate(xs)]"},
               "leaves the earlier inputs nudged: their rises are counted again and again; put each back before the next one moves"),
        Mutant("all-at-once", {"x + h if i == k else x for": "x + h for"}, "nudges all inputs at once: the rise is then the sum of all entries, and stands in every place"),
        Mutant("rise-only", {"(f(*nudged) - base) / h": "f(*nudged) - base"}, "gives the rises: a rate is a rise divided by the step h"),
        Mutant("turned-difference", {"f(*nudged) - base": "base - f(*nudged)"}, "takes the nudged value from the old one: where f rises it reports a fall"),
        Mutant("both-sides", {"        gradient.append((f(*nudged) - base) / h)": "        other = [x - h if i == k else x for i, x in enumerate(xs)]\n        gradient.append((f(*nudged) - f(*other)) / (2 * h))"},
               "nudges to both sides: closer to the truth, but it takes two runs for each input, and forward differences were asked for"),
        Mutant("sweep-for-each", {"    f(*leaves).backward()\n    return [leaf.grad for leaf in leaves]":
                                  "    gradient = []\n    for k in range(len(xs)):\n        leaves = [Value(x) for x in xs]\n        f(*leaves).backward()\n        gradient.append(leaves[k].grad)\n    return gradient"},
               "runs f and sweeps again for each input: one sweep has filled the grad of all leaves"),
        Mutant("data-for-grad", {"leaf.grad for": "leaf.data for"}, "collects the numbers of the leaves: what the sweep leaves behind is in .grad"),
        Mutant("grain-undivided", {'(nextafter(value, float("inf")) - value) / h': 'nextafter(value, float("inf")) - value'},
               "gives the gap between two floats: in the difference it is divided by h, and so blown up"),
        Mutant("grain-of-one", {'(nextafter(value, float("inf")) - value) / h': "2.0**-52 / h"},
               "uses the gap next to 1 for every value: floats near a million lie about a million times further apart"),
        Mutant("grain-times-h", {"- value) / h": "- value) * h"}, "multiplies the gap by h: dividing by a small h makes it larger, and that is the trouble"),
        Mutant("nudge-replaces", {"x + h if i == k else x for": "h if i == k else x for"}, "puts h in the place of the input: a nudge is added to it"),
        Mutant("in-milliseconds", {"1_000_001 * 0.001": "1_000_001", "0.001 + 2 * 0.001": "3"}, "answers in milliseconds: a second has a thousand of them"),
        Mutant("nudge-each", {"1_000_001 * 0.001": "1_000_000 * 0.001"}, "forgets the run at the start: every rise is counted from there"),
        Mutant("nudge-twice", {"1_000_001 * 0.001": "2_000_000 * 0.001"}, "counts two runs for each weight: that is the central difference; here all rises share one run"),
        Mutant("sweep-per-weight", {"0.001 + 2 * 0.001": "1_000_000 * 0.003"}, "pays for a sweep for each weight: one backward sweep serves all of them"),
        Mutant("sweep-alone", {"0.001 + 2 * 0.001": "2 * 0.001"}, "forgets that the loss is computed first: there is no graph to sweep over before"),
    ),
    shown="""
    A quarter of an hour and a second against three milliseconds, for one step of learning: the price of nudging is n + 1 runs.  And it buys noise: the
    result comes in grains of one float's gap divided by h, so that a large constant in the loss (1e6 above) drowns small slopes, while a sweep
    never sees the constant.  Numeric for checking, symbolic for reading, automatic for learning.  The whole comparison, counted exactly, for any function:
    `micrograd_like.race(f, inputs)`.
    """,
    teaches=("grain", "nextafter"),
    uses=("forward difference", "gradient", "Value", "rounding"),
)  # fmt: skip
def check_differences(you: You) -> None:
    """Differences of functions whose rise is known exactly; sweeps against forward mode; runs counted; grains against neighbours of a staircase."""
    for f, xs, h in ((affine, [2.0, -1.0, 4.0], 0.5), (bilinear, [3.0, 2.0], 0.25), (affine, [0.0, 0.0, 0.0], -0.125)):
        counted = zoo.Counted(f)
        mine = you.by_nudging(counted, xs, h)
        mine.should_be(gradient(f, xs))  # along each input these rise evenly, so that the step does not matter
        mine.then("runs of f in {}", lambda _, c=counted: c.calls).should_be(len(xs) + 1)
    for x, y, h in ((3.0, 2.0, 0.5), (-1.0, 0.5, 0.25)):
        you.by_nudging(curved, [x, y], h).should_be([(2 * x + h) * y, x * x])
    for f, xs in ((affine, [2.0, -1.0, 4.0]), (bilinear, [3.0, 2.0]), (curved, [3.0, 2.0])):
        counted = zoo.Counted(f)
        mine = you.by_sweeping(counted, xs)
        mine.should_be(gradient(f, xs))
        mine.then("runs of f in {}", lambda _, c=counted: c.calls).should_be(1)
    for value, h in ((1.0, 2.0**-20), (1e6, 1e-8), (0.1, 1e-3)):
        you.grain(value, h).should_be(math.ulp(value) / h, within=1e-7, floor=0.0)
    seconds = "How many runs, how many sweeps, and what does each take?  In seconds: a millisecond is 0.001."
    you.seconds_by_nudging.should_be(table.mul(1e6 + 1, 1e-3), secret=True, because=seconds)
    you.seconds_by_sweeping.should_be(table.add(1e-3, 2e-3), secret=True, because=seconds)


def affine(x, y, z):
    """Its forward differences are its slopes, whatever the step."""
    return 5.0 * x - 2.0 * y + 0.5 * z + 1.0


def bilinear(x, y):
    return x * y + 3.0 * x


def curved(x, y):
    """The rise of its x² shows in a forward difference: (x + h)² - x² = (2x + h)h."""
    return x * x * y


def gradient(f: Callable, xs: Sequence[float]) -> list[float]:
    """By forward mode, one input after the other."""
    return [plain(jvp(f, tuple(xs), tuple(float(i == k) for i in range(len(xs))))[1]) for k in range(len(xs))]
