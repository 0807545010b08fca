"""Programs as trees: where a node stands, which names it holds, and how it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

SHOWN = 60  # characters of a line that are shown


@dataclass(frozen=True, eq=False)
class Spot:
    """A node, what holds it (a list and a place in it, or a node and a field of it), and its statement."""

    holder: Any
    key: Any
    node: ast.AST
    statement: ast.stmt

    def put(self, node: ast.AST) -> None:
        """Let another node stand here, in the same line."""
        if isinstance(node, ast.stmt) and not hasattr(node, "lineno"):
            node.lineno = self.statement.lineno
        if isinstance(self.holder, list):
            self.holder[self.key] = node
        else:
            setattr(self.holder, self.key, node)


def places(statement: ast.stmt) -> Iterator[Spot]:
    """Every node below this statement, from the outside in, each with the innermost statement it is in."""
    waiting: list[tuple[ast.AST, ast.stmt]] = [(statement, statement)]
    for parent, around in waiting:
        for holder, key, node in _children(parent):
            own = node if isinstance(node, ast.stmt) else around
            yield Spot(holder, key, node, own)
            waiting.append((node, own))


def _children(node: ast.AST) -> Iterator[tuple[Any, Any, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if isinstance(value, list):
            yield from ((value, k, part) for k, part in enumerate(value) if isinstance(part, ast.AST))
        elif isinstance(value, ast.AST):
            yield node, field, value


def names_in(tree: ast.AST) -> set[str]:
    """The names that a text shows."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return found | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def variables_of(function: ast.AST) -> list[str]:
    """The names to which a function gives values: its parameters, and what it assigns; self is left out."""
    found = [node.arg for node in ast.walk(function) if isinstance(node, ast.arg)]
    found += [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return [name for name in dict.fromkeys(found) if name not in ("self", "_")]


def parameters_of(function: ast.AST) -> list[str]:
    """The names in the head of a function; none of a class."""
    return [part.arg for part in function.args.args] if isinstance(function, ast.FunctionDef) else []


def named_parts(body: Iterable[ast.stmt]) -> dict[str, ast.stmt]:
    """The functions and classes of a program, by name."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {node.name: node for node in body if isinstance(node, kinds)}


def line_of(statement: ast.stmt) -> int:
    return getattr(statement, "lineno", 0)


def free_names(tree: ast.AST) -> set[str]:
    """The names that a part takes from around it; attributes are not among them."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def written(node: ast.AST) -> str:
    """The first line of a node as Python writes it, shortened."""
    text = ast.unparse(ast.fix_missing_locations(node)).splitlines()[0]
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


class Swapped(ast.NodeTransformer):
    """Takes names for others, but for those in the head of a function."""

    def __init__(self, names: dict[str, str], kind: type = ast.expr_context):
        self.names, self.kind = names, kind

    def visit_Name(self, node: ast.Name) -> ast.Name:
        if not isinstance(node.ctx, self.kind):
            return node
        return ast.copy_location(ast.Name(self.names.get(node.id, node.id), node.ctx), node)
