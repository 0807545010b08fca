"""Which groups of a graph are open at first: all values, its neurons closed, or its layers.

>>> folding = Folding.of([("L0", "L0.n0"), ("L0", "L0.n0"), ("L0", "L0.n1"), ()], fold="neurons")
>>> folding.items()
['g1', 'g1', 'g2', 3]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ...naming import FEW

LEVELS = ("layers", "neurons", "values")


@dataclass
class Folding:
    """The groups of a graph as a tree.

    tree: for each group its name, the group around it (-1: none) and its number of values.
    group: for each slot its innermost group (-1: none).  open: the groups that are open.
    """

    tree: list[tuple[str, int, int]]
    group: list[int]
    open: set[int]

    @classmethod
    def of(cls, groups: Iterable[tuple[str, ...]], fold: str = "") -> Folding:
        """groups: for each slot its groups from the outside in.

        fold: "layers", "neurons" or "values"; without it, what one can read at once.
        """
        tree, group = _tree(groups)
        inner = {parent for _, parent, _ in tree if parent >= 0}
        opened = {"layers": set(), "neurons": inner, "values": set(range(len(tree)))}.get(fold)
        return cls(tree, group, _opened(tree, group, inner) if opened is None else opened)

    def items(self) -> list[int | str]:
        """For each slot the key of its box, as visible() in graph.js gives it to the page."""
        keys = [*(f"g{g}" if g >= 0 else None for g in self.closed), None]  # the last: of no group
        return [keys[g] or i for i, g in enumerate(self.group)]

    @cached_property
    def closed(self) -> list[int]:
        """For each group the outermost closed one around it, or itself; -1 if all are open."""
        found: list[int] = []
        for g, (_, parent, _) in enumerate(self.tree):  # a parent stands before its children
            above = found[parent] if parent >= 0 else -1
            found.append(above if above >= 0 else g if g not in self.open else -1)
        return found

    def chain(self, g: int) -> tuple[str, ...]:
        """The names of a group and of those around it, from the outside in."""
        names: list[str] = []
        while g >= 0:
            name, g, _ = self.tree[g]
            names.append(name)
        return tuple(reversed(names))


def _tree(groups: Iterable[tuple[str, ...]]) -> tuple[list[tuple[str, int, int]], list[int]]:
    """The groups as a tree, and for each slot its innermost one (-1: none)."""
    number: dict[tuple[str, ...], int] = {}
    group = []
    for chain in groups:
        if chain not in number:
            for k in range(1, len(chain) + 1):
                number.setdefault(chain[:k], len(number))
        group.append(number.get(chain, -1))
    sizes = Counter(group)
    return [(chain[-1], number.get(chain[:-1], -1), sizes[i]) for chain, i in number.items()], group


def _opened(tree: list[tuple[str, int, int]], group: list[int], inner: set[int]) -> set[int]:
    """What is open at first: all, or what has parts of its own (neurons show), or nothing (layers show)."""
    count = len(group)
    if count <= FEW or not tree:
        return set(range(len(tree)))
    alone = sum(g < 0 for g in group)
    closed = sum(i not in inner for i in range(len(tree)))
    outermost = [i for i, (_, parent, _) in enumerate(tree) if parent < 0]
    if any(tree[i][0].startswith("step") for i in outermost):
        return set()  # of a recurrent network one sees the steps
    if closed + alone <= FEW and count <= 10 * FEW:
        return inner
    blocks = {i for i in outermost if tree[i][0].startswith("block ") and tree[i][2] <= FEW // 3}
    return set(outermost) if len(outermost) == 1 else blocks  # of a repetition the first and the last show
