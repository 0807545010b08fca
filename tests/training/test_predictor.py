"""What a predictor says of itself, in numbers worked out by hand."""

from micrograd_like.nn import MLP
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
