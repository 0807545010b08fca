"""Derivatives in several threads, on graphs that share leaves: each is as if it were alone, and no grad is
touched."""

import asyncio
import math
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from micrograd_like import Value, checkpoint, derivative, detect_anomaly, grad, hessian, hvp, jvp, no_grad

SHARED = [Value(0.5), Value(-1.5)]


def f(x):
    w, b = SHARED
    return ((w * x).tanh() + b * x**2) * w.exp() + checkpoint(lambda u: u * u * b, x)


def exact(x):
    t = math.tanh(0.5 * x)
    return (0.5 * (1 - t * t) - 3 * x) * math.exp(0.5) - 3 * x


@pytest.fixture(autouse=True)
def switch_often():
    """Let threads take turns every microsecond, so that what they share is seen to be shared."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


MODES = {
    "grad": lambda x: grad(f)(x),
    "jvp": lambda x: jvp(f, (x,), (1.0,))[1],
    "derivative": lambda x: derivative(f)(x),
    "grad of a jvp": lambda x: hvp(lambda u: f(u) * u, (x,), (1.0,))[0],
    "hessian": lambda x: hessian(f)(x),
    "under no_grad": no_grad()(lambda x: grad(f)(x)),
    "inside detect_anomaly": detect_anomaly()(lambda x: grad(f)(x)),
}


def test_threads_that_share_leaves_get_the_numbers_they_get_alone():
    tasks = [(mode, x / 7) for x in range(1, 15) for mode in MODES.values()]
    alone = [mode(x) for mode, x in tasks]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda task: task[0](task[1]), tasks))
    assert together == alone
    assert alone[0] == pytest.approx(exact(1 / 7), rel=1e-13)
    assert [v.grad for v in SHARED] == [0.0, 0.0]


def test_a_gradient_that_is_a_graph_may_be_made_in_several_threads():
    x = Value(0.3)
    with ThreadPoolExecutor(8) as pool:
        slopes = list(pool.map(lambda _: grad(f)(x), range(40)))
    assert {slope.data for slope in slopes} == {grad(f)(0.3)}
    slopes[0].backward()
    assert x.grad == pytest.approx(hessian(f)(0.3), rel=1e-13)
    for v in SHARED:
        v.grad = 0.0


def test_tasks_of_asyncio_are_as_much_apart_as_threads():
    async def slope(x):
        g = grad(f)
        await asyncio.sleep(0)
        with no_grad():
            await asyncio.sleep(0)
            return g(x)

    async def main():
        return await asyncio.gather(*(slope(x / 7) for x in range(1, 9)))

    with ThreadPoolExecutor(1) as pool:  # this thread may have a loop already, for the browser
        found = pool.submit(asyncio.run, main()).result()
    assert found == [grad(f)(x / 7) for x in range(1, 9)]
