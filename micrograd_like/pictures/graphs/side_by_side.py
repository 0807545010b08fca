"""Closed groups that stand side by side, as the neurons of a layer do, as a table for Graphviz.

A table keeps its order.  Nodes in a frame do not: there Graphviz hears no invisible edge.

>>> row = Neighbours("row0", ["g1", "g2"], title="L0")
>>> row.end("g2", "LR", tail=True)
'row0:g2:e'
>>> row.table("TB", {"g1": cell("g1", ["n0"], {}), "g2": cell("g2", ["n1"], {})})
'<<table ...<tr>...L0...</td><td port="g1"...n0...</td><td port="g2"...n1...</td></tr></table>>'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..quoting import for_cell
from .folding import Folding
from .layout import depth

OUT = {"LR": ("e", "w"), "RL": ("w", "e"), "TB": ("s", "n"), "BT": ("n", "s")}  # where edges leave and arrive


@dataclass
class Neighbours:
    """node: its name in DOT.  keys: its groups in their order.  title: of the frame around them, or ""."""

    node: str
    keys: list[str]
    title: str

    @classmethod
    def of(cls, node: str, names: Mapping[str, str], title: str) -> Neighbours:
        """The groups by their names, n2 before n10."""
        return cls(node, sorted(names, key=lambda key: (len(names[key]), names[key])), title)

    def end(self, key: str, rankdir: str, *, tail: bool) -> str:
        """The end of an edge at one of the groups."""
        return f"{self.node}:{key}:{OUT[rankdir][not tail]}"

    def table(self, rankdir: str, cells: Mapping[str, str]) -> str:
        """The cells as a label for DOT, with the title before them, where no edge goes."""
        title = f'<td border="0"><font color="#5b4aa0">{for_cell(self.title)}</font></td>'
        parts = [*([title] if self.title else []), *(cells[key] for key in self.keys)]
        between = "</tr><tr>" if rankdir in ("LR", "RL") else ""
        frame = 'border="1" color="#8a80b8" style="rounded"' if self.title else 'border="0"'
        return f'<<table {frame} cellspacing="10"><tr>{between.join(parts)}</tr></table>>'


def cell(key: str, lines: Iterable[str], style: Mapping[str, str], tip: str = "") -> str:
    """A group in a row; style: as a node has it."""
    shown = "".join(f' {name}="{value}"' for name, value in of_cell(style).items())
    text = "".join(f'{for_cell(line)}<br align="left"/>' for line in lines)
    if "fontcolor" in style:
        text = f'<font color="{style["fontcolor"]}">{text}</font>'
    return f'<td port="{key}" align="text" cellpadding="6" title="{for_cell(tip)}"{shown}>{text}</td>'


def of_cell(style: Mapping[str, str]) -> dict[str, str]:
    """The style of a node as a cell or a table has it."""
    look = {"bgcolor": "fillcolor", "color": "color", "border": "penwidth"}
    own = {name: style[given] for name, given in look.items() if given in style}
    return own | ({"style": "dashed"} if "dashed" in style.get("style", "") else {})


def rows(
    folding: Folding, operands: Iterable[Iterable[int]], framed: Collection[tuple[str, ...]]
) -> list[Neighbours]:
    """The closed groups that stand side by side: those in one outer group that are equally deep.

    So no edge leads from one to another.  operands: of each slot.  framed: the groups that have a frame; it
    is the row's own where nothing else is in it.
    """
    items, tree = folding.items(), folding.tree
    number = {key: n for n, key in enumerate(dict.fromkeys(items))}
    ends = ((items[k], key) for key, own in zip(items, operands, strict=True) for k in own)
    depths = depth(len(number), sorted({(number[tail], number[head]) for tail, head in ends if tail != head}))
    found: dict[tuple[int, int], list[str]] = {}
    for key in number:
        around = tree[int(key[1:])][1] if isinstance(key, str) else -1
        if around >= 0:
            found.setdefault((around, depths[number[key]]), []).append(str(key))
    mixed = {*folding.group, *(tree[g][1] for g in folding.open)}
    mixed |= {g for g, rows in Counter(around for around, _ in found).items() if rows > 1}
    titled = {g for g, _ in found if g not in mixed and folding.chain(g) in framed}
    made = (
        Neighbours.of(
            f"row{n}", {key: tree[int(key[1:])][0] for key in keys}, tree[g][0] if g in titled else ""
        )
        for n, ((g, _), keys) in enumerate(found.items())
    )
    return [row for row in made if row.title or len(row.keys) > 1]
