"""Grid search: every combination, judged by the validation part."""

import math

import numpy as np
import pytest
from fits import network, short

from micrograd_like import optim
from micrograd_like.training.history import Epoch, History
from micrograd_like.training.loop import grid_search


def test_grid_search_ranks_every_combination_by_validation_loss():
    tried = []

    def train(lr, hidden):
        tried.append((lr, hidden))
        model = network(hidden=hidden)
        return short(model, optimizer=optim.SGD(model, lr=lr), epochs=2)

    trials = grid_search(train, {"lr": [0.01, 1.0], "hidden": [2, 3]})
    assert tried == [(0.01, 2), (0.01, 3), (1.0, 2), (1.0, 3)]
    found = [trial.loss for trial in trials]
    assert found == sorted(found)
    assert trials[0].loss == min(trials[0].history.validation_loss)
    assert repr(trials[0]).startswith(f"validation loss {trials[0].loss:.4f} with lr=")


def test_a_trial_is_judged_by_its_best_epoch_and_one_that_diverged_comes_last():
    losses_of = {0.1: [0.7, 0.6], 0.2: [0.5, 0.9], 0.3: [math.nan], 0.4: [0.8, math.inf]}
    trials = grid_search(
        lambda lr: History([Epoch(lr, 1.0, None, x) for x in losses_of[lr]]), {"lr": [0.3, 0.1, 0.4, 0.2]}
    )
    assert [(trial.settings["lr"], trial.loss) for trial in trials] == [
        (0.2, 0.5),
        (0.1, 0.6),
        (0.4, 0.8),
        (0.3, math.inf),
    ]


def test_grid_search_needs_a_validation_part_and_values():
    with pytest.raises(
        TypeError,
        match=r"^the grid takes a list of values for each name, but got 0.1 for 'lr'; put it in brackets$",
    ):
        grid_search(lambda lr: History(), {"lr": 0.1})  # type: ignore[dict-item]
    with pytest.raises(
        TypeError, match=r"^the run with \{'lr': 1\} gave None; let it return the history that fit\(\) gives$"
    ):
        grid_search(lambda lr: None, {"lr": [1]})  # type: ignore[arg-type,return-value]
    with pytest.raises(ValueError, match=r"^the grid has no values for 'lr'; give a list of those to try$"):
        grid_search(lambda lr: History(), {"lr": []})
    with pytest.raises(
        ValueError, match=r"^the run with \{'lr': 1\} had no validation part to be judged on; give fit"
    ):
        grid_search(lambda lr: History([Epoch(lr, 1.0)]), {"lr": [1, 2]})


def test_ctrl_c_ends_a_grid_search_with_the_trials_so_far():
    histories = iter(
        [History([Epoch(1, 1.0, None, 0.5)]), History([Epoch(1, 1.0, None, 0.4)], "interrupted")]
    )
    trials = grid_search(lambda lr: next(histories), {"lr": [1, 2, 3]})
    assert [trial.settings["lr"] for trial in trials] == [2, 1]


def test_ctrl_c_before_a_run_of_a_grid_search_begins_keeps_the_trials_so_far():
    def train(lr):
        if lr == 2:
            raise KeyboardInterrupt
        return History([Epoch(lr, 1.0, None, 0.5)])

    assert [trial.settings["lr"] for trial in grid_search(train, {"lr": np.array([1, 2, 3])})] == [1]
