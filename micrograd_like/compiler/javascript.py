"""JavaScript from rows of the table, so that a page can recompute forward and backward by itself.

>>> from micrograd_like.rules import table
>>> print(linearize(table.tanh))
function(x) {
  const z = _tanh(x);
  return [z, [_sech2(x)]];
}
"""

from __future__ import annotations

import ast
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, ClassVar

from ..naming import period
from ..rules import RULES, Rule, formula
from ..rules.formula import ATOM, MINUS, SUM, WHERE
from ..rules.printer import is_vector, list_names, needed
from ..rules.spelling import Form, Speller
from .tape import Tape

HERE = Path(__file__).parent


class JavaScript(Speller):
    """Formulas as JavaScript; functions begin with an underscore, a literal zero in a branch is null.

    >>> JavaScript().spell(formula.parse("where(0 <= x < 1, x ** 2 / y, -inf)", "xy"))
    '0 <= x && x < 1 ? _pow(x, 2) / y : -Infinity'
    >>> JavaScript("wx").spell(formula.parse("sum(w * x)", "wx"))
    '_sum(w.map((_, i) => w[i] * x[i]))'
    """

    forms = Speller.forms | {ast.Pow: Form("_pow({}, {})", ATOM, (WHERE, WHERE))}
    condition = Form("{} ? {} : {}", WHERE, (WHERE, SUM, WHERE))
    relations = formula.RELATIONS | {ast.Eq: "===", ast.NotEq: "!=="}
    constants: ClassVar = {"inf": "Infinity", "nan": "NaN", "pi": "Math.PI"}
    element = "{}[i]"
    call = "_{}({})"
    nothing = "null"

    def number(self, x: float) -> tuple[str, int]:
        return literal(float(x)), MINUS if x < 0 else ATOM

    def compared(self, ends: Sequence[str], signs: Sequence[str]) -> str:
        return " && ".join(f"{x} {sign} {y}" for (x, y), sign in zip(pairwise(ends), signs, strict=True))

    def reduced(self, f: str, x: ast.expr, rest: Sequence[ast.expr]) -> tuple[str, int]:
        return self.call.format(f, ", ".join([self.over(x), *map(self.spell, rest)])), ATOM

    def over(self, tree: ast.expr) -> str:
        """The list of a formula's results for every element."""
        if isinstance(tree, ast.Name) and tree.id in self.lists:
            return tree.id
        used = sorted(formula.names(tree) & set(self.lists) - {"i"}) or sorted(set(self.lists) - {"i", "q"})
        return f"{used[0]}.map((_, i) => {self.spell(tree)})"


def literal(x: float) -> str:
    """A double as JavaScript: the same bits."""
    if math.isnan(x):
        return "NaN"
    if math.isinf(x):
        return "Infinity" if x > 0 else "-Infinity"
    return repr(x).removesuffix(".0")


def linearize(rule: Rule) -> str:
    """A function that gives z and the list of partials, null where nothing is sent."""
    head = ", ".join([*rule.letters, *rule.params, *(["k"] if rule.each else [])])
    lines = [*_value(rule), *(["const z = q[k];"] if rule.each else [])]
    known = needed(rule, [rule.value])
    lines += [line for name, line in _terms(rule, rule.partials) if name not in known]
    body = "".join(f"  {line}\n" for line in [*lines, f"return [z, {_partials(rule)}];"])
    return f"function({head}) {{\n{body}}}"


def value(rule: Rule) -> str:
    """A function that gives z alone (all of them for a row with one result per element)."""
    head = ", ".join([*rule.letters, *rule.params])
    body = "".join(f"  {line}\n" for line in [*_value(rule), f"return {'q' if rule.each else 'z'};"])
    return f"function _{rule.name}({head}) {{\n{body}}}"


def _value(rule: Rule) -> list[str]:
    speller = JavaScript(list_names(rule))
    count = [f"const n = {rule.lists[0]}.length;"] if rule.lists else []
    lines = [*count, *(line for _, line in _terms(rule, [rule.value]))]
    if rule.each:
        return [*lines, f"const q = {speller.over(rule.value)};"]
    return [*lines, f"const z = {speller.spell(rule.value)};"]


def _terms(rule: Rule, trees: Iterable[ast.expr]) -> Iterator[tuple[str, str]]:
    """The subterms that trees need, each with the line that computes it."""
    lists, used = list_names(rule), needed(rule, trees)
    speller = JavaScript(lists)
    for name, tree in rule.let.items():
        if name not in used:
            continue
        if is_vector(tree):
            text = JavaScript().spell(tree)
        else:
            text = speller.over(tree) if name in lists else speller.spell(tree)
        yield name, f"const {name} = {text};"


def _partials(rule: Rule) -> str:
    speller, parts = JavaScript(list_names(rule)), []
    for letter, tree in zip(rule.letters, rule.partials, strict=True):
        text = speller.spell(tree, dead=True)
        if letter not in rule.lists:
            parts.append(text)
        elif isinstance(tree, ast.Name) and tree.id in speller.lists:
            parts.append(f"...{tree.id}")
        else:
            parts.append(f"...{letter}.map((_, i) => {text})")
    return f"[{', '.join(parts)}]"


@cache
def _floats() -> dict[str, str]:
    """The functions of floats.js by name."""
    text = (HERE / "floats.js").read_text(encoding="utf-8")
    paragraphs = [re.sub(r"^//.*\n", "", p, flags=re.M).strip() for p in text.split("\n\n")]
    return {m[1]: p for p in paragraphs if (m := re.match(r"(?:const|function) (\w+)", p))}


def library(rules: Iterable[Rule]) -> str:
    """RULES, a function for each of the rows, with what they call; SHAPES, how many operands each takes.

    The functions are the same rows' formulas; those that Math has are Math's.
    """
    rows = {rule.name: rule for rule in rules}
    body = ",\n".join(f"{name}: {linearize(rule)}" for name, rule in rows.items())
    shapes = {name: [len(rule.letters), len(rule.lists)] for name, rule in rows.items()}
    found: dict[str, str] = {}
    _gather(body, found)
    tables = [f"const RULES = {{\n{body}\n}};", f"const SHAPES = {json.dumps(shapes)};"]
    return "\n".join([*found.values(), *tables])


def _gather(text: str, found: dict[str, str]) -> None:
    """Find what text calls, then what that calls, and so on."""
    waiting = [text]
    while waiting:
        for name in re.findall(r"\b(_[a-z]\w*|BERNOULLI)\b", waiting.pop()):
            if name not in found:
                own = _floats().get(name)
                if own is None and name[1:] not in RULES:
                    given = f"no JavaScript is known for {name[1:]!r}"
                    raise formula.FormulaError(f"{given}; add it to floats.js")
                found[name] = own or value(RULES[name[1:]])
                waiting.append(found[name])


def tape_literal(tape: Tape) -> str:
    """The tape as a JavaScript object, for the functions of sweep.js; forward() fills the computed slots."""
    names: dict[tuple[str, tuple[float, ...]], int] = {}
    place: dict[Any, str] = {None: "-1"}
    for rule in dict.fromkeys(tape.rules):
        if rule is not None:
            place[rule] = str(names.setdefault((rule.name, _params(rule)), len(names)))
    rules = [*map(place.__getitem__, tape.rules)]
    given = [literal(x) if rule is None else "" for x, rule in zip(tape.data, tape.rules, strict=True)]
    kinds = ",".join(f'["{name}",[{_numbers(params)}]]' for name, params in names)
    frozen = ",".join(f"{i}:[{_numbers(partials)}]" for i, partials in tape.frozen.items())
    return (
        f"{{data:{listed(given)},\nrules:{listed(rules)},\nnames:[{kinds}],\n"
        f"operands:{_operands(tape)},\noutput:{tape.outputs[0]},frozen:{{{frozen}}}}}"
    )


def listed(items: Sequence[str]) -> str:
    """A list in JavaScript; one that repeats itself has its block once, for again() in sweep.js.

    >>> listed(["1"] + 99 * ["2", ""]), listed(["1", ""])
    ('again([1,],[2,,],99,[])', '[1,,]')
    """
    if (found := period(items)) is None:
        return f"[{','.join(items)},]" if items else "[]"
    start, size, many = found
    block, after = items[start : start + size], items[start + size * many :]
    return f"again({listed(items[:start])},[{','.join(block)},],{many},{listed(after)})"


def _operands(tape: Tape) -> str:
    """The operands of each slot; where they repeat themselves, by their distance.

    ~3 is three slots before; ^-1 is the slot before the last leaf that was told in this way.
    """
    wide = sum(map(len, tape.operands)) > 4 * len(tape.operands)  # a network's sums, which _packed() shortens
    if not wide and period(rule for rule in tape.rules if rule is not None):
        far = [f'"{told}"' for told in _by_distance(tape)]
        if period(far):
            return f"unpack({listed(far)}.join(';'))"
    packed = cache(_packed)  # weights and inputs come again and again
    told = [
        " ".join(map(packed, _parts(rule, slots))) if len(slots) > 1 else str(*slots)
        for rule, slots in zip(tape.rules, tape.operands, strict=True)
    ]
    return f'unpack("{";".join(told)}")'


def _by_distance(tape: Tape) -> list[str]:
    readers = Counter(chain.from_iterable(tape.operands))
    last, far = 0, []
    for i, slots in enumerate(tape.operands):
        told = []
        for k in slots:
            if tape.rules[k] is not None:
                told.append(f"~{i - k}")
            elif readers[k] > 1:
                told.append(str(k))
            else:
                told.append(f"^{k - last}")
                last = k
        far.append(" ".join(told))
    return far


def _parts(rule: Any, slots: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The slots list by list, then the others."""
    if rule is None or not (lists := len(rule.lists)):
        return [slots]
    size = (len(slots) - len(rule.letters) + lists) // lists
    parts = [slots[k * size : (k + 1) * size] for k in range(lists)]
    return [*parts, slots[lists * size :]] if len(slots) > lists * size else parts


def program(tape: Tape) -> str:
    """Everything a page needs to run the tape: the rows, the sweeps and the tape itself, as ``tape``."""
    rows: dict[str, Any] = {r.name: RULES.get(r.name, r) for r in tape.rules if r is not None}
    sweep = re.sub(r"^//.*\n", "", (HERE / "sweep.js").read_text(encoding="utf-8"), flags=re.M)
    return f"{library(rows.values())}\n{sweep.strip()}\nconst tape = {tape_literal(tape)};"


def _packed(slots: tuple[int, ...]) -> str:
    """A list of slots as text, runs of equal steps in short: the reverse of unpack() in sweep.js.

    >>> _packed((7, 9, 8, 7, 6))
    '7 9,-1,4'
    """
    parts, at = [], 0
    while at < len(slots):
        step, end = (slots[at + 1] - slots[at], at + 1) if at + 1 < len(slots) else (0, at)
        while end + 1 < len(slots) and slots[end + 1] - slots[end] == step:
            end += 1
        if end - at >= 2:
            parts.append(f"{slots[at]},{step},{end - at + 1}")
            at = end + 1
        else:
            parts.append(str(slots[at]))
            at += 1
    return " ".join(parts)


def _params(rule: Any) -> tuple[float, ...]:
    """The static parameters of a bound row; none for a row itself."""
    return rule.static if rule.k is None else (*rule.static, rule.k)


def _numbers(numbers: Iterable[float | None]) -> str:
    return ",".join("null" if x is None else literal(x) for x in numbers)
