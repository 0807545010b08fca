"""Which machine runs a graph: by the backend asked for, what is installed, and how regular the graph is."""

from __future__ import annotations

import importlib.util
from typing import Any

from .backends.on_python import PythonMachine
from .plan import SMALL, Plan
from .readers import has_numpy
from .ready import fused
from .reverse_sweep import Built
from .tiers import PER_NUMBER, ROOMY, has_llvmlite

STRAIGHT = 1_000  # runs of a few steps up to which machine code is made of them: it takes a second or two
BACKENDS = ("auto", "python", "numpy", "llvm", "interpreter", "jax")


def interprets(built: Built, backend: str, fast_math: bool, notes: list[str]) -> bool:
    """Whether the interpreter is to run it at once: a big graph whose runs are small.  notes: get the reason.

    For "llvm" only where machine code of its own would take many seconds to make: it would be faster by
    half, but no loop of a usual length makes up for that.
    """
    if backend == "interpreter":
        return True
    least = {"auto": SMALL, "llvm": STRAIGHT}.get(backend)
    if least is None or not has_llvmlite() or built.graph.size <= least:
        return False
    tape = fused(built)
    if tape.regular >= ROOMY or (backend == "llvm" and len(tape.runs) <= STRAIGHT):
        return False
    why = f"{tape.regular:.1f} steps of one form are there at once, on average"
    if backend == "llvm":
        more = "; fast_math changes nothing there" if fast_math else ""
        notes.append(f"interpreter: {why}; machine code of {len(tape.runs)} such runs would take "
                          f"{len(tape.runs) * PER_NUMBER:.0f} s or more to make{more}")  # fmt: skip
    else:
        notes.append(f"interpreter: {why}; kernels pay from {ROOMY:g} on")
    return True


def machine_for(plan: Plan, backend: str, fast_math: bool, notes: list[str]) -> Any:
    """The machine of a plan.  notes: get the reason, where the backend is chosen here."""
    if backend == "llvm":
        from .backends.on_llvm import LLVMMachine

        return LLVMMachine(plan, fast_math=fast_math)
    size = sum(kernel.n for kernel in plan.kernels) / max(len(plan.kernels), 1)
    if backend == "python" or (backend == "auto" and (size < ROOMY or not has_numpy())):
        if backend == "auto":
            few = f"kernels have {size:.1f} results on average; arrays pay from {ROOMY:g} on"
            notes.append(
                f"python: {few}" if has_numpy() else "python: pip install 'micrograd-like[jit]' brings NumPy"
            )
        return PythonMachine(plan)
    if backend == "jax":
        from .backends.on_jax import JaxMachine

        return JaxMachine(plan)
    from .backends.on_numpy import NumPyMachine

    return NumPyMachine(plan)


def check_backend(backend: str, fast_math: bool = False) -> str:
    """The backend, if there is one of that name and it can run here, as fast_math asks if it does."""
    if backend not in BACKENDS:
        raise ValueError(f"backend is one of {', '.join(BACKENDS)}, but got {backend!r}")
    if fast_math and backend != "llvm":
        raise ValueError(
            f"fast_math=True is for backend='llvm', but got backend={backend!r}, which has no less accurate "
            "functions; leave fast_math out, or use backend='llvm'"
        )
    if backend == "numpy" and not has_numpy():
        raise ImportError(
            "backend='numpy' needs NumPy; install it, or use backend='python', which needs nothing"
        )
    if backend in ("llvm", "interpreter") and not has_llvmlite():
        raise ImportError(
            f"backend={backend!r} needs llvmlite and NumPy: pip install 'micrograd-like[jit]'; "
            "or use backend='python', which needs nothing"
        )
    if backend == "jax" and importlib.util.find_spec("jax") is None:
        raise ImportError("backend='jax' needs jax; pip install 'micrograd-like[jax]' brings it")
    return backend
