"""The page for teachers, followed literally, in an empty folder."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "micrograd_like/learn/teachers/README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("sh"), reason="there is no sh here")
def test_a_teacher_comes_from_an_empty_folder_to_a_marked_class(tmp_path):
    assert "pip install micrograd-like" in BLOCKS[0], "this environment stands for it"
    (tmp_path / "bin").mkdir()
    for name in ("python", "micrograd-like"):
        words = '-P "$@"' if name == "python" else '-P -m micrograd_like "$@"'
        script = tmp_path / "bin" / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words}\n', encoding="utf-8")
        script.chmod(0o755)
    root = str(Path(__file__).parents[2])
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": root,
    }
    place = tmp_path / "empty"
    place.mkdir()
    said = ""
    for block in BLOCKS[1:]:
        done = subprocess.run(
            ["sh", "-ec", block],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, block + done.stdout + done.stderr
        said += done.stdout
    assert "0.14 of 8  cleo   (0.1 found by its heading in mine.py)" in said
    assert "1 of 3  ###.......  0.1  A slope from a small step" in said
    with open(place / "grades" / "grades.csv", encoding="utf-8") as file:
        rows = {row["learner"]: row for row in csv.DictReader(file)}
    assert {name: row["points"] for name, row in rows.items()} == {"ada": "8", "bob": "0", "cleo": "0.14"}
    assert [rows["cleo"][f"0.{k} status"] for k in (1, 2)] == ["graded", "missing"]
    assert "the rise alone" in (place / "grades" / "cleo.txt").read_text(encoding="utf-8")
    for name in re.findall(r"\| `(grades\.\w+|class\.html)` \|", PAGE):
        assert (place / "grades" / name).stat().st_size > 100


def test_the_page_names_options_that_there_are():
    from micrograd_like.commands.learn import ACTIONS

    assert {*re.findall(r"learn ([a-z]+)", PAGE)} <= {*ACTIONS}
