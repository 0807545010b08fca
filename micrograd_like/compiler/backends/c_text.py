"""The plan as C, to read and to take along: one function over one array of doubles, no library but libm.

>>> from ..shared_graph import Graph
>>> from ..plan import planned
>>> g = Graph()
>>> x = [g.leaf(k) for k in range(3)]
>>> plan = planned(g, x, [g.sum([(x[0], x[1]), (g.map("tanh(a)", (x[2],)), -1)])])
>>> print(c_text(plan).split("/* replay */")[1])
<BLANKLINE>
void replay(double *v) {
    { const double a = v[2]; v[8] = tanh(a); }
    { double s = 0; s += v[0] * v[1]; s += v[8]; v[16] = s; }
}
<BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase as LETTERS  # noqa: N812

from ...rules import RULES, formula
from ...rules.in_c import LIBRARY, CWords
from ..plan import Kernel, Part, Plan
from ..rewriting import written_out
from ..shared_graph import parsed
from ..slots import Row, affine

LIBM = {*LIBRARY, "hypot", "lgamma", "floor", "ceil"}
OWN = {
    "abs": "fabs",
    "max": "static double largest(double x, double y) { return x != x || x > y ? x : y; }",
    "min": "static double smallest(double x, double y) { return x != x || x < y ? x : y; }",
    "mod": "static double modulo(double x, double y) { double z = fmod(x, y); "
    "return z != 0 && (z < 0) != (y < 0) ? z + y : z; }",
}
HEAD = """/* Printed by micrograd_like from the rule table.  v holds the inputs first; see the comments. */
#include <math.h>
"""


class Printed(CWords):
    """Formulas as C, and the functions that they call besides libm's."""

    def __init__(self) -> None:
        super().__init__()
        self.functions_found: dict[str, str] = {}

    def word(self, f: str) -> str:
        if f in LIBM:
            return f
        found = OWN.get(f) or self._row(f)
        if not found.startswith("static"):
            return found
        self.functions_found[f] = found
        return found.split("(")[0].split()[-1]

    def _row(self, f: str) -> str:
        """A function of doubles from the formulas of a row."""
        row = RULES.get(f)
        if row is None or row.lists or f in {name for name, _ in formula.applications(row.value)}:
            raise formula.FormulaError(f"C has no {f!r}, and its row is no formula; use the python backend")
        lets = "".join(f"const double {n} = {self.spell(t)}; " for n, t in row.let.items())
        return f"static double row_{f}({', '.join(f'double {x}' for x in row.order)}) " \
               f"{{ {lets}return {self.spell(row.value)}; }}"  # fmt: skip


def c_text(plan: Plan, comments: Sequence[str] = ()) -> str:
    """A C file with constants(v), which is called once, and replay(v), which computes all from the inputs."""
    words, tables = Printed(), []
    body = [line for kernel in plan.kernels for line in _kernel(kernel, words, tables)]
    body += [f"v[{to}] = v[{at}];" for at, to in plan.moves]
    constants = [f"v[{slot}] = {words.number(x)[0]};" for slot, x in plan.constants.items()]
    parts = [
        HEAD,
        *(f"/* {line} */" for line in comments),
        f"enum {{ SIZE = {plan.size}, INPUTS = {plan.inputs}, OUTPUT = {plan.outputs[0]}, "
        f"GRADIENTS = {plan.gradients} }};",
        *words.functions_found.values(),
        *tables,
        _function("constants", constants),
        "/* replay */",
        _function("replay", body),
    ]
    return "\n".join(parts) + "\n"


def _function(name: str, lines: Sequence[str]) -> str:
    return "\n".join([f"void {name}(double *v) {{", *(f"    {line}" for line in lines), "}"])


def _kernel(kernel: Kernel, words: Printed, tables: list[str]) -> list[str]:
    if kernel.kind == "map":
        reads = [
            f"const double {x} = v[{_index([(slot,) for slot in row], (kernel.n,), 'i', '', tables)}];"
            for x, row in zip(LETTERS, kernel.args, strict=False)
        ]
        result = words.spell(parsed(written_out(kernel.word)))
        return [
            _loop(
                "i", kernel.n, f"{' '.join(reads)} v[{_plus(kernel.out, [('i', 1)], kernel.n)}] = {result};"
            )
        ]
    if kernel.kind == "fold":
        return [_fold(kernel, words, tables)]
    M, N = kernel.dims
    terms = " ".join(_part(part, (M, N), tables) for part in kernel.parts)
    out = _plus(kernel.out, [("i", N), ("j", 1)] if M > 1 else [("j", 1)], kernel.n)
    inner = f"double s = 0; {terms} v[{out}] = s;"
    if M == 1:
        return [_loop("j", N, inner)]
    return [_loop("i", M, _loop("j", N, inner))]


def _part(part: Part, dims: tuple[int, int], tables: list[str]) -> str:
    M, N = dims
    left, right = ((M,), (N,)) if part.kind == "matmul" else ((M, N), (M, N))
    a = f"v[{_index(part.A, left, 'ij'[: len(left)] if M > 1 or len(left) == 1 else 'ij', 'k', tables)}]"
    b = f" * v[{_index(part.B, right, 'j' if len(right) == 1 else 'ij', 'k', tables)}]" if part.B else ""
    K = len(part.A[0])
    return f"s += {a}{b};" if K == 1 else f"for (int k = 0; k < {K}; k++) s += {a}{b};"


def _fold(kernel: Kernel, words: Printed, tables: list[str]) -> str:
    if kernel.word in ("max", "min"):
        start, step = (
            {"max": "-INFINITY", "min": "INFINITY"}[kernel.word],
            f"s = {words.word(kernel.word)}(x, s)",
        )
    else:
        start, step = {"prod": ("1", "s *= x"), "norm2": ("0", "s = hypot(s, x)")}[kernel.word]
    at = _index(kernel.args, (kernel.n,), "i", "k", tables)
    each = f"for (int k = 0; k < {len(kernel.args[0])}; k++) {{ const double x = v[{at}]; {step}; }}"
    return _loop(
        "i", kernel.n, f"double s = {start}; {each} v[{_plus(kernel.out, [('i', 1)], kernel.n)}] = s;"
    )


def _index(rows: Sequence[Row], dims: tuple[int, ...], letters: str, inner: str, tables: list[str]) -> str:
    """Which slot is read, as an expression of the loop's letters; by a table where slots are not even."""
    found, K = affine(rows, dims), len(rows[0])
    if found:
        base, steps = found
        return _plus(base, list(zip((*letters, inner), steps, strict=False)), 2)
    name = f"t{len(tables)}"
    slots = ", ".join(str(slot) for row in rows for slot in row)
    tables.append(f"static const int {name}[] = {{{slots}}};")
    place, span = [], K
    for letter, size in zip(reversed(letters), reversed(dims), strict=True):
        place.append((letter, span if size > 1 else 0))
        span *= size
    return f"{name}[{_plus(0, [*reversed(place), (inner, 1 if K > 1 else 0)], 2)}]"


def _plus(base: int, steps: Sequence[tuple[str, int]], count: int) -> str:
    """base + i * step + ... as text."""
    if count == 1:
        return str(base)
    terms = [str(base)] if base else []
    terms += [letter if step == 1 else f"{step} * {letter}" for letter, step in steps if step]
    return " + ".join(terms).replace("+ -", "- ") or "0"


def _loop(letter: str, count: int, body: str) -> str:
    if count == 1:
        return f"{{ {body} }}"
    return f"for (int {letter} = 0; {letter} < {count}; {letter}++) {{ {body} }}"
