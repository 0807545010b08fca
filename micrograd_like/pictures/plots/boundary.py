"""decision_boundary(): what a classifier of two numbers says everywhere, under the examples it was given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ...steps import short
from . import on_matplotlib
from .axes import Plot, Scale, colour_of, frame, legend, room_beside, sheet
from .field import Field
from .given import as_float, classifier, pairs


def decision_boundary(
    predict: Callable[[list[float]], Any],
    X: Sequence,  # noqa: N803
    y: Sequence,
    *,
    title: str = "",
    xlabel: str = "x1",
    ylabel: str = "x2",
    threshold: float = 0.0,
    steps: int = 60,
    size: int = 480,
) -> Plot:
    """What a classifier of two numbers says everywhere, under the examples it was given.

    predict: takes [x1, x2], steps * steps times; gives a score (the boundary lies at threshold), a list of
        scores (the largest wins), or one of the labels in y; of labels it is asked four times more for each
        piece of a border, which is smooth in any case.
    X: rows of two numbers.
    y: a label for each.

    >>> plot = decision_boundary(lambda p: p[0] - p[1], [[0, 1], [1, 0]], [-1, 1], title="Halves")
    >>> plot.count('class="example"')
    2
    """
    predict = classifier(predict, "decision_boundary")
    points = pairs(X, "decision_boundary")
    labels = [int(c) if float(c) == int(c) else float(c) for c in map(as_float, y)]
    if not points or len(points) != len(labels):
        given = f"{len(points)} points and {len(labels)} labels"
        raise ValueError(f"decision_boundary() got {given}; give one label for each point")
    classes = sorted(set(labels))
    marks = [_mark(i) for i in range(len(classes))]
    key, high = legend([f"class {c}" for c in classes], marks, 44 if title else 22, 60, size - 10)
    top = (34 if title else 14) + high
    bottom = size + top - 62
    v = Scale([p[1] for p in points], bottom, top, margin=0.12)
    h = Scale([p[0] for p in points], room_beside(v, ylabel), size - 16, margin=0.12)
    across, up = ([_node(scale, i, steps) for i in range(steps)] for scale in (h, v))
    field = Field.of(predict, across, up, classes, threshold)
    dots = [
        f'<g class="example" transform="translate({h(a):.1f} {v(b):.1f})">{marks[classes.index(c)]}</g>'
        for (a, b), c in zip(points, labels, strict=True)
    ]
    told = f"{len(points)} examples of {len(classes)} classes over the regions the classifier gives to each; "
    told += (
        f"{xlabel} from {short(h.low)} to {short(h.high)}, {ylabel} from {short(v.low)} to {short(v.high)}"
    )
    examples = {"points": points, "labels": labels}
    ends = (*h.bounds, *v.bounds)
    sketch = partial(on_matplotlib.boundary, field=field, ends=ends, **examples)
    line = f'<path class="axis" stroke-width="1.5" d="{field.line(h, v)}"/>' if field.scores else ""
    parts = [field.ground(h, v), *frame(h, v, xlabel, ylabel), line, *dots, *key]
    return sheet((size, bottom + 48), (title, xlabel, ylabel), told, parts, sketch)


def _mark(i: int) -> str:
    """The sign of a class: a colour and a shape, so that either alone tells it."""
    shapes = (
        '<circle r="4.5"',
        '<path d="M-4.2 -4.2H4.2V4.2H-4.2Z"',
        '<path d="M0 -5.5L5 4H-5Z"',
        '<path d="M0 -6L5 0L0 6L-5 0Z"',
    )
    return f'{shapes[i % len(shapes)]} fill="{colour_of(i)}" stroke="#fff" stroke-width="1"/>'


def _node(scale: Scale, i: int, steps: int) -> float:
    low, high = scale.bounds
    return low + (high - low) * i / max(1, steps - 1)
