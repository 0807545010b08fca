"""What the checks of several exercises of this lesson need."""

from __future__ import annotations

from micrograd_like import Value


def olah(a: float, b: float) -> Value:
    x, y = Value(a, label="a"), Value(b, label="b")
    c, d = x + y, y + 1
    e = c * d
    c.label, d.label, e.label = "c", "d", "e"
    return e
