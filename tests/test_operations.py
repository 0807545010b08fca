"""The printed operations: fresh, visible, and the same as the one operation written out in the engine."""

import inspect
import itertools
import os
import random
import subprocess
import sys
import traceback
from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest
from cases import every

import micrograd_like as ml
from micrograd_like import Value, operations
from micrograd_like.engine import operate
from micrograd_like.recording import Recorder
from micrograd_like.rules import BUILT_IN, Rule, table
from micrograd_like.rules.__main__ import main, printed_files
from micrograd_like.rules.operands import of_one_type

NUMBERS = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -2.5, 3.0, 40.0, 1e-300, -1e300, float("inf"), float("nan")]


class Own(Value):
    """A subclass."""


def bits(node):
    """All that a node holds, with numbers spelled so that nan, -0.0 and every last bit count."""
    parents = [id(p) for p in node.parents]
    return (
        float.hex(node.data),
        [p if p is None else float.hex(p) for p in node.partials],
        parents,
        repr(node.rule),
    )


def drawn(row, rng):
    """Operands and parameters for a row."""
    size = rng.randint(1, 4)
    operands = [
        [Value(rng.choice(NUMBERS)) for _ in range(size)]
        if letter in row.lists
        else Value(rng.choice(NUMBERS))
        for letter in row.letters
    ]
    given = {"c": rng.choice([0.0, 0.5, -2.0, 3.0]), "m": 1.0, "ddof": 0.0}
    return operands, tuple(given[p] if d is None else d for p, d in row.params.items())


# ---- printed ----


@cache
def printed():
    return printed_files()


def test_the_printed_files_are_fresh(monkeypatch, capsys):
    monkeypatch.setattr("micrograd_like.rules.__main__.printed_files", printed)
    assert main(["--check"]) == 0, "run python -m micrograd_like.rules"


def test_a_stale_file_is_named_and_printed_anew(tmp_path, monkeypatch, capsys):
    files = {tmp_path / path.name: text for path, text in printed().items()}
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("micrograd_like.rules.__main__.printed_files", lambda: files)
    stale = tmp_path / "operations.py"
    stale.write_text("z = x + y", encoding="utf-8")
    assert (main(["--check"]), stale.read_text()) == (1, "z = x + y")
    assert main([]) == 0
    assert stale.read_text() == files[stale]
    assert capsys.readouterr().out == "stale: operations.py\nprinted operations.py\n"


@pytest.mark.slow
def test_the_command_of_the_project_checks_them():
    command = [sys.executable, "-m", "micrograd_like.rules", "--check"]
    assert subprocess.run(command, check=False).returncode == 0


def test_methods_are_plain_functions_in_a_real_file_with_their_equations():
    printed = operations.Operations
    assert inspect.getsourcefile(printed.__mul__) == operations.__file__
    assert printed.__mul__.__doc__ == printed.mul.__doc__ == "z = x * y, dz/dx = y, dz/dy = x"
    assert Value.mul.__doc__ == printed.mul.__doc__  # in C as well
    assert Value.tanh.__doc__ == "z = tanh(x), dz/dx = sech2(x)"
    assert "node.partials = (y, x)" in inspect.getsource(printed.__mul__)
    assert printed.mul is printed.__mul__


def test_two_rows_of_one_name_never_share_a_source():
    printed = inspect.getsource(table.mul.linearize)
    other = Rule("mul", "x * y * 2", "2 * y", "2 * x")
    another = Rule("mul", "x * y * 3", "3 * y", "3 * x")
    assert (other.linearize(2.0, 5.0)[0], another.linearize(2.0, 5.0)[0]) == (20.0, 30.0)
    assert "x * y * 2.0" in inspect.getsource(other.linearize)
    assert "x * y * 3.0" in inspect.getsource(another.linearize)
    assert inspect.getsource(table.mul.linearize) == printed


def test_rows_that_serve_other_rows_are_no_methods_and_no_public_names():
    internal = [name for name, row in BUILT_IN.items() if row.internal]
    assert {"powc", "dpow"} <= set(internal)
    assert not [name for name in internal if hasattr(Value, name)]
    assert not set(internal) & set(ml.__all__)


def test_completion_shows_what_a_person_would_call():
    shown = {name for name in dir(Value(1.0)) if name[0] != "_"}
    assert {"data", "grad", "backward", "tanh", "relu", "label", "item", "detach"} <= shown
    assert not shown & {"apply", "learn", "operate", "rank", "dpow", "datan2", "gauss", "cosine", "powc"}


# ---- as operate does it ----


@every("name", BUILT_IN)
def test_a_printed_operation_is_the_one_written_out(name):
    row, rng = BUILT_IN[name], random.Random(name)
    function = operations.FUNCTIONS[name]
    for _ in range(60):
        operands, params = drawn(row, rng)
        quick, written = function(*operands, *params), operate(row, operands, params)
        if row.each:
            numbers = [[v.data for v in xs] for xs in operands]
            expected = [
                (float.hex(z), [p if p is None else float.hex(p) for p in ps])
                for z, ps in row.linearize(*numbers, *params)
            ]
            assert [bits(node)[:2] for node in quick] == expected
        pairs = zip(quick, written, strict=True) if row.each else [(quick, written)]
        assert all(bits(a) == bits(b) for a, b in pairs), (operands, params)


@every("name", ["add", "sub", "mul", "div", "pow", "mod", "floordiv"])
@every("number", [0, 1, 2, -1, 2.0, 0.5, -3.5, True])
def test_a_plain_number_on_either_side_is_a_leaf_of_its_own(name, number):
    row, x = BUILT_IN[name], Value(1.7)
    operators = {"add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**", "mod": "%", "floordiv": "//"}
    for text, operands in ((f"x {operators[name]} n", (x, number)), (f"n {operators[name]} x", (number, x))):
        quick, written = eval(text, {"x": x, "n": number}), operate(row, operands)
        assert bits(quick)[:2] == bits(written)[:2]
        assert (repr(quick.rule), quick._op) == (repr(written.rule), written._op)
        assert [(p.data, p.parents, p._op) for p in quick.parents] == [
            (p.data, (), "") for p in written.parents
        ]


def test_a_power_with_a_plain_exponent_has_one_operand_and_its_own_partial():
    x = Value(3.0)
    for y, op in ((x**2, "**2"), (x**2.0, "**2"), (x**3, "**3"), (x**-0.5, "**-0.5"), (ml.pow(x, 2), "**2")):
        assert (y._op, y.parents) == (op, (x,))
    assert (x ** Value(2.0)).parents[0] is x
    assert len((x ** Value(2.0)).parents) == 2


def test_while_a_recorder_is_on_every_operation_is_told():
    class Told(Recorder):
        def __init__(self):
            super().__init__()
            self.nodes = []

        def made(self, new):
            self.nodes.append(new._op)

    x = Value(2.0)
    with Told() as told:
        ml.softmax([x * 2, -x])
        x**2
        2 + x
    x * x
    assert told.nodes == ["*", "neg", "softmax", "softmax", "**2", "+"]


def test_a_row_of_ones_own_is_a_method_printed_when_it_is_made():
    row = ml.rule("tripled", "3 * x", "3")
    try:
        x = Value(2.0)
        assert bits(x.tripled()) == bits(operate(row, [x]))
        with ml.no_grad():
            assert x.tripled().parents == ()
        assert "node.partials = (3.0,)" in inspect.getsource(Value.tripled)
    finally:
        ml.rules.row.forget("tripled")
    assert not hasattr(Value, "tripled")


def test_a_subclass_is_asked_for_its_own_operate():
    heard = []

    class Loud(Value):
        @staticmethod
        def operate(rule, operands, params=()):
            heard.append(rule.name)
            return operate(rule, operands, params)

    a = Loud(2.0)
    (a * 3).tanh()
    ml.exp(a)
    Value(1.0) + a
    ml.total([Value(1.0), a])
    assert heard == ["mul", "tanh", "exp", "add", "total"]
    assert type(a * 3) is Loud


# ---- what a beginner sees ----


@every(
    ("attempt", "sentence"),
    [
        (lambda v: v * "a", "*: expected one real number, but got str 'a'; convert it first: float('a')"),
        (lambda v: "a" - v, "-: expected one real number, but got str 'a'; convert it first: float('a')"),
        (lambda v: v + None, "+: expected one real number, but got NoneType None; give an int, a float or a NumPy scalar"),
        (lambda v: v ** "2", "**: expected one real number, but got str '2'; convert it first: float('2')"),
        (lambda v: ml.exp("a"), "expected one real number, but got str 'a'; convert it first: float('a')"),
    ],
)  # fmt: skip
def test_a_wrong_operand_shows_the_users_line_and_at_most_one_frame_of_ours(attempt, sentence):
    with pytest.raises(TypeError) as refused:
        attempt(Value(2.0))
    assert str(refused.value) == sentence
    assert type(refused.value) is TypeError
    frames = traceback.extract_tb(refused.value.__traceback__)[2:]  # after this test and its lambda
    assert len(frames) <= 1  # the engine in C has none
    assert {frame.filename for frame in frames} <= {operations.__file__, ml.rules.row.__file__}


@every("first", [True, False], ids=["first", "later"])
def test_a_product_is_made_by_a_handful_of_calls(first):
    code = """
import sys
from micrograd_like import Value
x = Value(2.0)
if sys.argv[1] == "later": x * 3
calls = []
sys.setprofile(lambda frame, event, _: calls.append(frame.f_code.co_name) if event == "call" else None)
x * 3
sys.setprofile(None)
print(*calls)
"""
    which = "first" if first else "later"
    for pure, calls in (
        ("1", ["__mul__", "leaf"]),
        ("0", [] if find_spec("micrograd_like._engine") else ["__mul__", "leaf"]),
    ):
        run = subprocess.run([sys.executable, "-c", code, which], capture_output=True, text=True, check=True,
                             env={**os.environ, "MICROGRAD_LIKE_PURE": pure})  # fmt: skip
        assert run.stdout.split() == calls


def test_a_function_of_values_is_as_direct_as_their_method():
    """ml.dot(w, x) once took six times as long as sum(w * x): it sorted its arguments first."""
    code = """
import sys
import micrograd_like as ml
w, x = ([ml.Value(float(i)) for i in range(16)] for _ in range(2))
calls = []
for f in (lambda: ml.dot(w, x), lambda: ml.logsumexp(w), lambda: ml.tanh(x[0]), lambda: ml.total([1.0, 2.0])):
    f()
    sys.setprofile(lambda frame, event, _: calls.append(frame.f_code.co_name) if event == "call" else None)
    f()
    sys.setprofile(None)
print(*calls)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    sorting = {"arguments", "rank_of", "flatten", "apply", "function_of", "_elements", "is_list", "real"}
    assert not sorting & {*run.stdout.split()}
    assert run.stdout.count("__call__") == 4


NUMBERS_GIVEN = [
    ([1.0, 2.0],), ([1.0], [2.0]), ([1.0], [2.0, 3.0]), ([],), ([], []), ([1.0, 2],), ((1.0, 2.0),), ([1.0], 3.0),
    (1.0, 2.0), (1.0, 2), (), (1.0, [2.0]), ([1.0], "a"), ([1.0], None), (Value(1.0),), ([Value(1.0), Own(2.0)],),
    ([Value(1.0)], [Value(2.0)], Value(3.0)), ([Value(1.0)], [Value(2.0)], 3.0), ([[1.0]],), (np.ones(2),),
]  # fmt: skip


@pytest.mark.skipif(not ml.accelerated, reason="there is one engine only")
def test_c_and_python_agree_on_what_takes_the_direct_way():
    for given in NUMBERS_GIVEN:
        for lists in itertools.product((0, 1), repeat=len(given)):
            found = ml.native.core.of_one_type(given, bytes(lists))
            assert found is of_one_type(given, bytes(lists)), (given, lists)
    assert of_one_type(([1.0], [2.0]), b"\1\1") is float
    assert of_one_type(([1.0], [2.0, 3.0]), b"\1\1") is None
