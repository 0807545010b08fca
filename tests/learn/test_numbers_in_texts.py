"""Numbers in the texts of exercises are what their own programs give."""

import math
import sys

from micrograd_like import Value, topological_order
from micrograd_like.learn import zoo
from micrograd_like.learn.lessons import find, lessons


def names_of(slug):
    """What a solution defines."""
    found = {"__name__": "solution"}
    exec(find(slug).solution, found)
    return found


def shown(slug):
    return " ".join(find(slug).shown.split())


def test_the_cost_of_nudging_a_million_weights():
    names = names_of("differences")
    seconds = names["seconds_by_nudging"]
    assert f"{seconds:g}" == "1000"
    assert f"{seconds:.3f} seconds, nearly {seconds / 60 + 0.5:.0f} minutes" in shown("differences")
    assert (
        f"against {['', 'one', 'two', 'three'][round(names['seconds_by_sweeping'] * 1000)]} milliseconds"
        in shown("differences")
    )


def test_the_products_of_a_network_of_784_30_10():
    names = names_of("batch")
    both = sum(names["multiplications"]([784, 30, 10]))
    assert f"{both:,} products against {names['by_nudging']([784, 30, 10]):,}." in shown("batch")


def test_the_nodes_of_a_neuron_for_784_pixels():
    assert f"a graph of {4 * 784 + 2:,} nodes" in shown("predict")
    own, written_out = 2 * 784 + 3, 4 * 784 + 2
    assert abs(own / written_out - 0.5) < 0.01
    assert "saves about half of them" in shown("predict")


def steps_and_errors(names, formula):
    """The step with the smallest error for sin at 1, and that error."""
    steps = [10.0**-k for k in range(1, 14)]
    made = names["errors"](names[formula], math.sin, 1.0, math.cos(1.0), steps)
    return min(zip(made, steps, strict=True))


def test_the_best_steps_and_their_errors():
    names = names_of("step_size")
    for formula, step, error in (("forward", 8, 8), ("central", 5, 11)):
        smallest, best = steps_and_errors(names, formula)
        assert abs(math.log10(best) + step) < 1.5
        assert abs(math.log10(smallest) + error) < 1.5
    assert "best near h = 1e-8 with an error about 1e-8" in shown("step_size")
    assert "the central one near 1e-5 with an error about 1e-11" in shown("step_size")


def test_the_slopes_of_the_first_exercise_settle():
    names = names_of("nudge")
    slopes = [f"{names['slope'](names['f'], 3.0, h):.6g}" for h in (1.0, 0.1, 0.01, 0.001)]
    assert f"give {', '.join(slopes)}: they settle" in shown("nudge")


def test_the_boxes_of_twelve_squarings():
    names, y = names_of("shared"), Value(1.1)
    for _ in range(12):
        y = y * y
    assert f"are {names['count_nodes'](y)} nodes, but {names['count_tree'](y):,} boxes" in shown("shared")


def test_the_slope_of_the_sigmoid_at_1():
    assert f"both ways give {names_of('one_or_many')['slope_as_four'](1.0):.4f}" in shown("one_or_many")


def test_where_one_minus_a_square_is_nothing():
    last = next(k / 10 for k in range(150, 250) if 1 - math.tanh(k / 10) ** 2 == 0)
    assert f"from about x = {last:g} on" in shown("stable")
    assert math.isclose(1 / math.cosh(last) ** 2, 1e-16, rel_tol=0.1)
    assert "where the truth is 1e-16" in shown("stable")


def test_the_paths_through_twenty_layers():
    paths = names_of("count")["paths_through_20"]
    assert f"after 20 layers {paths:,} paths" in shown("count")
    assert 3000 < paths / 1e6 < 4200, "an hour at a million a second"
    assert 3**60 / 1e6 > 4.4e17, "the universe has existed for 4.4e17 seconds"


def test_the_visits_of_forward_mode():
    visits = names_of("sweeps")
    numbers = [visits["edge_visits"](visits["product"], [1.0] * n) for n in (10, 100, 1000)]
    said = "{} and 1000 inputs {}, {:,} and {:,} visits"
    assert said.format("10, 100", *numbers) in shown("sweeps")


def test_the_visits_of_twenty_diamonds():
    top, _ = zoo.diamonds(20)
    visits = {}
    for v in topological_order(top):
        visits[v] = 1 + sum(visits[operand] for operand in v.parents)
    assert f"have {len(visits)} nodes; walking every path there means {visits[top]:,} visits" in shown(
        "turns"
    )
    x = Value(1.5)
    y = x * x
    (y + y * (3 * y + 1)).backward()
    assert f"the right answer is {x.grad:g}." in shown("turns")


def test_the_grads_of_the_lectures_neuron():
    grads = names_of("neuron_by_hand")["backpropagate"](2.0, -3.0, 0.0, 1.0, 6.8813735870195432)
    assert "{:.1f}, {:.1f}, {:.1f} and {:.1f}".format(*grads[5:]) in shown("neuron_by_hand")


def test_the_gradient_by_hand_of_lesson_0():
    grads = names_of("by_hand")["gradient"](2.0, 3.0, 4.0)
    for number in (f"{g:.4f}" for g in grads):
        assert number.lstrip("-") in shown("by_hand")


# ---- numbers that are worked out by hand in the lessons

DIVISION = 6 / 2.01
BY_HAND = {
    "sensitivity": (
        f"A float has {sys.float_info.mant_dig} binary digits",
        rf"rounded by up to ${sys.float_info.epsilon / 2 * 1e16:.1f} \cdot 10^{{-16}}$",
        rf"\frac{{{1.1**3:g} - {0.9**3:g}}}{{0.2}} = {(1.1**3 - 0.9**3) / 0.2:.3g}",
        f"The errors are {(1.1**3 - 1) / 0.1 - 3:.2f} and {(1.1**3 - 0.9**3) / 0.2 - 3:.2f}.",
        rf"a rise of $0.01 \cdot (4 + 4 + 4) = {0.01 * 12:.2f}$",
        rf"$-1.96 \cdot 1.98 = {-1.96 * 1.98:.4f}$, a rise of {4 - 1.96 * 1.98:.4f}",
    ),
    "gates": (
        f"$6 / 2.01 = {DIVISION:.5f}$, so the result fell by {3 - DIVISION:.5f}",
        f"The ratio is $-{(3 - DIVISION) / 0.01:.3f}$",
    ),
    "paths": (
        f"so $h' = 4x^3 + 2x = {4 * 2**3} + {2 * 2} = {4 * 2**3 + 2 * 2}$",
        f"needs {2**60 / 1e9 / (365.25 * 24 * 3600):.0f} years",
        f"the graph has only {2 * 60} edges",
    ),
    "reverse": (
        f"the output is $1.003^2 = {1.003**2:.6f}$",
        rf"The missing part is $4 \cdot (2 + 2) = {4 * (2 + 2)}$",
        f"A sum of 200,000 terms, added one after the other, is a chain of {200_000 - 1:,} operations",
        f"with the local derivative $-2^{{-2}} = {-(2**-2)}$",
        rf"$6 \cdot ({-(2**-2)}) = {6 * -(2**-2)}$",
    ),
}


def test_numbers_by_hand_in_the_first_lessons_are_right():
    for lesson in lessons():
        text = (lesson.home / "README.md").read_text(encoding="utf-8")
        for phrase in BY_HAND.get(lesson.slug, ()):
            assert phrase in text, (lesson.slug, phrase)
