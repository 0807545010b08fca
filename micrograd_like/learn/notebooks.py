"""The lessons as notebooks, for learners on their own: the chapter, its live cells, and its exercises."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .exercise import MAIN, Exercise, Lesson
from .lessons import BUILT_IN, course, find

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


def head(lesson: Lesson) -> str:
    return f"# Lesson {lesson.number}: {lesson.title}"


def opening(lesson: Lesson) -> str:
    """Title and first paragraphs."""
    return f"{head(lesson)}\n\n{lesson.chapter.story}"


def lesson_notebook(lesson: Lesson) -> str:
    """The chapter; where an exercise stands, its goal, the starter, and a cell that checks."""

    def cells() -> Iterator[dict]:
        title, asked = head(lesson), False
        for piece in lesson.chapter.pieces:
            if title and piece.kind != "prose":
                yield cell("markdown", title)
            if piece.kind == "prose":
                yield cell("markdown", f"{title}\n\n{piece.text}" if title else piece.text)
            elif piece.kind == "code":
                yield cell("code", piece.text)
            else:
                if not asked:
                    yield cell("code", importing())
                asked = True
                yield from exercise_cells(find(piece.text))
            title = ""

    return notebook(cells(), micrograd_like={"written_by": "micrograd-like learn start --notebooks"})


def exercise_cells(exercise: Exercise) -> Iterator[dict]:
    """Words, the starter to fill in, a cell that checks, and one that shows a right answer at work."""
    yield cell("markdown", words(exercise))
    yield cell("code", without_main(exercise.body))
    yield cell("code", f'check("{exercise.id}")')
    if shown := at_work(exercise.body):
        called = f'if check("{exercise.id}").passed:  # see it at work\n    at_work()'
        yield cell("code", f"def at_work():\n{shown}\n\n\n{called}")


def importing() -> str:
    """The cell that makes check() known, and the course, if it is not the built-in one."""
    if course().home == BUILT_IN:
        return "from micrograd_like.learn import check"
    return f"from micrograd_like.learn import check, use_course\n\nuse_course({str(course().home)!r})"


def at_work(body: str) -> str:
    """What the block for those who run the file does, still indented; "" where there is none.

    In a notebook it is a function, so that its names are not those of the cells that follow.
    """
    return body.partition(MAIN)[2].strip("\n")


def without_main(body: str) -> str:
    """Without the block for those who run the file: in a notebook it stands in a cell of its own."""
    return body.split(MAIN, maxsplit=1)[0].rstrip("\n")
