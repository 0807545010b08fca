r"""The LaTeX that this package writes as MathML, which browsers show without any library, also offline.

>>> mathml(r"\frac{x}{2}")
'<math display="block"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>'
>>> mathml("w_{12}^2")[22:-7]
'<msubsup><mi>w</mi><mn>12</mn><mn>2</mn></msubsup>'

Only what our own formulas need is known; a command that is not becomes its name.
"""

from __future__ import annotations

import re
from html import escape

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z]|\s+|.", re.S)
OPERATORS = {
    "-": "−", r"\cdot": "·", r"\times": "×", r"\le": "≤", r"\ge": "≥", r"\ne": "≠", r"\to": "→",
    r"\sum": "∑", r"\prod": "∏", r"\in": "∈", r"\ldots": "…", r"\dots": "…", r"\odot": "⊙", r"\mid": "|",
    r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", r"\|": "‖", r"\{": "{", r"\}": "}",
    r"\leq": "≤", r"\geq": "≥", r"\neq": "≠", r"\cdots": "⋯", r"\mapsto": "↦", r"\rightarrow": "→",
    r"\leftarrow": "←", r"\Rightarrow": "⇒", r"\equiv": "≡", r"\sim": "∼", r"\propto": "∝", r"\ll": "≪",
    r"\gg": "≫", r"\circ": "∘", r"\otimes": "⊗", r"\langle": "⟨", r"\rangle": "⟩", r"\vert": "|",
    r"\lVert": "‖", r"\rVert": "‖", r"\lvert": "|", r"\rvert": "|", r"\pm": "±", r"\approx": "≈",
}  # fmt: skip
ACCENTS = {
    r"\hat": "^", r"\widehat": "^", r"\bar": "¯", r"\overline": "¯", r"\tilde": "~", r"\vec": "→",
    r"\dot": "˙", r"\ddot": "¨",
}  # fmt: skip
SIZES = {r"\big", r"\Big", r"\bigl", r"\bigr", r"\displaystyle"}
NO_GAP = {"_", "^", "'", "(", ")", "[", "]", "}", ",", ".", "=", r"\left", r"\right", r"\big", "&", r"\\"}
SCRIPT = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))  # the others of the alphabet stand in one row
LETTERS = {
    r"\partial": "∂", r"\infty": "∞", r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\delta": "δ",
    r"\theta": "θ", r"\lambda": "λ", r"\mu": "μ", r"\pi": "π", r"\sigma": "σ", r"\varphi": "φ", r"\phi": "φ",
    r"\psi": "ψ", r"\Gamma": "Γ", r"\Phi": "Φ", r"\epsilon": "ε", r"\varepsilon": "ε", r"\rho": "ρ",
    r"\Sigma": "Σ", r"\Theta": "Θ", r"\Omega": "Ω", r"\top": "⊤",
    r"\nabla": "∇", r"\ell": "ℓ", r"\tau": "τ", r"\eta": "η", r"\omega": "ω", r"\Delta": "Δ", r"\xi": "ξ",
}  # fmt: skip
SPACES = {
    r"\;": "0.28em",
    r"\,": "0.17em",
    r"\:": "0.22em",
    r"\quad": "1em",
    r"\qquad": "2em",
    r"\ ": "0.25em",
}
NAMES = {
    "mathrm": "mi",
    "operatorname": "mi",
    "text": "mtext",
    "mathbf": "mi",
    "mathit": "mi",
    "textrm": "mtext",
}
UNDER = {"<mo>∑</mo>", "<mo>∏</mo>", "<mi>min</mi>", "<mi>max</mi>", "<mi>lim</mi>"}  # an index stands below


def mathml(latex: str, display: str = "block") -> str:
    """A formula as a <math> element; display: "block" for a line of its own, or "inline"."""
    return f'<math display="{display}">{_Reader(latex).row()}</math>'


def script(letters: str) -> str:
    """Capitals as a pen writes them.

    >>> script("LN")
    'ℒ𝒩'
    """
    return "".join(
        SCRIPT.get(c) or (chr(0x1D49C + ord(c) - ord("A")) if "A" <= c <= "Z" else c) for c in letters
    )


class _Reader:
    """Reads tokens from the left."""

    def __init__(self, latex: str):
        found = [token for token in TOKEN.finditer(latex) if not token[0].isspace()]
        self.text, self.tokens = latex, [token[0] for token in found]
        self.ends = [token.end() for token in found]
        self.at = 0

    def row(self, *ends: str) -> str:
        """Everything up to one of these tokens, which is taken too, as one element."""
        parts: list[str] = []
        while self.at < len(self.tokens):
            if self.tokens[self.at] in ends:
                self.at += 1
                break
            parts.append(self.scripted())
        return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"

    def scripted(self) -> str:
        """An element with its indices and powers."""
        base, below, above = self.one(), "", ""
        primes = 0
        while self.at < len(self.tokens) and self.tokens[self.at] in ("_", "^", "'"):
            self.at += 1
            if self.tokens[self.at - 1] == "'":
                primes += 1
                continue
            if self.tokens[self.at - 1] == "_":
                below = self.one()
            else:
                above = self.one()
        kind = "munder" if base in UNDER and below else "msub"
        if primes:  # the sign is raised already; as a power it is too small where a font has no table for it
            base = f'<mrow>{base}<mo lspace="0" rspace="0">{"′" * primes}</mo></mrow>'
        if below and above:
            kind = "munderover" if kind == "munder" else "msubsup"
            return f"<{kind}>{base}{below}{above}</{kind}>"
        if below:
            return f"<{kind}>{base}{below}</{kind}>"
        return f"<msup>{base}{above}</msup>" if above else base

    def one(self) -> str:
        """The next element."""
        token = self.tokens[self.at]
        self.at += 1
        match token:
            case "{":
                return self.row("}")
            case r"\frac":
                return f"<mfrac>{self.one()}{self.one()}</mfrac>"
            case r"\sqrt":
                return f"<msqrt>{self.one()}</msqrt>"
            case r"\left":
                return self.fenced()
            case r"\begin":
                return self.table(self.name())
            case r"\mathcal":
                return f"<mi>{escape(script(self.name()))}</mi>"
        if token[1:] in NAMES:
            kind, words = NAMES[token[1:]], escape(self.name())
            if kind == "mtext":  # MathML drops plain spaces at the ends
                words = words.replace(" ", "\u00a0")
            return f"<{kind}>{words}</{kind}>"
        if token in SIZES:
            return self.one() if self.at < len(self.tokens) else ""
        if token in ACCENTS:
            return f'<mover accent="true">{self.one()}<mo>{ACCENTS[token]}</mo></mover>'
        if token in SPACES:
            return f'<mspace width="{SPACES[token]}"/>'
        if token[0].isdigit():
            return f"<mn>{token}</mn>"
        if token in LETTERS or token[0].isalpha():
            return f"<mi>{escape(LETTERS.get(token, token))}</mi>"
        if token in ("(", ")", "[", "]", "|"):  # tall only after \\left and \\right
            return f'<mo stretchy="false">{token}</mo>'
        if token in OPERATORS or not token.startswith("\\"):
            return f"<mo>{escape(OPERATORS.get(token, token))}</mo>"
        word = token[1:]
        return self.function(word) if word[0].isalpha() else f"<mtext>{escape(word)}</mtext>"

    def function(self, word: str) -> str:
        """A name such as log, with a thin space before an argument that has no brackets."""
        name = f"<mi>{escape(word)}</mi>"
        bare = self.at < len(self.tokens) and self.tokens[self.at] not in NO_GAP
        return f'<mrow>{name}<mspace width="0.17em"/></mrow>' if bare else name

    def name(self) -> str:
        """The text in the brackets that follow, its spaces included."""
        start, deep = self.ends[self.at], 1
        while deep:
            self.at += 1
            deep += {"{": 1, "}": -1}.get(self.tokens[self.at], 0)
        end = self.ends[self.at]
        self.at += 1
        return re.sub(r"\\(.)", r"\1", self.text[start : end - 1])

    def fenced(self) -> str:
        """What stands between \\left and \\right, with its signs."""
        open_, inside = self.sign(), self.row(r"\right")
        return f"<mrow>{open_}{inside}{self.sign()}</mrow>"

    def sign(self) -> str:
        sign = self.tokens[self.at]
        self.at += 1
        return "" if sign == "." else f"<mo>{escape(OPERATORS.get(sign, sign))}</mo>"

    def table(self, kind: str) -> str:
        """Rows between \\begin and \\end, with & between their cells."""
        rows: list[list[str]] = [[]]
        while True:
            rows[-1].append(self.row("&", r"\\", r"\end"))
            end = self.tokens[self.at - 1]
            if end == r"\end":
                break
            if end == r"\\":
                rows.append([])
        self.name()
        sides = ["left", "left"] if kind == "cases" else ["right", "left"]
        cells = ("".join(map(_cell, row, sides)) for row in rows)
        body = f'<mtable displaystyle="true">{"".join(f"<mtr>{row}</mtr>" for row in cells)}</mtable>'
        return f"<mrow><mo>{{</mo>{body}</mrow>" if kind == "cases" else body


def _cell(inside: str, side: str) -> str:
    near = "right:.1em" if side == "right" else "left:.1em"
    return f'<mtd style="text-align:{side};padding-{near}">{inside}</mtd>'
