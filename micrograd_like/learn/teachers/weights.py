"""What exercises are worth: the points in their notes.toml, or a class's own file.

partial = true        # a wrong answer earns its share of right probes

[lessons]
5 = 2                 # each exercise of lesson 5

[exercises]
forks = 3             # this one, by its slug or its number
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..exercise import Exercise
from ..lessons import course, extent, find, lessons

TABLES = ("partial", "lessons", "exercises")


@dataclass(frozen=True)
class Weights:
    """Points by slug, where they are not the exercise's own; partial: whether wrong answers earn a share."""

    points: Mapping[str, float] = field(default_factory=dict)
    partial: bool = False

    def of(self, exercise: Exercise) -> float:
        return self.points.get(exercise.slug, exercise.points)

    def earned(self, exercise: Exercise, passed: bool, right: int, probes: int) -> float:
        """The points for an answer; a share is rounded down to hundredths, and only right ones earn all."""
        if passed:
            return self.of(exercise)
        if not self.partial or not probes:
            return 0
        return math.floor(self.of(exercise) * min(right, probes - 1) / probes * 100) / 100


def read_weights(path: str | os.PathLike) -> Weights:
    """The weights in a file; ValueError says what in it cannot be used."""
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path} is no TOML: {error}") from None
    if lost := [name for name in told if name not in TABLES]:
        raise ValueError(f"{path} has {lost[0]!r}; it may hold {', '.join(TABLES)}")
    partial = told.get("partial", False)
    if not isinstance(partial, bool):
        raise ValueError(f"partial = {partial!r} in {path}; write true or false")
    points: dict[str, float] = {}
    for name, value in _numbers(path, told, "lessons"):
        if name not in {str(lesson.number) for lesson in lessons()}:
            raise ValueError(f"{path} gives points to lesson {name}; lessons {extent()}")
        points.update(dict.fromkeys(lessons()[int(name)].slugs, value))
    for name, value in _numbers(path, told, "exercises"):
        try:
            points[find(name).slug] = value
        except LookupError as error:
            raise ValueError(f"{path} gives points to {name!r}: {error}") from None
    assert points.keys() <= course().numbers.keys()
    return Weights(points, partial)


def _numbers(path: str | os.PathLike, told: dict[str, Any], table: str) -> list[tuple[str, float]]:
    """The names and points of a table."""
    found = told.get(table, {})
    if not isinstance(found, dict):
        raise ValueError(f"{table} in {path} is no table; write [{table}], and below it name = points")
    for name, value in found.items():
        if isinstance(value, dict):
            said = f"{path} has a table {name!r} in {table}"
            raise ValueError(f"{said}; write the numbers of exercises in quotes")
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
            raise ValueError(f"{name} = {value!r} in {path}; points are a number from 0 on")
    return list(found.items())
