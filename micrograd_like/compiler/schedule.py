"""Which nodes are computed together: batches of one form, each as soon as its operands are there.

Two orders are known.  By level: all nodes of one form at one distance from the inputs.  Most critical first:
a list schedule, as for the units of a processor; the form that holds up the longest chain is next, and takes
along what waits beside it and reads from the same kernels.  For small graphs plan.py tries both.

>>> from .shared_graph import Graph
>>> g = Graph()
>>> x, y = g.leaf(0), g.leaf(1)
>>> outs = [g.map("exp(a)", (x,)), g.map("exp(a)", (y,)), g.map("sin(a)", (x,))]
>>> [batch for batch in by_level(Rows(g.nodes, range(5), [0] * 5, [-1] * 5))]
[[2, 3], [4]]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .shared_graph import NONE, operands
from .sum_rows import Rows

COMPUTED = ("sum", "map", "fold")
TOLERANCE = 6  # how much less critical a node may be and still go along


def forms_of(rows: Rows) -> dict[int, tuple]:
    """For each computed node what it has in common with all that one kernel can compute.

    For sums that is what kinds of nodes they add up.
    """
    words: dict[tuple, int] = {}
    nodes = rows.nodes
    label = [words.setdefault(node[:2] if node[0] == "map" else node[:1], len(words)) for node in nodes]
    kinds = [frozenset(map(label.__getitem__, row)) for row in rows.members]
    found: dict[int, tuple] = {}
    for i in rows.alive:
        kind, word, args = nodes[i]
        if kind == "sum":
            pairs = rows.of_sum[i]
            read = frozenset().union(*[kinds[row] for pair in pairs for row in pair if row != NONE])
            found[i] = (kind, any(second != NONE for _, second in pairs), read)
        elif kind == "map":
            found[i] = (kind, word)
        elif kind == "fold":
            found[i] = (kind, word, len(args))
    return found


def by_level(rows: Rows) -> Iterator[list[int]]:
    """All of one form at one level; a node is one level above the highest of its operands."""
    level: dict[int, int] = {}
    found: dict[tuple, list[int]] = {}
    forms, nodes = forms_of(rows), rows.nodes
    for i in rows.alive:
        if nodes[i][0] in COMPUTED:
            level[i] = 1 + max((level.get(p, 0) for p in operands(nodes[i])), default=0)
            found.setdefault((level[i], forms[i]), []).append(i)
    yield from (found[key] for key in sorted(found, key=lambda key: key[0]))


def most_critical_first(rows: Rows) -> Iterator[list[int]]:
    """A list schedule.  The kernels of the nodes in a batch are known when the next one is asked for."""
    waiting, users = _waiting(rows)
    height = _heights(rows, waiting, users)
    forms = forms_of(rows)
    ready: dict[tuple, list[int]] = defaultdict(list)
    top: dict[tuple, int] = {}

    def add(i: int) -> None:
        ready[forms[i]].append(i)
        if height[i] > top.get(forms[i], -1):
            top[forms[i]] = height[i]

    for i in rows.alive:
        if waiting.get(i) == 0:
            add(i)
    while ready:
        next_form = max(top, key=top.__getitem__)
        high, group = top.pop(next_form), ready.pop(next_form)
        batch = _together(rows, group, high, height)
        if len(batch) < len(group):
            chosen = set(batch)
            for i in group:
                if i not in chosen:
                    add(i)
        yield batch
        for i in batch:
            for user in _released(i, len(rows.nodes), waiting, users):
                add(user)


def _waiting(rows: Rows) -> tuple[dict[int, int], dict[int, list[int]]]:
    """How many computed operands each computed node waits for; and who waits for it.

    A sum waits for its rows, and these for their members; they are counted behind the nodes.
    """
    nodes = rows.nodes
    computed = {i for i in rows.alive if nodes[i][0] in COMPUTED}
    waiting: dict[int, int] = {}
    users: dict[int, list[int]] = defaultdict(list)
    for k, row in enumerate(rows.members, len(nodes)):
        found = computed.intersection(row)
        waiting[k] = len(found)
        for p in found:
            users[p].append(k)
    for i in rows.alive:
        if i in computed:
            if i in rows.of_sum:
                own = [row + len(nodes) for pair in rows.of_sum[i] for row in pair if row != NONE]
                found = {k for k in own if waiting[k]}
            else:
                found = computed.intersection(nodes[i][2])
            waiting[i] = len(found)
            for p in found:
                users[p].append(i)
    return waiting, users


def _released(i: int, count: int, waiting: dict[int, int], users: dict[int, list[int]]) -> list[int]:
    """The nodes that waited for nothing more than this one.  count: of nodes; what is counted on are rows."""
    found, last = [], [i]
    while last:
        for user in users.get(last.pop(), ()):
            waiting[user] -= 1
            if not waiting[user]:
                (found if user < count else last).append(user)
    found.sort()
    return found


def _heights(rows: Rows, waiting: dict[int, int], users: dict[int, list[int]]) -> dict[int, int]:
    """How long the longest chain from each node to an output is; of a row that of its longest user."""
    height: dict[int, int] = {}
    get, count = height.__getitem__, len(rows.nodes)
    for i in reversed(rows.alive):
        if i in waiting:
            longest = -1
            for user in users.get(i, ()):
                if user >= count and user not in height:
                    height[user] = max(map(get, users[user]))
                longest = max(longest, height[user])
            height[i] = longest + 1
    return height


def _together(rows: Rows, group: list[int], high: int, height: dict[int, int]) -> list[int]:
    """Of the waiting nodes of one form: the most critical, and those that are nearly so or read the same."""
    if min(map(height.__getitem__, group)) >= high - TOLERANCE:
        return group
    same = {_sources(rows, i) for i in group if height[i] == high} if len(group) < 5000 else set()
    return [i for i in group if height[i] >= high - TOLERANCE or _sources(rows, i) in same]


def _sources(rows: Rows, i: int) -> object:
    """The kernels that a node reads from."""
    if i in rows.of_sum:
        return rows.sources(i)
    return tuple([rows.kernel_of[a] for a in rows.nodes[i][2][:4]])
