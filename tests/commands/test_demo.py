"""The demo against micrograd 0.1.0 itself, run on the same points from the same seed."""

import pytest

from micrograd_like.commands import effort, page
from micrograd_like.commands import race as race_command
from micrograd_like.comparing.racing import race
from micrograd_like.data import micrograd_moons
from micrograd_like.training import moons_demo

FIRST = 0.8958441028683222
LATER = {
    1: 1.723590533697202,
    10: 0.24507023853658041,
    50: 0.09875114765619622,
    99: 0.010978370135492717,
}  # printed by micrograd 0.1.0


def test_the_first_loss_is_micrograds_to_the_last_bit_and_the_next_one_to_1e_9():
    _, history = moons_demo.train(micrograd_moons(), steps=2)
    assert history.loss[0] == FIRST
    assert history.loss[1] == pytest.approx(LATER[1], abs=1e-9)


@pytest.mark.slow
def test_all_losses_are_micrograds_and_every_point_is_told_right():
    _, history = moons_demo.train(micrograd_moons())
    assert history.loss[0] == FIRST
    assert {k: history.loss[k] for k in LATER} == pytest.approx(LATER, abs=1e-9)
    assert (history.accuracy[1], history.accuracy[-1]) == (0.81, 1.0)


@pytest.mark.slow
def test_the_demo_and_the_race_count_the_same_edges():
    told = effort.costs(lambda model: moons_demo.whole_loss(model, micrograd_moons()), moons_demo.network())
    found = race(*race_command.demo(337), budget=0.0)
    edges = found.reverse.edges
    assert f"one sweep over the {edges:,} edges" in told["reverse mode"]
    assert f"337 x {edges:,} = {found.forward.edges:,} edges" in told["forward mode"]


def test_a_dead_first_neuron_and_a_missing_graphviz_do_not_stop_the_pictures(monkeypatch, capsys):
    model, data = moons_demo.network(), micrograd_moons()
    files, caption = page.neuron_graph(model, data.X, data.features)
    assert files["neuron.svg"].startswith("<svg")
    assert "fed with row" in caption
    monkeypatch.setattr("micrograd_like.pictures.rendering.pure", lambda: None)
    monkeypatch.setenv("PATH", "")
    for p in model.layers[0].neurons[0].parameters():
        p.data = -1.0 if p is model.layers[0].neurons[0].b else 0.0
    files, _ = page.neuron_graph(model, data.X, data.features)
    assert files["neuron.svg"].startswith("<svg")
    told = "micrograd-like: neuron.svg is drawn in plain layers: no program draws DOT here; install graphviz-pure"
    assert capsys.readouterr().err.startswith(told)


def test_a_folder_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    folder = tmp_path / "out"
    page.write_folder(folder, {"a.txt": "1", "b.txt": "2"})
    page.write_folder(folder, {"a.txt": "3", "b.txt": "4"})
    assert sorted((p.name, p.read_text()) for p in folder.iterdir()) == [("a.txt", "3"), ("b.txt", "4")]
    calls = []

    def full_disk(_):
        calls.append(1)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    for target in (folder, tmp_path / "new"):
        calls.clear()
        with pytest.raises(OSError, match="No space left"):
            page.write_folder(target, {"a.txt": "5", "b.txt": "6"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]
    assert (folder / "a.txt").read_text() == "3"


def test_the_page_escapes_what_it_is_given():
    html = page.index_page("<b>", "a & b", {"<i>": "1 < 2"}, {'"x".svg': '"quoted"'}, dot="<script>")
    assert "<b>" not in html
    assert "<script>" not in html
    assert "1 &lt; 2" in html
    assert 'src="&quot;x&quot;.svg"' in html


@pytest.mark.slow
def test_demo_compile_has_the_losses_of_micrograd_and_says_what_came_of_it(tmp_path, monkeypatch, capsys):
    from micrograd_like.__main__ import main
    from micrograd_like.training import compiled

    monkeypatch.setattr(compiled, "STEPS", {True: 1, False: 1})
    assert main(["demo", "--steps", "20", "-o", str(tmp_path / "one")]) == 0
    plain = capsys.readouterr().out.splitlines()
    assert main(["demo", "--steps", "20", "--compile", "-o", str(tmp_path / "two")]) == 0
    told = capsys.readouterr().out.splitlines()
    said = [line for line in told if "compiled" in line]
    assert said
    assert [line for line in told if line not in said][:-1] == plain[:-1]
