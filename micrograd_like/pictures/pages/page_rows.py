"""What a page needs of the table to train networks of any shape: rows, losses and penalties in JavaScript.

Nothing here knows a derivative: activations, the weighted sum, losses and penalties are spelled from rows.

>>> print(loops(RULES["affine"])["value"])
function(w, x, b, n) {
let z = b;
for (let i = 0; i < n; i++) z += w[i] * x[i];
return z;
}
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...compiler import Tape
from ...compiler.javascript import JavaScript, library, literal, value
from ...engine import Value, topological_order
from ...nn.losses import binary_cross_entropy_with_logits, hinge, mean_squared_error
from ...nn.regularizers import elastic_net, l1, l2
from ...rules import BUILT_IN, RULES, Rule, formula

# What the network may see of a point (x, y): formulas in the language of the table, which is Python's too.
FEATURES = {
    "x": ("x", "x₁"), "y": ("y", "x₂"), "x2": ("x * x", "x₁²"), "y2": ("y * y", "x₂²"),
    "xy": ("x * y", "x₁x₂"), "sinx": ("sin(3 * x)", "sin 3x₁"), "siny": ("sin(3 * y)", "sin 3x₂"),
}  # fmt: skip
LOSSES: dict[str, Callable[..., Any]] = {
    "hinge": hinge,
    "squared": mean_squared_error,
    "logistic": lambda score, label: binary_cross_entropy_with_logits(score, (label + 1) / 2),
}
PENALTIES: dict[str, Callable[..., Any]] = {"l1": l1, "l2": l2, "elastic_net": elastic_net}


def page_rows(activations: Iterable[str]) -> str:
    """RULES, VALUES, PARAMS, AFFINE, LOSSES, PENALTIES and FEATURES, as JavaScript.

    VALUES gives z alone: half the work without a gradient.  LOSSES and PENALTIES give a number and its
    derivative by the score, or by the weight.
    """
    s, y, w, strength = Value(0.3), Value(1.0), Value(0.4), Value(0.01)
    losses = {name: (f(s, y), {"s": s, "y": y}) for name, f in LOSSES.items()}
    penalties = {name: (f([w], strength), {"w": w, "k": strength}) for name, f in PENALTIES.items()}
    graphs = [graph for graph, _ in [*losses.values(), *penalties.values()]]
    used = {v.rule.name for graph in graphs for v in topological_order(graph) if v.parents}
    activations = [*activations]
    rows = [RULES[name] for name in dict.fromkeys([*activations, *sorted(used), "sin"])]
    tables = {
        "VALUES": {name: _unnamed(value(RULES[name])) for name in activations},
        "PARAMS": {name: _parameters(RULES[name]) for name in activations},
        "AFFINE": loops(RULES["affine"]),
        "LOSSES": {name: straight(*given, by="s") for name, given in losses.items()},
        "PENALTIES": {name: straight(*given, by="w") for name, given in penalties.items()},
        "FEATURES": {name: _feature(text) for name, (text, _) in FEATURES.items()},
    }
    return "\n".join(
        [library(rows), *(f"const {name} = {_object(table)};" for name, table in tables.items())]
    )


def straight(output: Value, named: Mapping[str, Value], by: str) -> str:
    """A JavaScript function of the named leaves: output and d(output)/d(by), both sweeps written out.

    >>> x = Value(3.0)
    >>> print(straight(x * x, {"x": x}, by="x"))
    (x) => {
    const [v1, p1] = RULES.mul(x, x);
    let g1 = 1, g0 = null;
    if (g1 !== null && p1[0] !== null) g0 = (g0 ?? 0) + p1[0] * g1;
    if (g1 !== null && p1[1] !== null) g0 = (g0 ?? 0) + p1[1] * g1;
    return [v1, g0 ?? 0];
    }
    """
    tape, slot = Tape.of(output), {node: i for i, node in enumerate(topological_order(output))}
    names = {slot[leaf]: name for name, leaf in named.items()}
    live = {slot[named[by]]}
    forward, backward = [], []
    for i, (rule, operands) in enumerate(zip(tape.rules, tape.operands, strict=True)):
        if rule is None:
            names.setdefault(i, literal(tape.data[i]))
            continue
        names[i] = f"v{i}"
        forward.append(
            f"const [v{i}, p{i}] = RULES.{rule.name}({_arguments(rule, [names[k] for k in operands])});"
        )
        if live.intersection(operands):
            live.add(i)
            backward.append([_sent(i, place, k) for place, k in enumerate(operands) if k in live])
    start = ", ".join(f"g{i} = {1 if i == tape.outputs[0] else 'null'}" for i in sorted(live, reverse=True))
    lines = [*forward, f"let {start};", *(line for lines in reversed(backward) for line in lines)]
    result = f"return [{names[tape.outputs[0]]}, g{slot[named[by]]} ?? 0];"
    return "\n".join([f"({', '.join(named)}) => {{", *lines, result, "}"])


def _sent(i: int, place: int, k: int) -> str:
    """What slot i sends to slot k, its operand at that place."""
    return f"if (g{i} !== null && p{i}[{place}] !== null) g{k} = (g{k} ?? 0) + p{i}[{place}] * g{i};"


def _arguments(rule: Any, operands: list[str]) -> str:
    """The operands as the row's function takes them, lists as arrays; then its static parameters."""
    parts = [f"[{', '.join(x)}]" if isinstance(x, (list, tuple)) else x for x in rule.split(operands)]
    return ", ".join([*parts, *map(literal, rule.static)])


def loops(rule: Rule) -> dict[str, str]:
    """A row that sums over lists of n numbers as loops over typed arrays: 10 times as fast as its function.

    value gives z.  send adds to gw, gx, ... what each element of a list gets of g, and gives what the
    operand that is no list gets.
    """
    match rule.value:
        case ast.Call(func=ast.Name(id="sum"), args=[term, start]):
            pass
        case _:
            raise ValueError(f"{rule!r} is no plain sum with a start, and cannot be a loop")
    spell = JavaScript(rule.lists).spell
    head, partials = ", ".join(rule.letters), dict(zip(rule.letters, map(spell, rule.partials), strict=True))
    loop = "for (let i = 0; i < n; i++)"
    adds = " ".join(f"g{x}[i] += ({partials[x]}) * g;" for x in rule.lists)
    alone = next(x for x in rule.letters if x not in rule.lists)
    sinks, sum_up = ", ".join(f"g{x}" for x in rule.lists), f"{loop} z += {spell(term)};"
    send = f"{loop} {{ {adds} }}\nreturn ({partials[alone]}) * g;"
    return {
        "value": f"function({head}, n) {{\nlet z = {spell(start)};\n{sum_up}\nreturn z;\n}}",
        "send": f"function({head}, g, {sinks}, n) {{\n{send}\n}}",
    }


def own_rows(activations: Iterable[str]) -> dict[str, str]:
    """For rows of a user's own the call of rule() that makes them, as Python."""
    return {name: _called(RULES[name]) for name in activations if name not in BUILT_IN}


def _called(rule: Rule) -> str:
    let = [f"let={rule.terms!r}"] if rule.terms else []
    params = [f"{name}={number!r}" for name, number in rule.params.items()]
    return f"rule({', '.join([repr(rule.name), *map(repr, rule.text), *let, *params])})"


def _parameters(rule: Rule) -> str:
    """The defaults of a row's static parameters, which an activation takes."""
    return f"[{', '.join(literal(x) for x in rule.params.values() if x is not None)}]"


def _feature(text: str) -> str:
    return f"(x, y) => {JavaScript().spell(formula.parse(text, {'x', 'y'}))}"


def _unnamed(function: str) -> str:
    return "function" + function[function.index("(") :]


def _object(table: Mapping[str, str]) -> str:
    return "{ " + ",\n".join(f"{name}: {text}" for name, text in table.items()) + " }"
