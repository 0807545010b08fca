"""A wrong answer whose numbers are those of the solution with one thing changed: a minus for a plus.

The solution is changed in one place after the other, and each change runs through the check.  If the
learner's numbers are those of a change wherever the change is wrong, the answer can name it.
"""

from __future__ import annotations

import ast
import builtins
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..exercise import MAIN, Exercise
from ..guard import Failure
from ..probes import Row
from ..starters import passages
from .edited_expressions import Ingredients
from .edited_functions import edits_of_functions
from .renaming import collapsed
from .slips import comparable
from .syntax_trees import names_in, parameters_of, variables_of
from .taken_for import Edit, added
from .trials import Changeable, Counting, Enough, Key, passes
from .varying import plain_edits, variants

PATIENCE = 1.0  # seconds of the processor, for all changes together
BY_CHANCE = ("in place of", "an index", "a range")  # clauses that fit many rows


@dataclass
class Change:
    """A function of the solution, what was changed in it, and the rows that are wrong then."""

    name: str
    said: str
    wrong: dict[Key, Row] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return f"`{self.name}` behaves as if one thing in it were different: {self.said}."


def find_change(
    exercise: Exercise, mine: Mapping[Key, Row], rest: set[Key], alike: Callable[[Any, Any], bool]
) -> Change | None:
    """The change that explains most of my wrong rows, and of its own function all that nothing else explains.

    Where the rows tell little, as yes and no do, and several changes would explain them, none is named; nor
    is one that explains such rows by chance, or one of a function that uses another one which is wrong.
    """
    used = uses(exercise)
    open_rows = {key for key in rest if comparable(mine[key]) and not mine[key].secret}
    deadline = time.process_time() + PATIENCE
    found: list[Change] = []
    for name in dict.fromkeys(mine[key].name for key in mine) if open_rows else ():
        own = {key for key in open_rows if mine[key].name == name}
        fits = [
            change
            for change in fitting(exercise, name, Symptoms(mine, own, alike), deadline)
            if not any(mine[key].name in used.get(name, ()) for key in open_rows - change.wrong.keys())
            and not open_rows.isdisjoint(change.wrong)
        ]
        best = [change for change in fits if len(change.wrong) == max(len(c.wrong) for c in fits)]
        best.sort(key=lambda change: "in place of" in change.said)  # what is missing is the plainer cause
        if best and (telling(best[0].wrong.values()) or _alone(best)):
            found.append(best[0])
            if open_rows <= best[0].wrong.keys():
                break
    return max(found, key=lambda change: len(change.wrong), default=None)


def uses(exercise: Exercise) -> dict[str, set[str]]:
    """The names that each function of the solution mentions."""
    tree = ast.parse(exercise.solution)
    return {
        node.name: names_in(node) for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }


def _alone(best: list[Change]) -> bool:
    """Whether there is one explanation only, and none that fits by chance."""
    said = {change.said for change in best}
    return len(said) == 1 and not any(words in best[0].said for words in BY_CHANCE)


def telling(rows: Iterable[Row]) -> bool:
    """Whether the numbers are such that two causes hardly give the same ones by chance."""
    numbers = {x for row in rows for x in _numbers(row.got)}
    return any(x != round(x) for x in numbers) or len(numbers) > 3


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300:
        yield value


# ---- the changes on trial


@dataclass
class Symptoms:
    """A learner's wrong rows, those that a change has to explain, and whether two values are alike."""

    mine: Mapping[Key, Row]
    own: set[Key]
    alike: Callable[[Any, Any], bool]

    def contradicts(self, key: Key, row: Row) -> bool:
        """Whether a row of a change shows that the learner's cause is another one."""
        if row.ok:
            return key in self.own
        told = not isinstance(row.got, Failure) and not row.waiting
        return not told or key not in self.mine or not self.alike(self.mine[key].got, row.got)


@dataclass
class KnownChange:
    """What is known of a change: its first rows, or all of them."""

    said: str
    rows: list[tuple[Key, Row]]
    whole: bool


_known: dict[tuple[str, str, str], dict[int, KnownChange]] = {}


def fitting(exercise: Exercise, name: str, seen: Symptoms, deadline: float) -> Iterator[Change]:
    """The changes of a function that no row contradicts, and that the check notices.

    What a change gave is kept as far as it was seen, and run again only where that does not tell.
    """
    known = _known.setdefault((exercise.module, exercise.solution, name), {})
    for number, (said, program, at) in enumerate(changed_programs(exercise, name)):
        its = known.get(number)
        if its and any(seen.contradicts(*pair) for pair in its.rows):
            continue
        if not (its and its.whole):
            if time.process_time() > deadline:
                return
            known[number] = its = KnownChange(said, *_rows_until(exercise, program, at, seen))
        wrong = {key: row for key, row in its.rows if not row.ok}
        if its.whole and wrong and seen.own <= wrong.keys():
            yield Change(name, said, wrong)


def _rows_until(
    exercise: Exercise, program: Changeable, at: int, seen: Symptoms
) -> tuple[list[tuple[Key, Row]], bool]:
    """The rows of a changed program up to the first contradiction, and whether there was none."""
    rows: list[tuple[Key, Row]] = []
    count = Counting()

    def notice(row: Row) -> None:
        rows.append((count(row), row))
        if seen.contradicts(*rows[-1]):
            raise Enough

    try:
        load = program.changed(at)
    except (SyntaxError, ValueError, TypeError):  # a change that makes no program
        return [], False
    return rows, passes(exercise, load, notice)


def changed_programs(exercise: Exercise, name: str) -> Iterator[tuple[str, Changeable, int]]:
    """Each change of a function in words, and the solution with it: one tree that is changed again and again.

    Only what the learner was to write is changed.
    """
    program = Changeable(ast.parse(exercise.solution.partition(MAIN)[0]).body, {"__name__": "exercise"})
    lines, starter = written_lines(exercise.code), names_in(ast.parse(exercise.starter))
    body = program.body
    at = next((k for k, node in enumerate(body) if getattr(node, "name", "") == name), None)
    if at is None:
        return
    function, told = body[at], starter | set(vars(builtins))
    ingredients = Ingredients([v for v in variables_of(function) if v in told], told)

    def is_open(node: ast.AST) -> bool:
        return getattr(node, "lineno", 0) in lines

    def kind(node: ast.AST, ingredients: Ingredients) -> Iterator[Edit]:
        yield from plain_edits(node, ingredients)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.expr):
            for other in parameters_of(function):
                more = ast.BinOp(node.value, ast.Mult(), ast.Name(other, ast.Load()))
                yield added(ast.Return(more), "a factor", other)

    seen = False
    for variant in variants(function, kind, ingredients, is_open):
        seen = True
        yield variant.edit.as_mistake + variant.times, program, at
    if seen:
        for variant in itertools.chain(edits_of_functions(function, is_open), collapsed(function, is_open)):
            yield variant.edit.as_mistake, program, at


def written_lines(code: str) -> set[int]:
    """The numbers of the lines of the solution that the starter does not have."""
    lines: set[int] = set()
    at = 1
    for passage in passages(code):
        if not passage.shared:
            lines.update(range(at, at + len(passage.solution)))
        at += len(passage.solution)
    return lines
