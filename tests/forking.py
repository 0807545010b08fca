"""Many processes for the price of one: Python is started once, has imported what it shall, and is then copied.

Where a process cannot be copied (Windows) each script is started as ever.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

COPIES = """
import json, os, runpy, sys, traceback
exec(sys.argv[1])
for line in sys.stdin:
    path, folder, out = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(folder)
        sys.argv, sys.path[0] = [path], os.path.dirname(path)
        for stream, end in ((1, ".out"), (2, ".err")):
            os.dup2(os.open(out + end, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        code = 0
        try:
            runpy.run_path(path, run_name="__main__")
        except SystemExit as error:
            code = error.code or 0
        except BaseException:
            traceback.print_exc()
            code = 1
        sys.stdout.flush(), sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Starter:
    """Runs scripts, each in a process of its own in which ``first`` has run; options are those of Python."""

    def __init__(self, folder, *options, first="import micrograd_like"):
        self.out, self.options, self.process = str(folder / "copy"), options, None
        if hasattr(os, "fork"):
            command = [sys.executable, *options, "-c", COPIES, first]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )

    def run(self, path, folder):
        """As subprocess.run gives it: returncode, stdout, stderr."""
        command = [sys.executable, *self.options, str(path)]
        if self.process is None or not self.process.stdin or not self.process.stdout:
            return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
        self.process.stdin.write(json.dumps([str(path), str(folder), self.out]) + "\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        texts = [Path(self.out + end).read_text(encoding="utf-8") for end in (".out", ".err")]
        return subprocess.CompletedProcess(command, code, *texts)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process is not None:
            self.process.communicate()  # closes its input, at which it ends
