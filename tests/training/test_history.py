"""What happened, as numbers, a line and a picture."""

import io
import math

from cases import every
from fits import network, short

from micrograd_like.training.history import Epoch, History, ProgressLine


def test_the_best_epoch_is_never_one_whose_loss_is_no_number():
    assert (
        History([Epoch(1, math.nan), Epoch(1, 2.0), Epoch(1, 1.0, None, math.nan), Epoch(1, math.inf)]).best
        == 1
    )
    assert History([Epoch(1, math.nan)]).best == History([Epoch(1, math.inf), Epoch(1, -math.inf)]).best == -1


def test_history_shows_itself_as_a_picture_and_a_line():
    history = short(network(), epochs=6)
    svg = history.plot()
    assert svg.startswith("<svg")
    assert svg.count("<polyline") == 2
    assert [x for x in range(9) if f">{x}</text>" in svg] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]  # epochs as they are printed, from 1
    assert "<img" in history._repr_html_()
    assert repr(History()) == "no epoch yet"
    assert repr(history).startswith("epoch 6: loss 0.")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_one_line_rewritten_on_a_terminal():
    stream = Terminal()
    model = network()
    short(model, progress=ProgressLine(6, stream))
    *lines, end = stream.getvalue().split("\n")
    assert len(lines) == 1
    assert end == ""
    assert lines[0].rsplit("\r", 1)[1].startswith("epoch 6/6  loss 0.")


def test_progress_elsewhere_is_about_ten_plain_lines():
    stream = io.StringIO()
    line = ProgressLine(200, stream)
    for i in range(1, 201):
        line.show(i, Epoch(0.1, 1.0), last=i == 200)
    line.end()
    lines = stream.getvalue().splitlines()
    assert len(lines) == 11
    assert (lines[0], lines[-1]) == ("epoch   1/200  loss 1.0000", "epoch 200/200  loss 1.0000")


@every(("loss", "said"), [(0.25, "loss 0.2500"), (999999.5, "loss 999999.5000"), (1.5e30, "loss 1.5e+30")])
def test_a_loss_that_runs_away_is_told_in_few_digits(loss, said):
    assert str(Epoch(0.1, loss)) == said
