"""What takes long: exercise 5.4 sorts graphs of 200,000 terms, and the cause of a wrong answer is searched for."""

import pytest

from micrograd_like.learn.diagnosis import learners_program


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items):
    for item in items:
        if "[5.4" in item.name:
            item.add_marker("slow")


@pytest.fixture(autouse=True)
def no_long_search(request, monkeypatch):
    """Quick tests do not wait for changes of a wrong program: they look at what is said without them."""
    if "slow" not in request.keywords:
        monkeypatch.setattr(learners_program, "PATIENCE", 0.0)
