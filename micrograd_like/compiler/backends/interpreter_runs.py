"""What the interpreter does with a run: a loop over its steps, for each kind of sum, fold and short formula.

Each function is given the number of steps and the address of the run, and gives the address behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from .interpreter_formulas import lanes_of_a_step
from .interpreter_writer import Writer, added
from .llvm_lanes import Lanes


def short_sums(products: int, singles: int, code: Writer, count: str, at: str) -> str:
    """A run of sums with a few terms; gives the address behind it."""

    def body(i: str, values: list[str]) -> list[str]:
        (p,) = values
        terms = [code.read(p, code.lead + 2 * products + k) for k in range(singles)]
        total = added(terms)
        for k in range(code.lead, code.lead + 2 * products, 2):
            a, b = code.read(p, k), code.read(p, k + 1)
            total = a.fma(b, total) if total else a * b
        assert total
        code.result(p, i, total)
        return [code.moved(p, code.lead + 2 * products + singles)]

    return code.repeat(count, [("ptr", code.moved(at, 1))], body)[0]


def long_sums(code: Writer, count: str, at: str) -> str:
    """A run of sums of any length; several totals at a time, so that no addition waits for the one before.

    With lanes a total takes several registers, so fewer of them have room, and are enough.
    """
    products, singles = code.word(at, 1), code.word(at, 2)
    several = 2 if code.lead else 4
    bits = several.bit_length() - 1

    def term(p: str, total: str, size: int) -> str:
        if size == 2:
            return code.read(p).fma(code.read(p, 1), Lanes(code, total)).text
        return (Lanes(code, total) + code.read(p)).text

    def over(p: str, totals: list[str], n: str, size: int) -> list[str]:
        def many(_: str, values: list[str]) -> list[str]:
            p, *old = values
            new = [term(code.moved(p, size * k), total, size) for k, total in enumerate(old)]
            return [code.moved(p, several * size), *new]

        def one(_: str, values: list[str]) -> list[str]:
            p, total = values
            return [code.moved(p, size), term(p, total, size)]

        kind, turns = code.type(), code.emit(f"lshr i64 {n}, {bits}")
        p, *totals = code.repeat(turns, [("ptr", p), *((kind, x) for x in totals)], many)
        rest = code.emit(f"and i64 {n}, {several - 1}")
        p, first = code.repeat(rest, [("ptr", p), (kind, totals[0])], one)
        return [p, first, *totals[1:]]

    def body(i: str, values: list[str]) -> list[str]:
        p, *totals = over(code.moved(values[0], code.lead), [code.number(0.0)] * several, products, 2)
        p, *totals = over(p, totals, singles, 1)
        parts = [Lanes(code, x) for x in totals]
        while len(parts) > 1:
            parts = [a + b for a, b in zip(parts[0::2], parts[1::2], strict=True)]
        code.result(values[0], i, parts[0])
        return [p]

    return code.repeat(count, [("ptr", code.moved(at, 3))], body)[0]


def folds(fold: Callable[[Writer, str, str], Lanes], code: Writer, count: str, at: str) -> str:
    """A run of folds; fold: what it makes of n numbers from an address on."""
    n = code.word(at, 1)

    def body(i: str, values: list[str]) -> list[str]:
        p = code.moved(values[0], code.lead)
        code.result(values[0], i, fold(code, p, n))
        return [code.moved(p, n)]

    return code.repeat(count, [("ptr", code.moved(at, 2))], body)[0]


def _over(code: Writer, p: str, n: str, start: float, step: Callable[[Lanes, Lanes], Lanes]) -> Lanes:
    """step(step(start, first), second) ... of n numbers."""

    def one(_: str, values: list[str]) -> list[str]:
        return [code.moved(values[0], 1), step(Lanes(code, values[1]), code.read(values[0])).text]

    _, total = code.repeat(n, [("ptr", p), (code.type(), code.number(start))], one)
    return Lanes(code, total)


def _extreme(f: str, start: float, code: Writer, p: str, n: str) -> Lanes:
    return _over(code, p, n, start, lambda a, b: Lanes(code, code.call(f, a.text, b.text)))


def _product(code: Writer, p: str, n: str) -> Lanes:
    return _over(code, p, n, 1.0, lambda a, b: a * b)


def _length(code: Writer, p: str, n: str) -> Lanes:
    """The square root of the sum of squares, scaled by the largest number so that no square overflows."""
    top = _over(code, p, n, 0.0, lambda a, b: Lanes(code, code.call("max", a.text, abs(b).text)))
    positive, finite = (top > 0.0).text, top.test("olt", float("inf")).text
    scale = Lanes(code, code.pure(f"and {code.type('i1')} {positive}, {finite}"), "i1").where(top, 1.0)

    def square(total: Lanes, x: Lanes) -> Lanes:
        part = x / scale
        return part.fma(part, total)

    return scale * Lanes(code, code.own("sqrt", _over(code, p, n, 0.0, square).text))


def maps(code: Writer, count: str, at: str) -> str:
    """A formula: the function of that number does the whole run."""
    function, width = code.word(at, 1), code.word(at, 2)
    place = code.emit(f"getelementptr ptr, ptr %formulas, i64 {function}")
    args = code.moved(at, 3)
    code.do(f"call void {code.emit(f'load ptr, ptr {place}')}(ptr %v, ptr %to, ptr {args}, i64 {count})")
    return code.moved(args, code.emit(f"mul i64 {count}, {width}"))


def short_maps(text: str, reads: int, code: Writer, count: str, at: str) -> str:
    """A run of a short formula."""
    count, carried, body = lanes_of_a_step(code, text, reads, count, code.moved(at, 1))
    return code.repeat(count, carried, body)[0]


def phrase(code: Writer, count: str, at: str) -> tuple[str, str, str]:
    """Links that come again and again: the address behind them, how many results, and the last one."""
    function, width, steps = (code.word(at, k) for k in (1, 2, 3))
    place, args = code.emit(f"getelementptr ptr, ptr %formulas, i64 {function}"), code.moved(at, 4)
    address = code.emit(f"load ptr, ptr {place}")
    last = code.emit(f"call double {address}(ptr %v, ptr %to, ptr {args}, i64 {count}, double %last)")
    after = code.moved(args, code.emit(f"mul i64 {count}, {width}"))
    return after, code.emit(f"mul i64 {count}, {steps}"), last


FOLDED: dict[str, Callable[[Writer, str, str], Lanes]] = {
    "max": partial(_extreme, "max", float("-inf")), "min": partial(_extreme, "min", float("inf")),
    "prod": _product, "norm2": _length,
}  # fmt: skip
