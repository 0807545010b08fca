"""Lesson 7: neuron, layer, network.  Three small classes, one inside the other, and what the middle one is good for."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Value, nn
from micrograd_like.rules import table

from ..exercise import Lesson, Mutant
from ..probes import You

lesson = Lesson(
    7,
    "networks",
    "Neuron, layer, network",
    story="""
    A network has three floors.  A neuron weighs its inputs; a layer is a row of neurons that look at the same inputs; a network
    feeds each layer with what the one before it found.  You write all three, count their parameters, and see for yourself
    which question no single row of neurons can answer.
    """,
    sources="Karpathy, micrograd lecture; Nielsen, chapter 1; Minsky & Papert, Perceptrons",
    look="""
    # What you are going to build: two inputs, a layer of three neurons, and one neuron that looks at all three.  Open and close them.
    from micrograd_like import Value, draw
    from micrograd_like.nn import MLP

    model = MLP(2, [3, 1])
    out = model([Value(1.0, label="x1"), Value(-2.0, label="x2")])
    draw(out)
    """,
)


@lesson.exercise(
    "7.1",
    slug="neuron",
    title="One neuron",
    goal="Write the neuron: each weight times its own input, all of it added to one bias, and tanh of that.",
    code='''
import random

from micrograd_like import Value


class Neuron:
    """nin numbers in, one Value out."""

    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)

    def __call__(self, x):
        # TODO: the weighted sum first, then tanh of it; neuron(x) calls this
        ...
        #> z = self.b
        #> for w_i, x_i in zip(self.w, x):
        #>     z = z + w_i * x_i
        #> return z.tanh()

    def parameters(self):
        """A list of all that training may change: the weights in order, then the bias."""
        # TODO
        ...
        #> return self.w + [self.b]


if __name__ == "__main__":
    random.seed(0)
    neuron = Neuron(2)
    out = neuron([2.0, 0.0])
    out.backward()
    print(out)
    for p in neuron.parameters():
        print("  ", p)
''',
    hints=(
        "How many products are there, and how many biases?  What is done once for the whole neuron, and what once for each input?",
        "Start the sum at the bias and go through weights and inputs side by side: zip() pairs them up.  Stay with Values all the way.",
        "In the loop z grows by w_i * x_i; below the loop, with less indentation, hand back z.tanh().  Lists are joined with +.",
    ),
    mutants=(
        Mutant("bias-for-each", {"z = self.b\n": "z = 0.0\n", "z + w_i * x_i": "z + w_i * x_i + self.b"},
               "adds the bias once for every input: it belongs to the neuron, which has one, and its slope would come out too large by as many times"),
        Mutant("no-bias", {"z = self.b\n": "z = 0.0\n"},
               "leaves the bias out of the sum: with all inputs 0 such a neuron can say nothing but 0"),
        Mutant("no-tanh", {"z.tanh()": "z"}, "hands back the weighted sum itself: without tanh it is a straight line, and a pile of straight lines is one straight line"),
        Mutant("tanh-of-each", {"z + w_i * x_i": "z + (w_i * x_i).tanh()", "z.tanh()": "z"},
               "squashes each product before adding: the neuron adds up all its evidence first, and squashes once"),
        Mutant("every-weight-sees-all", {"w_i * x_i": "w_i * sum(x)"},
               "lets every weight see the sum of the inputs: weight number i belongs to input number i alone"),
        Mutant("cut", {"z.tanh()": "Value(z.data).tanh()"},
               "takes the number out with .data and makes a new Value of it: the output is right, but no gradient finds its way back to the weights"),
        Mutant("bias-not-listed", {"self.w + [self.b]": "self.w"}, "keeps the bias off its list of parameters: training would never move it"),
        Mutant("bias-first", {"self.w + [self.b]": "[self.b] + self.w"},
               "lists the bias before the weights; the order is a convention, and everybody's saved networks rely on weights first"),
    ),
    shown="""
    tanh(w·x + b): the weights say what the neuron looks for, the bias how easily it is convinced, tanh, its activation, keeps the answer
    between -1 and 1.  For the neuron of the lecture, with w = (-3, 1), b = 6.8813735870195432 and x = (2, 0), your class gives 0.7071 and the
    slopes 1.0 and 0.0 for the weights.  You never wrote a derivative for it: it is made of gates that know theirs.
    """,
    teaches=("activation",),
    uses=("neuron", "weight", "bias", "tanh", "Value", "gradient"),
)  # fmt: skip
def check_neuron(you: You) -> None:
    """Against nn.Neuron, where the weighted sum is a single node: outputs and gradients, at the lecture's neuron and at others."""
    for w, b, x in (
        ([-3.0, 1.0], 6.8813735870195432, [2.0, 0.0]),
        ([0.5, -1.0, 0.25], 0.75, [1.0, 0.5, -2.0]),
        ([0.8], -0.3, [1.5]),
    ):
        right, its_slopes = used(nn.Neuron(len(w), activation="tanh"), w, b, x)
        mine = you.Neuron(len(w)).then(f"w = {w}, b = {b:.6g}, x = {x}", lambda n, w=w, b=b, x=x: used(n, w, b, x))
        mine.then("output at {}", lambda pair: pair[0]).should_be(right)
        mine.then("gradient of w and b at {}", lambda pair: pair[1]).should_be(its_slopes)
    listed = you.Neuron(2).then("parameters for w = [0.5, -1.0], b = 2.0", lambda n: tuned(n, [0.5, -1.0], 2.0).parameters())
    listed.should_be([0.5, -1.0, 2.0])


def tuned(neuron: Any, w: Sequence[float], b: float) -> Any:
    """The neuron with these weights and this bias."""
    neuron.w, neuron.b = [Value(number) for number in w], Value(b)
    return neuron


def used(neuron: Any, w: Sequence[float], b: float, x: Sequence[float]) -> Any:
    """Its output, and what backward() makes of weights and bias; None while it is still to be written."""
    out = tuned(neuron, w, b)(x)
    if out is None or out is ...:
        return out
    out.backward()
    return out, [p.grad for p in (*neuron.w, neuron.b)]


@lesson.exercise(
    "7.2",
    slug="layer",
    title="A layer",
    goal="Write the layer, a row of neurons that look at the same inputs, and count its parameters.",
    code='''
import random

from micrograd_like import Value


class Neuron:
    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)

    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.tanh()

    def parameters(self):
        return self.w + [self.b]


class Layer:
    """nin numbers in, a list of nout Values out."""

    def __init__(self, nin, nout):
        # TODO: a list of nout neurons with nin inputs each
        self.neurons = ...  #> [Neuron(nin) for _ in range(nout)]

    def __call__(self, x):
        # TODO: the outputs of all neurons, in order
        ...
        #> return [neuron(x) for neuron in self.neurons]

    def parameters(self):
        """One flat list: everything of the first neuron, then everything of the second, and so on."""
        # TODO
        ...
        #> return [p for neuron in self.neurons for p in neuron.parameters()]


def count(nin, nout):
    """How many parameters such a layer has, without building it."""
    # TODO
    ...
    #> return nout * (nin + 1)


if __name__ == "__main__":
    random.seed(0)
    layer = Layer(2, 3)
    print(layer([1.0, -2.0]))
    print(len(layer.parameters()), count(2, 3))
''',
    hints=(
        "What do two neurons of one layer have in common, and what does each have for itself?",
        "All of them look at the same x.  A list comprehension makes, asks and lists them; for a flat list it needs two `for`, the outer one first.",
        "One neuron has nin weights and one bias, and there are nout such neurons.  For the flat list: p, for each neuron, for each p of its parameters().",
    ),
    mutants=(
        Mutant("one-neuron-many-times", {"[Neuron(nin) for _ in range(nout)]": "[Neuron(nin)] * nout"},
               "puts one and the same neuron into the list nout times: `[thing] * n` repeats the thing, it does not make n of them"),
        Mutant("sizes-swapped", {"[Neuron(nin) for _ in range(nout)]": "[Neuron(nout) for _ in range(nin)]"},
               "swaps the two sizes: nout says how many neurons there are, nin how many weights each of them has"),
        Mutant("an-input-each", {"[neuron(x) for neuron in self.neurons]": "[neuron([x_i]) for neuron, x_i in zip(self.neurons, x)]"},
               "gives each neuron one of the inputs: in a layer every neuron looks at all of them"),
        Mutant("lists-in-a-list", {"[p for neuron in self.neurons for p in neuron.parameters()]": "[neuron.parameters() for neuron in self.neurons]"},
               "gives a list of lists: whoever trains it wants one flat list of Values"),
        Mutant("biases-last", {"[p for neuron in self.neurons for p in neuron.parameters()]":
                               "[w for n in self.neurons for w in n.w] + [n.b for n in self.neurons]"},
               "lists all weights and then all biases; asked for is neuron by neuron, each with its own bias behind its weights"),
        Mutant("biases-not-counted", {"nout * (nin + 1)": "nout * nin"}, "counts weights only: every neuron has a bias besides"),
        Mutant("one-bias-for-all", {"nout * (nin + 1)": "nout * nin + 1"}, "counts one bias for the whole layer: every neuron has its own"),
    ),
    shown="""
    A layer with 2 inputs and 16 neurons has 16·(2 + 1) = 48 parameters.  The neurons do not know of each other: each asks its own
    question about the same inputs.  Written one below the other, their weights are a table with a row for each neuron and a column for each
    input, and that table is the matrix you will meet in lesson 9.
    """,
    uses=("neuron", "weight", "bias"),
)  # fmt: skip
def check_layer(you: You) -> None:
    """Against nn.Layer with the same numbers in it; the count against the number of parameters nn.Layer lists."""
    for nin, nout, x in ((2, 3, [1.0, -2.0]), (3, 2, [0.5, 0.25, -1.0])):
        numbers = [0.1 * k * (-1) ** k for k in range(1, nout * (nin + 1) + 1)]
        right = filled(undrawn(lambda nin=nin, nout=nout: nn.Layer(nin, nout, activation="tanh")), numbers)
        mine = you.Layer(nin, nout)
        neurons = mine.then(".neurons", lambda layer: layer.neurons)
        neurons.then("different neurons in {}", lambda row: len(set(map(id, row)))).should_be(nout)
        neurons.then("weights in the first of {}", lambda row: len(row[0].w)).should_be(nin)
        mine = neurons.then(
            f"Layer({nin}, {nout}) with weights and biases of ours", lambda _, m=mine, n=numbers: filled(m.value, n)
        )
        mine.then(f"{{}}, at x = {x}", lambda layer, x=x: layer(x)).should_be([out.data for out in right(x)])
        mine.then("parameters of {}", lambda layer: layer.parameters()).should_be(numbers)
    for nin, nout in ((2, 16), (784, 10), (1, 1)):
        you.count(nin, nout).should_be(len(undrawn(lambda nin=nin, nout=nout: nn.Layer(nin, nout)).parameters()), secret=nin == 2)


def filled(layer: Any, numbers: Sequence[float]) -> Any:
    """The layer with these numbers in its neurons: the weights and the bias of the first, then of the second, and so on."""
    source = iter(numbers)
    for neuron in layer.neurons:
        for p in (*neuron.w, neuron.b):
            p.data = next(source, 0.0)
    return layer


def undrawn(make: Callable[[], Any], seed: int = 0) -> Any:
    """What make() gives after random.seed(seed); the random numbers of everybody else stay as they were."""
    state = random.getstate()
    try:
        random.seed(seed)
        return make()
    finally:
        random.setstate(state)


@lesson.exercise(
    "7.3",
    slug="mlp",
    title="Layers in a row",
    goal="Write the MLP (multi-layer perceptron): layers in a row, each fed by the one before, with relu in all but the last.",
    code='''
import random

from micrograd_like import Value


class Neuron:
    def __init__(self, nin, nonlin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)
        self.nonlin = nonlin

    def __call__(self, x):
        z = self.b
        for w_i, x_i in zip(self.w, x):
            z = z + w_i * x_i
        return z.relu() if self.nonlin else z

    def parameters(self):
        return self.w + [self.b]


class Layer:
    def __init__(self, nin, nout, nonlin):
        self.neurons = [Neuron(nin, nonlin) for _ in range(nout)]

    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]

    def parameters(self):
        return [p for neuron in self.neurons for p in neuron.parameters()]


class MLP:
    """nin numbers in, a list of nouts[-1] Values out.  nouts: how many neurons each layer has, such as [16, 16, 1]."""

    def __init__(self, nin, nouts):
        # TODO: self.layers = a list with one Layer for each number in nouts
        ...
        #> sizes = [nin, *nouts]
        #> last = len(nouts) - 1
        #> self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=i != last) for i in range(len(nouts))]

    def __call__(self, x):
        # TODO: send x through all layers
        ...
        #> for layer in self.layers:
        #>     x = layer(x)
        #> return x

    def parameters(self):
        # TODO: one flat list, layer by layer
        ...
        #> return [p for layer in self.layers for p in layer.parameters()]


# Predict: how many parameters has MLP(2, [16, 16, 1])?  Count on paper, layer by layer.
# TODO
parameters_of_the_demo = ...  #> 337


if __name__ == "__main__":
    random.seed(1)
    model = MLP(2, [3, 1])
    print(model([1.0, -2.0]))
    print(len(MLP(2, [16, 16, 1]).parameters()), parameters_of_the_demo)
''',
    hints=(
        "A layer of 16 neurons stands behind one of 2 inputs.  How many inputs has the layer that comes next?",
        "Write all sizes in one list, nin first: layer i leads from sizes[i] to sizes[i + 1].  What one layer gives is what the next one gets.",
        "Count (inputs + 1) times neurons for each of the three layers and add.  In __call__ let x become layer(x) in a loop, and return after the loop.",
    ),
    mutants=(
        Mutant("relu-at-the-end", {"nonlin=i != last": "nonlin=True"},
               "puts a relu into the last layer too: then no output is ever below 0, and a score of -1 is out of reach"),
        Mutant("no-relu", {"nonlin=i != last": "nonlin=False"},
               "has no relu anywhere: weighted sums of weighted sums are weighted sums, so all the layers together are worth one"),
        Mutant("relu-only-at-the-end", {"nonlin=i != last": "nonlin=i == last"},
               "has it the wrong way round: relu belongs to all layers but the last"),
        Mutant("nin-for-all", {"Layer(sizes[i], ": "Layer(nin, "},
               "gives every layer nin inputs: only the first sees the input, the others see the layer before them"),
        Mutant("always-the-input", {"x = layer(x)\n        return x": "out = layer(x)\n        return out"},
               "hands the original input to every layer and keeps what the last one made of it: the layers in front work for nothing"),
        Mutant("returns-too-early", {"x = layer(x)\n        return x": "x = layer(x)\n            return x"},
               "returns inside the loop, after the first layer: indentation decides what is repeated"),
        Mutant("backwards", {"for layer in self.layers:\n            x": "for layer in reversed(self.layers):\n            x"},
               "runs through the layers from the last to the first: the input enters at the first"),
        Mutant("last-layer-only", {"[p for layer in self.layers for p in layer.parameters()]": "self.layers[-1].parameters()"},
               "lists the parameters of the last layer alone: the others would never be trained"),
        Mutant("biases-not-counted", {"= 337": "= 304"}, "counts no biases: 2·16 + 16·16 + 16·1 are the weights alone"),
        Mutant("input-counted", {"= 337": "= 339"}, "counts the two inputs too: they come from outside, and training does not change them"),
        Mutant("one-layer-of-16", {"= 337": "= 65"}, "counts a single layer of 16 between input and output; [16, 16, 1] has two of them"),
    ),
    shown="""
    48 + 272 + 17 = 337 parameters, and nearly all of them lie between the two layers of 16: connections grow with the product of the sizes.  The layers between
    input and output are called hidden.  The class in `micrograd_like.nn` is yours with two differences: its weighted sum is one
    node, and a last layer of one neuron gives its Value without a list around it.
    """,
    teaches=("MLP", "hidden", "perceptron"),
    uses=("neuron", "weight", "bias", "relu"),
)  # fmt: skip
def check_mlp(you: You) -> None:
    """Against nn.MLP after the same random.seed, which makes the same draws in the same order."""
    for seed, nin, nouts in ((1, 2, [3, 2]), (2, 3, [4, 4, 2]), (5, 2, [3])):
        right = undrawn(lambda nin=nin, nouts=nouts: nn.MLP(nin, nouts), seed)
        mine = you.MLP.then(
            f"MLP({nin}, {nouts})", lambda its, seed=seed, nin=nin, nouts=nouts: undrawn(lambda: its(nin, nouts), seed)
        )
        for x in ([1.0, -2.0, 0.5][:nin], [-1.5, 0.5, 2.0][:nin]):
            mine.then(f"after random.seed({seed}): {{}}({x})", lambda model, x=x: model(x)).should_be(
                [out.data for out in right(x)]
            )
        listed = mine.then("{}.parameters()", lambda model: model.parameters())
        listed.then("number of {}", len).should_be(len(right.parameters()))
        listed.should_be([p.data for p in right.parameters()])
    you.parameters_of_the_demo.should_be(len(undrawn(lambda: nn.MLP(2, [16, 16, 1])).parameters()), secret=True)


@lesson.exercise(
    "7.4",
    slug="xor",
    title="What one neuron cannot do",
    goal="Show that no single neuron answers XOR (are the two inputs different?), and choose the numbers of a tiny network that does.",
    code='''
# XOR at its four corners: class 1 where the inputs differ.
CORNERS = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]


def neuron(w, b, x):
    """The score of one neuron: it says class 1 where this is above 0, else class 0."""
    return w[0] * x[0] + w[1] * x[1] + b


def tug(w, b):
    """The scores of the two corners of class 1, added, minus the scores of the two corners of class 0."""
    # TODO: compute it for a few w and b, and see why a single neuron cannot win
    ...
    #> ones = neuron(w, b, [0, 1]) + neuron(w, b, [1, 0])
    #> zeros = neuron(w, b, [0, 0]) + neuron(w, b, [1, 1])
    #> return ones - zeros


# Predict: at how many of the four corners can a single neuron be right, at best?
# TODO
best_of_one = ...  #> 3

# A network of two hidden neurons with relu, and one neuron without it behind them.
# TODO: choose its numbers, in the shapes [[., .], [., .]], [., .], [., .] and a single number
# (one hidden neuron may count the ones, the other may notice when both are there)
W = ...  #> [[1, 1], [1, 1]]
b = ...  #> [0, -1]
v = ...  #> [1, -2]
c = ...  #> -0.5


def network(x):
    """The score of the network at x: above 0 where the inputs differ."""
    # TODO: two hidden neurons with weights W[0], W[1] and biases b[0], b[1]; what they say, with weights v and bias c
    ...
    #> h = [max(0, neuron(W[0], b[0], x)), max(0, neuron(W[1], b[1], x))]
    #> return neuron(v, c, h)


if __name__ == "__main__":
    for x, label in CORNERS:
        print(x, "class", label, "score", network(x))
''',
    hints=(
        "Write the four scores out with letters: b, w2 + b, w1 + b, w1 + w2 + b.  What do the middle two add up to, and what the outer two?",
        "To be right everywhere, tug must be above 0; and what is it always?  For the network: relu(x1 + x2) counts the ones, and relu(x1 + x2 - 1) is 1 only at [1, 1].",
        "At the corners the count is 0, 1, 1, 2.  Take the second hidden neuron away from it twice, and 0, 1, 1, 0 is left; then move that down by a half.",
    ),
    mutants=(
        Mutant("adds-all", {"ones - zeros": "ones + zeros"}, "adds all four scores up: asked for is how far the two classes are pulled apart, so subtract the second pair"),
        Mutant("wrong-pairs", {"neuron(w, b, [0, 1]) + neuron(w, b, [1, 0])": "neuron(w, b, [1, 0]) + neuron(w, b, [1, 1])",
                               "neuron(w, b, [0, 0]) + neuron(w, b, [1, 1])": "neuron(w, b, [0, 0]) + neuron(w, b, [0, 1])"},
               "pairs the corners by their first input; class 1 are the corners [0, 1] and [1, 0], across from each other"),
        Mutant("half-is-best", {"best_of_one = 3": "best_of_one = 2"},
               "gives up too early: a line that cuts off a single corner has the other three on one side, and is wrong at one of those only"),
        Mutant("all-four", {"best_of_one = 3": "best_of_one = 4"},
               "believes a line can do it: the two corners of class 1 lie across from each other, and a line that has both on one side has another corner there too"),
        Mutant("no-relu", {"max(0, neuron(W[0], b[0], x))": "neuron(W[0], b[0], x)", "max(0, neuron(W[1], b[1], x))": "neuron(W[1], b[1], x)"},
               "leaves relu out of the hidden neurons: then the network is a single neuron in disguise, and its tug is 0 like that of all of them"),
        Mutant("bias-at-the-end-forgotten", {"neuron(v, c, h)": "neuron(v, 0, h)"},
               "forgets the last bias c: whatever you choose, the output neuron does not use it"),
        Mutant("same-hidden-neuron", {"b = [0, -1]": "b = [0, 0]"},
               "has two hidden neurons that say the same: give them different biases, or one of them is wasted"),
        Mutant("agree", {"v = [1, -2]": "v = [-1, 2]", "c = -0.5": "c = 0.5"},
               "answers the opposite question, whether the inputs are equal: turn the signs of v and c round"),
    ),
    shown="""
    b + (w1 + w2 + b) = (w1 + b) + (w2 + b): whatever the weights, both classes get the same total, so no neuron can lift one above 0 and
    push the other below.  Three of four is the best.  Two hidden neurons with relu bend the plane, and then a line is enough.  Without the relu
    nothing bends: a straight line of straight lines is straight.  Minsky and Papert made this point in 1969, and networks with hidden layers
    had to wait until somebody could train them.
    """,
    teaches=("XOR",),
    uses=("neuron", "hidden", "relu"),
)  # fmt: skip
def check_xor(you: You) -> None:
    """tug by its closed form, 0; the best neuron by trying a grid of them; the network by its classes and by the rule table's relu."""
    for w, b in (([1.0, 1.0], -0.5), ([-3.0, 0.25], 2.0), ([8.0, -1.5], 0.75)):
        you.tug(w, b).should_be(0.0, because="Both pairs of scores add up to w1 + w2 + 2b.")
    right = max(sum((w1 * x1 + w2 * x2 + b > 0) == (x1 != x2) for x1 in (0, 1) for x2 in (0, 1))
                for w1, w2, b in itertools.product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5)))  # fmt: skip
    you.best_of_one.should_be(right, secret=True)
    for x in ([0, 0], [0, 1], [1, 0], [1, 1]):
        score = you.network(x)
        if x[0] != x[1]:
            score.should("be above 0", lambda s: s > 0, because="Class 1 needs a score above 0.")
        else:
            score.should("be 0 or below", lambda s: s <= 0, because="Class 0 needs a score of 0 or below.")
    for x in ([0.25, -1.5], [-2.0, 0.5], [1.0, 3.0]):
        w, b, v, c = (number.value for number in (you.W, you.b, you.v, you.c))
        if settled([w, b, v, c]):
            because = "With your W, b, v and c another score comes out, once relu is used in the two hidden neurons only."
            you.network(x).should_be(two_layers(w, b, v, c, x), because=because)


def settled(numbers: Any) -> bool:
    """Whether all of these are numbers by now."""
    return all(map(settled, numbers)) if isinstance(numbers, (list, tuple)) else isinstance(numbers, (int, float))


def two_layers(w: Any, b: Any, v: Any, c: float, x: Sequence[float]) -> float:
    return table.affine(v, [table.relu(table.affine(row, x, bias)) for row, bias in zip(w, b, strict=True)], c)


@lesson.exercise(
    "7.5",
    slug="boundary",
    title="The decision boundary",
    goal="Let a model decide by the sign of its score, measure how often it is right, and find a point of its decision boundary.",
    code='''
import random

from micrograd_like.nn import MLP
from micrograd_like.pictures.plots import decision_boundary


def classify(model, x):
    """+1 where the score model(x), a Value, is above 0, else -1."""
    # TODO
    ...
    #> return 1 if model(x).data > 0 else -1


def accuracy(model, X, y):
    """The share of the points in X, from 0 to 1, that get their label in y."""
    # TODO
    ...
    #> return sum(classify(model, x) == label for x, label in zip(X, y)) / len(y)


def crossing(model, p, q):
    """The point between p and q where the decision changes; p and q are decided differently."""
    for _ in range(50):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        # TODO: one half of the way still has the change in it; move p or q so that only this half is left
        ...
        #> if classify(model, middle) == classify(model, p):
        #>     p = middle
        #> else:
        #>     q = middle
    return ...  #> p


def film(frames):
    """A page that shows the pictures one at a time, with a slider."""
    shown = "".join(f'<div class="frame" hidden>{frame}</div>' for frame in frames)
    slide = "document.querySelectorAll('.frame').forEach((f, i) => f.hidden = i != chosen.value)"
    slider = f'<input id="chosen" type="range" min="0" max="{len(frames) - 1}" value="{len(frames)}" oninput="{slide}">'
    return f'<!doctype html><meta charset="utf-8">{slider}{shown}<script>{slide}</script>'


if __name__ == "__main__":
    random.seed(3)
    X = [[a + random.gauss(0, 0.25), b + random.gauss(0, 0.25)] for a in (-1, 1) for b in (-1, 1) for _ in range(12)]
    y = [1 if x[0] * x[1] < 0 else -1 for x in X]
    model = MLP(2, [8, 1])
    frames = []
    print("Open boundary.html in a browser: it is live, and becomes a film with a slider at the end.")
    for step in range(101):
        if step % 5 == 0:
            title = f"step {step}: {accuracy(model, X, y):.0%} right"
            print(title)
            frames.append(decision_boundary(lambda p: model(p).data, X, y, title=title))
            with open("boundary.html", "w", encoding="utf-8") as file:
                file.write('<meta charset="utf-8"><meta http-equiv="refresh" content="1">' + frames[-1])
        loss = sum((model(x) - label) ** 2 for x, label in zip(X, y)) / len(y)
        for p in model.parameters():
            p.grad = 0.0
        loss.backward()
        for p in model.parameters():
            p.data -= 0.03 * p.grad
    with open("boundary.html", "w", encoding="utf-8") as file:
        file.write(film(frames))
    print("on the boundary:", crossing(model, [-1.0, -1.0], [-1.0, 1.0]))
''',
    hints=(
        "A Value is a box with a number in it.  Which of the two do you ask whether it is above 0?",
        "accuracy counts right answers and divides by how many there are.  crossing: the middle is decided either as p is, or as q is; where is the change then?",
        "If the middle is decided as p is, everything from p to the middle holds nothing new: let p become the middle, else q.  In the end both are the same point; hand back p.",
    ),
    mutants=(
        Mutant("threshold-of-a-half", {".data > 0 ": ".data > 0.5 "},
               "decides at 0.5: that is for probabilities; a score between minus and plus infinity is decided at 0"),
        Mutant("asks-the-box", {"model(x).data > 0": "model(x)"},
               "asks the Value itself whether it is true, and an object always is: compare its number with 0"),
        Mutant("zero-and-one", {"> 0 else -1": "> 0 else 0"}, "answers 0 for the second class; the labels here are +1 and -1"),
        Mutant("turned-round", {"return 1 if model(x).data > 0 else -1": "return -1 if model(x).data > 0 else 1"},
               "gives -1 to high scores: above 0 means +1"),
        Mutant("counts-only", {" / len(y)": ""}, "counts the right answers; a share is that divided by how many there are"),
        Mutant("per-cent", {"return sum(classify(model, x) == label": "return 100 * sum(classify(model, x) == label"}, "counts in per cent: a share goes from 0 to 1"),
        Mutant("counts-errors", {"== label": "!= label"}, "measures how often it is wrong"),
        Mutant("wrong-half", {"== classify(model, p)": "!= classify(model, p)"},
               "keeps the half without the change in it: where middle and p are decided alike, the change lies between middle and q"),
        Mutant("first-middle", {"return p": "return [(a + b) / 2 for a, b in zip(p, q)]", "range(50)": "range(0)"},
               "stops at the first middle: half-way between two points is on the boundary only by luck, so halve on"),
    ),
    shown="""
    The boundary is where the score is 0.  For a single neuron it is a line; for a network with relu it is made of straight pieces that bend
    where a hidden neuron switches on or off, and while the network learns you see the pieces move.  Fifty halvings make the way 10^15
    times shorter: that is all the digits there are.
    """,
    teaches=("decision boundary", "accuracy", "decision_boundary"),
    uses=("MLP", "Value"),
)  # fmt: skip
def check_boundary(you: You) -> None:
    """On models with boundaries known in closed form: a line and a circle."""
    points = [[0.0, 0.0], [2.0, 1.0], [0.0, 1.25], [1.0, -1.0], [0.5, 0.0]]
    for model in (line, circle):
        for x in points[1:4]:
            you.classify(model, x).should_be(1 if model(x).data > 0 else -1)
    you.classify(line, [0.5, 0.0]).should_be(-1, because="A score of exactly 0 is not above 0.")
    labels = [-1, 1, 1, 1, 1]
    for model, right in ((line, 3 / 5), (circle, 4 / 5)):
        you.accuracy(model, points, labels).should_be(right)
    you.crossing(line, [0.0, 0.0], [1.0, 2.0]).should_be([1 / 4, 2 / 4])
    you.crossing(circle, [2.5, 0.0], [0.0, 0.0]).should_be([1.0, 0.0])
    you.crossing(circle, [0.25, 0.0], [0.25, 3.0]).should_be([0.25, table.sqrt(1 - 1 / 16)])


def line(x: Sequence[float]) -> Value:
    """A model whose boundary is 2 x1 + x2 = 1."""
    return Value(2 * x[0] + x[1] - 1)


def circle(x: Sequence[float]) -> Value:
    """A model whose boundary is the circle of radius 1."""
    return Value(x[0] ** 2 + x[1] ** 2 - 1)
