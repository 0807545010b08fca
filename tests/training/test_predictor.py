"""What a predictor says of itself, in numbers worked out by hand."""

import re

import pytest

from micrograd_like import nn
from micrograd_like.nn import MLP
from micrograd_like.training.csvfile import Table
from micrograd_like.training.dataset import Dataset, Scaling
from micrograd_like.training.predictor import Predictor


def repeating(data, **scaling):
    """A predictor of 1 times x, between two scalings."""
    model = MLP(1, [1])
    model.load_state_dict({"layers.0.neurons.0.w.0": 1.0, "layers.0.neurons.0.b": 0.0})
    return Predictor.for_data(model, data, Scaling([0.0], [1.0], **scaling))


def test_the_score_of_numbers_is_the_root_mean_square_error_and_the_share_of_the_variance_explained():
    """Errors 0, 0, 1, 1 and deviations 2, 1, 1, 2 from the mean of 3: sqrt(2/4), and 1 - 2/10."""
    rows = Dataset([[1.0], [2.0], [3.0], [4.0]], [1.0, 2.0, 4.0, 5.0])
    assert repeating(rows).score(rows) == "root mean square error 0.7071 y, R2 0.800"


def test_a_score_is_in_the_units_of_the_target_and_may_be_worse_than_its_mean():
    """5 + 10 x is 5 and 15 for targets of 15 and 35: errors 10 and 20, deviations 10 and 10."""
    rows = Dataset([[0.0], [1.0]], [15.0, 35.0], target="price")
    assert repeating(rows, target_mean=5.0, target_std=10.0).score(rows) == "root mean square error 15.81 price, R2 -1.500"


def test_targets_that_never_change_have_no_variance_to_explain():
    rows = Dataset([[1.0], [3.0]], [2.0, 2.0])
    assert repeating(rows).score(rows) == "root mean square error 1 y"


@pytest.mark.parametrize(
    "build", [lambda: nn.MLP(2, [3, 2]), lambda: nn.Sequential(nn.Layer(2, 3), nn.Dropout(0.5), nn.Layer(3, 2, nonlin=False))]
)
def test_a_predictor_of_several_numbers_is_saved_loaded_and_marked(tmp_path, build):
    X = [[i / 4, 1 - i * i / 8] for i in range(12)]
    rows = Dataset(X, [[a + b, 7.0 * a] for a, b in X])
    predictor = Predictor.for_data(build(), rows, Scaling.of(rows))
    predictor.save(tmp_path / "m.json")
    again = Predictor.load(tmp_path / "m.json")
    predictor.model.eval()
    assert again(X[3]) == predictor(X[3])
    assert (again.width, again.targets) == (2, ["y1", "y2"])
    assert re.fullmatch(r"root mean square error \S+ y1, R2 \S+; root mean square error \S+ y2, R2 \S+", again.score(rows))
    table = again.table(Table("f.csv", ["x1", "x2"], [["0.25", "0.5"]], [2]))
    assert (table[0], [float(cell) for cell in table[1]]) == (["predicted y1", "predicted y2"], again([0.25, 0.5]))
    with pytest.raises(ValueError, match=r"^a row has 2 numbers here, but got 3: \[1.0, 2.0, 3.0\]$"):
        again([1.0, 2.0, 3.0])
