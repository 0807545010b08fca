"""The form of a course: starters out of solutions, mistakes, chapters, numbers, and other courses than ours."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cases import every

from micrograd_like.commands import learn as cli
from micrograd_like.learn import lessons as courses
from micrograd_like.learn.chapters import ChapterError, read_chapter
from micrograd_like.learn.exercise import ExerciseError
from micrograd_like.learn.lessons import BUILT_IN, Course, CourseError, exercises, find, ids, lessons, load
from micrograd_like.learn.making import EXAMPLE, new_course, new_exercise
from micrograd_like.learn.mistakes import Mistake, MistakeError, read_mistake
from micrograd_like.learn.starters import StarterError, split
from micrograd_like.learn.teachers.exporting import export


def region(*lines, indent=""):
    marks = f"{indent}### BEGIN SOLUTION", f"{indent}### END SOLUTION"
    return "\n".join([marks[0], *lines, marks[1]]) + "\n"


# ---- starters


def test_code_to_repair_stands_in_the_starter_only():
    text = "def f(g, p):\n" + region("    g += p * g", indent="    ") + "    #: g = p * g\n    return g\n"
    starter, solution = split(text)
    assert starter == "def f(g, p):\n    g = p * g\n    return g\n"
    assert solution == "def f(g, p):\n    g += p * g\n    return g\n"


def test_code_to_repair_is_indented_as_far_as_the_region_and_further():
    text = (
        "def f():\n" + region("    x = [1]", indent="    ") + "    #: for y in z:\n    #:     y()\n    #:\n"
    )
    assert split(text)[0] == "def f():\n    for y in z:\n        y()\n\n"


def test_a_region_of_assignments_leaves_its_names_and_one_of_entries_its_keys():
    assert split(region("a, b = 1, 2", "c = [", "    3,", "]"))[0] == "...\n"
    assert split(region("a, b = 1, 2", "c = a"))[0] == "a, b = ..., ...\nc = ...\n"
    text = "kinds = {\n" + region('    "a weight": "parameter",', indent="    ") + "}\n"
    assert split(text)[0] == 'kinds = {\n    "a weight": ...,\n}\n'


@every(
    ("text", "told"),
    [
        ("### END SOLUTION\n", "line 1 says '### END SOLUTION' out of turn"),
        ("x = 1\n### BEGIN SOLUTION\n", "'### BEGIN SOLUTION' has no '### END SOLUTION'"),
    ],
)
def test_a_mark_without_its_partner_is_told(text, told):
    with pytest.raises(StarterError, match=re.escape(told)):
        split(text)


# ---- mistakes


def test_a_mistake_replaces_functions_and_methods_and_nothing_else():
    solution = (
        "class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2\n\n\nx = A()\n"
    )
    wrong = Mistake(
        "wrong", "is wrong", "from math import pi\n\n\nclass A:\n    def g(self):\n        return pi\n"
    )
    names: dict = {}
    exec(wrong.code(solution), names)
    assert (names["x"].f(), round(names["x"].g(), 2)) == (1, 3.14)


def test_a_mistake_that_replaces_nothing_is_told():
    with pytest.raises(
        MistakeError, match=r"mistake 'x' replaces nothing of the solution; is a name misspelt\?"
    ):
        Mistake("x", "is wrong", "def dubble(x):\n    return x\n").code("def double(x):\n    return 2 * x\n")


def test_a_mistake_without_a_diagnosis_is_told(tmp_path):
    path = tmp_path / "bare.py"
    path.write_text("def f():\n    return 1\n", encoding="utf-8")
    with pytest.raises(MistakeError, match="begin with a comment that says what is wrong"):
        read_mistake(path)


# ---- chapters


def test_every_exercise_stands_in_its_chapter_once(tmp_path):
    path = tmp_path / "README.md"
    path.write_text("# Title\n\nA story.\n\n## More\n\n{{one}}\n", encoding="utf-8")
    chapter = read_chapter(path, ("one",))
    assert (chapter.title, chapter.story) == ("Title", "A story.")
    with pytest.raises(ChapterError, match=r"has no place for 'two'; write \{\{two\}\} on a line of its own"):
        read_chapter(path, ("one", "two"))
    path.write_text("# Title\n\n{{two}}\n\n{{one}}\n", encoding="utf-8")
    with pytest.raises(ChapterError, match=r"has \{\{one\}\}; course.toml lists two, each once"):
        read_chapter(path, ("two",))


# ---- the way to an exercise


def loaded_by(*words, cwd):
    """The modules of this package in a fresh process after a command, and the files it opened."""
    code = (
        "import atexit, runpy, sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        "ours = lambda: [name for name in sys.modules if name.startswith('micrograd_like.')]\n"
        "atexit.register(lambda: print('loaded:', *ours(), *(p for p in opened if '/course/' in p)))\n"
        f"sys.argv[1:] = {list(words)!r}\n"
        "runpy.run_module(sys.argv.pop(1), run_name='__main__')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=False)
    return run.stdout.rpartition("loaded: ")[2].split()


COMMANDS = [("micrograd_like.learn.apart", "0.1", "."), ("micrograd_like", "learn")]


@every("words", COMMANDS, ids=" ".join)
def test_a_command_for_one_exercise_reads_the_folder_of_one_exercise(tmp_path, words):
    path = tmp_path / lessons()[0].file(find("0.1"))
    path.parent.mkdir()
    path.write_text(find("0.1").solution.replace("/ h", "* h"), encoding="utf-8")  # so that mistakes are read
    loaded = loaded_by(*words, cwd=tmp_path)
    own = [Path(p).relative_to(BUILT_IN) for p in loaded if p.startswith(str(BUILT_IN))]
    assert {p.parts[1] for p in own if len(p.parts) > 2} - {"__pycache__"} == {"nudge"}
    others = {name.removeprefix("micrograd_like.").partition(".")[0] for name in loaded}
    assert not others & {"matrix", "health", "training", "data", "comparing", "pictures", "compiler"}


def test_a_right_answer_does_not_wait_for_what_explains_wrong_ones(tmp_path):
    path = tmp_path / lessons()[0].file(find("0.1"))
    path.parent.mkdir()
    path.write_text(find("0.1").solution, encoding="utf-8")
    loaded = loaded_by(*COMMANDS[0], cwd=tmp_path)
    assert "micrograd_like.learn.checking" in loaded
    assert [name for name in loaded if "diagnosis" in name] == []


def test_the_course_is_what_lies_in_its_folder():
    folders = sorted(p.name for p in BUILT_IN.glob("[0-9]*"))
    assert [lesson.folder for lesson in lessons()] == folders
    for lesson in lessons():
        assert {p.parent.name for p in lesson.home.glob("*/notes.toml")} == set(lesson.slugs)
    assert [e.id for e in exercises()] == ids()
    assert all(find(number).id == number == find(find(number).slug).id for number in ids())


def test_a_lesson_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(LookupError, match="there is no lesson 13; they go from 0 to 12"):
        load(13)


# ---- other courses


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A course of one's own, begun as authors begin it; the built-in one is back afterwards."""
    monkeypatch.setenv(courses.VARIABLE, "")
    new_course(tmp_path / "mine")
    return tmp_path / "mine"


def test_the_example_is_what_the_documentation_shows():
    told = (BUILT_IN / "README.md").read_text(encoding="utf-8")
    files = [p for p in EXAMPLE.rglob("*.*") if p.suffix in (".py", ".toml") and p.name != ".ruff.toml"]
    assert len(files) == 5
    for path in files:
        if "__pycache__" not in path.parts:
            assert f"\n{path.read_text(encoding='utf-8')}```" in told, path


def test_a_new_course_and_further_exercises_keep_to_the_form(mine, capsys):
    new_exercise(mine, "first", "triple")
    new_exercise(mine, "second", "half_of_it")
    assert cli.main(["verify", str(mine)]) == 0
    assert "3 exercises of 3 in order, 3 mistakes recognised" in capsys.readouterr().out
    assert ids() == ["0.1", "0.2", "1.1"]


def test_verify_says_what_is_wrong(mine, capsys):
    folder = mine / "00_first" / "double"
    text = (folder / "exercise.py").read_text(encoding="utf-8")
    (folder / "exercise.py").write_text(text.replace("return 2 * x", "return x**2"), encoding="utf-8")
    assert cli.main(["verify", str(mine)]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "fault 0.1 double" in said
    assert "the solution does not pass its check" in said
    assert "0 exercises of 1 in order" in said


def test_a_mistake_that_no_probe_tells_is_named(mine, capsys):
    folder = mine / "00_first" / "double"
    check = (folder / "check.py").read_text(encoding="utf-8").replace("(3.0, -1.5, 0.0)", "(2.0, 0.0)")
    (folder / "check.py").write_text(check, encoding="utf-8")
    assert cli.main(["verify", str(mine)]) == 1
    assert "mistake squares passes the check; ask for something that tells" in " ".join(
        capsys.readouterr().out.split()
    )


def test_another_course_is_checked_hinted_and_read_like_ours(mine, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["--course", str(mine), "start"]) == 0
    path = tmp_path / "micrograd_lessons" / "00_first" / "0_1_double.py"
    path.write_text("def double(x):\n    return x * x\n", encoding="utf-8")
    assert cli.main(["--course", str(mine), "check", "double"]) == 1
    assert cli.main(["--course", str(mine), "hint"]) == 0
    assert cli.main(["--course", str(mine), "read", "0"]) == 0
    assert cli.main(["--course", str(mine), "start", "--notebooks"]) == 0
    said = " ".join(capfd.readouterr().out.split())
    assert "Your code behaves like one that squares its number" in said
    assert "1 of 3: What do you get when you add a number to itself?" in said
    assert "A formula stands between dollars: f(x) = 2x. Exercise 0.1 Twice as much" in said
    notebook = (tmp_path / "micrograd_lessons" / "00_first.ipynb").read_text(encoding="utf-8")
    assert "use_course(" in notebook


@pytest.mark.slow
def test_another_course_is_exported_and_graded(mine, tmp_path, monkeypatch, capsys):
    courses.use(mine)
    export("junit", tmp_path / "out")
    assert (tmp_path / "out" / "course" / "course.toml").exists()
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_exercises.py"]
    env = {"SUBMISSION": "solutions", "PATH": "", "PYTHONPATH": str(BUILT_IN.parents[2])}
    done = subprocess.run(run, cwd=tmp_path / "out", env=env, capture_output=True, text=True, check=False)
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    with pytest.raises(ValueError, match="nbgrader gets the built-in course only"):
        export("nbgrader", tmp_path / "other")


@every(
    ("plan", "told"),
    [
        ("x = [", "is no TOML"),
        ("[lessons]\n", "lists no exercises"),
        ('[lessons]\na = ["x"]\nb = ["x"]\n', "lists 'x' twice; progress is kept by slug"),
    ],
)
def test_a_plan_that_contradicts_itself_is_told(tmp_path, plan, told):
    (tmp_path / "course.toml").write_text(plan, encoding="utf-8")
    with pytest.raises(CourseError, match=told):
        Course(tmp_path)


def test_a_folder_without_a_course_is_told(tmp_path):
    with pytest.raises(CourseError, match=r"holds no course: .* `micrograd-like learn new DIR` begins one"):
        Course(tmp_path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda e: (e / "notes.toml").write_text('title = "T"\n'), "lacks goal, shown, hints"),
        (lambda e: (e / "notes.toml").write_text("title = 3\n"), "title = 3 in .* is of the wrong type"),
        (lambda e: (e / "notes.toml").write_text('name = "T"\n'), "has 'name'; it may hold title, goal,"),
        (lambda e: (e / "exercise.py").unlink(), "exercise 'double' has no file .*exercise.py; write it, or"),
        (lambda e: shutil.rmtree(e.parent), "has no folder for lesson 'first', such as 00_first"),
    ],
)
def test_files_that_are_not_as_they_should_be_are_told(mine, change, told):
    change(mine / "00_first" / "double")
    with pytest.raises((ExerciseError, CourseError), match=told):
        Course(mine).exercise("double")
