"""Lesson 10: when gradients go wrong.  Backpropagation is right and training stands still: seven ways, and what helps."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Value, health
from micrograd_like.modes import grad
from micrograd_like.nn import losses
from micrograd_like.rules import RULES, table
from micrograd_like.training import optim

from ..exercise import Lesson, Mutant
from ..probes import You

lesson = Lesson(
    10,
    "leaks",
    "When gradients go wrong",
    story="""
    "Why write the backward pass by hand, when the library does it?"  Because the abstraction leaks.  Each gradient below is
    correct to the last digit, and still nothing is learnt: it has been multiplied by almost nothing, by exactly nothing, or by far too much.
    Who knows the gates sees it coming.
    """,
    sources='Karpathy, "Yes you should understand backprop"; CS231n; Nielsen, chapter 5; Pascanu, Mikolov & Bengio; Glorot & Bengio; He et al.',
    look="""
    # One neuron, with its weight made larger and larger.  The larger it is, the more of the line is flat: what does a flat piece learn?
    from micrograd_like import tanh
    from micrograd_like.pictures.plots import line_plot

    xs = [k / 50 for k in range(-100, 101)]
    line_plot({f"w = {w}": (xs, [tanh(w * x) for x in xs]) for w in (1, 3, 30)}, title="tanh(w * x)", xlabel="x", ylabel="output")
    """,
)


@lesson.exercise(
    "10.1",
    slug="a_quarter",
    title="A quarter at most",
    goal="Show that the slope of the sigmoid is never above 1/4, and find where it is largest and where hardly anything is left of it.",
    code='''
from math import exp, log


def slope(s):
    """The slope of the sigmoid where its value is s."""
    # TODO
    ...
    #> return (1 - s) * s


def missing(s):
    """What slope(s) lacks to 1/4, written as the square of something: so nobody can doubt that it is never negative."""
    # TODO
    ...
    #> return (s - 0.5) ** 2


# Predict: the x at which the sigmoid is steepest, its slope there, and the largest slope that tanh has.
# TODO
steepest_at = ...  #> 0.0
its_slope_there = ...  #> 0.25
slope_of_tanh_at_its_steepest = ...  #> 1.0


def flat_beyond(share):
    """The positive x beyond which the sigmoid keeps less than this share, say 0.01, of its largest slope."""
    # TODO: solve (1 - s) * s = share / 4 for the larger s; the sigmoid takes the value s at log(s / (1 - s))
    ...
    #> s = (1 + (1 - share) ** 0.5) / 2
    #> return log(s / (1 - s))


if __name__ == "__main__":
    print("    x   sigmoid     slope   missing to 1/4")
    for x in (-6, -4, -2, 0, 2, 4, 6):
        s = 1 / (1 + exp(-x))
        print(f"{x:5}{s:10.5f}{slope(s):10.5f}{missing(s):10.5f}")
    print("less than a hundredth of the largest slope beyond x =", flat_beyond(0.01))
''',
    hints=(
        "The sigmoid's value s lies between 0 and 1.  For which s is s times the rest, 1 - s, largest?  And at which x does it have this value?",
        "1/4 - s + s² is the square of a difference.  For the last function: s² - s + share/4 = 0 has two roots on either side of 1/2.",
        "The roots are one half plus and minus half the square root of 1 - share; take the larger, and put it into the logarithm given.",
    ),
    mutants=(
        Mutant("tanh's-slope", {"return (1 - s) * s": "return 1 - s**2"}, "uses the slope of tanh, 1 - z²; the sigmoid's is s times what s lacks to 1"),
        Mutant("rest-only", {"return (1 - s) * s": "return 1 - s"}, "leaves out one factor: the sigmoid is flat at both ends, where s is 0 and where it is 1"),
        Mutant("not-squared", {"(s - 0.5) ** 2": "s - 0.5"}, "does not square: s - 1/2 is negative for half of all s, and the proof is gone"),
        Mutant("square-around-a-quarter", {"(s - 0.5) ** 2": "(s - 0.25) ** 2"}, "puts the top of the parabola at s = 1/4: that is how high it is, not where"),
        Mutant("place-for-value", {"steepest_at = 0.0": "steepest_at = 0.5"}, "mixes up x and s: the value of the sigmoid is 1/2 where it is steepest, and x is something else there"),
        Mutant("value-for-slope", {"its_slope_there = 0.25": "its_slope_there = 0.5"}, "gives the value of the sigmoid at its middle; the slope there is (1 - s) s"),
        Mutant("slope-one", {"its_slope_there = 0.25": "its_slope_there = 1.0"}, "expects 1, as for tanh: the sigmoid climbs by 1 in all, and needs twice as wide a stretch as tanh needs for 2"),
        Mutant("tanh-a-quarter", {"at_its_steepest = 1.0": "at_its_steepest = 0.25"}, "takes tanh for a sigmoid: it is one, but twice as high and twice as steep in x, so four times the slope"),
        Mutant("smaller-root", {"(1 + (1 - share)": "(1 - (1 - share)"}, "takes the smaller root: that is the place on the left, where x is negative"),
        Mutant("value-of-the-place", {"return log(s / (1 - s))": "return s"}, "stops at the value s; the question was at which x the sigmoid takes it"),
        Mutant("share-of-one", {"(1 - share) ** 0.5": "(1 - 4 * share) ** 0.5"}, "takes a share of 1: the largest slope is 1/4, and the share is of that"),
    ),
    shown="""
    1/4 - (1 - s)s = (s - 1/2)², which is never negative: so the slope is at most 1/4, and reaches it in the middle only.  Every sigmoid on the way back
    takes at least three quarters of the gradient.  Beyond x = 6 it takes more than 99 % of that quarter as well, and says nothing about it.
    """,
    uses=("sigmoid", "tanh", "local derivative"),
)  # fmt: skip
def check_a_quarter(you: You) -> None:
    """Slopes by the rule table; the steepest place by looking; the flat place by bisection."""
    for x in (0.0, 1.5, -3.0):
        s, (right,) = table.sigmoid.linearize(x)
        you.slope(s).should_be(right)
        you.missing(s).should_be(0.25 - right)
    x, top = steepest(table.sigmoid)
    why = "Try a few x around there in your mind, or print a few slopes."
    you.steepest_at.should_be(x, because=why, secret=True)
    you.its_slope_there.should_be(top, because=why, secret=True)
    you.slope_of_tanh_at_its_steepest.should_be(steepest(table.tanh)[1], because=why, secret=True)
    for share in (0.01, 0.2):
        you.flat_beyond(share).should_be(crossing(table.sigmoid, share * top), within=1e-7)


def steepest(row: Any) -> tuple[float, float]:
    """Where, among eighths, the function is steepest, and how steep."""
    return max(((k / 8, slope_of(row, k / 8)) for k in range(-40, 41)), key=lambda pair: pair[1])


def slope_of(row: Any, x: float) -> float:
    return row.linearize(x)[1][0] or 0.0


def crossing(row: Any, level: float) -> float:
    """The positive x at which the slope has fallen to the level."""
    low, high = 0.0, 50.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope_of(row, middle) > level else (low, middle)
    return low


@lesson.exercise(
    "10.2",
    slug="saturated",
    title="Too sure to learn",
    goal="Multiply the weights of a sigmoid neuron by ten, watch its gradient vanish, and write the gauge that warns of it.",
    code='''
from math import exp

from micrograd_like import Value


def gradient(w, x):
    """The gradient of sigmoid(w · x) in the weights: lists of numbers in, a list of numbers out."""
    # TODO: Values for the weights, the output, backward()
    ...
    #> ws = [Value(number) for number in w]
    #> z = sum(w_i * x_i for w_i, x_i in zip(ws, x))
    #> z.sigmoid().backward()
    #> return [w_i.grad for w_i in ws]


def saturated(outputs):
    """The share, from 0 to 1, of these sigmoid outputs at which the slope is below a hundredth of the largest, 1/4."""
    # TODO
    ...
    #> return sum((1 - s) * s < 0.0025 for s in outputs) / len(outputs)


# Predict: "larger", "smaller" or "the same".  All weights are multiplied by 10.
# TODO
# How large is the gradient in the weights then, if w · x was 2?
if_z_was_2 = ...  #> "smaller"
# And if w · x was 0?
if_z_was_0 = ...  #> "the same"
# And if w · x was 0, how large is the gradient in x, that is, what the layer before gets to hear?
in_x_if_z_was_0 = ...  #> "larger"


if __name__ == "__main__":
    w, examples = [0.4, -0.3], [[1.0, 2.0], [-2.0, 1.0], [3.0, -1.0], [-1.0, -2.5]]
    for factor in (1, 3, 10, 30, 100):
        bigger = [factor * number for number in w]
        outputs = [1 / (1 + exp(-sum(a * b for a, b in zip(bigger, x)))) for x in examples]
        largest = max(abs(g) for x in examples for g in gradient(bigger, x))
        print(f"weights times {factor:3}: {saturated(outputs):4.0%} saturated, largest slope in a weight {largest:.2g}")
''',
    hints=(
        "By the chain rule the gradient in w is (1 - s) s times x, that in x is (1 - s) s times w.  Which of the factors changes, and which way?",
        "10 times z = 2 is 20, where the sigmoid is flat; 10 times 0 is still 0, where it is not.  In saturated, test the slope, which is small at both ends.",
        "saturated counts the outputs with (1 - s) * s below 0.01 times 0.25, and divides by their number; True counts as 1 in a sum.",
    ),
    mutants=(
        Mutant("in-the-inputs", {"ws = [Value(number) for number in w]": "ws = [Value(number) for number in x]", "zip(ws, x)": "zip(ws, w)"},
               "gives the slopes in the inputs, which are multiplied by the weights; the slope in a weight is multiplied by its own input"),
        Mutant("no-sigmoid", {"z.sigmoid().backward()": "z.backward()"}, "goes back from the weighted sum: the gradient has to pass the sigmoid first, and that is where it gets lost"),
        Mutant("upper-end-only", {"(1 - s) * s < 0.0025": "s > 0.9975"}, "looks at the upper end alone: an output near 0 is as stuck as one near 1"),
        Mutant("exactly-flat", {"(1 - s) * s < 0.0025": "(1 - s) * s == 0"}, "waits until the slope is exactly 0: a gradient a thousand times too small is lost long before"),
        Mutant("hundredth-of-one", {"< 0.0025": "< 0.01"}, "compares with a hundredth of 1: the largest slope is 1/4"),
        Mutant("counted", {" / len(outputs)": ""}, "counts them; a share is asked for"),
        Mutant("larger-weights-larger-gradient", {'if_z_was_2 = "smaller"': 'if_z_was_2 = "larger"'},
               "expects larger gradients of larger weights: the weights are not even in this gradient, which is slope times x, and the slope has collapsed"),
        Mutant("always-smaller", {'if_z_was_0 = "the same"': 'if_z_was_0 = "smaller"'}, "expects the gradient to shrink everywhere: 10 times 0 is 0, so this neuron has not moved on its curve"),
        Mutant("x-like-w", {'in_x_if_z_was_0 = "larger"': 'in_x_if_z_was_0 = "the same"'}, "overlooks that the gradient in x is slope times w, and w has grown tenfold"),
    ),
    shown="""
    The neuron with large weights is sure of everything, and whoever is sure cannot learn: σ' is a factor of every gradient below it.  Nothing is broken,
    no error is raised, the loss simply stops falling.  `health.report` shows the saturated share of each layer of a network.  Cures: smaller weights at the
    start, inputs of ordinary size, or an activation that is not flat.
    """,
    uses=("sigmoid", "weight", "gradient", "chain rule", "Value"),
)  # fmt: skip
def check_saturated(you: You) -> None:
    """Gradients by the rule of the sigmoid; the gauge against the same slopes; the predictions by measuring."""
    for w, x in (([0.5, 0.5], [1.0, 3.0]), ([5.0, 5.0], [1.0, 3.0]), ([-0.2, 0.4, 1.0], [1.0, -2.0, 0.5])):
        z = table.dot(w, x)
        you.gradient(w, x).should_be([slope_of(table.sigmoid, z) * x_i for x_i in x], floor=0.0, within=1e-7)
    for zs in ((0.0, 1.0, -7.0, 30.0), (5.0, -5.5, 6.5, -900.0, 2.0), (-8.0, -9.0)):
        right = sum(slope_of(table.sigmoid, z) < 0.01 * steepest(table.sigmoid)[1] for z in zs) / len(zs)
        you.saturated([table.sigmoid(z) for z in zs]).should_be(right)
    you.if_z_was_2.should_be(change([0.5, 0.5], [2.0, 2.0], 0), secret=True)
    you.if_z_was_0.should_be(change([0.5, -0.5], [2.0, 2.0], 0), secret=True)
    you.in_x_if_z_was_0.should_be(change([0.5, -0.5], [2.0, 2.0], 1), secret=True)


def change(w: list[float], x: list[float], argument: int) -> str:
    """What happens to the gradient of sigmoid(w . x) in w (0) or x (1) when w grows tenfold."""
    slopes = grad(lambda w, x: table.sigmoid(table.dot(w, x)), argument)
    before, after = (math.hypot(*slopes(ws, x)) for ws in (w, [10 * number for number in w]))
    return "the same" if math.isclose(before, after) else "larger" if after > before else "smaller"


@lesson.exercise(
    "10.3",
    slug="vanishing",
    title="A tower of sigmoids",
    goal="Build k sigmoid neurons in a row, and compare what the first of them gets to hear with the ceiling of 1/4 per floor.",
    code='''
from micrograd_like import Value


def tower(x, weights, biases):
    """a = x, then a = sigmoid(w * a + b) for each weight and bias: its slope in every bias, first to last."""
    # TODO
    ...
    #> bs = [Value(b) for b in biases]
    #> a = Value(x)
    #> for w, b in zip(weights, bs):
    #>     a = (w * a + b).sigmoid()
    #> a.backward()
    #> return [b.grad for b in bs]


def ceiling(k, weight):
    """The most that the first bias of k neurons can get, if every weight is this one (a positive number)."""
    # TODO: on the way from the last output to the first bias there are k sigmoids; how many weights?
    ...
    #> return 0.25**k * weight ** (k - 1)


def floors_until(limit):
    """The smallest k whose ceiling, with weights 1, is below the limit."""
    # TODO: with weights 1 a floor is a quarter of the one above it
    ...
    #> k = 1
    #> while 0.25**k >= limit:
    #>     k += 1
    #> return k


# With which weight would the ceiling be the same for every k?
# TODO
weight_that_keeps_it = ...  #> 4.0


if __name__ == "__main__":
    print(" k   first bias     last bias     ceiling")
    for k in range(1, 13):
        slopes = tower(0.5, [1.0] * k, [-0.5] * k)
        print(f"{k:2}{slopes[0]:13.3g}{slopes[-1]:14.3g}{ceiling(k, 1.0):12.3g}")
    print("a millionth is left after", floors_until(1e-6), "floors")
''',
    hints=(
        "Walk back from the output by hand for k = 2: which local derivatives do you pass before you reach the first bias?",
        "Each sigmoid multiplies by at most 1/4, each w * a by w.  A bias is added right below its own sigmoid: its weight is not on the way.",
        "The ceiling is a quarter to the power k, times the weight to the power k - 1.  Count k up from 1 until it is below the limit.",
    ),
    mutants=(
        Mutant("linear", {"(w * a + b).sigmoid()": "w * a + b"}, "leaves the sigmoids out: a row of straight lines is a straight line, and nothing would shrink"),
        Mutant("last-first", {"[b.grad for b in bs]": "[b.grad for b in reversed(bs)]"}, "lists the slopes from the last floor to the first; first to last is asked for"),
        Mutant("one-bias", {"bs = [Value(b) for b in biases]": "bs = [Value(biases[0])] * len(biases)"},
               "uses one and the same Value as the bias of every floor: `[thing] * n` repeats the thing, and all their shares end in one grad"),
        Mutant("cut", {"a = (w * a + b).sigmoid()": "a = (w * a.data + b).sigmoid()"}, "goes on with a.data, a bare number: no gradient finds the way down past the last floor"),
        Mutant("a-weight-too-many", {"weight ** (k - 1)": "weight**k"}, "counts a weight too many: the first neuron's own weight is beside its bias, not above it"),
        Mutant("a-sigmoid-too-few", {"0.25**k * weight ** (k - 1)": "(0.25 * weight) ** (k - 1)"},
               "leaves the first sigmoid out: the first bias stands below it, so all k of them are on the way"),
        Mutant("only-once", {"0.25**k * weight ** (k - 1)": "0.25 * weight ** (k - 1)"}, "takes the quarter once: every floor has a sigmoid of its own, so it is a quarter of a quarter of a quarter"),
        Mutant("divided-by-k", {"0.25**k": "0.25 / k"}, "shares the gradient out among the floors: slopes along a path multiply, so each floor takes its part of what is left"),
        Mutant("of-two", {"while 0.25**k": "while 0.5**k"}, "halves at every floor: the value of the sigmoid is 1/2 in the middle, its slope 1/4"),
        Mutant("one-floor-early", {"return k\n": "return k - 1\n"}, "stops one floor early, where the ceiling is not below the limit yet"),
        Mutant("keeps-with-one", {"weight_that_keeps_it = 4.0": "weight_that_keeps_it = 1.0"}, "takes weight 1 for neutral: a floor multiplies by weight times a quarter, and that should be 1"),
    ),
    shown="""
    The vanishing gradient, in one line of arithmetic: each floor multiplies by w·σ' ≤ w/4.  With weights 1 a millionth is left after ten floors, so the first
    layers of a deep sigmoid network learn a million times slower than the last.  Weights of 4 lift the ceiling, but they also drive the sigmoids out of
    their middle, and then the slopes are far below the ceiling.  tanh, relu, and careful first weights are the ways out.
    """,
    teaches=("vanishing gradient",),
    uses=("sigmoid", "chain rule", "path", "bias", "Value"),
)  # fmt: skip
def check_vanishing(you: You) -> None:
    """The tower by grad of the same function; the ceiling by the tower that stands in the middle of every sigmoid."""
    for x, ws, bs in ((0.5, [1.0, 1.0, 1.0], [-0.5, 0.0, 0.25]), (-1.0, [2.0, -3.0], [0.3, 1.0]), (0.2, [1.5] * 6, [-0.7] * 6)):
        you.tower(x, ws, bs).should_be(grad(lambda bs, x=x, ws=ws: climbed(x, ws, bs))(bs))
    for k, weight in ((1, 1.0), (2, 1.0), (5, 1.0), (4, 2.0), (3, 4.0)):
        you.ceiling(k, weight).should_be(first_of_tower(k, weight), floor=0.0)
    for limit in (0.5, 0.25, 0.1, 1e-3, 1e-6):
        right = next(k for k in itertools.count(1) if first_of_tower(k, 1.0) < limit)
        you.floors_until(limit).should_be(right)
    keeps = next(w for w in range(1, 20) if first_of_tower(3, float(w)) == first_of_tower(1, float(w)))
    you.weight_that_keeps_it.should_be(float(keeps), secret=True)


def climbed(x: float, ws: Sequence[float], bs: Sequence[Any]) -> Any:
    a: Any = x
    for w, b in zip(ws, bs, strict=True):
        a = table.sigmoid(w * a + b)
    return a


def first_of_tower(k: int, weight: float) -> float:
    """health.sigmoid_tower, with the random numbers of everybody else left as they were."""
    state = random.getstate()
    try:
        return health.sigmoid_tower(k, weight)[0]
    finally:
        random.setstate(state)


@lesson.exercise(
    "10.4",
    slug="dead",
    title="The neuron that never answers",
    goal="Kill a relu neuron with its bias, prove that no data can bring it back, and count the dead units of a layer.",
    code='''
from micrograd_like import Value


def killing_bias(w, r):
    """The largest bias with which relu(w · x + b) is 0 for every x whose numbers lie between -r and r."""
    # TODO: which x of this kind makes w · x largest?
    ...
    #> return -r * sum(abs(w_i) for w_i in w)


def gradient(w, b, X, y):
    """The slopes in the weights, then in the bias, of the sum of (relu(w · x + b) - target)² over the examples."""
    # TODO: Values for w and b; add the squares up; backward()
    ...
    #> ws, bias = [Value(number) for number in w], Value(b)
    #> loss = Value(0.0)
    #> for x, target in zip(X, y):
    #>     z = sum(w_i * x_i for w_i, x_i in zip(ws, x)) + bias
    #>     loss += (z.relu() - target) ** 2
    #> loss.backward()
    #> return [p.grad for p in [*ws, bias]]


def dead(neurons, X):
    """How many of the neurons, pairs (w, b), have w · x + b of 0 or less for every example in X."""
    # TODO
    ...
    #> return sum(all(weighted_sum(w, b, x) <= 0 for x in X) for w, b in neurons)


def weighted_sum(w, b, x):
    return sum(w_i * x_i for w_i, x_i in zip(w, x)) + b


# A neuron is dead for all data it will ever see.  One of these can still save it: "a larger learning rate",
# "more steps", "other targets", "a small slope below 0 in place of none".  Which?
# TODO
saved_by = ...  #> "a small slope below 0 in place of none"


if __name__ == "__main__":
    w, X, y = [0.8, -0.5], [[1.0, -1.0], [0.3, 0.9], [-0.7, 0.2]], [3.0, 1.0, 2.0]
    for b in (0.0, killing_bias(w, 1.0)):
        print(f"bias {b:5}: gradient {gradient(w, b, X, y)}, dead: {dead([(w, b)], X)}")
''',
    hints=(
        "What is the slope of relu at -100?  And what number, then, does every parameter's gradient have as a factor?",
        "w · x is largest where each x_i is r with the sign of w_i, and each product then r times the size of w_i.  For dead you need all(), over the examples.",
        "killing_bias is minus r times the sum of abs(w_i).  In dead, sum over the neurons all(... <= 0 for x in X).",
    ),
    mutants=(
        Mutant("signs-cancel", {"sum(abs(w_i) for w_i in w)": "sum(w)"}, "adds the weights with their signs: an input may be negative where the weight is, and then their product is positive"),
        Mutant("largest-only", {"sum(abs(w_i) for w_i in w)": "max(abs(w_i) for w_i in w)"}, "reckons with one input at its worst: all of them can be at once"),
        Mutant("range-forgotten", {"-r * sum": "-sum"}, "leaves out how large the inputs may be"),
        Mutant("other-sign", {"return -r *": "return r *"}, "gives a positive bias: that holds the neuron open for all inputs"),
        Mutant("no-relu", {"z.relu() - target": "z - target"}, "leaves relu out: then every example pulls, and there is no such thing as death"),
        Mutant("not-squared", {"(z.relu() - target) ** 2": "z.relu() - target"}, "adds the errors up without squaring: whatever the target, the pull would be the same"),
        Mutant("any", {"sum(all(": "sum(any("}, "counts neurons that are off for some example: those are doing their job, relu neurons are off for about half"),
        Mutant("first-example", {"for x in X) for w, b": "for x in X[:1]) for w, b"}, "judges by the first example alone: another one may wake the neuron"),
        Mutant("strictly-below", {"<= 0 for x": "< 0 for x"}, "lets a neuron live whose sum is exactly 0: relu has slope 0 there too, in this engine as in most"),
        Mutant("faster", {'saved_by = "a small slope below 0 in place of none"': 'saved_by = "a larger learning rate"'},
               "hopes for a larger learning rate: a thousand times 0 is 0"),
        Mutant("longer", {'saved_by = "a small slope below 0 in place of none"': 'saved_by = "more steps"'},
               "hopes for patience: each step adds 0, and so do a million of them"),
        Mutant("targets", {'saved_by = "a small slope below 0 in place of none"': 'saved_by = "other targets"'},
               "hopes for other targets: they change what arrives at relu from above, and relu multiplies that by 0"),
    ),
    shown="""
    With b at or below -r·Σ|w_i| relu is off for every input there can be, so its slope is 0, so its parameters never move, so it stays off: the proof has four
    steps and no loophole.  One large step is enough to get there, which is why people count dead units after raising the learning rate.
    `leaky_relu`, with slope 0.01 below 0, always leaves a way back.
    """,
    teaches=("dead unit",),
    uses=("relu", "weight", "bias", "gradient", "SGD", "Value"),
)  # fmt: skip
def check_dead(you: You) -> None:
    """The bias by all corners of the box; gradients by grad; a dead neuron's gradient on random data; the cure by trying all four."""
    for w, r in (([0.8, -0.5], 1.0), ([2.0, 1.0, -3.0], 0.5), ([-1.5], 4.0)):
        right = -max(table.dot(w, corner) for corner in itertools.product((-r, r), repeat=len(w)))
        X = [[you.random.uniform(-0.99 * r, 0.99 * r) for _ in w] for _ in range(8)]
        y = [you.random.uniform(-9, 9) for _ in X]
        bias = you.killing_bias(w, r).should_be(right)
        slopes = bias.then("gradient with bias {} on 8 random examples", lambda b, w=w, data=X, y=y: pull("relu", w, b, data, y))
        slopes.should_be([0.0] * (len(w) + 1))
    X, y = [[1.0, -1.0], [0.3, 0.9], [-0.7, 0.2]], [3.0, 1.0, 2.0]
    for w, b in (([0.8, -0.5], 0.0), ([0.8, -0.5], -1.3), ([-1.0, 2.0], 0.4)):
        you.gradient(w, b, X, y).should_be(pull("relu", w, b, X, y))
    neurons = [
        ([1.0, 1.0], -9.0),
        ([1.0, 0.0], -0.5),
        ([0.0, 1.0], -1.0),
        ([0.0, 1.0], 0.2),
        ([-1.0, -2.0], -8.0),
        ([0.5, 0.5], 3.0),
        ([0.0, 1.0], -0.5),
    ]
    data = [[0.0, 1.0], [0.25, -2.0], [2.0, 0.5]]
    for some in (neurons, neurons[1:4], neurons[4:]):
        values = [[table.affine(w, x, b) for x in data] for w, b in some]
        told = you.dead.then(f"dead of {len(some)} neurons, {len(data)} examples", lambda f, some=some: f(some, data))
        told.should_be(sum(not any(slope_of(table.relu, z) for z in zs) for zs in values))
    you.saved_by.should_be(cure([0.8, -0.5], -5.0, X, y), secret=True)


def pull(activation: str, w: Sequence[float], b: float, X: Sequence, y: Sequence[float]) -> list[float]:  # noqa: N803
    """The gradient in w and b of the squared errors of one neuron."""

    def loss(p: list) -> Any:
        outs = [RULES[activation](table.affine(p[:-1], x, p[-1])) for x in X]
        return table.total([table.square(out - target) for out, target in zip(outs, y, strict=True)])

    return grad(loss)([*w, b])


def cure(w: list[float], b: float, X: Sequence, y: list[float]) -> str:  # noqa: N803
    """The one of four remedies under which the dead neuron's parameters move."""
    moved: dict[str, Callable[[], bool]] = {
        "a larger learning rate": lambda: any(1e9 * g for g in pull("relu", w, b, X, y)),
        "more steps": lambda: any(sum(g for _ in range(1000)) for g in pull("relu", w, b, X, y)),
        "other targets": lambda: any(g for t in (-9.0, 0.5, 9.0) for g in pull("relu", w, b, X, [t] * len(y))),
        "a small slope below 0 in place of none": lambda: any(pull("leaky_relu", w, b, X, y)),
    }
    return next(name for name, moves in moved.items() if moves())


@lesson.exercise(
    "10.5",
    slug="exploding",
    title="The same matrix again and again",
    goal="Send a gradient back through many steps of h ← W h, find the number that decides whether it explodes, and clip what is too long.",
    code='''
from math import hypot


def back(W, g, steps):
    """The gradient in the first h, if g is the one in the last h and every step was h = W h.  W is a list of rows."""
    # TODO: the gradient in h[j] collects W[i][j] * g[i] over all i, once per step
    ...
    #> for _ in range(steps):
    #>     g = [sum(W[i][j] * g[i] for i in range(len(g))) for j in range(len(g))]
    #> return g


def growth(W, steps=60):
    """By which factor one more step back makes the gradient longer, once it has settled into its direction."""
    g = [1.0] * len(W)
    # TODO: many times: shorten g to length 1, then one step back; hypot(*g) is its length
    ...
    #> for _ in range(steps):
    #>     length = hypot(*g)
    #>     g = back(W, [g_i / length for g_i in g], 1)
    return ...  #> hypot(*g)


def fate(W):
    """What becomes of the gradient in the long run: "explodes", "vanishes", or "stays" if growth is 1 up to 1e-9."""
    # TODO
    ...
    #> factor = growth(W)
    #> return "stays" if abs(factor - 1) < 1e-9 else "explodes" if factor > 1 else "vanishes"


def clip(g, limit):
    """The same direction, but no longer than the limit; a gradient that is short enough is left alone."""
    # TODO
    ...
    #> length = hypot(*g)
    #> return [g_i * limit / length for g_i in g] if length > limit else g


if __name__ == "__main__":
    for corner in (1.1, 0.7):
        W = [[corner, 0.3], [0.1, 0.6]]
        print(f"growth {growth(W):.4f}: {fate(W)}")
        for steps in (1, 10, 50, 100):
            g = back(W, [1.0, -0.5], steps)
            print(f"{steps:5} steps back: {hypot(*g):12.4g}   clipped to 5: {hypot(*clip(g, 5.0)):.4g}")
''',
    hints=(
        "What is 1.1 to the power 100, and 0.9 to the power 100?  What takes the part of 1.1 when the thing that is repeated is a matrix?",
        "h[i] is the sum of W[i][j] h[j]: so the gradient goes back along columns, W[i][j] * g[i] summed over i.  Without shortening g would overflow before its direction settles.",
        "In growth, divide g by its length and send it one step back, in a loop; the length after the last step is the factor.  clip multiplies every number by limit / length.",
    ),
    mutants=(
        Mutant("missing-transpose", {"W[i][j] * g[i] for i in range(len(g))) for j": "W[j][i] * g[i] for i in range(len(g))) for j"},
               "multiplies by W as on the way forward: on the way back every edge is walked the other way, which makes it the transpose"),
        Mutant("once", {"for _ in range(steps):\n        g = [sum": "for _ in range(1):\n        g = [sum"}, "goes one step back, however many there were"),
        Mutant("multiplied-by-steps", {"    for _ in range(steps):\n        g = [sum(W[i][j] * g[i] for i in range(len(g))) for j in range(len(g))]\n    return g\n":
                                       "    return [steps * sum(W[i][j] * g[i] for i in range(len(g))) for j in range(len(g))]\n"},
               "multiplies by the number of steps: repeating a step multiplies by the matrix again, like compound interest"),
        Mutant("never-shortened", {"[g_i / length for g_i in g]": "g"}, "never shortens g: its length at the end is the growth of all steps together"),
        Mutant("sum-for-length", {"length = hypot(*g)\n        g = back": "length = sum(g)\n        g = back"},
               "divides by the sum of the numbers: a direction has length 1 when the squares add up to 1"),
        Mutant("largest-corner", {"    return hypot(*g)\n\n\ndef fate": "    return max(W[i][i] for i in range(len(W)))\n\n\ndef fate"},
               "takes the largest number on the diagonal: the others feed it too"),
        Mutant("fate-turned-round", {'"explodes" if factor > 1 else "vanishes"': '"explodes" if factor < 1 else "vanishes"'},
               "lets factors below 1 explode: multiply 0.9 by itself a few times"),
        Mutant("one-is-growth", {'"stays" if abs(factor - 1) < 1e-9 else ': ""}, "knows no middle: a matrix that only turns has growth 1, and its gradient stays as long as it is"),
        Mutant("each-number", {"[g_i * limit / length for g_i in g] if length > limit else g": "[max(-limit, min(limit, g_i)) for g_i in g]"},
               "cuts each number by itself: that turns the gradient into another direction, and it may still be too long"),
        Mutant("to-length-one", {"[g_i * limit / length for": "[g_i / length for"}, "shortens to the length 1, whatever the limit is"),
        Mutant("always-to-the-limit", {" if length > limit else g": ""}, "stretches short gradients too: near a minimum every step would then be as long as the limit"),
        Mutant("too-long-is-dropped", {"[g_i * limit / length for g_i in g] if length > limit else g": "[0.0 for g_i in g] if length > limit else g"},
               "throws a long gradient away: its direction is good, only its length is not"),
    ),
    shown="""
    A recurrent network uses one matrix at every step, so its gradient is multiplied by the transpose of that matrix once per step.  The factor you found is the size of
    its largest eigenvalue: above 1 the gradient explodes (the exploding gradient), below 1 it vanishes, and only at 1 does it stay.  Clipping the length is the usual rescue from the
    first; against the second people built the LSTM, whose memory is added to and not multiplied.
    """,
    teaches=("exploding gradient", "clip"),
    uses=("chain rule", "gradient", "vanishing gradient"),
)  # fmt: skip
def check_exploding(you: You) -> None:
    """back() by grad through the loop; growth by the roots of the characteristic equation; clip by optim.clip_grad_norm."""
    square = [[1.1, 0.3], [0.1, 0.6]]
    for W, g, steps in (
        (square, [1.0, -0.5], 1),
        (square, [1.0, -0.5], 12),
        ([[0.0, 2.0], [0.5, 0.25]], [0.3, 1.0], 3),
        ([[0.5]], [2.0], 4),
    ):
        you.back(W, g, steps).should_be(grad(lambda h, rows=W, g=g, n=steps: table.dot(g, forth(rows, h, n)))([0.1] * len(g)))
    for W in (square, [[0.7, 0.3], [0.1, 0.6]], [[0.2, 1.0], [0.5, 0.1]], [[0.5, 0.5], [0.5, 0.5]]):
        you.growth(W).should_be(eigenvalue(W))
        size = eigenvalue(W)
        you.fate(W).should_be("stays" if abs(size - 1) < 1e-9 else "explodes" if size > 1 else "vanishes")
    for g, limit in (([3.0, 4.0], 1.0), ([0.3, -0.4], 1.0), ([-20.0, 1.0, 5.0], 2.5), ([3.0, -4.0], 6.0)):
        you.clip(g, limit).should_be(clipped(g, limit), within=1e-5)


def forth(W: Sequence, h: Any, steps: int) -> Any:  # noqa: N803
    for _ in range(steps):
        h = [table.dot(row, h) for row in W]
    return h


def eigenvalue(W: Sequence) -> float:  # noqa: N803
    """The larger root of t² - (a + d) t + (ad - bc) = 0."""
    (a, b), (c, d) = W
    return (a + d + math.sqrt((a - d) ** 2 + 4 * b * c)) / 2


def clipped(g: Sequence[float], limit: float) -> list[float]:
    """The gradient after optim.clip_grad_norm."""
    ps = [Value(0.0) for _ in g]
    for p, number in zip(ps, g, strict=True):
        p.grad = number
    optim.clip_grad_norm(ps, limit)
    return [p.grad for p in ps]


@lesson.exercise(
    "10.6",
    slug="clipped_loss",
    title="A bug in a famous program",
    goal="Find out why clipping the error kills the gradient of the worst examples, and write the loss that was meant.",
    code='''
from micrograd_like import Value


def clip(error, limit):
    """The error, but never beyond the limits."""
    if error.data > limit:
        return Value(limit)
    if error.data < -limit:
        return Value(-limit)
    return error


def clipped_loss(error):
    """From a published program that learnt to play video games: large errors should not pull too hard."""
    return clip(error, 1.0) ** 2 / 2


# Predict the slope of clipped_loss in the error, where the error is 0.5, and where it is 10.
# TODO
slope_at_half = ...  #> 0.5
slope_at_10 = ...  #> 0.0


def slope_meant(error, limit):
    """What was meant: the slope of error² / 2, never beyond the limits.  Numbers in, a number out."""
    # TODO
    ...
    #> return max(-limit, min(limit, error))


def huber(error, limit):
    """A loss with that slope: error² / 2 up to the limit, beyond it a straight line, without jump or kink."""
    # TODO: error is a Value, which one may compare (error.data > limit); -error and abs(error) are Values too
    ...
    #> if abs(error.data) <= limit:
    #>     return error**2 / 2
    #> return limit * (abs(error) - limit / 2)


if __name__ == "__main__":
    print("error   clipped loss, its slope     huber, its slope")
    for number in (-10.0, -2.0, -0.5, 0.5, 2.0, 10.0):
        told = []
        for loss in (clipped_loss, lambda e: huber(e, 1.0)):
            error = Value(number)
            out = loss(error)
            out.backward()
            told += [out.data, error.grad]
        print(f"{number:5}" + "".join(f"{number:12.3f}" for number in told))
''',
    hints=(
        "How does clip(error, 1.0) react if you nudge an error of 10?  Follow the edges of the graph: does one lead to the error at all?",
        "It is the slope that should be clipped, not the error.  A straight line with slope `limit` must meet error² / 2 at error = limit: what is its height there?",
        "Beyond the limit: limit times (size of the error minus half the limit).  At error = limit that is limit²/2 on both sides.",
    ),
    mutants=(
        Mutant("half-is-flat", {"slope_at_half = 0.5": "slope_at_half = 0.0"}, "takes the loss for flat everywhere: within the limits nothing is clipped, and the slope of e²/2 is e"),
        Mutant("slope-of-the-square", {"slope_at_half = 0.5": "slope_at_half = 1.0"}, "overlooks the half: the slope of e²/2 is e"),
        Mutant("slope-at-the-limit", {"slope_at_10 = 0.0": "slope_at_10 = 1.0"}, "expects what the authors expected, a slope of 1; but the clipped error is a constant there, and constants have no slope"),
        Mutant("not-clipped", {"slope_at_10 = 0.0": "slope_at_10 = 10.0"}, "forgets that the error was clipped before it was squared"),
        Mutant("same-bug", {"    if abs(error.data) <= limit:\n        return error**2 / 2\n    return limit * (abs(error) - limit / 2)\n": "    return clip(error, limit) ** 2 / 2\n"},
               "has the bug itself: beyond the limit its slope is 0, so the examples that are most wrong teach nothing"),
        Mutant("meant-is-zero", {"return max(-limit, min(limit, error))": "return error if abs(error) <= limit else 0.0"},
               "drops the pull of large errors altogether; clipping keeps it at the limit"),
        Mutant("negative-side", {"max(-limit, min(limit, error))": "min(limit, error)"}, "clips on one side: an error of -10 would still pull with -10"),
        Mutant("jump", {"limit * (abs(error) - limit / 2)": "limit * abs(error)"}, "makes a jump at the limit: the line is too high there, by limit²/2"),
        Mutant("unit-limit", {"limit * (abs(error) - limit / 2)": "abs(error) - 0.5"}, "works for a limit of 1 only: slope and height of the line depend on the limit"),
        Mutant("one-sided", {"(abs(error) - limit / 2)": "(error - limit / 2)"}, "goes down for ever on the negative side: the size of the error counts, so take abs()"),
        Mutant("cut", {"(abs(error) - limit / 2)": "(Value(abs(error.data)) - limit / 2)"}, "takes the right value from .data: a number has no way back to the error, and the slope is 0 again"),
        Mutant("no-half", {"return error**2 / 2\n    return limit": "return error**2\n    return limit"}, "squares without halving: then slope and height jump at the limit"),
    ),
    shown="""
    The value of clipped_loss looked sensible, and its gradient was exactly 0 for every example beyond the limit: the network never heard of its worst mistakes.
    The program was published and used; the bug was in plain sight for whoever asks of each operation "what is your local derivative?".  The cure has a name, the Huber
    loss, which is a loss whose slope is clipped.
    """,
    teaches=("Huber",),
    uses=("gradient", "clip", "local derivative", "Value"),
)  # fmt: skip
def check_clipped_loss(you: You) -> None:
    """The bug by health.clipped_loss; the loss meant by losses.huber, value and slope."""
    for name, error in (("slope_at_half", 0.5), ("slope_at_10", 10.0)):
        right = grad(lambda e: health.clipped_loss([e], [0.0], 1.0))(error)
        getattr(you, name).should_be(right, secret=True, because="Nudge the error a little: what does clip() give then?")
    for error, limit in ((0.5, 1.0), (10.0, 1.0), (-10.0, 1.0), (3.0, 2.0), (-0.25, 2.0), (-5.0, 0.5)):
        slope = grad(lambda e, limit=limit: losses.huber(e, 0.0, limit))(error)
        you.slope_meant(error, limit).should_be(slope)
        leaf = variable(error)
        out = you.huber(leaf, limit).should_be(losses.huber(error, 0.0, limit))
        out.then("slope of {}", lambda out, leaf=leaf: slope_in(out, leaf)).should_be(slope)


def variable(number: float) -> Value:
    return Value(number, label=f"{number:g}")


def slope_in(out: Any, leaf: Any) -> float:
    """d(out)/d(leaf), afresh."""
    leaf.grad = 0.0
    out.backward()
    return leaf.grad


@lesson.exercise(
    "10.7",
    slug="first_weights",
    title="How large should the first weights be?",
    goal="Find the size of first weights with which weighted sums neither grow nor fade from layer to layer, also behind relu.",
    code='''
import random
from math import sqrt, tanh

# The size of random numbers around 0, in this exercise, is the root of the mean of their squares.
# Independent numbers partly cancel, so their sizes add as squares: n numbers of size s add up to size sqrt(n) * s.
# The size of a product is the product of the sizes.


def size_of_sum(n, weight_size):
    """The size of w · x, with n inputs of size 1 and n weights of this size."""
    # TODO
    ...
    #> return sqrt(n) * weight_size


def good_size(n):
    """The size of weights with which w · x has size 1."""
    # TODO
    ...
    #> return 1 / sqrt(n)


def good_size_for_relu(n):
    """The same if relu comes before: it throws away half of the squares, so w · x should have twice the mean square."""
    # TODO
    ...
    #> return sqrt(2 / n)


def after(layers, n, weight_size):
    """The size of the signal after so many layers of n neurons each, if no activation holds it back."""
    # TODO
    ...
    #> return size_of_sum(n, weight_size) ** layers


def draw(n, rng):
    """n first weights of the good size; rng.gauss(0.0, s) gives a random number of size s."""
    # TODO
    ...
    #> return [rng.gauss(0.0, good_size(n)) for _ in range(n)]


if __name__ == "__main__":
    rng, n = random.Random(0), 64
    for name, s in (("0.01", 0.01), ("1/sqrt(n)", good_size(n)), ("1", 1.0)):
        a = [rng.gauss(0.0, 1.0) for _ in range(n)]
        told = []
        for _ in range(8):
            a = [tanh(sum(rng.gauss(0.0, s) * a_i for a_i in a)) for _ in range(n)]
            told.append(f"{sqrt(sum(a_i * a_i for a_i in a) / n):.2g}")
        print(f"weights of size {name:>9}, tanh, size after layers 1 to 8:", " ".join(told))
''',
    hints=(
        "One product of an input of size 1 and a weight has which size?  And the sum of 100 of them: 100 times that, or less?",
        "sqrt(n) · s is to be 1.  Behind relu the mean square is half: to make up for it the square of the weight size doubles.  Through many layers the factors multiply.",
        "good_size is one over the root of n; for relu, the 1/n under the root becomes 2/n; after() takes the factor of one layer to the power of the number of layers.",
    ),
    mutants=(
        Mutant("sizes-add", {"return sqrt(n) * weight_size": "return n * weight_size"}, "adds sizes as if all products pulled the same way: random signs cancel, and only the squares add up"),
        Mutant("mean", {"return sqrt(n) * weight_size": "return weight_size / sqrt(n)"}, "divides by the root, which is the size of a mean; w · x is a sum and grows with n"),
        Mutant("one-over-n", {"return 1 / sqrt(n)": "return 1 / n"}, "divides by n: then the signal fades by the root of n at every layer"),
        Mutant("always-one", {"return 1 / sqrt(n)": "return 1.0"}, "gives every neuron weights of size 1: with 100 inputs the sum has size 10, and tanh is flat there"),
        Mutant("relu-half", {"return sqrt(2 / n)": "return 2 / sqrt(n)"}, "doubles the size: it is the square that has to double, so the size grows by the root of 2"),
        Mutant("relu-the-other-way", {"return sqrt(2 / n)": "return sqrt(1 / (2 * n))"}, "halves what has to double: relu takes away, the weights must make up for it"),
        Mutant("layers-add", {"size_of_sum(n, weight_size) ** layers": "size_of_sum(n, weight_size) * layers"}, "adds up over the layers: each one multiplies what the one before it gave"),
        Mutant("drawn-too-large", {"rng.gauss(0.0, good_size(n)) for": "rng.gauss(0.0, 1.0) for"}, "draws weights of size 1"),
        Mutant("all-the-same", {"[rng.gauss(0.0, good_size(n)) for _ in range(n)]": "[good_size(n)] * n"},
               "gives all weights one number: neurons that begin alike get the same gradient and stay alike for ever"),
        Mutant("squared-size", {"rng.gauss(0.0, good_size(n)) for": "rng.gauss(0.0, good_size(n) ** 2) for"}, "hands rng.gauss the mean square 1/n; it wants the size, the root of that"),
    ),
    shown="""
    1/√n for tanh, √(2/n) for relu: two small formulas (called after LeCun or Glorot, and after He) that made deep networks trainable.  With any other size the signal
    changes by a constant factor per layer, and 0.9 or 1.1 to the power 50 is not a number one can work with; the gradient on its way back obeys the same
    arithmetic.  `nn.MLP(..., init="he")` draws them so.
    """,
    uses=("weight", "tanh", "relu", "activation"),
)  # fmt: skip
def check_first_weights(you: You) -> None:
    """Sizes by the length of a vector of equal sizes; the drawn weights by measuring; relu by the mean square it leaves."""
    left = relu_share()
    for n in (1, 16, 100):
        one = table.norm2([1.0] * n)  # the size of a sum of n numbers of size 1
        for size in (1.0, 0.3):
            you.size_of_sum(n, size).should_be(one * size)
        you.good_size(n).should_be(1 / one)
        you.good_size_for_relu(n).should_be(1 / (one * math.sqrt(left)))
    for layers, n, size in ((1, 16, 0.5), (10, 100, 0.11), (50, 64, 0.1)):
        you.after(layers, n, size).should_be(math.prod([table.norm2([size] * n)] * layers), floor=0.0)
    for n in (500, 1000):
        drawn = you.draw(n, random.Random(n)).then(f"{n} weights drawn", list)
        drawn.then("size of {}, times the root of n", lambda w: math.hypot(*w)).should_be(1.0, within=0.1)
        drawn.then("different ones among {}", lambda w: len(set(w))).should_be(n)


def relu_share() -> float:
    """How much of the mean square relu lets through, of numbers as often negative as positive."""
    numbers = [k / 8 for k in range(-40, 41)]
    return math.fsum(table.relu(x) ** 2 for x in numbers) / math.fsum(x * x for x in numbers)
