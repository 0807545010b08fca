"""A word of advice on what stopped a learner's code, by the kind and the message of an exception.

>>> advice_on("TypeError", "'float' object is not subscriptable")
'one number has come out where a list is needed'
"""

from __future__ import annotations

import re

BY_KIND = {
    "NameError": "is it spelled as above, and defined before this line?",
    "ZeroDivisionError": "which divisor is 0 there?",
    "RecursionError": "a function calls itself, and nothing stops it",
    "IndentationError": "lines of one block begin in the same column",
    "TabError": "use spaces only",
    "UnboundLocalError": "the name is given a value further down in the same function",
    "EOFError": "an exercise gets its numbers as arguments; leave input() out",
    "ModuleNotFoundError": "the exercises need no other packages",
}
BY_MESSAGE = (
    (r"(?i).*ellipsis", "a `...` is still in your code: replace it"),
    (
        r".*NoneType",
        "a function gave back nothing: is there a return?  "
        "(.append(), .sort() and .reverse() give nothing back either.)",
    ),
    (
        r"'(float|int)' object has no attribute '(backward|data|grad|parents)'",
        "a bare number has come out where a Value is needed: was .data taken on the way?",
    ),
    (
        r"'(float|int)' object has no attribute '(primal|tangent)'",
        "a bare number has come out where a Dual is needed",
    ),
    (
        r"'(list|tuple|dict|set)' object has no attribute '(backward|data|grad|parents|primal|tangent)'",
        "several things have come out where one is needed",
    ),
    (
        r"'(float|int)' object is not (subscriptable|iterable)",
        "one number has come out where a list is needed",
    ),
    (
        r"cannot unpack non-iterable (float|int) object",
        "one number has come out where several are needed",
    ),
    (r".*must be .*real number, not '?(list|tuple)", "several numbers have come out where one is needed"),
    (r"object of type '\w*(iterator|generator|zip|map|filter)' has no len", "list(...) makes a list of it"),
    (r".*missing \d+ required positional argument", "a list xs is handed over entry by entry with f(*xs)"),
)


def advice_on(kind: str, message: str) -> str:
    """What may be the cause; "" if there is nothing to say."""
    if kind in BY_KIND:
        return BY_KIND[kind]
    return next((words for pattern, words in BY_MESSAGE if re.match(pattern, message)), "")
