"""What the checks of several exercises of this lesson need."""

from __future__ import annotations

from typing import Any

EXAMPLES = [(5.0, 0.3), (1.0, 0.8)]


def line(w: Any) -> Any:
    return sum((w * x - y) ** 2 for x, y in EXAMPLES) / len(EXAMPLES)
