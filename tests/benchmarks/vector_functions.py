"""The functions of machine code for several lanes, beside C's called lane by lane, and beside fast_math.

    python tests/benchmarks/vector_functions.py [ROUNDS]      a few seconds with 9 rounds

Nanoseconds for a number, of 1,024 that lie in the cache, and how many times as long the others take; medians
of rounds, interleaved, by the processor's clock.  The control is the first column again.
"""

from __future__ import annotations

import ctypes
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from micrograd_like.compiler.backends.llvm_code import Code
from micrograd_like.compiler.backends.llvm_words import LIBRARY, CodeModule
from micrograd_like.compiler.backends.machine_code import host, linked

NAMES = ("exp", "log", "tanh", "sigmoid", "softplus", "sech2", "sin", "cos", "tan", "pow", "hypot", "erf", "erfc",
         "sinh", "cosh", "log2", "atan", "asin", "acos", "asinh", "acosh", "atanh")  # fmt: skip
TWO = ("pow", "hypot")
COUNT, REPEATS = 1024, 100


def over_arrays(name: str, call: Callable[[Code], Callable], fast_math: bool = False) -> tuple[Callable, Any]:
    """A function z[k] = f(x[k], y[k]) in machine code, and what keeps it in memory."""
    module, width = CodeModule(fast_math), host().width
    code = Code(module, width)

    def body(i: str) -> None:
        x, y, z = (code.emit(f"getelementptr double, ptr {p}, i64 {i}") for p in ("%x", "%y", "%z"))
        given = [code.emit(f"load {code.type()}, ptr {p}, align 8") for p in (x, y)[: 1 + (name in TWO)]]
        code.do(f"store {code.type()} {call(code)(name, *given)}, ptr {z}, align 8")

    code.loop(COUNT, body, width)
    text = f"define void @run(ptr %x, ptr %y, ptr %z) {{\nentry:\n{code}\n  ret void\n}}"
    attributes = "attributes #0 = { nounwind }\nattributes #1 = { nounwind }"
    kept = linked(f"{module}\n{text}\n{attributes}", ["run"], module.outside)
    return ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 3)(kept.address["run"]), kept


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    r = np.random.default_rng(1)
    x, y, z = r.uniform(0.1, 5.0, COUNT), r.uniform(-3.0, 3.0, COUNT), np.zeros(COUNT)
    given = [array.ctypes.data for array in (x, y, z)]
    print(f"{host().cpu}, {host().width} doubles in a register\n{'':10s}ours     C   fast_math  control")
    for name in NAMES:
        made = {"ours": over_arrays(name, lambda code: code.call),
                "fast": over_arrays(name, lambda code: code.call, fast_math=True)}  # fmt: skip
        if name in LIBRARY:
            made["C"] = over_arrays(name, lambda code: code.lane_by_lane)
        made["control"] = made["ours"]
        spans: dict[str, list[float]] = {key: [] for key in made}
        for _ in range(rounds):
            for key, (run, _) in made.items():
                start = time.process_time()
                for _ in range(REPEATS):
                    run(*given)
                spans[key].append(1e9 * (time.process_time() - start) / (COUNT * REPEATS))
        own = statistics.median(spans["ours"])
        ratios = {key: statistics.median(a / b for a, b in zip(spans[key], spans["ours"], strict=True))
                  for key in made}  # fmt: skip
        c = f"x{ratios['C']:.2f}" if "C" in ratios else ""
        print(f"{name:8s}{own:5.2f} ns{c:>7s}{ratios['fast']:>9.2f}{ratios['control']:>11.2f}")


if __name__ == "__main__":
    main()
