"""What Python's Values hold beside what their graph gives, and the cause that is named for a difference."""

import math
import random

from cases import every

from micrograd_like import Value, dot, nn
from micrograd_like.comparing.first_nan import first_nan
from micrograd_like.comparing.newer_data import holds
from micrograd_like.comparing.stored import Stored
from micrograd_like.compiler import Tape
from micrograd_like.engine import topological_order
from micrograd_like.naming import names_of
from micrograd_like.nn import losses
from micrograd_like.rules import RULES
from micrograd_like.training.optim import clip_grad_norm


def looked_at(root, **names):
    order = topological_order(root)
    tape = Tape.of(root)
    data, partials = tape.linearize()
    called = names_of(order, names)
    return order, [called[v] for v in order], data, partials, tape.backward(partials)


def stored(root, **names):
    return Stored.of(*looked_at(root, **names))


def by_name(root, found, **names):
    _, called, *_ = looked_at(root, **names)
    return {called[i]: x for i, x in found.items()}


def product():
    a, b = Value(2.0), Value(3.0)
    return a, b, a * b


@every(("runs", "count"), [(2, "two"), (3, "three"), (10, "ten"), (12, "12")])
def test_a_forgotten_zero_grad_is_named_with_the_count_of_runs(runs, count):
    a, b, out = product()
    for _ in range(runs):
        out.backward()
    found = stored(out, a=a, b=b, out=out)
    assert found.causes == [
        f"a.grad is {3 * runs} in Python, 3 in this graph (so too b): {count} runs of backward() have "
        "added up; was zero_grad() forgotten?"
    ]
    assert by_name(out, found.grads, a=a, b=b) == {"a": 3.0 * runs, "b": 2.0 * runs}
    assert found.data == {}


def test_runs_over_different_data_are_other_gradients_added_up():
    w = Value(2.0)
    for x in (1.0, 5.0, 3.0):
        loss = (w * x - 1.0) ** 2
        loss.backward()
    (cause,) = stored(loss, w=w, loss=loss).causes
    assert cause.startswith(
        "w.grad is 122 in Python, 30 in this graph: gradients of other runs of backward()"
    )


def test_after_one_run_nothing_is_to_be_said():
    random.seed(0)
    model = nn.MLP(2, [4, 1], activation="tanh")
    loss = losses.mean_squared_error([model([0.1, 0.2]), model([1.0, -1.0])], [1.0, -1.0])
    loss.backward()
    assert stored(loss) == Stored({}, {}, [], False)


def test_before_backward_the_graph_says_so_and_no_box_has_two_numbers():
    _, _, out = product()
    assert stored(out) == Stored({}, {}, [], True)


def test_newer_data_is_named_though_its_partner_would_explain_the_product_as_well():
    a, b, c = Value(2.0), Value(-3.0), Value(10.0)
    out = a * b + c
    out.backward()
    a.data = 5.0
    found = stored(out, a=a, b=b, c=c, out=out)
    (cause,) = found.causes
    assert cause.startswith("a.data is newer than this graph: it is 5 now")
    assert by_name(out, found.data, a=a, b=b, c=c, out=out) == {"a*b": -6.0, "out": 4.0}
    assert by_name(out, found.grads, a=a, b=b, c=c) == {"b": 2.0}  # d(out)/db is a, which is 5 by now


def test_of_a_sum_either_operand_may_be_newer():
    a, b = Value(2.0), Value(3.0)
    out = a + b
    a.data = 7.0
    (cause,) = stored(out, a=a, b=b).causes
    assert cause.startswith("the data of b or a is newer than this graph")


def test_newer_data_is_seen_where_the_result_is_the_same_by_chance():
    a = Value(-2.0)
    out = a**2
    out.backward()
    a.data = 2.0
    found = stored(out, a=a)
    assert [cause[:38] for cause in found.causes] == ["a.data is newer than this graph: it is"]
    assert (found.data, by_name(out, found.grads, a=a)) == ({}, {"a": -4.0})


def test_a_result_set_by_hand_is_not_blamed_on_its_operands():
    a, b, c = Value(2.0), Value(-3.0), Value(10.0)
    d = a * b
    out = d + c
    d.data = 7.0
    assert stored(out, a=a, b=b, c=c, d=d).causes == [
        "d.data was set by hand: its operation gives another number"
    ]


def test_an_optimizers_step_makes_all_parameters_newer():
    random.seed(0)
    model = nn.MLP(2, [4, 1], activation="tanh")
    loss = (model([0.1, 0.2]) - 1.0) ** 2
    loss.backward()
    for p in model.parameters():
        p.data -= 0.1 * p.grad
    (cause,) = stored(loss, model=model).causes
    assert cause.endswith("as after an optimizer's step; compute the graph again to use it")
    assert cause.startswith("the data of L1.n0.")


def test_gradients_of_another_output_are_told_from_gradients_that_added_up():
    a = Value(2.0)
    y = a * a
    (y * 3.0).backward()
    (cause,) = stored(y, a=a, y=y).causes
    assert cause.startswith("y.grad is 3 in Python, not 1: backward() began at another output")
    b = Value(2.0)
    z = b * b
    (b * 7.0).backward()
    assert (
        stored(z, b=b, z=z).causes[0].startswith("backward() has not run from z, whose grad is 0 in Python")
    )


def test_zeroed_and_clipped_gradients_have_their_own_causes():
    a, b, out = product()
    out.backward()
    a.grad = b.grad = 0.0
    assert (
        stored(out, a=a, b=b)
        .causes[0]
        .endswith("zero_grad() has run since backward(), or it was set by hand")
    )
    out.backward()
    clip_grad_norm([a, b], 1.0)
    assert (
        stored(out, a=a, b=b)
        .causes[0]
        .endswith(": 0.2774 times as much, as after clipping or scaling by hand")
    )


def test_a_node_that_a_later_sweep_has_passed_is_not_a_leaf_that_added_up():
    a = Value(2.0)
    y = a * a
    out = y * 5.0
    out.backward()
    y.grad = 1.0
    assert stored(out, a=a, y=y).causes == [
        "y.grad is 1 in Python, 5 in this graph: another backward() has passed there since, or it was set by hand"
    ]


def test_several_runs_over_terms_that_cancel_are_no_difference():
    x = Value(0.1)
    out = x * 0.1 + x * 0.2 - x * 0.3
    for _ in range(3):
        out.backward()
    assert "x" not in by_name(out, stored(out, x=x).grads, x=x)  # what is left of it is rounding
    assert 0 < abs(x.grad) < 1e-15


def test_a_gradient_that_somebody_set_to_none_counts_as_none_yet():
    a, b, out = product()
    out.backward()
    a.grad = b.grad = None
    assert stored(out, a=a, b=b).grads == {0: 0.0, 1: 0.0}


def test_an_operation_made_by_hand_has_no_row_to_be_held_against():
    a = Value(3.0)
    out = Value(27.0, (a,), (27.0,))
    out.backward()
    assert stored(out * 2.0).causes[0].startswith("backward() has not run from")


# ---- where a nan begins ----


def test_a_nan_is_traced_to_the_operation_that_made_it():
    x, y = Value(-1.0), Value(2.0)
    z = x.log() * y + x * x
    order, names, *numbers = looked_at(z, x=x, y=y, z=z)
    slot, told = first_nan(order, names, *numbers)
    assert (names[slot], told) == ("log(x)", "nan begins at log(x): log of x = -1 is nan")


def test_a_nan_that_was_given_begins_at_its_leaf():
    x = Value(math.nan)
    order, names, *numbers = looked_at(x * 2.0, x=x)
    assert first_nan(order, names, *numbers)[1] == "nan begins at x: this leaf is nan"


def test_a_nan_in_a_branch_not_taken_is_no_beginning():
    c, x, undefined = Value(1.0), Value(2.0), Value(math.nan)
    z = RULES["choose"](c, x, undefined)
    data = [v.data for v in (c, x, undefined, z)]
    assert (
        first_nan([c, x, undefined, z], list("cxuz"), data, [(), (), (), z.partials], [0.0, 1.0, 0.0, 1.0])
        is None
    )


def test_a_nan_of_the_sweep_alone_is_traced_to_the_edge_that_made_it():
    x = Value(0.0)
    out = x.sqrt() * 0.0
    order, names, *numbers = looked_at(out, x=x, out=out)
    told = "nan begins in the sweep at sqrt(x): local inf x upstream 0 = nan, sent to x"
    assert first_nan(order, names, *numbers)[1] == told


def test_infinities_of_both_signs_meet_in_a_nan():
    x = Value(0.0)
    out = x.sqrt() - x.sqrt()
    order, names, *numbers = looked_at(out, x=x, out=out)
    told = "nan begins at x.grad: infinite contributions of both signs add up to nan"
    assert first_nan(order, names, *numbers)[1] == told


def test_a_dead_branch_makes_no_nan():
    x = Value(0.0)
    hidden = x.sqrt()
    out = hidden.relu() * 0.0 + x  # relu sends nothing back at 0
    order, names, *numbers = looked_at(out, x=x)
    assert first_nan(order, names, *numbers) is None


def test_a_graph_is_held_as_computed_only_if_every_number_is_what_its_row_gives():
    x, w = Value(0.0), Value(3.0)
    z = dot([x, w], [w, x], 1.0).tanh() + (x * w).relu() / w
    order = topological_order(z)
    tape, partials = Tape.of(z), [v.partials if v.parents else () for v in order]
    assert holds(tape.rules, tape.operands, tape.data, partials)
    for i in range(len(order)):  # any number that is set later, also to zero with the other sign
        for other in (tape.data[i] + 0.5, -0.0):
            data = [*tape.data]
            data[i] = other
            if str(other) != str(tape.data[i]):
                assert not holds(tape.rules, tape.operands, data, partials), order[i]
