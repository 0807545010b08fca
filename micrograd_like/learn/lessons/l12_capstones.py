"""Lesson 12: capstones.  Cure a zoo of engines, write an operation of your own, train three classes, and move on to PyTorch and JAX."""

from __future__ import annotations

import doctest
import math
import random
import sys
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from micrograd_like import Rule, Value, derivative, grad, nn, topological_order
from micrograd_like.data import yin_yang
from micrograd_like.nn import losses
from micrograd_like.rules import table
from micrograd_like.training import optim

from ..exercise import Lesson, Mutant
from ..probes import Seen, You
from ..sketching import sketch
from ..values import plain, same
from . import translation, zoo
from .bug_zoo import BUGS, ZOO, body, bugs

lesson = Lesson(
    12,
    "capstones",
    "Capstones",
    story="""
    You know how all of it works; now use it.  Find twelve bugs that real people made, teach the engine an operation that it does not know,
    train a network with three classes by an optimiser of your own, and see your model again in the two libraries that the world trains with.
    """,
    sources="bug reports of micrograd and its descendants; Kingma & Ba; Kriener et al., yin-yang; documentation of PyTorch and JAX",
    look="""
    # The three classes of 12.3, and what a network says of them that has not been trained.
    import random

    from micrograd_like.data import yin_yang
    from micrograd_like.nn import MLP
    from micrograd_like.pictures.plots import decision_boundary

    random.seed(0)
    model, data = MLP(2, [8, 3]), yin_yang(150)
    decision_boundary(lambda x: [score.data for score in model(x)], data.X, data.y, title="Yin-yang, before training", steps=30)
    """,
)


@lesson.exercise(
    "12.1",
    slug="bug_zoo",
    title="The bug zoo",
    goal="Build an instrument that measures wrong slopes, go round the zoo with it, and cure twelve engines, each with a bug that somebody really shipped.",
    code=ZOO,
    hints=(
        "Run the file: who is sick, and by how much?  Is it off by 50 %, by 100 %, or by some odd number, and on which of its graphs?  What does the animal do that its neighbours do not?",
        "Operations: what goes in is not what comes out; move each operand by hand.  Backward passes: every use counts, every edge counts, and a node may speak only when all that it waits for has come, which is what order() is for.",
        "The last three, however they walk, end up as one and the same loop over reversed(order(root)).  For tanh of large numbers, math has a function; goat wants z times log(x.data) as its second slope.",
    ),
    mutants=(
        *bugs(),
        Mutant("absolute", {"abs(slope - numeric) / max(abs(slope), abs(numeric))": "abs(slope - numeric)"},
               "measures the plain distance: 0.001 is nothing beside 1000 and everything beside 0.001"),
        Mutant("with-sign", {"abs(slope - numeric) / max(": "(slope - numeric) / max("}, "lets errors be negative: the largest of them is then the least"),
        Mutant("one-sided", {"(f(*up).data - f(*down).data) / (2 * h)": "(f(*up).data - f(*[Node(x) for x in xs]).data) / h"},
               "uses a forward difference, whose own error is larger than many a bug"),
        Mutant("all-at-once", {"step * (j == i)": "step"}, "moves all numbers at once: a partial slope is about one of them while the others stand still"),
        Mutant("h-not-doubled", {"/ (2 * h)": "/ h"}, "divides by h, though the two points lie 2h apart"),
        Mutant("zero-by-zero", {"        if slope != numeric:\n            errors": "        errors"},
               "divides 0 by 0 where neither has a slope; two zeros agree"),
        Mutant("kindest", {"return max(errors)": "return min(errors)"}, "reports the smallest error: one right slope would hide all wrong ones"),
        Mutant("snake-upside-down", {body("snake"): body("snake").replace("[1.0, -1.0]", "[-1.0, 1.0]")},
               "has the minus at the wrong operand: x - y rises with x"),
        Mutant("goat-log-of-exponent", {"z * log(x.data)]": "z * log(y.data)]"}, "takes the log of the exponent: x ** y is exp(y log x), so it is log x that y is multiplied by"),
        Mutant("elephant-on-both-sides", {"z = tanh(x.data)": "z = (exp(x.data) - exp(-x.data)) / (exp(x.data) + exp(-x.data))"},
               "needs exp(x) and exp(-x) for tanh: now x = 800 is too large for one of them"),
    ),
    shown="""
    Twelve bugs, each from a real engine: micrograd's issue tracker, its translations to other languages, and many homeworks.  All of them train networks that learn something, so
    nobody notices; a dozen lines of central differences find every one.  That is why you check a gradient before you trust it, and why the graph you check it
    on should have a fork, a node that is used twice by one neighbour, and a long way beside a short one.
    """,
    uses=("relative error", "central difference", "gradcheck", "gradient"),
    seconds=10.0,
)  # fmt: skip
def check_bug_zoo(you: You) -> None:
    """The instrument by closed forms; operations by the rule table; walks by grad on the same graph.

    Only the first sick animal is looked at closely; the others are well or sick.
    """
    for xs, slopes in (
        ([2.0], [12.0]),
        ([2.0], [15.0]),
        ([2.0, 10.0], [24.0, 240.0]),
        ([2.0, 3.0], [0.0, 0.0]),
        ([-1.0, 2.0], [-6.0, 12.5]),
    ):
        told = you.worst.then(f"worst(cubes, {xs}, {slopes}, h=0.125)", lambda f, a=(xs, slopes): f(cubes, *a, 0.125))
        told.should_be(max(off(a, 3 * x * x + 0.125**2) for x, a in zip(xs, slopes, strict=True)))
    told = you.worst.then("worst(minus the cubes, [2.0], [-6.0], h=0.125)", lambda f: f(falling, [2.0], [-6.0], 0.125))
    told.should_be(off(-6.0, -12.0 - 0.125**2))
    told = you.worst.then("worst(a constant, [1.0], [0.0])", lambda f: f(lambda v: SimpleNamespace(data=7.0), [1.0], [0.0]))
    told.should_be(0.0)
    if you.rows[0].waiting:
        return
    first_sick = ""
    for name in BUGS:
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


def examined(you: You, name: str) -> Any:
    """What the animal says, what is right, and a picture, for each of its patients."""
    animal = getattr(you, name)
    if name in OPERATIONS:
        row, points = OPERATIONS[name]
        for xs in points:
            z, partials = row.linearize(*xs)
            told = animal.then(
                f"{name} at {', '.join(map(str, xs))}: result, slopes", lambda f, xs=xs: operated(f, you.Node.value, xs)
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


@lesson.exercise(
    "12.2",
    slug="own_op",
    title="An operation of your own",
    goal="Teach the engine the logit, log(x / (1 - x)), by a row of formulas, and document it so that its example can be run.",
    code='''
from micrograd_like import Rule, Value, gradcheck

# A row is text: z as a formula in x, and dz/dx as a formula in x and z.  exp, log, sqrt, tanh and their like may be
# called in it.  Every mode reads the row: backward(), Duals, second derivatives, pictures.
# TODO
VALUE = ...  #> "log(x / (1 - x))"
SLOPE = ...  #> "1 / (x * (1 - x))"
# TODO: where it is defined, as a condition on x in Python
DOMAIN = ...  #> "0 < x < 1"


def row():
    """Not in the table; `rule(...)`, with a small letter and the same arguments, would add it for good."""
    return Rule("logit", VALUE, SLOPE, domain=DOMAIN)


def logit(x):
    """TODO: one sentence that says what one gets, with a full stop at the end of this line.  #<
    #<
    Then where x may lie; then an example as below, with what Python really prints.  #<
    #<
    >>> logit("TODO")  #<
    """  #<
    #> """The odds of a probability x on the scale of the logarithm, so that the sigmoid of it is x again.
    #>
    #> x lies above 0 and below 1; logit(1 - x) is -logit(x).
    #>
    #> >>> logit(0.5)
    #> 0.0
    #> """
    return row()(x)


if __name__ == "__main__":
    import doctest

    if ... in (VALUE, SLOPE, DOMAIN):
        raise SystemExit("The row is not complete yet.")
    print(row())
    x = Value(0.8, label="x")
    y = logit(x)
    y.backward()
    print(y, x)
    print(gradcheck(logit, 0.8))
    doctest.run_docstring_examples(logit, globals(), verbose=True)
''',
    hints=(
        "log(x / (1 - x)) is a difference of two logs: which, and what are their slopes?  For which x is there a log at all?",
        "The slopes of log x and of -log(1 - x) are 1/x and 1/(1 - x); add them and bring them to one fraction.  The formulas are strings, with quotes around them.",
        "SLOPE: one over x times what x lacks to 1.  In the docstring, write `>>> logit(0.5)` and, on the next line, 0.0, which is what Python prints for it.",
    ),
    mutants=(
        Mutant("without-log", {'"log(x / (1 - x))"': '"x / (1 - x)"'}, "stops at the odds x / (1 - x); the logit is their log"),
        Mutant("sigmoid", {'"log(x / (1 - x))"': '"1 / (1 + exp(-x))"'}, "goes the other way: the sigmoid turns a score into a probability, the logit turns it back"),
        Mutant("upside-down", {'"log(x / (1 - x))"': '"log((1 - x) / x)"'}, "has the quotient upside down: likely things should get positive logits"),
        Mutant("inner-slope-forgotten", {'"1 / (x * (1 - x))"': '"(1 - x) / x"'}, "takes one over the argument of log and stops: the argument x / (1 - x) has a slope of its own, the chain rule wants it too"),
        Mutant("sigmoid's-slope", {'"1 / (x * (1 - x))"': '"x * (1 - x)"'}, "gives the slope of the sigmoid; going back along the same curve, rise and run change places"),
        Mutant("minus-inside", {'"1 / (x * (1 - x))"': '"1 / x - 1 / (1 - x)"'}, "loses a minus: the slope of -log(1 - x) is +1/(1 - x), since 1 - x falls as x grows"),
        Mutant("slope-in-z", {'"1 / (x * (1 - x))"': '"1 / (z * (1 - z))"'}, "writes z for x: z is the result, and may be any number"),
        Mutant("open-above", {'"0 < x < 1"': '"x > 0"'}, "allows x above 1, where 1 - x is negative and has no log"),
        Mutant("ends-included", {'"0 < x < 1"': '"0 <= x <= 1"'}, "includes the ends: at 0 and at 1 the logit is infinite"),
        Mutant("no-example", {"\n    >>> logit(0.5)\n    0.0\n": ""}, "has a docstring without an example: a reader looks at that first, and a test can run it"),
        Mutant("example-untrue", {"    >>> logit(0.5)\n    0.0\n": "    >>> logit(0.5)\n    0.5\n"}, "promises in its docstring what it does not keep: the example gives something else"),
        Mutant("not-documented", {'    """The odds': '    # The odds', "    x lies": "    # x lies", "    >>> logit(0.5)\n    0.0\n    \"\"\"": "    # logit(0.5) is 0.0"},
               "describes itself in a comment: help(logit) shows docstrings, and only a docstring's example can be run"),
    ),
    shown="""
    One row for the logarithm of the odds, and your operation works everywhere: backward(), forward mode, second derivatives, gradcheck, pictures, because all of them read the same two formulas.  With
    `rule(...)` the row joins the table of the package.  And the documentation cannot go stale: the example in it is a test, which is how every
    example in this package is kept true.
    """,
    teaches=("Rule", "docstring", "logarithm of the odds"),
    uses=("sigmoid", "natural logarithm", "gradcheck", "Dual", "logit"),
)  # fmt: skip
def check_own_op(you: You) -> None:
    """By another formula, 2 atanh(2x - 1), in value, slope and second derivative; the domain by trying; the docstring by running it."""
    for x in (0.5, 0.8, 0.05):
        told = you.VALUE.then(f"value at x = {x}", lambda text, x=x: Rule("value", text, "0")(x))
        told.should_be(other_logit(x))
        told = you.SLOPE.then(f"x = {x}", lambda _, x=x: slopes_at(you, x))
        told.then("slope by backward() at {}", lambda r: r[0]).should_be(derivative(other_logit)(x))
        told.then("second derivative at {}", lambda r: r[1]).should_be(derivative(other_logit, 2)(x))
    for x in (-0.5, 0.0, 0.25, 1.0, 1.5):
        told = you.DOMAIN.then(f"DOMAIN at x = {x}", lambda text, x=x: bool(eval(text, {"x": x})))  # noqa: S307  their own code
        told.should_be(math.isfinite(table.log(table.div(x, 1 - x))))
    if not all(row.ok for row in you.rows):  # the example cannot be right before the row is
        return
    documentation = you.logit.then("docstring of logit", lambda f: f.__doc__ or "")
    documentation.then("first line of the {}", first_line).should("be a sentence", is_sentence, because=DOCUMENT)
    documentation.then("examples in the {}", lambda words: len(examples(words))).should(
        "be one or more",
        lambda n: n > 0,
        because="Doctest examples begin with >>> and are followed by a line with what Python prints.",
    )
    documentation.then("wrong examples in the {}", lambda words: failures(words, you.logit.value)).should_be(0, because=DOCUMENT)


DOCUMENT = "Write for somebody who has never seen the function: what does one get, for which x, and show one call."


def slopes_at(you: You, x: float) -> Any:
    """(slope, second derivative) of the learner's row; ... where another of its formulas is still missing."""
    if you.VALUE.value is ... or you.DOMAIN.value is ...:
        return ...
    row, leaf = you.row.value(), Value(x)
    row(leaf).backward()
    return leaf.grad, grad(grad(row))(x)


def other_logit(x: Any) -> Any:
    return 2 * table.atanh(2 * x - 1)


def first_line(words: str) -> str:
    return words.strip().split("\n")[0]


def is_sentence(line: str) -> bool:
    return "TODO" not in line and len(line.split()) > 3 and line.rstrip().endswith(".")


def examples(words: str) -> list[doctest.Example]:
    return [e for e in doctest.DocTestParser().get_examples(words) if "TODO" not in e.source]


def failures(words: str, function: Callable) -> int:
    """How many examples give something else than they say."""
    case = doctest.DocTestParser().get_doctest(words, {**function.__globals__}, function.__name__, None, 0)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    runner = doctest.DocTestRunner(verbose=False, optionflags=flags)
    return runner.run(case, out=lambda _: None).failed


@lesson.exercise(
    "12.3",
    slug="yin_yang",
    title="Yin, yang and the dots",
    goal="Train a network that tells three classes apart, with the softmax loss on three scores and with Adam, written by you.",
    code='''
import random
from math import sqrt

from micrograd_like.data import yin_yang
from micrograd_like.nn import MLP


def adam(p, g, m, v, t, lr):
    """One step of Adam for one parameter, all floats: the new (p, m, v).

    m is a running mean of the gradient g, v one of its square: a tenth, and a thousandth, of each is new in every step.
    Both began at 0, so in step t, counted from 1, they are too small by the factors 1 - 0.9**t and 1 - 0.999**t.
    The step is lr times the mended m, divided by the root of the mended v plus 1e-8.
    """
    # TODO
    ...
    #> m = 0.9 * m + 0.1 * g
    #> v = 0.999 * v + 0.001 * g * g
    #> step = lr * (m / (1 - 0.9**t)) / (sqrt(v / (1 - 0.999**t)) + 1e-8)
    #> return p - step, m, v


def loss(model, X, y):
    """The mean over the examples of log(sum of exp(scores)) - right score: a Value, for scores of any size.

    model(x) is a list of three Values, y[i] the class of example i: 0, 1 or 2.
    """
    # TODO
    ...
    #> losses = []
    #> for x, label in zip(X, y):
    #>     scores = model(x)
    #>     top = max(s.data for s in scores)
    #>     total = sum((s - top).exp() for s in scores)
    #>     losses.append(total.log() + top - scores[label])
    #> return sum(losses) * (1 / len(losses))


def predict(model, x):
    """The class with the highest score."""
    # TODO
    ...
    #> scores = [s.data for s in model(x)]
    #> return scores.index(max(scores))


def train_step(model, memory, X, y, t, lr=0.01):
    """Gradients of the loss, then a step of Adam for each parameter; gives the loss before the step, a float.

    memory is a list with an (m, v) for each of model.parameters(), (0.0, 0.0) before step t = 1; keep it up to date.
    """
    # TODO
    ...
    #> model.zero_grad()
    #> total = loss(model, X, y)
    #> total.backward()
    #> for i, p in enumerate(model.parameters()):
    #>     p.data, *new = adam(p.data, p.grad, *memory[i], t, lr)
    #>     memory[i] = tuple(new)
    #> return total.data


if __name__ == "__main__":
    random.seed(3)
    train, test = yin_yang(300, seed=0), yin_yang(150, seed=1)
    model = MLP(2, [16, 3], activation="tanh")
    memory = [(0.0, 0.0)] * len(model.parameters())
    for t in range(1, 501):
        rows = random.sample(range(300), 40)
        told = train_step(model, memory, [train.X[i] for i in rows], [train.y[i] for i in rows], t, lr=0.05)
        if t % 100 == 0:
            right = sum(predict(model, x) == label for x, label in zip(test.X, test.y))
            print(f"step {t}: loss {told:.3f}, right on {right} of 150 points never trained on", flush=True)
''',
    hints=(
        "Which of the four is a sum over examples, which is about one parameter, and in what order do the gradients, the loss and the steps have to come?",
        "Adam: first update both means, then mend them, then step.  The loss is log-sum-exp minus the right score, with the largest score's .data taken out.  No max() of Values is needed for that.",
        "In train_step: zero_grad, loss, backward; then for parameter number i call adam with p.data, p.grad and the two numbers of memory[i], and store all three results.",
    ),
    mutants=(
        Mutant("not-mended", {"(m / (1 - 0.9**t)) / (sqrt(v / (1 - 0.999**t)) + 1e-8)": "m / (sqrt(v) + 1e-8)"},
               "steps with the means as they are: they began at 0, so the first steps have the wrong size, by a factor of three"),
        Mutant("mean-not-mended", {"(m / (1 - 0.9**t))": "m"}, "mends v and forgets m: the first step would be a tenth of lr"),
        Mutant("no-root", {"sqrt(v / (1 - 0.999**t))": "(v / (1 - 0.999**t))"}, "divides by v: it is a mean of squares, and its root has the size of a gradient"),
        Mutant("square-of-the-mean", {"0.001 * g * g": "0.001 * m * m"}, "averages the square of the mean, m; v is about the square of the gradient itself"),
        Mutant("shares-swapped", {"0.9 * m + 0.1 * g": "0.1 * m + 0.9 * g"}, "keeps a tenth of the mean and takes nine tenths new: that is hardly a mean"),
        Mutant("uphill", {"return p - step": "return p + step"}, "climbs: a step against the gradient lowers the loss"),
        Mutant("counts-from-zero", {"0.9**t)": "0.9 ** (t + 1))", "0.999**t)": "0.999 ** (t + 1))"}, "mends as if one more step had been taken: t counts from 1"),
        Mutant("overflows", {"top = max(s.data for s in scores)": "top = 0.0"}, "takes nothing out of the exps: scores of a thousand overflow"),
        Mutant("not-put-back", {"total.log() + top - scores": "total.log() - scores"}, "forgets to add the largest score back"),
        Mutant("first-class", {"scores[label])": "scores[0])"}, "subtracts the score of the first class, whatever the label is"),
        Mutant("sum-for-mean", {" * (1 / len(losses))": ""}, "adds the losses up; the mean is asked for"),
        Mutant("score-itself", {"scores.index(max(scores))": "max(scores)"}, "gives the highest score; asked for is the number of the class that has it"),
        Mutant("least-likely", {"scores.index(max(scores))": "scores.index(min(scores))"}, "picks the class with the lowest score"),
        Mutant("forgetful", {"            memory[i] = tuple(new)\n".replace("            ", "        "): ""}, "never stores the means: in every step it begins with an empty memory"),
        Mutant("never-zero", {"    model.zero_grad()\n": ""}, "never sets the gradients back: they add up from step to step"),
        Mutant("loss-after", {"return total.data": "return loss(model, X, y).data"}, "reports the loss after the step; asked for is the one that the step was computed from"),
    ),
    shown="""
    Three classes are three scores, and the loss of lesson 11 on top.  Adam divides each parameter's step by the usual size of its own gradient, so that one learning rate suits all;
    most networks of today are trained with it or a close relative.  `loop.fit` does what your last loop does, with validation, early stopping and a
    progress line.
    """,
    teaches=("Adam", "yin_yang"),
    uses=("MLP", "softmax", "log-sum-exp", "SGD", "accuracy"),
)  # fmt: skip
def check_yin_yang(you: You) -> None:
    """adam by optim.Adam, the loss by losses.cross_entropy, three steps by both together."""
    rule = optim.Adam([Value(0.0)])
    for p, g, m, v, t, lr in (
        (1.0, 4.0, 0.0, 0.0, 1, 0.1),
        (0.5, -2.0, 0.3, 0.02, 2, 0.1),
        (-1.0, 1e-3, -0.2, 0.5, 100, 0.01),
    ):
        new, state = rule.update(p, g, (m, v), lr, t)
        you.adam(p, g, m, v, t, lr).should_be((new, *state))
    points = yin_yang(6, seed=2)
    model = fresh()
    right = losses.cross_entropy([model(x) for x in points.X], points.y)
    you.loss.then("loss of a small model, 6 points", lambda f: f(model, points.X, points.y)).should_be(right)
    told = you.loss.then("loss of scores of a thousand", lambda f: f(scores_of_a_thousand, [[0.0], [1.0]], [1, 2]))
    told.should_be(losses.cross_entropy([scores_of_a_thousand([k]) for k in (0.0, 1.0)], [1, 2]))
    for x in points.X[:4]:
        scores = [s.data for s in model(x)]
        told = you.predict.then(f"predict(model, {[round(a, 2) for a in x]})", lambda f, x=x: f(model, x))
        told.should_be(max(range(3), key=lambda k, scores=scores: scores[k]))
    mine, its = fresh(), fresh()
    memory, optimizer = [(0.0, 0.0)] * len(mine.parameters()), optim.Adam(its, lr=0.05)
    for t in (1, 2, 3):
        optimizer.zero_grad()
        total = losses.cross_entropy([its(x) for x in points.X], points.y)
        total.backward()
        optimizer.step()
        told = you.train_step.then(
            f"train_step {t} of a small model", lambda f, t=t: f(mine, memory, points.X, points.y, t, 0.05)
        )
        told.should_be(total, within=1e-7)
        told.then(f"parameters after step {t}", lambda _: [p.data for p in mine.parameters()]).should_be(
            [p.data for p in its.parameters()], within=1e-6
        )


def fresh() -> nn.MLP:
    """The same small model each time, without touching anybody's random numbers."""
    state = random.getstate()
    random.seed(7)
    model = nn.MLP(2, [3, 3], activation="tanh")
    random.setstate(state)
    return model


def scores_of_a_thousand(x: Sequence[float]) -> list[Value]:
    """A model that is very sure."""
    return [Value(1000.0 + 3 * x[0]), Value(1001.5), Value(998.0)]


@lesson.exercise(
    "12.4",
    slug="side_by_side",
    title="The same network in PyTorch and JAX",
    goal="Translate a small network into PyTorch and into JAX, and get from both the loss and the gradients that your own engine gives.",
    code='''
from micrograd_like import Value

#   here                     PyTorch                                 JAX
#   Value(3.0)               torch.tensor(3.0, requires_grad=True)   jax.numpy.array(3.0)
#   a list of Values         one tensor with a shape                 one array with a shape
#   weighted sums in a loop  W @ x                                   W @ x
#   z.tanh()                 torch.tanh(z)                           jax.numpy.tanh(z)
#   loss.backward(), p.grad  loss.backward(), p.grad                 jax.value_and_grad(f, argnums=(0, 1, 2))(...)
#   out.data                 out.item(), p.grad.tolist()             float(out), slope.tolist()


def ours(W, b, v, x, y):
    """The loss (v · tanh(W x + b) - y)², and its gradients in W, b and v, as numbers and lists."""
    W, b, v = [[Value(w) for w in row] for row in W], [Value(n) for n in b], [Value(n) for n in v]
    hidden = [(sum(w * x_j for w, x_j in zip(row, x)) + b_i).tanh() for row, b_i in zip(W, b)]
    loss = (sum(v_i * h for v_i, h in zip(v, hidden)) - y) ** 2
    loss.backward()
    return loss.data, [[w.grad for w in row] for row in W], [n.grad for n in b], [n.grad for n in v]


def in_torch(torch, W, b, v, x, y):
    """The same with tensors that remember; the module comes as an argument."""
    # TODO: W, b and v as tensors with dtype=torch.float64 that want a gradient; x as one that does not
    ...
    #> W, b, v = (torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in (W, b, v))
    #> x = torch.tensor(x, dtype=torch.float64)
    # TODO: the loss, and one word that fills in the gradients
    ...
    #> loss = (v @ torch.tanh(W @ x + b) - y) ** 2
    #> loss.backward()
    return ...  #> loss.item(), W.grad.tolist(), b.grad.tolist(), v.grad.tolist()


def in_jax(jax, W, b, v, x, y):
    """The same with a function and its gradient, which is another function; nothing is remembered."""
    # TODO: x as an array; def loss(W, b, v), which gives the loss
    ...
    #> x = jax.numpy.array(x)
    #>
    #> def loss(W, b, v):
    #>     return (v @ jax.numpy.tanh(W @ x + b) - y) ** 2
    #>
    # TODO: value_and_grad of it, in all three arguments, called with W, b and v as arrays
    ...
    #> value, slopes = jax.value_and_grad(loss, argnums=(0, 1, 2))(*map(jax.numpy.array, (W, b, v)))
    return ...  #> float(value), *(slope.tolist() for slope in slopes)


# Predict: the loss is computed and differentiated a second time, and nobody has set anything to 0 in between.
# By which factor are the gradients then larger than after the first time?
# TODO
factor_in_torch = ...  #> 2.0
factor_in_jax = ...  #> 1.0


if __name__ == "__main__":
    numbers = [[0.5, -1.0], [0.25, 2.0], [-0.75, 0.5]], [0.1, -0.2, 0.3], [1.0, -2.0, 0.5], [0.8, -0.4], 1.0
    print("ours   ", ours(*numbers))
    for name, translated in (("torch", in_torch), ("jax", in_jax)):
        try:
            module = __import__(name)
        except ImportError:
            print(f"{name:7} is not installed here; the check runs your code on a small stand-in")
            continue
        if name == "jax":
            module.config.update("jax_enable_x64", True)  # JAX counts with 32 bits unless it is told otherwise
        print(f"{name:7}", translated(module, *numbers))
''',
    hints=(
        "Which lines of ours become shorter, and which disappear?  Where do the gradients live in each of the three: in the numbers, or in what a function gives back?",
        "W @ x + b is the whole first layer, v @ hidden the second.  torch.tensor takes lists of lists; without requires_grad=True its .grad stays None.  In JAX do not call backward: value_and_grad gives (value, (slopes of W, of b, of v)).",
        "torch: loss is the square of v @ torch.tanh(W @ x + b) minus y, then loss.backward(), then .item() and .grad.tolist().  jax: the same expression inside def loss(W, b, v), with jax.numpy.tanh.",
    ),
    mutants=(
        Mutant("no-gradient-wanted", {"dtype=torch.float64, requires_grad=True)": "dtype=torch.float64)"},
               "makes tensors that want no gradient: PyTorch follows only those with requires_grad=True, and .grad of the others is None"),
        Mutant("no-backward", {"    loss.backward()\n    return loss.item()": "    return loss.item()"}, "never calls backward() in PyTorch: then the gradients are not there yet"),
        Mutant("torch-without-tanh", {"torch.tanh(W @ x + b)": "(W @ x + b)"}, "leaves tanh out in PyTorch"),
        Mutant("bias-outside", {"torch.tanh(W @ x + b)": "(torch.tanh(W @ x) + b)"}, "adds the bias after tanh in PyTorch; it belongs to the weighted sum"),
        Mutant("torch-not-squared", {"(v @ torch.tanh(W @ x + b) - y) ** 2": "v @ torch.tanh(W @ x + b) - y"}, "gives the error in PyTorch, not its square"),
        Mutant("jax-without-tanh", {"jax.numpy.tanh(W @ x + b)": "(W @ x + b)"}, "leaves tanh out in JAX"),
        Mutant("transposed", {"jax.numpy.tanh(W @ x + b)": "jax.numpy.tanh(x @ W + b)"}, "multiplies from the wrong side in JAX: W has a row for each neuron, so it stands on the left of x"),
        Mutant("first-argument-only", {"argnums=(0, 1, 2)": "argnums=(0,)"}, "asks JAX for the gradient in the first argument only; argnums says in which ones"),
        Mutant("arguments-in-disorder", {"(*map(jax.numpy.array, (W, b, v)))": "(*map(jax.numpy.array, (W, v, b)))"}, "hands JAX the arguments in another order than loss takes them"),
        Mutant("torch-forgets", {"factor_in_torch = 2.0": "factor_in_torch = 1.0"}, "expects a fresh start: in PyTorch, as here, backward() adds to .grad until somebody sets it back"),
        Mutant("jax-adds-up", {"factor_in_jax = 1.0": "factor_in_jax = 2.0"}, "expects JAX to add up: it has no .grad to add to, a gradient is what a function gives back, the same every time"),
    ),
    shown="""
    The same three numbers in three notations.  PyTorch is this engine with tensors in the nodes: it records a graph as it computes, and backward() walks it.  JAX traces a
    pure function and gives you a new function, its gradient, as `micrograd_like.grad` does.  You have written every idea in either of them yourself:
    what remains is vocabulary, and hardware.
    """,
    teaches=("requires_grad", "argnums"),
    uses=("hidden", "tanh", "gradient", "Value"),
)  # fmt: skip
def check_side_by_side(you: You) -> None:
    """The loss and gradients by grad of the same network, on stand-ins made of Values, and on the real packages if they are loaded."""
    for number, size, data in (("first", (3, 2), 0.3), ("second", (2, 3), -0.7)):
        numbers = network(*size, data)
        value = network_loss(*numbers)
        right = [value, *(slope for slope in grad(network_loss, (0, 1, 2))(*numbers))]
        for name in ("torch", "jax"):
            for words, module in modules(name):
                told = getattr(you, f"in_{name}").then(
                    f"in_{name} on the {number} network{words}", lambda f, m=module, n=numbers: f(m, *n)
                )
                for k, part in enumerate(("loss", "gradient in W", "gradient in b", "gradient in v")):
                    told.then(f"{part}, {{}}", lambda r, k=k: r[k]).should_be(right[k], within=1e-7 if not words else 1e-4)
    you.factor_in_torch.should_be(torch_again(), secret=True)
    you.factor_in_jax.should_be(jax_again(), secret=True)


def modules(name: str) -> list[tuple[str, Any]]:
    """The stand-in, and the real package if somebody has imported it already."""
    real = sys.modules.get(name)
    return [("", getattr(translation, name)), *([(f" (real {name})", real)] if real else [])]


def network(rows: int, columns: int, x: float) -> tuple:
    """W, b, v, x and y of a small network, all different."""
    numbers = iter([x, -0.4, 0.9, 0.25, -1.1, 0.6, 0.15, -0.35, 0.8, 1.2, -0.55, 0.45, -0.65, 0.05])
    W = [[next(numbers) for _ in range(columns)] for _ in range(rows)]
    return W, [next(numbers) for _ in range(rows)], [next(numbers) for _ in range(rows)], [0.8, -0.5, 0.3][:columns], 0.5


def network_loss(W: Sequence, b: Sequence, v: Sequence, x: Sequence, y: float) -> Any:  # noqa: N803
    hidden = [table.tanh(table.affine(row, x, b_i)) for row, b_i in zip(W, b, strict=True)]
    return table.square(table.dot(v, hidden) - y)


def torch_again() -> float:
    """How much larger the grad is after a second backward()."""
    w = translation.torch.tensor([0.5, -1.0], requires_grad=True)
    grads = []
    for _ in range(2):
        (w @ w).backward()
        grads.append(w.grad.tolist()[0])
    return grads[1] / grads[0]


def jax_again() -> float:
    slope = translation.jax.grad(lambda w: w @ w)
    w = translation.jax.numpy.array([0.5, -1.0])
    return slope(w).tolist()[0] / slope(w).tolist()[0]
