"""Exercise 5.4 sorts graphs of 200,000 terms, so that each check of it takes about a second."""

import pytest


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items):
    for item in items:
        if "[5.4" in item.name:
            item.add_marker("slow")
