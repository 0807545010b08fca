"""The exercises where many will do them: in a real notebook, with a real kernel."""

import ast
import json
import sys
import tempfile
import textwrap
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path

import pytest
from cases import every

from micrograd_like.learn import notebooks
from micrograd_like.learn.lessons import exercises, lessons

for package in ("nbformat", "nbclient", "ipykernel"):
    if find_spec(package) is None:  # they are imported by the tests that take long already
        pytest.skip(f"{package} is not installed", allow_module_level=True)

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
REMAKE = "remake it: python notebooks/pictures/lessons.py"
WRONG = "def slope(f, x, h):\n    return f(x + h) - f(x)"
AT_WORK = "def at_work():"
RIGHT = "def slope(f, x, h):\n    return (f(x + h) - f(x)) / h"


def run(*cells):
    """What the cells show, each as (words, HTML)."""
    import nbclient
    import nbformat

    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    with tempfile.TemporaryDirectory() as folder:  # what is solved may be kept beside the notebook
        resources = {"metadata": {"path": folder}}
        nbclient.NotebookClient(book, timeout=60, allow_errors=True, resources=resources).execute()
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
    assert shown[10][0].startswith("0.1  A slope from a small step: not yet")
    assert "checking.py" not in shown[10][0]
    if sys.platform.startswith("linux"):
        assert "your code ended its process (SIGSEGV); the notebook goes on" in " ".join(shown[12][0].split())
    assert shown[14][0].startswith("(True, [")


def untouched_and_solved(chapter):
    """The cells of a lesson as they are handed out, then once more with the solutions in them."""
    cells = [
        c["source"]
        for c in json.loads(notebooks.lesson_notebook(chapter))["cells"]
        if c["cell_type"] == "code" and not c["source"].startswith(AT_WORK)  # those are run as programs
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


@every("exercise", exercises(), ids=lambda exercise: exercise.id)
def test_what_shows_a_right_answer_at_work_keeps_its_names_to_itself(exercise):
    last = json.loads(notebooks.notebook(notebooks.exercise_cells(exercise)))["cells"][-1]["source"]
    shown, asked = ast.parse(last).body
    assert (type(shown), type(asked)) == (ast.FunctionDef, ast.If)
    assert ast.unparse(asked) == f"if check('{exercise.id}').passed:\n    at_work()"
    assert ast.parse(textwrap.dedent(notebooks.at_work(exercise.body))).body


@every("chapter", lessons(), ids=lambda chapter: chapter.folder)
def test_the_notebook_of_a_lesson_is_up_to_date(chapter):
    path = NOTEBOOKS / f"{chapter.folder}.ipynb"
    assert path.exists(), REMAKE
    saved, made = json.loads(path.read_text(encoding="utf-8")), json.loads(notebooks.lesson_notebook(chapter))
    shown = [cell for cell in saved["cells"] if cell.get("outputs")]
    for cell in saved["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    assert saved == made, REMAKE
    assert len(shown) >= len(chapter.chapter.cells) / 2, REMAKE
    assert path.stat().st_size < 250_000


@every("chapter", lessons(), ids=lambda chapter: chapter.folder)
def test_the_saved_notebook_of_a_lesson_has_pictures_without_scripts_and_no_traces_of_a_machine(chapter):
    text = (NOTEBOOKS / f"{chapter.folder}.ipynb").read_text(encoding="utf-8")
    outputs = [o for cell in json.loads(text)["cells"] for o in cell.get("outputs", [])]
    assert not [
        o for o in outputs if o["output_type"] in ("error", "display_data") or o.get("name") == "stderr"
    ]
    pages = ["".join(o["data"]["text/html"]) for o in outputs if "text/html" in o.get("data", {})]
    assert not [page for page in pages if "<script" in page]
    assert str(Path.home()) + "/" not in text
    assert "/tmp/" not in text
