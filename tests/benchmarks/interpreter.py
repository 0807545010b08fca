"""Graphs of any shape on the interpreter, alone and in lanes, beside casadi, torch and jax.

    python tests/benchmarks/interpreter.py [ROUNDS] [--only WORD]      about two minutes with 5 rounds

Each workload gives a table: the median processor time of a call, and its ratio to ours in the same round with
the smallest and the largest; the control is ours a second time.  All in one process, interleaved, one thread,
doubles.  casadi runs its own interpreter through its buffers, which is the quickest way to call it; "call" is
the way a user writes it, for both.  Peers run where they can be imported.
"""

from __future__ import annotations

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import argparse
import platform
import random
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import interleaved
import numpy as np
from interleaved import Call, casadi, jax, torch

from micrograd_like import compile
from micrograd_like.comparing.workloads import chain


def race(title: str, calls: dict[str, Call], rounds: int) -> dict[str, float]:
    """Print and give the median time of each call in microseconds; the first one is ours."""
    print(f"\n{title}")
    return {name: found["us"] for name, found in interleaved.race(calls, rounds, next(iter(calls))).items()}


def ours(f: Callable, x: Sequence[float]) -> tuple[Any, Any, float]:
    """The program of value and gradient, its machine, and the seconds from nothing to the first result."""
    start = time.process_time()
    program = compile(f, backend="interpreter")
    program.value_and_grad(list(x))
    seconds = time.process_time() - start
    return program, program._ready(())[1].machine, seconds


def theirs(f: Callable, x: Sequence[float], truth: Sequence[float]) -> tuple[Call, Call, float]:
    """casadi: a replay through its buffers, a call as a user writes it, and the seconds to build it."""
    start = time.process_time()
    given = casadi.SX.sym("x", len(x))
    y = f([Symbol(given[i]) for i in range(len(x))]).x
    whole = casadi.Function("f", [given], [y, casadi.gradient(y, given)])
    seconds = time.process_time() - start
    numbers, value, grad = np.array(x, float), np.zeros(1), np.zeros(len(x))
    buffer, run = whole.buffer()
    buffer.set_arg(0, memoryview(numbers))
    buffer.set_res(0, memoryview(value))
    buffer.set_res(1, memoryview(grad))
    run()
    held("casadi", grad, truth)
    KEPT.append((whole, buffer, numbers, value, grad))
    return run, lambda: whole(numbers), seconds


KEPT: list[Any] = []  # what casadi's replays read and write


class Symbol:
    """A number of casadi's with the names that Values have."""

    def __init__(self, x: Any):
        self.x = x

    def __add__(self, y: Any) -> Symbol:
        return Symbol(self.x + getattr(y, "x", y))

    def __sub__(self, y: Any) -> Symbol:
        return Symbol(self.x - getattr(y, "x", y))

    def __mul__(self, y: Any) -> Symbol:
        return Symbol(self.x * getattr(y, "x", y))

    def __truediv__(self, y: Any) -> Symbol:
        return Symbol(self.x / getattr(y, "x", y))

    def __pow__(self, y: float) -> Symbol:
        return Symbol(self.x**y)

    def __rsub__(self, y: float) -> Symbol:
        return Symbol(y - self.x)

    def tanh(self) -> Symbol:
        return Symbol(casadi.tanh(self.x))

    def exp(self) -> Symbol:
        return Symbol(casadi.exp(self.x))

    def relu(self) -> Symbol:
        return Symbol(casadi.fmax(self.x, 0))

    __radd__, __rmul__ = __add__, __mul__


def held(name: str, got: Any, truth: Any) -> None:
    """Stop where a gradient is not ours."""
    got, truth = np.asarray(got, float).ravel(), np.asarray(truth, float).ravel()
    apart = float(np.abs(got - truth).max() / np.abs(truth).max())
    if apart > 1e-11:
        raise SystemExit(f"{name}: the gradient differs by {apart:.1e} of its largest number")


def rosenbrock(x: Sequence) -> Any:
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in pairwise(x))


def speelpenning(x: Sequence) -> Any:
    whole = x[0]
    for a in x[1:]:
        whole = whole * a
    return whole


class Irregular:
    """A random graph: 30 % +, 15 % -, 35 % *, 12 % tanh, 4 % exp(tanh), 4 % relu.

    Each step reads a number that nothing has read yet, and any other; what is left is added up.
    """

    def __init__(self, operations: int, inputs: int, seed: int = 1):
        r = random.Random(seed)
        self.steps, self.ends = [], list(range(inputs))
        for n in range(inputs, inputs + operations):
            (word,) = r.choices(("add", "sub", "mul", "tanh", "exp", "relu"), (30, 15, 35, 12, 4, 4))
            k = r.randrange(len(self.ends))
            self.steps.append((word, self.ends[k], r.randrange(n)))
            self.ends[k] = n

    def __call__(self, xs: Sequence) -> Any:
        found = list(xs)
        for word, i, j in self.steps:
            a, b = found[i], found[j]
            found.append(
                a + b if word == "add" else a - b if word == "sub" else a * b if word == "mul"
                else tanh(a) if word == "tanh" else exp(tanh(a)) if word == "exp" else relu(a)
            )  # fmt: skip
        return sum(tanh(found[k]) for k in self.ends) * (1.0 / len(self.ends))


def tanh(x: Any) -> Any:
    return x.tanh() if hasattr(x, "tanh") else jax.numpy.tanh(x)


def exp(x: Any) -> Any:
    return x.exp() if hasattr(x, "exp") else jax.numpy.exp(x)


def relu(x: Any) -> Any:
    return x.relu() if hasattr(x, "relu") else jax.numpy.maximum(x, 0.0)


def normal(n: int, seed: int = 0) -> list[float]:
    r = random.Random(seed)
    return [r.gauss(0, 1) for _ in range(n)]


def textbook(rounds: int) -> None:
    """Rosenbrock's and Speelpenning's functions of 10 to 10,000 variables."""
    for n in (10, 100, 1000, 10_000):
        for f, x in ((rosenbrock, normal(n)), (speelpenning, [1 + 0.01 * a for a in normal(n)])):
            program, machine, _ = ours(f, x)
            calls = {"ours, replay": machine.run}
            if casadi:
                calls["casadi, replay"], call, _ = theirs(f, x, program.grad(x))
                calls |= {"ours, call": lambda p=program, x=x: p.value_and_grad(x), "casadi, call": call}
            race(f"{f.__name__}, {n:,} variables", calls, rounds)


def graphs(rounds: int) -> None:
    """Random graphs: nanoseconds and bytes for each step of the function."""
    for operations, inputs in ((10_000, 100), (100_000, 1000)):
        f, x = Irregular(operations, inputs), normal(inputs)
        program, machine, seconds = ours(f, x)
        calls = {"ours, replay": machine.run}
        if casadi and operations == 10_000:
            calls["casadi, replay"] = theirs(f, x, program.grad(x))[0]
        found = race(f"a random graph of {operations:,} operations", calls, rounds)
        nodes = operations
        print(f"  {1e3 * found['ours, replay'] / nodes:.1f} ns and {machine.bytes / nodes:.0f} bytes for each of "
              f"{nodes:,} operations; {seconds:.1f} s to trace and encode")  # fmt: skip


def workload(rounds: int) -> None:
    """10,000 operations, replayed 10,000 times, tracing included; the quickest of five tries to build.

    A short chain comes first, so that what is imported and read from the disk is there, as the peers are.
    """
    x, f = [0.9, 1.1, -0.2, 0.5], lambda v: chain(*v)
    ours(lambda v: chain(*v, n=100), x)
    tries = [ours(f, x) for _ in range(5)]
    program, machine, _ = tries[0]
    calls, building = {"ours": machine.run}, {"ours": min(seconds for *_, seconds in tries)}
    if casadi:
        peers = [theirs(f, x, program.grad(x)) for _ in range(5)]
        calls["casadi"], building["casadi"] = peers[0][0], min(seconds for *_, seconds in peers)
    if torch:
        given = [torch.tensor(a, dtype=torch.float64, requires_grad=True) for a in x]
        calls["torch eager"], building["torch eager"] = lambda: f(given).backward(), 0.0
    found = race("a chain of 10,000 operations, one replay", calls, rounds)
    total = {name: building[name] + found[name] / 1e6 * 10_000 for name in calls}
    for name, whole in total.items():
        print(f"  {name:14s} built in {building[name]:.2f} s, with 10,000 replays {whole:9.1f} s"
              f"   x{whole / total['ours']:.1f}")  # fmt: skip


def lanes(rounds: int) -> None:
    """A thousand examples at once."""
    for operations, inputs in ((88, 6), (10_000, 100)):
        points(Irregular(operations, inputs), inputs, rounds, f"{operations:,} operations at 1,000 points")


def points(f: Irregular, inputs: int, rounds: int, title: str) -> None:
    batch = np.array([normal(inputs, seed) for seed in range(1000)])
    program, machine, _ = ours(f, batch[0])
    program(batch[0])
    alone = program._last.version.made["value"].machine
    columns, zeros = range(inputs), np.zeros(inputs)
    calls = {"ours, gradient": lambda: machine.many(zeros, columns, batch)}
    calls["ours, value"] = lambda: alone.many(zeros, columns, batch)
    calls["ours, call"] = lambda: program.map_value_and_grad(batch)
    if jax and len(f.steps) < 1000:
        both, given = jax.jit(jax.vmap(jax.value_and_grad(f))), jax.numpy.array(batch)
        held("jax", both(given)[1], program.map_value_and_grad(batch)[1])
        calls["jax.vmap"] = lambda: both(given)[1].block_until_ready()
    if casadi:
        run, *_ = theirs(f, batch[0], program.grad(batch[0]))
        calls["casadi, 10 points"] = lambda: [run() for _ in range(10)]
    found = race(title, calls, rounds)
    nodes = len(f.steps)
    for name in ("ours, gradient", "ours, value"):
        print(f"  {name}: {found[name] / nodes:.2f} ns for each of {nodes:,} operations and point")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rounds", nargs="?", type=int, default=5)
    parser.add_argument("--only", default="", help="textbook, graphs, workload or lanes")
    given = parser.parse_args()
    peers = ", ".join(f"{p.__name__} {p.__version__}" for p in (jax, torch, casadi) if p)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, "
          f"NumPy {np.__version__}, {peers or 'no peers'}; {given.rounds} rounds")  # fmt: skip
    for part in (textbook, workload, lanes, graphs):
        if given.only in part.__name__:
            part(given.rounds)


if __name__ == "__main__":
    main()
