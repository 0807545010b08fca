"""Forward + backward of eager graphs, beside other scalar engines; each in a process of its own, interleaved.

    pip install -e ".[bench]"  (or just: pip install micrograd)
    python tests/benchmarks/eager.py [--rounds 7] [--only "GPT step"] [--before FOLDER]

Ours is the engine in C, where it is built.  Peers: ours in Python; with --before, that of another checkout of
this package; a class of the shape of microgpt.py's (four slots, local gradients as numbers, a recursive walk;
written here); and where they are installed the micrograd of PyPI, torch with scalars as tensors, casadi (which
builds the graph, its gradient by reverse mode, and evaluates both) and oxigrad.  Prints medians over the
rounds, in ms of processor time (of a short case the mean of 50 ms), the collector on and off, and how many
times faster ours is than each peer: the median of the ratios of single rounds.  The control is a second
process of ours: its ratio to
the first shows the noise of the machine.  The chains are straight code, so their time by operation is that of
the engine.  First come the bytes of a node, last what dot(w, x) gains over a sum of products.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import importlib.util
import json
import math
import os
import platform
import random
import statistics
import subprocess
import sys
import threading
import time
import timeit
import tracemalloc

ENGINES = {
    "ours": "micrograd_like",
    "control": "micrograd_like",
    "in Python": "micrograd_like",
    "before": "micrograd_like",
    "microgpt's shape": "leaf",
    "micrograd": "micrograd",
    "torch": "torch",
    "casadi": "casadi",
}
CASES = (
    "chain 10,000",
    "chain 100,000",
    "chain 1,000,000",
    "mixed 10,000",
    "mixed 100,000",
    "moons step",
    "GPT step",
)
HELD = []
AT_LEAST = 0.05  # seconds: a short case runs several times in a row, as a training does
LEFT_OUT = {  # what takes minutes, or what a peer cannot do
    "micrograd": ("chain 1,000,000",),
    "microgpt's shape": ("chain 1,000,000",),  # it walks by recursion
    "torch": ("chain 1,000,000", "mixed 10,000", "mixed 100,000", "moons step", "GPT step"),
    "casadi": ("chain 1,000,000", "mixed 10,000", "mixed 100,000", "moons step", "GPT step"),
}


class LeafValue:
    """A Value as microgpt.py has it: a number, its gradient, its children and the local gradients as numbers."""

    __slots__ = ("_children", "_local_grads", "data", "grad")

    def __init__(self, data, children=(), local_grads=()):
        self.data = data
        self.grad = 0
        self._children = children
        self._local_grads = local_grads

    def __add__(self, other):
        other = other if isinstance(other, LeafValue) else LeafValue(other)
        return LeafValue(self.data + other.data, (self, other), (1, 1))

    def __mul__(self, other):
        other = other if isinstance(other, LeafValue) else LeafValue(other)
        return LeafValue(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, other):
        return LeafValue(self.data**other, (self,), (other * self.data ** (other - 1),))

    def log(self):
        return LeafValue(math.log(self.data), (self,), (1 / self.data,))

    def exp(self):
        return LeafValue(math.exp(self.data), (self,), (math.exp(self.data),))

    def relu(self):
        return LeafValue(max(0, self.data), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1

    def __radd__(self, other):
        return self + other

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return other + (-self)

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return other * self**-1

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if v not in seen:
                seen.add(v)
                for child in v._children:
                    visit(child)
                order.append(v)

        visit(self)
        self.grad = 1
        for v in reversed(order):
            for child, local in zip(v._children, v._local_grads):  # noqa: B905  as in the program it stands for
                child.grad += local * v.grad


class LeafNeuron:
    """micrograd's neuron on that class: a sum of products, then relu."""

    def __init__(self, nin, nonlin):
        self.w = [LeafValue(random.uniform(-1, 1)) for _ in range(nin)]
        self.b, self.nonlin = LeafValue(0), nonlin

    def __call__(self, x):
        z = sum((w * a for w, a in zip(self.w, x, strict=True)), self.b)
        return z.relu() if self.nonlin else z


class LeafMLP:
    """micrograd's MLP on that class."""

    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [[LeafNeuron(sizes[i], i != last) for _ in range(n)] for i, n in enumerate(nouts)]

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0]

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in (*neuron.w, neuron.b)]

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0


def chain(number, grad, n, done=lambda z: None):
    """n operations in a row, + - * / and relu on what came before and three leaves; straight code."""

    def run():
        a, b, c = number(0.9), number(1.1), number(-0.2)
        z = number(0.5)
        for _ in range(n // 10):
            z = ((z * a + b) / b - c).relu()
            z = ((z + a) * c - b) * a + z
        gradient = grad(z, a)
        return gradient

    return run


def of_values(z, a):
    """The gradient by a, where numbers have a backward()."""
    z.backward()
    return float(z.data) + float(a.grad)


def of_torch():
    """Torch's scalars: tensors of one number."""
    import torch

    torch.set_num_threads(1)

    def number(x):
        return torch.tensor(x, dtype=torch.float64, requires_grad=True)

    return number, of_values


def of_casadi():
    """Casadi's: the graph is built, then its gradient, and both are evaluated."""
    import casadi

    class Number(casadi.SX):
        pass

    given = []

    def number(x):
        if len(given) == 4:
            given.clear()
        given.append(x)
        leaf = casadi.SX.sym(f"x{len(given)}")
        Number.leaves = [leaf] if len(given) == 1 else [*Number.leaves, leaf]
        casadi.SX.relu = lambda self: casadi.fmax(self, 0)
        return leaf

    def grad(z, a):
        f = casadi.Function("f", Number.leaves, [z, casadi.gradient(z, a)])
        value, slope = f(*given)
        return float(value) + float(slope)

    return number, grad


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


def moons(Value, MLP):
    """One step of micrograd's demo on 100 points: the loss of the 2-16-16-1 network, and its gradient."""
    rng = random.Random(0)
    points = [
        (math.cos(t) + rng.gauss(0, 0.1), math.sin(t) + rng.gauss(0, 0.1))
        for t in (i * math.pi / 50 for i in range(100))
    ]
    labels = [1 if i < 50 else -1 for i in range(100)]
    random.seed(1337)
    model = MLP(2, [16, 16, 1])

    def run():
        scores = [model(list(map(Value, x))) for x in points]
        losses = [(1 + -y * s).relu() for y, s in zip(labels, scores, strict=True)]
        loss = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in model.parameters())
        model.zero_grad()
        loss.backward()
        return loss.data

    return run


def gpt(Value, *, width=16, heads=4, block=16, letters=27, length=6):
    """One step of a scalar GPT of 4,192 parameters on a word of 6 letters, written with + * ** exp log relu."""
    rng = random.Random(42)

    def matrix(rows, columns, std=0.08):
        return [[Value(rng.gauss(0, std)) for _ in range(columns)] for _ in range(rows)]

    names = {"tokens": (letters, width), "places": (block, width), "query": (width, width), "key": (width, width),
             "value": (width, width), "out": (width, width), "up": (4 * width, width), "down": (width, 4 * width),
             "head": (letters, width)}  # fmt: skip
    p = {name: matrix(*shape) for name, shape in names.items()}
    parameters = [x for rows in p.values() for row in rows for x in row]
    word = [rng.randrange(letters) for _ in range(length + 1)]

    def linear(x, w):
        return [sum(wi * xi for wi, xi in zip(row, x, strict=True)) for row in w]

    def norm(x):
        scale = (sum(xi * xi for xi in x) / len(x) + 1e-5) ** -0.5
        return [xi * scale for xi in x]

    def softmax(x):
        top = max(xi.data for xi in x)
        e = [(xi - top).exp() for xi in x]
        total = sum(e)
        return [ei / total for ei in e]

    def step(token, place, keys, values):
        x = norm([a + b for a, b in zip(p["tokens"][token], p["places"][place], strict=True)])
        rest, x = x, norm(x)
        q = linear(x, p["query"])
        keys.append(linear(x, p["key"]))
        values.append(linear(x, p["value"]))
        found, size = [], width // heads
        for h in range(0, width, size):
            fit = [sum(q[h + j] * k[h + j] for j in range(size)) / size**0.5 for k in keys]
            share = softmax(fit)
            found += [sum(s * v[h + j] for s, v in zip(share, values, strict=True)) for j in range(size)]
        x = [a + b for a, b in zip(linear(found, p["out"]), rest, strict=True)]
        rest, x = x, [z.relu() ** 2 for z in linear(norm(x), p["up"])]
        x = [a + b for a, b in zip(linear(x, p["down"]), rest, strict=True)]
        return linear(x, p["head"])

    def run():
        keys, values, losses = [], [], []
        for place in range(length):
            chances = softmax(step(word[place], place, keys, values))
            losses.append(-chances[word[place + 1]].log())
        loss = (1 / length) * sum(losses)
        for x in parameters:
            x.grad = 0.0
        loss.backward()
        return loss.data + parameters[7].grad

    return run


def bytes_of_a_node(Value, MLP):
    """Of a product of two Values, of a square and of a sum with a number, on average."""
    a, b = Value(1.5), Value(0.7)
    kept = []
    HELD.append(kept)  # or the next time the engine in C would use its memory again, which is not traced
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(5000):
        kept += (a * b, a + 2.0, a**2)
    size = tracemalloc.get_traced_memory()[0] - before - sys.getsizeof(kept)
    tracemalloc.stop()
    return size / len(kept)


def gain_of_dot(package, Value):
    """How many times as long sum(a * b for ...) takes as dot(w, x), for 16 numbers and their gradients."""
    dot = importlib.import_module(package).dot
    w, x = ([Value(random.gauss(0, 1)) for _ in range(16)] for _ in range(2))
    by_dot, by_sum = (
        (lambda: dot(w, x).backward()),
        (lambda: sum(a * b for a, b in zip(w, x, strict=True)).backward()),
    )
    seconds = [(timeit.timeit(by_dot, number=2000), timeit.timeit(by_sum, number=2000)) for _ in range(9)]
    return statistics.median(long / short for short, long in seconds)


def worker(package):
    """Answer requests 'case, collector' on standard input with seconds per run."""
    grad, number = of_values, None
    if package in ("torch", "casadi"):
        number, grad = of_torch() if package == "torch" else of_casadi()
        Value = MLP = None
    elif package == "leaf":
        Value, MLP = LeafValue, LeafMLP
    else:
        Value = importlib.import_module(f"{package}.engine").Value
        MLP = importlib.import_module(f"{package}.nn").MLP
    number = number or Value
    runs = {
        name: chain(number, grad, int(name[6:].replace(",", ""))) for name in CASES if name[:5] == "chain"
    }
    if Value:
        runs |= {
            "mixed 10,000": mixed(Value, 10_000),
            "mixed 100,000": mixed(Value, 100_000),
            "moons step": moons(Value, MLP),
            "GPT step": gpt(Value) if hasattr(Value, "exp") and hasattr(Value, "log") else None,
            "bytes": lambda: bytes_of_a_node(Value, MLP),
            "dot": lambda: gain_of_dot(package, Value),
        }
    for line in sys.stdin:
        case, collector = json.loads(line)
        (gc.enable if collector else gc.disable)()
        gc.collect()
        start, times, result = time.thread_time(), 0, None
        while runs.get(case) and (not times or time.thread_time() - start < AT_LEAST):
            result, times = runs[case](), times + 1
        print(json.dumps([(time.thread_time() - start) / max(times, 1), result]), flush=True)


def asked(process, case, collector):
    process.stdin.write(json.dumps([case, collector]) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def measured(processes, case, collector, rounds):
    """Seconds by engine, round by round; the first round is thrown away."""
    seconds = {name: [] for name in processes}
    for turn in range(rounds + 1):
        results = {}
        for name, process in processes.items():
            if case in LEFT_OUT.get(name, ()):
                continue
            took, results[name] = asked(process, case, collector)
            if turn and results[name] is not None:
                seconds[name].append(took)
        found = [x for x in results.values() if x is not None]
        assert max(found) - min(found) <= 1e-9 * abs(found[0]), results  # all have computed the same
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", choices=CASES)
    parser.add_argument("--before", metavar="FOLDER", help="another checkout of this package")
    parser.add_argument("--peers", nargs="*", choices=list(ENGINES), help="only these beside ours")
    parser.add_argument("--worker")
    options = parser.parse_args()
    if options.worker:
        sys.setrecursionlimit(1_000_000)  # the peers walk by recursion
        threading.stack_size(512 * 1024 * 1024)
        thread = threading.Thread(target=worker, args=(options.worker,))
        thread.start()
        thread.join()
        return
    engines = {
        name: package
        for name, package in ENGINES.items()
        if (package == "leaf" or importlib.util.find_spec(package))
        and (name != "before" or options.before)
        and (options.peers is None or name in (*options.peers, "ours", "control"))
    }
    processes = {
        name: subprocess.Popen(
            [sys.executable, __file__, "--worker", package],
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                "MICROGRAD_LIKE_PURE": str(int(name == "in Python")),
                **({"PYTHONPATH": options.before} if name == "before" else {}),
            },
        )
        for name, package in engines.items()
    }
    others = [name for name in engines if name != "ours"]
    print(f"{platform.platform()}, Python {platform.python_version()}, {options.rounds} rounds")
    print(
        f"{'ms, medians':16}{'collector':>10}{'ours':>10}"
        + "".join(f"{name:>18}{'times':>7}" for name in others)
    )
    sizes = {  # at first, while no engine has memory in reserve
        name: asked(process, "bytes", True)[1]
        for name, process in processes.items()
        if name not in ("control", "torch", "casadi")
    }
    print("bytes a node: " + ", ".join(f"{name} {size:.0f}" for name, size in sizes.items()))
    for case in [options.only] if options.only else CASES:
        for collector in (True, False):
            seconds = measured(processes, case, collector, options.rounds)
            line = (
                f"{case:16}{'on' if collector else 'off':>10}{1e3 * statistics.median(seconds['ours']):10.1f}"
            )
            for name in others:
                if not seconds[name]:
                    line += f"{'-':>18}{'-':>7}"
                    continue
                ratio = statistics.median(b / a for a, b in zip(seconds["ours"], seconds[name], strict=True))
                line += f"{1e3 * statistics.median(seconds[name]):18.1f}{ratio:7.2f}"
            print(line, flush=True)
    gain = asked(processes["ours"], "dot", True)[1]
    print(
        f"a weighted sum of 16 and its gradient: by dot(w, x) {gain:.1f} times as quick as by sum(a * b for ...)"
    )
    for process in processes.values():
        process.stdin.close()
        process.wait()


if __name__ == "__main__":
    main()
