"""Recorders end in any order; a Value never turns into a plain number without a word."""

import asyncio
import functools
import math
import pickle
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import numpy as np
import pytest
from cases import every

import micrograd_like as ml
from micrograd_like import Value, detect_anomaly, no_grad, operations
from micrograd_like.recording import GradientLostWarning, active, refusing, without


def recorded():
    """Whether operations are recorded here and now."""
    x = Value(1.0)
    return (x * x).parents == (x, x)


@pytest.fixture(autouse=True)
def quick_afterwards():
    yield
    assert active() == ()
    assert operations.told is None


def run_alone(coroutine):
    """What it gives, in a thread of its own: this one may have a loop already, for the browser."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


# ---- blocks ----


def in_a_block(recorder=no_grad):
    with recorder():
        yield recorded()
        yield recorded()


@every("recorder", [no_grad, detect_anomaly])
def test_generators_closed_in_another_order_than_opened_leave_recording_on(recorder):
    first, second = in_a_block(recorder), in_a_block(recorder)
    next(first), next(second)
    first.close()
    second.close()
    assert recorded()


def test_the_inner_block_still_acts_when_the_outer_one_has_ended():
    outer, inner = in_a_block(detect_anomaly), in_a_block(no_grad)
    next(outer), next(inner)
    outer.close()
    assert not recorded()
    inner.close()
    assert recorded()


def test_a_block_that_ends_in_another_context_is_over_in_its_own():
    block = in_a_block()
    next(block)
    assert not recorded()
    copy_context().run(block.close)
    assert recorded()


def test_a_block_that_ends_in_another_thread_is_over_in_its_own():
    block = in_a_block()
    next(block)
    thread = threading.Thread(target=block.close)
    thread.start()
    thread.join()
    assert recorded()


def test_one_recorder_may_be_entered_twice_and_again():
    block = no_grad()
    for _ in range(2):
        with block:
            with block:
                assert not recorded()
            assert not recorded()
        assert recorded()


def test_tasks_that_overlap_keep_their_own_blocks():
    async def quiet(started, go_on):
        with no_grad():
            started.set()
            await go_on.wait()
            return recorded()

    async def main():
        started, go_on = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(quiet(started, go_on))
        await started.wait()
        here = recorded()
        go_on.set()
        return here, await task

    assert run_alone(main()) == (True, False)


def test_a_block_that_an_error_leaves_is_over():
    with pytest.raises(ZeroDivisionError), no_grad():
        1 / 0
    assert recorded()


def test_without_hides_blocks_of_one_kind_and_no_other():
    seen = []

    def watched():
        with detect_anomaly(), no_grad():
            with without(no_grad):
                seen.append(recorded())
                Value(-1.0).log()
            seen.append(recorded())

    with pytest.raises(ml.AnomalyError):
        watched()
    assert seen == [True, False]


# ---- as a decorator ----


@every("decorate", [no_grad(), no_grad])
def test_a_function_runs_inside_with_and_without_brackets(decorate):
    @decorate
    def f(n):
        """What it does."""
        return recorded() if n == 0 else f(n - 1)

    assert f(2) is False
    assert recorded()
    assert (f.__name__, f.__doc__) == ("f", "What it does.")


@every("decorate", [no_grad(), no_grad])
def test_a_generator_is_inside_only_while_it_runs(decorate):
    @decorate
    def f():
        seen = yield recorded()
        try:
            yield seen, recorded()
        except KeyError:
            yield recorded()
        return "end"

    steps = f()
    assert next(steps) is False
    assert recorded()
    assert steps.send("sent") == ("sent", False)
    assert steps.throw(KeyError) is False
    assert recorded()
    with pytest.raises(StopIteration, match="end"):
        next(steps)


def test_a_generator_that_is_closed_runs_its_finally_inside():
    seen = []

    @no_grad()
    def f():
        try:
            yield 1
        finally:
            seen.append(recorded())

    steps = f()
    next(steps)
    steps.close()
    assert seen == [False]


@every("decorate", [no_grad(), no_grad])
def test_async_functions_and_generators_run_inside(decorate):
    @decorate
    async def f():
        await asyncio.sleep(0)
        return recorded()

    @decorate
    async def g():
        yield recorded()
        await asyncio.sleep(0)
        yield recorded()

    async def main():
        return await f(), [(x, recorded()) async for x in g()]

    assert run_alone(main()) == (False, [(False, True), (False, True)])


def test_what_is_no_function_is_refused():
    with pytest.raises(TypeError, match=r"no_grad\(\) decorates a function, but got 3"):
        no_grad(3)


# ---- a Value that turns into a plain number ----


@every(
    ("use", "instead"),
    [  # lambdas, because the line that is told is theirs
        (lambda x: math.sin(x), "write x.sin() for sin(x), or write x.data"),
        (lambda x: math.sqrt(x), "write x.sqrt() for sqrt(x)"),
        (lambda x: math.exp(x), "write x.exp() for exp(x)"),
        (lambda x: math.floor(x), "write x.floor() for floor(x)"),
        (lambda x: math.fabs(x), "write x.abs() for fabs(x)"),
        (lambda x: math.hypot(x, 1.0), "write micrograd_like.hypot(...) for hypot(...)"),
        (lambda x: math.fsum([x, 1.0]), "write micrograd_like.total(...) for fsum(...), or write x.data"),
        (lambda x: float(x), "write x.data (or x.item()) if the number alone is meant"),
        (lambda x: int(x), "int() took the number out of a Value"),
        (lambda x: math.trunc(x), "trunc() took the number out of a Value"),
        (lambda x: np.array([x], float), "write x.data"),
    ],
)  # fmt: skip
def test_it_is_told_with_what_to_write_instead(use, instead):
    for x in (Value(2.0), Value(1.0) * 2):
        with pytest.warns(GradientLostWarning) as told:
            use(x)
        assert instead in str(told[0].message)
        assert told[0].filename == __file__


def test_it_is_told_once_for_each_line():
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("default")
        for _ in range(3):
            float(Value(1.0))
        float(Value(2.0))
    assert len(told) == 2


def test_data_item_text_comparison_and_no_grad_are_silent():
    x = Value(2.5)
    assert (x.data, x.item(), f"{x:.1f}", x < 3, round(x.data)) == (2.5, 2.5, "2.5", True, 2)
    with no_grad():
        assert (float(x), int(x), math.trunc(x), math.sin(x)) == (2.5, 2, 2, math.sin(2.5))


def test_where_it_is_refused_it_raises():
    token = refusing.set(True)
    try:
        with pytest.raises(TypeError, match=r"no gradient flows back through it; write x.sin\(\)"):
            math.sin(Value(1.0))
    finally:
        refusing.reset(token)


# ---- more doors ----


def test_an_async_generator_gets_what_is_sent_thrown_and_closed():
    seen = []

    @no_grad
    async def g():
        try:
            sent = yield recorded()
            seen.append((sent, recorded()))
            try:
                yield 1
            except KeyError:
                yield "caught", recorded()
        finally:
            seen.append(("closed", recorded()))

    async def main():
        steps = g()
        found = [await steps.asend(None), await steps.asend(42), await steps.athrow(KeyError())]
        await steps.aclose()
        return found

    assert run_alone(main()) == [False, 1, ("caught", False)]
    assert seen == [(42, False), ("closed", False)]


def test_partials_callable_objects_and_static_methods_are_decorated_as_what_they_are():
    def steps():
        yield recorded()

    class Callable:
        def __call__(self):
            yield recorded()

        @no_grad
        @staticmethod
        def still():
            return recorded()

    assert list(no_grad(functools.partial(steps))()) == [False]
    assert list(no_grad(Callable())()) == [False]
    assert Callable.still() is Callable().still() is False
    with pytest.raises(TypeError, match="decorates a function, but got <class"):
        no_grad(Callable)


def test_no_grad_around_detect_anomaly_hides_nothing_from_it():
    a = Value(-1.0, label="a")
    with no_grad(), detect_anomaly():
        assert ml.where(a > 0, a.log(), a).data == -1.0
        Value(math.inf) - 1
    with pytest.raises(ml.AnomalyError, match=r"log gave nan from a = -1\.0"):
        watched_logarithm(a)


def watched_logarithm(a):
    with no_grad(), detect_anomaly():
        return a.log() + 1


def test_a_hint_names_no_function_that_is_not_to_blame():
    x = Value(2.0)
    with pytest.warns(GradientLostWarning) as told:
        print(abs(-1), float(x))
    assert "abs" not in str(told[0].message)


def test_the_last_part_of_a_watched_generator_is_watched_too():
    @detect_anomaly
    def steps():
        yield 1
        Value(-1.0).log()

    with pytest.raises(ml.AnomalyError):
        list(steps())


def test_equality_in_a_loop_is_told_once():
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("default")
        for k in range(5):
            Value(1.0) == float(k)  # noqa: B015
    assert len(told) == 1


def test_a_block_that_begins_where_others_are_hidden_goes_on_afterwards():
    with detect_anomaly():
        with without(detect_anomaly):
            block = in_a_block(no_grad)
            next(block)
        assert not recorded()
        block.close()
        assert recorded()
        assert len(active()) == 1


class Noting(Value):
    """Sees to what is set on it itself: its sweep is in Python, with the engine in C too."""

    def __setattr__(self, name, x):
        super().__setattr__(name, x)


def test_a_sweep_from_what_no_grad_has_made_is_told_at_the_users_line():
    x = Value(3.0)
    with no_grad():
        made = [x * Noting(3.0), x * x, x.tanh(), ml.dot([x], [x]), ml.softmax([x, x])[0], sum([x, x])]
        copies = [x.detach(), Value(1.0)]
    for y in made:
        with pytest.warns(
            UserWarning, match=r"^backward\(\) reaches nothing: under no_grad\(\), .* outside of"
        ) as told:
            y.backward()
        assert ([warning.filename for warning in told], y.grad, x.grad) == ([__file__], 1.0, 0.0)
        assert (y.rule, y._op, y.parents, y.partials) == ("", "", (), ())
    for leaf in (*copies, x, pickle.loads(pickle.dumps(made[0]))):
        leaf.backward()  # each of these is a leaf by intention
    (made[0] * 2).backward()
    assert x.grad == 1.0


@every("kind", [no_grad, detect_anomaly])
def test_a_block_without_brackets_is_told_so(kind):
    with pytest.raises(TypeError, match=rf"but got the class; write with {kind.__name__}\(\):$"), kind:
        pass
