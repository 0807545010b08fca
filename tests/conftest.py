"""Real Chromium for live pictures: Debian's package, driven by playwright; and JavaScript without a page."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """A browser; the test is skipped, with the reason, where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if program is None:
        pytest.skip("there is no Chromium here: install it, or name it in CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def show(chromium, tmp_path):
    """Open a picture, anything with save(path), as a page, for a reader who asks for less motion.

    Fails if the page asks for anything but itself, or logs an error.
    """
    opened, wrong = [], []

    def open_page(picture, **options):
        path = Path(tmp_path) / f"picture{len(opened)}.html"
        picture.save(path)
        usual = {"viewport": {"width": 1200, "height": 800}, "reduced_motion": "reduce"}
        context = chromium.new_context(**usual | options)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on(
            "request",
            lambda r: (
                wrong.append(r.url) if r.url != path.as_uri() and not r.url.startswith("data:") else None
            ),
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri())
        opened.append(context)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert wrong == []


@pytest.fixture
def javascript(request):
    """Run a script and give back what it logs: by Node if there is one, else in Chromium."""
    if shutil.which("node"):
        return lambda script: (
            subprocess.run(["node", "-"], input=script, capture_output=True, text=True, check=True).stdout
        )
    page = request.getfixturevalue("chromium").new_page()

    def run(script):
        logged = []
        page.on("console", lambda message: logged.append(message.text))
        page.evaluate(f"() => {{ {script} }}")
        return "\n".join(logged)

    return run
