"""The tour of pictures, run again and saved small: ``python notebooks/pictures/tour.py``.

A live picture carries all of its scripts, 40 KB and more each.  In the saved notebook its still image is enough: whoever
runs the cell has the live one.  Of a picture by Graphviz, the image stays and its DOT text goes.
"""

import re
import sys
from pathlib import Path

import nbclient
import nbformat

TOUR = Path(__file__).parent.parent / "tour_pictures.ipynb"


def still(data):
    """What a notebook is to keep of an output."""
    if "text/html" not in data:
        return data
    html = re.sub(r"<script>.*?</script>", "", data["text/html"], flags=re.S)
    return {"text/html": html, "text/plain": data["text/plain"].split("\n")[0]}


def run(path):
    """The notebook with what its cells show, as still images."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # the times of day
        for output in cell.get("outputs", []):
            if "data" in output:
                output["data"] = still(output["data"])
    return notebook


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TOUR
    nbformat.write(run(TOUR), target)
    print(f"{target.name} {target.stat().st_size:,}")
