"""fit(compile=True): the step of a mini-batch, compiled once and replayed.

The first epoch is taken by the engine: it shows what the loss reaches, and how long a step takes.  Then the
loss is traced with its numbers as inputs, classes too: cross_entropy picks a logit by a class that is an
input, so that one plan serves every class.

Where the loss is one of ours that is a mean over rows, one row is traced, and its plan serves batches of all
sizes (compiler/step_by_example.py, with llvmlite): the same numbers, but that the sum over the rows is added
up in another order.  Elsewhere there is a plan for each size of a batch: for a loss of the user's own, which
may do anything with its rows, and a model that draws random numbers.

>>> from micrograd_like import data, nn
>>> from micrograd_like.training import fit
>>> model = nn.MLP(2, [8, 1], seed=0)
>>> fit(model, data.moons(40), epochs=5, progress=False, compile=True).compiled[:22]
'compiled after epoch 1'
"""

from __future__ import annotations

import math
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import Any

from ..collector import paused_collector
from ..data.dataset import Dataset
from ..native import accelerated
from ..nn import losses
from ..rules.operands import is_list
from .doubts import warn
from .optimizer import Optimizer
from .randomness import random_states

APART = 1e-9  # of the largest number: replays and steps that differ by more are not the same step
STEPS = {True: 700, False: 50}  # steps of the engine, in C or not, that take as long as compiling one
ENOUGH = 10  # replays, before it is said how quick they are
OFTEN = 32  # with callbacks, steps until the next comparison
# Losses that are the mean of what each row loses, so that one row is all that has to be traced.
MEANS = {losses.hinge, losses.mean_squared_error, losses.quadratic, losses.huber, losses.cross_entropy,
         losses.binary_cross_entropy_with_logits, losses.negative_log_likelihood}  # fmt: skip
LOOKS_AT_NUMBERS = {
    losses.binary_cross_entropy: "asks of each output whether it is a probability",
}
Step = Callable[[Dataset], tuple[float, int]]


class NotFaithfulError(Exception):
    """Why a step cannot be replayed."""


class Replays:
    """The steps of a training run, by the engine or as replays.

    reason: why they are not compiled; "" where they are, or may be.
    """

    def __init__(self, run: Any):
        self.run, self.reason = run, ""
        self.wanted = "auto" if run.given.compile == "auto" else bool(run.given.compile)
        self.step: Any = None
        self.shapes: set[int] = set()
        self.times = {"engine": math.inf, "replay": math.inf}  # seconds of the quickest step of a full batch
        self.began, self.replays, self.faster = 0, 0, ""
        self.lists = False  # whether the network gives a list for each row
        self.since, self.due = 0, 2  # steps since the last comparison, and how many until the next

    @property
    def on(self) -> bool:
        """Whether steps are compiled, or may still be."""
        return bool(self.wanted) and not self.reason

    @property
    def known(self) -> bool:
        """Whether ``told`` says all that there will be to say."""
        return bool(self.reason or self.faster)

    @property
    def told(self) -> str:
        """What came of it, in a sentence for the user."""
        if self.reason:
            return f"{'no longer' if self.shapes else 'not'} compiled: {self.reason}"
        if not self.began:
            return ""
        return f"compiled after epoch {self.began}{self.faster}"

    def _measured(self) -> None:
        """Say how many times faster a replay is, once there were some; with "auto" go back if it is not."""
        if self.faster or self.replays < ENOUGH:
            return
        times = self.times["engine"] / self.times["replay"]
        if times < 1 and self.wanted == "auto":
            self._end(f"a replay took {1 / times:.1f} times as long as a step of the engine")
        word, times = ("faster", times) if times >= 1 else ("slower", 1 / times)
        self.faster = f": steps are {times:.1f}x {word}"

    @contextmanager
    def epoch(self, number: int) -> Iterator[Step]:
        """What takes a step of this epoch, counted from 0; at its end the parameters are in the model."""
        if not self.on or number == 0 or not self._pays(number):
            yield self._by_engine if self.on else self.run.paused_step
            return
        self.began = self.began or number
        if self.step:
            self.step.read()
        yield self._replay
        if self.step:
            self.step.write_back()
            self._measured()

    def _pays(self, number: int) -> bool:
        """Whether to compile; with "auto" only if what is left would take longer than compiling does."""
        if self.wanted is True or self.step or not math.isfinite(self.times["engine"]):
            return True
        batches = math.ceil(len(self.run.data) / self.run.batch)
        left, cost = (self.run.given.epochs - number) * batches, STEPS[accelerated]
        if self.by_row:
            cost = max(cost // self.run.batch, ENOUGH)
        if left >= 3 * cost:  # a step may become less than twice as fast
            return True
        self._end(f"{left} steps are left, and compiling takes as long as about {cost} steps of the engine")
        return False

    def _end(self, reason: str) -> None:
        """Go on by the engine."""
        self.reason, self.step = reason, None
        if self.wanted is True:
            warn(f"{self.told}; the run goes on step by step")

    def _timed(self, what: str, step: Step, batch: Dataset) -> tuple[float, int]:
        """A step, and how long it took, where it is one of a full batch."""
        start = time.perf_counter()
        found = step(batch)
        if len(batch) == min(self.run.batch, len(self.run.data)):
            self.times[what] = min(self.times[what], time.perf_counter() - start)
        return found

    def _by_engine(self, batch: Dataset) -> tuple[float, int]:
        return self._timed("engine", self.run.paused_step, batch)

    def _replay(self, batch: Dataset) -> tuple[float, int]:
        """One step as a replay, compared with the engine's where that is due."""
        if not self.on:
            return self.run.paused_step(batch)
        self.since += 1
        due = min(self.due, OFTEN) if self.run.given.callbacks else self.due
        if self._shape(batch) in self.shapes and self.since < due:
            self.replays += 1
            return self._timed("replay", self._stepped, batch)
        try:
            return self._compared(batch)
        except NotFaithfulError as reason:
            self._end(str(reason))
            return self.run.paused_step(batch)

    def _stepped(self, batch: Dataset) -> tuple[float, int]:
        """One step as a replay."""
        run, step = self.run, self.step
        if run.given.schedule:
            run.optimizer.set(lr=run.given.schedule(run.optimizer.steps + step.steps))
        loss = step(self._rows(batch) if self.by_row else self._flat(batch))
        outputs: list[Any] = step.more
        if self.lists:
            outputs = rows_of(outputs, len(outputs) // len(batch))
        return loss, run.right(outputs, batch)

    def _compared(self, batch: Dataset) -> tuple[float, int]:
        """A step both ways, from the same numbers; if they differ NotFaithfulError, and nothing has moved."""
        run, optimizer = self.run, self.run.optimizer
        if self.step:
            self.step.write_back()
        before, remembered = [p.data for p in optimizer.parameters], optimizer.state_dict()
        found = self._compiled(batch)
        moved = self.step.numbers()
        generators = random_states(run.model)
        states = [rng.getstate() for rng in generators]
        loss, _ = self._by_engine(batch)
        after = [p.data for p, _ in moved]
        for p, x in zip(optimizer.parameters, before, strict=True):
            p.data = x
        optimizer.load_state_dict(remembered | {"lr": optimizer.lr})
        if not (_near([found[0]], [loss]) and _near([x for _, (x, *_) in moved], after)):
            _set(generators, states)
            raise NotFaithfulError(
                f"the loss of a replay was {found[0]!r}, and that of the engine {loss!r}: the model or the "
                "loss does not do the same in each step"
            )
        self.shapes.add(self._shape(batch))
        self.since, self.due = 0, 2 * self.due
        return found

    def _compiled(self, batch: Dataset) -> tuple[float, int]:
        """A step as a replay, compiled if its shape is new; NotFaithfulError where that cannot be."""
        generators = random_states(self.run.model)
        states = [rng.getstate() for rng in generators]
        try:
            with warnings.catch_warnings(), paused_collector():
                warnings.simplefilter("error")  # a TraceWarning, or that a Value is compared by ==
                if self.step is None:
                    self._check()
                    self.step = self._step(batch)
                return self._stepped(batch)
        except NotFaithfulError:
            raise
        except Exception as error:  # whatever a model or a loss does with a traced number
            raise NotFaithfulError(str(error).partition("\n")[0] or type(error).__name__) from error
        finally:
            _set(generators, states)

    # ---- what is compiled

    def _step(self, batch: Dataset) -> Any:
        """What takes the steps."""
        from ..compiler import compile
        from ..compiler.step_by_example import StepByExample, draws

        if self.by_row:
            program = compile(self._cost(batch), backend="interpreter")
            self.by_row = not draws(program, self._rows(batch)[0])
            if self.by_row:
                return StepByExample(program, self.run.optimizer)
        return compile(self._cost(batch)).training_step(self.run.optimizer)

    @cached_property
    def by_row(self) -> bool:
        """Whether the program of one row is run for all rows of a batch, of whatever size.

        That is so where the loss is the mean over the rows for sure, and nothing is drawn for each of them.
        """
        from ..compiler.tiers import has_llvmlite

        loss, options = self.run.task.loss, {}
        if isinstance(loss, partial):
            loss, options = loss.func, loss.keywords
        return loss in MEANS and options.get("reduction", "mean") == "mean" and has_llvmlite()

    def _shape(self, batch: Dataset) -> int:
        """What another trace is needed for: the number of rows, unless one row is traced."""
        return 1 if self.by_row else len(batch)

    def _rows(self, batch: Dataset) -> list[list[float]]:
        """The numbers of each row, with its targets."""
        targets = self.run.task.targets(batch)
        return [
            [*row, *(told if is_list(told) else (told,))] for row, told in zip(batch.X, targets, strict=True)
        ]

    def _check(self) -> None:
        """Raise NotFaithfulError for what is known to be no business of a replay."""
        run, task = self.run, self.run.task
        if run.given.clip:
            raise NotFaithfulError("clip= needs the length of the whole gradient in each step")
        if type(run.optimizer).step is not Optimizer.step:
            raise NotFaithfulError(f"{type(run.optimizer).__name__} has a step() of its own")
        loss = task.loss.func if isinstance(task.loss, partial) else task.loss
        if loss in LOOKS_AT_NUMBERS:
            raise NotFaithfulError(f"{loss.__name__} {LOOKS_AT_NUMBERS[loss]}")

    def _flat(self, batch: Dataset) -> list[float]:
        """All numbers of a batch as one list: rows, then targets."""
        targets = self.run.task.targets(batch)
        wide = is_list(targets[0])
        return [float(x) for row in batch.X for x in row] + [
            float(y) for told in targets for y in (told if wide else (told,))
        ]

    def _cost(self, batch: Dataset) -> Callable:
        """What is traced: the numbers of a batch like this one to the loss, and the outputs after it."""
        run, task, model = (
            self.run,
            self.run.task,
            self.run.model,
        )  # a model by name: compile looks at its modes
        columns, told = len(batch.X[0]), self.run.task.targets(batch)[0]
        width = len(told) if is_list(told) else 0

        def cost(numbers: list[Any]) -> list[Any]:
            count = len(numbers) // (columns + (width or 1))
            rows, targets = rows_of(numbers[: count * columns], columns), numbers[count * columns :]
            targets = rows_of(targets, width) if width else targets
            outputs = [model(x) for x in rows]
            self.lists = is_list(outputs[0])
            return [run.penalised(task.loss(outputs, targets)), outputs]

        return cost


def rows_of(numbers: list[Any], width: int) -> list[list[Any]]:
    """A flat list as rows.

    >>> rows_of([1, 2, 3, 4], 2)
    [[1, 2], [3, 4]]
    """
    return [numbers[k : k + width] for k in range(0, len(numbers), width)]


def _set(generators: Sequence, states: Sequence) -> None:
    """Let these go on from there."""
    for rng, state in zip(generators, states, strict=True):
        rng.setstate(state)


def _near(got: Sequence[float], expected: Sequence[float]) -> bool:
    """Equal up to rounding at the scale of the largest, or both not finite."""
    if not all(map(math.isfinite, (*got, *expected))):
        return [math.isfinite(x) for x in got] == [math.isfinite(x) for x in expected]
    scale = max(map(abs, expected), default=0.0)
    return all(abs(a - b) <= APART * scale for a, b in zip(got, expected, strict=True))
