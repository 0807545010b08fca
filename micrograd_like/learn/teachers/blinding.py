"""Checks without what is right: the process that runs a learner's code asks, and does not know the answers.

When a course's modules are imported there, should_be() loses its arguments, and what only served to compute
them goes: variables that nothing reads, functions that nothing calls.  What may change something on the way,
such as a backward(), stays, for the learner's code may be meant to meet what it leaves behind.  The process
that compares has all of it, and no learner's code.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator, Sequence
from types import CodeType
from typing import Any

Scope = ast.FunctionDef | ast.AsyncFunctionDef
PURE = {  # modules and functions
    *(
        "math",
        "table",
        "itertools",
        "abs",
        "all",
        "any",
        "bool",
        "dict",
        "divmod",
        "enumerate",
        "float",
        "int",
    ),
    *(
        "len",
        "list",
        "max",
        "min",
        "pow",
        "range",
        "reversed",
        "round",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
    ),
    "zip",
}


class Blind(ast.NodeTransformer):
    """Takes away the arguments of should_be, and the words and pictures of should."""

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in ("should_be", "should"):
            node.keywords = []
        if name == "should_be":
            node.args = [argument for argument in node.args if not pure(argument)]
        if name == "should" and node.args:
            node.args[0] = ast.copy_location(ast.Constant(""), node.args[0])
        return node


def pure(expression: ast.expr) -> bool:
    """Whether it calls nothing but functions that change nothing, so that it can go without a trace."""
    calls = [node.func for node in ast.walk(expression) if isinstance(node, ast.Call)]
    return all(_root(function) in PURE for function in calls)


def _root(function: ast.expr) -> str:
    while isinstance(function, ast.Attribute):
        function = function.value
    return function.id if isinstance(function, ast.Name) else ""


def blinded(text: str, whole: bool) -> ast.Module:
    """A module of a course without what is right.  whole: nothing else imports its functions.

    >>> print(ast.unparse(blinded("def check(you):\\n x = 2.0\\n y = x * x\\n you.f(x).should_be(y)", True)))
    def check(you):
        x = 2.0
        you.f(x).should_be()
    """
    tree = Blind().visit(ast.parse(text))
    while _cut_one(tree):
        pass
    while whole and (unused := [*_unused(tree)]):
        tree.body = [node for node in tree.body if node not in unused]
    return ast.fix_missing_locations(tree)


def _cut_one(tree: ast.Module) -> bool:
    return any(_cut(scope) for scope in ast.walk(tree) if isinstance(scope, Scope))


def _cut(scope: ast.AST) -> bool:
    """Take an assignment away that nothing reads and that changes nothing else; whether there was one."""
    read = _read(scope)
    for node in ast.walk(scope):
        parts = [getattr(node, part, None) for part in ("body", "orelse", "finalbody")]
        for body in [part for part in parts if isinstance(part, list)]:
            for statement in body:
                if isinstance(statement, ast.Assign) and _idle(statement, read):
                    body.remove(statement)
                    if not body:
                        body.append(ast.copy_location(ast.Pass(), statement))
                    return True
    return False


def _idle(statement: ast.Assign, read: set[str]) -> bool:
    names = [part for target in statement.targets for part in getattr(target, "elts", [target])]
    plain = all(isinstance(part, ast.Name) and part.id not in read for part in names)
    return plain and pure(statement.value)


def _read(tree: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _unused(tree: ast.Module) -> Iterator[ast.stmt]:
    """The functions that nothing calls, check() apart."""
    for node in tree.body:
        others = [other for other in tree.body if other is not node]
        if isinstance(node, Scope) and node.name not in {"check"}.union(*map(_read, others)):
            yield node


class Loader(importlib.machinery.SourceFileLoader):
    """Imports a module blinded, and neither reads nor writes compiled files."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        text = self.get_data(path).decode("utf-8")
        return compile(blinded(text, fullname.endswith(".check")), path, "exec", dont_inherit=True)


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules of one course, for the blind loader."""

    def __init__(self, package: str):
        self.package = package

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> Any:
        if not fullname.startswith(self.package + "."):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = Loader(fullname, spec.origin)
        return spec


def blind(package: str) -> None:
    """From now on this process imports the modules of a course blinded."""
    sys.meta_path.insert(0, Finder(package))
