"""Forward + backward of eager graphs, against the micrograd of PyPI; each engine in a process of its own, interleaved.

    pip install -e ".[bench]"  (or just: pip install micrograd)
    python tests/benchmarks/eager.py [--rounds 5]

Prints medians over the rounds and the ratio micrograd / micrograd_like, with the garbage collector on and off.  The control
is a third process that runs micrograd_like again: its ratio to the first shows the noise of the machine.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import importlib.metadata
import json
import math
import platform
import random
import statistics
import subprocess
import sys
import threading
import time

ENGINES = {"micrograd": "micrograd", "micrograd_like": "micrograd_like", "control": "micrograd_like"}
CASES = ("mixed 10,000", "mixed 100,000", "moons step")


def mixed(Value, n):
    """n operations, + - * / ** relu and constants in a fixed random order, on n / 20 running values."""
    rng, width = random.Random(n), n // 20
    program = [(rng.choice("+-*/*+cpr"), rng.randrange(width), rng.randrange(width)) for _ in range(n)]

    def run():
        leaves = [Value(0.5 + i / width) for i in range(width)]
        v = list(leaves)
        for op, i, j in program:
            x, y = v[i], v[j]
            if op == "+":
                z = x + y
            elif op == "-":
                z = x - y
            elif op == "*":
                z = x * y
            elif op == "/":
                z = x / y
            elif op == "c":
                z = x * 0.5
            elif op == "p":
                z = x**2
            else:
                z = x.relu()
            v[i] = z if 0.1 < abs(z.data) < 10 else leaves[i]
        total = sum(v)
        total.backward()
        return total.data + leaves[7].grad

    return run


def moons(Value, nn):
    """One step of micrograd's demo on 100 points: the loss of the 2-16-16-1 network, and its gradient."""
    rng = random.Random(0)
    points = [
        (math.cos(t) + rng.gauss(0, 0.1), math.sin(t) + rng.gauss(0, 0.1))
        for t in (i * math.pi / 50 for i in range(100))
    ]
    labels = [1 if i < 50 else -1 for i in range(100)]
    random.seed(1337)
    model = nn.MLP(2, [16, 16, 1])

    def run():
        scores = [model(list(map(Value, x))) for x in points]
        losses = [(1 + -y * s).relu() for y, s in zip(labels, scores, strict=True)]
        loss = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in model.parameters())
        model.zero_grad()
        loss.backward()
        return loss.data

    return run


def worker(package):
    """Answer requests 'case, collector' on standard input with seconds per run."""
    Value = importlib.import_module(f"{package}.engine").Value
    nn = importlib.import_module(f"{package}.nn")
    runs = {
        "mixed 10,000": mixed(Value, 10_000),
        "mixed 100,000": mixed(Value, 100_000),
        "moons step": moons(Value, nn),
    }
    for line in sys.stdin:
        case, collector = json.loads(line)
        (gc.enable if collector else gc.disable)()
        gc.collect()
        start = time.perf_counter()
        result = runs[case]()
        print(json.dumps([time.perf_counter() - start, result]), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--worker")
    options = parser.parse_args()
    if options.worker:
        sys.setrecursionlimit(1_000_000)  # micrograd's backward is recursive
        threading.stack_size(512 * 1024 * 1024)
        thread = threading.Thread(target=worker, args=(options.worker,))
        thread.start()
        thread.join()
        return
    processes = {name: subprocess.Popen([sys.executable, __file__, "--worker", package], text=True, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE) for name, package in ENGINES.items()}  # fmt: skip
    print(
        f"{platform.platform()}, Python {platform.python_version()}, micrograd {importlib.metadata.version('micrograd')}"
    )
    print(
        f"{'ms, median of ' + str(options.rounds):24}{'collector':>10}{'micrograd':>12}{'ours':>10}{'ratio':>8}{'control':>9}"
    )
    for case in CASES:
        for collector in (True, False):
            seconds = {name: [] for name in ENGINES}
            results = {}
            for _ in range(options.rounds + 1):
                for name, process in processes.items():
                    process.stdin.write(json.dumps([case, collector]) + "\n")
                    process.stdin.flush()
                    took, results[name] = json.loads(process.stdout.readline())
                    seconds[name].append(took)
            theirs, ours, again = (statistics.median(seconds[name][1:]) for name in ENGINES)
            assert math.isclose(results["micrograd"], results["micrograd_like"], rel_tol=1e-9), results
            print(f"{case:24}{'on' if collector else 'off':>10}{theirs * 1e3:12.1f}{ours * 1e3:10.1f}"
                  f"{theirs / ours:8.2f}{again / ours:9.2f}")  # fmt: skip
    for process in processes.values():
        process.stdin.close()


if __name__ == "__main__":
    main()
