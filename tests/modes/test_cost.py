"""What derivatives cost: nodes of a softmax, calls of a first grad, modules that it loads."""

import subprocess
import sys

import pytest

from micrograd_like import grad, hessian, hvp, jvp, log_softmax, logsumexp, softmax
from micrograd_like.recording import Recorder


class Counting(Recorder):
    """How many nodes a function makes."""

    def __init__(self):
        super().__init__()
        self.nodes = 0

    def made(self, new):
        self.nodes += 1


def nodes(run, *args):
    with Counting() as counting:
        run(*args)
    return counting.nodes


SUMS = {
    "softmax": lambda x: sum(p * p * k for k, p in enumerate(softmax(x))),
    "log_softmax": lambda x: sum(p * p * k for k, p in enumerate(log_softmax(x))),
    "both": lambda x: sum(p * q for p, q in zip(softmax(x), log_softmax(x), strict=True)),
    "logsumexp": lambda x: logsumexp(x) ** 2,
}
PRODUCTS = {
    "forward over reverse": lambda f, x, v: jvp(grad(f), (x,), (v,)),
    "reverse over forward": lambda f, x, v: hvp(f, (x,), (v,)),
    "reverse over reverse": lambda f, x, v: grad(
        lambda x: sum(g * w for g, w in zip(grad(f)(x), v, strict=True))
    )(x),
}


@pytest.mark.parametrize("f", SUMS.values(), ids=SUMS)
@pytest.mark.parametrize("product", PRODUCTS.values(), ids=PRODUCTS)
def test_a_hessian_vector_product_of_softmax_is_at_most_quadratic(f, product):
    small, large = (nodes(product, f, [0.1 * (i % 7) for i in range(n)], [1.0] * n) for n in (12, 24))
    assert large <= 4.2 * small
    assert large <= 11 * 24**2


@pytest.mark.parametrize("f", SUMS.values(), ids=SUMS)
def test_the_products_that_share_their_terms_are_the_hessians(f):
    x, v = [0.3, -1.2, 2.0, 0.0], [1.0, 0.5, -2.0, 3.0]
    exact = [sum(h * w for h, w in zip(row, v, strict=True)) for row in hessian(f)(x)]
    assert list(hvp(f, (x,), (v,))[0]) == pytest.approx(exact, rel=1e-12, abs=1e-13)
    assert jvp(grad(f), (x,), (v,))[1] == pytest.approx(exact, rel=1e-12, abs=1e-13)


def test_one_output_of_softmax_alone_needs_no_others_in_reverse():
    second = lambda n: grad(grad(lambda x: softmax([x] + [0.0] * n)[0]))(0.5)  # noqa: E731
    small, large = nodes(second, 20), nodes(second, 40)
    assert large <= 2.1 * small


# ---- trips and what is loaded ----


def calls(run):
    """How many functions of Python's are called, those of the run included."""
    count = 0

    def profile(frame, event, arg):
        nonlocal count
        count += event == "call"

    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


def test_a_gradient_by_one_number_is_a_short_trip():
    slope = grad(lambda x: x * x)
    slope(2.0)
    assert calls(lambda: slope(2.0)) <= 52


def test_a_first_grad_loads_reverse_mode_alone():
    code = (
        "import sys, micrograd_like; before = set(sys.modules); from micrograd_like import grad;"
        "grad(lambda x: x * x)(2.0); print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = [name.removeprefix("micrograd_like.") for name in run.stdout.split()]
    expected = ["adjoint", "calls", "chain_rule", "nesting", "reverse", "trees"]
    assert names == ["anomaly", "modes", *[f"modes.{name}" for name in expected]]
