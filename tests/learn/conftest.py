"""How long the tests search for the cause of a wrong answer."""

import pytest

from micrograd_like.learn.diagnosis import learners_program, mending, solution_changed, trials


@pytest.fixture(autouse=True)
def no_long_search(request, monkeypatch):
    """Quick tests do not wait for changes of a wrong program: they look at what is said without them."""
    if "slow" not in request.keywords:
        monkeypatch.setattr(learners_program, "PATIENCE", 0.0)


@pytest.fixture
def time_to_search(no_long_search, monkeypatch):
    """More time than learners wait: the machine may be busy."""
    monkeypatch.setattr(learners_program, "PATIENCE", 60.0)
    monkeypatch.setattr(learners_program, "WAIT", 60.0)
    monkeypatch.setattr(mending, "FURTHER", 60.0)
    monkeypatch.setattr(solution_changed, "PATIENCE", 60.0)
    monkeypatch.setattr(trials, "LONGEST", 10.0)
