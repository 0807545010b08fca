"""``micrograd-like bench``: how long a gradient takes here: by the engine in C, in Python, and compiled.

Three workloads, forward and backward: a chain of 10,000 operations, the loss of micrograd's demo, and a
scalar GPT that reads 8 letters.  Each way has a process of its own, and they take turns; the control is the
first one again: its ratio shows how far two equal things lie apart on this machine.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from ..comparing.workloads import chain, gpt_example, gpt_loss, moons, moons_loss
from ..compiler.tiers import has_llvmlite
from ..engine import Value
from ..files import check_file, write_whole
from ..native import accelerated
from ..nn import MLP
from ..tables import in_columns
from .options import count

WORDS = "measure how long gradients take here: by both engines, and compiled"
SPAN = 0.02  # seconds that a way is measured in each round, or one run, if that takes longer
ALONE = "llvm alone"  # the replay, without arguments that are taken apart and results that are put together
AGREE = 1e-9  # relative: the ways have to compute the same
CASES = {
    "chain": "10,000 operations in a row",
    "moons": "the demo's loss: 100 points, 337 parameters",
    "GPT": "a scalar GPT, 8 letters, 4,192 parameters",
}


class Way(NamedTuple):
    """A way to compute gradients.  backend: of the compiler, or "" for the engine."""

    name: str
    pure: bool
    backend: str = ""


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Register ``bench``."""
    parser = subparsers.add_parser("bench", help=WORDS, description=__doc__)
    parser.add_argument("--rounds", metavar="N", type=count, default=7, help="turns of each way (default: 7)")
    parser.add_argument("--only", choices=CASES, help="this workload alone")
    parser.add_argument("--json", metavar="FILE", help="also write all numbers into this file")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, print a table for each workload, write the file."""
    if args.json:
        check_file(args.json)
    told = machine()
    print(told["machine"])
    found = {}
    for case in [args.only] if args.only else CASES:
        found[case] = measured(case, ways(case), args.rounds)
        print("", f"{case}: {CASES[case]}", *lines(found[case]), sep="\n", flush=True)
    print(
        "\ntimes as long: than the first line, the median of the rounds, and the least and the most of them"
    )
    if args.json:
        write_whole(args.json, json.dumps(told | {"rounds": args.rounds, "cases": found}, indent=2))
        print(f"wrote {args.json}")
    return 0


def machine() -> dict[str, Any]:
    """What is measured on."""
    from .. import __version__

    words = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    python = f"Python {platform.python_version()}, micrograd-like {__version__}"
    return {"machine": f"{words}, {python}", "engine in C": accelerated}


def ways(case: str) -> list[Way]:
    """The ways that there are here; the first is the one that all are compared with, and has a control."""
    eager = [Way("engine in C", False)] if accelerated else []
    eager.append(Way("engine in Python", True))
    compiled = [Way("compiled, python", False, "python")]
    if importlib.util.find_spec("numpy"):
        compiled.append(Way("compiled, numpy", False, "numpy"))
    if has_llvmlite():
        compiled += [Way("compiled, llvm", False, "llvm"), Way("its machine code alone", False, ALONE)]
    control = eager[0]._replace(name="control")
    return [*eager, *(compiled if case != "chain" else []), control]


def measured(case: str, ways: list[Way], rounds: int) -> dict[str, dict[str, float]]:
    """For each way the median time in ms, and its ratio to the first way's in the same round."""
    processes = {way.name: started(case, way) for way in ways}
    try:
        checks = {name: answer(process)[1] for name, process in processes.items()}  # all are ready
        agree(case, checks)
        spans: dict[str, list[float]] = {name: [] for name in processes}
        for _ in range(rounds):
            for name, process in processes.items():
                process.stdin.write("\n")
                process.stdin.flush()
                spans[name].append(answer(process)[0])
    finally:
        for process in processes.values():
            process.kill()
            process.communicate()
    first = spans[ways[0].name]
    return {name: figures(own, first) for name, own in spans.items()}


def agree(case: str, checks: dict[str, float]) -> None:
    """Raise unless all ways have computed the same."""
    name, truth = next(iter(checks.items()))
    for other, found in checks.items():
        if abs(found - truth) > AGREE * abs(truth):
            raise ValueError(
                f"{case}: {other} gave {found!r}, and {name} {truth!r}; please report that they differ"
            )


def figures(own: list[float], first: list[float]) -> dict[str, float]:
    """The numbers of one way."""
    ratios = [a / b for a, b in zip(own, first, strict=True)]
    return {"ms": 1000 * statistics.median(own), "ratio": statistics.median(ratios),
            "least": min(ratios), "most": max(ratios)}  # fmt: skip


def lines(found: dict[str, dict[str, float]]) -> list[str]:
    """The table of one workload."""
    rows = [[name, f"{x['ms']:.3f}", short(x["ratio"]), f"{short(x['least'])} to {short(x['most'])}"]
            for name, x in found.items()]  # fmt: skip
    return in_columns(["way", "ms", "times as long", "range"], rows, words={0})


def short(ratio: float) -> str:
    """Two digits after the point; of a small one its first two digits.

    >>> short(12.345), short(0.002345)
    ('12.35', '0.0023')
    """
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.2g}"


# ---- a way, in a process of its own


def started(case: str, way: Way) -> Any:
    """The process of a way; it says a line when it is ready, and one for each line that it is sent."""
    program = f"from micrograd_like.commands.bench import work; work({case!r}, {way.backend!r})"
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    home = str(Path(__file__).parents[2])
    path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    env = os.environ | threads | {"MICROGRAD_LIKE_PURE": str(int(way.pure)), "PYTHONPATH": path}
    return subprocess.Popen([sys.executable, "-c", program], text=True, env=env,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip


def answer(process: Any) -> tuple[float, float]:
    """What a process says: seconds, and a number that all ways have to agree on."""
    text = process.stdout.readline()
    if not text:
        raise ValueError("a process that measures has ended; its own words are above")
    seconds, check = json.loads(text)
    return seconds, check


def work(case: str, backend: str) -> None:
    """Answer each line of standard input with the seconds of a run, and what it computed."""
    call, numbers = prepared(case, backend)
    call()  # compiles, and fills the caches
    print(json.dumps([0.0, sum(numbers())]), flush=True)
    for _ in sys.stdin:
        gc.collect()
        gc.disable()
        runs, start = 0, time.process_time()
        while not runs or time.process_time() - start < SPAN:
            call()
            runs += 1
        seconds = (time.process_time() - start) / runs
        gc.enable()
        print(json.dumps([seconds, sum(numbers())]), flush=True)


def prepared(case: str, backend: str) -> tuple[Callable, Callable[[], Iterable[float]]]:
    """One forward and backward pass, and the value and the gradient that it gave."""
    random.seed(1337)
    if case == "chain":
        return by_engine(chain, [Value(x) for x in (0.9, 1.1, -0.2, 0.5)])
    if case == "moons":
        model, (points, sides) = MLP(2, [16, 16, 1]), moons()
        if backend:
            return by_program(moons_loss, backend, model, points, sides)
        return by_engine(lambda: moons_loss(model, points, sides), model.parameters())
    weights, tokens, targets = gpt_example()
    if backend:
        return by_program(gpt_loss, backend, weights, tokens, targets)
    leaves = {name: [[Value(w) for w in row] for row in rows] for name, rows in weights.items()}
    parameters = [w for rows in leaves.values() for row in rows for w in row]
    return by_engine(lambda: gpt_loss(leaves, tokens, targets), parameters)


def by_engine(loss: Callable, parameters: list[Value]) -> tuple[Callable, Callable]:
    """A pass by the engine that is on."""
    last: list[float] = []

    def call() -> None:
        for p in parameters:
            p.grad = 0.0
        out = loss(*parameters) if loss is chain else loss()
        out.backward()
        last[:] = [out.data]

    return call, lambda: [*last, *(p.grad for p in parameters)]


def by_program(loss: Callable, backend: str, *args: Any) -> tuple[Callable, Callable]:
    """A pass by a compiled program, arguments and results in their shapes as a user has them."""
    from ..compiler import compile
    from ..modes import trees

    if backend == ALONE:
        return by_replay(compile(loss, backend="llvm"), *args)
    program, last = compile(loss, backend=backend), []

    def call() -> None:
        last[:] = program.value_and_grad(*args)

    return call, lambda: [last[0], *trees.flatten(last[1])]


def by_replay(program: Any, *args: Any) -> tuple[Callable, Callable]:
    """What a loop in machine code does in each turn: value and gradient, from numbers that lie in place."""
    program.value_and_grad(*args)
    _, ready, wrt = program._ready(args)
    found, at = ready.machine.numbers, ready.plan.gradients
    return ready.machine.run, lambda: [found[ready.plan.outputs[0]], *found[at : at + len(wrt)]]
