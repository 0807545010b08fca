"""The gradient is the sum over paths of the products along them."""

import itertools
import random

import pytest
from cases import every

from micrograd_like import Value, backprop_steps, count_paths, explain, paths


def random_graph(seed):
    rng = random.Random(seed)
    x = Value(rng.uniform(0.5, 1.5), label="x")
    pool = [x, Value(2.0)]
    for _ in range(9):
        a, b = rng.choice(pool), rng.choice(pool[-3:])
        pool.append(rng.choice([a + b, a * b, a - b, b.tanh(), (b - 1).relu()]))
    return pool[-1], x


@every("seed", range(30))
def test_the_products_of_all_paths_sum_to_the_gradient(seed):
    out, x = random_graph(seed)
    listed = list(paths(out, x))
    out.backward()
    assert sum(p.product for p in listed) == pytest.approx(1.0 if out is x else x.grad, rel=1e-12, abs=1e-12)
    assert len(listed) == count_paths(out, x)
    assert len({(p.nodes, p.partials, i) for i, p in enumerate(listed)}) == len(listed)


def test_the_graph_that_kills_wrong_traversals_has_six_paths():
    x = Value(1.5, label="x")
    y = x * x
    o = y + y * (3 * y + 1)
    assert sorted(p.product for p in paths(o, x)) == [1.5, 1.5, 10.125, 10.125, 11.625, 11.625]
    assert count_paths(o, x) == 6


@every("k", range(1, 6))
def test_k_layers_of_three_edges_have_three_to_the_k_paths(k):
    v = x = Value(1.0)
    for _ in range(k):
        v = v + 2 * v + 3 * v
    assert count_paths(v, x) == len(list(paths(v, x))) == 3**k


def test_paths_are_counted_where_nobody_could_list_them():
    v = x = Value(1.0)
    for _ in range(500):
        v = v + v
    assert count_paths(v, x) == 2**500
    assert len(list(itertools.islice(paths(v, x), 5))) == 5


def test_a_path_says_its_product():
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    e = a * b
    e.label = "e"
    L = e * -2.0
    L.label = "L"
    assert [str(p) for p in paths(L, a)] == ["L <- e <- a: -2 x -3 = 6"]


def test_there_is_no_path_along_a_dead_edge():
    x = Value(-1.0)
    assert list(paths(x.relu(), x)) == []
    assert count_paths(x.relu(), x) == 0


def test_there_is_no_path_to_a_stranger_and_one_empty_path_to_oneself():
    x, y = Value(1.0, label="x"), Value(2.0)
    assert (list(paths(x * 2, y)), count_paths(x * 2, y)) == ([], 0)
    (path,) = paths(x, x)
    assert (path.product, count_paths(x, x), str(path)) == (1.0, 1, "x: 1 = 1")


def test_a_path_may_be_longer_than_python_recurses():
    v = x = Value(1.0)
    for _ in range(4000):  # Python's limit is 1000
        v = -v
    (path,) = paths(v, x)
    assert path.product == 1.0
    assert len(path.partials) == 4000


@every(
    "ask",
    [
        lambda v: list(paths(v, Value(1.0))),
        lambda v: count_paths(Value(1.0), v),
        explain,
        lambda v: next(backprop_steps(v)),
    ],
)
def test_a_plain_number_has_no_graph_to_look_at(ask):
    with pytest.raises(
        TypeError, match=r"expected a Value with its graph, but got float 3.0; compute it from Values"
    ):
        ask(3.0)


def test_a_closure_cannot_be_listed():
    a = Value(1.0)
    out = Value(1.0, (a,), "mystery")
    with pytest.raises(
        TypeError,
        match="the partials of 'mystery' are a closure and cannot be listed; write it with rule\\(\\)",
    ):
        count_paths(out, a)
