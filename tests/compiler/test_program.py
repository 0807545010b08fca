"""compile(): programs of functions, of graphs and as a decorator; shapes, captured Values, hazards."""

import math
import random
import subprocess
import sys
import warnings
from itertools import pairwise

import numpy as np
import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import MLP, Value, compile, grad, hessian, hvp, losses, optim, value_and_grad, where
from micrograd_like.compiler import TraceWarning
from micrograd_like.compiler.check import CompiledDiffersError
from micrograd_like.compiler.program import Program
from micrograd_like.rules.row import forget

BACKENDS = ["python", "numpy", "interpreter"]


def moons_like(seed=1, n=12):
    r = random.Random(seed)
    return [[r.gauss(0, 1), r.gauss(0, 1)] for _ in range(n)], [r.choice([-1.0, 1.0]) for _ in range(n)]


def model_of(seed=7, sizes=(4, 1)):
    random.seed(seed)
    return MLP(2, list(sizes), activation="tanh")


def loss(model, xs, ys):
    return sum((model(x) - y) ** 2 for x, y in zip(xs, ys, strict=True)) * (1.0 / len(xs))


def near(a, b, ulps=32):
    scale = max(map(abs, b), default=1.0)
    return len(a) == len(b) and all(abs(x - y) <= ulps * 2.3e-16 * scale for x, y in zip(a, b, strict=True))


# ---- values and gradients ----


@every("backend", BACKENDS)
def test_a_network_gives_the_engines_value_and_gradient(backend):
    model, (xs, ys) = model_of(), moons_like()
    program = compile(loss, model, xs, ys, backend=backend)
    value, slope = value_and_grad(loss)(model, xs, ys)
    got, grads = program.value_and_grad(model, xs, ys)
    assert abs(got - value) <= 4e-15 * abs(value)  # sums in another order
    assert grads.keys() == slope.keys()
    assert near(list(grads.values()), list(slope.values()))


@every("backend", BACKENDS)
def test_parameters_are_read_anew_at_each_call(backend):
    model, (xs, ys) = model_of(), moons_like()
    program = compile(loss, model, xs, ys, backend=backend)
    model.parameters()[0].data += 1.0
    assert abs(program(model, xs, ys) - loss(model, xs, ys).data) < 1e-15


def test_a_model_from_outside_is_read_anew_and_differentiated_by():
    model, (xs, ys) = model_of(), moons_like()
    program = compile(lambda: loss(model, xs, ys))
    program()
    for p in model.parameters():
        p.data += 0.25
    out = loss(model, xs, ys)
    out.backward()
    assert abs(program() - out.data) < 1e-15
    assert near(program.grad(), [p.grad for p in program.captured])
    assert set(program.captured) == set(model.parameters())


def test_backward_adds_to_the_grads_as_the_engine_does():
    model, (xs, ys) = model_of(), moons_like()
    program = compile(lambda: loss(model, xs, ys))
    assert program.backward() == program.backward() == program()
    twice = [p.grad for p in model.parameters()]
    model.zero_grad()
    loss(model, xs, ys).backward()
    assert near(twice, [2 * p.grad for p in model.parameters()])


def test_arguments_and_gradients_keep_their_shapes():
    def f(w, x):
        return sum(w["a"][i] * x[i] for i in range(2)) + w["b"] ** 2

    program = compile(f, {"a": [1.0, 2.0], "b": 3.0}, np.array([5.0, 7.0]))
    assert program({"a": [1.0, 2.0], "b": 3.0}, np.array([5.0, 7.0])) == 28.0
    assert program.grad({"a": [1.0, 2.0], "b": 3.0}, np.array([5.0, 7.0])) == {"a": [5.0, 7.0], "b": 6.0}
    both = compile(f, argnums=(0, 1)).grad({"a": [1.0, 2.0], "b": 3.0}, np.array([5.0, 7.0]))
    assert both[0] == {"a": [5.0, 7.0], "b": 6.0}
    assert both[1].tolist() == [1.0, 2.0]


def test_several_results_come_back_in_their_shape():
    program = compile(lambda x: {"twice": 2 * x, "list": [x, x * x]})
    assert program(3.0) == {"twice": 6.0, "list": [3.0, 9.0]}
    with pytest.raises(TypeError, match=r"^a gradient is of one number, but .* gives 3; give their sum"):
        program.grad(3.0)


# ---- branches ----


def test_where_takes_the_branch_of_the_numbers_at_hand_in_value_and_gradient():
    program = compile(lambda x: where(x > 0, x * x, -x), 2.0)
    assert (program(-3.0), program.grad(-3.0), program.grad(3.0)) == (3.0, -1.0, 6.0)


def test_gradients_of_kinked_rows_take_the_other_branch_too():
    program = compile(lambda a: a.relu() * a, 1.0)
    assert (program.grad(2.0), program.grad(-1.0), program.hessian(2.0), program.hessian(-1.0)) == (
        4.0,
        0.0,
        2.0,
        0.0,
    )


def test_conditions_can_be_joined():
    program = compile(lambda x: where((x > 0) & ~(x > 2) | (x < -5), 1.0 * x, 10.0 * x), 1.0)
    assert [program(x) for x in (1.0, 3.0, -1.0, -6.0)] == [1.0, 30.0, -10.0, -6.0]


def test_a_branch_not_taken_sends_nothing_even_where_its_derivative_is_infinite():
    def f(x):
        return where(x > 0, x.sqrt(), 0.0 * x) + x

    program = compile(f, 4.0)
    assert (program.grad(4.0), program.grad(0.0), grad(f)(0.0)) == (1.25, 1.0, 1.0)


def test_where_the_result_is_not_finite_it_is_the_engines():
    f = lambda x: (x[0] - x[1]).log() * x[0]  # noqa: E731
    program = compile(f, [2.0, 1.0])
    for x in ([1.0, 1.0], [1.0, 2.0], [math.inf, 1.0], [math.nan, 1.0]):
        assert repr(program.value_and_grad(x)) == repr(value_and_grad(f)(x))


# ---- hazards ----


def warned(f, *args):
    with pytest.warns(TraceWarning) as caught:
        compile(f, *args)
    return caught[0]


def test_a_python_branch_on_a_traced_number_is_named_with_its_line():
    told = warned(lambda x: x * x if x > 0 else -x, 2.0)
    assert "a branch was taken by a comparison of traced numbers, here True; write where(" in str(
        told.message
    )
    assert told.filename == __file__


def test_a_data_read_and_a_float_are_named_with_their_line():
    told = warned(lambda x: x * x.data, 2.0)
    assert "the .data of a traced number was read" in str(told.message)
    assert told.filename == __file__
    assert "float() took the number out" in str(warned(lambda x: x * float(x), 2.0).message)


def test_an_operation_made_by_hand_cannot_be_replayed_with_other_numbers():
    def f(x):
        return Value(x.detach().data ** 2, (x,), [2.0]) * 1.0

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TraceWarning)
        with pytest.raises(ValueError, match=r"^Value\(data=9.0, grad=0.0\) was made by hand from what"):
            compile(f, 3.0)


def test_a_custom_operation_is_replayed_step_by_step_and_the_reason_is_told():
    cube = mg.custom(lambda x: x**3, lambda x: 3 * x**2, name="cube")
    program = compile(lambda x: cube(x) * x)
    assert program.value_and_grad(2.0) == (16.0, 32.0)
    assert program.value_and_grad(3.0) == (81.0, 108.0)
    assert program.stats()["notes"][0] == (
        "not compiled: 'cube' is a Python function, no formula; write it with rule()"
    )


def test_a_wrong_kernel_is_an_error_that_names_it(monkeypatch):
    from micrograd_like.compiler.backends.on_python import PythonMachine

    whole = PythonMachine.run

    def wrong(self):
        whole(self)
        for kernel in self.plan.kernels:
            if kernel.word.startswith("tanh"):
                self.numbers[kernel.out] += 0.5
        whole_out = self.plan.outputs[0]
        self.numbers[whole_out] += 1.0

    monkeypatch.setattr(PythonMachine, "run", wrong)
    with pytest.raises(
        CompiledDiffersError, match=r"^kernel \d+ \(v\[\d+\] = tanh\(a\) of v\[0\]\) gave 1\.\d+ where"
    ):
        compile(lambda x: x.tanh() * 2 + x.exp(), 0.7, backend="python")


# ---- shapes ----


def test_a_new_shape_is_traced_anew_and_a_known_one_is_not():
    traces = []

    @compile
    def f(xs):
        traces.append(len(xs))
        return sum(x * x for x in xs)

    assert [f([1.0, 2.0]), f([1.0, 2.0, 3.0]), f([3.0, 4.0])] == [5.0, 14.0, 25.0]
    assert traces == [2, 3]
    assert isinstance(f, Program)
    assert f.__name__ == "f"


def test_static_arguments_are_part_of_the_shape():
    program = compile(lambda x, name, k: x[k] * (2 if name == "twice" else 1), static=(2,))
    assert program([3.0, 5.0], "once", 1) == 5.0
    assert program([3.0, 5.0], "twice", 0) == 6.0
    assert program.stats()["shapes"] == 2


def test_a_variable_from_outside_that_is_another_is_traced_anew():
    factor, xs = 2.0, [1.0, 2.0]
    program = compile(lambda y: sum(xs) * factor * y)
    assert program(1.0) == 6.0
    factor = 3.0
    assert program(1.0) == 9.0
    xs = [5.0]
    assert program(1.0) == 15.0
    factor, xs = 2.0, [5.0]
    assert program(1.0) == 10.0


def test_a_model_from_outside_may_change_its_mode():
    model = mg.nn.Sequential(mg.nn.Dropout(0.5, seed=1), MLP(2, [1])).eval()
    program = compile(lambda x: model(x) * 1.0)
    first = program([1.0, 2.0])
    model.train()
    assert {program([1.0, 2.0]) for _ in range(20)} >= {0.0, first} - {first}
    model.eval()
    assert program([1.0, 2.0]) == first
    assert program.stats()["shapes"] == 2


def test_evaluation_mode_is_another_program_than_training():
    model = mg.nn.Sequential(mg.nn.Dropout(0.5, seed=1), MLP(2, [1]))
    program = compile(lambda m, x: m(x)[0] if isinstance(m(x), list) else m(x) * 1.0)
    model.eval()
    first = program(model, [1.0, 2.0])
    model.train()
    program(model, [1.0, 2.0])
    model.eval()
    assert program(model, [1.0, 2.0]) == first == (model([1.0, 2.0]) * 1.0).data
    assert program.stats()["shapes"] == 2


# ---- graphs ----


def test_a_graph_is_compiled_with_its_leaves_as_inputs():
    x, y, scale = Value(2.0), Value(3.0), Value(10.0)
    out = (x * y).tanh() * scale + x
    program = compile(out, inputs=[x, y])
    f = lambda a, b: math.tanh(a * b) * 10.0 + a  # noqa: E731
    assert program(0.5, 0.25) == f(0.5, 0.25)
    scale.data = 20.0
    assert program(0.5, 0.25) == math.tanh(0.125) * 20.0 + 0.5
    with pytest.raises(ValueError, match=r"^the graph takes numbers in the shape of its inputs"):
        program([1.0, 2.0], 3.0)


def test_a_graph_needs_its_inputs_and_a_program_its_arguments():
    with pytest.raises(TypeError, match=r"compile\(loss, inputs=\[x, y\]\)"):
        compile(Value(1.0) * 2)
    with pytest.raises(TypeError, match=r"^compile takes a function, or a Value with inputs=..., but got 3$"):
        compile(3)
    with pytest.raises(
        ValueError, match=r"^backend is one of auto, python, numpy, llvm, interpreter, jax, but got 'cuda'$"
    ):
        compile(lambda x: x, backend="cuda")
    with pytest.raises(ValueError, match=r"has not run yet"):
        compile(lambda x: x).stats()


# ---- second derivatives ----


def rosenbrock(x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in pairwise(x))


@every("backend", BACKENDS)
def test_hessians_and_their_products_are_the_engines(backend):
    x = [0.5 + 0.1 * i for i in range(6)]
    v = [1.0, -2.0, 0.5, 0.0, 3.0, 1.5]
    program = compile(rosenbrock, x, backend=backend)
    flat = lambda rows: [entry for row in rows for entry in row]  # noqa: E731
    assert near(flat(program.hessian(x)), flat(hessian(rosenbrock)(x)))
    (got,), (expected,) = program.hvp((x,), (v,)), hvp(rosenbrock, (x,), (v,))
    assert near(got, expected)


def test_a_hessian_at_a_place_without_one_is_the_engines():
    f = lambda x: x[0].sqrt() * x[1] + x[1] * x[1]  # noqa: E731
    program = compile(f, [4.0, 1.0])
    assert repr(program.hessian([0.0, 1.0])) == repr(hessian(f)([0.0, 1.0]))
    assert repr(program.hvp(([0.0, 1.0],), ([1.0, 1.0],))) == repr(hvp(f, ([0.0, 1.0],), ([1.0, 1.0],)))


@every("backend", BACKENDS)
def test_hvp_takes_and_gives_every_shape_at_the_second_call_as_at_the_first(backend):
    def f(w, x, scale):
        return w["a"] ** 3 * scale + w["b"] * sum(a**3 for a in x)

    program = compile(f, backend=backend)
    primals = ({"a": 2.0, "b": 3.0}, [1.0 + k / 64 for k in range(40)], 5.0)
    shapes = [
        ({"a": 1.0, "b": 0.5}, [1.0] * 40, 0.0),
        ({"b": 0.5, "a": 1}, [1] * 40, 0),  # ints, and a dict in another order
        ({"a": Value(1.0), "b": 0.5}, tuple([1.0] * 40), Value(0.0)),
    ]
    expected = hvp(f, primals, shapes[0])
    for tangents in shapes * 2:
        found = program.hvp(primals, tangents)
        assert found == expected
        assert (list(found[0]), set(map(type, [*found[0].values(), *found[1], found[2]]))) == (
            ["a", "b"],
            {float},
        )
    with pytest.raises(ValueError, match="argument 1 has 40 numbers, but its tangent has 39"):
        program.hvp(primals, (shapes[0][0], [1.0] * 39, 0.0))


# ---- batches and training ----


def test_map_gives_the_value_for_each_example():
    model = model_of()
    program = compile(lambda m, x: m(x) * 1.0)
    xs, _ = moons_like()
    for got, x in zip(program.map(model, xs), xs, strict=True):
        assert math.isclose(got, model(x).data, rel_tol=1e-14)
    with pytest.raises(
        ValueError, match=r"^map takes as many examples .* but argument 0 has 2, argument 1 has 3; cut"
    ):
        program.map([1.0, 2.0], [1.0, 2.0, 3.0])


@every("backend", BACKENDS)
@every("make", [
    lambda m: optim.SGD(m, lr=0.05), lambda m: optim.SGD(m, lr=0.05, momentum=0.9), lambda m: optim.Adam(m, lr=0.05),
    lambda m: optim.AdamW(m, lr=0.05), lambda m: optim.RMSprop(m, lr=0.01), lambda m: optim.Adagrad(m, lr=0.1),
])  # fmt: skip
def test_training_steps_are_the_engines(make, backend):
    (xs, ys), ours, theirs = moons_like(), model_of(), model_of()
    opt, other = make(ours), make(theirs)
    step = compile(loss, backend=backend).training_step(opt)
    for k in range(12):
        opt.lr = other.lr = 0.05 / (1 + k)
        out = loss(theirs, xs, ys)
        other.zero_grad()
        out.backward()
        other.step()
        assert abs(step(ours, xs, ys) - out.data) <= 1e-13 * abs(out.data)
    assert ours.parameters()[0].data != theirs.parameters()[0].data
    step.write_back()
    assert near([p.data for p in ours.parameters()], [p.data for p in theirs.parameters()], 4096)
    assert (opt.steps, opt.counts) == (other.steps, other.counts)
    opt.step()  # goes on from the state that was written back
    for p, q in zip(ours.parameters(), theirs.parameters(), strict=True):
        q.grad = p.grad
    other.step()
    assert near([p.data for p in ours.parameters()], [p.data for p in theirs.parameters()], 4096)


def test_training_steps_take_other_examples_and_leave_frozen_parameters_alone():
    ours, theirs = model_of(sizes=(3, 1)), model_of(sizes=(3, 1))
    ours.layers[0].freeze()
    theirs.layers[0].freeze()
    opt, other = optim.Adam(ours, lr=0.1), optim.Adam(theirs, lr=0.1)
    step = compile(loss).training_step(opt)
    for k in range(5):
        xs, ys = moons_like(seed=k)
        out = loss(theirs, xs, ys)
        other.zero_grad()
        out.backward()
        other.step()
        assert abs(step(ours, xs, ys) - out.data) <= 1e-12 * abs(out.data)
    step.write_back()
    assert near([p.data for p in ours.parameters()], [p.data for p in theirs.parameters()], 4096)


def test_training_goes_on_over_documents_of_other_lengths_as_the_engine_does():
    def cost(weights, words):
        state = [0.1, -0.2]
        for word in words:
            state = [(weights[2 * i] * word + weights[2 * i + 1] * state[1 - i]).tanh() for i in range(2)]
        return (state[0] - 0.5) ** 2 + (state[1] + 0.5) ** 2

    r = random.Random(4)
    start = [r.gauss(0, 1) for _ in range(4)]
    ours, theirs = [Value(x) for x in start], [Value(x) for x in start]
    opt, other = optim.Adam(ours, lr=0.02), optim.Adam(theirs, lr=0.02)
    step = compile(cost).training_step(opt)
    for k in range(60):
        words = [r.gauss(0, 1) for _ in range(1 + k % 8)]
        out = cost(theirs, words)
        other.zero_grad()
        out.backward()
        other.step()
        assert abs(step(ours, words) - out.data) <= 1e-12 * abs(out.data)
    step.write_back()
    assert near([p.data for p in ours], [p.data for p in theirs], 1 << 14)


def test_other_hyperparameters_take_effect_and_read_takes_over_what_the_model_holds():
    w, v = Value(3.0), Value(3.0)
    opt, other = optim.SGD([w], lr=0.1), optim.SGD([v], lr=0.1)
    step = compile(lambda x: x * x).training_step(opt)

    def both():
        other.zero_grad()
        (v * v).backward()
        other.step()
        return step(w)

    both()
    opt.set(momentum=0.9)
    other.set(momentum=0.9)
    both(), both()
    step.write_back()
    assert abs(w.data - v.data) < 1e-15
    w.data = v.data = 5.0
    step.read()
    assert both() == 25.0


def test_a_step_that_diverges_is_the_engines():
    ours, theirs = model_of(), model_of()
    opt, other = optim.SGD(ours, lr=1e200), optim.SGD(theirs, lr=1e200)
    xs, ys = moons_like()
    step = compile(lambda m, xs, ys: loss(m, xs, ys).exp()).training_step(opt)
    for _ in range(3):
        out = loss(theirs, xs, ys).exp()
        other.zero_grad()
        out.backward()
        other.step()
        got = step(ours, xs, ys)
        assert abs(got - out.data) < 1e-12 if abs(out.data) < 1e3 else repr(got) == repr(out.data)
    step.write_back()
    assert [math.isfinite(p.data) for p in ours.parameters()] == [
        math.isfinite(p.data) for p in theirs.parameters()
    ]


@every("backend", BACKENDS)
def test_parameters_that_a_loss_does_not_use_move_as_the_engine_moves_them(backend):
    def trained(compiled):
        used, unused = model_of(), model_of(seed=8)
        parameters = [p for pair in zip(unused.parameters(), used.parameters(), strict=True) for p in pair]
        opt = optim.SGD(parameters, lr=0.1, momentum=0.9, weight_decay=0.01)
        for p in parameters:
            p.grad = 1.0
        opt.step()  # so that both have a velocity
        step = compile(lambda x: (used(x) - 1) ** 2, backend=backend).training_step(opt)
        for k in range(4):
            if not compiled:
                opt.zero_grad()
                ((used([1.0, k]) - 1) ** 2).backward()
                opt.step()
            else:
                step([1.0, k])
        step.write_back()
        return (
            [p.data for p in used.parameters()],
            [p.data for p in unused.parameters()],
            opt.state,
            opt.counts,
        )

    (ours, rest, state, counts), (theirs, expected, kept, taken) = trained(True), trained(False)
    assert near(ours, theirs)
    assert (rest, state[::2], counts) == (expected, kept[::2], taken)


def test_a_step_of_an_optimizer_of_another_model_is_refused():
    step = compile(lambda x: x * x).training_step(optim.SGD([Value(1.0)], lr=0.1))
    with pytest.raises(
        ValueError, match=r"^the program uses none of the 1 parameters that SGD moves; hand it"
    ):
        step(2.0)


# ---- losses, rows of one's own, no NumPy ----


@every("backend", BACKENDS)
def test_classes_and_folds_are_compiled(backend):
    rows = [[0.1, 2.0, -1.0], [3.0, 0.5, 0.2], [-0.3, 0.1, 0.9]]
    f = lambda rows: losses.cross_entropy(rows, [1, 0, 2]) + mg.softmax(rows[0])[2] + mg.std(rows[1])  # noqa: E731
    program = compile(f, rows, backend=backend)
    other = [[b * 1.5 - 0.2 for b in row] for row in rows]
    value, slope = value_and_grad(f)(other)
    got, grads = program.value_and_grad(other)
    assert abs(got - value) < 1e-15
    assert near([x for row in grads for x in row], [x for row in slope for x in row])


@pytest.fixture
def own_row():
    row = mg.rule("steep", "where(x > 0, x ** 3 + s * x, 0)", "where(x > 0, 3 * x ** 2 + s, 0)", s=2.0)
    yield row
    forget("steep")


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_row_of_ones_own_is_compiled(own_row, backend):
    f = lambda xs: sum(own_row(x, 0.5) * (k + 1) for k, x in enumerate(xs))  # noqa: E731
    program = compile(f, [1.0, -1.0, 2.0], backend=backend)
    for x in ([1.0, -1.0, 2.0], [-0.5, 0.25, -3.0]):
        assert program.value_and_grad(x) == value_and_grad(f)(x)
        assert program.hessian(x) == hessian(f)(x)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_row_that_comes_under_the_name_of_a_forgotten_one_is_compiled_as_what_it_is(backend):
    """x * x**2 + 2 x**2 and x * x**3 + 2 x**3 at 3, with their slopes."""
    for value, partial, wanted in (
        ("x ** 2", "2 * x", (45.0, 39.0)),
        ("x ** 3", "3 * x ** 2", (135.0, 162.0)),
    ):
        inner = mg.rule("inner", value, partial)
        outer = mg.rule("outer", "x * inner(x)", f"inner(x) + x * ({partial})")
        f = lambda x, outer=outer, inner=inner: outer(x) + 2 * inner(x)  # noqa: E731
        assert compile(f, 3.0, backend=backend).value_and_grad(3.0) == wanted
        forget("outer")
        forget("inner")


@pytest.mark.slow
def test_without_numpy_everything_is_compiled_and_the_reason_is_told():
    code = """
import sys; sys.modules["numpy"] = None
import importlib.util as u; whole = u.find_spec; u.find_spec = lambda n, *a: None if n == "numpy" else whole(n, *a)
from micrograd_like import compile, MLP, optim
f = lambda m, xs: sum(m(x) ** 2 for x in xs)
xs = [[0.1 * i, 0.2 - i] for i in range(30)]
m = MLP(2, [8, 8, 1]); p = compile(f, m, xs); p.grad(m, xs); step = p.training_step(optim.Adam(m)); step(m, xs)
print(p.stats()["plans"]["value"]["backend"], p.stats()["notes"][0])
try: compile(f, backend="numpy")
except ImportError as e: print(e)
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines() == [
        "python python: pip install 'micrograd-like[jit]' brings NumPy",
        "backend='numpy' needs NumPy; install it, or use backend='python', which needs nothing",
    ]


@every("backend", BACKENDS)
def test_a_training_step_gives_the_other_numbers_of_the_function_too(backend):
    w, v = Value(3.0), Value(-1.0)
    step = compile(lambda x: [w * w * x + v, [w * x, v]], backend=backend).training_step(
        optim.SGD([w, v], lr=0.1)
    )
    assert (step(2.0), step.more) == (17.0, [6.0, -1.0])
    assert [(p, round(x, 12)) for p, (x, *_) in step.numbers()] == [(w, 1.8), (v, -1.1)]
    assert step.shapes == 1


def test_a_training_step_read_anew_uses_what_was_compiled_again():
    w = Value(3.0)
    step = compile(lambda x: w * x).training_step(optim.SGD([w], lr=0.1))
    step(2.0)
    step.write_back()
    w.data = 10.0
    step.read()
    assert (step(2.0), step.shapes) == (20.0, 1)


@pytest.mark.parametrize("backend", ["python", "numpy", "auto"])
def test_map_gives_what_each_call_gives(backend, monkeypatch):
    model, r = MLP(3, [8, 8, 2], seed=1), random.Random(2)
    f = lambda m, x, k: mg.losses.cross_entropy(m(x), k) + mg.norm2(x) + mg.tanh(mg.max(x)) * mg.prod(x)  # noqa: E731
    program = compile(f, backend=backend)
    xs, ks = [[r.gauss(0, 1) for _ in range(3)] for _ in range(10)], [r.randrange(2) for _ in range(10)]
    each = [program(model, x, k) for x, k in zip(xs, ks, strict=True)]
    for at_once in (4_000_000, 1):  # the second: batches of 4, the last one of 2
        monkeypatch.setattr("micrograd_like.compiler.backends.on_numpy.AT_ONCE", at_once)
        for a, b in zip(program.map(model, xs, ks), each, strict=True):
            assert math.isclose(a, b, rel_tol=1e-14)
    assert program.map(model, np.array(xs), np.array(ks)) == pytest.approx(each, rel=1e-14)
    with pytest.raises(IndexError, match="picks one of 2 elements"):
        program.map(model, xs, [0] * 9 + [2])


def test_map_takes_examples_that_are_not_finite_of_several_shapes_and_static():
    logs = compile(lambda x: [x[0].log(), x[1] * 2.0])
    found = logs.map([[1.0, 2.0], [-1.0, 3.0], [0.0, 1.0], [2.0, 2.0], [5.0, 5.0]])
    assert math.isnan(found[1][0])
    assert found[2] == [-math.inf, 2.0]
    assert compile(lambda xs: sum(xs) * 1.0).map([[1.0, 2.0], [1.0], [3.0, 4.0, 5.0]]) == [3.0, 1.0, 12.0]
    assert compile(lambda x, word: x * len(word)).map([1.0] * 5, ["a", "bb", "a", "a", "ccc"]) == [
        1,
        2,
        1,
        1,
        3,
    ]
    assert compile(lambda x: x * 1.0).map([]) == []


@pytest.mark.parametrize("backend", ["python", "numpy"])
def test_irregular_graphs_with_sums_of_many_parts_are_compiled(backend):
    r, n = random.Random(4), 400
    steps = [(r.choice("*+t"), r.randrange(i), r.randrange(i)) for i in range(3, n)]

    def f(xs):
        found = list(xs)
        for word, a, b in steps:
            x, y = found[a], found[b]
            found.append(mg.tanh(x * y) if word == "t" else x * y + x if word == "*" else (x + y) * 0.7)
        return sum(found)

    def wide(xs):  # two sums of the same 150 parts
        found = [mg.tanh(x * (k + 1.0)) for k, x in enumerate(xs * 50)]
        chain = [found[0]]
        for x in found[1:]:
            chain.append(mg.sin(chain[-1] * x))
        return sum(a * b for a, b in zip(chain, found, strict=True)) * sum(a * a for a in chain)

    x = [0.3, -0.2, 0.5]
    for g in (f, wide):
        exact, got = value_and_grad(g)(x), compile(g, backend=backend).value_and_grad(x)
        assert math.isclose(got[0], exact[0], rel_tol=1e-12)
        scale = max(map(abs, exact[1]))
        assert all(abs(a - b) <= 1e-12 * scale for a, b in zip(got[1], exact[1], strict=True))
