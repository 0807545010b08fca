"""A graph as a few lines of text, for any terminal: each node above its operands, shared ones only once.

>>> from micrograd_like import Value
>>> a, b = Value(2.0, label="a"), Value(1.0, label="b")
>>> c = a + b; c.label = "c"
>>> d = b + 1; d.label = "d"
>>> print(sketch(c * d))
6.0  *
├─ c = 3.0  +
│  ├─ a = 2.0
│  └─ b = 1.0
└─ d = 2.0  +
   ├─ b = 1.0  (see above)
   └─ 1.0
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .drawn_answers import Drawn

if TYPE_CHECKING:
    from micrograd_like import Value

LINES = 40  # a bigger picture explains nothing


def sketch(
    root: Value,
    marks: Mapping[tuple[Value, int], str] | None = None,
    words: Mapping[Value, str] | None = None,
) -> Drawn:
    """The graph below root; a string, and what draws it for a notebook.

    marks: words to put at an edge, given as (node, number of the operand).
    words: something to say behind a node.
    """
    marks, words = marks or {}, words or {}
    lines: list[str] = []
    seen: set[Value] = set()
    stack: list[tuple[Value, str, str, str]] = [(root, "", "", "")]
    while stack and len(lines) < LINES:
        node, first, below, mark = stack.pop()
        name = f"{node.label} = {node.data:.6g}" if node.label else f"{node.data:.6g}"
        name = name if not float(node.data).is_integer() or abs(node.data) >= 1e6 else f"{name}.0"
        op = f"  {node._op}" if node._op else ""
        again = "  (see above)" if node in seen else ""
        said = f"  {words[node]}" if node in words else ""
        lines.append(f"{first}{name}{op}{again}{said}" + (f"   <== {mark}" if mark else ""))
        if node in seen and node.parents:
            continue
        seen.add(node)
        for k in reversed(range(len(node.parents))):
            last = k == len(node.parents) - 1
            turn, go_on = ("└─ ", "   ") if last else ("├─ ", "│  ")
            stack.append((node.parents[k], below + turn, below + go_on, marks.get((node, k), "")))
    text = "\n".join(lines + ["..."] * bool(stack))
    return Drawn(text, lambda: _image(root, marks, words))


def _image(root: Value, marks: Mapping[tuple[Value, int], str], words: Mapping[Value, str]) -> str:
    from .marked_graphs import image

    return image(root, marks, words)
