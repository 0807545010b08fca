"""The lessons written again, with what their chapters show: ``python notebooks/pictures/lessons.py [5 ...]``.

The cells of a chapter are run twice, those of exercises not at all.  An output is kept if it is the same both
times, as a still image where it has one: whoever runs the cell has the live picture.
"""

import json
import os
import runpy
import sys
import tempfile
from pathlib import Path

import nbclient
import nbformat

from micrograd_like.learn.lessons import lessons
from micrograd_like.learn.notebooks import lesson_notebook

HOME = Path(__file__).parent.parent
still = runpy.run_path(str(Path(__file__).parent / "tour.py"))["still"]


def outputs(sources):
    """What these cells show when they are run one after the other, a list for each."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    with tempfile.TemporaryDirectory() as folder:
        resources = {"metadata": {"path": folder}}
        nbclient.NotebookClient(book, timeout=300, kernel_name="python3", resources=resources).execute()
    shown = []
    for cell in book.cells:
        for output in cell.outputs:
            output.pop("execution_count", None)
            if "data" in output:
                output["data"] = still(output["data"])
        shown.append(joined([dict(output) for output in cell.outputs]))
    return shown


def joined(shown):
    """The same, with what was printed in one piece: a kernel sends it in as many as it likes."""
    printed = [output for output in shown if output["output_type"] == "stream" and output["name"] == "stdout"]
    if not printed:
        return shown
    whole = {**printed[0], "text": "".join("".join(output["text"]) for output in printed)}
    return [whole, *(output for output in shown if output not in printed)]


def written(lesson):
    """The text of the notebook, with outputs."""
    book, own = json.loads(lesson_notebook(lesson)), lesson.chapter.cells
    first, again = outputs(own), outputs(own)
    same = iter(zip(own, first, again, strict=True))
    for count, cell in enumerate((c for c in book["cells"] if c["source"] in own), 1):
        source, one, other = next(same)
        assert cell["source"] == source, "a cell of the chapter stands elsewhere in the notebook"
        cell["execution_count"] = count
        if one == other:
            cell["outputs"] = [numbered(output, count) for output in one]
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"


def numbered(output, count):
    return {**output, "execution_count": count} if output["output_type"] == "execute_result" else output


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    for lesson in lessons():
        if not sys.argv[1:] or str(lesson.number) in sys.argv[1:]:
            path = HOME / f"{lesson.folder}.ipynb"
            path.write_text(written(lesson), encoding="utf-8")
            print(f"{path.name} {path.stat().st_size:,}", flush=True)
