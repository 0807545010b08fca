"""``micrograd-like race`` prints the table of costs and draws them against n."""

from pathlib import Path

import pytest

from micrograd_like.__main__ import main
from micrograd_like.commands.race import demo, sizes
from micrograd_like.comparing.racing import race


def test_the_race_of_a_chosen_function_prints_its_table_and_writes_its_plot(tmp_path, capsys):
    assert (
        main(["race", "speelpenning", "-n", "30", "--largest", "100", "-o", str(tmp_path / "race.svg")]) == 0
    )
    out = capsys.readouterr().out
    assert out.startswith("speelpenning: x1 * x2 * ... * xn")
    assert "30 inputs, 1 output" in out
    assert (
        "value and gradient of one output cost 5.00 times the function: never more than 5 (Baur & Strassen "
        "1983)" in out
    )
    svg = (tmp_path / "race.svg").read_text()
    assert svg.startswith("<svg")
    assert svg.count("<polyline") == 4


@pytest.mark.slow
@pytest.mark.parametrize("name", ["demo", "rosenbrock", "lighthouse", "mlp", "curve", "logistic"])
def test_every_function_races(name, tmp_path, capsys):
    assert main(["race", name, "--largest", "100", "--budget", "0", "-o", str(tmp_path / "race.svg")]) == 0
    assert capsys.readouterr().out.startswith(name)


def test_the_demos_loss_is_micrograds_at_337_parameters_and_shrinks_with_n():
    assert sizes("demo", 10) == [7, 15, 37, 105, 337]
    assert [len(demo(n)[1].parameters()) for n in sizes("demo", 10)] == [7, 15, 37, 105, 337]
    f, model = demo(7)
    assert race(f, model, budget=0.0).forward.sweeps == 7


@pytest.mark.slow
def test_the_readme_s_table_has_the_counts_of_the_race():
    result = race(*demo(337), budget=0.0)
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for cost in (result.function, result.numeric, result.forward, result.reverse):
        assert f"{cost.operations:,}" in text
    assert f"{result.forward.edges:,}" in text
    assert f"{result.reverse.edges:,}" in text


def test_a_size_that_is_none_is_refused(capsys):
    assert main(["race", "curve", "-n", "0"]) == 2
    assert (
        "sizes are whole numbers from 1, and the largest in the plot from 10, but got 0 and 10000"
        in capsys.readouterr().err
    )
    for budget in ("-1", "nan"):
        assert main(["race", "curve", "--budget", budget]) == 2
        assert f"the budget is a number of seconds from 0, but got {budget}" in capsys.readouterr().err
    assert main(["race", "curve", "-o", "race.png"]) == 2
    assert (
        "the plot is an SVG file, but got 'race.png'; give it a name that ends in .svg"
        in capsys.readouterr().err
    )


def test_each_function_has_a_file_of_its_own(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name in ("speelpenning", "curve"):
        assert main(["race", name, "-n", "5", "--largest", "100", "--budget", "0"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["race-curve.svg", "race-speelpenning.svg"]
    assert "wrote race-curve.svg" in capsys.readouterr().out
