"""The form of linear size of what all results of a row such as softmax send back.

It is there where the partial of result k by element i reads where(i == k, own, cross), each a product.  Then
element i is sent g[i] own[i] + u[i] (sum of g[k] v[k] over the other k), where cross = u[i] v[k].

>>> from .recipes import recipe
>>> from micrograd_like.rules import table
>>> recipe(table.softmax, 0).pullback
Pullback(others='q', by_result=True, element='q', with_result=True, sign=-1.0)
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from math import prod
from typing import NamedTuple

from .formula_templates import factors
from .rewriting import is_nothing, show


class Pullback(NamedTuple):
    """The parts of the form.

    others: the list of whose elements but the k-th the own partial is the sum; times the result if by_result.
    element: the letter of element i in the other partials; times the result if with_result, times sign.
    """

    others: str
    by_result: bool
    element: str
    with_result: bool
    sign: float


def pullback(partial: ast.expr, lets: Mapping[str, ast.expr]) -> Pullback | None:
    """The form of a partial with these subterms, if it has one."""
    match partial:
        case ast.Call(func=ast.Name(id="where"), args=[ast.Compare() as test, own, cross]):
            own, cross = factors(own), factors(cross)
            if show(test) != "i == k" or not own or not cross:
                return None
            lists = [xs for x in own if isinstance(x, str) and (xs := _all_but_own(lets.get(x)))]
            letters = [x for x in cross if isinstance(x, str)]
            element = [x for x in letters if x != "z"]
            fits = len(lists) == len(element) == 1 and len(own) <= 2 and len(letters) <= 2
            if fits:
                sign = prod(x for x in cross if not isinstance(x, str))
                return Pullback(lists[0], len(own) == 2, element[0], len(letters) == 2, sign)
    return None


def _all_but_own(tree: ast.expr | None) -> str:
    """The list of which a subterm is the sum of all elements but the k-th; "" if it is something else."""
    match tree:
        case ast.Call(func=ast.Name(id="sum"), args=[ast.Call(func=ast.Name(id="where"), args=[
                ast.Compare() as test, nothing, ast.Name(id=xs)])]):  # fmt: skip
            return xs if show(test) == "i == k" and is_nothing(nothing) else ""
    return ""
