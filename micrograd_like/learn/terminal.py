"""Writing to any terminal: narrow, without colour, with an encoding that lacks half of mathematics."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import unicodedata
from typing import TextIO

COLOURS = {"green": "32", "red": "31", "yellow": "33", "bold": "1", "dim": "2"}
SPELT = {
    "→": "->", "←": "<-", "√": "sqrt ", "σ": "sigma", "δ": "delta", "∂": "d", "∇": "grad ", "λ": "lambda",
    "θ": "theta", "η": "eta", "Σ": "sum ", "∑": "sum ", "Π": "prod ", "⊙": "(.)", "·": "*", "×": "x",
    "÷": "/", "−": "-", "–": "-", "—": "-", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "∞": "inf",
    "½": "1/2", "¼": "1/4", "²": "^2", "³": "^3", "ⁿ": "^n", "…": "...", "“": '"', "”": '"', "’": "'",
    "é": "e", "│": "|", "├": "|", "└": "'", "─": "-", "█": "#", "░": "-", "✓": "ok", "✗": "x", "∈": "in",
    "\u0302": "_hat", "\u0303": "_tilde", "\u0304": "_bar", "\u0307": "_dot", "\u0308": "_ddot",
    "\u20d7": "_vec", "⋅": "*", "′": "'", "ᵀ": "^T",
}  # fmt: skip


def spell(error: UnicodeError) -> tuple[str, int]:
    """A codec error handler that writes in plain letters what an encoding cannot show.

    >>> "σ'(z) ≤ ¼".encode("ascii", "micrograd_like.spell")
    b"sigma'(z) <= 1/4"
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(SPELT.get(c) or _closest(c) for c in missing), error.end


def _closest(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or "?"


codecs.register_error("micrograd_like.spell", spell)


class Terminal:
    """Somewhere to write: knows its width, whether it shows colour, and what it can encode."""

    def __init__(self, stream: TextIO | None = None, width: int | None = None):
        self.stream = stream or sys.stdout
        self.width = width or max(24, min(shutil.get_terminal_size((79, 24)).columns - 1, 88))
        self.colour = self._has_colour()

    def _has_colour(self) -> bool:
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not self.stream.isatty():
            return False
        return sys.platform != "win32" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))

    def paint(self, words: str, *colours: str) -> str:
        """The words in colour, or as they are where there is none."""
        codes = ";".join(COLOURS[c] for c in colours)
        return f"\033[{codes}m{words}\033[0m" if self.colour and words else words

    def encodable(self, words: str) -> str:
        encoding = getattr(self.stream, "encoding", None) or "utf-8"
        return words.encode(encoding, "micrograd_like.spell").decode(encoding)

    def say(self, words: str = "") -> None:
        """One piece of text and a line end."""
        self.stream.write(self.encodable(words) + "\n")
        self.stream.flush()
