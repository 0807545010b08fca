"""`micrograd-like train --data iris`, start to end: processor time of a process, in C and in Python.

    python tests/benchmarks/train_iris.py                    # this package, with the engine in C and in Python
    python tests/benchmarks/train_iris.py --before FOLDER    # and another checkout of it, on the engine in Python

The processes take turns; what is told is the median over the rounds, and the median of the ratios in each round.
The engine in C needs to be built: see README.md.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parents[2]
RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from micrograd_like.__main__ import main; sys.exit(main())"


def seconds(tree, pure, folder):
    """Processor time of one run, with the time to start Python and to import the package."""
    kept = {
        key: text for key, text in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
    }
    env = kept | {"MICROGRAD_LIKE_PURE": str(int(pure))}
    before = os.times()
    subprocess.run(
        [sys.executable, "-P", "-c", RUN, str(tree), "train", "--data", "iris"],
        env=env, cwd=folder, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--before", metavar="FOLDER", help="another checkout of this package")
    given = parser.parse_args()
    kinds = {"in C": (HERE, False), "in Python": (HERE, True)}
    if given.before:
        kinds["before"] = (Path(given.before).resolve(), True)
    with tempfile.TemporaryDirectory() as folder:
        for tree, pure in kinds.values():
            seconds(tree, pure, folder)  # writes bytecode
        rounds = [{kind: seconds(*at, folder) for kind, at in kinds.items()} for _ in range(given.rounds)]
    print(f"train --data iris, {given.rounds} rounds, Python {sys.version.split()[0]}")
    for kind in kinds:
        median = statistics.median(found[kind] for found in rounds)
        times = statistics.median(found[kind] / found["in C"] for found in rounds)
        print(f"{kind:10} {median:7.2f} s {times:7.2f} times")


if __name__ == "__main__":
    main()
