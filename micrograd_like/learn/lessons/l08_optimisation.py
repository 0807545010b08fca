"""Lesson 8: the optimisation problem.  A loss says what is wanted, a step moves towards it, and some numbers have to be chosen by hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from micrograd_like import Value, nn
from micrograd_like.data import micrograd_moons
from micrograd_like.nn import losses, regularizers
from micrograd_like.rules import table
from micrograd_like.training import optim

from ..exercise import Lesson, Mutant
from ..probes import Seen, You
from ..values import plain

lesson = Lesson(
    8,
    "optimisation",
    "The optimisation problem",
    story="""
    Training is an optimisation problem, and one can say it in a line: find the parameters that make loss = error + regularisation smallest.
    Three things must be settled before that line means anything: what counts as an error, what large weights cost, and which
    numbers training may change at all.  Then it is one small step downhill, many times.
    """,
    sources="Notes on formulating the training of a network; Karpathy, micrograd demo; CS231n",
    look="""
    # 100 points of two classes, and what a network says that has not been trained yet.  In 8.6 you train it.
    import random

    from micrograd_like.data import micrograd_moons
    from micrograd_like.nn import MLP
    from micrograd_like.pictures.plots import decision_boundary

    random.seed(1337)
    model, data = MLP(2, [16, 16, 1]), micrograd_moons()
    decision_boundary(lambda x: model(x).data, data.X, data.y, title="Before training", steps=30)
    """,
)


@lesson.exercise(
    "8.1",
    slug="losses",
    title="Three losses",
    goal="Write three losses for one example, squared error, hinge and cross-entropy, and the mean of them over many.",
    code='''
from micrograd_like import Value

# score is what the network says about one example, a Value; y is what it should have said, a number.


def squared_error(score, y):
    """For numbers y: the square of how far the score is off."""
    # TODO
    ...
    #> return (score - y) ** 2


def hinge(score, y):
    """For labels y = -1 and +1: how much y * score lacks to 1, and 0 once it lacks nothing; also called max-margin."""
    # TODO
    ...
    #> return (1 - y * score).relu()


def cross_entropy(score, y):
    """For labels y = 0 and 1: minus the log of the probability that the right class gets.

    The sigmoid of the score is the probability of class 1; class 0 gets the rest.  A Value has .sigmoid() and .log().
    """
    # TODO
    ...
    #> p = score.sigmoid()
    #> return -(p if y == 1 else 1 - p).log()


def mean(losses):
    """The loss of a list of examples: the average of their losses."""
    # TODO
    ...
    #> return sum(losses) / len(losses)


if __name__ == "__main__":
    print("score    squared    hinge    cross-entropy    (the right class is 1)")
    for score in (-4.0, -1.0, 0.0, 0.5, 1.0, 2.0, 4.0):
        told = [loss(Value(score), 1).data for loss in (squared_error, hinge, cross_entropy)]
        print(f"{score:5}  " + "  ".join(f"{number:9.4f}" for number in told))
''',
    hints=(
        "What should each of them say about a perfect answer, about a hopeless one, and about an answer that is right but only just?",
        "hinge: 1 - y * score is what is missing to a margin of 1, and relu turns anything below 0 into 0.  Cross-entropy: first decide whose probability the log is taken of.",
        "With p = score.sigmoid(), the right class has p if y is 1, and 1 - p if y is 0; take the log of that, and put a minus before it.",
    ),
    mutants=(
        Mutant("absolute", {"(score - y) ** 2": "abs(score - y)"}, "takes the distance itself: squared, an error twice as large costs four times as much"),
        Mutant("hinge-not-clamped", {"(1 - y * score).relu()": "1 - y * score"},
               "goes below 0 for confident answers: then being ever more certain about easy examples pays for being wrong about hard ones"),
        Mutant("hinge-ignores-label", {"1 - y * score": "1 - score"}, "never looks at the label: for y = -1 it rewards high scores"),
        Mutant("hinge-without-margin", {"1 - y * score": "-y * score"},
               "is content as soon as the sign is right: the hinge asks for a margin of 1"),
        Mutant("hinge-sign", {"1 - y * score": "1 + y * score"}, "punishes being right: with the sign of the label correct, y * score is positive and must lower the loss"),
        Mutant("no-minus", {"return -(p": "return (p"}, "forgets the minus: logs of probabilities are below 0, and making this small makes the right class improbable"),
        Mutant("classes-swapped", {"p if y == 1 else 1 - p": "1 - p if y == 1 else p"}, "takes the log of the wrong class's probability: p belongs to class 1"),
        Mutant("class-one-only", {"-(p if y == 1 else 1 - p).log()": "-(y * p.log())"},
               "costs nothing for class 0: -y log p vanishes with y, and its other half, -(1 - y) log(1 - p), is missing"),
        Mutant("log-of-the-score", {"score.sigmoid()": "score"}, "takes the log of the score: a score may be negative; its sigmoid is a probability"),
        Mutant("sum-for-mean", {" / len(losses)": ""}, "adds up without dividing: then twice as many examples make twice the gradient, and every learning rate depends on how many there are"),
    ),
    shown="""
    Three opinions on what is bad.  Squared error punishes a score of 4 where 1 was wanted, though the class is right; hinge stops caring at a margin of 1, and its
    slope is then exactly 0; cross-entropy never stops entirely, and its slope is p - y: the probability given minus the one wanted.  (`losses` has all three,
    written so that they stay exact where log(1 - p) would lose every digit.)
    """,
    teaches=("hinge", "cross-entropy"),
    uses=("sigmoid", "relu", "natural logarithm"),
)  # fmt: skip
def check_losses(you: You) -> None:
    """Values and slopes against the package's losses, which are written another way."""
    right_ones = (("squared_error", losses.mean_squared_error, (2.0, -0.5)), ("hinge", losses.hinge, (1, -1)),
                  ("cross_entropy", losses.binary_cross_entropy_with_logits, (1, 0)))  # fmt: skip
    for name, loss, targets in right_ones:
        for y in targets:
            for number in (0.25, -1.5, 3.0):
                score, mine = Value(number), Value(number)
                right = loss(score, y)
                right.backward()
                out = getattr(you, name)(mine, y)
                out.should_be(right.data)
                out.then("slope of {}", lambda out, mine=mine: slope(out, mine)).should_be(score.grad)
    you.mean([Value(1.0), Value(4.0), Value(-2.5)]).should_be(2.5 / 3)
    you.mean([Value(0.5)]).should_be(0.5)


def slope(out: Value, leaf: Value) -> float:
    """d(out)/d(leaf), afresh."""
    leaf.grad = 0.0
    out.backward()
    return leaf.grad


@lesson.exercise(
    "8.2",
    slug="regularisation",
    title="Loss = error + regularisation",
    goal="Add a penalty on large weights to the error, predict how L1 and L2 pull at a weight, and find that pull in the gradient.",
    code='''
from micrograd_like import Value
from micrograd_like.learn import sketch


def l2(weights, strength):
    """strength times the sum of the squares of the weights."""
    # TODO
    ...
    #> return strength * sum(w * w for w in weights)


def l1(weights, strength):
    """strength times the sum of their absolute values; abs() takes Values too."""
    # TODO
    ...
    #> return strength * sum(abs(w) for w in weights)


def loss(error, weights, strength):
    """What training makes small: the error on the examples, plus the L2 penalty.  All of it Values."""
    # TODO
    ...
    #> return error + l2(weights, strength)


# Predict the slope of each penalty in one weight, with strength = 0.1, where the weight is 3 and where it is -0.5.
# TODO
l2_slope_at_3 = ...  #> 0.6
l2_slope_at_minus_half = ...  #> -0.1
l1_slope_at_3 = ...  #> 0.1
l1_slope_at_minus_half = ...  #> -0.1

# Which of the two pulls a small weight as hard as a large one, and so brings it to 0?  Write "L1" or "L2".
# TODO
makes_zeros = ...  #> "L1"


if __name__ == "__main__":
    w, x, y = Value(3.0, label="w"), Value(0.5, label="x"), Value(1.0, label="y")
    error = (w * x - y) ** 2
    error.label = "error"
    total = loss(error, [w], 0.1)
    total.backward()
    print(sketch(total, words={w: f"grad {w.grad:.6g}", error: f"grad {error.grad:.6g}"}))
    print("w.grad =", 2 * (3.0 * 0.5 - 1.0) * 0.5, "from the error +", l2_slope_at_3, "from the penalty")
''',
    hints=(
        "What is the derivative of w², and what that of the absolute value of w, on either side of 0?",
        "L2 pulls in proportion to the weight: strength · 2w.  L1 pulls with the same force everywhere: strength, with the sign of w.  The loss is nothing but a sum.",
        "A penalty on Values is a Value: multiply and add the weights themselves, not their .data, or the gradient will know nothing of it.",
    ),
    mutants=(
        Mutant("square-of-the-sum", {"sum(w * w for w in weights)": "sum(weights) ** 2"},
               "squares the sum: then 5 and -5 cost nothing together; each weight pays for itself"),
        Mutant("l1-without-abs", {"sum(abs(w) for w in weights)": "sum(weights)"},
               "adds the weights up as they are in L1: negative weights would earn a reward, and run away to minus infinity"),
        Mutant("made-of-numbers", {"sum(w * w for w in weights)": "sum(w.data * w.data for w in weights)"},
               "computes the penalty from .data: the loss is right, but the penalty has become a constant that pulls at nothing"),
        Mutant("strength-inside", {"strength * sum(w * w for": "sum((strength * w) * (strength * w) for"},
               "multiplies by the strength before it squares: a strength of 0.1 acts like 0.01"),
        Mutant("without-strength", {"return strength * sum(w * w": "return sum(w * w"},
               "leaves out the strength in L2: the error must be able to outweigh the penalty"),
        Mutant("subtracted", {"error + l2(": "error - l2("}, "subtracts the penalty: then large weights are what it is looking for"),
        Mutant("penalty-only", {"error + l2(weights, strength)": "l2(weights, strength)"}, "forgets the error: then all weights 0 would be perfect"),
        Mutant("l2-without-two", {"l2_slope_at_3 = 0.6": "l2_slope_at_3 = 0.3", "l2_slope_at_minus_half = -0.1": "l2_slope_at_minus_half = -0.05"},
               "forgets the 2: the derivative of w² is 2w (some books write strength/2 in front to be rid of it)"),
        Mutant("l1-in-proportion", {"l1_slope_at_3 = 0.1": "l1_slope_at_3 = 0.3", "l1_slope_at_minus_half = -0.1": "l1_slope_at_minus_half = -0.05"},
               "lets L1 pull in proportion to the weight; the absolute value has the slope 1 or -1, however large the weight is"),
        Mutant("l1-one-direction", {"l1_slope_at_minus_half = -0.1": "l1_slope_at_minus_half = 0.1"},
               "forgets that the slope of the absolute value is -1 below 0: the pull is towards 0 from both sides"),
        Mutant("zeros-by-l2", {'"L1"': '"L2"'},
               "expects zeros of L2, whose pull fades with the weight: it makes large weights small, and small ones hardly smaller"),
    ),
    shown="""
    The penalty is one more branch of the graph: it joins the error in a +, a + hands the gradient on to both, and in w.grad the two shares add up.
    So regularisation needs no new rule.  L2 shrinks each weight by a fixed share at every step, which is why it is also called weight decay; L1 takes a
    fixed amount, and small weights end at 0.
    """,
    teaches=("penalty", "regularisation", "L1", "L2"),
    uses=("weight", "gradient", "graph", "sketch"),
)  # fmt: skip
def check_regularisation(you: You) -> None:
    """Penalties and gradients against nn.regularizers; the predictions against its gradients too."""
    numbers, strength = [3.0, -0.5, -2.0, 1.25], 0.1
    nudge = "Nudge the weight in your mind: how fast does the penalty grow, and is that up or down?"
    for name, penalty in (("l2", regularizers.l2), ("l1", regularizers.l1)):
        right, (value, _) = gradient(lambda ws, p=penalty: p(ws, strength), numbers)
        mine = getattr(you, name).then(
            f"{name} of {numbers}, strength 0.1", lambda f: gradient(lambda ws, f=f: f(ws, strength), numbers)
        )
        mine.then("{}", lambda pair: pair[1][0]).should_be(value)
        mine.then("slopes of {}", lambda pair: pair[0]).should_be(right)
        for k, place in ((0, "3"), (1, "minus_half")):
            getattr(you, f"{name}_slope_at_{place}").should_be(right[k], because=nudge, secret=True)
    right, (value, _) = gradient(lambda ws: fit_error(ws) + regularizers.l2(ws, 0.25), numbers)
    mine = you.loss.then(f"loss at {numbers}, strength 0.25", lambda f: gradient(lambda ws: f(fit_error(ws), ws, 0.25), numbers))
    mine.then("{}", lambda pair: pair[1][0]).should_be(value)
    mine.then("slopes of {}", lambda pair: pair[0]).should_be(right)
    small, large = (abs(gradient(lambda ws: regularizers.l1(ws, 1.0), [w])[0][0]) for w in (1e-6, 1e3))
    you.makes_zeros.should_be("L1" if small == large else "L2", secret=True)


def gradient(f: Callable[[list[Value]], Any], numbers: Sequence[float]) -> Any:
    """The slopes of f at Values of these numbers, and (its value, 0); what f gives, if it is still to be written."""
    values = [Value(x) for x in numbers]
    out = f(values)
    if out is None or out is ...:
        return out
    if isinstance(out, Value):
        out.backward()
    return [v.grad for v in values], (plain(out), 0)


def fit_error(ws: Sequence[Value]) -> Value:
    """Some error on one example, with a slope in each weight."""
    return table.square(table.dot(ws, [0.5, -1.0, 2.0, 1.0]) - 1.0)


@lesson.exercise(
    "8.3",
    slug="hyperparameters",
    title="Parameter or hyperparameter?",
    goal="Sort twelve quantities into parameters, hyperparameters and neither, and write the test that proves it.",
    code='''
from micrograd_like import Value

# A parameter is changed by training.  A hyperparameter is chosen before, by a person or a search, and stays.
# Some things are neither: they are given, or computed afresh for every example.
# TODO: write "parameter", "hyperparameter" or "neither"
kinds = {
    "a weight of a hidden neuron": ...,  #> "parameter"
    "the bias of the output neuron": ...,  #> "parameter"
    "the learning rate": ...,  #> "hyperparameter"
    "the number of layers": ...,  #> "hyperparameter"
    "the number of neurons in a layer": ...,  #> "hyperparameter"
    "the strength of the penalty": ...,  #> "hyperparameter"
    "how many steps are taken": ...,  #> "hyperparameter"
    "how many examples are in a mini-batch": ...,  #> "hyperparameter"
    "tanh or relu": ...,  #> "hyperparameter"
    "the slope of a line that is fitted to points": ...,  #> "parameter"
    "the output of a hidden neuron": ...,  #> "neither"
    "the first pixel of an example": ...,  #> "neither"
}


def is_parameter(thing):
    """True if a step can move it for good: a Value (it has a .grad) that was not computed from others."""
    # TODO: v.parents holds the Values that v was computed from
    ...
    #> return isinstance(thing, Value) and not thing.parents


if __name__ == "__main__":
    w = Value(0.5)
    things = {"a weight": w, "an output": (w * 2.0).tanh(), "a learning rate": 0.1, "a choice": "relu"}
    for name, thing in things.items():
        print(f"{name:16} has a grad: {hasattr(thing, 'grad')!s:5}  is a parameter: {is_parameter(thing)}")
''',
    hints=(
        "Ask of each: when training is over, is it another number because of training?  And if not: did somebody have to choose it?",
        "The output of a hidden neuron has a .grad as well.  But what happens to it when the next example comes?",
        "is_parameter asks two questions joined by `and`: isinstance() for the first; for the second, an empty tuple of parents counts as false.",
    ),
    mutants=(
        Mutant("rate-is-a-parameter", {'"the learning rate": "hyperparameter"': '"the learning rate": "parameter"'},
               "takes the learning rate for a parameter: it decides how far a step goes, and no gradient says how to change it"),
        Mutant("strength-is-a-parameter", {'"the strength of the penalty": "hyperparameter"': '"the strength of the penalty": "parameter"'},
               "lets training choose the strength of the penalty: it would choose 0, since that makes the loss smaller at once"),
        Mutant("outputs-are-parameters", {'"the output of a hidden neuron": "neither"': '"the output of a hidden neuron": "parameter"'},
               "takes a hidden output for a parameter: it has a gradient, but it is computed afresh for every example, and a step on it would be lost"),
        Mutant("pixels-are-parameters", {'"the first pixel of an example": "neither"': '"the first pixel of an example": "parameter"'},
               "takes the example's own numbers for parameters: they are given, and training must not change what it was shown"),
        Mutant("pixels-are-chosen", {'"the first pixel of an example": "neither"': '"the first pixel of an example": "hyperparameter"'},
               "takes the example for a hyperparameter: data are given, nobody tunes them"),
        Mutant("line-is-chosen", {'"the slope of a line that is fitted to points": "parameter"': '"the slope of a line that is fitted to points": "hyperparameter"'},
               "forgets that fitting a line is training too: its slope and its height are its two parameters"),
        Mutant("any-value", {" and not thing.parents": ""},
               "is content with any Value: a result in the middle of the graph has a .grad too, but it is recomputed and does not keep a step"),
        Mutant("moved-right-now", {" and not thing.parents": " and not thing.parents and thing.grad != 0"},
               "asks whether the gradient is different from 0 just now: a parameter at rest is a parameter still"),
        Mutant("any-number", {"isinstance(thing, Value) and not thing.parents": "isinstance(thing, float)"},
               "looks for plain numbers: those have no .grad, so no step can tell which way they should go"),
    ),
    shown="""
    The test for a parameter is mechanical: does the loss depend on it through the graph, and does it keep what a step gives it?  What fails it and still had to be
    chosen is a hyperparameter; choosing those well is a search around the whole training, judged on other examples (8.5).
    """,
    teaches=("hyperparameter",),
    uses=("Value", "weight", "bias"),
)  # fmt: skip
def check_hyperparameters(you: You) -> None:
    """Asked of a real training set-up: is it among the Values that the optimiser moves, among the settings it was built from, or neither?"""
    things, moved, settings = setup()
    asked = (
        "Is it another number after training, because of training?  If not: did somebody choose it, or was it given or computed?"
    )
    for name, thing in things.items():
        kind = "parameter" if any(thing is p for p in moved) else "hyperparameter" if name in settings else "neither"
        you.kinds.then(f'["{name}"]', lambda kinds, name=name: kinds[name]).should_be(kind, because=asked, secret=True)
    for name, thing in things.items():
        right = any(thing is p for p in moved)
        you.is_parameter.then(f"is_parameter, asked about {name}", lambda f, thing=thing: truth(f(thing))).should_be(right)


@cache
def setup() -> tuple[dict[str, Any], list[Value], set[str]]:
    """Twelve things of a training, which of them the optimiser moves, and the names of those it was built from."""
    settings = {"the learning rate": 0.1, "the number of layers": 2, "the number of neurons in a layer": 3, "the strength of the penalty": 0.01,
                "how many steps are taken": 1, "how many examples are in a mini-batch": 1, "tanh or relu": "tanh"}  # fmt: skip
    layers, width, activation = (
        settings[name] for name in ("the number of layers", "the number of neurons in a layer", "tanh or relu")
    )
    model = undrawn(lambda: nn.MLP(2, [width] * (layers - 1) + [1], activation=activation))
    line = Value(0.0)
    pixels = [0.5, 0.25]
    hidden = model.layers[0](pixels)
    optimiser = optim.SGD([*model.parameters(), line], lr=settings["the learning rate"])
    things = {"a weight of a hidden neuron": model.layers[0].neurons[0].w[0], "the bias of the output neuron": model.layers[-1].neurons[0].b,
              **settings, "the slope of a line that is fitted to points": line, "the output of a hidden neuron": hidden[0],
              "the first pixel of an example": pixels[0]}  # fmt: skip
    return things, optimiser.parameters, set(settings)


def truth(answer: Any) -> Any:
    """yes or no, but nothing stays nothing."""
    return answer if answer is None or answer is ... else bool(answer)


def undrawn(make: Callable[[], Any], seed: int = 0) -> Any:
    """What make() gives after random.seed(seed); the random numbers of everybody else stay as they were."""
    state = random.getstate()
    try:
        random.seed(seed)
        return make()
    finally:
        random.setstate(state)


@lesson.exercise(
    "8.4",
    slug="sgd",
    title="One step of SGD",
    goal="Write a step of gradient descent and the loop around it, and predict what four learning rates do.",
    code='''
from micrograd_like import Value


def sgd_step(parameters, lr):
    """Move each parameter downhill: by lr, the learning rate, per unit of its gradient."""
    for p in parameters:
        # TODO: change the number in p, not p itself
        p.data = ...  #> p.data - lr * p.grad


def descend(w, x, y, lr, steps):
    """So many steps on w alone, to bring w * x close to y; gives the loss at the start of each step.

    x is a Value as well, a leaf that every step uses again.  At the end, w.grad and x.grad belong to the last step
    alone.
    """
    losses = []
    for _ in range(steps):
        loss = (w * x - y) ** 2
        # TODO: make room for fresh gradients, go backward, take a step on w; a leaf adds up what it is sent
        ...
        #> for leaf in (w, x):
        #>     leaf.grad = 0.0
        #> loss.backward()
        #> sgd_step([w], lr)
        losses.append(loss.data)
    return ...  #> losses


# The loss is w², the start is w = 1.  Predict what fifty steps do with each learning rate; a step is w - lr * 2 * w.
# Write "crawls" (still above a half), "converges" (below a thousandth), "bounces" (as far away as ever) or "diverges".
# TODO
rate_0_001 = ...  #> "crawls"
rate_0_3 = ...  #> "converges"
rate_1 = ...  #> "bounces"
rate_1_1 = ...  #> "diverges"


if __name__ == "__main__":
    for lr in (0.001, 0.3, 1.0, 1.1):
        print(lr, [f"{loss:.3g}" for loss in descend(Value(1.0), Value(1.0), 0.0, lr, 51)[::10]])
''',
    hints=(
        "The gradient points uphill; where do you want to go?  And what is in x.grad after two backward() calls in a row?",
        "Order in the loop: first put the gradients of both leaves, w and x, back to 0; then backward; then the step.  For the rates: each step multiplies w by 1 - 2·lr.",
        "Multipliers 0.998, 0.4, -1, -1.2, taken fifty times: is the size of each below, at, or above 1?  In sgd_step subtract lr times p.grad from p.data.",
    ),
    mutants=(
        Mutant("uphill", {"p.data - lr * p.grad": "p.data + lr * p.grad"}, "walks uphill: the gradient says where the loss grows, so subtract"),
        Mutant("rebinds", {"p.data = p.data - lr": "p = p - lr"},
               "makes p the name of something new: the Value in the model is not touched; change what is in p.data"),
        Mutant("full-gradient", {"p.data - lr * p.grad": "p.data - p.grad"}, "takes the whole gradient for the step: the learning rate is left out"),
        Mutant("forgets-where-it-was", {"p.data - lr * p.grad": "-lr * p.grad"}, "jumps to -lr · grad instead of moving by it: a step starts where you are"),
        Mutant("sign-only", {"lr * p.grad": "lr * ((p.grad > 0) - (p.grad < 0))"},
               "uses only the sign of the gradient: its size says how much there is to gain"),
        Mutant("never-zero", {"            leaf.grad = 0.0": "            pass"},
               "never puts the gradients back to 0: they add up over the steps, so that each step repeats all those before it"),
        Mutant("zero-only-parameters", {"for leaf in (w, x)": "for leaf in (w,)"},
               "puts only the parameter's gradient back to 0: x is a leaf of every graph here too, and its gradient piles up step after step"),
        Mutant("zero-after-backward", {"        for leaf in (w, x):\n            leaf.grad = 0.0\n        loss.backward()\n":
                                       "        loss.backward()\n        for leaf in (w, x):\n            leaf.grad = 0.0\n"},
               "empties the gradients between backward and the step: then every step goes nowhere"),
        Mutant("bounces-is-diverging", {'"bounces"': '"diverges"'},
               "expects lr = 1 to diverge: w goes from 1 to -1 and back, never further away"),
        Mutant("small-is-enough", {'"crawls"': '"converges"'},
               "trusts a tiny rate: 0.998 taken fifty times is still 0.9"),
        Mutant("large-rates-help", {'rate_1_1 = "diverges"': 'rate_1_1 = "converges"'},
               "hopes that a larger rate is a faster one: at 1.1 every step lands further up on the other side"),
    ),
    shown="""
    On a parabola a step multiplies the distance by 1 - lr · curvature, and all of it is there: too small crawls, too large throws you from wall to wall, and there is a
    value beyond which it never settles.  A network has many curvatures at once and one learning rate for all of them; that is why it
    is the first hyperparameter people tune.  S in SGD is for stochastic: each step looks at a random mini-batch instead of everything.
    """,
    teaches=("SGD", "diverges"),
    uses=("gradient", "hyperparameter"),
)  # fmt: skip
def check_sgd(you: You) -> None:
    """Steps against optim.SGD, the loop against a fresh graph of fresh leaves for every step, the predictions against the loop."""
    starts, slopes = [1.0, -2.0, 0.5], [4.0, -0.5, 0.0]
    for lr in (0.1, 0.5):
        right = stepped(lambda ps, lr=lr: optim.SGD(ps, lr).step(), starts, slopes)
        its = you.sgd_step.then(
            f"sgd_step on {starts} with gradients {slopes}, lr = {lr}",
            lambda f, lr=lr: stepped(lambda ps: f(ps, lr), starts, slopes),
        )
        its.should_be(right)
    for x, y, lr in ((1.0, 3.0, 0.1), (2.0, -1.0, 0.0625)):
        leaves = Value(0.5), Value(x)
        losses_of = you.descend.then(
            f"descend(w = 0.5, x = {x}, y = {y}, lr = {lr}, steps = 4)", lambda f, ls=leaves, y=y, lr=lr: f(*ls, y, lr, 4)
        )
        its_losses, *its_grads = descent(0.5, x, y, lr, 4)
        losses_of.should_be(its_losses)
        losses_of.then("w.grad and x.grad after {}", lambda _, ls=leaves: [leaf.grad for leaf in ls]).should_be(its_grads)
    for name, lr in (("rate_0_001", 0.001), ("rate_0_3", 0.3), ("rate_1", 1.0), ("rate_1_1", 1.1)):
        end = table.sqrt(descent(1.0, 1.0, 0.0, lr, 51)[0][-1])
        right = "converges" if end < 1e-3 else "diverges" if end > 1 else "bounces" if end == 1 else "crawls"
        getattr(you, name).should_be(right, secret=True)


def stepped(step: Callable[[list[Value]], Any], starts: Sequence[float], slopes: Sequence[float]) -> Any:
    """Where the numbers are after a step with these gradients; ... while some are missing."""
    ps = [Value(x) for x in starts]
    for p, g in zip(ps, slopes, strict=True):
        p.grad = g
    step(ps)
    return ... if any(p.data is ... for p in ps) else [p.data for p in ps]


def descent(w: float, x: float, y: float, lr: float, steps: int) -> tuple[list[float], float, float]:
    """The losses, and the gradients of w and x in the last step, with Values made anew each time."""
    losses_of, dw, dx = [], 0.0, 0.0
    for _ in range(steps):
        leaves = Value(w), Value(x)
        loss = table.square(leaves[0] * leaves[1] - y)
        loss.backward()
        dw, dx = leaves[0].grad, leaves[1].grad
        losses_of.append(loss.data)
        w -= lr * dw
    return losses_of, dw, dx


@lesson.exercise(
    "8.5",
    slug="validation",
    title="Judged on other examples",
    goal="Keep some rows apart for validation, and let them choose the strength of the penalty.",
    code='''
import random


def fit(rows, strength):
    """The w that makes the sum of (w * x - y)² + strength * w² smallest; for a single weight it can be solved for."""
    return sum(x * y for x, y in rows) / (sum(x * x for x, _ in rows) + strength)


def error(w, rows):
    """The mean of (w * x - y)² over the rows (x, y)."""
    # TODO
    ...
    #> return sum((w * x - y) ** 2 for x, y in rows) / len(rows)


def split(rows, k):
    """(rows to train on, rows to validate on): the last k are kept apart.  The rows come in random order."""
    # TODO
    ...
    #> return rows[:-k], rows[-k:]


def choose(strengths, train, validation):
    """The strength whose w, fitted to the training rows, has the smallest error on the validation rows."""
    # TODO
    ...
    #> return min(strengths, key=lambda strength: error(fit(train, strength), validation))


if __name__ == "__main__":
    random.seed(11)
    rows = [(x, 1.0 * x + random.gauss(0, 1.5)) for x in (random.uniform(-1, 1) for _ in range(24))]
    train, validation = split(rows, 16)
    strengths = [0, 0.5, 1, 2, 4, 8, 16]
    print("strength      w   training error   validation error")
    for strength in strengths:
        w = fit(train, strength)
        print(f"{strength:8}  {w:5.2f}   {error(w, train):14.4f}   {error(w, validation):16.4f}")
    print("chosen:", choose(strengths, train, validation))
''',
    hints=(
        "Which strength would win if the training rows themselves were the judge, and why always that one?",
        "Two roles: fit() sees the training rows only, error() judges on the validation rows only.  The penalty has no place in the judgement.",
        "min(strengths, key=...) gives the strength itself, not its error; the key is a function from a strength to the error of its fit.  rows[-k:] are the last k.",
    ),
    mutants=(
        Mutant("judged-in-training", {"error(fit(train, strength), validation)": "error(fit(train, strength), train)"},
               "judges on the rows it was fitted to: there the penalty can only hurt, so the smallest strength always wins"),
        Mutant("fitted-to-all", {"error(fit(train, strength), validation)": "error(fit(train + validation, strength), validation)"},
               "fits to the validation rows too: then they are no longer new to it, and their judgement is worth little"),
        Mutant("judged-on-all", {"error(fit(train, strength), validation)": "error(fit(train, strength), train + validation)"},
               "judges on all rows, those it was fitted to included: half of the jury has been bribed"),
        Mutant("penalty-judges", {"error(fit(train, strength), validation)":
                                  "error(fit(train, strength), validation) + strength * fit(train, strength) ** 2"},
               "adds the penalty to the judgement: it is a means of training; what counts afterwards is the error"),
        Mutant("smallest-error", {"min(strengths, key=lambda strength: error(fit(train, strength), validation))":
                                  "min(error(fit(train, strength), validation) for strength in strengths)"},
               "gives the smallest error; asked for is the strength that has it"),
        Mutant("worst", {"return min(strengths": "return max(strengths"}, "picks the worst of them: max instead of min"),
        Mutant("overlap", {"rows[:-k], rows[-k:]": "rows, rows[-k:]"}, "trains on all rows: those kept apart for validation must not be among them"),
        Mutant("swapped", {"rows[:-k], rows[-k:]": "rows[-k:], rows[:-k]"}, "hands them back the wrong way round: training rows first"),
        Mutant("first-k", {"rows[:-k], rows[-k:]": "rows[k:], rows[:k]"}, "keeps the first k apart; asked for are the last"),
        Mutant("sum-for-mean", {" / len(rows)": ""}, "adds the squares up without dividing: then errors on few and on many rows cannot be compared"),
    ),
    shown="""
    On the training rows the error only grows with the strength; on new rows it first falls.  The difference is what was learnt by heart.  Every hyperparameter is chosen like this: train with each
    candidate, judge on rows that none of them saw.  And as choosing is learning too, the best validation error flatters a little: an honest final number needs rows that
    were not even used to choose (a test set).
    """,
    teaches=("validation",),
    uses=("penalty", "hyperparameter"),
)  # fmt: skip
def check_validation(you: You) -> None:
    """Errors by losses.mean_squared_error; the choice by the solved least squares in the rule table's folds."""
    rows = noisy_rows(29)
    you.error.then("error(1.5, 4 rows)", lambda f: f(1.5, rows[:4])).should_be(mean_error(1.5, rows[:4]))
    you.error.then("error(-0.5, 1 row)", lambda f: f(-0.5, rows[:1])).should_be(mean_error(-0.5, rows[:1]))
    numbers = list(range(10))
    for k in (3, 1):
        you.split(numbers, k).should_be(([n for n in numbers if n < 10 - k], [n for n in numbers if n >= 10 - k]))
    strengths = [0, 0.5, 1, 2, 4, 8, 16]
    for number, rows in enumerate((noisy_rows(29), noisy_rows(29)[::-1], steep_rows()), 1):
        train, validation = rows[:4], rows[4:]
        right = min(strengths, key=lambda s, t=train, v=validation: mean_error(ridge(t, s), v))
        chosen = you.choose.then(f"choose({strengths}, train, validation), rows {number}",
                                 lambda f, t=train, v=validation: f(strengths, t, v))  # fmt: skip
        chosen.should_be(right, picture=f"Rows {number}:\n  train = {train}\n  validation = {validation}")


def noisy_rows(seed: int) -> list[tuple[float, float]]:
    """Eight rows around y = x, the first four of them too steep."""
    draw = random.Random(seed)
    xs = [round(draw.uniform(-2, 2), 1) for _ in range(8)]
    return [(x, round(x + (0.8 * x if i < 4 else 0.0) + draw.gauss(0, 0.6), 1)) for i, x in enumerate(xs)]


def steep_rows() -> list[tuple[float, float]]:
    """A fit without penalty is so wrong here that the penalty pays for itself."""
    return [(0.25, 2.5), (-0.25, -2.5), (0.1, 1.0), (-0.1, -1.0), (1.0, 1.0), (2.0, 2.0), (-1.0, -1.0), (-2.0, -2.0)]


def mean_error(w: float, rows: Sequence[tuple[float, float]]) -> float:
    return losses.mean_squared_error([w * x for x, _ in rows], [y for _, y in rows])


def ridge(rows: Sequence[tuple[float, float]], strength: float) -> float:
    xs, ys = zip(*rows, strict=True)
    return table.dot(xs, ys) / (table.dot(xs, xs) + strength)


@lesson.exercise(
    "8.6",
    slug="moons",
    title="The two moons",
    goal="Put it all together and train a network of 337 parameters on micrograd's two moons, from its first loss to 100 %.",
    code='''
import random

from micrograd_like.data import micrograd_moons
from micrograd_like.nn import MLP
from micrograd_like.pictures.plots import decision_boundary


def loss(model, X, y):
    """The mean hinge loss of the scores model(x), for labels -1 and +1, plus a penalty.

    The penalty is 0.0001 times the sum of the squares of all parameters.
    """
    # TODO
    ...
    #> hinges = [(1 - label * model(x)).relu() for x, label in zip(X, y)]
    #> error = sum(hinges) * (1.0 / len(hinges))
    #> penalty = 0.0001 * sum(p * p for p in model.parameters())
    #> return error + penalty


def learning_rate(k):
    """1.0 at step k = 0, falling in a straight line towards 0.1, which it would reach at k = 100."""
    # TODO
    ...
    #> return 1.0 - 0.9 * k / 100


def step(model, X, y, k):
    """Step number k on all examples; gives the loss before it, a float."""
    total = ...  #> loss(model, X, y)
    # TODO: fresh gradients, backward, and every parameter a step downhill with the learning rate of step k
    ...
    #> model.zero_grad()
    #> total.backward()
    #> for p in model.parameters():
    #>     p.data -= learning_rate(k) * p.grad
    return ...  #> total.data


def accuracy(model, X, y):
    return sum((model(x).data > 0) == (label > 0) for x, label in zip(X, y)) / len(y)


if __name__ == "__main__":
    moons = micrograd_moons()
    X, y = moons.X, moons.signs
    random.seed(1337)
    model = MLP(2, [16, 16, 1])
    for k in range(100):
        shown = accuracy(model, X, y)
        print(f"step {k} loss {step(model, X, y, k)}, accuracy {shown:.0%}", flush=True)
    decision_boundary(lambda x: model(x).data, X, y, title="Two moons").save("moons.svg")
    print("moons.svg shows the boundary")
''',
    hints=(
        "Which three pieces from this lesson go into loss?  Which of them takes a list, and which the parameters?",
        "The hinge loss of 8.1 on each example, its mean, and the L2 penalty of 8.2 on model.parameters().  In step keep the order of 8.4: zero, backward, move.",
        "learning_rate(k) loses 0.9 on the way from 0 to 100, that is 0.009 per step.  In step: model.zero_grad(), total.backward(), then subtract rate times p.grad from each p.data.",
    ),
    mutants=(
        Mutant("sum-of-hinges", {" * (1.0 / len(hinges))": ""}, "adds the hinge losses up: the mean is asked for, so divide by how many there are"),
        Mutant("no-penalty", {"return error + penalty": "return error"}, "computes the penalty and does not add it"),
        Mutant("mean-penalty", {"for p in model.parameters())\n": "for p in model.parameters()) / len(model.parameters())\n"},
               "averages the penalty over the parameters: every one of them pays in full"),
        Mutant("labels-ignored", {"1 - label * model(x)": "1 - model(x)"}, "never looks at the labels: half of the points want a score below -1"),
        Mutant("not-clamped", {"(1 - label * model(x)).relu()": "1 - label * model(x)"}, "leaves out relu: points on the right side of the margin would pay for the others"),
        Mutant("never-zero", {"    model.zero_grad()\n": ""},
               "never sets the gradients back: from the second step on it moves by the sum of all gradients so far"),
        Mutant("zero-after-backward", {"    model.zero_grad()\n    total.backward()\n": "    total.backward()\n    model.zero_grad()\n"},
               "sets the gradients to 0 between backward and the move, and so stands still"),
        Mutant("uphill", {"p.data -= learning_rate": "p.data += learning_rate"}, "climbs: the move goes against the gradient"),
        Mutant("rate-stays", {"p.data -= learning_rate(k)": "p.data -= learning_rate(0)"}, "uses the first learning rate for ever: it should be the one of step k"),
        Mutant("rate-falls-to-zero", {"1.0 - 0.9 * k / 100": "1.0 - k / 100"}, "lets the rate fall to 0: 0.9 of it is lost in a hundred steps, and 0.1 stays"),
        Mutant("loss-after", {"return total.data": "return loss(model, X, y).data"}, "reports the loss after the step; asked for is the one before it, which the step was computed from"),
    ),
    shown="""
    Your first loss is 0.8958441028683222, micrograd's own to the last digit, and a hundred steps end at 100 %.  Everything in it is yours: neurons, graph, backward, loss, step.
    Nothing else is needed for a network a million times larger, only speed; lesson 9 shows where it comes from.
    """,
    teaches=("micrograd_moons",),
    uses=("MLP", "hinge", "penalty", "SGD", "decision_boundary"),
)  # fmt: skip
def check_moons(you: You) -> None:
    """The whole demo's first loss by the package's losses; steps on a small model against optim.SGD."""
    moons = micrograd_moons()
    model, right = demo()
    you.loss.then("loss before the first step of the demo", lambda f: f(model, moons.X, moons.signs)).should_be(right)
    X, y = moons.X[:6], moons.signs[:6]
    small = undrawn(lambda: nn.MLP(2, [3, 1]), 4)
    you.loss.then("loss of a small model", lambda f: f(small, X, y)).should_be(objective(small, X, y))
    for k in (0, 50, 99):
        you.learning_rate(k).should_be(table.add(1.0, -0.009 * k))
    mine, its = (undrawn(lambda: nn.MLP(2, [3, 1]), 4) for _ in range(2))
    for k in (0, 30, 60):
        before = demo_step(its, X, y, k)
        told: Seen = you.step.then(f"small model, step(..., k={k})", lambda f, k=k: f(mine, X, y, k))
        told.should_be(before)
        told.then(f"parameters after step {k}", lambda _: [p.data for p in mine.parameters()]).should_be(
            [p.data for p in its.parameters()]
        )


@cache
def demo() -> tuple[nn.MLP, float]:
    """The demo's model and its first loss, computed once."""
    moons = micrograd_moons()
    model = undrawn(lambda: nn.MLP(2, [16, 16, 1]), 1337)
    return model, objective(model, moons.X, moons.signs).data


def objective(model: nn.MLP, X: Sequence, y: Sequence) -> Any:  # noqa: N803
    return losses.hinge([model(x) for x in X], y) + regularizers.l2(model, 1e-4)


def demo_step(model: nn.MLP, X: Sequence, y: Sequence, k: int) -> float:  # noqa: N803
    """One step of the demo, by the package's own optimiser."""
    loss = objective(model, X, y)
    optimiser = optim.SGD(model, lr=table.add(1.0, -0.009 * k))
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return loss.data
