"""Scripts made smaller for a page: without comments and the spaces that only readers need.

Names stay, and so do line breaks that may end a statement.

>>> shrink("const a = [1, 2]; // two\\n  const b = a + 1,\\n    text = 'a + b';")
"let a=[1,2];let b=a+1,text='a + b';"
"""

from __future__ import annotations

import re

SPACE = re.compile(r"\s+")
OPENS = set("{([,;?:=&|<*")  # after these a line break says nothing
CLOSES = set("})],;.?:&|*")  # and before these
QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*|`")
PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[\n])+/[a-z]*")  # a regular expression


def shrink(text: str) -> str:
    """The script with the same meaning and fewer characters."""
    pieces = _pieces(text)
    out: list[str] = []
    for k, piece in enumerate(pieces):
        if not piece.isspace():
            out.append(_within(piece) if piece[0] == "`" else piece)
            continue
        before, after = out[-1][-1:] if out else "", pieces[k + 1][:1] if k + 1 < len(pieces) else ""
        out.append(_space(piece, before, after))
    return "".join(out)


def _space(space: str, before: str, after: str) -> str:
    """What has to stay of the space between two characters."""
    if not before or not after:
        return ""
    if "\n" in space:
        return "" if before in OPENS or after in CLOSES else "\n"
    named = (before.isalnum() or before in "_$") and (after.isalnum() or after in "_$")
    doubled = before == after and before in "+-"
    return " " if named or doubled else ""


def _pieces(text: str) -> list[str]:
    """Runs of space, and all else; strings, templates and patterns whole, comments left out."""
    pieces: list[str] = []
    at = 0
    while at < len(text):
        end = _end(text, at, "".join(pieces[-2:]).rstrip())
        piece = text[at:end]
        if not piece.startswith("//"):
            pieces.append("let" if piece == "const" else piece)  # what is assigned once may be either
        at = end
    return _joined(pieces)


def _joined(pieces: list[str]) -> list[str]:
    """Spaces on both sides of a comment are one."""
    found: list[str] = []
    for piece in pieces:
        if found and piece.isspace() and found[-1].isspace():
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _end(text: str, at: int, before: str) -> int:
    """Where the piece that begins here ends."""
    if space := SPACE.match(text, at):
        return space.end()
    if text[at] == "`":
        return _template(text, at)
    if quoted := QUOTED.match(text, at):
        return quoted.end()
    expects = not before or before.endswith("return") or before[-1:] in "(,=:[!&|?{};"
    if expects and (pattern := PATTERN.match(text, at)):
        return pattern.end()
    word = re.compile(r"[\w$]+").match(text, at)
    return word.end() if word else at + 1


def _within(template: str) -> str:
    """A template with the code in it made smaller."""
    out, at = [], 0
    while (start := template.find("${", at)) >= 0:
        end = _inside(template, start + 2)
        out += [template[at : start + 2], shrink(template[start + 2 : end - 1]), "}"]
        at = end
    return "".join([*out, template[at:]])


def _template(text: str, at: int) -> int:
    """The end of a template, which may hold code with templates in it."""
    at += 1
    while text[at] != "`":
        if text[at] == "\\":
            at += 2
        elif text.startswith("${", at):
            at = _inside(text, at + 2)
        else:
            at += 1
    return at + 1


def _inside(text: str, at: int) -> int:
    """The end of the code in a template, after its closing bracket."""
    deep = 1
    while deep:
        if text[at] == "`":
            at = _template(text, at)
        elif quoted := QUOTED.match(text, at):
            at = quoted.end()
        else:
            deep += (text[at] == "{") - (text[at] == "}")
            at += 1
    return at
