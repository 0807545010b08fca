"""What every network is: a Module, which finds its parameters in its attributes (by ``finding.py``).

>>> from micrograd_like import Value
>>> class Line(Module):
...     def __init__(self):
...         self.slope, self.offset = Value(2.0), Value(1.0)
...     def __call__(self, x):
...         return self.slope * x + self.offset
>>> [name for name, _ in Line().named_parameters()]
['slope', 'offset']
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any, Self

from ..engine import Value, topological_order
from ..missing import Missing
from ..rules.operands import is_list
from . import finding, saving
from .outline import in_full
from .quick_look import quick_look

_data = attrgetter("data")


class Module(finding.Owner):
    """Something with parameters: Values that training changes.

    They are found in its attributes: Values, modules, other objects that have a method ``parameters()``, and
    lists, tuples, dicts, arrays and dataclasses of these, nested as one likes.  A Value with parents is a
    result, and no parameter.  ``parameters()`` may be overridden; it then says what is trained.

    training: whether layers such as Dropout act; see train() and eval().  frozen: see freeze().
    """

    def __init_subclass__(cls, **options: Any):
        super().__init_subclass__(**options)
        for name in getattr(cls, "__annotations__", ()):
            if not hasattr(cls, name):
                setattr(cls, name, Missing(name))
        told = next(base for base in cls.__mro__ if "spec" in vars(base))
        if told is cls or (told is not Module and cls.__init__ is told.__init__):
            saving.KINDS[saving.name_of(cls)] = cls

    def __repr__(self) -> str:
        count = len({place.leaf for place in finding.search(self)})
        hidden = [] if count else self.hidden_values()
        told = f", but Values in {', '.join(hidden)}" if hidden else ""
        return f"{type(self).__name__}({count} parameters{told})"

    def _in_short(self) -> str:
        """What it is among the other parts of a larger model, where the reprs of all are too long."""
        told = repr(self)
        return told if len(told) <= 30 else Module.__repr__(self)

    def _own_outline(self) -> Mapping[str, Any]:
        """What a checkpoint knows it by, beside its type and the modules in it: plain data."""
        import json

        try:
            json.dumps(spec := self.spec())
        except Exception:  # it has none, or one that is no plain data
            return {"repr": in_full(self)}
        return spec

    def __call__(self, x: Any) -> Any:
        other = ", which is the name of forward here" if hasattr(self, "forward") else ""
        raise NotImplementedError(
            f"{type(self).__name__} does not say what it computes; define __call__{other}"
        )

    def parameters(self) -> list[Value]:
        """The Values that training changes, in the order of named_parameters(); frozen ones are left out.

        Warns if there are none, but Values where nothing is looked for: in a closure, say, or in another
        object.
        """
        if leaves := quick_look(self).trained():
            return leaves
        found = finding.search(self, ask=False)
        finding.refuse_sets(self, found)
        if not found and finding.by_the_walk(self) and (hidden := self.hidden_values()):
            advice = "keep them in attributes, lists or dicts, or give what holds them a method parameters()"
            told = f"{type(self).__name__} has no parameters, but Values in {', '.join(hidden)}"
            warnings.warn(f"{told}, where none are looked for: {advice}", stacklevel=2)
        return finding.trained(found)

    _by_the_walk = parameters
    _looks = 3  # how many more calls of zero_grad() look for gradients that it does not clear

    def named_parameters(self, prefix: str = "") -> Iterator[tuple[str, Value]]:
        """Each parameter, trained or not, with its place, such as ``layers.0.neurons.3.w.1``.

        One that only a parameters() of your own knows is called after its place there: ``parameters.0``.
        That may choose among these; to add others, let it add to those of ``super().parameters()``.
        """
        return zip(*self._named(prefix), strict=True)

    def _named(self, prefix: str = "") -> tuple[list[str], list[Value]]:
        """The names of all parameters, and these."""
        found = quick_look(self).named(prefix)
        if found is None:
            places = finding.search(self, prefix)
            finding.refuse_sets(self, places)
            found = [place.name for place in places], [place.leaf for place in places]
        names, leaves = found
        if len(set(leaves)) < len(leaves):  # each is called after its first place
            first: dict[Value, str] = {}
            for name, leaf in zip(names, leaves, strict=True):
                first.setdefault(leaf, name)
            names, leaves = list(first.values()), list(first)
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            kind = type(self).__name__
            raise ValueError(
                f"two parameters of {kind} are both called {twice!r}; give their keys other names"
            )
        return names, leaves

    def hidden_values(self) -> list[str]:
        """The attributes that hold Values where no parameters are looked for: sets, closures, other objects.

        >>> class Mine(Module):
        ...     def __init__(self):
        ...         w = Value(1.0)
        ...         self.f = lambda x: w * x
        >>> Mine().hidden_values(), Mine()
        (['f (function)'], Mine(0 parameters, but Values in f (function)))
        """
        return finding.hidden(self)

    def unknown_leaves(self, *results: Any) -> list[Value]:
        """The leaves that all results come from and that are no parameters of this module.

        results: Values, or lists of them, from two or more calls of the module on plain numbers.  Each call
        makes its inputs and constants anew; so what the calls have in common was there before: parameters
        kept where none are looked for, or constants, which need not be Values.

        >>> w = Value(2.0)
        >>> class Mine(Module):
        ...     def __call__(self, x):
        ...         return w * x + 1
        >>> model = Mine()
        >>> model.unknown_leaves(model(1.0), model(1.0))
        [Value(data=2.0, grad=0.0)]
        """
        if len(results) < 2:
            raise TypeError(
                f"unknown_leaves compares the results of two calls or more, but got {len(results)}; give "
                "model(x), model(x), with x in plain numbers"
            )
        known = {place.leaf for place in finding.search(self)}
        reached = [{v: 0 for v in topological_order(*_values(r)) if not v.parents} for r in results]
        return [v for v in reached[0] if v not in known and all(v in leaves for leaves in reached)]

    def modules(self) -> Iterator[Module]:
        """This module and all inside it, each once."""
        return iter({id(m): m for m in finding.modules(self)}.values())

    def freeze(self) -> Self:
        """Leave all parameters inside out of training; gradients still flow through to what comes before.

        Freeze before building the optimizer, or give the optimizer the model itself.  A loaded model is not
        frozen: save() does not keep the flag, as PyTorch's does not; copies, pickles and the checkpoints of
        fit() do.

        >>> from micrograd_like.nn import MLP
        >>> model = MLP(2, [3, 1])
        >>> model.layers[0].freeze(); len(model.parameters()), len(list(model.named_parameters()))
        Layer of [ReLUNeuron(2), ReLUNeuron(2), ReLUNeuron(2)]
        (4, 13)
        """
        return self._set("frozen", True)

    def unfreeze(self) -> Self:
        """Take all parameters inside back into training."""
        return self._set("frozen", False)

    def train(self, *data: Any) -> Self:
        """Let layers such as Dropout act as they do while training; so it is at first."""
        if data:
            raise TypeError(
                "train() switches layers such as Dropout on and takes no data; write fit(model, X, y)"
            )
        return self._set("training", True)

    def eval(self) -> Self:
        """Let layers such as Dropout act as they do when the network is used."""
        return self._set("training", False)

    def _set(self, name: str, value: bool) -> Self:
        for module in self.modules():
            setattr(module, name, value)
        return self

    def zero_grad(self) -> None:
        """Set the grad of every parameter to 0: those that parameters() lists, and all in the attributes.

        Warns if a gradient has arrived at Values that are neither: they would add up, and not be trained.
        """
        for leaf in quick_look(self).trained() or [place.leaf for place in finding.search(self)]:
            leaf.grad = 0.0
        if self._looks and (hidden := finding.hidden(self, reached=True)):
            self._looks = 0
            kind, advice = (
                type(self).__name__,
                "keep them in attributes, lists or dicts, or give what holds them ",
            )
            told = f"{kind}.zero_grad() leaves the gradients of the Values in {', '.join(hidden)}"
            told += ", which are none of its parameters: they add up, and are not trained"
            warnings.warn(f"{told}; {advice}a method parameters()", stacklevel=2)
        elif self._looks:
            self._looks -= 1

    def state_dict(self) -> dict[str, float]:
        """The numbers of all parameters by name: plain data, to save or to load into another model."""
        names, leaves = self._named()
        return dict(zip(names, map(_data, leaves), strict=True))

    def load_state_dict(self, state: Mapping[str, float]) -> None:
        """Take over the numbers; names must match exactly.

        Nothing changes if one is missing or unknown, which is a KeyError, or is no number, a TypeError.
        """
        if not isinstance(state, Mapping):
            kind = type(self).__name__
            read = f"; {kind}.load({state!r}) reads a file" if isinstance(state, str | os.PathLike) else ""
            raise TypeError(f"load_state_dict takes what state_dict() gave, a dict, but got {state!r}{read}")
        own, hint = dict(self.named_parameters()), "is it another model's?"
        if missing := [name for name in own if name not in state]:
            lacking = f"{len(missing)} of {len(own)} parameters, such as {missing[0]!r}"
            raise KeyError(f"the state lacks {lacking}; {hint}")
        if unknown := [name for name in state if name not in own]:
            raise KeyError(
                f"the state has {len(unknown)} parameters too many, such as {unknown[0]!r}; {hint}"
            )
        fresh = {name: Value(state[name]).data for name in own}
        for name, p in own.items():
            p.data = fresh[name]

    def spec(self) -> dict[str, Any]:
        """The arguments it was built with, as plain data, so that a saved one can be built again."""
        raise TypeError(
            f"a {type(self).__name__} does not say how it was built; give it a method spec() that returns "
            "the arguments of its __init__ as a dict"
        )

    @classmethod
    def build(cls, arguments: Mapping[str, Any]) -> Any:
        """A new one from what spec() gave."""
        return cls(**arguments)

    @classmethod
    def size_of(cls, spec: Mapping[str, Any]) -> int:
        """How many parameters one built from what spec() gave has: load() compares that with the file
        before it builds.

        A class of your own needs none; it is asked only if it defines this itself.
        """
        raise TypeError(f"{cls.__name__} does not tell its size before it is built")

    def save(self, path: str | os.PathLike[str], **extra: Any) -> None:
        """Write the model as JSON, whole or not at all; extra is kept beside it (see load_extra)."""
        saving.save(self, path, extra)

    @saving.makes_new
    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """A new model, the one that save() wrote; ``model = MLP.load("model.json")``.

        Raises ValueError for a file of another kind.
        """
        return saving.load(cls, path)[0]

    @saving.makes_new
    @classmethod
    def load_extra(cls, path: str | os.PathLike[str]) -> tuple[Self, dict[str, Any]]:
        """A new model, and what was saved beside it."""
        return saving.load(cls, path)


def _values(result: Any) -> list[Value]:
    """The Values in a result: itself, or those in the lists in it."""
    if isinstance(result, Value):
        return [result]
    return [v for part in (result if is_list(result) else ()) for v in _values(part)]
