"""What the caller hands over, as numbers in a row, and what is given back, in its shape.

>>> given = Given((2.0, {"w": [1.0, 3.0]}), frozenset())
>>> given.numbers, given.names
([2.0, 1.0, 3.0], ['x0', 'x1.w.0', 'x1.w.1'])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..engine import Value
from ..modes import trees


class Given:
    """The arguments of one call.

    numbers: of all that are not static.  spans: where those of each begin and end.
    static: the places of arguments that are no numbers: each other one is another program.
    """

    def __init__(self, args: tuple, static: frozenset[int]):
        self.args, self.static = args, static
        self.numbers: list[float] = []
        self.values: list[Any] = []
        self.spans: list[tuple[int, int]] = []
        for place, arg in enumerate(args):
            start = len(self.numbers)
            if not self.is_static(place) and _all_floats(arg):
                self.values += arg
                self.numbers += arg
            elif not self.is_static(place) and _float_array(arg):
                found = trees.elements(arg)
                self.values += found
                self.numbers += found
            elif not self.is_static(place):
                given = trees.flatten(arg)
                self.values += given
                self.numbers += [x.data if isinstance(x, Value) else _plain(x) for x in given]
            self.spans.append((start, len(self.numbers)))

    def is_static(self, place: int) -> bool:
        """Whether an argument is no number: said to be static, or text, None, a bool or a function."""
        arg = self.args[place]
        plain = isinstance(arg, (str, bytes, bool)) or arg is None
        return place in self.static or plain or (callable(arg) and not trees.is_module(arg))

    @property
    def parts(self) -> list[Any]:
        """The modules, and what is static: a function may look into these as into its surroundings."""
        return [arg for k, arg in enumerate(self.args) if trees.is_module(arg) or self.is_static(k)]

    @property
    def shape(self) -> tuple:
        """What has to be the same for a program to be used again."""
        return tuple(
            ("static", _hashable(arg)) if self.is_static(i) else shape_of(arg, self.values[start:end])
            for i, (arg, (start, end)) in enumerate(zip(self.args, self.spans, strict=True))
        )

    @property
    def names(self) -> list[str]:
        """What to call each number: by the place in its argument, or by the parameter's name."""
        found: list[str] = []
        several = sum(not self.is_static(i) for i in range(len(self.args))) > 1
        for place, arg in enumerate(self.args):
            if not self.is_static(place):
                found += names_of(arg, f"x{place}" if several else "x")
        return found

    def put(self, values: Sequence[Value]) -> list[Any]:
        """The arguments with these Values in the place of their numbers."""
        return [
            arg if self.is_static(i) else trees.replace(arg, values[start:end])
            for i, (arg, (start, end)) in enumerate(zip(self.args, self.spans, strict=True))
        ]


def shape_of(tree: Any, values: Sequence[Any] = ()) -> Any:
    """The shape of numbers, lists, dicts, arrays and modules; equal for what one program can serve.

    values: what stands in it.  A module has one shape as long as it is the same, with the same parameters to
    train, in the same mode.
    """
    if type(tree) is float or type(tree) is int or isinstance(tree, Value):
        return "number"
    if trees.is_module(tree):
        modes = tuple(m.training for m in tree.modules()) if hasattr(tree, "modules") else ()
        return ("module", id(tree), tuple(map(id, values or tree.parameters())), modes)
    if isinstance(tree, dict):
        return ("dict", *((key, shape_of(part)) for key, part in tree.items()))
    if trees.is_array(tree):
        return ("array", tree.shape)
    if _all_floats(tree):
        return ("list", ("number", len(tree)))
    if isinstance(tree, (list, tuple)):
        return (type(tree).__name__, *_runs(map(shape_of, tree)))
    return "number"


def _runs(shapes: Iterable[Any]) -> list[Any]:
    """Equal shapes one after the other as one, with their count."""
    found: list[Any] = []
    for shape in shapes:
        if found and found[-1][0] == shape:
            found[-1] = (shape, found[-1][1] + 1)
        else:
            found.append((shape, 1))
    return found


def names_of(tree: Any, name: str) -> list[str]:
    """A name for each number in a tree: its path, with points."""
    if isinstance(tree, Value):
        return [tree.label or name]
    if trees.is_module(tree):
        return [path for path, _ in trees.named(tree)]
    if isinstance(tree, dict):
        return [n for key, part in tree.items() for n in names_of(part, f"{name}.{key}")]
    if trees.is_array(tree):
        return names_of(tree.tolist(), name)
    if isinstance(tree, (list, tuple)):
        return [n for i, part in enumerate(tree) for n in names_of(part, f"{name}.{i}")]
    return [name]


def _all_floats(tree: Any) -> bool:
    """Whether it is a list of floats: the most frequent argument, which need not be walked through."""
    return type(tree) is list and set(map(type, tree)) == {float}


def _float_array(tree: Any) -> bool:
    """Whether it is a plain array of floats, which need not be walked through either."""
    return trees.is_array(tree) and tree.dtype == float and not hasattr(tree, "mask")


def _plain(x: Any) -> float:
    if type(x) is float:
        return x
    raise TypeError(f"a compiled program takes plain numbers and Values, but got {type(x).__name__} {x!r}")


def _hashable(x: Any) -> Any:
    try:
        hash(x)
    except TypeError:
        return repr(x)
    return x
