"""exp, log, tanh and their like in machine code, on every width, against mpmath."""

import ctypes
import math
import random
import struct

import pytest

mpmath = pytest.importorskip("mpmath")
np = pytest.importorskip("numpy")
pytest.importorskip("llvmlite", reason="machine code needs llvmlite: pip install 'micrograd-like[jit]'")

from micrograd_like.compiler.backends import machine_code  # noqa: E402
from micrograd_like.compiler.backends.llvm_code import Code  # noqa: E402
from micrograd_like.compiler.backends.llvm_math import FUNCTIONS  # noqa: E402
from micrograd_like.compiler.backends.llvm_words import CodeModule, costly  # noqa: E402
from micrograd_like.compiler.shared_graph import parsed  # noqa: E402
from micrograd_like.rules import RULES  # noqa: E402

# Name, the range in which it is neither 0 nor infinite, units in the last place, and the truth.
TRUE = {
    "exp": (-745.13, 709.78, lambda x: mpmath.exp(x)),
    "exp2": (-1074.9, 1023.99, lambda x: mpmath.mpf(2) ** x),
    "expm1": (-800.0, 709.78, lambda x: mpmath.expm1(x)),
    "log": (5e-324, 1.7e308, lambda x: mpmath.log(x)),
    "log1p": (-1 + 2**-53, 1.7e308, lambda x: mpmath.log1p(x)),
    "tanh": (-1e300, 1e300, lambda x: mpmath.tanh(x)),
    "sigmoid": (-745.13, 800.0, lambda x: 1 / (1 + mpmath.exp(-x))),
    "softplus": (-745.13, 1e300, lambda x: mpmath.log1p(mpmath.exp(x)) if x < 800 else x),
    "sech2": (-372.0, 372.0, lambda x: 1 / mpmath.cosh(x) ** 2),
    "dsigmoid": (-745.0, 745.0, lambda x: mpmath.exp(-x) / (1 + mpmath.exp(-x)) ** 2),
}
ULPS = 4


def machine(names, target):
    """Each function over an array, as run_NAME(x, y, n)."""
    module, parts = CodeModule(), []
    for f in names:
        code = Code(module, target.width)

        def body(i, code=code, f=f):
            at = [code.emit(f"getelementptr double, ptr {p}, i64 {i}") for p in ("%x", "%y")]
            x = code.emit(f"load {code.type()}, ptr {at[0]}, align 8")
            code.do(f"store {code.type()} {code.call(f, x)}, ptr {at[1]}, align 8")

        code.loop("%n", body, target.width)
        parts.append(f"define void @run_{f}(ptr %x, ptr %y, i64 %n) {{\nentry:\n{code}\n  ret void\n}}")
    return "\n".join([str(module), *parts, "attributes #0 = { nounwind }", "attributes #1 = { nounwind }"])


@pytest.fixture(scope="module")
def functions():
    found = {}

    def on(width):
        if width not in found:
            names, target = list(TRUE), machine_code.host(width)
            code = machine_code.linked(machine(names, target), [f"run_{f}" for f in names])
            kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)
            found[width] = code, {f: kind(code.address[f"run_{f}"]) for f in names}
        return found[width][1]

    return on


def over(function, points):
    """The function at these points, of which there are a multiple of 8."""
    x = np.array(points + [1.0] * (-len(points) % 8))
    y = np.zeros_like(x)
    function(x.ctypes.data, y.ctypes.data, len(x))
    return y[: len(points)].tolist()


def points(low, high, count):
    """Numbers of all sizes between two bounds: evenly spread, near 0, near 1, and any bits at all."""
    r = random.Random(f"{low} {high} {count}")
    near, wide = (max(low, -40.0), min(high, 40.0)), (max(low, -1500.0), min(high, 1500.0))
    found = [r.uniform(*near) for _ in range(count)] + [r.uniform(*wide) for _ in range(count)]
    found += [s * 10.0 ** r.uniform(-323, 3) for _ in range(count) for s in (-1, 1)]
    found += [1 + r.uniform(-1e-3, 1e-3) for _ in range(count)] + [
        5e-324,
        -5e-324,
        2.3e-308,
        1e-17,
        low,
        high,
    ]
    bits = [struct.unpack(">d", struct.pack(">Q", r.getrandbits(64)))[0] for _ in range(4 * count)]
    return [x for x in found + bits if low <= x <= high]


def truths(f, count):
    """Points, with the true value at each, and its unit in the last place."""
    if (f, count) not in KNOWN:
        low, high, true = TRUE[f]
        with mpmath.workprec(200):
            exact = [(x, true(mpmath.mpf(x))) for x in points(low, high, count)]
        KNOWN[f, count] = [(x, z, math.ulp(min(max(float(z), -1.7e308), 1.7e308))) for x, z in exact]
    return KNOWN[f, count]


KNOWN = {}


def worst(f, function):
    """The largest error in units in the last place, and where it is."""
    known = truths(f, 100)
    with mpmath.workprec(200):
        return max(
            (float(abs(z - mpmath.mpf(y)) / unit), x)
            for (x, z, unit), y in zip(known, over(function, [x for x, _, _ in known]), strict=True)
        )


@pytest.mark.slow
def test_functions_in_machine_code_are_right_to_4_ulp_on_every_width(functions):
    for f in TRUE:
        for width in (1, 2, 4, 8):
            ulps, x = worst(f, functions(width)[f])
            assert ulps <= ULPS, f"{f}({x!r}) is {ulps:.1f} ulp from the truth on {width} lanes"


@pytest.mark.slow
def test_functions_in_machine_code_have_the_edges_of_the_engine(functions):
    edges = [0.0, 1.0, -1.0, -2.0, 710.0, -746.0, 1100.0, -1100.0, 1e300, math.inf, -math.inf, math.nan]
    for f in TRUE:
        expected = [RULES[f].value_of(x) for x in edges]
        for x, y, z in zip(edges, over(functions(4)[f], edges), expected, strict=True):
            same = (math.isnan(y) and math.isnan(z)) or y == z or abs(y - z) <= 1e-15 * abs(z)
            assert same, f"{f}({x}) gave {y}, the engine gives {z}"


@pytest.mark.slow
def test_functions_are_as_right_on_a_processor_without_fused_multiplication():
    plain = machine_code.host()._replace(cpu="x86-64", features="", width=2)
    if not plain.triple.startswith("x86_64"):
        pytest.skip("a plain processor is tried on x86-64")
    code = machine_code.linked(machine(TRUE, plain), [f"run_{f}" for f in TRUE], target=plain)
    kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)
    for f in TRUE:
        ulps, x = worst(f, kind(code.address[f"run_{f}"]))
        assert ulps <= ULPS, f"{f}({x!r}) is {ulps:.1f} ulp from the truth"


def test_a_formula_of_own_instructions_is_no_reason_for_a_branch():
    assert not costly(parsed("sqrt(a) / abs(b)"))
    assert costly(parsed("exp(a)"))
    assert costly(parsed("a ** b"))
    assert {*FUNCTIONS} - {*RULES} == {"scale_down", "scale_up", "length"}


@pytest.mark.slow
def test_text_for_another_processor_has_its_instructions():
    arm = machine_code.Target("aarch64-unknown-linux-gnu", "generic", "+neon", 2)
    text = machine_code.assembly(machine(["tanh"], arm), arm)
    assert "fmla" in text or "fmadd" in text
    assert ".2d" in text
