"""A sketch that a notebook shows as a drawing, with the same words and marks; marked_graphs makes it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any


class Drawn(str):
    """The text of a sketch, with a function that draws the same."""

    __slots__ = ("_draw",)
    _draw: Callable[[], str]

    def __new__(cls, text: str, draw: Callable[[], str]) -> Drawn:
        made = super().__new__(cls, text)
        made._draw = draw
        return made

    def html(self) -> str:
        """An image whose alternative text is the sketch; "" where it cannot be drawn."""
        try:
            return self._draw()
        except Exception:  # a picture is an extra: the text stands in for it
            return ""

    def __radd__(self, before: str) -> Drawn:
        """The same below some words."""
        return Drawn(before + str(self), lambda: f"<p>{escape(before)}</p>{self._draw()}")

    def __reduce__(self) -> tuple[Any, ...]:
        """From a process of its own, the finished image travels."""
        return finished, (str(self), self.html())


def finished(text: str, image: str) -> Drawn:
    """A sketch whose drawing is there already."""
    return Drawn(text, lambda: image)


def html_of(picture: str) -> str:
    """A picture for a notebook: drawn where it can be, with the text below it, else the text alone."""
    text = f"<pre>{escape(picture)}</pre>" if picture else ""
    image = picture.html() if isinstance(picture, Drawn) else ""
    return f"{image}<details><summary>as text</summary>{text}</details>" if image else text
