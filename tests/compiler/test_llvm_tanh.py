"""Two functions that are computed together, on every width, against mpmath."""

import ctypes
import math
import random

import pytest

mpmath = pytest.importorskip("mpmath")
np = pytest.importorskip("numpy")
pytest.importorskip("llvmlite", reason="machine code needs llvmlite: pip install 'micrograd-like[jit]'")

from test_llvm_math import TRUE, ULPS, truths  # noqa: E402

from micrograd_like.compiler.backends import interpreter, llvm_tanh  # noqa: E402
from micrograd_like.rules import RULES  # noqa: E402


def over(text, x, lanes, width):
    """The pair at these points: one after the other, or so many at once in lanes."""
    function = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 3, ctypes.c_int64)
    code = interpreter.formula(text, 1, lanes, width)
    run = function(code.address["function"])
    n = -(-len(x) // lanes)
    whole, steps = np.ones(3 * n * lanes + 16), np.arange(n, dtype=np.int32)
    slots = whole[-(whole.ctypes.data // 8) % 16 :]  # at an address that a register's worth divides
    slots[: len(x)] = x
    if lanes > 1:
        steps = 8 * lanes * np.ascontiguousarray(np.stack([n + steps, 2 * n + steps, steps], axis=1))
    run(slots.ctypes.data, slots[n * lanes :].ctypes.data, steps.ctypes.data, n)
    return [slots[k * n * lanes :][: len(x)].tolist() for k in (1, 2)]


LAYOUTS = [(1, 1), (1, 2), (1, 4), (1, 8), (4, 4), (16, 4)]  # lanes of a slot; numbers in a register


@pytest.mark.slow
def test_each_of_a_pair_is_right_to_4_ulp_on_every_width():
    for text in llvm_tanh.TOGETHER:
        for k, name in enumerate(part[:-3] for part in text.split(", ")):
            known = truths(name, 60)
            for layout in LAYOUTS:
                found = over(text, [x for (x,), _, _ in known], *layout)[k]
                with mpmath.workprec(200):
                    ulps, x = max(
                        (float(abs(z - mpmath.mpf(y)) / unit), x)
                        for (x, z, unit), y in zip(known, found, strict=True)
                    )
                assert ulps <= ULPS[name], f"{name}{x!r} is {ulps:.1f} ulp from the truth, {layout}"


HARD = ((0.1733, 0.22), (0.86, 0.95), (1.7, 1.9), (18.3, 18.6), (354.0, 372.0))  # where bits cancel, or go


@pytest.mark.slow
def test_where_bits_cancel_tanh_and_sigmoid_and_their_partials_are_right_to_4_ulp():
    r = random.Random(3)
    x = [s * r.uniform(low, high) for low, high in HARD for s in (-1, 1) for _ in range(250)]
    for text, scale in (("tanh(a), sech2(a)", 1.0), ("sigmoid(a), dsigmoid(a)", 2.0)):
        points = [scale * a for a in x]
        for k, name in enumerate(part[:-3] for part in text.split(", ")):
            found = over(text, points, 16, 4)[k]
            with mpmath.workprec(200):
                for a, y in zip(points, found, strict=True):
                    z = TRUE[name][2](mpmath.mpf(a))
                    assert abs(z - y) <= ULPS[name] * math.ulp(float(z)), f"{name}({a}) gave {y}"


@pytest.mark.slow
def test_each_of_a_pair_has_the_edges_of_the_engine():
    edges = [
        0.0,
        -0.0,
        5e-324,
        1e-17,
        20.0,
        -20.0,
        372.0,
        800.0,
        -800.0,
        1e300,
        math.inf,
        -math.inf,
        math.nan,
    ]
    for text in llvm_tanh.TOGETHER:
        for layout in LAYOUTS:
            for name, found in zip(
                (part[:-3] for part in text.split(", ")), over(text, edges, *layout), strict=True
            ):
                for x, y in zip(edges, found, strict=True):
                    z = RULES[name].value_of(x)
                    same = math.copysign(1, y) == math.copysign(1, z) or math.isnan(z)
                    same &= (math.isnan(y) and math.isnan(z)) or abs(y - z) <= 4 * math.ulp(z)
                    assert same, f"{name}({x}) gave {y}, not {z}"
