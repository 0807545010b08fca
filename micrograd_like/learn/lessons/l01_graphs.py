"""Lesson 1: expressions are graphs.  A Value remembers what it was made of; here you build, count and predict such memories."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from micrograd_like import Value, topological_order
from micrograd_like.rules import table

from ..exercise import Lesson, Mutant
from ..probes import You
from ..sketching import sketch
from . import zoo

lesson = Lesson(
    1,
    "graphs",
    "Expressions are graphs",
    story="""
    Write down e = (a + b) * (b + 1) and you have drawn a graph without noticing: numbers flow in at the bottom, each operation joins
    some of them, and one number comes out at the top.  A Value keeps that graph while it computes.  All that follows, every
    derivative of every network, is a walk over such graphs.
    """,
    sources="Olah, Calculus on Computational Graphs; CS231n, staged computation; micrograd lecture",
    look="""
    # One line of arithmetic, and the graph that it leaves behind.  How often does x appear, and how many lines leave it?
    from micrograd_like import Value, draw_dot

    x = Value(3.0, label="x")
    y = x * x + 2.0 * x
    y.label = "y"
    draw_dot(y)
    """,
)


@lesson.exercise(
    "1.1",
    slug="build",
    title="Build a graph",
    goal="Build e = (a + b) * (b + 1) out of Values, step by step, and label every step.",
    code='''
from micrograd_like import Value
from micrograd_like.learn import sketch


def build(a, b):
    """e, as a Value with the label "e"; the numbers a and b become Values with the labels "a" and "b"."""
    a = Value(a, label="a")
    b = Value(b, label="b")
    # TODO: c = a + b and d = b + 1, each with its label (c.label = "c"), then e
    ...
    #> c = a + b
    #> c.label = "c"
    #> d = b + 1
    #> d.label = "d"
    #> e = c * d
    #> e.label = "e"
    #> return e


if __name__ == "__main__":
    print(sketch(build(2.0, 1.0)))
''',
    hints=(
        "A Value takes part in arithmetic like any number.  What kind of thing is the sum of two Values?",
        "Three operations make three new Values: two sums, and a product of the two.  Give each a name first, then a label.",
        "After c, d and e exist: c.label, d.label and e.label each get one letter in quotes, and e is handed back.",
    ),
    mutants=(
        Mutant("plain-numbers", {"a + b\n": "Value(a.data + b.data)\n", "b + 1": "Value(b.data + 1)", "c * d": "Value(c.data * d.data)"},
               "takes the numbers out with .data and computes outside: the result is right, but it remembers nothing of where it came from"),
        Mutant("multiplied-out", {"a + b\n": "a * b + a\n", "b + 1": "b * b + b", "c * d": "c + d"},
               "multiplies the brackets out first: the same number by another graph; build the steps as they stand"),
        Mutant("no-brackets", {"a + b\n": "b * b\n", "b + 1": "b", "c * d": "a + c + 1"},
               "loses the brackets: a + b * b + 1, for in Python `*` binds tighter than `+`"),
        Mutant("a-second-b", {"d = b + 1": "d = Value(b.data, label='b') + 1"},
               "makes a second Value for b: both carry the same number, but a change of one would not be felt by the other"),
        Mutant("no-labels", {'    c.label = "c"\n': "", '    d.label = "d"\n': "", '    e.label = "e"\n': ""},
               "leaves the steps without labels: say c.label = \"c\" and so on; a picture without names is hard to read"),
        Mutant("first-bracket-only", {"return e": "return c"}, "hands back c, the first bracket; the whole expression is e"),
    ),
    shown="""
    Three operations made three Values, and each remembers the two it came from.  The letter b leads into both brackets, so the
    graph is no tree: from b there are two ways up to e.  In a notebook `draw_dot(e)` draws it.
    """,
    teaches=("graph", "Value", "label", "sketch"),
)  # fmt: skip
def check_build(you: You) -> None:
    """The number by plain arithmetic, the labels and the memory by walking what was built; our own graph as the picture."""
    for a, b in ((2.0, 1.0), (-3.0, 0.5)):
        right = olah(a, b)
        e = you.build(a, b)
        e.then(".data", lambda e: e.data).should_be(right.data)
        steps = e.then("labels of the operations in {}", lambda e: sorted(v.label for v in topological_order(e) if v.parents))
        steps.should_be(["c", "d", "e"])
        e.then("Values in the graph of {}", lambda e: len(topological_order(e))).should_be(
            len(topological_order(right)), because="Count the Values: a, b, the number 1, and one for each operation.",
            picture=lambda right=right: "The graph to build:\n" + sketch(right))  # fmt: skip
        e.then("ways up from b in {}", lambda e: sum(v.label == "b" for n in topological_order(e) for v in n.parents)).should_be(
            2
        )
        e.then("Values called b in {}", lambda e: sum(v.label == "b" for v in topological_order(e))).should_be(1)


def olah(a: float, b: float) -> Value:
    x, y = Value(a, label="a"), Value(b, label="b")
    c, d = x + y, y + 1
    e = c * d
    c.label, d.label, e.label = "c", "d", "e"
    return e


@lesson.exercise(
    "1.2",
    slug="stages",
    title="Eight stages",
    goal="Compute f = (x + σ(y)) / (σ(x) + (x + y)²) in eight small stages, where σ(t) = 1 / (1 + exp(-t)) is called the sigmoid.",
    code='''
from math import exp


def stages(x, y):
    """The eight stages in order; each is one sigmoid, one +, one *, one square or one reciprocal."""
    # TODO: one line for each stage, using x, y and the stages above it
    sigy = ...  #> 1 / (1 + exp(-y))
    num = ...  #> x + sigy
    sigx = ...  #> 1 / (1 + exp(-x))
    xpy = ...  #> x + y
    xpysqr = ...  #> xpy**2
    den = ...  #> sigx + xpysqr
    invden = ...  #> 1 / den
    f = ...  #> num * invden
    return [sigy, num, sigx, xpy, xpysqr, den, invden, f]


if __name__ == "__main__":
    print(stages(3.0, -4.0))
''',
    hints=(
        "The names tell the story: num is the numerator, den the denominator, xpy is x plus y, sqr its square, inv one over something.  Which of them can be had from x and y alone?",
        "The numerator needs σ(y), the denominator σ(x) and the square of x + y.  Every line uses at most two things that are there already.",
        "The last two: invden is 1 divided by den, and f is the numerator times that; nothing is divided a second time.",
    ),
    mutants=(
        Mutant("sigmoid-sign", {"exp(-y)": "exp(y)", "exp(-x)": "exp(x)"},
               "leaves out the minus in exp(-t): its σ falls where it should rise"),
        Mutant("square-of-parts", {"xpy**2": "x**2 + y**2"}, "squares x and y apart: (x + y)² has the middle term 2xy as well"),
        Mutant("sigmoids-swapped", {"sigy = 1 / (1 + exp(-y))": "sigy = 1 / (1 + exp(-x))", "sigx = 1 / (1 + exp(-x))": "sigx = 1 / (1 + exp(-y))"},
               "mixes up the two sigmoids: sigy takes y, sigx takes x"),
        Mutant("divided-twice", {"num * invden": "num / invden"},
               "divides by invden, which is one over den already: dividing twice is multiplying"),
        Mutant("square-forgotten", {"xpy**2": "xpy"}, "forgets to square x + y"),
        Mutant("sigmoid-left-out", {"x + sigy": "x + y"}, "adds y itself to the numerator; it is σ(y) that belongs there"),
    ),
    shown="""
    An expression that frightens on paper became eight lines, each a gate that a child could differentiate.  That is all the skill there
    is: break it into stages whose derivatives you know, and keep every intermediate number, for the way back will
    want it.
    """,
    teaches=("stage", "sigmoid"),
)  # fmt: skip
def check_stages(you: You) -> None:
    """Each stage against the rule table's functions, at the point of the lecture notes and at two others."""
    names = ("sigy", "num", "sigx", "xpy", "xpysqr", "den", "invden", "f")
    for x, y in ((3.0, -4.0), (0.5, 1.5), (-2.0, 0.25)):
        num, square = table.add(x, table.sigmoid(y)), table.square(x + y)
        den = table.add(table.sigmoid(x), square)
        right = (table.sigmoid(y), num, table.sigmoid(x), x + y, square, den, table.reciprocal(den), table.div(num, den))
        mine = you.stages(x, y)
        for k, (name, number) in enumerate(zip(names, right, strict=True)):
            mine.then(f"{name} at x = {x}, y = {y}", lambda answer, k=k: answer[k]).should_be(number)


@lesson.exercise(
    "1.3",
    slug="shared",
    title="Shared or written out",
    goal="Count the nodes of a graph twice: each node once, and as a tree where a shared node is written out every time it is used.",
    code='''
from micrograd_like import Value


def count_nodes(root):
    """How many different Values root depends on, itself included; v.parents are the Values that v was computed from."""
    seen = set()

    def visit(v):
        # TODO: do nothing for a Value that was seen already
        ...
        #> if v not in seen:
        #>     seen.add(v)
        #>     for parent in v.parents:
        #>         visit(parent)

    visit(root)
    return len(seen)


def count_tree(root):
    """How many boxes a drawing needs in which nothing is shared."""
    # TODO: one box for root, and a tree of its own for every parent
    ...
    #> return 1 + sum(count_tree(parent) for parent in root.parents)


if __name__ == "__main__":
    y = Value(1.1)
    for squarings in range(1, 13):
        y = y * y
        print(squarings, count_nodes(y), count_tree(y))
''',
    hints=(
        "What should happen when visit meets a Value for the second time?  And what, when a drawing in which nothing is shared meets it?",
        "A set of Values tells them apart even when they hold the same number.  For the tree no set is needed at all: let the function call itself.",
        "In visit: unless v is in seen, add it and visit each of v.parents.  In count_tree: one, plus the sum of count_tree over root.parents.",
    ),
    mutants=(
        Mutant("told-apart-by-number", {"v not in seen": "v.data not in seen", "seen.add(v)": "seen.add(v.data)"},
               "tells Values apart by their numbers: two different Values that both hold 2.0 are two nodes"),
        Mutant("never-looked-up", {"if v not in seen:\n            seen.add(v)\n            for parent in v.parents:\n                visit(parent)":
                                   "seen.add(v)\n        for parent in v.parents:\n            visit(parent)"},
               "adds to the set and never asks it: the number is right, but what is shared is visited again for every use, 1,024 times after ten squarings"),
        Mutant("root-left-out", {"1 + sum(": "sum(1 + "}, "leaves out the root itself: every box below has a box above it, but the root has none"),
        Mutant("leaves-only", {"1 + sum(count_tree(parent) for parent in root.parents)":
                               "sum(count_tree(parent) for parent in root.parents) or 1"},
               "counts only the boxes at the bottom of the tree: the operations are boxes too"),
        Mutant("shared-in-the-tree", {"1 + sum(count_tree(parent) for parent in root.parents)": "count_nodes(root)"},
               "shares nodes in the tree too: there y * y needs all of y twice"),
        Mutant("one-parent", {"for parent in v.parents": "for parent in v.parents[:1]"},
               "follows only the first parent, and never sees what hangs on the others"),
    ),
    shown="""
    Twelve squarings are 13 nodes, but 8,191 boxes as a tree: sharing is the difference between k and 2^k.  A formula on paper is
    a tree, since it must write b again wherever b is used; a program with names is a graph with sharing, a DAG (directed: arrows
    have a direction; acyclic: no way leads back).  Whoever walks it must remember where they have been.
    """,
    teaches=("node", "tree", "shared"),
    uses=("graph", "Value"),
)  # fmt: skip
def check_shared(you: You) -> None:
    """Nodes against the engine's own order, trees against closed forms: 2^(k+1) - 1 for k squarings."""
    a, b = Value(2.0, label="a"), Value(2.0, label="b")
    product, e = a * b, olah(2.0, 1.0)
    product.label, e.label = "a * b", "(a + b) * (b + 1)"
    for root in (product, e):
        you.count_nodes(root).should_be(len(topological_order(root)), picture=lambda root=root: sketch(root))
    you.count_tree(product).should_be(3)
    you.count_tree(e).should_be(7, picture=lambda: sketch(e))
    y = Value(1.1)
    for k in range(1, 11):
        y = y * y
        y.label = f"{k} squarings"
        if k in (2, 10):
            you.count_nodes(y).should_be(k + 1, because="Each squaring adds one node.")
            you.count_tree(y).should_be(2 ** (k + 1) - 1, because="Each squaring doubles what is below it, and adds one.")
    top, nodes = zoo.counting(y)
    looked = you.count_nodes.then(
        "count_nodes(10 squarings) looks at the parents of one node, at most", lambda f: most_looks(f, top, nodes)
    )
    looked.should("be 5 times or less", lambda looks: looks <= 5, because="Who has been seen needs no second visit.")


def most_looks(count: Callable[[Any], Any], top: Any, nodes: dict) -> Any:
    """How often the parents of one node were asked for, the most among all nodes; nothing while the count is to be written."""
    told = count(top)
    return told if told is None or told is ... else max(node.reads for node in nodes.values())


@lesson.exercise(
    "1.4",
    slug="two_edges",
    title="a + a has two edges",
    goal="Count the edges of a graph: one for every operand of every operation, also when both operands are the same Value.",
    code='''
from micrograd_like import Value
from micrograd_like.learn import sketch


def nodes(root):
    """Every Value that root depends on, itself included, once."""
    found, waiting = [], [root]
    while waiting:
        v = waiting.pop()
        if v not in found:
            found.append(v)
            waiting.extend(v.parents)
    return found


def times_used(v, x):
    """How many of the operands of v are x."""
    # TODO: v.parents holds the operands in order; look at each
    ...
    #> return sum(parent is x for parent in v.parents)


def count_edges(root):
    """How many arrows the drawing has."""
    # TODO
    ...
    #> return sum(len(v.parents) for v in nodes(root))


if __name__ == "__main__":
    a = Value(3.0, label="a")
    print(sketch(a + a))
    print(times_used(a + a, a), count_edges(a + a))
''',
    hints=(
        "In a + a, how many arrows point from a to the sum?  By how much does the sum grow when a grows by one?",
        "v.parents is a tuple, and a tuple may hold the same Value twice; a set would not.  So do not make one out of it.",
        "Each node brings as many edges as it has operands: add up the lengths of their parents.  `is` asks whether two names mean the same Value.",
    ),
    mutants=(
        Mutant("set-of-parents", {"for parent in v.parents": "for parent in set(v.parents)", "len(v.parents)": "len(set(v.parents))"},
               "makes a set of the operands: a set keeps a only once, so a + a loses one of its edges, and with it half of its slope"),
        Mutant("one-less-than-nodes", {"sum(len(v.parents) for v in nodes(root))": "len(nodes(root)) - 1"},
               "counts one edge fewer than nodes: that holds for trees; here a node may have several ways up"),
        Mutant("equal-numbers", {"parent is x": "parent.data == x.data"},
               "compares numbers: another Value with the same number is another operand"),
        Mutant("yes-or-no", {"sum(parent is x for parent in v.parents)": "x in v.parents"},
               "answers whether x is used at all, with yes or no; the question is how often"),
        Mutant("root-only", {"sum(len(v.parents) for v in nodes(root))": "len(root.parents)"},
               "counts the edges of the last operation alone; every node below has its own"),
    ),
    shown="""
    d(a + a)/da is 2, because two edges lead from a to the sum and each carries a 1.  micrograd keeps its parents in a set and so draws
    one edge, but its addition still adds to a's gradient twice; forget the second time, and a * a has the slope a
    instead of 2a.
    """,
    teaches=("edge", "operand"),
    uses=("node", "tree"),
)  # fmt: skip
def check_two_edges(you: You) -> None:
    """Counted from the engine's order; and the slope of a + a and a * a over one edge's share says how many edges there must be."""
    a, b = Value(3.0, label="a"), Value(3.0, label="b")
    double, square, mixed = a + a, a * a, a + b
    double.label, square.label, mixed.label = "a + a", "a * a", "a + b"
    for root in (double, square):
        root.backward()
        edges = round(a.grad / zoo.local(root)[0])
        a.grad = 0.0
        marks = {(root, 1): "an edge of its own"}
        you.times_used(root, a).should_be(edges, picture=lambda root=root, marks=marks: sketch(root, marks))
        you.count_edges(root).should_be(edges)
    you.times_used(mixed, a).should_be(1)
    cube, e = square * a, olah(2.0, 1.0)
    cube.label, e.label = "a * a * a", "(a + b) * (b + 1)"
    for root in (mixed, cube, e, a):
        you.count_edges(root).should_be(
            sum(len(v.parents) for v in topological_order(root)), picture=lambda root=root: sketch(root)
        )


@lesson.exercise(
    "1.5",
    slug="predict",
    title="Predict the picture",
    goal="Predict how many nodes and edges tanh(w1*x1 + w2*x2 + w3*x3 + b) has, and then any such expression with n products.",
    code='''
# This expression is called a neuron: three inputs x, three weights w, a bias b, and tanh, which squashes the sum
# to between -1 and 1.  Take it as Python does, two operands at a time: ((w1*x1 + w2*x2) + w3*x3) + b.
# Nodes are Values: leaves (the numbers that go in) and results alike.  Count on paper first.

# TODO
nodes_of_three = ...  #> 14
edges_of_three = ...  #> 13


def size(n):
    """(nodes, edges) of the same expression with n inputs, n weights and one bias."""
    # TODO
    ...
    #> leaves = 2 * n + 1
    #> products, sums, squashes = n, n, 1
    #> return leaves + products + sums + squashes, 2 * products + 2 * sums + squashes


if __name__ == "__main__":
    for n in (1, 2, 3, 784):
        print(n, size(n))
''',
    hints=(
        "Make three lists: the leaves, the products, the sums.  Which operation is in none of them?",
        "n products have to be added up, and the bias too: that takes n additions.  Products and sums have two operands each, tanh has one.",
        "For n inputs: 2n + 1 leaves, n products, n sums, one tanh.  Every node that is no leaf brings its operands as edges.",
    ),
    mutants=(
        Mutant("no-bias", {"nodes_of_three = 14": "nodes_of_three = 12", "edges_of_three = 13": "edges_of_three = 11",
                           "2 * n + 1": "2 * n", "products, sums, squashes = n, n, 1": "products, sums, squashes = n, n - 1, 1"},
               "forgets the bias: b is a leaf, and adding it is one more sum"),
        Mutant("one-big-sum", {"nodes_of_three = 14": "nodes_of_three = 12",
                               "edges_of_three = 13": "edges_of_three = 11",
                               "products, sums, squashes = n, n, 1": "products, sums, squashes = n, 1, 1",
                               "2 * products + 2 * sums + squashes": "2 * products + (n + 1) * sums + squashes"},
               "adds everything up in one node: Python's + takes two at a time, so n products and a bias need n additions"),
        Mutant("operators-as-nodes", {"nodes_of_three = 14": "nodes_of_three = 21", "edges_of_three = 13": "edges_of_three = 20",
                                      "return leaves + products + sums + squashes, 2 * products + 2 * sums + squashes":
                                      "operations = products + sums + squashes\n"
                                      "    return leaves + 2 * operations, 2 * products + 2 * sums + squashes + operations"},
               "counts the little circles with + and * that some drawings have: an operation and its result are one Value"),
        Mutant("no-tanh", {"nodes_of_three = 14": "nodes_of_three = 13", "edges_of_three = 13": "edges_of_three = 12",
                           "products, sums, squashes = n, n, 1": "products, sums, squashes = n, n, 0"},
               "stops before tanh: it is an operation with one operand, so it adds one node and one edge"),
        Mutant("leaves-forgotten", {"nodes_of_three = 14": "nodes_of_three = 7", "return leaves + products": "return products"},
               "counts only the operations: the inputs, weights and the bias are nodes too, the leaves"),
        Mutant("two-for-tanh", {"edges_of_three = 13": "edges_of_three = 14", "2 * sums + squashes": "2 * sums + 2 * squashes"},
               "gives tanh two operands: it has one"),
    ),
    shown="""
    4n + 2 nodes and 4n + 1 edges: a neuron that looks at an image of 784 pixels is a graph of 3,138 nodes already, and a network has
    hundreds of them.  That is why the way back must not visit anything twice.  (The neurons in `micrograd_like.nn` do the
    whole weighted sum as one node with many operands, which saves two thirds of them.)
    """,
    teaches=("neuron", "weight", "bias", "tanh"),
    uses=("node", "edge", "operand"),
)  # fmt: skip
def check_predict(you: You) -> None:
    """Counted on a neuron that the check builds."""
    nodes, edges = neuron(3)
    you.nodes_of_three.should_be(nodes, secret=True)
    you.edges_of_three.should_be(edges, secret=True)
    for n in (1, 2, 3, 10):
        you.size(n).should_be(neuron(n), secret=n == 3)


def neuron(n: int) -> tuple[int, int]:
    """Nodes and edges of tanh(w1*x1 + ... + b), built with one + at a time."""
    products = [Value(1.0) * Value(0.5) for _ in range(n)]
    z = products[0]
    for product in products[1:]:
        z = z + product
    order = topological_order((z + Value(0.1)).tanh())
    return len(order), sum(len(v.parents) for v in order)
