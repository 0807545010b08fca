"""A row of the table: one primitive, its value and its partial derivatives, read from text.

>>> cube = Rule("cube", "x * x * x", "3 * x * x")
>>> cube
cube(x): z = x * x * x, dz/dx = 3 * x * x
>>> cube.linearize(2.0)
(8.0, (12.0,))
"""

from __future__ import annotations

import ast
import keyword
import math
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from . import formula, leaves, source

LETTERS = ("x", "y", "w")
RULES: dict[str, Rule] = {}
NUMBERS: list[type] = []  # the number types that have learnt the rules
FLOATS: dict[str, Any] = {f"_{name}": getattr(leaves, name) for name in leaves.__all__}  # what formulas call on floats
GENERIC: dict[str, Any] = {"_others": leaves.others}  # ... and on any numbers: the rows themselves
for _names in (FLOATS, GENERIC):
    _names.update(nan=math.nan, inf=math.inf, pi=math.pi)


class RuleError(ValueError):
    """A row of the table contradicts itself or the language it is written in."""


class Rule:
    """A primitive.  Call it on floats, Values, Duals, or a mixture.

    name      what it is called in formulas, methods and pictures.
    value     z as a formula in the operands.
    partials  for each operand dz/d(operand), as a formula in the operands and z; a literal 0 sends nothing.
    let       named subterms, in order.
    lists     the operands that are lists (a fold).  each: one result per element; the row speaks of element k.
    symbol    what pictures and ``_op`` show.
    domain, kinks, source: where it is defined, where it has no derivative, who chose its convention.
    params    static parameters with their defaults; None means required.
    """

    params: dict[str, float | None]

    def __init__(
        self,
        name: str,
        value: str,
        *partials: str,
        let: dict[str, str] | None = None,
        letters: Sequence[str] = (),
        lists: Sequence[str] = (),
        each: bool = False,
        symbol: str = "",
        domain: str = "",
        kinks: str = "",
        source: str = "",
        order: Sequence[str] = (),
        **params: float | None,
    ):
        self.name, self.symbol, self.params = name, symbol or name, params
        self.letters, self.lists, self.each = tuple(letters) or LETTERS[: len(partials)], tuple(lists), each
        self.order = tuple(order) or (*self.letters, *params)
        self.domain, self.kinks, self.source = domain, kinks, source
        if not name.isidentifier() or keyword.iskeyword(name):
            raise RuleError(f"rule {name!r}: a name is a Python identifier such as 'softplus'; choose another")
        if len(partials) != len(self.letters) or not partials:
            raise RuleError(
                f"rule {name!r} has {len(partials)} partials for its {len(self.letters)} operands "
                f"({', '.join(self.letters)}); write one for each"
            )
        own = {*self.letters, *params, *({"i", "n", "k", "q"} if lists else ())}
        clash = ({"z", "where", *formula.CONSTANTS} & own) | ({*(let or {})} & {*own, "z"})
        if clash:
            raise RuleError(f"rule {name!r} uses {sorted(clash)[0]!r} for two things; choose another letter")
        self.text = (value, *partials)
        self.value = self._parse(value, own | {*(let or {})})
        self.partials = tuple(self._parse(p, own | {"z", *(let or {})}) for p in partials)
        self.let: dict[str, ast.expr] = {}
        for term, text in (let or {}).items():
            self.let[term] = self._parse(text, own | {"z", *self.let})
        self.__doc__ = f"{self!r}" + (f"\n\nDefined for {domain}." if domain else "") + (
            f"\nNo derivative where {kinks}; there the minimum-norm one." if kinks else "")  # fmt: skip

    # Compiled on first use: all of them together would make the import 90 ms longer.

    @cached_property
    def value_of(self) -> Callable[..., Any]:
        """z on floats (for a row with one result per element: all of them)."""
        return source.define(source.value(self), FLOATS, f"{self.name}.value")

    @cached_property
    def linearize(self) -> Callable[..., tuple]:
        """On floats: z and the tuple of partials, None where nothing is sent (a list of such pairs if each)."""
        return source.define(source.linearize(self), FLOATS, f"{self.name}.linearize")

    @cached_property
    def partials_of(self) -> Callable[..., tuple]:
        """The partials at z and the operands, which may be of any number type."""
        return source.define(source.partials(self), GENERIC, f"{self.name}.partials")

    def _parse(self, text: str, letters: set[str]) -> ast.expr:
        try:
            return formula.parse(text, letters)
        except formula.FormulaError as error:
            raise RuleError(f"rule {self.name!r}: {error}") from None

    def check(self) -> None:
        """That every function called is a row too, so that derivatives have derivatives."""
        for tree in (self.value, *self.partials, *self.let.values()):
            for f in formula.calls(tree):
                itself = tree is self.value and f == self.name
                if f"_{f}" not in (FLOATS if itself or tree is self.value else GENERIC):
                    raise RuleError(f"rule {self.name!r} calls {f!r}, which is no row of the table; add rule({f!r}, ...)")
                if itself and f not in leaves.__all__:
                    raise RuleError(f"rule {self.name!r} is defined by itself; spell its value with other functions")

    def __call__(self, *args: Any, **params: Any) -> Any:
        """z, in the highest number type among the operands."""
        operands, params = self.arguments(args, params)
        rank, cls = 0, None
        for x in operands if not self.lists else flatten(operands):
            own = getattr(type(x), "rank", 0)
            if own > rank:
                rank, cls = own, type(x)
        if cls is not None:
            return cls.apply(self, operands, params)
        floats = [list(map(real, x)) if a in self.lists else real(x) for a, x in zip(self.letters, operands, strict=True)]
        return self.value_of(*floats, *bind(self, *params).params)

    def arguments(self, args: Sequence, named: dict[str, Any]) -> tuple[list, tuple]:
        """Sort what the caller gave into operands and static parameters."""
        if self.lists == ("x",) and len(self.letters) == 1 and (len(args) > 1 or (args and not is_list(args[0]))):
            cut = len(args) if self.name in VARIADIC else 1
            args = (args[:cut], *args[cut:])
        if len(args) > len(self.order):
            raise TypeError(f"{self.signature} takes {len(self.order)} arguments, but got {len(args)}")
        given = dict(zip(self.order, args, strict=False))
        if twice := named.keys() & given.keys() or named.keys() - set(self.order):
            raise TypeError(f"{self.signature} does not take {sorted(twice)[0]!r} here; give each argument once")
        given = {**self.params, **given, **named}
        missing = [x for x in self.order if given.get(x) is None]
        if missing:
            raise TypeError(f"{self.signature} needs {missing[0]!r} as well")
        operands = [list(given[x]) if x in self.lists else given[x] for x in self.letters]
        if len({len(x) for a, x in zip(self.letters, operands, strict=True) if a in self.lists}) > 1:
            sizes = " and ".join(str(len(x)) for a, x in zip(self.letters, operands, strict=True) if a in self.lists)
            raise ValueError(f"{self.signature} takes lists of one length, but got {sizes} numbers")
        if self.name in ("max", "min") and not operands[0]:
            raise ValueError(f"{self.name}() of no numbers is undefined; give at least one")
        return operands, tuple(given[p] for p in self.params)

    @property
    def signature(self) -> str:
        return f"{self.name}({', '.join(self.order)})"

    def split(self, flat: Sequence) -> list:
        """The operands, lists as lists, from a node's parents in a row."""
        if not self.lists:
            return list(flat)
        single = len(self.letters) - len(self.lists)
        n = (len(flat) - single) // len(self.lists)
        parts, at = [], 0
        for letter in self.letters:
            size = n if letter in self.lists else 1
            parts.append(list(flat[at : at + size]) if letter in self.lists else flat[at])
            at += size
        return parts

    def __repr__(self) -> str:
        value, *partials = self.text
        lets = "".join(f", {name} = {ast.unparse(tree)}" for name, tree in self.let.items())
        each = ", ".join(f"dz/d{x} = {p}" for x, p in zip(self.letters, partials, strict=True))
        return f"{self.signature}: z = {value}, {each}{lets and ' with' + lets[1:]}"

    def __reduce__(self) -> tuple:
        return _find, (self.name,)


VARIADIC = {"max", "min", "hypot", "norm2", "total", "prod", "logsumexp", "softmax", "log_softmax", "std"}


class Bound:
    """A row with its static parameters filled in: what a node of ``leaky_relu(x, 0.2)`` holds."""

    __slots__ = ("params", "rule")

    def __init__(self, rule: Rule, params: tuple[float, ...]):
        self.rule, self.params = rule, params

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rule, name)

    @property
    def symbol(self) -> str:
        if self.rule.name == "powc":
            return f"**{self.params[0]:g}"
        return f"{self.rule.symbol}"

    def linearize(self, *operands: Any) -> tuple:
        return self.rule.linearize(*operands, *self.params)

    def partials_of(self, z: Any, *operands: Any) -> tuple:
        return self.rule.partials_of(z, *operands, *self.params)

    def __repr__(self) -> str:
        given = ", ".join(f"{k}={v:g}" for k, v in zip(self.rule.params, self.params, strict=True))
        return f"{self.rule!r} at {given}"

    def __reduce__(self) -> tuple:
        return bind, (self.rule, *self.params)


@lru_cache(maxsize=4096)
def bind(rule: Rule, *params: Any) -> Any:
    """The rule with these static parameters, plain numbers; the rule itself if it has none."""
    return Bound(rule, tuple(real(p) for p in params)) if params else rule


def _find(name: str) -> Rule:
    return RULES[name]


def is_list(x: Any) -> bool:
    return hasattr(x, "__iter__") and not isinstance(x, (str, bytes))


def flatten(operands: Sequence) -> list:
    return [y for x in operands for y in (x if isinstance(x, (list, tuple)) else (x,))]


def real(x: Any) -> float:
    """A plain number as a float; anything else is a TypeError that says what was given."""
    if type(x) is float:
        return x
    if isinstance(x, (int, float)):
        try:
            return float(x)
        except OverflowError:
            raise OverflowError(f"{str(x)[:20]}... is too large for a double; the largest is 1.8e308") from None
    if isinstance(x, complex) or getattr(x, "shape", ()) != () or not hasattr(type(x), "__float__"):
        pass
    elif not hasattr(type(x), "rank") and not hasattr(type(x), "imag") or not hasattr(type(x), "rank") and x.imag == 0:
        return float(x)
    raise TypeError(refusal(x))


def refusal(x: Any) -> str:
    """What to say to someone who gave x where one number belongs."""
    shown = repr(x) if len(repr(x)) < 60 else repr(x)[:57] + "..."
    advice = "give an int, a float or a NumPy scalar"
    if getattr(type(x), "rank", 0):
        advice = "use its .data, or .detach() to cut it from the graph"
    elif isinstance(x, str):
        advice = f"convert it first: float({shown})"
    elif is_list(x):
        advice = "a Value is one number: make one for each element, as in [Value(x) for x in xs]"
    elif isinstance(x, complex) or hasattr(x, "imag"):
        advice = "use two real numbers, one for each part"
    return f"expected one real number, but got {type(x).__name__} {shown}; {advice}"


def rule(name: str, value: str, *partials: str, **options: Any) -> Rule:
    """Write a row into the table and teach it to every number type, mode and picture.

    name: a Python identifier.  value: z, a formula in the operands x, y, w.  partials: dz/dx, dz/dy, ... one formula
    for each operand, in the operands and z.  options: see Rule (let, symbol, domain, kinks, source; any other keyword is
    a static parameter with its default).  Raises RuleError if the row contradicts itself.

    >>> cube = rule("cube", "x ** 3", "3 * x ** 2")
    >>> cube(2.0), cube.linearize(2.0)
    (8.0, (8.0, (12.0,)))
    >>> del RULES["cube"]
    """
    if name in RULES:
        raise RuleError(f"there is a rule {name!r} already: {RULES[name]!r}; choose another name")
    row = Rule(name, value, *partials, **options)
    leaf = FLOATS.get(f"_{name}")

    def first_call(*xs: Any) -> Any:
        FLOATS[f"_{name}"] = row.value_of
        return row.value_of(*xs)

    FLOATS[f"_{name}"], GENERIC[f"_{name}"] = leaf or first_call, row
    if CLOSED:
        try:
            row.check()
        except RuleError:
            del FLOATS[f"_{name}"], GENERIC[f"_{name}"]
            raise
    RULES[name] = row
    for cls in NUMBERS:
        cls.learn(row)
    return row


CLOSED: list[bool] = []  # filled when the built-in table is complete; from then on each new row is checked at once


def close() -> None:
    """Check the finished table: whatever a row calls is a row."""
    GENERIC["_sum"] = RULES["total"]
    for row in RULES.values():
        row.check()
    CLOSED.append(True)


def number(cls: type) -> None:
    """Let a number type learn every row, present and future.

    It has a ``rank`` (1 and up: the highest among the operands decides), ``cls.apply(rule, operands, params)`` and
    ``cls.learn(rule)``.
    """
    NUMBERS.append(cls)
    for row in RULES.values():
        cls.learn(row)
