"""Live pictures where they are read: in an exported notebook, without network or scripts, in JupyterLab."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),
]  # warnings of Jupyter's own are not ours to mend

ROOT = Path(__file__).parent.parent.parent
CELLS = [
    """from micrograd_like import Value, draw, draw_dot
a, b = Value(2.0), Value(-3.0)
c = (a * b).tanh()
draw(c)""",
    "from micrograd_like.pictures import play\nplay()",
    "draw_dot(c)",
]
LIVE = 2  # of the three outputs; the third is an image


@pytest.fixture(scope="module")
def notebook():
    """The cells with their outputs, as they are saved."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
        return nbclient.NotebookClient(made, timeout=60, kernel_name="python3").execute()


def exported(notebook):
    """As `jupyter nbconvert --to html` writes it; without nbconvert, with its elements around outputs."""
    try:
        from nbconvert import HTMLExporter
    except ImportError:
        kind = 'class="jp-RenderedHTMLCommon jp-RenderedHTML jp-OutputArea-output" data-mime-type="text/html"'
        outputs = [o.data["text/html"] for cell in notebook.cells for o in cell.outputs]
        shown = "".join(f'<div {kind} tabindex="0">\n{html}\n</div>' for html in outputs)
        head = "<head><meta charset='utf-8'/></head>"
        return f"<!DOCTYPE html><html>{head}<body><main>{shown}</main></body></html>"
    return HTMLExporter().from_notebook_node(notebook)[0]


@pytest.fixture
def offline(chromium, tmp_path):
    """Open HTML in a browser without a network; gives the page and the addresses it asked for."""
    contexts = []

    def open_page(html, **options):
        path = tmp_path / "notebook.html"
        path.write_text(html, encoding="utf-8")
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_offline(True)
        page, asked = contexts[-1].new_page(), []
        page.set_default_timeout(8000)
        page.on(
            "request",
            lambda r: (
                asked.append(r.url) if not r.url.startswith(("data:", "blob:", path.as_uri())) else None
            ),
        )
        page.goto(path.as_uri())
        return page, asked

    yield open_page
    for context in contexts:
        context.close()


def images(page):
    """The widths of the pictures that are shown as images."""
    return page.evaluate(
        "[...document.querySelectorAll('img[src^=\"data:image/svg\"]')].map(i => i.naturalWidth)"
    )


def test_an_exported_notebook_is_alive_without_a_network(notebook, offline):
    page, asked = offline(exported(notebook))
    assert page.locator(".all").count() == LIVE
    page.locator("button", has_text="|◀").click()
    page.locator("button", has_text="step ▶").first.click()
    assert "(a*b).grad += local" in page.locator(".says").first.text_content()
    page.locator(".play button", has_text="step ▶").click()
    assert "step 1: mean loss" in page.locator(".says").last.text_content()
    own = re.findall(
        r"https?://[^\"' ]+", exported(nbformat.v4.new_notebook())
    )  # nbconvert's page asks for MathJax
    assert set(asked) <= set(own)


def test_an_exported_notebook_without_scripts_shows_still_images(notebook, offline):
    page, asked = offline(exported(notebook), java_script_enabled=False)
    assert page.locator(".all").count() == 0
    assert page.locator("img[src^='data:image/svg']").count() == 3
    assert all(page.locator("img").nth(i).bounding_box()["width"] > 200 for i in range(3))
    assert page.locator("details li").count() == 3  # the sweep in words
    assert asked == []


def test_where_scripts_and_drawings_are_stripped_the_images_stay(notebook, offline):
    page, asked = offline(re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", "", exported(notebook)))
    assert page.locator(".all").count() == 0
    assert min(images(page)) > 200
    assert len(images(page)) == 3
    assert asked == []


@pytest.fixture
def lab(notebook, tmp_path):
    """A JupyterLab of its own, with the notebook in it; gives its address."""
    pytest.importorskip("jupyterlab", reason="jupyterlab is not installed; it comes with the extra notebooks")
    nbformat.write(notebook, tmp_path / "pictures.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {
        f"JUPYTER_{kind}_DIR": str(tmp_path / f".{kind.lower()}") for kind in ("CONFIG", "DATA", "RUNTIME")
    }
    folders |= {
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / ".settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / ".workspaces"),
    }
    options = [
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
        "--ServerApp.ip=127.0.0.1",
        "--LabApp.news_url=None",
        "--LabApp.expose_app_in_browser=True",
    ]
    call = [
        sys.executable,
        "-m",
        "jupyterlab",
        *options,
        f"--port={port}",
        f"--ServerApp.root_dir={tmp_path}",
    ]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, **folders, "PYTHONPATH": path}
    server = subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/api"):
                break
            time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def test_jupyterlab_shows_still_images_and_after_a_run_live_pictures(lab, chromium):
    context = chromium.new_context(viewport={"width": 1300, "height": 900})
    page, asked = context.new_page(), []
    page.on(
        "request", lambda r: asked.append(r.url) if not r.url.startswith((lab, "data:", "blob:")) else None
    )
    page.goto(f"{lab}/lab/tree/pictures.ipynb")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)
    page.wait_for_function(
        "document.querySelectorAll('.jp-Notebook img[src^=\"data:image/svg\"]').length >= 2"
    )
    assert page.locator(".jp-Notebook .all").count() == 0  # saved elsewhere: not trusted here
    assert min(images(page)) > 200
    page.wait_for_timeout(1000)
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    outputs = "[...document.querySelectorAll('.jp-OutputArea-output div')]"
    page.wait_for_function(f"{outputs}.filter(d => d.shadowRoot).length === 2", timeout=60_000)
    page.locator("button", has_text="|◀").click()
    page.locator(".all button", has_text="step ▶").first.click()
    page.keyboard.press("ArrowRight")
    assert page.locator(".all .count").first.text_content() == "2 / 2"
    assert "a.grad += local -3" in page.locator(".all .says").first.text_content()
    assert asked == []
    context.close()
