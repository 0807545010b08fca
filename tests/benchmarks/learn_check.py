"""How long ``learn check`` takes from the shell, start-up included, for every exercise: a right solution, and one with a mistake.

python tests/benchmarks/learn_check.py [how often each]
"""

import platform
import statistics
import subprocess
import sys
import tempfile
import time

from micrograd_like.learn.lessons import exercises
from micrograd_like.learn.workbook import Workbook


def seconds(command, code):
    """The time one run takes; code: the exit code it must have."""
    began = time.perf_counter()
    ended = subprocess.run(command, check=False, capture_output=True).returncode
    took = time.perf_counter() - began
    assert ended == code, (command, ended)
    return took


def main(times):
    print(
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, best of {times}"
    )
    control = min(seconds([sys.executable, "-c", "pass"], 0) for _ in range(times))
    print(f"control, python -c pass: {control:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        book = Workbook(folder)
        book.start(exercises())
        for kind in ("right", "mistaken"):
            took = {}
            for e in exercises():
                text = e.solution if kind == "right" else e.mutants[0].code(e.solution)
                book.path(e).write_text(text, encoding="utf-8")
                command = [sys.executable, "-m", "micrograd_like", "learn", "check", e.id, "--folder", folder]
                took[e.id] = min(seconds(command, int(kind == "mistaken")) for _ in range(times))
            slowest = sorted(took, key=lambda number: -took[number])[:5]
            told = ", ".join(f"{number} {took[number]:.2f} s" for number in slowest)
            print(
                f"{kind:9}{len(took)} exercises, median {statistics.median(took.values()):.2f} s, slowest: {told}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
