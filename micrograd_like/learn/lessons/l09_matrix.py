"""Lesson 9: backpropagation in matrix form.  The same gradients, a layer at a time: four equations, each derived before it is used."""

# ruff: noqa: E741  (l is the layer, as in the textbook)

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from micrograd_like import Value, count_paths, matrix, nn, topological_order
from micrograd_like.matrix.assumptions import function_of_outputs
from micrograd_like.nn.losses import quadratic
from micrograd_like.rules import table

from ..exercise import Lesson, Mutant
from ..probes import You
from ..values import plain

lesson = Lesson(
    9,
    "matrix",
    "Backpropagation in matrix form",
    story="""
    A graph of single numbers hides its own order: whole layers of neurons do the same thing.  Written with a matrix for each layer, the
    way back is four short equations, known as BP1 to BP4.  You derive each from the chain rule, write it in a line or two of plain
    lists, and then see them agree with the engine to the last digits.

    Beware of two sets of letters: here z^l is the weighted input of layer l and a^l its output, as in Nielsen's book; other notes write z^l for the output of the layer,
    and mean Nielsen's a^l.
    """,
    sources="Nielsen, Neural Networks and Deep Learning, chapter 2; notes on backpropagation layer by layer",
    look="""
    # Every neuron is joined to every one of the layer before it: that thicket of arrows is one matrix of weights.  Close a layer.
    from micrograd_like import Value, draw
    from micrograd_like.nn import MLP

    model = MLP(12, [16, 16, 2], activation="sigmoid")
    first, second = model([Value(k / 10, label=f"x{k}") for k in range(12)])
    draw(first + second)
    """,
)


@lesson.exercise(
    "9.1",
    slug="feedforward",
    title="Letters with two indices",
    goal="Read the notation w^l_jk, and write feedforward: z^l = w^l a^(l-1) + b^l and a^l = σ(z^l), layer by layer.",
    code='''
from math import exp

# w[l][j][k], on paper w^l_jk, is the weight from neuron k of layer l-1 to neuron j of layer l.  The receiver j comes
# first, so that the row w[l][j] holds all weights of one neuron.  b[l][j] is the bias of that neuron, z[l][j] its
# weighted input (also called pre-activation), a[l][j] its output.  Layer 0 is the input; w[0], b[0] and z[0] are None.
# Counting begins at 0.  (Other notes write z^l for the output of layer l: that is a^l here.)

# The weight from neuron 2 of layer 1 to neuron 0 of layer 2 is w[l][j][k]; which (l, j, k)?
# TODO
place = ...  #> (2, 0, 2)

# A layer of 4 neurons stands behind 3 inputs.  How many (rows, columns) has its w?
# TODO
shape = ...  #> (4, 3)


def sigmoid(z):
    return 1 / (1 + exp(-z))


def feedforward(w, b, x):
    """(z, a): two lists with an entry for each layer; z[0] is None, a[0] is the input x."""
    z, a = [None], [x]
    for l in range(1, len(w)):
        # TODO: append the list z[l], made of w[l], b[l] and a[l - 1]; then the list a[l], made of z[l]
        ...
        #> z.append([sum(w_jk * a_k for w_jk, a_k in zip(row, a[l - 1])) + b_j for row, b_j in zip(w[l], b[l])])
        #> a.append([sigmoid(z_j) for z_j in z[l]])
    return ...  #> z, a


if __name__ == "__main__":
    w = [None, [[1.0, -1.0], [0.5, 2.0]], [[2.0, 1.0]]]
    b = [None, [0.0, 0.1], [-0.3]]
    z, a = feedforward(w, b, [0.4, 0.2])
    for l in range(3):
        print(f"layer {l}:  z = {z[l]}   a = {a[l]}")
''',
    hints=(
        "Which layer does a weight belong to: the one it leaves, or the one it enters?  And which of its two neurons owns a row?",
        "Row j of w[l] belongs to neuron j of layer l.  Its weighted input is the sum, over k, of that row times the outputs of the layer before, plus its bias.",
        "z[l] is a list with one number for each pair (row, b_j) out of zip(w[l], b[l]): the sum of w_jk * a_k over zip(row, a[l - 1]), plus b_j.",
    ),
    mutants=(
        Mutant("sender-first", {"(2, 0, 2)": "(2, 2, 0)", "(4, 3)": "(3, 4)"},
               "puts the sender first: in w^l_jk the receiver j comes first, which makes a row of each neuron's weights, and w a a product of a matrix with a column"),
        Mutant("layer-it-leaves", {"(2, 0, 2)": "(1, 0, 2)"}, "counts the weight to the layer it leaves; it belongs to the one it enters"),
        Mutant("transposed", {"zip(w[l], b[l])])": "zip(zip(*w[l]), b[l])])"},
               "runs through the columns of w instead of its rows, and so sends everything along the wrong connections"),
        Mutant("no-bias", {" + b_j for row": " for row"}, "leaves out the biases"),
        Mutant("bias-for-each-weight", {"w_jk * a_k for": "w_jk * a_k + b_j for", " + b_j for row": " for row"},
               "adds the bias inside the sum, once for each weight; it is added once for each neuron"),
        Mutant("always-the-input", {"zip(row, a[l - 1])": "zip(row, a[0])"}, "feeds the input into every layer; layer l is fed by layer l - 1"),
        Mutant("no-sigma", {"sigmoid(z_j) for z_j": "z_j for z_j"}, "passes z on as it is: the output of a layer is σ of its weighted input"),
        Mutant("sigma-of-the-input", {"[None], [x]": "[None], [[sigmoid(x_k) for x_k in x]]"}, "squashes the input: a[0] is x itself, for layer 0 has no neurons"),
    ),
    shown="""
    The odd order of the indices, receiver first, is what lets you write w a + b without a transpose; the bill comes in BP2, where the way back needs one.
    Keep z as well as a: on the way back σ' is taken at z.  (Notes in which z^l is the output of layer l mean your a^l.)
    """,
    teaches=("feedforward", "weighted input", "pre-activation"),
    uses=("weight", "bias", "sigmoid", "neuron"),
)  # fmt: skip
def check_feedforward(you: You) -> None:
    """Against matrix.feedforward, and the indices against an MLP taken apart by matrix.parameters_of."""
    model = undrawn(lambda: nn.MLP(3, [4, 2]))
    w, _, _ = matrix.parameters_of(model)
    wanted = model.layers[1].neurons[0].w[2].data
    place = next((l, j, k) for l in (1, 2) for j, row in enumerate(w[l]) for k, w_jk in enumerate(row) if w_jk == wanted)
    you.place.should_be(
        place, secret=True, because="Three numbers: the layer it enters, the neuron it enters, the neuron it leaves."
    )
    you.shape.should_be((len(w[1]), len(w[1][0])), secret=True, because="A row for each receiver, a column for each sender.")
    for sizes in ([2, 2, 1], [3, 4, 2], [2, 2, 2, 2]):
        w, b, x, _ = network(sizes)
        z, a = matrix.feedforward(w, b, x)
        mine = you.feedforward.then(f"network {sizes}", lambda f, w=w, b=b, x=x: f(w, b, x))
        for l in range(1, len(sizes)):
            mine.then(f"z[{l}], {{}}", lambda pair, l=l: pair[0][l]).should_be(z[l])
            mine.then(f"a[{l}], {{}}", lambda pair, l=l: pair[1][l]).should_be(a[l])
        mine.then("a[0], {}", lambda pair: pair[1][0]).should_be(x)


def network(sizes: Sequence[int], seed: int = 0) -> tuple[list, list, list[float], list[float]]:
    """w, b, an input and a target for layers of these sizes; the same ones every time."""
    draw = random.Random(f"{sizes} {seed}")

    def numbers(n: int) -> list[float]:
        return [round(draw.uniform(-2, 2), 2) for _ in range(n)]

    pairs = list(pairwise(sizes))
    w = [None, *([numbers(k) for _ in range(j)] for k, j in pairs)]
    return w, [None, *(numbers(j) for j in sizes[1:])], numbers(sizes[0]), [abs(y) / 2 for y in numbers(sizes[-1])]


def undrawn(make: Callable[[], Any], seed: int = 0) -> Any:
    """What make() gives after random.seed(seed); the random numbers of everybody else stay as they were."""
    state = random.getstate()
    try:
        random.seed(seed)
        return make()
    finally:
        random.setstate(state)


@lesson.exercise(
    "9.2",
    slug="average",
    title="Assumption 1: an average over examples",
    goal="Use that the cost is the mean of the costs C_x of the examples to average their gradients, and invent a cost for which this is wrong.",
    code='''
def average(gradients):
    """The gradient of the mean cost.  gradients: for each example x the list of the slopes of C_x."""
    # TODO: the first entries averaged, the second entries averaged, and so on
    ...
    #> return [sum(entries) / len(gradients) for entries in zip(*gradients)]


def breaks_it(costs):
    """A cost of a batch that cannot be had by averaging.  costs: the numbers C_x of its examples; gives one number.

    Anything goes in which what one example contributes depends on the others.
    """
    # TODO
    ...
    #> return max(costs)


if __name__ == "__main__":
    print(average([[1.0, 2.0], [3.0, -2.0], [5.0, 3.0]]))
    print("mean and yours, of 1, 2, 6:", 9 / 3, breaks_it([1.0, 2.0, 6.0]))
    print("mean and yours, of 1, 2, 7:", 10 / 3, breaks_it([1.0, 2.0, 7.0]))
''',
    hints=(
        "The derivative of a sum is the sum of the derivatives.  Which of the numbers in the table of gradients belong to the same weight?",
        "A row of the table is an example, a column is a weight: zip(*gradients) turns rows into columns.  For the second part: is there a cost that only looks at one of the examples?",
        "For each column, its sum divided by the number of examples.  And costs that mix: the largest, the median, the product, the square of the sum ...",
    ),
    mutants=(
        Mutant("sum", {"sum(entries) / len(gradients)": "sum(entries)"}, "adds the gradients up: the cost is the mean of the C_x, so its gradient is the mean of theirs"),
        Mutant("across-weights", {"[sum(entries) / len(gradients) for entries in zip(*gradients)]": "[sum(g) / len(g) for g in gradients]"},
               "averages along the rows, over the weights of each example: the average runs over the examples, weight by weight"),
        Mutant("wrong-count", {"sum(entries) / len(gradients)": "sum(entries) / len(gradients[0])"},
               "divides by the number of weights; it is the number of examples that makes it a mean"),
        Mutant("last-one", {"[sum(entries) / len(gradients) for entries in zip(*gradients)]": "list(gradients[-1])"},
               "keeps the gradient of the last example only"),
        Mutant("sum-in-disguise", {"return max(costs)": "return sum(costs)"},
               "offers the sum of the C_x, or a relative of it: each example adds its share whatever the others do, so it is the average times a number"),
        Mutant("a-constant", {"return max(costs)": "return 1.0"}, "offers a constant: no example contributes anything, and averaging 1.0 gives 1.0"),
        Mutant("mean-itself", {"return max(costs)": "return sum(costs) / len(costs)"}, "offers the mean itself, the very thing to get away from"),
    ),
    shown="""
    Backpropagation finds the gradient of C_x for one example; because C is the mean of the C_x, averaging is all that is left to do, and a random
    handful of examples gives an unbiased guess of the whole: that is why mini-batches work.  If only the worst example counts, nobody can say what an example's share
    is without having seen all the others.
    """,
    uses=("gradient", "weight"),
)  # fmt: skip
def check_average(you: You) -> None:
    """Gradients of single examples and of their mean, both by the engine; for the broken cost, mixed differences, which are 0 for sums of shares."""
    for n, targets in ((3, [1.0, -0.5, 2.0]), (2, [0.5, 0.25, 0.0, 1.0])):
        inputs = [[0.5 * (i - k) + 0.25 for k in range(n)] for i in range(len(targets))]
        each = [slopes_of([x], [y], n) for x, y in zip(inputs, targets, strict=True)]
        mine = you.average.then(f"average over {len(targets)} examples, {n} weights", lambda f, each=each: f(each))
        mine.should_be(slopes_of(inputs, targets, n))
    you.breaks_it.then("what raising one cost by 2 adds, as another one changes", rises).should(
        "be different numbers", lambda found: max(found) - min(found) > 1e-9,
        because="Change one of the costs: does the answer change by as much, whatever the other costs are?")  # fmt: skip


def slopes_of(inputs: Sequence, targets: Sequence[float], n: int) -> list[float]:
    """The gradient of the quadratic cost of a neuron with n weights over these examples."""
    w = [Value(0.3 * (k + 1)) for k in range(n)]
    quadratic([table.tanh(table.dot(w, x)) for x in inputs], targets).backward()
    return [p.grad for p in w]


def rises(cost: Callable[[list[float]], Any]) -> Any:
    """How much the cost of three examples rises with one of them, for several costs of another; of the first pair that acts together."""
    if (first := cost([1.0, 2.0, 3.0])) is None or first is ...:
        return first
    pairs = [(i, j) for i in range(3) for j in range(3) if i != j]
    found = [[rise(cost, i, j, other) for other in (0.5, 2.5, 4.0)] for i, j in pairs]
    return next((numbers for numbers in found if max(numbers) - min(numbers) > 1e-9), found[0])


def rise(cost: Callable[[list[float]], Any], i: int, j: int, other: float) -> float:
    """How much the cost rises when example i goes from 1 to 3, while example j stands at the other cost and the third at 2."""
    costs = [2.0, 2.0, 2.0]
    costs[j] = other
    low, high = ([*costs[:i], x, *costs[i + 1 :]] for x in (1.0, 3.0))
    return plain(cost(high)) - plain(cost(low))


@lesson.exercise(
    "9.3",
    slug="outputs",
    title="Assumption 2: a function of the outputs",
    goal="Decide by walking the graph whether a cost depends on the parameters through the outputs a^L only, and write a cost that does not.",
    code='''
from micrograd_like import Value


def outputs_only(cost, outputs, parameters):
    """True if every way from a parameter up to the cost leads through one of the outputs.  All of them are Values."""
    seen, waiting = set(outputs), [cost]
    while waiting:
        v = waiting.pop()
        # TODO: walk down from the cost to everything below it, except through the outputs
        ...
        #> if v not in seen:
        #>     seen.add(v)
        #>     waiting.extend(v.parents)
    return ...  #> not any(p in seen for p in parameters)


def breaks_it(outputs, targets, parameters):
    """A cost, a Value, that looks at the parameters past the outputs as well."""
    # TODO
    ...
    #> error = sum((a - y) ** 2 for a, y in zip(outputs, targets))
    #> return error + 0.01 * sum(p * p for p in parameters)


if __name__ == "__main__":
    w, b = Value(0.5), Value(-1.0)
    out = (w * 3.0 + b).tanh()
    print(outputs_only((out - 1.0) ** 2, [out], [w, b]))
    print(outputs_only(breaks_it([out], [1.0], [w, b]), [out], [w, b]))
''',
    hints=(
        "If the outputs were walls, could you still reach a parameter on a walk down from the cost?",
        "seen begins with the outputs in it, so whoever leaves seen nodes alone never gets past them.  At the end, look whether a parameter has been seen.",
        "In the loop: unless v is in seen, add it and let its v.parents wait.  At the end: not any(...).  For the cost, remember what 8.2 adds to the error.",
    ),
    mutants=(
        Mutant("no-walls", {"set(outputs), [cost]": "set(), [cost]"},
               "walks on through the outputs: below them are all the parameters of the network, of course"),
        Mutant("one-step-only", {"waiting.extend(v.parents)": "waiting.extend(v.parents if v is cost else ())"},
               "looks at the operands of the cost only: the way past the outputs may be long"),
        Mutant("answers-the-opposite", {"return not any(p in seen": "return any(p in seen"}, "says True when it has found a way past the outputs; then the answer is no"),
        Mutant("needs-all", {"not any(p in seen": "not all(p in seen"}, "is only alarmed when every parameter is reached past the outputs; one is enough"),
        Mutant("error-only", {"return error + 0.01 * sum(p * p for p in parameters)": "return error"},
               "gives a cost that respects the assumption: it has to look at a parameter that did not come through an output"),
        Mutant("numbers-only", {"0.01 * sum(p * p for p in parameters)": "0.01 * sum(p.data * p.data for p in parameters)"},
               "adds the parameters' numbers, not the parameters: no way leads to a .data, so the gradient knows nothing of it"),
        Mutant("targets-too", {"0.01 * sum(p * p for p in parameters)": "0.01 * sum(y * y for y in targets)"},
               "adds something about the targets: they are given, and no parameter is behind them"),
    ),
    shown="""
    BP1 begins at the outputs, so it sees only what went through them.  A penalty goes past: loss = error + regularisation breaks the assumption every day, and people
    help themselves by backpropagating the error and adding the penalty's own gradient at the end.  A general graph needs no such care: its sum over paths includes the
    ways past the outputs by itself.
    """,
    uses=("graph", "node", "path", "penalty"),
)  # fmt: skip
def check_outputs(you: You) -> None:
    """Against assumptions.function_of_outputs, on costs that respect the assumption and on costs that break it in different places."""
    model = undrawn(lambda: nn.MLP(2, [2, 2], activation="tanh"))
    outputs = model([0.5, -1.0])
    ps = model.parameters()
    error = quadratic([outputs], [[1.0, 0.0]])
    deep = table.exp(table.tanh(ps[3] * 2.0) * 0.5 + 1.0)
    costs = {"½|y - a|²": error, "exp of ½|y - a|²": table.exp(error), "½|y - a|² + the squares of all weights": error + table.dot(ps, ps),
             "½|y - a|² + something made of one weight": error + deep, "one output alone": outputs[0] * 1.0}  # fmt: skip
    for name, cost in costs.items():
        right = bool(function_of_outputs(cost, outputs, model))
        you.outputs_only.then(f"outputs_only, C = {name}", lambda f, cost=cost: f(cost, outputs, ps)).should_be(right)
    mine = you.breaks_it.then("your cost, at two outputs of a network", lambda f: f(outputs, [1.0, 0.0], ps))
    mine.should("see a parameter past the outputs", lambda cost: not function_of_outputs(cost, outputs, model),
                because="No way leads from a parameter to this cost except through an output.")  # fmt: skip


@lesson.exercise(
    "9.4",
    slug="hadamard",
    title="The Hadamard product",
    goal="Write s ⊙ t, the product entry by entry, and the matrix that does the same by an ordinary product.",
    code='''
def hadamard(s, t):
    """[s1 * t1, s2 * t2, ...]; a ValueError if they are not of one length."""
    # TODO
    ...
    #> if len(s) != len(t):
    #>     raise ValueError(f"lengths {len(s)} and {len(t)} do not match")
    #> return [p * q for p, q in zip(s, t)]


def diagonal(s):
    """The square matrix, a list of rows, whose product with any t is s ⊙ t."""
    # TODO
    ...
    #> return [[s[j] if j == k else 0 for k in range(len(s))] for j in range(len(s))]


if __name__ == "__main__":
    print(hadamard([1, 2], [3, 4]))
    print(diagonal([1, 2]))
''',
    hints=(
        "How many numbers come out, if three go in on each side?  And what does zip() do when one list is shorter?",
        "⊙ keeps the shape: one product for each place.  In the matrix, row j must pick entry j of t, multiply it by s[j], and ignore all others.",
        "Compare the lengths first and `raise ValueError(...)`.  Entry (j, k) of the matrix is s[j] where j == k, and 0 everywhere else.",
    ),
    mutants=(
        Mutant("plus", {"p * q for": "p + q for"}, "adds: ⊙ multiplies entry by entry"),
        Mutant("dot-product", {"[p * q for p, q in zip(s, t)]": "sum(p * q for p, q in zip(s, t))"},
               "adds the products up to one number: that is the dot product; ⊙ keeps them apart"),
        Mutant("every-pair", {"[p * q for p, q in zip(s, t)]": "[[p * q for q in t] for p in s]"},
               "multiplies every entry with every other: that makes a matrix (you will want it later)"),
        Mutant("cuts-off", {"if len(s) != len(t)": "if False"},
               "lets zip() cut the longer list off in silence: a shape that does not fit is the most frequent mistake in matrix code, and should be loud"),
        Mutant("rows-of-s", {"s[j] if j == k else 0": "s[k]"}, "writes s into every row: each row then computes the same dot product"),
        Mutant("ones", {"s[j] if j == k else 0": "1 if j == k else 0"}, "has ones on the diagonal: that matrix changes nothing, whatever s is"),
    ),
    shown="""
    s ⊙ t is what happens when every neuron does its own thing: row j of the diagonal matrix knows only entry j.  That is why σ', which acts on each neuron alone,
    enters the equations with ⊙, and the weights, which connect every neuron with every other, enter with a matrix product.
    """,
    teaches=("Hadamard",),
)  # fmt: skip
def check_hadamard(you: You) -> None:
    """Against matrix.hadamard; the diagonal by what its product with vectors must be."""
    for s, t in (([1.0, 2.0], [3.0, 4.0]), ([0.5, -1.5, 3.0], [2.0, 0.25, -4.0]), ([7.0], [3.0])):
        right = matrix.hadamard(s, t)
        you.hadamard(s, t).should_be(right)
        you.diagonal(s).then(f"{{}} times {t}", lambda d, t=t: matrix.product(d, t)).should_be(right)
    you.hadamard.then("hadamard([1, 2, 3], [4, 5])", lambda f: raised(f, [1, 2, 3], [4, 5])).should_be("ValueError")


def raised(f: Callable[..., Any], *args: Any) -> Any:
    """The name of what f raises, or what it gives."""
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__


@lesson.exercise(
    "9.5",
    slug="bp1",
    title="BP1: the error of the output layer",
    goal="Derive BP1, the error δ^L = ∇_a C ⊙ σ'(z^L) of the output layer, and write it.",
    code='''
from math import exp


def sigmoid(z):
    return 1 / (1 + exp(-z))


# The error of a neuron is the slope of the cost in its weighted input: δ^l_j = ∂C/∂z^l_j.  For the output layer L:
# by how many paths does z^L_j act on C, if the layer has 3 neurons?  (z^L_j makes a^L_j; C is a function of all a^L.)
# TODO
paths = ...  #> 1

# The chain rule along such a path has two factors: ∂C/∂z_j = ∂C/∂a_j · ∂a_j/∂z_j.  The cost is C = ½ Σ (y_j - a_j)².


def dC_da(a_j, y_j):
    # TODO: the first factor, ∂C/∂a_j
    ...
    #> return a_j - y_j


def da_dz(z_j):
    # TODO: the second factor, ∂a_j/∂z_j = σ'(z_j)
    ...
    #> s = sigmoid(z_j)
    #> return s * (1 - s)


def bp1(a, y, z):
    """δ^L: a list with the error of every output neuron, from the lists a^L, y and z^L."""
    # TODO
    ...
    #> return [dC_da(a_j, y_j) * da_dz(z_j) for a_j, y_j, z_j in zip(a, y, z)]


# Some notes on BP1 say of both factors that they are ∂C/∂a.  That is a slip: it is true of the first one.
# What is the second one?  Write "sigma'(a)", "sigma'(z)" or "dC/dz".
# TODO
second_factor = ...  #> "sigma'(z)"


if __name__ == "__main__":
    z, y = [0.5, -1.0, 3.0], [1.0, 0.0, 0.0]
    print(bp1([sigmoid(z_j) for z_j in z], y, z))
''',
    hints=(
        "If you nudge z^L of one output neuron, which of the outputs a^L move?",
        "Only its own output moves, so the sum over paths has one term.  The ½ of the cost meets the 2 of the square; and σ' = σ(1 - σ), taken where σ was: at z.",
        "For each neuron multiply dC_da(a_j, y_j) with da_dz(z_j): one product for each triple out of zip(a, y, z), nothing added up.",
    ),
    mutants=(
        Mutant("paths-through-all", {"paths = 1": "paths = 3"},
               "counts a path through every output: z of one neuron moves only that neuron's output, for σ acts on each alone"),
        Mutant("sign", {"a_j - y_j": "y_j - a_j"}, "has the sign wrong: with the output above its target, more output means more cost, so the slope is a - y"),
        Mutant("two-times", {"return a_j - y_j": "return 2 * (a_j - y_j)"}, "forgets the ½ in the cost: it cancels the 2 of the square"),
        Mutant("sigma-not-its-slope", {"s * (1 - s)": "s"}, "takes σ itself for its derivative: σ' = σ(1 - σ)"),
        Mutant("slope-at-a", {"* da_dz(z_j) for": "* da_dz(a_j) for"},
               "takes σ' at a, not at z: a has been through σ already, and σ'(a) would send it through once more"),
        Mutant("plus", {"dC_da(a_j, y_j) * da_dz(z_j)": "dC_da(a_j, y_j) + da_dz(z_j)"}, "adds the two factors: ⊙ multiplies them, neuron by neuron, as the chain rule does along a path"),
        Mutant("no-slope", {" * da_dz(z_j) for": " for"}, "stops at a - y: that is ∂C/∂a; the error is one step further back, behind σ"),
        Mutant("one-number", {"return [dC_da(a_j, y_j) * da_dz(z_j) for a_j, y_j, z_j in zip(a, y, z)]":
                              "return sum(dC_da(a_j, y_j) * da_dz(z_j) for a_j, y_j, z_j in zip(a, y, z))"},
               "adds the errors up to one number: every output neuron has an error of its own"),
        Mutant("named-after-a", {"\"sigma'(z)\"": "\"sigma'(a)\""}, "names σ'(a): the slope of σ is taken where σ was applied, and that was z"),
        Mutant("named-the-whole", {"\"sigma'(z)\"": '"dC/dz"'}, "names ∂C/∂z: that is the product of both factors, δ itself"),
    ),
    shown="""
    δ^L = ∇_a C ⊙ σ'(z^L): how much the cost cares about each output, times how much each output still moves.  Where printed notes call the second factor ∂C/∂a^L_j, read
    σ'(z^L_j): it measures how fast the activation changes at z^L_j.  A saturated output, with σ' near 0, has a tiny error however wrong it is.
    """,
    teaches=("BP1", "error of a neuron"),
    uses=("chain rule", "path", "Hadamard", "sigmoid", "weighted input"),
)  # fmt: skip
def check_bp1(you: You) -> None:
    """Against the engine: z as leaves, σ by the rule table, and z.grad after backward; the paths counted in that graph."""
    for numbers, y in (([0.5, -1.0, 3.0], [1.0, 0.0, 0.25]), ([-2.0, 0.0], [0.5, 1.0])):
        z = [Value(x) for x in numbers]
        a = [table.sigmoid(z_j) for z_j in z]
        cost = half_squares(a, y)
        cost.backward()
        outputs = [a_j.data for a_j in a]
        if len(z) == 3:
            you.paths.should_be(
                count_paths(cost, z[0]),
                secret=True,
                because="Follow z_j upwards: which a does it make, and how does that enter C?",
            )
        you.dC_da(outputs[0], y[0]).should_be(a[0].grad)
        you.da_dz(numbers[0]).should_be(a[0].partials[0])
        you.bp1.then(f"bp1 at z = {numbers}, y = {y}", lambda f, o=outputs, y=y, z=numbers: f(o, y, z)).should_be(
            [z_j.grad for z_j in z]
        )
    told = "sigma'(z)" if matrix.bp1([1.0], [2.0]) == [table.sigmoid.linearize(2.0)[1][0]] else "sigma'(a)"
    you.second_factor.should_be(told, secret=True, because="The chain rule has ∂a_j/∂z_j there, and a_j = σ(z_j).")


def half_squares(a: Sequence[Any], y: Sequence[float]) -> Value:
    """½ Σ (y - a)², with one path from each output."""
    return table.total([table.square(a_j - y_j) * 0.5 for a_j, y_j in zip(a, y, strict=True)])


@lesson.exercise(
    "9.6",
    slug="bp2",
    title="BP2: from one layer to the one before",
    goal="Derive BP2, the chain rule for a whole layer, δ^l = (w^(l+1))ᵀ δ^(l+1) ⊙ σ'(z^l), and write it.",
    code='''
from math import exp


def sigma_prime(z):
    s = 1 / (1 + exp(-z))
    return s * (1 - s)


def hadamard(s, t):
    return [p * q for p, q in zip(s, t, strict=True)]


def times(w, v):
    """The matrix w (a list of rows) times the vector v."""
    return [sum(w_jk * v_k for w_jk, v_k in zip(row, v, strict=True)) for row in w]


# z^l_k makes a^l_k; that enters z^(l+1)_j = Σ_k w_jk a_k + b_j of every neuron j in the next layer,
# and they act on C.
# By how many paths does z^l_k act on the z^(l+1) of a next layer of 4 neurons?
# TODO
paths = ...  #> 4


def share(delta_j, w_jk, z_k):
    """What the path through neuron j of the next layer contributes to ∂C/∂z^l_k; delta_j is ∂C/∂z^(l+1)_j."""
    # TODO: the product along the path
    ...
    #> return delta_j * w_jk * sigma_prime(z_k)


# The sum over all j of these shares is δ^l_k.  It runs over the FIRST index of w, the rows:


def transpose(w):
    """The matrix whose rows are the columns of w."""
    # TODO
    ...
    #> return [list(column) for column in zip(*w)]


def bp2(w_next, delta_next, z):
    """δ^l, from w^(l+1), δ^(l+1) and z^l: the sums over the paths for all neurons of layer l at once."""
    # TODO: with transpose, times, hadamard and sigma_prime
    ...
    #> return hadamard(times(transpose(w_next), delta_next), [sigma_prime(z_k) for z_k in z])


if __name__ == "__main__":
    w_next, delta_next, z = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [0.1, -0.2], [0.0, 1.0, -1.0]
    print(bp2(w_next, delta_next, z))
    print([sum(share(delta_next[j], w_next[j][k], z[k]) for j in range(2)) for k in range(3)])
''',
    hints=(
        "Which weights lie between neuron k of layer l and the next layer: a row of w^(l+1), or a column?",
        "On the way forward neuron j collects along row j; on the way back neuron k collects along column k.  Turning columns into rows is the transpose.",
        "First times(), of the transposed matrix and delta_next; then hadamard() of that with the list of sigma_prime at each number of z.",
    ),
    mutants=(
        Mutant("one-path", {"paths = 4": "paths = 1"}, "sees a single path: z_k has one output, but that output goes to every neuron of the next layer"),
        Mutant("missing-transpose", {"times(transpose(w_next), delta_next)": "times(w_next, delta_next)"},
               "forgets the transpose: the errors run forward through the weights; on the way back neuron k needs column k, not row k"),
        Mutant("slope-at-a", {"[sigma_prime(z_k) for z_k in z]": "[sigma_prime(1 / (1 + exp(-z_k))) for z_k in z]"},
               "takes σ' at a^l = σ(z^l) instead of at z^l"),
        Mutant("plus", {"hadamard(times(transpose(w_next), delta_next), [sigma_prime(z_k) for z_k in z])":
                        "[p + sigma_prime(z_k) for p, z_k in zip(times(transpose(w_next), delta_next), z)]"},
               "adds σ' where ⊙ multiplies: σ' is a factor of every path"),
        Mutant("no-slope", {"hadamard(times(transpose(w_next), delta_next), [sigma_prime(z_k) for z_k in z])": "times(transpose(w_next), delta_next)"},
               "stops at the output a^l of the layer: the error is the slope in z^l, behind one more σ'"),
        Mutant("sigma-not-its-slope", {"[sigma_prime(z_k) for z_k in z]": "[1 / (1 + exp(-z_k)) for z_k in z]"}, "multiplies by σ(z) where σ'(z) belongs"),
        Mutant("share-without-weight", {"delta_j * w_jk * sigma_prime(z_k)": "delta_j * sigma_prime(z_k)"},
               "leaves the weight out of the share: it is the local derivative of z_j in a_k, one of the factors along the path"),
        Mutant("share-without-slope", {"delta_j * w_jk * sigma_prime(z_k)": "delta_j * w_jk"},
               "leaves σ'(z_k) out of the share: the path begins at z_k, and its first step is through σ"),
        Mutant("transpose-does-nothing", {"[list(column) for column in zip(*w)]": "[list(row) for row in w]"},
               "copies the matrix without turning it: row k of the result must be column k of w"),
    ),
    shown="""
    BP2 is lesson 3's sum over paths for all neurons of a layer in one stroke: the matrix product is the sum, ⊙ σ' the step that all paths of a neuron share.  In the letters of the
    other notes, where z^l is the output of layer l: ∂L/∂z^(l-1) = ∂L/∂z^l · ∂z^l/∂z^(l-1).  A layer need know only its own derivative, and can be
    dropout or max-pooling as well.
    """,
    teaches=("BP2", "transpose"),
    uses=("BP1", "chain rule", "path", "Hadamard", "local derivative"),
)  # fmt: skip
def check_bp2(you: You) -> None:
    """Against the engine: a layer on a layer, the errors read off as z.grad, square and not square; paths counted in that graph."""
    for sizes in ([2, 2], [3, 4], [3, 1]):
        w, b, numbers, y = network(sizes)
        z = [Value(x) for x in numbers]
        z_next = [table.affine(row, [table.sigmoid(z_k) for z_k in z], bias) for row, bias in zip(w[1], b[1], strict=True)]
        half_squares([table.sigmoid(z_j) for z_j in z_next], y).backward()
        delta_next = [z_j.grad for z_j in z_next]
        if sizes == [3, 4]:
            right = sum(count_paths(z_j, z[0]) for z_j in z_next)
            you.paths.should_be(right, secret=True, because="Count the arrows that leave a_k.")
            you.transpose(w[1]).should_be(matrix.transpose(w[1]))
            z_next[1].backward()
        alone = Value(numbers[0])
        table.total([w[1][0][0] * table.sigmoid(alone)]).backward()
        you.share(delta_next[0], w[1][0][0], numbers[0]).should_be(delta_next[0] * alone.grad)
        z = [Value(x) for x in numbers]
        a = [table.sigmoid(z_k) for z_k in z]
        half_squares([table.sigmoid(table.affine(row, a, bias)) for row, bias in zip(w[1], b[1], strict=True)], y).backward()
        mine = you.bp2.then(
            f"bp2 from {sizes[1]} neurons to {sizes[0]}, z = {numbers}", lambda f, w=w[1], d=delta_next, z=numbers: f(w, d, z)
        )
        mine.should_be([z_k.grad for z_k in z])


@lesson.exercise(
    "9.7",
    slug="bp3_bp4",
    title="BP3 and BP4: biases and weights",
    goal="Derive BP3 and BP4, which turn the errors of a layer into the gradient of its biases and weights, and write them.",
    code='''
# z_j = Σ_k w_jk a_k + b_j, where a is the output of the layer before.  One step from the error δ_j = ∂C/∂z_j:

# What is ∂z_j/∂b_j?
# TODO
dz_db = ...  #> 1


def dz_dw(a_in, k):
    """∂z_j/∂w_jk, where a_in is the list of outputs of the layer before."""
    # TODO
    ...
    #> return a_in[k]


def bp3(delta):
    """The slopes ∂C/∂b_j for all neurons j of the layer: a list."""
    # TODO
    ...
    #> return list(delta)


def bp4(a_in, delta):
    """The slopes ∂C/∂w_jk: a list of rows in the shape of w, row j for the receiver, column k for the sender."""
    # TODO
    ...
    #> return [[a_k * delta_j for a_k in a_in] for delta_j in delta]


# Other notes write z^l for the output of layer l (a^l above), θ^l for all its parameters, L for the last layer
# and ℒ for the loss, and say
#     ∂ℒ/∂θ^l = ∂ℒ/∂z^l · ∂z^L/∂θ^l
# One index is a slip.  On top of the last fraction belongs z of which layer?  Write "l-1", "l" or "L".
# TODO
mended = ...  #> "l"


if __name__ == "__main__":
    print(bp3([0.1, -0.2]))
    print(bp4([1.0, 2.0, 3.0], [0.1, -0.2]))
''',
    hints=(
        "Only one term of z_j contains b_j, and only one contains w_jk.  What do they stand next to?",
        "In the chain rule for one weight, ∂C/∂w_jk = δ_j · ∂z_j/∂w_jk, no other z contains that weight, so nothing is summed.  For the slip: between ∂ℒ/∂z^l and ∂θ^l, what must cancel?",
        "bp3 gives the errors themselves.  bp4 has a row for each delta_j, and in it delta_j times each a_k: two nested comprehensions, the inner one over a_in.",
    ),
    mutants=(
        Mutant("bias-does-nothing", {"dz_db = 1": "dz_db = 0"}, "takes b for a constant in ∂z/∂b: it is the thing that is nudged, and z rises just as much"),
        Mutant("weight-for-activation", {"return a_in[k]": "return k"}, "answers with the index: next to w_jk stands the output a_k of the neuron it comes from"),
        Mutant("bias-ones", {"list(delta)": "[1.0 for _ in delta]"}, "stops at ∂z/∂b = 1: the chain rule multiplies it by the error"),
        Mutant("bias-sum", {"list(delta)": "sum(delta)"}, "adds the errors up: each neuron has a bias of its own"),
        Mutant("transposed", {"[[a_k * delta_j for a_k in a_in] for delta_j in delta]": "[[a_k * delta_j for delta_j in delta] for a_k in a_in]"},
               "gives the transpose: a row for each sender; the gradient must have the shape of w, or it cannot be subtracted from it"),
        Mutant("entry-by-entry", {"[[a_k * delta_j for a_k in a_in] for delta_j in delta]": "[a_k * delta_j for a_k, delta_j in zip(a_in, delta)]"},
               "multiplies entry by entry: every sender is connected with every receiver, so every pair has a product"),
        Mutant("plus", {"a_k * delta_j for": "a_k + delta_j for"}, "adds where the chain rule multiplies"),
        Mutant("errors-only", {"a_k * delta_j for": "delta_j for"}, "gives every weight of a neuron the neuron's error: a weight behind a silent neuron (a near 0) can hardly change anything"),
        Mutant("slip-kept", {'"l"': '"L"'}, "keeps the slip: ∂z^L/∂θ^l is the whole way from layer l to the end, and that way is in ∂ℒ/∂z^l already"),
        Mutant("one-too-early", {'"l"': '"l-1"'}, "goes a layer too far back: z^(l-1) is made before θ^l comes into play and does not depend on it"),
    ),
    shown="""
    ∂C/∂b = δ and ∂C/∂w = a_in δ_out: what arrives at a weight from the front times what arrives from behind.  So a weight learns slowly if its sender is silent or its
    receiver saturated.  The notes' line must read ∂ℒ/∂θ^l = ∂ℒ/∂z^l · ∂z^l/∂θ^l: both factors belong to layer l, and the second is local.
    """,
    teaches=("BP3", "BP4"),
    uses=("BP2", "chain rule", "weight", "bias"),
)  # fmt: skip
def check_bp3_bp4(you: You) -> None:
    """Against the engine: one layer with weights and biases as leaves, errors read off z, slopes off the leaves."""
    for sizes in ([2, 3], [2, 2], [3, 1]):
        w, b, a_in, y = network(sizes, seed=1)
        weights, biases = [[Value(x) for x in row] for row in w[1]], [Value(x) for x in b[1]]
        z = [table.affine(row, a_in, bias) for row, bias in zip(weights, biases, strict=True)]
        half_squares([table.sigmoid(z_j) for z_j in z], y).backward()
        delta = [z_j.grad for z_j in z]
        if sizes == [2, 3]:
            you.dz_db.should_be(z[0].partials[-1], secret=True)
            you.dz_dw(a_in, 1).should_be(z[0].partials[1])
        you.bp3(delta).should_be([bias.grad for bias in biases])
        you.bp4(a_in, delta).should_be([[w_jk.grad for w_jk in row] for row in weights])
    you.mended.should_be(
        layer_that_fits(),
        secret=True,
        because="Multiply out: what stands below the first fraction must stand on top of the second.",
    )


def layer_that_fits() -> str:
    """Which ∂z/∂θ^l times ∂ℒ/∂z^l gives ∂ℒ/∂θ^l, found by numbers: tanh(tanh(θ x) v), θ in layer l, v behind it."""
    x, theta, v = 0.5, Value(0.7), 1.5
    before, own = x, table.tanh(theta * x)
    last = table.tanh(own * v)
    last.backward()
    right, to_own = theta.grad, own.grad

    def slope(z: Any) -> float:
        theta.grad = 0.0
        if isinstance(z, Value):
            z.backward()
        return theta.grad

    candidates = {"l-1": before, "l": own, "L": last}
    return next(name for name, z in candidates.items() if abs(to_own * slope(z) - right) < 1e-12)


@lesson.exercise(
    "9.8",
    slug="backprop",
    title="The whole algorithm",
    goal="Put the four equations together into backprop: forward, BP1 at the end, BP2 back through the layers, BP3 and BP4 for the gradient.",
    code='''
from math import exp


def sigmoid(z):
    return 1 / (1 + exp(-z))


def sigma_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def feedforward(w, b, x):
    z, a = [None], [x]
    for l in range(1, len(w)):
        z.append([sum(w_jk * a_k for w_jk, a_k in zip(row, a[l - 1])) + b_j for row, b_j in zip(w[l], b[l])])
        a.append([sigmoid(z_j) for z_j in z[l]])
    return z, a


def bp1(a, y, z):
    return [(a_j - y_j) * sigma_prime(z_j) for a_j, y_j, z_j in zip(a, y, z)]


def bp2(w_next, delta_next, z):
    arrived = [sum(w_jk * delta_j for w_jk, delta_j in zip(column, delta_next)) for column in zip(*w_next)]
    return [e_k * sigma_prime(z_k) for e_k, z_k in zip(arrived, z)]


def bp3(delta):
    return list(delta)


def bp4(a_in, delta):
    return [[a_k * delta_j for a_k in a_in] for delta_j in delta]


def backprop(w, b, x, y):
    """(dw, db): dw[l] in the shape of w[l] and db[l] in that of b[l], for C = ½|y - a^L|²; dw[0] and db[0] are None."""
    z, a = feedforward(w, b, x)
    last = len(w) - 1
    delta = [None] * len(w)
    # TODO: fill in delta[last], and then delta[l] for the layers before it, down to layer 1
    ...
    #> delta[last] = bp1(a[last], y, z[last])
    #> for l in range(last - 1, 0, -1):
    #>     delta[l] = bp2(w[l + 1], delta[l + 1], z[l])
    # TODO: the gradient of every layer from 1 to last
    dw = ...  #> [None] + [bp4(a[l - 1], delta[l]) for l in range(1, last + 1)]
    db = ...  #> [None] + [bp3(delta[l]) for l in range(1, last + 1)]
    return dw, db


if __name__ == "__main__":
    w = [None, [[1.0, -1.0], [0.5, 2.0]], [[2.0, 1.0]]]
    b = [None, [0.0, 0.1], [-0.3]]
    dw, db = backprop(w, b, [0.4, 0.2], [1.0])
    print("dw:", dw)
    print("db:", db)
''',
    hints=(
        "Which error can be had without any other error?  Which one comes next?",
        "Errors run from the last layer to the first: delta[l] needs delta[l + 1] and the weights between the two, w[l + 1].  range(last - 1, 0, -1) counts down to 1.",
        "The weights of layer l lie between a[l - 1] and delta[l]; that is what bp4 takes.  Put [None] in front of both lists so that the index is the layer.",
    ),
    mutants=(
        Mutant("forward-order", {"range(last - 1, 0, -1)": "range(1, last)"},
               "runs from the first layer to the last: delta[l] needs delta[l + 1], which is not there yet"),
        Mutant("stops-early", {"range(last - 1, 0, -1)": "range(last - 1, 1, -1)"}, "stops before layer 1: range() leaves out its end, so the end must be 0"),
        Mutant("own-weights", {"bp2(w[l + 1], delta": "bp2(w[l], delta"}, "sends the errors back through w[l]; between layer l and layer l + 1 lies w[l + 1]"),
        Mutant("own-activation", {"bp4(a[l - 1], delta[l])": "bp4(a[l], delta[l])"}, "multiplies by the layer's own output: a weight is fed by the layer before, a[l - 1]"),
        Mutant("error-of-next", {"bp4(a[l - 1], delta[l])": "bp4(a[l - 1], delta[min(l + 1, last)])"},
               "pairs a weight with the error of the layer after its own: w[l] leads into layer l"),
        Mutant("slope-at-a", {"delta[l + 1], z[l])": "delta[l + 1], a[l])"}, "hands a[l] to BP2: σ' is taken at z[l]"),
        Mutant("slope-at-a-in-the-end", {"bp1(a[last], y, z[last])": "bp1(a[last], y, a[last])"}, "hands a[last] to BP1 twice: the last argument is z, where σ' is taken"),
        Mutant("output-error-everywhere", {"bp2(w[l + 1], delta[l + 1], z[l])": "bp2(w[l + 1], delta[last], z[l])"},
               "starts from the output's error in every layer: each layer needs the error of the one right behind it"),
    ),
    shown="""
    Ten lines, and they agree with the engine to twelve digits: the engine's reversed topological order, with a layer at a time.

    History.  Seppo Linnainmaa described this way of finding all derivatives in one backward pass in 1970, to study rounding errors; Paul Werbos proposed it for networks in his thesis of
    1974 and spelled it out in 1982.  Control engineers had used relatives of it since about 1960.  Rumelhart, Hinton and Williams made it famous in 1986, by showing that
    hidden units trained so come to represent something useful.  Who looks for it as Nielsen does finds it by hard work: write the sum over paths, simplify, and simplify again,
    until only four short lines are left.
    """,
    teaches=("backprop",),
    uses=("feedforward", "BP1", "BP2", "BP3", "BP4"),
)  # fmt: skip
def check_backprop(you: You) -> None:
    """Against the scalar engine, weight by weight, to 12 digits: shallow and deep, square and not."""
    for sizes in ([2, 3, 1], [2, 2, 2, 2], [3, 4, 3, 2], [2, 1]):
        w, b, x, y = network(sizes)
        dw, db = by_engine(w, b, x, y)
        mine = you.backprop.then(f"network {sizes}", lambda f, w=w, b=b, x=x, y=y: f(w, b, x, y))
        all_dw, all_db = mine.then("dw", lambda pair: pair[0]), mine.then("db", lambda pair: pair[1])
        for l in range(1, len(sizes)):
            all_dw.then(f"dw[{l}], network {sizes}", lambda its, l=l: its[l]).should_be(dw[l], within=1e-12)
            all_db.then(f"db[{l}], network {sizes}", lambda its, l=l: its[l]).should_be(db[l], within=1e-12)


def by_engine(w: list, b: list, x: Sequence[float], y: Sequence[float]) -> tuple[list, list]:
    """The gradient of the quadratic cost in all weights and biases, by backward() on single Values."""
    weights = [[[Value(w_jk) for w_jk in row] for row in layer] for layer in w[1:]]
    biases = [[Value(b_j) for b_j in layer] for layer in b[1:]]
    a: list = list(x)
    for rows, bs in zip(weights, biases, strict=True):
        a = [table.sigmoid(table.affine(row, a, bias)) for row, bias in zip(rows, bs, strict=True)]
    half_squares(a, y).backward()
    return (
        [None, *([[p.grad for p in row] for row in layer] for layer in weights)],
        [None, *([p.grad for p in layer] for layer in biases)],
    )


@lesson.exercise(
    "9.9",
    slug="batch",
    title="A mini-batch as a matrix, and what it all costs",
    goal="Write BP3 and BP4 for a whole mini-batch as matrix products, check them by their shapes, and count the multiplications of both directions.",
    code='''
def transpose(p):
    return [list(column) for column in zip(*p)]


def matmul(p, q):
    """The product of two matrices, lists of rows: (rows of p) x (columns of q)."""
    if len(p[0]) != len(q):
        raise ValueError(f"({len(p)} x {len(p[0])}) times ({len(q)} x {len(q[0])}): the inner sizes must be equal")
    return [[sum(p_jk * q_k for p_jk, q_k in zip(row, column)) for column in transpose(q)] for row in p]


# Dimension analysis.  A layer of 5 neurons stands behind one of 3, and a mini-batch has 8 examples, one in each column.
# Write the shapes as (rows, columns).
# TODO
shape_of_a_in = ...  #> (3, 8)
shape_of_delta = ...  #> (5, 8)
shape_of_dw = ...  #> (5, 3)


def batch_gradient(a_in, delta):
    """(dw, db) of the mean cost; column i of a_in and of delta belongs to example i, with delta_ji = ∂C_i/∂z_ji."""
    m = len(delta[0])
    # TODO: only one product of a_in and delta, with one of them transposed, has the right shape
    dw = ...  #> [[entry / m for entry in row] for row in matmul(delta, transpose(a_in))]
    db = ...  #> [sum(row) / m for row in delta]
    return dw, db


def multiplications(sizes):
    """(forward, backward): how many products with a weight or an output one example takes, sizes[0] being the inputs.

    Forward uses each weight once.  Backward: BP4 makes one product for each weight, and BP2 one for each weight except
    those of the first layer, for nobody needs the error of the input.  Products with σ' are not counted.
    """
    # TODO
    ...
    #> forward = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    #> return forward, 2 * forward - sizes[0] * sizes[1]


def by_nudging(sizes):
    """How many such products it takes to nudge every parameter once: a forward pass each, and one without a nudge."""
    # TODO
    ...
    #> forward, _ = multiplications(sizes)
    #> parameters = forward + sum(sizes[1:])
    #> return (parameters + 1) * forward


if __name__ == "__main__":
    print(batch_gradient([[1.0, 2.0], [3.0, 4.0]], [[0.1, -0.2]]))
    for sizes in ([2, 16, 16, 1], [784, 30, 10]):
        print(sizes, multiplications(sizes), f"{by_nudging(sizes):,} by nudging")
''',
    hints=(
        "Every example is a column.  Over which index must the sum run, if dw is to be one matrix for all examples together?",
        "Which products have the shape of w?  (5 x 8) times (8 x 3) does, and its inner sum runs over the 8 examples: it adds up what BP4 gives for each of them.",
        "dw: matmul of delta with the transposed a_in, every entry divided by m.  db: the sum of each row of delta over m.  Backward costs twice forward minus the first layer's weights.",
    ),
    mutants=(
        Mutant("examples-in-rows", {"(3, 8)": "(8, 3)", "(5, 8)": "(8, 5)"}, "puts the examples into rows; here every example is a column, so that w a works for all of them at once"),
        Mutant("dw-transposed", {"shape_of_dw = (5, 3)": "shape_of_dw = (3, 5)"}, "turns the shape of dw round: it must be that of w, a row for each receiver"),
        Mutant("missing-transpose", {"matmul(delta, transpose(a_in))": "matmul(delta, a_in)"},
               "forgets the transpose: dW = δ aᵀ; without it the inner sizes do not fit, and where they happen to, the sum runs over the wrong index"),
        Mutant("wrong-way-round", {"matmul(delta, transpose(a_in))": "matmul(a_in, transpose(delta))"}, "multiplies a δᵀ: that is the transpose of the gradient, in the shape of no w"),
        Mutant("sum-of-examples", {"entry / m for": "entry for", "sum(row) / m": "sum(row)"}, "adds the examples up: the cost is their mean, so divide by m"),
        Mutant("bias-not-divided", {"sum(row) / m": "sum(row)"}, "divides dw by m but not db: both belong to the same mean"),
        Mutant("bias-not-summed", {"[sum(row) / m for row in delta]": "[list(row) for row in delta]"}, "keeps a column of db for every example: they share one bias, so their shares add up"),
        Mutant("back-like-forward", {"2 * forward - sizes[0] * sizes[1]": "forward"}, "counts BP4 alone or BP2 alone: backward has two products where forward has one"),
        Mutant("error-of-the-input", {"2 * forward - sizes[0] * sizes[1]": "2 * forward"}, "sends the error back to the input as well: no parameter lies there"),
        Mutant("biases-forgotten", {"parameters = forward + sum(sizes[1:])": "parameters = forward"}, "nudges only the weights: the biases are parameters too"),
        Mutant("a-pass-too-few", {"(parameters + 1) * forward": "parameters * forward"}, "forgets the pass without a nudge: every difference needs the cost it started from"),
    ),
    shown="""
    The shapes alone tell you the equation: dW = δ aᵀ is the only product that fits, and its inner sum is the sum over examples.  Backward costs less than two forward passes,
    whatever the network; nudging costs one pass for each parameter.  For 784-30-10 that is 47,640 products against 569 million.  This ratio is what
    made training possible.  And as matrix products are what machines do best, the whole batch goes through in one stroke.
    """,
    teaches=("dimension analysis",),
    uses=("BP3", "BP4", "transpose", "weight", "bias"),
)  # fmt: skip
def check_batch(you: You) -> None:
    """Gradients against single examples by the engine, averaged; costs counted as edges of the scalar engine's graph."""
    delta, a_in = [[0.0] * 8 for _ in range(5)], [[0.0] * 8 for _ in range(3)]
    shapes = {"a_in": a_in, "delta": delta, "dw": matrix.bp4(a_in, delta)}
    for name, its in shapes.items():
        getattr(you, f"shape_of_{name}").should_be(
            (len(its), len(its[0])), secret=True, because="A column for each example; dw has the shape of w."
        )
    for n_in, n_out, m in ((3, 2, 4), (2, 2, 2), (3, 1, 1)):
        a_in, delta, dw, db = examples(n_in, n_out, m)
        mine = you.batch_gradient.then(
            f"batch_gradient({n_in} senders, {n_out} receivers, {m} examples)", lambda f, a=a_in, d=delta: f(a, d)
        )
        mine.then("dw of {}", lambda pair: pair[0]).should_be(dw)
        mine.then("db of {}", lambda pair: pair[1]).should_be(db)
    for sizes in ([2, 3, 1], [3, 5, 4, 2]):
        forward, backward, parameters = edges(sizes)
        you.multiplications(sizes).should_be((forward, backward))
        you.by_nudging(sizes).should_be((parameters + 1) * forward)


def examples(n_in: int, n_out: int, m: int) -> tuple[list, list, list, list]:
    """Inputs and errors of m examples as columns, and the gradient of their mean cost by backward()."""
    w, b, _, _ = network([n_in, n_out])
    weights, biases = [[Value(x) for x in row] for row in w[1]], [Value(x) for x in b[1]]
    columns = [network([n_in, n_out], seed=i + 1)[2:] for i in range(m)]
    z, costs = [], []
    for x, y in columns:
        z.append([table.affine(row, x, bias) for row, bias in zip(weights, biases, strict=True)])
        costs.append(half_squares([table.sigmoid(z_j) for z_j in z[-1]], y))
    (table.total(costs) * (1 / m)).backward()
    delta = [[m * z_i[j].grad for z_i in z] for j in range(n_out)]
    a_in = [[x[k] for x, _ in columns] for k in range(n_in)]
    return a_in, delta, [[p.grad for p in row] for row in weights], [p.grad for p in biases]


def edges(sizes: Sequence[int]) -> tuple[int, int, int]:
    """Products forward and backward, and parameters, of a network of these sizes, counted on the engine's graph."""
    model = undrawn(lambda: nn.MLP(sizes[0], sizes[1:], activation="sigmoid"))
    out = model([0.5] * sizes[0])
    weights = {w for layer in model.layers for neuron in layer.neurons for w in neuron.w}
    nodes = topological_order(*(out if isinstance(out, list) else [out]))
    sums = [node for node in nodes if not weights.isdisjoint(node.parents)]
    forward = sum(p in weights for node in sums for p in node.parents)
    into_neurons = sum(bool(p.parents) for node in sums for p in node.parents)
    return forward, forward + into_neurons, len(model.parameters())
