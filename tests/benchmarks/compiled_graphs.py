"""Graphs without matrices, compiled: second derivatives, random graphs, a long replay, the cost of a gradient.

    python tests/benchmarks/compiled_graphs.py [ROUNDS] [--long] [--only NAME] [--json FILE]

--long replays the graph of 10,000 operations 10,000 times, else it is 200 times.  How times are taken, and
what the tables say: compiled.py.
"""

from __future__ import annotations

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import math
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from compiled import run
from interleaved import Call, casadi, figures, held, jax, machine_of, race

import micrograd_like as m
from micrograd_like import Value, compile, hessian, hvp

BACKENDS = ("numpy", "python")

# ---- second derivatives of Rosenbrock's function ----


def rosenbrock(x: Any) -> Any:
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in pairwise(x))


def race_hessian(rounds: int, n: int = 50) -> dict[str, Any]:
    x = [0.5 + 0.1 * i / n for i in range(n)]
    print(f"\nHessian of Rosenbrock's function, n = {n}")
    truth, calls = hessian(rosenbrock)(x), {}
    for backend in BACKENDS:
        program = compile(rosenbrock, x, backend=backend)
        held(backend, program.hessian(x), truth)
        calls[f"ours, {backend}"] = partial(program.hessian, x)
    calls["our engine"] = lambda: hessian(rosenbrock)(x)
    if jax:
        f, given = jax.jit(jax.hessian(on_arrays)), jax.numpy.array(x)
        held("jax", f(given), truth)
        calls["jax.jit"] = lambda: f(given).block_until_ready()
    if casadi:
        s = casadi.SX.sym("x", n)
        second = casadi.Function("h", [s], [casadi.hessian(rosenbrock(casadi.vertsplit(s)), s)[0]])
        held("casadi", second(x).full(), truth)
        calls["casadi"] = lambda: second(x)
    return {"times": race(calls, rounds)}


def on_arrays(x: Any) -> Any:
    return jax.numpy.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def race_hvp(rounds: int, n: int = 50) -> dict[str, Any]:
    x, v = [0.5 + 0.1 * i / n for i in range(n)], [math.sin(i) for i in range(n)]
    print(f"\nHessian of Rosenbrock's function times a vector, n = {n}")
    truth, calls = hvp(rosenbrock, (x,), (v,))[0], {}
    for backend in BACKENDS:
        program = compile(rosenbrock, x, backend=backend)
        held(backend, program.hvp((x,), (v,))[0], truth)
        calls[f"ours, {backend}"] = partial(program.hvp, (x,), (v,))
    calls["our engine"] = lambda: hvp(rosenbrock, (x,), (v,))
    if jax:
        f = jax.jit(lambda x, v: jax.jvp(jax.grad(on_arrays), (x,), (v,))[1])
        given = jax.numpy.array(x), jax.numpy.array(v)
        held("jax", f(*given), truth)
        calls["jax.jit"] = lambda: f(*given).block_until_ready()
    return {"times": race(calls, rounds)}


# ---- random graphs ----

WIDTHS = {"shallow": 0, "windowed": 50, "deep": 2}  # how far back an operand lies; 0: anywhere


def random_graph(kind: str, n: int, seed: int = 0) -> Callable[[Any], Any]:
    """A function of 20 numbers, of n operations whose operands lie as far back as the kind says."""
    r, steps = random.Random(f"{kind} {seed}"), []
    for i in range(20, 20 + n):
        first = max(0, i - WIDTHS[kind]) if WIDTHS[kind] else 0
        steps.append((r.choice("*+-tsm"), r.randrange(first, i), r.randrange(first, i)))

    def f(xs: Any, lib: Any = m) -> Any:
        found = list(xs)
        for word, a, b in steps:
            x, y = found[a], found[b]
            match word:
                case "*":
                    found.append(x * y + x)
                case "+":
                    found.append((x + y) * 0.7)
                case "-":
                    found.append(x - y)
                case "m":
                    found.append(lib.tanh(x * y))
                case _:
                    found.append(lib.tanh(x) if word == "t" else lib.sin(x))
        return sum(found)

    return f


def race_random(rounds: int, n: int = 2000) -> dict[str, Any]:
    return {kind: race_graph(rounds, kind, n) for kind in WIDTHS}


def race_graph(rounds: int, kind: str, n: int) -> dict[str, Any]:
    f, x = random_graph(kind, n), [math.cos(i) for i in range(20)]
    found = figures(f"random graph, {kind}", lambda: (compile(f, backend="numpy"), (x,)))
    leaves, calls = [Value(c) for c in x], {}
    f(leaves).backward()
    truth = [v.grad for v in leaves]
    for backend in BACKENDS:
        machine, grads = machine_of(compile(f, backend=backend), x)
        held(backend, grads(), truth)
        calls[f"ours, {backend}"] = machine.run
    calls["our engine"] = lambda: f(leaves).backward()
    if casadi:
        calls["casadi"] = by_casadi(lambda s: f(s, casadi), x, truth)
    return {**found, "times": race(calls, rounds)}


def by_casadi(f: Callable, x: list[float], truth: list[float]) -> Call:
    """Value and gradient by casadi's graph of scalars."""
    s = casadi.SX.sym("x", len(x))
    out = f(casadi.vertsplit(s))
    both = casadi.Function("f", [s], [out, casadi.gradient(out, s)])
    held("casadi", both(x)[1].full(), truth)
    return lambda: both(x)


# ---- 10,000 operations, replayed again and again ----


def mixed_graph(n: int = 10_000, seed: int = 0) -> Callable[[Any], Any]:
    """n operations in turn: softplus, a sum of 4, a product, a softmax of 4, each of what is near by."""
    r = random.Random(seed)
    places = [[r.randrange(1, 40) for _ in range(4)] for _ in range(n)]

    def f(xs: Any) -> Any:
        found = list(xs)
        for i, back in enumerate(places):
            near = [found[-b] for b in back]
            match i % 4:
                case 0:
                    found.append(m.softplus(near[0]))
                case 1:
                    found.append(m.total(near) * 0.25)
                case 2:
                    found.append(near[0] * near[1] * 0.5)
                case 3:
                    found.append(m.softmax(near)[0])
        return sum(found[-40:])

    return f


def race_replays(rounds: int) -> dict[str, Any]:
    f, x, count = mixed_graph(), [math.sin(i) for i in range(40)], 10_000 if "--long" in sys.argv else 200
    program = compile(f, backend="auto")
    found = figures(
        "10,000 operations: softplus, sum of 4, product, softmax of 4",
        lambda: (compile(f, backend="auto"), (x,)),
    )
    machine, grads = machine_of(program, x)
    leaves = [Value(c) for c in x]
    f(leaves).backward()
    held("ours", grads(), [v.grad for v in leaves])
    start = time.process_time()
    for k in range(count):
        machine.numbers[k % 40] = math.sin(k)
        machine.run()
    seconds = time.process_time() - start
    print(f"  {count:,} replays of value and gradient, {machine.name}: {seconds:.2f} s, "
          f"{1e6 * seconds / count:.0f} us each")  # fmt: skip
    calls = {f"ours, {machine.name}": machine.run, "our engine": lambda: f(leaves).backward()}
    times = race(calls, rounds, f"ours, {machine.name}")
    return {**found, "replays": count, "seconds": seconds, "times": times}


# ---- the cheap gradient: its cost does not grow with the number of inputs ----


def race_cheap(rounds: int) -> dict[str, Any]:
    print("\ncost of value and gradient over that of the value, by the number of inputs")
    found = {}
    for n in (1, 10, 100, 1000):
        f, x = partial(_speelpenning, n), [1.0 + 0.1 * math.sin(i) for i in range(n)]
        row = {}
        for backend in BACKENDS:
            program = compile(f, x, backend=backend)
            program.value_and_grad(x)
            plans = program._last.version.made
            value, both = plans["value"].machine.run, plans["gradient", range(n)].machine.run
            row[backend] = ratio(value, both, rounds)
        leaves = [Value(c) for c in x]
        row["engine"] = ratio(lambda leaves=leaves, f=f: f(leaves), lambda leaves=leaves, f=f: f(leaves).backward(),
                              rounds)  # fmt: skip
        found[n] = row
        print(f"  {n:5d} inputs   " + "   ".join(f"{name} x{times:.2f}" for name, times in row.items()))
    return found


def _speelpenning(n: int, xs: Any) -> Any:
    """A product of all inputs that is made of 2,000 multiplications, whatever their number."""
    found: Any = 1.0
    for i in range(2000):
        found = found * m.tanh(xs[i % n]) + 0.5
    return found


def ratio(value: Call, both: Call, rounds: int) -> float:
    """The median of the ratios in each round."""
    found = []
    for _ in range(rounds):
        spans = []
        for call in (value, both):
            start, count = time.process_time(), 0
            while not count or time.process_time() - start < 0.02:
                call()
                count += 1
            spans.append((time.process_time() - start) / count)
        found.append(spans[1] / spans[0])
    return float(np.median(found))


RACES = {"hessian": race_hessian, "hvp": race_hvp, "random": race_random, "replays": race_replays,
         "cheap": race_cheap}  # fmt: skip

if __name__ == "__main__":
    run(RACES)
