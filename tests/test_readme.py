"""What the README shows runs, and gives what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_python_block_runs_and_the_first_prints_what_its_comment_says():
    blocks = re.findall(r"```python\n(.*?)```", README, re.S)
    assert len(blocks) >= 3
    code = "\n".join(["from micrograd_like import rule", *blocks])
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[0] == re.search(r"print\(.*\)  # (.*)", blocks[0])[1]


def test_there_are_two_commands_to_start_with_and_each_sets_up_its_own_environment():
    commands = re.findall(r"<!-- the (\w+) command -->\n```sh\n(.*)\n```", README)
    assert [name for name, _ in commands] == ["main", "test"]
    assert all(command.startswith("python3 -m venv .venv && .venv/bin/pip install") for _, command in commands)
