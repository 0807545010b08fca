"""Compiled programs beside the engine, NumPy written by hand, and whatever peers are installed.

    python tests/benchmarks/compiled.py [ROUNDS] [--only NAME] [--torch-compile] [--json FILE]

Each workload gives a table: the median time of a call, and its ratio to the numpy backend's in the same
round, with the smallest and the largest.  All in one process, interleaved, one thread, doubles, by the
processor's clock; a control (the same call twice) shows how far two equal ones lie apart.  Peers: micrograd,
torch, jax, casadi, scikit-learn (the `bench` extra), where they can be imported.  torch.compile takes a
minute to compile, so it has to be asked for, and is there for the GPT.  casadi is there for moons: it has no
softmax, and a GPT written out in its scalars would measure our writing.  Before anything is timed, every
gradient is held against the engine's.
compiled_graphs.py has graphs without matrices.
"""

from __future__ import annotations

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import importlib
import json
import platform
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from interleaved import Call, casadi, figures, held, jax, machine_of, optional, race, sklearn, torch

from micrograd_like import MLP, Value, compile, losses, optim
from micrograd_like.comparing.workloads import (
    BLOCK,
    HEADS,
    LETTERS,
    WIDTH,
    document_loss,
    gpt_example,
    gpt_loss,
    gpt_weights,
    moons,
    moons_loss,
    padded,
)  # fmt: skip

# ---- moons: 100 examples, MLP 2-16-16-1, hinge and penalty ----


def layers_of(p: Any, shapes: tuple[tuple[int, int], ...]) -> list[tuple[Any, Any]]:
    """Weights and biases as views of one array of parameters, neuron by neuron."""
    at, found = 0, []
    for nin, nout in shapes:
        whole = p[at : at + nout * (nin + 1)].reshape(nout, nin + 1)
        found.append((whole[:, :nin], whole[:, nin]))
        at += nout * (nin + 1)
    return found


MOONS = ((2, 16), (16, 16), (16, 1))


def moons_by_hand(p: Any, X: Any, Y: Any) -> tuple[Call, Any]:
    """Value and gradient in NumPy, as one writes them with the equations beside the keyboard."""
    g = np.zeros(len(p))

    def call() -> float:
        (W1, b1), (W2, b2), (W3, b3) = layers_of(p, MOONS)
        (G1, c1), (G2, c2), (G3, c3) = layers_of(g, MOONS)
        h1 = np.maximum(X @ W1.T + b1, 0)
        h2 = np.maximum(h1 @ W2.T + b2, 0)
        margin = 1 - Y * (h2 @ W3[0] + b3[0])
        d = np.where(margin > 0, -Y, 0) / len(Y)
        G3[0], c3[0] = d @ h2, d.sum()
        d2 = np.outer(d, W3[0]) * (h2 > 0)
        G2[:], c2[:] = d2.T @ h1, d2.sum(0)
        d1 = (d2 @ W2) * (h1 > 0)
        G1[:], c1[:] = d1.T @ X, d1.sum(0)
        np.add(g, 2e-4 * p, out=g)
        return np.maximum(margin, 0).mean() + 1e-4 * (p @ p)

    return call, g


def moons_peers(p: Any, X: Any, Y: Any, truth: Any) -> dict[str, Call]:
    """jax.jit and torch on matrices."""
    calls: dict[str, Call] = {}
    if jax:
        jnp = jax.numpy

        def loss(p: Any, X: Any, Y: Any) -> Any:
            h = X
            for k, (W, b) in enumerate(layers_of(p, MOONS)):
                h = h @ W.T + b
                h = jax.nn.relu(h) if k < 2 else h
            return jax.nn.relu(1 - Y * h[:, 0]).mean() + 1e-4 * (p * p).sum()

        both, given = jax.jit(jax.value_and_grad(loss)), tuple(map(jnp.array, (p, X, Y)))
        held("jax", both(*given)[1], truth)
        calls["jax.jit"] = lambda: both(*given)[1].block_until_ready()
    if torch:
        tp, tX, tY = torch.tensor(p, requires_grad=True), torch.tensor(X), torch.tensor(Y)

        def step() -> None:
            tp.grad = None
            h = tX
            for k, (W, b) in enumerate(layers_of(tp, MOONS)):
                h = h @ W.T + b
                h = h.relu() if k < 2 else h
            ((1 - tY * h[:, 0]).relu().mean() + 1e-4 * (tp * tp).sum()).backward()

        step()
        held("torch", tp.grad.numpy(), truth)
        calls["torch eager"] = step
    return calls


def moons_by_casadi(p: Any, X: Any, Y: Any, truth: Any) -> Call:
    """casadi's graph of scalars, written with its matrices; its gradient is found by reverse mode there."""
    s, h, at = casadi.SX.sym("p", len(p)), casadi.DM(X), 0
    for k, (nin, nout) in enumerate(MOONS):
        whole = casadi.reshape(s[at : at + nout * (nin + 1)], nin + 1, nout)  # by columns, as casadi has them
        at += nout * (nin + 1)
        h = casadi.mtimes(h, whole[:nin, :]) + casadi.repmat(whole[nin, :], len(X), 1)
        h = casadi.fmax(h, 0) if k < 2 else h
    out = casadi.sum1(casadi.fmax(1 - casadi.DM(Y) * h, 0)) / len(Y) + 1e-4 * casadi.dot(s, s)
    both = casadi.Function("f", [s], [out, casadi.gradient(out, s)])
    held("casadi", both(p)[1].full(), truth)
    return lambda: both(p)


def race_moons(rounds: int) -> dict[str, Any]:
    random.seed(1337)
    model, (points, sides) = MLP(2, [16, 16, 1]), moons()
    p, X, Y = np.array([q.data for q in model.parameters()]), np.array(points), np.array(sides)
    found = figures("moons", lambda: (compile(moons_loss, backend="numpy"), (model, points, sides)))
    moons_loss(model, points, sides).backward()
    truth = [q.grad for q in model.parameters()]
    calls: dict[str, Call] = {}
    for backend in ("numpy", "python"):
        machine, grads = machine_of(compile(moons_loss, backend=backend), model, points, sides)
        held(backend, grads(), truth)
        calls[f"ours, {backend}"] = machine.run
    calls["NumPy by hand"], g = moons_by_hand(p, X, Y)
    calls["NumPy by hand"]()
    held("by hand", g, truth)
    calls |= moons_peers(p, X, Y, truth)
    if casadi:
        calls["casadi"] = moons_by_casadi(p, X, Y, truth)
    calls["our engine"] = lambda: moons_loss(model, points, sides).backward()
    if micrograd := optional("micrograd.nn"):
        random.seed(1337)
        theirs = micrograd.MLP(2, [16, 16, 1])
        calls["micrograd"] = lambda: moons_loss(theirs, points, sides).backward()
    return {**found, "times": race(calls, rounds)}


# ---- the scalar GPT ----


def heads(x: Any) -> Any:
    """Tokens x width -> heads x tokens x slice."""
    return x.reshape(len(x), HEADS, -1).transpose(1, 0, 2)


def joined(x: Any) -> Any:
    """heads() back again."""
    return x.transpose(1, 0, 2).reshape(x.shape[1], -1)


def rms(x: Any) -> tuple[Any, Any]:
    scale = 1 / np.sqrt((x * x).mean(1, keepdims=True) + 1e-5)
    return x * scale, scale


def rms_back(x: Any, scale: Any, d: Any) -> Any:
    """What the gradient d of rms(x) is for x."""
    return d * scale - x * (scale**3 * (d * x).mean(1, keepdims=True))


def shares(logits: Any) -> Any:
    """Softmax of the last axis."""
    e = np.exp(logits - logits.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def gpt_by_hand(weights: dict, tokens: Any, classes: Any) -> Callable[[], tuple[float, dict]]:
    """Value and gradient of the GPT in NumPy: forward, and every line of it backwards."""
    w = {name: np.array(rows) for name, rows in weights.items()}
    n, rows, size = len(tokens), np.arange(len(tokens)), WIDTH // HEADS
    future = np.triu(np.full((n, n), -np.inf), 1)

    def call() -> tuple[float, dict]:
        x0 = tokens + w["wpe"][:n]
        x1, s0 = rms(x0)
        x2, s1 = rms(x1)
        q, k, v = (heads(x2 @ w[name].T) for name in ("wq", "wk", "wv"))
        a = shares(q @ k.transpose(0, 2, 1) / size**0.5 + future)
        mixed = joined(a @ v)
        x3 = mixed @ w["wo"].T + x1
        x4, s2 = rms(x3)
        h = x4 @ w["fc1"].T
        active = np.maximum(h, 0)
        x5 = active @ w["fc2"].T + x3
        p = shares(x5 @ w["lm"].T)
        loss = -np.log(p[rows, classes]).mean()
        p[rows, classes] -= 1
        d = p / n
        g = {"lm": d.T @ x5}
        d5 = d @ w["lm"]
        g["fc2"], dh = d5.T @ active, (d5 @ w["fc2"]) * (h > 0)
        g["fc1"], d3 = dh.T @ x4, d5 + rms_back(x3, s2, dh @ w["fc1"])
        g["wo"], dm = d3.T @ mixed, heads(d3 @ w["wo"])
        dv, da = a.transpose(0, 2, 1) @ dm, dm @ v.transpose(0, 2, 1)
        dl = a * (da - (da * a).sum(2, keepdims=True)) / size**0.5
        back = {"wq": joined(dl @ k), "wk": joined(dl.transpose(0, 2, 1) @ q), "wv": joined(dv)}
        d1 = d3 + rms_back(x1, s1, sum(back[name] @ w[name] for name in back))
        g |= {name: back[name].T @ x2 for name in back}
        g["tokens"] = rms_back(x0, s0, d1)
        g["wpe"] = np.zeros_like(w["wpe"])
        g["wpe"][:n] = g["tokens"]
        return loss, g

    return call


def gpt_on_arrays(w: dict, tokens: Any, targets: Any, future: Any, lib: Any) -> Any:
    """The loss of the GPT on matrices, for torch and jax."""
    n, size = len(tokens), WIDTH // HEADS

    def scaled(x: Any) -> Any:
        return x * ((x * x).sum(1)[:, None] / WIDTH + 1e-5) ** -0.5

    def split(x: Any) -> Any:
        return x.reshape(n, HEADS, size).swapaxes(0, 1)

    x1 = scaled(tokens + w["wpe"][:n])
    x2 = scaled(x1)
    q, k, v = (split(x2 @ w[name].T) for name in ("wq", "wk", "wv"))
    a = lib.softmax(q @ k.swapaxes(1, 2) / size**0.5 + future, -1)
    x3 = (a @ v).swapaxes(0, 1).reshape(n, WIDTH) @ w["wo"].T + x1
    x5 = lib.relu(scaled(x3) @ w["fc1"].T) @ w["fc2"].T + x3
    return -(lib.log_softmax(x5 @ w["lm"].T, -1) * targets).sum() / n


def gpt_peers(weights: dict, tokens: Any, targets: Any, truth: Any) -> dict[str, Call]:
    """jax.jit, torch, and torch.compile if it is asked for, on matrices."""
    calls: dict[str, Call] = {}
    future = np.triu(np.full((len(tokens), len(tokens)), -np.inf), 1)
    names = [name for name in weights if name != "wte"]
    if jax:
        given = {name: jax.numpy.array(weights[name]) for name in names}, jax.numpy.array(tokens)
        rest = jax.numpy.array(targets), jax.numpy.array(future)
        both = jax.jit(jax.value_and_grad(lambda w, x: gpt_on_arrays(w, x, *rest, jax.nn), (0, 1)))
        found = both(*given)[1]
        held(
            "jax", np.concatenate([*(np.ravel(found[0][name]) for name in names), np.ravel(found[1])]), truth
        )
        calls["jax.jit"] = lambda: jax.block_until_ready(both(*given))
    if torch:
        w = {name: torch.tensor(weights[name], dtype=torch.float64, requires_grad=True) for name in names}
        x = torch.tensor(tokens, dtype=torch.float64, requires_grad=True)
        fixed = torch.tensor(targets, dtype=torch.float64), torch.tensor(future)
        leaves = [*w.values(), x]

        def step(loss: Callable = gpt_on_arrays) -> None:
            for p in leaves:
                p.grad = None
            loss(w, x, *fixed, torch.nn.functional).backward()

        step()
        held("torch", np.concatenate([p.grad.numpy().ravel() for p in leaves]), truth)
        calls["torch eager"] = step
        if "--torch-compile" in sys.argv:
            quick = torch.compile(gpt_on_arrays)
            calls["torch.compile"] = lambda: step(quick)
    return calls


def race_gpt(rounds: int) -> dict[str, Any]:
    weights, tokens, targets = gpt_example()
    args = (weights, tokens, targets)
    found = figures(
        "scalar GPT, 8 letters", lambda: (compile(gpt_loss, argnums=(0, 1), backend="numpy"), args)
    )
    leaves = {name: [[Value(w) for w in row] for row in rows] for name, rows in weights.items()}
    read = [[Value(x) for x in row] for row in tokens]
    gpt_loss(leaves, read, targets).backward()
    truth = [v.grad for rows in [*leaves.values(), read] for row in rows for v in row]
    calls: dict[str, Call] = {}
    for backend in ("numpy", "python"):
        machine, grads = machine_of(compile(gpt_loss, argnums=(0, 1), backend=backend), *args)
        held(backend, grads(), truth)
        calls[f"ours, {backend}"] = machine.run
    by_hand = gpt_by_hand(weights, np.array(tokens), [row.index(1.0) for row in targets])
    g = {"wte": np.zeros((LETTERS, WIDTH)), **by_hand()[1]}
    held("by hand", np.concatenate([g[name].ravel() for name in (*weights, "tokens")]), truth)
    calls["NumPy by hand"] = by_hand
    without = np.concatenate([g[name].ravel() for name in (*weights, "tokens") if name != "wte"])
    calls |= gpt_peers(weights, tokens, targets, without)
    calls["our engine"] = lambda: gpt_loss(leaves, read, targets).backward()
    return {**found, "times": race(calls, rounds)}


# ---- digits ----


def race_digits(rounds: int) -> dict[str, Any]:
    """MLP 64-32-10 with cross-entropy, a batch of 32; scikit-learn's step with Adam beside it."""
    random.seed(1)
    model, r = MLP(64, [32, 10]), random.Random(2)
    pixels = [[r.random() for _ in range(64)] for _ in range(32)]
    classes = [r.randrange(10) for _ in range(32)]

    def cost(m: Any, xs: Any) -> Any:
        return losses.cross_entropy([m(x) for x in xs], classes)

    found = figures("digits, a batch of 32", lambda: (compile(cost, backend="numpy"), (model, pixels)))
    cost(model, pixels).backward()
    truth = [q.grad for q in model.parameters()]
    calls: dict[str, Call] = {}
    for backend in ("numpy", "python"):
        machine, grads = machine_of(compile(cost, backend=backend), model, pixels)
        held(backend, grads(), truth)
        calls[f"ours, {backend}"] = machine.run
    calls["our engine"] = lambda: cost(model, pixels).backward()
    if sklearn:
        network = importlib.import_module("sklearn.neural_network").MLPClassifier((32,), random_state=0)
        X, y = np.array(pixels), np.array(classes)
        network.partial_fit(X, y, classes=list(range(10)))
        calls["scikit-learn"] = lambda: network.partial_fit(X, y)
    return {**found, "times": race(calls, rounds)}


# ---- a whole training run: is it spent on compiling? ----


def race_steps(_: int, count: int = 1000) -> dict[str, Any]:
    """So many steps of Adam over documents of 2 to 16 letters, all by one plan: from start to end, compiling too."""
    r = random.Random(3)
    documents = [[0, *(r.randrange(1, LETTERS) for _ in range(n - 1)), 0] for n in range(2, BLOCK + 1)]
    found = {}
    print(f"\n{count:,} steps of the GPT over documents of all lengths, compiling included")
    for backend in ("llvm", "numpy") if optional("llvmlite") else ("numpy",):
        weights = {name: [[Value(x) for x in row] for row in rows] for name, rows in gpt_weights().items()}
        optimizer = optim.Adam([w for rows in weights.values() for row in rows for w in row], lr=0.01)
        step = compile(lambda *given, w=weights: document_loss(w, *given), backend=backend).training_step(
            optimizer
        )
        start = time.process_time()
        step(*padded(documents[0]))
        first = time.process_time() - start
        for k in range(1, count):
            step(*padded(documents[k % len(documents)]))
        found[backend] = {"compile_s": first, "all_s": time.process_time() - start}
        print(
            f"  {backend:6} {found[backend]['all_s']:.1f} s, of which the first step, with compiling, {first:.1f} s"
        )
    return found


RACES = {"moons": race_moons, "gpt": race_gpt, "digits": race_digits, "steps": race_steps}


def run(races: dict[str, Callable[[int], Any]]) -> None:
    """The races, or one of them (--only NAME), with the tables as JSON where a file is named."""
    given = [a for a in sys.argv[1:] if a.isdigit()]
    rounds = int(given[0]) if given else 7
    versions = {m.__name__: getattr(m, "__version__", "?") for m in (np, jax, torch, casadi, sklearn) if m}
    print(platform.processor() or platform.machine(), "Python", platform.python_version(), versions)
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    found = {name: call(rounds) for name, call in races.items() if only in ("", name)}
    if "--json" in sys.argv:
        Path(sys.argv[sys.argv.index("--json") + 1]).write_text(json.dumps(found, indent=2), encoding="utf-8")


if __name__ == "__main__":
    run(RACES)
