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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from math import prod
from typing import Any

from ..engine import Value, topological_order
from ..graph import sweep
from ..naming import bracketed, names_of
from ..steps import a_value, short
from ..tables import in_columns, table


@dataclass(frozen=True, slots=True)
class Path:
    """One way from x to the output: its nodes, output first, and the partial of each edge along it.

    names: what the nodes are called.
    """

    nodes: tuple[Value, ...]
    partials: tuple[float, ...]
    names: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def product(self) -> float:
        return prod(self.partials, start=1.0)

    @property
    def way(self) -> str:
        """The nodes by name, output first."""
        names = self.names
        if not names:
            called = names_of(topological_order(self.nodes[0]), {})
            names = tuple(called[n] for n in self.nodes)
        return " <- ".join(names)

    @property
    def factors(self) -> str:
        return " x ".join(map(short, self.partials)) or "1"

    def __str__(self) -> str:
        return f"{self.way}: {self.factors} = {short(self.product)}"


class Paths(Iterator[Path]):
    """The paths, one after the other; in a notebook and as text, a table in which they add up."""

    HEAD = ("path", "partials along it", "brings", "now")
    MOST = 40  # rows of the table

    def __init__(self, out: Value, x: Value, names: Mapping[Any, Any] | None):
        self._ends = a_value(out), a_value(x)
        self._called = names_of(topological_order(out), names)
        self._called.setdefault(x, x.label or short(x.data))  # on no path
        self._left = _found(*self._ends, self._called)

    def __next__(self) -> Path:
        return next(self._left)

    def _told(self) -> tuple[str, list[list[str]], list[str]]:
        """A line above the table, its rows, and lines under it; the paths are still to be taken."""
        out, x = self._ends
        count, rows, total = count_paths(out, x), [], 0.0
        for path in islice(_found(out, x, self._called), self.MOST):
            total += path.product
            rows.append([path.way, path.factors, short(path.product), short(total)])
        grads = sweep(topological_order(out), {out: 1.0}, _edges)
        slope = f"d{bracketed(self._called[out])}/d{bracketed(self._called[x])} = {short(grads.get(x, 0.0))}"
        several = f"{count:,} path{'s' * (count != 1)} from {self._called[x]} to {self._called[out]}"
        below = [f"... and {count - len(rows):,} more"] if count > len(rows) else []
        joined = "; they add up to " if count > 1 else ": "
        return (f"{several}{joined}{slope}" if count else f"no path: {slope}"), rows, below

    def __repr__(self) -> str:
        title, rows, below = self._told()
        return "\n".join([title, *(in_columns(self.HEAD, rows, words={0, 1}) if rows else ()), *below])

    def _repr_html_(self) -> str:
        title, rows, below = self._told()
        return table(self.HEAD, rows, words={0, 1}, above=title, below=below)


def paths(out: Value, x: Value, names: Mapping[Any, Any] | None = None) -> Paths:
    """Every path from out back to x along live edges, by depth, first operands first; parallel edges are
    different paths.

    names: what Values are called: ``locals()``, or Values and their names; without it the caller's own
    variables are read.  What comes back is an iterator that shows itself as a table.
    There may be very many: ask count_paths first.

    >>> a = Value(3.0, label="a")
    >>> for path in paths(a * a + a, a):
    ...     print(path)
    a*a+a <- a*a <- a: 1 x 3 = 3
    a*a+a <- a*a <- a: 1 x 3 = 3
    a*a+a <- a: 1 = 1
    >>> paths(a * a, a)
    2 paths from a to a*a; they add up to d(a*a)/da = 6
    path      partials along it  brings  now
    a*a <- a  3                       3    3
    a*a <- a  3                       3    6
    """
    return Paths(out, x, names)


def _found(out: Value, x: Value, called: Mapping[Value, str]) -> Iterator[Path]:
    def path(nodes: list[Value], partials: list[float]) -> Path:
        return Path((*nodes,), (*partials,), tuple(called[n] for n in nodes))

    towards = set(counts(out, x))
    if out not in towards:
        return
    nodes, partials = [out], []
    stack = [iter(_edges(out))]
    if out is x:
        yield path([x], [])
        return
    while stack:
        for parent, partial in stack[-1]:
            if parent is x:
                yield path([*nodes, x], [*partials, partial])
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
