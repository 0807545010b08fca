"""What learners take for one another, and the words for it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, replace

SIGNS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Pow: "**", ast.Mod: "%",
    ast.MatMult: "@", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.And: "and", ast.Or: "or", ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
TAKEN: tuple[tuple[type, type], ...] = (
    (ast.Add, ast.Sub), (ast.Add, ast.Mult), (ast.Sub, ast.Mult), (ast.Mult, ast.Div), (ast.Mult, ast.Pow),
    (ast.Div, ast.FloorDiv), (ast.Div, ast.Sub), (ast.MatMult, ast.Mult), (ast.Lt, ast.LtE), (ast.Lt, ast.Gt),
    (ast.LtE, ast.GtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.And, ast.Or), (ast.Is, ast.IsNot),
    (ast.In, ast.NotIn), (ast.Gt, ast.LtE), (ast.Lt, ast.GtE),
)  # fmt: skip
TAKEN_FOR: dict[type, list[type]] = {sign: [] for pair in TAKEN for sign in pair}
for _one, _other in TAKEN:
    TAKEN_FOR[_one].append(_other)
    TAKEN_FOR[_other].append(_one)
SIDES: dict[type, tuple[str, str]] = {  # what is missing where only the left, or only the right side is there
    ast.Add: ("a term", "a term"),
    ast.Sub: ("what is to be subtracted", "a term"),
    ast.Mult: ("a factor", "a factor"),
    ast.Div: ("a division", "what is to be divided"),
    ast.Pow: ("a power", "the base of a power"),
}
FAMILIES = (
    ("max", "min", "sum"),
    ("all", "any"),
    ("relu", "tanh", "sigmoid", "exp"),
    ("sin", "cos"),
    ("log", "exp"),
    ("grad", "data"),
    ("primal", "tangent"),
    ("parents", "partials"),
    ("append", "extend"),
    ("prod", "sum"),
)


@dataclass(frozen=True)
class Edit:
    """Another node in place of one; what is wrong with the program if the new one is, or if the old one is.

    of_number: a plain number makes the difference, which may fit few rows by chance.
    """

    new: ast.AST
    as_mistake: str
    as_mending: str
    of_number: bool = False

    @property
    def opposite(self) -> Edit:
        return Edit(self.new, self.as_mending, self.as_mistake, self.of_number)


def exchanged(new: ast.AST, mine: str, other: str) -> Edit:
    """One thing in place of another; mine is the new one."""
    return Edit(new, f"`{mine}` in place of `{other}`", f"`{other}` in place of `{mine}`")


def turned(new: ast.AST, said: str) -> Edit:
    """Two things that have changed places: the same words either way."""
    return Edit(new, said, said)


def lacking(new: ast.AST, what: str, text: str = "") -> Edit:
    """The new node lacks something that the old one has."""
    more = f", `{text}`" if text else ""
    return Edit(new, f"{what} is missing{more}", f"{what} is too much{more}")


def added(new: ast.AST, what: str, text: str = "", of_number: bool = False) -> Edit:
    """The new node has something that the old one lacks."""
    return replace(lacking(new, what, text).opposite, of_number=of_number)


def relatives(name: str) -> Iterable[str]:
    """Names of the same family."""
    found = [other for family in FAMILIES if name in family for other in family if other != name]
    return dict.fromkeys(found)
