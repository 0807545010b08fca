"""Lesson 0: the derivative as sensitivity.  Nothing but floats: nudge a number, and see what it does to the result."""

from __future__ import annotations

import math

from micrograd_like import Value
from micrograd_like.rules import table
from micrograd_like.rules.table import sin, sqrt

from ..exercise import Lesson, Mutant
from ..probes import You

lesson = Lesson(
    0,
    "sensitivity",
    "The derivative as sensitivity",
    story="""
    Before any formula, a derivative answers a question anybody can ask: if I turn this knob a little, how much does the
    result move?  In this lesson you measure it with a nudge, learn which nudge to trust, find it with pen and paper, and
    read it as a force.
    """,
    sources="CS231n, backprop notes; Karpathy, micrograd lecture and its exercises",
    look="""
    # A parabola, and three lines that meet it at x = 2.  Only one of them runs along with the curve there.  Which?
    from micrograd_like.pictures.plots import line_plot

    xs = [k / 10 for k in range(41)]
    lines = {"y = x * x": (xs, [x * x for x in xs])}
    for slope in (2, 4, 6):
        lines[f"slope {slope}"] = (xs, [4 + slope * (x - 2) for x in xs])
    line_plot(lines, title="Which slope does the curve have at 2?", xlabel="x", ylabel="y")
    """,
)


def parabola(x):
    return 3 * x**2 - 4 * x + 5


def line(x):
    return 7 - 2 * x


@lesson.exercise(
    "0.1",
    slug="nudge",
    title="The slope by nudging",
    goal="Write slope(f, x, h): how much f rises per unit of x when x is nudged by h.",
    code='''
def f(x):
    return 3 * x**2 - 4 * x + 5


def slope(f, x, h):
    """The rise of f from x to x + h, for each unit of the step."""
    # TODO: nudge x by h, see how far f rises, and divide by the step
    ...
    #> return (f(x + h) - f(x)) / h


if __name__ == "__main__":
    for h in (1.0, 0.1, 0.01, 0.001):
        print(h, slope(f, 3.0, h))
''',
    hints=(
        "Two numbers are needed: f where you are, and f a step further on.  Which of them comes first in the difference?",
        "A slope is rise over run.  The run is h; the rise is what f gained on the way from x to x + h.",
        "Put brackets around the whole rise, f(x + h) - f(x), before you divide it by h.",
    ),
    mutants=(
        Mutant("rise-only", {" / h": ""}, "gives the rise alone: a rate is the rise for each unit of the step, so divide by h"),
        Mutant("no-brackets", {"(f(x + h) - f(x)) / h": "f(x + h) - f(x) / h"},
               "divides only f(x) by h: `/` binds tighter than `-`, so the rise needs brackets"),
        Mutant("turned-round", {"f(x + h) - f(x)": "f(x) - f(x + h)"},
               "takes the new value from the old one: where f rises it reports a fall"),
        Mutant("run-over-rise", {"(f(x + h) - f(x)) / h": "h / (f(x + h) - f(x))"},
               "divides run by rise: it says how far x must go to raise f by one, which is one over the slope"),
        Mutant("both-sides", {"(f(x + h) - f(x)) / h": "(f(x + h) - f(x - h)) / (2 * h)"},
               "steps to both sides of x: a good idea, which comes next; here the step begins at x and ends at x + h"),
        Mutant("ends-at-x", {"(f(x + h) - f(x)) / h": "(f(x) - f(x - h)) / h"},
               "takes the step that ends at x: asked for is the one that begins there, from x to x + h"),
        Mutant("nudges-the-result", {"f(x + h)": "f(x) + h"},
               "adds h to the result of f instead of to x, and so gives 1 for every function: nudge what goes in, and watch what comes out"),
    ),
    shown="""
    A derivative is a rate.  At x = 3 the nudges 1, 0.1, 0.01, 0.001 give 17, 14.3, 14.03, 14.003: they settle on 14, and
    that limit is the derivative of 3x² - 4x + 5 at 3.  It belongs to a place: at x = 2/3 the same function does not react at all.
    """,
    teaches=("slope", "derivative", "rise"),
)  # fmt: skip
def check_nudge(you: You) -> None:
    """The slope of a secant in closed form: a(2x + h) + b for ax² + bx + c, and the steepness itself for a line."""
    for x, h in ((3.0, 0.001), (3.0, 0.5), (-1.0, 0.25), (2 / 3, 1e-4), (0.5, -0.125)):
        you.slope(parabola, x, h).should_be(3 * (2 * x + h) - 4, within=1e-7)
    for x, h in ((0.0, 1.0), (10.0, 0.25)):
        you.slope(line, x, h).should_be(-2.0, because="A straight line has the same slope everywhere, whatever the step.")


@lesson.exercise(
    "0.2",
    slug="step_size",
    title="Which nudge to trust",
    goal="Write the central difference, measure the errors of both formulas over many steps, and find the step that serves best.",
    code='''
import math


def forward(f, x, h):
    return (f(x + h) - f(x)) / h


def central(f, x, h):
    """The slope from h before x to h behind it."""
    # TODO: the same idea, with x in the middle; mind the length of the step
    ...
    #> return (f(x + h) - f(x - h)) / (2 * h)


def errors(formula, f, x, exact, steps):
    """For each step, how far formula(f, x, step) lies from the exact derivative: a list of distances, none below 0."""
    # TODO
    ...
    #> return [abs(formula(f, x, h) - exact) for h in steps]


def best_step(formula, f, x, exact, steps):
    """The step with the smallest error."""
    # TODO
    ...
    #> found = errors(formula, f, x, exact, steps)
    #> return steps[found.index(min(found))]


if __name__ == "__main__":
    steps = [10.0**-k for k in range(1, 14)]
    for formula in (forward, central):
        print(formula.__name__)
        for h, error in zip(steps, errors(formula, math.sin, 1.0, math.cos(1.0), steps)):
            print(f"  h = {h:.0e}   error {error:.0e}  " + "*" * round(14 + math.log10(error + 1e-14)))
''',
    hints=(
        "From x - h to x + h: how long is that walk?  And can an error be negative?",
        "Central: the rise is f(x + h) - f(x - h), and the run is twice h.  An error is the size of a difference: abs().",
        "For best_step make the list of errors first; its min() is the smallest, and .index() tells at which place it stands.",
    ),
    mutants=(
        Mutant("half-the-run", {"(2 * h)": "h"}, "divides by h although the walk from x - h to x + h is 2h long: twice the slope"),
        Mutant("no-brackets", {"/ (2 * h)": "/ 2 * h"},
               "divides by 2 and then multiplies by h: in Python `/ 2 * h` runs from left to right, so write `/ (2 * h)`"),
        Mutant("still-forward", {"(f(x + h) - f(x - h)) / (2 * h)": "(f(x + h) - f(x)) / h"},
               "steps to one side only: that is the forward difference again, whose error shrinks like h and not like h²"),
        Mutant("signed-error", {"abs(formula(f, x, h) - exact)": "formula(f, x, h) - exact"},
               "keeps the sign of the error: then the most negative error wins, and it may be the worst"),
        Mutant("smallest-step", {"steps[found.index(min(found))]": "min(steps)"},
               "takes the smallest step: below some h the two values of f agree in nearly all their digits, and the difference is rounding noise"),
        Mutant("place-not-step", {"steps[found.index(min(found))]": "found.index(min(found))"},
               "gives the place in the list at which the smallest error stands; asked for is the step at that place"),
        Mutant("error-not-step", {"steps[found.index(min(found))]": "min(found)"},
               "gives back the smallest error; what is asked for is the step that has it"),
    ),
    shown="""
    The error over h is a U.  To the left of its bottom rounding rules: two numbers of 16 digits that agree in most of them
    are subtracted, and the noise, about 1e-16, is divided by h.  To the right the curve of f rules: the forward difference
    errs like h, the central one like h².

    So the forward formula is best near h = 1e-8 with an error about 1e-8, the central one near 1e-5 with an error about 1e-11.
    That is why people check their derivatives with central differences and a step of 1e-5: a smaller step is not a better one.
    """,
    teaches=("central difference", "forward difference", "rounding"),
    uses=("slope", "derivative"),
)  # fmt: skip
def check_step_size(you: You) -> None:
    """Closed forms on a cube, where (x+h)³ - (x-h)³ is 2h(3x² + h²); then the errors of formulas of ours, exact by construction."""
    for x, h in ((2.0, 0.5), (-1.0, 0.1), (3.0, 1e-3)):
        you.central(cube, x, h).should_be(3 * x * x + h * h, within=1e-8)
    steps = [1.0, 0.5, 0.25, 0.125, 0.0625]
    you.errors(skewed, line, 1.0, -2.0, steps).should_be([abs(h * h - h / 4) for h in steps], within=1e-9)
    you.best_step(skewed, line, 1.0, -2.0, steps).should_be(min(steps, key=lambda h: abs(h * h - h / 4)))
    you.best_step(off_by_the_step, line, 1.0, -2.0, [0.25, 1.0, 0.5]).should_be(0.25)
    powers = [10.0**-k for k in range(1, 14)]
    for formula, low, high in ((forward, 0.9e-9, 1.1e-7), (central, 0.9e-7, 1.1e-4)):
        found = you.best_step(formula, math.sin, 1.0, math.cos(1.0), powers)
        found.then(f"best step of {formula.__name__} for sin", float).should(
            f"lie between {low:.0e} and {high:.0e}", lambda h, low=low, high=high: low < h < high
        )


def cube(x):
    return x**3


def forward(f, x, h):
    return (f(x + h) - f(x)) / h


def central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def skewed(f, x, h):
    """A formula whose error is h² - h/4: negative for small steps, 0 at a quarter."""
    return f(x + 1) - f(x) + h * h - h / 4


def off_by_the_step(f, x, h):
    return f(x + 1) - f(x) + h


@lesson.exercise(
    "0.3",
    slug="by_hand",
    title="The gradient by hand",
    goal="Find the three derivatives of f(a, b, c) = -a³ + sin 3b - 1/c + b^2.5 - √a with pen and paper, and write gradient(a, b, c).",
    code='''
from math import cos, sin, sqrt


def f(a, b, c):
    return -(a**3) + sin(3 * b) - 1.0 / c + b**2.5 - a**0.5


def gradient(a, b, c):
    """[df/da, df/db, df/dc]: each says how f reacts to one input while the other two stand still."""
    # TODO: differentiate f with pen and paper, once for each input
    df_da = ...  #> -3 * a**2 - 0.5 / sqrt(a)
    df_db = ...  #> 3 * cos(3 * b) + 2.5 * b**1.5
    df_dc = ...  #> 1 / c**2
    return [df_da, df_db, df_dc]


if __name__ == "__main__":
    h = 1e-5
    a, b, c = 2.0, 3.0, 4.0
    print("yours:   ", gradient(a, b, c))
    print("by nudge:", (f(a + h, b, c) - f(a - h, b, c)) / (2 * h))
    print("         ", (f(a, b + h, c) - f(a, b - h, c)) / (2 * h))
    print("         ", (f(a, b, c + h) - f(a, b, c - h)) / (2 * h))
''',
    hints=(
        "Which terms of f contain a at all?  For df/da the others are constants, and a constant does not react.",
        "The rule for powers: x^n has the derivative n·x^(n-1).  Roots and fractions are powers too: √a = a^(1/2), 1/c = c^(-1).",
        "sin 3b runs three times as fast as sin b: its derivative is 3·cos 3b.  And -1/c = -(c^-1) has a derivative above 0.",
    ),
    mutants=(
        Mutant("inner-forgotten", {"3 * cos(3 * b)": "cos(3 * b)"},
               "forgets that 3b moves three times as fast as b: sin 3b changes at the rate 3 cos 3b"),
        Mutant("sine-sign", {"3 * cos(3 * b)": "-3 * cos(3 * b)"}, "gives sin the derivative -cos; that minus belongs to the derivative of cos"),
        Mutant("sign-of-reciprocal", {"1 / c**2": "-1 / c**2"},
               "has df/dc < 0: 1/c falls as c grows, and -1/c therefore rises; two minus signs meet"),
        Mutant("log-for-reciprocal", {"1 / c**2": "-log(abs(c))", "cos, sin": "cos, log, sin"},
               "integrates 1/c, which gives a logarithm, where the derivative is asked for"),
        Mutant("exponent-kept", {"2.5 * b**1.5": "2.5 * b**2.5"}, "brings the exponent 2.5 to the front but leaves it upstairs as it was: it must fall to 1.5"),
        Mutant("root-sign", {"- 0.5 / sqrt(a)": "+ 0.5 / sqrt(a)"}, "loses the minus in front of √a"),
        Mutant("root-upside-down", {"0.5 / sqrt(a)": "0.5 * sqrt(a)"},
               "gives √a the derivative ½√a: the exponent ½ falls by one to -½, so the root goes below the line"),
        Mutant("cube-sign", {"-3 * a**2": "3 * a**2"}, "drops the minus of -a³: more a means less f"),
    ),
    shown="""
    At a = 2, b = 3, c = 4 the gradient is -12.3534, 10.2570, 0.0625: three sensitivities in a row.  Nudge a and f falls twelve times
    as fast; c hardly matters.  You wrote each by applying a handful of rules to pieces of f, and a machine can do the same:
    that is where these lessons lead.
    """,
    teaches=("gradient",),
    uses=("derivative",),
)  # fmt: skip
def check_by_hand(you: You) -> None:
    """Against the engine, which applies the rule table to the same f, at the exercise's point and at others."""
    for point in ((2.0, 3.0, 4.0), (0.5, 1.0, -2.0), (1.5, 0.25, 0.5)):
        a, b, c = map(Value, point)
        (-(a**3) + sin(3 * b) - 1.0 / c + b**2.5 - sqrt(a)).backward()
        mine = you.gradient(*point)
        for k, (name, right) in enumerate(zip("abc", (a.grad, b.grad, c.grad), strict=True)):
            mine.then(f"df/d{name} at {point}", lambda answer, k=k: answer[k]).should_be(right)


@lesson.exercise(
    "0.4",
    slug="force",
    title="The gradient as a force",
    goal="Predict which way each input must move to make the result larger, then push all of them that way.",
    code='''
# Write +1 where nudging the input up makes the result larger, -1 where it makes it smaller, 0 where nothing happens.
# Predict first.  Run nothing.

# f(x, y, z) = (x + y) * z   at   x = -2, y = 5, z = -4
# TODO
x_in_f = ...  #> -1
y_in_f = ...  #> -1
z_in_f = ...  #> +1

# g(u, v) = max(u, v)   at   u = 4, v = 7
u_in_g = ...  #> 0
v_in_g = ...  #> +1


def push(inputs, gradient, step):
    """The inputs, each moved the way that makes the result larger: by step times its entry of the gradient."""
    # TODO
    ...
    #> return [x + step * g for x, g in zip(inputs, gradient)]


if __name__ == "__main__":
    x, y, z = -2.0, 5.0, -4.0
    print("before:", (x + y) * z)
    x, y, z = push([x, y, z], [z, z, x + y], 0.01)
    print("after: ", (x + y) * z)
''',
    hints=(
        "For z: the bracket x + y is 3 there.  Three times something: does it rise when the something rises from -4 to -3.9?",
        "For x: raising x raises the bracket, and the bracket is multiplied by z, which is negative at this place.  For u: does the max even look at it?",
        "In push, an entry above 0 means: more of this input, more result.  So every input moves by + step * entry, also where the entry is negative.",
    ),
    mutants=(
        Mutant("sum-only", {"x_in_f = -1": "x_in_f = +1", "y_in_f = -1": "y_in_f = +1"},
               "looks at the sum alone: x + y does rise with x, but it is then multiplied by z = -4, which turns the direction round"),
        Mutant("sign-of-z", {"z_in_f = +1": "z_in_f = -1"},
               "reads the sign of z itself; what counts is what z is multiplied by, and x + y = 3 is positive"),
        Mutant("max-shares", {"u_in_g = 0": "u_in_g = +1"},
               "lets both inputs of the max pull: u = 4 is below v = 7, so a small change of u changes nothing"),
        Mutant("downhill", {"x + step * g": "x - step * g"},
               "goes the other way: minus the gradient makes the result smaller (later you will want that; here it should grow)"),
        Mutant("full-step", {"x + step * g": "x + g"}, "ignores the step: the gradient is a rate at this place, and far away it is no longer true"),
        Mutant("same-for-all", {"x + step * g": "x + step"},
               "moves every input up by the same amount: each has its own entry in the gradient, which says how far and which way"),
        Mutant("sign-only", {"x + step * g": "x + step * (1 if g > 0 else -1 if g < 0 else 0)"},
               "keeps only the sign of each entry: an input that matters more should move further"),
    ),
    shown="""
    Read a gradient as forces on the inputs: its sign says which way each wants to go to raise the result, its size how much that
    is worth.  x and y want to fall because z is negative; z wants to rise because x + y is positive; u feels no force at all.
    Push all of them a little along their forces and the result must grow.  Training a network is this, with many knobs,
    downhill.
    """,
    teaches=("force",),
    uses=("gradient",),
)  # fmt: skip
def check_force(you: You) -> None:
    """Signs from the engine's gradients; push against its definition, and by the property that the result grows."""
    x, y, z, u, v = map(Value, (-2.0, 5.0, -4.0, 4.0, 7.0))
    ((x + y) * z).backward()
    table.max(u, v).backward()
    for name, value in (("x_in_f", x), ("y_in_f", y), ("z_in_f", z), ("u_in_g", u), ("v_in_g", v)):
        getattr(you, name).should_be(sign(value.grad), secret=True)
    start, forces = [x.data, y.data, z.data], [x.grad, y.grad, z.grad]
    before = product_of_sum(start)
    moved = you.push(start, forces, 0.01)
    grown = moved.then("(x + y) * z after {}", product_of_sum)
    grown.should(f"be more than {before:g}", lambda after: after > before)
    you.push([1.0, 1.0, 1.0], [2.0, -0.5, 0.0], 0.1).should_be([1.2, 0.95, 1.0], within=1e-9)


def product_of_sum(inputs):
    x, y, z = inputs
    return (x + y) * z


def sign(g):
    return (g > 0) - (g < 0)
