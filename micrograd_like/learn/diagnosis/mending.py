"""A wrong answer that one change makes right, or a few: the lines in which they are, and what is wrong there.

The learner's program is changed in one place after the other, and each change runs through the check.  If all
rows of a function are right then, the change names the cause, in whatever style the function is written.
"""

from __future__ import annotations

import ast
import copy
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..guard import Failure
from ..probes import CHANGED, Row
from ..values import Should
from .goals import Effect, Goal
from .learners_program import Learner
from .suspicions import TIERS, Tier
from .trials import Key
from .varying import Variant

FURTHER = 0.5  # seconds of the processor, for changes that go with another one
TRIED_FURTHER = 3  # changes that make a part right, and are kept while a further one is looked for
COUNTED = ("", "One thing is", "Two things are", "Three things are", "Four things are")
UNSAID = (  # exceptions that do not say by themselves what is wrong
    "TypeError", "ValueError", "IndexError", "KeyError", "AttributeError", "ZeroDivisionError",
    "OverflowError", "nothing",
)  # fmt: skip
MOST = 4  # things that are wrong in one function


@dataclass(frozen=True)
class Mending:
    """What is wrong in a function, told by what makes it right, and the rows that are right then."""

    name: str
    faults: tuple[str, ...]
    fixed: frozenset[Key]

    @property
    def sentence(self) -> str:
        return f"{COUNTED[len(self.faults)]} wrong in `{self.name}`, in {'; and in '.join(self.faults)}."


@dataclass(frozen=True)
class Following(Mending):
    """Rows of a function that are wrong because other functions are: those are the faults."""

    @property
    def sentence(self) -> str:
        return f"`{self.name}` is wrong because it uses {' and '.join(self.faults)}."


def mendings(learner: Learner, rest: Iterable[Key]) -> Iterator[Mending]:
    """For each function the changes that make those of its rows right that are in the rest.

    A function that uses wrong ones is looked at with the solution's in their place.
    """
    rest = {key for key in rest if _may_be_mended(learner.rows[key])}
    wrong = {row.name for row in learner.rows.values() if not row.ok}
    for name in learner.uses_first():
        goal = Goal({key for key in rest if learner.rows[key].name == name}, learner)
        owners = learner.reached(name)
        helpers = [other for other in owners[1:] if other in wrong]
        if goal.rows and helpers:
            found = _following(learner, name, helpers, goal)
            if found.fixed:
                yield found
            goal = Goal(goal.rows - found.fixed, learner)
        # Of a row that only should be something, many changes make it right, and none of them is the cause.
        sure = any(not isinstance(learner.rows[key].right, Should) for key in goal.rows)
        if sure and (found := _mended(learner, owners, goal)):
            yield found
            rest -= found.fixed


def _may_be_mended(row: Row) -> bool:
    """Whether a row is no prediction, and is not explained by what stopped it."""
    unsaid = not isinstance(row.got, Failure) or row.got.kind in UNSAID
    return unsaid and not row.secret and not row.label.startswith(CHANGED)


def _following(learner: Learner, name: str, helpers: list[str], goal: Goal) -> Mending:
    """The rows of a function that are right as soon as those that it uses are."""
    for helper in helpers:
        learner.take_ours(helper)
    effect = goal.tried(learner.place_of(name), whole=True)
    fixed = set() if effect.breaks else goal.rows & effect.fixed
    return Following(name, tuple(f"`{helper}`" for helper in helpers), frozenset(fixed))


@dataclass(frozen=True)
class Partly:
    """A change that makes a part of the goal right, and the function with it."""

    effect: Effect
    owner: str
    variant: Variant
    changed: ast.stmt
    tier: Tier

    @property
    def size(self) -> int:
        return len(self.effect.fixed) + self.effect.entries


def _mended(
    learner: Learner,
    owners: list[str],
    goal: Goal,
    tiers: Iterable[Tier] = TIERS,
    before: tuple[Partly, ...] = (),
) -> Mending | None:
    """The change that makes all rows of the goal right; else one that makes some right, and a further one.

    before: the changes that have been made already.
    """
    partly: list[Partly] = []
    body = learner.program.body
    for tier in tiers:
        for owner in owners:
            at = learner.place_of(owner)
            function, untouched = body[at], copy.deepcopy(body[at])
            learner.open_up(function)
            for variant in tier(learner, function):
                if learner.late:
                    body[at] = untouched  # the function is in the middle of a change
                    return _mended_in_steps(learner, partly, goal, before)
                if not _likely(variant, goal, before) or (before and variant.line == function.lineno):
                    continue
                effect = goal.tried(at)
                if goal.reached(effect):
                    body[at] = copy.deepcopy(function)
                    learner.program.keep(at)
                    name = learner.method_at(owner, variant.line)
                    return Mending(name, (_told(learner, variant),), frozenset(effect.fixed | goal.rows))
                if len(before) < MOST - 1 and goal.neared(effect):
                    partly.append(Partly(effect, owner, variant, copy.deepcopy(function), tier))
    return _mended_in_steps(learner, partly, goal, before)


def _likely(variant: Variant, goal: Goal, before: tuple[Partly, ...]) -> bool:
    """Whether a change that fits is hardly one by chance.

    A plain number is, where the rows tell little; so is a further change of a line, unless each of them makes
    entries of their own right.
    """
    if variant.edit.of_number and not goal.telling:
        return False
    return not any(variant.line == part.variant.line and not part.effect.entries for part in before)


def _mended_in_steps(
    learner: Learner, partly: list[Partly], goal: Goal, before: tuple[Partly, ...]
) -> Mending | None:
    """One of these changes and another one for the rest, looked for among those of its kind first."""
    body = learner.program.body
    if partly and not before:
        learner.deadline = time.process_time() + FURTHER
    for part in sorted(partly, key=lambda part: -part.size)[:TRIED_FURTHER]:
        at = learner.place_of(part.owner)
        kept, code, body[at] = body[at], learner.program.codes[at], part.changed
        effect = goal.tried(at, whole=True)
        if goal.neared(effect):
            learner.program.keep(at)
            tiers = (part.tier, *(tier for tier in TIERS if tier != part.tier))
            left = Goal(goal.rows - effect.fixed, learner)
            if more := _mended(learner, [part.owner], left, tiers, (*before, part)):
                faults = (_told(learner, part.variant), *more.faults)
                return Mending(part.owner, faults, frozenset(effect.fixed | more.fixed))
        body[at], learner.program.codes[at] = kept, code
    return None


def _told(learner: Learner, variant: Variant) -> str:
    text = learner.lines.get(variant.line, "")
    where = f"line {variant.line}, `{text}`" if learner.program.from_file else f"`{text}`"
    return f"{where}: {variant.edit.as_mending}{variant.times}"
