"""The two engines give the same bits; where they differ on purpose, the list below says how and why."""

import json
import os
import subprocess
import sys

import fuzz
import programs
import pytest

import micrograd_like as ml
from micrograd_like.rules.row import CLOSED

in_c = pytest.mark.skipif(not ml.accelerated, reason="the engine in C is not built, or is turned off")


@in_c
@pytest.mark.parametrize("count", [25, pytest.param(4000, marks=pytest.mark.slow)])
def test_random_programs_give_the_same_bits_on_both_engines(count):
    report = fuzz.compare(count, first=1)
    assert (report.programs, report.differences) == (count, [])
    assert report.operations > 15 * count


def test_programs_of_the_fuzzer_call_every_row_of_the_table():
    known = set(CLOSED)
    text = json.dumps([programs.make(seed) for seed in range(400)])
    rows = {
        "std",
        "where",
        "polygamma",
        *programs.UNARY,
        *programs.BINARY,
        *programs.SERVING,
        *programs.STATIC,
        *programs.FOLDS,
        "dot",
        "affine",
        "picked",
    }
    assert rows == known
    assert [name for name in known if f'"{name}"' not in text] == []


@pytest.mark.slow
@in_c
def test_the_fuzzer_finds_a_difference_in_the_last_bit(monkeypatch):
    whole = fuzz.run

    def off_by_one(engine, first, count, **how):
        for seed, operations, found in whole(engine, first, count, **how):
            yield [
                seed,
                operations,
                found if engine == "C" or seed != 3 else (found[::-1] if how else "0" * 64),
            ]

    monkeypatch.setattr(fuzz, "run", off_by_one)
    report = fuzz.compare(5, first=1)
    assert [seed for seed, *_ in report.differences] == [3]


@pytest.mark.slow
@in_c
def test_the_command_line_says_what_it_compared():
    command = [sys.executable, fuzz.__file__, "--programs", "3", "--seed", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("3 programs, ")
    assert done.stdout.endswith("operations compared, 0 differ\n")


# What differs on purpose: why, a program that ends in `found`, what is found in C, and in Python.
EXPLAINED = [
    (
        "what is no number is refused when it is put into data, not when it is used",
        "x.data = 'a'",
        "TypeError: p.data holds 'a', but the data of a Value is a float; write p.data = float(...), so that all arithmetic is in doubles",
        None,
    ),
    (
        "whole numbers become floats when they are put into data",
        "x.data = 3; found = repr(x)",
        "Value(data=3.0, grad=0.0)",
        "Value(data=3, grad=0.0)",
    ),
    (
        "what is no number is refused when it is put into grad, not by backward()",
        "x.grad = 'a'",
        "TypeError: the grad of a leaf is no number: expected one real number, but got str 'a'; convert it first: float('a'); zero_grad() sets it to 0",
        None,
    ),
    (
        "there is a partial for each parent at all times",
        "x.partials = (1.0,); found = x.partials",
        "ValueError: a Value has a partial for each of its 0 parents, but got 1",
        (1.0,),
    ),
    (
        "with parents of another number the partials are unknown, rather than those of other parents",
        "y = x * x; y.parents = (x,); found = y.partials",
        None,
        (2.0, 2.0),
    ),
    (
        "partials are floats",
        "y = x * x; y.partials = (1, True); found = repr(y.partials)",
        "(1.0, 1.0)",
        "(1, True)",
    ),
    (
        "a node without a label has an empty one",
        "del x.label; found = x.label",
        "",
        "AttributeError: 'Value' object has no attribute 'label'",
    ),
    (
        "data and grad cannot be taken away",
        "del x.data",
        "AttributeError: a Value cannot be without data and grad",
        None,
    ),
    (
        "parents are Values when they are set, not when they are swept",
        "x.parents = (1.0,)",
        "TypeError: the parents of a Value are Values, in a tuple, but got (1.0,)",
        None,
    ),
    (
        "a method of a Value, called on the class with something else, is refused by Python",
        "Value.tanh(1.0)",
        "TypeError: descriptor 'tanh' for 'micrograd_like._engine.Operations' objects doesn't apply to a 'float' object",
        None,
    ),
    (
        "before Python 3.13 object's own __setattr__ is refused, because the engine in C has to see what is hung on a node; super()'s works",
        "class Own(Value):\n    def __setattr__(self, name, x):\n        object.__setattr__(self, name, x)\nfound = repr(Own(2.0))",
        "Own(data=2.0, grad=0.0)"
        if sys.version_info >= (3, 13)
        else "TypeError: can't apply this __setattr__ to Own object",
        "Own(data=2.0, grad=0.0)",
    ),
]
RUN = """
import json, sys
from micrograd_like import Value, topological_order
for program in json.loads(sys.argv[1]):
    names = {"Value": Value, "topological_order": topological_order, "x": Value(2.0), "found": None}
    try:
        exec(program, names)
        found = names["found"]
    except Exception as error:
        found = f"{type(error).__name__}: {error}".replace("micrograd_like.engine.", "")  # Python 3.13 says it too
    print(json.dumps(found))
"""


@in_c
@pytest.mark.parametrize("pure", [False, True], ids=["in C", "in Python"])
def test_what_differs_on_purpose_is_what_the_list_says(pure):
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        RUN,
        json.dumps([program for _, program, _, _ in EXPLAINED]),
    ]
    environment = os.environ | {"MICROGRAD_LIKE_PURE": str(int(pure))}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    expected = [json.loads(json.dumps(one[3 if pure else 2])) for one in EXPLAINED]
    assert list(map(json.loads, done.stdout.splitlines())) == expected
