"""Random programs over all rows of the table, for the differential fuzzer: lists of instructions in JSON.

An instruction is a list: its name, then what it needs.  A number in one is spelled ``["float", "0x1.8p+0"]``,
``["int", "3"]``, ``["bool", 1]`` or ``["numpy", "0x1.8p+0"]``; ``["thing", 4]`` is what an earlier instruction
has made, counted round, so that every number fits.

>>> make(7) == make(7)
True
"""

from __future__ import annotations

import random

SPECIAL = [
    *(
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        2.0,
        3.0,
        -2.5,
        0.1,
        6.0,
        10.0,
        40.0,
        -40.0,
        170.6,
        710.0,
        -745.2,
        1e-8,
    ),
    *(5e-324, -5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e300, -1e300, 1.7976931348623157e308),
    *(
        float("inf"),
        float("-inf"),
        float("nan"),
        3.141592653589793,
        1.5707963267948966,
        9007199254740993.0,
        1e16,
    ),
]
UNARY = (
    "neg square reciprocal sqrt rsqrt exp expm1 log log2 log10 log1p sin cos tan atan sinh cosh tanh asinh acosh "
    "softplus logsigmoid softsign erf erfc lgamma digamma abs sign relu relu6 hardtanh selu floor ceil trunc cbrt "
    "exp2 asin acos atanh sigmoid silu mish normal_pdf normal_cdf gelu"
).split()
BINARY = "add sub mul div pow fmod mod floordiv atan2 copysign xlogy hypot logaddexp".split()
SERVING = {  # rows that others call, which are no methods: how many operands, how many static parameters
    "powc": (1, 1), "ddiv": (2, 0), "dcbrt": (2, 0), "dpow": (3, 0), "powlog": (3, 0), "dpowlog": (3, 0),
    "datan": (1, 0), "sech2": (1, 0), "dsigmoid": (1, 0), "gauss": (1, 0), "cosine": (2, 0), "datan2": (2, 0),
    "sharing": (2, 0), "less": (2, 0), "less_equal": (2, 0), "equal": (2, 0), "choose": (3, 0),
}  # fmt: skip
STATIC = {"clamp": 2, "leaky_relu": 1, "elu": 1, "round": 1}  # methods with static parameters
FOLDS = "total prod max min norm2 std logsumexp softmax log_softmax direction deviation".split()
OPERATORS = ["+", "-", "*", "/", "**", "%", "//", "divmod"]
COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]
CONVERSIONS = [
    "float",
    "int",
    "trunc",
    "round",
    "pos",
    "bool",
    "format",
    "repr",
    "item",
    "abs",
    "hash",
    "round1",
]
UFUNCS = "exp add multiply maximum sqrt arctan2 negative positive power less rint hypot cbrt spacing".split()
WRONG = [
    ["text", "2"],
    ["text", ""],
    ["none"],
    ["complex"],
    ["bytes"],
    ["huge"],
    ["class"],
    ["empty list"],
    ["dict"],
]
CLOSURES = "lecture some overwrite nothing raise grand nested order operate shrink zero".split()
KINDS = [
    "Value",
    "Value",
    "Value",
    "Plain",
    "WithInit",
    "WithSlot",
    "WithOperator",
    "WithEqual",
    "WithGrad",
    "WithSetter",
]
USERS = {"fuzz_cube": (1, 0), "fuzz_blend": (2, 0), "fuzz_scaled": (1, 1), "fuzz_peak": (-1, 0)}


class Maker:
    """Makes one program from a seed."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.made = 0

    # ---- operands ----

    def number(self) -> float:
        r = self.random
        how = r.random()
        if how < 0.4:
            return r.choice(SPECIAL)
        if how < 0.8:
            return r.gauss(0.0, 2.0)
        return r.choice((1.0, -1.0)) * 10.0 ** r.uniform(-320, 308.2)

    def plain(self) -> list:
        """A plain number, as somebody may write it."""
        how = self.random.random()
        if how < 0.6:
            return ["float", self.number().hex()]
        if how < 0.85:
            return ["int", str(self.random.choice([0, 1, 2, 3, -1, -2, 5, 10**15, -(10**20)]))]
        return ["bool", self.random.randrange(2)] if how < 0.9 else ["numpy", self.number().hex()]

    def thing(self) -> list:
        """Something made before, rather one made lately."""
        near = self.random.random() < 0.6
        return [
            "thing",
            max(0, self.made - 1 - self.random.randrange(4)) if near else self.random.randrange(1000),
        ]

    def operand(self) -> list:
        how = self.random.random()
        if how < 0.7:
            return self.thing()
        return self.plain() if how < 0.97 else self.random.choice(WRONG)

    def static(self, count: int) -> list:
        given = [self.plain() if self.random.random() < 0.95 else self.operand() for _ in range(count)]
        return given[: self.random.randrange(count + 1)] if self.random.random() < 0.3 else given

    def many(self, size: int | None = None) -> list:
        """A list of operands, in one of the forms that hold numbers."""
        size = self.random.choice([0, 1, 1, 2, 2, 3, 3, 5, 9]) if size is None else size
        form = self.random.choice(
            ["list"] * 8 + ["tuple", "tuple", "generator", "own list", "array", "dict keys"]
        )
        return [
            form,
            *((self.thing() if self.random.random() < 0.75 else self.operand()) for _ in range(size)),
        ]

    # ---- instructions ----

    def instruction(self, depth: int = 0) -> list:
        kinds = [name for name in WEIGHTS if depth == 0 or name not in ("block", "derivative")]
        name = self.random.choices(kinds, [WEIGHTS[kind] for kind in kinds])[0]
        return getattr(self, f"make_{name}")()

    def make_leaf(self) -> list:
        label = self.random.choice([None, None, "", "x", "weight"])
        return [
            "leaf",
            self.random.choice(KINDS),
            self.plain() if self.random.random() < 0.97 else self.operand(),
            label,
        ]

    def make_unary(self) -> list:
        how = self.random.choice(["method", "method", "function", "apply"])
        return [
            "row",
            how,
            self.random.choice(UNARY),
            [self.thing() if how == "method" else self.operand()],
            [],
            False,
        ]

    def make_binary(self) -> list:
        how = self.random.choice(["method", "function", "apply", "operate"])
        first = self.thing() if how == "method" else self.operand()
        return ["row", how, self.random.choice(BINARY), [first, self.operand()], [], False]

    def make_operator(self) -> list:
        pair = [self.thing(), self.operand()]
        if self.random.random() < 0.4:
            pair.reverse()
        return ["operator", self.random.choice(OPERATORS), *pair]

    def make_static(self) -> list:
        name = self.random.choice([*STATIC, "where", "polygamma"])
        if name in STATIC:
            how = self.random.choice(["method", "method", "function", "apply"])
            named = how != "apply" and self.random.random() < 0.4
            static = (
                [self.plain() for _ in range(STATIC[name])] if how == "apply" else self.static(STATIC[name])
            )
            return ["row", how, name, [self.thing()], static, named]
        if name == "where":
            return ["call", name, [["bool", self.random.randrange(2)], self.operand(), self.operand()]]
        return ["call", name, [["int", str(self.random.randrange(4))], self.operand()]]

    def make_serving(self) -> list:
        name = self.random.choice(list(SERVING))
        operands, params = SERVING[name]
        static = [self.plain() for _ in range(params)]
        return ["row", "apply", name, [self.thing() for _ in range(operands)], static, False]

    def make_fold(self) -> list:
        name = self.random.choice([*FOLDS, "dot", "dot", "affine", "sum", "picked"])
        if name == "picked":
            return ["fold", name, [self.many()], [self.operand()]]
        if name in ("dot", "affine"):
            size = self.random.choice([0, 1, 2, 3, 4, 7])
            second = size if self.random.random() < 0.95 else size + 1
            lists = [self.many(size), self.many(second)]
            return ["fold", name, lists, [self.operand()] if name == "affine" else []]
        return [
            "fold",
            name,
            [self.many()],
            [self.plain()] if name == "std" and self.random.random() < 0.5 else [],
        ]

    def make_user(self) -> list:
        name = self.random.choice(list(USERS))
        operands, params = USERS[name]
        if operands < 0:
            return ["fold", name, [self.many()], []]
        given = [self.thing(), *(self.operand() for _ in range(operands - 1))]
        return ["row", self.random.choice(["method", "function"]), name, given, self.static(params), False]

    def make_by_hand(self) -> list:
        parents = [self.thing() for _ in range(self.random.choice([0, 1, 1, 2, 2, 3]))]
        if self.random.random() < 0.5:
            partials = [["float", self.number().hex()] for _ in parents]
            return [
                "partials",
                self.plain(),
                parents,
                partials[: len(parents) - (self.random.random() < 0.05)],
            ]
        closure = self.random.choice([None, *CLOSURES, "lecture", "lecture"])
        return ["closure", self.plain(), parents, self.random.choice(["", "mine", "+"]), closure]

    def make_change(self) -> list:
        name = self.random.choice(
            [
                "data",
                "data",
                "grad",
                "no grad",
                "label",
                "zero_grad",
                "detach",
                "partials",
                "parents",
                "step",
                "_backward",
            ]
        )
        number = ["numpy" if self.random.random() < 0.1 else "float", self.number().hex()]
        return ["change", name, self.thing(), number, self.thing(), self.random.randrange(64)]

    def make_backward(self) -> list:
        return ["backward", self.thing(), self.random.choice([1, 1, 1, 2])]

    def make_copy(self) -> list:
        return [
            "copy",
            self.random.choice(["copy", "copy", "deepcopy", "deepcopy pair", "pickle", "pickle 0"]),
            self.thing(),
        ]

    def make_look(self) -> list:
        what = self.random.choice(
            [*COMPARISONS, *CONVERSIONS, *CONVERSIONS, "order", "call _backward", "local_grads"]
        )
        return ["look", what, self.thing(), self.operand()]

    def make_ufunc(self) -> list:
        return ["ufunc", self.random.choice(UFUNCS), self.operand(), self.thing(), self.random.randrange(3)]

    def make_block(self) -> list:
        kind = self.random.choice(["no_grad", "no_grad", "detect_anomaly", "both", "recorder"])
        return ["block", kind, [self.instruction(1) for _ in range(self.random.randrange(1, 7))]]

    def make_derivative(self) -> list:
        """A mode on a function of a few inputs, spelled as rows on what was computed before."""
        inputs = self.random.randrange(1, 4)
        steps = []
        for k in range(self.random.randrange(1, 7)):
            name = self.random.choice(
                [*UNARY, *BINARY, *BINARY, "softmax", "dot", "max", "total", "clamp", "elu"]
            )
            places = [self.random.randrange(inputs + k) for _ in range(3)]
            steps.append([name, places, self.plain() if self.random.random() < 0.2 else None])
        mode = self.random.choice(
            ["grad", "value_and_grad", "hessian", "jvp", "vjp", "hvp", "jacrev", "jacfwd", "grad grad"]
        )
        return ["derivative", mode, [self.number().hex() for _ in range(inputs)], steps]


WEIGHTS = {
    "leaf": 8, "unary": 14, "binary": 9, "operator": 18, "static": 5, "serving": 5, "fold": 10, "user": 4,
    "by_hand": 5, "change": 8, "backward": 6, "copy": 2, "look": 5, "ufunc": 2, "block": 2, "derivative": 1,
}  # fmt: skip


def make(seed: int) -> list:
    """The program of this seed: leaves, then instructions of all kinds, then sweeps."""
    maker = Maker(seed)
    program = []
    for _ in range(maker.random.randrange(2, 5)):
        program.append(["leaf", "Value", ["float", maker.number().hex()], None])
        maker.made += 1
    for _ in range(maker.random.randrange(5, 30)):
        program.append(maker.instruction())
        maker.made += 1
    return [*program, maker.make_backward(), maker.make_backward()]
