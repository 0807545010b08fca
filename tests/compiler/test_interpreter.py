"""The interpreter of fused tapes: graphs of any shape, alone and in lanes, with nothing compiled for them."""

import gc
import math
import random

import numpy as np
import pytest
from test_compiled_rows import EDGES, HELPED, STATIC, agrees, applied, close, points

from micrograd_like import MLP, Value, compile, exp, relu, tanh, value_and_grad
from micrograd_like.compiler import ready, tiers
from micrograd_like.rules import BUILT_IN

pytest.importorskip("llvmlite", reason="the interpreter needs llvmlite: pip install 'micrograd-like[jit]'")

from micrograd_like.compiler.backends import interpreter, machine_code, object_files

STEPS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "tanh": lambda a, b: tanh(a),
         "exp": lambda a, b: exp(tanh(b)), "relu": lambda a, b: relu(a) + b * 0.5}  # fmt: skip


def irregular(count, seed=0):
    """A function of a list of numbers: a random graph, every number of it used."""
    r = random.Random(seed)
    steps = [(STEPS[r.choice([*STEPS, "+", "*"])], r.random(), r.random()) for _ in range(count)]

    def f(xs):
        found, ends = list(xs), set(range(len(xs)))
        for step, *places in steps:
            i, j = (int(x * len(found)) for x in places)
            ends -= {i, j}
            ends.add(len(found))
            found.append(step(found[i], found[j]))
        return sum(tanh(found[k]) for k in sorted(ends))

    return f


def inputs(count=8, seed=1):
    r = random.Random(seed)
    return [r.gauss(0, 1) for _ in range(count)]


def test_a_random_graph_gives_the_engines_value_and_gradient():
    for seed in range(3):
        f = irregular(150, seed)
        program = compile(f, inputs(), backend="interpreter")
        for x in (inputs(), inputs(seed=2)):
            (value, slope), (got, grads) = value_and_grad(f)(x), program.value_and_grad(x)
            assert close([got], [value])
            assert close(grads, slope)


@pytest.mark.slow
def test_replays_are_kept_apart_and_outlive_their_programs():
    runs = []
    for k in range(70):  # more than functions are made at a time
        program = compile(lambda x, k=k: x * float(k), 1.0, backend="interpreter")
        assert program(2.0) == 2.0 * k
        runs.append((k, program._last.version.made["value"].machine))
    kept = [(k, machine.run, machine.numbers, machine.plan.outputs[0]) for k, machine in runs[::3]]
    del runs, program
    gc.collect()
    fresh = compile(lambda x: x + 100.0, 1.0, backend="interpreter")
    assert fresh(1.0) == 101.0  # a function that is free again
    for k, run, numbers, out in kept:
        numbers[0] = 3.0
        run()
        assert numbers[out] == 3.0 * k


@pytest.mark.slow
def test_a_graph_may_be_as_deep_as_it_is_long():
    def f(x):
        for _ in range(4_000):
            x = x * 0.9 + 0.1
        return x

    program = compile(f, 3.0, backend="interpreter")
    assert program.value_and_grad(3.0) == pytest.approx((1.0, 0.9**4_000), abs=1e-12)


def test_nothing_is_compiled_for_another_graph_with_the_same_formulas(monkeypatch):
    compile(irregular(80, 1), inputs(), backend="interpreter").value_and_grad(inputs())
    monkeypatch.setattr(machine_code, "optimized", lambda *_: pytest.fail("something was compiled"))
    monkeypatch.setattr(object_files, "read", lambda *_: pytest.fail("something was linked"))
    program = compile(lambda x: irregular(120, 2)(x) * 3.0, inputs(), backend="interpreter")
    assert close([program(inputs())], [irregular(120, 2)([*map(Value, inputs())]).data * 3.0])


def test_steps_that_come_again_and_again_are_a_phrase_and_give_the_engines_numbers():
    def f(xs):
        z = xs[0]
        for _ in range(60):
            z = ((z * xs[1] + xs[2]) / xs[3] - xs[1]).relu() + xs[2]
        return z.tanh()

    x = [0.3, 0.9, 0.2, 1.1]
    assert interpreter.LONG > 500
    program = compile(f, x, backend="interpreter")
    value, grads = program.value_and_grad(x)
    (machine,) = [ready.machine for key, ready in program._last.version.made.items() if key != "value"]
    assert not machine.phrases  # too few steps to be worth it
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(interpreter, "LONG", 100)
        quick = compile(f, x, backend="interpreter")
        assert quick.value_and_grad(x) == (value, grads)
        (machine,) = [ready.machine for key, ready in quick._last.version.made.items() if key != "value"]
    assert len(machine.phrases) == 2  # on the way there, and on the way back
    for x in ([0.5, -0.7, 0.1, 2.0], [-1.0, 1.2, 0.3, -0.8]):
        truth, slope = value_and_grad(f)(x)
        value, grads = quick.value_and_grad(x)
        assert close([value], [truth])
        assert close(grads, slope)
    assert quick.map([x, x]) == pytest.approx([f([*map(Value, x)]).data] * 2, rel=1e-14)


def test_a_number_in_a_formula_is_no_new_formula():
    for slope, power in ((0.1, 1.7), (0.2, 2.3)):
        f = lambda x: x.leaky_relu(slope) + (x * x + 1.0) ** power  # noqa: B023, E731
        program = compile(f, -2.0, backend="interpreter")
        assert program.value_and_grad(-1.5) == pytest.approx(value_and_grad(f)(-1.5), rel=1e-14)
        _, ready, _ = program._ready(())
        texts = {text for text, _ in ready.machine.formulas}
        assert {"leaky_relu(a, b)", "a ** b", "dpow(a, c, b)"} <= texts, texts


def test_a_replay_needs_at_most_40_bytes_for_each_step():
    program = compile(irregular(600, 5), inputs(50), backend="interpreter")
    program.value_and_grad(inputs(50))
    _, ready, _ = program._ready(())
    assert ready.machine.bytes <= 40 * program.stats()["nodes"]


def test_what_is_not_finite_is_what_the_engine_gives():
    program = compile(lambda x: (x * 2.0).log() + x.sqrt(), 1.0, backend="interpreter")
    value, slope = program.value_and_grad(0.0)
    assert (value, slope) == (-math.inf, math.inf)
    assert program.map([1.0, 0.0, -1.0])[1] == -math.inf
    assert math.isnan(program.map([1.0, 0.0, -1.0])[2])


def test_explain_and_source_show_the_tape():
    program = compile(lambda x, y: tanh(x * y) + y, 1.0, 2.0, backend="interpreter", argnums=(0, 1))
    assert program.explain(1.0, 2.0).splitlines()[0].endswith("0 matrix products, interpreter backend")
    assert "tanh(a) of v[" in program.source()
    assert "tanh(a)" in program.source("c")
    assert len(program.kernel_of()) == len(program.trace(1.0, 2.0).data)


# ---- lanes ----


@pytest.mark.slow
def test_every_row_gives_the_engines_numbers_alone_and_in_lanes():
    for name in sorted(BUILT_IN):
        f, count = applied(name), 2 * interpreter.REGISTERS * machine_code.host().width + 3
        batch = np.array([points(name, seed) for seed in range(count)])
        program = compile(f, list(batch[0]), backend="interpreter")
        values, grads = program.map_value_and_grad(batch)
        for k, (x, got, slope) in enumerate(
            zip(batch.tolist(), values.tolist(), grads.tolist(), strict=True)
        ):
            value, expected = program.value_and_grad(x)
            assert close([got], [value], 1.0, ulps=8), (name, got, value)
            scale = max(1.0, *map(abs, expected))  # cos(z) next to a zero has the absolute error of z
            assert close(slope, expected, scale, ulps=8), (name, slope, expected)
            if k < 3:
                truth, true = value_and_grad(f)(x)
                assert close([value], [truth], 1.0), (name, value, truth)
                assert close(expected, true, scale), (name, expected, true)
        assert not program.stats()["notes"], name


@pytest.mark.slow
def test_at_the_edges_every_row_gives_what_the_engine_gives():
    for name in sorted(n for n, row in BUILT_IN.items() if not row.lists and n not in HELPED):
        own = BUILT_IN[name]
        params = STATIC.get(name, tuple(own.params.values()))
        f = lambda xs, own=own, params=params: type(xs[0]).apply(own, xs, params)  # noqa: E731
        n = len(own.letters)
        program = compile(f, [0.7] * n, backend="interpreter")
        for x in EDGES:
            for y in EDGES if n == 2 else [0.7]:
                given = [x, y, 0.3][:n]
                (value, slope), (got, grads) = value_and_grad(f)(given), program.value_and_grad(given)
                assert agrees(got, value), (name, given, got, value)
                assert all(map(agrees, grads, slope)), (name, given, grads, slope)


@pytest.mark.slow
@pytest.mark.parametrize("width", ["1", "2", "4", "8"])
def test_registers_of_any_width_give_the_engines_numbers(width, monkeypatch):
    monkeypatch.setenv("MICROGRAD_LIKE_VECTOR", width)
    f = irregular(120, 7)
    batch = [inputs(seed=k) for k in range(37)]
    program = compile(f, batch[0], backend="interpreter")
    values, grads = program.map_value_and_grad(batch)
    for x, got, slope in zip(batch, values, grads, strict=True):
        value, expected = value_and_grad(f)(x)
        assert close([got], [value])
        assert close(slope, expected)


def test_a_model_is_shared_by_the_lanes():
    random.seed(2)
    model, r = MLP(3, [4, 1], activation="tanh"), random.Random(3)
    xs, ys = [[r.gauss(0, 1) for _ in range(3)] for _ in range(11)], [r.gauss(0, 1) for _ in range(11)]
    program, other = (compile(lambda m, x, y: (m(x) - y) ** 2, model, xs[0], ys[0], backend=b)
                      for b in ("interpreter", "python"))  # fmt: skip
    (mean, grads), (value, slope) = (p.mean_value_and_grad(model, xs, ys) for p in (program, other))
    assert close([mean, *grads.values()], [value, *slope.values()])
    model.parameters()[0].data += 1.0
    assert close(program.map(model, xs, ys), other.map(model, xs, ys))


# ---- backend="auto" ----


@pytest.mark.slow
def test_auto_takes_the_interpreter_for_a_big_irregular_graph_and_says_why():
    program = compile(irregular(1500, 3))
    program.value_and_grad(inputs())
    stats = program.stats()
    assert {plan["backend"] for plan in stats["plans"].values()} == {"interpreter"}
    assert any("steps of one form are there at once, on average; kernels pay from 12 on" in note
               for note in stats["notes"])  # fmt: skip


def test_auto_goes_on_to_the_interpreter_when_many_small_kernels_have_been_replayed_often(monkeypatch):
    monkeypatch.setattr(tiers, "START", 0.0)
    f = irregular(300, 4)
    program = compile(f)
    for _ in range(3):
        value, slope = program.value_and_grad(inputs())
    assert close([value, *slope], [x for part in [value_and_grad(f)(inputs())] for x in [part[0], *part[1]]])
    assert "interpreter" in {plan["backend"] for plan in program.stats()["plans"].values()}
    assert any("of" in note and "small kernels none is worth code of its own" in note
               for note in program.stats()["notes"])  # fmt: skip


def test_an_interpreter_that_gives_other_numbers_is_told_of_and_not_taken(monkeypatch):
    monkeypatch.setattr(tiers, "START", 0.0)
    monkeypatch.setattr(ready, "alike", lambda *_: False)
    program = compile(irregular(300, 4))
    first, *others = [program.value_and_grad(inputs()) for _ in range(3)]
    assert others == [first, first]
    assert "interpreter" not in {plan["backend"] for plan in program.stats()["plans"].values()}
    assert "the interpreter gave other numbers" in program.stats()["notes"][-1]
