"""Files that are there whole or as they were before, and JSON that says what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

# json, pathlib, secrets and shutil are loaded when a file is touched: importing the package stays quick.


def read_json(
    path: str | os.PathLike[str], expected: str | tuple[str, ...], names: Iterable[str] = ()
) -> dict[str, Any]:
    """The object in a JSON file, without its entry "format".

    expected: what "format" must say, or a tuple of what it may say.  names: entries it must have.
    Raises ValueError with the reason as a clause, "it is not JSON", for the caller to put into a sentence.
    """
    import json

    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    formats = expected if isinstance(expected, tuple) else (expected,)
    if not isinstance(content, dict) or content.pop("format", None) not in formats:
        raise ValueError("it has another format")
    if missing := [name for name in names if name not in content]:
        raise ValueError(f"it lacks {missing[0]!r}")
    return content


def write_whole(path: str | os.PathLike[str], text: str) -> None:
    """Write a text file so that it is there whole or, after a full disk or a kill, as it was before."""
    import secrets
    import shutil
    from pathlib import Path

    given, path = os.fspath(path), Path(path)
    check_file(path)
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")  # a pipe or a device, /dev/stdout say, must not become a file
        return
    path = path.resolve()  # what a link points to is replaced, not the link
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        with open(temporary, "x", encoding="utf-8", newline="\n") as file:
            if path.exists():
                shutil.copymode(path, temporary)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and not error.filename:
            error.filename = given  # a full disk does not say what it was full for
        raise
    _sweep(path)


def _sweep(path: Any) -> None:
    """Remove what saves of this file that were killed an hour ago or earlier have left beside it."""
    import glob
    import time

    for left in path.parent.glob(f".{glob.escape(path.name)}.????????.partial"):
        try:
            if left.is_file() and left.stat().st_mtime < time.time() - 3600:
                left.unlink()
        except OSError:  # someone else was quicker, or it is not ours to remove
            continue


def check_file(path: str | os.PathLike[str]) -> None:
    """Raise unless a file can be written there; ask before the work whose result goes into it."""
    if os.path.isdir(path):
        raise IsADirectoryError(f"{os.fspath(path)!r} is a folder; give the name of a file")
    if not os.path.exists(path) or os.path.isfile(path):  # a device is written to as it is, wherever it lies
        check_parent(path)


def check_parent(path: str | os.PathLike[str]) -> None:
    """Raise unless a file or a folder can be made in the folder it is to stand in."""
    parent, name = os.path.dirname(os.path.realpath(path)), os.path.basename(os.path.normpath(path))
    if not os.path.isdir(parent):
        raise FileNotFoundError(f"there is no folder {parent!r} to write {name!r} in; make it first")
    if not os.access(parent, os.W_OK):
        raise PermissionError(
            f"the folder {parent!r} cannot be written to; choose another place for {name!r}"
        )
