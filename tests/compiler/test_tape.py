import copy
import random

import pytest

import micrograd_like as m
from micrograd_like import Value, checkpoint, grad, softmax
from micrograd_like.compiler import Tape, node_order
from micrograd_like.compiler.tracing import Traced, trace
from micrograd_like.engine import topological_order
from micrograd_like.nn import MLP


def test_a_tape_gives_the_engines_values_and_gradients_bit_for_bit():
    random.seed(3)
    model = MLP(3, [5, 4, 3], activation="tanh")
    x = [Value(0.3), Value(-1.2), Value(2.0)]
    loss = -softmax(model(x))[1].log() + model.parameters()[0] ** 2
    loss.backward()
    tape = Tape.of(loss)
    data, partials = tape.linearize()
    order = topological_order(loss)
    assert data == [v.data for v in order]
    assert tape.backward(partials) == [v.grad for v in order]


def test_other_numbers_in_the_leaves_give_what_the_engine_would_compute_for_them():
    a, b = Value(2.0), Value(-3.0)
    tape = Tape.of(a * b + a)
    slots = {v.data: i for i, v in enumerate(topological_order(a * b + a)) if not v.parents}
    assert tape.forward({slots[2.0]: 5.0, slots[-3.0]: 0.5})[-1] == 7.5
    assert tape.data[-1] == -4.0  # the tape itself keeps its numbers


def test_a_branch_not_taken_sends_nothing_and_a_new_number_takes_another_branch():
    tape = Tape.of(Value(-1.0).relu())
    assert tape.linearize()[1][-1] == (None,)
    assert tape.linearize({0: 2.0})[1][-1] == (1.0,)


def test_an_operation_with_a_closure_of_ones_own_keeps_its_partials():
    x = Value(3.0)
    out = Value(x.data**2, (x,), "square!")

    def backward():
        x.grad += 2 * x.data * out.grad

    out._backward = backward
    root = out * 2
    tape = Tape.of(root)
    slot = topological_order(root).index(x)
    assert tape.backward(tape.linearize()[1])[slot] == 12.0
    assert x.grad == 0.0


def test_a_chain_of_twenty_thousand_operations_has_a_tape():
    x = y = Value(1.0)
    for _ in range(20_000):
        y = y + x
    tape = Tape.of(y)
    assert tape.backward(tape.linearize()[1])[tape.leaves[0]] == 20_001.0


def test_a_checkpoint_in_a_tape_keeps_its_partials():
    x, w = Value(3.0), Value(2.0)
    y = checkpoint(lambda u: u * u * w, x) * 2
    tape = Tape.of(y)
    grads = dict(zip(topological_order(y), tape.backward(tape.linearize()[1]), strict=True))
    assert (grads[x], grads[w]) == (24.0, 18.0)
    assert "frozen(" in str(tape)


def test_an_operation_made_by_hand_without_a_closure_sends_nothing():
    x = Value(3.0)
    tape = Tape.of(Value(9.0, (x,), "square!") + x)
    assert tape.backward(tape.linearize()[1])[0] == 1.0


def test_a_parent_named_twice_sends_what_its_closure_adds_once():
    x = Value(3.0)
    out = Value(9.0, (x, x), "x*x")

    def backward():
        x.grad += 6.0 * out.grad

    out._backward = backward
    tape = Tape.of(out)
    assert tape.linearize()[1][-1] == (6.0, None)
    assert tape.backward(tape.linearize()[1])[0] == 6.0


def test_a_tape_says_its_parameters_and_which_result_it_takes():
    lines = str(Tape.of(softmax([Value(1.0), Value(2.0)])[1] ** 3)).splitlines()
    assert lines[-2:] == ["v2 = softmax(v1, v0, 1)", "v3 = powc(v2, 3)"] or lines[-2:] == [
        "v2 = softmax(v0, v1, 1)", "v3 = powc(v2, 3)"]  # fmt: skip


def replayed(g, x, number):
    """The gradient g of a leaf x with another number there."""
    tape = Tape.of(g)
    (place,) = [i for i, name in tape.names.items() if name == x.label]
    return tape.forward({place: number})[tape.outputs[0]]


def test_a_gradient_that_is_a_graph_is_replayed_on_the_branches_of_its_new_numbers():
    slopes = [
        grad(lambda a: m.relu(a) * a),
        grad(m.relu),  # a leaf where it is computed: the number 1, or 0
        grad(grad(lambda a: m.relu(a) * a * a)),
        lambda x: grad(lambda a: m.max(a, 1.0, a * a) * a)(x) ** 2 + x,
        grad(lambda x: grad(lambda a: m.clamp(a) * a * a)(x) * m.leaky_relu(x)),
    ]
    for slope in slopes:
        for at in (2.0, -2.0, 0.5):
            x = Value(at, label="x")
            g = slope(x)
            for number in (-1.0, 0.25, 3.0):
                assert replayed(g, x, number) == slope(Value(number)).data, (at, number)


def test_a_copy_of_a_gradient_is_a_graph_as_it_stands():
    x = Value(2.0, label="x")
    g = grad(lambda a: m.relu(a) * a)(x)
    again = copy.deepcopy(g)
    assert again.data == g.data == 4.0
    assert (replayed(g, x, -1.0), replayed(again, x, -1.0)) == (0.0, -1.0)
    g.backward()
    assert x.grad == 2.0


# ---- from nodes to slots ----


def recorded(seed, operations=40):
    """Leaves, and what is made of them at random, in the order of creation; a third of it is used for nothing."""
    r = random.Random(seed)
    leaves = [Value(r.uniform(-2.0, 2.0)) for _ in range(4)]
    found, nodes = list(leaves), []
    for _ in range(operations):
        a, b, c = (r.choice(found) for _ in range(3))
        kind = r.randrange(4)
        made = (
            a * b
            if kind == 0
            else a + 2.0
            if kind == 1
            else m.relu(a)
            if kind == 2
            else m.dot([a, b], [c, a], b)
        )
        nodes.append(made)
        found.append(made)
    return leaves, nodes


@pytest.mark.skipif(not m.accelerated, reason="there is no engine in C here")
def test_the_engine_in_c_numbers_nodes_and_sweeps_over_them_as_python_does():
    usual = 0
    for seed in range(60):
        leaves, nodes = recorded(seed, 1 + seed % 12)
        root = nodes[-1]
        order = node_order._creation_order(leaves, nodes, [root])
        in_c = m.native.core.creation_order(leaves, [*nodes, root])
        assert in_c in (None, order), seed
        usual += in_c is not None
        count = len(leaves)
        assert node_order.core.places(order, count) == node_order._places(order, count), seed
        assert node_order.core.slopes(order, count, root) == node_order._slopes(order, count, root), seed
    assert usual > 5  # else the way in C has not been tried


def test_slopes_of_recorded_nodes_are_the_gradients_of_backward():
    for seed in range(20):
        leaves, nodes = recorded(seed)
        order = node_order.creation_order(leaves, nodes, [nodes[-1]])
        found = node_order.slopes(order, len(leaves), nodes[-1])
        nodes[-1].backward()
        assert list(found) == pytest.approx([v.grad for v in order], rel=1e-14), (
            seed
        )  # added in another order


def test_inputs_have_no_parents_on_a_tape_whatever_they_were_made_of():
    x = Value(2.0)
    y = x * 3.0
    z = y * y
    assert node_order.places([y, z], 1) == ((), (0, 0))
    assert node_order.slopes([y, z], 1, z) == (12.0, 1.0)
    with pytest.raises(KeyError):
        node_order.places([y, z], 0)


def test_a_step_that_nothing_needs_is_not_on_the_tape_even_behind_the_result():
    def f(x):
        unused = x * 5.0
        y = x.exp()
        y.tanh() * unused
        return y

    assert [rule.name for rule in trace(f, [Traced(1.0)]).tape.rules if rule] == ["exp"]


def test_a_graph_may_be_numbered_while_a_sweep_over_it_is_on():
    x = Value(3.0)
    inner = x * x
    by_hand = Value(inner.data, (inner,), "same")
    out = by_hand * 2.0

    def backward():
        node_order.places([x, inner], 1)
        node_order.slopes([x, inner], 1, inner)
        node_order.creation_order([x], [inner], [inner])
        inner.grad += by_hand.grad

    by_hand._backward = backward
    unreached = Value(1.0)
    (out + m.where(False, unreached, x)).backward()
    assert (x.grad, inner.grad, unreached.grad) == (13.0, 2.0, 0.0)
