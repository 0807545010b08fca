"""A lesson's README.md taken apart: prose, cells of code that run, and the places where exercises stand.

A fenced block that begins with three backticks and ``python`` is a live cell in notebooks.  A line
``{{forks}}`` is where the exercise of that slug stands.  The first heading is the title; what stands
between it and the next heading, cell or exercise introduces the lesson.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PIECE = re.compile(r"^```python\n(?P<code>.*?)^```$|^\{\{(?P<slug>\w+)\}\}$", re.DOTALL | re.MULTILINE)


class ChapterError(ValueError):
    """A lesson's README.md contradicts the form it is written in."""


@dataclass(frozen=True)
class Piece:
    """A piece of a chapter; kind is prose, code, or exercise, whose slug is the text."""

    kind: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """A lesson as it is read."""

    title: str
    pieces: tuple[Piece, ...]

    @property
    def story(self) -> str:
        """The paragraphs that introduce the lesson."""
        first = self.pieces[0].text if self.pieces and self.pieces[0].kind == "prose" else ""
        return re.split(r"^#", first, maxsplit=1, flags=re.MULTILINE)[0].strip()

    @property
    def cells(self) -> list[str]:
        """The code that runs, in order."""
        return [piece.text for piece in self.pieces if piece.kind == "code"]


def read_chapter(path: Path, slugs: tuple[str, ...]) -> Chapter:
    """The chapter in a file; each of the slugs stands in it once."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ChapterError(f"the lesson has no text: {path} cannot be read ({error.strerror})") from None
    head, _, rest = text.lstrip().partition("\n")
    if not head.startswith("# "):
        raise ChapterError(f"{path} begins with {head[:40]!r}; begin with a title, such as # Reverse mode")
    pieces = tuple(taken_apart(rest))
    marked = [piece.text for piece in pieces if piece.kind == "exercise"]
    if lost := [slug for slug in slugs if slug not in marked]:
        raise ChapterError(
            f"{path} has no place for {lost[0]!r}; write {{{{{lost[0]}}}}} on a line of its own"
        )
    if odd := [slug for k, slug in enumerate(marked) if slug not in slugs or slug in marked[:k]]:
        raise ChapterError(f"{path} has {{{{{odd[0]}}}}}; course.toml lists {', '.join(slugs)}, each once")
    return Chapter(head[2:].strip(), pieces)


def taken_apart(text: str) -> list[Piece]:
    """The pieces of a text, in order.

    >>> [piece.kind for piece in taken_apart("Look.\\n\\n```python\\n1 + 1\\n```\\n\\n{{one}}\\n")]
    ['prose', 'code', 'exercise']
    """
    found, at = [], 0
    for mark in PIECE.finditer(text):
        found.append(Piece("prose", text[at : mark.start()].strip()))
        code = mark["code"]
        found.append(Piece("exercise", mark["slug"]) if code is None else Piece("code", code.rstrip("\n")))
        at = mark.end()
    found.append(Piece("prose", text[at:].strip()))
    return [piece for piece in found if piece.text]
