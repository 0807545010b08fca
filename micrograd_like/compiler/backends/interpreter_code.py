"""The interpreter of a fused tape, as text in LLVM's language: written once, for every graph there is.

A tape is a row of whole numbers.  A run begins with its operation and count, and the numbers that belong to
the operation; then come the slots that each step reads.

    END
    SUM count  p s      p pairs, s singles ...  sums of products
    MAX, MIN, PROD, NORM2 count  n              n slots ...
    MAP count  f w                              w slots ..., formula number f
    PAIR count  f w                             the same, for a formula with two results
    PHRASE count  f w s                         w slots ..., s links in a function of their own, number f
    short(p, s) count   p pairs, s singles ...  the same as SUM, for a few terms: without loops
    formula count       w slots ...             a formula that is short enough to be in the interpreter
    link                slots ...               a step that stands alone (interpreter_links.py)

A longer formula is a function of its own, compiled by itself and kept: the next graph with a tanh finds it
there.

With one lane a slot is a number; results lie side by side, so nothing says where, and formulas gather
several steps of a run into one register.  With more lanes a slot is a row of numbers, one for each example,
and the tape holds its place in bytes; then each step begins with the slot of its result, so that slots can be
used again.  Only one lane has links, only more lanes have short formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from .interpreter_runs import FOLDED, folds, long_sums, maps, phrase, short_maps, short_sums
from .interpreter_writer import Writer
from .llvm_words import CodeModule

END, SUM, MAP, PAIR, PHRASE, MAX, MIN, PROD, NORM2, FIRST_SHORT = range(10)
FOLDS = {"max": MAX, "min": MIN, "prod": PROD, "norm2": NORM2}
SHAPES = [(p, s) for p in range(7) for s in range(7 - p) if p + s]
SHORT = {shape: FIRST_SHORT + k for k, shape in enumerate(SHAPES)}  # (products, single terms): operation
AFTER_SHORT = FIRST_SHORT + len(SHAPES)


def interpreter(width: int, links: Mapping[int, Any], formulas: Mapping[int, tuple[str, int]]
                ) -> tuple[CodeModule, str]:  # fmt: skip
    """The function ``interpret(v, out, code, formulas)``.

    v: the slots.  out: where the first result goes.  code: the tape.  formulas: addresses of functions.
    links: the operations for steps that stand alone, by number.  formulas: those that are short enough
    to be written into the interpreter, and how many operands each has.
    """
    module = CodeModule()
    code = Writer(module, width)
    operations = _operations(links, formulas)
    code.do("br label %next")
    code.start("next")
    at = len(code.lines)
    word = code.word("%at")
    count = code.emit(f"lshr i64 {word}, 8")
    labels = " ".join(f"i64 {op}, label %op{op}" for op in operations)
    kind = code.emit(f"and i64 {word}, 255")
    code.do(f"switch i64 {kind}, label %never [i64 {END}, label %end {labels}]")
    ends = []
    for op, operation in operations.items():
        code.start(f"op{op}")
        code._known = {}
        after, done, last = operation(code, count)
        ends.append((code.label, after, code.slot("%to", done), last))
        code.do("br label %next")
    firsts = (("%at", "ptr", "%code"), ("%to", "ptr", "%out"), ("%last", code.type(), code.number(0.0)))
    code.lines[at:at] = [
        f"  {name} = phi {kind} [{first}, %entry], " + ", ".join(f"[{end[k]}, %{end[0]}]" for end in ends)
        for k, (name, kind, first) in enumerate(firsts, 1)
    ]
    for label, end in (("end", "ret void"), ("never", "unreachable")):
        code.start(label)
        code.do(end)
    head = "define void @interpret(ptr %v, ptr %out, ptr %code, ptr %formulas)"
    return module, f"{head} #0 {{\nentry:\n{code}\n}}"


# What an operation writes: the address behind it, how many results it gave, and the last one in a register.
Operation = Callable[[Writer, str], tuple[str, str, str]]


def _operations(links: Mapping[int, Any], formulas: Mapping[int, tuple[str, int]]
                ) -> dict[int, Operation]:  # fmt: skip
    """What is written for each operation, by its number."""
    runs: dict[int, Callable[[Writer, str, str], str]] = {SUM: long_sums, MAP: maps}
    runs |= {op: partial(folds, FOLDED[name]) for name, op in FOLDS.items()}
    runs |= {op: partial(short_sums, p, s) for (p, s), op in SHORT.items()}
    runs |= {op: partial(short_maps, *what) for op, what in formulas.items()}

    def of_run(run: Callable, code: Writer, count: str) -> tuple[str, str, str]:
        return run(code, count, "%at"), count, "%last"

    def of_pair(code: Writer, count: str) -> tuple[str, str, str]:
        return maps(code, count, "%at"), code.emit(f"shl i64 {count}, 1"), "%last"

    def of_phrase(code: Writer, count: str) -> tuple[str, str, str]:
        return phrase(code, count, "%at")

    def of_link(link: Any, code: Writer, _: str) -> tuple[str, str, str]:
        step = code.moved("%at", 1)
        last = link.computed(code, step, "%last")
        code.write("%to", "0", last)
        return code.moved(step, link.count), "1", last.text

    found: dict[int, Operation] = {op: partial(of_run, run) for op, run in runs.items()} | {PAIR: of_pair}
    if links:
        found |= {PHRASE: of_phrase} | {op: partial(of_link, link) for op, link in links.items()}
    return found
