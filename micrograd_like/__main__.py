"""The command line, ``micrograd-like`` or ``python -m micrograd_like``.

Each command is a file of ``commands/``, imported only when it is asked for: its ``add_parser(subparsers)``
sets ``run``, a function from the parsed arguments to an exit code.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import NoReturn

from .commands import interrupts

COMMANDS = {
    "demo": "train on two moons as micrograd's demo does, and draw it",
    "train": "train a network on your own CSV file, or on a built-in data set",
    "predict": "let a trained network tell the target of each row of a CSV file",
    "data": "write a built-in data set as a CSV file",
    "draw": "draw the graph of an expression with its gradients",
    "play": "write and open a page in which a small network learns",
    "browser": "make a folder that runs micrograd_like in the browser, with Pyodide",
    "race": "differentiate one function in every mode and count the cost",
    "bench": "measure how long gradients take here: by both engines, and compiled",
    "learn": "exercises that answer back, from the first slope to a trained network",
}
DESCRIPTION = (
    "Train small networks with an automatic differentiation engine that you can read, and see how it works."
)


def main(argv: list[str] | None = None) -> int:
    """Run a command; 0 if all went well, 2 after an error that the user can mend, 130 after Ctrl-C."""
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except BrokenPipeError:  # the reader has gone, as in `micrograd-like data iris | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt as stop:
        print(f"\nmicrograd-like: {str(stop) or 'interrupted; nothing was written'}", file=sys.stderr)
        return interrupts.CODE
    except (ValueError, OSError) as error:
        print(f"micrograd-like: {_said(error)}", file=sys.stderr)
        return 2
    finally:
        interrupts.ignore()


def _run(argv: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(
            stream, "reconfigure"
        ):  # a name that the terminal's encoding lacks must not end the program
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    parser = parser_for(argv[0] if argv else "")
    args, unknown = parser.parse_known_args(argv)
    if unknown:
        parser.prog = " ".join([parser.prog, *COMMANDS.keys() & argv[:1]])
        hint = "" if unknown[0].startswith("--") else "; write -- before it if it is no option"
        parser.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
    interrupts.raise_in_command()
    code = args.run(args)
    sys.stdout.flush()
    return code


def _said(error: Exception) -> str:
    """What an error says; one of the system's, such as a full disk, without its number."""
    if isinstance(error, OSError) and error.strerror:
        return (f"{error.filename!r}: " if error.filename else "") + error.strerror.lower()
    return str(error)


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the options; --help has the rest."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def parser_for(command: str) -> argparse.ArgumentParser:
    """The parser that knows all commands by name, and the options of this one."""
    from . import __version__, accelerated

    told = f"{__version__} (the engine in {'C' if accelerated else 'Python'})"
    parser = Parser(
        prog="micrograd-like",
        description=DESCRIPTION,
        epilog="micrograd-like COMMAND --help says more about a command.",
    )
    parser.add_argument("--version", action="version", version=told)
    subparsers = parser.add_subparsers(metavar="COMMAND", title="commands", required=True)
    for name, words in COMMANDS.items():
        if name == command:
            importlib.import_module(f"{__package__}.commands.{name}").add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=words)
    return parser


if __name__ == "__main__":
    sys.exit(main())
