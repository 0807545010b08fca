"""``python -m micrograd_like.rules``: prints the files made from the table; --check says which are stale."""

from __future__ import annotations

import sys
from pathlib import Path

from . import BUILT_IN, file_in_c, file_in_python

# the C that is not printed
BY_HAND = ("engine", "memory", "folds", "datamodel", "networks", "arrays", "traces")


def printed_files() -> dict[Path, str]:
    """Each printed file, with the text that the table gives now."""
    here = Path(__file__).parent
    by_hand = "".join((here.parent / f"{name}.c").read_text(encoding="utf-8") for name in BY_HAND)
    in_c = file_in_c.digest(BUILT_IN, by_hand)
    return {
        here / "printed_floats.py": file_in_python.floats_text(BUILT_IN.values()),
        here / "printed_partials.py": file_in_python.partials_text(BUILT_IN.values()),
        here.parent / "operations.c": file_in_c.text(BUILT_IN, by_hand),
        here.parent / "operations.py": file_in_python.operations_text(BUILT_IN, in_c),
    }


def main(argv: list[str]) -> int:
    """Write the files that are stale, or with --check only name them (exit code 1)."""
    files = printed_files()
    stale = [p for p, text in files.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"stale: {path.name}" if "--check" in argv else f"printed {path.name}")
        if "--check" not in argv:
            path.write_text(files[path], encoding="utf-8")
    return 1 if stale and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
