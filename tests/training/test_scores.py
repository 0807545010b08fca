"""Scores and baselines, in numbers worked out by hand."""

from cases import every

from micrograd_like.data import Dataset
from micrograd_like.training.scores import Baseline, score_of

LETTERS = Dataset([[0.0]] * 5, [1, 0, 1, 2, 1], classes=["a", "b", "c"])
ROWS = Dataset([[0.0], [1.0], [2.0], [3.0]], [1.0, 2.0, 4.0, 5.0])
PAIRS = Dataset([[0.0], [1.0]], [[1.0, 100.0], [3.0, 300.0]])


def test_a_score_of_classes_counts_the_rows_told_right():
    score = score_of([1, 1, 1, 2, 0], LETTERS, ["y"])
    assert (score.right, score.rows, score.accuracy) == (3, 5, "60.0 %")
    assert str(score) == "accuracy 60.0 % (3 of 5 rows)"


def test_a_score_of_numbers_is_the_root_mean_square_error_and_r2():
    """Errors 0, 0, 1, 1; deviations -2, -1, 1, 2 from the mean of 3: sqrt(2/4), 1 - 2/10."""
    score = score_of([1.0, 2.0, 3.0, 4.0], ROWS, ["y"])
    assert str(score) == "root mean square error 0.7071 y, R2 0.800"


def test_a_score_of_several_numbers_has_each_of_them():
    score = score_of([[1.0, 100.0], [3.0, 200.0]], PAIRS, ["y1", "y2"])
    assert str(score) == "root mean square error 0 y1, R2 1.000; root mean square error 70.71 y2, R2 0.500"


def test_numbers_that_never_change_have_no_r2():
    rows = Dataset([[0.0], [1.0]], [2.0, 2.0])
    assert str(score_of([1.0, 3.0], rows, ["y"])) == "root mean square error 1 y"


def test_the_baseline_of_classes_is_the_one_that_is_there_most_often():
    baseline = Baseline.of(LETTERS)
    assert (baseline.says, baseline.told) == (1, "the most frequent class, b")
    assert baseline.score(LETTERS).right == 3


def test_of_two_classes_as_frequent_the_first_is_the_baseline():
    assert Baseline.of(Dataset([[0.0]] * 4, [1, 0, 1, 0], classes=["a", "b"])).says == 0


def test_the_baseline_of_numbers_is_their_mean_in_training():
    baseline = Baseline.of(ROWS, ["y"])
    assert (baseline.says, baseline.told) == (3.0, "the mean, 3")
    rest = Dataset([[9.0]], [7.0])
    assert str(baseline.score(rest)) == "root mean square error 4 y"


def test_the_baseline_of_several_numbers_is_the_mean_of_each():
    baseline = Baseline.of(PAIRS, ["y1", "y2"])
    assert (baseline.says, baseline.told) == ([2.0, 200.0], "the means, 2, 200")


@every(
    ("found", "beats"),
    [([1, 1, 1, 1, 1], False), ([1, 0, 1, 1, 1], True), ([0, 0, 0, 0, 0], False), (LETTERS.y, True)],
)
def test_classes_beat_a_baseline_by_telling_more_rows_right(found, beats):
    assert score_of(found, LETTERS, ["y"]).beats(Baseline.of(LETTERS).score(LETTERS)) is beats


def test_a_network_that_tells_every_row_right_need_not_beat_a_baseline_that_does_too():
    rows = LETTERS.take([0, 2])
    assert score_of([1, 1], rows, ["y"]).beats(Baseline.of(LETTERS).score(rows))


@every(
    ("found", "beats"),
    [([3.0] * 4, False), ([2.9, 2.9, 3.1, 3.1], True), ([5.0, 4.0, 2.0, 1.0], False), (ROWS.y, True)],
)
def test_numbers_beat_a_baseline_by_a_smaller_error(found, beats):
    assert score_of(found, ROWS, ["y"]).beats(Baseline.of(ROWS).score(ROWS)) is beats


@every(("first", "second", "beats"), [(0.0, 1.4, True), (0.0, 1.42, False), (0.9, 1.1, False)])
def test_several_numbers_beat_a_baseline_by_the_mean_of_the_squares_of_their_errors(first, second, beats):
    """In units of the baseline's errors, 1 and 100: (first**2 + second**2) / 2 is below 1 or it is not."""
    found = [[1.0 + first, 100.0 + 100 * second], [3.0 + first, 300.0 + 100 * second]]
    names = ["y1", "y2"]
    assert score_of(found, PAIRS, names).beats(Baseline.of(PAIRS, names).score(PAIRS)) is beats


def test_an_error_where_the_baseline_has_none_does_not_beat_it():
    rows = Dataset([[0.0], [1.0]], [2.0, 2.0])
    baseline = Baseline.of(rows).score(rows)
    assert not score_of([2.0, 2.1], rows, ["y"]).beats(baseline)
    assert score_of([2.0, 2.0], rows, ["y"]).beats(baseline)
