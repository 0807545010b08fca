import os
import re
import signal
import subprocess
import sys

import pytest
from cases import every

from micrograd_like.__main__ import main


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(capsys, *argv):
    """The exit code, what was printed, and what was printed as errors."""
    try:
        code = main([*map(str, argv)])
    except SystemExit as stop:
        code = stop.code
    return (code, *capsys.readouterr())


def process(*argv, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "micrograd_like", *argv],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        **options,
    )


def test_help_names_every_command_and_without_one_the_program_says_what_is_missing(capsys):
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for command in ("demo", "train", "predict", "data"):
        assert re.search(rf"^    {command} +\S", out, re.M)
    code, _, err = run(capsys)
    assert code == 2
    assert "the following arguments are required: COMMAND" in err


@every(
    ("argv", "program"),
    [(("train", "--hidden", "8"), "micrograd-like train"), (("--foo", "train"), "micrograd-like")],
)
def test_an_unknown_option_is_answered_with_the_help_that_lists_those_there_are(capsys, argv, program):
    code, out, err = run(capsys, *argv)
    option = next(word for word in argv if word.startswith("--"))
    assert (code, out, err) == (2, "", f"{program}: unrecognized arguments: {option}; see {program} --help\n")


def test_help_imports_no_training_code():
    code = "import sys; from micrograd_like.__main__ import main\n"
    code += "try: main(['--help'])\nexcept SystemExit: pass\n"
    code += "print([m for m in sys.modules if 'training' in m or 'pictures' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n[]\n")


@pytest.mark.slow
def test_demo_says_how_it_went_and_writes_four_files(capsys):
    code, out, err = run(capsys, "demo", "--steps", 3, "-o", "there")
    assert (code, err) == (0, "")
    assert out.startswith("step 1/3  loss 0.8958, accuracy 50.0 %\n")
    assert (
        "reverse mode: one sweep over the 27,628 edges of the graph that carry a derivative gives all 337 of "
        "them\n" in out
    )
    assert f"337 x 27,628 = {337 * 27628:,} edges" in out
    assert sorted(os.listdir("there")) == ["boundary.svg", "index.html", "loss.svg", "neuron.svg"]
    with open("there/index.html", encoding="utf-8") as page:
        assert re.findall(r'src="(.*?)"', page.read()) == ["boundary.svg", "loss.svg", "neuron.svg"]
    assert run(capsys, "demo", "--steps", 1, "-o", "there")[0] == 0


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--steps", "0"], "the demo takes 1 step or more, but got 0"),
        (["-o", "file"], "'file' is a file; give the name of a folder for the pictures"),
        (["-o", "mine"], f"'mine{os.sep}index.html' is there already and not from here; give another folder"),
    ],
)
def test_demo_refuses_what_it_cannot_do_before_it_trains(capsys, tmp_path, argv, message):
    (tmp_path / "file").write_text("kept")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("kept")
    assert run(capsys, "demo", *argv) == (2, "", f"micrograd-like: {message}\n")
    assert (tmp_path / "file").read_text() == (tmp_path / "mine" / "index.html").read_text() == "kept"


def test_a_full_disk_is_told_in_words_and_leaves_nothing(capsys, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert run(capsys, "data", "xor", "-o", "xor.csv") == (
        2,
        "",
        "micrograd-like: 'xor.csv': no space left on device\n",
    )
    assert os.listdir() == []


def test_demo_needs_a_folder_to_put_its_folder_in(capsys, tmp_path):
    code, _, err = run(capsys, "demo", "-o", "no/where")
    assert (code, err) == (
        2,
        f"micrograd-like: there is no folder '{tmp_path / 'no'}' to write 'where' in; make it first\n",
    )


def test_ctrl_c_in_the_demo_writes_nothing(tmp_path):
    child = process("demo")
    assert child.stdout.readline().startswith("step")
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=20)
    assert (child.returncode, err) == (130, "\nmicrograd-like: interrupted; nothing was written\n")
    assert os.listdir(tmp_path) == []
