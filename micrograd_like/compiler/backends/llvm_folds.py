"""max, min, prod and norm2 of each row, for as many rows at once as a register has lanes."""

from __future__ import annotations

from collections.abc import Callable

from .llvm_code import Code
from .llvm_lanes import Lanes, sum_and_loss
from .llvm_operands import ORIGIN, At, SlotOperand

FOLDS = {"max": "-inf", "min": "inf", "prod": "1", "norm2": "0"}
Over = Callable[[list[str], Callable[[str, list[str]], list[str]]], list[str]]


def fold(code: Code, word: str, x: SlotOperand, count: int, at: tuple[At, At]) -> str:
    """The fold of that name over count numbers in each row; norm2 is scaled by the largest."""

    def over(start: list[str], step: Callable[[str, list[str]], list[str]]) -> list[str]:
        turn = lambda k, c: step(x.lanes(code, (*at, k), "j", {}), c)  # noqa: E731
        if count == 1:
            return turn(ORIGIN, start)
        return code.loop(count, lambda k, c: turn(At(k), c), 1, [(code.type(), s) for s in start])

    if word == "norm2":
        return _norm2(code, over)
    start = code.number(float(FOLDS[word]))
    if word == "prod":
        return over([start], lambda y, c: [code.pure(f"fmul {code.type()} {c[0]}, {y}")])[0]
    return over([start], lambda y, c: [code.call(word, y, c[0])])[0]


def _norm2(code: Code, over: Over) -> str:
    """The root of the sum of squares, of numbers scaled by a power of two so that nothing overflows.

    The rounding errors of squares and sums are carried along, so that the result is right to an ulp.
    """
    zero = Lanes(code, code.number(0.0))
    (top,) = over([zero.text], lambda y, c: [code.call("max", code.own("fabs", y), c[0])])
    scale, back = (Lanes(code, code.call(f, top)) for f in ("scale_down", "scale_up"))

    def add(y: str, c: list[str]) -> list[str]:
        high, low = (Lanes(code, x) for x in c)
        x = Lanes(code, y) * scale
        square = x * x
        total, lost = sum_and_loss(high, square)
        return [total.text, (lost + (x.exact_fma(x, 0.0 - square) + low)).text]

    high, low = (Lanes(code, x) for x in over([zero.text] * 2, add))
    root = Lanes(code, code.own("sqrt", (high + low).text))
    return code.call("length", top, (root * back).text)
