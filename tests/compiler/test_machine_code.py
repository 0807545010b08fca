"""Machine code of plans, on every width, against the engine; what is kept on disk; and when it is made."""

import math
import os
import random
import subprocess
import sys

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("llvmlite", reason="machine code needs llvmlite: pip install 'micrograd-like[jit]'")

from test_compiled_rows import EDGES, HELPED, STATIC, agrees, applied, close, points  # noqa: E402

import micrograd_like as mg  # noqa: E402
from micrograd_like import MLP, compile, losses, value_and_grad  # noqa: E402
from micrograd_like.comparing import workloads  # noqa: E402
from micrograd_like.compiler import choosing, tiers  # noqa: E402
from micrograd_like.compiler.backends import machine_code, object_files  # noqa: E402
from micrograd_like.compiler.backends.fusion import groups  # noqa: E402
from micrograd_like.compiler.backends.on_llvm import LLVMMachine, rectangles, written  # noqa: E402
from micrograd_like.rules import BUILT_IN  # noqa: E402
from micrograd_like.rules.formula import FormulaError  # noqa: E402

WIDTHS = (1, 2, 4, 8)


@pytest.fixture(autouse=True, scope="module")
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MICROGRAD_LIKE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def replays(f, *args, argnums=0):
    """For each width a function: from new numbers to the value and the gradient, as the machine gives them."""
    program = compile(f, argnums=argnums, backend="python")
    program.value_and_grad(*args)
    _, ready, wrt = program._ready(args)
    plan = ready.plan

    def on(width):
        machine = LLVMMachine(plan, machine_code.host(width))

        def run(numbers):
            machine.numbers[: len(numbers)] = numbers
            machine.run()
            own = machine.numbers[plan.gradients : plan.gradients + len(wrt)]
            return float(machine.numbers[plan.outputs[0]]), own.tolist()

        return run

    return on


def rows_together(names, function):
    """One function of the operands of all rows, whose gradient is that of each row side by side."""
    spans, at = {}, 0
    for name in names:
        count = len(points(name, 0))
        spans[name] = slice(at, at + count)
        at += count
    return (lambda xs: sum(function(name)(xs[spans[name]]) for name in names)), spans


@pytest.mark.slow
def test_all_rows_in_machine_code_have_the_engines_gradients_on_every_width():
    names = sorted(BUILT_IN)
    f, spans = rows_together(names, applied)
    on = replays(f, [x for name in names for x in points(name, 0)])
    expected = {
        (name, seed): value_and_grad(applied(name))(points(name, seed)) for name in names for seed in (1, 2)
    }
    for width in (1, 4, 8):
        run = on(width)
        for seed in (1, 2):
            value, grads = run([x for name in names for x in points(name, seed)])
            assert close([value], [sum(expected[name, seed][0] for name in names)], 100.0)
            for name in names:
                told = f"{name} on {width} lanes: {grads[spans[name]]}, not {expected[name, seed][1]}"
                assert close(grads[spans[name]], expected[name, seed][1]), told


@pytest.mark.slow
def test_at_the_edges_machine_code_gives_the_engines_numbers_or_says_that_it_cannot():
    names = sorted(n for n, row in BUILT_IN.items() if not row.lists and n not in HELPED)

    def plain(name):
        own = BUILT_IN[name]
        return lambda xs: type(xs[0]).apply(own, xs, STATIC.get(name, tuple(own.params.values())))

    f, spans = rows_together(names, plain)
    run = replays(f, [0.7] * sum(s.stop - s.start for s in spans.values()))(4)
    seen = 0
    for x in EDGES:
        for y in EDGES:
            given = {name: [x, y, 0.3][: s.stop - s.start] for name, s in spans.items()}
            _, grads = run([v for name in names for v in given[name]])
            for name in names:
                _, slope = value_and_grad(plain(name))(given[name])
                for got, true in zip(grads[spans[name]], slope, strict=True):
                    if math.isfinite(got):  # else a program asks the engine
                        assert agrees(got, true), f"{name} at {given[name]}: {got}, not {true}"
                        seen += 1
    assert seen > 15_000


def network(sizes, count, seed=3):
    random.seed(seed)
    model, r = MLP(sizes[0], list(sizes[1:])), random.Random(seed)
    xs = [[r.gauss(0, 1) for _ in range(sizes[0])] for _ in range(count)]
    return model, xs, [r.randrange(sizes[-1]) for _ in range(count)]


@pytest.mark.slow
def test_networks_of_odd_sizes_are_right_on_every_width():
    for sizes, count in (((2, 3, 2), 1), ((5, 17, 9, 3), 11), ((9, 33, 2), 5)):
        model, xs, classes = network(sizes, count)
        cost = lambda m, xs, c=classes: losses.cross_entropy([m(x) for x in xs], c)  # noqa: E731
        on = replays(cost, model, xs)
        for p in model.parameters():
            p.data *= 0.7
        model.zero_grad()
        value = cost(model, xs)
        value.backward()
        true = [p.grad for p in model.parameters()]
        for width in WIDTHS:
            got, grads = on(width)([*(p.data for p in model.parameters()), *(x for row in xs for x in row)])
            assert close([got], [value.data], 1.0), (sizes, width, got, value.data)
            assert close(grads, true, ulps=16), (sizes, width)


STEPS = {
    "a": lambda a, b, c, *_: a * b + c,
    "b": lambda a, b, *_: (a - b).tanh(),
    "c": lambda *xs: mg.max(list(xs)),
    "d": lambda a, b, c, d, e: mg.dot([a, b, c], [c, d, e]) * 0.3,
    "e": lambda a, b, *_: (a * 0.2).exp() / (1 + b * b),
    "f": lambda a, b, c, *_: mg.logsumexp([a, b, c]),
    "g": lambda *xs: mg.norm2(list(xs)).relu(),
}


def tangled(seed):
    """A random function: sums, products, formulas and folds of what came before."""
    r = random.Random(seed)
    plan = [(r.choice("abcdefg"), [r.random() for _ in range(5)]) for _ in range(30)]

    def f(xs):
        found = list(xs)
        for kind, at in plan:
            found.append(STEPS[kind](*(found[int(t * len(found))] for t in at)))
        return mg.total(found[-12:])

    return f


@pytest.mark.slow
def test_random_programs_have_the_engines_gradients_on_every_width():
    for seed, width in enumerate(WIDTHS):
        f, r = tangled(seed), random.Random(seed)
        on = replays(f, [r.uniform(-1, 1) for _ in range(7)])
        x = [r.uniform(-1, 1) for _ in range(7)]
        value, true = value_and_grad(f)(x)
        got, grads = on(width)(x)
        assert close([got], [value], abs(value)), (seed, width)
        assert close(grads, true), (seed, width, grads, true)


def test_a_program_in_machine_code_gives_value_gradient_and_second_derivatives():
    program = compile(lambda v: v[0] ** 3 * v[1] + v[1].exp(), backend="llvm")
    assert program([2.0, 0.0]) == 1.0
    assert program.grad([2.0, 0.0]) == [0.0, 9.0]
    assert program.hessian([2.0, 0.0]) == [[0.0, 12.0], [12.0, 1.0]]
    assert program.stats()["plans"]["value"]["backend"] == "llvm"
    assert "define" in program.source("llvm", [2.0, 0.0])


def winding(x, steps=24):
    """A chain in which no step is like its neighbours."""
    for k in range(steps):
        x = (x.tanh(), x * 1.25 + 0.5, x.sin(), (x * 0.5).exp())[k * k % 7 % 4]
    return x


@pytest.mark.slow
def test_a_long_chain_goes_to_the_interpreter_since_code_for_it_would_take_long(monkeypatch):
    monkeypatch.setattr(choosing, "STRAIGHT", 20)
    value, slope = value_and_grad(winding)(0.3)
    for backend, fast in (("llvm", False), ("llvm", True)):
        program = compile(winding, backend=backend, fast_math=fast)
        assert program.value_and_grad(0.3) == pytest.approx((value, slope), rel=1e-12)
        (plan,) = program.stats()["plans"].values()
        assert plan["backend"] == "interpreter"
        (note,) = program.stats()["notes"]
        assert "machine code of" in note
        assert ("fast_math changes nothing" in note) == fast
    monkeypatch.undo()
    program = compile(winding, backend="llvm")
    program.value_and_grad(0.3)
    assert {plan["backend"] for plan in program.stats()["plans"].values()} == {"llvm"}


def test_fast_math_is_asked_for_and_gives_numbers_near_those_of_the_engine():
    def f(xs):
        return mg.logsumexp([mg.tanh(x) * mg.sigmoid(x + k) for k, x in enumerate(xs)])

    xs = [0.3 * k - 0.7 for k in range(5)]
    value, grads = value_and_grad(f)(xs)
    exact, fast = (compile(f, backend="llvm", fast_math=wish) for wish in (False, True))
    for program, error in ((exact, 1e-15), (fast, 1e-11)):
        got = program.value_and_grad(xs)
        assert got[0] == pytest.approx(value, rel=error)
        assert got[1] == pytest.approx(grads, rel=100 * error)
    assert exact.value_and_grad(xs) != fast.value_and_grad(xs)
    texts = [program._ready((xs,))[1].machine.text for program in (exact, fast)]
    assert ["fmuladd" in text and "reassoc nsz" in text for text in texts] == [False, True]
    assert "fast_math=True" in repr(fast)


def test_fast_math_is_refused_where_there_is_none():
    for backend in ("auto", "python", "numpy", "interpreter", "jax"):
        with pytest.raises(ValueError, match=f"for backend='llvm', but got backend='{backend}'"):
            compile(lambda x: x, backend=backend, fast_math=True)
    with pytest.raises(ValueError, match="leave fast_math out"):
        compile(fast_math=True)(lambda x: x)
    x = mg.Value(2.0)
    with pytest.raises(ValueError, match="leave fast_math out"):
        compile(x * x, inputs=[x], fast_math=True)


def test_where_something_is_not_finite_the_engine_answers():
    program = compile(lambda x: mg.where(x > 0, mg.log(x), x * 0.0), backend="llvm")
    assert program.value_and_grad(2.0) == (math.log(2.0), 0.5)
    assert program.value_and_grad(-1.0) == (-0.0, 0.0)
    assert program.value_and_grad(math.inf)[0] == math.inf


def test_an_activation_joins_the_product_before_it():
    model, xs, classes = network((3, 8, 4), 6)
    program = compile(lambda m, xs: losses.cross_entropy([m(x) for x in xs], classes), backend="python")
    program.value_and_grad(model, xs)
    plan = program._ready(())[1].plan
    found = groups(plan.kernels, plan.size)
    first = found[0]
    assert first[0].products
    assert first[1].kind == "map"
    assert sorted(k.out for group in found for k in group) == sorted(k.out for k in plan.kernels)
    assert len(found) < len(plan.kernels)


def test_moves_of_neighbours_become_rectangles():
    moves = [(100 + 4 * r + k, 10 + 5 * r + k) for r in range(3) for k in range(4)] + [(7, 90)]
    found = rectangles(moves)
    assert {tuple(copy) for copy in found} == {(7, 90, 1, 1, 0, 0), (100, 10, 4, 3, 4, 5)}


TARGETS = (
    (machine_code.Target("aarch64-unknown-linux-gnu", "generic", "+neon", 2), 183, "fmla"),
    (machine_code.Target("x86_64-unknown-linux-gnu", "skylake-avx512", "", 8), 62, "zmm"),
)  # the target, its number in the head of an object file, and what its assembly has


@pytest.mark.slow
def test_moons_digits_and_a_gpt_have_objects_for_processors_that_are_not_here():
    model, xs, classes = network((64, 32, 10), 4)
    digits = lambda m, xs: losses.cross_entropy([m(x) for x in xs], classes)  # noqa: E731
    moons = network((2, 16, 16, 1), 1)[0], *(part[:10] for part in workloads.moons())
    weights, *letters = workloads.gpt_example()
    for f, args, argnums in (
        (workloads.moons_loss, moons, 0),
        (digits, (model, xs), 0),
        (workloads.gpt_loss, (weights, *(part[:3] for part in letters)), (0, 1)),
    ):
        program = compile(f, argnums=argnums, backend="numpy")
        program.value_and_grad(*args)
        plan = program._ready(args)[1].plan
        for target, kind, word in TARGETS:
            text = written(plan, target.width)[0]
            code = machine_code.object_code(text, target)
            assert code[:4] == b"\x7fELF"
            assert int.from_bytes(code[18:20], "little") == kind
            assert len(code) > 10 * len(plan.kernels)
            if f is digits:
                assert word in machine_code.assembly(text, target)


# ---- training ----


def trained(backend, how, optimizer=lambda ps: mg.optim.Adam(ps, lr=0.05)):
    """The losses and the parameters after some steps; how: "calls", "run" or "each"."""
    random.seed(5)
    model, r = MLP(2, [5, 1]), random.Random(8)
    batches = [[[r.gauss(0, 1), r.gauss(0, 1)] for _ in range(2)] for _ in range(6)]
    cost = lambda m, xs: sum((m(x) - x[0] * x[1]) ** 2 for x in xs)  # noqa: E731
    step = compile(cost, backend=backend).training_step(optimizer(model.parameters()))
    if how == "run":
        losses_ = step.run(6, model, batches[0])
    elif how == "each":
        losses_ = step.each(model, batches)
    else:
        losses_ = [step(model, batch) for batch in batches]
    step.write_back()
    return losses_, [p.data for p in model.parameters()], step


@pytest.mark.slow
def test_many_steps_in_one_call_are_the_steps_one_by_one():
    for optimizer in (
        lambda ps: mg.optim.Adam(ps, lr=0.05),
        lambda ps: mg.optim.SGD(ps, lr=0.01, momentum=0.9),
    ):
        true, ended, _ = trained("python", "calls", optimizer)
        for backend, how in (("llvm", "calls"), ("llvm", "each"), ("python", "each")):
            found, at, step = trained(backend, how, optimizer)
            assert found == pytest.approx(true, rel=1e-12), (backend, how)
            assert at == pytest.approx(ended, rel=1e-12), (backend, how)
            assert step.optimizer.steps == 6
    assert trained("llvm", "run")[0] == pytest.approx(trained("python", "run")[0], rel=1e-12)


def test_batches_may_be_an_array_and_of_several_shapes():
    w = mg.Value(0.5)
    cost = lambda xs: sum((w * x - 1.0) ** 2 for x in xs)  # noqa: E731
    given = [[1.0, 2.0], [0.5, 1.5], [3.0], [2.0], [1.0, 1.0]]
    found = []
    for backend in ("python", "llvm"):
        w.data = 0.5
        step = compile(cost, backend=backend).training_step(mg.optim.SGD([w], lr=0.01))
        found.append([*step.each(given), *step.each(np.array(given[:2]))])
    assert found[0] == pytest.approx(found[1], rel=1e-12)
    with pytest.raises(
        ValueError, match="as many examples for each argument, but argument 0 has 1, argument 1 has 2"
    ):
        compile(lambda x, y: w * x * y).training_step(mg.optim.SGD([w])).each([1.0], [1.0, 2.0])


def test_steps_in_one_call_take_classes_and_stop_at_one_that_is_none():
    found = []
    for backend in ("python", "llvm"):
        w = [mg.Value(0.1 * k) for k in range(3)]
        cost = lambda x, k, w=w: losses.cross_entropy([[v * x for v in w]], [k])  # noqa: E731
        step = compile(cost, backend=backend).training_step(mg.optim.SGD(w, lr=0.1))
        given = [1.0, 2.0, -1.0, 0.5, 1.5], [0.0, 2.0, 1.0, 2.0, 0.0]
        found.append(step.each(*given))
        assert (step._now.native() is not None) == (backend == "llvm")
        for wrong in (3.0, -1.0, 0.5):
            before = step.steps
            with pytest.raises(IndexError, match=f"a whole number from 0 to 2, but got {wrong:g}"):
                step.each([1.0, 2.0, 1.0], [1.0, 0.0, wrong])
            assert step.steps == before + 2
    assert found[0] == pytest.approx(found[1], rel=1e-12)


def test_arguments_that_are_no_numbers_may_differ_from_step_to_step():
    found = []
    for backend in ("python", "llvm"):
        w = mg.Value(0.5)
        cost = lambda x, k, w=w: (w * x[k[0]] - 1.0) ** 2  # noqa: E731
        step = compile(cost, static=[1], backend=backend).training_step(mg.optim.SGD([w], lr=0.1))
        found.append(step.each([[1.0, 2.0]] * 3, [[0], [1], [0]]))
    assert found[0] == pytest.approx(found[1], rel=1e-12)
    assert found[0][0] != found[0][1]


def test_a_step_that_is_not_finite_is_taken_as_the_engine_takes_it():
    found = []
    for backend in ("python", "llvm"):
        w = mg.Value(1.0)
        cost = lambda x, w=w: mg.where(x > 0, mg.log(x) * w, w * w)  # noqa: E731
        step = compile(cost, backend=backend).training_step(mg.optim.SGD([w], lr=0.5))
        found.append(step.each([2.0, -1.0, 0.0, 3.0]))
        assert step.steps == 4
    assert found[0] == pytest.approx(found[1], rel=1e-12)
    assert all(map(math.isfinite, found[0]))


# ---- when it is made ----


def test_auto_goes_on_in_machine_code_when_the_replays_have_taken_as_long(monkeypatch):
    monkeypatch.setattr(tiers, "START", 0.0)
    monkeypatch.setattr(tiers, "PER_KERNEL", 1e-5)
    monkeypatch.setattr(tiers, "PER_NUMBER", 1e-5)
    program = compile(lambda v: mg.total([x * x.tanh() for x in v]))
    v = [0.1 * k for k in range(5)]
    true = program.value_and_grad(v)
    for _ in range(100):
        got = program.value_and_grad(v)
        assert got[0] == pytest.approx(true[0], rel=1e-14)
        assert got[1] == pytest.approx(true[1], rel=1e-14)
    stats = program.stats()
    assert {plan["backend"] for plan in stats["plans"].values()} == {"llvm"}
    assert any("replays on python took" in note and "machine code was" in note for note in stats["notes"])


def test_a_short_loop_stays_where_it_began():
    random.seed(1)
    model = MLP(3, [4, 4, 1])
    xs, ys = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]], [1.0, -1.0, -1.0, 1.0]
    program = compile(lambda m: sum((m(x) - y) ** 2 for x, y in zip(xs, ys, strict=True)))
    step = program.training_step(mg.optim.SGD(model.parameters(), lr=0.05))
    assert len(step.run(20, model)) == 20
    assert step._now.machine.name in ("python", "numpy")


def test_what_has_no_machine_code_stays_and_says_why(monkeypatch):
    monkeypatch.setattr(tiers, "START", -1.0)
    monkeypatch.setattr(tiers, "PER_KERNEL", 0.0)
    monkeypatch.setattr(tiers, "PER_NUMBER", 0.0)
    monkeypatch.setattr("micrograd_like.compiler.backends.on_llvm.LLVMMachine", refusing)
    program = compile(lambda x: x * x)
    assert [program(3.0), program(4.0)] == [9.0, 16.0]
    assert "there is no machine code: no such word" in program.stats()["notes"][-1]


def test_machine_code_that_differs_is_not_used(monkeypatch):
    monkeypatch.setattr(tiers, "START", -1.0)
    monkeypatch.setattr(tiers, "PER_KERNEL", 0.0)
    monkeypatch.setattr(tiers, "PER_NUMBER", 0.0)
    run = LLVMMachine.run
    monkeypatch.setattr(LLVMMachine, "run", lambda self: run(self) or self.numbers.__imul__(1.1))
    program = compile(lambda x: x * x)
    assert [program(3.0), program(4.0), program(5.0)] == [9.0, 16.0, 25.0]
    assert "machine code gave other numbers" in program.stats()["notes"][-1]


def refusing(plan):
    raise FormulaError("no such word")


# ---- the disk ----


def test_a_compiled_text_is_read_from_the_disk_and_a_damaged_file_is_not(tmp_path, monkeypatch):
    monkeypatch.setenv("MICROGRAD_LIKE_CACHE", str(tmp_path / "kept"))
    text = "define double @more(double %x) { %y = fadd double %x, 1.0 ret double %y }"
    assert not machine_code.linked(text, ["more"]).cached
    assert machine_code.linked(text, ["more"]).cached
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(file.read_bytes()[:-7])
    assert not machine_code.linked(text, ["more"]).cached
    assert machine_code.linked(text, ["more"]).cached
    object_files.keep(file.name, b"no object at all")
    assert not machine_code.linked(text, ["more"]).cached
    assert machine_code.linked(text, ["more"]).cached
    monkeypatch.setattr(object_files, "LARGEST", 10)
    assert not machine_code.linked(text, ["more"]).cached
    monkeypatch.undo()
    monkeypatch.setenv("MICROGRAD_LIKE_CACHE", "off")
    assert not machine_code.linked(text, ["more"]).cached


def test_a_file_on_the_disk_has_another_name_for_whatever_changes_the_code(monkeypatch):
    text, here = "define void @nothing() { ret void }", machine_code.host()

    def name(text=text, **change):
        return machine_code.name_on_disk(text, here._replace(**change))

    names = [name(), name(text + " "), name(width=here.width // 2 or 2), name(cpu="another"),
             name(features=here.features + ",+own"), name(triple="other")]  # fmt: skip
    for thing, attribute, value in (
        (machine_code, "PASSES", machine_code.PASSES[:-1]),
        (machine_code, "OPTIONS", machine_code.OPTIONS | {"opt": 3}),
        (machine_code.llvmlite, "__version__", "1.0"),
        (machine_code.llvm, "llvm_version_info", (1, 0, 0)),
        (object_files, "FORMAT", b"micrograd_like object 0\n"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(thing, attribute, value)
            names.append(name())
    assert len({*names}) == len(names) == 11
    assert name() == names[0]


def test_the_oldest_files_go_where_there_are_too_many(tmp_path, monkeypatch):
    monkeypatch.setenv("MICROGRAD_LIKE_CACHE", str(tmp_path))
    monkeypatch.setattr(object_files, "LIMIT", 3000)
    tmp_path.chmod(0o700)
    for k in range(4):
        object_files.keep(f"{k}.o", bytes(1000))
        os.utime(tmp_path / f"{k}.o", (k + 1, k + 1))
    object_files.keep("4.o", bytes(500))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2.o", "3.o", "4.o"]
    assert object_files.read("4.o") == bytes(500)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of POSIX")
def test_code_is_not_read_from_a_folder_that_others_can_write(tmp_path, monkeypatch):
    monkeypatch.setenv("MICROGRAD_LIKE_CACHE", str(tmp_path))
    tmp_path.chmod(0o700)
    object_files.keep("a.o", b"code")
    assert object_files.read("a.o") == b"code"
    tmp_path.chmod(0o777)
    assert object_files.read("a.o") is None


def test_a_wrong_width_is_refused(monkeypatch):
    monkeypatch.setenv("MICROGRAD_LIKE_VECTOR", "3")
    with pytest.raises(ValueError, match="one of 8, 4, 2 and 1, but got '3'"):
        machine_code.host()


@pytest.mark.slow
def test_processes_may_share_the_folder(tmp_path):
    code = (
        "from micrograd_like import compile\n"
        "program = compile(lambda v: sum(x * x.tanh() for x in v), backend='llvm')\n"
        "print(program([0.5, 1.0, 2.0]))"
    )
    env = os.environ | {"MICROGRAD_LIKE_CACHE": str(tmp_path / "shared")}
    several = [subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True)
               for _ in range(2)]  # fmt: skip
    assert {process.communicate()[0] for process in several} == {
        f"{sum(x * math.tanh(x) for x in (0.5, 1.0, 2.0))}\n"
    }
    assert [path.suffix for path in (tmp_path / "shared").iterdir()] == [".o"]
