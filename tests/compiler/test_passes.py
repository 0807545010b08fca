"""What the passes find: matrix products, few kernels, the same plan for a shuffled sum; programs at random."""

import ctypes
import json
import math
import random
import shutil
import subprocess
from itertools import pairwise

import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import MLP, Value, compile, losses, optim, softmax, value_and_grad, where
from micrograd_like.comparing.workloads import (
    document_loss,
    gpt_example,
    gpt_loss,
    gpt_weights,
    moons,
    moons_loss,
    padded,
)
from micrograd_like.compiler.javascript import literal
from micrograd_like.compiler.rewriting import derivative, read, show
from micrograd_like.compiler.shorten import shorter
from micrograd_like.rules import BUILT_IN


def near(a, b, ulps=64):
    scale = max([abs(x) for x in b if math.isfinite(x)], default=1.0) or 1.0
    return len(a) == len(b) and all(
        x == y or abs(x - y) <= ulps * 2.3e-16 * scale for x, y in zip(a, b, strict=True)
    )


def demo(seed=1337, sizes=(16, 16, 1)):
    random.seed(seed)
    return MLP(2, list(sizes))


def plan_of(program, key=None):
    plans = program.stats()["plans"]
    (found,) = [plans[k] for k in plans if "gradient" in k]
    return found["kernels"], found["products"]


# ---- matrices, rediscovered ----


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["python", "numpy"])
def test_moons_becomes_at_most_30_kernels_with_at_least_5_matrix_products(backend):
    model, (points, sides) = demo(), moons()
    program = compile(moons_loss, model, points, sides, backend=backend)
    _, grads = program.value_and_grad(model, points, sides)
    kernels, products = plan_of(program)
    assert kernels <= 30
    assert products >= 5
    for p in model.parameters():
        p.data *= 1.1
    loss = moons_loss(model, points, sides)
    loss.backward()
    value, grads = program.value_and_grad(model, points, sides)
    assert abs(value - loss.data) < 1e-15
    assert near(list(grads.values()), [p.grad for p in model.parameters()])


@pytest.mark.slow
def test_a_scalar_gpt_becomes_at_most_110_kernels_with_at_least_16_products():
    weights, tokens, targets = gpt_example()
    program = compile(gpt_loss, weights, tokens, targets, argnums=(0, 1))
    value, (by_weight, by_token) = program.value_and_grad(weights, tokens, targets)
    kernels, products = plan_of(program)
    assert kernels <= 110
    assert products >= 16
    leaves = {name: [[Value(w) for w in row] for row in rows] for name, rows in weights.items()}
    read = [[Value(x) for x in row] for row in tokens]
    loss = gpt_loss(leaves, read, targets)
    loss.backward()
    assert abs(value - loss.data) < 1e-14
    flat = lambda rows: [x for row in rows for x in row]  # noqa: E731
    got = [x for name in weights for x in flat(by_weight[name])] + flat(by_token)
    assert near(got, [v.grad for name in leaves for v in flat(leaves[name])] + [v.grad for v in flat(read)])


@pytest.mark.slow
def test_digits_become_at_most_40_kernels_with_at_least_12_products():
    random.seed(1)
    model, r = MLP(64, [32, 10]), random.Random(2)
    pixels = [[r.random() for _ in range(64)] for _ in range(32)]
    classes = [r.randrange(10) for _ in range(32)]
    program = compile(lambda m, xs: losses.cross_entropy([m(x) for x in xs], classes), model, pixels)
    _, grads = program.value_and_grad(model, pixels)
    kernels, products = plan_of(program)
    assert (kernels <= 40, products >= 12) == (True, True), (kernels, products)
    losses.cross_entropy([model(x) for x in pixels], classes).backward()
    assert near(list(grads.values()), [p.grad for p in model.parameters()])


def test_the_plan_reads_as_the_matrix_equations():
    random.seed(3)
    model = MLP(2, [4, 3, 1], activation="tanh")
    xs, ys = [[0.1 * i, 0.3 - 0.05 * i] for i in range(5)], [0.2 * i for i in range(5)]
    cost = lambda m, xs, ys: sum((m(x) - y) ** 2 for x, y in zip(xs, ys, strict=True))  # noqa: E731
    program = compile(cost, model, xs, ys)
    program.grad(model, xs, ys)
    lines = [line.split("    #")[0] for line in program.explain().splitlines()]
    for line in ("z1[4x5] = W1[4x2] . x1'[2x5] + b1", "a1[4x5] = tanh(z1)", "z2[3x5] = W2[3x4] . a1[4x5] + b2",
                 "a2[3x5] = tanh(z2)", "da1[4x5] = W2'[4x3] . dz2[3x5]", "dW2[3x4] = dz2[3x5] . a1'[5x4]",
                 "dW1[4x2] = dz1[4x5] . x1[5x2]", "db2[3] = sum of 5 (dz2)"):  # fmt: skip
        assert line in lines


def test_models_from_outside_lend_their_names():
    model, xs = demo(sizes=(3, 1)), [[0.1, 0.2], [0.3, -0.4], [0.7, 1.5]]
    program = compile(lambda: sum(model(x) for x in xs))
    program.grad()
    assert "W1[3x2] . (constants)'[2x3] + b1" in program.explain()


def test_a_shuffled_sum_compiles_the_same():
    def shuffled(seed):
        def f(w, xs):
            total = 0.0
            for x in xs:
                order = list(range(6))
                random.Random(seed).shuffle(order)
                rows = [sum(w[r][k] * x[k] for k in order) for r in range(4)]
                total = total + sum(row.tanh() for row in rows)
            return total

        return f

    w, xs = (
        [[0.1 * (i + 2 * j) for j in range(6)] for i in range(4)],
        [[0.2 * i - j for j in range(6)] for i in range(5)],
    )
    first, second = (compile(shuffled(seed), w, xs, backend="numpy") for seed in (1, 2))
    assert first.value_and_grad(w, xs) == second.value_and_grad(w, xs)
    assert first.explain().splitlines()[1].startswith("t1[5x4] = x1[5x6] . x0'[6x4]")
    assert plan_of(first) == plan_of(second)


# ---- programs at random ----

ONE = [
    "tanh",
    "exp",
    "relu",
    "sin",
    "sigmoid",
    "softplus",
    "abs",
    "square",
    "neg",
    "gelu",
    "leaky_relu",
    "elu",
    "cos",
]


def random_program(seed):
    """A function of five numbers made of 40 operations drawn at random; branches by where among them."""
    r = random.Random(seed)
    steps = []
    for k in range(40):
        kind = r.choice(["one", "one", "add", "mul", "sub", "div", "where", "fold", "pow"])
        steps.append(
            (kind, r.choice(ONE), [r.randrange(5 + k) for _ in range(4)], r.choice(["sum", "softmax", "max"]))
        )

    def f(xs):
        made = list(xs)
        for kind, name, places, fold in steps:
            made.append(step(kind, name, fold, *(made[k] for k in places)))
        return sum(x.tanh() for x in made[5:])

    return f


def step(kind, name, fold, a, b, c, d):  # noqa: PLR0917
    """One operation of a program at random."""
    if kind == "one":
        return getattr(a.tanh(), name)()
    if kind == "where":
        return where(a > b, c * 0.5, d.tanh())
    if kind == "fold" and fold == "max":
        return (a * 0.5).abs() + mg.max(b, c)
    if kind == "fold":
        return softmax([a, b, c])[1] if fold == "softmax" else (a + b + c + d) * 0.25
    if kind == "pow":
        return (a * a + 1.0) ** 0.5
    if kind == "div":
        return a / (b * b + 1.0)
    return {"add": a + b, "mul": a.tanh() * b, "sub": a - b}[kind]


@every("backend", ["python", "numpy"])
@every("seed", range(2))
def test_a_program_at_random_gives_the_engines_numbers_also_on_other_branches(seed, backend):
    program_agrees(seed, backend)


@pytest.mark.slow
@every("backend", ["python", "numpy"])
@every("seed", range(2, 8))
def test_more_programs_at_random_give_the_engines_numbers(seed, backend):
    program_agrees(seed, backend)


def program_agrees(seed, backend):
    f, r = random_program(seed), random.Random(seed)
    program = compile(f, [r.gauss(0, 1) for _ in range(5)], backend=backend)
    for _ in range(4):
        x = [r.gauss(0, 1) for _ in range(5)]
        value, slope = value_and_grad(f)(x)
        got, grads = program.value_and_grad(x)
        assert abs(got - value) <= 1e-14 * max(1.0, abs(value))
        assert near(grads, slope, 512)


# ---- text in other languages ----


def small_program():
    random.seed(5)
    model = MLP(2, [3, 2], activation="tanh")
    f = lambda m, x: sum(p.log() * (k + 1) for k, p in enumerate(softmax(m(x)))) + where(x[0] > 0, x[1], x[0])  # noqa: E731
    program = compile(f, model, [0.5, -1.0])
    program.grad(model, [0.5, -1.0])
    return program, model


LIFTED = {"acosh": 1.0}  # operands lie between 0.3 and 0.7, or by so much higher
ROWS = [row for name, row in BUILT_IN.items() if not (row.internal or row.params or row.constant)]


def program_of_all_rows(seed):
    """A function of five numbers and an index: every public row once, picks, branches and random numbers."""
    r, rows = random.Random(seed), [*ROWS]
    r.shuffle(rows)
    places = [[r.randrange(5 + k) for _ in range(4)] for k in range(len(rows))]

    def f(xs, k):
        made = list(xs)
        for row, at in zip(rows, places, strict=True):
            given = [mg.sigmoid(made[p]) * 0.4 + (0.3 + LIFTED.get(row.name, 0.0)) for p in at]
            picked = mg.pick(given, k) * (random.random() - 0.5)
            operands = [given if x in row.lists else given[i] for i, x in enumerate(row.letters)]
            z = row(*operands)
            z = z[2] if row.each else z
            made.append(where(picked > made[at[0]], z * made[at[1]], mg.max(z.tanh(), picked)))
        return sum(x.tanh() for x in made[5:])

    return f


@pytest.mark.parametrize(
    ("seed", "backend"),
    [
        (0, "numpy"),
        *(
            pytest.param(*case, marks=pytest.mark.slow)
            for case in ((0, "python"), (1, "python"), (2, "numpy"))
        ),
    ],
)
def test_a_program_of_all_rows_has_the_engines_numbers_for_other_branches_indices_and_draws(seed, backend):
    f, r = program_of_all_rows(seed), random.Random(seed)
    program = compile(f, [r.gauss(0, 1) for _ in range(5)], 0, backend=backend)
    for k in range(4):
        x = [r.gauss(0, 1) for _ in range(5)]
        random.seed(k)
        value, slope = value_and_grad(lambda xs, k=k: f(xs, k))(x)
        random.seed(k)
        got, grads = program.value_and_grad(x, k)
        assert abs(got - value) <= 1e-13 * max(1.0, abs(value))
        assert near(grads, slope, ulps=512), (grads, slope)
    assert program.stats()["shapes"] == 1


@pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")
def test_the_program_as_c_compiles_and_gives_the_same(tmp_path):
    program, model = small_program()
    (tmp_path / "p.c").write_text(program.source("c"), encoding="utf-8")
    flags = ["-O1", "-Wall", "-Werror", "-ffp-contract=off", "-shared", "-fPIC"]
    subprocess.run(["cc", *flags, tmp_path / "p.c", "-o", tmp_path / "p.so", "-lm"], check=True)
    lib, (version, ready, wrt) = ctypes.CDLL(str(tmp_path / "p.so")), program._ready(())
    v = (ctypes.c_double * ready.plan.size)()
    lib.constants(v)
    for x in ([0.5, -1.0], [-0.25, 2.0]):
        v[: version.inputs] = [*(p.data for p in model.parameters()), *x]
        lib.replay(v)
        value, grads = program.value_and_grad(model, x)
        at = ready.plan.gradients
        assert abs(v[ready.plan.outputs[0]] - value) < 1e-14
        assert near(v[at : at + len(wrt)], list(grads.values()))


def test_the_program_as_javascript_runs_and_gives_the_same(javascript):
    program, model = small_program()
    numbers = [*(p.data for p in model.parameters()), -0.25, 2.0]
    sets = "".join(f"tape.data[{k}] = {literal(x)};" for k, x in enumerate(numbers))
    shown = "console.log(JSON.stringify([tape.data[tape.output], tape.grads.map(g => g === null ? 0 : g)]));"
    value, grads = json.loads(
        javascript(f"{program.source('javascript')}\n{sets} forward(tape); backward(tape); {shown}")
    )
    expected, slope = program.value_and_grad(model, [-0.25, 2.0])
    assert abs(value - expected) < 1e-14
    assert near(grads[: len(slope)], list(slope.values()))


def test_sources_are_shown_and_other_languages_refused():
    program, _ = small_program()
    assert program.source("python").startswith("def replay(v):")
    assert "matmul(" in program.source("numpy") or "multiply(" in program.source("numpy")
    with pytest.raises(
        ValueError,
        match=r"^source takes one of python, numpy, llvm, c, javascript, stablehlo first, .* but got 'basic'$",
    ):
        program.source("basic")


# ---- formulas ----


def test_derivatives_of_formulas_come_from_the_rows():
    assert show(derivative("where(a <= 0, 0, tanh(a) * b)", "a")) == "where(a <= 0, 0, b * sech2(a))"
    assert show(derivative("a / b", "b")).startswith("where(abs(a / b) < 2.2250738585072014e-308")
    assert show(derivative("exp(a * a)", "a")) == "exp(a * a) * (a + a)"
    assert show(read("x + 1")) == "x + 1"


def test_short_formulas_equal_the_rows_where_all_is_finite():
    from micrograd_like.compiler.backends.on_numpy import NumPyMachine  # noqa: F401
    from micrograd_like.compiler.shared_graph import function

    texts = {"relu(a)": "maximum(a, 0)", "where(b <= 0, 0, where(b > 0, a, nan * a))": "a * (b > 0)",
             "where(b < 0, 0, where(b > 1, 0, where(b == b, a, nan * a)))": "(a * (b <= 1)) * (b >= 0)"}  # fmt: skip
    for careful, short in texts.items():
        assert shorter(careful).replace(" ", "") in (short.replace(" ", ""), "a*(b<=1)*(b>=0)")
        count = 2 if "b" in careful else 1
        for a, b in pairwise([-1.5, 0.5, 0.25, 3.0, -2.0, 0.0, 1.0]):
            own = eval(shorter(careful), {"maximum": max, "a": a, "b": b})
            assert own == function(careful, count)(*(a, b)[:count])


@pytest.mark.slow
def test_deep_graphs_need_no_recursion():
    def deep(x):
        for _ in range(1200):  # Python's limit is 1000
            x = (x + 0.001).sin()
        return x

    program = compile(deep, 0.5)
    assert program(0.25) == value_and_grad(deep)(0.25)[0]
    assert abs(program.grad(0.25) - value_and_grad(deep)(0.25)[1]) < 1e-15


@pytest.mark.slow
def test_sixty_steps_of_a_gpt_over_eight_lengths_have_the_losses_of_the_engine_with_one_plan():
    r = random.Random(3)
    documents = [[0, *(r.randrange(1, 27) for _ in range(n - 1)), 0] for n in range(1, 9)]
    found = []
    for compiled in (False, True):
        weights = {name: [[Value(x) for x in row] for row in rows] for name, rows in gpt_weights().items()}
        weights["wpe"] = weights["wpe"][:8]
        parameters = [w for rows in weights.values() for row in rows for w in row]
        optimizer = optim.Adam(parameters, lr=0.01, betas=(0.85, 0.99))
        program = compile(lambda *given, w=weights: document_loss(w, *given))
        step, losses = program.training_step(optimizer), []
        for k in range(60):
            document = documents[k % 8]
            if compiled:
                losses.append(step(*padded(document, 8)))
                continue
            optimizer.zero_grad()
            loss = document_loss(weights, *padded(document, len(document) - 1))
            loss.backward()
            optimizer.step()
            losses.append(loss.data)
        found.append(losses)
    assert step.shapes == 1
    assert max(abs(a - b) / abs(a) for a, b in zip(*found, strict=True)) < 1e-12
