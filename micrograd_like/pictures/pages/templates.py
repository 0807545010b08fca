"""A row's formulas with letters in which a page can put names and numbers."""

from __future__ import annotations

from ...rules import Rule
from ...rules.mathml import spell


def templates(rule: Rule) -> dict[str, object]:
    """What a page needs to write a row with numbers put in: letters, z, partials, subterms, parameters."""
    about = [f"defined for {rule.domain}"] if rule.domain else []
    if rule.kinks:
        about.append(f"kink at {rule.kinks}")
    return {
        "letters": list(rule.letters),
        "lists": len(rule.lists),
        "z": spell(rule.value),
        "partials": [spell(tree, rule.params) for tree in rule.partials],
        "let": {name: spell(tree) for name, tree in rule.let.items()},
        "params": list(rule.params),
        "about": "; ".join(about),
    }
