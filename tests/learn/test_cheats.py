"""Wrong answers that try to be marked right: none is, and none sees what is right or what others handed in."""

import pytest
from classroom import NUDGE, NUDGE_RIGHT, hand_in

from micrograd_like.learn.lessons import find
from micrograd_like.learn.teachers.grading import mark

WRONG = "def slope(f, x, h):\n    return {}\n"
GUESS = WRONG.format("1.0")
PEEK = "import sys\n\n\ndef search(frame):\n    while frame:\n        for v in frame.f_locals.values():\n"
PEEK += "            if isinstance(v, float):\n                return v\n        frame = frame.f_back\n\n\n"
MINE = "class Mine{0}:\n    def __eq__(self, other):\n        return True\n    __hash__ = None\n{1}\n\n"
EVIL = "    def __float__(self):\n        return float('nan')\n    def __lt__(self, other):\n        return True\n"
CHEATS = {
    "calls everything close": "import math\nmath.isclose = lambda *a, **k: True\nmath.isnan = lambda x: False\n" + GUESS,
    "calls everything close, in C too": "import math, cmath\nvars(math)['isclose'] = vars(cmath)['isclose'] = "
    "lambda *a, **k: True\n" + GUESS,
    "patches the course's comparison": "import micrograd_like.learn.values as v, micrograd_like.learn.probes as p\n"
    "v.same = p.same = lambda *a, **k: True\n" + GUESS,
    "patches the rows": "import micrograd_like.learn.probes as p\np.Row.__init__ = lambda self, *a, **k: None\n"
    "p.Row.ok = True\np.Seen.should_be = lambda self, *a, **k: self\n" + GUESS,
    "patches builtins": "import builtins\nbuiltins.all = lambda xs: True\nbuiltins.isinstance = lambda x, t: True\n"
    "builtins.abs = lambda x: 0.0\nbuiltins.type = lambda *a: float\n" + GUESS,
    "is equal to everything": MINE.format("", EVIL) + WRONG.format("Mine()"),
    "is a float that is equal to everything": MINE.format("(float)", EVIL) + WRONG.format("Mine(1.0)"),
    "is a word that is equal to everything": MINE.format("(str)", "") + WRONG.format("Mine('x')"),
    "is an int that lies": "class Mine(int):\n    def __repr__(self):\n        return '14.003'\n"
    "    __str__ = __repr__\n\n" + WRONG.format("Mine(1)"),
    "makes Values equal": "from micrograd_like import Value\ntry:\n    Value.__eq__ = lambda a, b: True\n"
    "except TypeError:\n    pass\n" + WRONG.format("Value(1.0)"),
    "reads frames": PEEK + WRONG.format("search(sys._getframe(1)) or 1.0"),
    "reads frames by inspect": "import inspect\n" + PEEK + WRONG.format("search(inspect.currentframe().f_back)"),
    "reads frames by a traceback": PEEK + "def frame():\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n"
    "        return e.__traceback__.tb_frame.f_back.f_back\n\n\n" + WRONG.format("search(frame())"),
    "reads frames by a generator": PEEK + "def g():\n    yield me.gi_frame.f_back\nme = g()\n\n\n"
    + WRONG.format("search(next(me))"),
    "reads other threads' frames": PEEK
    + WRONG.format("next(v for f in sys._current_frames().values() for v in [search(f)] if v)"),
    "traces": "import sys\nseen = []\n\n\ndef tracer(frame, event, arg):\n    seen.append(frame)\n\n\n"
    "sys.settrace(tracer)\n" + GUESS,
    "traces under doctest's name": PEEK + "seen = []\nsource = 'import sys\\nsys.settrace(lambda f, *a: seen.append(f))'\n"
    "exec(compile(source, 'doctest.py', 'exec'))\n" + WRONG.format("search(seen[-1])"),
    "has doctest trace": "import doctest, sys\nseen = []\nsys.gettrace = lambda: lambda f, *a: seen.append(f)\n"
    "doctest.run_docstring_examples('>>> 1\\n1', {})\n" + PEEK + WRONG.format("search(seen[-1])"),
    "asks the main module": "import __main__\n" + WRONG.format("__main__.guard.looking().__enter__() or 1.0"),
    "reads the solution by Tcl": "import tkinter\n" + GUESS,
    "reads the solution by readline": "import readline\n" + GUESS,
    "hooks": "import sys\nsys.addaudithook(lambda *a: None)\n" + GUESS,
    "looks through all objects": "import gc\n" + WRONG.format(
        "next(o for o in gc.get_objects() if type(o).__name__ == 'Row').right"),
    "goes through the function it is given": WRONG.format(
        "next(v for v in f.__globals__['check'].__code__.co_consts if isinstance(v, float))"),
    "takes the wrapper of functions apart": "import functools\nfunctools._lru_cache_wrapper = lambda f, *a: f\n"
    + WRONG.format("next(v for v in f.__code__.co_consts if v) and 1.0"),
    "takes the function apart": WRONG.format("(f.__wrapped__.__globals__, f.__closure__)"),
    "reads memory": "import ctypes\n" + WRONG.format("ctypes.c_double.from_address(id(x) + 16).value"),
    "starts another interpreter": "import _xxsubinterpreters as i\nk = i.create()\n"
    "i.run_string(k, \"import os; os.system('true')\")\n" + GUESS,
    "reads its own memory": WRONG.format("open('/proc/self/mem', 'rb').read(1)"),
    "leaves before it is asked": "import os\nos._exit(0)\n" + GUESS,
    "leaves while it is asked": "import os\n" + WRONG.format("os._exit(0)"),
    "leaves by the back door": "import posix\n" + WRONG.format("posix._exit(0)"),
    "leaves at the end": "import atexit, os\natexit.register(os._exit, 0)\n" + GUESS,
    "raises the way out": WRONG.format("exec('raise SystemExit(0)')"),
    "prints a verdict": "print('{\"state\": \"right\", \"points\": 1}')\nimport sys\n"
    "sys.__stdout__ and sys.__stdout__.write('right\\n')\n" + GUESS,
    "writes a verdict everywhere": "import os\nfor n in range(3, 64):\n    try:\n"
    "        os.write(n, b'\\n0 {\"events\": [], \"names\": {}, \"failure\": null, \"printed\": \"\"}\\n')\n"
    "    except OSError:\n        pass\n" + GUESS,
    "answers for the course": "import threading\nfor cell in threading.current_thread()._target.__closure__ or ():\n"
    "    pass\n" + GUESS,
    "fills the way back": "import threading, queue, gc\n" + WRONG.format("[q for q in gc.get_objects()]"),
    "signals": "import signal\nsignal.signal(signal.SIGALRM, lambda n, frame: None)\n" + GUESS,
    "goes on in a thread": "import threading, time\n\n\ndef later():\n    time.sleep(0.05)\n"
    "    import math\n    math.isclose = lambda *a, **k: True\n\n\nthreading.Thread(target=later).start()\n" + GUESS,
    "is a pickle": "import os\n\n\nclass Mine:\n    def __reduce__(self):\n        return os.system, ('touch pwned',)\n"
    "    def __float__(self):\n        return 1.0\n\n\n" + WRONG.format("Mine()"),
    "breaks what writes it down": "import json\njson.dumps = lambda *a, **k: '{\"events\": []}'\n" + GUESS,
    "is nested without end": "xs = []\nxs.append(xs)\n" + WRONG.format("xs"),
    "is nested deeply": "xs = 1.0\nfor _ in range(100_000):\n    xs = [xs]\n" + WRONG.format("xs"),
    "is a huge number": WRONG.format("10 ** 1_000_000"),
    "imports the solution": "from micrograd_like.learn.lessons import find\nexec(find('0.1').solution)\n",
    "imports the check": "import micrograd_like.learn.course\n" + GUESS,
    "asks the checker": "from micrograd_like.learn.checking import check_text\n"
    "from micrograd_like.learn.lessons import find\n" + WRONG.format("check_text(find('0.1'), '').rows[0].right"),
    "reads the solution": "import micrograd_like, pathlib\n"
    "home = pathlib.Path(micrograd_like.__file__).parent / 'learn' / 'course'\n"
    "exec((home / '00_sensitivity' / 'nudge' / 'exercise.py').read_text())\n",
    "looks for the solution": "import micrograd_like, os\n"
    "print(os.listdir(os.path.dirname(micrograd_like.__file__) + '/learn/course/00_sensitivity/nudge'))\n" + GUESS,
    "reads the solution from a folder's side": "import micrograd_like, os\n"
    "fd = os.open(os.path.dirname(micrograd_like.__file__), os.O_RDONLY)\n"
    "g = os.open('learn/course/00_sensitivity/nudge/exercise.py', os.O_RDONLY, dir_fd=fd)\n"
    "exec(os.read(g, 10_000).decode())\n",
    "reads it by a link": "import micrograd_like, os\nos.symlink(os.path.dirname(micrograd_like.__file__) + "
    "'/learn/course/00_sensitivity/nudge/exercise.py', 'mine.txt')\nexec(open('mine.txt').read())\n",
    "reads it with another realpath": "import micrograd_like, os, posixpath\nthere = "
    "os.path.dirname(micrograd_like.__file__) + '/learn/course/00_sensitivity/nudge/exercise.py'\n"
    "os.path.realpath = posixpath.realpath = posixpath.abspath = lambda p, **k: os.__file__\n"
    "os.fsdecode = os.fspath = lambda p: os.__file__\nexec(open(there).read())\n",
    "reads it with another isinstance": "import builtins, micrograd_like\nthere = micrograd_like.__file__[:-11] + "
    "'learn/course/00_sensitivity/nudge/exercise.py'\nbuiltins.isinstance = builtins.any = builtins.all = "
    "lambda *a: False\nexec(open(there).read())\n",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("cheat", CHEATS)
def test_a_wrong_answer_that_cheats_gets_no_points(tmp_path, cheat):
    hand_in(tmp_path, "eve", CHEATS[cheat])
    made = mark("eve", tmp_path / "eve", NUDGE, seconds=20.0)
    assert (made.points, made.state == "right") == (0, False), made.feedback


@pytest.mark.slow
def test_a_right_answer_is_right_whatever_else_it_breaks(tmp_path):
    breaks = "import math, json, builtins\nmath.isclose = lambda *a, **k: False\njson.dumps = None\n"
    hand_in(tmp_path, "dan", breaks + NUDGE_RIGHT)
    assert mark("dan", tmp_path / "dan", NUDGE).state == "right"


@pytest.mark.slow
@pytest.mark.parametrize(
    "way",
    ["open(there).read()", "os.open(there, os.O_RDONLY)", "os.listdir(os.path.dirname(there))", "pathlib.Path(there).read_text()",
     "list(os.scandir(os.path.dirname(there)))", "linecache.getlines(there) or 1 / 0", "list(os.walk(os.path.dirname(there)))",
     "runpy.run_path(there)", "importlib.machinery.SourceFileLoader('x', there).load_module()", "open(there.encode()).read()",
     "open(os.path.relpath(there)).read()"],
)  # fmt: skip
def test_what_others_handed_in_cannot_be_read(tmp_path, way):
    other = hand_in(tmp_path, "ada", NUDGE_RIGHT)
    text = f"import importlib.machinery, linecache, os, pathlib, runpy\nthere = {str(other)!r}\nit = {way}\nprint('SE' + 'EN', it)\n"
    hand_in(tmp_path, "eve", text + GUESS)
    made = mark("eve", tmp_path / "eve", NUDGE)
    assert "SEEN" not in made.feedback or "SEEN []" in made.feedback, made.feedback
    assert "return (f(x + h)" not in made.feedback


@pytest.mark.slow
def test_a_walk_cannot_be_replaced_by_the_engines_own(tmp_path):
    """Through the class of a node, the functions of the course are in reach; a change of them does not last."""
    order = find("turns")
    text = "turns_before_y = 1\n\n\ndef turns(root):\n    names = type(root).__init__.__globals__\n"
    text += "    names['swept'] = lambda order, out, leaf: out.backward() or leaf.grad\n    return [root]\n"
    hand_in(tmp_path, "eve", text, order)
    made = mark("eve", tmp_path / "eve", order)
    assert "46.5    46.5" not in made.feedback
    assert made.right < made.probes / 2, made.feedback


@pytest.mark.slow
def test_no_check_shows_what_is_right_where_learners_code_runs():
    """Of the numbers that are right, those that plain arithmetic gives are not even computed there."""
    import ast

    from micrograd_like.learn.lessons import exercises
    from micrograd_like.learn.teachers.blinding import blinded

    left = {}
    for exercise in exercises():
        tree = blinded((exercise.folder / "check.py").read_text(encoding="utf-8"), True)
        calls = [
            n
            for n in ast.walk(tree)
            if isinstance(n, ast.Call) and getattr(n.func, "attr", "") == "should_be"
        ]
        left[exercise.slug] = [
            ast.unparse(a)
            for call in calls
            for a in (*call.args, *call.keywords)
            if isinstance(a, ast.Constant)
        ]
    assert not {slug: found for slug, found in left.items() if found}
