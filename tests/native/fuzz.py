"""Runs random programs on both engines, in C and in Python, and compares all that they do, bit for bit.

    python tests/native/fuzz.py --programs 10000 --seed 1

Each engine runs in a process of its own and gives a digest for each program; the programs whose digests differ
are run once more, and the first lines that differ are shown.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ENGINES = {"C": "0", "Python": "1"}  # by MICROGRAD_LIKE_PURE


class Report(NamedTuple):
    """programs and operations compared; differences: seed, line in C, line in Python."""

    programs: int
    operations: int
    differences: list[tuple[int, str, str]]


def child(first: int, count: int, *, whole: bool = False) -> None:
    """Run these programs on the engine of this process and print, for each, a line of JSON."""
    import machine
    import programs

    machine.learn_rows()
    for seed in range(first, first + count):
        done = machine.Machine(programs.make(seed)).run()
        text = "\n".join(done.lines)
        digest = hashlib.sha256(text.encode()).hexdigest()
        print(json.dumps([seed, done.operations, done.lines if whole else digest]), flush=True)


def run(engine: str, first: int, count: int, *, whole: bool = False) -> Iterator[list]:
    """What a child process on this engine says of these programs."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        str(HERE / "fuzz.py"),
        "--child",
        str(first),
        str(count),
        *["--whole"] * whole,
    ]
    environment = os.environ | {"MICROGRAD_LIKE_PURE": ENGINES[engine], "PYTHONHASHSEED": "0"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        for line in process.stdout or ():
            yield json.loads(line)
    if process.returncode:
        raise RuntimeError(f"the engine in {engine} ended with {process.returncode} on seeds from {first}")


def compare(count: int, first: int, most: int = 20) -> Report:
    """Run the programs of these seeds on both engines; give at most so many differences, with their lines."""
    operations, wrong = 0, []
    programs = 0
    for one, other in zip(run("C", first, count), run("Python", first, count), strict=True):
        programs += 1
        operations += one[1]
        if one != other:
            wrong.append(one[0])
    return Report(
        programs,
        operations,
        [difference(seed) for seed in wrong[:most]] + [(s, "", "") for s in wrong[most:]],
    )


def difference(seed: int) -> tuple[int, str, str]:
    """The first lines that differ."""
    ((_, _, c),), ((_, _, python),) = (list(run(engine, seed, 1, whole=True)) for engine in ENGINES)
    pairs = zip([*c, "(end)"], [*python, "(end)"], strict=False)
    return next(((seed, one, other) for one, other in pairs if one != other), (seed, "", ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument(
        "--seed", type=int, default=1, help="of the first program; the next have the next seeds"
    )
    parser.add_argument("--child", type=int, nargs=2, metavar=("SEED", "PROGRAMS"), help=argparse.SUPPRESS)
    parser.add_argument("--whole", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(*given.child, whole=given.whole)
        return 0
    report = compare(given.programs, given.seed)
    for seed, c, python in report.differences:
        print(f"seed {seed}\n    in C       {c}\n    in Python  {python}")
    print(
        f"{report.programs} programs, {report.operations} operations compared, {len(report.differences)} differ"
    )
    return 1 if report.differences else 0


if __name__ == "__main__":
    sys.exit(main())
