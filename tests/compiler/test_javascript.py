"""The rows in JavaScript against the rows in Python, run by Node or in Chromium."""

import json
import math
import random
import struct

import pytest
from cases import every

from micrograd_like import Value
from micrograd_like.compiler import Tape
from micrograd_like.compiler.javascript import library, literal, program
from micrograd_like.engine import topological_order
from micrograd_like.rules import BUILT_IN, RULES, rule, table

EDGES = """0.0 -0.0 1.0 -1.0 0.5 2.5 -2.5 6.0 -6.0 1e-8 -37.0 37.0 355.0 -710.0 710.0 1e200 -1e200 1e-200
    5e-324 1e308 inf -inf nan 2.0 3.0 -8.0 0.3333333333333333 20.0 26.0 -26.5 1024.0"""
EDGES = [float(x) for x in EDGES.split()]
# Rows that use nothing but IEEE arithmetic, sqrt, comparisons and rounding: the same bits in both languages.
EXACT = """add sub mul neg square reciprocal div sqrt rsqrt softsign abs sign relu relu6 hardtanh clamp
    leaky_relu floor ceil trunc round fmod mod copysign where total dot affine prod max min"""
EXACT = EXACT.split()
# The others differ where Math rounds the last bit another way: ulp allowed in value and partials, measured
# over 50,000 points.  One sign differs: pow's partial at (-0, -inf) copies the sign of a nan, which
# JavaScript does not show; the sign of an infinity at -0 is not promised.
BOUND = dict.fromkeys(RULES, 8)
BOUND |= {"gelu": 256, **dict.fromkeys(("dpow", "powm1"), 40), "dpowlog": 256}
BOUND |= dict.fromkeys(("softmax", "cbrt", "pow", "powc"), 16)
BOUND |= dict.fromkeys(("silu", "logaddexp", "logsumexp", "log_softmax", "cosine", "datan2", "std"), 64)
NEAR_ROOTS = {
    "lgamma",
    "digamma",
    "polygamma",
}  # absolute accuracy near their roots and poles: 1e-11 of 1 + |z|


SWEEPS = """forward(tape); backward(tape);
    console.log(JSON.stringify(show([tape.data, tape.grads.map(g => g === null ? 0 : g)])));"""


@pytest.fixture
def run(javascript):
    number = "v === null ? null : Object.is(v, -0) ? '-0' : String(v)"
    shown = f"const show = v => Array.isArray(v) ? v.map(show) : {number};"
    return lambda source: read(json.loads(javascript(f"{shown}\n{source}")))


def read(x):
    return (
        [read(y) for y in x]
        if isinstance(x, list)
        else None
        if x is None
        else float(x.replace("Infinity", "inf"))
    )


def spell(x):
    return f"[{','.join(map(spell, x))}]" if isinstance(x, (list, tuple)) else literal(x)


def apart(a, b):
    """How many doubles lie between a and b; 0 for two nans, infinite for a nan or nothing and a number."""
    if a is None or b is None or math.isnan(a) or math.isnan(b):
        return (
            0
            if (a is b is None) or (a is not None and b is not None and math.isnan(a) and math.isnan(b))
            else math.inf
        )
    n, m = (struct.unpack("<q", struct.pack("<d", x))[0] for x in (a, b))
    return abs((n if n >= 0 else -(n & 2**63 - 1)) - (m if m >= 0 else -(m & 2**63 - 1)))


def points(row, count, rng):
    def number():
        kind = rng.random()
        if kind < 0.35:
            return rng.choice(EDGES)
        if kind < 0.8:
            return rng.gauss(0, 1 if kind < 0.6 else 30)
        return rng.uniform(-1, 1) * 10 ** rng.uniform(-300, 300)

    for t in range(count):
        n = rng.randint(1, 4)
        operands = [[number() for _ in range(n)] if x in row.lists else number() for x in row.letters]
        params = [[2.0, -1.0, 0.5, 0.0, 1.0][t % 5] if d is None else d for d in row.params.values()]
        if row.name == "polygamma":
            params = [float(t % 3)]
        yield operands, params, [float(rng.randrange(n))] if row.each else []


@every("exact", [True, False])
def test_every_row_gives_in_javascript_what_it_gives_in_python(run, exact):
    rng, cases = random.Random(7), []
    for name, row in BUILT_IN.items():
        if (name in EXACT) != exact or name.startswith("_"):
            continue
        for operands, params, k in points(row, 40, rng):
            results = row.linearize(*operands, *params)
            cases.append((name, operands, [*params, *k], results[int(k[0])] if k else results))
    calls = ",".join(f"['{name}',{spell([*operands, *params])}]" for name, operands, params, _ in cases)
    found = run(
        library(RULES.values())
        + f"\nconsole.log(JSON.stringify([{calls}].map(([f, a]) => show(RULES[f](...a)))))"
    )
    for (name, operands, params, (z, partials)), (own, sent) in zip(cases, found, strict=True):
        for theirs, ours in zip([z, *partials], [own, *sent], strict=True):
            if name in NEAR_ROOTS and theirs is not None and math.isfinite(theirs):
                assert ours == pytest.approx(theirs, rel=1e-10, abs=1e-11), (name, operands, params)
            else:
                assert apart(theirs, ours) <= (0 if exact else BOUND[name]), (
                    name,
                    operands,
                    params,
                    theirs,
                    ours,
                )


@every(("m", "x"), [(1, -3370663.4), (2, -200000.3), (25, 8.5), (1, 1e300)])
def test_polygamma_is_known_far_from_zero(run, m, x):
    calls = f"console.log(JSON.stringify(show(RULES.polygamma({spell(x)}, {spell(m)})[0])))"
    own = run(f"{library([RULES['polygamma']])}\n{calls}")
    assert own == pytest.approx(RULES["polygamma"](m, x), rel=1e-12)


def graph(seed, rows, leaves=()):
    rng = random.Random(seed)
    nodes = [Value(rng.gauss(0, 1)) for _ in range(4)] + [
        Value(rng.choice(leaves)) for _ in range(4) if leaves
    ]
    for _ in range(40):
        row = RULES[rng.choice(rows)]
        if row.lists:
            n = rng.randint(1, 4)
            made = row(
                *(
                    [rng.choice(nodes) for _ in range(n)] if x in row.lists else rng.choice(nodes)
                    for x in row.letters
                )
            )
        else:
            made = row(
                *(rng.choice(nodes) for _ in row.letters),
                **{p: 2.0 for p, d in row.params.items() if d is None},
            )
        nodes += made if isinstance(made, list) else [made]
    return table.total(nodes)


@every("seed", range(12))
def test_whole_graphs_of_arithmetic_agree_to_the_last_digit(run, seed):
    rows = ["add", "sub", "mul", "div", "relu", "max", "affine", "total", "leaky_relu", "abs", "sqrt"]
    root = (
        graph(seed, rows) if seed < 6 else graph(seed, sorted({*EXACT} - {"where", "powc"}), EDGES)
    )  # nan, infinities, subnormals too
    root.backward()
    order = topological_order(root)
    data, grads = run(f"{program(Tape.of(root))}\n{SWEEPS}")
    assert all(apart(a, b.data) == 0 for a, b in zip(data, order, strict=True))
    assert all(apart(a, b.grad) == 0 for a, b in zip(grads, order, strict=True))


def test_graphs_of_smooth_functions_agree_to_a_few_digits_of_rounding(run):
    root = graph(
        11,
        ["add", "mul", "tanh", "sigmoid", "softmax", "logsumexp", "silu", "erf", "softplus", "powc", "where"][
            :-1
        ],
    )
    root.backward()
    data, grads = run(f"{program(Tape.of(root))}\n{SWEEPS}")
    order = topological_order(root)
    assert data == pytest.approx([v.data for v in order], rel=1e-12, abs=1e-12)
    assert grads == pytest.approx(
        [v.grad for v in order], rel=1e-11, abs=1e-11 * max(abs(v.grad) for v in order)
    )


def test_a_minus_before_a_minus_is_no_decrement(run):
    same2 = rule("same2", "-(-x)", "-(-1)")
    x = Value(0.7)
    y = same2(x) * x
    data, grads = run(f"{program(Tape.of(y))}\n{SWEEPS}")
    assert (data[-1], grads[0]) == (y.data, 1.4)


def test_a_users_own_row_is_spelled_too(run):
    swish2 = rule("swish2", "x * sigmoid(2 * x)", "sigmoid(2 * x) + 2 * x * dsigmoid(2 * x)")
    x = Value(0.7)
    y = swish2(x)
    data = run(program(Tape.of(y)) + "\nforward(tape); console.log(JSON.stringify(show(tape.data)))")
    assert data[-1] == pytest.approx(y.data, rel=1e-15)
