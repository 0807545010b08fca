"""Calls that cannot be: the message has what was given, what was expected, and what to do."""

import pytest

from micrograd_like import MLP, Value, compile, optim


def weighed(w, x):
    return sum(a * b for a, b in zip(w, x, strict=True))


NET = MLP(2, [2, 1], seed=1)
PROGRAM = compile(weighed, backend="python")
TWO = [[1.0, 2.0]] * 2
STEP = compile(lambda net, x: (net(x) - 1) ** 2, backend="python").training_step(optim.SGD(NET, lr=0.1))
WRONG = {
    "weighed(w, x) was given 1 argument: missing a required argument: 'x'; give": lambda: PROGRAM([1.0]),
    "weighed(w, x) was given 3 arguments: too many positional": lambda: PROGRAM.grad([1.0], [2.0], [3.0]),
    "weighed(w, x) was given 2 arguments: missing a required argument: 'x'": lambda: PROGRAM(w=[1.0], y=[2.0]),
    "weighed(w, x) was given 0 arguments": lambda: PROGRAM.hessian(),
    "hvp takes primals as a tuple with an entry for each argument": lambda: PROGRAM.hvp(1.0, 2.0),
    "hvp got 2 primals and 1 tangents; give a tangent for each": lambda: PROGRAM.hvp(([1.0], [1.0]), ([1.0],)),
    "argument 0 has 2 numbers, but its tangent has 1; give one for each": lambda: PROGRAM.hvp(
        ([1.0, 2.0], [1.0, 2.0]), ([1.0], [1.0, 2.0])
    ),
    "map takes a list or array of examples, but argument 1 is a float, 2.0; put": lambda: PROGRAM.map(TWO, 2.0),
    "map takes as many examples for each argument, but argument 0 has 2, argument 1 has 1; cut":
        lambda: PROGRAM.map(TWO, TWO[:1]),
    "map takes a list of examples, but got 0 arguments without one": lambda: PROGRAM.map(),
    "axes has 0 (one for each example) or None (shared) for each of 2 arguments, and a 0 at least, but got (0,)":
        lambda: PROGRAM.map(TWO, TWO, axes=(0,)),
    "but got 'a'": lambda: PROGRAM.map(TWO, TWO, axes="a"),
    "run takes a number of steps first, 0 or more, but got 2.5": lambda: STEP.run(2.5, NET, [1.0, 2.0]),
    "run takes a number of steps first, 0 or more, but got -1": lambda: STEP.run(-1, NET, [1.0, 2.0]),
    "each takes a list or array of examples, but argument 1 is a float, 1.0; use run(": lambda: STEP.each(NET, 1.0),
    "training_step takes an optimizer, but got 'adam'; give one such as": lambda: PROGRAM.training_step("adam"),
    "source takes one of python, numpy": lambda: PROGRAM.source("rust"),
    "has not run yet, so that it has no shapes; call it": lambda: compile(weighed).explain(),
    "argnums=5 asks for argument 5, counted from 0, but the function was called with 2":
        lambda: compile(weighed, argnums=5).grad([1.0], [1.0]),
    "argnums=(1, 0) are no neighbours in order": lambda: compile(weighed, argnums=(1, 0)).grad([1.0], [1.0]),
    "argnums is the place of an argument, counted from 0": lambda: compile(weighed, argnums="w"),
    "static is the place of an argument, counted from 0, or several, but got 'w'":
        lambda: compile(weighed, static="w"),
    "argument 0 is no number to differentiate by, but 'a'": lambda: compile(lambda s, x: x * x).grad("a", 1.0),
    "<lambda> gave None where a number was expected; did you forget": lambda: compile(lambda x: None, 1.0),
    "hvp takes a tuple of arguments: write (x,) for one":
        lambda: compile(lambda v: v[0] * v[1]).hvp([1.0, 2.0], [1.0, 0.0]),
    "inputs is a list of Values of the graph, but got one alone": lambda: compile(Value(1.0) * 2, inputs=Value(1.0)),
}  # fmt: skip


def test_a_wrong_call_says_what_was_given_what_was_expected_and_what_to_do():
    for told, call in WRONG.items():
        with pytest.raises((TypeError, ValueError)) as error:
            call()
        assert told in str(error.value)


def test_arguments_may_be_given_by_name():
    program = compile(weighed, backend="python")
    assert program([1.0, 2.0], x=[3.0, 4.0]) == program(x=[3.0, 4.0], w=[1.0, 2.0]) == 11.0
    assert program.grad(x=[3.0, 4.0], w=[1.0, 2.0]) == [3.0, 4.0]
    assert program.hessian([1.0], x=[2.0]) == [[0.0]]


def test_one_static_argument_needs_no_brackets():
    assert compile(lambda k, x: k[0] * x, static=0, argnums=1).grad([3], 2.0) == 3.0
