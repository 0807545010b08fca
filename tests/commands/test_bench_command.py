"""``micrograd-like bench`` times both engines and compiled programs, which have to compute the same."""

import json
import math

import pytest

from micrograd_like import Value, accelerated
from micrograd_like.__main__ import main
from micrograd_like.commands import bench
from micrograd_like.comparing.workloads import chain
from micrograd_like.engine import topological_order


def test_the_chain_is_timed_by_each_engine_and_a_control_and_takes_c_least(tmp_path, capsys):
    assert main(["bench", "--only", "chain", "--rounds", "1", "--json", str(tmp_path / "found.json")]) == 0
    out = capsys.readouterr().out
    found = json.loads((tmp_path / "found.json").read_text())
    engines = ["engine in C"] * accelerated + ["engine in Python", "control"]
    assert list(found["cases"]["chain"]) == engines
    assert found["rounds"] == 1
    for name, row in found["cases"]["chain"].items():
        assert row["least"] <= row["ratio"] <= row["most"]
        assert f"\n{name} " in out
    assert found["cases"]["chain"][engines[0]]["ratio"] == 1.0
    if accelerated:
        assert found["cases"]["chain"]["engine in Python"]["ratio"] > 3
    assert "chain: 10,000 operations in a row" in out


@pytest.mark.slow
def test_compiled_programs_stand_beside_the_engines(capsys):
    assert main(["bench", "--only", "moons", "--rounds", "1"]) == 0
    assert "\ncompiled, python " in capsys.readouterr().out


def test_ways_that_differ_are_an_error_with_both_numbers():
    with pytest.raises(
        ValueError, match=r"^moons: two gave 1.1, and one 1.0; please report that they differ$"
    ):
        bench.agree("moons", {"one": 1.0, "two": 1.1})


@pytest.mark.parametrize("backend", ["", pytest.param("python", marks=pytest.mark.slow)])
def test_what_is_timed_gives_the_demos_value_and_gradient(backend):
    """The engine and a program, each against differences of the loss in a few of its parameters."""
    call, numbers = bench.prepared("moons", backend)
    call()
    value, *grads = numbers()
    bench.random.seed(1337)
    model, (points, sides) = bench.MLP(2, [16, 16, 1]), bench.moons()
    assert math.isclose(bench.moons_loss(model, points, sides).data, value, rel_tol=1e-12)
    for k in (0, 100, 336):
        p, h = model.parameters()[k], 1e-6
        start, around = p.data, []
        for p.data in (start + h, start - h):
            around.append(bench.moons_loss(model, points, sides).data)
        p.data = start
        assert abs((around[0] - around[1]) / (2 * h) - grads[k]) < 1e-6


def test_figures_are_medians_of_ratios_in_the_same_round():
    found = bench.figures([0.5, 1.0, 3.0], [0.25, 0.5, 1.0])
    assert found == {"ms": 1000.0, "ratio": 2.0, "least": 2.0, "most": 3.0}


def test_the_chain_has_ten_thousand_operations():
    out = chain(Value(0.9), Value(1.1), Value(-0.2), Value(0.5))
    assert sum(bool(node.parents) for node in topological_order(out)) == 10_000


def test_a_file_that_cannot_be_written_is_said_before_anything_is_measured(tmp_path, capsys):
    assert main(["bench", "--json", str(tmp_path / "none" / "found.json")]) == 2
    assert "none" in capsys.readouterr().err
