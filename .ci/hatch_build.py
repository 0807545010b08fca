"""What an install does beyond copying files: it compiles the engine's C where it can.

The engine in Python computes the same numbers, more slowly, so nothing here stops an install:
without a C compiler, without Python's headers, on an interpreter that is not CPython or has no global lock,
and with MICROGRAD_LIKE_PURE=1, the package is installed without `micrograd_like._engine`, and one sentence
says why (`pip install -v .` shows it).  With MICROGRAD_LIKE_REQUIRE_C=1 that sentence is an error.
"""

import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def asked(variable: str) -> bool:
    """Whether an environment variable is set, to anything but 0."""
    return os.environ.get(variable, "0") not in ("", "0")


def reason_for_python(root: Path) -> str | None:
    """Why compiling is not even tried, or None."""
    if asked("MICROGRAD_LIKE_PURE"):
        return "MICROGRAD_LIKE_PURE is set"
    if not (root / "micrograd_like" / "engine.c").exists():
        return "there is no micrograd_like/engine.c here"
    if sys.implementation.name != "cpython":
        return f"the engine in C is for CPython, and this is {sys.implementation.name}"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "the engine in C needs the global interpreter lock, and this Python is built without it"
    return None


def first_error(output: str) -> str:
    """The line of a compiler's output that says what is wrong: its first error, else its last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"\berror\b", line, re.IGNORECASE)]
    # setuptools' own "error: command '/usr/bin/gcc' failed" says less than the compiler
    telling = [line for line in errors if not line.startswith("error: command")]
    return [*telling, *errors, *reversed(lines), "no output"][0]


class EngineHook(BuildHookInterface):
    """Adds `_engine` to a wheel, or builds it in place for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the files are collected; version is "standard" or "editable"."""
        root = Path(self.root)
        name = f"micrograd_like/_engine{sysconfig.get_config_var('EXT_SUFFIX')}"
        self.built = tempfile.TemporaryDirectory()  # lives until the wheel is written
        folder = root if version == "editable" else Path(self.built.name)
        if version == "editable":
            (root / name).unlink(missing_ok=True)  # an old one must not outlive its source
        problem = reason_for_python(root) or self.compiled(root, folder)
        if problem:
            self.explain(problem)
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        if version != "editable":
            build_data["force_include"][str(folder / name)] = name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel is written."""
        self.built.cleanup()

    def compiled(self, root: Path, folder: Path) -> str | None:
        """Compile into the folder; the first error, or None."""
        command = [sys.executable, str(root / ".ci" / "compile.py"), str(folder)]
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        if run.returncode == 0:
            return None
        self.app.display_debug(run.stdout + run.stderr)
        return first_error(run.stdout + run.stderr)

    def explain(self, problem: str) -> None:
        """Say that there is no engine in C, and why; an error if it was demanded."""
        if asked("MICROGRAD_LIKE_REQUIRE_C") and not asked("MICROGRAD_LIKE_PURE"):
            self.app.abort(f"MICROGRAD_LIKE_REQUIRE_C is set, but the engine in C cannot be built: {problem}")
        self.app.display_warning(
            "micrograd_like is installed without its engine in C"
            f" (the one in Python gives the same numbers, more slowly): {problem}"
        )
