"""Where pictures are saved: the end of a file's name says what is in it, or the name is refused.

>>> kind_of("loss.SVG", ("svg", "html"))
'svg'
>>> kind_of("loss.png", ("svg", "html"), "plot.to_matplotlib().savefig('loss.png') writes one")
Traceback (most recent call last):
ValueError: 'loss.png' ends in .png, but this picture is written as .svg, .html; choose one of those, or ...
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePath

from .quoting import xml


def kind_of(path: str | os.PathLike, kinds: Sequence[str], instead: str = "") -> str:
    """What to write to a path, by the end of its name; "" where it has none.

    kinds: what can be written.  instead: what else one can do, for the message.
    """
    kind = PurePath(os.fspath(path)).suffix[1:].lower()
    if kind and kind not in kinds:
        given = f"{os.fspath(path)!r} ends in .{kind}, but this picture is written as .{', .'.join(kinds)}"
        raise ValueError(f"{given}; choose one of those{f', or {instead}' if instead else ''}")
    return kind


def page(title: str, inside: str) -> str:
    """A page of its own, light or dark as the reader's system is."""
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    dark = "@media(prefers-color-scheme:dark){body{background:#101214;color:#e8eaed}}"
    style = f"<style>body{{margin:12px;background:#fff;font-family:sans-serif}}{dark}</style>"
    head = f"<head>{meta}<title>{xml(title)}</title>{style}</head>"
    hidden = "position:absolute;top:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"
    heading = f'<header><h1 style="{hidden}">{xml(title)}</h1></header>'  # for screen readers
    return f'<!doctype html><html lang="en">{head}<body>{inside}{heading}</body></html>\n'
