"""backprop_steps says what backward() does, in its order and with its numbers."""

import math
import random

import pytest
from cases import every

from micrograd_like import Value, backprop_steps, nn, softmax
from micrograd_like.naming import name_nodes
from micrograd_like.steps import short


def lecture_neuron():
    x1, x2 = Value(2.0, label="x1"), Value(0.0, label="x2")
    w1, w2 = Value(-3.0, label="w1"), Value(1.0, label="w2")
    b = Value(6.8813735870195432, label="b")
    n = x1 * w1 + x2 * w2 + b
    n.label = "n"
    o = n.tanh()
    o.label = "o"
    return o, {v.label: v for v in (x1, x2, w1, w2, b)}


def tangled(seed, size=60):
    rng = random.Random(seed)
    pool = [Value(rng.uniform(-2, 2)) for _ in range(4)]
    for _ in range(size):
        a, b = rng.choice(pool), rng.choice(pool)
        pool.append(rng.choice([a + b, a * b, a - b, a.tanh(), a.relu(), b.sigmoid() * a]))
    return pool[-1] + pool[-2] * pool[-3], pool[:4]


def test_the_sentence_reads_as_in_the_design():
    x1, node = Value(1.0, label="x1"), Value(0.0)
    node.parents, node.partials, node.rule = (x1,), (-0.4899,), "g"
    upstream = node * -0.2011
    sentences = [
        c.sentence for step in backprop_steps(upstream) for c in step.contributions if c.parent is x1
    ]
    assert sentences == ["x1.grad += local -0.4899 x upstream -0.2011 = 0.0985"]


def test_the_lecture_neuron_gives_its_known_gradients():
    o, leaves = lecture_neuron()
    after = {c.name: c.after for step in backprop_steps(o) for c in step.contributions}
    known = {"x1": -1.5, "w1": 1.0, "x2": 0.5, "w2": 0.0}
    assert {name: round(after[name], 12) for name in known} == known
    assert [v.grad for v in leaves.values()] == [0.0] * 5


@every("seed", range(20))
def test_steps_have_the_very_numbers_of_backward(seed):
    root, leaves = tangled(seed)
    after = {c.parent: c.after for step in backprop_steps(root) for c in step.contributions}
    root.backward()
    assert [after.get(v, 0.0) for v in leaves] == [v.grad for v in leaves]


def test_steps_leave_every_grad_alone_unless_asked():
    root, leaves = tangled(3)
    root.backward()
    before = [v.grad for v in leaves]
    list(backprop_steps(root))
    assert [v.grad for v in leaves] == before
    list(backprop_steps(root, write=True))
    assert [v.grad for v in leaves] == pytest.approx([2 * g for g in before], rel=1e-14)


def test_writing_steps_is_backward():
    (root, leaves), (other, twins) = tangled(7), tangled(7)
    other.backward()
    list(backprop_steps(root, write=True))
    assert [v.grad for v in leaves] == [v.grad for v in twins]
    assert root.grad == other.grad == 1.0


def test_an_edge_that_sends_nothing_has_no_contribution():
    x = Value(-2.0, label="x")
    (step,) = backprop_steps(x.relu())
    assert step.partials == (None,)
    assert step.contributions == ()
    assert step.sentence == "ReLU(x) sends nothing back: ReLU is flat here"


def test_nodes_behind_a_dead_edge_have_no_step():
    x = Value(-2.0, label="x")
    root = (x * 3).relu() + x
    assert [step.name for step in backprop_steps(root, names={})] == ["ReLU(x*3)+x", "ReLU(x*3)"]


def test_a_parent_used_twice_gets_two_contributions_with_a_running_total():
    a = Value(3.0, label="a")
    (step,) = backprop_steps(a + a)
    assert [(c.before, c.after) for c in step.contributions] == [(0.0, 1.0), (1.0, 2.0)]


def test_a_users_closure_is_asked_without_leaving_traces():
    a = Value(3.0, label="a")
    out = Value(27.0, (a,), "cube")

    def closure():
        a.grad += 27.0 * out.grad

    out._backward = closure
    (_top, step) = backprop_steps(out * 2.0)
    assert str(step) == "a.grad += local 27 x upstream 2 = 54"
    assert (a.grad, out.grad) == (0.0, 0.0)


def test_a_leaf_has_no_steps():
    assert list(backprop_steps(Value(1.0))) == []


@pytest.mark.slow
def test_a_chain_of_20_000_nodes_steps_without_recursion():
    x = v = Value(1.0)
    for _ in range(20_000):
        v = v + x
    *_, last = backprop_steps(v)
    assert last.contributions[-1].after == 20_001.0


def test_names_are_labels_short_expressions_or_numbered_operations():
    a, b = Value(2.0, label="a"), Value(-3.0)
    long = Value(1.0, label="a_rather_long_name")
    order = [
        a,
        b,
        s := a + b,
        p := s * a,
        q := a - s,
        r := a**2,
        t := p**0.5,
        long,
        u := long * long,
        v := u + a,
    ]
    named = name_nodes(order, {b: "beta"})
    assert [named[n] for n in (b, s, p, q, r, t)] == [
        "beta",
        "a+beta",
        "(a+beta)*a",
        "a-(a+beta)",
        "a**2",
        "((a+beta)*a)**0.5",
    ]
    assert (named[u], named[v]) == ("product[1]", "output")


def test_numbers_are_short():
    assert [short(x) for x in (1.0, -0.48987, 0.00012345678, 1e9, 0.0, math.nan, -math.inf)] == [
        "1", "-0.4899", "0.00012346", "1e+09", "0", "nan", "-inf"]  # fmt: skip


def test_every_output_of_softmax_has_its_own_step():
    xs = [Value(float(i), label=f"x{i}") for i in range(3)]
    probabilities = softmax(xs)
    steps = list(backprop_steps(probabilities[0] + probabilities[2]))
    assert [len(s.contributions) for s in steps] == [2, 3, 3]


def test_a_network_steps_to_the_gradients_of_backward():
    random.seed(1)
    model = nn.MLP(3, [4, 1])
    loss = (model([1.0, -2.0, 0.5]) - 1.0) ** 2
    after = {c.parent: c.after for step in backprop_steps(loss) for c in step.contributions}
    loss.backward()
    assert [after.get(p, 0.0) for p in model.parameters()] == [p.grad for p in model.parameters()]
