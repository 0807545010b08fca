"""A check in a notebook: in a fork of the kernel, so that code that crashes does not end the kernel.

Only kernels on Linux are forked; elsewhere the check runs where it is asked for.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable

from .exercise import Exercise
from .guard import Failure
from .showing import Result

LONGEST = 120.0  # seconds


def checked(exercise: Exercise, check: Callable[[], Result]) -> Result:
    """What check() gives; a failure where it ends its process."""
    if "ipykernel" not in sys.modules or not sys.platform.startswith("linux"):
        return check()
    here, there = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # a kernel has threads; the fork needs none of them
        child = os.fork()
    if not child:
        _answer(check, there)
    os.close(there)
    said = None
    try:
        said = _read(here)
    finally:
        os.close(here)
        if said is None:  # it is stuck, or somebody interrupts
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if said:
        return pickle.loads(said)  # noqa: S301  written by _answer
    if not code:  # an answer that cannot be handed over
        return check()
    how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return Result(
        exercise, failure=Failure("exit", f"your code ended its process ({how}); the notebook goes on")
    )


def _answer(check: Callable[[], Result], there: int) -> None:
    """In the fork: write the answer, and go."""
    try:
        with os.fdopen(there, "wb") as file:
            file.write(pickle.dumps(check()))
    finally:
        os._exit(0)


def _read(here: int) -> bytes | None:
    """All that is written; None if it takes too long."""
    said, until = b"", time.monotonic() + LONGEST
    while select.select([here], [], [], max(0.0, until - time.monotonic()))[0]:
        part = os.read(here, 1 << 16)
        if not part:
            return said
        said += part
    return None
