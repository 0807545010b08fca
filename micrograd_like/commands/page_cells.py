"""Cells in a page: what Python does for ``micrograd-like browser``, where a worker asks it.

>>> space = {}
>>> run_cell("x = 6", space), run_cell("print(x); x * 7", space)["text"]
({'said': '', 'html': '', 'text': '', 'error': ''}, '42')
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import linecache
import sys
import traceback
from itertools import count
from typing import Any

NUMBERS = count(1)


def menu() -> list[list[str]]:
    """The lessons of the course: a number and a title for each."""
    from ..learn.lessons import course

    return [[str(lesson.number), lesson.title] for lesson in course().lessons]


def lesson_cells(number: str) -> list[dict[str, str]]:
    """The cells of a lesson: its chapter, its starters, its checks."""
    from ..learn.lessons import course
    from ..learn.notebooks import lesson_notebook

    lesson = next(lesson for lesson in course().lessons if str(lesson.number) == number)
    cells = json.loads(lesson_notebook(lesson))["cells"]
    return [{"kind": cell["cell_type"], "source": "".join(cell["source"])} for cell in cells]


def run_cell(source: str, space: dict[str, Any]) -> dict[str, str]:
    """What a cell prints, what its last expression shows as HTML or as text, and its error.

    space: the names it reads and sets.
    """
    name = f"<cell {next(NUMBERS)}>"
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name  # for errors and checks
    out = io.StringIO()
    shown = {"html": "", "text": ""}
    error = ""
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            space.setdefault("__name__", "__main__")
            result = _executed(source, name, space)
            shown = {} if result is None else _shown(result)
        except BaseException as problem:  # SystemExit and KeyboardInterrupt are told as well
            error = _told(problem, name)
    return {
        "said": out.getvalue(),
        "html": shown.get("html", ""),
        "text": shown.get("text", ""),
        "error": error,
    }


def _executed(source: str, name: str, space: dict[str, Any]) -> Any:
    """Run the statements; the value of the last one, if it is an expression and no semicolon follows."""
    tree = ast.parse(source, name)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        exec(compile(tree, name, "exec"), space)  # noqa: S102  that is what a cell is for
        return None
    exec(compile(ast.Module(tree.body[:-1], []), name, "exec"), space)  # noqa: S102
    return eval(compile(ast.Expression(last.value), name, "eval"), space)  # noqa: S307


def _shown(result: Any) -> dict[str, str]:
    """As a notebook shows it."""
    if bundle := getattr(result, "_repr_mimebundle_", None):
        shown = bundle()
        return {"html": shown.get("text/html", ""), "text": shown.get("text/plain", "")}
    for method in ("_repr_html_", "_repr_svg_"):
        if (made := getattr(result, method, None)) and (html := made()):
            return {"html": html}
    return {"text": repr(result)}


def _told(problem: BaseException, name: str) -> str:
    """The traceback from the cell on."""
    frames = problem.__traceback__
    while frames and frames.tb_frame.f_code.co_filename != name and frames.tb_next:
        frames = frames.tb_next
    if isinstance(problem, SyntaxError) or not frames or frames.tb_frame.f_code.co_filename == __file__:
        return "".join(traceback.format_exception_only(problem))
    return "".join(traceback.format_exception(type(problem), problem, frames))


def started() -> str:
    """What runs here, in a line."""
    import micrograd_like

    return f"Python {sys.version.split()[0]}, micrograd_like {micrograd_like.__version__}"
