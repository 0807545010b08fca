"""What a predictor says of itself, in numbers worked out by hand."""

import re

import pytest
from cases import every

from micrograd_like import nn
from micrograd_like.data.csvfile import DataError, Table
from micrograd_like.data.dataset import Dataset
from micrograd_like.data.scaling import Scaling
from micrograd_like.nn import MLP
from micrograd_like.training.predictor import Predictor


def repeating(data, **scaling):
    """A predictor of 1 times x, between two scalings."""
    model = MLP(1, [1])
    model.load_state_dict({"layers.0.neurons.0.w.0": 1.0, "layers.0.neurons.0.b": 0.0})
    return Predictor.for_data(model, data, Scaling([0.0], [1.0], **scaling))


def test_the_score_of_numbers_is_the_root_mean_square_error_and_r2():
    """Errors 0, 0, 1, 1 and deviations 2, 1, 1, 2 from the mean of 3: sqrt(2/4), and 1 - 2/10."""
    rows = Dataset([[1.0], [2.0], [3.0], [4.0]], [1.0, 2.0, 4.0, 5.0])
    assert repeating(rows).score(rows) == "root mean square error 0.7071 y, R2 0.800"


def test_a_score_is_in_the_units_of_the_target_and_may_be_worse_than_its_mean():
    """5 + 10 x is 5 and 15 for targets of 15 and 35: errors 10 and 20, deviations 10 and 10."""
    rows = Dataset([[0.0], [1.0]], [15.0, 35.0], target="price")
    assert (
        repeating(rows, target_mean=5.0, target_std=10.0).score(rows)
        == "root mean square error 15.81 price, R2 -1.500"
    )


def test_targets_that_never_change_have_no_variance_to_explain():
    rows = Dataset([[1.0], [3.0]], [2.0, 2.0])
    assert repeating(rows).score(rows) == "root mean square error 1 y"


@every(
    "build",
    [
        lambda: nn.MLP(2, [3, 2]),
        lambda: nn.Sequential(nn.Layer(2, 3), nn.Dropout(0.5), nn.Layer(3, 2, nonlin=False)),
    ],
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
    assert re.fullmatch(
        r"root mean square error \S+ y1, R2 \S+; root mean square error \S+ y2, R2 \S+", again.score(rows)
    )
    table = again.table(Table("f.csv", ["x1", "x2"], [["0.25", "0.5"]], [2]))
    assert (table[0], [float(cell) for cell in table[1]]) == (
        ["predicted y1", "predicted y2"],
        again([0.25, 0.5]),
    )
    with pytest.raises(ValueError, match=r"^a row has 2 numbers here, but got 3: \[1.0, 2.0, 3.0\]$"):
        again([1.0, 2.0, 3.0])


def telling(*classes):
    """A predictor of these classes."""
    rows = Dataset([[0.0], [1.0]], [0, 1], classes=classes)
    return Predictor.for_data(MLP(1, [len(classes)]), rows, Scaling([0.0], [1.0]))


def labelled(*labels):
    return Table("f.csv", ["x1", "y"], [["0.5", label] for label in labels], [*range(2, len(labels) + 2)])


def test_the_number_of_a_class_may_be_spelled_in_any_way():
    rows = telling("0", "2.5").known(labelled("0", "0.0", "-0", "2.5", "25e-1", "+2.50"))
    assert rows is not None
    assert rows.y == [0, 0, 0, 1, 1, 1]


def test_a_class_is_found_as_it_is_written_before_its_number_is_tried():
    rows = telling("1.0", "2").known(labelled("1.0", "2", "2.0"))
    assert rows is not None
    assert rows.y == [0, 1, 1]
    rows = telling("1.0", "1").known(labelled("1.0", "1", "1.00"))
    assert rows is not None
    assert rows.y == [0, 1, 1]


@every("label", ["inf", "-Infinity", "1e999", "-nan", "+NaN", "3", "0.5", "red", "0_0"])
def test_a_label_that_is_no_class_is_named_with_its_line(label):
    with pytest.raises(DataError) as error:
        telling("0", "1").known(labelled("0", label))
    assert str(error.value) == f"f.csv, line 3, column 'y': the network does not know {label!r}, only 0, 1"


def test_a_network_of_one_output_for_two_classes_is_saved_and_loaded(tmp_path):
    rows = Dataset([[0.0, 1.0], [1.0, 0.0], [2.0, 3.0]], [0, 1, 1], classes=["a", "b"])
    predictor = Predictor.for_data(MLP(2, [2, 1]), rows, Scaling.of(rows))
    predictor.save(tmp_path / "m.json")
    again = Predictor.load(tmp_path / "m.json")
    assert again.loss == "binary_cross_entropy"
    assert [again(x) for x in rows.X] == [predictor(x) for x in rows.X]


def test_a_predictor_that_could_not_be_loaded_is_not_made():
    rows = Dataset([[0.0], [1.0]], [0, 1], classes=["a", "b"])
    with pytest.raises(
        ValueError,
        match=r"^a Predictor knows losses by name, but got <function .*; give one of cross_entropy, ",
    ):
        Predictor.for_data(MLP(1, [2]), rows, Scaling.of(rows), lambda a, y: a)
    with pytest.raises(
        ValueError, match=r"^cross_entropy takes 2 outputs for 2 classes, but the network gives 3; build it"
    ):
        Predictor.for_data(MLP(1, [3]), rows, Scaling.of(rows))
