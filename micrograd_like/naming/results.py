"""What the results of operations are called.

>>> word_of("+"), word_of("**2"), word_of("tanh")
('sum', 'power', 'tanh')
"""

from __future__ import annotations

INFIX = {"+": "sum", "-": "difference", "*": "product", "/": "quotient", "%": "remainder"}


def word_of(op: str) -> str:
    """What the result of an operation is called where there is no better name: a sum, a product, a tanh."""
    return INFIX.get(op) or ("power" if op.startswith("**") else op)
