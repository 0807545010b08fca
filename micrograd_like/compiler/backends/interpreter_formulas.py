"""Functions that the interpreter calls for runs: of a formula, of two formulas together, of a phrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any

from ..rewriting import written_out
from ..shared_graph import parsed
from .interpreter_writer import Writer
from .llvm_code import Code
from .llvm_lanes import Lanes
from .llvm_tanh import TOGETHER
from .llvm_words import CodeModule, LLVMWords


def formula_function(text: str, reads: int, lanes: int, vector: int) -> tuple[CodeModule, str]:
    """``formula(v, to, args, count)`` for a run of one formula, or of a pair: "formula, formula".

    With one lane, several steps are put into a register and computed at once; at the end of a run the last
    step fills it up.
    """
    module = CodeModule()
    code = Writer(module, lanes if lanes > 1 else vector)
    step = lanes_of_a_step if lanes > 1 or vector == 1 else _several_steps
    code.repeat(*step(code, text, reads))
    code.do("ret void")
    return module, f"define void @function(ptr %v, ptr %to, ptr %args, i64 %count) #0 {{\nentry:\n{code}\n}}"


def _computed(code: Code, text: str, given: Sequence[str]) -> list[Lanes]:
    """The results of a formula or of a pair."""
    if text in TOGETHER:
        return TOGETHER[text](code, *(Lanes(code, x) for x in given))
    letters = dict(zip(LETTERS, given, strict=False))
    return [Lanes(code, LLVMWords(code, letters).spell(parsed(written_out(text))))]


def lanes_of_a_step(code: Writer, text: str, reads: int, count: str = "%count", at: str = "%args"
                     ) -> tuple[str, list, Callable]:  # fmt: skip
    own = code.lead * (1 + (text in TOGETHER))

    def body(i: str, values: list[str]) -> list[str]:
        (p,) = values
        found = _computed(code, text, [code.read(p, own + k).text for k in range(reads)])
        code.results(p, i, found)
        return [code.moved(p, own + reads)]

    return count, [("ptr", at)], body


def _several_steps(code: Writer, text: str, reads: int) -> tuple[str, list, Callable]:
    width = code.width
    more = code.emit(f"add i64 %count, {width - 1}")
    turns, last = code.emit(f"udiv i64 {more}, {width}"), code.emit("sub i64 %count, 1")

    def body(i: str, _: list[str]) -> list[str]:
        first = code.emit(f"mul i64 {i}, {width}")
        steps = [code.emit(f"add i64 {first}, {lane}") for lane in range(width)]
        steps = [code.emit(f"call i64 @llvm.umin.i64(i64 {k}, i64 {last})") for k in steps]
        rows = [code.moved("%args", code.emit(f"mul i64 {k}, {reads}")) for k in steps]
        given = [
            code.gathered(
                [code.emit(f"getelementptr double, ptr %v, i64 {code.word(row, k)}") for row in rows]
            ).text
            for k in range(reads)
        ]
        to = "%to"
        for found in _computed(code, text, given):
            code.scattered(found, [code.emit(f"getelementptr double, ptr {to}, i64 {k}") for k in steps])
            to = code.emit("getelementptr double, ptr %to, i64 %count")
        return []

    return turns, [], body


def phrase_function(links: Sequence[Any]) -> tuple[CodeModule, str]:
    """``phrase(v, to, args, count, last)``: the links in order, count times; gives the last result."""
    module = CodeModule()
    code = Writer(module, 1)

    def body(_: str, values: list[str]) -> list[str]:
        args, to, last = values
        at = 0
        for k, link in enumerate(links):
            last = link.computed(code, code.moved(args, at), last).text
            code.write(to, str(k), Lanes(code, last))
            at += link.count
        return [code.moved(args, at), code.slot(to, str(len(links))), last]

    found = code.repeat("%count", [("ptr", "%args"), ("ptr", "%to"), ("double", "%last")], body)
    code.do(f"ret double {found[2]}")
    head = "define double @function(ptr %v, ptr %to, ptr %args, i64 %count, double %last)"
    return module, f"{head} #0 {{\nentry:\n{code}\n}}"
