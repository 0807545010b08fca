"""The form of a lesson: what an author writes, and what the machine makes of it.

One module per lesson, ``lessons/lNN_slug.py``, counted in ``lessons.COURSE``.  It holds one
``lesson = Lesson(...)`` and, below it, a check for every exercise, decorated with the rest of the exercise.
The whole of a small exercise::

    @lesson.exercise(
        "0.9",
        slug="double",
        title="Twice as much",
        goal="Write double(x), which gives twice its number.",
        code='''
    def double(x):
        # TODO: give back twice x
        ...
        #> return 2 * x
    ''',
        hints=(
            "What do you get when you add a number to itself?",   # 1: where to look, a question
            "A product by a whole number is a repeated sum.",     # 2: the idea
            "It is one line: return, 2, times, x.",               # 3: nearly the line
        ),
        mutants=(
            Mutant("squares", {"2 * x": "x * x"}, "squares its number: 3 gives 9, but twice 3 is 6"),
        ),
        shown="Doubling is linear: double(x + y) is double(x) + double(y).",
        teaches=("double",),
    )
    def check_double(you):
        for x in (3.0, -1.5, 0.0):
            you.double(x).should_be(x + x)

**code** is starter and solution in one text.  A line ``#> ...`` belongs to the solution only and takes the
place of the bare ``...`` above it; ``name = ...  #> 5`` does the same inside a line; a line that ends in
``#<`` is in the starter only (code to repair).  Everything else is in both.  Say TODO where work waits.  At
the end, a ``if __name__ == "__main__":`` block may show something to a learner who runs the file.

**hints** are three, from a question to nearly the line; none gives the line itself away.

**mutants** are real misconceptions: pieces of the solution with their wrong replacements (or a whole text
instead of the dict).  ``because`` completes the sentence "Your code behaves like one that ..." and says what
is true instead.  A mutant is recognised when the learner's numbers are its numbers wherever it is wrong.

**the check** gets ``you``, the learner's names.  ``you.f(3.0)`` calls the learner's f, guarded;
``you.answer`` is a value; ``.then("[0]", lambda r: r[0])`` goes on with a part of it; ``you.see("words for
it", thunk)`` is anything else.  Each ends in ``.should_be(right, within=1e-9)`` (a relative error; distances
below ``floor=1e-12`` count as none) or ``.should("be positive", lambda z: z > 0)``, which write one row of
the table that the learner sees.  Compute what is right by the rule table, a property or another mode: never
store it.  ``secret=True`` keeps the right number of a prediction to itself; ``picture=lambda: sketch(root,
...)`` is shown beside a wrong row; ``because="..."`` is said when this row is wrong and no mutant explains
it.  ``you.random`` is seeded.  Make calls that tell mutants apart, and none that take more than a tenth of a
second.

**teaches** and **uses** are the words of concepts ("gradient", "topological order", "Value").  A tested
promise: no goal, starter, hint or diagnosis mentions a concept, and no code imports a name from the package,
before the exercise that teaches it (``shown`` may look ahead).
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .starters import split

if TYPE_CHECKING:
    from .probes import You


class ExerciseError(ValueError):
    """An exercise contradicts the form it is written in."""


@dataclass(frozen=True)
class Mutant:
    """A wrong solution that learners really hand in, and what to say to it."""

    name: str
    edits: Mapping[str, str] | str
    because: str

    def code(self, solution: str) -> str:
        """The solution with the mistake put in.

        >>> Mutant("squares", {"2 * x": "x * x"}, "squares its number").code("y = 2 * x")
        'y = x * x'
        """
        if isinstance(self.edits, str):
            return textwrap.dedent(self.edits).strip("\n") + "\n"
        for old, new in self.edits.items():
            if old not in solution:
                lost = f"mutant {self.name!r} changes {old!r}, which is not in the solution"
                raise ExerciseError(f"{lost}; copy the piece from it")
            solution = solution.replace(old, new)
        return solution


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise, as data; its parts are described at the top of this module."""

    id: str
    slug: str
    title: str
    goal: str
    code: str
    hints: tuple[str, str, str]
    mutants: tuple[Mutant, ...]
    shown: str
    check: Callable[[You], None]
    teaches: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    points: int = 1
    seconds: float = 5.0

    @property
    def numbers(self) -> tuple[int, int]:
        """(lesson, place in it), by which exercises sort."""
        lesson, place = self.id.split(".")
        return int(lesson), int(place)

    @property
    def body(self) -> str:
        """The starter without its heading, as for a notebook cell."""
        return split(self.code)[0]

    @property
    def solution(self) -> str:
        return split(self.code)[1]

    @property
    def starter(self) -> str:
        """The file that a learner begins with."""
        return self.heading + "\n" + self.body

    @property
    def heading(self) -> str:
        """A docstring with title, goal and the commands to type."""
        goal = textwrap.fill(self.goal, 88, break_on_hyphens=False)
        commands = f"micrograd-like learn check {self.id}        stuck?  micrograd-like learn hint {self.id}"
        return f'"""{self.id}  {self.title}\n\n{goal}\n\n    {commands}\n"""\n'


@dataclass(frozen=True)
class Lesson:
    """A chapter: a number, a short name for folders, a title, a story that opens it, and where it comes from.

    look: a cell of code with something to see, for notebooks; it says in a comment what to look for.
    """

    number: int
    slug: str
    title: str
    story: str
    sources: str
    look: str = ""
    exercises: list[Exercise] = field(default_factory=list)

    def exercise(self, number: str, **parts) -> Callable[[Callable[[You], None]], Exercise]:
        """Make the decorated check into an exercise of this lesson."""

        def add(check: Callable[[You], None]) -> Exercise:
            made = Exercise(id=number, check=check, **parts)
            place = f"{self.number}.{len(self.exercises) + 1}"
            if number != place:
                said = f"exercise {number!r} stands at place {place!r} of its lesson"
                raise ExerciseError(f"{said}; write them in order")
            self.exercises.append(made)
            return made

        return add

    @property
    def folder(self) -> str:
        """Its folder, which sorts in order: ``00_sensitivity``."""
        return f"{self.number:02}_{self.slug}"

    def file(self, exercise: Exercise) -> str:
        """Where the learner finds the exercise: ``00_sensitivity/0_1_nudge.py``."""
        return f"{self.folder}/{filename(exercise)}"


def filename(exercise: Exercise) -> str:
    return f"{exercise.id.replace('.', '_')}_{exercise.slug}.py"
