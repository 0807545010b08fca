"""The folder that runs in the browser: what is written, and, in Chromium, what Python does there."""

import contextlib
import functools
import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from micrograd_like.__main__ import main
from micrograd_like.commands.browser import NEEDED
from micrograd_like.commands.page_cells import lesson_cells, menu, run_cell
from micrograd_like.commands.wheels import own_wheel, wheel_of
from micrograd_like.learn.lessons import find

ROOT = Path(__file__).parents[2]


@pytest.fixture
def npm(tmp_path):
    """A folder that looks like the one that npm brings."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    for name in [*NEEDED, "pyodide.asm.mjs", "console.html"]:
        (folder / name).write_text(name)
    return folder


@pytest.fixture(scope="module")
def wheel():
    return own_wheel()


def test_the_folder_has_python_the_wheels_the_page_and_nothing_else(
    npm, wheel, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("micrograd_like.commands.browser.own_wheel", lambda: wheel)
    notebook = tmp_path / "mine.ipynb"
    cells = [{"cell_type": "code", "source": ["1 +\n", " 1"], "outputs": ["old"]}]
    notebook.write_text(json.dumps({"cells": cells}))
    site = tmp_path / "site"
    assert main(["browser", str(npm), str(notebook), "-o", str(site)]) == 0
    assert f"python -m http.server -d {site} shows it" in capsys.readouterr().out
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    wheels = {name for name in files if name.startswith("wheels/")}
    assert [name.split("-")[0] for name in sorted(wheels)] == ["wheels/graphviz", "wheels/micrograd_like"]
    engine = {f"pyodide/{name}" for name in [*NEEDED, "pyodide.asm.mjs"]}
    page = {"index.html", "page.js", "page.css", "worker.mjs", "first_steps.md", "contents.json"}
    assert files == wheels | engine | page
    contents = json.loads((site / "contents.json").read_text())
    assert contents["notebooks"] == {"mine": [{"kind": "code", "source": "1 +\n 1"}]}
    assert {f"wheels/{name}" for name in contents["wheels"]} == wheels
    assert main(["browser", str(npm), "-o", str(site)]) == 0  # once more, over its own


def test_what_is_no_pyodide_no_notebook_and_no_folder_of_its_own_is_refused(npm, tmp_path, capsys):
    site, other = tmp_path / "site", tmp_path / "other"
    other.mkdir()
    (other / "thesis.tex").write_text("mine")
    (npm / "thesis.txt").write_text("mine")
    calls = [
        (
            [str(tmp_path), "-o", str(site)],
            "has no pyodide.mjs; give the folder that `npm install pyodide` brought",
        ),
        ([str(npm), "-o", str(other)], "is there already and not from here; give another folder"),
        (
            [str(npm), str(npm / "thesis.txt"), "-o", str(site)],
            "is no notebook; give a file that ends in .ipynb",
        ),
    ]
    for arguments, told in calls:
        assert main(["browser", *arguments]) == 2
        assert told in capsys.readouterr().err
    assert not site.exists()
    assert [path.name for path in other.iterdir()] == ["thesis.tex"]


def test_the_wheel_is_whole_pure_and_always_the_same(wheel):
    name, content = own_wheel()
    assert (name, content) == wheel
    assert name.endswith("-py3-none-any.whl")
    archive = zipfile.ZipFile(io.BytesIO(content))
    files = set(archive.namelist())
    assert {
        "micrograd_like/engine.py",
        "micrograd_like/compiler/sweep.js",
        "micrograd_like/learn/course/course.toml",
    } <= files
    assert not [f for f in files if f.endswith((".so", ".pyd", ".pyc"))]
    record = archive.read(next(f for f in files if f.endswith("/RECORD"))).decode().splitlines()
    assert {line.split(",")[0] for line in record} == files
    assert wheel_of("graphviz")[0].startswith("graphviz-")


@pytest.mark.slow
def test_the_wheel_can_be_installed_and_needs_the_standard_library_alone(tmp_path):
    name, content = own_wheel()
    (tmp_path / name).write_bytes(content)
    code = "import micrograd_like as m; v = m.Value(3.0); (v * v).backward(); print(v.grad, m.accelerated, m.__file__)"
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / name)!r}); {code}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.startswith("6.0 False ")
    assert name in run.stdout


def test_a_cell_gives_what_it_prints_shows_and_raises():
    space = {}
    assert run_cell("x = 2\nprint('hi')\nx + 1", space) == {
        "said": "hi\n",
        "html": "",
        "text": "3",
        "error": "",
    }
    assert run_cell("x;", space)["text"] == run_cell("", space)["text"] == ""
    failed = run_cell("def f():\n    return 1 / 0\n\nf()", space)["error"]
    assert "return 1 / 0" in failed
    assert failed.endswith("ZeroDivisionError: division by zero\n")
    assert "page_cells" not in failed
    assert "SyntaxError" in run_cell("1 +", space)["error"]
    assert run_cell("raise SystemExit(3)", space)["error"].endswith("SystemExit: 3\n")
    drawn = run_cell("from micrograd_like import Value, draw\nv = Value(2.0)\ndraw(v * v)", space)
    assert '"v"' in drawn["html"]  # names of the cell are found


def test_lessons_have_cells_and_their_checks_see_what_is_defined_there():
    assert menu()[0] == ["0", "The derivative as sensitivity"]
    cells = lesson_cells("0")
    assert {cell["kind"] for cell in cells} == {"code", "markdown"}
    assert 'check("0.1")' in [cell["source"] for cell in cells]
    space = {}
    run_cell(find("0.1").solution, space)
    run_cell("from micrograd_like.learn import check", space)
    answer = run_cell('check("0.1")', space)
    assert "right" in answer["html"] + answer["text"]


# ---- in a browser ----


@pytest.fixture(scope="module")
def pyodide(tmp_path_factory):
    """The folder that npm brings: named in PYODIDE, in node_modules, or fetched by npm now."""
    for folder in (os.environ.get("PYODIDE"), ROOT / "node_modules" / "pyodide"):
        if folder and Path(folder, "pyodide.mjs").exists():
            return Path(folder)
    if not shutil.which("npm"):
        pytest.skip("npm, which brings Pyodide, is not installed; PYODIDE may name its folder")
    folder = tmp_path_factory.mktemp("npm")
    try:
        call = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), "pyodide"]
        subprocess.run(call, check=True, capture_output=True, timeout=180)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"npm could not bring Pyodide: {error}")
    return folder / "node_modules" / "pyodide"


@pytest.fixture
def page(pyodide, chromium, tmp_path):
    """The page, from a server that only gives files; fails if it asks for anything else."""
    site = tmp_path / "site"
    with contextlib.redirect_stdout(io.StringIO()):
        assert (
            main(["browser", str(pyodide), str(ROOT / "notebooks" / "00_quickstart.ipynb"), "-o", str(site)])
            == 0
        )

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words):
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}/"
    context = chromium.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    page, wrong = context.new_page(), []
    context.on(
        "request", lambda r: wrong.append(r.url) if not r.url.startswith((home, "data:", "blob:")) else None
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_default_timeout(120_000)
    page.goto(home)
    page.wait_for_selector("#state:has-text('is ready')")
    yield page
    context.close()
    server.shutdown()
    server.server_close()
    assert wrong == []


def run_all(page):
    """Run every cell; gives their outputs and their errors."""
    page.get_by_role("button", name="Run all").click()
    cells = page.locator(".cell").count()
    page.wait_for_function(f"document.querySelectorAll('.out[data-ran]').length === {cells}")
    page.wait_for_selector("#state:has-text('done')")
    return page.locator(".out").all_text_contents(), page.locator(".error").all_text_contents()


@pytest.mark.slow
def test_quickstart_pictures_and_checks_run_in_the_browser_with_a_static_server_alone(page):
    outputs, errors = run_all(page)
    assert errors == []
    assert outputs[0].startswith("(-0.0")  # a.grad, b.grad
    assert page.locator(".out .all").count() == 2  # both live pictures
    page.locator(".out .all").first.locator("button", has_text="step ▶").click()
    assert page.locator("img[alt^='graph of']").first.evaluate("i => i.naturalWidth") > 200
    assert "A slope from a small step: not yet" in outputs[-1]
    page.locator("textarea").last.fill(f"{find('0.1').solution}\n\ncheck('0.1')")
    page.locator(".cell button").last.click()
    page.wait_for_function(
        "document.querySelectorAll('.out')[document.querySelectorAll('.out').length - 1].textContent.includes('right')"
    )

    page.locator("#menu").select_option("notebook 00_quickstart")
    outputs, errors = run_all(page)
    assert errors == []
    assert any("Value(data=0.70710678118654" in output and "label='o'" in output for output in outputs)

    for number in ("0", "1"):
        page.locator("#menu").select_option(f"lesson {number}")
        page.wait_for_function(f"document.querySelector('main h2').textContent.startsWith('Lesson {number}')")
        sources = page.locator("textarea").evaluate_all("all => all.map(area => area.value)")
        asked = [k for k, source in enumerate(sources) if source.startswith('check("')]
        for k in asked:
            exercise = find(sources[k].split('"')[1])
            page.locator("textarea").nth(k - 1).fill(exercise.solution)
        outputs, errors = run_all(page)
        assert errors == []
        assert all(": right" in outputs[k] for k in asked), [outputs[k][:300] for k in asked]
        assert len(asked) > 3


@pytest.mark.slow
def test_a_loop_without_end_is_stopped_and_python_begins_afresh(page):
    page.locator("textarea").first.fill("while True: pass")
    page.locator(".cell button").first.click()
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Start afresh").click()
    assert "stopped: Python begins afresh" in page.locator(".error").first.text_content()
    page.wait_for_selector("#state:has-text('is ready')")
    page.locator("textarea").first.fill("6 * 7")
    page.locator(".cell button").first.click()
    page.wait_for_function("document.querySelector('.out').textContent === '42'")
