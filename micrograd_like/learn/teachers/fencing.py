"""What code that is being marked may not do to the machine that marks it.

It may not start processes, talk to others, or write outside its folder: a hook that Python calls before such
deeds refuses them.  It holds off accidents and pranks, not attackers, who have ways below Python.
"""

from __future__ import annotations

import os
import sys

OTHERS = {
    *("os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.exec", "os.system", "os.startfile"),
    *("subprocess.Popen", "pty.spawn", "os.kill", "os.killpg"),
    *("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"),
}
CHANGES = {
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.truncate", "os.chmod", "os.chown", "os.utime"),
    *("os.link", "os.symlink", "shutil.rmtree", "shutil.move", "shutil.copyfile", "shutil.make_archive"),
    "sqlite3.connect",
}
NO_OTHERS = "is out of bounds while code is marked; an exercise needs no other processes and no network"
NO_CHANGES = "is out of bounds while code is marked; an exercise changes no files"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def fence(folder: str) -> None:
    """From now on this process changes nothing outside the folder; there is no way back."""
    inside = os.path.realpath(folder)

    def allowed(path: object) -> bool:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return True  # an open file, or no path at all
        place = os.path.realpath(os.fsdecode(path))
        return place in (os.devnull, inside) or place.startswith(inside + os.sep)

    def hook(event: str, args: tuple) -> None:
        if event in OTHERS:
            raise PermissionError(f"{event} {NO_OTHERS}")
        paths: tuple = ()
        if event in CHANGES:
            paths = args[:2]
        elif event == "open" and args[2] & WRITING:
            paths = args[:1]
        if not all(map(allowed, paths)):
            raise PermissionError(f"{event} of {args[0]!r} {NO_CHANGES}")

    sys.addaudithook(hook)
