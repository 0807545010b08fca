"""Marking many submissions, whatever is in them."""

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from classroom import NUDGE, NUDGE_RIGHT, hand_in, mutated

from micrograd_like.commands import learn as cli
from micrograd_like.learn.teachers.grading import grade, mark, submissions
from micrograd_like.learn.teachers.reports import Mark, as_csv, as_gradescope, as_json, as_junit

HOSTILE = {
    "loops": ("while True:\n    pass\n", "still running after 1 s"),
    "loops, whatever is thrown": (
        "while True:\n try:\n  while True: pass\n except BaseException: pass\n",
        "still running after 1 s",
    ),
    "sleeps": ("import time\ntime.sleep(1000)\n", "still running after 1 s"),
    "leaves": ("import sys\nsys.exit(0)\n", "your code ended the program"),
    "ends": ("import os\nos._exit(0)\n", "your code ended the program"),
    "crashes": ("import ctypes\nctypes.string_at(0)\n", "could be checked (it was ended by SIGSEGV)"),
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
        "could be checked",
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
def test_a_process_that_gets_away_keeps_nobody_waiting(tmp_path):
    text = "import ctypes\nc = ctypes.CDLL(None)\nif c.fork() == 0:\n    c.setsid()\n    c.sleep(60)\n"
    hand_in(tmp_path, "mallory", text + NUDGE_RIGHT)
    made = mark("mallory", tmp_path / "mallory", NUDGE)
    assert made.state == "right"
    assert made.seconds < 60, "it waited for the one that got away"


@pytest.mark.slow
def test_the_answer_comes_on_one_line_behind_its_token(tmp_path):
    path = hand_in(tmp_path, "dan", "print('spam' * 100_000)\n" + NUDGE_RIGHT)
    command = [
        sys.executable,
        "-P",
        "-m",
        "micrograd_like.learn.teachers.marking",
        "0.1",
        str(path),
        "5",
        "512",
    ]
    output = subprocess.run(
        command, input="token\n", capture_output=True, text=True, encoding="utf-8", check=True, cwd=tmp_path
    ).stdout
    assert output.startswith("\ntoken {")
    assert len(output) < 20_000, "what the learner's code prints stays out of the answer"


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
        ["learner", "0.1", "0.2", "points", "of"],
        ["'=cmd|' /C calc'!A0", "1", "0", "1", "2"],
        ['Zoë "Z"', "0", "1", "1", "2"],
    ]


def test_the_report_is_xml_whatever_learners_print():
    root = ET.fromstring(as_junit(MARKS))
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in root] == [
        ("=cmd|' /C calc'!A0", "2", "1"),
        ('Zoë "Z"', "2", "1"),
    ]
    assert root[0][1][0].text == "a <b> & ? ?[31m ]]>"


def test_json_and_gradescope_hold_the_sums():
    assert json.loads(as_json(MARKS))["learners"][1] == {"learner": 'Zoë "Z"', "points": 1, "of": 2}
    assert json.loads(as_gradescope(MARKS[:2]))["score"] == 1
    assert json.loads(as_gradescope(MARKS[:2]))["tests"][1]["max_score"] == 1


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
    assert table[:3] == ["learner,0.1,points,of", "'=1+1,0,0,1", "ada,1,1,1"]
    assert (
        json.loads((tmp_path / "grades" / "grades.json").read_text(encoding="utf-8"))["learners"][1]["points"]
        == 1
    )
    ET.parse(tmp_path / "grades" / "grades.xml")
