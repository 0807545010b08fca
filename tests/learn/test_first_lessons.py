"""What lessons 0 to 5 answer to wrong answers: those that were once taken for right, and likely ones."""

import pytest
from cases import every

from micrograd_like.learn.checking import check_text
from micrograd_like.learn.exercise import MAIN
from micrograd_like.learn.lessons import find

IN_PLACE = """
class Dual(Dual):
    def __add__(self, other):
        other = lift(other)
        self.primal += other.primal
        self.tangent += other.tangent
        return self
    __radd__ = __add__
"""
FIXED_PLACE = (
    "def find_wrong(ops, x):\n    return [n for n, (f, df) in ops.items() if gradcheck(f, df, 1.7) > 1e-6]"
)
BY_LABEL = """
def paths(out, x):
    if out.label == x.label:
        return [[]]
    return [[rate, *rest] for operand, rate in edges(out) for rest in paths(operand, x)]
"""
EACH_ENTRY = """
def jacobian(f, xs):
    return [[column(f, xs, k)[j] for k in range(len(xs))] for j in range(len(f(*xs)))]
"""
VALUES = """
class Value(Value):
    def __mul__(self, other):
        other = lift(other)
        return Value(self.data * other.data, (self, other), (other, self))
    __rmul__ = __mul__
"""
LEVELS = """
def topological_order(root):
    order, seen, queue = [], set(), [root]
    for v in queue:
        if v not in seen:
            seen.add(v)
            order.append(v)
            queue.extend(v.parents)
    return order[::-1]
"""

# (exercise, what a learner wrote, words of the answer)
REFUSED = (
    ("build", "_build = build\n\n\ndef build(a, b):\n    e = _build(a, b)\n    c, d = e.parents\n    c.label, d.label = "
     "d.label, c.label\n    return e", "gives c the label d, and d the label c"),
    ("shared", "def count_tree(root):\n    return 1 + 2 * count_tree(root.parents[0]) if root.parents else 1",
     "counts the tree of the first parent twice"),
    ("shared", "def count_nodes(root):\n    labels, todo = set(), [root]\n    for v in todo:\n        if v.label not in "
     "labels:\n            labels.add(v.label)\n            todo += v.parents\n    return len(labels)",
     "tells Values apart by their labels"),
    ("two_edges", "def count_edges(root):\n    return sum(1 + count_edges(p) for p in root.parents)",
     "again for every way that leads to it"),
    ("two_edges", "def count_edges(root):\n    return 2 * len([v for v in nodes(root) if v.parents])",
     "gives every operation two edges"),
    ("two_edges", "def times_used(v, x):\n    return sum(x is p for n in nodes(v) for p in n.parents)",
     "looks through the whole graph below v"),
    ("one_or_many", "slope_as_four = slope_as_one", "hands slope_as_one over again"),
    ("stable", "def sigmoid(x):\n    try:\n        return 1 / (1 + exp(-x))\n    except OverflowError:\n        return 0",
     "gives 0 where exp overflows"),
    ("gradcheck", FIXED_PLACE, "checks at 1.7 whatever x it is given"),
    ("all_paths", BY_LABEL, "takes every node with the label of x for x"),
    ("factor", "factored = by_paths", "multiplies along every path: the number is right, but"),
    ("dual", IN_PLACE, "changes its operand in a sum and hands that back"),
    ("column", EACH_ENTRY, "makes a sweep for every entry of the table"),
    ("backward", VALUES, "a local derivative is a plain number"),
)  # fmt: skip
LIKELY = (
    ("nudge", "def slope(g, x, h):\n    return (f(x + h) - f(x)) / h", "takes the f of the file"),
    ("nudge", "def slope(f, x, h):\n    return (f(x + h) - f(x)) / abs(h)",
     "`return (f(x + h) - f(x)) / abs(h)`: `abs` is too much."),
    ("step_size", "def central(f, x, h):\n    return (f(x + h) - f(x)) / (2 * h)", "begins at x, not at x - h"),
    ("by_hand", "def gradient(a, b, c):\n    return [-3 * a**2 - 0.5 / sqrt(a), 3 * sin(3 * b) + 2.5 * b**1.5, c**-2]",
     "keeps the sine"),
    ("by_hand", "def gradient(a, b, c):\n    return -3 * a**2 - 0.5 / sqrt(a)", "one number has come out where a list"),
    ("force", "def push(inputs, gradient, step):\n    return [x + 0.01 * g for x, g in zip(inputs, gradient)]",
     "moves by a step of its own"),
    ("force", "u_in_g, v_in_g = 1, 0", "lets the smaller input decide"),
    ("stages", "def stages(x, y):\n    p, q = 1 / (1 + exp(-x)), 1 / (1 + exp(-y))\n    d = 3 * p + (x + y) ** 3\n"
     "    return [q, x + q, p, x + y, (x + y) ** 2, d, 1 / d**2, x / d]",
     "the first wrong one is den at x = 3.0, y = -4.0: look there"),
    ("three_gates", "through_mul = 6, -8", "predicts that each factor gets its own number"),
    ("three_gates", "def add_gate(x, y, upstream):\n    return x + upstream, y + upstream",
     "adds the operands to the upstream gradient"),
    ("arithmetic", "def d_add(x, y):\n    return y, x", "swaps the operands as in a product"),
    ("functions", "def d_tanh(x, z):\n    return z * (1 - z)", "uses the rule of the sigmoid for tanh"),
    ("one_path", "def slope(x):\n    return along([2 * x, cos(sin(x**2)), exp(sin(x**2))])", "takes the cosine at v"),
    ("jvp", "def jvp(f, xs, vs):\n    out = f(*map(Dual, xs, reversed(vs)))\n    return out.primal, out.tangent",
     "the rates in the reversed order"),
    ("sweeps", "def gradient(f, xs):\n    return [jvp(f, xs, [float(i <= k) for i in range(len(xs))])[1] for k in "
     "range(len(xs))]", "never stops the earlier ones"),
    ("topological_order", LEVELS, "goes level by level (breadth first) and reverses the list"),
)  # fmt: skip


@pytest.mark.slow
@every("slug,wrong,words", REFUSED)
def test_what_was_right_by_chance_is_refused(slug, wrong, words):
    assert words in answer(slug, wrong)


@pytest.mark.slow
@every("slug,wrong,words", LIKELY)
def test_likely_mistakes_of_the_first_lessons_are_named(slug, wrong, words):
    assert words in answer(slug, wrong)


def answer(slug, wrong):
    """What is said to the solution with this below it, on one line."""
    solution = find(slug).solution.partition(MAIN)[0]
    result = check_text(find(slug), f"{solution}\n\n\n{wrong}\n")
    assert not result.passed
    return " ".join(str(result).split())
