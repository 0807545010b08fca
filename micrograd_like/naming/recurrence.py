"""The steps of a network that reads its own results, as an RNN does: its weights are used again in each.

Grouped by their weights alone, the operations of all steps would be in one box, which every other box reads
and feeds.

>>> step_groups(3)
[('step 1',), ('step 2',), ('step 3',)]
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from ..engine import Value

Stage = tuple[int, str | None]  # of an operation, and its outermost group
FEWEST = 3  # stages in which a group is used; a layer has one, and weights may be tied between two
MOST = 12  # steps side by side


def recurrent(where: Mapping[Value, Stage]) -> dict[str, int]:
    """The groups that are used again and again, with the number of stages in which they are."""
    stages: dict[str, set[int]] = {}
    for stage, around in where.values():
        if around is not None:
            stages.setdefault(around, set()).add(stage)
    return {around: len(found) for around, found in stages.items() if len(found) >= FEWEST}


def steps_of(
    parents: Mapping[Value, tuple[Value, ...]], where: Mapping[Value, Stage], again: Mapping[str, int]
) -> dict[Value, int]:
    """The step of each operation: how often the way to it enters the group that is used most.

    What no such way leads to belongs to the step that reads it first.
    """
    most = max(again, key=lambda around: again[around])
    step: dict[Value, int] = {}
    for node, operands in parents.items():
        if node not in where:
            continue
        before = [p for p in operands if p in where]
        inside = where[node][1] == most
        enters = inside and all(where[p][1] != most for p in before)
        step[node] = max([step[p] for p in before], default=0) + enters
    last = max(step.values())
    first: dict[Value, int] = {}
    for node in reversed(step):
        step[node] = step[node] or first.get(node, last)
        for p in parents[node]:
            first[p] = min(first.get(p, last), step[node])
    return step


def step_groups(last: int) -> list[tuple[str, ...]]:
    """The group of each step; many are in groups of several steps.

    >>> step_groups(2), step_groups(30)[4]
    ([('step 1',), ('step 2',)], ('steps 4 to 6', 'step 5'))
    """
    each = math.ceil(last / MOST)
    if each == 1:
        return [(f"step {k}",) for k in range(1, last + 1)]
    starts = [1 + (k - 1) // each * each for k in range(1, last + 1)]
    return [
        (f"steps {start} to {min(start + each - 1, last)}", f"step {k}") for k, start in enumerate(starts, 1)
    ]


def shared_step(readers: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The step in which all readers of an input are, by their groups; () if there is none.

    >>> shared_step([("step 2", "W"), ("step 2", "U")]), shared_step([("L0",), ("L0",)])
    (('step 2',), ())
    """
    steps = {groups[: sum(name.startswith("step") for name in groups)] for groups in readers}
    return steps.pop() if len(steps) == 1 else ()
