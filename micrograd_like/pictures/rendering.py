"""From DOT to a picture: by ``dot`` if it is installed, else by the binary of graphviz-pure, else as text.

>>> picture = Picture(body=["a -> b"])
>>> render_svg(picture).strip().endswith("</svg>")
True
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ..files import write_whole
from .quoting import data_uri, xml
from .suffixes import kind_of, page
from .without_graphviz import graphviz

MOST = 4000  # boxes; more take Graphviz minutes, and no eye finds its way among them
SOURCES = ("gv", "dot")  # the ends of names of DOT files, and of images
IMAGES = ("svg", "png", "pdf", "jpg", "jpeg", "gif", "webp", "ps", "eps")
PURE = ("svg", "png", "jpg", "jpeg", "json", "json0", "plain", "xdot", "dot")  # what graphviz-pure writes


class NoRenderer(graphviz.ExecutableNotFound, OSError):  # noqa: N818  named as graphviz names its own
    """There is neither an installed ``dot`` nor graphviz-pure."""

    def __init__(self) -> None:
        super().__init__(["dot"])

    def __str__(self) -> str:
        if sys.platform == "emscripten":  # a browser, which runs no other programs
            return "no program draws DOT in a browser; draw(root) shows the live graph"
        cure = "install graphviz-pure (pip install graphviz-pure) or Graphviz (graphviz.org)"
        return f"no program draws DOT here; {cure}"


class Picture(graphviz.Digraph):
    """A graphviz.Digraph that draws itself wherever it can, and never raises in a notebook."""

    instead: Callable[[], str] | None = None  # gives SVG of the same graph where nothing draws DOT

    def pipe(self, format: str | None = None, *, encoding: str | None = None, **options: Any) -> Any:  # noqa: A002
        """The drawing as bytes (text if encoding is given)."""
        if shutil.which("dot"):
            return super().pipe(format, encoding=encoding, **options)
        drawn = render(self.source, format or self.format)
        return drawn.decode(encoding) if encoding else drawn

    def save(self, filename: Any = None, directory: Any = None, *, skip_existing: bool | None = False) -> str:
        """Write what the end of the name says: an image, a page (.html) or DOT (.gv, .dot); returns the path.

        Raises NoRenderer where no program draws DOT and an image is asked for.
        """
        kind = kind_of(filename or "", (*IMAGES, "html", *SOURCES))
        if not kind or kind in SOURCES:
            return super().save(filename, directory=directory, skip_existing=skip_existing)
        path = Path(os.fsdecode(directory or self.directory or ""), filename)
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "html":
            shown = f"<main>{_scrolled(_bare(render_svg(self)), xml(self.comment or 'graph'))}</main>"
            write_whole(path, page(self.comment or "graph", shown))
        elif kind == "svg":
            write_whole(path, render_svg(self))
        else:
            path.write_bytes(self.pipe(kind))
        return str(path)

    def render(  # graphviz's names
        self,
        filename: Any = None,
        directory: Any = None,
        view: bool = False,
        cleanup: bool = False,
        format: str | None = None,  # noqa: A002
        *,
        outfile: Any = None,
        **options: Any,
    ) -> str:
        """Write the DOT file and the drawing beside it; returns the drawing's path.

        filename: of the DOT file; one that ends as an image does is the drawing's.
        """
        ending = Path(filename or "").suffix[1:].lower()
        if not outfile and ending in IMAGES:
            if format not in (None, ending):
                both = f"render({os.fspath(filename)!r}, format={format!r}) names two kinds of image"
                raise ValueError(f"{both}; give one of them, as in render('graph.{format}')")
            outfile, filename = Path(directory or "", filename), None
        own = {"filename": self.filename, "format": self.format, "engine": self.engine}
        source = graphviz.Source(self.source, directory=os.fsdecode(self.directory or "") or None, **own)
        if shutil.which("dot"):
            given = {"directory": directory, "view": view, "cleanup": cleanup}
            return source.render(filename, format=format, outfile=outfile, **given, **options)
        kind = format or self.format
        if outfile:
            kind, filename = format or Path(outfile).suffix[1:], filename or Path(outfile).with_suffix(".gv")
        drawn = render(self.source, kind)  # before anything is written
        written = Path(source.save(filename, directory=directory))
        target = Path(outfile) if outfile else written.with_name(f"{written.name}.{kind}")
        target.write_bytes(drawn)
        if cleanup:
            written.unlink()
        if view:
            self._view(str(target), format=kind, quiet=False)
        return str(target)

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None, **_: Any
    ) -> dict:
        shown: dict[str, Any] = {"text/plain": self.source}
        boxes = sum("label=" in line and "->" not in line for line in self.body)
        try:
            if boxes > MOST:
                shown["text/plain"] = f"{boxes} boxes are too many to draw; draw(root) opens at its layers"
            else:
                svg = render_svg(self)
                shown["text/html"] = _scrolled(_bare(svg), xml(self.comment or "graph"))
                if self.comment:  # in place of the source: a notebook need not keep that beside it
                    shown["text/plain"] = f"<{self.comment}; .source is its DOT>"
                if include and "image/svg+xml" in include:  # a notebook need not keep it twice
                    shown["image/svg+xml"] = svg
            if include and "image/png" in include:
                shown["image/png"] = self.pipe("png")
        except Exception as error:  # a notebook shows the text then, whatever was wrong
            shown["text/plain"] = f"{shown['text/plain']}\n// shown as text: {error}"
            if self.instead and isinstance(error, (NoRenderer, subprocess.SubprocessError)):
                told = f"<p>drawn in plain layers: {xml(error)}</p>"
                shown["text/html"] = _scrolled(self.instead(), xml(self.comment or "graph")) + told
        wanted = set(include) if include else set(shown)
        return {kind: data for kind, data in shown.items() if kind in wanted - set(exclude or ())}


def render_svg(picture: graphviz.Digraph) -> str:
    """The picture as SVG text.  Raises NoRenderer where nothing can draw it."""
    svg = render(picture.source, "svg").decode()
    return themed(svg[svg.index("<svg") :])


# Boxes have a ground of their own; what stands on the page's ground can be read on light and on dark.
THEME = """<style>.graph>text,.cluster text,.edge text{stroke:#fff;stroke-width:3px;paint-order:stroke}
@media(prefers-color-scheme:dark){text:not([fill="#1c1f24"]){fill:#e8eaed}.graph>text[fill="#b00020"]{fill:#ff9aa5}
.cluster text{fill:#c3b8ff}
.graph>text,.cluster text,.edge text{stroke:#16191d}.node [fill="#ffffff"],.node [fill="white"]{fill:#23272d}
.node [stroke="black"]{stroke:#9aa3ad}}</style>"""


def themed(svg: str) -> str:
    """The SVG of a graph with colours for dark pages too; anything else as it is.

    >>> themed("<svg></svg>")
    '<svg></svg>'
    """
    if 'class="graph"' not in svg:
        return svg
    svg = re.sub(r"<!--.*?-->\n?", "", svg)  # a tenth of it; a label with such signs has them escaped
    for name in ("font-family", "font-size", "text-anchor", "xml:space"):  # said once for all
        many = Counter(re.findall(f' {name}="[^"]*"', svg))
        if many:
            most = max(many, key=lambda said: many[said])
            svg = svg.replace(most, "").replace("<svg", f"<svg{most}", 1)
    # a tenth of a point is finer than any screen shows
    svg = re.sub(r' (?:points|d)="[^"]*"', lambda drawn: re.sub(r"(\.\d)\d+", r"\1", drawn[0]), svg)
    head, rest = svg.split(">", 1)
    return f"{head}>\n{THEME}{rest}"


def _bare(svg: str) -> str:
    """Without what an image does not show: the names of nodes and edges, and tooltips."""
    svg = re.sub(r"\n<title>.*?</title>|<g id=\"a_[^>]*><a [^>]*>\n|</a>\n</g>\n", "", svg)
    return re.sub(r'<g id="[^"]*" class', "<g class", svg)


def _scrolled(svg: str, alt: str) -> str:
    """The SVG at its natural size, in a box that scrolls where the page is narrower, by keyboard too."""
    image = f'<img alt="{alt}" style="max-width:none" src="{data_uri(svg)}">'
    return f'<div tabindex="0" role="region" aria-label="picture" style="overflow-x:auto">{image}</div>'


def render(source: str, format: str = "svg") -> bytes:  # noqa: A002
    """What the first working program makes of DOT source."""
    failure: Exception = NoRenderer()
    for program in (shutil.which("dot"), pure()):
        if program is None:
            continue
        if program == pure() and format not in PURE:
            given = f"graphviz-pure writes {', '.join(PURE)}, but not {format!r}"
            raise ValueError(
                f"{given}; install Graphviz (graphviz.org) for that, or choose one of those"
            ) from None
        flags = {"creationflags": subprocess.CREATE_NO_WINDOW} if sys.platform == "win32" else {}
        try:
            done = subprocess.run(
                [program, f"-T{format}"], input=source.encode(), capture_output=True, check=True, **flags
            )
            return done.stdout
        except subprocess.CalledProcessError as error:
            failure = error
        except OSError as error:  # it cannot be run at all
            failure.add_note(f"{program}: {error}")
    raise failure


@cache
def pure() -> str | None:
    """The path of graphviz-pure's binary, also where PATH is empty; None if it is not installed."""
    try:
        files = importlib.metadata.files("graphviz-pure") or ()
    except importlib.metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.stem == "graphviz-pure":
            path = os.path.abspath(str(file.locate()))
            if os.access(path, os.X_OK):
                return path
    return None


def view(path: str | os.PathLike) -> None:
    """Open a file in the user's browser, quietly."""
    import webbrowser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        webbrowser.open(Path(path).resolve().as_uri())
