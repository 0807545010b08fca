"""The stand-ins for PyTorch and JAX give what the packages give, and say what they cannot."""

import importlib
from typing import Any

import pytest

from micrograd_like.learn.lessons import find

translation = importlib.import_module(f"{find('side_by_side').module}.translation")
jax, torch = translation.jax, translation.torch


def test_a_second_backward_adds_to_the_grad():
    w: Any = torch.tensor([2.0, -1.0], requires_grad=True)
    for expected in ([4.0, -2.0], [8.0, -4.0]):
        (w @ w).backward()
        assert w.grad.tolist() == expected
    for p in (w,):
        p.grad = None
    (w @ w).backward()
    assert w.grad.tolist() == [4.0, -2.0]


def test_a_tensor_that_wants_no_gradient_has_none():
    assert torch.tensor([1.0]).grad is None


def test_products_have_the_shapes_of_linear_algebra():
    W, x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), torch.tensor([1.0, -1.0])
    assert (W @ x).tolist() == [-1.0, -1.0, -1.0]
    assert (torch.tensor([1.0, 0.0, 2.0]) @ W).tolist() == [11.0, 14.0]
    assert (W.T @ W).tolist() == [[35.0, 44.0], [44.0, 56.0]]
    assert (x @ x).item() == 2.0
    with pytest.raises(
        ValueError, match=r"@ cannot multiply the shapes \(2,\) and \(3, 2\): the inner sizes must agree"
    ):
        _ = x @ W


def test_a_vector_is_added_to_every_row():
    assert (torch.tensor([[1.0, 2.0], [3.0, 4.0]]) + torch.tensor([10.0, 20.0])).tolist() == [
        [11.0, 22.0],
        [13.0, 24.0],
    ]
    assert (1.0 - torch.tensor([1.0, 3.0]) * 2).tolist() == [-1.0, -5.0]


def test_gradients_of_functions_come_in_the_shape_of_their_arguments():
    f = lambda a, b: jax.numpy.sum(a * b)  # noqa: E731
    a, b = jax.numpy.array([[1.0, 2.0]]), jax.numpy.array([3.0, 4.0])
    value, (da, db) = jax.value_and_grad(f, argnums=(0, 1))(a, b)
    assert (float(value), da.tolist(), db.tolist()) == (11.0, [[3.0, 4.0]], [1.0, 2.0])
    assert jax.grad(f)(a, b).tolist() == [[3.0, 4.0]]


def test_backward_starts_at_one_number():
    with pytest.raises(
        RuntimeError, match=r"backward\(\) starts at a single number, but this has the shape \(2,\)"
    ):
        torch.tensor([1.0, 2.0]).backward()


def test_a_name_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(
        AttributeError, match=r"the small stand-in for torch has no 'conv2d'; it knows dot, float32, .*tensor"
    ):
        _ = torch.conv2d


@pytest.mark.slow
@pytest.mark.parametrize("name", ["torch", "jax"])
def test_our_translation_runs_on_the_real_package(name):
    package = pytest.importorskip(name)
    if name == "jax":
        package.config.update("jax_enable_x64", True)
    names: dict[str, Any] = {"__name__": "exercise"}
    exec(find("12.4").solution, names)
    numbers = [[0.5, -1.0], [0.25, 2.0], [-0.75, 0.5]], [0.1, -0.2, 0.3], [1.0, -2.0, 0.5], [0.8, -0.4], 1.0
    loss, *slopes = names["ours"](*numbers)
    its, *its_slopes = names[f"in_{name}"](package, *numbers)
    assert its == pytest.approx(loss, rel=1e-12)
    for ours, theirs in zip(slopes, its_slopes, strict=True):
        assert str(theirs) == str(ours) or theirs == [pytest.approx(row, rel=1e-12) for row in ours]
