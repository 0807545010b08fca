"""From LLVM's text to functions that can be called: for this processor, compiled now or read from the disk.

>>> text = "define double @twice(double %x) { %y = fadd double %x, %x ret double %y }"
>>> code = linked(text, ["twice"])
>>> ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)(code.address["twice"])(2.5)
5.0

``MICROGRAD_LIKE_VECTOR`` says how many doubles a register holds: 8, 4, 2 or 1, instead of as many as the
processor has.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import itertools
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

import llvmlite
import llvmlite.binding as llvm

from ...rules.row import FLOATS
from . import object_files
from .llvm_words import LIBRARY, PYTHON

WIDTHS = (8, 4, 2, 1)
# What else the code depends on, besides the text, the target and LLVM itself.  Loops are over vectors already
# and keep their numbers in registers, so that the passes for that would find nothing; they take most of the
# time of ``-O2``.
PASSES = ("always_inliner", "instruction_combine", "simplify_cfg", "dead_code_elimination")
OPTIONS = {"opt": 2, "reloc": "pic", "codemodel": "default"}
# What LLVM may call by itself: where a processor lacks an instruction, and to copy.
HELPERS = ("floor", "ceil", "trunc", "rint", "fma", "sqrt", "memcpy", "memset", "memmove")
_numbers = itertools.count()


class Target(NamedTuple):
    """What code is made for.  width: how many doubles a register holds."""

    triple: str
    cpu: str
    features: str
    width: int


class Linked(NamedTuple):
    """Functions in memory, for as long as this is kept.  address: by name.  cached: read from the disk."""

    address: dict[str, int]
    cached: bool
    keeps: Any


def host(width: int = 0) -> Target:
    """This machine; width: how many lanes to use, instead of as many as a register of it has."""
    triple, cpu, features, own = _host()
    return Target(triple, cpu, features, width or _wished() or own)


@cache
def _host() -> Target:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    found = llvm.get_host_cpu_features()
    own = 8 if found.get("avx512f") else 4 if found.get("avx2") else 2
    return Target(llvm.get_process_triple(), llvm.get_host_cpu_name(), found.flatten(), own)


def _wished() -> int:
    wish = os.environ.get("MICROGRAD_LIKE_VECTOR", "")
    if wish and wish not in map(str, WIDTHS):
        raise ValueError(f"MICROGRAD_LIKE_VECTOR is one of 8, 4, 2 and 1, but got {wish!r}; leave it out "
                         "to use what this processor has")  # fmt: skip
    return int(wish or 0)


@cache
def _machine(target: Target) -> Any:
    if target.triple != _host().triple:
        llvm.initialize_all_targets()
        llvm.initialize_all_asmprinters()
    found = llvm.Target.from_triple(target.triple)
    return found.create_target_machine(target.cpu, target.features, **OPTIONS)


def optimized(text: str, target: Target) -> Any:
    """LLVM's module of a text, after the passes."""
    machine = _machine(target)
    module = llvm.parse_assembly(text)
    module.triple, module.data_layout = target.triple, str(machine.target_data)
    passes = llvm.create_new_module_pass_manager()
    for name in PASSES:
        getattr(passes, f"add_{name}_pass")()
    passes.run(module, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(0)))
    return module


def assembly(text: str, target: Target) -> str:
    """The instructions of the target, to be read."""
    return _machine(target).emit_assembly(optimized(text, target))


def object_code(text: str, target: Target) -> bytes:
    """The object file of a text, for this processor or another."""
    return _machine(target).emit_object(optimized(text, target))


def linked(text: str, exports: Iterable[str], outside: Iterable[str] = (), target: Target | None = None
           ) -> Linked:  # fmt: skip
    """The functions of a text, ready to be called.

    exports: the names whose addresses are wanted.  outside: what the text calls, as Module.outside has it.
    """
    target = target or host()
    name = name_on_disk(text, target)
    code = object_files.read(name)
    if code is not None:
        with suppress(RuntimeError):  # it is no object, or another one
            return _joined(code, exports, outside, cached=True)
    code = object_code(text, target)
    object_files.keep(name, code)
    return _joined(code, exports, outside, cached=False)


def name_on_disk(text: str, target: Target) -> str:
    """The file of this text's code; of all that the code depends on, so that nothing stale is ever found."""
    made_by = llvmlite.__version__, str(llvm.llvm_version_info), str(PASSES), str(OPTIONS)
    return object_files.name_of(text, *map(str, target), *made_by)


def _joined(code: bytes, exports: Iterable[str], outside: Iterable[str], cached: bool) -> Linked:
    """The functions of an object in this process."""
    builder = llvm.JITLibraryBuilder().add_object_img(code)
    for symbol in {*outside, *HELPERS}:
        if (address := address_of(symbol)) is not None:
            builder.import_symbol(symbol, address)
    for symbol in exports:
        builder.export_symbol(symbol)
    library = builder.link(_linker(), f"program{next(_numbers)}")
    return Linked({symbol: library[symbol] for symbol in exports}, cached, library)


@cache
def _linker() -> Any:
    # JITLink puts the parts of an object side by side.  LLVM's older linker may put them farther apart than
    # their code can reach, and then ends the process.
    return llvm.create_lljit_compiler(use_jit_link=True)


@cache
def address_of(symbol: str) -> int | None:
    """Where a function outside is: one of C's, or one of the table's that Python computes."""
    name = symbol.removeprefix("python_")
    if symbol.startswith("python_"):
        kept = _called_back(name, PYTHON[name])
    else:
        kept = getattr(_c_library(), symbol, None)
        if kept is None and symbol in LIBRARY:
            kept = _called_back(name, LIBRARY[name])
    return None if kept is None else ctypes.cast(kept, ctypes.c_void_p).value


@cache
def _c_library() -> Any:
    if sys.platform == "win32":
        return ctypes.cdll.ucrtbase
    return ctypes.CDLL(ctypes.util.find_library("m") or None)


@cache
def _called_back(name: str, arguments: int) -> Any:
    """A function of the table's floats for C to call."""
    kind = ctypes.CFUNCTYPE(ctypes.c_double, *[ctypes.c_double] * arguments)
    return kind(FLOATS[f"_{name}"])
