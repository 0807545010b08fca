"""A row of the table at work: one primitive on floats, with its partials, and on every type of number.

>>> cube = Rule("cube", "x * x * x", "3 * x * x")
>>> cube(2.0), cube.linearize(2.0)
(8.0, (8.0, (12.0,)))
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar, cast

from . import checks, floats, formula, printer
from .operands import (
    OperandError,
    flatten,
    held,
    is_list,
    of_one_type,
    quotient,
    rank_of,
    real,
    refusal,
    shown,
)
from .sampling import wrong_partial
from .written import RuleError, WrittenRule

RULES: dict[str, Rule] = {}
NUMBERS: list[Any] = []  # the number types, which have a method for each row
NODES: set[type] = set()  # the one class whose operations take the quick way: Value
FLOATS: dict[str, Any] = {
    f"_{name}": getattr(floats, name) for name in floats.__all__
}  # what formulas call on floats
GENERIC: dict[str, Any] = {f"_{f.__name__}": f for f in (floats.others, floats.means, floats.scatters, held)}
TEXTS: list[Any] = []  # what cache_of_texts() has made
Read = TypeVar("Read", bound=Callable)
TAKEN = {"others", "means", "scatters", "held", "sum"}  # names of functions, not of rows, that formulas call
for _names in (FLOATS, GENERIC):
    _names.update(nan=math.nan, inf=math.inf, pi=math.pi)


class Rule(WrittenRule):
    """A primitive.  Call it on floats, Values, Duals, or a mixture.  (What its arguments mean: see
    WrittenRule.)
    """

    static: tuple[float, ...] = ()  # of a row with its parameters filled in: see Bound
    k: int | None = None
    quick: Callable[..., Any] | None = None  # on plain nodes alone, as the engine in use does it: native.py

    def __init__(self, *text: str, **options: Any):
        super().__init__(*text, **options)
        checks.names(self)
        kinks = f"\nNo derivative where {self.kinks}; there the minimum-norm one." if self.kinks else ""
        domain = f"\n\nDefined for {self.domain}." if self.domain else ""
        self.__doc__ = f"{self!r}{domain}{kinks}"
        if CLOSED:
            self.check()

    @property
    def row(self) -> Rule:
        """The row itself; of a Bound, the row that it fills in."""
        return self

    # Compiled on first use for rows of a user's own; those of the table are printed beforehand (see close).

    @cached_property
    def value_of(self) -> Callable[..., Any]:
        """z on floats (for a row with one result per element: all of them)."""
        return printer.define(printer.value(self), FLOATS, f"{self.name}.value")

    @cached_property
    def linearize(self) -> Callable[..., Any]:
        """On floats: z and the tuple of partials, None where nothing is sent (a list of pairs if each)."""
        return printer.define(printer.linearize(self), FLOATS, f"{self.name}.linearize")

    @cached_property
    def partials_of(self) -> Callable[..., tuple]:
        """The partials at z and the operands, which may be of any number type."""
        return printer.define(printer.partials(self), GENERIC, f"{self.name}.partials")

    @cached_property
    def kept_partials_of(self) -> Callable[..., tuple]:
        """partials_of with every where() as an operation: where numbers change, so do the branches."""
        names = {**GENERIC, "_choose": chosen}
        return printer.define(printer.partials(self, kept=True), names, f"{self.name}.kept partials")

    def has_kink(self, *operands: Any) -> bool:
        """Whether the row has no derivative at these operands (floats, then static parameters)."""
        return bool(self.kinks) and bool(self._kinks_hold(*operands))

    def in_domain(self, *operands: Any) -> bool:
        """Whether the row is defined at these operands (floats, then static parameters)."""
        return not self.domain or bool(self._domain_holds(*operands))

    @cached_property
    def _kinks_hold(self) -> Callable[..., Any]:
        return printer.define(printer.condition(self, self.kinks), FLOATS, f"{self.name}.kinks")

    @cached_property
    def _domain_holds(self) -> Callable[..., Any]:
        return printer.define(printer.condition(self, self.domain), FLOATS, f"{self.name}.domain")

    def called(self) -> set[str]:
        """The rows and functions that its formulas call."""
        trees = (self.value, *self.partials, *self.let.values())
        return {f for tree in trees for f, _ in formula.applications(tree)}

    def check(self) -> None:
        """Raise RuleError unless its formulas can be read and call nothing but rows."""
        if self.constant and None not in self.constant:
            raise RuleError(
                f"rule {self.name!r}: constant needs a row for any number too, as in {{None: 'powc'}}"
            )
        for text in filter(None, (self.domain, self.kinks)):
            try:
                self.read_condition(text)
            except SyntaxError:
                raise RuleError(
                    f"rule {self.name!r}: {text!r} is no condition; write one such as 'x > 0'"
                ) from None
        checks.formulas(self, RULES, {name[1:] for name in GENERIC})

    def __call__(self, *args: Any, **named: Any) -> Any:
        """z, in the highest number type among the operands."""
        if self.quick and not named and len(args) == len(self._takes_lists):
            kind = of_one_type(args, self._takes_lists)
            if kind in NODES:
                return self.quick(*args)
            if kind is float:
                return self.value_of(*args)
        if len(args) == 1 == len(self.order) and not named and not self.lists and rank_of(args[0]):
            return type(args[0]).apply(self, args, ())
        try:
            operands, params = self.arguments(args, named)
            if params and hasattr(params[0], "node"):  # a comparison that a trace records, in where()
                return RULES["choose"](params[0].node, *operands)
            highest = max(
                [*(flatten(operands) if self.lists else operands), *params], key=rank_of, default=0.0
            )
            if not rank_of(highest):
                lists = self.lists
                pairs = zip(self.letters, operands, strict=True)
                operands = [list(map(real, x)) if a in lists else self._real(a, x) for a, x in pairs]
                return self.value_of(*operands, *map(real, params))
        except (TypeError, ValueError) as error:
            raise error.with_traceback(None) from None  # one line of ours is enough
        kind: Any = type(highest)
        try:
            return kind.apply(self, operands, params)
        except OperandError as error:
            raise TypeError(str(error)) from None

    def one_by_one(self, letter: str, x: Any) -> str:
        """What to say to someone who gave a list for this operand, which is one number."""
        name, call = self.name, self.signature
        if not self.symbol.isidentifier():
            name, call = self.symbol, f" {self.symbol} ".join(self.letters)
        given = f"{name} takes single numbers, but got {type(x).__name__} {shown(x)}"
        return f"{given}; for all of them write [{call} for {letter} in {letter}s]"

    def _real(self, letter: str, x: Any) -> float:
        if is_list(x):
            raise TypeError(self.one_by_one(letter, x))
        return real(x)

    @cached_property
    def _takes_lists(self) -> bytes:
        """For each operand 1 or 0; empty for a row with static parameters, which have to be looked at."""
        return b"" if self.params else bytes(letter in self.lists for letter in self.letters)

    def given(self, operands: Sequence, params: tuple = ()) -> tuple[Rule, Sequence, tuple]:
        """The row to use for these operands: x ** 2 and x ** c with a plain number c have their own."""
        if not self.constant or rank_of(operands[-1]):
            return self, operands, params
        try:
            c = real(operands[-1])
        except TypeError as error:
            raise wrong_operand(self, -1, operands[-1], error) from None
        name = self.constant.get(c)
        return (RULES[name], operands[:-1], ()) if name else (RULES[self.constant[None]], operands[:-1], (c,))

    def arguments(self, args: Sequence, named: dict[str, Any]) -> tuple[list, tuple]:
        """Sort what the caller gave into operands and static parameters.

        A fold over one list takes the list, or its elements one by one: ``max([a, b, c])`` is ``max(a, b,
        c)``.
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
        self._refuse(args, named, given)
        operands = [self._elements(x, given[x]) if x in self.lists else given[x] for x in self.letters]
        for letter, x in zip(self.letters, operands, strict=True):
            if self.lists and letter not in self.lists and is_list(x):
                raise TypeError(f"{self.signature}: {letter}: {refusal(x)}")
        sizes = [str(len(x)) for a, x in zip(self.letters, operands, strict=True) if a in self.lists]
        if len(set(sizes)) > 1:
            raise ValueError(
                f"{self.signature} takes lists of one length, but got {' and '.join(sizes)} numbers"
            )
        if self.name in {"max", "min"} and not operands[0]:
            raise ValueError(f"{self.name}() of no numbers is undefined; give at least one")
        return operands, tuple(given[x] for x in self.params)

    def _refuse(self, args: Sequence, named: dict[str, Any], given: dict[str, Any]) -> None:
        """Raise TypeError unless each argument is given once and each parameter is a plain number."""
        if len(args) > (most := len(self.order)):
            raise TypeError(f"{self.signature} takes {most} argument{'s' * (most > 1)}, but got {len(args)}")
        if stray := [x for x in named if x not in self.order or x in self.order[: len(args)]]:
            raise TypeError(f"{self.signature} does not take {stray[0]!r} here; give each argument once")
        if missing := [x for x in self.order if x not in given or (x in self.params and given[x] is None)]:
            raise TypeError(f"{self.signature} needs {missing[0]!r} as well")
        for x in self.params:
            if rank_of(given[x]):
                raise TypeError(
                    f"{self.signature}: {x} is a plain number, nothing flows back through it; "
                    f"{refusal(given[x])}"
                )

    def _elements(self, letter: str, x: Any) -> list:
        if not is_list(x):
            kind = type(x).__name__
            raise TypeError(
                f"{self.signature}: {letter} is a list of numbers, but got {kind} {x!r}; give [{x!r}]"
            )
        return list(x)

    def split(self, flat: Sequence) -> list:
        """The operands, lists as lists, from a node's parents in a row."""
        if not self.lists:
            return list(flat)
        n = (len(flat) - len(self.letters) + len(self.lists)) // len(self.lists)
        parts, at = [], 0
        for letter in self.letters:
            if letter in self.lists:
                parts.append(list(flat[at : at + n]))
                at += n
            else:
                parts.append(flat[at])
                at += 1
        return parts

    def __reduce__(self) -> tuple:
        if RULES.get(self.name) is not self:
            raise TypeError(f"{self!r} is not in the table, so it cannot be pickled; write it with rule()")
        return _find, (self.name,)

    def __copy__(self) -> Rule:
        return self

    def __deepcopy__(self, memo: Any) -> Rule:
        return self


def wrong_operand(rule: Any, k: int, x: Any, error: TypeError) -> OperandError:
    """The error for operand k of an operation, which real() has refused with another."""
    if is_list(x) and isinstance(rule, Rule) and not rule.lists:
        return OperandError(rule.one_by_one(rule.letters[k], x))
    return OperandError(f"{rule.symbol}: {error}")


class Bound:
    """A row with its static parameters filled in: what a node of ``leaky_relu(x, 0.2)`` holds.

    row: the row.  static: the numbers, in the order of its params.  k: which result, if the row has one per
    element. Everything else is the row's own.
    """

    __slots__ = ("k", "row", "static")

    def __init__(self, row: Rule, static: tuple[float, ...], k: int | None):
        self.row, self.static, self.k = row, static, k

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def symbol(self) -> str:
        given = dict(zip(self.row.params, self.static, strict=True))
        return self.row.symbol + ",".join(f"{given[p]:g}" for p in self.row.shown)

    def linearize(self, *operands: Any) -> Any:
        return self.row.linearize(*operands, *self.static)

    def partials_of(self, z: Any, *operands: Any, shared: dict[str, Any] | None = None) -> tuple:
        """The partials; shared: what the results of a row that has one per element have in common, filled in
        here.
        """
        if self.k is None:
            return self.row.partials_of(z, *operands, *self.static)
        return self.row.partials_of(z, *operands, *self.static, self.k, shared)

    def kept_partials_of(self, z: Any, *operands: Any, shared: dict[str, Any] | None = None) -> tuple:
        """partials_of with every where() as an operation."""
        if self.k is None:
            return self.row.kept_partials_of(z, *operands, *self.static)
        return self.row.kept_partials_of(z, *operands, *self.static, self.k, shared)

    def __repr__(self) -> str:
        given = [f"{name}={x:g}" for name, x in zip(self.row.params, self.static, strict=True)]
        given += [] if self.k is None else [f"k={self.k}"]
        return f"{self.row!r} at {', '.join(given)}"

    def __reduce__(self) -> tuple:
        return bound, (self.row, self.static, self.k)


class Sometimes(NamedTuple):
    """A partial of which some branches send nothing.  sends: 1 where something is sent, else 0.

    partial: a number in any case, 0 where nothing is sent.
    """

    partial: Any
    sends: Any


def chosen(c: Any, x: Any, y: Any) -> Any:
    """choose(c, x, y); at once where the condition is a plain number.  None, which sends nothing, may be a
    branch.
    """
    if not rank_of(c):
        return x if c else y
    if x is y is None:
        return None
    choose = RULES["choose"]
    if all(b is not None and type(b) is not Sometimes for b in (x, y)):
        return choose(c, x, y)
    branches = [b if type(b) is Sometimes else Sometimes(0.0 if b is None else b, float(b is not None))
                for b in (x, y)]  # fmt: skip
    return Sometimes(choose(c, *(b.partial for b in branches)), choose(c, *(b.sends for b in branches)))


def bind(row: Rule, *static: Any, k: int | None = None) -> Any:
    """The row with these static parameters, plain numbers, for element k; the row itself if none."""
    return bound(row, static, k) if static or k is not None else row


def bound(row: Rule, static: tuple, k: int | None) -> Bound:
    """The row with these static parameters, for element k; the same object each time."""
    return _bound(row, static, k, repr(static) if 0.0 in static else "")  # -0.0 is another parameter than 0.0


@lru_cache(maxsize=4096)
def _bound(row: Rule, static: tuple, k: int | None, _spelled: str) -> Bound:
    return Bound(row, tuple(map(real, static)), k)


def _find(name: str) -> Rule:
    if name not in RULES:
        raise RuleError(
            f"there is no rule {name!r} here; define it with rule({name!r}, ...) before loading what uses it"
        )
    return RULES[name]


def rule(name: str, value: str, *partials: str, check: bool = True, **options: Any) -> Rule:
    """Write a row into the table and teach it to every number type, mode and picture.

    name: a Python identifier.  value: z, a formula in the operands x, y, w.  partials: dz/dx, dz/dy, ... one
    formula for each operand, in the operands and z.  options: see WrittenRule (let, symbol, domain, kinks,
    source; any other keyword is a static parameter with its default).  check: whether partials are compared
    with difference quotients of z at a few points; False is for a derivative that is meant to be another one.
    Raises RuleError, and writes nothing, if the row contradicts itself, a partial is wrong, or the name is
    taken; the same row again is no error, so that a notebook's cell can run twice.

    >>> cube = rule("cube", "x ** 3", "3 * x ** 2")
    >>> cube(2.0), cube.linearize(2.0)
    (8.0, (8.0, (12.0,)))
    """
    if odd := [text for text in (name, value, *partials) if not isinstance(text, str)]:
        raise RuleError(
            "rule takes its formulas as text, as in rule('cube', 'x ** 3', '3 * x ** 2'), but got "
            f"{odd[0]!r}; for functions in Python use custom()"
        )
    row = Rule(name, value, *partials, **options)
    if (old := RULES.get(name)) and old.definition == row.definition:
        return old
    if old or name in TAKEN:
        raise RuleError(f"the name {name!r} is taken: {old or 'formulas call it'}; choose another")
    if CLOSED and (name[:1] == "_" or any(hasattr(number_type, name) for number_type in NUMBERS)):
        raise RuleError(f"the name {name!r} is taken: a Value has it for something else; choose another")
    if CLOSED and check and (told := wrong_partial(row)):
        raise RuleError(f"rule {name!r}: {told}; mend the formula, or say check=False if it is meant")
    RULES[name] = GENERIC[f"_{name}"] = row
    if CLOSED:
        FLOATS.setdefault(f"_{name}", row.value_of if row.natural else row)
    try:
        for number_type in NUMBERS:
            number_type.learn(row)
    except Exception:
        forget(name)
        raise
    return row


def cache_of_texts(function: Read) -> Read:
    """As functools.cache, for what is read from the text of formulas, which call rows by name.

    Where a row is taken out of the table, another one may come to have its name.
    """
    kept = cast(Any, cache(function))
    TEXTS.append(kept)
    return kept


def forget(name: str) -> None:
    """Take a user's own row out of the table again, with its method on every number type."""
    if name in CLOSED:
        raise RuleError(f"{name!r} is a row of the table itself; only rows of your own can be taken out")
    _find(name)
    for other in RULES.values():
        if other.name not in CLOSED and other.name != name and name in other.called():
            raise RuleError(f"the row {other.name!r} calls {name!r}; take that out first")
    for book in (FLOATS, GENERIC):
        book.pop(f"_{name}", None)
    del RULES[name]
    for number_type in NUMBERS:
        if name in vars(number_type):
            delattr(number_type, name)
    for texts in TEXTS:
        texts.cache_clear()


CLOSED: set[str] = set()  # the names of the table's own rows; when it is filled, new rows are checked at once


def close(on_floats: Mapping[str, Any], on_numbers: Mapping[str, Any]) -> dict[str, Rule]:
    """The table is complete: its rows take their printed functions; whatever comes now is a user's row."""
    for name, row in RULES.items():
        leaf = on_floats.get(f"_{name}") if printer.is_leaf(row) else None
        found = {
            "value_of": leaf or on_floats.get(printer.value_name(row)),
            "linearize": on_floats.get(f"linearize_{name}"),
            "partials_of": on_numbers.get(f"partials_{name}"),
        }
        vars(row).update({key: function for key, function in found.items() if function})
        FLOATS.setdefault(f"_{name}", row.value_of if row.natural and found["value_of"] else row)
    GENERIC.update(_sum=RULES["total"], _div=quotient)
    CLOSED.update(RULES)
    return dict(RULES)


def number(number_type: Any) -> None:
    """Let a number type learn every row, present and future.

    It has a ``rank`` (1 and up: the highest among the operands decides), ``apply(rule, operands, params)``
    and
    ``learn(rule)``.
    """
    NUMBERS.append(number_type)
    for row in RULES.values():
        number_type.learn(row)
