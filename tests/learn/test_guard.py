"""Code that is broken, endless, noisy, or leaves the program: an answer comes back all the same."""

import os
import sys
import threading
import time

from classroom import NUDGE_RIGHT, told

from micrograd_like.learn import guard
from micrograd_like.learn.guard import Prints


def test_a_syntax_error_is_told_with_its_line_and_no_traceback_of_ours():
    words = told("def slope(f, x, h)\n    return 1\n")
    assert "it did not run SyntaxError: expected ':' line 1: def slope(f, x, h)" in words
    assert "Traceback" not in words
    assert "checking.py" not in words


def test_an_exception_is_told_with_the_learners_own_line():
    words = told("def slope(f, x, h):\n    rise = f(x + h) - f(x)\n    return rise / 0\n")
    assert "slope(parabola, 3.0, 0.001) ZeroDivisionError 14.003" in words
    assert "division by zero line 3: return rise / 0 which divisor is 0 there?" in words


def test_an_exception_is_told_where_it_happened_and_not_where_it_was_called_from():
    rise = "def rise(f, x, h):\n    return f(x + h) - nothing\n\n\n"
    slope = "def slope(f, x, h):\n    return rise(f, x, h) / h\n"
    assert "line 2: return f(x + h) - nothing is it spelled as above" in told(rise + slope)


def test_an_exception_inside_our_function_is_told_at_the_learners_call():
    assert 'line 2: return f("x")' in told('def slope(f, x, h):\n    return f("x")\n')


def test_recursion_without_end_is_told_kindly():
    assert "a function calls itself, and nothing stops it" in told(
        "def slope(f, x, h):\n    return slope(f, x, h)\n"
    )


# ---- loops, exits, input


def test_an_endless_loop_is_stopped_and_its_line_is_told():
    before = threading.active_count()
    words = told("def slope(f, x, h):\n    while True:\n        x += h\n", seconds=0.2)
    assert "still running after 0.2 s, and stopped; does a loop never end? line" in words
    assert "while True:" in words or "x += h" in words
    assert threading.active_count() == before


def test_an_endless_loop_that_catches_exceptions_is_stopped_too():
    caught = "        try:\n            x += h\n        except Exception:\n            pass\n"
    text = f"def slope(f, x, h):\n    while True:\n{caught}"
    assert "still running" in told(text, seconds=0.2)


def test_code_that_has_caught_its_stop_is_not_stopped_once_more(monkeypatch):
    thrown, ended = [], []  # a second stop while the first is dealt with would be an error in the thread
    monkeypatch.setattr(guard, "_throw", lambda thread: (thrown.append(thread), ended.append(True)))
    thread = threading.Thread(target=time.sleep, args=(0.2,))
    thread.start()
    assert guard._stop(thread, 1.0, ended).kind == "time"
    assert thrown == [thread]
    assert not thread.is_alive()


def test_leaving_the_program_is_told_and_harmless():
    assert "leave that out line 1: raise SystemExit" in told("raise SystemExit")
    assert "leave that out line 2: os._exit(0)" in told("import os\nos._exit(0)")
    assert os._exit is not sys.exit


def test_folder_and_limit_of_recursion_are_as_before(tmp_path):
    folder, depth = os.getcwd(), sys.getrecursionlimit()
    assert "right" in told(
        f"import os, sys\nos.chdir({str(tmp_path)!r})\nsys.setrecursionlimit(5000)\n" + NUDGE_RIGHT
    )
    assert (os.getcwd(), sys.getrecursionlimit()) == (folder, depth)


def test_asking_for_input_is_told_and_does_not_wait():
    assert "EOFError" in told("x = input()\n")


def test_input_is_refused_even_where_a_notebook_would_ask(monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt="": "42")
    assert "an exercise gets its numbers as arguments" in told(
        "def slope(f, x, h):\n    return float(input())\n"
    )
    assert input() == "42"


# ---- prints


def test_prints_are_shown_and_a_million_lines_cut_short():
    assert "Your prints: here I am" in told("print('here I am')\n" + NUDGE_RIGHT)
    words = told("for i in range(100_000):\n    print('spam')\n" + NUDGE_RIGHT)
    assert "... and 99,980 lines more" in words
    assert len(words) < 6000


def test_prints_keep_the_beginning_and_count_the_rest():
    prints = Prints(keep=5)
    print("abc", file=prints)
    print("def", file=prints)
    assert prints.text() == "abc\nd ... and 3 characters more"
    prints.write("a long line that comes later")
    assert prints.text() == "abc\nd ... and 31 characters more"
    prints = Prints(lines=2)
    prints.write("a\nb\n")
    assert prints.text() == "a\nb\n"
    prints.write("c\nd\n")
    assert prints.text() == "a\nb\n... and 2 lines more"


def test_nobody_goes_deeper_than_python_usually_goes():
    """A raised limit lets a recursion pass for a loop, or end the process by overflowing its stack."""
    before = sys.getrecursionlimit()
    text = "import sys\nsys.setrecursionlimit(10**6)\ndef slope(f, x, h):\n    return slope(f, x, h)\n"
    words = told(text)
    assert "RecursionError" in words
    assert "a function calls itself, and nothing stops it" in words
    assert sys.getrecursionlimit() == before
