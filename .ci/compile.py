"""Compile the engine's C, `micrograd_like/engine.c`, to the module `micrograd_like._engine`.

    python .ci/compile.py            # into this tree, where an editable install finds it
    python .ci/compile.py FOLDER     # into FOLDER/micrograd_like/

It needs setuptools, a C compiler and Python's headers.  Installing does this by itself: `hatch_build.py`.
"""

import os
import sys
import tempfile
from pathlib import Path

from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext

ROOT = Path(__file__).resolve().parents[1]
SOURCE = "micrograd_like/engine.c"
# Each operation is rounded by itself, as in Python: a product and a sum are never contracted into one step.
# These come last on the compiler's line, so they hold whatever CFLAGS says; -fno-fast-math comes before
# -ffp-contract because Clang takes it to say -ffp-contract=on as well.
EXACT = {
    "unix": ["-O2", "-fno-strict-aliasing", "-fno-fast-math", "-ffp-contract=off"],
    "mingw32": ["-O2", "-fno-strict-aliasing", "-fno-fast-math", "-ffp-contract=off"],
    "msvc": ["/O2", "/fp:precise"],
}


class ExactBuild(build_ext):
    """setuptools' own command, with the flags of the compiler it has found."""

    def build_extension(self, ext: Extension) -> None:
        """Compile one module, and link it with the same flags: -ffast-math would set the processor's mode."""
        ext.extra_compile_args = EXACT[self.compiler.compiler_type]
        ext.extra_link_args = [flag for flag in ext.extra_compile_args if flag == "-fno-fast-math"]
        super().build_extension(ext)


def compile_engine(folder: Path) -> Path:
    """Build `_engine` into folder/micrograd_like/ and give back its path.

    Errors: setuptools' own, for a missing compiler, missing headers, or C that does not compile.
    """
    extension = Extension("micrograd_like._engine", [SOURCE])
    command = ExactBuild(Distribution({"name": "micrograd_like", "ext_modules": [extension]}))
    command.build_lib = str(folder)
    command.force = True  # flags and the files it includes may have changed, too
    command.ensure_finalized()
    with tempfile.TemporaryDirectory() as objects:
        command.build_temp = objects
        command.run()
    return Path(command.get_ext_fullpath("micrograd_like._engine"))


if __name__ == "__main__":
    target = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    os.chdir(ROOT)  # names in the debugger and in messages are then relative to the tree
    try:
        print(compile_engine(target))
    except Exception as error:  # setuptools' errors differ between its versions
        sys.exit(f"error: {error}")
