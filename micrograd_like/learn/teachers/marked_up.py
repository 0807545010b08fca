"""The lessons as nbgrader and otter want them.

Notebooks with the solutions marked, of which each makes the learners' versions itself.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator

from ..exercise import Exercise, Lesson
from ..notebooks import cell, notebook, opening, without_main, words
from ..starters import Passage, passages

OTTER_HEAD = """\
# ASSIGNMENT CONFIG
name: lesson_{number:02}
init_cell: true
export_cell: true
generate: true
tests:
  ok_format: false
autograder_files:
  - micrograd_like
  - graphviz
"""
OTTER_TEST = """\
def test_{name}(env):
    from micrograd_like.learn import check

    check("{id}", env).raise_if_wrong()
"""
NBGRADER_TEST = """\
from micrograd_like.learn import check

answer = check("{id}")
answer.raise_if_wrong()
print(answer)
"""

# ---- nbgrader


def nbgrader(lesson: Lesson) -> str:
    """nbgrader's source version: solution regions, and locked cells that mark."""

    def cells() -> Iterator[dict]:
        yield cell("markdown", opening(lesson))
        for e in lesson.exercises:
            name = e.id.replace(".", "-")
            own = _grading(f"exercise-{name}", solution=True)
            test = _grading(f"check-{name}", grade=True, locked=True)
            yield cell("markdown", words(e))
            yield cell("code", with_regions(e), f"exercise-{name}", nbgrader=own)
            yield cell(
                "code", NBGRADER_TEST.format(id=e.id), f"check-{name}", nbgrader={**test, "points": e.points}
            )

    return notebook(cells())


def _grading(name: str, grade: bool = False, solution: bool = False, locked: bool = False) -> dict:
    """What nbgrader keeps with a cell."""
    kinds = {"grade": grade, "solution": solution, "locked": locked, "task": False}
    return {"schema_version": 3, "grade_id": name, **kinds}


def with_regions(exercise: Exercise) -> str:
    """The solution between nbgrader's marks.

    nbgrader puts a `...` in place of each region; code to repair becomes comments.
    """
    lines: list[str] = []
    for group in together(exercise):
        if group[0].shared:
            lines += group[0].starter
        else:
            lines += [line for passage in group for line in kept(passage)]
            lines += region([line for passage in group for line in passage.solution], column(group[0]))
    body = without_main("\n".join(lines))
    if parses(body) and parses(released(body)):
        return body
    whole = [commented(line) for line in without_main(exercise.body).splitlines()]  # cannot be cut one by one
    return "\n".join([*whole, *region(without_main(exercise.solution).splitlines(), "")])


def kept(passage: Passage) -> list[str]:
    """What only the starter has, such that it does no harm before the solution: names, else comments."""
    lines = [line for line in passage.starter if line.strip() != "..."]
    named = all(re.match(r"[ \w,]+ = \.\.\.", line) for line in lines)
    if named and len(lines) == len(passage.solution) and not any(map(_needs_itself, passage.solution)):
        return lines
    return [commented(line) for line in lines]


def _needs_itself(assignment: str) -> bool:
    """Whether a name on the left stands on the right too."""
    left, right = assignment.split("=", 1)
    return any(re.search(rf"\b{name}\b", right) for name in re.findall(r"\w+", left))


def together(exercise: Exercise) -> Iterator[list[Passage]]:
    """The passages, with neighbouring work in one column as one group."""
    parts = passages(exercise.code)
    for _, group in itertools.groupby(parts, key=lambda p: None if p.shared else column(p)):
        yield list(group)


def region(lines: list[str], indent: str) -> list[str]:
    return [f"{indent}### BEGIN SOLUTION", *lines, f"{indent}### END SOLUTION"]


def commented(line: str) -> str:
    return f"{line[: len(line) - len(line.lstrip())]}# {line.lstrip()}" if line.strip() else "#"


def released(body: str) -> str:
    """What nbgrader makes of a cell for learners."""
    return re.sub(
        r"^( *)### BEGIN SOLUTION.*?### END SOLUTION$", r"\1...", body, flags=re.DOTALL | re.MULTILINE
    )


def parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


# ---- otter


def otter(lesson: Lesson) -> str:
    """Otter's master notebook for ``otter assign``."""

    def cells() -> Iterator[dict]:
        yield cell("raw", OTTER_HEAD.format(number=lesson.number))
        yield cell("markdown", opening(lesson))
        for e in lesson.exercises:
            name = f"q{e.id.replace('.', '_')}"
            yield cell("raw", f"# BEGIN QUESTION\nname: {name}\npoints: {e.points}\n")
            yield cell("markdown", words(e))
            yield cell("raw", "# BEGIN SOLUTION")
            yield cell("code", with_prompts(e), otter={"tests": [name]})
            yield cell("raw", "# END SOLUTION")
            yield cell("raw", "# BEGIN TESTS")
            yield cell("code", OTTER_TEST.format(name=name, id=e.id))
            yield cell("raw", "# END TESTS")
            yield cell("raw", "# END QUESTION")

    return notebook(cells())


def with_prompts(exercise: Exercise) -> str:
    """The solution between otter's marks, with what else stands in its place.

    Otter adds a `...` for each solution.
    """
    lines: list[str] = []
    for group in together(exercise):
        if group[0].shared:
            lines += group[0].starter
            continue
        left, solution = [x for p in group for x in p.starter], [x for p in group for x in p.solution]
        lines += prompted(left, solution, column(group[0]))
    body = without_main("\n".join(lines))
    if parses(body):
        return body
    starter, solution = (without_main(text).splitlines() for text in (exercise.body, exercise.solution))
    return "\n".join(prompted(starter, solution, ""))


def prompted(left: list[str], solution: list[str], indent: str) -> list[str]:
    left = [line for line in left if line.strip() != "..."]
    lines = [f"{indent}# BEGIN SOLUTION", *solution, f"{indent}# END SOLUTION"]
    if left:
        quotes = "'''" if any('"""' in line for line in left) else '"""'
        lines += [f"{indent}{quotes} # BEGIN PROMPT", *left, f"{indent}{quotes} # END PROMPT"]
    return lines


def column(passage: Passage) -> str:
    """The white space before its first line."""
    first = next((line for line in [*passage.solution, *passage.starter] if line.strip()), "")
    return first[: len(first) - len(first.lstrip())]
