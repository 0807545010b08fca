"""Lines that the solution has and the learner has not, put between two lines of the learner's."""

from __future__ import annotations

import ast
import copy

from .edited_functions import blocks_of
from .syntax_trees import free_names, line_of, variables_of
from .taken_for import Edit
from .varying import Variant, Whole


def missing_statements(function: ast.stmt, ours: ast.stmt, known: set[str]) -> Whole:
    """A line or a case of the solution put between two lines of the learner's; a `return` at the end."""
    kinds = (ast.Expr, ast.AugAssign, ast.Assign, ast.If, ast.Continue)
    asked = {ast.unparse(node.test) for node in ast.walk(function) if isinstance(node, ast.If)}
    wanted = {
        ast.unparse(node): node
        for node in ast.walk(ours)
        if isinstance(node, kinds) and free_names(node) <= known and len(list(ast.walk(node))) < 40
        if not isinstance(node, ast.If) or ast.unparse(node.test) not in asked
    }
    for block in [*blocks_of(function)]:
        kept = [*block]
        for text, node in sorted(wanted.items(), key=lambda pair: isinstance(pair[1], ast.If)):
            what = "a case" if isinstance(node, ast.If) else "a line"
            said = f"{what} is missing, `{text.splitlines()[0]}`"
            for k in range(len(kept) + 1):
                block[:] = [*kept[:k], copy.deepcopy(node), *kept[k:]]
                beside = kept[min(k, len(kept) - 1)]
                order = "before it" if k < len(kept) else "behind it"
                yield Variant(Edit(node, f"{what} is too much", f"{order} {said}"), line_of(beside))
                block[:] = kept
    body = getattr(function, "body", [])
    if isinstance(function, ast.FunctionDef) and not isinstance(body[-1], ast.Return):
        for name in reversed(variables_of(function)):
            body.append(ast.Return(ast.Name(name, ast.Load())))
            said = f"behind it `return {name}` is missing"
            yield Variant(Edit(body[-1], "a `return` is too much", said), line_of(body[-2]))
            body.pop()
