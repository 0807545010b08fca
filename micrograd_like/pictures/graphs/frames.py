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
from collections.abc import Collection, Mapping

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

        Some frames stand in the order of the text, others in another one: that depends on the direction, on
        what is in them, and on the version of Graphviz.  So it is asked which place of the text leads to
        which place of the picture, and each frame is written where it will stand right.
        """
        body = self.made[()].body
        before, after = body[:at], body[at:]
        body[:] = [*before, *self._nested(()), *after]
        if len(body) <= MOST and (written := self._rewritten()):
            body[:] = [*before, *self._nested((), written), *after]

    def _nested(self, around: Groups, written: Mapping[Groups, list[Groups]] = {}) -> list[str]:
        """The lines of the frames directly in another one.  written: in which order, if not in their own."""
        lines = []
        for groups in written.get(around) or self._inside(around):
            own = self.made[groups].copy()
            own.body += self._nested(groups, written)
            into = graphviz.Digraph()
            into.subgraph(own)
            lines += into.body
        return lines

    def _inside(self, around: Groups) -> list[Groups]:
        return [groups for groups in self.made if groups and groups[:-1] == around]

    def _rewritten(self) -> dict[Groups, list[Groups]]:
        """For each frame in which others do not stand in their order, the order in which to write these."""
        several = [around for around in self.made if len(self._inside(around)) > 1 and around]
        if not several:
            return {}
        try:
            drawn = render(self.made[()].source.replace("{", "{\n\tsplines=none", 1), "dot").decode()
        except (NoRenderer, OSError, subprocess.SubprocessError):
            return {}
        found = re.findall(r'subgraph (cluster_\d+) \{\s*graph \[bb="([^"]*)"', drawn)
        spots = {name: [float(x) for x in box.split(",")] for name, box in found}
        written = {}
        for around in several:
            inside = self._inside(around)
            boxes = [spots[str(self.made[groups].name)] for groups in inside]
            spot = [-box[1] if self.rankdir in ("LR", "RL") else box[0] for box in boxes]  # y grows upwards
            if spot != sorted(spot):
                slots = sorted(
                    range(len(inside)), key=spot.__getitem__
                )  # of the text, by place in the picture
                written[around] = [inside[slots.index(slot)] for slot in range(len(inside))]
        return written
