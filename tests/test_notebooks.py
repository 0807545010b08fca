"""Every notebook runs from top to bottom, and what it shows stands in the file."""

import os
import re
import runpy
from pathlib import Path

import pytest
from cases import every

from micrograd_like.learn.lessons import lessons

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytestmark = pytest.mark.filterwarnings("default")  # warnings of Jupyter's own are not ours to mend

HERE = Path(__file__).parent.parent / "notebooks"
LESSONS = {f"{lesson.folder}.ipynb" for lesson in lessons()}  # tests/learn tests those
NOTEBOOKS = sorted(path for path in HERE.glob("*.ipynb") if path.name not in LESSONS)


def run(path, folder):
    notebook = nbformat.read(path, as_version=4)
    folder.mkdir(exist_ok=True)
    resources = {"metadata": {"path": str(folder)}}
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    return notebook


def shown(notebook):
    """All text outputs, and the kinds of pictures."""
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    text = "\n".join("".join(o.get("text", "") or o.get("data", {}).get("text/plain", "")) for o in outputs)
    return text, [kind for o in outputs for kind in o.get("data", {})]


def test_there_are_notebooks():
    assert "00_quickstart.ipynb" in [path.name for path in NOTEBOOKS]


@pytest.mark.slow
def test_the_quickstart_shows_gradients_a_graph_and_a_trained_network(tmp_path):
    text, kinds = shown(run(HERE / "00_quickstart.ipynb", tmp_path))
    assert "{'x1': -1.5, 'x2': 0.5, 'w1': 1.0, 'w2': 0.0, 'b': 0.5}" in text
    assert "(0.8958441028683222, 0.5)" in text
    assert "accuracy 100%" in text
    backward, nudged = (
        float(re.search(rf"{word}:\s+(\S+)", text)[1]) for word in ("backward", "differences")
    )
    assert backward == pytest.approx(nudged, rel=1e-4)
    assert kinds.count("text/html") == 6  # with draw, film and play


@pytest.mark.slow
def test_the_tour_of_devices_gives_the_same_on_one_and_on_eight(tmp_path):
    pytest.importorskip("jax", reason="the tour of devices needs jax: pip install 'micrograd-like[jax]'")
    text, _ = shown(run(HERE / "tour_devices.ipynb", tmp_path))
    one, eight = (line.split(" devices: ")[1].split() for line in text.splitlines() if " devices: " in line)
    assert list(map(float, one)) == pytest.approx(list(map(float, eight)), rel=1e-12)
    assert "CpuDevice(id=7)" in text
    assert "stablehlo.tanh" in text


@pytest.mark.slow
def test_the_tour_of_training_shows_what_it_tells_of(tmp_path):
    text, kinds = shown(run(HERE / "tour_training.ipynb", tmp_path))
    assert "error + penalty = 0.8862514464368222 + 0.009592656431500009" in text
    assert "every bit agrees" in text
    assert re.search(r"epoch 40: .* validation: loss \S+, accuracy 100.0 %", text)
    assert "The gradient vanishes: a neuron of layers.0 gets " in text
    assert (
        text.index("with strength=0.003")
        < text.index("with strength=0.0\n")
        < text.index("with strength=0.1")
    )
    assert text.rstrip().endswith("True")  # a run that was stopped and resumed equals one that was not
    assert kinds.count("image/svg+xml") + kinds.count("text/html") == 7  # the problem shows its formula too


@pytest.mark.slow
def test_the_tour_of_the_gpt_learns_and_makes_up_names(tmp_path):
    text, kinds = shown(run(HERE / "tour_gpt.ipynb", tmp_path))
    early, late = map(
        float, re.search(r"loss (\S+) in the first 20 steps, (\S+) in the last 20", text).groups()
    )
    assert late < 0.6 * early
    assert "4192 parameters" in text
    assert kinds.count("text/html") == 1


def test_the_tour_of_pictures_is_saved_small_with_a_still_image_of_each_picture():
    path = HERE / "tour_pictures.ipynb"
    assert path.stat().st_size < 122_880
    outputs = [o for cell in nbformat.read(path, as_version=4).cells for o in cell.get("outputs", [])]
    pages = [o["data"]["text/html"] for o in outputs]
    assert len(pages) == 10
    assert all('src="data:image/svg+xml;base64,' in page and "<script" not in page for page in pages)


@pytest.mark.slow
def test_the_tour_of_pictures_is_saved_as_its_script_runs_it(tmp_path):
    script = runpy.run_path(str(HERE / "pictures" / "tour.py"))
    made, saved = script["run"](HERE / "tour_pictures.ipynb"), nbformat.read(HERE / "tour_pictures.ipynb", 4)
    for new, old in zip(made.cells, saved.cells, strict=True):
        assert [set(o["data"]) for o in new.get("outputs", [])] == [
            set(o["data"]) for o in old.get("outputs", [])
        ]
        said = [[o["data"]["text/plain"] for o in cell.get("outputs", [])] for cell in (new, old)]
        assert said[0] == said[1]


ELSEWHERE = ("00_quickstart.ipynb", "tour_training.ipynb", "tour_pictures.ipynb", "tour_devices.ipynb")


@pytest.mark.slow
@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if p.name not in ELSEWHERE], ids=lambda p: p.stem)
def test_a_notebook_runs_from_top_to_bottom(path, tmp_path):
    run(path, tmp_path)


@every("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_saved_with_outputs_and_without_traces_of_a_machine(path):
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells
    assert all(cell.execution_count for cell in cells)
    assert not [o for cell in cells for o in cell.outputs if o.output_type == "error"]
    text = path.read_text(encoding="utf-8")
    assert str(Path.home()) + os.sep not in text
    assert "/tmp/" not in text
