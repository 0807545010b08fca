"""What the options of the command line may be: each function reads one, or says in a clause what it expects.

>>> count("8"), share("0.2"), positive("1e-3")
(8, 0.2, 0.001)
>>> count("2.5")
Traceback (most recent call last):
argparse.ArgumentTypeError: expected a whole number of 1 or more, but got 2.5
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any


def whole(text: str) -> int:
    """Any whole number."""
    return _read(text, int, lambda n: True, "a whole number")


def count(text: str) -> int:
    """A whole number of 1 or more."""
    return _read(text, int, lambda n: n >= 1, "a whole number of 1 or more")


def count_or_0(text: str) -> int:
    """A whole number of 0 or more."""
    return _read(text, int, lambda n: n >= 0, "a whole number of 0 or more")


def share(text: str) -> float:
    """A number from 0 up to, not including, 1."""
    return _read(text, float, lambda x: 0 <= x < 1, "a share from 0 to below 1")


def positive(text: str) -> float:
    """A number above 0."""
    return _read(text, float, lambda x: 0 < x < float("inf"), "a number above 0")


def _read(text: str, kind: Callable[[str], Any], fits: Callable[[Any], bool], words: str) -> Any:
    try:
        number = kind(text)
    except ValueError:
        number = None
    if number is None or not fits(number):
        raise argparse.ArgumentTypeError(f"expected {words}, but got {text}")
    return number


class Once(argparse.Action):
    """An option that may be given once only: argparse would forget all but the last."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option: str | None = None,
    ) -> None:
        if (before := getattr(namespace, self.dest)) is not None:
            raise argparse.ArgumentError(self, f"expected one {self.metavar}, but got {before} and {values}")
        setattr(namespace, self.dest, values)
