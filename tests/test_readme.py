"""What the README shows runs, and gives what it says."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def pasted(block):
    """What a block prints, run by itself in an empty folder."""
    command = [sys.executable, "-W", "error", "-c", block]
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.slow
@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_a_python_block_runs_by_itself(block):
    pasted(block)


@pytest.mark.slow
def test_the_first_block_prints_what_its_comment_says():
    assert pasted(BLOCKS[0]).splitlines()[0] == re.search(r"print\(.*\)  # (.*)", BLOCKS[0])[1]


def test_there_are_two_commands_to_start_with_and_each_sets_up_its_own_environment():
    commands = re.findall(r"<!-- the (\w+) command -->\n```sh\n(.*)\n```", README)
    assert [name for name, _ in commands] == ["main", "test"]
    assert all(
        command.startswith("python3 -m venv .venv && .venv/bin/pip install") for _, command in commands
    )


def test_the_graph_of_the_demo_has_as_many_operations_as_its_picture_says():
    picture = (Path(__file__).parents[1] / "notebooks/pictures/layers.svg").read_text(encoding="utf-8")
    assert (
        re.search(r"moons demo, ([\d,]+) operations", README)[1]
        == re.search(r"([\d,]+) operations", picture)[1]
    )
