"""Words and numbers as pictures write them: short, and never markup whatever a label contains.

>>> xml("a < b & c")
'a &lt; b &amp; c'
>>> print(for_label("a | {b}"))
a \\| \\{b\\}
"""

from __future__ import annotations

import base64
import html
import re

from ..steps import short

# What XML 1.0 cannot hold, and lone surrogates, which UTF-8 cannot.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# For labels in DOT: what has a meaning there, and spaces that some versions of Graphviz drop.
SPECIAL = re.compile(r"([\\|{}<>])")
FRAIL = re.compile(r"^ | $| (?= )| (?=[^!-~])|(?<=[^!-~]) ")
PLACE = re.compile(r"\w+(?:\.\w+|\[\d+\])+")  # layers.0.w, state.wq[3][2]: the end says most
LONGEST = 40  # characters of a label in a box; the rest is in the tooltip


def plain(text: object) -> str:
    """The text with characters that no picture can hold replaced by U+FFFD."""
    return UNFIT.sub("\ufffd", str(text))


def shorten(text: object, longest: int = LONGEST) -> str:
    """At most so many characters and an ellipsis, at the end or, of a place in a model, before it.

    Line breaks become spaces.

    >>> shorten("a very long label indeed", 10), shorten("state_dict.layer0.attn_wq", 20)
    ('a very lo…', '…layer0.attn_wq')
    """
    line = " ".join(plain(text).split("\n")).replace("\r", " ").replace("\t", " ")
    if len(line) <= longest or not PLACE.fullmatch(line):
        return line if len(line) <= longest else line[: longest - 1] + "…"
    end = line[1 - longest :]
    return "…" + end[end.find(".") + 1 if "." in end[:-3] else 0 :]


def xml(text: object) -> str:
    """The text for XML and HTML, in elements and in attributes."""
    return html.escape(plain(text), quote=True)


def for_label(text: str) -> str:
    """The text for a DOT label, record or not: every special character, entity and space as itself."""
    text = SPECIAL.sub(r"\\\1", text.replace("&", "&amp;")).replace('"', "&quot;")
    return FRAIL.sub("&#160;", text)


def for_cell(text: str) -> str:
    """The text for a cell of a table in DOT, as for_label() does."""
    return FRAIL.sub("&#160;", xml(text))


def for_tooltip(text: str) -> str:
    """The text for a tooltip in DOT."""
    text = plain(text).replace("&", "&amp;").replace("\\", 4 * "\\")
    return text.replace('"', "&quot;").replace("\n", "&#10;")


def fixed(x: float) -> str:
    """The lecture's four decimals where they say something, else as few digits as short() does.

    >>> fixed(2.0), fixed(1.5e-9)
    ('2.0000', '1.5e-09')
    """
    return f"{x:.4f}" if x == 0 or 1e-4 <= abs(x) < 1e7 else short(x)


def data_uri(svg: str) -> str:
    """The SVG as an address that an <img> can show where scripts and inline SVG are stripped."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
