"""Which nodes are computed together: batches of one form, each as soon as its operands are there.

Two orders are known.  By level: all nodes of one form at one distance from the inputs.  Most critical first:
a list schedule, as for the units of a processor; the form that holds up the longest chain is next, and takes
along what waits beside it and reads from the same kernels.  For small graphs plan.py tries both.

>>> from .shared_graph import Graph
>>> g = Graph()
>>> x, y = g.leaf(0), g.leaf(1)
>>> outs = [g.map("exp(a)", (x,)), g.map("exp(a)", (y,)), g.map("sin(a)", (x,))]
>>> [batch for batch in by_level(g.nodes, range(5), [0] * 5)]
[[2, 3], [4]]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .shared_graph import operands

COMPUTED = ("sum", "map", "fold")
TOLERANCE = 6  # how much less critical a node may be and still go along


def forms_of(nodes: Sequence[tuple], alive: Sequence[int]) -> dict[int, tuple]:
    """For each computed node what it has in common with all that one kernel can compute.

    For sums that is what kinds of nodes they add up.
    """
    words: dict[tuple, int] = {}
    label = [words.setdefault(node[:2] if node[0] == "map" else node[:1], len(words)) for node in nodes]
    found: dict[int, tuple] = {}
    for i in alive:
        kind, word, args = nodes[i]
        if kind == "sum":
            seen = {label[a] for a, _ in args}
            second = {label[b] for _, b in args if b >= 0}
            found[i] = (kind, bool(second), frozenset(seen | second))
        elif kind == "map":
            found[i] = (kind, word)
        elif kind == "fold":
            found[i] = (kind, word, len(args))
    return found


def by_level(nodes: Sequence[tuple], alive: Sequence[int], _: Sequence[int]) -> Iterator[list[int]]:
    """All of one form at one level; a node is one level above the highest of its operands."""
    level: dict[int, int] = {}
    found: dict[tuple, list[int]] = {}
    forms = forms_of(nodes, alive)
    for i in alive:
        if nodes[i][0] in COMPUTED:
            level[i] = 1 + max((level.get(p, 0) for p in operands(nodes[i])), default=0)
            found.setdefault((level[i], forms[i]), []).append(i)
    yield from (found[key] for key in sorted(found, key=lambda key: key[0]))


def most_critical_first(nodes: Sequence[tuple], alive: Sequence[int], kernel_of: Sequence[int]
                        ) -> Iterator[list[int]]:  # fmt: skip
    """A list schedule.  kernel_of: for each node the kernel that computed it, filled in between batches."""
    waiting, users = _waiting(nodes, alive)
    height = _heights(alive, waiting, users)
    forms = forms_of(nodes, alive)
    ready: dict[tuple, list[int]] = defaultdict(list)
    top: dict[tuple, int] = {}

    def add(i: int) -> None:
        ready[forms[i]].append(i)
        if height[i] > top.get(forms[i], -1):
            top[forms[i]] = height[i]

    for i in alive:
        if waiting.get(i) == 0:
            add(i)
    while ready:
        next_form = max(top, key=top.__getitem__)
        high, group = top.pop(next_form), ready.pop(next_form)
        batch = _together(nodes, group, high, height, kernel_of)
        if len(batch) < len(group):
            chosen = set(batch)
            for i in group:
                if i not in chosen:
                    add(i)
        yield batch
        for i in batch:
            for user in users.get(i, ()):
                waiting[user] -= 1
                if not waiting[user]:
                    add(user)


def _waiting(nodes: Sequence[tuple], alive: Sequence[int]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """For each computed node how many computed operands it waits for; and who waits for it."""
    computed = bytearray(node[0] in COMPUTED for node in nodes)
    computed.append(False)  # in the place of a second factor
    waiting: dict[int, int] = {}
    users: dict[int, list[int]] = {}
    for i in alive:
        if not computed[i]:
            continue
        kind, _, args = nodes[i]
        if kind == "sum":
            found = {a for a, _ in args if computed[a]}
            found.update([b for _, b in args if computed[b]])
        else:
            found = {a for a in args if computed[a]}
        waiting[i] = len(found)
        for p in found:
            if p in users:
                users[p].append(i)
            else:
                users[p] = [i]
    return waiting, users


def _heights(alive: Sequence[int], waiting: dict[int, int], users: dict[int, list[int]]) -> dict[int, int]:
    """How long the longest chain from each node to an output is."""
    height: dict[int, int] = {}
    get = height.__getitem__
    for i in reversed(alive):
        if i in waiting:
            height[i] = 1 + max(map(get, users[i])) if i in users else 0
    return height


def _together(nodes: Sequence[tuple], group: list[int], high: int, height: dict[int, int],
              kernel_of: Sequence[int]) -> list[int]:  # fmt: skip
    """Of the waiting nodes of one form: the most critical, and those that are nearly so or read the same."""
    if all(height[i] >= high - TOLERANCE for i in group):
        return group
    same = {_sources(nodes[i], kernel_of) for i in group if height[i] == high} if len(group) < 5000 else set()
    return [i for i in group if height[i] >= high - TOLERANCE or _sources(nodes[i], kernel_of) in same]


def _sources(node: tuple, kernel_of: Sequence[int]) -> object:
    """The kernels that a node reads from."""
    if node[0] == "sum":
        return frozenset((kernel_of[a], kernel_of[b] if b >= 0 else -1) for a, b in node[2])
    return tuple(kernel_of[a] for a in node[2][:4])
