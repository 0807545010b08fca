"""Templates filled in: a row applied to nodes of the graph, and what it sends back to each operand.

A row of numbers takes a line or two.  A fold looks its subterms up one by one, each made when it is first
asked for and shared by all results of one application: the exponentials of a softmax are made once.

>>> from micrograd_like.rules import table
>>> g = Graph()
>>> x = g.leaf(0)
>>> z = value(g, recipe(table.tanh), [x])
>>> list(sent(g, recipe(table.tanh), [x], z, g.const(1.0)))
[(2, 3)]
>>> print(g)
n0 = input 0
n1 = tanh(a) of n0
n2 = 1.0
n3 = sech2(a) of n0
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, repeat
from typing import Any

from ..rules import RULES
from ..rules.printer import is_vector
from ..rules.row import GENERIC
from .formula_templates import Map, Partial, Sum
from .recipes import GRADIENT, Recipe, recipe
from .shared_graph import NONE, Graph, Symbol

Look = Callable[[Any], int]


def fill(graph: Graph, template: Sum | Map, look: Look) -> int:
    """The node that a template makes; look: from a letter to its node."""
    if type(template) is Map:
        return graph.map(template.text, tuple(map(look, template.letters)))
    return graph.sum(terms(graph, template, look))


def terms(graph: Graph, template: Any, look: Look) -> list[tuple[int, int]]:
    """The terms of a sum of products, as nodes."""
    const = graph.const
    return [
        (
            const(a) if type(a) is float else look(a),
            NONE if b is None else const(b) if type(b) is float else look(b),
        )
        for a, b in template.terms
    ]


def value(graph: Graph, row: Recipe, operands: Sequence[int]) -> int:
    """The node of z."""
    if row.plain is not None:
        found = row.plain[0]
        if type(found) is Map:
            return graph.map(found.text, tuple(map(operands.__getitem__, found.letters)))  # type: ignore[arg-type]
        return graph.sum(terms(graph, found, operands.__getitem__))  # type: ignore[arg-type]
    if row.columns is not None:
        return graph.sum(_weighed(row.columns, operands))
    scope = Scope(graph, row, operands)
    return fill(graph, row.element("z", row.value, row.k), scope.at(row.k))


def _weighed(columns: tuple[int, bool], operands: Sequence[int]) -> list[tuple[int, int]]:
    """The terms of a row of lists that is a sum of products of their elements."""
    lists, starts = columns
    n = (len(operands) - starts) // lists
    pairs = zip(operands[:n], operands[n : 2 * n] if lists == 2 else [NONE] * n, strict=True)
    return [(operands[-1], NONE), *pairs] if starts else list(pairs)


def _sent_by_products(columns: tuple[int, bool], operands: Sequence[int], by: Iterator[int]) -> Iterator[Any]:
    """Of such a row for each operand the other factor of its term, if there is one, times its own."""
    lists, starts = columns
    n = (len(operands) - starts) // lists
    if lists == 1:
        yield from zip(islice(by, n), repeat(NONE))
    else:
        yield from zip(operands[n : 2 * n], islice(by, n), strict=True)
        yield from zip(operands[:n], islice(by, n), strict=True)
    if starts:
        yield next(by), NONE


def sent(graph: Graph, row: Recipe, operands: Sequence[int], z: int, g: int) -> Iterable[Any]:
    """For each operand what it is sent, where g has arrived at z: a term (a, b), or None for nothing."""
    if row.columns is not None:
        return _sent_by_products(row.columns, operands, repeat(g))
    if row.plain is None:
        return _shares_of_fold(graph, row, operands, z, repeat(g))
    known, found = (*operands, z, NONE), []
    for way in row.sends:
        if type(way) is int:
            found.append((g, known[way]))
        else:
            found.append(way and _share(graph, way, (*operands, z, g).__getitem__, g))
    return found


def shares(graph: Graph, row: Recipe, operands: Sequence[int], z: int, by: Sequence[int]) -> Iterable[Any]:
    """For each operand its partial times its own factor: a term (a, b), or None for nothing.

    With one factor for all, the incoming gradient, this is the reverse sweep's step; with the tangents of
    the operands it is forward mode's.
    """
    if row.columns is not None:
        return _sent_by_products(row.columns, operands, iter(by))
    if row.plain is None:
        return _shares_of_fold(graph, row, operands, z, iter(by))
    known = (*operands, z, NONE)
    return [
        (g, known[way]) if type(way) is int else way and _share(graph, way, (*operands, z, g).__getitem__, g)
        for way, g in zip(row.sends, by, strict=True)
    ]


def _shares_of_fold(graph: Graph, row: Recipe, operands: Sequence[int], z: int, by: Iterator[int]
                    ) -> Iterator[Any]:  # fmt: skip
    scope = Scope(graph, row, operands, z)
    for j, letter in enumerate(row.row.letters):
        tree = row.partials[j]
        count = scope.count if letter in row.lists else None
        if isinstance(tree, ast.Name) and not row.indexed(j, tree):  # such as the x of w * x
            found = scope.find(tree.id)
            column = found if isinstance(found, list) else [found] * (count or 1)
            yield from zip(islice(by, len(column)), column, strict=True)
            continue
        if count is not None and (chosen := row.selected(tree)):  # such as where(i == j, 1, 0)
            yield from zip(islice(by, count), scope.one_hot(chosen[0]), strict=True)
            continue
        for i in (None,) if count is None else range(count):
            partial, g, look = row.element(j, tree, i, True), next(by), scope.at(i)
            seen = lambda x, g=g, look=look: g if x == GRADIENT else look(x)  # noqa: E731
            if partial is not None and len(partial.factors) > 1:
                yield _product(graph, row, partial, look, g)
            else:
                yield None if partial is None else _share(graph, partial, seen, g)


def _product(graph: Graph, row: Recipe, partial: Partial, look: Look, g: int) -> tuple[int, int]:
    """A product of letters times g: first g and what belongs to the result, once for all operands."""
    *first, last = sorted(partial.factors, key=lambda x: type(x) is str and x not in row.of_result)
    for x in first:
        g = graph.sum([(g, graph.const(x) if type(x) is float else look(x))])
    return g, graph.const(last) if type(last) is float else look(last)


def _share(graph: Graph, partial: Partial, look: Look, g: int) -> tuple[int, int]:
    if partial.whole:
        return fill(graph, partial.template, look), NONE
    factor = partial.factor
    if factor is not None:
        return g, graph.const(factor) if type(factor) is float else look(factor)
    return g, fill(graph, partial.template, look)


class Scope:
    """The letters and subterms of one application of a row, each a node, or a list of nodes."""

    def __init__(self, graph: Graph, row: Recipe, operands: Sequence[int], z: int | None = None):
        self.graph, self.row, self.operands = graph, row, operands
        key = (row.row.name, tuple(map(ast.unparse, row.numbers.values())), tuple(operands))
        if key not in graph.scopes:
            graph.scopes[key] = dict(zip(row.row.letters, row.row.split(operands), strict=True))
        self.shared: dict[str, Any] = graph.scopes[key]
        self.own: dict[str, Any] = {} if z is None else {"z": z}
        self.count = len(self.shared[row.row.lists[0]]) if row.row.lists else 0

    def at(self, i: int | None) -> Look:
        """From a letter to its node for element i of the lists."""

        def look(name: str) -> int:
            found = self.find(name)
            return found[i] if isinstance(found, list) else found  # type: ignore[index]

        return look

    def find(self, name: str) -> Any:
        known = self.own if name in self.row.of_result else self.shared
        if name not in known:
            known[name] = self._make(name)
        return known[name]

    def one_hot(self, index: str) -> list[int]:
        """A node for each element: 1 where its place is the index, else 0."""
        graph, k, same = self.graph, self.find(index), recipe(RULES["equal"])
        return [value(graph, same, [k, graph.const(i)]) for i in range(self.count)]

    def _make(self, name: str) -> Any:
        graph, row = self.graph, self.row
        if name == "n":
            return graph.const(self.count)
        if name == "q":  # all results
            return [value(graph, _result(row, j), self.operands) for j in range(self.count)]
        tree = row.lets[name]
        if is_vector(tree):
            return self._vector(tree)
        word, _, number = name.rpartition("_")
        if word and number.isdigit():
            return self._reduction(word, name, tree)
        if name in row.lists:
            return [fill(graph, row.element(name, tree, j), self.at(j)) for j in range(self.count)]
        return fill(graph, row.element(name, tree, row.k), self.at(row.k))

    def _vector(self, tree: Any) -> list[int]:
        """softmax(x) and its like, of a list: a row with one result per element, or a function of numbers."""
        given, row = self.find(tree.args[0].id), RULES.get(tree.func.id)
        if row is not None:
            return [value(self.graph, recipe(row, j), given) for j in range(len(given))]
        numbers = GENERIC[f"_{tree.func.id}"]([Symbol(self.graph, x) for x in given])
        return [x.node if isinstance(x, Symbol) else self.graph.const(x) for x in numbers]

    def _reduction(self, word: str, name: str, tree: Any) -> int:
        """sum(...) over the elements is a sum of products again; max and its like are folds."""
        graph, row = self.graph, self.row
        body, *start = tree.args
        if word == "sum" and (chosen := row.selected(body)) and isinstance(chosen[1], ast.Name):
            return graph.sum(zip(self.one_hot(chosen[0]), self.find(chosen[1].id), strict=True))
        if word == "sum" and not row.indexed((name, 0), body):
            found = self._products(row.element((name, 0), body, None))
            if found is not None:
                return graph.sum(self._starting(name, start) + found)
        each = [row.element((name, 0), body, j) for j in range(self.count)]
        if word != "sum":
            return graph.fold(word, [fill(graph, t, self.at(j)) for j, t in enumerate(each)])
        found = self._starting(name, start)
        for j, t in enumerate(each):
            look = self.at(j)
            found += terms(graph, t, look) if type(t) is Sum else [(fill(graph, t, look), NONE)]
        return graph.sum(found)

    def _starting(self, name: str, start: list) -> list[tuple[int, int]]:
        """What a sum begins with."""
        row = self.row
        return [(fill(self.graph, row.element((name, 1), s, None), self.at(None)), NONE) for s in start]

    def _products(self, template: Any) -> list[tuple[int, int]] | None:
        """The terms of all elements at once where each is a letter or a product of two."""
        if type(template) is not Sum or len(template.terms) != 1:
            return None
        columns = []
        for x in template.terms[0]:
            found = NONE if x is None else self.graph.const(x) if type(x) is float else self.find(x)
            columns.append(found if isinstance(found, list) else [found] * self.count)
        return list(zip(*columns, strict=True))


def _result(row: Recipe, j: int) -> Recipe:
    """The recipe of the same row for its result j."""
    return recipe(row.rule, j)
