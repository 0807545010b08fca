"""Lesson 3: the chain rule is a sum over paths; nobody can list them all, and nobody has to."""

from __future__ import annotations

import itertools
import math

from micrograd_like import Value, count_paths, paths, topological_order
from micrograd_like.rules import table

from ..exercise import Lesson, Mutant
from ..probes import You
from ..sketching import sketch
from . import zoo

lesson = Lesson(
    3,
    "paths",
    "The chain rule is a sum over paths",
    story="""
    You know how each gate reacts to its own inputs.  How does the far end of a graph react to a number at its bottom?  Follow the
    edges: along a path rates multiply, and where paths come together they add.  That is the whole chain rule, and the rest of
    the subject is bookkeeping that avoids doing the same multiplication twice.
    """,
    sources="Olah, Calculus on Computational Graphs",
    look="""
    # On every edge stands how strongly the number at its right reacts to the one at its left.  How many ways lead from x to the end?
    from micrograd_like import Value, draw_dot

    x = Value(2.0, label="x")
    left, right = x * 3.0, x + 1.0
    out = left * right
    left.label, right.label, out.label = "left", "right", "out"
    draw_dot(out, partials=True)
    """,
)


@lesson.exercise(
    "3.1",
    slug="one_path",
    title="Along one path",
    goal="Find how fast the end of a path moves when its start moves, from the local derivatives on the edges in between.",
    code='''
from math import cos, exp, prod, sin


def along(rates):
    """How much the end of a path moves for each unit at its start; rates holds the local derivative of each edge."""
    # TODO: a gear that turns 2 times as fast drives one that turns 4 times as fast as itself
    ...
    #> return prod(rates)


def slope(x):
    """dy/dx of y = exp(sin(x²)), which is a path of three gates: x -> u -> v -> y."""
    u = x**2
    v = sin(u)
    # TODO: the local derivative of each gate, taken at the number that enters this gate
    du_dx = ...  #> 2 * x
    dv_du = ...  #> cos(u)
    dy_dv = ...  #> exp(v)
    return along([du_dx, dv_du, dy_dv])


if __name__ == "__main__":
    h = 1e-5
    for x in (0.5, 1.0, 1.5):
        nudged = (exp(sin((x + h) ** 2)) - exp(sin((x - h) ** 2))) / (2 * h)
        print(x, slope(x), "by nudge:", nudged)
''',
    hints=(
        "If u moves 3 times as fast as x, and v moves 5 times as fast as u, how fast does v move when x moves by 1?",
        "Rates along a path multiply.  Each gate sees only the number that enters it: sin gets u, so its local derivative is taken at u.",
        "math.prod multiplies the numbers of a list, and gives 1 for an empty one.  The three rates are twice x, the cosine of u, and exp of v.",
    ),
    mutants=(
        Mutant("adds", {"prod(rates)": "sum(rates)"},
               "adds the rates of a path: a gear of 2 that drives a gear of 4 turns it 8 times as fast, not 6"),
        Mutant("begins-at-zero", {"return prod(rates)": "rate = 0.0\n    for r in rates:\n        rate *= r\n    return rate"},
               "begins its product at 0, and 0 times anything is 0: a product begins at 1"),
        Mutant("ends-only", {"prod(rates)": "rates[0] * rates[-1]"},
               "multiplies the first rate and the last: every edge on the way counts, each once"),
        Mutant("all-at-the-start", {"cos(u)": "cos(x)", "exp(v)": "exp(x)"},
               "takes every derivative at x: each gate reacts to the number that enters it, so sin is differentiated at u, and exp at v"),
        Mutant("power-rule-for-exp", {"exp(v)": "v * exp(v - 1)"},
               "treats exp as a power of v and lowers its exponent: exp is its own derivative"),
        Mutant("innermost-forgotten", {"2 * x": "1"}, "leaves out the first edge: u is x², and it moves 2x times as fast as x"),
        Mutant("cosine-sign", {"cos(u)": "-cos(u)"}, "gives sin the derivative -cos: that minus belongs to the derivative of cos"),
    ),
    shown="""
    Along a path rates multiply: this is the chain rule for one path.  A path without edges has the rate 1, since x moves exactly as
    fast as itself; keep that 1 in mind, every sweep to come begins with it.  And a single edge with the rate 0 stops everything
    behind it.
    """,
    teaches=("path", "chain rule"),
    uses=("derivative", "edge"),
)  # fmt: skip
def check_one_path(you: You) -> None:
    """A path of linear gates, and exp(sin(x²)), differentiated by the engine."""
    for rates in ([2.0, 4.0], [0.5, -3.0, 7.0], [5.0, 0.0, 2.0], [-1.5]):
        x = Value(1.0)
        out = x
        for rate in rates:
            out = out * rate
        you.along(rates).should_be(*zoo.grads(out, [x]))
    you.along([]).should_be(1.0, because="A path without edges: x, seen from x, moves at the rate 1.")
    for number in (0.5, -1.2, 2.0):
        x = Value(number)
        you.slope(number).should_be(*zoo.grads(table.exp(table.sin(table.square(x))), [x]))


@lesson.exercise(
    "3.2",
    slug="all_paths",
    title="Sum over all paths",
    goal="List every path from the top of a graph down to x, and add up what each contributes to the derivative.",
    code='''
from math import prod

from micrograd_like import Value


def edges(v):
    """The edges that lead down from v, each as (operand, local derivative); a leaf has none."""
    return list(zip(v.parents, v.partials))


def paths(out, x):
    """Every path from out down to x, each as the list of the local derivatives on its edges, the topmost first."""
    # TODO: there is one path from x to itself, and it has no edges: [[]] is a list that holds one empty path
    ...
    #> if out is x:
    #>     return [[]]
    #> return [[rate, *rest] for operand, rate in edges(out) for rest in paths(operand, x)]


def slope(out, x):
    """d out / d x."""
    # TODO: what each path contributes, added up
    ...
    #> return sum(prod(path) for path in paths(out, x))


if __name__ == "__main__":
    a, b = Value(2.0), Value(1.0)
    e = (a + b) * (b + 1)
    print("paths from e to b:", paths(e, b), "  de/db =", slope(e, b))
    print("paths from e to a:", paths(e, a), "  de/da =", slope(e, a))
''',
    hints=(
        "To go from the top down to x, you must first take one of the edges at the top.  Where are you then, and what is left to do?",
        "Let paths call itself: for each edge, put its rate in front of every path from the operand to x.  A leaf that is not x has no edges, and so no paths.",
        "Two cases: out is x gives [[]]; else [rate, *rest] for every edge of out and every rest among the paths of its operand.  Then math.prod each path, and sum.",
    ),
    mutants=(
        Mutant("first-path", {"sum(prod(path) for path in paths(out, x))": "prod((paths(out, x) or [[0.0]])[0])"},
               "follows one path only: b leads to e through both brackets, and a nudge of b travels along both at once"),
        Mutant("any-leaf", {"if out is x:": "if not out.parents:"},
               "ends a path at any leaf: only those that reach x tell about x"),
        Mutant("one-edge-for-two", {"in edges(out)": "in set(edges(out))"},
               "puts the edges into a set: in x * x both edges lead to the same x with the same rate, and a set keeps one of them"),
        Mutant("adds-along", {"prod(path)": "sum(path)"}, "adds the rates along a path: along a path they multiply; it is the paths that are added"),
        Mutant("multiplies-paths", {"sum(prod(path) for path in paths(out, x))": "prod(prod(path) for path in paths(out, x))"},
               "multiplies the paths with one another: a nudge that arrives by two ways counts twice, so what the paths bring is added"),
        Mutant("no-last-step", {"return [[]]": "return []"},
               "gives no path at all when it has arrived at x: [] holds no path, [[]] holds one path without edges"),
        Mutant("inputs-first", {"[rate, *rest]": "[*rest, rate]"},
               "lists the rates from x upwards: the same products, but the topmost edge was asked for first"),
    ),
    shown="""
    de/db = 5 for a = 2, b = 1: the path through a + b brings 2, the one through b + 1 brings 3.  The derivative is a sum over paths: of all of them,
    of the product along each.  This holds for every graph, deep or shallow, however often a number is used; x * x has two
    paths of one edge each, and that is where the 2 of 2x comes from.
    """,
    teaches=("sum over paths",),
    uses=("path", "chain rule", "Value", "operand", "edge"),
)  # fmt: skip
def check_all_paths(you: You) -> None:
    """Paths against the package's own enumeration, slopes against the engine's backward()."""
    e, a, b = zoo.olah()
    f, _, g = zoo.product_and_sum()
    s, x = zoo.square()
    o, y = zoo.fork()
    for out, leaf in ((e, b), (e, a), (f, g), (s, x), (o, y), (e, x), (x, x)):
        right = sorted(list(path.partials) for path in paths(out, leaf))
        draw = lambda out=out, leaf=leaf: zoo.ways(out, leaf)  # noqa: E731
        mine = you.paths(out, leaf)
        mine.then("sorted({})", lambda found: sorted(map(list, found))).should_be(right, picture=draw)
        (slope,) = zoo.grads(out, [leaf]) if out is not x else [1.0]
        you.slope(out, leaf).should_be(slope if right else 0.0, picture=draw)


@lesson.exercise(
    "3.3",
    slug="count",
    title="Too many to list",
    goal="Count the paths of a graph without walking them one by one.",
    code='''
from micrograd_like import Value

# A tower: from each floor, three edges lead to the floor below.  How many paths lead through 2 floors, and through 20?
# TODO: predict
paths_through_2 = ...  #> 3**2
paths_through_20 = ...  #> 3**20


def count_paths(out, x):
    """How many paths lead from out down to x.  Each node does its work once, however many paths pass through it."""
    known = {x: 1}  # for a node, once it is known: how many paths lead from it to x

    def count(v):
        # TODO: look it up if it is known; else find it from the operands of v, and write it down
        ...
        #> if v not in known:
        #>     known[v] = sum(count(operand) for operand in v.parents)
        #> return known[v]

    return count(out)


if __name__ == "__main__":
    x = out = Value(0.1)
    for floor in range(1, 11):
        out = out + out + out
        print(floor, count_paths(out, x))
''',
    hints=(
        "Every path through the first floor may go on by any edge of the second.  Do the choices add up or multiply?",
        "A path from v to x begins with one of the edges of v.  So v has as many paths as its operands have together, an operand that stands there twice counted twice.",
        "In count: if v is not in known yet, put into known[v] the sum of count over v.parents; then give known[v] back.  A leaf that is not x sums over nothing: 0.",
    ),
    mutants=(
        Mutant("floors-add", {"3**20": "3 * 20", "3**2\n": "3 * 2\n"},
               "adds the choices of the floors: each of the 3 ways through the first can go on in 3 ways, so the choices multiply"),
        Mutant("turned-power", {"3**20": "20**3", "3**2\n": "2**3\n"},
               "swaps base and exponent: every further floor multiplies by 3, so the 3 is the base"),
        Mutant("walks-them-all", {"if v not in known:\n            known[v] = sum(count(operand) for operand in v.parents)\n        return known[v]":
                                  "if v is x:\n            return 1\n        return sum(count(operand) for operand in v.parents)"},
               "walks every path one by one: right, but the work trebles with each floor; write known[v] down and look it up the next time"),
        Mutant("set-of-operands", {"in v.parents": "in set(v.parents)"},
               "makes a set of the operands: three edges to the same node are three ways to go on"),
        Mutant("each-node-once", {"return known[v]": "found, known[v] = known[v], 0\n        return found"},
               "counts a node only the first time it is met: walking it once is right, but its number counts for everyone who arrives there"),
        Mutant("counts-itself", {"known[v] = sum(": "known[v] = 1 + sum("},
               "adds 1 for every node on the way: nodes are counted so, but a path is a way from end to end, and only x itself has one without edges"),
        Mutant("multiplies", {"sum(count(operand) for operand in v.parents)": "prod(count(operand) for operand in v.parents)",
                              "from micrograd_like": "from math import prod\n\nfrom micrograd_like"},
               "multiplies the numbers of the operands: a path takes one of the edges or another, and alternatives add"),
    ),
    shown="""
    3, 9, 27, ...: after 20 floors 3,486,784,401 paths, and listing them would take an hour; after 60 floors it would take longer than the
    universe has existed.  Counting took a few dozen additions, because each node was asked once and its answer was
    kept.  If counting paths is that cheap, might adding up the products along them be just as cheap?
    """,
    teaches=("floor",),
    uses=("path", "node", "operand"),
)  # fmt: skip
def check_count(you: You) -> None:
    """Counts by the package and in closed form; counting nodes tell how often each was asked."""
    for floors, mine in ((2, you.paths_through_2), (20, you.paths_through_20)):
        mine.should_be(count_paths(*zoo.tower(floors)), secret=True)
    e, a, b = zoo.olah()
    s, x = zoo.square()
    o, y = zoo.fork()
    for out, leaf in ((e, a), (e, b), (s, x), (o, y), (e, x), zoo.tower(1), zoo.tower(4)):
        you.count_paths(out, leaf).should_be(count_paths(out, leaf), picture=lambda out=out, leaf=leaf: zoo.ways(out, leaf))
    top, leaf = zoo.tower(7)
    top, nodes = zoo.counting(top)
    mine = you.count_paths(top, nodes[leaf])
    mine.should_be(3**7)
    mine.then("most reads of one node's parents in {}", lambda _: max(n.reads for n in nodes.values())).should(
        "be at most 5", lambda reads: reads <= 5
    )


@lesson.exercise(
    "3.4",
    slug="factor",
    title="Factor the sum, twice",
    goal="Add up all paths without listing them, once from the bottom up and once from the top down.",
    code='''
from itertools import product
from math import prod

from micrograd_like import Value


def edges(v):
    """The edges that lead down from v, each as (operand, local derivative)."""
    return list(zip(v.parents, v.partials))


def by_paths(floors):
    """The sum over all paths through floors of edges: [[a, b, c], [d, e, f]] gives ad + ae + ... + cf, nine terms."""
    return sum(prod(path) for path in product(*floors))


def factored(floors):
    """The same number with as few multiplications as possible."""
    # TODO: put a, b, c into one bracket, and d, e, f into another
    ...
    #> return prod(sum(floor) for floor in floors)


def from_below(nodes, x):
    """{v: dv/dx} for all nodes; they come in an order in which operands stand before what is made of them."""
    rate = {}
    for v in nodes:
        # TODO: x moves at rate 1; for any other node add up, over its edges, local derivative times rate of the operand
        rate[v] = ...  #> 1.0 if v is x else sum(local * rate[operand] for operand, local in edges(v))
    return rate


def from_above(nodes, out):
    """{v: d out / dv} for all nodes, in the same order; now each node sends its number down along its edges."""
    rate = {v: 0.0 for v in nodes}
    rate[out] = 1.0
    for v in reversed(nodes):
        for operand, local in edges(v):
            # TODO: what does this one edge bring to its operand, on top of what other edges brought?
            rate[operand] = ...  #> rate[operand] + local * rate[v]
    return rate


if __name__ == "__main__":
    a, b, one = Value(2.0, label="a"), Value(1.0, label="b"), Value(1.0, label="1")
    c, d = a + b, b + one
    e = c * d
    nodes = [a, b, one, c, d, e]
    for name, rates in (("d/db", from_below(nodes, b)), ("de/d", from_above(nodes, e))):
        print(name, [rates[v] for v in nodes])
''',
    hints=(
        "ad + ae + af + bd + be + bf + cd + ce + cf: which two brackets multiply out to that?",
        "From below each node asks its operands: how fast do you move when x does?  From above each node tells its operands: this is how much the top cares about me.",
        "From below: sum local * rate[operand] over edges(v), and 1.0 for x itself.  From above: the old rate[operand], plus local * rate[v].",
    ),
    mutants=(
        Mutant("sum-of-sums", {"prod(sum(floor) for floor in floors)": "sum(sum(floor) for floor in floors)"},
               "adds the brackets: every way through one floor goes on by every way through the next, so the brackets multiply"),
        Mutant("product-of-products", {"prod(sum(floor) for floor in floors)": "prod(prod(floor) for floor in floors)"},
               "multiplies the edges of one floor: they stand side by side, and a path takes only one of them, so they add"),
        Mutant("overwrites", {"rate[operand] + local * rate[v]": "local * rate[v]"},
               "overwrites what other edges have brought to the operand: b is used twice, and only the last of its two paths is left"),
        Mutant("x-left-still", {"1.0 if v is x else sum(": "sum("},
               "never sets x in motion: the sum over no edges is 0, and all rates stay 0; x itself moves at rate 1"),
        Mutant("no-local", {"sum(local * rate[operand] for": "sum(rate[operand] for", "local * rate[v]": "rate[v]"},
               "passes rates on as they are: that counts paths; each edge multiplies by its local derivative"),
        Mutant("edge-alone", {"sum(local * rate[operand] for": "sum(local for", "local * rate[v]": "local"},
               "looks at one edge alone: what has come so far along the path must be multiplied in"),
        Mutant("leaves-all-move", {"1.0 if v is x else": "1.0 if not v.parents else"},
               "moves all leaves at once: to see what x does, the others must stand still"),
    ),
    shown="""
    Nine products became one: (a + b + c)(d + e + f).  Both loops do that factoring on any graph, and touch each edge once.  From
    below you get how everything reacts to one input: forward accumulation.  From above you get how one output reacts to everything:
    reverse accumulation.  One bracket is opened from the left, the other from the right, and a network has millions of inputs but one
    loss: that is why the second is the one to remember.
    """,
    teaches=("forward accumulation", "reverse accumulation"),
    uses=("sum over paths", "node", "floor"),
)  # fmt: skip
def check_factor(you: You) -> None:
    """Factored against listed sums; both loops against the package's enumeration of paths, node by node."""
    for floors in ([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[0.5, -2.0], [3.0], [1.0, 1.0, -4.0]]):
        you.factored(floors).should_be(sum(math.prod(path) for path in itertools.product(*floors)))
    e, _, b = zoo.olah()
    o, x = zoo.fork()
    for out, leaf in ((e, b), (o, x)):
        nodes = topological_order(out)
        down = {v: rate(v, leaf) for v in nodes}
        up = {v: rate(out, v) for v in nodes}
        for mine, right in ((you.from_below(nodes, leaf), down), (you.from_above(nodes, out), up)):
            by_name = mine.then("{} by name", lambda found, nodes=nodes: {v.label: found[v] for v in nodes})
            by_name.label = f"{mine.name}(nodes, {(leaf if right is down else out).label})"
            by_name.should_be(
                {v.label: r for v, r in right.items()},
                picture=lambda mine=mine, right=right, out=out: first_wrong(mine.value, right, out),
            )


def rate(out: Value, x: Value) -> float:
    return sum(path.product for path in paths(out, x))


def first_wrong(mine: dict, right: dict[Value, float], out: Value) -> str:
    """The graph with the first node whose number is not right."""
    try:
        words = {v: f"<== {mine[v]:.6g} here, should be {r:.6g}" for v, r in right.items() if not math.isclose(mine[v], r)}
    except (TypeError, KeyError, ValueError):
        words = {}
    return sketch(out, words=words)
