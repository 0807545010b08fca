"""Training steps by the program of one example: all examples of a batch in lanes, then one update for all.

Where a loss is the mean of what each example loses, one example is traced, and its plan serves batches of
any size: the interpreter runs it in the lanes of the processor's registers (over_examples.py).  The
optimizer's ``update`` is traced on one parameter and run over all of them in the same way.

>>> from .. import Value, optim
>>> from .compiling import compile
>>> w = Value(1.0)
>>> lost = compile(lambda x: (w * x[0] - x[1]) ** 2, backend="python")
>>> step = StepByExample(lost, optim.SGD([w], lr=0.1))
>>> step([[1.0, 3.0], [1.0, 5.0]]), step([[1.0, 4.0]])
(10.0, 5.76)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .known_call import Known
from .optimizing import TrainingStep
from .over_examples import Group
from .updates import update_tape
from .versions import Version

AT_ONCE = 4_000_000  # numbers that the examples have given before they are added up: 32 MB


class StepByExample(TrainingStep):
    """A TrainingStep that is called with a row of numbers for each example; it needs NumPy.

    program: of one such row; what it gives, or the first number of it, is averaged over the examples.
    ``more`` has the others, for one example after the other.
    """

    def _shape(self, args: tuple) -> tuple[Any, list, bool]:
        return self.program._fit(_first(args[0]), draw=False)[0], list(args), False

    def _made(self, known: Known, args: tuple, parts: list, fresh: bool) -> Any:
        return ExampleReplay(self.program, self.optimizer, _first(args[0]))


def _first(rows: Sequence) -> tuple[list[float]]:
    """The arguments of the program for the first row."""
    return (list(map(float, rows[0])),)


def draws(program: Any, row: Sequence[float]) -> bool:
    """Whether the program draws random numbers for an example."""
    run = program._fit((list(map(float, row)),), draw=False)[0].run
    return bool(run.draws and run.draws.calls)


class ExampleReplay:
    """Steps by rows of one length.  trained: the parameters that move, with their places in the optimizer.

    Raises ValueError where the program draws random numbers: which example has which ones would be unclear.
    """

    def __init__(self, program: Any, opt: Any, args: tuple[list[float]]):
        import numpy as np

        if draws(program, *args):
            raise ValueError("the program draws random numbers; step over whole batches instead")
        known, numbers = program._at(args)
        version, run = known.version, known.run
        first, moving = len(known.given.numbers), set(opt.trained)
        self.wrt = range(first, first + len(run.captured))
        self.trained = [(i, p) for i, p in enumerate(opt.parameters) if p in moving]
        place = {v: k for k, v in zip(self.wrt, run.captured, strict=True)}
        self.outside = [(k, v) for v, k in place.items() if v not in moving]
        used = [(j, place[p]) for j, (_, p) in enumerate(self.trained) if p in place]
        self.used, self.own = np.array(used, int).reshape(-1, 2).T
        self.examples = Group((), version, known, np.array(numbers, float), list(range(first)), None)
        counts = np.array([opt.counts[i] for i, _ in self.trained], float)
        self.later = counts - counts[:1]  # how many more steps than the first each has taken
        self.backend, self.updates, self.state = program.backend, None, np.zeros((0, 1))
        self.more: list[float] = []

    given: Sequence = ()  # no argument goes into a loop in machine code

    def native(self) -> None:
        """There is no loop over many steps in machine code."""

    def step(self, args: tuple, opt: Any, t: int) -> float:
        """One step, the t-th of the first parameter; the mean before it."""
        import numpy as np

        group, rows = self.examples, np.asarray(args[0], float)
        for k, v in self.outside:
            group.numbers[k] = v.data
        group.numbers[self.own] = self.state[self.used, 0]
        outputs, self.more = len(group.version.tape.outputs), []
        total: Any = 0.0
        size = max(1, AT_ONCE // (outputs + len(self.wrt)))
        for start in range(0, len(rows), size):
            group.rows = rows[start : start + size]
            found = np.asarray(group.results(self.wrt))
            total = total + found.sum(axis=0)
            self.more += found[:, 1:outputs].ravel().tolist()
        means, grads = total / len(rows), np.zeros(len(self.trained))
        grads[self.used] = means[outputs:][self.own - self.wrt.start]
        self.state = self._updated(grads, opt, t)
        return float(means[0])

    def _updated(self, grads: Any, opt: Any, t: int) -> Any:
        """The new numbers, and what is remembered of them, a row for each parameter."""
        import numpy as np

        n = 1 + self.state.shape[1]  # the number, its gradient, and what is remembered
        if self.updates is None:
            version = Version(update_tape(opt, n - 2), n + 2, self.backend)
            self.updates = Group((), version, None, np.zeros(n + 2), [*range(n), n + 1], None)
        columns = self.state[:, :1], grads[:, None], self.state[:, 1:], (self.later + t)[:, None]
        self.updates.numbers[n] = opt.lr
        self.updates.rows = np.concatenate(columns, axis=1)
        return np.asarray(self.updates.results(None))

    def numbers(self) -> list[tuple[float, ...]]:
        """For each parameter its number and what is remembered of it."""
        return list(map(tuple, self.state.tolist()))

    def put(self, numbers: Sequence[Sequence[float]]) -> None:
        """Go on with these numbers, for each parameter its own and what is remembered of it."""
        import numpy as np

        self.state = np.array(numbers, float).reshape(len(numbers), -1)
