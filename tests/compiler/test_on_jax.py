"""The jax backend: the engine's numbers, one device or eight, and StableHLO.  Skipped where jax is missing."""

import math
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from test_compiled_rows import applied, close, points

from micrograd_like import MLP, compile, value_and_grad, where
from micrograd_like.compiler.tape import NoFormulaError
from micrograd_like.rules import BUILT_IN

jax = pytest.importorskip("jax", reason="the jax backend needs jax: pip install 'micrograd-like[jax]'")


def squares(model, x, y):
    return (model(x) - y) ** 2


@pytest.fixture
def net():
    random.seed(3)
    r = random.Random(4)
    xs = [[r.gauss(0, 1), r.gauss(0, 1)] for _ in range(21)]
    return MLP(2, [5, 1], activation="tanh"), xs, [math.sin(x + y) for x, y in xs]


LOOSE = {"polygamma": 256}  # jax has the gamma function as exp(lgamma)


@pytest.mark.slow
def test_every_row_gives_the_engines_value_and_gradient_in_jax():
    for name in sorted(BUILT_IN):
        f = applied(name)
        program = compile(f, points(name, 0), backend="jax")
        for seed in range(3):
            x = points(name, seed)
            (value, slope), (got, grads) = value_and_grad(f)(x), program.value_and_grad(x)
            assert close([got], [value], 1.0), (name, got, value)
            assert close(grads, slope, ulps=LOOSE.get(name, 64)), (name, grads, slope)
        assert not program.stats()["notes"], name


@pytest.mark.slow
def test_what_is_not_finite_is_what_the_engine_gives():
    program = compile(lambda x: where(x > 0, x.sqrt(), x) + 1 / x, 2.0, backend="jax")
    assert program.value_and_grad(0.0) == (math.inf, -math.inf)
    assert program.value_and_grad(-2.0) == (-2.5, 0.75)


@pytest.mark.slow
def test_the_users_setting_of_jax_stays_as_it_is(net):
    before = jax.config.jax_enable_x64
    model, xs, ys = net
    program = compile(squares, model, xs[0], ys[0], backend="jax")
    program.mean_value_and_grad(model, xs, ys)
    assert jax.config.jax_enable_x64 == before
    assert jax.numpy.ones(1).dtype == ("float64" if before else "float32")


@pytest.mark.slow
def test_the_mean_over_examples_is_that_of_the_python_backend(net):
    model, xs, ys = net
    program, other = (compile(squares, model, xs[0], ys[0], backend=b) for b in ("jax", "python"))
    (mean, grads), (value, slope) = (p.mean_value_and_grad(model, xs, ys) for p in (program, other))
    assert close([mean], [value])
    assert close([*grads.values()], [*slope.values()])
    assert close(program.map(model, xs, ys), other.map(model, xs, ys))
    pairs = zip(*(p.map_value_and_grad(model, xs, ys)[1] for p in (program, other)), strict=True)
    assert all(close([*a.values()], [*b.values()]) for a, b in pairs)


@pytest.mark.slow
def test_a_program_comes_as_stablehlo_that_gives_the_same(net):
    model, xs, ys = net
    program = compile(squares, model, xs[0], ys[0], backend="jax")
    value, grads = program.value_and_grad(model, xs[0], ys[0])
    text = program.source("stablehlo")
    assert "stablehlo.tanh" in text
    assert "tensor<24xf64>" in text
    _, ready, _ = program._ready(())
    with jax.enable_x64(True):
        found = ready.machine.exported().call(ready.machine.numbers[:24]).tolist()
    assert found == [value, *grads.values()]


def test_a_row_that_jax_cannot_have_is_named(monkeypatch):
    from micrograd_like.compiler.backends import jax_words

    monkeypatch.delitem(jax_words.OWN, "erf")
    with pytest.raises(NoFormulaError, match="jax has no 'erf', and its row is no formula"):
        jax_words.JaxWords({}).word("erf")


ON_EIGHT = """
import jax, numpy, random, sys
from micrograd_like.compiler.backends.on_jax import _spread
from micrograd_like import MLP, compile
assert len(jax.devices()) == int(sys.argv[1]), jax.devices()
random.seed(3)
model = MLP(2, [5, 1], activation="tanh")
xs, ys = [[k / 21, 1 - k / 7] for k in range(21)], [(-1.0) ** k for k in range(21)]
program = compile(lambda m, x, y: (m(x) - y) ** 2, model, xs[0], ys[0], backend="jax")
value, grads = program.mean_value_and_grad(model, xs, ys)
print(repr([value, *grads.values()]))
print(repr(program.map(model, xs, ys)))
print(len(_spread(numpy.ones((21, 3)))[0].sharding.device_set))
"""


@pytest.mark.slow
def test_eight_devices_give_what_one_gives():
    home = str(Path(__file__).parents[2])
    found = []
    for count in (1, 8):
        flags = f"--xla_force_host_platform_device_count={count}"
        env = {**os.environ, "XLA_FLAGS": flags, "JAX_PLATFORMS": "cpu", "PYTHONPATH": home}
        command = [sys.executable, "-c", ON_EIGHT, str(count)]
        run = subprocess.run(command, check=False, env=env, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        mean, rows, devices = map(eval, run.stdout.splitlines())
        assert devices == count
        found.append((mean, rows))
    (mean, rows), (other, others) = found
    assert close(mean, other, ulps=8)
    assert close(rows, others, ulps=8)
    assert len(rows) == 21
