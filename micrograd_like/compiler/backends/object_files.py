"""Compiled code kept on disk, so that a program of a known shape need not be compiled again.

The folder is ``MICROGRAD_LIKE_CACHE``, or else the user's own cache folder; ``MICROGRAD_LIKE_CACHE=off``
keeps nothing.  A file's name is made from all that the code depends on.  Files are written beside their place
and then moved there, so several processes may share the folder.  A file that is damaged counts as missing;
the ones that were not used for longest go when there are more than 64 MB.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path

FORMAT = b"micrograd_like object 1\n"  # to be raised where the files change
LIMIT = 64_000_000  # bytes in all
LARGEST = LIMIT // 4  # bytes of one file


def folder() -> Path | None:
    """Where the files lie; None where none are kept."""
    wanted = os.environ.get("MICROGRAD_LIKE_CACHE")
    if wanted:
        return None if wanted == "off" else Path(wanted).expanduser()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base, "micrograd_like") if base and os.path.isabs(base) else None


def name_of(*parts: str) -> str:
    """The name of the file that depends on these texts."""
    text = "\0".join(parts)
    return hashlib.sha256(FORMAT + text.encode()).hexdigest()[:40] + ".o"


def read(name: str) -> bytes | None:
    """What was kept under this name; None if nothing was, or if it is damaged."""
    at = folder()
    if at is None:
        return None
    path = at / name
    try:
        if not _own(at) or path.stat().st_size > LARGEST:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    with contextlib.suppress(OSError):  # the disk may be read-only
        os.utime(path)
    head, code = content[: len(FORMAT) + 32], content[len(FORMAT) + 32 :]
    return code if head == FORMAT + hashlib.sha256(code).digest() else None


def keep(name: str, code: bytes) -> None:
    """Keep code under this name, if the folder can be written."""
    at = folder()
    if at is None or len(code) > LARGEST - 100:
        return
    with contextlib.suppress(OSError):
        at.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own(at):
            return
        handle, beside = tempfile.mkstemp(dir=at, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(FORMAT + hashlib.sha256(code).digest() + code)
            os.replace(beside, at / name)
        except OSError:
            os.unlink(beside)
        _tidy(at)


def _own(at: Path) -> bool:
    """Whether nobody else can write there: what lies there is run."""
    if not hasattr(os, "getuid"):
        return True
    found = at.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _tidy(at: Path) -> None:
    """Drop the files that were used longest ago, down to the limit."""
    found = []
    for path in at.iterdir():
        with contextlib.suppress(OSError):
            if path.suffix in (".o", ".part"):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= LIMIT:
            return
        with contextlib.suppress(OSError):
            path.unlink()
        total -= size
