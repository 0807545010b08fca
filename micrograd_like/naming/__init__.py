"""What Values are called, in text and in pictures.

    variables   where they stand among the user's variables, lists and models
    grouping    the neuron and the layer of each node, or parts of a readable size
    nodes       a name for every node

>>> from micrograd_like import Value
>>> x = Value(3.0)
>>> list(names_of([x, x * x], {"x": x}).values())
['x', 'x*x']
"""

from .grouping import grouped
from .nodes import bracketed, called, check_names, given_names, name_nodes, names_of, reading_order, short
from .repeating import period
from .results import word_of
from .variables import FEW, Place, callers_variables, places

__all__ = [
    "FEW",
    "Place",
    "bracketed",
    "called",
    "callers_variables",
    "check_names",
    "given_names",
    "grouped",
    "name_nodes",
    "names_of",
    "period",
    "places",
    "reading_order",
    "short",
    "word_of",
]
