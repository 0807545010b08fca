"""How long ``learn check`` takes from the shell, start-up included: right solutions, and ones with a mistake.

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


def loaded(folder):
    """How many modules of this package a check of 0.1 has loaded."""
    code = (
        "import atexit, runpy, sys\n"
        "ours = lambda: [name for name in sys.modules if name.startswith('micrograd_like')]\n"
        "atexit.register(lambda: print(len(ours()), file=sys.stderr))\n"
        f"sys.argv[1:] = ['learn', 'check', '0.1', '--folder', {folder!r}]\n"
        "runpy.run_module('micrograd_like', run_name='__main__')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    return int(run.stderr.split()[-1])


def measured(book, kind, entry, times):
    """Seconds for each exercise: the best of so many, for right or mistaken files."""
    took = {}
    for e in exercises():
        text = e.solution if kind == "right" else e.mistakes[0].code(e.solution)
        book.path(e).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", *entry(e.id)]
        took[e.id] = min(seconds(command, int(kind == "mistaken")) for _ in range(times))
    return took


def main(times):
    machine = platform.processor() or platform.machine()
    print(f"{machine}, Python {platform.python_version()}, best of {times}")
    control = min(seconds([sys.executable, "-c", "pass"], 0) for _ in range(times))
    print(f"control, python -c pass: {control:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        book = Workbook(folder)
        book.start(exercises())
        print(f"modules of this package that a check of 0.1 loads: {loaded(folder)}")
        entries = {
            "learn check": lambda number: ["micrograd_like", "learn", "check", number, "--folder", folder],
            "at a save": lambda number: ["micrograd_like.learn.apart", number, folder],
        }
        for name, entry in entries.items():
            for kind in ("right", "mistaken"):
                took = measured(book, kind, entry, times)
                slowest = sorted(took, key=lambda number: -took[number])[:5]
                told = ", ".join(f"{number} {took[number]:.2f} s" for number in slowest)
                middle = statistics.median(took.values())
                print(f"{name:12}{kind:9}{len(took)} exercises, median {middle:.2f} s, slowest: {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
