"""A block of operations that repeats itself over and over, as in a long chain or a loop.

>>> from micrograd_like import Value
>>> v = Value(0.5)
>>> for _ in range(50):
...     v = v * 1.1 + 0.1
>>> from micrograd_like.engine import topological_order
>>> repeated([node for node in topological_order(v) if node.parents])
(0, 2, 50)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from ..engine import Value

WINDOW = 48  # operations that have to come again before a block is looked for
FEWEST = 6  # repetitions
MOST = 50_000  # kinds, beyond which there are no letters left


def repeated(members: Sequence[Value]) -> tuple[int, int, int] | None:
    """Where the longest repetition begins, how many operations a block has, and how many blocks there are.

    members: operations, parents before children.  Two are alike if they do the same with what stands equally
    far before them.  None if no block repeats itself over at least half of them.
    """
    kinds = [*_kinds(members)]
    if (found := period(kinds)) is None:
        return None
    start, size, many = found
    end = start + size * many
    while end < len(kinds) and kinds[end] == kinds[end - size]:
        end += 1
    while start and members[start - 1]._op == members[start - 1 + size]._op:
        start -= 1  # the first block reads leaves
    return start, size, (end - start) // size


def period(items: Iterable[Hashable]) -> tuple[int, int, int] | None:
    """Where items begin to repeat themselves, after how many, and how often; None if not for half of them.

    >>> period("start" + 40 * "again" + "end")
    (5, 5, 40)
    """
    items = [*items]
    kinds = {item: i for i, item in enumerate(dict.fromkeys(items))}
    if len(items) < 2 * WINDOW or 2 * len(kinds) > len(items) or len(kinds) > MOST:
        return None
    text = "".join(map(chr, map(kinds.__getitem__, items)))
    for at in (len(text) // 2, len(text) // 4):
        size = text.find(text[at : at + WINDOW], at + 1) - at
        if size > 0:
            start, end = _reach(text, at, size)
            many = (end - start) // size
            if many >= FEWEST and 2 * many * size >= len(text):
                return start, size, many
    return None


def _kinds(members: Sequence[Value]) -> Iterator[tuple]:
    """What each operation does, and how far before it its operands stand."""
    place = {node: i for i, node in enumerate(members)}
    for i, node in enumerate(members):
        yield node._op, *[i - place.get(p, i) for p in node.parents]


def _reach(text: str, at: int, size: int) -> tuple[int, int]:
    """How far to both sides the text repeats itself after so many letters."""
    longest = len(text) - size - at
    right = _most(longest, lambda n: text[at : at + n] == text[at + size : at + size + n])
    left = _most(at, lambda n: text[at - n : at] == text[at - n + size : at + size])
    return at - left, at + right + size


def _most(longest: int, fits: Callable[[int], bool]) -> int:
    """The largest n up to longest that fits, where all smaller ones do."""
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low
