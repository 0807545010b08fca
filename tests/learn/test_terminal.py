"""Terminals of all kinds."""

from cases import every
from classroom import Stream

from micrograd_like.learn.lessons import exercises
from micrograd_like.learn.terminal import Terminal


@every("encoding", ["ascii", "cp1252", "cp437", "latin-1", "utf-8"])
def test_every_text_can_be_written_in_every_encoding(encoding):
    terminal = Terminal(Stream(encoding, tty=False))
    for e in exercises():
        terminal.say(
            "\n".join(
                [e.title, e.goal, e.starter, e.solution, e.shown, *e.hints, *(m.because for m in e.mistakes)]
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
