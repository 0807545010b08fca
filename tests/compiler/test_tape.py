import copy
import random

import micrograd_like as m
from micrograd_like import Value, checkpoint, grad, softmax
from micrograd_like.compiler import Tape
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
