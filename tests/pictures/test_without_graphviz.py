"""Where nothing draws DOT, or the package graphviz is missing: the rest is written, and a sentence says so.

Each case is a process of its own, with an empty PATH and imports that are blocked.
"""

import os
import subprocess
import sys

import pytest

from micrograd_like import Value
from micrograd_like.pictures import rendering
from micrograd_like.pictures.graphs.dot import as_svg

pytestmark = pytest.mark.slow  # each starts Python again

NO_RENDERER = "import micrograd_like.pictures.rendering as r; r.pure = lambda: None"
NO_PACKAGE = f"import sys; sys.modules['graphviz'] = None; {NO_RENDERER}"
NO_PROGRAM_SAID = "no program draws DOT here; install graphviz-pure (pip install graphviz-pure) or Graphviz"
NO_PACKAGE_SAID = "draw_dot() gives a graphviz.Digraph, but the package graphviz is not installed; install it"
BARE = pytest.mark.parametrize(
    ("without", "said"), [(NO_RENDERER, NO_PROGRAM_SAID), (NO_PACKAGE, NO_PACKAGE_SAID)]
)


def child(code, folder):
    """What a new process says and writes; it finds no program at all."""
    environment = {**os.environ, "PATH": ""}
    call = [sys.executable, "-c", code]
    done = subprocess.run(call, check=False, cwd=folder, env=environment, capture_output=True, text=True)
    return done, sorted(path.name for path in folder.rglob("*") if path.is_file())


def command(*words):
    return f"from micrograd_like.__main__ import main; raise SystemExit(main({list(words)}))"


def test_without_the_package_all_pictures_but_the_lectures_are_there(tmp_path):
    code = """
from micrograd_like import *
from micrograd_like import draw
from micrograd_like.pictures import *

x = Value(3.0, label="x")
y = (x * x).tanh()
pictures = draw(y)._repr_html_(), film(y), play()._repr_html_(), line_plot({"a": [1, 2]})
print(*[picture[:4] for picture in pictures], len(trace(y)[0]))
print(y.backward(), x.grad != 0)
try:
    draw_dot(y)
except ImportError as error:
    print(error)
"""
    done, _ = child(f"{NO_PACKAGE}\n{code}", tmp_path)
    assert done.stderr == ""
    first, second, last = done.stdout.splitlines()
    assert (first, second) == ("<div <svg <div <svg 3", "None True")
    assert last.startswith(NO_PACKAGE_SAID)
    assert last.endswith("(pip install graphviz), or use draw(root), which needs nothing")


def test_the_demo_writes_all_its_files(tmp_path):
    done, files = child(f"{NO_RENDERER}; {command('demo', '--steps', '1')}", tmp_path)
    assert done.returncode == 0
    assert files == ["boundary.svg", "index.html", "loss.svg", "neuron.svg"]
    lines = [line for line in done.stderr.splitlines() if "neuron.svg" in line]
    assert [line.split(": ", 2)[2][: len(NO_PROGRAM_SAID)] for line in lines] == [NO_PROGRAM_SAID]
    assert (tmp_path / "demo" / "neuron.svg").read_text().count('class="box"') > 5


def test_train_writes_its_pictures(tmp_path):
    words = ("train", "--data", "xor", "--epochs", "1", "-o", "m.json", "--pictures", "there")
    done, files = child(f"{NO_PACKAGE}; {command(*words)}", tmp_path)
    assert done.returncode == 0
    assert {"m.json", "index.html", "loss.svg", "neuron.svg"} <= set(files)
    assert NO_PACKAGE_SAID in done.stderr


@BARE
@pytest.mark.parametrize(
    ("file", "written"),
    [("g.svg", "g.svg"), ("g.png", "g.png.svg"), ("g.html", "g.html"), ("g.dot", "g.dot")],
)
def test_draw_writes_what_it_can(tmp_path, without, said, file, written):
    if file == "g.dot" and without == NO_PACKAGE:
        written = "g.dot.svg"
    done, files = child(f"{without}; {command('draw', 'tanh(a*b)', 'a=2', 'b=-3', '-o', file)}", tmp_path)
    assert (done.returncode, files) == (0, [written])
    assert done.stdout == f"tanh(a*b) = -1\nwrote {written}\n"
    if file == "g.html" or written == "g.dot":
        assert done.stderr == ""
    elif file == written:
        assert done.stderr.startswith(f"micrograd-like: g.svg is drawn in plain layers: {said}")
    else:
        told = f"micrograd-like: {file} is left out, {written} is drawn in plain layers: {said}"
        assert done.stderr.startswith(told)


def test_a_film_needs_no_program(tmp_path):
    words = ("draw", "a*a", "a=2", "-o", "f.svg", "--film")
    done, files = child(f"{NO_PACKAGE}; {command(*words)}", tmp_path)
    assert (done.returncode, done.stderr, files) == (0, "", ["f.svg"])


def test_where_a_program_fails_the_picture_is_drawn_all_the_same(monkeypatch, tmp_path):
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(rendering, "pure", lambda: None)
    svg, why = as_svg(Value(2.0) * 3.0, {})
    assert svg.count('class="box"') == 3
    assert "exit status 3" in why


def test_a_program_that_cannot_be_run_is_as_good_as_none(monkeypatch, tmp_path):
    program = tmp_path / "dot"
    program.write_bytes(b"\0 no program at all")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(rendering, "pure", lambda: None)
    with pytest.raises(rendering.NoRenderer, match="no program draws DOT here"):
        rendering.render("digraph {}")


def test_a_browser_is_not_told_to_install_a_program(monkeypatch):
    monkeypatch.setattr(rendering.sys, "platform", "emscripten")
    told = str(rendering.NoRenderer())
    assert "draw(root)" in told
    assert "install" not in told
