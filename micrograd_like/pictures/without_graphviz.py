"""Stands in for the package graphviz where there is none, as in Pyodide: draw_dot() says that it needs it.

``from .without_graphviz import graphviz`` gives the package itself where it is there.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


class NoDigraph:
    """Raises where a graphviz.Digraph was to be made."""

    def __init__(self, *args: Any, **options: Any):
        raise ImportError(
            "draw_dot() gives a graphviz.Digraph, but the package graphviz is not installed; "
            "install it (pip install graphviz), or use draw(root), which needs nothing"
        )


class Every:
    """The formats: whatever is asked for, Digraph says what is missing."""

    def __contains__(self, name: object) -> bool:
        return True


try:
    import graphviz  # pyright: ignore[reportMissingImports]
except ImportError:
    graphviz: Any = SimpleNamespace(
        Digraph=NoDigraph, ExecutableNotFound=RuntimeError, FORMATS=Every(), nohtml=str
    )
