"""SVG text that shows itself and saves itself.

>>> Drawing("<svg><title>a dot</title><circle r='1'/></svg>")._repr_html_()[:15]
'<img alt="a dot'
"""

from __future__ import annotations

import html
import os

from ..files import write_whole
from .quoting import data_uri
from .suffixes import kind_of, page


class Drawing(str):
    """SVG text that shows itself in a notebook, also an untrusted one, and saves itself to a file."""

    __slots__ = ()
    instead = ""  # what one can do for a file of another kind

    @property
    def _title(self) -> str:
        return self[self.find("<title>") + len("<title>") : self.index("</title>")]

    def _repr_html_(self) -> str:
        return f'<img alt="{self._title}" style="max-width:100%" src="{data_uri(self)}">'

    def save(self, path: str | os.PathLike) -> None:
        """Write the SVG, or for a name that ends in .html a page with it; whole or not at all."""
        kind = kind_of(path, ("svg", "html", "htm"), self.instead)
        shown = f"<main>{self._repr_html_()}</main>"
        write_whole(path, page(html.unescape(self._title), shown) if kind.startswith("htm") else str(self))

    def __repr__(self) -> str:
        return f"<a picture in {len(self):,} characters of SVG; .save('picture.svg') writes it>"
