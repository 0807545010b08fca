"""The process in which learners' code runs: limits, a fence, the code, and a line that says what it gave.

It imports once and then forks for every task, where Python can fork; elsewhere it does one task and ends.
Tasks come as lines of JSON on the standard input, answers go to the standard output in the same way.  What
the learner's code prints cannot reach them.  This holds off accidents and pranks, not attackers: for code you
distrust, run the whole of ``learn grade`` in a container.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.machinery
import importlib.util
import itertools
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from secrets import token_hex
from types import ModuleType
from typing import Any

from .. import counted_nodes, guard, sketching, zoo  # noqa: F401  for the forks, which find them imported
from ..running import program
from . import asking
from .blinding import blind
from .carrying import dumps, loads
from .fencing import fence, frame_users, prepare

WHOLE = 8_000_000  # bytes of an answer
ROOM = 16 << 20  # bytes that a learner's code may write
GRACE = 10.0  # seconds beyond the limit, in which it should have stopped by itself
SEALED = tuple(
    f"learn.{name}" for name in ("zoo", "counted_nodes", "probes", "values", "sketching", "running", "guard")
)
PACKAGE = str(__package__).partition(".")[0]
FORKS = hasattr(os, "fork")
HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
Task = dict[str, Any]


def main() -> None:
    """Do what the lines on the standard input ask for, until they end."""
    channel, users = os.fdopen(os.dup(1), "wb"), _everything_imported()
    opened = prepare(HOME)
    for line in sys.stdin.buffer:
        task = loads(line)
        if "package" in task:  # the first line: which course is meant
            sys.path_importer_cache.clear()
            _found(task["package"], task["home"])
            continue
        importlib.import_module(task["module"])
        task |= {"users": users, "opened": opened}
        if not task["fork"]:
            _here(task)
        answer = _forked(task)
        channel.write(dumps(answer).encode() + b"\n")
        channel.flush()


def _everything_imported() -> set[int]:
    """Import this package as a whole, for the forks; gives the code in it that asks for frames."""
    whole = importlib.import_module(PACKAGE)
    for name in whole.__all__:
        with contextlib.suppress(ImportError):  # of a package that is not installed here
            getattr(whole, name)
    return frame_users(PACKAGE)


def _found(package: str, home: str) -> None:
    """Make the course's modules importable under their name, and blind."""
    if not package.startswith(PACKAGE + "."):
        spec = importlib.machinery.ModuleSpec(package, None, is_package=True)
        spec.submodule_search_locations = [home]
        sys.modules[package] = importlib.util.module_from_spec(spec)
    blind(package)


def _forked(task: Task) -> dict[str, Any]:
    """What a fork of this process says to the task."""
    token = token_hex(16)
    with tempfile.TemporaryFile() as output:  # a pipe could be held open, or flooded
        here, there = os.pipe()  # closes when the fork ends
        gc.freeze()
        child = os.fork()
        if not child:
            _work(task, token, output.fileno(), there)
        os.close(there)
        code = _ended(child, here, task["seconds"] + GRACE)
        os.close(here)
        output.seek(0)
        said = _after(token, output.read(WHOLE))
    return {"said": said, "code": code}


def _ended(child: int, here: int, seconds: float) -> int | None:
    """The exit code of a process, or None if it had to be ended; what it has started ends with it."""
    until, pause, code = time.monotonic() + seconds, 0.0005, None
    select.select([here], [], [], seconds)  # it may have closed its end, and go on
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
        if done or time.monotonic() > until:
            break
        time.sleep(pause)
        pause = min(2 * pause, 0.02)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    if code is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return code


def _after(token: str, output: bytes) -> str:
    """What stands behind the token; "" if it never came."""
    mark = f"\n{token} ".encode()
    _, found, rest = output.rpartition(mark)
    return rest.split(b"\n")[0].decode("utf-8", "replace") if found else ""


def _here(task: Task) -> None:
    """The same in this very process, which ends with it; the answer is the last line, behind a token."""
    token, output = token_hex(16), os.dup(1)
    os.write(output, dumps({"token": token}).encode() + b"\n")
    _work(task, token, output)


def _work(task: Task, token: str, *left: int) -> None:
    """Run a learner's code and write what it gives; the process ends here.

    left: the files that stay open; the first is where to write.
    """
    try:
        with contextlib.suppress(AttributeError, OSError):  # Windows; a process that leads its session
            os.setsid()
        _close_others(left)
        os.chdir(task["place"])
        limit(task["seconds"], task["megabytes"])
        said = _told(task)
        text = f"\n{token} {dumps(said)}\n".encode()
        while text:
            text = text[os.write(left[0], text) :]
    finally:
        os._exit(0)  # threads that a learner's code left behind are not waited for


def _close_others(left: Sequence[int]) -> None:
    """Leave no other files open: they are none of the learner's business."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    for low, high in itertools.pairwise([2, *sorted(left), 256]):
        os.closerange(low + 1, high)


def limit(seconds: float, megabytes: int) -> None:
    """Bounds on memory, processor time and file sizes, where the system has them."""
    try:
        import resource
    except ImportError:  # Windows: the time limit has to do
        return
    wanted = {
        resource.RLIMIT_AS: megabytes << 20,
        resource.RLIMIT_CPU: int(seconds) + 2,
        resource.RLIMIT_FSIZE: ROOM,
        resource.RLIMIT_CORE: 0,
    }
    for what, bound in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (bound, bound))


def _told(task: Task) -> dict[str, Any]:
    """What the check sees of the learner's text, behind the fence."""
    module = sys.modules[task["module"]]
    check = vars(module).pop("check")
    load = program(task["text"], task["name"], task["program"])
    kept = {}
    for slug, text in task["kept"].items():
        kept[f"{PACKAGE}.learn.given_{slug}"] = own = ModuleType(slug)
        vars(own).update(program(text, f"<{slug}>", slug)())
    names = [name for name in sys.modules if name.startswith((f"{PACKAGE}.learn.", task["course"] + "."))]
    sealed = [sys.modules[name] for name in names if name.startswith(task["course"])]
    sealed += [sys.modules[f"{PACKAGE}.{name}"] for name in SEALED]
    for name in [*names, f"{PACKAGE}.learn"]:  # whoever imports them gets others, and no checks
        sys.modules.pop(name)
    vars(sys.modules[PACKAGE]).pop("learn", None)
    sys.modules.update(kept)
    shut = [os.path.join(HOME, "learn", "course"), task["home"]]
    look = fence(task["place"], task["opened"], shut, task["users"])
    guard.looking = lambda: look
    mend = _mending([vars(module) for module in sealed])
    return asking.asked(task["slug"], load, check, task["seconds"], mend)


def _mending(names: list[dict[str, Any]]) -> Callable[[], None]:
    """A function that puts back what somebody has changed in these modules."""
    before = [dict(own) for own in names]

    def mend() -> None:
        for own, were in zip(names, before, strict=True):
            for name, value in were.items():
                if own.get(name) is not value:
                    own[name] = value

    return mend


if __name__ == "__main__":
    main()
