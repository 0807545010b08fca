"""Kinks and domains are conditions that code can ask: where a row says it has a kink, the slopes differ.

At a kink the one-sided difference quotients differ (or grow without bound,
    where the value jumps); a little beside it they
do not.  The oracle is the row's value alone.
"""

import itertools
import math

from cases import every

from micrograd_like.rules import RULES

H = 2.0**-20
GRID = [
    k / 2 for k in range(-14, 15)
]  # kinks of the rows lie at halves; 0, 1, 6 and the bounds of clamp among them
FAR = 0.1234  # beside the grid: no row has a kink there
LISTS = [[x, y, z] for x, y, z in itertools.product([-1.0, 0.0, 0.5, 2.0], repeat=3)] + [
    [0.0],
    [1.0],
    [0.0, 0.0],
]
PARAMS = {"elu": [(1.0,), (0.5,), (-1.0,)], "leaky_relu": [(0.01,), (1.0,), (-1.0,)],
          "clamp": [(0.0, 1.0), (-2.0, 3.0), (1.0, 0.0)], "std": [(0.0,), (1.0,)]}  # fmt: skip
WITH_KINKS = [name for name, row in RULES.items() if row.kinks and not row.internal]


def places(row):
    """Operands to try: for a fold lists, else all pairs on the grid, on it and beside it."""
    if row.lists:
        return [(x,) for x in LISTS]
    grid = GRID if len(row.letters) == 1 else GRID[9:20]
    line = grid + [x + FAR for x in grid]
    return list(itertools.product(line, repeat=len(row.letters)))


def numbers(row, operands):
    return list(operands[0]) if row.lists else list(operands)


def value(row, xs, params):
    return row.value_of(*([xs] if row.lists else xs), *params)


def slope(row, operands, params, direction, step):
    """The difference quotient in a direction; nan where a step leaves the domain."""
    xs = numbers(row, operands)
    moved = [x + step * d for x, d in zip(xs, direction, strict=True)]
    return (value(row, moved, params) - value(row, xs, params)) / step


def breaks(row, operands, params):
    """Whether in some direction the quotients of both sides differ, or one grows as the step shrinks.

    Not where the partial is infinite: that is a derivative.
    """
    n = len(numbers(row, operands))
    for k, partial in enumerate(row.linearize(*operands, *params)[1]):
        if partial is not None and math.isinf(partial):
            continue
        direction = [float(i == k) for i in range(n)]
        before, after, closer, nearer = (
            slope(row, operands, params, direction, h) for h in (-H, H, H / 2, -H / 2)
        )
        for a, b, share in ((before, after, 1e-3), (after, closer, 0.2), (before, nearer, 0.2)):
            if abs(a - b) > share * max(1.0, abs(a), abs(b)):
                return True
    return False


@every("name", WITH_KINKS)
def test_a_row_has_no_derivative_exactly_where_it_says(name):
    row, seen = RULES[name], set()
    for params in PARAMS.get(name, [tuple(row.params.values())]):
        for operands in places(row):
            if row.in_domain(*operands, *params):
                kink = row.has_kink(*operands, *params)
                assert breaks(row, operands, params) == kink, (operands, params)
                seen.add(kink)
    assert seen == {True, False}  # both were tried


@every("name", [name for name, row in RULES.items() if not row.kinks and not row.internal])
def test_a_row_without_kinks_has_a_derivative_wherever_it_is_defined(name):
    row = RULES[name]
    params = tuple(1.0 if p is None else p for p in row.params.values())
    for operands in places(row) if not row.lists else []:
        assert not row.has_kink(*operands, *params)
        assert not row.in_domain(*operands, *params) or not breaks(row, operands, params), operands


def test_kinks_depend_on_static_parameters():
    assert RULES["elu"].has_kink(0.0, 0.5)
    assert not RULES["elu"].has_kink(0.0, 1.0)
    assert RULES["clamp"].has_kink(3.0, -2.0, 3.0)
    assert not RULES["clamp"].has_kink(2.9, -2.0, 3.0)


@every("name", [name for name, row in RULES.items() if row.domain and not row.internal])
def test_a_row_is_finite_exactly_in_its_domain(name):
    row, seen = RULES[name], set()
    params = tuple(1.0 if p is None else p for p in row.params.values())
    if row.lists:
        tried = [([1.0, 3.0], d) for d in (0.0, 1.0, 2.0, 3.0)]
    else:
        tried = [(*x, *params) for x in itertools.product([*GRID, 0.3, -0.7], repeat=len(row.letters))]
    for operands in tried:
        inside = row.in_domain(*operands)
        assert math.isfinite(row.value_of(*operands)) == inside, operands
        seen.add(inside)
    assert seen == {True, False}


@every("name", [name for name, row in RULES.items() if not row.domain and not row.internal])
def test_a_row_without_a_domain_is_finite_everywhere(name):
    row = RULES[name]
    params = tuple(1.0 if p is None else p for p in row.params.values())
    for operands in itertools.product([*GRID, 0.3, -0.7], repeat=len(row.letters)):
        given = [[x, 1.5] if a in row.lists else x for a, x in zip(row.letters, operands, strict=True)]
        for z in row.value_of(*given, *params) if row.each else [row.value_of(*given, *params)]:
            assert math.isfinite(z), operands
