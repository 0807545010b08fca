"""A lesson in a terminal: ``learn read 5`` shows the chapter, with its formulas in plain letters."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from ..rules.texmath import script
from .exercise import Lesson
from .lessons import find
from .terminal import Terminal
from .wording import wrap

LETTERS = {
    "partial": "∂", "nabla": "∇", "sigma": "σ", "delta": "δ", "lambda": "λ", "theta": "θ", "eta": "η",
    "alpha": "α", "beta": "β", "epsilon": "ε", "varepsilon": "ε", "mu": "μ", "pi": "π", "phi": "φ",
    "Delta": "Δ", "sum": "Σ", "prod": "Π", "cdot": "·", "times": "×", "odot": "⊙", "le": "≤", "leq": "≤",
    "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "infty": "∞", "to": "→", "mapsto": "→",
    "rightarrow": "→", "in": "∈", "top": "ᵀ", "dots": "...", "ldots": "...", "cdots": "...",
    "quad": "\u00a0\u00a0", "qquad": "\u00a0\u00a0\u00a0\u00a0",  # blanks that stay
    "lVert": "|", "rVert": "|", "Vert": "|", "vert": "|", "mid": "|", "left": "", "right": "",
    "displaystyle": "", "big": "", "Big": "", "pm": "±", "ell": "ℓ", "gamma": "γ", "rho": "ρ", "tau": "τ",
    "omega": "ω", "Sigma": "Σ", "Theta": "Θ", "Omega": "Ω", "leftarrow": "←", "Rightarrow": "⇒", "equiv": "≡",
    "sim": "~", "propto": "∝", "ll": "≪", "gg": "≫", "circ": "∘", "otimes": "⊗", "forall": "∀", "subset": "⊂",
    "cup": "∪", "cap": "∩", "langle": "⟨", "rangle": "⟩", "prime": "'", "star": "*", "ast": "*", "int": "∫",
}  # fmt: skip
FUNCTIONS = (
    "arg", "cos", "cosh", "det", "dim", "exp", "inf", "ker", "lim", "ln", "log", "max", "min", "sin", "sinh",
    "sup", "tan", "tanh",
)  # fmt: skip
MARKS = {"hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303",
         "widetilde": "\u0303", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308"}  # fmt: skip
SYMBOL = r"(\\[A-Za-z]+|\w)"
MARKED = re.compile(rf"\\({'|'.join(MARKS)})(?![A-Za-z])(?:\{{ *{SYMBOL} *\}}| *{SYMBOL})")
TWO = re.compile(r"\\[dt]?frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}")
SCRIPTED = re.compile(r"\\mathcal\{([^{}]*)\}")
ONE = re.compile(r"\\(?:text|mathrm|mathbf|mathbb|operatorname|boldsymbol)\{([^{}]*)\}")
OVER = re.compile(rf"\\(?:{'|'.join(MARKS)})\{{([^{{}}]*)\}}")  # a mark over more than a letter is left out
ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+(?:\n[^$\n]+)?)\$", re.DOTALL)
INDENT = "\u00a0" * 4  # of a formula on a line of its own; other blanks would be folded
FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def formula(text: str) -> str:
    r"""A LaTeX formula in plain letters.

    >>> formula(r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j")
    '∂C/∂w^l_jk = a^(l-1)_k δ^l_j'
    >>> formula(r"\frac{1}{2n} \sum_x \|y - a\|^2")
    '1/(2n) Σ_x |y - a|^2'
    """
    before = ""
    while text != before:
        before = text
        text = MARKED.sub(lambda m: f"{formula(m[2] or m[3])}{MARKS[m[1]]}", text)
        text = SCRIPTED.sub(lambda m: script(m[1]), text)
        text = ONE.sub(r"\1", ROOT.sub(_root, OVER.sub(r"\1", text)))
        text = TWO.sub(_quotient, text)
    text = re.sub(r" *\\rVert", "|", re.sub(r"\\\|", "|", text))
    text = re.sub(r"\\[,;: ]", " ", text).replace(r"\!", "")
    text = re.sub(r"\\([A-Za-z]+) ?", lambda m: LETTERS.get(m[1], m[1]) + _gap(m), text)
    text = re.sub(r"([_^])\{([^{}]*)\}", lambda m: m[1] + (m[2] if m[2].isalnum() else f"({m[2]})"), text)
    text = text.replace("^ᵀ", "ᵀ")
    return re.sub(r"[ \n\t]+", " ", re.sub(r"[{}]|\\\\|\\", "", text.replace("&", ""))).strip(" ")


def _root(found: re.Match) -> str:
    inside = formula(found[1])
    return f"√{inside}" if inside.isalnum() else f"√({inside})"


def _quotient(found: re.Match) -> str:
    """Over and under a slash; in brackets behind a function, with a dot before a bracket that follows."""
    whole = f"{_bracketed(formula(found[1]))}/{_bracketed(formula(found[2]))}"
    before, behind = found.string[: found.start()].rstrip(), found.string[found.end() :].lstrip()
    if before.endswith(tuple(rf"\{name}" for name in FUNCTIONS if name not in ("lim", "max", "min"))):
        return f"({whole})"
    return f"{whole} · " if behind.startswith(("(", r"\left(", r"\left[", "[", r"\big(")) else whole


def _gap(found: re.Match) -> str:
    """The blank behind a command stays where it parts words."""
    letter: str = LETTERS.get(str(found[1]), str(found[1]))
    return " " if found[0].endswith(" ") and letter not in ("∂", "∇", "") and found[1] != "lVert" else ""


def _bracketed(part: str) -> str:
    """Without brackets: names, numbers, derivatives, powers and roots of them, functions of something."""
    part = part.strip()
    bare = r"∂|∂?\w+|∂\w[\w^]*(?:\([^()]*\))?\w*|\d+\.\d+|\w+\^(?:\w|\([^()]*\))|√\w+|√\([^()]*\)|\|[^|()]*\|"
    return part if re.fullmatch(bare, part) and not _mixed(part) else f"({part})"


def _mixed(part: str) -> bool:
    """A number before a letter, as in 2n, is a product."""
    return re.fullmatch(r"\d+[^\W\d].*", part) is not None


def read(terminal: Terminal, lesson: Lesson) -> int:
    """Show the chapter."""
    terminal.say(terminal.paint(f"Lesson {lesson.number}: {lesson.title}", "bold"))
    for piece in lesson.chapter.pieces:
        terminal.say()
        if piece.kind == "prose":
            terminal.say("\n\n".join(paragraphs(terminal, piece.text)))
        elif piece.kind == "code":
            terminal.say(textwrap.indent(piece.text, "    "))
        else:
            exercise = find(piece.text)
            terminal.say(terminal.paint(f"Exercise {exercise.id}  {exercise.title}", "green", "bold"))
            terminal.say(wrap(exercise.goal, terminal.width))
            terminal.say(terminal.paint(f"    micrograd-like learn watch {exercise.id}", "dim"))
    return 0


def paragraphs(terminal: Terminal, text: str) -> Iterator[str]:
    """Markdown as a terminal shows it: headings bold, lists and code kept, formulas in plain letters."""
    for k, part in enumerate(FENCE.split(text)):
        if k % 2:
            yield textwrap.indent(part.rstrip("\n"), "    ")
            continue
        plain = FORMULA.sub(_written, part)
        for paragraph in filter(None, (part.strip(" \n") for part in plain.split("\n\n"))):
            yield _paragraph(terminal, paragraph)


def _written(found: re.Match) -> str:
    return f"\n\n{INDENT}{formula(found[1])}\n\n" if found[1] else formula(found[2])


def _paragraph(terminal: Terminal, text: str) -> str:
    text = re.sub(r"\[([^\]]+)\]\((http[^)]+|[\w.-]+\.ipynb)\)", r"\1 (\2)", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"\1", text)
    if text.startswith("#"):
        return terminal.paint(text.lstrip("# "), "bold")
    if text.startswith(INDENT):
        return text
    if re.match(r"[-*|] |\d+\. |\|", text):
        return "\n".join(wrap(line, terminal.width) if line[:1] != "|" else line for line in text.split("\n"))
    return wrap(text, terminal.width)
