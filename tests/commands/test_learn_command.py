"""The command line as a learner meets it, progress through crashes, and terminals of all kinds."""

import io
import json
import multiprocessing
import os
import subprocess
import sys

import pytest

from micrograd_like.commands import learn as cli
from micrograd_like.learn.lessons import exercises, find, lesson_of, lessons
from micrograd_like.learn.progress import NAME, Progress, State
from micrograd_like.learn.terminal import Terminal
from micrograd_like.learn.watch import watch
from micrograd_like.learn.workbook import Workbook


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return Workbook(tmp_path / "micrograd_lessons")


@pytest.fixture
def learn(book, capsys):
    def run(*words):
        code = cli.main(list(words))
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def solve(book, number):
    book.start([find(number)])
    book.path(find(number)).write_text(find(number).solution, encoding="utf-8")


def test_a_first_look_says_how_to_begin(learn):
    code, words = learn()
    assert code == 0
    assert f"0 of {len(exercises())} solved" in words
    assert "Next: 0.1  The slope by nudging" in words
    assert "micrograd-like learn start  writes the exercise files into micrograd_lessons" in words


def test_start_writes_every_file_and_never_writes_over_one(learn, book):
    assert learn("start")[0] == 0
    assert book.path(find("0.1")).read_text(encoding="utf-8") == find("0.1").starter
    book.path(find("0.1")).write_text("mine", encoding="utf-8")
    _, words = learn("start")
    assert (
        f"0 exercise files written into micrograd_lessons; {len(exercises())} were there already and are as you left them"
        in words
    )
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
    assert f"{len(lessons()) - 1} notebooks written into micrograd_lessons; 1 were there already" in words
    assert mine.read_text(encoding="utf-8") == "mine"


def test_start_can_be_held_to_a_lesson_or_an_exercise(learn, book):
    learn("start", "--lesson", "1")
    assert sorted(p.name for p in book.folder.iterdir() if p.is_dir()) == ["01_graphs"]
    learn("start", "0.2")
    assert [p.name for p in (book.folder / "00_sensitivity").iterdir()] == ["0_2_step_size.py"]


def test_check_hints_and_the_next_exercise_follow_one_another(learn, book):
    learn("start", "--lesson", "0")
    code, words = learn("check")
    assert (code, "waiting for you" in words) == (1, True)
    assert "1 of 3: " in learn("hint")[1]
    assert "2 of 3: " in learn("hint", "0.1")[1]
    solve(book, "0.1")
    code, words = learn("check")
    assert code == 0
    assert "What you just showed:" in words
    assert "See it at work: python micrograd_lessons/00_sensitivity/0_1_nudge.py" in words
    assert "When you like: 0.2" in words
    assert "0.2" in learn()[1]


def test_nothing_goes_on_by_itself(learn, book):
    solve(book, "0.1")
    learn("check", "0.1")
    assert book.progress.of("0.2") == State()
    assert not book.path(find("0.2")).exists()


def test_who_begins_elsewhere_goes_on_from_there_and_comes_back_at_the_end(learn, book):
    solve(book, "0.3")
    assert "When you like: 0.4" in learn("check", "0.3")[1]
    learn("check", "0.1")
    assert "Next: 0.4" in learn()[1]
    assert book.next(lesson=12) is find("12.1")
    for number in ("12.1", "12.2", "12.3", "12.4"):
        book.progress.add(number, "passed")
    assert book.next() is find("0.1")
    book.progress.add("0.1", "passed")
    assert book.next() is find("0.2")
    book.progress.add("12.4", "passed")
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
    assert "# nudge x by h, see how far f rises" in words
    assert "(solution seen first)" in learn("list")[1]
    solve(book, "0.2")
    learn("check", "0.2")
    assert "our solution\n" in learn("solution", "0.2")[1]
    assert not book.progress.of("0.2").peeked


def test_reset_keeps_a_backup_each_time(learn, book):
    solve(book, "0.1")
    learn("check", "0.1")
    _, words = learn("reset", "0.1")
    assert "Your version is in 00_sensitivity/0_1_nudge.py.1.bak." in words
    path = book.path(find("0.1"))
    assert path.read_text(encoding="utf-8") == find("0.1").starter
    assert path.with_name("0_1_nudge.py.1.bak").read_text(encoding="utf-8") == find("0.1").solution
    assert not book.progress.of("0.1").passed
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
    [(["check", "0"], "'0' is a lesson; lesson 0 has 0.1 to 0.4"),
     (["check", "0.9"], "there is no exercise '0.9'; lesson 0 has 0.1 to 0.4"),
     (["list", "--lesson", "77"], "there is no lesson 77; they go from 0 to"),
     (["grade", "nowhere"], "there is no folder 'nowhere'; give one that holds a folder for each learner")],
)  # fmt: skip
def test_a_wrong_question_gets_one_sentence_and_code_2(learn, words, answer):
    code, said = learn(*words)
    assert code == 2
    assert answer in said
    assert said.count("\n") == 1


def test_a_check_before_start_says_what_to_do(learn):
    code, words = learn("check", "0.1")
    assert code == 1
    assert "`micrograd-like learn start` writes it" in " ".join(words.split())


# ---- progress ----


def test_a_torn_line_is_passed_over_and_stays_alone(tmp_path):
    progress = Progress(tmp_path)
    progress.add("0.1", "passed")
    with open(tmp_path / NAME, "ab") as file:
        file.write(b'{"id": "0.2", "eve')  # a crash in the middle of a write
    progress.add("0.3", "passed")
    assert [number for number, state in progress.all().items() if state.passed] == ["0.1", "0.3"]


def test_rubbish_in_the_journal_is_passed_over(tmp_path):
    (tmp_path / NAME).write_bytes(
        b'\xff\xfe\n[]\n{"id": 3}\n"x"\n{"id": "0.1", "event": "passed"}\n{"id": "0.1", "event": "flew"}\n'
    )
    assert Progress(tmp_path).of("0.1") == State(passed=True)


def test_where_progress_cannot_be_saved_the_answer_comes_all_the_same(learn, book):
    book.start([find("0.1")])
    (book.folder / NAME).mkdir()  # as unwritable as can be, for root too
    code, words = learn("check", "0.1")
    assert code == 1
    assert "waiting for you" in words
    assert "your progress was not saved: " in words
    assert "1 of 3: " in learn("hint", "0.1")[1]
    assert "your progress is not known: " in learn("list")[1]


def test_a_journal_made_to_break_readers_is_passed_over(tmp_path):
    (tmp_path / NAME).write_text(
        '{"id": "0.1", "event": ' + "[" * 100_000 + '\n{"id": "0.1", "event": ["passed"]}\n', encoding="utf-8"
    )
    assert Progress(tmp_path).all() == {}


def _add_many(folder):
    for _ in range(50):
        Progress(folder).add("0.1", "tried")


@pytest.mark.slow
def test_two_processes_lose_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_add_many, args=(tmp_path,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Progress(tmp_path).of("0.1").tries == 100
    assert len((tmp_path / NAME).read_text(encoding="utf-8").splitlines()) == 100


# ---- terminals ----


class Stream(io.TextIOWrapper):
    """A terminal of a kind, in memory."""

    def __init__(self, encoding, tty):
        super().__init__(io.BytesIO(), encoding=encoding)
        self.tty = tty

    def isatty(self):
        return self.tty

    def text(self):
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1", "utf-8"])
def test_every_text_can_be_written_in_every_encoding(encoding):
    terminal = Terminal(Stream(encoding, tty=False))
    for e in exercises():
        terminal.say(
            "\n".join(
                [e.title, e.goal, e.starter, e.solution, e.shown, *e.hints, *(m.because for m in e.mutants)]
            )
        )
    terminal.say("├─ σ(x)² → √2 ∂L/∂w 🐶")
    said = terminal.stream.text()
    assert "?" not in said.splitlines()[-1].replace("🐶", "?")[:-1]
    if encoding == "ascii":
        assert said.splitlines()[-1] == "|- sigma(x)^2 -> sqrt 2 dL/dw ?"


def test_colour_is_for_terminals_that_want_it(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert Terminal(Stream("utf-8", tty=True)).paint("x", "red") == "\033[31mx\033[0m"
    assert Terminal(Stream("utf-8", tty=False)).paint("x", "red") == "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert Terminal(Stream("utf-8", tty=True)).paint("x", "red") == "x"


def test_a_narrow_terminal_is_not_overrun(learn, book, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    book.start([find("0.1")])
    book.path(find("0.1")).write_text("def slope(f, x, h):\n    return f(x + h) - f(x)\n", encoding="utf-8")
    for words in ([], ["list"], ["check", "0.1"], ["hint", "0.1"]):
        said = learn(*words)[1]
        long = [line for line in said.splitlines() if len(line) > 40 and "micrograd_lessons/" not in line]
        assert not long, long
    assert "yours  0.014003\n    right  14.003" in learn("check", "0.1")[1]


# ---- watching ----


def test_watch_checks_at_a_save_hints_at_h_and_goes_on_only_at_n(book):
    book.start([find("0.1")])
    stream = Stream("utf-8", tty=False)
    checked = []
    script = iter(["", "save", "", "h", "n", "save 0.1", "r", "q"])

    def key(seconds):
        step = next(script)
        if step.startswith("save"):
            path = book.path(find("0.1"))
            path.write_text(find("0.1").solution, encoding="utf-8")
            os.utime(path, ns=(0, path.stat().st_mtime_ns + 10**9 * (1 + len(checked))))
            return ""
        return step

    def answer(workbook, exercise):
        checked.append(exercise.id)
        workbook.check(exercise)

    assert watch(Terminal(stream, width=70), book, find("0.1"), key, answer) == 0
    assert checked == ["0.1", "0.1", "0.2", "0.1", "0.1"]
    assert "1 of 3: Two numbers" in stream.text()
    assert "h hint   n next   r run again   l list   q quit" in stream.text()


class Watching:
    """``learn watch`` in a process of its own, and waiting for what it says; no clock is looked at."""

    def __init__(self, book, number="0.1"):
        command = [
            sys.executable,
            "-u",
            "-m",
            "micrograd_like",
            "learn",
            "watch",
            number,
            "--folder",
            str(book.folder),
        ]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        self.process = subprocess.Popen(command, **pipes)

    def until(self, words):
        """Read on until a line with these words."""
        said = []
        for line in self.process.stdout:
            said.append(line)
            if words in line:
                return
        raise AssertionError(f"{words!r} never came, but: {''.join(said)}")

    def press(self, key):
        self.process.stdin.write(key + "\n")
        self.process.stdin.flush()


def truncated(path, text):
    """As editors save that empty the file first."""
    with open(path, "w", encoding="utf-8") as file:
        file.flush()
        file.write(text)


def renamed(path, text):
    """As editors save that write another file first, and put it in the place of the old one."""
    other = path.with_suffix(".tmp")
    other.write_text(text, encoding="utf-8")
    os.replace(other, path)


def moved_away(path, text):
    """As editors save that keep the old file under another name, so that for a moment there is none."""
    os.replace(path, path.with_suffix(".py~"))
    path.write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("save", [truncated, renamed, moved_away])
def test_watch_notices_every_way_in_which_editors_save(book, save):
    watching = Watching(book)
    watching.until("nudging: waiting for you")
    path = book.path(find("0.1"))
    save(path, find("0.1").mutants[0].code(find("0.1").solution))
    watching.until("rise alone")
    save(path, find("0.1").solution)
    watching.until("nudging: right")
    watching.until("q quit")
    watching.press("q")
    assert watching.process.communicate(timeout=60)[0] == ""
    assert watching.process.returncode == 0


@pytest.mark.slow
def test_watch_survives_code_that_ends_the_process(book):
    solve(book, "0.1")
    watching = Watching(book)
    watching.until("nudging: right")
    renamed(book.path(find("0.1")), "import os\nos.kill(os.getpid(), 9)\n")
    watching.until("your code could not be checked: it ended the program, with code -9.")
    renamed(book.path(find("0.1")), find("0.1").solution)
    watching.until("nudging: right")
    watching.until("q quit")
    watching.press("h")
    watching.press("q")
    assert "1 of 3:" in watching.process.communicate(timeout=60)[0]
    assert watching.process.returncode == 0


def test_every_exercise_has_its_lessons_folder():
    for e in exercises():
        assert lesson_of(e).file(e).startswith(f"{e.numbers[0]:02}_")
