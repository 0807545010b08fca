"""The command line as a learner meets it."""

import json
import subprocess
import sys

import pytest

from micrograd_like.commands import learn as cli
from micrograd_like.learn import apart
from micrograd_like.learn.lessons import exercises, find, lesson_of, lessons
from micrograd_like.learn.progress import NAME, State
from micrograd_like.learn.workbook import Workbook


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return Workbook(tmp_path / "micrograd_lessons")


@pytest.fixture
def learn_apart(book, capfd):
    """A command, as (exit code, what it said)."""

    def run(*words):
        code = cli.main(list(words))
        said = capfd.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture
def learn(learn_apart, monkeypatch):
    """The same with checks in this process: to start another takes longer than all the rest."""

    def checked(book, exercise, brief=False):
        return apart.main(exercise.id, str(book.folder), "brief" * brief)

    monkeypatch.setattr(apart, "check_apart", checked)
    return learn_apart


def solve(book, number):
    book.start([find(number)])
    book.path(find(number)).write_text(find(number).solution, encoding="utf-8")


def test_a_first_look_says_how_to_begin(learn):
    code, words = learn()
    assert code == 0
    assert f"0 of {len(exercises())} solved" in words
    assert "Next: 0.1  A slope from a small step" in words
    assert "micrograd-like learn start  writes the exercise files into micrograd_lessons" in words


def test_start_writes_every_file_and_never_writes_over_one(learn, book):
    assert learn("start")[0] == 0
    assert book.path(find("0.1")).read_text(encoding="utf-8") == find("0.1").starter
    book.path(find("0.1")).write_text("mine", encoding="utf-8")
    _, words = learn("start")
    assert "0 exercise files written into micrograd_lessons; " in words
    assert f"; {len(exercises())} were there already and are as you left them" in words
    assert book.path(find("0.1")).read_text(encoding="utf-8") == "mine"


def test_start_writes_lessons_as_notebooks_too_and_keeps_those_there_are(learn, book):
    code, words = learn("start", "3.2", "--notebooks")
    assert code == 0
    assert "1 notebook written into micrograd_lessons" in words
    assert "jupyter lab micrograd_lessons/03_paths.ipynb" in words
    mine = book.folder / "03_paths.ipynb"
    assert json.loads(mine.read_text(encoding="utf-8"))["nbformat"] == 4
    mine.write_text("mine", encoding="utf-8")
    _, words = learn("start", "--notebooks")
    assert f"{len(lessons()) - 1} notebooks written into micrograd_lessons; " in words
    assert "; 1 was there already and is as you left it" in words
    assert mine.read_text(encoding="utf-8") == "mine"


def test_start_can_be_held_to_a_lesson_or_an_exercise(learn, book):
    learn("start", "--lesson", "1")
    assert sorted(p.name for p in book.folder.iterdir() if p.is_dir()) == ["01_graphs"]
    learn("start", "0.2")
    assert [p.name for p in (book.folder / "00_sensitivity").iterdir()] == ["0_2_step_size.py"]


def test_check_hints_and_the_next_exercise_follow_one_another(learn_apart, book):
    learn_apart("start", "--lesson", "0")
    code, words = learn_apart("check")
    assert (code, "waiting for you" in words) == (1, True)
    assert "1 of 3: " in learn_apart("hint")[1]
    assert "2 of 3: " in learn_apart("hint", "0.1")[1]
    solve(book, "0.1")
    code, words = learn_apart("check")
    assert code == 0
    assert "What you just showed:" in words
    assert "See it at work: python micrograd_lessons/00_sensitivity/0_1_nudge.py" in words
    assert "When you like: 0.2" in words
    assert "0.2" in learn_apart()[1]


def test_nothing_goes_on_by_itself(learn, book):
    solve(book, "0.1")
    learn("check", "0.1")
    assert book.progress.of("step_size") == State()
    assert not book.path(find("0.2")).exists()


def test_who_begins_elsewhere_goes_on_from_there_and_comes_back_at_the_end(learn, book):
    solve(book, "0.3")
    assert "When you like: 0.4" in learn("check", "0.3")[1]
    learn("check", "0.1")
    assert "Next: 0.4" in learn()[1]
    assert book.next(lesson=12) is find("12.1")
    for slug in lessons()[12].slugs:
        book.progress.add(slug, "passed")
    assert book.next() is find("0.1")
    book.progress.add("nudge", "passed")
    assert book.next() is find("0.2")
    book.progress.add("side_by_side", "passed")
    assert book.next() is find("0.2"), "solved long ago is not solved last"


def test_a_solution_is_for_those_who_have_one_or_insist(learn, book):
    code, words = learn("solution", "0.1")
    assert code == 1
    assert "0.1 is not solved yet, and 3 of its 3 hints are unread." in words
    assert "(f(x + h) - f(x)) / h" not in words
    code, words = learn("solution", "0.1", "--anyway")
    assert code == 0
    assert "our solution, seen before yours" in words
    assert "return (f(x + h) - f(x)) / h" in words
    assert "TODO" not in words
    assert "# move x by h, see how far f rises" in words
    assert "(solution seen first)" in learn("list")[1]
    solve(book, "0.2")
    learn("check", "0.2")
    assert "our solution\n" in learn("solution", "0.2")[1]
    assert not book.progress.of("step_size").peeked


def test_reset_keeps_a_backup_each_time(learn, book):
    solve(book, "0.1")
    learn("check", "0.1")
    _, words = learn("reset", "0.1")
    assert "Your version is in 00_sensitivity/0_1_nudge.py.1.bak." in words
    path = book.path(find("0.1"))
    assert path.read_text(encoding="utf-8") == find("0.1").starter
    assert path.with_name("0_1_nudge.py.1.bak").read_text(encoding="utf-8") == find("0.1").solution
    assert not book.progress.of("nudge").passed
    learn("reset", "0.1")
    assert path.with_name("0_1_nudge.py.2.bak").exists()
    assert path.with_name("0_1_nudge.py.1.bak").read_text(encoding="utf-8") == find("0.1").solution


def test_a_whole_lesson_is_checked_in_one_line_each(learn, book):
    learn("start", "--lesson", "0")
    solve(book, "0.3")
    code, words = learn("check", "--lesson", "0")
    assert code == 1
    assert [line.split()[:2] for line in words.splitlines()] == [
        ["waiting", "0.1"],
        ["waiting", "0.2"],
        ["right", "0.3"],
        ["waiting", "0.4"],
    ]


def test_a_finished_lesson_is_celebrated_once(learn, book):
    for number in ("0.1", "0.2", "0.3", "0.4"):
        solve(book, number)
        words = learn("check", number)[1]
    assert "Lesson 0, The derivative as sensitivity, is complete: 4 of 4!" in words
    assert "is complete" not in learn("check", "0.4")[1]


def test_from_inside_the_workbook_it_is_found(learn, book, monkeypatch):
    learn("start", "--lesson", "0")
    monkeypatch.chdir(book.folder / "00_sensitivity")
    assert learn("check", "0.1")[0] == 1
    assert not (book.folder / "00_sensitivity" / "micrograd_lessons").exists()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["check", "0"], "'0' is a lesson; lesson 0 has 0.1 to 0.4"),
        (["check", "0.9"], "there is no exercise '0.9'; lesson 0 has 0.1 to 0.4"),
        (["list", "--lesson", "77"], "there is no lesson 77; they go from 0 to"),
        (["grade", "nowhere"], "there is no folder 'nowhere'; give one that holds a folder for each learner"),
    ],
)
def test_a_wrong_question_gets_one_sentence_and_code_2(learn, words, answer):
    code, said = learn(*words)
    assert code == 2
    assert answer in said
    assert said.count("\n") == 1


def test_a_check_before_start_says_what_to_do(learn):
    code, words = learn("check", "0.1")
    assert code == 1
    assert "`micrograd-like learn start` writes it" in " ".join(words.split())


def test_where_progress_cannot_be_saved_the_answer_comes_all_the_same(learn, book):
    book.start([find("0.1")])
    (book.folder / NAME).mkdir()  # as unwritable as can be, for root too
    code, words = learn("check", "0.1")
    assert code == 1
    assert "waiting for you" in words
    assert "your progress was not saved: " in words
    assert "1 of 3: " in learn("hint", "0.1")[1]
    assert "your progress is not known: " in learn("list")[1]


def test_a_narrow_terminal_is_not_overrun(learn, book, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    book.start([find("0.1")])
    book.path(find("0.1")).write_text("def slope(f, x, h):\n    return f(x + h) - f(x)\n", encoding="utf-8")
    told = {words: learn(*words.split())[1] for words in ("", "list", "check 0.1", "hint 0.1")}
    lines = [line for said in told.values() for line in said.splitlines()]
    assert [line for line in lines if len(line) > 40 and "micrograd_lessons/" not in line] == []
    assert "yours  0.014003\n    right  14.003" in told["check 0.1"]


def test_every_exercise_has_its_lessons_folder():
    for e in exercises():
        assert lesson_of(e).file(e).startswith(f"{e.numbers[0]:02}_")


# ---- code that ends the process


ENDS = {
    "kills": (
        "import os\nos.kill(os.getpid(), 9)\n",
        "your code could not be checked: it was ended by SIGKILL.",
    ),
    "crashes": (
        "import ctypes\nctypes.string_at(0)\n",
        "your code could not be checked: it was ended by SIGSEGV.",
    ),
}


@pytest.mark.parametrize("kind", ENDS)
def test_a_check_answers_whatever_the_code_does_to_its_process(learn_apart, book, kind):
    text, told = ENDS[kind]
    book.start([find("0.1")])
    book.path(find("0.1")).write_text(text, encoding="utf-8")
    code, words = learn_apart("check", "0.1")
    assert code == 1
    assert told in " ".join(words.split())


def test_the_engine_below_a_check_can_be_read(learn_apart, book):
    book.start([find("0.1")])
    text = "import micrograd_like, os\nprint(os.environ['MICROGRAD_LIKE_PURE'], micrograd_like.accelerated)\n"
    book.path(find("0.1")).write_text(text + find("0.1").solution, encoding="utf-8")
    assert "1 False" in learn_apart("check", "0.1")[1]


def test_a_forked_check_says_what_a_started_one_says(book):
    book.start([find("0.1")])
    words = ["learn", "check", "0.1", "--folder", str(book.folder)]
    forked = subprocess.run(
        [sys.executable, "-m", "micrograd_like", *words], capture_output=True, text=True, check=False
    )
    apart = [sys.executable, "-m", "micrograd_like.learn.apart", "0.1", str(book.folder)]
    started = subprocess.run(apart, capture_output=True, text=True, check=False)
    assert (forked.stdout, forked.returncode) == (started.stdout, started.returncode)
    assert "waiting for you" in forked.stdout


def test_a_lesson_is_read_in_the_terminal(learn):
    words = learn("read", "5")[1]
    assert words.startswith("Lesson 5: Reverse mode\n")
    assert "Exercise 5.2  Used twice, added twice" in words
    assert learn("read")[1].startswith("Lesson 0: ")
    assert learn("read", "13") == (2, "micrograd-like learn: there is no lesson 13; they go from 0 to 12\n")
