"""A row of the table: one primitive, its value and its partial derivatives, read from text.

>>> cube = Rule("cube", "x * x * x", "3 * x * x")
>>> cube
cube(x): z = x * x * x, dz/dx = 3 * x * x
>>> cube.linearize(2.0)
(8.0, (12.0,))
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from . import checks, floats, formula, source
from .checks import RuleError
from .operands import flatten, is_list, real, refusal

RULES: dict[str, Rule] = {}
NUMBERS: list[type] = []  # the number types that have learnt the rules
FLOATS: dict[str, Any] = {
    f"_{name}": getattr(floats, name) for name in floats.__all__
}  # what formulas call on floats
GENERIC: dict[str, Any] = {
    f"_{f.__name__}": f for f in (floats.others, floats.means, floats.scatters)
}  # ... and on any numbers: the rows themselves
for _names in (FLOATS, GENERIC):
    _names.update(nan=math.nan, inf=math.inf, pi=math.pi)


class Rule:
    """A primitive.  Call it on floats, Values, Duals, or a mixture.

    name      what it is called in formulas, methods and pictures.
    value     z as a formula in the operands.
    partials  for each operand dz/d(operand), as a formula in the operands and z; a literal 0 sends nothing.
    let       named subterms, in order.
    letters   the operands: x, y, w unless said otherwise.  lists: those that are lists (a fold).
    each      one result per element of the list; the row speaks of element k.
    symbol    what pictures and ``_op`` show, followed by the parameters named in ``shown``.
    domain    where it is defined: comparisons of the operands, joined by and, or.
    kinks     where it has no derivative, in the same language; it may speak of z too.
    source    who chose its convention.   internal: it only serves other rows.
    order     how a caller gives operands and parameters: operands first unless said otherwise.
    params    static parameters with their defaults; None means required.
    """

    LETTERS = ("x", "y", "w")
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
        shown: Sequence[str] = (),
        domain: str = "",
        kinks: str = "",
        source: str = "",
        order: Sequence[str] = (),
        internal: bool = False,
        **params: float | None,
    ):
        self.name, self.text, self.terms = name, (value, *partials), let or {}
        self.letters, self.lists, self.each = (
            tuple(letters) or self.LETTERS[: len(partials)],
            tuple(lists),
            each,
        )
        self.params = dict(sorted(params.items(), key=lambda p: p[1] is not None))  # required ones first
        self.symbol, self.shown = symbol or name, tuple(shown)
        self.order = tuple(order) or (*self.letters, *self.params)
        self.domain, self.kinks, self.source, self.internal = domain, kinks, source, internal
        checks.names(self)
        self.__doc__ = f"{self!r}" + (f"\n\nDefined for {domain}." if domain else "") + (
            f"\nNo derivative where {kinks}; there the minimum-norm one." if kinks else "")  # fmt: skip
        if CLOSED:
            self.check()

    # Read and compiled on first use: all rows together would make the import 100 ms longer.

    @cached_property
    def value(self) -> ast.expr:
        """The formula of z."""
        return self._parse(self.text[0], self._own | {*self.terms})

    @cached_property
    def partials(self) -> tuple[ast.expr, ...]:
        """The formula of each partial."""
        return tuple(self._parse(text, self._own | {"z", *self.terms}) for text in self.text[1:])

    @cached_property
    def let(self) -> dict[str, ast.expr]:
        """The formulas of the subterms, in order."""
        known, trees = self._own | {"z"}, {}
        for term, text in self.terms.items():
            trees[term] = self._parse(text, known)
            known = known | {term}
        return trees

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

    def has_kink(self, *operands: Any) -> bool:
        """Whether the row has no derivative at these operands (floats, then static parameters)."""
        return bool(self.kinks) and bool(self._kinks_hold(*operands))

    def in_domain(self, *operands: Any) -> bool:
        """Whether the row is defined at these operands (floats, then static parameters)."""
        return not self.domain or bool(self._domain_holds(*operands))

    @cached_property
    def _kinks_hold(self) -> Callable[..., Any]:
        return source.define(source.condition(self, self.kinks), FLOATS, f"{self.name}.kinks")

    @cached_property
    def _domain_holds(self) -> Callable[..., Any]:
        return source.define(source.condition(self, self.domain), FLOATS, f"{self.name}.domain")

    @property
    def _own(self) -> set[str]:
        """The letters every formula of this row may speak of."""
        return {*self.letters, *self.params, *(formula.INDEX if self.lists else ())}

    def _parse(self, text: str, letters: set[str]) -> ast.expr:
        try:
            return formula.parse(text, letters)
        except formula.FormulaError as error:
            raise RuleError(f"rule {self.name!r}: {error}") from None

    def check(self) -> None:
        """Raise RuleError unless its formulas can be read and call nothing but rows."""
        checks.formulas(self, RULES, {name[1:] for name in GENERIC})

    def __call__(self, *args: Any, **named: Any) -> Any:
        """z, in the highest number type among the operands."""
        operands, params = self.arguments(args, named)
        rank, cls = 0, None
        for x in (*(flatten(operands) if self.lists else operands), *params):
            own = getattr(type(x), "rank", 0)
            if own > rank:
                rank, cls = own, type(x)
        if cls is not None:
            return cls.apply(self, operands, params)
        floats = [
            list(map(real, x)) if a in self.lists else real(x)
            for a, x in zip(self.letters, operands, strict=True)
        ]
        return self.value_of(*floats, *map(real, params))

    def arguments(self, args: Sequence, named: dict[str, Any]) -> tuple[list, tuple]:
        """Sort what the caller gave into operands and static parameters.

        A fold over one list takes the list, or its elements one by one: ``max([a, b, c])`` is ``max(a, b, c)``.
        """
        if self.letters == self.lists and len(self.lists) == 1 and args and not is_list(args[0]):
            args = (args,)
        if (
            not (named or self.params or self.lists)
            and len(args) == len(self.order)
            and self.order == self.letters
        ):
            return list(args), ()
        given = {**self.params, **dict(zip(self.order, args, strict=False)), **named}
        if len(args) > len(self.order):
            raise TypeError(
                f"{self.signature} takes {len(self.order)} argument{'s' * (len(self.order) > 1)}, but got {len(args)}"
            )
        if stray := [x for x in named if x not in self.order or x in self.order[: len(args)]]:
            raise TypeError(f"{self.signature} does not take {stray[0]!r} here; give each argument once")
        if missing := [x for x in self.order if x not in given or (x in self.params and given[x] is None)]:
            raise TypeError(f"{self.signature} needs {missing[0]!r} as well")
        for x in self.params:
            if isinstance(given[x], tuple(NUMBERS)):
                raise TypeError(
                    f"{self.signature}: {x} is a plain number, nothing flows back through it; {refusal(given[x])}"
                )
        operands = [self._elements(x, given[x]) if x in self.lists else given[x] for x in self.letters]
        if len({len(x) for a, x in zip(self.letters, operands, strict=True) if a in self.lists}) > 1:
            sizes = " and ".join(
                str(len(x)) for a, x in zip(self.letters, operands, strict=True) if a in self.lists
            )
            raise ValueError(f"{self.signature} takes lists of one length, but got {sizes} numbers")
        if self.name in {"max", "min"} and not operands[0]:
            raise ValueError(f"{self.name}() of no numbers is undefined; give at least one")
        return operands, tuple(given[x] for x in self.params)

    def _elements(self, letter: str, x: Any) -> list:
        if not is_list(x):
            raise TypeError(
                f"{self.signature}: {letter} is a list of numbers, but got {type(x).__name__} {x!r}; give [{x!r}]"
            )
        return list(x)

    @property
    def signature(self) -> str:
        return f"{self.name}({', '.join(self.order)})"

    @property
    def required(self) -> int:
        """How many arguments have no default."""
        return sum(self.params.get(x) is None for x in self.order)

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
        lets = "".join(f", {name} = {text}" for name, text in self.terms.items())
        each = ", ".join(f"dz/d{x} = {p}" for x, p in zip(self.letters, partials, strict=True))
        return f"{self.signature}: z = {value}, {each}{lets and ' with' + lets[1:]}"

    @property
    def definition(self) -> tuple:
        """All that it computes by: rows with equal definitions are the same."""
        return (
            self.text,
            tuple(self.terms.items()),
            self.letters,
            self.lists,
            self.each,
            self.order,
            self.params,
        )

    def __reduce__(self) -> tuple:
        return _find, (self.name,)


class Bound:
    """A row with its static parameters filled in: what a node of ``leaky_relu(x, 0.2)`` holds."""

    __slots__ = ("params", "rule")

    def __init__(self, rule: Rule, params: tuple[float, ...]):
        self.rule, self.params = rule, params

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rule, name)

    @property
    def symbol(self) -> str:
        given = dict(zip(self.rule.params, self.params, strict=False))
        return self.rule.symbol + ",".join(f"{given[p]:g}" for p in self.rule.shown)

    def linearize(self, *operands: Any) -> tuple:
        return self.rule.linearize(
            *operands, *self.params[: len(self.rule.params)]
        )  # without the k of an ``each`` row

    def partials_of(self, z: Any, *operands: Any) -> tuple:
        return self.rule.partials_of(z, *operands, *self.params)

    def __repr__(self) -> str:
        given = ", ".join(f"{k}={v:g}" for k, v in zip([*self.rule.params, "k"], self.params, strict=False))
        return f"{self.rule!r} at {given}"

    def __reduce__(self) -> tuple:
        return bind, (self.rule, *self.params)


@lru_cache(maxsize=4096)
def bind(rule: Rule, *params: Any) -> Any:
    """The rule with these static parameters, plain numbers; the rule itself if it has none."""
    return Bound(rule, tuple(real(p) for p in params)) if params else rule


def _find(name: str) -> Rule:
    if name not in RULES:
        raise RuleError(
            f"there is no rule {name!r} here; define it with rule({name!r}, ...) before loading what uses it"
        )
    return RULES[name]


def rule(name: str, value: str, *partials: str, **options: Any) -> Rule:
    """Write a row into the table and teach it to every number type, mode and picture.

    name: a Python identifier.  value: z, a formula in the operands x, y, w.  partials: dz/dx, dz/dy, ... one formula
    for each operand, in the operands and z.  options: see Rule (let, symbol, domain, kinks, source; any other keyword is
    a static parameter with its default).  Raises RuleError, and writes nothing, if the row contradicts itself or the name
    is taken; the same row again is no error, so that a notebook's cell can run twice.

    >>> cube = rule("cube", "x ** 3", "3 * x ** 2")
    >>> cube(2.0), cube.linearize(2.0)
    (8.0, (8.0, (12.0,)))
    """
    row = Rule(name, value, *partials, **options)
    if (old := RULES.get(name)) and old.definition == row.definition:
        return old
    if f"_{name}" in GENERIC:
        raise RuleError(f"the name {name!r} is taken: {GENERIC[f'_{name}']!r}; choose another")

    def first_call(*xs: Any) -> Any:
        FLOATS[f"_{name}"] = row.value_of
        return row.value_of(*xs)

    natural = row.order == (*row.letters, *row.params)
    FLOATS.setdefault(f"_{name}", first_call if natural else row)
    RULES[name] = GENERIC[f"_{name}"] = row
    for cls in NUMBERS:
        cls.learn(row)
    return row


CLOSED: list[
    bool
] = []  # filled when the built-in table is complete; from then on each new row is checked at once


def close() -> None:
    """The built-in table is complete: whatever comes now is a user's row."""
    GENERIC["_sum"] = RULES["total"]
    CLOSED.append(True)


def number(cls: type) -> None:
    """Let a number type learn every row, present and future.

    It has a ``rank`` (1 and up: the highest among the operands decides), ``cls.apply(rule, operands, params)`` and
    ``cls.learn(rule)``.
    """
    NUMBERS.append(cls)
    for row in RULES.values():
        cls.learn(row)
