"""What a quick test may cost; compiled modules kept; Chromium, driven by playwright; JavaScript without a page."""

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

QUICK = 4.0  # seconds of processor time, not of the clock, and generous: a busy machine fails no test
CASE = 0.02  # more for each case that @every joins

NODE = """
const { runInNewContext } = require("vm"), { format } = require("util");
require("readline").createInterface({ input: process.stdin }).on("line", line => {
    let logged = "", answer;
    const log = (...parts) => { logged += format(...parts) + "\\n"; };
    try { runInNewContext(JSON.parse(line), { console: { log } }); answer = { logged }; }
    catch (error) { answer = { error: String(error && error.stack || error) }; }
    process.stdout.write(JSON.stringify(answer) + "\\n");
});
"""  # a script a line, as JSON, and an answer a line
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class OwnRows:
    """A row that a test or a doctest writes into the table of rules is taken out after it.

    Otherwise whichever test runs next in the same worker finds one row too many.
    """

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self):
        from micrograd_like.rules import RULES
        from micrograd_like.rules.row import forget

        before = set(RULES)
        try:
            return (yield)
        finally:
            for name in reversed([name for name in RULES if name not in before]):
                forget(name)


def pytest_configure(config):
    """What the processes of tests get from this one: where code is kept, the language, and what Ctrl-C does.

    Machine code is kept in pytest's cache, and not in that of the user, and so is bytecode where Python may
    write none beside the sources.  Without it each process of a test compiles the package anew, and each
    worker its tests.  A shell lets what it starts in the background ignore Ctrl-C, and whatever that starts.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["LANGUAGE"] = (
        "C"  # otherwise argparse looks for a translation of each of its words, on the disk
    )
    config.pluginmanager.register(OwnRows())  # the package's doctests do not see the hooks of this file
    if hasattr(config, "cache"):  # a folder in it, which is made so that nobody else can write there
        os.environ.setdefault("MICROGRAD_LIKE_CACHE", str(config.cache.mkdir("machine_code") / "own"))
    if sys.dont_write_bytecode and hasattr(config, "cache"):
        folder = str(config.cache.mkdir("bytecode"))
        sys.dont_write_bytecode, sys.pycache_prefix = False, folder
        os.environ["PYTHONPYCACHEPREFIX"] = folder  # for workers, and for the processes that tests start
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # python -B sets none


@pytest.hookimpl(tryfirst=True)  # before xdist chooses
def pytest_cmdline_main(config):
    """With -n, a worker that has no tests left takes over tests of another."""
    if getattr(config.option, "numprocesses", None) and config.option.dist == "no":
        config.option.dist = "worksteal"


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path):
    """Doctests are looked for in the package, and in what the tests share: in the tests themselves are none."""
    found = yield
    if not file_path.name.startswith("test_"):
        return found
    return [collector for collector in found if isinstance(collector, pytest.Module)]


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """What the tests are made of, half a million objects, is walked over by no collection of garbage: not while
    they are collected, and not when a test asks for one.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """A test that takes long is marked slow: this one and its processes had QUICK seconds."""
    start = os.times()[:4]
    answer = yield
    taken = sum(os.times()[:4]) - sum(start)
    allowed = QUICK + CASE * getattr(getattr(item, "obj", None), "cases", 0)
    # -X dev: Python's own checks are slow
    if taken > allowed and item.get_closest_marker("slow") is None and not sys.flags.dev_mode:
        pytest.fail(
            f"this test took {taken:.1f} s of processor time, more than {allowed:.1f} s: "
            "make it cheaper, or mark it @pytest.mark.slow",
            pytrace=False,
        )
    return answer


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
    """Open a picture, anything with save(path), as a page.

    Fails if the page asks for anything but itself, or logs an error.
    """
    opened, wrong = [], []

    def open_page(picture, **options):
        path = Path(tmp_path) / f"picture{len(opened)}.html"
        picture.save(path)
        usual = {"viewport": {"width": 1200, "height": 800}}
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


@pytest.fixture(scope="session")
def node():
    """A way to run a script in Node, in one process for all tests, each script with globals of its own.

    None where there is no Node.
    """
    if not shutil.which("node"):
        yield None
        return
    with subprocess.Popen(
        ["node", "-e", NODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        write, flush, read = process.stdin.write, process.stdin.flush, process.stdout.readline

        def run(script):
            write(json.dumps(script) + "\n")
            flush()
            answer = json.loads(read())
            assert "error" not in answer, f"{answer['error']}, in the script\n{script}"
            return answer["logged"]

        yield run
        process.stdin.close()


@pytest.fixture
def javascript(node, request):
    """Run a script and give back what it logs: by Node if there is one, else in Chromium."""
    if node is not None:
        return node
    page = request.getfixturevalue("chromium").new_page()

    def run(script):
        logged = []
        page.on("console", lambda message: logged.append(message.text))
        page.evaluate(f"() => {{ {script} }}")
        return "\n".join(logged)

    return run
