"""The single truth about every primitive: a table of rows, and the language the rows are written in.

Start with ``table.py``, the rows; ``precise.py`` has those whose last bits need long formulas.
``formula.py`` is the language, ``floats.py`` the few functions of floats it calls, ``row.py`` what a row
does, ``printer.py`` and ``methods.py`` rows as Python.
"""

from . import printed_floats, printed_partials, table
from .formula import FormulaError
from .operands import rank_of, real, refusal
from .row import RULES, Bound, Rule, bind, close, number, rule
from .written import RuleError

BUILT_IN = close(vars(printed_floats), vars(printed_partials))

__all__ = [
    "BUILT_IN",
    "RULES",
    "Bound",
    "FormulaError",
    "Rule",
    "RuleError",
    "bind",
    "number",
    "rank_of",
    "real",
    "refusal",
    "rule",
    "table",
]
