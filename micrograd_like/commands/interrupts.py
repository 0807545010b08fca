"""Ctrl-C on the command line: one sentence and exit code 130, whenever it comes.

While modules are imported nothing is lost, so the program leaves at once.  While a command runs, Ctrl-C is
Python's KeyboardInterrupt, which the command may answer itself.  Afterwards it changes nothing any more.
What gets past all that, such as a second Ctrl-C in the midst of the answer to the first, ends in the hooks.

In our own program the package imports this module before all others.  Who uses the package as a library keeps
Python's own handling.
"""

from __future__ import annotations

import os  # nothing more: until the end of this file Ctrl-C still gives a traceback
import sys

CODE = 130


def is_program() -> bool:
    """Whether this process is our command line: ``micrograd-like`` or ``python -m micrograd_like``."""
    argv = getattr(sys, "argv", [])
    if argv[:1] == ["-m"]:  # so it is while Python looks for the module
        return "micrograd_like" in sys.orig_argv
    return bool(argv) and os.path.basename(argv[0]).startswith("micrograd-like")


def leave_at_once() -> None:
    """From now on Ctrl-C ends the program with a sentence: as long as only modules are imported."""
    sys.excepthook, sys.unraisablehook = _excepthook, _unraisablehook  # first: signal takes some milliseconds
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # nohup and the like ignore it
        signal.signal(signal.SIGINT, _leave)


def raise_in_command() -> None:
    """From now on Ctrl-C raises KeyboardInterrupt again."""
    import signal

    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def ignore() -> None:
    """From now on Ctrl-C changes nothing: all is done, and all has been said."""
    if sys.excepthook is _excepthook:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _leave(number: int, frame: object) -> None:
    _say_and_exit("interrupted; nothing was written")


def _excepthook(kind: type[BaseException], error: BaseException, trace: object) -> None:
    if issubclass(kind, KeyboardInterrupt):
        _say_and_exit(str(error) or "interrupted")
    sys.__excepthook__(kind, error, error.__traceback__)


def _unraisablehook(unraisable: sys.UnraisableHookArgs) -> None:
    """A KeyboardInterrupt where none can be raised, as while an object is freed, would be forgotten."""
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        _say_and_exit("interrupted")
    sys.__unraisablehook__(unraisable)


def _say_and_exit(sentence: str) -> None:
    try:
        sys.stdout.flush()
    finally:  # nobody may be reading it any more, or the print that was interrupted stands in the way
        os.write(2, f"\nmicrograd-like: {sentence}\n".encode())
        os._exit(CODE)


if is_program():
    leave_at_once()
