"""Exercises as notebooks: for learners, and as the marked-up sources that nbgrader and otter make learners' versions from."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from .exercise import Exercise, Lesson, pieces

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(cells: Iterator[dict], **metadata: object) -> str:
    """The text of an .ipynb file."""
    made = [{**cell, "id": cell.get("id") or f"cell-{k}"} for k, cell in enumerate(cells)]
    return json.dumps(
        {"cells": made, "metadata": {**KERNEL, **metadata}, "nbformat": 4, "nbformat_minor": 5}, indent=1, ensure_ascii=False
    )


def cell(kind: str, source: str, name: str = "", **metadata: object) -> dict:
    made: dict = {"cell_type": kind, "metadata": metadata, "source": source.strip("\n")}
    if name:
        made["id"] = name
    return {**made, "execution_count": None, "outputs": []} if kind == "code" else made


def words(exercise: Exercise) -> str:
    """What stands above the cell: title, goal, and the hints folded away."""
    hints = "".join(f"<details><summary>Hint {k}</summary>{h}</details>\n" for k, h in enumerate(exercise.hints, 1))
    return f"## {exercise.id}  {exercise.title}\n\n{exercise.goal}\n\n{hints}"


def opening(lesson: Lesson) -> str:
    story = " ".join(textwrap.dedent(lesson.story).split())
    return f"# Lesson {lesson.number}: {lesson.title}\n\n{story}"


def plain(lesson: Lesson) -> str:
    """For learners on their own: goal, starter, and a cell that checks."""

    def cells() -> Iterator[dict]:
        yield cell("markdown", opening(lesson))
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
            yield cell("code", f'from micrograd_like.learn import check\n\nanswer = check("{e.id}")\nanswer.raise_if_wrong()\nanswer',
                       f"check-{name}", nbgrader=test)  # fmt: skip

    return notebook(cells())


def with_regions(exercise: Exercise) -> str:
    """The solution between nbgrader's marks.  nbgrader puts a `...` in place of each region."""
    lines: list[str] = []
    for piece in pieces(exercise.code):
        if piece.shared:
            lines += piece.starter
            continue
        left = [line for line in piece.starter if line.strip() != "..."]
        indent = _indent(piece.solution or piece.starter)
        lines += [*left, f"{indent}### BEGIN SOLUTION", *piece.solution, f"{indent}### END SOLUTION"]
    return without_main("\n".join(lines))


def otter(lesson: Lesson) -> str:
    """Otter's master notebook for ``otter assign``."""

    def cells() -> Iterator[dict]:
        yield cell("raw", f"# ASSIGNMENT CONFIG\nname: lesson_{lesson.number:02}\ninit_cell: true\nexport_cell: true\ngenerate: true\n"
                          "tests:\n  ok_format: false\n")  # fmt: skip
        yield cell("markdown", opening(lesson))
        for e in lesson.exercises:
            name = f"q{e.id.replace('.', '_')}"
            yield cell("raw", f"# BEGIN QUESTION\nname: {name}\npoints: {e.points}\n")
            yield cell("markdown", words(e))
            yield cell("raw", "# BEGIN SOLUTION")
            yield cell("code", with_prompts(e))
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
    """The solution between otter's marks, each with the prompt that takes its place."""
    lines: list[str] = []
    for piece in pieces(exercise.code):
        if piece.shared:
            lines += piece.starter
            continue
        indent = _indent(piece.solution or piece.starter)
        if piece.solution:
            lines += [f"{indent}# BEGIN SOLUTION", *piece.solution, f"{indent}# END SOLUTION"]
        if piece.starter:
            lines += [f'{indent}""" # BEGIN PROMPT', *piece.starter, f'{indent}""" # END PROMPT']
    return without_main("\n".join(lines))


def _indent(lines: list[str]) -> str:
    first = next(line for line in lines if line.strip())
    return first[: len(first) - len(first.lstrip())]


def without_main(body: str) -> str:
    """Without the block for those who run the file: in a notebook one tries things in a cell of one's own."""
    return body.split('\n\n\nif __name__ == "__main__":', maxsplit=1)[0].rstrip("\n")
