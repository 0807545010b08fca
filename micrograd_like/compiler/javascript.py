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
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..rules import RULES, Rule, formula
from ..rules.formula import MINUS, PRODUCT, REDUCTIONS, RELATIONS, SIGNS, SUM, WHERE
from ..rules.printer import is_vector, list_names, needed
from .tape import Tape

HERE = Path(__file__).parent
SAME = {"==": "===", "!=": "!=="}
CONSTANTS = {"inf": "Infinity", "nan": "NaN", "pi": "Math.PI"}


def javascript(tree: ast.expr, lists: Collection[str] = (), level: int = WHERE, dead: bool = False) -> str:
    """Spell a formula as JavaScript, as formula.python() spells it as Python; dead marks literal zeros as null.

    >>> javascript(formula.parse("where(0 <= x < 1, x ** 2 / y, -inf)", "xy"))
    '0 <= x && x < 1 ? _pow(x, 2) / y : -Infinity'
    """

    def sub(part: ast.expr, level: int = WHERE) -> str:
        return javascript(part, lists, level)

    match tree:
        case ast.Constant(value=int() | float() as constant):
            return "null" if dead and constant == 0 else literal(float(constant))
        case ast.Name(id=name):
            return f"{name}[i]" if name in lists and name != "i" else CONSTANTS.get(name, name)
        case ast.UnaryOp(operand=x):
            text, own = f"-{sub(x, MINUS)}", MINUS
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
            chosen, other = (javascript(part, lists, place, dead) for part, place in ((x, SUM), (y, WHERE)))
            text, own = f"{sub(test)} ? {chosen} : {other}", WHERE
        case ast.Call(func=ast.Name(id=f), args=[x, *rest]) if lists and f in REDUCTIONS and len(rest) < 2:
            return f"_{f}({', '.join([over(x, lists), *map(sub, rest)])})"
        case ast.Call(func=ast.Name(id=f), args=args):
            return f"_{f}({', '.join(map(sub, args))})"
        case ast.BinOp(left=x, op=ast.Pow(), right=y):
            return f"_pow({sub(x)}, {sub(y)})"
        case ast.BinOp(left=x, op=op, right=y):
            own = SUM if isinstance(op, ast.Add | ast.Sub) else PRODUCT
            text = f"{sub(x, own)} {SIGNS[type(op)]} {sub(y, own + 1)}"
        case ast.Compare(left=x, ops=ops, comparators=rest):
            ends = [sub(part, SUM) for part in (x, *rest)]
            signs = [SAME.get(RELATIONS[type(op)], RELATIONS[type(op)]) for op in ops]
            return " && ".join(f"{ends[k]} {sign} {ends[k + 1]}" for k, sign in enumerate(signs))
        case _:
            raise formula.FormulaError(f"cannot spell {ast.unparse(tree)!r}")
    return f"({text})" if own < level else text


def literal(x: float) -> str:
    """A double as JavaScript: the same bits."""
    if not math.isfinite(x):
        return "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"
    return repr(x).removesuffix(".0")


def over(tree: ast.expr, lists: Collection[str]) -> str:
    """The list of a formula's results for every element.

    >>> over(formula.parse("w * x", "wx"), "wx")
    'w.map((_, i) => w[i] * x[i])'
    """
    if isinstance(tree, ast.Name) and tree.id in lists:
        return tree.id
    used = sorted(formula.names(tree) & set(lists) - {"i"}) or sorted(set(lists) - {"i", "q"})
    return f"{used[0]}.map((_, i) => {javascript(tree, lists)})"


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
    lists = list_names(rule)
    count = [f"const n = {rule.lists[0]}.length;"] if rule.lists else []
    lines = [*count, *(line for _, line in _terms(rule, [rule.value]))]
    if rule.each:
        return [*lines, f"const q = {over(rule.value, lists)};"]
    return [*lines, f"const z = {javascript(rule.value, lists)};"]


def _terms(rule: Rule, trees: Iterable[ast.expr]) -> Iterator[tuple[str, str]]:
    """The subterms that trees need, each with the line that computes it."""
    lists, used = list_names(rule), needed(rule, trees)
    for name, tree in rule.let.items():
        if name in used:
            text = (
                over(tree, lists)
                if name in lists and not is_vector(tree)
                else javascript(tree, () if is_vector(tree) else lists)
            )
            yield name, f"const {name} = {text};"


def _partials(rule: Rule) -> str:
    lists, parts = list_names(rule), []
    for letter, tree in zip(rule.letters, rule.partials, strict=True):
        text = javascript(tree, lists, dead=True)
        if letter not in rule.lists:
            parts.append(text)
        else:
            parts.append(
                f"...{tree.id}"
                if isinstance(tree, ast.Name) and tree.id in lists
                else f"...{letter}.map((_, i) => {text})"
            )
    return f"[{', '.join(parts)}]"


@cache
def _leaves() -> dict[str, str]:
    """The functions of leaves.js by name."""
    text = (HERE / "leaves.js").read_text(encoding="utf-8")
    paragraphs = [re.sub(r"^//.*\n", "", p, flags=re.M).strip() for p in text.split("\n\n")]
    return {m[1]: p for p in paragraphs if (m := re.match(r"(?:const|function) (\w+)", p))}


def library(rules: Iterable[Rule]) -> str:
    """RULES, a function for each of the rows, with everything they call, and SHAPES, how many operands each takes.

    The functions are the same rows' formulas; those that Math has are Math's.
    """
    rows = {rule.name: rule for rule in rules}
    body = ",\n".join(f"{name}: {linearize(rule)}" for name, rule in rows.items())
    shapes = {name: [len(rule.letters), len(rule.lists)] for name, rule in rows.items()}
    found: dict[str, str] = {}
    _gather(body, found)
    return "\n".join(
        [*found.values(), f"const RULES = {{\n{body}\n}};", f"const SHAPES = {json.dumps(shapes)};"]
    )


def _gather(text: str, found: dict[str, str]) -> None:
    """Find what text calls, then what that calls, and so on."""
    waiting = [text]
    while waiting:
        for name in re.findall(r"\b(_[a-z]\w*|BERNOULLI)\b", waiting.pop()):
            if name not in found:
                leaf = _leaves().get(name)
                if leaf is None and name[1:] not in RULES:
                    raise formula.FormulaError(
                        f"no JavaScript is known for {name[1:]!r}; add it to leaves.js"
                    )
                found[name] = leaf or value(RULES[name[1:]])
                waiting.append(found[name])


def spell(tape: Tape) -> str:
    """The tape as a JavaScript object literal, for the functions of sweep.js; computed slots are left to forward()."""
    names: dict[tuple[str, tuple[float, ...]], int] = {}
    rules = [
        -1 if rule is None else names.setdefault((rule.name, _params(rule)), len(names))
        for rule in tape.rules
    ]
    kinds = ",".join(f'["{name}",[{_numbers(params)}]]' for name, params in names)
    given = ",".join(
        "" if rule is not None else literal(x) for x, rule in zip(tape.data, tape.rules, strict=True)
    )
    frozen = ",".join(f"{i}:[{_numbers(partials)}]" for i, partials in tape.frozen.items())
    return (
        f"{{data:[{given},],\nrules:[{','.join(map(str, rules))}],\nnames:[{kinds}],\n"
        f'operands:unpack("{";".join(map(_packed, tape.operands))}"),\noutput:{tape.outputs[0]},frozen:{{{frozen}}}}}'
    )


def program(tape: Tape) -> str:
    """Everything a page needs to run the tape: the rows, the sweeps and the tape itself, as ``tape``."""
    rows: dict[str, Any] = {rule.name: RULES.get(rule.name, rule) for rule in tape.rules if rule is not None}
    sweep = re.sub(r"^//.*\n", "", (HERE / "sweep.js").read_text(encoding="utf-8"), flags=re.M)
    return f"{library(rows.values())}\n{sweep.strip()}\nconst tape = {spell(tape)};"


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
