"""What derivatives cost: nodes of a softmax, calls of a first grad, modules that it loads."""

import subprocess
import sys

import pytest
from cases import every

from micrograd_like import grad, hessian, hvp, jvp, log_softmax, logsumexp, softmax
from micrograd_like.recording import Recorder


class Counting(Recorder):
    """How many nodes a function makes, and how many edges lead into them."""

    def __init__(self):
        super().__init__()
        self.nodes = self.edges = 0

    def made(self, new):
        self.nodes += 1
        self.edges += len(new.parents)


def counted(run, *args):
    with Counting() as counting:
        run(*args)
    return counting


SUMS = {
    "softmax": lambda x: sum(p * p * k for k, p in enumerate(softmax(x))),
    "log_softmax": lambda x: sum(p * p * k for k, p in enumerate(log_softmax(x))),
    "both": lambda x: sum(p * q for p, q in zip(softmax(x), log_softmax(x), strict=True)),
    "logsumexp": lambda x: logsumexp(x) ** 2,
    "two of each": lambda x: sum(
        p * p * q * r * s * k
        for k, (p, q, r, s) in enumerate(
            zip(softmax(x), softmax([3 * a for a in x]), log_softmax(x), log_softmax(x[::-1]), strict=True)
        )
    ),
}
PRODUCTS = {
    "forward over reverse": lambda f, x, v: jvp(grad(f), (x,), (v,)),
    "reverse over forward": lambda f, x, v: hvp(f, (x,), (v,)),
    "reverse over reverse": lambda f, x, v: grad(
        lambda x: sum(g * w for g, w in zip(grad(f)(x), v, strict=True))
    )(x),
}


@every("f", SUMS.values(), ids=SUMS)
@every("product", PRODUCTS.values(), ids=PRODUCTS)
def test_a_hessian_vector_product_of_softmax_is_at_most_quadratic(f, product):
    small, large = (counted(product, f, [0.1 * (i % 7) for i in range(n)], [1.0] * n) for n in (8, 16))
    assert large.nodes <= 4.2 * small.nodes
    assert large.edges <= 4.2 * small.edges  # what one softmax of n numbers has n**2 of
    assert large.nodes <= 16 * 16**2


@every("f", SUMS.values(), ids=SUMS)
def test_the_products_that_share_their_terms_are_the_hessians(f):
    x, v = [0.3, -1.2, 2.0, 0.0], [1.0, 0.5, -2.0, 3.0]
    exact = [sum(h * w for h, w in zip(row, v, strict=True)) for row in hessian(f)(x)]
    assert list(hvp(f, (x,), (v,))[0]) == pytest.approx(exact, rel=1e-12, abs=1e-13)
    assert jvp(grad(f), (x,), (v,))[1] == pytest.approx(exact, rel=1e-12, abs=1e-13)


def test_one_output_of_softmax_alone_needs_no_others_in_reverse():
    second = lambda n: grad(grad(lambda x: softmax([x] + [0.0] * n)[0]))(0.5)  # noqa: E731
    assert counted(second, 40).nodes <= 2.1 * counted(second, 20).nodes


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
    names = [name.removeprefix("micrograd_like.modes.") for name in run.stdout.split() if ".modes." in name]
    assert names == ["adjoint", "branches", "calls", "chain_rule", "nesting", "reverse", "trees"]
