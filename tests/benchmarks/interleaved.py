"""What the benchmarks of compiled programs share: peers if they are installed, races, and a check before them."""

from __future__ import annotations

import gc
import importlib
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

Call = Callable[[], Any]
OURS = "ours, numpy"


def optional(name: str) -> Any:
    """A package, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


jax, torch, casadi, sklearn = (optional(name) for name in ("jax", "torch", "casadi", "sklearn"))
if jax:
    jax.config.update("jax_enable_x64", True)
if torch:
    torch.set_num_threads(1)


def machine_of(program: Any, *args: Any) -> Any:
    """The replay of value and gradient alone: what a training loop calls again and again."""
    program.value_and_grad(*args)
    _, ready, wrt = program._ready(args)
    at = ready.plan.gradients
    return ready.machine, lambda: np.array(ready.machine.numbers[at : at + len(wrt)])


def figures(name: str, trace: Call) -> dict[str, float]:
    """How long trace to plan takes, and what comes out; the quicker of two."""
    seconds = []
    for _ in range(2):
        gc.collect()
        start = time.process_time()
        program, args = trace()
        program.value_and_grad(*args)
        seconds.append(time.process_time() - start)
    stats = program.stats()
    (plan,) = [p for key, p in stats["plans"].items() if "gradient" in key]
    found = {"nodes": stats["nodes"], "operands": stats["operands"], "kernels": plan["kernels"],
             "products": plan["products"], "compile_s": min(seconds),
             "us_per_operand": 1e6 * min(seconds) / stats["operands"]}  # fmt: skip
    print(f"\n{name}: {stats['nodes']:,} steps -> {plan['kernels']} kernels, {plan['products']} matrix products; "
          f"trace to checked plan {min(seconds):.2f} s, {found['us_per_operand']:.1f} us per operand")  # fmt: skip
    return found


def race(calls: dict[str, Call], rounds: int, base: str = OURS) -> dict[str, dict[str, float]]:
    """The median time of each call, in microseconds, and its ratio to the base's in the same round."""
    calls = {**calls, "control": calls[base]}
    for call in calls.values():
        call()
    gc.collect()
    gc.freeze()
    spans: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            count, start = 0, time.process_time()
            while count < 1 or (time.process_time() - start < 0.02 and count < 5000):
                several = 1 if count < 3 else 100 if count > 300 else 10  # reading the clock takes 0.5 us
                for _ in range(several):
                    call()
                count += several
            spans[name].append(1e6 * (time.process_time() - start) / count)
    gc.unfreeze()
    found = {}
    for name, own in sorted(spans.items(), key=lambda item: statistics.median(item[1])):
        ratios = [a / b for a, b in zip(own, spans[base], strict=True)]
        found[name] = {"us": statistics.median(own), "ratio": statistics.median(ratios),
                       "low": min(ratios), "high": max(ratios)}  # fmt: skip
        print(f"  {name:16s}{found[name]['us']:12.1f} us   x{found[name]['ratio']:9.2f}"
              f"   [{min(ratios):.2f} .. {max(ratios):.2f}]")  # fmt: skip
    return found


def held(name: str, got: Any, truth: Any) -> None:
    """Stop where a gradient is not the engine's."""
    got, truth = np.asarray(got, float).ravel(), np.asarray(truth, float).ravel()
    apart = float(np.abs(got - truth).max() / np.abs(truth).max())
    if not apart <= 1e-12:
        raise SystemExit(f"{name}: the gradient differs by {apart:.1e} of its largest number")
