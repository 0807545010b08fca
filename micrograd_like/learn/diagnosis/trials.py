"""A changed program on trial: the check runs until a row says that it is not what was looked for."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from ..exercise import Exercise
from ..guard import within
from ..probes import Row, You
from ..running import Load

LONGEST = 0.6  # seconds for one trial: a change may make a loop endless
Key = tuple[str, int]


class Enough(BaseException):
    """Thrown into a check of which no more rows are needed; no `except Exception` catches it."""


class Noticed(list):
    """Rows, each shown to somebody as soon as it is there."""

    def __init__(self, notice: Callable[[Row], None]):
        super().__init__()
        self.notice = notice

    def append(self, row: Row) -> None:
        super().append(row)
        self.notice(row)


@dataclass
class Changeable:
    """The statements of a program, and the names that are there before it runs.

    from_file: whether the numbers of its lines are those of a file.
    """

    body: list[ast.stmt]
    names: Mapping[str, Any]
    from_file: bool = True

    codes: list[CodeType] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.codes = [compiled(statement) for statement in self.body]

    def changed(self, at: int) -> Load:
        """The program with its statement at this place as it is now; the others are compiled once."""
        codes = [*self.codes]
        codes[at] = compiled(self.body[at])

        def load() -> dict[str, Any]:
            names = dict(self.names)
            for code in codes:
                exec(code, names)  # noqa: S102  running it is the point
            return names

        return load

    def keep(self, at: int) -> None:
        """Take the statement at this place as it is now for good."""
        self.codes[at] = compiled(self.body[at])


def compiled(statement: ast.stmt) -> CodeType:
    module = ast.Module([ast.fix_missing_locations(statement)], [])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # 2(x) and the like, which a change may make
        return compile(module, "<one change>", "exec", dont_inherit=True)


def passes(exercise: Exercise, load: Load, notice: Callable[[Row], None]) -> bool:
    """Whether a check runs to its end; notice(row) may throw Enough."""
    you = You({}, exercise.slug)
    you.rows = Noticed(notice)

    def work() -> None:
        you._names = load()
        exercise.check(you)

    return within(LONGEST, work)[0] is None


def numbered(rows: Iterable[Row]) -> Iterator[tuple[Key, Row]]:
    """Each row with its label and how often that has come: the rows of two answers are compared by it."""
    count = Counting()
    for row in rows:
        yield count(row), row


class Counting:
    """Gives the rows of one check their keys, in order."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def __call__(self, row: Row) -> Key:
        self.seen[row.label] = self.seen.get(row.label, 0) + 1
        return row.label, self.seen[row.label]
