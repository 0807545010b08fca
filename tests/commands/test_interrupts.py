"""Ctrl-C at any moment: one sentence, exit code 130, no traceback."""

import os
import signal
import subprocess
import sys

import pytest
from cases import every

from micrograd_like.commands import interrupts

SAID = "micrograd-like: interrupted; nothing was written\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def interrupted_after(module, *argv):
    """Exit code and errors of a command that gets Ctrl-C as soon as it has imported a module."""
    child = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "micrograd_like", *argv],
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert child.stderr
    with child:
        for line in child.stderr:
            if line.rpartition("|")[2].strip() == module:
                child.send_signal(signal.SIGINT)
                break
        else:
            pytest.fail(f"{module} was not imported")
        rest = "".join(line for line in child.stderr if not line.startswith("import time:"))
        return child.wait(timeout=20), rest


@pytest.mark.slow
@pytest.mark.parametrize(
    "module",
    ["micrograd_like.commands.interrupts", "micrograd_like.rules", "micrograd_like.engine", "argparse",
     "micrograd_like.data.csvfile", "micrograd_like.nn.losses", "micrograd_like.training.run"],
)  # fmt: skip
def test_ctrl_c_while_modules_are_imported_is_answered_in_one_sentence(module, folder):
    assert interrupted_after(module, "train", "--data", "moons") == (130, f"\n{SAID}")
    assert os.listdir(folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.1, 0.2, 0.4, 0.8, 1.6])
def test_ctrl_c_some_time_after_the_first_import_is_answered_in_one_sentence(delay, folder):
    """Wherever it is by then: in an import, in training, or at its end."""
    code = "import threading, os, signal\n"
    code += f"threading.Timer({delay}, os.kill, (os.getpid(), signal.SIGINT)).start()"
    (folder / "sitecustomize.py").write_text(code)
    child = subprocess.run(
        [sys.executable, "-m", "micrograd_like", "train", "--data", "yin-yang", "--epochs", "5000", "-o", "m.json"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), *sys.path])},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if "micrograd_like" not in child.stderr and child.returncode in (1, -signal.SIGINT):
        pytest.skip("it came before the package was opened")
    assert child.returncode == 130
    assert "Traceback" not in child.stderr
    if "kept the parameters of epoch" not in child.stdout:
        assert child.stderr == f"\n{SAID}"


# ---- whose process it is


@every(
    ("argv", "whole", "ours"),
    [
        (["-m", "train"], ["python", "-m", "micrograd_like", "train"], True),
        (["/usr/bin/micrograd-like", "train"], ["python", "/usr/bin/micrograd-like", "train"], True),
        (["C:\\bin\\micrograd-like.exe"], ["micrograd-like.exe"], os.sep == "\\"),
        (["-m", "micrograd_like"], ["python", "-m", "pytest", "micrograd_like_not"], False),
        (["-m"], ["python", "-m", "micrograd_like.rules.printer"], False),
        (["-c"], ["python", "-c", "import micrograd_like"], False),
        ([""], ["python"], False),
        ([], ["program"], False),
    ],
)
def test_a_process_is_ours_if_it_was_started_by_our_name(monkeypatch, argv, whole, ours):
    monkeypatch.setattr(sys, "argv", argv)
    monkeypatch.setattr(sys, "orig_argv", whole)
    assert interrupts.is_program() is ours


def test_who_imports_the_package_keeps_pythons_own_handling():
    code = "import signal, sys, micrograd_like.__main__ as m; m.main(['data', 'xor', '-n', '4']); "
    code += "print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, "
    code += "sys.excepthook is sys.__excepthook__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\nTrue True\n")


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no nohup here")
def test_a_program_started_with_ctrl_c_ignored_goes_on_ignoring_it():
    code = "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); sys.argv = ['micrograd-like']; "
    code += "import micrograd_like; print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


@every("where", ["raise KeyboardInterrupt('told')", "Late(); Late.x"])
def test_a_ctrl_c_that_nobody_answers_ends_in_the_hooks(where):
    """Raised past every except, or where an exception cannot be raised: while an object is freed."""
    code = f"""
import sys
sys.argv = ["micrograd-like"]
import micrograd_like
class Late:
    def __del__(self):
        raise KeyboardInterrupt
print("before")
{where}
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "before\n")
    assert done.stderr in ("\nmicrograd-like: told\n", "\nmicrograd-like: interrupted\n")


@every("error", ["raise ValueError('mine')", "Late()"])
def test_other_errors_that_nobody_answers_are_shown_as_ever(error):
    code = f"""
import sys
sys.argv = ["micrograd-like"]
import micrograd_like
class Late:
    def __del__(self):
        raise ValueError("mine")
{error}
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ValueError: mine" in done.stderr
    assert done.returncode == (1 if error.startswith("raise") else 0)
