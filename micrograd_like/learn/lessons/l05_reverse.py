"""Lesson 5: reverse mode.  From a neuron on paper to an engine of your own, one mistake at a time."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Value, jacfwd, jacrev, jvp, topological_order
from micrograd_like.rules import table

from ..exercise import Lesson, Mutant
from ..probes import Seen, You
from . import zoo

lesson = Lesson(
    5,
    "reverse",
    "Reverse mode",
    story="""
    Now the sum over paths from above.  One walk from the output down to the leaves tells how the output reacts to every single number
    on the way, be there five of them or a million.  You do it on paper first, then you meet the ways in which it goes wrong, and
    at the end of the lesson stands an engine that you wrote yourself, and a race that shows why everybody trains with it.
    """,
    sources="CS231n, backpropagation; Karpathy, micrograd lecture; Olah, Calculus on Computational Graphs; issues of micrograd",
    look="""
    # The walk that this lesson is about.  Press play, or go step by step with the arrow keys; drag a leaf to change its number.
    from micrograd_like import Value, draw

    a, b, c = Value(0.5, label="a"), Value(-2.0, label="b"), Value(1.25, label="c")
    out = (a * b + c).tanh() * a
    out.label = "out"
    draw(out)
    """,
)

NUMBERS = ("o", "n", "x1w1", "x2w2", "b", "x1", "w1", "x2", "w2")
LECTURE = (2.0, -3.0, 0.0, 1.0, 6.8813735870195432)


@lesson.exercise(
    "5.1",
    slug="by_hand",
    title="Back through a neuron, by hand",
    goal="Say how fast the output of a neuron moves with each of its numbers, from the top down, first in your head and then in code.",
    code='''
from math import tanh

# The neuron of the lecture.  Forward, in four stages:
#
#   x1w1 = x1 * w1           x1 =  2    w1 = -3    x1w1 = -6
#   x2w2 = x2 * w2           x2 =  0    w2 =  1    x2w2 =  0
#   n = x1w1 + x2w2 + b      b = 6.8813735870195432,  n = 0.8814
#   o = tanh(n)              o = 0.7071,  and 1 - o**2 = 0.5
#
# The grad of a number says how fast o moves when this number moves.  Begin at o and go down, gate by gate.
# TODO: predict, by head
predicted_x1_grad = ...  #> -1.5
predicted_w1_grad = ...  #> 1.0
predicted_x2_grad = ...  #> 0.5
predicted_w2_grad = ...  #> 0.0


def backpropagate(x1, w1, x2, w2, b):
    """The grads of all the numbers in such a neuron, from the top down."""
    x1w1 = x1 * w1
    x2w2 = x2 * w2
    n = x1w1 + x2w2 + b
    o = tanh(n)
    # TODO: each line needs a grad from above, and the numbers at one gate
    o_grad = ...  #> 1.0
    n_grad = ...  #> (1 - o**2) * o_grad
    x1w1_grad = ...  #> n_grad
    x2w2_grad = ...  #> n_grad
    b_grad = ...  #> n_grad
    x1_grad = ...  #> w1 * x1w1_grad
    w1_grad = ...  #> x1 * x1w1_grad
    x2_grad = ...  #> w2 * x2w2_grad
    w2_grad = ...  #> x2 * x2w2_grad
    return o_grad, n_grad, x1w1_grad, x2w2_grad, b_grad, x1_grad, w1_grad, x2_grad, w2_grad


if __name__ == "__main__":
    names = ("o", "n", "x1w1", "x2w2", "b", "x1", "w1", "x2", "w2")
    for name, grad in zip(names, backpropagate(2.0, -3.0, 0.0, 1.0, 6.8813735870195432)):
        print(f"{name}.grad = {grad}")
''',
    hints=(
        "How fast does o move when o moves?  And n: what does its gate, tanh, make of a nudge there?",
        "A grad is the grad of the result times the local derivative of the gate in between: 1 - o² at tanh, 1 at a sum, the other factor at a product.",
        "From the top: 1; then half of it; all three summands get the grad of n as it is; each factor gets the grad of its product times the other factor.",
    ),
    mutants=(
        Mutant("begins-with-nothing", {"o_grad = 1.0": "o_grad = 0.0"},
               "begins with 0 at the top, and 0 times anything is 0: o moves exactly as fast as itself, so its grad is 1"),
        Mutant("begins-with-the-number", {"o_grad = 1.0": "o_grad = o"},
               "begins with the number o: its grad is a rate, and o moves at rate 1 with itself, whatever number it is"),
        Mutant("slope-at-n", {"(1 - o**2)": "(1 - n**2)"}, "squares what went into tanh: the local derivative is 1 - o², with the result o"),
        Mutant("tanh-passed-by", {"(1 - o**2) * o_grad": "o_grad"}, "passes tanh by: its local derivative must be multiplied in on the way from o to n"),
        Mutant("sum-shares-out", {"x1w1_grad = n_grad": "x1w1_grad = n_grad / 3", "x2w2_grad = n_grad": "x2w2_grad = n_grad / 3", "b_grad = n_grad": "b_grad = n_grad / 3"},
               "shares the grad of n out among its three summands: a sum divides nothing, each summand alone moves it one for one"),
        Mutant("sum-multiplies", {"x1w1_grad = n_grad": "x1w1_grad = x1w1 * n_grad", "x2w2_grad = n_grad": "x2w2_grad = x2w2 * n_grad", "b_grad = n_grad": "b_grad = b * n_grad"},
               "multiplies by the summand's own number: the local derivative of a sum is 1, however large the summand"),
        Mutant("bias-forgotten", {"b_grad = n_grad": "b_grad = 0.0"}, "takes the bias for a constant: o reacts to it, as to every other summand of n"),
        Mutant("own-factor", {"w1 * x1w1_grad": "x1 * x1w1_grad", "w1_grad = x1 * x1w1_grad": "w1_grad = w1 * x1w1_grad",
                              "w2 * x2w2_grad": "x2 * x2w2_grad", "w2_grad = x2 * x2w2_grad": "w2_grad = w2 * x2w2_grad"},
               "gives each factor its own number: a product swaps, so x1.grad contains w1, and the other way round"),
        Mutant("gate-alone", {"w1 * x1w1_grad": "w1", "x1 * x1w1_grad": "x1", "w2 * x2w2_grad": "w2", "x2 * x2w2_grad": "x2"},
               "stops at the last gate: the other factor is how fast the product moves, and o moves as much as the grad of the product says"),
        Mutant("predicts-own-factor", {"predicted_x1_grad = -1.5": "predicted_x1_grad = 1.0", "predicted_w1_grad = 1.0": "predicted_w1_grad = -1.5",
                                       "predicted_x2_grad = 0.5": "predicted_x2_grad = 0.0", "predicted_w2_grad = 0.0": "predicted_w2_grad = 0.5"},
               "predicts with each factor's own number: in x1 * w1 it is w1 that says how much x1 counts"),
        Mutant("predicts-without-tanh", {"predicted_x1_grad = -1.5": "predicted_x1_grad = -3", "predicted_w1_grad = 1.0": "predicted_w1_grad = 2",
                                         "predicted_x2_grad = 0.5": "predicted_x2_grad = 1"},
               "predicts how n moves: there is tanh above it, which passes on half of every nudge"),
        Mutant("zero-stands-still", {"predicted_x2_grad = 0.5": "predicted_x2_grad = 0"},
               "predicts that a number which is 0 has no effect: x2 may move away from 0, and w2 = 1 hands that on"),
        Mutant("zero-partner-overlooked", {"predicted_w2_grad = 0.0": "predicted_w2_grad = 0.5"},
               "predicts a grad for w2 that takes no notice of its partner: x2 is 0, and 0 times any w2 is 0"),
    ),
    shown="""
    -1.5, 1.0, 0.5 and 0.0, the numbers on the lecture's blackboard.  Nine short lines, and each looked at one gate only: the grad that
    arrived from above, times the local derivative.  Note w2: its grad is 0 because x2 is 0, so this example can teach it nothing.
    That is backpropagation.  What is left is to let a machine write these lines for any graph.
    """,
    teaches=("grad", "backpropagate", "backpropagation"),
    uses=("neuron", "gate", "local derivative", "chain rule", "tanh"),
)  # fmt: skip
def check_by_hand(you: You) -> None:
    """Against the engine on the same four stages; the lecture's own neuron is for prediction only."""
    o, nodes = neuron(*LECTURE)
    right = dict(zip(NUMBERS, zoo.grads(o, nodes), strict=True))
    for name in ("x1", "w1", "x2", "w2"):
        getattr(you, f"predicted_{name}_grad").should_be(right[name], secret=True)
    for point in ((1.5, 0.5, -0.75, 2.0, 0.25), (-1.0, -0.25, 0.5, 3.0, -1.0)):
        o, nodes = neuron(*point)
        mine = you.backpropagate(*point)
        draw = lambda mine=mine, nodes=nodes, o=o: zoo.brought(o, answers(mine.value, nodes))  # noqa: E731
        for k, (name, grad) in enumerate(zip(NUMBERS, zoo.grads(o, nodes), strict=True)):
            mine.then(f"{name}.grad at {point}", lambda grads, k=k: grads[k]).should_be(grad, picture=draw)


def neuron(x1: float, w1: float, x2: float, w2: float, b: float) -> tuple[Value, list[Value]]:
    """The lecture's neuron, and its numbers in the order of NUMBERS."""
    leaves = [Value(number) for number in (x1, w1, x2, w2, b)]
    first, second = leaves[0] * leaves[1], leaves[2] * leaves[3]
    both = first + second
    n = both + leaves[4]
    o = n.tanh()
    zoo.named(o=o, n=n, x1w1=first, x2w2=second, x1=leaves[0], w1=leaves[1], x2=leaves[2], w2=leaves[3], b=leaves[4])
    return o, [o, n, first, second, leaves[4], *leaves[:4]]


def answers(grads: Any, nodes: Sequence[Value]) -> dict[Value, Any]:
    """Which of the learner's numbers belongs to which node, as far as there are numbers."""
    return dict(zip(nodes, grads, strict=False)) if isinstance(grads, (tuple, list)) else {}


@lesson.exercise(
    "5.2",
    slug="forks",
    title="Used twice, heard twice",
    goal="Let a node hand its grad on to its operands, so that a number which is used twice hears from both uses.",
    code='''
from micrograd_like import Value

# f = (a * b) * (a + b), with a = -2 and b = 3.  Each of the two is at a fork: it goes into both brackets.
# TODO: predict the grads (the product rule, or a nudge on paper)
predicted_a_grad = ...  #> -3
predicted_b_grad = ...  #> -8


def hand_on(v):
    """Hand the grad of v on to its operands; those who use the same operands will do so too, before or after."""
    for operand, local in zip(v.parents, v.partials):
        # TODO: what does operand.grad become?
        ...
        #> operand.grad += local * v.grad


if __name__ == "__main__":
    a, b = Value(-2.0), Value(3.0)
    d, e = a * b, a + b
    f = d * e
    f.grad = 1.0
    for name, v in (("f", f), ("d = a * b", d), ("e = a + b", e)):
        hand_on(v)
        print(f"after the turn of {name:10}  a.grad = {a.grad:4}   b.grad = {b.grad:4}")
''',
    hints=(
        "The turn of d has brought something to a.  Then comes the turn of e, which uses a as well.  What must not happen to what d brought?",
        "Paths add: what an edge brings is the local derivative times the grad at its upper end, and it comes on top of what is there already.",
        "One line with += in it: on the left the grad of the operand, on the right two factors, local and the grad of v.",
    ),
    mutants=(
        Mutant("overwrites", {"operand.grad += local * v.grad": "operand.grad = local * v.grad"},
               "replaces what is there (= where += belongs): a number that is used twice then hears from its last use only"),
        Mutant("first-come", {"operand.grad += local * v.grad": "operand.grad = operand.grad or local * v.grad"},
               "listens to the first use only: what comes later must be added"),
        Mutant("twins", {"in zip(v.parents, v.partials)": "in dict(zip(v.parents, v.partials)).items()"},
               "keeps one edge where there are two: in a + a and in x * x both operands are the same node, and each edge brings its share"),
        Mutant("upper-end-forgotten", {"+= local * v.grad": "+= local"},
               "brings the local derivative alone: v itself may move the output by more or less, so its grad must be multiplied in"),
        Mutant("local-forgotten", {"+= local * v.grad": "+= v.grad"}, "hands the grad on as it is: each edge multiplies it by its local derivative"),
        Mutant("own-number", {"+= local * v.grad": "+= operand.data * v.grad"},
               "multiplies by the operand's own number; how v reacts to it is the local derivative, which is already there"),
        Mutant("shares-out", {"+= local * v.grad": "+= local * v.grad / len(v.parents)"},
               "divides by the number of operands: every operand gets the whole grad, times its local derivative"),
        Mutant("upwards", {"operand.grad += local * v.grad": "v.grad += local * operand.grad"},
               "sends from the operand up to v: rates travel up, but here grads travel down"),
        Mutant("in-a-name", {"operand.grad += local * v.grad": "grad = operand.grad\n        grad += local * v.grad"},
               "adds to a name of its own, which then holds another number: nobody else sees it, for it is operand.grad that has to change"),
        Mutant("tells-it-on", {"operand.grad += local * v.grad": "operand.grad += local * v.grad\n        hand_on(operand)"},
               "calls itself for every operand: each of them gets a turn of its own later, and then hands on a second time what it had handed on"),
        Mutant("predicts-last-use", {"predicted_a_grad = -3": "predicted_a_grad = -6", "predicted_b_grad = -8": "predicted_b_grad = -6"},
               "predicts with the bracket (a + b) only, as if the other one stood still; a and b move both"),
        Mutant("predicts-first-use", {"predicted_a_grad = -3": "predicted_a_grad = 3", "predicted_b_grad = -8": "predicted_b_grad = -2"},
               "predicts with the bracket (a * b) only, as if the sum stood still; a and b move both"),
        Mutant("predicts-product", {"predicted_a_grad = -3": "predicted_a_grad = -18", "predicted_b_grad = -8": "predicted_b_grad = 12"},
               "multiplies what the two uses bring: they are two paths, and paths add"),
    ),
    shown="""
    -3 = 3 - 6 and -8 = -2 - 6: one summand for each use.  `=` for `+=` is the most famous bug of home-made engines.  It
    hides well, because graphs without a fork give the right answer; the lecture itself runs into it.  A fork copies a number on the way forward; on
    the way back the copies are added up again.
    """,
    teaches=("fork",),
    uses=("grad", "node", "operand", "local derivative", "path", "Value"),
)  # fmt: skip
def check_forks(you: You) -> None:
    """Each node has its turn in the engine's order; what the leaves then have is compared with the engine's own backward()."""
    f, a, b = zoo.product_and_sum()
    for mine, right in zip((you.predicted_a_grad, you.predicted_b_grad), zoo.grads(f, [a, b]), strict=True):
        mine.should_be(right, secret=True)
    top, rights = turn(f)
    asked = you.hand_on.then("hand_on(f)", lambda hand_on: one_turn(hand_on, top))
    for k, (name, old, right) in enumerate(zip("fde", (2, 5, 7), rights, strict=True)):
        asked.then(f"{name}.grad after {{}}; {old} before", lambda grads, k=k: grads[k]).should_be(right)
    once, u, v = zoo.olah()
    double = Value(1.5, label="a")
    s, x = zoo.square()
    o, y = zoo.fork()
    for words, out, leaves in (
        ("f = (a * b) * (a + b)", f, (a, b)),
        ("e = (a + b) * (b + 1)", once, (u, v)),
        ("a + a", double + double, (double,)),
        ("x * x", s, (x,)),
        ("y + y * (3 * y + 1), y = x * x", o, (y,)),
    ):
        walked = you.hand_on.then(words, lambda hand_on, out=out: in_turn(hand_on, out))
        draw = lambda walked=walked, out=out: zoo.brought(out, walked.value if isinstance(walked.value, dict) else {})  # noqa: E731
        for leaf, right in zip(leaves, zoo.grads(out, leaves), strict=True):
            walked.then(f"{leaf.label}.grad of {words}", lambda grads, leaf=leaf: grads[leaf]).should_be(right, picture=draw)


def turn(f: Value) -> tuple[zoo.Node, list[float]]:
    """A product d * e of bare nodes in the middle of a walk, and the grads of f, d and e after the turn of f, by the rule table."""
    top, nodes = zoo.counting(f)
    top.grad = 2.0
    d, e = (nodes[p] for p in f.parents)
    d.grad, e.grad = 5.0, 7.0
    return top, [2.0, *(table.add(p.grad, table.mul(partial, 2.0)) for p, partial in zip((d, e), zoo.local(f), strict=True))]


def one_turn(hand_on: Callable[[Any], None], top: zoo.Node) -> list[float]:
    """The grads of a node and its operands after one turn of the node."""
    hand_on(top)
    return [v.grad for v in (top, *top.parents)]


def in_turn(hand_on: Callable[[Any], None], out: Value) -> dict[Value, float]:
    """What every node has in the end, when all of them, from the top down, are handed to hand_on."""
    top, nodes = zoo.counting(out)
    top.grad = 1.0
    for v in reversed(topological_order(out)):
        if v.parents:
            hand_on(nodes[v])
    return {v: node.grad for v, node in nodes.items()}


WALK = """found, seen = [], set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for operand in v.parents:
                visit(operand)
            found.append(v)

    visit(root)
    return found[::-1]
"""


@lesson.exercise(
    "5.3",
    slug="turns",
    title="Who has to wait for whom",
    goal="Put the nodes of a graph into an order in which each has one turn, and nothing reaches it after its turn.",
    code='''
from micrograd_like import Value

# o = y + y * w, with y = x * x and w = 3 * y + 1.  With a name for every gate:
#
#   y = x * x      t = 3 * y      w = t + 1      p = y * w      o = y + p
#
# In its turn a node hands on the grad it has.  What reaches it later stays with it, and is missing further down.
# TODO: predict how many of the others (o, p, w, t) must have had their turn before y
turns_before_y = ...  #> 4


def turns(root):
    """All nodes, root first and each once; a node comes after everything that uses it."""
    # TODO: as it is, this follows every path down to its end; mend it  #<
    found = [root]  #<
    for operand in root.parents:  #<
        found += turns(operand)  #<
    return found  #<
    #> found, seen = [], set()
    #>
    #> def visit(v):
    #>     if v not in seen:
    #>         seen.add(v)
    #>         for operand in v.parents:
    #>             visit(operand)
    #>         found.append(v)
    #>
    #> visit(root)
    #> return found[::-1]


def walk(nodes):
    """Every node has its turn."""
    for v in nodes:
        v.grad = 0.0
    nodes[0].grad = 1.0
    for v in nodes:
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad


if __name__ == "__main__":
    x = Value(1.5, label="x")
    y = x * x
    t = 3 * y
    w = t + 1
    p = y * w
    o = y + p
    for name, v in {"y": y, "t": t, "w": w, "p": p, "o": o}.items():
        v.label = name
    walk(turns(o))
    print(" ".join(v.label or str(v.data) for v in turns(o)))
    print("x.grad =", x.grad, "  by nudge: 46.5")
''',
    hints=(
        "y is used at the very top and far below as well.  If it has its turn as soon as you first meet it, who comes too late?  And which node can have its turn last of all without harm?",
        "Turn the question round: let a node stand in the list before its users, not after.  It may enter once all it is made of has entered; then read the list from its end.",
        "Inside turns, define visit(v): nothing if v was seen; else mark it, visit all its operands, and only then append v.  Call it for root, and give the list back reversed.",
    ),
    mutants=(
        Mutant("every-path", {WALK: "found = [root]\n    for operand in root.parents:\n        found += turns(operand)\n    return found\n"},
               "walks down every path: a node that is used several times has several turns, and in each it hands on again what it had handed on before"),
        Mutant("every-path-cleaned-up", {WALK: "found = [root]\n    for operand in root.parents:\n        found += turns(operand)\n    return list(dict.fromkeys(reversed(found)))[::-1]\n"},
               "lists every path and keeps the last place of each node: the order is right, but in a deep graph there are millions of paths; mark the nodes you have seen and do not go there again"),
        Mutant("at-first-sight", {WALK: "found = {}\n\n    def visit(v):\n        if v not in found:\n            found[v] = True\n            for operand in v.parents:\n                visit(operand)\n\n    visit(root)\n    return list(found)\n"},
               "gives a node its turn at first sight, going deep (visited, in pre-order): another user, reached by a longer way, then comes too late"),
        Mutant("off-a-stack", {WALK: "found, seen, stack = [], set(), [root]\n    while stack:\n        v = stack.pop()\n        if v not in seen:\n            seen.add(v)\n            found.append(v)\n            stack.extend(v.parents)\n    return found\n"},
               "takes a node off a stack and gives it its turn at once: others that use it may still wait on the stack, further down"),
        Mutant("level-by-level", {WALK: "found = [root]\n    for v in found:\n        for operand in v.parents:\n            if operand not in found:\n                found.append(operand)\n    return found\n"},
               "goes level by level (breadth first): y is one step below o, but t, which uses y too, is three steps below"),
        Mutant("operands-first", {"return found[::-1]": "return found"},
               "begins at the leaves (a call after the recursion, and no reversal): a node has its turn when nothing has reached it yet"),
        Mutant("leaves-left-out", {"found.append(v)": "if v.parents:\n                found.append(v)"},
               "leaves the leaves out: they have nothing to hand on, but the list should be complete"),
        Mutant("root-left-out", {"return found[::-1]": "return found[-2::-1]"},
               "leaves root out: it has the first turn, and the walk begins with its grad of 1"),
        Mutant("told-apart-by-number", {"if v not in seen": "if v.data not in seen", "seen.add(v)": "seen.add(v.data)"},
               "tells nodes apart by their numbers: two different nodes may hold the same number, and each needs a turn"),
        Mutant("predicts-one", {"turns_before_y = 4": "turns_before_y = 1"}, "lets y wait for o alone: two more nodes use y, and they must have got their own grads first"),
        Mutant("predicts-users", {"turns_before_y = 4": "turns_before_y = 3"},
               "counts the nodes that use y, which are o, p and t: one of them has in turn to wait for somebody else"),
    ),
    shown="""
    A node must wait until everything that uses it has had its turn.  At x = 1.5 the right answer is 46.5.  Down every path it
    gets far too much, at first sight too little, and people have shipped all four wrong walks.  Simple chains and
    trees forgive every one of them: a graph that tells has a node that is used near the top and again far below.
    The twenty diamonds of the check have 101 nodes; walking every path there means 6,291,451 visits.
    """,
    uses=("grad", "fork", "node", "operand", "path", "Value"),
)  # fmt: skip
def check_turns(you: You) -> None:
    """Gradients by following the learner's order, against the engine's; the nodes count how often they are looked at."""
    o, _ = zoo.fork()
    y = next(v for v in topological_order(o) if v.label == "y")
    waited_for = [v for v in topological_order(o) if v is not y and y in topological_order(v)]
    you.turns_before_y.should_be(
        len(waited_for), secret=True, because="y needs its whole grad.  Who brings a share of it, and whom do those wait for?"
    )
    for first, second in itertools.product((0, 1), repeat=2):
        product = "w * y" if second else "y * w"
        words = f"{product} + y" if first else f"y + {product}"
        out, leaf = zoo.fork(first, second)
        follow(you.turns, words, out, leaf)
    follow(you.turns, "(a * b) * (a + b)", *zoo.product_and_sum()[:2])
    follow(you.turns, "x * x", *zoo.square())
    follow(you.turns, "20 diamonds", *zoo.diamonds(20))


def follow(mine: Seen, words: str, out: Value, leaf: Value, backwards: bool = False) -> None:
    """Two rows: how many nodes the learner lists, and what a walk along the list brings to the leaf."""
    nodes = topological_order(out)
    top, bare = zoo.counting(out, looks=200 * len(nodes))
    whose = {node: v for v, node in bare.items()}
    listed = mine.then(f"{mine.name}({words})", lambda f: f(top))
    told = listed.then("nodes in {}", len)
    told.should_be(len(nodes), because="Each node stands in the list once, leaves too.")
    if told.failure:
        return
    known = listed.then("{} as nodes", lambda found: [whose[node] for node in (reversed(found) if backwards else found)])
    (right,) = zoo.grads(out, [leaf])
    known.then(f"{leaf.label}.grad along {listed.label}", lambda order: zoo.swept(order, out, leaf)).should_be(
        right,
        picture=lambda: zoo.turns(known.value, out) if isinstance(known.value, list) else "",
        because="Some node has its turn before everything that uses it has had one.",
    )


SORT = """        v, done = stack.pop()
        if done:
            order.append(v)
        elif v not in seen:
            seen.add(v)
            stack.append((v, True))
            stack.extend((operand, False) for operand in v.parents)
"""


@lesson.exercise(
    "5.4",
    slug="topological_order",
    title="In order, however deep",
    goal="Sort a graph topologically without recursion: operands before what is made of them, even if the graph is 200,000 gates deep.",
    code='''
from micrograd_like import Value


def topological_order(root):
    """All nodes, each once, root last: every node stands behind all of its operands."""
    order, seen = [], set()
    stack = [(root, False)]  # nodes to go to, the next one at the end; True: all it is made of stands in the order
    while stack:
        # TODO: take the last pair off the stack.  What if it says True?
        # If not, and the node is new, who goes onto the stack, and in which order?
        ...
        break  # TODO: take this line out  #<
        #> v, done = stack.pop()
        #> if done:
        #>     order.append(v)
        #> elif v not in seen:
        #>     seen.add(v)
        #>     stack.append((v, True))
        #>     stack.extend((operand, False) for operand in v.parents)
    return order


if __name__ == "__main__":
    a, b = Value(2.0, label="a"), Value(1.0, label="b")
    c = a + b
    d = c * b
    c.label, d.label = "c = a + b", "d = c * b"
    print([v.label for v in topological_order(d)])
    x = total = Value(1.0)
    for _ in range(199_999):
        total = total + x
    print(len(topological_order(total)), "nodes, and no RecursionError")
''',
    hints=(
        "Python allows about 1000 calls inside one another.  What did each call of visit(v) remember while it waited, and where could you keep that yourself?",
        "Each node is met twice: on the way down it goes back onto the stack with True, below its operands; when it comes up again, all of them are done.  Mark it as seen when you take it off, not when you put it on.",
        "v, done = the last pair.  If done: append v.  Else, if v is new: mark it, push (v, True), then push (operand, False) for every operand; what is pushed last comes off first.",
    ),
    mutants=(
        Mutant("recursion", "def topological_order(root):\n    order, seen = [], set()\n\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n"
                            "            for operand in v.parents:\n                visit(operand)\n            order.append(v)\n\n    visit(root)\n    return order\n",
               "calls itself for every operand: right, but each call waits for the next one, and a sum of 200,000 terms is 200,000 calls deep"),
        Mutant("seen-too-early", {"            stack.extend((operand, False) for operand in v.parents)\n":
                                  "            for operand in v.parents:\n                if operand not in seen:\n                    seen.add(operand)\n                    stack.append((operand, False))\n",
                                  "elif v not in seen:\n            seen.add(v)": "else:"},
               "marks a node when it goes onto the stack: another user, further down, then finds it marked and goes before it; mark it when it comes off"),
        Mutant("one-visit", {"if done:\n            order.append(v)\n        elif v not in seen:": "if v not in seen:", "            stack.append((v, True))\n": "            order.append(v)\n",
                             "return order": "return order[::-1]"},
               "lists a node when it is first met, and reverses the list: going down you do not know yet who else will use it"),
        Mutant("root-first", {"return order": "return order[::-1]"}, "puts root first, and a node before its operands: a node may enter when all its operands stand in the order (taken off at the wrong end? pushed above its operands? reversed?)"),
        Mutant("never-marked", {"elif v not in seen:": "else:"},
               "never asks whether it has been there: every path is walked, and nodes that are used twice stand there twice"),
        Mutant("list-for-a-set", {"[], set()": "[], []", "seen.add(v)": "seen.append(v)"},
               "keeps the nodes it has seen in a list: `in` then compares with one after the other, 20 billion comparisons for 200,000 nodes; a set looks it up at once"),
        Mutant("gates-only", {"order.append(v)": "order += [v] if v.parents else []"}, "leaves the leaves out: they are nodes too, and stand first"),
        Mutant("root-left-out", {"return order": "return order[:-1]"}, "leaves root out: it is a node too, and stands last"),
    ),
    shown="""
    This is a topological sort, and what it gives a topological order.  The stack does what Python's own call stack did in the exercise before, without its limit.  (Some raise the limit by
    sys.setrecursionlimit; that asks the machine for a call per gate, and for memory to match.)  One long sum over a data set is enough to be that deep.
    Each node and each edge is touched a fixed number of times, so the order costs about as much as computing the graph did.
    """,
    teaches=("topological order", "topologically", "topological_order"),
    seconds=20.0,  # graphs of 200,000 terms: a slow machine may take its time
    uses=("node", "operand", "path", "Value"),
)  # fmt: skip
def check_topological_order(you: You) -> None:
    """The walk from the other end of the learner's order must give the engine's gradients; nodes that count looks; a deep sum."""
    for first, second in itertools.product((0, 1), repeat=2):
        product = "w * y" if second else "y * w"
        words = f"{product} + y" if first else f"y + {product}"
        follow(you.topological_order, words, *zoo.fork(first, second), backwards=True)
    follow(you.topological_order, "x * x", *zoo.square(), backwards=True)
    e, a, _ = zoo.olah()
    follow(you.topological_order, "(a + b) * (b + 1)", e, a, backwards=True)
    follow(you.topological_order, "20 diamonds", *zoo.diamonds(20), backwards=True)
    if all(row.ok for row in you.rows):
        deep = zoo.long_sum(200_000, looks=500_000)
        told = you.topological_order.then("nodes in a sum of 200,000 terms", lambda f: len(shallow(f, deep)))
        told.should_be(
            200_000,
            because="200,000 gates deep: Python allows about 1000 calls inside one another, so keep the waiting nodes in a list of your own.",
        )


def shallow(f: Callable[[Any], Any], root: Any) -> Any:
    """f(root) with Python's usual limit of calls inside one another, whatever the learner's file has set it to."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    try:
        return f(root)
    finally:
        sys.setrecursionlimit(before)


ORDER = """
def topological_order(root):
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        v, done = stack.pop()
        if done:
            order.append(v)
        elif v not in seen:
            seen.add(v)
            stack.append((v, True))
            stack.extend((operand, False) for operand in v.parents)
    return order


def lift(x):
    return x if isinstance(x, Value) else Value(x)
"""


@lesson.exercise(
    "5.5",
    slug="backward",
    title="An engine of your own",
    goal="Write Value: numbers that remember what they were made of, and backward(), which finds all their grads in one walk.",
    code='''
from math import tanh


class Value:
    """data: the number.  parents: the operands it was made of.  partials: its local derivative in each of them."""

    def __init__(self, data, parents=(), partials=()):
        self.data, self.parents, self.partials = data, parents, partials
        self.grad = 0.0

    def __add__(self, other):
        other = lift(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __sub__(self, other):
        other = lift(other)
        # TODO
        ...
        #> return Value(self.data - other.data, (self, other), (1.0, -1.0))

    def __mul__(self, other):
        other = lift(other)
        # TODO
        ...
        #> return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = tanh(self.data)
        # TODO: (self,) is a tuple of one
        ...
        #> return Value(t, (self,), (1 - t * t,))

    def backward(self):
        """How fast does self move with each node below it?  Put that into the grad of each."""
        # TODO: the grad of self first; then every node has its turn (5.3) and hands on along its edges (5.2)
        ...
        #> self.grad = 1.0
        #> for v in reversed(topological_order(self)):
        #>     for operand, local in zip(v.parents, v.partials):
        #>         operand.grad += local * v.grad

    __radd__, __rmul__ = __add__, __mul__
''' + "\n" + ORDER + '''

if __name__ == "__main__":
    x1, w1, x2, w2 = Value(2.0), Value(-3.0), Value(0.0), Value(1.0)
    b = Value(6.8813735870195432)
    o = (x1 * w1 + x2 * w2 + b).tanh()
    o.backward()
    for name, v in {"o": o, "x1": x1, "w1": w1, "x2": x2, "w2": w2, "b": b}.items():
        print(f"{name:2}  data {v.data:8.4f}   grad {v.grad:8.4f}")
''',
    hints=(
        "__add__ shows the form of all gates.  What are the local derivatives of a difference and of a product, and where does tanh get its slope from?  In backward: who has the first turn?",
        "A gate gives Value(result, operands, local derivatives).  backward sets the grad of self, then goes through the topological order from its end, and does for each node what hand_on did.",
        "Locals: (1, -1); (the other's data, own data); one minus t squared.  backward: self.grad is one; for v in reversed(...): for operand, local in zip(...): add the product of two factors.",
    ),
    mutants=(
        Mutant("sub-without-minus", {"(1.0, -1.0)": "(1.0, 1.0)"}, "forgets the minus in __sub__: x - y falls when y rises"),
        Mutant("mul-not-swapped", {"(other.data, self.data)": "(self.data, other.data)"}, "does not swap in __mul__: how x * y reacts to x is y"),
        Mutant("tanh-of-operand", {"1 - t * t": "1 - self.data * self.data"}, "uses 1 - x² for tanh: it is 1 - t², with the result t"),
        Mutant("tanh-itself", {"(1 - t * t,)": "(t,)"}, "records tanh itself as its local derivative: that is 1 - t²"),
        Mutant("seed-forgotten", {"        self.grad = 1.0\n": ""},
               "does not begin with self.grad = 1: all grads stay 0, since 0 is all there is to hand on"),
        Mutant("seed-data", {"        self.grad = 1.0\n": "        self.grad = self.data\n"},
               "begins with self.data: grad is a rate, and self moves at rate 1 with itself"),
        Mutant("everybody-one", {"        self.grad = 1.0\n": "        for v in topological_order(self):\n            v.grad = 1.0\n"},
               "begins with grad 1 at every node: only self moves at rate 1 with itself, the others collect theirs from 0"),
        Mutant("overwrites", {"operand.grad += local * v.grad": "operand.grad = local * v.grad"},
               "replaces instead of adding: where a node is used twice, one use is lost"),
        Mutant("twins", {"in zip(v.parents, v.partials)": "in dict(zip(v.parents, v.partials)).items()"},
               "counts x * x once: two edges to the same operand are two edges, and a dict keeps one"),
        Mutant("upside-down", {"in reversed(topological_order(self))": "in topological_order(self)"},
               "lets self hand on and nobody else: the walk ends there, or it comes from the leaves up, and each node has its turn before anything has reached it"),
        Mutant("every-path", {"        for v in reversed(topological_order(self)):\n            for operand, local in zip(v.parents, v.partials):\n                operand.grad += local * v.grad\n":
                              "        walk(self)\n",
                              "def lift(x)": "def walk(v):\n    for operand, local in zip(v.parents, v.partials):\n        operand.grad += local * v.grad\n        walk(operand)\n\n\ndef lift(x)"},
               "goes down every path (backward calls itself): a node that is reached twice hands on the first share again with the second"),
        Mutant("all-paths", {"        self.grad = 1.0\n        for v in reversed(topological_order(self)):\n            for operand, local in zip(v.parents, v.partials):\n                operand.grad += local * v.grad\n":
                             "        walk(self, 1.0)\n",
                             "def lift(x)": "def walk(v, share):\n    v.grad += share\n    for operand, local in zip(v.parents, v.partials):\n        walk(operand, local * share)\n\n\ndef lift(x)"},
               "carries each share down to the leaves by itself: the numbers are right, but that is a walk along every path, and 20 diamonds have a million of them; let a node wait until it has got everything, and hand on once"),
        Mutant("call-after", {"        for v in reversed(topological_order(self)):\n            for operand, local in zip(v.parents, v.partials):\n                operand.grad += local * v.grad\n":
                              "        walk(self, set())\n",
                              "def lift(x)": "def walk(v, seen):\n    if v not in seen:\n        seen.add(v)\n        for operand, local in zip(v.parents, v.partials):\n            operand.grad += local * v.grad\n"
                                             "        for operand in v.parents:\n            walk(operand, seen)\n\n\ndef lift(x)"},
               "gives each node its turn when it is first met: what a longer way brings comes too late"),
    ),
    shown="""
    An engine: three gates, an order, and a loop of four lines.  One walk gave the grads of all numbers at once; forward mode needs a sweep for each.  That is reverse mode,
    and nothing is missing in principle: exp, division or relu are one more method with its local derivative.  The `Value` of this package is the same machine, with its
    local derivatives read from a table of rules.
    """,
    teaches=("backward", "reverse mode"),
    uses=("grad", "topological order", "fork", "local derivative", "neuron", "tanh"),
)  # fmt: skip
def check_backward(you: You) -> None:
    """Gates by the rule table; grads by the package's engine on the same expressions."""
    for words, gate, rule, xs in (
        ("Value(5) - Value(2)", lambda x, y: x - y, table.sub, (5.0, 2.0)),
        ("Value(5) * Value(-2)", lambda x, y: x * y, table.mul, (5.0, -2.0)),
        ("Value(0.5).tanh()", lambda x: x.tanh(), table.tanh, (0.5,)),
    ):
        z, partials = rule.linearize(*xs)
        made = you.Value.then(words, lambda make, gate=gate, xs=xs: gated(gate, list(map(make, xs))))
        made.then("{}", lambda pair: pair[0].data).should_be(z)
        made.then("partials of {}", lambda pair: [along(pair[0], leaf) for leaf in pair[1]]).should_be(partials)
    for words, f, xs in EXPRESSIONS:
        leaves = zoo.named(**{name: Value(x) for name, x in xs.items()})
        out = f(*leaves)
        walked = you.Value.then(words, lambda make, f=f, xs=xs: grads_by(make, f, xs.values()))
        draw = lambda walked=walked, out=out, leaves=leaves: zoo.brought(out, answers(walked.value, leaves))  # noqa: E731
        for k, (leaf, right) in enumerate(zip(leaves, zoo.grads(out, leaves), strict=True)):
            walked.then(f"{leaf.label}.grad of {words}", lambda grads, k=k: grads[k]).should_be(
                right, picture=draw, because="Has a node got all its shares, added up, when it hands on?"
            )
    top, x = zoo.diamonds(20)
    (right,) = zoo.grads(top, [x])
    you.Value.then("x.grad of 20 diamonds", lambda make: patient_walk(make, x.data)).should_be(right)


EXPRESSIONS = (
    ("x * x", lambda x: x * x, {"x": 3.0}),
    ("(a * b) * (a + b)", lambda a, b: (a * b) * (a + b), {"a": -2.0, "b": 3.0}),
    ("y + y * (3 * y + 1), y = x * x", lambda x: (y := x * x) + y * (3.0 * y + 1.0), {"x": 1.5}),
    ("(3 * y + 1) * y + y, y = x * x", lambda x: (3.0 * (y := x * x) + 1.0) * y + y, {"x": 1.5}),
    ("(w * x + b).tanh() - b", lambda w, x, b: (w * x + b).tanh() - b, {"w": 0.5, "x": -2.0, "b": 1.25}),
)


def gated(gate: Callable[..., Any], leaves: list) -> Any:
    """What a gate makes of these, and they themselves; nothing while the gate is to be written."""
    out = gate(*leaves)
    return out if out is None or out is ... else (out, leaves)


def along(out: Any, leaf: Any) -> float:
    """How fast out moves with the leaf, by the chain rule, through however many nodes the gate was built of."""
    if out is leaf:
        return 1.0
    return sum(local * along(p, leaf) for p, local in zip(out.parents, out.partials, strict=True))


def patient_walk(make: Any, number: float) -> float:
    """x.grad of 20 diamonds after backward(), by nodes that put up with a fixed number of looks at their edges."""
    x = top = make(number)
    seen = [x]
    for _ in range(20):
        left, right = top * 0.5, top + 0.25
        top = left * right
        seen += [left, right, top]
        if any(v is None or v is ... for v in seen):  # an operation is still to be written
            return top
    patience = zoo.Patience(looks=4000, nodes=101)
    for v in seen:
        v.parents = zoo.Edges(v.parents, patience)
    top.backward()
    return x.grad


def grads_by(make: Any, f: Callable, xs: Any) -> list:
    """The leaves' grads by an engine whose numbers are made by make."""
    leaves = [make(x) for x in xs]
    f(*leaves).backward()
    return [leaf.grad for leaf in leaves]


@lesson.exercise(
    "5.6",
    slug="again",
    title="Calling backward again",
    goal="Say what a second walk does to the grads, wipe them when they are old, and let them add up when that is what you want.",
    code='''
from micrograd_like import Value, topological_order

# x = Value(3.0), then (x * x).backward(), then (5 * x).backward(): two graphs on one leaf.
# TODO: predict x.grad in the end
predicted_grad = ...  #> 11


def backward(root):
    """Each call adds its share to the leaves.  What stands in between begins anew each time: it is on the way only."""
    order = topological_order(root)
    for v in order:
        # TODO: whose grad is wiped before the walk?  (Leaves have no parents.)
        ...
        #> if v.parents:
        #>     v.grad = 0.0
    root.grad += 1.0
    for v in reversed(order):
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad


def zero_grad(parameters):
    """Wipe the grads of these Values; their numbers stay."""
    # TODO
    ...
    #> for p in parameters:
    #>     p.grad = 0.0


def mean_gradient(loss_of, parameters, examples):
    """The gradient of the mean of loss_of(example), one small graph after the other; nothing old may be left in it."""
    # TODO: wipe, collect with backward, divide
    ...
    #> zero_grad(parameters)
    #> for example in examples:
    #>     backward(loss_of(example))
    #> return [p.grad / len(examples) for p in parameters]


if __name__ == "__main__":
    w, b = Value(0.5), Value(0.0)

    def loss_of(example):
        x, y = example
        error = w * x + b - y
        return error * error

    examples = [(1.0, 2.0), (2.0, 3.0), (3.0, 5.0)]
    print("once ", mean_gradient(loss_of, [w, b], examples))
    print("again", mean_gradient(loss_of, [w, b], examples))
''',
    hints=(
        "After a walk a node in between still holds its grad.  If the next walk adds to that, what will it hand on?  And a leaf: does it hand anything on?",
        "Leaves are where you collect, so they keep what they have; the others start each walk at 0.  To collect over examples is then no work at all: wipe once, walk several times.",
        "In backward: if v.parents, its grad becomes 0.0.  In mean_gradient: zero_grad before the loop, a backward of each example's loss inside it, and a division by their number at the end.",
    ),
    mutants=(
        Mutant("nothing-wiped", {"if v.parents:\n            v.grad = 0.0": "pass"},
               "wipes nothing: what the nodes in between kept from the last walk goes down with the new one, and a second call brings more than a second share"),
        Mutant("all-wiped", {"if v.parents:\n            v.grad = 0.0": "v.grad = 0.0"},
               "wipes the leaves too: what earlier calls brought there is lost, and nothing can be collected"),
        Mutant("leaves-wiped", {"if v.parents:": "if not v.parents:"}, "wipes the leaves and keeps the rest: it is the other way round"),
        Mutant("data-wiped", {"for p in parameters:\n        p.grad = 0.0": "for p in parameters:\n        p.data = p.grad = 0.0"},
               "sets the numbers themselves to 0: only the grads are old, p.data is what has been learnt"),
        Mutant("names-wiped", {"for p in parameters:\n        p.grad = 0.0": "for p in parameters:\n        p = 0.0"},
               "gives the name p something new: the Value that it stood for does not notice; it is p.grad that must change"),
        Mutant("old-grads", {"    zero_grad(parameters)\n    for example": "    for example"},
               "forgets to wipe before it collects: what was left by the last call is in the result (the classic: a model that learns from all its past at once)"),
        Mutant("wiped-in-between", {"        backward(loss_of(example))\n": "        zero_grad(parameters)\n        backward(loss_of(example))\n"},
               "wipes before every example: in the end only the last one is there"),
        Mutant("sum-for-mean", {"p.grad / len(examples)": "p.grad"}, "gives the sum over the examples: the slope of a mean is the mean of the slopes"),
        Mutant("shares-of-shares", {"    for example in examples:\n        backward(loss_of(example))\n    return [p.grad / len(examples) for p in parameters]":
                                    "    grads = [0.0] * len(parameters)\n    for example in examples:\n        backward(loss_of(example))\n        grads = [g + p.grad for g, p in zip(grads, parameters)]\n    return [g / len(examples) for g in grads]"},
               "adds up what is added up already: p.grad holds the sum of all examples so far, so the first one is counted again with each"),
        Mutant("predicts-last", {"predicted_grad = 11": "predicted_grad = 5"}, "predicts what the second walk brings, as if it replaced the first: a leaf adds up"),
        Mutant("predicts-first", {"predicted_grad = 11": "predicted_grad = 6"}, "predicts what the first walk brings: the second one reaches the same leaf, and adds to it"),
    ),
    shown="""
    Both habits of grads have their use.  That leaves add up lets you go through a mini-batch, some of the examples, with a small graph for each, and the result
    is the same as from one huge graph.  That they never wipe themselves is the price: before each step of training somebody must say zero_grad.  It is
    forgotten by everybody once, and the symptom is odd: training that begins well and then runs wild.  Early engines also kept the grads in
    between, so that walking the same graph twice was wrong even with clean parameters.
    """,
    teaches=("zero_grad", "mini-batch"),
    uses=("Value", "topological_order", "backward", "grad", "gradient"),
)  # fmt: skip
def check_again(you: You) -> None:
    """Each call against the engine's own backward() called as often; the mean against one graph of the whole mean."""
    x = Value(3.0)
    (x * x).backward()
    (5 * x).backward()
    you.predicted_grad.should_be(x.grad, secret=True)
    for words, make in (("f = (a * b) * (a + b)", zoo.product_and_sum), ("y + y * (3 * y + 1), y = x * x", fork_alone)):
        for calls in (1, 2, 3):
            mine, engine = make(), make()
            for _ in range(calls):
                engine[0].backward()
            walked = you.backward.then(f"backward {calls}x", lambda walk, mine=mine, calls=calls: several(walk, mine[0], calls))
            between = next(v for v in mine[0].parents if v.parents)
            right = next(v for v in engine[0].parents if v.parents)
            for leaf, twin in zip(mine[1:], engine[1:], strict=True):
                label = f"{leaf.label}.grad of {words}, backward called {calls}x"
                walked.then(label, lambda _, leaf=leaf: leaf.grad).should_be(twin.grad)
            label = f"{between.label}.grad of {words}, backward called {calls}x"
            walked.then(label, lambda _, v=between: v.grad).should_be(right.grad)
    old = zoo.named(v=Value(2.0), w=Value(-1.0))
    for p in old:
        p.grad = 7.0
    wiped = you.zero_grad.then("zero_grad([v, w])", lambda wipe: done(wipe, old))
    for p in old:
        wiped.then(f"{p.label}.grad after zero_grad", lambda _, p=p: p.grad).should_be(0.0)
        wiped.then(f"{p.label}.data after zero_grad", lambda _, p=p, kept=p.data: p.data if p.data != kept else "kept").should_be(
            "kept"
        )
    examples = [(1.0, 2.0), (2.0, 3.0), (3.0, 5.0), (-1.0, 0.5)]
    line = [Value(0.5), Value(-0.25)]
    right = mean_gradient(line, examples)
    for words in ("", ", called again"):
        told = you.mean_gradient.then(f"mean_gradient of a line{words}", lambda f: f(lambda e: off(line, e), line, examples))
        told.should_be(right, because="Is something old left in it?  And is it the mean over the examples?")


def fork_alone() -> tuple[Value, Value]:
    return zoo.fork()


def several(walk: Callable[[Value], None], root: Value, calls: int) -> bool:
    """True when so many walks have been made."""
    for _ in range(calls):
        walk(root)
    return True


def done(wipe: Callable[[Sequence[Value]], None], parameters: Sequence[Value]) -> bool:
    wipe(parameters)
    return True


def off(line: Sequence[Value], example: tuple[float, float]) -> Value:
    """The squared error of w * x + b at one example."""
    x, y = example
    error = line[0] * x + line[1] - y
    return error * error


def mean_gradient(line: Sequence[Value], examples: Sequence[tuple[float, float]]) -> list[float]:
    """By one graph of the whole mean."""
    loss = table.total([off(line, e) for e in examples]) / len(examples)
    return zoo.grads(loss, line)


@lesson.exercise(
    "5.7",
    slug="race",
    title="The race",
    goal="Let forward and reverse mode run for the same gradient, count the edges both pass, and find the place where the winner changes.",
    code='''
from time import perf_counter

from micrograd_like import Value, jvp

# A function with 50 inputs.  Both modes are to find all derivatives of all its outputs.
# TODO: predict how many outputs it must have, at least, so that forward mode passes fewer edges
outputs_for_forward = ...  #> 51


def forward_gradient(f, xs):
    """As in 4.3: one sweep for each input."""
    n = len(xs)
    return [jvp(f, xs, [1.0 if i == k else 0.0 for i in range(n)])[1] for k in range(n)]


def reverse_gradient(f, xs):
    """The same list from one run of f and one walk back."""
    # TODO
    ...
    #> leaves = [Value(x) for x in xs]
    #> f(*leaves).backward()
    #> return [leaf.grad for leaf in leaves]


def visits(inputs, outputs, edges):
    """(forward, reverse): the edges each passes for all derivatives; a sweep or a walk back passes each edge once."""
    # TODO
    ...
    #> return inputs * edges, outputs * edges


def count_edges(out):
    """As in exercise 1.4."""
    seen, waiting = set(), [out]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
    return sum(len(v.parents) for v in seen)


def loss(*parameters):
    out = parameters[0]
    for p in parameters[1:]:
        out = out * p
    return out.tanh()


if __name__ == "__main__":
    print("parameters    edges  forward visits  reverse visits   forward s  reverse s")
    for n in (1, 10, 100, 1000):  # the last line makes you wait, and that is its point
        xs = [0.999] * n
        edges = count_edges(loss(*map(Value, xs)))
        forward, reverse = visits(n, 1, edges)
        seconds = []
        for gradient in (forward_gradient, reverse_gradient):
            start = perf_counter()
            gradient(loss, xs)
            seconds.append(perf_counter() - start)
        print(f"{n:10} {edges:8} {forward:15,} {reverse:15,} {seconds[0]:11.4f} {seconds[1]:10.4f}")
''',
    hints=(
        "A sweep forward begins at one input and reaches every output.  Where does a walk back begin, and whom does it reach?",
        "Forward: a sweep per input.  Reverse: a walk per output.  Each passes every edge once.  With as many outputs as inputs it is a tie.",
        "reverse_gradient: Values for the xs, then f of them (with a star), then backward(), then a list of grads.  visits: the pair of inputs times edges and outputs times edges.",
    ),
    mutants=(
        Mutant("one-by-one", {"f(*leaves).backward()\n    return [leaf.grad for leaf in leaves]":
                              "grads = []\n    for leaf in leaves:\n        f(*leaves).backward()\n        grads.append(leaf.grad)\n        for v in leaves:\n            v.grad = 0.0\n    return grads"},
               "runs f again for every input: after one walk back all leaves have their grads, that is the whole point"),
        Mutant("data", {"[leaf.grad for leaf": "[leaf.data for leaf"}, "collects the numbers of the leaves: after the walk it is their grads that tell"),
        Mutant("no-walk", {"f(*leaves).backward()": "f(*leaves)"}, "builds the graph and does not walk back: all grads are still 0"),
        Mutant("other-way-round", {"inputs * edges, outputs * edges": "outputs * edges, inputs * edges"},
               "swaps the two: a sweep forward belongs to an input, a walk back to an output"),
        Mutant("a-walk-per-input", {"outputs * edges": "inputs * edges"}, "lets reverse mode walk once for each input: one walk back reaches all of them"),
        Mutant("one-walk", {"outputs * edges": "edges"}, "counts one walk back for all outputs: grads of two outputs in one walk would be added up and could not be told apart"),
        Mutant("every-pair", {"inputs * edges, outputs * edges": "inputs * outputs * edges, inputs * outputs * edges"},
               "pays for every pair of input and output: a sweep answers for all outputs at once, a walk for all inputs at once"),
        Mutant("inputs-added", {"inputs * edges, outputs * edges": "inputs + edges, outputs + edges"}, "adds: each sweep passes all edges again, so they multiply"),
        Mutant("predicts-the-tie", {"outputs_for_forward = 51": "outputs_for_forward = 50"}, "predicts the tie: with 50 outputs both pass the same number of edges"),
        Mutant("predicts-two", {"outputs_for_forward = 51": "outputs_for_forward = 2"},
               "lets forward mode win as soon as there are two outputs: two walks back are still far fewer than 50 sweeps"),
    ),
    shown="""
    For one loss and 1000 parameters, forward mode passes 1000 times as many edges as reverse mode, and the clock agrees.  The cost of a gradient by reverse mode
    does not depend on how many numbers it has: it is a small multiple of the cost of the function (Baur and Strassen proved in 1983 that it need never be more than
    about five).  A network with a million weights would need a million sweeps the other way; so all of deep learning runs in reverse.  The price is memory: the walk back needs the
    whole graph.  `micrograd-like race` shows the same race for larger functions.
    """,
    teaches=("race", "walk back"),
    uses=("sweep", "gradient", "jvp", "edge", "Value", "backward"),
)  # fmt: skip
def check_race(you: You) -> None:
    """Gradients by reverse mode against forward mode, which counts its runs; visits against a count on graphs."""
    you.outputs_for_forward.should_be(
        next(m for m in itertools.count(1) if m > 50),
        secret=True,
        because="How many sweeps for 50 inputs, how many walks for so many outputs?",
    )
    for words, f, xs in (
        ("product", product, [2.0, 3.0, 4.0]),
        ("hill", hill, [0.5, -1.0]),
        ("product", product, [1.5, 0.5, -1.0, 2.0, 3.0]),
    ):
        n = len(xs)
        counted = zoo.Counted(f, words)
        mine = you.reverse_gradient(counted, xs)
        mine.should_be([jvp(f, xs, [float(i == k) for i in range(n)])[1] for k in range(n)])
        runs = mine.then(f"runs of {words} for {n} inputs", lambda _, counted=counted: counted.calls)
        runs.should_be(1, because="One run of f and one walk back find all of them.")
    for inputs, outputs in ((3, 1), (1, 4), (5, 5)):
        width = sum(1 for _ in zoo.edges(product(*(Value(1.0) for _ in range(max(2, inputs))))))
        told = you.visits(inputs, outputs, width)
        for k, (mode, sweeps) in enumerate((("forward", inputs), ("reverse", outputs))):
            told.then(f"{mode} visits, {inputs} in and {outputs} out, {width} edges", lambda pair, k=k: pair[k]).should_be(
                sweeps * width
            )


def product(*xs: Any) -> Any:
    out = xs[0]
    for x in xs[1:]:
        out = out * x
    return out


def hill(x: Any, y: Any) -> Any:
    return table.tanh(x * y + x) * y


@lesson.exercise(
    "5.8",
    slug="by_shape",
    title="Forward or reverse?  Ask the shape",
    goal="Choose between jacfwd and jacrev by the shape of a function, before any derivative is computed.",
    code='''
from micrograd_like import jacfwd, jacrev

# Both give the whole Jacobian: jacfwd column by column, jacrev row by row.  Which takes fewer sweeps?
# TODO: "jacfwd" or "jacrev"
loss_of_337_weights = ...  #> "jacrev"
place_of_a_ball_after_t_seconds = ...  #> "jacfwd"
camera_with_6_settings_to_1000_points_of_the_picture = ...  #> "jacfwd"
picture_of_784_points_to_scores_of_10_digits = ...  #> "jacrev"


def better(inputs, outputs):
    """ "jacfwd" or "jacrev"; at a tie "jacfwd", which need not keep the graph."""
    # TODO
    ...
    #> return "jacfwd" if inputs <= outputs else "jacrev"


def jacobian(f, xs):
    """The Jacobian of f at xs by the better of the two, called as in jacfwd(f)(xs); f takes a list and gives a list."""
    # TODO: how many outputs are there?  Run f once and look
    ...
    #> choice = better(len(xs), len(f(xs)))
    #> return jacfwd(f)(xs) if choice == "jacfwd" else jacrev(f)(xs)


if __name__ == "__main__":
    def curve(v):
        return [v[0], v[0] * v[0], 3 * v[0]]

    def area(v):
        return [v[0] * v[1] * v[2]]

    print(better(1, 3), jacobian(curve, [2.0]))
    print(better(3, 1), jacobian(area, [1.0, 2.0, 3.0]))
''',
    hints=(
        "Write down for each: how many numbers go in, how many come out?  A ball's place is three numbers; what goes in?",
        "Forward mode makes a sweep for each number that goes in, reverse mode one for each that comes out.  Take the side with fewer numbers.",
        "better compares its two arguments with <= and gives a word.  jacobian asks better with len(xs) and len(f(xs)), then calls one of the two on f, and that on xs.",
    ),
    mutants=(
        Mutant("wrong-side", {"inputs <= outputs": "inputs > outputs"}, "chooses the side with more sweeps: jacfwd makes one for each input, so few inputs are its case"),
        Mutant("always-reverse", {'"jacfwd" if inputs <= outputs else "jacrev"': '"jacrev"'},
               "always takes reverse mode: it wins for one loss of many weights, but for one input and many outputs it walks back once for each output"),
        Mutant("always-forward", {'"jacfwd" if inputs <= outputs else "jacrev"': '"jacfwd"'},
               "always takes forward mode: with many inputs and few outputs it makes a sweep for each input"),
        Mutant("functions-for-names", {'"jacfwd" if inputs <= outputs else "jacrev"': "jacfwd if inputs <= outputs else jacrev"},
               "hands back one of the functions: asked for is its name, in quotes"),
        Mutant("tie-to-reverse", {"inputs <= outputs": "inputs < outputs"},
               "takes reverse mode at a tie: the sweeps are equally many there, but reverse mode has to keep the whole graph for its way back"),
        Mutant("asks-about-inputs-only", {"better(len(xs), len(f(xs)))": "better(len(xs), len(xs))"},
               "asks about the inputs twice: how many outputs there are is known when f has run once"),
        Mutant("arguments-swapped", {"better(len(xs), len(f(xs)))": "better(len(f(xs)), len(xs))"},
               "hands outputs and inputs over in the wrong order: better takes the inputs first"),
        Mutant("turned-over", {"jacfwd(f)(xs) if": "[list(column) for column in zip(*jacfwd(f)(xs))] if"},
               "turns the table over: jacfwd finds columns, but like jacrev it gives back rows, one for each output"),
        Mutant("predicts-the-opposite", {'loss_of_337_weights = "jacrev"': 'loss_of_337_weights = "jacfwd"', 'seconds = "jacfwd"': 'seconds = "jacrev"',
                                         'the_picture = "jacfwd"': 'the_picture = "jacrev"', 'digits = "jacrev"': 'digits = "jacfwd"'},
               "takes the side with more numbers every time: few inputs are cheap forwards, few outputs are cheap in reverse"),
        Mutant("predicts-reverse", {'seconds = "jacfwd"': 'seconds = "jacrev"', 'the_picture = "jacfwd"': 'the_picture = "jacrev"'},
               "trusts reverse mode with everything: a ball has one number going in, and a camera six"),
    ),
    shown="""
    Tall tables forwards, wide tables in reverse: fewer columns, fewer sweeps forward; fewer rows, fewer walks back.  A loss is the widest table there is, a
    single row, and that is why this lesson ends here and training begins.  (There are functions for which neither is best: a thousand inputs squeezed
    into one number and spread out to a thousand outputs again.  One would have to start in the middle, and to find the best order for every graph is NP-hard.)
    """,
    teaches=("jacfwd", "jacrev"),
    uses=("Jacobian", "sweep", "column", "race", "walk back"),
)  # fmt: skip
def check_by_shape(you: You) -> None:
    """Tables by the mode that the learner did not take; which one was taken shows in the numbers that reached f."""
    for mine, inputs, outputs in (
        (you.loss_of_337_weights, 337, 1),
        (you.place_of_a_ball_after_t_seconds, 1, 3),
        (you.camera_with_6_settings_to_1000_points_of_the_picture, 6, 1000),
        (you.picture_of_784_points_to_scores_of_10_digits, 784, 10),
    ):
        mine.should_be(fewer(inputs, outputs), secret=True, because=f"{inputs} in, {outputs} out.")
    for inputs, outputs in ((1, 100), (100, 1), (3, 7), (7, 3), (4, 4)):
        you.better(inputs, outputs).should_be(fewer(inputs, outputs))
    for f, xs in ((spread, [0.5]), (squeeze, [1.0, -2.0, 0.5]), (wheel, [2.0, 0.75, -1.0]), (swap, [3.0, -2.0])):
        spy = Spy(f)
        mine = you.jacobian(spy, xs)
        mine.should_be((jacfwd if fewer(len(xs), len(f(xs))) == "jacrev" else jacrev)(f)(xs))
        mine.then(f"mode used for {f.__name__}, {len(xs)} in and {len(f(xs))} out", lambda _, spy=spy: spy.mode).should_be(
            fewer(len(xs), len(f(xs))), because="Take the one that needs fewer sweeps."
        )


def fewer(inputs: int, outputs: int) -> str:
    """Whose sweeps are fewer: a column for each input, or a row for each output."""
    return "jacrev" if outputs < inputs else "jacfwd"


class Spy:
    """A function that remembers with what kind of numbers it was called."""

    def __init__(self, f: Callable[[Any], Any]):
        self.f, self.kinds, self.__name__ = f, set(), f.__name__

    def __call__(self, xs: Any) -> Any:
        self.kinds |= {type(x).__name__ for x in xs}
        return self.f(xs)

    @property
    def mode(self) -> str:
        return "jacfwd" if "Dual" in self.kinds else "jacrev" if "Value" in self.kinds else "neither"


def spread(v: Any) -> list:
    return [v[0], v[0] * v[0], table.tanh(v[0]), table.sin(v[0])]


def squeeze(v: Any) -> list:
    return [v[0] * v[1] + table.tanh(v[2])]


def wheel(v: Any) -> list:
    return [v[0] * table.cos(v[1]), v[0] * table.sin(v[1]) + v[2]]


def swap(v: Any) -> list:
    return [v[1] * 2.0, v[0] * v[1]]
