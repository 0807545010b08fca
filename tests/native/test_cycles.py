"""Memory of the engine in C: cycles are found, graphs of any shape are freed, __del__ and weakrefs work."""

import gc
import itertools
import random
import sys
import threading
import tracemalloc
import weakref

import pytest

import micrograd_like as ml
from micrograd_like import Value

pytestmark = pytest.mark.slow  # many graphs and whole collections


class Own(Value):
    """A subclass."""


class Slotted(Value):
    __slots__ = ("next",)


class Box:
    """Something that can hold anything."""

    held = None


def me(v):
    v.me = v


def in_a_list(v):
    v.list = [v * 2]


def in_its_dict(v):
    v.__dict__["me"] = [v]


def as_its_dict(v):
    v.__dict__ = {"me": v}


def an_older_descendant(v):
    w = (v * 2).exp()
    v.list = []
    v.list.append(w + 1)


def an_older_descendant_in_an_older_list(v):
    box = Box()
    w = (v * 2).exp()
    u = Value(1.0) + w
    box.held = u
    v.box = box


def a_closure(v):
    v._backward = lambda: v.grad


def a_closure_over_a_descendant(v):
    w = v * 3
    v._backward = lambda: w.grad


def a_label(v):
    v.label = [v]


def a_label_that_looks_like_a_row(v):
    class Row:
        linearize = None

    v.label = Row()
    v.label.held = v


def a_rule(v):
    box = Box()
    box.held = v
    v.rule = box


def parents_that_are_itself(v):
    v.parents = (v,)


def parents_that_descend_from_it(v):
    v.parents = ((v * 2).tanh(), v)


def parents_of_a_root(v):
    box = Box()
    w = Value(0.0)
    w.label = box
    box.held = v
    v.parents = (w,)


def a_subclass_between(v):
    w = Own(1.0) * v
    w.me = w
    w.v = v
    v.parents = (w,)


def a_fold(v):
    v.list = ml.softmax([v, Value(2.0), v])


HANGING = [
    x
    for x in list(globals().values())
    if callable(x)
    and getattr(x, "__module__", "") == __name__
    and "v" in getattr(getattr(x, "__code__", None), "co_varnames", ())
]


def room(kind):
    """Whether nodes of this class have room for attributes: everywhere but in Python before 3.13."""
    return hasattr(kind(0.0), "__dict__")


@pytest.mark.parametrize("used", [False, True], ids=["fresh", "used"])
@pytest.mark.parametrize("kind", [Value, Own, Slotted])
@pytest.mark.parametrize("hang", HANGING, ids=lambda f: f.__name__)
def test_the_collector_frees_cycles_through_nodes(hang, kind, used):
    if not room(kind):
        pytest.skip("the engine in Python has no room for attributes on this version")
    v = kind(1.0)
    gone = [weakref.ref(v)]
    if used:
        x = v
        for _ in range(5):
            x = x * 2 + v
        gone.append(weakref.ref(x))
        v.kept = x
        del x
    hang(v)
    del v
    gc.collect()
    assert [ref() for ref in gone] == [None] * len(gone)


def test_a_cycle_between_nodes_that_is_closed_late_is_freed():
    a = Value(1.0)
    chain = [a]
    for _ in range(50):
        chain.append(chain[-1] + 1.0)
    gone = [weakref.ref(node) for node in chain]
    a.parents = (chain[-1],)
    del a, chain
    gc.collect()
    assert not any(ref() for ref in gone)


def test_what_is_still_held_survives_the_collector():
    if not room(Value):
        pytest.skip("the engine in Python has no room for attributes on this version")
    a = Value(2.0)
    b = a * a
    a.list = [b]
    c = b + 1
    del a, b
    gc.collect()
    c.backward()
    assert c.parents[0].parents[0].grad == 4.0
    assert c.parents[0].parents[0].list == [c.parents[0]]


@pytest.mark.parametrize("kind", [Own, Slotted])
def test_del_of_a_subclass_is_called_once_for_each_node(kind):
    said = []

    class Told(kind):
        def __del__(self):
            said.append(self.data)

    x = Told(1.0)
    y = Told(2.0)
    z = x * y
    del x, y
    assert said == []
    del z
    assert sorted(said) == [1.0, 2.0, 2.0]


def test_del_may_keep_the_node():
    kept = []

    class Cat(Value):
        def __del__(self):
            kept.append(self)

    x = Cat(3.0)
    y = x * 2
    y.backward()
    del x, y
    assert [v.data for v in kept] == [6.0]
    (again,) = kept
    again.backward()
    assert again.parents[0].grad == 4.0
    kept.clear()
    del again
    gc.collect()
    assert [v.data for v in kept] == [3.0]  # its parent; Python calls __del__ of a node once
    kept.clear()
    assert kept == []


def test_del_of_value_itself_is_called_for_each_node():
    said = []
    Value.__del__ = lambda self: said.append(self.data)
    try:
        for k in range(3):
            for x in [Value(k), Value(k + 0.5)]:
                x * 2.0
            del x
    finally:
        del Value.__del__
    assert len(said) == 3 * 2 * 3


def test_del_of_value_itself_may_hang_attributes_on_it_and_keep_it():
    if not room(Value):
        pytest.skip("the engine in Python has no room for attributes on this version")
    kept = []

    def keep(v):
        v.me = v
        kept.append(v)

    x = Value(1.0)
    y = x * 2
    Value.__del__ = keep
    try:
        del y
        assert [v.data for v in kept] == [2.0, 2.0][: len(kept)]
        kept.clear()
        gc.collect()
    finally:
        del Value.__del__
    del x
    gc.collect()


def test_weakrefs_call_back_when_a_node_is_freed():
    said = []
    x = Value(1.0)
    y = x * 2
    refs = [weakref.ref(v, lambda ref: said.append(ref())) for v in (x, y)]
    del y
    assert said == [None]
    del x
    assert said == [None, None]
    assert [ref() for ref in refs] == [None, None]


def test_a_weakref_may_build_and_sweep_while_a_graph_is_freed():
    total = []
    a = Value(2.0)

    def build(_):
        x = a
        for _ in range(10):
            x = x * a
        x.backward()
        total.append(a.grad)

    y = a
    refs = []
    for _ in range(20):
        y = y + 1
        refs.append(weakref.ref(y, build))
    del y
    assert total == [11 * 2.0**10 * (k + 1) for k in range(20)]


def test_a_weakref_may_hang_attributes_on_nodes_while_others_are_freed():
    if not room(Value):
        pytest.skip("the engine in Python has no room for attributes on this version")
    a = Value(2.0)
    hung, ref = [], weakref.ref(a)

    def hang(_):
        ref().list = [ref()]
        hung.append(1)

    y = a * 3
    refs = []
    for _ in range(20):
        y = y + a
        refs.append(weakref.ref(y, hang))
    del y
    ref = weakref.ref(a)
    del a, hang, refs
    gc.collect()
    assert len(hung) == 20
    assert ref() is None


def deep(kinds, depth):
    x = kinds[0](0.0)
    for k in range(depth):
        y = kinds[k % len(kinds)](1.0)
        y.parents = (x,)
        y.partials = (1.0,)
        x = y
    return x


@pytest.mark.parametrize(
    "kinds",
    [(Value,), (Own,), (Slotted,), (Value, Own, Slotted, Value)],
    ids=["Value", "Own", "Slotted", "mixed"],
)
@pytest.mark.parametrize("depth", [20_000, pytest.param(300_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("collected", [False, True], ids=["counted", "collected"])
def test_chains_of_any_depth_are_swept_and_freed_without_recursion(kinds, depth, collected):
    root = deep(kinds, depth)
    root.backward()
    gone = weakref.ref(root)
    if collected:
        root.label = [root]
    del root
    gc.collect()
    assert gone() is None


def test_chains_through_attributes_and_lists_are_freed_without_recursion():
    x = None
    for _ in range(30_000):
        y = Own(1.0)
        y.before = [x]
        x = y
    gone = weakref.ref(x)
    del x, y
    assert gone() is None


def test_chains_through_closures_are_freed_without_recursion():
    x = Value(1.0)
    for _ in range(30_000):
        y = Value(1.0, (x,), "op")
        y._backward = lambda x=x: None
        x = y
    gone = weakref.ref(x)
    del x, y
    assert gone() is None


@pytest.mark.parametrize("count", [1000, pytest.param(200_000, marks=pytest.mark.slow)])
def test_fan_in_and_fan_out_of_any_number(count):
    xs = [Value(1.0) for _ in range(count)]
    ml.total(xs).backward()
    assert {x.grad for x in xs} == {1.0}
    hub = Value(1.0)
    ml.dot([hub] * count, xs).backward()
    assert hub.grad == count
    ml.total([hub * 2.0 for _ in range(count)]).backward()
    assert hub.grad == 3.0 * count


def test_freed_nodes_are_fresh_when_they_come_again():
    for _ in range(3):
        xs = [Value(1.0, label="x") for _ in range(100)]
        for x in xs:
            y = Value(2.0, (x,), "mine")
            y._backward = lambda: None
            y.grad = None
            if room(Value):
                y.own = [y]
        del x, xs, y
        gc.collect()
        for v in [Value(0.0) for _ in range(300)]:
            assert (v.grad, v.label, v.parents, v.partials, v.rule) == (0.0, "", (), (), "")
            assert getattr(v, "__dict__", {}) == {}


@pytest.mark.skipif(not ml.accelerated, reason="Python's own memory holds the nodes of the engine in Python")
def test_a_graph_made_from_the_memory_of_another_lies_in_order():
    """Scattered over its memory it would be right, and half as quick."""
    fillers = [Value(0.0) for _ in range(30_000)]
    random.Random(0).shuffle(fillers)
    while fillers:
        fillers.pop()
    places = [id(v) for v in [Value(0.0) for _ in range(20_000)]]
    forward = sum(a < b for a, b in itertools.pairwise(places))
    assert forward > 0.95 * len(places)


@pytest.mark.skipif(not ml.accelerated, reason="Python's own memory holds the nodes of the engine in Python")
def test_memory_of_a_large_graph_is_given_back_after_some_small_ones():
    def small_ones():
        for _ in range(64):
            (Value(2.0) * 3.0).backward()

    small_ones()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        ml.total([Value(1.0) for _ in range(400_000)]).backward()
        kept = tracemalloc.get_traced_memory()[0] - before
        small_ones()
        given_back = kept - (tracemalloc.get_traced_memory()[0] - before)
    finally:
        tracemalloc.stop()
    assert given_back > 200_000 * 144
    places = [id(v) for v in [Value(0.0) for _ in range(100_000)]]
    assert len(set(places)) == len(places)
    assert sum(a < b for a, b in itertools.pairwise(places)) > 0.95 * len(places)


def test_weakrefs_may_make_graphs_while_thousands_of_nodes_wait_for_others():
    """The memory in reserve is sorted just then; what is being freed must not be in it."""
    made, a = [], Value(2.0)

    def build(_):
        made.append([Value(float(i)) for i in range(2_000)])

    for _ in range(3):
        nodes = [a * float(i) for i in range(30_000)]
        refs = [weakref.ref(v, build) for v in nodes[::3_000]]
        random.Random(1).shuffle(nodes)
        while nodes:
            nodes.pop()
        assert len(refs) == 10
    assert [[v.data for v in values] for values in made] == [[float(i) for i in range(2_000)]] * 30
    assert len({id(v) for values in made for v in values}) == 60_000


def test_references_are_counted_right_through_graphs_that_are_swept_and_freed():
    label, x = "a label of its own", Value(2.0)
    before = sys.getrefcount(x), sys.getrefcount(label)
    for _ in range(100):
        y = (x * x + 3.0 / x).tanh()
        y.label = label
        ml.softmax([x, y, 1.0])[1].backward()
        del y
    assert (sys.getrefcount(x), sys.getrefcount(label)) == before


def test_threads_build_sweep_and_free_graphs_of_their_own():
    wrong = []

    def work(seed):
        for k in range(60):
            x = Value(1.0 + seed)
            y = x
            for _ in range(200):
                y = y * 1.0 + x
            z = Value(y.data, (y,), "mine")
            z._backward = lambda z=z, y=y: setattr(y, "grad", y.grad + z.grad)
            (z * 1.0 if k % 2 else y).backward()
            if x.grad != 201.0:
                wrong.append(x.grad)
            if room(Value):
                x.me = [x, y]

    old = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(old)
    assert wrong == []


def test_blocks_begin_and_end_in_one_thread_while_another_computes():
    stop, wrong = threading.Event(), []

    def toggle():
        while not stop.is_set():
            with ml.no_grad():
                if (Value(1.0) * 2).parents:
                    wrong.append("inside")

    def compute():
        for _ in range(3000):
            x = Value(3.0)
            y = x * x
            if len(y.parents) != 2:
                wrong.append("outside")
        stop.set()

    old = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=f) for f in (toggle, toggle, compute)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(old)
    assert wrong == []
