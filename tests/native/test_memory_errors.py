"""Where memory runs out, at whichever allocation: MemoryError, and nothing is lost, left over or half done."""

import sys

import pytest
from forking import Starter

import micrograd_like as ml

testcapi = pytest.importorskip("_testcapi", reason="this Python comes without its own test modules")
if not hasattr(testcapi, "set_nomemory"):
    pytest.skip("this Python cannot be made to run out of memory", allow_module_level=True)
if not ml.accelerated:
    pytest.skip("the engine in C is not built, or is turned off", allow_module_level=True)

FIRST = (
    "import _testcapi; from micrograd_like import Value, no_grad, operations, recording, topological_order"
)
BEGIN = """
import sys
from _testcapi import remove_mem_hooks, set_nomemory
from micrograd_like import Value, no_grad, operations, topological_order
from micrograd_like.recording import Recorder

class Own(Value):
    pass

class Box:
    linearize = None

F = operations.FUNCTIONS
x, y, u = Value(2.0), Value(3.0), Own(5.0)
xs = [Value(float(k)) for k in range(40)]
held = [Value(0.0) for _ in range(3000)]  # so that new nodes take new memory
numbers = iter(range(10**9))


def chain(length):
    z = x
    for _ in range(length):
        z = z + y
    return z


def wide(count):
    z = Value(0.0)
    z.parents = [x] * count
    z.partials = (1.0,) * count
    return z


LONG, WIDE, BOX = chain(3000), wide(3000), Box()
"""
END = """
def state():
    return (
        [sys.getrefcount(v) for v in (x, y, u, LONG, WIDE, BOX, xs[0], xs[39])],
        [(v.data, v.grad, v.label, v.parents) for v in (x, y, u, *xs)],
    )


run()  # what Python caches at the first time is there now
failed = 0
for once in (True, False):
    for start in range(1, 200):
        tidy()
        before = state()
        set_nomemory(start, start + 1 if once else 0)
        try:
            run()
            done = True
        except (MemoryError, SystemError) if LOOSE else MemoryError:
            done = False
        finally:
            remove_mem_hooks()
        failed += not done
        assert state()[0] == before[0] or LOOSE, (start, once, state()[0], before[0])
        assert done or state()[1] == before[1], (start, once)
        if done and start > 150:
            break
tidy()
run()
print("failed", failed)
"""
CASES = {
    "a leaf": "run = lambda: Value(4.0)",
    "a leaf of a subclass": "run = lambda: Own(4.0)",
    "a leaf with everything": "run = lambda: Value(4.0, (x, y), (1.0, 2.0), label='z')",
    "an operation": "run = lambda: x * y",
    "an operation with a number": "run = lambda: (x * 2.0, 2 / x, x ** 3, x ** 2.5)",
    "an operation of a subclass": "run = lambda: u * x",
    "a wrong operand": """
def run():
    try:
        x * "a"
    except TypeError:
        pass
""",
    "three operands": "run = lambda: F['dpow'](x, y, xs[0])",
    "static parameters": "run = lambda: x.leaky_relu(1.0 / (2 + next(numbers)))",
    "a fold": "run = lambda: F['total'](xs)",
    "a fold of two lists": "run = lambda: F['affine'](xs, [1.0] * 40, 0.5)",
    "a fold of a generator": "run = lambda: F['max'](v for v in xs)",
    "a row with a result for each": "run = lambda: F['softmax'](xs[:5])",
    "under no_grad": "no_grad().__enter__(); run = lambda: x * y",
    "while a recorder is on": "Recorder().__enter__(); run = lambda: (F['softmax'](xs[:3]), x * y)",
    "parents": "run = lambda: (LONG.parents, WIDE.parents)",
    "partials": "run = lambda: (LONG.partials, WIDE.partials)",
    "the order": "run = lambda: topological_order(LONG, WIDE)",
    "setting parents": """
def run():
    z = x * y
    z.parents = (y, x, y)
    z.parents = [x] * 50
    z.parents = ()
""",
    "setting partials": """
def run():
    z = x * y
    z.partials = (1.0, None)
""",
    "setting a label": """
def run():
    z = x * y
    z.label = BOX
    z.label = "z"
    z.rule = "mine"
""",
    "attributes": """
def run():
    z = Own(1.0)
    z.own = [z]
    z.own = None
    z.__dict__.clear()
""",
    "a closure": """
def run():
    z = Value(1.0, (x,), "mine")
    z._backward = lambda: None
""",
    "the size": "run = lambda: (sys.getsizeof(x), sys.getsizeof(WIDE))",
    "freeing": "run = lambda: chain(300)",
}


# Cases that run functions in Python.  Python 3.11 itself loses references to the arguments of a function for which
# it cannot make a frame, and may say SystemError where it cannot make an exception; later ones crash, with the
# engine in Python too.
IN_PYTHON = {
    "a leaf with everything",
    "an operation of a subclass",
    "a wrong operand",
    "under no_grad",
    "while a recorder is on",
    "a closure",
}


@pytest.fixture(scope="module")
def starter(tmp_path_factory):
    with Starter(tmp_path_factory.mktemp("memory"), "-W", "ignore", first=FIRST) as starter:
        yield starter


def ran(starter, folder, script):
    (folder / "script.py").write_text(script, encoding="utf-8")
    done = starter.run(folder / "script.py", folder)
    assert done.returncode == 0, done.stderr[-2000:]
    word, failed = done.stdout.split()
    assert word == "failed"
    return int(failed)


@pytest.mark.parametrize("case", CASES)
def test_without_memory_nothing_is_lost_and_no_reference_is_left(case, starter, tmp_path):
    if case in IN_PYTHON and sys.version_info >= (3, 12):
        pytest.skip("this Python itself crashes where a function in Python runs out of memory")
    ran(starter, tmp_path, f"{BEGIN}\nLOOSE, tidy = {case in IN_PYTHON}, lambda: None\n{CASES[case]}\n{END}")


SWEEP = """
LOOSE = False
tidy = lambda: [setattr(v, "grad", 7.0) for v in (x, y)]

def run():
    try:
        root.backward()
    except MemoryError:
        assert (x.grad, y.grad) == (7.0, 7.0)
        raise
"""


@pytest.mark.parametrize("root", ["LONG", "WIDE", pytest.param("LONG * WIDE", marks=pytest.mark.slow)])
def test_a_sweep_without_memory_leaves_the_gradients_of_leaves_as_they_were(root, starter, tmp_path):
    failed = ran(starter, tmp_path, f"{BEGIN}\nroot = {root}\n{SWEEP}\n{END}\nassert root.grad == 1.0")
    assert failed > 0
