"""One exercise of one submission, in this process: limits, a fence, the learner's code, a line of answer.

``python -P -m micrograd_like.learn.teachers.marking 0.1 FILE SECONDS MEGABYTES``, with a token on the
standard input.  The line with the answer, behind the token, goes to the standard output we were given; what
the learner's code prints cannot reach it.  This holds off accidents, not attackers: for code you distrust,
run the whole of ``learn grade`` in a container.
"""

from __future__ import annotations

import contextlib
import os
import sys
from json import dumps  # by name: a learner's code may change the module

from ..checking import check_file
from ..lessons import find
from ..showing import HEADLINES
from .fencing import fence


def limit(seconds: float, megabytes: int) -> None:
    """Bounds on memory, processor time and file sizes, where the system has them."""
    try:
        import resource
    except ImportError:  # Windows: the time limit has to do
        return
    wanted = {
        resource.RLIMIT_AS: megabytes << 20,
        resource.RLIMIT_CPU: int(seconds) + 2,
        resource.RLIMIT_FSIZE: 16 << 20,
        resource.RLIMIT_CORE: 0,
    }
    for what, bound in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (bound, bound))


def main(number: str, path: str, seconds: str, megabytes: str) -> None:
    token = sys.stdin.readline().strip()
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    exercise = find(number)
    limit(float(seconds), int(megabytes))
    fence(os.getcwd())
    result = check_file(exercise, path, float(seconds))
    said = {
        "state": result.state,
        "headline": HEADLINES[result.state],
        "diagnoses": [mistake.name for mistake in result.diagnoses],
        "right": sum(row.ok for row in result.rows),
        "probes": len(result.rows),
        "feedback": result.text(),
    }
    answer.write(f"\n{token} {dumps(said)}\n")
    answer.flush()
    os._exit(0)  # threads that a learner's code left behind are not waited for


if __name__ == "__main__":
    main(*sys.argv[1:])
