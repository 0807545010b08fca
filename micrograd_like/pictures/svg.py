"""SVG text that shows itself and saves itself.

>>> Drawing("<svg><title>a dot</title><circle r='1'/></svg>")._repr_html_()[:15]
'<img alt="a dot'
"""

from __future__ import annotations

import os

from ..files import write_whole
from .quoting import data_uri


class Drawing(str):
    """SVG text that shows itself in a notebook, also an untrusted one, and saves itself to a file."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        title = self[self.find("<title>") + len("<title>") : self.index("</title>")]
        return f'<img alt="{title}" style="max-width:100%" src="{data_uri(self)}">'

    def save(self, path: str | os.PathLike) -> None:
        """Write the SVG, whole or not at all."""
        write_whole(path, str(self))

    def __repr__(self) -> str:
        return f"<a picture in {len(self):,} characters of SVG; .save('picture.svg') writes it>"
