import random

import pytest

from micrograd_like.__main__ import main
from micrograd_like.nn import MLP
from micrograd_like.pictures import play


def learner():
    random.seed(3)
    return MLP(2, [4, 1], activation="tanh")


def test_a_page_is_written_and_nothing_is_opened(tmp_path, capsys):
    path = tmp_path / "play.html"
    assert main(["play", "--layers", "3", "--no-open", "-o", str(path)]) == 0
    assert capsys.readouterr().out == f"wrote {path}; open it in a browser\n"
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert path.stat().st_size < 60_000


def test_the_model_stays_as_it_is():
    model = learner()
    before = model.state_dict()
    play(model)
    assert model.state_dict() == before
    assert all(p.grad == 0 for p in model.parameters())


def test_a_model_of_other_sizes_is_refused():
    with pytest.raises(ValueError, match=r"got a model of sizes \[2, 4, 3\]; give MLP\(2, \[..., 1\]\)"):
        play(MLP(2, [4, 3]))


@pytest.mark.slow
@pytest.mark.parametrize("slower", [1, 20])
def test_each_neuron_shows_what_it_says_over_the_square(show, slower):
    model = learner()
    page = show(play(model))
    neurons = "document.body.firstElementChild.shadowRoot.querySelectorAll('.neuron').length"
    assert page.evaluate(neurons) == 2 + 4 + 1
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.reload()
    colours = """() => {
        const all = document.body.firstElementChild.shadowRoot, c = all.querySelector('canvas.faces');
        const paper = c.getContext('2d');
        const pixel = (x, y) => paper.getImageData(x * c.width / 440, y * c.height / 360, 1, 1).data;
        return [...all.querySelectorAll('.neuron')].map(n => [-8, 8].map(dy => {
            const [r, , b] = pixel(n.cx.baseVal.value, n.cy.baseVal.value + dy); return r - b })) }"""
    for _ in range(50):  # a slow page fills its squares frame by frame
        found = page.evaluate(colours)  # above and below the middle of each: how much more red than blue
        if all(map(right, model.layers[0].neurons, found[2:6])):
            break
        page.wait_for_timeout(200)
    assert [round(abs(x)) < 40 for x in found[0]] == [True, True]  # x1 does not depend on the height
    assert (found[1][0] > 0, found[1][1] < 0) == (True, True)  # x2 grows upwards
    assert all(map(right, model.layers[0].neurons, found[2:6]))


def right(neuron, shown):
    """Whether a neuron's square is red where it says something above 0, at (0, 0.8) and at (0, -0.8)."""
    said = [neuron([0.0, x2]).data for x2 in (0.8, -0.8)]
    return all(abs(z) < 0.05 or (z > 0) == (redder > 0) for z, redder in zip(said, shown, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("activation", ["tanh", "relu", "gelu"])
def test_steps_in_the_page_are_those_of_python(show, activation):
    random.seed(3)
    model = MLP(2, [4, 3, 1], activation=activation)
    page = show(play(model, lr=0.25))
    points = page.evaluate("document.body.firstElementChild.play.points")
    for _ in range(3):
        page.evaluate("document.body.firstElementChild.play.step()")
        model.zero_grad()
        losses = [(1 - p["label"] * model([p["x"], p["y"]])).relu() for p in points]
        (sum(losses) / len(losses)).backward()
        for p in model.parameters():
            p.data -= 0.25 * p.grad
    found = page.evaluate("document.body.firstElementChild.play.params()")
    assert found == pytest.approx([p.data for p in model.parameters()], rel=1e-11)
    score = page.evaluate("document.body.firstElementChild.play.score(0.3, -0.4)")
    assert score == pytest.approx(model([0.3, -0.4]).data, rel=1e-11)


@pytest.mark.slow
def test_playing_learns_the_moons_and_points_can_be_added_and_removed(show):
    page = show(play(lr=0.5))
    page.locator("select[aria-label=speed]").select_option("20")
    page.locator("button", has_text="play").click()
    page.wait_for_function("document.body.firstElementChild.play.losses.length > 300", timeout=30_000)
    page.locator("button", has_text="pause").click()
    losses = page.evaluate("document.body.firstElementChild.play.losses")
    assert losses[-1] < losses[0] / 4
    page.locator("canvas[role=img]").click(position={"x": 20, "y": 20})
    assert page.evaluate("document.body.firstElementChild.play.points.length") == 81
    page.locator("canvas[role=img]").dblclick(position={"x": 20, "y": 20})
    assert page.evaluate("document.body.firstElementChild.play.points.length") == 80
    page.locator("select[aria-label=data]").select_option("none")
    assert "no points" in page.locator(".says").text_content()
