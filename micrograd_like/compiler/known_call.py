"""One trace of a function, and what the next call needs to use it again.

A call fits where its arguments have the shape of those that were traced, and what the function uses from
outside is as it was.  Then its numbers are read: first those of the arguments, then those of Values from
outside, then random numbers, drawn anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ..modes import trees
from .readers import joined, listed, of_values, reader, writer
from .shapes import Given
from .surroundings import Surroundings
from .tracing import Trace
from .versions import Version


class Known:
    """A function's trace for arguments of one shape.

    version: its programs.  run: the trace.  given: the arguments that were traced.  around: what the function
    used from outside.  argnums: which argument to differentiate by, or a tuple of several.
    """

    def __init__(self, version: Version, run: Trace, given: Given, around: Surroundings, argnums: Any):
        self.version, self.run, self.given, self.around, self.argnums = version, run, given, around, argnums
        self._readers = [None if given.is_static(k) else reader(arg) for k, arg in enumerate(given.args)]
        self._captured = of_values(run.captured)
        self.drawn = slice(len(given.numbers) + len(run.captured), version.inputs)

    def parts(self, args: Sequence[Any]) -> list | None:
        """The numbers of each argument of a call; None unless it is sure at once that the call fits."""
        if len(args) != len(self._readers) or not self.around.same():
            return None
        found = []
        for read, arg, own in zip(self._readers, args, self.given.args, strict=True):
            part = read(arg) if read is not None else () if arg is own else None
            if part is None:
                return None
            found.append(part)
        return found

    def with_tangents(self, primals: Any, tangents: Any) -> tuple[Any, Any] | None:
        """The numbers of a call, and a number for each in its arguments; None unless both fit at once."""
        if type(primals) is not tuple or type(tangents) is not tuple or None in self._readers:
            return None
        if len(tangents) != len(primals) or (parts := self.parts(primals)) is None:
            return None
        found = [read(v) for read, v in zip(self._readers, tangents, strict=True) if read is not None]
        if any(v is None or len(v) != len(x) for v, x in zip(found, parts, strict=True)):
            return None
        numbers = self.numbers(parts)
        self.version.check(numbers)
        return numbers, joined(found)

    def filled(self, found: Sequence[float]) -> tuple[Any, ...]:
        """A number for each in the arguments, in their shape."""
        spans = zip(self._writers, self.given.spans, strict=True)
        return tuple([write(found[start:end]) for write, (start, end) in spans])

    @cached_property
    def _writers(self) -> list[Any]:
        return [writer(arg) for arg in self.given.args]

    def part(self, place: int, arg: Any) -> Any:
        """The numbers of another argument in a place, which is not static; None if it has another shape."""
        read = self._readers[place]
        if read is not None and (found := read(arg)) is not None:
            return found
        given, own = Given((arg,), frozenset()), Given((self.given.args[place],), frozenset())
        return given.numbers if given.shape == own.shape else None

    def numbers(self, parts: Sequence, draw: bool = True) -> Any:
        """All numbers of a replay, as a list or array.

        draw: whether random numbers are drawn anew; else they are those of the trace.
        """
        parts = list(parts)
        if self.run.captured:
            parts.append(self._captured())
        if self.run.draws and self.run.draws.calls:
            parts.append(self.run.draws.anew() if draw else self.version.tape.data[self.drawn])
        return joined(parts)

    def values(self, args: Sequence[Any]) -> list[Any]:
        """What stands in the arguments, Values and plain numbers, and then the Values from outside."""
        return [*Given(tuple(args), self.given.static).values, *self.run.captured]

    @cached_property
    def gradient(self) -> tuple[range, Any]:
        """The inputs to differentiate by, and how to give back a number for each of them."""
        given, argnums = self.given, self.argnums
        if not given.args:
            return range(len(self.run.captured)), listed
        count = len(given.args)
        places = argnums if isinstance(argnums, tuple) else (argnums,)
        if wrong := [k for k in places if not -count <= k < count]:
            raise ValueError(
                f"argnums={argnums} asks for argument {wrong[0]}, counted from 0, but the function was "
                f"called with {count}; give compile a place that there is"
            )
        if list(places) != list(range(places[0], places[0] + len(places))):
            raise ValueError(
                f"argnums={argnums} are no neighbours in order; give neighbours, such as (0, 1), or compile "
                "once for each"
            )
        if static := [k for k in places if given.is_static(k)]:
            raise TypeError(
                f"argument {static[0]} is no number to differentiate by, but {given.args[static[0]]!r}; give "
                "compile the place of another one: argnums="
            )
        spans, args = [given.spans[k] for k in places], [given.args[k] for k in places]
        fill = writer(args[0]) if not isinstance(argnums, tuple) else _of_several(tuple(args))
        return range(spans[0][0], spans[-1][1]), fill


def _of_several(args: tuple) -> Any:
    return lambda found: trees.fill(args, listed(found))
