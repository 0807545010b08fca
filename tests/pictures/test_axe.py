"""Saved pictures hold what axe-core asks of a page.  By hand, with axe-core from npm:

AXE=node_modules/axe-core/axe.min.js pytest tests/pictures/test_axe.py
"""

import os
import random
from pathlib import Path

import pytest
from cases import every

from micrograd_like import Value, health, nn
from micrograd_like.pictures import bar_plot, decision_boundary, draw, draw_dot, film, line_plot, play
from micrograd_like.pictures.suffixes import page as page_of

AXE = os.environ.get("AXE")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not AXE, reason="AXE names no axe.min.js (npm: axe-core)")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def neuron():
    x, w = Value(2.0, label="x"), Value(-3.0, label="w")
    out = (x * w).tanh()
    out.backward()
    return out


def undefined():
    return (Value(-1.0, label="a").log() * Value(2.0, label="b")).tanh()


def network():
    random.seed(1)
    model = nn.MLP(3, [4, 4, 1], activation="tanh")
    loss = sum((model([random.gauss(0, 1) for _ in range(3)]) - 1) ** 2 for _ in range(4))
    loss.backward()
    return model, loss


def twice():
    out = neuron()
    out.backward()
    return out


class Report:
    """What a notebook shows of the health of a network, as a page."""

    def save(self, path):
        html = health.report(*network())._repr_html_()
        Path(path).write_text(page_of("health", f"<main>{html}</main>"), encoding="utf-8")


PICTURES = {
    "draw": lambda: draw(neuron()),
    "draw nan": lambda: draw(undefined()),
    "draw twice": lambda: draw(twice()),
    "draw network": lambda: draw(network()[1]),
    "draw_dot": lambda: draw_dot(neuron(), color=True, partials=True),
    "draw_dot nan": lambda: draw_dot(undefined()),
    "draw_dot twice": lambda: draw_dot(twice()),
    "draw_dot network": lambda: draw_dot(network()[1], color=True),
    "film": lambda: film(neuron()),
    "play": play,
    "lines": lambda: line_plot({"a": [1, 2, 3], "b": [3, 2, 1]}, title="t", xlabel="x", ylabel="y"),
    "bars": lambda: bar_plot({"a": 1, "b": 3}, title="t"),
    "boundary": lambda: decision_boundary(lambda x: x[0] - x[1], [[0, 1], [1, 0]], [1, -1], title="t"),
    "health": Report,
}


@every("name", PICTURES)
def test_a_saved_picture_has_no_finding_of_axe_on_light_and_on_dark_pages(name, chromium, tmp_path):
    PICTURES[name]().save(tmp_path / "it.html")
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.goto((tmp_path / "it.html").as_uri())
        page.evaluate(Path(AXE).read_text(encoding="utf-8"))
        found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
        told = [(v["impact"], v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]]
        context.close()
        assert len(found["passes"]) > 10
        assert told == [], scheme
