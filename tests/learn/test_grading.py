"""Marking many submissions, whatever is in them."""

import csv
import io
import json
import os
import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from classroom import NUDGE, NUDGE_RIGHT, hand_in, mutated

from micrograd_like.commands import learn as cli
from micrograd_like.learn.lessons import exercises, find
from micrograd_like.learn.running import rows_of
from micrograd_like.learn.teachers import overview, workers
from micrograd_like.learn.teachers.grading import grade, mark
from micrograd_like.learn.teachers.handed_in import Files, loose, slug_in, submissions
from micrograd_like.learn.teachers.reports import Mark, as_csv, as_gradescope, as_json, as_junit, line_for
from micrograd_like.learn.teachers.weights import Weights, read_weights

HOSTILE = {
    "loops": ("while True:\n    pass\n", "still running after 1 s"),
    "loops, whatever is thrown": (
        "while True:\n try:\n  while True: pass\n except BaseException: pass\n",
        "still running after 1 s",
    ),
    "sleeps": ("import time\ntime.sleep(1000)\n", "still running after 1 s"),
    "leaves": ("import sys\nsys.exit(0)\n", "your code ended the program"),
    "ends": ("import os\nos._exit(0)\n", "your code ended the program"),
    "crashes": ("import posix\nposix.abort()\n", "could be checked (it was ended by SIGABRT)"),
    "goes below Python": (
        "import ctypes\nctypes.string_at(0)\n",
        "ctypes is out of bounds while code is marked",
    ),
    "kills": (
        "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n",
        "os.kill is out of bounds while code is marked",
    ),
    "forks": ("import os\nwhile True:\n    os.fork()\n", "os.fork is out of bounds while code is marked"),
    "starts": (
        "import subprocess\nsubprocess.Popen(['sleep', '99'])\n",
        "subprocess.Popen is out of bounds while code is marked",
    ),
    "calls home": (
        "import socket\nsocket.create_connection(('127.0.0.1', 9))\n",
        "needs no other processes and no network",
    ),
    "eats": ("x = 'a' * (10 << 30)\n", "MemoryError: more memory than an exercise is given"),
    "eats slowly": (
        "x = []\nwhile True:\n    x.append(bytearray(1 << 20))\n",
        "MemoryError",
    ),  # untouched pages: no time goes by
    "fills the disk": (
        "with open('big', 'wb') as f:\n    while True:\n        f.write(bytes(10**6))\n",
        "File too large",
    ),
    "spams": (
        "import os\nfor n in range(3, 20):\n try:\n"
        "  while True: os.write(n, bytes(10**5))\n except OSError: pass\n",
        "could be checked",
    ),
    "raises": ("raise RuntimeError('no')\n", "RuntimeError: no line 1"),
    "raises the worst": ("class E(BaseException): pass\nraise E('no')\n", "E: no line 2"),
    "asks": ("x = input()\n", "leave input() out"),
    "shadows": ("import json\n", "there is no `slope` in your code"),
    "is empty": ("", "there is no `slope` in your code"),
    "breaks builtins": ("import builtins\nbuiltins.len = builtins.float = builtins.isinstance = None\n", ""),
    "breaks objects": (
        "import gc\nfor o in gc.get_objects():\n    if type(o) is dict: o.clear()\n",
        "gc.get_objects is out of bounds",
    ),
    "is Latin": (b"# caf\xe9\n", "0_1_nudge.py is no UTF-8 text (see line 1); save it as UTF-8"),
    "is UTF-16": (NUDGE_RIGHT.encode("utf-16"), "is no UTF-8 text"),
    "is no text": (b"x = 1\0\n", "null bytes"),
    "is a book": (b"#" * 1_000_001, "0_1_nudge.py cannot be read: it is larger than 1,000,000 bytes"),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_code_costs_only_its_own_exercise(tmp_path, kind):
    text, told = HOSTILE[kind]
    path = hand_in(tmp_path, "mallory", text)
    (path.parent / "json.py").write_text("raise ImportError('not the real one')\n", encoding="utf-8")
    seconds = 1.0 if "after 1 s" in told else 3.0 if kind == "spams" else 60.0  # the others end by themselves
    made = mark("mallory", tmp_path / "mallory", NUDGE, seconds=seconds, megabytes=512)
    assert told in " ".join(made.feedback.split())
    assert made.points == 0


DEEDS = {
    "deletes its files": "import os\nfor n in os.listdir():\n    os.remove(n)\n",
    "writes beside itself": "open('notes.txt', 'w').write('x')\n",
    "prints a million lines": "for i in range(1_000_000):\n    print('spam')\n",
    "prints to the file itself": "import os\nos.write(1, b'spam' * 1_000_000)\n",
    "ends at the end": "import atexit, os\natexit.register(lambda: os._exit(5))\n",
    "breaks our writer": "import json\njson.dumps = lambda *a, **k: 'nonsense'\n",
    "prints no characters": "print('\\ud800', '\\x1b[2J')\n",
    "stays": "import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", DEEDS)
def test_right_code_that_does_odd_things_is_right(tmp_path, kind):
    path = hand_in(tmp_path, "dan", DEEDS[kind] + NUDGE_RIGHT)
    made = mark("dan", tmp_path / "dan", NUDGE)
    assert path.read_text(encoding="utf-8") == DEEDS[kind] + NUDGE_RIGHT
    assert made.state == "right", made.feedback
    assert len(made.feedback) < 8000
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    ET.fromstring(as_junit([made]))
    assert json.loads(as_json([made]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "deed",
    [
        "open(there, 'w')",
        "os.remove(there)",
        "os.rename(there, 'mine')",
        "os.chmod(there, 0)",
        "shutil.rmtree(os.path.dirname(there))",
        "os.mkdir(there + 'x')",
        "os.symlink(there, '../x')",
        "os.chdir('/')\nopen(there, 'a')",
        "pathlib.Path(there).write_text('x')",
        "os.open(there, os.O_RDWR)",
    ],
)
def test_nothing_outside_its_own_copy_is_changed(tmp_path, deed):
    there = tmp_path / "there" / "file.txt"
    there.parent.mkdir()
    there.write_text("as it was", encoding="utf-8")
    hand_in(
        tmp_path / "class",
        "eve",
        f"import os, pathlib, shutil\nthere = {str(there)!r}\n{deed}\n{NUDGE_RIGHT}",
    )
    made = mark("eve", tmp_path / "class" / "eve", NUDGE)
    assert "is out of bounds while code is marked; an exercise changes no files" in " ".join(
        made.feedback.split()
    )
    assert there.read_text(encoding="utf-8") == "as it was"
    assert [p.name for p in there.parent.iterdir()] == ["file.txt"]


@pytest.mark.slow
def test_one_process_marks_many_and_a_new_one_follows_one_that_ends(tmp_path):
    hand_in(tmp_path, "ada", NUDGE_RIGHT)
    workers.close()
    first = [mark("ada", tmp_path / "ada", NUDGE).state for _ in range(3)]
    (worker,) = workers._idle
    worker.process.kill()
    worker.process.wait()
    assert [*first, mark("ada", tmp_path / "ada", NUDGE).state] == ["right"] * 4
    assert workers._idle != [worker]


@pytest.mark.slow
def test_other_processes_cannot_be_started_below_subprocess(tmp_path):
    text = "import subprocess, sys\nleft = [getattr(subprocess, n, 0) for n in ('_fork_exec', '_posixsubprocess')]\n"
    hand_in(tmp_path, "mallory", text + "assert not any(left), left\n" + NUDGE_RIGHT)
    assert mark("mallory", tmp_path / "mallory", NUDGE).state == "right"


@pytest.mark.slow
def test_a_submission_that_looks_into_the_lessons_is_pointed_out(tmp_path):
    text = "from micrograd_like.learn.lessons import find\nexec(find('0.1').solution)\n"
    hand_in(tmp_path, "eve", text)
    hand_in(tmp_path, "bob", "from micrograd_like.learn import sketch\n" + NUDGE_RIGHT)
    remarks = [m.remark for m in grade(tmp_path, [NUDGE])]
    assert remarks == ["", "names micrograd_like.learn, where the solutions are"]


@pytest.mark.slow
def test_a_class_is_marked_learner_by_learner(tmp_path):
    hand_in(tmp_path, "ada", NUDGE.solution)
    hand_in(tmp_path, "bob", mutated(NUDGE))
    hand_in(tmp_path, "cleo", NUDGE.starter)
    hand_in(tmp_path, "dora", "def slope(:\n")
    (tmp_path / "eve").mkdir()
    marks = grade(tmp_path, [NUDGE])
    assert [(m.learner, m.points, m.state) for m in marks] == [
        ("ada", 1, "right"),
        ("bob", 0, "wrong"),
        ("cleo", 0, "waiting"),
        ("dora", 0, "broken"),
        ("eve", 0, "missing"),
    ]
    assert marks[1].diagnoses == [NUDGE.mistakes[0].name]


def test_a_folder_of_exercises_is_one_submission(tmp_path):
    hand_in(tmp_path, "ada", "x")
    assert submissions(tmp_path) == {"ada": tmp_path / "ada"}
    assert submissions(tmp_path / "ada") == {"ada": tmp_path / "ada"}
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="holds no folders"):
        submissions(tmp_path / "empty")


def test_a_submission_without_the_file_is_missing_and_starts_no_process(tmp_path):
    assert mark("eve", tmp_path, NUDGE).feedback == "no file 0_1_nudge.py was handed in"


# ---- reports


MARKS = [
    Mark("=cmd|' /C calc'!A0", "0.1", 1, 1, "right"),
    Mark("=cmd|' /C calc'!A0", "0.2", 0, 1, "wrong", "a <b> & \x00 \x1b[31m ]]>"),
    Mark('Zoë "Z"', "0.1", 0, 1, "missing"),
    Mark('Zoë "Z"', "0.2", 1, 1, "right"),
]


def test_the_table_has_a_line_per_learner_and_no_formulas():
    rows = list(csv.reader(io.StringIO(as_csv(MARKS))))
    assert rows == [
        ["learner", "0.1", "0.2", "points", "of", "0.1 status", "0.2 status"],
        ["'=cmd|' /C calc'!A0", "1", "0", "1", "2", "graded", "graded"],
        ['Zoë "Z"', "0", "1", "1", "2", "missing", "graded"],
    ]


@pytest.mark.parametrize(
    ("state", "status", "element"),
    [("right", "graded", None), ("wrong", "graded", "failure"), ("waiting", "graded", "failure"),
     ("missing", "missing", "skipped"), ("broken", "crashed", "error"), ("killed", "crashed", "error"),
     ("late", "timed out", "error")],
)  # fmt: skip
def test_a_mark_says_whether_its_points_tell_of_the_answer(state, status, element):
    made = Mark("ada", "0.1", 0, 1, state, "told")
    assert as_csv([made]).splitlines()[1] == f"ada,0,0,1,{status}"
    assert json.loads(as_json([made]))["marks"][0]["status"] == status
    suites = ET.fromstring(as_junit([made]))
    assert [child.tag for child in suites[0][0]] == ([element] if element else [])
    kinds = {"failure": "failures", "error": "errors", "skipped": "skipped"}
    for counted in (suites, suites[0]):
        assert counted.get("tests") == "1"
        assert [counted.get(name) for name in kinds.values()] == ["01"[kind == element] for kind in kinds]


def test_the_report_is_xml_whatever_learners_print():
    root = ET.fromstring(as_junit(MARKS))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("4", "1", "1")
    assert [(s.get("name"), s.get("tests"), s.get("failures"), s.get("skipped")) for s in root] == [
        ("=cmd|' /C calc'!A0", "2", "1", "0"),
        ('Zoë "Z"', "2", "0", "1"),
    ]
    assert root[0][1][0].text == "a <b> & ? ?[31m ]]>"


def test_json_and_gradescope_hold_the_sums():
    assert json.loads(as_json(MARKS))["learners"][1] == {"learner": 'Zoë "Z"', "points": 1, "of": 2}
    assert json.loads(as_gradescope(MARKS[:2]))["score"] == 1
    assert json.loads(as_gradescope(MARKS[:2]))["tests"][1]["max_score"] == 1


# ---- files under other names


@pytest.mark.parametrize(
    "name", ["mine.py", "1.py", "nudge (2).py", "0_1_nudge_final_v3.py", "abgabe/lösung.py"]
)
def test_a_renamed_file_is_found_by_its_heading(tmp_path, name):
    path = tmp_path / "ada" / name
    path.parent.mkdir(parents=True)
    path.write_text(NUDGE.starter, encoding="utf-8")
    files = Files(tmp_path / "ada")
    assert files.of(NUDGE) == [path]
    assert files.remark(NUDGE) == f"found by its heading in {name}"


def test_a_file_with_the_usual_name_goes_before_one_with_a_heading(tmp_path):
    usual = hand_in(tmp_path, "ada", NUDGE_RIGHT)
    (tmp_path / "ada" / "copy.py").write_text(NUDGE.starter, encoding="utf-8")
    assert Files(tmp_path / "ada").of(NUDGE)[0] == usual
    assert (
        Files(tmp_path / "ada")
        .remark(NUDGE)
        .endswith(f"of which {usual.relative_to(tmp_path / 'ada')} was marked")
    )


@pytest.mark.parametrize(
    ("text", "slug"),
    [('"""0.1  A slope from a small step\n', "nudge"), ("\ufeff# mine\r\n'''0.1 A slope from a small step\r\n", "nudge"),
     ('"""9.9  A slope from a small step\n', "nudge"), ('"""0.1  My own words\n', "nudge"), ('"""77.1  Nothing\n', ""),
     ("import math\n", ""), ("", "")],
)  # fmt: skip
def test_a_heading_names_its_exercise_by_title_and_else_by_number(tmp_path, text, slug):
    (tmp_path / "f.py").write_text(text, encoding="utf-8", newline="")
    assert slug_in(tmp_path / "f.py") == slug


def notebook(*sources):
    made = [{"cell_type": "code", "source": source.splitlines(keepends=True)} for source in sources]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": ["text"]}, *made]})


def test_the_exercises_of_a_notebook_are_found_above_their_checks(tmp_path):
    path = tmp_path / "own.ipynb"
    path.write_text(notebook("x = 1", NUDGE_RIGHT, 'check("0.1")', "check('force')", "check('0.2')"), "utf-8")
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    found = Files(tmp_path).cells
    assert found == {
        "nudge": (path, NUDGE_RIGHT),
        "force": (path, 'check("0.1")'),
        "step_size": (path, "check('force')"),
    }
    assert Files(tmp_path).other() == "missing; left aside: broken.ipynb"


@pytest.mark.slow
def test_a_notebook_counts_where_there_is_no_file(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "own.ipynb").write_text(
        notebook("x = 1", NUDGE_RIGHT, 'check("0.1")'), encoding="utf-8"
    )
    (tmp_path / "ada" / "broken.ipynb").write_text("{", encoding="utf-8")
    (one,) = grade(tmp_path, [NUDGE])
    assert (one.points, one.state, one.remark) == (1, "right", "")
    hand_in(tmp_path, "ada", "def slope(f, x, h):\n    return 0.0\n")
    (one,) = grade(tmp_path, [NUDGE])
    assert one.state == "wrong"


def test_what_nobody_marks_is_named(tmp_path):
    hand_in(tmp_path, "ada", NUDGE_RIGHT)
    (tmp_path / "bob").mkdir()
    (tmp_path / "bob" / "work.zip").write_bytes(b"PK")
    (tmp_path / "cleo_0_1_nudge.py").write_text(NUDGE_RIGHT, encoding="utf-8")
    bob = Mark("bob", "0.1", 0, 1, "missing", remark=Files(tmp_path / "bob").other())
    assert line_for([bob, replace(bob, exercise="0.2")]).endswith(
        "bob   (0.1, 0.2 missing; left aside: work.zip)"
    )
    assert loose(tmp_path) == ["cleo_0_1_nudge.py"]


def test_a_sum_of_parts_of_points_has_no_digits_of_floats():
    assert (
        as_csv([Mark("ada", f"0.{k}", points, 2, "wrong") for k, points in enumerate((0.14, 2, 2, 3))])
        .splitlines()[1]
        .split(",")[5]
        == "7.14"
    )


# ---- weights


def test_a_class_has_its_own_weights(tmp_path):
    path = tmp_path / "weights.toml"
    path.write_text(
        'partial = true\n[lessons]\n0 = 2\n[exercises]\nforce = 0.5\n"1.1" = 3\n', encoding="utf-8"
    )
    weights = read_weights(path)
    assert weights.partial
    assert [weights.of(e) for e in exercises(0)] == [2, 2, 2, 0.5]
    assert [weights.of(e) for e in exercises(1)][:2] == [3, 1]


@pytest.mark.parametrize(
    ("text", "told"),
    [("points = 3", "has 'points'; it may hold partial, lessons, exercises"), ("partial = 1", "write true or false"),
     ("[lessons]\n99 = 1", "gives points to lesson 99; lessons go from 0 to"),
     ("[exercises]\nnudg = 1", "there is no exercise 'nudg'"), ("[exercises]\nnudge = -1", "a number from 0 on"),
     ("[exercises]\nnudge = inf", "points are a number from 0 on"),
     ("[exercises]\n0.1 = 2", "write the numbers of exercises in quotes"), ("exercises = 3", "is no table"),
     ("= 3", "is no TOML")],
)  # fmt: skip
def test_a_file_of_weights_that_cannot_be_used_is_told_with_what_to_write(tmp_path, text, told):
    (tmp_path / "weights.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"weights\.toml") as raised:
        read_weights(tmp_path / "weights.toml")
    assert told in str(raised.value)


def test_a_share_is_never_the_whole():
    weights = Weights({"nudge": 2.0}, partial=True)
    assert weights.earned(NUDGE, True, 7, 7) == 2
    assert weights.earned(NUDGE, False, 7, 7) == 1.71
    assert weights.earned(NUDGE, False, 1, 3) == 0.66
    assert weights.earned(NUDGE, False, 0, 7) == 0
    assert Weights({"nudge": 2.0}).earned(NUDGE, False, 6, 7) == 0


@pytest.mark.slow
def test_a_half_right_answer_earns_its_share_where_the_class_says_so(tmp_path):
    e = find("arithmetic")
    hand_in(tmp_path, "ada", e.solution.replace("return y, x", "return x, y"), e)
    hand_in(tmp_path, "bob", e.starter, e)
    hand_in(tmp_path, "cleo", e.starter.replace("...", "return 1.0, 1.0", 1), e)
    marks = grade(tmp_path, [e], weights=Weights({"arithmetic": 3}, partial=True))
    assert [(m.points, m.of, m.state) for m in marks][1] == (0, 3, "waiting"), "a starter earns nothing"
    probes = len(rows_of(e, e.solution))
    for made in (marks[0], marks[2]):
        assert made.points == pytest.approx(3 * made.right / probes, abs=0.01)
        assert 0 < made.points < 3
    assert [m.points for m in grade(tmp_path, [e])] == [0, 0, 0]


# ---- the class


def diagnosed_class():
    wrong = NUDGE.mistakes[0].name
    return [
        Mark("ada", "0.1", 0, 1, "wrong", diagnoses=[wrong]),
        Mark("<b>", "0.1", 0, 1, "wrong", diagnoses=[wrong], slips=["`slope` gives text in quotes."]),
        Mark("cleo", "0.1", 1, 1, "right"),
        Mark("dora", "0.1", 0, 1, "missing"),
    ]


def test_the_class_is_told_by_how_many_a_misconception_hits():
    first, second = overview.misconceptions(diagnosed_class())
    assert (first.name, first.learners, second.learners) == (NUDGE.mistakes[0].name, ["ada", "<b>"], ["<b>"])
    words = " ".join(overview.as_text(diagnosed_class()).split())
    assert "4 learners, 0 to 1 of 1 points, the middle one 0" in words
    assert "2 of 4 #####..... 0.1 A slope from a small step Your code behaves like one that" in words


def test_the_page_of_a_class_is_whole_in_itself_and_escapes_names():
    page = overview.as_html(diagnosed_class())
    root = ET.fromstring(re.sub("<!doctype html>|<meta[^>]*>|<br>|&ensp;|&nbsp;|&middot;", "", page))
    assert "http" not in page
    assert "&lt;b&gt;" in page
    bars = [float(r.get("width")) for r in root.iter("rect")]
    assert bars[0] == pytest.approx(2 * bars[1])
    cells = [c for c in root.iter("td") if c.get("class")]
    assert [c.get("class") for c in cells] == ["wrong", "wrong", "right", "missing"]
    assert all(c.get("aria-label") for c in cells), "colour alone says nothing"


# ---- the command


@pytest.mark.slow
def test_an_empty_submission_to_gradescope_gets_its_zero(tmp_path):
    (tmp_path / "submission").mkdir()
    assert (
        cli.main(
            ["grade", str(tmp_path / "submission"), "--lesson", "0", "--results", str(tmp_path / "r.json")]
        )
        == 0
    )
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["score"] == 0


@pytest.mark.slow
def test_marks_are_said_learner_by_learner_and_written_even_for_odd_names(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("micrograd_like.learn.lessons.exercises", lambda *_: [NUDGE])
    hand_in(tmp_path / "class", "ada", NUDGE_RIGHT)
    hand_in(tmp_path / "class", "=1+1", "raise ValueError\n")
    if sys.platform == "linux":
        os.mkdir(b"class/na\xffme")
    assert cli.main(["grade", "class"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["   0 of 1  =1+1   (0.1 broken)", "   1 of 1  ada"]
    table = (tmp_path / "grades" / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert table[:3] == ["learner,0.1,points,of,0.1 status", "'=1+1,0,0,1,crashed", "ada,1,1,1,graded"]
    assert "<h1>The class</h1>" in (tmp_path / "grades" / "class.html").read_text(encoding="utf-8")
    assert (
        json.loads((tmp_path / "grades" / "grades.json").read_text(encoding="utf-8"))["learners"][1]["points"]
        == 1
    )
    ET.parse(tmp_path / "grades" / "grades.xml")
