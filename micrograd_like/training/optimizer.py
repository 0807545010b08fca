"""What all optimizers share: the loop over parameters, and a state to be saved."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter, index, is_
from typing import Any

from ..engine import Value
from ..missing import Missing
from ..native import core
from ..nn import Module
from ..nn.quick_look import at_rest, quick_look
from ..rules import real
from ..rules.operands import is_list
from .clipping import distinct
from .recording_moves import Lines

FEW = 32  # below so many parameters, writing the lines takes longer than they save
PLAIN = frozenset({float, int, bool, tuple})  # the types of hyperparameters
OVERRIDES = frozenset({"update", "at", "_adam", "_move"})
_frozen = attrgetter("frozen")
Move = Callable[[Any, Any, Any], tuple[Any, tuple]]  # from p, g and state to the new p and the new state
KEEP = "keep its Values as attributes, or in lists, dicts and Modules there, or give it a method parameters()"


class Optimizer:
    """What all optimizers share.

    parameters: Values whose data is changed in place, or a Module, whose frozen parameters are left alone as
    long as they are.  lr: the learning rate; set it anew before any step, by hand or by a schedule.
    remembers: the names of the numbers kept for each parameter, all 0 at first.
    """

    remembers: tuple[str, ...] = ()
    hyperparameters: tuple[str, ...]
    lr: float
    parameters: list[Value]
    steps: int
    _at_rest: tuple[list[Module], list[bool], Sequence[int]] | None = None
    _told_of: frozenset[Value] | set[Value] = frozenset()
    _looks = True  # whether the first step looks for a gradient: not in loops of ours, where backward() runs
    _one_by_one = False  # whether its step is known to be more than arithmetic

    def __init__(self, parameters: Module | Iterable[Value], **hyper: Any):
        self.model = parameters if isinstance(parameters, Module) else None
        if isinstance(parameters, Module):
            model, parameters = parameters, [p for _, p in parameters.named_parameters()]
            if not parameters:
                raise ValueError(
                    f"{type(self).__name__} got {model!r}, which has no parameters to train; {KEEP}"
                )
        self.parameters = distinct(parameters, type(self).__name__)
        if "lr" not in hyper:
            raise TypeError(
                f"{type(self).__name__} has no learning rate; let its __init__ hand lr= on to Optimizer's"
            )
        self.hyperparameters = tuple(hyper)
        self.set(**hyper)
        self.steps = 0
        self.counts = [0] * len(self.parameters)
        self.state = [(0.0,) * len(self.remembers) for _ in self.parameters]

    @property
    def learning_rate(self) -> float:
        """No name of ours; to set it would change nothing, without a word."""
        raise AttributeError(f"the learning rate of {type(self).__name__} is optimizer.lr")

    @learning_rate.setter
    def learning_rate(self, lr: Any) -> None:
        raise AttributeError(
            f"the learning rate of {type(self).__name__} is optimizer.lr; write optimizer.lr = {lr!r}"
        )

    def update(self, p: Any, g: Any, state: tuple, lr: Any, t: Any) -> tuple[Any, tuple]:
        """The parameter and its state after step t (counted from 1) with gradient g."""
        return self.at(lr, t)(p, g, state)

    def at(self, lr: Any, t: Any) -> Move:
        """Step t as a function of p, g and state: what is the same for all parameters is computed before.

        An optimizer of your own defines either this or update().
        """
        raise NotImplementedError(f"{type(self).__name__} does not say how it updates; define update")

    @property
    def trained(self) -> list[Value]:
        """The parameters that a step moves: all that are not frozen."""
        return [self.parameters[i] for i in self._free()]

    def _free(self) -> Sequence[int]:
        """The indices of the parameters that a step moves."""
        everyone, ps = range(len(self.parameters)), self.parameters
        if self.model is None:
            return everyone
        rest = self._at_rest
        if rest and list(map(_frozen, rest[0])) == rest[1]:
            return rest[2]
        listed = self.model.parameters()
        if len(listed) == len(ps) and all(map(is_, listed, ps)):
            return everyone
        free = set(listed)
        self._tell_of(free.difference(ps))
        return [i for i in everyone if ps[i] in free]

    def _tell_of(self, late: set[Value]) -> None:
        """Say once of parameters that came into the model after the optimizer was made."""
        if new := late - self._told_of:
            self._told_of = self._told_of | new
            many = (
                f"{len(new)} parameters of the model are" if len(new) > 1 else "a parameter of the model is"
            )
            warnings.warn(
                f"{many} not trained, because {type(self).__name__} was made before, as where a layer is put "
                "in another's place; make the optimizer anew",
                stacklevel=4,
            )

    @contextmanager
    def model_at_rest(self) -> Iterator[None]:
        """Inside, the model is taken to be of the same parts, so that a step need not look for them anew.

        For loops in which no code of the user's runs.  A part that is frozen or set free inside is seen.
        """
        if self.model is None:
            yield
            return
        with at_rest(self.model):
            look = quick_look(self.model)
            if look.as_made:
                self._at_rest = look.modules, list(map(_frozen, look.modules)), self._free()
            try:
                yield
            finally:
                self._at_rest = None

    def step(self) -> None:
        """Move every parameter by its gradient; each counts its own steps, one frozen till now too.

        Warns if every gradient is 0 at the first step, as where backward() has not run.
        """
        ps, counts, state, free = self.parameters, self.counts, self.state, self._free()
        if self._looks and not self.steps and free and not any(ps[i].grad for i in free):
            told = (
                f"{type(self).__name__} takes its first step, but every gradient is 0: call zero_grad(), then"
            )
            warnings.warn(f"{told} backward() of a loss of these parameters, then step()", stacklevel=2)
        self.steps += 1
        moves: dict[int, Move] = {}  # by the number of the step
        for i in free[self._moved_at_once(free) :]:
            p, counts[i] = ps[i], counts[i] + 1
            if (t := counts[i]) not in moves:
                moves[t] = self._move(t)
            g = p.grad
            p.data, state[i] = moves[t](p.data, g if type(g) is float else _gradient(g), state[i])

    def _moved_at_once(self, free: Sequence[int]) -> int:
        """Let the engine in C move the first of these, as many as are usual; how many it has moved."""
        ps, counts = self.parameters, self.counts
        if len(free) < FEW or len(free) < len(ps) or not self._is_ours() or counts.count(counts[0]) < len(ps):
            return 0
        try:
            lines = Lines(self._move(counts[0] + 1), len(self.remembers))
        except TypeError:  # it does more than arithmetic
            self._one_by_one = True
            return 0
        done = core.moved(ps, self.state, *lines.packed())
        counts[:done] = [counts[0] + 1] * done
        return done

    def _is_ours(self) -> bool:
        """Whether its step is the package's own arithmetic on plain numbers, the same for each parameter."""
        kind: Any = type(self)
        if core is None or self._one_by_one or vars(kind).get("_as_written") != written(kind):
            return False
        lists = type(self.parameters) is list and type(self.state) is list
        plain_numbers = all(type(getattr(self, key)) in PLAIN for key in self.hyperparameters)
        return lists and plain_numbers and OVERRIDES.isdisjoint(vars(self))

    def _move(self, t: int) -> Move:
        """What at() gives for step t, unless there is an update() of somebody's own: then that is asked."""
        if isinstance(self.lr, str) or self.lr is None:  # set by hand
            self._checked("lr", self.lr)
        if getattr(self.update, "__func__", None) is Optimizer.update:
            return self.at(self.lr, t)

        def checked(p: float, g: float, state: tuple) -> tuple[Any, tuple]:
            new = self.update(p, g, state, self.lr, t)
            if type(new) is not tuple or len(new) != 2:
                raise TypeError(
                    f"{type(self).__name__}.update gave {new!r}; it has to give the parameter and what "
                    "is remembered"
                )
            return new

        return checked

    def set(self, **hyper: Any) -> None:
        """Give hyperparameters new values; none changes if one of them makes no sense."""
        if unknown := [key for key in hyper if key not in self.hyperparameters]:
            raise TypeError(
                f"{type(self).__name__} has no {unknown[0]!r}; it has {', '.join(self.hyperparameters)}"
            )
        for key, number in {key: self._checked(key, number) for key, number in hyper.items()}.items():
            setattr(self, key, number)

    def _checked(self, key: str, given: Any) -> Any:
        """A hyperparameter as a float, a bool or a tuple of floats; raises unless it makes sense."""
        name, share = type(self).__name__, key in ("betas", "alpha")
        for x in given if is_list(given) else (given,):
            if not hasattr(x, "__float__"):
                hint = (
                    "; set optimizer.lr before each step, or give it to fit as schedule="
                    if callable(x)
                    else ""
                )
                raise TypeError(f"{name} takes {key} as a number, but got {x!r}{hint}")
            if not 0 <= x < (1 if share else float("inf")):
                limit = "from 0 up to, not including, 1" if share else "of 0 or more"
                raise ValueError(f"{name} takes {key} {limit}, but got {given!r}")
        if key == "eps" and not given:
            raise ValueError(
                f"{name} takes eps above 0, which keeps a parameter without gradient from 0/0, but got 0"
            )
        return _plain(given)

    def zero_grad(self) -> None:
        """Set the grad of every parameter to 0; backward() adds up otherwise."""
        for p in self.parameters:
            p.grad = 0.0

    def state_dict(self) -> dict[str, Any]:
        """All it needs to go on, as plain data: hyperparameters, the count of steps, what it remembers."""
        hyper = {key: _plain(getattr(self, key)) for key in self.hyperparameters}
        return {"name": type(self).__name__, **hyper, "steps": self.steps, "counts": [*self.counts],
                "state": [list(s) for s in self.state]}  # fmt: skip

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Take over what state_dict() gave, of the same kind and size; else nothing changes."""
        own = self.state_dict()
        if state.get("name") != own["name"]:
            raise ValueError(
                f"this is the state of {state.get('name')!r}, not of {own['name']!r}; build that optimizer "
                "first"
            )
        if odd := set(own) - set(state) or set(state) - set(own):
            raise ValueError(
                f"the state {'lacks' if odd <= set(own) else 'has an unknown'} {min(odd)!r}; give what "
                "state_dict() gave"
            )
        for key in ("state", "counts"):
            if len(state[key]) != len(self.parameters):
                raise ValueError(
                    f"the state is about {len(state[key])} parameters, but this optimizer has "
                    f"{len(self.parameters)}"
                )
        if any(len(s) != len(self.remembers) for s in state["state"]):
            raise ValueError(
                f"the state has to remember {len(self.remembers)} numbers for each parameter: "
                f"{', '.join(self.remembers)}"
            )
        numbers = [tuple(map(float, s)) for s in state["state"]]
        steps, counts = index(state["steps"]), [*map(index, state["counts"])]
        if min([steps, *counts]) < 0:
            raise ValueError(f"the state counts steps from 0 on, but has {min([steps, *counts])}")
        self.set(**{key: state[key] for key in self.hyperparameters})
        self.steps, self.counts, self.state = steps, counts, numbers

    def __repr__(self) -> str:
        hyper = ", ".join(f"{key}={getattr(self, key)}" for key in self.hyperparameters)
        return f"{type(self).__name__}({len(self.parameters)} parameters, {hyper})"


for _name in ("hyperparameters", "parameters", "steps"):  # where an __init__ forgets super().__init__()
    setattr(Optimizer, _name, Missing(_name))


def written(kind: Any) -> tuple:
    """The functions that make the step of a class of optimizers."""
    return kind.at, kind.update, kind._move, getattr(kind, "_adam", None)


def _plain(number: Any) -> Any:
    """A number of NumPy's, say, as Python's own."""
    return (
        tuple(map(float, number))
        if is_list(number)
        else number
        if isinstance(number, bool)
        else float(number)
    )


def _gradient(given: Any) -> float:
    """The grad of a parameter that has been set to something else than a float; None is none yet."""
    return 0.0 if given is None else real(given)
