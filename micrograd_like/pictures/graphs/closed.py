"""The closed groups of a graph in a picture for Graphviz: one box for a neuron, a layer or another part.

>>> from micrograd_like import Value
>>> from micrograd_like.nn import MLP
>>> model = MLP(2, [2, 1])
>>> survey = Survey.of(model([1.0, 2.0]), {"model": model})
>>> closed = Closed.of(survey, "neurons", survey.modules())
>>> [row.title for row in closed.rows.values()]
['L1', 'L0', 'L0']
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from ...engine import Value
from ..quoting import fixed, for_label, for_tooltip, shorten
from ..without_graphviz import graphviz
from .boxes import count_of
from .folding import Folding
from .frames import Frames
from .side_by_side import Neighbours, cell, rows
from .survey import Survey

FRAME = {"color": "#6e56cf", "penwidth": "2"}
Fill = Callable[[float], Mapping[str, str]]  # the style of a box by its gradient


@dataclass
class Closed:
    """key: the group of each node in one.  slots: the members of each group.  rows: of the groups in one."""

    survey: Survey
    folding: Folding
    key: dict[Value, str]
    slots: dict[str, list[int]]
    rows: dict[str, Neighbours]

    @classmethod
    def of(cls, survey: Survey, level: str, framed: Collection[tuple[str, ...]]) -> Closed:
        """level: as in Folding.of; "values" closes nothing.  framed: the groups that have a frame."""
        if level == "values":
            return cls(survey, Folding([], [], set()), {}, {}, {})
        folding = Folding.of((survey.groups.get(v, ()) for v in survey.order), level)
        slots: dict[str, list[int]] = {}
        for i, key in enumerate(folding.items()):
            if isinstance(key, str):
                slots.setdefault(key, []).append(i)
        own = {survey.order[i]: key for key, members in slots.items() for i in members}
        found = rows(folding, survey.tape.operands, framed)
        return cls(survey, folding, own, slots, {key: row for row in found for key in row.keys})

    @property
    def note(self) -> str:
        """What is folded, in words; "" if nothing is."""
        if not self.slots:
            return ""
        values = len(self.survey.order)
        boxes = values - len(self.key) + len(self.slots)
        return f"{values:,} values in {boxes} boxes; draw_dot(..., fold=False) draws each value"

    def mean(self, key: str) -> float:
        """The root mean square of the gradients that Values hold."""
        grads = [self.survey.order[i].grad for i in self.slots[key]]
        return math.sqrt(sum(g * g for g in grads) / len(grads))

    def end(self, key: str, rankdir: str, *, tail: bool) -> str:
        """The end of an edge at a group."""
        return self.rows[key].end(key, rankdir, tail=tail) if key in self.rows else key

    def draw(self, key: str, frames: Frames, *, fill: Fill, begins: Mapping[str, str]) -> list[str]:
        """The box of a group, or the row in which it stands; gives the groups that are drawn then.

        begins: the style of a group where a nan begins.
        """
        around = self.folding.chain(int(key[1:]))[:-1]
        row = self.rows.get(key)
        if row is None:
            self._box(frames.of(around), key, self._style(key, fill, begins))
            return [key]
        cells = {
            key: cell(key, self._lines(key), self._style(key, fill, begins), self._tip(key))
            for key in row.keys
        }
        into = frames.of(around[:-1] if row.title else around)
        label = row.table(frames.rankdir, cells)
        into.node(row.node, label, shape="plain", fillcolor="transparent", tooltip=row.title or around[-1])
        return row.keys

    def _box(self, picture: graphviz.Digraph, key: str, style: Mapping[str, str]) -> None:
        """No record, which Graphviz cannot join to its neighbour in a rank."""
        text = "".join(
            for_label(line) + "\\l" for line in self._lines(key)
        )  # \l: the line stands on the left
        tip = graphviz.nohtml(for_tooltip(self._tip(key)))
        picture.node(key, graphviz.nohtml(text), shape="box", tooltip=tip, **style)

    def _lines(self, key: str) -> list[str]:
        counted = count_of(self.survey, self.slots[key])
        return [shorten(self._name(key)), counted, f"grad ~{fixed(self.mean(key))}"]

    def _style(self, key: str, fill: Fill, begins: Mapping[str, str]) -> dict[str, str]:
        survey, own = self.survey, self.slots[key]
        if survey.nan and survey.nan[0] in own:
            return {**FRAME, **begins}
        nan = any(math.isnan(survey.order[i].data) for i in own)
        return {**FRAME, **fill(math.nan if nan else self.mean(key))}

    def _tip(self, key: str) -> str:
        return f"{self._name(key)}: the root mean square of its gradients is {self.mean(key)!r}"

    def _name(self, key: str) -> str:
        return self.folding.tree[int(key[1:])][0]
