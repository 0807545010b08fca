from __future__ import annotations

from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Each stage against the rule table's functions, at the point of the lecture notes and at two others."""
    names = ("sigy", "num", "sigx", "xpy", "xpysqr", "den", "invden", "f")
    for x, y in ((3.0, -4.0), (0.5, 1.5), (-2.0, 0.25)):
        num, square = table.add(x, table.sigmoid(y)), table.square(x + y)
        den = table.add(table.sigmoid(x), square)
        right = (
            table.sigmoid(y),
            num,
            table.sigmoid(x),
            x + y,
            square,
            den,
            table.reciprocal(den),
            table.div(num, den),
        )
        mine = you.stages(x, y)
        for k, (name, number) in enumerate(zip(names, right, strict=True)):
            mine.then(f"{name} at x = {x}, y = {y}", lambda answer, k=k: answer[k]).should_be(number)
