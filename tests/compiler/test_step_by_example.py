"""Steps by the program of one example: those of a program of the whole batch, for batches of any size."""

import math
import random

import pytest

pytest.importorskip("numpy")
pytest.importorskip("llvmlite", reason="lanes need llvmlite: pip install 'micrograd-like[jit]'")

from micrograd_like import MLP, Value, compile, losses, optim, where
from micrograd_like.compiler import step_by_example
from micrograd_like.compiler.step_by_example import StepByExample

r = random.Random(4)
ROWS = [[r.gauss(0, 1), r.gauss(0, 1), r.randrange(3)] for _ in range(11)]
BATCHES = [ROWS[:4], ROWS[4:8], ROWS[8:], ROWS[:1], ROWS]


def model():
    random.seed(2)
    return MLP(2, [4, 3])


def by_batch(net, batch):
    return losses.cross_entropy([net(row[:2]) for row in batch], [int(row[2]) for row in batch])


def of_example(net):
    def lost(row):
        outputs = net(row[:2])
        return [losses.cross_entropy([outputs], [row[2]]), outputs]

    return compile(lost, backend="interpreter")


def eagerly(make, batches):
    net = model()
    opt, found = make(net.parameters()), []
    for batch in batches:
        loss = by_batch(net, batch)
        opt.zero_grad()
        loss.backward()
        opt.step()
        found.append(loss.data)
    return found, [p.data for p in net.parameters()]


OPTIMISERS = {
    "Adam": lambda ps: optim.Adam(ps, lr=0.05),
    "momentum": lambda ps: optim.SGD(ps, lr=0.1, momentum=0.9, weight_decay=0.01),
    "SGD": lambda ps: optim.SGD(ps, lr=0.1),
}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_batches_of_any_size_share_one_trace_and_give_the_steps_of_the_engine(name):
    true, ended = eagerly(OPTIMISERS[name], BATCHES)
    net = model()
    step = StepByExample(of_example(net), OPTIMISERS[name](net.parameters()))
    found = []
    for batch in BATCHES:
        outputs = [v.data for row in batch for v in net(row[:2])]
        found.append(step(batch))
        assert step.more == pytest.approx(outputs, rel=1e-12)
        step.write_back()
    assert found == pytest.approx(true, rel=1e-12)
    assert [p.data for p in net.parameters()] == pytest.approx(ended, rel=1e-11)
    assert step.optimizer.steps == len(BATCHES)
    assert (step.shapes, step.program.stats()["shapes"]) == (1, 1)


def test_many_examples_are_taken_in_parts_and_give_the_same_step(monkeypatch):
    ended = []
    for at_once in (step_by_example.AT_ONCE, 4 * 33):
        monkeypatch.setattr(step_by_example, "AT_ONCE", at_once)
        net = model()
        step = StepByExample(of_example(net), OPTIMISERS["momentum"](net.parameters()))
        ended.append([step(ROWS), *step.more, *(x for _, own in step.numbers() for x in own)])
    assert ended[0] == pytest.approx(ended[1], rel=1e-13)


def test_numbers_stay_in_the_step_until_they_are_written_back():
    net = model()
    before = [p.data for p in net.parameters()]
    step = StepByExample(of_example(net), optim.Adam(net.parameters(), lr=0.05))
    step(ROWS)
    step(ROWS)
    assert [p.data for p in net.parameters()] == before
    step.write_back()
    assert [p.data for p in net.parameters()] == [x for _, (x, *_) in step.numbers()]
    assert [p.data for p in net.parameters()] == pytest.approx(
        eagerly(OPTIMISERS["Adam"], [ROWS] * 2)[1], rel=1e-11
    )


def test_a_parameter_that_is_not_moved_is_read_at_each_step_and_one_not_used_moves_by_its_own():
    w, bias, unused = Value(0.5), Value(1.0), Value(2.0)
    lost = compile(lambda row: (w * row[0] + bias - row[1]) ** 2, backend="interpreter")
    step = StepByExample(lost, optim.SGD([w, unused], lr=0.1, weight_decay=0.5))
    assert step([[1.0, 2.0], [1.0, 4.0]]) == pytest.approx((0.25 + 6.25) / 2)
    bias.data = 0.0
    at = 0.5 - 0.1 * (-3.0 + 0.5 * 0.5)
    assert step([[1.0, 0.0]]) == pytest.approx(at**2)
    step.write_back()
    assert unused.data == pytest.approx(2.0 * 0.95**2)


def test_where_something_is_not_finite_the_engine_answers():
    w = Value(1.0)
    lost = compile(lambda row: where(row[0] > 0, row[0].log() * w, w * w), backend="interpreter")
    step = StepByExample(lost, optim.SGD([w], lr=0.5))
    assert step([[2.0], [-1.0], [0.0], [3.0]]) == pytest.approx((math.log(2) + 1 + 1 + math.log(3)) / 4)
    assert step([[-1.0]]) == pytest.approx((1 - 0.5 * (math.log(6) + 4) / 4) ** 2)


def test_a_program_that_draws_is_refused():
    w = Value(1.0)
    lost = compile(lambda row: w * row[0] * random.random(), backend="interpreter")
    with pytest.raises(ValueError, match="draws random numbers; step over whole batches"):
        StepByExample(lost, optim.SGD([w], lr=0.5))([[2.0]])
