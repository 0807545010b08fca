"""What code that is being marked may not do.

It may not start processes, talk to others, write outside its folder, read what is not Python's or this
package's (other learners' files, the course's solutions and checks), or look at frames and at all objects
there are.  A hook that Python calls before such deeds refuses them.  It holds off accidents, pranks and
cheats in Python; code that goes below Python has ways around it (see README.md).
"""

from __future__ import annotations

import builtins
import doctest
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from threading import get_ident
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any

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
LISTINGS = {"os.listdir", "os.scandir", "os.walk", "os.fwalk", "glob.glob"}
FRAMES = {
    *("sys._getframe", "sys._current_frames", "sys._current_exceptions", "sys.setprofile", "sys.settrace"),
    *("gc.get_objects", "gc.get_referrers", "gc.get_referents", "sys.addaudithook", "sys.remote_exec"),
    *("sys._settraceallthreads", "sys._setprofileallthreads", "sys.monitoring.register_callback"),
    "code.__new__",
}
FRAMES_OF = {"tb_frame", "gi_frame", "cr_frame", "ag_frame"}
BELOW = {  # modules that lead around the hook
    *("ctypes", "_ctypes", "_posixsubprocess", "_xxsubinterpreters", "_interpreters", "_testcapi"),
    *("_testinternalcapi", "_testlimitedcapi", "_xxtestfuzz", "_remote_debugging", "_cffi_backend"),
    *("_tkinter", "readline", "_gdbm", "_dbm"),
}
NO_OTHERS = "is out of bounds while code is marked; an exercise needs no other processes and no network"
NO_CHANGES = "is out of bounds while code is marked; an exercise changes no files"
NO_READING = "is out of bounds while code is marked; an exercise reads no files but its own"
NO_FRAMES = "is out of bounds while code is marked; an exercise needs no frames and no hooks"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
DEVICES = (os.devnull, "/dev/urandom")
Hook = Callable[[str, tuple], None]


class FencedError(PermissionError, ValueError):
    """What the hook throws; also a ValueError, for collections and typing ask for a frame and do without."""


class Untraced:
    """The sys of doctest, which puts back the trace function that was there: it need not."""

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(sys, name, value)

    def settrace(self, _: Any) -> None:
        """Nothing."""


class Looking:
    """``with looking:`` our own code may look at frames, in this thread."""

    def __init__(self) -> None:
        self.threads: list[int] = []

    def __enter__(self) -> None:
        self.threads.append(get_ident())

    def __exit__(self, *_: object) -> None:
        self.threads.remove(get_ident())


def open_to_all(package: str) -> list[str]:
    """Where Python and what is installed lie, and this package; folders that may be read."""
    home = os.path.realpath(os.path.dirname(package))
    places = [sysconfig.get_path(name) or "" for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    places += [p for p in sys.path if os.path.isabs(p) and os.path.realpath(p) != home]
    graphviz = os.path.join(home, "graphviz")
    return list(dict.fromkeys(os.path.realpath(p) for p in [*places, package, graphviz] if p))


def frame_users(package: str) -> set[int]:
    """The functions of this package that ask for a frame, to name a variable, say: the ids of their code."""
    modules = [module for name, module in sys.modules.items() if name.startswith(package) and module]
    found = [thing for module in modules for thing in vars(module).values()]
    found += [part for thing in found if isinstance(thing, type) for part in vars(thing).values()]
    codes = [getattr(thing, "__code__", None) for thing in found]
    return {id(code) for code in codes if isinstance(code, CodeType) and "_getframe" in code.co_names}


def fence(
    folder: str, opened: Iterable[str] = (), shut: Iterable[str] = (), users: Iterable[int] = ()
) -> Looking:
    """From now on this process changes nothing outside the folder, and reads only what is opened to it.

    shut: folders inside the opened ones that are not.  users: code that may ask for frames, by its id.  There
    is no way back.  Gives what our own code says to look at frames.
    """
    for name in BELOW:
        sys.modules[name] = None  # type: ignore[assignment]
    for name in ("_fork_exec", "_posixsubprocess", "_winapi"):
        if hasattr(subprocess, name):
            setattr(subprocess, name, None)
    doctest.sys = Untraced()  # type: ignore[attr-defined]
    sys.modules["__main__"] = ModuleType("__main__")  # it is ours
    alone = _alone(__file__)
    looking = alone["Looking"]()
    sys.addaudithook(alone["hooked"](folder, [*opened], [*shut], looking, {*users}))
    return looking


def _alone(path: str) -> dict[str, Any]:
    """A module's names, run once more with builtins and an os of its own.

    What a learner's code puts in the place of len or os.path.realpath does not reach the hook.
    """
    own: dict[str, Any] = {"__builtins__": {**vars(builtins)}, "__name__": __name__, "__file__": path}
    exec(_compiled(path), own)  # noqa: S102  it is our own file, or Python's
    if "os" in own:
        system = SimpleNamespace(**vars(os))
        if path == __file__:
            system.path = SimpleNamespace(**_alone(str(os.path.__file__)))
        own["os"] = system
    return own


@cache
def _compiled(path: str) -> CodeType:
    with open(path, encoding="utf-8") as file:
        return compile(file.read(), path, "exec", dont_inherit=True)


def prepare(package: str) -> list[str]:
    """What forks need and need not do anew; gives the folders that may be read."""
    for path in (__file__, str(os.path.__file__)):
        _compiled(path)
    return open_to_all(package)


def hooked(
    folder: str, opened: Sequence[str], shut: Sequence[str], looking: Looking, users: set[int]
) -> Hook:
    """The function that Python is to call before each deed."""
    inside, doors = os.path.realpath(folder), [os.path.realpath(p) for p in opened]
    closed, beside = [os.path.realpath(p) for p in shut], {os.path.dirname(p) for p in opened}

    def may_change(path: object) -> bool:
        place = _place(path)
        return place in ("", *DEVICES) or _below(place, [inside])

    def may_list(path: object) -> bool:
        place = _place(path if path is not None else ".")
        if place in beside or may_change(path):
            return True
        return _below(place, doors) and not _below(place, closed)

    def may_read(path: object) -> bool:
        return may_list(path) and not _is_folder(_place(path))  # a folder leads to files by relative paths

    def hook(event: str, args: tuple) -> None:
        if (
            event in FRAMES
            or event[:7] == "ctypes."
            or (event == "object.__getattr__" and args[1] in FRAMES_OF)
        ):
            _refuse_frames(event, looking, users)
        elif event == "open":
            may = may_change if args[2] & WRITING else may_read
            if not may(args[0]):
                raise FencedError(f"open of {args[0]!r} {NO_CHANGES if args[2] & WRITING else NO_READING}")
        elif event in OTHERS:
            raise FencedError(f"{event} {NO_OTHERS}")
        elif event in CHANGES and not all(may_change(path) for path in args[:2]):
            raise FencedError(f"{event} of {args[0]!r} {NO_CHANGES}")
        elif event in LISTINGS and not may_list(args[0]):
            raise FencedError(f"{event} of {args[0]!r} {NO_READING}")
        elif event == "import" and args[0] in BELOW:
            raise ImportError(f"{args[0]} {NO_FRAMES}")

    return hook


def _refuse_frames(event: str, looking: Looking, users: set[int]) -> None:
    if get_ident() in looking.threads:
        return
    if event == "sys._getframe":
        with looking:
            asks = id(sys._getframe(2).f_code)
        if asks in users:
            return
    raise FencedError(f"{event} {NO_FRAMES}")


def _place(path: object) -> str:
    """Where a path leads, links followed; "" for an open file, or no path at all."""
    if isinstance(path, bytes):
        path = path.decode(sys.getfilesystemencoding(), "surrogateescape")
    return os.path.realpath(path) if isinstance(path, (str, os.PathLike)) else ""


def _is_folder(place: str) -> bool:
    try:
        return os.stat(place).st_mode & 0o170000 == 0o040000
    except (OSError, ValueError):
        return False


def _below(place: str, folders: Sequence[str]) -> bool:
    return any(place == folder or place.startswith(folder + os.sep) for folder in folders)
