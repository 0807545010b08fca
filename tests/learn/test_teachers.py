"""Marking many submissions, and the course in other systems' formats."""

import ast
import csv
import dataclasses
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from functools import cache

import pytest

from micrograd_like.commands import learn as cli
from micrograd_like.learn import notebooks
from micrograd_like.learn.checking import check_text
from micrograd_like.learn.exercise import filename
from micrograd_like.learn.lessons import exercises, find, lessons
from micrograd_like.learn.teachers.exporting import export
from micrograd_like.learn.teachers.grading import (
    Mark,
    as_csv,
    as_gradescope,
    as_json,
    as_junit,
    grade,
    mark,
    submissions,
)

RIGHT = find("0.1").solution
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
        "import os\nfor n in range(3, 20):\n try:\n  while True: os.write(n, bytes(10**5))\n except OSError: pass\n",
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
    "is UTF-16": (RIGHT.encode("utf-16"), "is no UTF-8 text"),
    "is no text": (b"x = 1\0\n", "null bytes"),
    "is a book": (b"#" * 1_000_001, "0_1_nudge.py cannot be read: it is larger than 1,000,000 bytes"),
}


def hand_in(folder, learner, text, number="0.1"):
    for chapter in lessons():
        if chapter.number == find(number).numbers[0]:
            path = folder / learner / chapter.file(find(number))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_code_costs_only_its_own_exercise(tmp_path, kind):
    text, told = HOSTILE[kind]
    path = hand_in(tmp_path, "mallory", text)
    (path.parent / "json.py").write_text("raise ImportError('not the real one')\n", encoding="utf-8")
    seconds = 1.0 if "after 1 s" in told else 3.0 if kind == "spams" else 60.0  # the others end by themselves
    made = mark("mallory", tmp_path / "mallory", find("0.1"), seconds=seconds, megabytes=512)
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
    path = hand_in(tmp_path, "dan", DEEDS[kind] + RIGHT)
    made = mark("dan", tmp_path / "dan", find("0.1"))
    assert path.read_text(encoding="utf-8") == DEEDS[kind] + RIGHT
    assert made.state == "right", made.feedback
    assert len(made.feedback) < 8000
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    ET.fromstring(as_junit([made]))
    assert json.loads(as_json([made]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "deed",
    ["open(there, 'w')", "os.remove(there)", "os.rename(there, 'mine')", "os.chmod(there, 0)", "shutil.rmtree(os.path.dirname(there))",
     "os.mkdir(there + 'x')", "os.symlink(there, '../x')", "os.chdir('/')\nopen(there, 'a')", "pathlib.Path(there).write_text('x')",
     "os.open(there, os.O_RDWR)"],
)  # fmt: skip
def test_nothing_outside_its_own_copy_is_changed(tmp_path, deed):
    there = tmp_path / "there" / "file.txt"
    there.parent.mkdir()
    there.write_text("as it was", encoding="utf-8")
    hand_in(tmp_path / "class", "eve", f"import os, pathlib, shutil\nthere = {str(there)!r}\n{deed}\n{RIGHT}")
    made = mark("eve", tmp_path / "class" / "eve", find("0.1"))
    assert "is out of bounds while code is marked; an exercise changes no files" in " ".join(
        made.feedback.split()
    )
    assert there.read_text(encoding="utf-8") == "as it was"
    assert [p.name for p in there.parent.iterdir()] == ["file.txt"]


@pytest.mark.slow
def test_a_process_that_gets_away_keeps_nobody_waiting(tmp_path):
    text = (
        f"import ctypes\nc = ctypes.CDLL(None)\nif c.fork() == 0:\n    c.setsid()\n    c.sleep(60)\n{RIGHT}"
    )
    hand_in(tmp_path, "mallory", text)
    made = mark("mallory", tmp_path / "mallory", find("0.1"))
    assert made.state == "right"
    assert made.seconds < 60, "it waited for the one that got away"


@pytest.mark.slow
def test_the_answer_comes_on_one_line_behind_its_token(tmp_path):
    path = hand_in(tmp_path, "dan", "print('spam' * 100_000)\n" + RIGHT)
    command = [sys.executable, "-P", "-m", "micrograd_like.learn.teachers.mark", "0.1", str(path), "5", "512"]
    output = subprocess.run(
        command, input="token\n", capture_output=True, text=True, encoding="utf-8", check=True, cwd=tmp_path
    ).stdout
    assert output.startswith("\ntoken {")
    assert len(output) < 20_000, "what the learner's code prints stays out of the answer"


@pytest.mark.slow
def test_a_submission_that_looks_into_the_lessons_is_pointed_out(tmp_path):
    text = "from micrograd_like.learn.lessons import find\nexec(find('0.1').solution)\n"
    hand_in(tmp_path, "eve", text)
    hand_in(tmp_path, "bob", "from micrograd_like.learn import sketch\n" + RIGHT)
    remarks = [m.remark for m in grade(tmp_path, [find("0.1")])]
    assert remarks == ["", "names micrograd_like.learn, where the solutions are"]


@pytest.mark.slow
def test_a_class_is_marked_learner_by_learner(tmp_path):
    hand_in(tmp_path, "ada", find("0.1").solution)
    hand_in(tmp_path, "bob", find("0.1").mutants[0].code(find("0.1").solution))
    hand_in(tmp_path, "cleo", find("0.1").starter)
    hand_in(tmp_path, "dora", "def slope(:\n")
    (tmp_path / "eve").mkdir()
    marks = grade(tmp_path, [find("0.1")])
    assert [(m.learner, m.points, m.state) for m in marks] == [
        ("ada", 1, "right"), ("bob", 0, "wrong"), ("cleo", 0, "waiting"), ("dora", 0, "broken"), ("eve", 0, "missing")]  # fmt: skip
    assert marks[1].diagnoses == [find("0.1").mutants[0].name]


def test_a_folder_of_exercises_is_one_submission(tmp_path):
    hand_in(tmp_path, "ada", "x")
    assert submissions(tmp_path) == {"ada": tmp_path / "ada"}
    assert submissions(tmp_path / "ada") == {"ada": tmp_path / "ada"}
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="holds no folders"):
        submissions(tmp_path / "empty")


def test_a_submission_without_the_file_is_missing_and_starts_no_process(tmp_path):
    assert mark("eve", tmp_path, find("0.1")).feedback == "no file 0_1_nudge.py was handed in"


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


# ---- exports ----


@pytest.mark.parametrize("system", ["nbgrader", "otter", "gradescope", "junit"])
def test_an_export_never_writes_over_anything(tmp_path, system):
    assert "exercises written into" in export(system, tmp_path / "course", lesson=0)
    before = sorted(p.name for p in (tmp_path / "course").rglob("*"))
    with pytest.raises(ValueError, match="is not empty; choose another folder"):
        export(system, tmp_path / "course", lesson=0)
    assert sorted(p.name for p in (tmp_path / "course").rglob("*")) == before


def sources(text):
    return ["".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "code"]


@pytest.mark.parametrize("chapter", lessons(), ids=lambda c: str(c.number))
def test_notebooks_hold_every_exercise_and_parse(chapter):
    for form in (notebooks.plain, notebooks.nbgrader, notebooks.otter):
        for source in sources(form(chapter)):
            ast.parse(source)
    told = notebooks.plain(chapter)
    assert all(f"## {e.id}  " in told for e in chapter.exercises)


@cache
def cells_of(form, number):
    return sources(form(next(c for c in lessons() if c.number == number)))


@pytest.mark.parametrize("exercise", exercises(), ids=lambda e: e.id)
def test_no_test_cell_holds_an_answer(exercise):
    added = {line.strip() for line in exercise.solution.splitlines()} - {
        line.strip() for line in exercise.starter.splitlines()
    }
    for form in (notebooks.plain, notebooks.nbgrader, notebooks.otter):
        tests = [
            s
            for s in cells_of(form, exercise.numbers[0])
            if ("check(" in s and "import check" in s) or s.startswith("check(")
        ]
        assert tests
        assert not any(line in s for s in tests for line in added if len(line) > 15)


def assert_solves(exercise, text):
    """The text is the solution but for comments and strings that stand alone, or passes as it does."""
    same = notebooks.without_main(exercise.solution)
    bare = ast.parse(text)
    bare.body = [n for n in bare.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
    assert ast.dump(bare) == ast.dump(ast.parse(same)) or check_text(exercise, text).passed


@pytest.mark.parametrize("exercise", exercises(), ids=lambda e: e.id)
def test_what_nbgrader_hands_out_is_the_starter_and_what_it_marks_is_the_solution(exercise):
    whole = notebooks.with_regions(exercise)
    handed_out = notebooks.released(whole)
    ast.parse(handed_out)
    assert "### BEGIN SOLUTION" in whole
    assert "SOLUTION" not in handed_out
    added = {line.strip() for line in exercise.solution.splitlines()} - {
        line.strip() for line in exercise.body.splitlines()
    }
    assert not added & {line.strip() for line in handed_out.splitlines()}
    assert_solves(exercise, whole)


def test_otter_marks_each_answer_where_it_stands_for_later_ones_use_its_names_again():
    cells = json.loads(notebooks.otter(lessons()[6]))["cells"]
    assert [c["metadata"]["otter"]["tests"] for c in cells if "otter" in c["metadata"]] == [
        ["q6_1"],
        ["q6_2"],
        ["q6_3"],
        ["q6_4"],
    ]
    assert all("def " in "".join(c["source"]) for c in cells if "otter" in c["metadata"])


@pytest.mark.parametrize("exercise", exercises(), ids=lambda e: e.id)
def test_the_master_cells_of_otter_are_the_solution(exercise):
    whole = notebooks.with_prompts(exercise)
    assert "# BEGIN SOLUTION" in whole
    assert_solves(exercise, whole)


def test_code_to_repair_becomes_comments_where_regions_cannot_hold_it():
    e = dataclasses.replace(
        find("0.1"), code="def f(g, p):\n    g = p * g  #<\n    #> g += p * g\n    return g\n"
    )
    assert notebooks.with_regions(e) == (
        "def f(g, p):\n    # g = p * g\n    ### BEGIN SOLUTION\n    g += p * g\n    ### END SOLUTION\n    return g"
    )
    e = dataclasses.replace(
        find("0.1"), code="def f(g):\n    if g:  #<\n    #> if not g:\n        g = 1\n    return g\n"
    )
    assert notebooks.with_regions(e) == (
        "# def f(g):\n    # if g:\n        # g = 1\n    # return g\n"
        "### BEGIN SOLUTION\ndef f(g):\n    if not g:\n        g = 1\n    return g\n### END SOLUTION")  # fmt: skip


def test_student_files_and_solutions_are_apart(tmp_path):
    export("junit", tmp_path / "c", lesson=0)
    e = find("0.1")
    assert (tmp_path / "c/student/00_sensitivity/0_1_nudge.py").read_text(encoding="utf-8") == e.starter
    assert e.solution in (tmp_path / "c/solutions/00_sensitivity/0_1_nudge.py").read_text(encoding="utf-8")
    ast.parse((tmp_path / "c/test_exercises.py").read_text(encoding="utf-8"))


def test_the_gradescope_archive_runs_without_network(tmp_path):
    export("gradescope", tmp_path / "c", lesson=0)
    with zipfile.ZipFile(tmp_path / "c/autograder_lesson_00.zip") as archive:
        names = archive.namelist()
        assert "micrograd_like/learn/teachers/grading.py" in names
        assert archive.getinfo("run_autograder").external_attr >> 16 & 0o111
        assert {"graphviz/__init__.py", "setup.sh"} <= set(names), (
            "pictures need it, and nothing is installed there"
        )
        assert (
            "--lesson 0 --results /autograder/results/results.json" in archive.read("run_autograder").decode()
        )


@pytest.mark.slow
def test_the_gradescope_archive_marks_with_python_alone(tmp_path):
    export("gradescope", tmp_path / "c", lesson=7)
    with zipfile.ZipFile(tmp_path / "c/autograder_lesson_07.zip") as archive:
        archive.extractall(tmp_path / "source")
    e = find("7.5")  # draws
    for name, text in {"src/one/": e.solution, "src/two/": "a second copy"}.items():
        (tmp_path / "submission" / name).mkdir(parents=True)
        (tmp_path / "submission" / name / filename(e)).write_text(text, encoding="utf-8")
    results = tmp_path / "results" / "results.json"
    results.parent.mkdir()
    command = [
        sys.executable,
        "-S",
        "-P",
        "-m",
        "micrograd_like",
        "learn",
        "grade",
        "submission",
        "--lesson",
        "7",
        "--results",
        results,
    ]
    environment = {**os.environ, "PYTHONPATH": "source"}
    subprocess.run(command, check=True, cwd=tmp_path, env=environment)
    said = json.loads(results.read_text(encoding="utf-8"))
    assert [t["score"] for t in said["tests"]] == [0, 0, 0, 0, 1], "one learner, whatever folders there are"
    assert "2 files have this name; src/one/" in said["tests"][-1]["output"]


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


def test_the_autograder_of_otter_brings_the_package_along(tmp_path):
    export("otter", tmp_path / "c", lesson=0)
    assert "autograder_files:\n  - micrograd_like\n  - graphviz" in "".join(
        json.loads((tmp_path / "c/00_sensitivity.ipynb").read_text(encoding="utf-8"))["cells"][0]["source"]
    )
    assert (tmp_path / "c/micrograd_like/learn/lessons/l00_sensitivity.py").exists()
    assert (tmp_path / "c/graphviz/__init__.py").exists()


@pytest.mark.slow
def test_marks_are_said_learner_by_learner_and_written_even_for_odd_names(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("micrograd_like.learn.teachers.grading.exercises", lambda *_: [find("0.1")])
    hand_in(tmp_path / "class", "ada", RIGHT)
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
