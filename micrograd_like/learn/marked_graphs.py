"""Graphs drawn with words and marks, for the answer to a check in a notebook.

The boxes are those of ``draw``; what is said of a node stands in its box, what is said of an edge beside it,
and a box that is not right has a red frame.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from micrograd_like import Value, topological_order
from micrograd_like.pictures.graphs.boxes import HEIGHT, Box, Boxes
from micrograd_like.pictures.graphs.layout import lay_out
from micrograd_like.pictures.graphs.still import Still
from micrograd_like.pictures.graphs.survey import Survey
from micrograd_like.pictures.quoting import data_uri, xml

MOST = 40  # nodes; a bigger picture explains nothing
LETTER = 7.25  # pixels
ALONG = 0.62  # how far along an edge its words stand
WRONG = re.compile("should be|too late")
STYLE = """.wrong{fill:#d64533;fill-opacity:.14;stroke:#d64533;stroke-width:2.5}
.mark{fill:#b03020;font-weight:700;paint-order:stroke;stroke:#fff;stroke-width:4px}
@media(prefers-color-scheme:dark){.wrong{fill-opacity:.3;stroke:#ff7a66}.mark{fill:#ff9a8a;stroke:#16191d}}"""
Marks = Mapping[tuple[Value, int], str]


def image(root: Value, marks: Marks, words: Mapping[Value, str]) -> str:
    """The graph below root as an HTML image; "" if it is too large.

    marks: words at an edge, given as (node, number of the operand).  words: what to say in a node's box.
    """
    if len(topological_order(root)) > MOST:
        return ""
    longest = max(map(len, marks.values()), default=0)
    boxes = _with_words(Boxes.of(Survey.of(root, {})), words, longest * LETTER)
    still = Marked(boxes)
    drawn = [still.box(box, still.state(box, box.third, 0.0)) for box in boxes.boxes]
    labels = "".join(_at_edges(still, marks))
    svg = still.sheet(drawn, style=STYLE).replace("</svg>", f"{labels}</svg>")
    alternative = "The graph; the same stands below as text."
    return f'<img alt="{alternative}" src="{data_uri(svg)}" style="max-width:100%">'


class Said(Box):
    """A box as wide as what is said in it."""

    @property
    def width(self) -> float:
        return max(super().width, len(self.third) * LETTER + 24)


class Marked(Still):
    """A drawing in which the third line of a box is what is said of its node."""

    def state(self, box: Box, words: str, grad: float) -> str:
        """The words, in a red frame where something else should be."""
        frame = f'<rect class="wrong" {self.shape(box)}/>' if WRONG.search(words) else ""
        return f'{frame}<text x="10" y="50">{xml(words)}</text>'


def _with_words(boxes: Boxes, words: Mapping[Value, str], room: float) -> Boxes:
    """The same boxes with these words in them, laid out anew, with room for what is said of the edges."""
    order = boxes.survey.order
    said = [Said(**{f.name: getattr(box, f.name) for f in dataclasses.fields(box)}) for box in boxes.boxes]
    for box in said:
        told = words.get(order[box.slots[0]], "") if isinstance(box.key, int) else ""
        box.third = told.replace("<== ", "")
    flat = boxes.direction == "LR"
    sizes = [(box.width + room * flat, HEIGHT + 24 * bool(room) * (not flat)) for box in said]
    spots, routes = lay_out(sizes, list(dict.fromkeys(boxes.edges)), boxes.direction)
    for box, spot in zip(said, spots, strict=True):
        box.x, box.y = spot
    return dataclasses.replace(boxes, boxes=said, routes={} if room else routes)


def _at_edges(still: Marked, marks: Marks) -> Iterator[str]:
    """What is said of edges, nearer to where they arrive, for there they do not cross."""
    order = still.of.survey.order
    place = {node: slot for slot, node in enumerate(order)}
    number = {box.slots[0]: k for k, box in enumerate(still.of.boxes) if isinstance(box.key, int)}
    curves = dict(zip(_numbered(still.of.edges), still.curves(), strict=True))
    seen: Counter[tuple] = Counter()
    for (node, operand), words in marks.items():
        ends = number.get(place[node.parents[operand]], -1), number.get(place[node], -1)
        curve = curves.get((*ends, seen[ends]))
        if curve:
            (left, top), (right, bottom) = curve[0], curve[-1]
            x, y = left + ALONG * (right - left), top + ALONG * (bottom - top) - 4
            yield f'<text class="mark" x="{x:.0f}" y="{y:.0f}" text-anchor="middle">{xml(words)}</text>'
        seen[ends] += 1


def _numbered(edges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Edges, each with how many equal ones came before."""
    seen: Counter[tuple[int, int]] = Counter()
    for edge in edges:
        yield (*edge, seen[edge])
        seen[edge] += 1
