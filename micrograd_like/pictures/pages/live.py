"""HTML that lives by itself: its scripts are inside; where those are stripped, it is a still image."""

from __future__ import annotations

import hashlib
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from ...files import write_whole
from ..quoting import data_uri, xml
from ..suffixes import kind_of, page
from .shrinking import shrink

HERE = Path(__file__).parent


class Live:
    """A live picture: shows itself in a notebook; save() writes a page that needs nothing else."""

    def __init__(self, html: str, title: str):
        self.html, self.title = html, title

    def _repr_html_(self) -> str:
        return self.html

    def save(self, path: str | os.PathLike) -> None:
        """Write a page of its own, whole or not at all."""
        kind_of(path, ("html", "htm"), "draw_dot(...).save() and film(...).save() write images")
        write_whole(path, page(self.title, self.html.replace("<div ", '<div role="main" ', 1)))

    def __repr__(self) -> str:
        return f"<{self.title}, {len(self.html) / 1000:.0f} KB of HTML; .save('picture.html') writes it>"


def alive(script: str, run: str, title: str, still: str, told: str = "") -> Live:
    """The still image and the words about it, and a script that puts the live view in their place.

    run: the statement that starts it on ``host``, the element around the script.
    """
    mark = "micrograd-" + hashlib.sha256(script.encode()).hexdigest()[:12]
    around = "(document.currentScript && document.currentScript.parentElement)"
    host = f"const host = {around} || document.getElementById('{mark}');"
    start = f"{host}\nif (!host || host.shadowRoot || !host.attachShadow) return;"
    body = f"(() => {{\n{start}\n{script}\n{run}\n}})();"
    image = f'<img alt="{xml(title)}" style="max-width:100%" src="{data_uri(still)}">'
    # where scripts are stripped, as of a notebook that somebody else has stored
    asleep = "<p>A still picture: run this cell to make it live.</p>"
    return Live(f'<div id="{mark}">{image}{asleep}{told}<script>{body}</script></div>', title)


def literal_text(content: Any) -> str:
    """JSON that is safe inside <script>."""
    return json.dumps(content, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


@cache
def script(file: str) -> str:
    """One of the scripts beside this module, without what only its readers need."""
    return shrink((HERE / file).read_text(encoding="utf-8"))


def styles(*files: str) -> str:
    """Style sheets beside this module, as a JavaScript string."""
    text = "\n".join((HERE / file).read_text(encoding="utf-8") for file in files)
    return literal_text(re.sub(r"\s*\n\s*", "\n", re.sub(r"([{:;,]) | (?={)", r"\1", text)))
