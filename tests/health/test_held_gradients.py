"""The report says when p.grad is not the gradient of the loss, and reads the course of the losses."""

import random

import pytest
from cases import every

from micrograd_like import nn
from micrograd_like.health import report
from micrograd_like.health.courses import about_course
from micrograd_like.nn import losses
from micrograd_like.training.history import Epoch, History

X, Y = [[1.0, 2.0], [3.0, -1.0], [0.5, 0.5]], [1.0, -1.0, 1.0]
FINE = ["Nothing stands out: gradients reach every layer."]


def made():
    random.seed(0)
    model = nn.MLP(2, [4, 1], activation="tanh")
    return model, losses.mean_squared_error([model(x) for x in X], Y)


def test_a_forgotten_zero_grad_is_the_first_advice():
    model, loss = made()
    for _ in range(3):
        loss.backward()
    (told,) = report(model, loss).advice
    assert told.startswith("p.grad is not the gradient of this loss: layers.")
    assert told.endswith("three runs of backward() have added up; was zero_grad() forgotten?")


def test_gradients_of_earlier_steps_are_named_before_the_neurons_that_died_of_them():
    random.seed(0)
    model = nn.MLP(2, [4, 1])
    for _ in range(6):
        loss = losses.mean_squared_error([model(x) for x in X], Y)
        loss.backward()
        for p in model.parameters():
            p.data -= 0.1 * p.grad
    advice = report(model, loss).advice
    assert "gradients of other runs of backward() are added up in it; was zero_grad() forgotten?" in advice[0]
    assert any(line.startswith("Dead neurons") for line in advice[1:])


def test_gradients_of_this_loss_are_nothing_to_speak_of():
    model, loss = made()
    assert (report(model, loss).advice, report(model, loss).notes) == (FINE, [])
    loss.backward()
    assert (report(model, loss).advice, report(model, loss).notes) == (FINE, [])


def test_gradients_of_another_loss_and_zeroed_ones_are_a_note_and_no_fault():
    model, loss = made()
    loss.backward()
    other = losses.mean_squared_error([model(x) for x in X[:2]], Y[:2])
    found = report(model, other)
    assert found.advice == FINE
    (note,) = found.notes
    assert note.startswith("p.grad is not the gradient of this loss: backward() has not run from this loss")
    assert str(found).endswith("come from other graphs.")
    model.zero_grad()
    found = report(model, loss)
    assert found.advice == FINE
    assert "zero_grad() has run since backward()" in found.notes[0]


def test_the_report_leaves_every_gradient_in_the_graph_as_it_was():
    model, loss = made()
    loss.backward()
    inner = loss.parents[0]
    inner.grad = 77.0
    report(model, loss)
    assert inner.grad == 77.0


def test_the_report_shows_itself_as_a_picture_and_a_table():
    model, loss = made()
    loss.backward()
    loss.backward()
    shown = report(model, loss, lr=0.1)._repr_html_()
    assert shown.startswith("<img")
    assert shown.count("<tr>") == 3
    assert "two runs of backward() have added up" in shown


@every(
    ("course", "begins"),
    [
        ([1.0, 0.5, float("nan")], "The loss became nan at epoch 3, from 0.5 before; lower lr"),
        ([1.0, 0.5, 0.25, 0.9, 4.0], "The loss rises: it was 0.25 at epoch 3 and is 4 at epoch 5; lower lr."),
        (
            [1.0, 0.2] + [0.3] * 25,
            "The loss stands still: nothing has been better than 0.2 at epoch 2 for 25",
        ),
        ([2.0, 0.5] * 10 + [0.4], "The loss jumps: it rose in 9 of 20 epochs"),
    ],
)
def test_a_course_of_losses_that_goes_wrong_has_its_sentence(course, begins):
    (told,) = about_course(course)
    assert told.startswith(begins)


@every("course", [[1.0], [1.0 / k for k in range(1, 50)], [0.5] * 4, [-1.0 * k for k in range(30)]])
def test_losses_that_fall_need_no_words(course):
    assert about_course(course) == []


def test_the_history_of_a_run_is_read_with_its_validation_losses():
    model, loss = made()
    history = History([Epoch(0.1, 1 / k, None, 0.5 + abs(k - 5) / 10) for k in range(1, 20)])
    (told,) = report(model, loss, history=history).advice
    assert told.startswith("It learns by heart: since epoch 5 the validation loss has risen from 0.5 to 1.9")
    assert report(model, loss, history=[1.0, 0.9, 0.8]).advice == FINE


def test_what_is_no_history_is_refused():
    model, loss = made()
    with pytest.raises(
        TypeError, match=r"^history= takes what fit\(\) returns, or the losses epoch by epoch, but"
    ):
        report(model, loss, history=3)
