"""Run programs written for micrograd: after ``compat.install()``, their imports find this package.

>>> from micrograd_like import compat
>>> compat.install()
>>> from micrograd.engine import Value
>>> from micrograd.nn import MLP
>>> Value.__module__
'micrograd_like.engine'
>>> compat.uninstall()
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

from . import engine, nn

NAMES = ("micrograd", "micrograd.engine", "micrograd.nn")


def install() -> None:
    """Let ``micrograd``, ``micrograd.engine`` and ``micrograd.nn`` mean this package, in this process.

    A second call changes nothing.  Raises ImportError if another micrograd is imported already: its Values
    and ours do not mix, and which one a program would get then depended on the order of imports.
    """
    loaded = sys.modules.get("micrograd")
    if loaded is not None and not hasattr(loaded, "stands_for"):
        where = getattr(loaded, "__file__", None) or "an unknown place"
        raise ImportError(
            f"micrograd is imported already, from {where}; call compat.install() before anything imports it, in a fresh "
            "process or a restarted kernel"
        )
    package = ModuleType(
        "micrograd", "micrograd's names, found in micrograd_like (see micrograd_like.compat)."
    )
    package.__spec__ = ModuleSpec("micrograd", None, is_package=True)
    package.__path__ = []
    vars(package).update(stands_for="micrograd_like", engine=engine, nn=nn)
    for name, module in zip(NAMES, (package, engine, nn), strict=True):
        sys.modules[name] = module


def uninstall() -> None:
    """Take the names away again; what was imported through them stays as it is."""
    if hasattr(sys.modules.get("micrograd"), "stands_for"):
        for name in NAMES:
            sys.modules.pop(name, None)
