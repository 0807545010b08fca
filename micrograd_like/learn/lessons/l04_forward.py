"""Lesson 4: forward mode.  Numbers that carry their own rate of change through any program, and what that costs."""

from __future__ import annotations

from typing import Any

from micrograd_like import Dual, Value, jacrev
from micrograd_like.rules import table

from ..exercise import Lesson, Mutant
from ..probes import You
from . import zoo

lesson = Lesson(
    4,
    "forward",
    "Forward mode",
    story="""
    Summing paths from below can be done while the program runs: let every number carry a second number, the rate at which it moves,
    and let each operation update both.  No graph is kept, no formula is written down, and the derivative is exact.  Then
    count what it costs when there are many inputs.
    """,
    sources="Olah, Calculus on Computational Graphs; Harvard CS107/207 project on automatic differentiation",
    look="""
    # A number that moves: 3, at rate 1.  Its square moves too, and so does everything made of it.  Read the second number of each.
    from micrograd_like import Dual, sin

    x = Dual(3.0, 1.0)
    for words, y in {"x": x, "x * x": x * x, "5 * x + 1": 5 * x + 1, "sin(x)": sin(x)}.items():
        print(f"{words:10} {y}")
    """,
)


@lesson.exercise(
    "4.1",
    slug="dual",
    title="Dual numbers",
    goal="Write numbers that carry their rate of change along: + and * and tanh for pairs of a primal (the number) and a tangent (its rate).",
    code='''
from math import tanh


class Dual:
    def __init__(self, primal, tangent):
        self.primal = primal
        self.tangent = tangent

    def __add__(self, other):
        other = lift(other)
        # TODO: the sum, and how fast it moves
        ...
        #> return Dual(self.primal + other.primal, self.tangent + other.tangent)

    def __mul__(self, other):
        other = lift(other)
        # TODO: the product, and how fast it moves when both factors move
        ...
        #> return Dual(self.primal * other.primal, self.tangent * other.primal + self.primal * other.tangent)

    def tanh(self):
        t = tanh(self.primal)
        # TODO: the chain rule: the local derivative of tanh is 1 - t²
        ...
        #> return Dual(t, (1 - t * t) * self.tangent)

    __radd__, __rmul__ = __add__, __mul__

    def __repr__(self):
        return f"Dual({self.primal}, {self.tangent})"


def lift(x):
    """x itself if it is a Dual already; else the constant x as a Dual."""
    if isinstance(x, Dual):
        return x
    # TODO: how fast does a constant move?
    ...
    #> return Dual(x, 0.0)


if __name__ == "__main__":
    x = Dual(3.0, 1.0)
    print(x * x + 2 * x, "  by rule: 2x + 2 =", 2 * 3.0 + 2)
''',
    hints=(
        "A rectangle of 2 by 3: both sides grow, the first by 1 a second, the second by 5 a second.  How fast does its area grow?",
        "A sum moves as fast as its parts together.  In a product each factor's rate counts as often as the other factor is large.  tanh multiplies the rate that comes in.",
        "For *: the rate of self times the number of other, plus the number of self times the rate of other.  For tanh: (1 - t * t) times the rate of self.",
    ),
    mutants=(
        Mutant("rates-multiplied", {"self.tangent * other.primal + self.primal * other.tangent": "self.tangent * other.tangent"},
               "multiplies the two rates: if only one factor moves, the product would stand still, and it does not"),
        Mutant("rates-added", {"self.tangent * other.primal + self.primal * other.tangent": "self.tangent + other.tangent"},
               "adds the rates in a product as in a sum: moving the first factor by 1 moves the product by as much as the other factor is large"),
        Mutant("own-number", {"self.tangent * other.primal + self.primal * other.tangent": "self.tangent * self.primal + other.tangent * other.primal"},
               "multiplies each rate by its own number: in a product it is the other factor that counts"),
        Mutant("one-factor", {"self.tangent * other.primal + self.primal * other.tangent": "self.tangent * other.primal"},
               "lets only the first factor of a product move: so x * x moves at x instead of 2x"),
        Mutant("local-only", {"(1 - t * t) * self.tangent": "1 - t * t"},
               "gives the local derivative of tanh alone: right when x moves at rate 1, but the rate that comes in must be multiplied in"),
        Mutant("tanh-of-both", {"(1 - t * t) * self.tangent": "tanh(self.tangent)"},
               "squashes the rate as well: a function acts on the number, and its derivative acts on the rate"),
        Mutant("slope-of-input", {"(1 - t * t)": "(1 - self.primal**2)"}, "uses 1 - x² for tanh: it is 1 - t² with the result t = tanh(x)"),
        Mutant("constants-move", {"Dual(x, 0.0)": "Dual(x, 1.0)"}, "lets constants move at rate 1: a constant stands still, its rate is 0"),
    ),
    shown="""
    Three operations, each with its own little rule, and any program made of them differentiates itself while it runs; loops
    and ifs too.  This is forward mode.  Nothing was approximated: no h, no rounding beyond that of the arithmetic.  `micrograd_like.Dual` does the same for
    every row of the rule table.
    """,
    teaches=("forward mode", "Dual", "primal", "tangent"),
    uses=("forward accumulation", "local derivative", "chain rule", "tanh"),
)  # fmt: skip
def check_dual(you: You) -> None:
    """The same arithmetic on the package's own Dual, which reads the rule table."""
    for words, work, draw in (
        ("Dual(2, 1) + Dual(3, 5)", lambda d: d(2.0, 1.0) + d(3.0, 5.0), ""),
        ("Dual(2, 1) * Dual(3, 5)", lambda d: d(2.0, 1.0) * d(3.0, 5.0), ""),
        ("Dual(4, 1) * Dual(-2, 0)", lambda d: d(4.0, 1.0) * d(-2.0, 0.0), ""),
        ("x * x with x = Dual(3, 1)", twice, ""),
        ("Dual(2, 1) + 10", lambda d: d(2.0, 1.0) + 10.0, ""),
        ("3 * Dual(2, 1)", lambda d: 3.0 * d(2.0, 1.0), ""),
        ("Dual(0.5, 1).tanh()", lambda d: d(0.5, 1.0).tanh(), ""),
        ("Dual(0.5, -4).tanh()", lambda d: d(0.5, -4.0).tanh(), ""),
        ("(w * x + b).tanh()", squashed, neuron_in_motion),
    ):
        right = work(Dual)
        mine = you.Dual.then(words, work).then("{}", lambda z: (z.primal, z.tangent))
        mine.should_be((right.primal, right.tangent), picture=draw)


def twice(d: Any) -> Any:
    x = d(3.0, 1.0)
    return x * x


def squashed(d: Any) -> Any:
    """tanh(w * x + b) with all three moving; nothing if one of the operations is not written yet."""
    product = d(0.5, 1.0) * d(-2.0, 0.25)
    z = None if product is None else product + d(1.25, -0.5)
    return None if z is None else z.tanh()


def neuron_in_motion() -> str:
    w, x, b = Value(0.5, label="w"), Value(-2.0, label="x"), Value(1.25, label="b")
    return zoo.moving((w * x + b).tanh(), {w: 1.0, x: 0.25, b: -0.5})


@lesson.exercise(
    "4.2",
    slug="jvp",
    title="A rate in any direction",
    goal="Write jvp(f, xs, vs): the value of f, and how fast it moves when each input moves at its own rate, from one run of f.",
    code='''
from micrograd_like import Dual


def jvp(f, xs, vs):
    """(f(*xs), its rate) where each number of xs moves at the rate beside it in vs."""
    # TODO: hand f Duals instead of numbers, and take its result apart
    ...
    #> out = f(*[Dual(x, v) for x, v in zip(xs, vs)])
    #> return out.primal, out.tangent


if __name__ == "__main__":
    def area(width, height):
        return width * height

    print("only the width grows:", jvp(area, [2.0, 3.0], [1.0, 0.0]))
    print("both grow:           ", jvp(area, [2.0, 3.0], [1.0, 5.0]))
    print("twice as fast:       ", jvp(area, [2.0, 3.0], [2.0, 10.0]))
''',
    hints=(
        "f does not care what it is handed, as long as it can add and multiply it.  What do you know that carries a rate along?",
        "Each input becomes a Dual of its number and its rate.  One call of f does the rest: the result is a Dual too.",
        "zip(xs, vs) gives the pairs; f(*duals) calls f with all of them; the answer is a tuple of out.primal and out.tangent.",
    ),
    mutants=(
        Mutant("all-at-one", {"Dual(x, v)": "Dual(x, 1.0)"}, "lets every input move at the rate 1 and does not look at vs"),
        Mutant("swapped", {"Dual(x, v)": "Dual(v, x)"}, "swaps the number and its rate: the primal comes first"),
        Mutant("unit-length", {"return out.primal, out.tangent": "return out.primal, out.tangent / sum(v * v for v in vs) ** 0.5"},
               "divides by the length of vs: the rates are meant as they are, twice as fast means twice the result"),
        Mutant("rate-only", {"return out.primal, out.tangent": "return out.tangent"}, "gives back the rate alone: the value came for free, hand it over too"),
        Mutant("one-run-each", {"out = f(*[Dual(x, v) for x, v in zip(xs, vs)])\n    return out.primal, out.tangent":
                                "outs = [f(*[Dual(x, v if i == k else 0.0) for i, (x, v) in enumerate(zip(xs, vs))]) for k in range(len(xs))]\n"
                                "    return outs[0].primal, sum(out.tangent for out in outs)"},
               "runs f once for each input and adds up: right, but all inputs may move at the same time, and one run is enough"),
    ),
    shown="""
    This is a derivative in a direction: with vs = [1, 0, 0] it is the derivative with respect to the first input, with other rates it is
    a mixture of them.  The name says Jacobian times vector product.  It costs one run of f on pairs of numbers, whatever the
    direction, and however many inputs move.
    """,
    teaches=("jvp",),
    uses=("Dual", "primal", "tangent"),
)  # fmt: skip
def check_jvp(you: You) -> None:
    """The rate in a direction is the gradient, from the engine's backward(), weighted with the direction."""
    for f, xs, vs in (
        (area, [2.0, 3.0], [1.0, 0.0]),
        (area, [2.0, 3.0], [1.0, 5.0]),
        (wave, [0.5, -1.0, 2.0], [0.0, 0.0, 1.0]),
        (wave, [0.5, -1.0, 2.0], [3.0, -0.5, 2.0]),
    ):
        leaves = [Value(x) for x in xs]
        out = f(*leaves)
        right = sum(g * v for g, v in zip(zoo.grads(out, leaves), vs, strict=True))
        counted = zoo.Counted(f)
        mine = you.jvp(counted, xs, vs)
        mine.should_be((out.data, right))
        runs = mine.then("runs of f in {}", lambda _, counted=counted: counted.calls)
        runs.should_be(1, because="All inputs can move at the same time: one run of f is enough.")


def area(width, height):
    return width * height


def wave(x, y, z):
    return table.sin(x * z) + y * y * z + table.tanh(x)


@lesson.exercise(
    "4.3",
    slug="sweeps",
    title="The gradient, one sweep for each input",
    goal="Find the whole gradient with jvp, and count how many edges all its sweeps pass.",
    code='''
from micrograd_like import Value, jvp


def gradient(f, xs):
    """[df/dx for each x of xs], one sweep (one run of f on moving numbers) for each."""
    # TODO: let one input move at rate 1 while the others stand still; then the next one
    ...
    #> n = len(xs)
    #> return [jvp(f, xs, [1.0 if i == k else 0.0 for i in range(n)])[1] for k in range(n)]


def edge_visits(f, xs):
    """How many edges all these sweeps pass together; one sweep passes every edge of f's graph once."""
    edges = count_edges(f(*[Value(x) for x in xs]))
    # TODO
    ...
    #> return len(xs) * edges


def count_edges(out):
    """As in exercise 1.4."""
    seen, waiting = set(), [out]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
    return sum(len(v.parents) for v in seen)


def product(*xs):
    out = xs[0]
    for x in xs[1:]:
        out = out * x
    return out


if __name__ == "__main__":
    print(gradient(product, [2.0, 3.0, 4.0]))
    for n in (10, 100, 1000):
        xs = [1.0] * n
        print(f"{n} inputs, {count_edges(product(*map(Value, xs)))} edges: {edge_visits(product, xs):,} visits")
''',
    hints=(
        "jvp answers for one direction.  Which direction asks about the first input alone?",
        "For input k the rates are all 0, but 1 at place k.  jvp gives two numbers; the rate is the second.  And the work of one sweep is done once for every input.",
        "A list within a list: for each k, jvp(f, xs, rates)[1], where rates is [1.0 if i == k else 0.0 for i in range(len(xs))].",
    ),
    mutants=(
        Mutant("all-together", {"1.0 if i == k else 0.0": "1.0"},
               "moves all inputs at once: what comes out is the sum of all derivatives, and nobody can take it apart again"),
        Mutant("values", {"for i in range(n)])[1]": "for i in range(n)])[0]"}, "collects the values of f: the rate is the second thing that jvp gives"),
        Mutant("moves-by-its-size", {"1.0 if i == k": "xs[k] if i == k"},
               "moves an input at a rate as large as the input itself: for a derivative it moves at rate 1"),
        Mutant("one-sweep", {"len(xs) * edges": "edges"}, "counts one sweep: there is one for each input, and each passes all edges again"),
        Mutant("one-sweep-more", {"len(xs) * edges": "(len(xs) + 1) * edges"},
               "counts a sweep too many: differences need f at the starting point as well, here each sweep brings the value along"),
        Mutant("per-input-edges", {"len(xs) * edges": "len(xs) + edges"}, "adds the inputs to the edges: every input costs a sweep over all edges, so they multiply"),
    ),
    shown="""
    A product of n numbers has 2(n - 1) edges, and its gradient by forward mode passes n times as many: for 10, 100 and 1000 inputs
    180, 19,800 and 1,998,000 visits.  The graph grew tenfold and the work a hundredfold.  A network has as many inputs as it has
    weights, and one loss at the end: forward mode would run it once for each weight, for a single step of learning.
    """,
    teaches=("sweep",),
    uses=("jvp", "gradient", "edge", "Value"),
)  # fmt: skip
def check_sweeps(you: You) -> None:
    """Gradients against backward(), visits against the engine's graph times the inputs, sweeps by counting runs of f."""
    for f, xs in (
        (product, [2.0, 3.0, 4.0]),
        (wave, [0.5, -1.0, 2.0]),
        (area, [4.0, -0.5]),
        (product, [1.5, 0.5, -1.0, 2.0, 3.0]),
    ):
        leaves = [Value(x) for x in xs]
        out = f(*leaves)
        counted = zoo.Counted(f)
        mine = you.gradient(counted, xs)
        mine.should_be(zoo.grads(out, leaves))
        mine.then("runs of f in {}", lambda _, counted=counted: counted.calls).should_be(
            len(xs), because="One sweep for each input."
        )
        you.edge_visits(f, xs).should_be(len(xs) * sum(1 for _ in zoo.edges(out)))


def product(*xs):
    out = xs[0]
    for x in xs[1:]:
        out = out * x
    return out


@lesson.exercise(
    "4.4",
    slug="column",
    title="One sweep gives a column",
    goal="Find all derivatives of a function with many outputs: one sweep shows how all of them react to one input.",
    code='''
from micrograd_like import jvp

# One function has 3 inputs and 1000 outputs, another has 1000 inputs and 3 outputs.
# How many sweeps does forward mode need for all 3000 derivatives of each?
# TODO: predict
sweeps_for_3_inputs = ...  #> 3
sweeps_for_1000_inputs = ...  #> 1000


def column(f, xs, k):
    """How each output of f reacts to input k; f gives a list, so jvp gives a list of values and a list of rates."""
    # TODO: one sweep
    ...
    #> return jvp(f, xs, [1.0 if i == k else 0.0 for i in range(len(xs))])[1]


def jacobian(f, xs):
    """The Jacobian: jacobian[j][k] says how output j reacts to input k, so there is one row for each output."""
    # TODO: every sweep brings a column; make rows of them
    ...
    #> columns = [column(f, xs, k) for k in range(len(xs))]
    #> return [list(row) for row in zip(*columns)]


if __name__ == "__main__":
    def corners(x, y):
        return [x * y, x + y, x * x]

    for row in jacobian(corners, [3.0, 2.0]):
        print(row)
''',
    hints=(
        "While input k moves, do you have to look at one output only?  And what would the next sweep tell you that this one did not?",
        "A sweep is tied to an input; all outputs move along with it.  Columns turn into rows when the first entries are collected, then the second ones, and so on.",
        "zip(*columns) walks through all columns side by side: its first tuple is the first row.  Turn each tuple into a list.",
    ),
    mutants=(
        Mutant("transposed", {"[list(row) for row in zip(*columns)]": "columns"},
               "lists the columns as rows: the first index should name the output, the second the input"),
        Mutant("a-sweep-per-output", {"sweeps_for_3_inputs = 3": "sweeps_for_3_inputs = 1000", "sweeps_for_1000_inputs = 1000": "sweeps_for_1000_inputs = 3"},
               "counts a sweep for each output: in forward mode it is an input that is set in motion, and all outputs follow at once"),
        Mutant("a-sweep-per-entry", {"sweeps_for_3_inputs = 3\n": "sweeps_for_3_inputs = 3000\n", "sweeps_for_1000_inputs = 1000": "sweeps_for_1000_inputs = 3000"},
               "counts a sweep for every single derivative: one sweep answers for all outputs"),
        Mutant("values", {"for i in range(len(xs))])[1]": "for i in range(len(xs))])[0]"}, "collects the outputs themselves: their rates come second"),
        Mutant("first-output-only", {"zip(*columns)]": "zip(*columns)][:1]"}, "keeps the first row alone: every output has a row"),
    ),
    shown="""
    The Jacobian is the table of all derivatives, outputs down, inputs across.  Forward mode fills it column by column: 3 inputs
    cost 3 sweeps, even with 1000 outputs.  For a curve, one number in and a thousand out, nothing is cheaper.  For a network
    it is the wrong way round: there you want a row.
    """,
    teaches=("Jacobian", "column"),
    uses=("jvp", "sweep"),
)  # fmt: skip
def check_column(you: You) -> None:
    """Columns and rows against reverse mode, which finds the same table row by row."""
    for inputs, outputs, mine in ((3, 1000, you.sweeps_for_3_inputs), (1000, 3, you.sweeps_for_1000_inputs)):
        mine.should_be(
            inputs, secret=True, because=f"{inputs} inputs and {outputs} outputs: what is it that a sweep sets in motion?"
        )
    for f, xs in ((corners, [3.0, 2.0]), (curve, [0.5]), (around, [2.0, 0.75, -1.0])):
        rows = jacrev(lambda v, f=f: f(*v))(xs)
        for k in range(len(xs)):
            you.column(f, xs, k).should_be([row[k] for row in rows])
        you.jacobian(f, xs).should_be(rows)


def corners(x, y):
    return [x * y, x + y, x * x]


def curve(t):
    return [t, t * t, table.tanh(t), table.sin(t)]


def around(r, t, h):
    return [r * table.cos(t), r * table.sin(t) + h]
