"""The race: exact counts, and who wins where."""

import math
import random
import re
from itertools import pairwise

import pytest
from cases import every

from micrograd_like import jacfwd, jacrev, nn, race
from micrograd_like.comparing.costs import _count
from micrograd_like.comparing.examples import (
    EXAMPLES,
    curve,
    lighthouse,
    logistic,
    mlp,
    rosenbrock,
    speelpenning,
)
from micrograd_like.comparing.numbered import NumberedGraph
from micrograd_like.comparing.racing import growth
from micrograd_like.data import micrograd_moons

SIZES = [10, 100, 1000]


@pytest.fixture(scope="module")
def demo():
    """micrograd's demo: MLP 2-16-16-1 on 100 moons, hinge loss and l2."""
    points = micrograd_moons()
    random.seed(1337)
    model = nn.MLP(2, [16, 16, 1])

    def loss(model):
        hinge = [(1 + -y * model(x)).relu() for x, y in zip(points.X, points.signs, strict=True)]
        return sum(hinge) * (1.0 / len(hinge)) + 1e-4 * sum(p * p for p in model.parameters())

    return race(loss, model, budget=0.2), loss, model


@pytest.mark.slow
def test_on_the_demos_loss_forward_visits_exactly_337_times_as_many_edges_as_reverse(demo):
    result, _, model = demo
    assert len(model.parameters()) == result.inputs == 337
    assert result.function.gradient == [[0.8958441028683222]]
    assert result.forward.edges == 337 * result.reverse.edges
    assert result.reverse.edges == 28_400
    assert result.reverse.sweeps == result.reverse.done == 1


@pytest.mark.slow
def test_on_the_demos_loss_reverse_visits_each_live_edge_once(demo):
    result, loss, model = demo
    plan = NumberedGraph(loss, (model,))
    assert result.reverse.edges == sum(len(edges) for _, edges in plan.edges)
    (gradient,) = plan.reverse()
    loss(model).backward()
    assert gradient == pytest.approx([p.grad for p in model.parameters()], rel=1e-12, abs=1e-17)


@pytest.mark.slow
def test_on_the_demos_loss_the_modes_agree_to_a_few_ulp(demo):
    result, loss, model = demo
    plan = NumberedGraph(loss, (model,))
    (reverse,), forward = plan.reverse(), [rate for (rate,) in plan.forward()]
    gaps = [abs(a - b) for a, b in zip(forward, reverse, strict=True)]
    ulps = sorted(gap / math.ulp(b) for gap, b in zip(gaps, reverse, strict=True))
    assert ulps[337 // 2] <= 1
    assert max(gaps) <= 8 * math.ulp(max(map(abs, reverse)))  # an entry is a sum of 100 terms that may cancel
    assert result.numeric.error < 1e-5


def test_the_cost_of_a_gradient_is_what_its_graph_says():
    result = race(lambda x, y: (x * y + x.sin()) * 2.0, (2.0, 3.0))
    # 4 primitives; partials 2 + 1 + 2 + 2; live edges 2 + 1 + 2 + 1, for 2.0 needs no gradient
    assert (result.function.operations, result.function.nodes) == (4, 4)
    assert (result.reverse.edges, result.reverse.multiplications, result.reverse.additions) == (6, 6, 1)
    assert result.reverse.operations == 4 + 7 + 6
    assert (result.forward.edges, result.forward.additions) == (12, 4)
    assert result.cheapness == 17 / 4
    assert (result.numeric.sweeps, result.numeric.nodes, result.numeric.operations) == (4, 16, 16)
    # 2 * (x1 + cos(x0)) has 6 parts, 3 of them operations; 2 * x0 has 3 and 1; written out they have 6 and 3
    # symbols
    assert (result.symbolic.sweeps, result.symbolic.nodes, result.symbolic.operations, result.symbols) == (
        2,
        9,
        4,
        9,
    )
    for cost in (result.function, result.numeric, result.symbolic):
        assert (cost.edges, cost.multiplications, cost.additions) == (0, 0, 0)


@every("name", EXAMPLES)
@every("n", SIZES)
def test_a_gradient_costs_at_most_five_times_its_function(name, n):
    assert_cheap(name, n)


def assert_cheap(name, n):
    f, x = EXAMPLES[name](n)
    plan = NumberedGraph(f, (x,))
    next(plan.reverse())
    assert plan.own > 0
    assert plan.known + plan.visits <= 5 * plan.own


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("n", [10_000, 100_000])
def test_a_gradient_costs_at_most_five_times_its_function_at_any_size(name, n):
    assert_cheap(name, n)


@every("name", ["speelpenning", "rosenbrock", "lighthouse", "mlp", "curve", "logistic"])
def test_the_modes_of_the_race_agree_with_each_other_and_with_dual_numbers(name):
    f, x = EXAMPLES[name](9)
    result = race(f, x)
    assert result.forward.ulps <= 8
    assert result.symbolic.ulps <= 8
    assert result.numeric.error < 1e-4
    vector = lambda v: f(v) if name in ("lighthouse", "curve") else [f(v)]  # noqa: E731
    for ours, dual, back in zip(result.forward.gradient, jacfwd(vector)(x), jacrev(vector)(x), strict=True):
        assert ours == pytest.approx(dual, rel=1e-13)
        assert back == pytest.approx(dual, rel=1e-13)


def test_forward_wins_on_a_curve_and_reverse_on_a_product():
    knot, product = race(*curve(50)), race(*speelpenning(50))
    assert knot.reverse.edges == 50 * knot.forward.edges
    assert product.forward.edges == 50 * product.reverse.edges


def test_forward_costs_grow_with_n_and_reverse_costs_do_not():
    costs = growth(speelpenning, SIZES)
    assert costs["reverse"] == (SIZES, [5.0, 5.0, 5.0])
    assert costs["forward"][1] == [3 + 2 * n for n in SIZES]
    assert costs["numeric"][1] == [2 * n for n in SIZES]
    assert costs["symbolic, written out"] == (
        [10, 100],
        [10 * 17 / 9, 100 * 197 / 99],
    )  # no more: that takes its time
    assert growth(mlp, [10, 1000])["reverse"][1] == pytest.approx([2.6, 2.6], rel=0.05)


def test_the_gradients_of_classics_have_their_closed_forms():
    f, x = speelpenning(8)
    assert race(f, x).reverse.gradient[0] == pytest.approx([math.prod(x) / xi for xi in x], rel=1e-14)
    f, x = rosenbrock(3)
    a, b, c = x
    assert race(f, x).reverse.gradient[0] == pytest.approx(
        [
            -400 * a * (b - a * a) - 2 * (1 - a),
            200 * (b - a * a) - 400 * b * (c - b * b) - 2 * (1 - b),
            200 * (c - b * b),
        ],
        rel=1e-13,
    )
    f, (v, g, w, t) = lighthouse(0)
    tan, sec2 = math.tan(w * t), 1 + math.tan(w * t) ** 2
    assert race(f, [v, g, w, t]).reverse.gradient[0] == pytest.approx(
        [
            tan / (g - tan),
            -v * tan / (g - tan) ** 2,
            v * g * t * sec2 / (g - tan) ** 2,
            v * g * w * sec2 / (g - tan) ** 2,
        ],
        rel=1e-13,
    )


def test_the_symbolic_derivative_swells_where_the_graph_does_not():
    symbols = [race(*logistic(k)).symbols for k in (2, 4, 6, 8, 10)]
    edges = [race(*logistic(k)).reverse.edges for k in (2, 4, 6, 8, 10)]
    assert all(b > 4 * a for a, b in pairwise(symbols))
    assert edges == [8, 16, 24, 32, 40]
    costs = growth(logistic, [1, 16, 32])
    assert costs["symbolic, written out"][1] == pytest.approx([11 / 3, 6_258_688 / 48, 822_486_237_184 / 96])
    assert costs["reverse"][1] == [13 / 3] * 3


def test_a_small_budget_changes_no_count():
    whole, short = race(*rosenbrock(40), budget=30.0), race(*rosenbrock(40), budget=0.0)
    for name in ("nodes", "edges", "multiplications", "additions", "operations", "sweeps"):
        assert getattr(whole.forward, name) == getattr(short.forward, name)
        assert getattr(whole.numeric, name) == getattr(short.numeric, name)
    assert (short.forward.done, whole.forward.done) == (1, 40)
    assert short.forward.gradient[0][:2] == [whole.forward.gradient[0][0], None]


def test_the_table_says_it_all():
    lines = str(race(*speelpenning(30))).splitlines()
    assert lines[0] == "30 inputs, 1 output"
    assert lines[1].split() == [
        "mode",
        "sweeps",
        "nodes",
        "edge",
        "visits",
        "multiplied",
        "added",
        "operations",
        "x",
        "function",
        "seconds",
        "error",
    ]
    assert [line.split()[0] for line in lines[2:7]] == [
        "function",
        "numeric",
        "symbolic",
        "forward",
        "reverse",
    ]
    assert lines[5].split()[3:6] == ["1,740", "1,740", "870"]
    assert lines[6].split()[3:6] == ["58", "58", "0"]
    assert {len(line) for line in lines[1:7]} == {len(lines[1])}
    assert "the symbolic derivative has 1,710 symbols, written out" in lines[-1]


def test_the_answers_of_all_modes_stand_side_by_side():
    lines = str(race(lambda x, y: x**3 * y, (2.0, 0.5))).splitlines()
    told = r"value 4.0; its derivative by the first input: numeric 6.0000000\d*, symbolic 6.0, forward 6.0, "
    assert re.fullmatch(told + "reverse 6.0", lines[-2])


def test_the_table_says_what_was_not_carried_out():
    lines = str(race(*rosenbrock(30), budget=0.0)).splitlines()
    numeric, symbolic, forward, reverse = (line.split() for line in lines[3:7])
    assert [symbolic[2][0], symbolic[6][0], symbolic[7][0]] == [">", ">", ">"]
    assert [row[8][0] == "~" for row in (numeric, symbolic, forward, reverse)] == [True, True, True, False]
    assert lines[7:-2] == [
        "numeric: 2 of 60 sweeps carried out, seconds extrapolated",
        "forward: 1 of 30 sweeps carried out, seconds extrapolated",
        "symbolic: 1 of 30 derivatives built, counts are for those",
    ]
    assert ">" not in str(race(*rosenbrock(5), budget=30.0))


def test_counts_of_any_size_are_short():
    assert [_count(n) for n in (999, 10**12 - 1, 10**12, 10**400)] == [
        "999",
        "999,999,999,999",
        "1.00e+12",
        "10**400",
    ]


def test_a_function_that_ignores_an_input_races_too():
    result = race(lambda v: [v[0] * 2.0, 3.0], [1.0, 5.0])
    assert result.reverse.gradient == result.forward.gradient == [[2.0, 0.0], [0.0, 0.0]]
    assert race(lambda x: 3.0, 1.0).cheapness == 0.0


@every(("first", "then", "told"), [(0.005, 0.0, 0.0), (0.005, 0.002, 0.002), (2.0, 0.0, 2.0)])
def test_a_quick_function_is_timed_without_what_only_its_first_call_takes(monkeypatch, first, then, told):
    """A slow one is not waited for twice."""
    clock, waits = [0.0], iter([first])

    def product(x, y):
        clock[0] += next(waits, then)
        return x * y

    monkeypatch.setattr("time.perf_counter", lambda: clock[0])
    assert race(product, (2.0, 3.0)).function.seconds == pytest.approx(told)
