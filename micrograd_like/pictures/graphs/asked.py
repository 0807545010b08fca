"""What draw_dot() is asked for; what it cannot do is refused with a sentence that says what to give.

>>> check("LR", "LR", {})
Traceback (most recent call last):
ValueError: format='LR' is a direction; write rankdir='LR'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ...engine import Value
from ...naming import FEW
from ...rules.operands import shown
from ..without_graphviz import graphviz
from .folding import LEVELS
from .longhand import LONGHAND, Written
from .survey import Survey

DIRECTIONS = ("LR", "TB", "RL", "BT")
MANY = 2 * FEW  # values, beyond which a graph is folded unless one asks otherwise


def check(format: Any, rankdir: Any, switches: Mapping[str, Any]) -> None:  # noqa: A002  graphviz's name
    """Refuse what Graphviz cannot do, and what stands in the place of another argument."""
    if rankdir not in DIRECTIONS:
        choice = "choose 'LR' (left to right) or 'TB' (top to bottom)"
        raise ValueError(f"rankdir={rankdir!r} is no direction; {choice}")
    if isinstance(format, str) and format.upper() in DIRECTIONS:
        raise ValueError(f"format={format!r} is a direction; write rankdir={format.upper()!r}")
    if format is not None and (not isinstance(format, str) or format.lower() not in graphviz.FORMATS):
        given = f"draw_dot() takes the format of an image after the Value, but got {shown(format)}"
        cure = "names={...}" if isinstance(format, Mapping) else "format='svg' or 'png'"
        raise (ValueError if isinstance(format, str) else TypeError)(f"{given}; write {cure}")
    for name, switch in switches.items():
        if not isinstance(switch, (bool, int)):
            raise TypeError(f"{name}= is True or False, but got {shown(switch)}")


def level_of(fold: bool | str | None, survey: Survey, expand: Any) -> str:
    """The level at which the groups are closed; "values" where all are open."""
    if fold is None:
        fold = len(survey.order) > MANY and expand is False
    if fold is False or fold is True:
        if not fold:
            return "values"
        return "neurons" if len(survey.order) <= FEW else ""
    if fold not in LEVELS:
        raise ValueError(
            f"fold={fold!r} is no level; choose True, False, None or one of {', '.join(map(repr, LEVELS))}"
        )
    return fold


def written_out(root: Value, expand: bool | Value | Collection[Value]) -> Written:
    """The graph with the chosen folds written out."""
    one = isinstance(expand, (Value, str)) or not isinstance(expand, Iterable)
    given: list[Any] = [expand] if one else list(expand)  # type: ignore[arg-type]
    given = [] if isinstance(expand, bool) else given
    if strange := [node for node in given if not isinstance(node, Value)]:
        cure = "give the Values that are sums, or expand=True for all"
        raise TypeError(f"expand= takes Values of the graph, but got {shown(strange[0])}; {cure}")
    chosen: set[Value] = set(given)
    graph = Written.out(root, lambda node: expand is True or node in chosen)
    for node in chosen - graph.stands.keys():
        asked = f"expand= asks for {node!r} ({node._op or 'leaf'}), but {_whole(node, graph)}"
        cure = "choose sums, dots, products, norms or softmaxes of this graph, or write expand=True"
        raise ValueError(f"{asked}; {cure}")
    return graph


def _whole(node: Value, graph: Written) -> str:
    """Why a fold was not written out."""
    if node not in graph.parents:
        return "the graph does not have it"
    several = getattr(node.rule, "name", "") in LONGHAND and len(node.parents) > 1
    return "its longhand would overflow" if several else "it is one step already"
