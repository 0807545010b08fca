"""Hessian-vector products of random programs with sharing: mpmath's, up to what rounding alone explains."""

import math

import mpmath
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import micrograd_like as mg
from micrograd_like import Value, grad, hvp, jacfwd, jvp, topological_order

# Each line of a program applies an operation to two earlier numbers.
OPERATIONS = {
    "add": (lambda a, b: a + b,) * 2,
    "sub": (lambda a, b: a - b,) * 2,
    "mul": (lambda a, b: a * b,) * 2,
    "tanh": (lambda a, b: mg.tanh(a), lambda a, b: mpmath.tanh(a)),
    "sin": (lambda a, b: mg.sin(a), lambda a, b: mpmath.sin(a)),
    "exp": (lambda a, b: mg.exp(-a * a), lambda a, b: mpmath.exp(-a * a)),
    "div": (lambda a, b: a / (1 + b * b),) * 2,
    "atan": (lambda a, b: mg.atan(a), lambda a, b: mpmath.atan(a)),
    "dot": (lambda a, b: mg.dot([a, b], [b, b], a), lambda a, b: a * b + b * b + a),
}
lines = st.tuples(st.sampled_from(sorted(OPERATIONS)), st.integers(0, 30), st.integers(0, 30))
inputs = st.floats(-2, 2).filter(lambda x: x == 0 or abs(x) > 1e-3)
three = st.lists(inputs, min_size=3, max_size=3)


def run(program, xs, exact=0):
    pool = list(xs)
    for name, i, j in program:
        pool.append(OPERATIONS[name][exact](pool[i % len(pool)], pool[j % len(pool)]))
    return pool[-1] + pool[-2]


def exactly(program, xs, v):
    """The Hessian times v: central differences with steps so small, at so many digits, that 50 of them are
    right."""
    with mpmath.workdps(120):
        h = mpmath.mpf(10) ** -30

        def at(i, s, t):
            return run(
                program,
                [mpmath.mpf(x) + (k == i) * s * h + t * h * mpmath.mpf(v[k]) for k, x in enumerate(xs)],
                1,
            )

        return [(at(i, 1, 1) - at(i, 1, -1) - at(i, -1, 1) + at(i, -1, -1)) / (4 * h * h) for i in range(3)]


ROUNDED = {
    "add": 1,
    "sub": 1,
    "mul": 1,
    "div": 1,
    "neg": 0,
}  # half an ulp; other rows promise 4 ulp, folds round at each turn


def rounding(out, xs):
    """For each x, how far rounding may put d(out)/dx off, to first order: a running error analysis of the
    recorded graph.

    Forward, the error of every number: its parents' errors times the partials, and its own rounding.
    Backward, for sizes added up without their signs, the error of every gradient: of what comes in, of the
    partial (its own rounding, and how it bends with its operands' errors), of the product and of the sum.
    """
    order, off, u = topological_order(out), {}, 2.0**-53
    for node in order:
        terms = [abs((p or 0.0) * x.data) for p, x in zip(node.partials, node.parents, strict=True)]
        own = (
            2 * len(terms) * sum(terms)
            if getattr(node.rule, "lists", ())
            else ROUNDED.get(node.rule and node.rule.name, 8) * abs(node.data)
        )
        off[node] = u * own * bool(terms) + sum(
            abs(p or 0.0) * off[x] for p, x in zip(node.partials, node.parents, strict=True)
        )
    size, error = {out: 1.0}, {out: 0.0}
    for node in reversed(order):
        if node not in size:
            continue
        for parent, partial, bent in zip(node.parents, node.partials, bending(node, off), strict=True):
            if partial is not None:
                share, wrong = size[node] * abs(partial), error[node] * abs(partial) + size[node] * bent
                error[parent] = error.get(parent, 0.0) + wrong + u * (share + size.get(parent, 0.0))
                size[parent] = size.get(parent, 0.0) + share
    return [error.get(x, 0.0) for x in xs]


def bending(node, off):
    """How far each recorded partial may be off: 8 ulp of its own unless it is exact, and by the errors of its
    operands."""
    operands, name = [x.data for x in node.parents], node.rule and node.rule.name
    found = [
        0.0 if name in ("add", "sub", "mul", "neg", "dot", "affine", "total") else 2.0**-49 * abs(p or 0.0)
        for p in node.partials
    ]
    for j, x in enumerate(node.parents):
        h = 1e-6 * max(1.0, abs(operands[j]))
        if off[x]:
            _, moved = node.rule.linearize(
                *node.rule.split([*operands[:j], operands[j] + h, *operands[j + 1 :]])
            )
            found = [
                f + abs((q or 0.0) - (p or 0.0)) / h * off[x]
                for f, p, q in zip(found, node.partials, moved, strict=True)
            ]
    return found


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(lines, min_size=2, max_size=14), three, three)
@example([("mul", 0, 0), ("sub", 3, 3), ("tanh", 3, 0), ("mul", 4, 5)], [1.5, 0.5, 0.5], [1.0, 0.0, 0.0])
def test_hessian_vector_products_of_random_programs_are_mpmaths_up_to_rounding(program, xs, v):
    f = lambda x: run(program, x) + 0 * x[0]  # noqa: E731
    (ours,) = hvp(f, (xs,), (v,))
    leaves = [Value(x) for x in xs]
    allowed = rounding(jvp(f, (leaves,), (v,))[1], leaves)
    assume(all(map(math.isfinite, allowed)))
    for got, exact, most in zip(ours, exactly(program, xs, v), allowed, strict=True):
        assert abs(got - exact) <= most + 1e-50  # of exactly()'s own steps


def test_the_bound_on_rounding_is_tight_enough_to_catch_a_few_ulp():
    program = [("sin", 0, 0), ("mul", 3, 1), ("tanh", 4, 4), ("div", 5, 2)]
    xs, v = [0.7, -1.3, 0.4], [0.3, -2.0, 1.0]
    leaves = [Value(x) for x in xs]
    allowed = rounding(jvp(lambda x: run(program, x), (leaves,), (v,))[1], leaves)
    for most, exact in zip(allowed, exactly(program, xs, v), strict=True):
        assert most < 100 * 2.0**-52 * abs(exact)


@pytest.mark.slow
@settings(max_examples=1500, deadline=None)
@given(st.lists(lines, min_size=2, max_size=20), three, three)
def test_many_more_hessian_vector_products(program, xs, v):
    test_hessian_vector_products_of_random_programs_are_mpmaths_up_to_rounding.hypothesis.inner_test(
        program, xs, v
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(lines, min_size=2, max_size=14), three)
def test_forward_and_reverse_agree_on_random_programs(program, xs):
    f = lambda x: run(program, x) + 0 * x[0]  # noqa: E731
    assert jacfwd(f)(xs) == pytest.approx(grad(f)(xs), rel=1e-9, abs=1e-11)
