"""Exercises as notebooks: for learners, and as the marked-up sources that nbgrader and otter make learners' versions from."""

from __future__ import annotations

import ast
import itertools
import json
import re
import textwrap
from collections.abc import Iterator

from .exercise import Exercise, Lesson, Piece, pieces

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(cells: Iterator[dict], **metadata: object) -> str:
    """The text of an .ipynb file."""
    made = [{**cell, "id": cell.get("id") or f"cell-{k}"} for k, cell in enumerate(cells)]
    return json.dumps(
        {"cells": made, "metadata": {**KERNEL, **metadata}, "nbformat": 4, "nbformat_minor": 5},
        indent=1,
        ensure_ascii=False,
    )


def cell(kind: str, source: str, name: str = "", **metadata: object) -> dict:
    made: dict = {"cell_type": kind, "metadata": metadata, "source": source.strip("\n")}
    if name:
        made["id"] = name
    return {**made, "execution_count": None, "outputs": []} if kind == "code" else made


def words(exercise: Exercise) -> str:
    """What stands above the cell: title, goal, and the hints folded away."""
    hints = "".join(
        f"<details><summary>Hint {k}</summary>{h}</details>\n" for k, h in enumerate(exercise.hints, 1)
    )
    return f"## {exercise.id}  {exercise.title}\n\n{exercise.goal}\n\n{hints}"


def opening(lesson: Lesson) -> str:
    story = " ".join(textwrap.dedent(lesson.story).split())
    return f"# Lesson {lesson.number}: {lesson.title}\n\n{story}"


def plain(lesson: Lesson) -> str:
    """For learners on their own: something to look at, then goal, starter, and a cell that checks, for each exercise."""

    def cells() -> Iterator[dict]:
        yield cell("markdown", opening(lesson))
        if lesson.look:
            yield cell("code", textwrap.dedent(lesson.look))
        yield cell("code", "from micrograd_like.learn import check")
        for e in lesson.exercises:
            yield cell("markdown", words(e))
            yield cell("code", without_main(e.body))
            yield cell("code", f'check("{e.id}")')

    return notebook(cells())


def nbgrader(lesson: Lesson) -> str:
    """nbgrader's source version: solution regions, and locked cells that mark."""

    def cells() -> Iterator[dict]:
        yield cell("markdown", opening(lesson))
        for e in lesson.exercises:
            name = e.id.replace(".", "-")
            own = {
                "schema_version": 3,
                "grade_id": f"exercise-{name}",
                "grade": False,
                "solution": True,
                "locked": False,
                "task": False,
            }
            test = {"schema_version": 3, "grade_id": f"check-{name}", "grade": True, "solution": False, "locked": True, "task": False,
                    "points": e.points}  # fmt: skip
            yield cell("markdown", words(e))
            yield cell("code", with_regions(e), f"exercise-{name}", nbgrader=own)
            yield cell("code", f'from micrograd_like.learn import check\n\nanswer = check("{e.id}")\nanswer.raise_if_wrong()\nprint(answer)',
                       f"check-{name}", nbgrader=test)  # fmt: skip

    return notebook(cells())


def with_regions(exercise: Exercise) -> str:
    """The solution between nbgrader's marks.  nbgrader puts a `...` in place of each region; code to repair becomes comments."""
    lines: list[str] = []
    for group in together(exercise):
        if group[0].shared:
            lines += group[0].starter
        else:
            lines += [line for piece in group for line in kept(piece)]
            lines += region([line for piece in group for line in piece.solution], column(group[0]))
    body = without_main("\n".join(lines))
    if parses(body) and parses(released(body)):
        return body
    whole = [
        commented(line) for line in without_main(exercise.body).splitlines()
    ]  # its blocks cannot be cut one by one
    return "\n".join([*whole, *region(without_main(exercise.solution).splitlines(), "")])


def kept(piece: Piece) -> list[str]:
    """What the starter has and the solution has not, such that it does no harm before the solution: names, else comments."""
    lines = [line for line in piece.starter if line.strip() != "..."]
    if len(lines) == len(piece.solution) == 1 and (left := re.match(r"[ \w,]+ = \.\.\.", lines[0])):
        names = re.findall(r"\w+", left[0])
        if not any(re.search(rf"\b{name}\b", piece.solution[0].split("=", 1)[1]) for name in names):
            return lines
    return [commented(line) for line in lines]


def together(exercise: Exercise) -> Iterator[list[Piece]]:
    """The pieces, with neighbouring work in one column as one group."""
    for _, group in itertools.groupby(pieces(exercise.code), key=lambda p: None if p.shared else column(p)):
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


def otter(lesson: Lesson) -> str:
    """Otter's master notebook for ``otter assign``."""

    def cells() -> Iterator[dict]:
        yield cell("raw", f"# ASSIGNMENT CONFIG\nname: lesson_{lesson.number:02}\ninit_cell: true\nexport_cell: true\ngenerate: true\n"
                          "tests:\n  ok_format: false\nautograder_files:\n  - micrograd_like\n  - graphviz\n")  # fmt: skip
        yield cell("markdown", opening(lesson))
        for e in lesson.exercises:
            name = f"q{e.id.replace('.', '_')}"
            yield cell("raw", f"# BEGIN QUESTION\nname: {name}\npoints: {e.points}\n")
            yield cell("markdown", words(e))
            yield cell("raw", "# BEGIN SOLUTION")
            yield cell("code", with_prompts(e), otter={"tests": [name]})
            yield cell("raw", "# END SOLUTION")
            yield cell("raw", "# BEGIN TESTS")
            yield cell(
                "code",
                f'def test_{name}(env):\n    from micrograd_like.learn import check\n\n    check("{e.id}", env).raise_if_wrong()\n',
            )
            yield cell("raw", "# END TESTS")
            yield cell("raw", "# END QUESTION")

    return notebook(cells())


def with_prompts(exercise: Exercise) -> str:
    """The solution between otter's marks, with what else stands in its place.  Otter adds a `...` for each solution."""
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
    return "\n".join(
        prompted(without_main(exercise.body).splitlines(), without_main(exercise.solution).splitlines(), "")
    )


def prompted(left: list[str], solution: list[str], indent: str) -> list[str]:
    left = [line for line in left if line.strip() != "..."]
    lines = [f"{indent}# BEGIN SOLUTION", *solution, f"{indent}# END SOLUTION"]
    if left:
        quotes = "'''" if any('"""' in line for line in left) else '"""'
        lines += [f"{indent}{quotes} # BEGIN PROMPT", *left, f"{indent}{quotes} # END PROMPT"]
    return lines


def column(piece: Piece) -> str:
    """The white space before its first line."""
    first = next((line for line in [*piece.solution, *piece.starter] if line.strip()), "")
    return first[: len(first) - len(first.lstrip())]


def without_main(body: str) -> str:
    """Without the block for those who run the file: in a notebook one tries things in a cell of one's own."""
    return body.split('\n\n\nif __name__ == "__main__":', maxsplit=1)[0].rstrip("\n")
