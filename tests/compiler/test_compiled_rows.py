"""Every row of the table, compiled, against the engine: values, gradients, second derivatives."""

import math
import random

import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import compile, hessian, value_and_grad
from micrograd_like.rules import BUILT_IN

BACKENDS = ["python", "numpy"]
STATIC = {"polygamma": (1.0,), "where": (1.0,), "powc": (3.0,)}
INSIDE = {"acosh": (1.5, 3.0), "atanh": (-0.9, 0.9), "asin": (-0.9, 0.9), "acos": (-0.9, 0.9)}
# The last operand of these is a value that their caller has at hand; with another they contradict themselves.
HELPED = {"dpow": lambda x, y: x**y, "powlog": lambda x, y: x**y, "dpowlog": lambda x, y: x**y,
          "dcbrt": lambda x: x ** (1 / 3)}  # fmt: skip

PICKING = {"picked"}  # the last operand is an index, and an input


def applied(name):
    """A function of a list of numbers that uses the row, all its results, and takes its turn with sin."""
    own = BUILT_IN[name]

    def f(xs):
        operands = own.split([x * 1.0 for x in xs[:-1]] + [xs[-1] if name in PICKING else xs[-1] * 1.0])
        params = STATIC.get(name, tuple(p for p in own.params.values()))
        kind = type(xs[0])
        found = kind.apply(own, operands, params) if mg.rules.rank_of(xs[0]) else own(*operands, *params)
        return sum(z.sin() * (k + 1.0) for k, z in enumerate(found)) if own.each else found.sin()

    return f


def points(name, seed):
    r, own = random.Random(f"{name} {seed}"), BUILT_IN[name]
    low, high = INSIDE.get(name, (0.3, 2.5))
    n = sum(4 if x in own.lists else 1 for x in own.letters)
    found = [r.uniform(low, high) for _ in range(n)]
    if name in PICKING:
        return [*found[:-1], float(r.randrange(4))]
    return [*found[:-1], HELPED[name](*found[:-1])] if name in HELPED else found


def close(a, b, scale=None, ulps=64):
    a, b = list(flat(a)), list(flat(b))
    scale = max([abs(x) for x in b if math.isfinite(x)], default=1.0) if scale is None else scale
    return len(a) == len(b) and all(
        (math.isnan(x) and math.isnan(y)) or x == y or abs(x - y) <= ulps * 2.3e-16 * scale
        for x, y in zip(a, b, strict=True)
    )


def flat(x):
    if isinstance(x, (list, tuple)):
        for part in x:
            yield from flat(part)
    else:
        yield float(x)


@every("name", sorted(BUILT_IN)[::6])
def test_values_and_gradients_of_a_row_are_the_engines_also_elsewhere_than_traced(name):
    values_and_gradients_agree(name)


@pytest.mark.slow
@every("name", [name for name in sorted(BUILT_IN) if name not in sorted(BUILT_IN)[::6]])
def test_values_and_gradients_of_the_other_rows_are_the_engines_also_elsewhere_than_traced(name):
    values_and_gradients_agree(name)


def values_and_gradients_agree(name):
    for backend in BACKENDS:
        one_backend_agrees(name, backend)


def one_backend_agrees(name, backend):
    f, x = applied(name), points(name, 2)
    program = compile(f, points(name, 0), backend=backend)
    value, slope = value_and_grad(f)(x)
    got, grads = program.value_and_grad(x)
    assert close([got], [value], 1.0), (got, value)
    assert close(grads, slope), (grads, slope)
    again = program(x)
    assert again == got or close([again], [got])


EDGES = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -2.5,
    6.0,
    1e-8,
    -37.0,
    710.0,
    1e200,
    1e-200,
    5e-324,
    math.inf,
    -math.inf,
    math.nan,
]


def agrees(a, b):
    """Equal, or both nan, or as near as two libraries' functions; a quotient may have lost what is subnormal."""
    return (math.isnan(a) and math.isnan(b)) or a == b or abs(a - b) <= 1e-13 * abs(b) + 1e-300


SCALAR = sorted(n for n, row in BUILT_IN.items() if not row.lists and n not in HELPED)


@every("name", SCALAR[::8])
def test_at_the_edges_a_program_gives_what_the_engine_gives(name):
    edges_agree(name)


@pytest.mark.slow
@every("name", [name for name in SCALAR if name not in SCALAR[::8]])
def test_at_the_edges_programs_of_the_other_rows_give_what_the_engine_gives(name):
    edges_agree(name)


def edges_agree(name):
    own = BUILT_IN[name]
    params = STATIC.get(name, tuple(own.params.values()))
    f = lambda xs: type(xs[0]).apply(own, xs, params)  # noqa: E731
    n = len(own.letters)
    programs = {backend: compile(f, [0.7] * n, backend=backend) for backend in BACKENDS}
    others = EDGES if n == 2 else [0.7]
    for x in EDGES:
        for y in others:
            given = [x, y, 0.3][:n]
            value, slope = value_and_grad(f)(given)
            for backend, program in programs.items():
                got, grads = program.value_and_grad(given)
                told = f"{name} at {given}: {(got, grads)} by {backend}, not {(value, slope)}"
                assert agrees(got, value), told
                assert all(map(agrees, grads, slope)), told
                assert agrees(program(given), value), told


@every("name", sorted(BUILT_IN)[::5])
def test_second_derivatives_of_a_row_are_the_engines(name):
    second_derivatives_agree(name)


@pytest.mark.slow
@every("name", sorted({*BUILT_IN} - {*sorted(BUILT_IN)[::5]}))
def test_second_derivatives_of_the_other_rows_are_the_engines(name):
    second_derivatives_agree(name)


def second_derivatives_agree(name):
    f, x = applied(name), points(name, 1)
    program = compile(f, x, backend="python")
    expected, got = hessian(f)(x), program.hessian(x)
    assert close(got, expected, max([1.0, *map(abs, flat(expected))]), ulps=256), (got, expected)


@pytest.mark.parametrize("row", [mg.softmax, mg.log_softmax])
def test_what_all_results_of_a_softmax_send_back_has_linear_size_and_the_bits_of_the_partials(row):
    r, sizes = random.Random(0), []
    for n in (6, 12, 24):
        weights = [r.gauss(0, 1) for _ in range(n)]
        f = lambda xs, w=weights: mg.dot(w, row(xs))  # noqa: E731
        program = compile(f, [0.0] * n, backend="python")
        for spread in (1, 40):  # the second: one share is 1 up to rounding
            xs = [r.gauss(0, spread) for _ in range(n)]
            exact, got = value_and_grad(f)(xs)[1], program.grad(xs)
            assert close(got, exact, ulps=16), (n, spread)
        sizes.append(len(program._ready((xs,))[1].built.graph.nodes))
    assert sizes[2] - sizes[1] == 2 * (sizes[1] - sizes[0])


def test_a_softmax_of_which_some_results_are_used_sends_from_these():
    f = lambda xs: mg.softmax(xs)[1] * 2.0 - mg.softmax(xs)[3].log()  # noqa: E731
    xs = [0.3, -1.0, 2.0, 0.5, 0.1]
    assert close(compile(f, xs).grad(xs), value_and_grad(f)(xs)[1])
