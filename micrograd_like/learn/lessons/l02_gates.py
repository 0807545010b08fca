"""Lesson 2: gates.  Each operation knows how its result reacts to each of its operands, and needs to know nothing else."""

from __future__ import annotations

import math

from micrograd_like import Value
from micrograd_like.rules import RULES, bind, table

from ..checking import You
from ..exercise import Lesson, Mutant

lesson = Lesson(
    2,
    "gates",
    "Local derivatives: gates",
    story="""
    An operation is a gate: it sees the numbers that come in and the one that goes out, and nothing of the graph around it.  How
    strongly its result reacts to each operand, its local derivatives, it can say all by itself.  Collect them for a dozen gates and you
    can differentiate anything that is built of them.
    """,
    sources="CS231n, patterns in backward flow and modular sigmoid; Karpathy, Yes you should understand backprop; the rule table of this package",
    look="""
    # Three gates with one input each.  Where does a small nudge at x change the result most?  And where not at all?
    from micrograd_like import relu, sigmoid, tanh
    from micrograd_like.pictures.plots import line_plot

    xs = [k / 10 for k in range(-30, 31)]
    gates = {"tanh": tanh, "sigmoid": sigmoid, "relu": relu}
    line_plot({name: (xs, [f(x) for x in xs]) for name, f in gates.items()}, title="Steep here, flat there", xlabel="x")
    """,
)


def forces(gate, x: float, y: float, force: float) -> tuple[float, float]:
    """What arrives at the operands, by the engine."""
    a, b = Value(x), Value(y)
    (gate(a, b) * force).backward()
    return a.grad, b.grad


@lesson.exercise(
    "2.1",
    slug="three_gates",
    title="Add hands on, mul swaps, max chooses",
    goal="Predict the forces that three gates pass to their operands, then write down what each gate does.",
    code='''
# The result of a gate feels a force of 2: whatever raises it by a little is worth twice as much further up.
# Each operand then feels that force times its own sensitivity in the gate.  Here x = 3 and y = -4.
# Predict the pairs (force on x, force on y) before you write the functions.

# TODO
through_add = ..., ...  #> 2, 2
through_mul = ..., ...  #> -8, 6
through_max = ..., ...  #> 2, 0


def add_gate(x, y, force):
    """The forces on x and y when x + y feels this force."""
    # TODO
    ...
    #> return force, force


def mul_gate(x, y, force):
    """The same for x * y."""
    # TODO
    ...
    #> return y * force, x * force


def max_gate(x, y, force):
    """The same for max(x, y), where x and y differ."""
    # TODO
    ...
    #> return (force, 0.0) if x > y else (0.0, force)


if __name__ == "__main__":
    for gate in (add_gate, mul_gate, max_gate):
        print(gate.__name__, gate(3.0, -4.0, 2.0))
''',
    hints=(
        "Nudge x from 3 to 3.1: by how much does x + y change?  And x * y, with y = -4?  And max(x, y)?",
        "A sum changes by just as much as its operand.  A product changes by the nudge times the other operand.  A max only listens to the larger one.",
        "Each gate is one line that returns a pair; in mul_gate the force on x contains y, and the other way round.",
    ),
    mutants=(
        Mutant("add-halves", {"through_add = 2, 2": "through_add = 1, 1", "return force, force": "return force / 2, force / 2"},
               "lets a sum share its force out: nothing is divided, each operand alone moves the sum one for one"),
        Mutant("mul-keeps", {"through_mul = -8, 6": "through_mul = 6, -8", "y * force, x * force": "x * force, y * force"},
               "multiplies each operand's force by itself: in a product it is the other operand that says how much a nudge counts"),
        Mutant("max-to-both", {"through_max = 2, 0": "through_max = 2, 2", "return (force, 0.0) if x > y else (0.0, force)": "return force, force"},
               "lets max hand its force to both: the smaller operand can move a little and nobody notices"),
        Mutant("max-to-the-smaller", {"through_max = 2, 0": "through_max = 0, 2", "x > y": "x < y"},
               "sends the force of max to the smaller operand; it is the larger one that decides"),
        Mutant("max-sends-the-number", {"through_max = 2, 0": "through_max = 3, 0",
                                        "return (force, 0.0) if x > y else (0.0, force)": "return (x, 0.0) if x > y else (0.0, y)"},
               "passes on the number that won in max; it is the force that travels back, the number went forward"),
        Mutant("force-ignored", {"through_add = 2, 2": "through_add = 1, 1", "through_mul = -8, 6": "through_mul = -4, 3",
                                 "through_max = 2, 0": "through_max = 1, 0", "return force, force": "return 1.0, 1.0",
                                 "return y * force, x * force": "return y, x",
                                 "return (force, 0.0) if x > y else (0.0, force)": "return (1.0, 0.0) if x > y else (0.0, 1.0)"},
               "gives the sensitivities alone; each must be multiplied by the force on the result"),
    ),
    shown="""
    Three characters you will meet everywhere: + hands its force on to everyone; * gives each operand the other one's number, so a
    small input with a large partner gets a large force; max is a switch.  With x = 3, y = -4 and a force of 2 that makes
    (2, 2), (-8, 6) and (2, 0).
    """,
    teaches=("gate",),
    uses=("force",),
)  # fmt: skip
def check_three_gates(you: You) -> None:
    """Against the engine's own walk back through each gate."""
    gates = {"add": table.add, "mul": table.mul, "max": table.max}
    for name, gate in gates.items():
        getattr(you, f"through_{name}").should_be(forces(gate, 3.0, -4.0, 2.0), secret=True)
    for name, gate in gates.items():
        for x, y, force in ((1.5, 0.25, -1.0), (-2.0, 5.0, 0.5)):
            getattr(you, f"{name}_gate")(x, y, force).should_be(forces(gate, x, y, force))


@lesson.exercise(
    "2.2",
    slug="arithmetic",
    title="Local derivatives of arithmetic",
    goal="Write the local derivatives of + - * / of the minus sign and of a power with a constant exponent.",
    code='''
# For z = gate(x, y) give the pair (dz/dx, dz/dy): how z reacts to x while y stands still, and the other way round.


def d_add(x, y):
    """z = x + y"""
    # TODO
    ...
    #> return 1.0, 1.0


def d_sub(x, y):
    """z = x - y"""
    # TODO
    ...
    #> return 1.0, -1.0


def d_mul(x, y):
    """z = x * y"""
    # TODO
    ...
    #> return y, x


def d_div(x, y):
    """z = x / y"""
    # TODO
    ...
    #> return 1 / y, -x / y**2


def d_neg(x):
    """z = -x, one number"""
    # TODO
    ...
    #> return -1.0


def d_pow(x, n):
    """z = x**n with a constant n: only dz/dx, one number"""
    # TODO
    ...
    #> return n * x ** (n - 1)


if __name__ == "__main__":
    x, y, h = 3.0, -2.0, 1e-5
    print("d_div   ", d_div(x, y))
    print("by nudge", ((x + h) / y - (x - h) / y) / (2 * h), (x / (y + h) - x / (y - h)) / (2 * h))
''',
    hints=(
        "Which operand enters with a minus?  And what happens to x / y when y, above 0, grows: does it rise or fall?",
        "x / y is x times 1/y.  For the derivative to x the factor is constant; for the one to y use the power rule on y^(-1).",
        "d_div: the first is one over y, the second has a minus, x above and y squared below.  d_pow: the exponent comes down as a factor and falls by one.",
    ),
    mutants=(
        Mutant("sub-without-minus", {"return 1.0, -1.0": "return 1.0, 1.0"}, "forgets the minus of the second operand: x - y falls when y rises"),
        Mutant("mul-not-swapped", {"return y, x": "return x, y"}, "does not swap: dz/dx of x * y is y, since y copies of every nudge arrive"),
        Mutant("div-sign", {"-x / y**2": "x / y**2"}, "loses a minus in dz/dy of x / y: a larger divisor makes a smaller quotient (for x and y above 0)"),
        Mutant("div-not-squared", {"-x / y**2": "-x / y"}, "forgets the square below the line: -x/y² is the derivative of x * y^(-1)"),
        Mutant("div-upside-down", {"1 / y, -x / y**2": "y, -x / y**2"}, "gives dz/dx of x / y as y: dividing by y scales a nudge down to 1/y of it"),
        Mutant("neg-is-one", {"return -1.0\n": "return 1.0\n"}, "lets -x rise with x: the minus sign turns every nudge round"),
        Mutant("neg-of-x", {"return -1.0\n": "return -x\n"}, "gives back -x for the derivative of -x: a straight line has the same slope at every x"),
        Mutant("pow-no-factor", {"n * x ** (n - 1)": "x ** (n - 1)"}, "forgets the factor n of the power rule"),
        Mutant("pow-exponent-kept", {"n * x ** (n - 1)": "n * x**n"}, "keeps the exponent: in n * x^(n-1) it falls by one"),
        Mutant("pow-precedence", {"x ** (n - 1)": "x**n - 1"}, "lacks brackets: `x**n - 1` is (x**n) - 1, for ** binds tighter than -"),
    ),
    shown="""
    Six rules, each written without knowing where the gate will be used.  They are rows of this package's rule table: `print(table.div)` shows
    z = x / y with the partials 1 / y and -(z / y), the same as yours with z already at hand.
    """,
    teaches=("local derivative", "power rule"),
    uses=("gate", "derivative"),
)  # fmt: skip
def check_arithmetic(you: You) -> None:
    """Against the partials in the rule table."""
    points = ((3.0, -2.0), (0.5, 4.0), (-1.5, -0.25))
    for name, rule in (("d_add", table.add), ("d_sub", table.sub), ("d_mul", table.mul), ("d_div", table.div)):
        for x, y in points:
            getattr(you, name)(x, y).should_be(rule.linearize(x, y)[1])
    for x in (3.0, -0.5):
        you.d_neg(x).should_be(table.neg.linearize(x)[1][0])
    for x, n in ((3.0, 2), (-1.5, 3), (4.0, 0.5), (2.0, -1)):
        you.d_pow(x, n).should_be(bind(RULES["powc"], float(n)).linearize(x)[1][0])


@lesson.exercise(
    "2.3",
    slug="functions",
    title="Local derivatives of functions",
    goal="Write the local derivatives of exp, log, tanh, the sigmoid and relu, given both the operand x and the result z.",
    code='''
from math import exp, tanh

# The way forward has computed z already, so use it where it saves work.


def d_exp(x, z):
    """z = exp(x)"""
    # TODO
    ...
    #> return z


def d_log(x, z):
    """z = log(x), the natural logarithm"""
    # TODO
    ...
    #> return 1 / x


def d_tanh(x, z):
    """z = tanh(x)"""
    # TODO
    ...
    #> return 1 - z**2


def d_sigmoid(x, z):
    """z = 1 / (1 + exp(-x))"""
    # TODO
    ...
    #> return (1 - z) * z


def d_relu(x, z):
    """z = max(0, x): lets positive numbers pass and turns all others into 0; x is not 0 here"""
    # TODO
    ...
    #> return 1.0 if x > 0 else 0.0


if __name__ == "__main__":
    x, h = 0.5, 1e-5
    print("d_exp ", d_exp(x, exp(x)), "by nudge", (exp(x + h) - exp(x - h)) / (2 * h))
    print("d_tanh", d_tanh(x, tanh(x)), "by nudge", (tanh(x + h) - tanh(x - h)) / (2 * h))
''',
    hints=(
        "One of the five is its own derivative.  For which of them is z all you need, and which need x?",
        "The sigmoid and tanh flatten out at both ends: each derivative is a product that vanishes where z reaches an end (0 and 1, or -1 and 1).",
        "tanh: one minus the square of the result.  Sigmoid: result times one minus result.  Log: one over the operand.  Relu: one or zero.",
    ),
    mutants=(
        Mutant("exp-of-operand", {"def d_exp(x, z):\n    \"\"\"z = exp(x)\"\"\"\n    # TODO\n    return z":
                                  "def d_exp(x, z):\n    \"\"\"z = exp(x)\"\"\"\n    # TODO\n    return x"},
               "uses the operand of exp where its result belongs (in code: self.data for out.data): exp is its own derivative, so it is z"),
        Mutant("exp-power-rule", {"def d_exp(x, z):\n    \"\"\"z = exp(x)\"\"\"\n    # TODO\n    return z":
                                  "def d_exp(x, z):\n    \"\"\"z = exp(x)\"\"\"\n    # TODO\n    return x * exp(x - 1)"},
               "applies the power rule to e^x: that rule is for a constant exponent, and here the base is the constant"),
        Mutant("log-of-result", {"return 1 / x": "return 1 / z"}, "takes one over the result of log; it is one over the operand"),
        Mutant("log-squared", {"return 1 / x": "return -1 / x**2"}, "differentiates once too often: 1/x is the answer already, and -1/x² the slope of that"),
        Mutant("tanh-of-operand", {"return 1 - z**2": "return 1 - x**2"},
               "squares the operand of tanh: 1 - z² with the result z stays between 0 and 1, whatever x is"),
        Mutant("tanh-no-square", {"return 1 - z**2": "return 1 - z"}, "forgets the square: tanh is as steep on the left as on the right"),
        Mutant("sigmoid-of-operand", {"(1 - z) * z": "(1 - x) * x"}, "puts the operand into (1 - z) z; z is the sigmoid's result, between 0 and 1"),
        Mutant("sigmoid-applied-twice", {"return (1 - z) * z": "s = 1 / (1 + exp(-z))\n    return (1 - s) * s"},
               "squashes z once more before it uses it; z is the sigmoid's result already"),
        Mutant("relu-passes-x", {"return 1.0 if x > 0": "return x if x > 0"}, "gives back relu itself; where it lets x pass, its slope is 1"),
        Mutant("relu-leaks", {"else 0.0": "else 1.0"}, "lets negative numbers react too: relu is flat there"),
    ),
    shown="""
    exp is its own derivative, and tanh and the sigmoid have theirs in terms of the result: no second call of exp is needed on the way back.
    σ' = (1 - σ) σ is at most 1/4, and 1 - tanh² at most 1: remember that when you stack many of them.
    Confusing operand and result, self.data and out.data, is the commonest slip of all.
    """,
    teaches=("relu", "natural logarithm"),
    uses=("local derivative", "sigmoid", "tanh"),
)  # fmt: skip
def check_functions(you: You) -> None:
    """Against the partials in the rule table, at numbers where operand and result differ."""
    for name, rule, points in (
        ("d_exp", table.exp, (0.5, -2.0, 3.0)),
        ("d_log", table.log, (0.5, 2.5, 10.0)),
        ("d_tanh", table.tanh, (0.5, -1.5, 2.0)),
        ("d_sigmoid", table.sigmoid, (0.5, -1.5, 4.0)),
        ("d_relu", table.relu, (0.5, -1.5, 4.0)),
    ):
        for x in points:
            z, partials = rule.linearize(x)
            getattr(you, name)(x, z).should_be(partials[0] or 0.0)


@lesson.exercise(
    "2.4",
    slug="one_or_many",
    title="One gate or four",
    goal="Find the slope of the sigmoid twice: as one gate, and as four small gates through which a nudge passes.",
    code='''
from math import exp


def sigmoid(x):
    return 1 / (1 + exp(-x))


def slope_as_one(x):
    """The slope of the sigmoid at x by its own rule."""
    # TODO
    ...
    #> s = sigmoid(x)
    #> return (1 - s) * s


def four_slopes(x):
    """The local derivatives of t = -x, u = exp(t), v = u + 1 and z = 1 / v, in this order."""
    # TODO: compute t, u, v on the way; each gate then says how it reacts to its operand
    ...
    #> t = -x
    #> u = exp(t)
    #> v = u + 1
    #> return [-1.0, u, 1.0, -1 / v**2]


def slope_as_four(x):
    """The slope of z over x: each gate on the way multiplies the nudge by its local derivative."""
    # TODO
    ...
    #> product = 1.0
    #> for d in four_slopes(x):
    #>     product *= d
    #> return product


if __name__ == "__main__":
    print(sigmoid(1.0), slope_as_one(1.0), four_slopes(1.0), slope_as_four(1.0))
''',
    hints=(
        "If the first gate doubles a nudge and the second triples it, how large is it after both?",
        "The derivative of exp at t is exp(t), which is u; the derivative of 1/v is -1/v².  Two of the four are just -1 and 1.",
        "four_slopes gives minus one, u, one, and minus one over v squared; slope_as_four multiplies them all.",
    ),
    mutants=(
        Mutant("added-up", {"product = 1.0": "product = 0.0", "product *= d": "product += d"},
               "adds the four local derivatives: along one way they multiply, as gears do"),
        Mutant("exp-at-x", {"[-1.0, u, 1.0": "[-1.0, exp(x), 1.0"}, "takes the derivative of exp at x: the number that goes into that gate is t = -x"),
        Mutant("minus-lost", {"return [-1.0, u": "return [1.0, u"}, "loses the minus of the first gate: then the sigmoid would fall"),
        Mutant("reciprocal-sign", {"-1 / v**2": "1 / v**2"}, "loses the minus of 1/v: a larger v makes a smaller z"),
        Mutant("reciprocal-not-squared", {"-1 / v**2": "-1 / v"}, "gives 1/v the derivative -1/v: the square is missing"),
        Mutant("last-gate-only", {"for d in four_slopes(x)": "for d in four_slopes(x)[-1:]"},
               "stops after the last gate: the nudge starts at x and passes all four"),
        Mutant("rule-with-x", {"return (1 - s) * s": "return (1 - x) * x"}, "uses x in the sigmoid's own rule; it wants the result s"),
        Mutant("plus-one-counts-u", {"[-1.0, u, 1.0,": "[-1.0, u, u + 1,"}, "gives u + 1 the derivative u + 1: adding a constant passes a nudge on unchanged"),
    ),
    shown="""
    Four slopes multiplied, (-1) · e^(-x) · 1 · (-1/v²), are (1 - σ)σ: at x = 1 both ways give 0.1966.  Where a gate ends is yours to choose.
    One big gate is faster and keeps more digits; small ones need no new rule.  That the slopes along a way multiply is called the
    chain rule, and the next lesson is about it.
    """,
    uses=("gate", "local derivative", "sigmoid"),
)  # fmt: skip
def check_one_or_many(you: You) -> None:
    """Each of the four against its own row of the rule table, the whole against the row of the sigmoid."""
    for x in (1.0, -0.5, 3.0):
        right = table.sigmoid.linearize(x)[1][0]
        you.slope_as_one(x).should_be(right)
        t, (d1,) = table.neg.linearize(x)
        u, (d2,) = table.exp.linearize(t)
        v, (d3, _) = table.add.linearize(u, 1.0)
        _, (d4,) = table.reciprocal.linearize(v)
        four = you.four_slopes(x)
        for k, (gate, d) in enumerate((("-x", d1), ("exp(t)", d2), ("u + 1", d3), ("1 / v", d4))):
            four.then(f"slope of {gate} at x = {x}", lambda answer, k=k: answer[k]).should_be(d)
        you.slope_as_four(x).should_be(right)


@lesson.exercise(
    "2.5",
    slug="stable",
    title="The sigmoid at a thousand",
    goal="Write sigmoid and tanh with exp so that no number is too large for them and small results keep their digits.",
    code='''
from math import exp


def sigmoid(x):
    """1 / (1 + exp(-x)), for every x."""
    # TODO: exp(-x) is too large for a float when x is -1000; exp of a negative number never is
    ...
    #> if x >= 0:
    #>     return 1 / (1 + exp(-x))
    #> e = exp(x)
    #> return e / (1 + e)


def tanh(x):
    """(exp(2x) - 1) / (exp(2x) + 1), for every x."""
    # TODO
    ...
    #> e = exp(-2 * abs(x))
    #> z = (1 - e) / (1 + e)
    #> return z if x >= 0 else -z


if __name__ == "__main__":
    for x in (-1000.0, -50.0, 0.0, 50.0, 1000.0):
        print(x, sigmoid(x), tanh(x))
''',
    hints=(
        "exp(1000) is more than any float can hold, exp(-1000) is 0.0 without complaint.  For which x does each formula meet the bad one?",
        "Multiply numerator and denominator by exp(x): 1 / (1 + exp(-x)) becomes exp(x) / (exp(x) + 1).  Choose by the sign of x.",
        "tanh(-x) is -tanh(x), so compute it for abs(x) with e = exp(-2|x|), and put the sign back at the end.",
    ),
    mutants=(
        Mutant("naive-sigmoid", {"    if x >= 0:\n        return 1 / (1 + exp(-x))\n    e = exp(x)\n    return e / (1 + e)\n": "    return 1 / (1 + exp(-x))\n"},
               "uses the one formula for all x: at -1000 it needs exp(1000), which no float can hold"),
        Mutant("other-naive-sigmoid", {"    if x >= 0:\n        return 1 / (1 + exp(-x))\n": ""},
               "uses exp(x) / (1 + exp(x)) for all x: now the large x overflow instead of the small ones"),
        Mutant("branches-swapped", {"if x >= 0": "if x < 0"}, "has the two cases the wrong way round: each formula is used exactly where it fails"),
        Mutant("one-minus", {"    e = exp(x)\n    return e / (1 + e)\n": "    return 1 - 1 / (1 + exp(x))\n"},
               "subtracts from 1 for negative x: at -50 the answer is about 2e-22, and 1 minus something has no digits left for that"),
        Mutant("clamped", {"    if x >= 0:\n        return 1": "    x = max(-500.0, min(500.0, x))\n    if x >= 0:\n        return 1"},
               "cuts x off at -500: no overflow any more, but sigmoid(-700) is then far too large, and a flat piece has no slope"),
        Mutant("naive-tanh", {"    e = exp(-2 * abs(x))\n    z = (1 - e) / (1 + e)\n    return z if x >= 0 else -z": "    return (exp(2 * x) - 1) / (exp(2 * x) + 1)"},
               "computes exp(2x) for large x in tanh: overflow from x = 355 on (the lecture's own formula has this flaw)"),
        Mutant("quotient-of-overflows", {"    e = exp(-2 * abs(x))\n    z = (1 - e) / (1 + e)\n    return z if x >= 0 else -z":
                                         "    return (exp(x) - exp(-x)) / (exp(x) + exp(-x))"},
               "needs both exp(x) and exp(-x) in tanh: one of them is too large at either end"),
        Mutant("tanh-sign-lost", {"return z if x >= 0 else -z": "return z"}, "forgets to put the sign back: tanh of a negative number is negative"),
    ),
    shown="""
    On paper the two formulas of the sigmoid are the same; in floats each is good on one side only.  This is no curiosity: a network
    in training does meet such numbers, and one overflow spoils every weight.  The functions of `micrograd_like` are
    written this way, and so is the derivative of tanh: 1 - z² is 0 from x = 19 on, where the truth is 1e-16.
    """,
    teaches=("overflow",),
    uses=("sigmoid", "tanh", "rounding"),
)  # fmt: skip
def check_stable(you: You) -> None:
    """Against the rule table's functions, which are right to the last digits over all floats; and the symmetries of both."""
    for x in (-1000.0, -700.0, -50.0, -1.0, 0.0, 2.0, 50.0, 1000.0):
        you.sigmoid(x).should_be(table.sigmoid(x), within=1e-12, floor=0.0)
    for x in (-1000.0, -20.0, -0.5, 0.0, 0.25, 1.0, 360.0, 1000.0):
        you.tanh(x).should_be(table.tanh(x), within=1e-12)


@lesson.exercise(
    "2.6",
    slug="gradcheck",
    title="Trust, but check",
    goal="Compare a derivative with a central difference by the relative error, and find the wrong derivatives in a collection.",
    code='''
from math import exp


def relative_error(a, n):
    """The distance of a and n, as a fraction of the larger of their sizes; 0 if both are 0."""
    # TODO
    ...
    #> largest = max(abs(a), abs(n))
    #> return abs(a - n) / largest if largest else 0.0


def gradcheck(f, df, x, h=1e-5):
    """The relative error of df(x) against the central difference of f."""
    # TODO
    ...
    #> numeric = (f(x + h) - f(x - h)) / (2 * h)
    #> return relative_error(df(x), numeric)


def find_wrong(ops, x):
    """ops maps a name to (f, df).  The names whose relative error at x is above 1e-6, in order."""
    # TODO
    ...
    #> return [name for name, (f, df) in ops.items() if gradcheck(f, df, x) > 1e-6]


if __name__ == "__main__":
    ops = {
        "exp": (exp, exp),
        "square": (lambda x: x * x, lambda x: 2 * x),
        "cube": (lambda x: x**3, lambda x: 3 * x),
    }
    print(find_wrong(ops, 1.7))
''',
    hints=(
        "Is an error of 0.01 large?  If the derivative is 1000, and if it is 0.001?  And can a distance be negative?",
        "Divide by max(|a|, |n|), so that it does not matter which of the two is the wrong one; think of the case where both are 0.",
        "gradcheck: a central difference with step h, then relative_error of df(x) and that.  find_wrong keeps the names where it is above the limit.",
    ),
    mutants=(
        Mutant("absolute", {"abs(a - n) / largest if largest else 0.0": "abs(a - n)"},
               "measures the plain distance: 1e-4 is tiny beside 1000 and a disaster beside 1e-4"),
        Mutant("signed", {"abs(a - n) / largest": "(a - n) / largest"}, "keeps the sign of the error: a derivative that is too small would then always pass"),
        Mutant("zero-by-zero", {"abs(a - n) / largest if largest else 0.0": "abs(a - n) / largest"},
               "divides 0 by 0 when both derivatives are 0; two zeros agree"),
        Mutant("by-the-sum", {"max(abs(a), abs(n))": "abs(a) + abs(n)"}, "divides by the sum of the sizes: up to twice too kind"),
        Mutant("by-the-first", {"max(abs(a), abs(n))": "abs(a)"}, "divides by a alone: when a is wrongly 0, the largest possible error is not seen"),
        Mutant("sizes-without-abs", {"max(abs(a), abs(n))": "max(a, n)"}, "takes the larger number, not the larger size: of -3 and -4 that is -3"),
        Mutant("forward-only", {"(f(x + h) - f(x - h)) / (2 * h)": "(f(x + h) - f(x)) / h"},
               "uses the forward difference, whose own error is about as large as the mistakes you look for"),
        Mutant("limit-turned-round", {"> 1e-6": "< 1e-6"}, "lists the derivatives that are right"),
    ),
    shown="""
    This is how people find wrong derivatives, in your code and in ours.  The rules of thumb: a relative error above 1e-2 is
    wrong, below 1e-7 is fine; use doubles and a central difference; beware of kinks (relu near 0), where the two
    steps lie on different pieces; switch off what is random; and check a few numbers, not all.  `micrograd_like.gradcheck` does
    it for whole graphs.
    """,
    teaches=("relative error", "gradcheck"),
    uses=("central difference", "derivative"),
)  # fmt: skip
def check_gradcheck(you: You) -> None:
    """Closed forms for the error; derivatives from the rule table, some of them spoilt on purpose."""
    for a, n in ((2.0, 2.5), (-3.0, -4.0), (-5.0, 3.0), (1e-4, 2e-4), (0.0, 5.0), (0.0, 0.0)):
        you.relative_error(a, n).should_be(abs(a - n) / max(abs(a), abs(n), 5e-324))
    h = 0.125
    for a in (0.0, 12.0):  # the central difference of x³ at 2 is 12 + h²
        n = 12 + h * h
        found = you.gradcheck(cube, lambda x, a=a: a, 2.0, h)
        found.then(f"gradcheck of x³ at 2 against {a:g}", float).should_be((n - a) / n)
    spoilt = {
        "log": (table.log, lambda x: 1 / math.log(x)),
        "cube": (cube, lambda x: 3 * x),
        "sigmoid": (table.sigmoid, lambda x: 1.00001 * slope_of(table.sigmoid)(x)),
    }
    ops = {
        name: spoilt.get(name) or (RULES[name], slope_of(RULES[name]))
        for name in ("exp", "log", "tanh", "cube", "sigmoid", "sin")
    }
    for x in (1.7, 0.3):
        you.find_wrong(ops, x).then(f"wrong ones of {', '.join(ops)} at {x}", list).should_be(list(spoilt))


def cube(x):
    return x**3


def slope_of(rule):
    return lambda x: rule.linearize(x)[1][0]
