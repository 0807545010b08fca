"""The single truth about every primitive: a table of rows, and the language the rows are written in."""

from .formula import FormulaError
from .operands import real, refusal
from .row import RULES, Bound, Rule, RuleError, bind, number, rule

__all__ = ["RULES", "Bound", "FormulaError", "Rule", "RuleError", "bind", "number", "real", "refusal", "rule"]
