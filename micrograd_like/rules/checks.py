"""What is wrong with a row, told when it is written: each check raises a RuleError that names the row."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Mapping
from typing import Any

from . import floats, formula
from .written import RuleError, WrittenRule

# What printed functions call their own things and what they call: no operand or subterm may have such a name.
RESERVED = {"self", "other", "third", "node", "parents", "results", "shared", "new", "leaf", "careful",
            "kind", "operations", "told", "plain", "bound", "real", "type", "len", "float", "int", "zip",
            "enumerate", "map", "set", "math"}  # fmt: skip


def names(row: WrittenRule) -> None:
    """Operands, parameters and subterms have names of their own, and each operand has a partial."""
    name, partials = row.name, len(row.text) - 1
    if not name.isidentifier() or keyword.iskeyword(name):
        raise RuleError(f"rule {name!r}: a name is a Python identifier such as 'softplus'; choose another")
    if partials != len(row.letters) or not partials:
        letters = ", ".join(row.letters) or "none named"
        raise RuleError(
            f"rule {name!r} has {partials} partials for its {len(row.letters)} operands ({letters}); write "
            "one for each"
        )
    given = [*row.letters, *row.params]
    taken = ["z", "where", *formula.CONSTANTS, *(formula.INDEX if row.lists else ())]
    for letter in (letters := [*given, *row.terms]):
        if letters.count(letter) > 1 or letter in taken:
            raise RuleError(f"rule {name!r} uses {letter!r} for two things; choose another letter")
        if not letter.isidentifier() or keyword.iskeyword(letter) or letter in RESERVED or letter[0] == "_":
            raise RuleError(
                f"rule {name!r} calls something {letter!r}, a name that Python code needs; choose "
                "another letter"
            )
    if (
        sorted(row.order) != sorted(given)
        or not {*row.lists} <= {*row.letters}
        or not {*row.shown} <= {*row.params}
    ):
        raise RuleError(
            f"rule {name!r}: order names each of {', '.join(given)} once, lists names operands and shown "
            "parameters; mend those"
        )


def formulas(row: WrittenRule, rows: Mapping[str, Any], functions: Collection[str]) -> None:
    """All can be read, and whatever they call is a row (or one of the functions): derivatives have
    derivatives.
    """
    words = set(re.split(r"\W+", row.text[0]))
    if more := [x for x in row.LETTERS if x in words and x not in (*row.letters, *row.params, *row.terms)]:
        count = f"{len(row.letters)} partial{'s' * (len(row.letters) > 1)}"
        raise RuleError(
            f"rule {row.name!r} has {count}, but its value speaks of {', '.join(more)} as well; write one "
            "partial for each"
        )
    for tree in (row.value, *row.let.values(), *row.partials):
        for f, count in formula.applications(tree):
            if f == row.name and f not in floats.__all__ and tree not in row.partials:
                raise RuleError(f"rule {f!r} is defined by itself; spell its value with other functions")
            called: Any = row if f == row.name else rows.get(f)
            if called is None and f not in functions:
                raise RuleError(
                    f"rule {row.name!r} calls {f!r}, which is no row of the table; add rule({f!r}, ...)"
                )
            if called and not called.lists and not called.required <= count <= len(called.order):
                wanted = "argument" if len(called.order) == 1 else "arguments"
                raise RuleError(
                    f"rule {row.name!r} calls {f!r} with {count}, but {called.signature} takes "
                    f"{len(called.order)} {wanted}"
                )
