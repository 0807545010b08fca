"""The lessons as notebooks, for learners on their own."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from .exercise import Exercise, Lesson

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(cells: Iterator[dict], **metadata: object) -> str:
    """The text of an .ipynb file."""
    made = [{**cell, "id": cell.get("id") or f"cell-{k}"} for k, cell in enumerate(cells)]
    whole = {"cells": made, "metadata": {**KERNEL, **metadata}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False)


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


def lesson_notebook(lesson: Lesson) -> str:
    """Something to look at, then goal, starter, and a cell that checks, for each exercise."""

    def cells() -> Iterator[dict]:
        yield cell("markdown", opening(lesson))
        if lesson.look:
            yield cell("code", textwrap.dedent(lesson.look))
        yield cell("code", "from micrograd_like.learn import check")
        for e in lesson.exercises:
            yield cell("markdown", words(e))
            yield cell("code", without_main(e.body))
            yield cell("code", f'check("{e.id}")')

    return notebook(cells(), micrograd_like={"written_by": "micrograd-like learn start --notebooks"})


def without_main(body: str) -> str:
    """Without the block for those who run the file: in a notebook one tries things in a cell of one's own."""
    return body.split('\n\n\nif __name__ == "__main__":', maxsplit=1)[0].rstrip("\n")
