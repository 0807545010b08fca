"""The engine: values, graphs of any shape and depth, the reverse sweep, and what Values refuse."""

import copy
import gc
import hashlib
import inspect
import math
import pickle
import random
import struct
import subprocess
import sys
import threading
import tracemalloc

import numpy as np
import pytest
from cases import every

import micrograd_like as ml
from micrograd_like import Value, no_grad, operations, topological_order


def readme_example():
    a, b = Value(-4.0), Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    return a, b, g


def test_the_readme_example_of_micrograd_gives_its_numbers():
    a, b, g = readme_example()
    g.backward()
    assert (f"{g.data:.4f}", f"{a.grad:.4f}", f"{b.grad:.4f}") == ("24.7041", "138.8338", "645.5773")


def test_the_lecture_neuron_has_the_lecture_gradients():
    x1, x2, w1, w2 = Value(2.0), Value(0.0), Value(-3.0), Value(1.0)
    b = Value(6.8813735870195432)
    (x1 * w1 + x2 * w2 + b).tanh().backward()
    assert [round(v.grad, 6) for v in (x1, w1, x2, w2)] == [-1.5, 1.0, 0.5, 0.0]


def zoo(y, w, flipped):
    return y * w + y if flipped else y + y * w


@every("flipped", [False, True])
def test_the_graph_that_kills_wrong_traversals(flipped):
    x = Value(1.5)
    y = x * x
    zoo(y, 3 * y + 1, flipped).backward()
    assert x.grad == 46.5


def test_a_value_used_twice_in_one_operation_gets_both_shares():
    a = Value(3.0)
    (a + a).backward()
    assert a.grad == 2.0
    b = Value(3.0)
    (b * b).backward()
    assert b.grad == 6.0


def test_a_diamond_of_60_levels_takes_linear_time():
    x = y = Value(1.0)
    for _ in range(60):
        y = y + y
    y.backward()
    assert x.grad == 2.0**60
    assert len(topological_order(y)) == 61


@pytest.mark.slow
def test_a_chain_of_a_million_additions_builds_sweeps_prints_and_is_freed():
    code = """
import sys
from micrograd_like import Value
x = Value(1.0)
y = x
for _ in range(1_000_000):
    y = y + x
y.backward()
print(sys.getrecursionlimit(), y, x.grad)
del y
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1000 Value(data=1000001.0, grad=1.0) 1000001.0\n"


@pytest.mark.slow
def test_a_sum_of_200000_terms_goes_through():
    xs = [Value(1.0) for _ in range(200_000)]
    s = sum(xs)
    s.backward()
    assert s.data == 200_000.0
    assert {x.grad for x in xs} == {1.0}


def test_n_backwards_add_n_times_on_leaves_and_inner_nodes_start_afresh():
    x = Value(2.0)
    y = x * x
    z = y * 3
    for n in range(1, 6):
        z.backward()
        assert (x.grad, y.grad, z.grad) == (12.0 * n, 3.0, 1.0)


def test_two_outputs_of_one_graph_add_up_on_the_leaf():
    x = Value(2.0)
    y = x * x
    (y + 1).backward()
    (y * 5).backward()
    assert (x.grad, y.grad) == (24.0, 5.0)


def test_backward_of_a_leaf_is_one():
    x = Value(2.0)
    x.backward()
    x.backward()
    assert x.grad == 2.0


def test_changing_data_after_the_forward_pass_changes_no_gradient():
    x, y = Value(2.0), Value(5.0)
    z = x * y
    x.data = y.data = 100.0
    z.backward()
    assert (x.grad, y.grad) == (5.0, 2.0)


def test_a_branch_not_taken_sends_nothing_not_even_zero_times_infinity():
    x = Value(0.0)
    inner = x.log()
    ml.where(x > 0, inner, 0).backward()
    assert (x.grad, inner.grad) == (0.0, 0.0)


def test_a_computed_zero_times_infinity_stays_nan():
    x = Value(0.0)
    (0.0 * x.sqrt()).backward()
    assert math.isnan(x.grad)


def test_dead_nodes_get_a_fresh_zero_in_the_next_sweep():
    x = Value(1.0)
    y = x * 2
    (y * 3).backward()
    assert y.grad == 3.0
    (y.relu() * 0 + (-y).relu()).backward()
    assert y.grad == 0.0
    (-y).relu().backward()
    assert y.grad == 0.0


@pytest.mark.slow
def test_gradients_are_bit_identical_over_300_runs_and_across_processes():
    code = """
import hashlib, random, struct
from micrograd_like import Value
def run():
    rng = random.Random(7)
    xs = [Value(rng.uniform(-2, 2)) for _ in range(20)]
    vs = list(xs)
    for _ in range(200):
        a, b = rng.choice(vs), rng.choice(vs)
        vs.append(rng.choice([a + b, a * b, a - b, (a * 0.3).tanh(), a / (b * b + 1)]))
    sum(vs).backward()
    return hashlib.sha256(b"".join(struct.pack("d", x.grad) for x in xs)).hexdigest()
print(len({run() for _ in range(%d)}), run())
"""
    outputs = set()
    for seed, runs in (("0", 300), ("1", 3)):
        done = subprocess.run([sys.executable, "-c", code % runs], capture_output=True, text=True, env={"PYTHONHASHSEED": seed},
                              check=True)  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs.pop().startswith("1 ")


# -- memory --


def test_graphs_leave_no_reference_cycles():
    gc.collect()
    gc.disable()
    try:
        for _ in range(20):
            a, b, g = readme_example()
            g.backward()
            ml.softmax([a, b, g])[0].backward()
        del a, b, g
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_memory_stays_flat_over_300_graphs_with_the_collector_off():
    def build():
        x = Value(1.0)
        for _ in range(60):
            x = x * 1.001 + 0.5
        x.backward()

    gc.disable()
    tracemalloc.start()
    try:
        for _ in range(20):
            build()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(300):
            build()
        assert tracemalloc.get_traced_memory()[0] - before < 2_000
    finally:
        tracemalloc.stop()
        gc.enable()


def test_an_operation_takes_at_most_250_bytes_averaged_over_the_four():
    n = 4_000
    operations = [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b]
    a, b = Value(1.5), Value(0.7)
    kept = [op(a, b) for op in operations]  # everything compiled
    tracemalloc.start()
    try:
        for op in operations:
            kept = [None] * n
            before = tracemalloc.get_traced_memory()[0]
            for i in range(n):
                kept[i] = op(a, b)
            op.bytes = (tracemalloc.get_traced_memory()[0] - before) / n
    finally:
        tracemalloc.stop()
    assert sum(op.bytes for op in operations) / 4 <= 250


# -- copies and pickles --


@pytest.mark.slow
def test_deepcopy_of_a_graph_100000_deep_is_right():
    x = Value(1.0, label="x")
    y = x
    for _ in range(100_000):
        y = y + x
    twin = copy.deepcopy(y)
    twin.backward()
    own = [v for v in topological_order(twin) if v.label == "x"]
    assert len(own) == 1
    assert own[0] is not x
    assert (own[0].grad, x.grad) == (100_001.0, 0.0)


def test_deepcopy_keeps_what_is_shared_shared():
    a = Value(2.0)
    both = copy.deepcopy([a, a * 3])
    both[1].backward()
    assert both[0].grad == 3.0
    assert a.grad == 0.0


def test_deepcopy_refuses_a_closure_over_the_old_graph():
    x = Value(1.0)
    y = Value(2.0, (x,), "twice")
    y._backward = lambda: None
    with pytest.raises(TypeError, match="closure over the old graph"):
        copy.deepcopy(y)


def test_copy_refuses_a_closure_over_the_old_node():
    y = Value(2.0, (Value(1.0),), "twice")
    y._backward = lambda: None
    with pytest.raises(TypeError, match="closure over the old node"):
        copy.copy(y)


def test_copy_gives_a_second_node_with_the_same_parents():
    x = Value(3.0)
    z = x * x
    z.grad = 0.5
    y = copy.copy(z)
    assert (y.data, y.grad, y.parents) == (9.0, 0.5, (x, x))
    y.backward()
    assert x.grad == 6.0


@every("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_leaves_and_models_can_be_pickled(protocol):
    x = Value(3.0, label="w")
    x.grad = 0.5
    twin = pickle.loads(pickle.dumps(x, protocol))
    assert (twin.data, twin.grad, twin.label, twin.parents) == (3.0, 0.5, "w", ())
    (twin * 2).backward()
    assert twin.grad == 2.5
    model = ml.nn.MLP(2, [3, 1])
    assert pickle.loads(pickle.dumps(model, protocol)).state_dict() == model.state_dict()


def test_a_value_with_parents_cannot_be_pickled_and_the_error_names_state_dict():
    y = Value(2.0) * 3
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(
            TypeError, match=r"cannot pickle Value\(data=6.0, grad=0.0\): it has 2 parents.*state_dict"
        ):
            pickle.dumps(y, protocol)


# -- the lecture's names --


def test_the_lecture_names_are_readable():
    a, b = Value(2.0, label="a"), Value(3.0)
    c = a * b
    assert (c._op, (a + b)._op, a.tanh()._op, (a**2)._op, a.relu()._op, a._op) == (
        "*",
        "+",
        "tanh",
        "**2",
        "ReLU",
        "",
    )
    assert c._prev == (a, b)
    assert (a**2)._prev == (a,)
    assert (a.label, repr(c)) == ("a", "Value(data=6.0, grad=0.0)")


def test_backward_by_hand_through_the_closures():
    a, b = Value(2.0), Value(-3.0)
    c = a * b
    d = c.tanh()
    d.grad = 1.0
    d._backward()
    c._backward()
    a._backward()
    assert a.grad == c.grad * -3.0
    assert c.grad == pytest.approx(1 - math.tanh(-6.0) ** 2, rel=1e-12)


def test_a_closure_may_wrap_the_one_it_replaces():
    x = Value(3.0)
    y = x * x
    visited, original = [], y._backward

    def watched():
        visited.append(y.grad)
        original()

    y._backward = watched
    (y * 2).backward()
    assert (x.grad, visited) == (12.0, [2.0])


def test_an_operation_written_as_in_the_lecture_takes_part():
    def sine(x):
        out = Value(math.sin(x.data), (x,), "sin")

        def _backward():
            x.grad += math.cos(x.data) * out.grad

        out._backward = _backward
        return out

    x = Value(0.5)
    y = sine(x * 2) * 3
    y.backward()
    assert x.grad == pytest.approx(6 * math.cos(1.0), rel=1e-15)
    assert y.parents[0]._op == "sin"


def test_an_operation_without_a_way_back_is_an_error_not_a_silent_zero():
    x = Value(2.0)
    y = Value(4.0, (x,), "twice")
    with pytest.raises(
        TypeError, match="no derivative is known for 'twice'; assign its _backward, or use rule"
    ):
        (y * 2).backward()


# -- numbers that mix in, and things that do not --


@every("number", [2, 2.0, True + True, np.float64(2), np.float32(2), np.int64(2)])
def test_plain_numbers_mix_in_on_either_side(number):
    v = Value(3.0)
    assert [(v + number).data, (number + v).data, (v - number).data, (number - v).data] == [
        5.0,
        5.0,
        1.0,
        -1.0,
    ]
    assert [(v * number).data, (number * v).data, (v / number).data, (number / v).data] == [
        6.0,
        6.0,
        1.5,
        2 / 3,
    ]
    assert [(v**number).data, (number**v).data, (v % number).data, (number % v).data] == [9.0, 8.0, 1.0, 2.0]
    assert all(
        type(x) is Value and type(x.data) is float for x in (v + number, number * v, number**v, v**number)
    )
    assert (v**number)._op == "**2"


@every(
    ("thing", "message"),
    [
        ("2", r"expected one real number, but got str '2'; convert it first: float\('2'\)"),
        (1j, "expected one real number, but got complex 1j; use two real numbers, one for each part"),
        (None, "expected one real number, but got NoneType None"),
    ],
)
def test_other_things_are_refused_with_advice(thing, message):
    v = Value(1.0)
    for attempt in (
        lambda: v + thing,
        lambda: thing * v,
        lambda: v**thing,
        lambda: thing / v,
        lambda: Value(thing),
    ):
        with pytest.raises(TypeError, match=message):
            attempt()
    with pytest.raises(TypeError, match=rf"^\+: {message}"):
        v + thing


@every(
    ("given", "message"),
    [
        (
            "x",
            r"the parents of a Value are Values, in a tuple, but got 'x'; a name is a label: Value\(\.\.\., label='x'\)",
        ),
        (2.0, r"the parents of a Value are Values, in a tuple, but got 2\.0"),
        ((Value(1.0), 2.0), r"in a tuple, but got \(Value\(data=1\.0, grad=0\.0\), 2\.0\)"),
    ],
)
def test_a_second_argument_that_is_no_parents_is_refused(given, message):
    with pytest.raises(TypeError, match=message):
        Value(3.0, given)


def test_a_value_of_a_value_is_refused():
    with pytest.raises(TypeError, match=r"use its \.data, or \.detach"):
        Value(Value(1.0))


def test_comparisons_give_plain_bools_and_equality_is_identity():
    a, b = Value(1.0), Value(2.0)
    assert (a < b) is True
    assert (a > 1.5) is False
    assert (1.0 <= a) is True  # noqa: SIM300
    assert (b >= 2) is True
    assert (a == b) is False
    assert a == a  # noqa: PLR0124
    assert len({a, b, a}) == 2
    assert max([a, b]) is b


def test_float_sum_and_format_work():
    v = Value(2.5)
    assert sum([v, v, 1]).data == 6.0
    assert f"{v:.2f}" == "2.50"
    assert f"{v}" == "Value(data=2.5, grad=0.0)"


def test_data_is_always_a_float():
    assert type(Value(3).data) is float
    assert type(Value(np.float32(3)).data) is float
    with pytest.raises(OverflowError, match="is too large for a double"):
        Value(10**400)


def test_subclasses_stay_what_they_are():
    class Named(Value):
        def shout(self):
            return f"{self.data}!"

    a = Named(2.0)
    for made in (a * 3, 3 * a, Value(3.0) * a, a.tanh(), ml.exp(a), ml.dot([a], [1.0])):
        assert type(made) is Named
    b = a**2 + 1
    b.backward()
    assert (a.grad, (a**2)._op) == (4.0, "**2")
    assert b.shout() == "5.0!"
    assert repr(a) == "Named(data=2.0, grad=4.0)"


def test_copies_and_pickles_of_a_subclass_keep_what_it_adds():
    a = Tagged(2.0, ["weight"])
    a.note = "mine"
    twins = copy.copy(a), copy.deepcopy(a), pickle.loads(pickle.dumps(a))
    assert [(type(twin), twin.tags, twin.note, twin.data) for twin in twins] == [
        (Tagged, ["weight"], "mine", 2.0)
    ] * 3
    assert [twin.tags is a.tags for twin in twins] == [True, False, False]


class Tagged(Value):
    def __init__(self, data, tags):
        super().__init__(data)
        self.tags = tags


def test_a_backward_that_was_called_in_place_of_assigned_is_told_where_it_stands():
    out = Value(6.0, (Value(2.0),), "*3")
    with pytest.raises(
        TypeError, match=r"^_backward takes a function, but got None; assign it without calling it: out"
    ):
        out._backward = out.zero_grad()


class Numberless(Value):
    def __init__(self, data):
        self.kept = data


class NumberAlone(Value):
    def __init__(self, data):
        self.data = data


def test_a_subclass_that_forgets_super_is_told_so_wherever_its_number_is_asked_for():
    told = r"^this Numberless has no number: let its __init__ call super\(\).__init__\(data\)$"
    odd, x = Numberless(2.0), Value(3.0)
    for ask in (
        lambda: odd.data, lambda: odd * 2, lambda: x + odd, lambda: odd.tanh(), lambda: repr(odd), lambda: odd < 1,
        lambda: ml.dot([odd], [x]), lambda: copy.copy(odd),
    ):  # fmt: skip
        with pytest.raises(AttributeError, match=told):
            ask()
    with pytest.raises(AttributeError, match=r"^'Numberless' object has no attribute 'other'$"):
        _ = odd.other
    assert (odd.kept, hasattr(odd, "data")) == (2.0, False)
    odd.data = 5.0
    assert (odd * x).data == 15.0


def test_a_subclass_that_sets_its_number_alone_is_a_leaf():
    x = NumberAlone(2.0)
    y = x * x + 1
    y.backward()
    assert (repr(x), x.parents, x.partials, x.rule) == ("NumberAlone(data=2.0, grad=4.0)", (), (), "")


def test_methods_show_the_source_made_from_their_row():
    text = inspect.getsource(operations.Operations.__mul__)
    assert "z = x * y" in text
    assert "node.partials = (y, x)" in text
    assert "sech2" in inspect.getsource(operations.Operations.tanh)


# -- recording --


def test_no_grad_gives_numbers_without_parents():
    x = Value(3.0)
    with no_grad():
        y = x * x + ml.dot([x], [x])
        assert ml.softmax([x, x])[0].parents == ml.dot([x], [x]).parents == ml.total([x, x]).parents == ()
    assert (y.data, y.parents, y._op) == (18.0, (), "")
    assert (x * x).parents == (x, x)

    @no_grad()
    def f():
        return x * 2

    assert f().parents == ()


def test_blocks_nest_and_afterwards_operations_go_the_quick_way_again():
    def logarithm():
        with ml.detect_anomaly(), no_grad():
            assert (Value(1.0) * 2).parents == ()
            Value(-1.0).log()

    with pytest.raises(ml.AnomalyError):
        logarithm()
    assert operations.told is None


def test_no_grad_in_one_thread_leaves_another_alone():
    x, inside, leave = Value(3.0), threading.Event(), threading.Event()

    def pause():
        with no_grad():
            inside.set()
            leave.wait(5)

    thread = threading.Thread(target=pause)
    thread.start()
    inside.wait(5)
    y = x * x
    leave.set()
    thread.join()
    assert y.parents == (x, x)


def test_detach_cuts_the_graph():
    x = Value(3.0, label="x")
    y = (x * 2).detach() * x
    y.backward()
    assert x.grad == 6.0
    assert x.detach().label == "x"


def test_zero_grad_of_a_value():
    x = Value(1.0)
    x.backward()
    x.zero_grad()
    assert x.grad == 0.0


def test_graphs_that_share_no_node_can_be_built_and_swept_in_threads():
    def work(out, seed):
        rng = random.Random(seed)
        for _ in range(30):
            x = Value(rng.random())
            y = x
            for _ in range(100):
                y = (y * x + 0.1).tanh()
            y.backward()
            out.append(x.grad)

    results = [[] for _ in range(4)]
    threads = [threading.Thread(target=work, args=(out, 1)) for out in results]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results[0]) == 30
    assert all(hashlib.sha256(struct.pack("30d", *r)).digest() == hashlib.sha256(struct.pack("30d", *results[0])).digest()
               for r in results)  # fmt: skip


def test_topological_order_of_a_number_is_refused():
    with pytest.raises(TypeError, match="topological_order takes Values, but got float"):
        topological_order(Value(1.0), 2.0)


def test_topological_order_puts_parents_first_and_takes_several_roots():
    a, b = Value(1.0), Value(2.0)
    c = a * b
    d, e = c + a, c - b
    order = topological_order(d, e)
    place = {v: i for i, v in enumerate(order)}
    assert len(order) == len(place) == 5
    assert all(place[p] < place[v] for v in order for p in v.parents)


def test_the_engine_is_one_file_in_reading_order():
    with open(inspect.getsourcefile(Value)) as file:
        text = file.read()
    marks = [
        "class Value",
        "def __init__",
        "def operate",
        "def backward",
        "# the chain rule",
        "def topological_order",
    ]
    assert sorted(marks, key=text.index) == marks
    assert len(text.splitlines()) < 330
