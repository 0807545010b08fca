"""The public names: one list, what each of them is, and the stub that is printed from the list.

``python tests/test_public_names.py`` prints micrograd_like/__init__.pyi anew.
"""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import micrograd_like
from micrograd_like.rules import Rule, table

HOME = Path(micrograd_like.__file__).parent
INTERNAL = {"dpow", "powc", "sech2", "dsigmoid", "gauss", "cosine", "datan2", "affine"}  # rows that serve others
TOP = '''\
# Printed by `python tests/test_public_names.py` from the list in __init__.py: what editors and type checkers read.
# ruff: noqa: I001

from typing import Any

'''
BOTTOM = """
__version__: str
__all__: list[str]

def dot(ws: Any, xs: Any, bias: Any = 0) -> Any: ...
"""


def stub():
    """The text of __init__.pyi."""
    lines = []
    for name, place in micrograd_like.PLACES.items():
        package, _, last = place.rpartition(".")
        home = package if last == name else place
        if place:
            lines.append(f"from .{home} import {name} as {name}\n")
    return f"{TOP}{''.join(lines)}{BOTTOM}"


if __name__ == "__main__":
    (HOME / "__init__.pyi").write_text(stub(), encoding="utf-8")
