"""Starter and solution in one text: the few marks by which they differ, and the two taken apart again.

A line ``#> ...`` belongs to the solution only and takes the place of the bare ``...`` above it; ``name =
...  #> 5`` does the same inside a line; a line that ends in ``#<`` is in the starter only (code to repair).
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from functools import cache

INLINE = re.compile(r"(?P<head>.*?)(?P<dots>\.\.\.(?:, \.\.\.)*)(?P<tail>.*?)\s*#> ?(?P<answer>.*)$")
ONLY = re.compile(r"^(?P<indent>\s*)#> ?(?P<line>.*)$")


@dataclass
class Passage:
    """A few lines: what the starter has there, and what the solution has; the same where `shared`."""

    starter: list[str] = field(default_factory=list)
    solution: list[str] = field(default_factory=list)
    shared: bool = False


def passages(code: str) -> list[Passage]:
    """The one text in which starter and solution are written, taken apart."""
    made: list[Passage] = []
    for line in textwrap.dedent(code).strip("\n").splitlines():
        if only := ONLY.match(line):
            own = _open(made)
            if not own.solution and made[-2:-1] and made[-2].shared and made[-2].starter[-1].strip() == "...":
                own.starter.append(made[-2].starter.pop())  # the dots that this takes the place of
            own.solution.append(only["indent"] + only["line"] if only["line"] else "")
        elif line.endswith("#<"):
            _open(made).starter.append(line[:-2].rstrip())
        elif inline := INLINE.match(line):
            left = (inline["head"] + inline["dots"] + inline["tail"]).rstrip()
            made.append(Passage([left], [inline["head"] + inline["answer"] + inline["tail"]]))
            made.append(Passage(shared=True))
        else:
            if not (made and made[-1].shared):
                made.append(Passage(shared=True))
            made[-1].starter.append(line)
    for passage in made:
        if passage.shared:
            passage.solution = passage.starter
    return [passage for passage in made if passage.starter or passage.solution]


def _open(made: list[Passage]) -> Passage:
    """The passage that lines of one side only go into."""
    if not made or made[-1].shared:
        made.append(Passage())
    return made[-1]


@cache
def split(code: str) -> tuple[str, str]:
    """Starter and solution out of the one text that holds both.

    >>> starter, solution = split('''
    ... def double(x):
    ...     ...
    ...     #> return 2 * x
    ... answer = ...  #> 42
    ... ''')
    >>> print(solution)
    def double(x):
        return 2 * x
    answer = 42
    >>> print(starter)
    def double(x):
        ...
    answer = ...
    """
    parts = passages(code)
    starter = [line for passage in parts for line in passage.starter]
    solution = [line for passage in parts for line in passage.solution]
    return "\n".join(starter) + "\n", "\n".join(solution) + "\n"
