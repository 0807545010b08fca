"""The chain rule as a sum over paths: the gradient is the sum, over all paths, of the product of the partials
along each.

Reverse mode comes to the same sum without listing the paths, by adding up at every node before going on.
Listing them is for looking at small graphs; counting them shows why nobody lists them for large ones.

>>> from micrograd_like import Value
>>> x = Value(1.5, label="x")
>>> y = x * x
>>> o = y + y * (3 * y + 1)
>>> count_paths(o, x), sum(path.product for path in paths(o, x))
(6, 46.5)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from ..engine import Value, topological_order
from ..steps import a_value, name_nodes, short


@dataclass(frozen=True, slots=True)
class Path:
    """One way from x to the output: its nodes, output first, and the partial of each edge along it."""

    nodes: tuple[Value, ...]
    partials: tuple[float, ...]

    @property
    def product(self) -> float:
        return prod(self.partials, start=1.0)

    def __str__(self) -> str:
        called = name_nodes(topological_order(self.nodes[0]))
        factors = " x ".join(map(short, self.partials)) or "1"
        return f"{' <- '.join(called[n] for n in self.nodes)}: {factors} = {short(self.product)}"


def paths(out: Value, x: Value) -> Iterator[Path]:
    """Every path from out back to x along live edges, one after the other; parallel edges are different
    paths.

    There may be very many: ask count_paths first.

    >>> a = Value(3.0, label="a")
    >>> for path in paths(a * a + a, a):
    ...     print(path)
    a*a+a <- a*a <- a: 1 x 3 = 3
    a*a+a <- a*a <- a: 1 x 3 = 3
    a*a+a <- a: 1 = 1
    """
    towards = set(counts(a_value(out), a_value(x)))
    if out not in towards:
        return
    nodes, partials = [out], []
    stack = [iter(_edges(out))]
    if out is x:
        yield Path((x,), ())
        return
    while stack:
        for parent, partial in stack[-1]:
            if parent is x:
                yield Path((*nodes, x), (*partials, partial))
            elif parent in towards:
                nodes.append(parent)
                partials.append(partial)
                stack.append(iter(_edges(parent)))
                break
        else:
            stack.pop()
            nodes.pop()
            if partials:
                partials.pop()


def count_paths(out: Value, x: Value) -> int:
    """How many paths lead from out back to x along live edges, without listing them; a whole number of any
    size.

    >>> v = x = Value(1.0)
    >>> for _ in range(60):
    ...     v = v + v
    >>> count_paths(v, x)
    1152921504606846976
    """
    return counts(a_value(out), a_value(x)).get(out, 0)


def counts(out: Value, x: Value) -> dict[Value, int]:
    """For every node from which out is reached and which depends on x: its number of paths to x."""
    found = {x: 1}
    for node in topological_order(out):
        if node is not x and (number := sum(found.get(parent, 0) for parent, _ in _edges(node))):
            found[node] = number
    return found


def _edges(node: Value) -> list[tuple[Value, float]]:
    if type(node.partials) is not tuple:
        raise TypeError(
            f"the partials of {node._op or 'this Value'!r} are a closure and cannot be listed; "
            "write it with rule()"
        )
    return [
        (p, partial) for p, partial in zip(node.parents, node.partials, strict=True) if partial is not None
    ]
