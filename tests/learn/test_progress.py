"""Progress through crashes, rubbish and two processes at once."""

import multiprocessing

import pytest

from micrograd_like.learn.lessons import find
from micrograd_like.learn.progress import NAME, Progress, State
from micrograd_like.learn.workbook import Workbook


def test_a_torn_line_is_passed_over_and_stays_alone(tmp_path):
    progress = Progress(tmp_path)
    progress.add("0.1", "passed")
    with open(tmp_path / NAME, "ab") as file:
        file.write(b'{"id": "0.2", "eve')  # a crash in the middle of a write
    progress.add("0.3", "passed")
    assert [number for number, state in progress.all().items() if state.passed] == ["0.1", "0.3"]


def test_progress_from_before_slugs_is_carried_over(tmp_path):
    (tmp_path / NAME).write_text(
        '{"id": "5.1", "event": "passed"}\n{"id": "0.1", "event": "hint"}\n', encoding="utf-8"
    )
    progress = Workbook(tmp_path).progress
    assert progress.of("neuron_by_hand").passed
    progress.add("nudge", "hint")
    assert progress.of("nudge").hints == 2


def test_a_file_from_when_the_exercise_had_another_number_is_still_the_learners(tmp_path):
    for old, slug in (("5_1_by_hand", "neuron_by_hand"), ("4_9_forks", "forks")):
        path = tmp_path / "05_reverse" / f"{old}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", encoding="utf-8")
        book = Workbook(tmp_path)
        assert book.path(find(slug)) == path
        assert book.exercise_in(path) == find(slug)
        assert book.start([find(slug)]) == []
    assert book.path(find("by_hand")).name == "0_3_by_hand.py"


def test_rubbish_in_the_journal_is_passed_over(tmp_path):
    (tmp_path / NAME).write_bytes(
        b'\xff\xfe\n[]\n{"id": 3}\n"x"\n{"id": "0.1", "event": "passed"}\n{"id": "0.1", "event": "flew"}\n'
    )
    assert Progress(tmp_path).of("0.1") == State(passed=True)


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
