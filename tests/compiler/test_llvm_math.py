"""exp, sin, x ** y, erf and their like in machine code, on every width, against mpmath."""

import ctypes
import math
import random
import struct
from fractions import Fraction

import pytest

mpmath = pytest.importorskip("mpmath")
np = pytest.importorskip("numpy")
pytest.importorskip("llvmlite", reason="machine code needs llvmlite: pip install 'micrograd-like[jit]'")

from micrograd_like.compiler.backends import llvm_angles, llvm_inverses, llvm_math, llvm_powers, machine_code  # noqa: E402
from micrograd_like.compiler.backends.llvm_code import Code  # noqa: E402
from micrograd_like.compiler.backends.llvm_math import FAST_ULPS  # noqa: E402
from micrograd_like.compiler.backends.llvm_words import FUNCTIONS, CodeModule, costly  # noqa: E402
from micrograd_like.compiler.shared_graph import parsed  # noqa: E402
from micrograd_like.rules import RULES  # noqa: E402

FINITE = 1.7e308
# Name, the range in which it is neither 0 nor infinite, and the truth; of two arguments the range is the first's.
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
    "log2": (5e-324, FINITE, lambda x: mpmath.log(x, 2)),
    "sinh": (-710.4, 710.4, mpmath.sinh),
    "cosh": (-710.4, 710.4, mpmath.cosh),
    "sin": (-FINITE, FINITE, mpmath.sin),
    "cos": (-FINITE, FINITE, mpmath.cos),
    "tan": (-FINITE, FINITE, mpmath.tan),
    "erf": (-FINITE, FINITE, mpmath.erf),
    "erfc": (-FINITE, 26.5, mpmath.erfc),
    "asin": (-1.0, 1.0, mpmath.asin),
    "acos": (-1.0, 1 - 2**-53, mpmath.acos),
    "atan": (-FINITE, FINITE, mpmath.atan),
    "asinh": (-FINITE, FINITE, mpmath.asinh),
    "acosh": (1 + 2**-52, FINITE, mpmath.acosh),
    "atanh": (-1 + 2**-53, 1 - 2**-53, mpmath.atanh),
    "pow": (-FINITE, FINITE, lambda x, y: x**y if x else mpmath.mpf(0) ** y),
    "hypot": (-FINITE, FINITE, lambda x, y: mpmath.sqrt(x * x + y * y)),
}
TWO = {"pow", "hypot"}  # that have two arguments
ULPS = dict.fromkeys(TRUE, 4) | {"erfc": 8}
SHORTER = ("exp", "exp2", "expm1", "log", "log1p", "log2", "tanh", "sigmoid", "softplus", "sech2", "dsigmoid")


def text_of(names, width, fast_math=False):
    """Each function over arrays, as run_NAME(x, y, result, n)."""
    module, parts = CodeModule(fast_math), []
    for f in names:
        code = Code(module, width)

        def body(i, code=code, f=f):
            at = [code.emit(f"getelementptr double, ptr {p}, i64 {i}") for p in ("%x", "%y", "%z")]
            x, y = (code.emit(f"load {code.type()}, ptr {p}, align 8") for p in at[:2])
            z = code.call(f, x, y) if f in TWO else code.call(f, x)
            code.do(f"store {code.type()} {z}, ptr {at[2]}, align 8")

        code.loop("%n", body, width)
        parts.append(
            f"define void @run_{f}(ptr %x, ptr %y, ptr %z, i64 %n) {{\nentry:\n{code}\n  ret void\n}}"
        )
    whole = [str(module), *parts, "attributes #0 = { nounwind }", "attributes #1 = { nounwind }"]
    return "\n".join(whole), module.outside


def compiled(names, target, fast_math=False):
    """For each name a function of lists of points, a list of arguments each."""
    text, outside = text_of(names, target.width, fast_math)
    code = machine_code.linked(text, [f"run_{f}" for f in names], outside, target)
    kind = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 3, ctypes.c_int64)
    functions = {f: kind(code.address[f"run_{f}"]) for f in names}

    def at(f):
        def over(points, keep=code):
            rest = -len(points) % 8  # the loop goes on by whole registers
            x, y = np.array([(*p, 1.0)[:2] for p in points] + [(1.0, 1.0)] * rest).T.copy()
            z = np.zeros_like(x)
            functions[f](x.ctypes.data, y.ctypes.data, z.ctypes.data, len(x))
            return z[: len(points)].tolist()

        return over

    return {f: at(f) for f in names}


@pytest.fixture(scope="module")
def functions():
    found = {}

    def on(width):
        if width not in found:
            found[width] = compiled(TRUE, machine_code.host(width))
        return found[width]

    return on


def points(low, high, count):
    """Numbers of all sizes between two bounds: evenly spread, near 0, near 1, and any bits at all."""
    r = random.Random(f"{low} {high} {count}")
    near, wide = (max(low, -40.0), min(high, 40.0)), (max(low, -1500.0), min(high, 1500.0))
    found = [r.uniform(*near) for _ in range(count)] + [r.uniform(*wide) for _ in range(count)]
    found += [s * 10.0 ** r.uniform(-323, 3) for _ in range(count) for s in (-1, 1)]
    found += [1 + r.uniform(-1e-3, 1e-3) for _ in range(count)]
    found += [5e-324, -5e-324, 2.3e-308, 1e-17, low, high]
    bits = [struct.unpack(">d", struct.pack(">Q", r.getrandbits(64)))[0] for _ in range(4 * count)]
    return [x for x in found + bits if low <= x <= high]


def arguments(f, count):
    """Points of a function, also where it is hard: next to multiples of pi/2, or with a large power."""
    low, high, _ = TRUE[f]
    found, r = points(low, high, count), random.Random(count)
    if f in ("sin", "cos", "tan"):
        with mpmath.workprec(1300):
            by = [*range(1, 30), *(r.randrange(1, 10 ** r.randrange(2, 12)) for _ in range(count))]
            found += [s * float(k * mpmath.pi / 2) for k in by for s in (-1, 1)]
    if f == "hypot":
        return [(x, x * 2.0 ** r.uniform(-30, 30) if abs(x) < 1e290 else x / 3) for x in found]
    if f == "pow":
        powers = [r.choice([r.uniform(-5, 5), r.uniform(-700, 700) / max(abs(math.log(abs(x))), 1e-300)])
                  for x in found if x]  # fmt: skip
        pairs = zip([x for x in found if x], powers, strict=True)
        return [(x, float(round(y)) if x < 0 else y) for x, y in pairs if abs(y) < 1e300]
    return [(x,) for x in found]


def truths(f, count):
    """Points, with the true value at each, and its unit in the last place."""
    if (f, count) not in KNOWN:
        with mpmath.workprec(1300 if f in ("sin", "cos", "tan") else 200):
            exact = [(p, TRUE[f][2](*map(mpmath.mpf, p))) for p in arguments(f, count)]
        KNOWN[f, count] = [(p, z, math.ulp(float(z))) for p, z in exact if abs(z) < FINITE]
    return KNOWN[f, count]


KNOWN = {}


def worst(f, function, smallest=0.0):
    """The largest error in units in the last place, and where it is, for results not below the smallest."""
    known = [(p, z, unit) for p, z, unit in truths(f, 100) if abs(z) >= smallest]
    with mpmath.workprec(200):
        return max(
            (float(abs(z - mpmath.mpf(y)) / unit) if math.isfinite(y) else math.inf, p)
            for (p, z, unit), y in zip(known, function([p for p, _, _ in known]), strict=True)
        )


@pytest.mark.slow
def test_functions_in_machine_code_are_as_right_as_promised_on_every_width(functions):
    for f in TRUE:
        for width in (1, 2, 4, 8):
            ulps, at = worst(f, functions(width)[f])
            assert ulps <= ULPS[f], f"{f}{at} is {ulps:.1f} ulp from the truth on {width} lanes"


@pytest.mark.slow
def test_fast_math_costs_no_more_than_it_says():
    shorter = compiled(TRUE, machine_code.host(), fast_math=True)
    for f in TRUE:
        ulps, at = worst(f, shorter[f], smallest=1e-307)
        assert (ULPS[f] if f in SHORTER else 0) < ulps <= FAST_ULPS, f"{f}{at}: {ulps:.1f} ulp"
    for f in sorted({*TRUE} - TWO):
        edges = [(x,) for x in (math.inf, -math.inf, math.nan, 0.0, -0.0, -1e3, 1e3, -707.0, 705.0, 27.5)]
        expected = [RULES[f].value_of(*p) for p in edges]
        for p, y, z in zip(edges, shorter[f](edges), expected, strict=True):
            assert agree(y, z, 1e-12), f"{f}{p} gave {y}, the engine gives {z}"


@pytest.mark.slow
def test_functions_in_machine_code_have_the_edges_of_the_engine(functions):
    edges = [0.0, 1.0, -1.0, -2.0, 710.0, -746.0, 1100.0, -1100.0, 1e300, math.inf, -math.inf, math.nan]
    for f in TRUE:
        given = [(x, y) for x in edges for y in (*edges, 0.5, 3.0)] if f in TWO else [(x,) for x in edges]
        expected = [RULES[f].value_of(*p) for p in given]
        for p, y, z in zip(given, functions(4)[f](given), expected, strict=True):
            assert agree(y, z, 1e-15), f"{f}{p} gave {y}, the engine gives {z}"


def agree(y, z, share):
    return (math.isnan(y) and math.isnan(z)) or y == z or abs(y - z) <= share * abs(z)


@pytest.mark.slow
def test_functions_are_as_right_on_a_processor_without_fused_multiplication():
    plain = machine_code.host()._replace(cpu="x86-64", features="", width=2)
    if not plain.triple.startswith("x86_64"):
        pytest.skip("a plain processor is tried on x86-64")
    functions = compiled(TRUE, plain)
    for f in TRUE:
        ulps, at = worst(f, functions[f])
        assert ulps <= ULPS[f], f"{f}{at} is {ulps:.1f} ulp from the truth"


@pytest.mark.slow
def test_the_polynomials_are_economized_taylor_polynomials():
    def even(term):
        return [term(n // 2) if n % 2 == 0 else Fraction(0) for n in range(80)]

    exp = [Fraction(1, math.factorial(n + 2)) for n in range(22)]
    atanh = even(lambda n: Fraction(2, 2 * n + 3))
    sin = even(lambda n: Fraction((-1) ** (n + 1), math.factorial(2 * n + 3)))
    cos = even(lambda n: Fraction((-1) ** n, math.factorial(2 * n + 4)))
    atan = even(lambda n: Fraction((-1) ** (n + 1), 2 * n + 3))
    for terms, radius, step, found in (
        (exp, "0.347", 1, llvm_math.EXP),
        (exp, "0.347", 1, llvm_math.EXP_FAST),
        (atanh, "0.172", 2, llvm_math.ATANH),
        (atanh, "0.172", 2, llvm_math.ATANH_FAST),
        (sin, "0.786", 2, llvm_angles.SIN),
        (cos, "0.786", 2, llvm_angles.COS),
        (atan, "0.415", 2, llvm_inverses.ATAN),
        (even(lambda n: Fraction(2, 2 * n + 5)), "0.172", 2, llvm_powers.REST),
    ):
        true = economized(terms, Fraction(radius), step * len(found) - step + 1)[::step]
        assert found == pytest.approx([float(c) for c in true], rel=1e-15)


def economized(terms, radius, count):
    """A polynomial of so many coefficients near to a longer one, for arguments up to the radius."""
    found = [c * radius**n for n, c in enumerate(terms)]
    while len(found) > count:
        *_, last = found
        degree = len(found) - 1
        found = [c - last * t for c, t in zip(found, chebyshev(degree), strict=True)][:degree]
    return [c / radius**n for n, c in enumerate(found)]


def chebyshev(n):
    """The coefficients of a Chebyshev polynomial, over the last one."""
    before, found = [Fraction(1)], [Fraction(0), Fraction(1)]
    for _ in range(n - 1):
        following = [Fraction(0)] + [2 * c for c in found]
        for k, c in enumerate(before):
            following[k] -= c
        before, found = found, following
    return [c / found[-1] for c in found]


def test_a_formula_of_own_instructions_is_no_reason_for_a_branch():
    assert not costly(parsed("sqrt(a) / abs(b)"))
    assert costly(parsed("exp(a)"))
    assert costly(parsed("a ** b"))
    assert {*FUNCTIONS} - {*RULES} == {"scale_down", "scale_up", "length"}


@pytest.mark.slow
def test_functions_have_code_for_processors_that_are_not_here():
    for triple, cpu, features, width, word in (
        ("aarch64-unknown-linux-gnu", "generic", "+neon", 2, ".2d"),
        ("x86_64-unknown-linux-gnu", "skylake-avx512", "", 8, "zmm"),
    ):
        target = machine_code.Target(triple, cpu, features, width)
        text = machine_code.assembly(text_of(TRUE, width)[0], target)
        assert word in text
        assert "fmla" in text or "vfmadd" in text
