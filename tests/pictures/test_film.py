"""The picture that plays the sweep without a script, and the pictures of README.md."""

import re
import runpy
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from cases import every

from micrograd_like import Value, total
from micrograd_like.pictures import film
from micrograd_like.steps import backprop_steps, short

ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / "notebooks" / "pictures"
NASTY = [
    "a|b } <script>alert(1)</script>",
    "<<b>x</b>>",
    "x:y",
    "\"'",
    "two\nlines",
    "\x00\ud800",
    "]]>",
    "{opacity:1}",
    "😀",
]
SVG = "{http://www.w3.org/2000/svg}"


def words(svg):
    return ["".join(t.itertext()) for t in ET.fromstring(svg).iter(SVG + "text")]


class Page:
    """A film inside a page, for the browser."""

    def __init__(self, svg):
        self.svg = svg

    def save(self, path):
        path.write_text(f"<!doctype html><body>{self.svg}</body>", encoding="utf-8")


SEEN = """t => {
    for (const a of document.getAnimations()) { a.pause(); a.currentTime = t; }
    const hidden = e => e && (getComputedStyle(e).opacity === '0' || hidden(e.parentElement));
    return [...document.querySelectorAll('text')].filter(e => !hidden(e)).map(e => e.textContent) }"""


@pytest.mark.slow
def test_each_scene_shows_its_sentence_and_the_gradients_that_have_arrived(show):
    x = Value(1.5)
    y = x * x
    o = y + y * (3 * y + 1)
    svg = film(o, seconds=1.0)
    page = show(Page(svg), reduced_motion="no-preference")
    names = {v: t.split(" ")[0] for v, t in ((x, "x"), (y, "y"), (o, "o"))}
    grads = {o: 1.0}
    for k, step in enumerate(backprop_steps(o, names=names), 1):
        grads |= {c.parent: c.after for c in step.contributions}
        seen = page.evaluate(SEEN, 1000 * k + 500)
        assert set(str(step).split("\n")) <= set(seen)
        assert sorted(t for t in seen if t.startswith("grad ")) == sorted(
            f"grad {short(g)}"
            for g in [*grads.values(), *[0.0] * (len(re.findall('class="box"', svg)) - len(grads))]
        )
    assert "each grad is the derivative of o by that value" in page.evaluate(SEEN, 1000 * (k + 2))
    still = show(Page(svg), reduced_motion="reduce")
    assert "grad 46.5" in still.evaluate(SEEN, 0)  # who asks for less motion sees the end


@every("label", [*NASTY, "x" * 10_000])
def test_a_film_shows_any_label_as_text(label):
    x = Value(2.0, label=label)
    svg = film(x * x, names={})
    assert {e.tag.replace(SVG, "") for e in ET.fromstring(svg).iter()} <= {
        "svg",
        "title",
        "style",
        "rect",
        "path",
        "g",
        "text",
        "tspan",
    }
    assert max(map(len, words(svg))) <= 90


def test_a_film_writes_the_first_lines_of_a_long_step():
    shown = words(film(total([Value(float(i), label=f"x{i}") for i in range(9)])))
    assert "x2.grad += local 1 x upstream 1 = 1" in shown
    assert "... and 6 more" in shown


# ---- README.md ----


@pytest.mark.slow
def test_the_pictures_of_the_readme_are_those_its_script_makes(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["make.py", str(tmp_path)])
    runpy.run_path(str(PICTURES / "make.py"), run_name="__main__")
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in PICTURES.glob("*.svg"))
    for name in made:  # places depend on the Graphviz at hand, words do not
        assert sorted(words((tmp_path / name).read_text(encoding="utf-8"))) == sorted(
            words((PICTURES / name).read_text(encoding="utf-8"))
        )


def test_every_picture_that_the_readme_shows_is_there_and_needs_no_script():
    shown = re.findall(
        r'(?:src="|\]\()(notebooks/pictures/[^")]+)', (ROOT / "README.md").read_text(encoding="utf-8")
    )
    assert len(shown) >= 4
    for path in shown:
        assert "<script" not in (ROOT / path).read_text(encoding="utf-8")
