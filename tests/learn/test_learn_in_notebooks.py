"""The exercises where many will do them: in a real notebook, with a real kernel."""

import json
import sys
from itertools import chain, islice
from pathlib import Path

import pytest
from cases import every

from micrograd_like.learn import notebooks
from micrograd_like.learn.lessons import lessons

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
pytest.importorskip("ipykernel", reason="ipykernel is not installed")

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
REMAKE = (
    "remake it: rm notebooks/[01][0-9]_[!q]*.ipynb; micrograd-like learn start --notebooks --folder notebooks"
)
WRONG = "def slope(f, x, h):\n    return f(x + h) - f(x)"
RIGHT = "def slope(f, x, h):\n    return (f(x + h) - f(x)) / h"


def run(*cells):
    """What the cells show, each as (words, HTML)."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(book, timeout=60, allow_errors=True).execute()
    shown = []
    for cell in book.cells:
        out = cell.outputs[-1] if cell.outputs else {}
        data = out.get("data", {})
        shown.append(
            (data.get("text/plain") or "\n".join(out.get("traceback", [])), data.get("text/html", ""))
        )
    return shown


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_notebook_gets_the_same_answers_and_its_kernel_lives_on():
    check = 'check("0.1")'
    shown = run(
        "from micrograd_like.learn import check",
        WRONG,
        check,
        RIGHT,
        check,
        "import os\ndef slope(f, x, h):\n    os._exit(1)",
        check,
        "def slope(f, x, h):\n    return input()",
        check,
        WRONG,
        f"{check}.raise_if_wrong()",
        "import ctypes\ndef slope(f, x, h):\n    ctypes.string_at(0)",
        check,
        "seen = []\ndef slope(f, x, h):\n    seen.append(x)\n    return (f(x + h) - f(x)) / h",
        f"{check}.passed, seen",
    )
    assert "gives the rise alone" in shown[2][0]
    assert "<table>" in shown[2][1]
    assert "What you just showed" in shown[4][0]
    assert "<b>What you just showed.</b>" in shown[4][1]
    assert "your code ended the program" in shown[6][0]
    assert "leave input() out" in shown[8][0]
    assert shown[10][0].startswith("0.1  The slope by nudging: not yet")
    assert "checking.py" not in shown[10][0]
    if sys.platform.startswith("linux"):
        assert "your code ended its process (SIGSEGV); the notebook goes on" in " ".join(shown[12][0].split())
    assert shown[14][0].startswith("(True, [")


def untouched_and_solved(chapter):
    """The cells of a lesson as they are handed out, then once more with the solutions in them."""
    cells = [
        c["source"]
        for c in json.loads(notebooks.lesson_notebook(chapter))["cells"]
        if c["cell_type"] == "code"
    ]
    bodies = {notebooks.without_main(e.body): notebooks.without_main(e.solution) for e in chapter.exercises}
    return [*cells, *(bodies.get(source, source) for source in cells)]


@pytest.fixture(scope="module")
def shown():
    """What the cells of every lesson show, by its folder: all in one kernel, each lesson without the names before it."""
    cells = {chapter.folder: ["%reset -f", *untouched_and_solved(chapter)] for chapter in lessons()}
    found = iter(run(*chain.from_iterable(cells.values())))
    return {folder: list(zip(own, islice(found, len(own)), strict=True)) for folder, own in cells.items()}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@every("chapter", lessons(), ids=lambda chapter: chapter.folder)
def test_a_lesson_as_a_notebook_waits_at_every_exercise_and_passes_when_solved(chapter, shown):
    shown = shown[chapter.folder]
    assert not [words for _, (words, _) in shown if "Traceback" in words]
    answers = [
        ": right" in words.split("\n")[0] for source, (words, _) in shown if source.startswith("check(")
    ]
    assert answers == [False] * len(chapter.exercises) + [True] * len(chapter.exercises)


@every("chapter", lessons(), ids=lambda chapter: chapter.folder)
def test_the_notebook_of_a_lesson_is_up_to_date(chapter):
    path = NOTEBOOKS / f"{chapter.folder}.ipynb"
    assert path.exists(), REMAKE
    assert path.read_text(encoding="utf-8") == notebooks.lesson_notebook(chapter) + "\n", REMAKE
