"""Machine code beside jax.jit, PyTorch, C written by hand and scikit-learn.

    python tests/benchmarks/machine_code.py [ROUNDS] [--only moons|gpt|digits]      about two minutes with 9 rounds

For each workload the time of value and gradient, and its ratio to machine code's in the same round: median,
smallest, largest.  All in one process, interleaved, one thread, doubles, by the processor's clock; the control
is machine code again.  C is by_hand.c, compiled by gcc -O3 -march=native -ffast-math where there is one.
Before anything is timed, every gradient is held against the engine's.  For digits it is the whole training
step with Adam, a batch of 32, as scikit-learn's MLPClassifier takes it.
"""

from __future__ import annotations

import argparse
import ctypes
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from compiled import HEADS, LETTERS, WIDTH, gpt_by_hand, moons_by_hand, moons_peers
from interleaved import Call, held, jax, machine_of, optional, race, torch

from micrograd_like import MLP, Value, compile, losses, optim
from micrograd_like.comparing.workloads import gpt_example, gpt_loss, moons, moons_loss
from micrograd_like.compiler.backends.machine_code import host

OURS, FAST = "machine code", "fast_math"


def library() -> Any:
    """by_hand.c, or None where there is no gcc."""
    if not shutil.which("gcc"):
        return None
    out = Path(tempfile.mkdtemp()) / "by_hand.so"
    flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", "-o", str(out), "-lm"]
    source = Path(__file__).with_name("by_hand.c")
    subprocess.run(["gcc", str(source), *flags], check=True)
    found = ctypes.CDLL(str(out))
    found.moons.restype = found.gpt.restype = ctypes.c_double
    return found


def at(array: Any) -> Any:
    return ctypes.c_void_p(array.ctypes.data)


def compiled(f: Any, *args: Any, **options: Any) -> tuple[Call, Any]:
    """The replay in machine code and its gradient; says how long it took to make."""
    start = time.process_time()
    program = compile(f, backend="python", **options)
    program.value_and_grad(*args)
    traced = time.process_time() - start
    start = time.process_time()
    machine, grads = machine_of(compile(f, backend="llvm", **options), *args)
    seconds = time.process_time() - start - traced
    print(f"  traced and planned in {traced:.2f} s, then machine code "
          f"{'read from the disk' if machine.code.cached else 'compiled'} in about {max(seconds, 0):.2f} s")  # fmt: skip
    return machine.run, grads


def fast(f: Any, **options: Any) -> Any:
    """The program with shorter functions, and sums in any order."""
    return compile(f, backend="llvm", fast_math=True, **options)


def race_moons(rounds: int, c: Any) -> dict:
    random.seed(1337)
    model, (points, sides) = MLP(2, [16, 16, 1]), moons()
    p, X, Y = np.array([q.data for q in model.parameters()]), np.array(points), np.array(sides)
    moons_loss(model, points, sides).backward()
    truth = [q.grad for q in model.parameters()]
    print("\nmoons: 100 points, MLP 2-16-16-1, hinge and penalty")
    run, grads = compiled(moons_loss, model, points, sides)
    held(OURS, grads(), truth)
    calls: dict[str, Call] = {OURS: run, FAST: machine_of(fast(moons_loss), model, points, sides)[0].run}
    if c:
        g = np.zeros(len(p))
        c.moons_data(at(X), at(Y), len(X))
        c.moons(at(p), at(g))
        held("C by hand", g, truth)
        given = at(p), at(g)
        calls["C by hand"] = lambda: c.moons(*given)
    calls["NumPy by hand"] = moons_by_hand(p, X, Y)[0]
    calls |= moons_peers(p, X, Y, truth)
    calls["our engine"] = lambda: moons_loss(model, points, sides).backward()
    return race(calls, rounds, OURS)


def gpt_peers(weights: dict, tokens: Any, classes: Any, truth: Any) -> dict[str, Call]:
    """jax.jit and torch on matrices.  truth: the gradients by all weights but wte, and by the tokens."""
    names = [name for name in weights if name != "wte"]
    n, size, calls = len(tokens), WIDTH // HEADS, {}
    if jax:
        jnp = jax.numpy

        def rms(x: Any) -> Any:
            return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-5)

        def loss(w: dict, tokens: Any, y: Any) -> Any:
            x = rms(tokens + w["wpe"][:n])
            back, x = x, rms(x)
            q, k, v = ((x @ w[m].T).reshape(n, HEADS, size).transpose(1, 0, 2) for m in ("wq", "wk", "wv"))
            past = jnp.tril(jnp.ones((n, n), bool))
            a = jax.nn.softmax(jnp.where(past, q @ k.transpose(0, 2, 1) / size**0.5, -jnp.inf), -1)
            x = (a @ v).transpose(1, 0, 2).reshape(n, WIDTH) @ w["wo"].T + back
            x = jax.nn.relu(rms(x) @ w["fc1"].T) @ w["fc2"].T + x
            return -jnp.take_along_axis(jax.nn.log_softmax(x @ w["lm"].T, -1), y[:, None], 1).mean()

        both = jax.jit(jax.value_and_grad(loss, (0, 1)))
        given = {name: jnp.array(weights[name]) for name in names}, jnp.array(tokens), jnp.array(classes)
        _, (g, by_tokens) = both(*given)
        held("jax", np.concatenate([*(np.ravel(g[name]) for name in names), np.ravel(by_tokens)]), truth)
        calls["jax.jit"] = lambda: jax.block_until_ready(both(*given))
    if torch:
        calls["torch eager"] = gpt_in_torch(weights, names, tokens, classes, truth)
    return calls


def gpt_in_torch(weights: dict, names: list[str], tokens: Any, classes: Any, truth: Any) -> Call:
    n, size = len(tokens), WIDTH // HEADS
    w = {name: torch.tensor(weights[name], dtype=torch.float64, requires_grad=True) for name in names}
    given, y = torch.tensor(tokens, requires_grad=True), torch.tensor(classes)
    future = torch.triu(torch.ones(n, n, dtype=torch.bool), 1)

    def rms(x: Any) -> Any:
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-5)

    def call() -> None:
        for leaf in (*w.values(), given):
            leaf.grad = None
        x = rms(given + w["wpe"][:n])
        back, x = x, rms(x)
        q, k, v = ((x @ w[m].T).view(n, HEADS, size).transpose(0, 1) for m in ("wq", "wk", "wv"))
        a = torch.softmax((q @ k.transpose(1, 2) / size**0.5).masked_fill(future, float("-inf")), -1)
        x = (a @ v).transpose(0, 1).reshape(n, WIDTH) @ w["wo"].T + back
        x = torch.relu(rms(x) @ w["fc1"].T) @ w["fc2"].T + x
        torch.nn.functional.cross_entropy(x @ w["lm"].T, y).backward()

    call()
    held("torch", np.concatenate([leaf.grad.numpy().ravel() for leaf in (*w.values(), given)]), truth)
    return call


def race_gpt(rounds: int, c: Any) -> dict:
    weights, tokens, targets = gpt_example()
    classes = [row.index(1.0) for row in targets]
    leaves = {name: [[Value(w) for w in row] for row in rows] for name, rows in weights.items()}
    read = [[Value(x) for x in row] for row in tokens]
    gpt_loss(leaves, read, targets).backward()
    truth = [v.grad for rows in [*leaves.values(), read] for row in rows for v in row]
    print("\nscalar GPT: 8 letters, 4,192 parameters")
    run, grads = compiled(gpt_loss, weights, tokens, targets, argnums=(0, 1))
    held(OURS, grads(), truth)
    quick, grads = machine_of(fast(gpt_loss, argnums=(0, 1)), weights, tokens, targets)
    held(FAST, grads(), truth)
    calls: dict[str, Call] = {OURS: run, FAST: quick.run}
    if c:
        p = np.concatenate([*(np.ravel(rows) for rows in weights.values()), np.ravel(tokens)])
        y, g = np.array(classes, np.int32), np.zeros(len(p))
        c.gpt(at(p), at(y), at(g))
        held("C by hand", g, truth)
        given = at(p), at(y), at(g)
        calls["C by hand"] = lambda: c.gpt(*given)
    calls["NumPy by hand"] = gpt_by_hand(weights, np.array(tokens), classes)
    calls |= gpt_peers(weights, np.array(tokens), classes, truth[LETTERS * WIDTH :])
    calls["our engine"] = lambda: gpt_loss(leaves, read, targets).backward()
    return race(calls, rounds, OURS)


def race_digits(rounds: int, _: Any) -> dict:
    """MLP 64-32-10, cross-entropy, Adam: 45 batches of 32, a round of steps at a time."""
    r = random.Random(2)
    pixels = [[r.random() for _ in range(64)] for _ in range(1440)]
    classes = [r.randrange(10) for _ in range(1440)]
    random.seed(1)
    model = MLP(64, [32, 10])

    def cost(m: Any, xs: Any, ys: Any) -> Any:
        return losses.cross_entropy([m(x) for x in xs], ys)

    print("\ndigits: MLP 64-32-10, cross-entropy, a training step with Adam, a batch of 32")
    X = np.array(pixels).reshape(45, 32, 64)
    y = np.array(classes, float).reshape(45, 32)
    step = compile(cost, backend="llvm").training_step(optim.Adam(model.parameters(), lr=1e-3))
    quick = fast(cost).training_step(optim.Adam(model.parameters(), lr=1e-3))
    first = step(model, X[0].tolist(), y[0].tolist())
    quick(model, X[0].tolist(), y[0].tolist())
    random.seed(1)
    fresh = MLP(64, [32, 10])
    true = cost(fresh, pixels[:32], classes[:32]).data
    if abs(first - true) > 1e-12:
        raise SystemExit(f"digits: the first loss is {first!r}, the engine's {true!r}")
    calls: dict[str, Call] = {OURS: lambda: step.each(model, X, y), FAST: lambda: quick.each(model, X, y)}
    if optional("sklearn"):
        from sklearn.neural_network import MLPClassifier

        theirs = MLPClassifier((32,), batch_size=32, max_iter=1, random_state=0)
        all_pixels = np.array(pixels)
        theirs.partial_fit(all_pixels, classes, classes=list(range(10)))
        calls["scikit-learn"] = lambda: theirs.partial_fit(all_pixels, classes)
    found = race(calls, rounds, OURS)
    print("  an epoch of 45 steps each; a step takes "
          + ", ".join(f"{name} {x['us'] / 45:.1f} us" for name, x in found.items()))  # fmt: skip
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("rounds", nargs="?", type=int, default=9)
    parser.add_argument("--only", choices=("moons", "gpt", "digits"))
    given = parser.parse_args()
    target, c = host(), library()
    print(f"{platform.machine()}, {target.cpu}, {target.width} doubles in a register, Python "
          f"{platform.python_version()}, NumPy {np.__version__}")  # fmt: skip
    print("jax", getattr(jax, "__version__", "-"), "torch", getattr(torch, "__version__", "-"))
    races = {"moons": race_moons, "gpt": race_gpt, "digits": race_digits}
    for name in [given.only] if given.only else races:
        races[name](given.rounds, c)


if __name__ == "__main__":
    sys.exit(main())
