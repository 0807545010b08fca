"""Lesson 11: ReLU, dropout, max-pooling, softmax.  Four pieces of every modern network, and the place where each has a catch."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Value, grad, gradcheck, nn, numerical_gradient, vjp
from micrograd_like.nn import losses
from micrograd_like.rules import table

from ..exercise import Lesson, Mutant
from ..probes import You

lesson = Lesson(
    11,
    "pieces",
    "ReLU, dropout, max-pooling, softmax",
    story="""
    Four pieces that stand in nearly every network.  Each is a line or two, and each has a catch: relu has no derivative at 0, dropout is
    random, max-pooling forgets who was second, and softmax overflows if one writes down its definition.
    """,
    sources="Karpathy, micrograd lecture and Colab; Srivastava et al. (dropout); CS231n; Clarke (subgradients)",
    look="""
    # Three that look alike from afar.  Which of them have a corner, and what is the slope there?
    from micrograd_like import leaky_relu, relu, softplus
    from micrograd_like.pictures.plots import line_plot

    xs = [k / 20 for k in range(-60, 61)]
    three = {"relu": relu, "leaky_relu": lambda x: leaky_relu(x, 0.1), "softplus": softplus}
    line_plot({name: (xs, [f(x) for x in xs]) for name, f in three.items()}, title="Where is the corner?", xlabel="x")
    """,
)


@lesson.exercise(
    "11.1",
    slug="subgradient",
    title="The slope at a corner",
    goal="Find all slopes that are fair at a corner, choose one of them as this engine does, and see what the choice can spoil.",
    code='''
from micrograd_like import Value


def is_subgradient(f, x, slope, others):
    """Whether the straight line through (x, f(x)) with this slope is nowhere above f, judged at the others."""
    # TODO
    ...
    #> return all(f(y) >= f(x) + slope * (y - x) for y in others)


def smallest(low, high):
    """Of all slopes from low to high the one nearest to 0: what this engine uses at a corner."""
    # TODO
    ...
    #> return max(low, min(high, 0.0))


def d_relu(x):
    """The slope of relu, with that choice at 0, where every slope from 0 to 1 is fair."""
    # TODO
    ...
    #> return 1.0 if x > 0 else 0.0


def d_abs(x):
    """The slope of abs, with that choice at 0, where every slope from -1 to 1 is fair."""
    # TODO
    ...
    #> return float((x > 0) - (x < 0))


# Predict.
# TODO
# What does a central difference give for relu at 0?
central_difference_of_relu = ...  #> 0.5
# relu(x) - relu(-x) is x itself, and its slope is 1.  What does this engine say at x = 0?
what_the_engine_says = ...  #> 0.0


if __name__ == "__main__":
    around = [k / 10 for k in range(-20, 21)]
    for slope in (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5):
        told = [is_subgradient(f, 0.0, slope, around) for f in (abs, lambda x: max(0.0, x))]
        print(f"slope {slope:4} at 0: fair for abs {told[0]!s:5}  for relu {told[1]!s:5}")
    x = Value(0.0)
    (x.relu() - (-x).relu()).backward()
    print("relu(x) - relu(-x) at 0 has the slope", x.grad)
''',
    hints=(
        "Which straight lines through the corner of a V stay below it on both sides?  And with what weight does a gate of slope 0 pass on the gradient?",
        "The line is f(x) + slope · (y - x), and it has to be at or below f(y) for all y.  A central difference looks at both sides and takes the mean.",
        "smallest: 0 where 0 lies between low and high, else the end that is nearer to it; a min inside a max.  At 0 itself both relus of the puzzle have the slope d_relu(0).",
    ),
    mutants=(
        Mutant("strictly-below", {"f(y) >= f(x)": "f(y) > f(x)"}, "asks the line to stay strictly below: at x itself it touches, and along a straight piece it may run on it"),
        Mutant("above", {"f(y) >= f(x)": "f(y) <= f(x)"}, "asks the line to be above the function"),
        Mutant("through-the-origin", {"f(x) + slope * (y - x)": "f(x) + slope * y"}, "draws the line through the wrong point: at y = x it should have the height f(x)"),
        Mutant("one-side", {"for y in others)": "for y in others if y > x)"}, "looks to the right only"),
        Mutant("middle", {"max(low, min(high, 0.0))": "(low + high) / 2"}, "takes the middle of the fair slopes, as a central difference does; this engine takes the one nearest to 0"),
        Mutant("lower-end", {"max(low, min(high, 0.0))": "low"}, "takes the lower end: that may be as large as any, only negative"),
        Mutant("relu-at-0-is-1", {"1.0 if x > 0": "1.0 if x >= 0"}, "lets relu react at 0 with slope 1: fair, but not the choice nearest to 0, and units that are off for everything would not count as off"),
        Mutant("abs-at-0-is-1", {"float((x > 0) - (x < 0))": "1.0 if x >= 0 else -1.0"},
               "gives abs the slope 1 at 0: a weight that regularisation has brought to 0 exactly would be pushed away again"),
        Mutant("abs-like-relu", {"float((x > 0) - (x < 0))": "1.0 if x > 0 else 0.0"}, "has abs flat on the left; there it falls"),
        Mutant("difference-picks-a-side", {"central_difference_of_relu = 0.5": "central_difference_of_relu = 0.0"},
               "expects the engine's choice of a central difference: that knows no conventions, it divides a rise of h by a run of 2h"),
        Mutant("difference-says-1", {"central_difference_of_relu = 0.5": "central_difference_of_relu = 1.0"}, "looks at the right-hand side only: on the left there is no rise"),
        Mutant("true-slope", {"what_the_engine_says = 0.0": "what_the_engine_says = 1.0"},
               "trusts the engine to see that the sum is x: it sees two relus, each with its chosen slope at 0, and adds up"),
    ),
    shown="""
    The fair slopes at a corner are called subgradients.  Of relu they fill [0, 1] at 0, of abs [-1, 1]; PyTorch and this engine choose 0 for both, JAX 0 for relu but 1
    for abs.  The choice hardly matters for training, since numbers are hardly ever exactly 0; but then they sometimes are, as your puzzle shows: the
    slope of x came out as 0.  `gradcheck` names such places kinks and does not blame you for them.
    """,
    teaches=("subgradient",),
    uses=("relu", "central difference", "regularisation", "Value"),
)  # fmt: skip
def check_subgradient(you: You) -> None:
    """The rule table's conventions; the definition of a subgradient on a fine grid; the puzzle by the engine itself."""
    around = [k / 4 for k in range(-12, 13)]
    for f, name, x, fair in (
        (abs, "abs", 0.0, (-1.0, 1.0)),
        (table.relu, "relu", 0.0, (0.0, 1.0)),
        (table.square, "square", 0.5, (1.0, 1.0)),
        (hill, "minus square", 0.25, (math.inf, -math.inf)),  # concave: none is fair
    ):
        for slope in (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0):
            told = you.is_subgradient.then(f"is_subgradient({name}, {x}, {slope})", lambda g, a=(f, x, slope): g(*a, around))
            told.should_be(fair[0] <= slope <= fair[1])
    for low, high in ((-1.0, 1.0), (0.5, 2.0), (-3.0, -1.0), (0.0, 1.0)):
        you.smallest(low, high).should_be(min([low, high, 0.0], key=lambda s: (not low <= s <= high, abs(s))))
    for x in (0.0, 2.5, 0.5, -0.5):
        you.d_relu(x).should_be(table.relu.linearize(x)[1][0] or 0.0)
        you.d_abs(x).should_be(table.abs.linearize(x)[1][0] or 0.0)
    central = numerical_gradient(table.relu, 0.0)
    you.central_difference_of_relu.should_be(central, within=1e-6, secret=True)
    you.what_the_engine_says.should_be(grad(lambda x: table.relu(x) - table.relu(-x))(0.0), secret=True)


def hill(x: float) -> float:
    return -x * x


@lesson.exercise(
    "11.2",
    slug="dropout",
    title="Dropout is a mask",
    goal="Write dropout: factors that are 0 or large enough to make up for it, in training only, and freeze them to check the gradient.",
    code='''
import random

from micrograd_like import Value, gradcheck


def mask(n, p, rng):
    """n factors: 0 with probability p; the others are such that the mean, over many masks, is 1.

    Draw one rng.random() for each factor; below p it is dropped.
    """
    # TODO
    ...
    #> return [0.0 if rng.random() < p else 1 / (1 - p) for _ in range(n)]


class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng, self.training = p, rng, True

    def __call__(self, xs):
        """While self.training, each x times its factor of a new mask; else the xs as they are."""
        # TODO
        ...
        #> if not self.training:
        #>     return list(xs)
        #> return [x * m for x, m in zip(xs, mask(len(xs), self.p, self.rng))]

    def frozen(self, n):
        """A function of n numbers that does the same with one mask, drawn now and kept for all calls."""
        # TODO
        ...
        #> kept = mask(n, self.p, self.rng)
        #> return lambda xs: [x * m for x, m in zip(xs, kept)]


# A mask turned out as [2.0, 0.0, 2.0, 0.0].  What is the gradient of the sum of the four results in the four xs?
# TODO
gradient_of_the_sum = ...  #> [2.0, 0.0, 2.0, 0.0]


if __name__ == "__main__":
    layer, xs = Dropout(0.5, random.Random(0)), [1.0, 2.0, 3.0, 4.0]
    print(layer(xs), layer(xs))
    layer.training = False
    print(layer(xs))
    layer.training = True
    try:
        print("random: ", gradcheck(lambda xs: sum(layer(xs)), xs))
    except ValueError as error:
        print("random: ", error)
    f = layer.frozen(4)
    print("frozen: ", gradcheck(lambda xs: sum(f(xs)), xs))
''',
    hints=(
        "If three quarters of the numbers survive, by how much must they be larger for the sum to stay what it was on average?",
        "A share 1 - p survives, so survivors are divided by 1 - p, in training: then nothing has to be done when the network is used.  The gradient in x is its factor.",
        "frozen draws the mask outside the function that it gives back, so that every call of that function finds the same list.",
    ),
    mutants=(
        Mutant("not-scaled", {"1 / (1 - p)": "1.0"}, "leaves the survivors as they are: in training the sums would be smaller than when the network is used"),
        Mutant("scaled-by-p", {"1 / (1 - p)": "1 / p"}, "divides by p, the share that is gone; 1 - p is the share that stays"),
        Mutant("scaled-down", {"1 / (1 - p)": "1 - p"}, "multiplies the survivors by 1 - p: they have to grow to make up for the others"),
        Mutant("p-survives", {"0.0 if rng.random() < p else 1 / (1 - p)": "1 / (1 - p) if rng.random() < p else 0.0"}, "takes p for the probability to survive; it is the one to be dropped"),
        Mutant("one-for-all", {"[0.0 if rng.random() < p else 1 / (1 - p) for _ in range(n)]": "[0.0 if rng.random() < p else 1 / (1 - p)] * n"},
               "throws the dice once for all of them: every number has its own luck"),
        Mutant("always-on", {"        if not self.training:\n            return list(xs)\n": ""}, "goes on dropping when the network is used: its answers would be different every time"),
        Mutant("scaled-in-use", {"return list(xs)": "return [x * (1 - self.p) for x in xs]"},
               "scales when the network is used, as the first paper did; here the survivors were scaled in training already, so it happens twice"),
        Mutant("cut", {"return [x * m for x, m in zip(xs, mask(": "return [Value(x.data * m) for x, m in zip(xs, mask("}, "makes new Values of the products: they have forgotten where they came from, and nobody gets a gradient"),
        Mutant("thawed", {"        kept = mask(n, self.p, self.rng)\n        return lambda xs: [x * m for x, m in zip(xs, kept)]": "        return lambda xs: [x * m for x, m in zip(xs, mask(n, self.p, self.rng))]"},
               "draws a mask in every call: gradcheck calls the function many times and compares apples with pears"),
        Mutant("survivors-get-1", {"gradient_of_the_sum = [2.0, 0.0, 2.0, 0.0]": "gradient_of_the_sum = [1.0, 0.0, 1.0, 0.0]"}, "gives survivors a gradient of 1: they were multiplied by 2 on the way up"),
        Mutant("everyone-gets-a-share", {"gradient_of_the_sum = [2.0, 0.0, 2.0, 0.0]": "gradient_of_the_sum = [1.0, 1.0, 1.0, 1.0]"}, "gives everyone a gradient of 1, which is the mean over all masks; this mask let two of them through"),
    ),
    shown="""
    Dropout is a product with numbers that nobody differentiates: the gradient passes through the survivors, enlarged by the same 1/(1-p), and the others learn nothing
    this time.  Because neurons cannot rely on their neighbours, each has to be of use by itself.  Inverted scaling, as you wrote it, leaves the used
    network untouched; `nn.Dropout` is this, with train(), eval() and same_mask() for the check.
    """,
    teaches=("dropout",),
    uses=("gradcheck", "gradient", "Value"),
)  # fmt: skip
def check_dropout(you: You) -> None:
    """Against nn.Dropout with the same random numbers; gradients by grad; the frozen layer by gradcheck."""
    for n, p, seed in ((6, 0.5, 1), (5, 0.25, 2), (8, 0.9, 3)):
        told = you.mask.then(f"mask({n}, {p}, random.Random({seed}))", lambda f, a=(n, p, seed): f(*a[:2], random.Random(a[2])))
        told.should_be(nn.Dropout(p, seed=seed).mask(n), because="Draw from rng, once for each factor; below p it is dropped.")
    told = you.mask.then("mean of 4000 factors, p = 0.2", lambda f: average(f(4000, 0.2, random.Random(4))))
    told.should_be(1.0, within=0.05)
    xs = [1.0, -2.0, 3.0, 0.5, 4.0, -1.5]
    for p in (0.5, 0.25):
        layer, right = you.Dropout(p, random.Random(5)), nn.Dropout(p, seed=5)
        layer.then(f"Dropout({p}) while training", lambda f: f(xs)).should_be(right(xs))
        right_slopes = grad(lambda v, f=right: table.total(f(v)))(xs)
        layer.then(f"gradient of the sum of Dropout({p})", lambda f: slopes_of_sum(f, xs)).should_be(right_slopes)
        layer.then(f"Dropout({p}) in use", lambda f: used(f, xs)).should_be(right.eval()(xs))
    layer = you.Dropout(0.5, random.Random(6))
    frozen = layer.then("frozen", lambda f: f.frozen(len(xs)))
    frozen.then("{}, called twice: the same?", lambda f: list(f(xs)) == list(f(xs))).should_be(True)
    frozen.then("gradcheck of {}: wrong slopes", lambda f: len(gradcheck(lambda v: table.total(f(v)), xs).wrong)).should_be(0)
    kept = [2.0, 0.0, 2.0, 0.0]
    right = grad(lambda v: table.total([x * m for x, m in zip(v, kept, strict=True)]))([1.0, 2.0, 3.0, 4.0])
    you.gradient_of_the_sum.should_be(right, secret=True)


def average(numbers: Any) -> Any:
    return numbers if numbers is None or numbers is ... else math.fsum(numbers) / len(numbers)


def slopes_of_sum(layer: Callable, xs: Sequence[float]) -> Any:
    """The gradient of the sum of what the layer makes of Values; what it gives, if it is still to be written."""
    values = [Value(x) for x in xs]
    outs = layer(values)
    if outs is None or outs is ...:
        return outs
    table.total([Value(0.0), *outs]).backward()
    return [v.grad for v in values]


def used(layer: Any, xs: Sequence[float]) -> Any:
    """What a layer gives when it is not training."""
    layer.training = False
    return layer(list(xs))


@lesson.exercise(
    "11.3",
    slug="max_pooling",
    title="The winner takes the gradient",
    goal="Write max-pooling, which keeps the largest of every window, and route the gradient back, also where several are largest.",
    code='''
def max_pool(xs, size):
    """The largest of each window of `size` numbers, window beside window; leftovers at the end are not looked at."""
    # TODO
    ...
    #> return [max(xs[start : start + size]) for start in range(0, len(xs) - size + 1, size)]


def route(xs, size, upstream):
    """The gradient in every x, if upstream is the one in what max_pool gives; several largest share equally."""
    slopes = [0.0] * len(xs)
    # TODO: for each window, find the places of its largest number, and hand its upstream out to them
    ...
    #> for k, g in enumerate(upstream):
    #>     places = range(k * size, (k + 1) * size)
    #>     largest = max(xs[i] for i in places)
    #>     winners = [i for i in places if xs[i] == largest]
    #>     for i in winners:
    #>         slopes[i] = g / len(winners)
    return slopes


# Predict: of 12 different numbers in windows of 3, how many get a gradient that is not 0 (if no upstream is 0)?
# TODO
how_many_of_12 = ...  #> 4
# And by how much does the result change if the second largest of a window grows by a little?
second_largest = ...  #> 0.0


if __name__ == "__main__":
    xs = [1.0, 5.0, 2.0, 7.0, 7.0, 0.0, -3.0, -1.0, -2.0]
    print(xs)
    print(max_pool(xs, 3))
    print(route(xs, 3, [1.0, 1.0, 1.0]))
''',
    hints=(
        "Which numbers of a window could you change a little without anybody noticing above?",
        "Windows begin at 0, size, 2·size, ... as long as a whole one fits.  max is the gate that routes: all of the gradient goes to the largest, none to the others.",
        "Window number k holds the places k*size up to (k+1)*size; collect those whose number equals the largest, and give each its upstream divided by their number.",
    ),
    mutants=(
        Mutant("sliding", {"range(0, len(xs) - size + 1, size)": "range(0, len(xs) - size + 1)"}, "moves the window on by one; here windows stand side by side, so it moves on by its size"),
        Mutant("leftovers", {"range(0, len(xs) - size + 1, size)": "range(0, len(xs), size)"}, "looks at the leftovers too: a window that is not full is left out"),
        Mutant("mean", {"[max(xs[start : start + size]) for": "[sum(xs[start : start + size]) / size for"}, "takes the mean of each window: there is such a pooling, but it is not this one"),
        Mutant("everyone", {"if xs[i] == largest]": "]"}, "shares each gradient out among the whole window: only who is largest moves the result"),
        Mutant("whole-to-each", {"g / len(winners)": "g"}, "gives the whole gradient to each of the largest: together they would get more than there was"),
        Mutant("first-only", {"for i in winners:": "for i in winners[:1]:", "g / len(winners)": "g"}, "gives all to the first of the largest (many libraries do); here they share"),
        Mutant("times-x", {"slopes[i] = g / len(winners)": "slopes[i] = xs[i] * g / len(winners)"}, "multiplies by the number itself: max passes it on as it is, so its slope is 1"),
        Mutant("same-size-out", {"places = range(k * size, (k + 1) * size)": "places = range(k, k + size)"}, "looks for the windows of the sliding kind: window k begins at k · size"),
        Mutant("everyone-counts", {"how_many_of_12 = 4": "how_many_of_12 = 12"}, "has all of them learn something: in every window two of the three get nothing"),
        Mutant("window-size", {"how_many_of_12 = 4": "how_many_of_12 = 3"}, "counts the size of a window; it is one winner per window"),
        Mutant("second-counts", {"second_largest = 0.0": "second_largest = 1.0"}, "thinks the second largest is heard: it is not, until it overtakes"),
    ),
    shown="""
    A max gate routes: one winner per window gets the whole gradient, and all the others learn nothing from this example.  Ties share here, each with 1/k, which is the
    choice nearest to 0 among the fair ones, as in the first exercise of this lesson; PyTorch's max_pool gives everything to one of them.  `nn.MaxPool` is
    this, on Values.
    """,
    teaches=("max-pooling",),
    uses=("gradient", "gate", "subgradient"),
)  # fmt: skip
def check_max_pooling(you: You) -> None:
    """Against nn.MaxPool, and its gradient by vjp."""
    for xs, size in (
        ([1.0, 5.0, 2.0, 7.0, 3.0, 0.0, -3.0, -1.0, -2.0], 3),
        ([4.0, 4.0, -1.0, -1.0, 2.0, 3.0, 9.0], 2),
        ([2.0, 2.0, 2.0, 1.0, 0.5], 4),
        ([-5.0], 1),
    ):
        pool = nn.MaxPool(size)
        outs, back = vjp(pool, xs)
        upstream = [0.5 * (-2) ** k for k in range(len(outs))]
        you.max_pool(xs, size).should_be(outs)
        you.route(xs, size, upstream).should_be(back(upstream)[0])
    numbers = [float(7 * k % 12) for k in range(12)]
    outs, back = vjp(nn.MaxPool(3), numbers)
    you.how_many_of_12.should_be(sum(g != 0 for g in back([1.0] * len(outs))[0]), secret=True)
    you.second_largest.should_be(grad(lambda xs: nn.MaxPool(3)(xs)[0])([3.0, 2.0, 1.0])[1], secret=True)


@lesson.exercise(
    "11.4",
    slug="softmax",
    title="From scores to probabilities",
    goal="Turn scores of any size into probabilities with softmax, take minus the log of the right one, and find its gradient on paper.",
    code='''
from math import exp, log

# A network with several classes gives a score for each; people call these numbers logits.


def softmax(logits):
    """exp of each, divided by the sum of all of them: positive numbers that add up to 1."""
    # TODO
    ...
    #> exps = [exp(x) for x in logits]
    #> return [e / sum(exps) for e in exps]


def loss(logits, label):
    """Minus the log of the probability of class number `label`, counted from 0: the negative log likelihood."""
    # TODO
    ...
    #> return -log(softmax(logits)[label])


def gradient(logits, label):
    """The slope of the loss in each of the logits, worked out on paper."""
    # TODO: the loss is log(sum of all exps) - logits[label]
    ...
    #> slopes = softmax(logits)
    #> slopes[label] -= 1
    #> return slopes


# Predict: what do the slopes add up to, whatever the logits are?
# TODO
sum_of_slopes = ...  #> 0.0


if __name__ == "__main__":
    logits, label = [0.0, 3.0, -2.0, 1.0], 3
    print("probabilities", [f"{p:.5f}" for p in softmax(logits)])
    print(f"loss           {loss(logits, label):.5f}")
    print("slopes       ", [f"{g:.5f}" for g in gradient(logits, label)])
''',
    hints=(
        "What is the derivative of log(e^a + e^b + e^c) in a?  Have you seen that quotient already?",
        "The slope of log(sum of exps) in one logit is its exp divided by the sum: its softmax.  And the part - logits[label] has the slope -1 in one place only.",
        "gradient: the list softmax(logits), with 1 subtracted at the place of the label.",
    ),
    mutants=(
        Mutant("without-exp", {"[exp(x) for x in logits]": "[x for x in logits]"}, "divides the logits themselves by their sum: some are negative, and the sum may be 0"),
        Mutant("not-divided", {"[e / sum(exps) for e in exps]": "exps"}, "forgets to divide by the sum: probabilities add up to 1"),
        Mutant("sigmoids", {"[exp(x) for x in logits]": "[1 / (1 + exp(-x)) for x in logits]", "[e / sum(exps) for e in exps]": "exps"},
               "takes the sigmoid of each logit: that asks of each class whether it is there, not which one it is"),
        Mutant("by-the-largest", {"e / sum(exps)": "e / max(exps)"}, "divides by the largest exp: then the favourite has probability 1, and the others come on top"),
        Mutant("no-minus", {"return -log(": "return log("}, "forgets the minus: then training would make the right class improbable"),
        Mutant("one-minus", {"-log(softmax(logits)[label])": "1 - softmax(logits)[label]"}, "takes 1 - p as the loss: it hardly differs between wrong and hopelessly wrong, the log does"),
        Mutant("favourite", {"softmax(logits)[label])": "max(softmax(logits)))"}, "looks at the probability of the favourite; asked for is that of the label"),
        Mutant("counted-from-one", {"softmax(logits)[label])": "softmax(logits)[label - 1])"}, "counts classes from 1"),
        Mutant("no-one-subtracted", {"    slopes[label] -= 1\n": ""}, "leaves the label out of the gradient: every logit would be pushed down"),
        Mutant("turned-round", {"return slopes\n": "return [-g for g in slopes]\n"}, "gives the gradient the other sign: raising the right logit lowers the loss, so its slope is negative"),
        Mutant("label-only", {"return slopes\n": "return [g if k == label else 0.0 for k, g in enumerate(slopes)]\n"},
               "changes the right logit alone: raising any other one makes the right class less probable"),
        Mutant("one-over-p", {"slopes[label] -= 1": "slopes = [0.0] * len(logits)\n    slopes[label] = -1 / softmax(logits)[label]"},
               "stops half way: -1/p is the slope in the probability, and softmax lies between that and the logits"),
        Mutant("sum-is-one", {"sum_of_slopes = 0.0": "sum_of_slopes = 1.0"}, "adds up the probabilities, which gives 1, and forgets that 1 was subtracted at the label"),
    ),
    shown="""
    The slopes are p minus what p should have been: probability given minus probability wanted, and they add up to 0 because the same constant added to all logits changes
    nothing.  For Karpathy's logits you find the loss 2.17552 and the slopes 0.04177, 0.83902, 0.00565, -0.88645: the favourite, with 84 %, is pushed down
    hardest, and the right class up.
    """,
    teaches=("softmax", "logit", "negative log likelihood"),
    uses=("natural logarithm", "cross-entropy", "gradient"),
)  # fmt: skip
def check_softmax(you: You) -> None:
    """Softmax by the rule table, the loss by losses.cross_entropy, the gradient by grad of that."""
    for logits, label in (([0.0, 3.0, -2.0, 1.0], 3), ([1.5, -0.5], 0), ([0.2, 0.1, -0.4], 1), ([2.0, -2.0, 0.0], 1)):
        you.softmax(logits).should_be(table.softmax(logits))
        you.loss(logits, label).should_be(losses.cross_entropy(logits, label))
        right = grad(lambda xs, k=label: losses.cross_entropy(xs, k))(logits)
        you.gradient(logits, label).should_be(right)
    total = math.fsum(grad(lambda xs: losses.cross_entropy(xs, 0))([1.0, -2.0, 0.5]))
    you.sum_of_slopes.should_be(total, floor=1e-9, secret=True)


@lesson.exercise(
    "11.5",
    slug="logsumexp",
    title="Scores of a thousand",
    goal="Write log-sum-exp, and with it softmax and its loss, so that logits of a thousand neither overflow nor lose the answer.",
    code='''
from math import exp, log


def logsumexp(xs):
    """log(exp(x1) + exp(x2) + ...), for numbers of any size."""
    # TODO: exp(1000) is too large for a float.  exp(x) = exp(m) · exp(x - m), for any m: which m helps?
    ...
    #> m = max(xs)
    #> return m + log(sum(exp(x - m) for x in xs))


def loss(logits, label):
    """Minus the log of softmax(logits)[label], without computing a probability, which could round to 0."""
    # TODO
    ...
    #> return logsumexp(logits) - logits[label]


def softmax(logits):
    """exp(x) divided by the sum of all exps, for numbers of any size."""
    # TODO: a quotient of exps is the exp of a difference
    ...
    #> total = logsumexp(logits)
    #> return [exp(x - total) for x in logits]


# Predict: 5 is added to every logit.  By how much do these grow?
# TODO
logsumexp_grows_by = ...  #> 5.0
loss_grows_by = ...  #> 0.0
# And what is logsumexp([1000.0, 0.0]), up to the last digit of a float?
of_1000_and_0 = ...  #> 1000.0


if __name__ == "__main__":
    for logits in ([0.0, 3.0, -2.0, 1.0], [1000.0, 1003.0, 998.0, 1001.0], [-1000.0, 0.0, 1000.0, -1e6]):
        print(logits)
        print("  logsumexp", logsumexp(logits), " loss of class 3:", loss(logits, 3))
        print("  softmax  ", [f"{p:.5f}" for p in softmax(logits)])
''',
    hints=(
        "What is log(exp(1000))?  Did you need exp(1000) to know it?  And what is log(exp(a) · exp(b))?",
        "Take exp(m) out of the sum: log(exp(m) · S) = m + log(S).  With m the largest, every exp(x - m) is at most 1, and one of them is 1, so the log is safe.",
        "logsumexp: the largest, plus the log of the sum of exp(x minus the largest).  The loss is logsumexp minus the right logit, softmax is exp(x minus logsumexp).",
    ),
    mutants=(
        Mutant("naive", {"    m = max(xs)\n    return m + log(sum(exp(x - m) for x in xs))": "    return log(sum(exp(x) for x in xs))"},
               "writes the definition down: exp(1000) overflows, and if all logits are -1000 it takes the log of 0"),
        Mutant("not-added-back", {"return m + log(": "return log("}, "forgets to add the largest back at the end: exp(m) was taken out of the sum, so m comes out of the log"),
        Mutant("smallest", {"m = max(xs)": "m = min(xs)"}, "subtracts the smallest: then the largest is still as far up as the two are apart"),
        Mutant("mean", {"m = max(xs)": "m = sum(xs) / len(xs)"}, "subtracts the mean: with logits far apart the largest is still far above it, and overflows"),
        Mutant("sizes", {"m = max(xs)": "m = max(abs(x) for x in xs)"}, "subtracts the largest size: for logits around -1000 that makes all of them -2000, and every exp 0"),
        Mutant("largest-alone", {"return m + log(sum(exp(x - m) for x in xs))": "return m"}, "gives the largest alone: a good guess, but the others count as soon as they are near"),
        Mutant("sign", {"logsumexp(logits) - logits[label]": "logits[label] - logsumexp(logits)"}, "has the sign turned round: a loss like this one is never negative"),
        Mutant("log-of-probability", {"return logsumexp(logits) - logits[label]": "return -log(softmax(logits)[label])"},
               "goes through the probability: at a hopeless class that is 0 as a float, and its log does not exist"),
        Mutant("naive-softmax", {"    total = logsumexp(logits)\n    return [exp(x - total) for x in logits]": "    exps = [exp(x) for x in logits]\n    return [e / sum(exps) for e in exps]"},
               "divides exps that overflow"),
        Mutant("shifted-only", {"return [exp(x - total) for x in logits]": "return [exp(x - max(logits)) for x in logits]"},
               "subtracts the largest and stops: the numbers are in range, but they do not add up to 1"),
        Mutant("shift-lost", {"logsumexp_grows_by = 5.0": "logsumexp_grows_by = 0.0"}, "has logsumexp unchanged; every exp grows by the factor exp(5), so does their sum, and its log by 5"),
        Mutant("loss-moves", {"loss_grows_by = 0.0": "loss_grows_by = 5.0"}, "lets the loss grow: logsumexp grows by 5, and so does the right logit that is subtracted"),
        Mutant("added-up", {"of_1000_and_0 = 1000.0": "of_1000_and_0 = 1001.0"}, "adds 1 for exp(0) outside the log: inside, beside exp(1000), a 1 is nothing"),
        Mutant("log-two", {"of_1000_and_0 = 1000.0": "of_1000_and_0 = 1000.6931471805599"}, "adds log 2, which two equal numbers would give; here one of them is next to nothing"),
    ),
    shown="""
    One line of algebra, and the same function that overflowed at 710 works for every float.  Every library computes the loss of logits this way, in one go: that is
    why PyTorch's cross_entropy wants logits and not probabilities.  `losses.cross_entropy` goes one step further and keeps digits where the right class is
    nearly certain.
    """,
    teaches=("log-sum-exp",),
    uses=("softmax", "logit", "overflow", "natural logarithm"),
)  # fmt: skip
def check_logsumexp(you: You) -> None:
    """Against the rule table's logsumexp and softmax and losses.cross_entropy, which hold over all floats."""
    rows = ([0.0, 3.0, -2.0, 1.0], [1000.0, 1001.0], [-1000.0, -1000.5, -1002.0], [2000.0, 0.0, -2000.0], [0.0, 800.0], [0.5])
    for logits in rows:
        you.logsumexp(logits).should_be(table.logsumexp(logits))
        you.softmax(logits).should_be(table.softmax(logits))
    for logits, label in ((rows[0], 3), (rows[1], 0), (rows[2], 2), (rows[3], 2)):
        you.loss(logits, label).should_be(losses.cross_entropy(logits, label))
    before, after = [1.0, -2.0, 0.5], [6.0, 3.0, 5.5]
    you.logsumexp_grows_by.should_be(table.logsumexp(after) - table.logsumexp(before), secret=True)
    grown = losses.cross_entropy(after, 0) - losses.cross_entropy(before, 0)
    you.loss_grows_by.should_be(grown, floor=1e-9, secret=True)
    you.of_1000_and_0.should_be(table.logsumexp([1000.0, 0.0]), secret=True)
