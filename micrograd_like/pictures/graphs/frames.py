"""Frames around the neurons and the layers in a picture for Graphviz.

>>> picture = graphviz.Digraph(graph_attr={"rankdir": "LR"})
>>> frames = Frames(picture, {("L0",)})
>>> frames.of(("L0",)).node("w")
>>> frames.close(len(picture.body))
>>> "subgraph cluster_1" in picture.source
True
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection

from ..quoting import for_label
from ..rendering import NoRenderer, render
from ..without_graphviz import graphviz

Groups = tuple[str, ...]
MOST = 600  # lines, beyond which a picture is not laid out only to see how its frames stand


class Frames:
    """A nested cluster for every neuron and layer, made when the first node in it is drawn."""

    def __init__(self, picture: graphviz.Digraph, modules: Collection[Groups]):
        self.modules = modules
        self.made: dict[Groups, graphviz.Digraph] = {(): picture}
        self.rankdir = picture.graph_attr["rankdir"]

    def of(self, groups: Groups) -> graphviz.Digraph:
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

    def close(self, at: int) -> None:
        """Put each frame into the one around it, and all before what begins at that place of the body.

        Some frames stand in the order of the text, others turned round: that depends on the direction, on
        what is in them, and on the version of Graphviz.  So it is asked, and gets those the other way round.
        """
        body = self.made[()].body
        before, after = body[:at], body[at:]
        body[:] = [*before, *self._nested(()), *after]
        if len(body) <= MOST and (turned := self._turned()):
            body[:] = [*before, *self._nested((), turned), *after]

    def _nested(self, around: Groups, turned: Collection[Groups] = ()) -> list[str]:
        """The lines of the frames directly in another one."""
        lines = []
        for groups in self._inside(around)[:: -1 if around in turned else 1]:
            own = self.made[groups].copy()
            own.body += self._nested(groups, turned)
            into = graphviz.Digraph()
            into.subgraph(own)
            lines += into.body
        return lines

    def _inside(self, around: Groups) -> list[Groups]:
        return [groups for groups in self.made if groups and groups[:-1] == around]

    def _turned(self) -> set[Groups]:
        """The frames in which others do not stand in their order."""
        several = [around for around in self.made if len(self._inside(around)) > 1 and around]
        if not several:
            return set()
        try:
            drawn = render(self.made[()].source.replace("{", "{\n\tsplines=none", 1), "dot").decode()
        except (NoRenderer, OSError, subprocess.SubprocessError):
            return set()
        found = re.findall(r'subgraph (cluster_\d+) \{\s*graph \[bb="([^"]*)"', drawn)
        spots = {name: [float(x) for x in box.split(",")] for name, box in found}
        turned = set()
        for around in several:
            boxes = [spots[str(self.made[groups].name)] for groups in self._inside(around)]
            spot = [-box[1] if self.rankdir in ("LR", "RL") else box[0] for box in boxes]  # y grows upwards
            if spot != sorted(spot):
                turned.add(around)
        return turned
