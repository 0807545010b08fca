"""Frames around the neurons and the layers in a picture for Graphviz.

>>> picture = graphviz.Digraph(graph_attr={"rankdir": "LR"})
>>> frames = Frames(picture, {("L0",)})
>>> frames.of(("L0",)).node("w")
>>> frames.close()
>>> "subgraph cluster_1" in picture.source
True
"""

from __future__ import annotations

from collections.abc import Collection

from ..quoting import for_label
from ..without_graphviz import graphviz


class Frames:
    """A nested cluster for every neuron and layer, made when the first node in it is drawn."""

    def __init__(self, picture: graphviz.Digraph, modules: Collection[tuple[str, ...]]):
        self.modules = modules
        self.made: dict[tuple[str, ...], graphviz.Digraph] = {(): picture}
        self.rankdir = picture.graph_attr["rankdir"]

    def of(self, groups: tuple[str, ...]) -> graphviz.Digraph:
        """Where a node of these groups belongs."""
        if groups not in self.modules:
            return self.made[()]
        if groups not in self.made:
            self.of(groups[:-1])
            attributes = {
                "label": graphviz.nohtml(for_label(groups[-1])),
                "fontname": "Courier",
                "fontsize": "11",
                "labeljust": "l",  # where edges seldom go
                "fontcolor": "#5b4aa0",  # not that of the note on top, which frames would inherit
                "color": "#8a80b8",
                "style": "rounded",
            }
            self.made[groups] = graphviz.Digraph(name=f"cluster_{len(self.made)}", graph_attr=attributes)
        return self.made[groups]

    def close(self) -> None:
        """Put each frame into the one around it, the innermost first."""
        flat = self.rankdir in ("LR", "RL")  # there Graphviz puts the last frame on top
        for groups in sorted(reversed(self.made) if flat else self.made, key=len, reverse=True)[:-1]:
            self.made[groups[:-1]].subgraph(self.made[groups])
