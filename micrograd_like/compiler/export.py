"""A program as text in a language of one's choice, to read it or to take it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from .backends.c_text import c_text
from .backends.on_python import PythonMachine
from .choosing import check_backend
from .javascript import program
from .plan_in_words import Names
from .readers import has_numpy
from .ready import Ready
from .versions import Version

LANGUAGES = ("python", "numpy", "llvm", "c", "javascript", "stablehlo")


def source(version: Version, ready: Ready, wrt: range, language: str = "") -> str:
    """The replay of value and gradient; the backend's own language unless another is asked for.

    In JavaScript it is the tape with its two sweeps: ``tape.data[k] = ...; forward(tape); backward(tape)``.
    """
    language = language or ready.machine.name
    if language == ready.machine.name:
        return ready.machine.text
    if language == "stablehlo":
        check_backend("jax")
        from .backends.on_jax import JaxMachine

        return JaxMachine(ready.plan).exported().mlir_module()
    if language == "python":
        return PythonMachine(ready.plan).text
    if language == "javascript":
        return program(version.tape)
    if language == "c":
        return c_text(ready.plan, comments(version, ready, wrt))
    if language == "llvm":
        check_backend("llvm")
        from .backends.on_llvm import LLVMMachine

        return LLVMMachine(ready.plan).text
    if not has_numpy():
        raise ImportError("source('numpy') needs NumPy; install it, or take source('python')")
    from .backends.on_numpy import NumPyMachine

    return NumPyMachine(ready.plan).text


def check_language(language: str) -> None:
    """Raise ValueError unless there is a language of that name; "" is the backend's own."""
    if language not in ("", *LANGUAGES):
        raise ValueError(
            f"source takes one of {', '.join(LANGUAGES)} first, then the arguments, but got {language!r}"
        )


def comments(version: Version, ready: Ready, wrt: range) -> Sequence[str]:
    """Where the inputs and results lie, and the plan."""
    names = [f"v[{k}] is {version.tape.name(k)}" for k in list(version.slots)[:8]]
    more = [f"... {version.inputs} inputs in all"] if version.inputs > len(names) else []
    found = f"v[OUTPUT] is the value, v[GRADIENTS] ... the gradient by v[{wrt.start}] ... v[{wrt.stop - 1}]"
    return [*names, *more, found, *(line.split("    #")[0] for line in Names(version, ready, wrt).lines())]
