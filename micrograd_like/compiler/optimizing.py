"""A whole training step as one replay: value, gradient and the optimizer's update.

The optimizer's own ``update`` is traced, on one parameter, and filled in for all of them: nothing about it is
written twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine import Value
from ..modes import trees
from .calls_in_words import count_of, whole
from .known_call import Known
from .readers import listed
from .step_replay import StepReplay


class TrainingStep:
    """Call it with the arguments of the program: it moves the parameters and gives the value before the move.

    Of a function that gives several numbers the first is made small; ``more`` has the others of the last
    call.
    The parameters and what the optimizer remembers live in the array of the replay.  write_back() puts them
    into the model and the optimizer, read() takes them from there; nothing else looks there in between,
    except for ``optimizer.lr`` and the other hyperparameters, which are read at each step.  Parameters are
    Values among the arguments, such as those of a module, or used by the function from outside; one that the
    function does not use has the gradient 0, as after ``zero_grad``.
    Arguments of a new shape, or other hyperparameters, are compiled anew; the numbers move along.
    """

    def __init__(self, program: Any, optimizer: Any):
        self.program, self.optimizer = program, optimizer
        self.steps, self._count = 0, 0
        self._replays: dict[Any, Any] = {}
        self._now: Any = None
        self._moving: tuple = ()

    def __call__(self, *args: Any, **named: Any) -> float:
        replay, parts = self._at(self.program._placed(args, named))
        loss = replay.step(parts, self.optimizer, self._count + self.steps + 1)
        self.steps += 1  # a step that raises is none
        return loss

    def run(self, count: int, *args: Any) -> list[float]:
        """So many steps with the same arguments; the value before each.  ``optimizer.lr`` is read once.

        In machine code (backend "llvm") all of them are one call, without Python in the loop.
        """
        return self._many(whole(count, "run"), args, ())

    def each(self, *args: Any) -> list[float]:
        """A step for each example of the arguments, lists or arrays of batches; modules stay as they are.

        In machine code all of them are one call, as in ``run``.

        >>> from micrograd_like import Value, compile, optim
        >>> w = Value(1.0)
        >>> step = compile(lambda x, y: (w * x - y) ** 2).training_step(optim.SGD([w], lr=0.1))
        >>> step.each([1.0, 2.0], [3.0, 6.0])
        [4.0, 10.240000000000002]
        """
        changing = [k for k, arg in enumerate(args) if not trees.is_module(arg)]
        return self._many(count_of(args, changing, "each"), args, changing)

    def _many(self, count: int, args: tuple, changing: Sequence[int]) -> list[float]:
        """So many steps; the n-th of them with the n-th part of the arguments that change."""

        def at(n: int) -> tuple:
            return tuple(arg[n] if k in changing else arg for k, arg in enumerate(args))

        found: list[float] = []
        while len(found) < count:
            here = at(len(found))
            replay, _ = self._at(here)
            static = set(changing) - {place for place, _, _ in replay.given}  # another plan for each of them
            loop = replay.native()
            if loop is not None:
                rows = replay.rows(here, args, changing, len(found), len(found) + 1 if static else count)
                several = len(rows) if changing else count - len(found)
                done = replay.steps(loop, rows, several, self.optimizer, self._count + self.steps + 1)
                self.steps += len(done)
                found += done
            if loop is None or len(found) < count:  # something is not finite, or has another shape
                found.append(self(*at(len(found))))
        return found

    @property
    def more(self) -> list[float]:
        """What the function gave besides the value, in the last call."""
        return self._now.more if self._now else []

    @property
    def shapes(self) -> int:
        """How many replays have been compiled."""
        return len(self._replays)

    def numbers(self) -> list[tuple[Value, tuple[float, ...]]]:
        """Each parameter that moves, with its number now and what the optimizer remembers of it."""
        now = self._now
        return [(p, x) for (_, p), x in zip(now.trained, now.numbers(), strict=True)] if now else []

    def write_back(self) -> None:
        """Put parameters and state into the model and the optimizer."""
        if self._now is None:
            return
        opt = self.optimizer
        for (i, p), (x, *state) in zip(self._now.trained, self._now.numbers(), strict=True):
            p.data, opt.state[i] = x, tuple(state)
            opt.counts[i] += self.steps
        opt.steps += self.steps
        self._count += self.steps
        self.steps = 0

    def read(self) -> None:
        """Forget the numbers; the next step begins with what the model and the optimizer hold then.

        What was compiled is used again, unless other parameters are frozen now.
        """
        self._now, self.steps = None, 0

    def _at(self, args: tuple) -> tuple[Any, list]:
        """The replay for these arguments, with the parameters as the last step left them, and their
        numbers.
        """
        opt, now = self.optimizer, self._now
        hyper = tuple(getattr(opt, name) for name in opt.hyperparameters if name != "lr")
        shape, parts, fresh = self._shape(args)
        if now is None:
            self._moving = _moving(opt)
        key = (shape, hyper, self._moving)
        found = self._replays.get(key)
        if found is None:
            found = self._replays[key] = self._made(shape, args, parts, fresh)
        if now is None:
            self._count = opt.counts[found.trained[0][0]] if found.trained else 0
            found.put([(p.data, *opt.state[i]) for i, p in found.trained])
        elif found is not now:
            found.put(now.numbers())
        self._now = found
        return found, parts

    def _shape(self, args: tuple) -> tuple[Any, list, bool]:
        """What a replay depends on, the numbers of each argument, and whether the function was traced now."""
        return self.program._fit(args)

    def _made(self, known: Known, args: tuple, parts: list, fresh: bool) -> Any:
        """A replay for arguments like these."""
        return StepReplay(known, self.optimizer, args, listed(known.numbers(parts, draw=not fresh)))


def _moving(opt: Any) -> tuple:
    """The places of the parameters that move, each with its count of steps beyond that of the first."""
    free = set(opt.trained)
    places = [i for i, p in enumerate(opt.parameters) if p in free]
    return tuple((i, opt.counts[i] - opt.counts[places[0]]) for i in places)
