"""Each pass on a graph small enough to be checked by eye."""

import math
import random

import pytest
from cases import every

import micrograd_like as m
from micrograd_like import MLP, Value, compile, grad, optim, value_and_grad
from micrograd_like.compiler import Tape
from micrograd_like.compiler.chains import Chains
from micrograd_like.compiler.check import CompiledDiffersError, compare
from micrograd_like.compiler.plan import Plan, planned
from micrograd_like.compiler.ready import Ready
from micrograd_like.compiler.rectangles import rectangles
from micrograd_like.compiler.reverse_sweep import forward, with_gradient
from micrograd_like.compiler.schedule import by_level, most_critical_first
from micrograd_like.compiler.shared_graph import Graph, live
from micrograd_like.compiler.slots import affine, first_run, folded
from micrograd_like.compiler.sum_rows import Rows
from micrograd_like.compiler.sums import flattened
from micrograd_like.compiler.tangent import tangents
from micrograd_like.compiler.tracing import Traced, trace

# ---- tape and tracing ----


def test_a_tape_of_a_trace_has_its_inputs_first_and_its_steps_in_the_order_of_creation():
    w, x = [Traced(float(i), label=f"w{i}") for i in range(3)], Traced(5.0, label="x")
    tape = trace(lambda *_: w[2] * x + w[0] * x, [*w, x]).tape
    assert str(tape).splitlines() == [
        "w0 = 0.0", "w1 = 1.0", "w2 = 2.0", "x = 5.0", "v4 = mul(w2, x)", "v5 = mul(w0, x)", "v6 = add(v4, v5)",
    ]  # fmt: skip


def test_constants_of_a_function_are_no_inputs_and_values_from_outside_are():
    outside, inner = Value(3.0), Value(2.0) * 2
    run = trace(lambda x: x * outside + inner - 7 / (2 * x), [Traced(1.0)])
    assert run.captured == (outside, inner)
    assert run.tape.leaves == [0, 1, 2, 5, 7]  # x, the two from outside, then 2 and 7


def test_a_tape_runs_on_numbers_of_any_type():
    tape = trace(lambda x, y: (x * y).tanh() / y, [Traced(1.0), Traced(2.0)]).tape
    x, y = Value(0.5), Value(4.0)
    (out,) = tape.run([x, y])
    out.backward()
    again = [Value(0.5), Value(4.0)]
    expected = (again[0] * again[1]).tanh() / again[1]
    expected.backward()
    assert (out.data, x.grad, y.grad) == (expected.data, again[0].grad, again[1].grad)
    assert tape.run([0.5, 4.0]) == [expected.data]


def test_the_adjoint_sends_nothing_to_inputs_that_are_not_asked_for():
    a, b = Value(2.0), Value(3.0)
    tape = Tape.of((a * b).exp())
    built = with_gradient(tape, inputs=[0, 1], wrt=[1])
    assert len(built.gradients) == 1
    assert (
        len(built.graph.nodes) == len(forward(tape, [0, 1]).graph.nodes) + 2
    )  # 1, and the product asked for


# ---- nodes and sums ----


def test_equal_nodes_are_one_and_neutral_elements_disappear():
    g = Graph()
    x, y, zero, one = g.leaf(0), g.leaf(1), g.const(0.0), g.const(1.0)
    assert g.sum([(x, y)]) == g.sum([(y, x)])
    assert g.sum([(x, one), (zero, -1)]) == x
    assert g.sum([(g.const(2.0), -1), (g.const(3.0), g.const(4.0))]) == g.const(14.0)
    assert g.map("exp(a)", (zero,)) == one
    assert g.fold("max", [g.const(2.0), g.const(-1.0)]) == g.const(2.0)
    assert g.const(-0.0) != zero
    assert g.const(math.nan) == g.const(math.nan)


def test_a_sum_that_is_used_twice_stays_a_node_of_its_own():
    g = Graph()
    x, y, z = map(g.leaf, range(3))
    shared = g.sum([(x, y), (z, -1)])
    out = g.sum([(shared, -1), (x, -1)])
    nodes, _ = flattened(g.nodes, [out])
    assert nodes[out][2] == ((x, y), (z, -1), (x, -1))
    nodes, _ = flattened(g.nodes, [out, shared])
    assert nodes[out][2] == ((shared, -1), (x, -1))


def test_a_chain_of_additions_of_any_length_is_one_sum():
    g = Graph()
    out, x = g.leaf(0), g.leaf(1)
    for _ in range(2000):
        out = g.sum([(out, -1), (x, -1)])
    nodes, alive = flattened(g.nodes, [out])
    assert (len(nodes[out][2]), len(alive)) == (2001, 3)


# ---- chains on a tape ----


def wholes(f, *numbers):
    """The steps of f by their rows, each with the step it is part of, if it is part of one."""
    tape = trace(f, [Traced(x) for x in numbers]).tape
    chains = Chains(tape, range(len(numbers)))
    return [(tape.rules[i].name, i if top == i else tape.rules[top].name) for i, top in enumerate(chains.whole)
            if tape.rules[i]]  # fmt: skip


def test_steps_that_one_sum_alone_reads_are_part_of_it():
    assert wholes(lambda x, y: (x * y + x - y).exp(), 1.0, 2.0) == [
        ("mul", "sub"),
        ("add", "sub"),
        ("sub", 4),
        ("exp", 5),
    ]
    assert wholes(lambda x, y: x - x * y, 1.0, 2.0) == [("mul", 2), ("sub", 3)]  # it is a factor: -1 times it


def test_steps_that_are_read_twice_or_made_twice_stay_nodes_of_their_own():
    read_twice = wholes(lambda x, y: (p := x * y) + x + p, 1.0, 2.0)
    assert read_twice == [("mul", 2), ("add", "add"), ("add", 4)]
    made_twice = wholes(lambda x, y: (x * y + x) * (x * y + y), 1.0, 2.0)
    assert made_twice == [("mul", 2), ("add", 3), ("mul", 4), ("add", 5), ("mul", 6)]
    by_a_constant = wholes(lambda x: (x * 2.0 + x) * (x * 2.0 - x), 1.0)
    assert [whole for name, whole in by_a_constant if name == "mul"] == [2, 5, 7]


def test_constants_are_worked_out_before_they_are_added():
    graph = forward(trace(lambda x: (Value(1.0) + 2.0) + x, [Traced(5.0)]).tape, [0]).graph
    (total,) = [node for node in graph.nodes if node[0] == "sum"]
    assert sorted(graph.nodes[a][:2] for a, _ in total[2]) == [("const", 3.0), ("leaf", 0)]


def test_sums_nested_to_the_right_keep_the_order_of_their_terms():
    def nested(*xs):
        found = xs[-1]
        for x in reversed(xs[:-1]):
            found = x + found
        return found

    tape = trace(nested, [Traced(float(k)) for k in range(5000)]).tape
    (total,) = [node for node in forward(tape, range(5000)).graph.nodes if node[0] == "sum"]
    assert total[2] == tuple((k, -1) for k in range(5000))


def test_a_row_with_partials_of_its_own_keeps_them_inside_a_sum():
    through = m.rule("through", "x * y", "y", "7 * x", check=False)
    program = compile(lambda x, y: through(x, y) + x, argnums=(0, 1))
    assert program.value_and_grad(2.0, 3.0) == (8.0, (4.0, 14.0))


def test_rows_divide_the_terms_of_a_sum_by_their_sources():
    r = random.Random(4)
    for _ in range(300):
        count = r.randint(3, 9)
        kernel_of, slot = [r.randrange(3) for _ in range(count)], r.sample(range(50), count)
        pairs = [(r.randrange(count), r.choice([-1, r.randrange(count)])) for _ in range(r.randint(1, 7))]
        nodes = [("leaf", k, ()) for k in range(count)] + [("sum", "", tuple(pairs))]
        expected = {}
        for a, b in pairs:
            ends = (
                sorted([(kernel_of[a], slot[a]), (kernel_of[b], slot[b])])
                if b >= 0
                else [(kernel_of[a], slot[a]), (-1, -1)]
            )
            (j, first), (k, second) = ends
            expected.setdefault((j, k), []).append((first, second))
        rows = Rows(nodes, range(count + 1), kernel_of, slot)
        found = {
            source: sorted(zip(first, second or [-1] * len(first), strict=True))
            for source, (first, second) in rows.by_source(count).items()
        }
        assert found == {source: sorted(own) for source, own in expected.items()}
        for first, second in rows.by_source(count).values():  # in one order, whatever was written
            assert list(zip(first, second or first, strict=True)) == sorted(
                zip(first, second or first, strict=True)
            )


# ---- schedules, rectangles, slots ----


def chain_and_twin():
    """tanh(exp(x)), and an exp that nothing waits for."""
    g = Graph()
    x, y = g.leaf(0), g.leaf(1)
    a = g.map("exp(a)", (x,))
    b, c = g.map("tanh(a)", (a,)), g.map("exp(a)", (y,))
    return g, [a, b, c]


@every("schedule", [by_level, most_critical_first])
def test_like_nodes_are_computed_together_and_after_what_they_read(schedule):
    g, (a, b, c) = chain_and_twin()
    rows = Rows(g.nodes, live(g.nodes, [b, c]), [0] * len(g.nodes), [-1] * len(g.nodes))
    assert [sorted(batch) for batch in schedule(rows)] == [[a, c], [b]]


def test_rectangles_are_found_in_any_order_and_only_where_every_pair_is_there():
    w, x = [(1, 2), (3, 4), (5, 6)], [(7, 8), (9, 10)]
    pairs = [(a, b) for b in x for a in w]
    (found, rest), flipped = (
        rectangles(*zip(*pairs, strict=True)),
        [(x.index(b), w.index(a)) for a, b in pairs],
    )
    assert [(M, N) for _, M, N in found] == [(2, 3)]
    assert [flipped[p] for p in found[0][0]] == [(i, j) for i in range(2) for j in range(3)]
    assert rest == []
    found, rest = rectangles(*zip(*pairs[:-1], strict=True))
    assert (found, rest) == ([], [0, 1, 2, 3, 4])


def test_two_rectangles_in_one_batch_are_both_found():
    pairs = [((k, a), (k, 10 + b)) for k in (0, 100) for a in range(2) for b in range(3)]
    found, rest = rectangles(*zip(*pairs, strict=True))
    assert ([(M, N) for _, M, N in found], rest) == ([(2, 3), (2, 3)], [])


def test_even_slots_are_views_along_every_axis():
    rows = [tuple(100 + 10 * i + 3 * j + k for k in range(2)) for i in range(2) for j in range(3)]
    assert affine(rows, (2, 3)) == (100, (10, 3, 1))
    assert affine([*rows[:-1], (0, 1)], (2, 3)) is None
    assert affine([(5,), (5,), (5,)], (3,)) == (5, (0, 0))
    assert (first_run([1, 3, 5, 6]), first_run([2, 9]), folded([[(0,), (1,), (10,), (11,)]], 4)) == (
        3,
        2,
        (2, 2),
    )


def test_ragged_sums_are_padded_with_the_slot_that_is_zero():
    g = Graph()
    x = [g.leaf(k) for k in range(8)]
    outs = [g.sum([(x[i], x[7 - i]) for i in range(n)]) for n in (2, 3, 3)]
    more = g.sum([(x[0], x[1]), (x[2], x[3]), (x[4], x[5])])
    plan = Plan(g, x, [*outs, more])
    assert len(plan.kernels) == 1
    (part,) = plan.kernels[0].parts
    assert plan.zero in {slot for row in part.A for slot in row}


def test_gradients_are_computed_where_they_belong():
    def f(w, x):
        return sum((a * b).sin() for a, b in zip(w, x, strict=True))

    program = compile(f, [1.0, 2.0, 3.0], [4.0, 5.0, 6.0])
    program.grad([1.0, 2.0, 3.0], [4.0, 5.0, 6.0])
    _, ready, _ = program._ready(())
    assert ready.plan.moves == []


# ---- forward mode over a graph ----


def test_tangents_follow_folds_and_formulas():
    g = Graph()
    x, y, v = g.leaf(0), g.leaf(1), g.leaf(2)
    outs = [g.fold("prod", [x, y, x]), g.map("a / b", (x, y)), g.map("where(a > 0, tanh(a), 0)", (y,))]
    found = tangents(g, outs, {x: v})
    assert found[2] is None
    plan = planned(g, [x, y, v], found[:2])
    from micrograd_like.compiler.backends.on_python import PythonMachine

    machine = PythonMachine(plan)
    machine.numbers[:3] = 3.0, 2.0, 0.5
    machine.run()
    assert [machine.numbers[k] for k in plan.outputs] == [2 * 3.0 * 2.0 * 0.5, 0.5 / 2.0]


# ---- odd functions ----


def test_functions_that_give_an_input_or_a_constant_are_programs_too():
    assert compile(lambda x: x).value_and_grad(3.0) == (3.0, 1.0)
    assert compile(lambda x: 5.0).value_and_grad(3.0) == (5.0, 0.0)
    assert compile(lambda x, y: y * y)(3.0, 2.0) == 4.0
    assert compile(lambda x, y: y * y).value_and_grad(3.0, 2.0) == (4.0, 0.0)
    assert compile(lambda x: x).hessian(3.0) == 0.0
    assert compile(lambda xs: sum(xs) * 1.0)([]) == 0.0
    assert compile(lambda x: x + x).grad(1.0) == 2.0


def test_a_gradient_taken_inside_a_program_follows_the_branches_of_each_replay():
    f = lambda x: grad(lambda a: m.relu(a) * a + abs(a) * a)(x) * x  # noqa: E731
    program = compile(f, 2.0)
    for x in (2.0, -1.5, 0.0, 3.0):
        assert program(x) == f(x)
        assert program.value_and_grad(x) == value_and_grad(f)(x)
    for fold in (lambda x: m.max(x, 1.0, x * x), lambda x: m.min(x, 0.5), lambda x: m.clamp(x, -1, 1)):
        slope = lambda x, fold=fold: grad(lambda a: fold(a) * a)(x)  # noqa: E731
        program = compile(slope, 0.3)
        assert [program(x) for x in (0.3, 2.0, -4.0, 1.0)] == [slope(x) for x in (0.3, 2.0, -4.0, 1.0)]


def test_a_directional_derivative_inside_a_program_follows_the_branches_too():
    slope = lambda x: m.jvp(lambda a: m.relu(a) * a * a, (x,), (1.0,))[1]  # noqa: E731
    program = compile(slope, 2.0)
    assert [program(x) for x in (2.0, -1.0, 0.5)] == [slope(x) for x in (2.0, -1.0, 0.5)]


def test_a_branch_not_taken_sends_nothing_in_a_derivative_taken_inside_a_program():
    f = lambda a: m.where(a > 0, m.log(a), 0.0)  # noqa: E731
    for slope in (grad(f), lambda a: m.jvp(f, (a,), (1.0,))[1]):
        program = compile(slope, 2.0)
        assert [program(x) for x in (2.0, 0.0, -1.0)] == [0.5, 0.0, 0.0]
        assert [program.grad(x) for x in (2.0, 0.0, -1.0)] == [-0.25, 0.0, 0.0]


@pytest.mark.slow
def test_derivatives_inside_a_program_are_the_engines_on_both_sides_of_every_branch():
    functions = [
        lambda a: m.sqrt(m.relu(a)) * 3 + a,
        lambda a: m.max(a, 0.0) ** 0.5 + m.min(a, 1.0),
        lambda a: m.where(a > 0, m.where(a > 1, a, 1 / a), m.sqrt(-a) * a),
        lambda a: m.where(a > 0, a.sqrt(), a) * m.clamp(a, 0, 1) ** 0.25,
        lambda a: m.where(abs(a) < 0.1, a, m.sin(a) / a),
        lambda a: m.log(m.where(a > 0, a, 0.0)) * m.where(a > 0, 1.0, 0.0),
    ]
    for k, f in enumerate(functions):
        by_reverse, by_forward = grad(f), lambda a, f=f: m.jvp(f, (a,), (1.0,))[1]
        for slope in (by_reverse, by_forward, lambda a, g=by_reverse: grad(lambda b: g(b) * b)(a) + g(a)):
            program = compile(slope, 2.0, backend="python")
            for x in (2.0, 0.0, -1.0, 0.25):
                found, expected = (program(x), program.grad(x)), (slope(x), grad(slope)(x))
                assert found == pytest.approx(expected, rel=1e-13, nan_ok=True), (k, x)


def test_derivatives_of_derivatives_inside_a_program_are_the_engines():
    slope = grad(lambda a: a * a * a)
    again = lambda a: grad(lambda b: slope(b) * b)(a)  # noqa: E731  9 a**2
    program = compile(again, 2.0)
    assert [program(2.0), program(3.0), program.grad(2.0), program.hessian(2.0)] == [36.0, 81.0, 36.0, 18.0]


def test_choosing_what_is_sent_costs_no_matrix_product():
    xs = [[0.5, -1.0, 2.0], [1.5, 0.25, -0.5], [-0.75, 1.0, 0.5], [2.0, -2.0, 1.0]]

    def plan(activation):
        net = MLP(3, [4, 4, 1], activation=activation, seed=1)
        program = compile(lambda net, xs: sum(sum(g * g for g in grad(net)(x)) for x in xs), net, xs)
        return next(iter(program.stats()["plans"].values()))["products"]

    assert plan("relu") >= plan("tanh") - 1 >= 2  # of tanh, the derivative is one product more


def test_the_check_names_the_first_kernel_that_is_wrong():
    tape = trace(lambda x: (x.exp() * x).tanh(), [Traced(0.5, label="x")]).tape
    built = with_gradient(tape, [0], [0])
    plan = planned(built.graph, built.leaves, built.outputs, built.gradients)
    from micrograd_like.compiler.backends.on_python import PythonMachine

    machine = PythonMachine(plan)
    machine.numbers[0] = 0.5
    machine.run()
    ready = Ready(built, plan, machine)
    compare(tape, ready, machine.numbers, [0])
    for k in range(len(machine.numbers)):
        machine.numbers[k] += 0.25
    with pytest.raises(
        CompiledDiffersError, match=r"^kernel 0 \(v\[\d+\] = exp\(a\) of v\[0\]\) gave 1\.89\d+ where the"
    ):
        compare(tape, ready, machine.numbers, [0])


@pytest.mark.parametrize("fault", ["gradient", "update"])
def test_the_first_step_of_a_training_is_held_against_the_engine(fault, monkeypatch):
    model = MLP(2, [3, 1], seed=0)
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    cost = lambda m, x: m(x) ** 2  # noqa: E731
    compile(cost).training_step(optimizer)(model, [1.0, 2.0])
    from micrograd_like.compiler.backends.on_python import PythonMachine

    run = PythonMachine.run

    def wrong(self):
        run(self)
        first, last = self.plan.gradients, self.plan.gradients + 2
        for k in range(first, last) if fault == "gradient" else self.plan.outputs[1:3]:
            self.numbers[k] += 0.5

    monkeypatch.setattr(PythonMachine, "run", wrong)
    told = "where the engine gave|in no kernel" if fault == "gradient" else r"where SGD\.update gives"
    with pytest.raises(CompiledDiffersError, match=told):
        compile(cost, backend="python").training_step(optimizer)(model, [1.0, 2.0])
