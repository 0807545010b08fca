import math
import statistics
from random import Random

import numpy as np
import pytest
from cases import every

from micrograd_like import data
from micrograd_like.data import BUILT_IN, DataError, Dataset, Scaling, read_csv


@pytest.fixture
def csv_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text, encoding="utf-8"):
        (tmp_path / "f.csv").write_bytes(text.encode(encoding))
        return "f.csv"

    return write


# (what the file holds, the target, what else read_csv is told, what the error says)
BAD_FILES = [
    ("", "y", {}, "f.csv is empty; it needs a header line with the names of the columns, then rows"),
    ("\n \n", "y", {}, "f.csv is empty; it needs a header line with the names of the columns, then rows"),
    ("a,y\n", "y", {}, "f.csv has a header but no rows; add some"),
    ("a,y\n1,2\n", "z", {}, "f.csv has no column 'z'; it has 'a', 'y'"),
    ("petal,species\n1,2\n", "specie", {}, "f.csv has no column 'specie'; did you mean 'species'?"),
    ("a,y\n1,2\n", "y", {"ignore": ["b"]}, "f.csv has no column 'b'; it has 'a', 'y'"),
    ("y\n1\n2\n", "y", {}, "f.csv has no column to learn 'y' from; it needs one beside the target"),
    ("a,b,a\n1,2,3\n", "b", {}, "f.csv: the header names 'a' twice, as columns 1 and 3; rename one"),
    (",a,y\n0,1,2\n", "y", {}, "f.csv: column 1 of the header has no name; give it one"),
    ("1,2\n3,4\n", "y", {}, "f.csv: the first line is numbers (1, 2); put a header with names above it"),
    ("a,y\n1,2\n\n3\n", "y", {}, "f.csv, line 4: the row has 1 cell, but the header has 2; make them equal"),
    ("a,y\n1,2\n3,4,5\n", "y", {}, "f.csv, line 3: the row has 3 cells, but the header has 2; make them "
     "equal"),
    ("a,y\n1,2\nx,4\n5,6\n", "y", {}, "f.csv, line 3, column 'a': expected a number, but got 'x'; correct it, or "
     "leave the column out: --ignore a, in Python ignore=['a']"),
    ("a,my city,y\n1,Rome,2\n3,Oslo,4\n", "y", {}, "f.csv, line 2, column 'my city': expected a number, but "
     "got 'Rome'; write numbers for it, or leave the column out: --ignore 'my city', in Python ignore=['my city']"),
    ("a,y\n1_0,2\n2,4\n", "y", {}, "f.csv, line 2, column 'a': expected a number, but got '1_0'; write "
     "numbers for it, or leave the column out: --ignore a, in Python ignore=['a']"),
    ("a;y\n1,5;2\n2;4\n", "y", {}, "f.csv, line 2, column 'a': expected a number, but got '1,5'; write 1.5, "
     "with a point"),
    ("a;y\n1,000,000;2\n2;4\n", "y", {}, "f.csv, line 2, column 'a': expected a number, but got '1,000,000'; "
     "write numbers for it, or leave the column out: --ignore a, in Python ignore=['a']"),
    ("a,y\n1,2\nNaN,4\n", "y", {}, "f.csv, line 3, column 'a': the value is NaN; fill it in, or remove the "
     "row"),
    ("a,y\n1,2\n,4\n", "y", {}, "f.csv, line 3, column 'a': the cell is empty; fill it in, or remove the "
     "row"),
    ("a,y\n1,2\ninf,4\n", "y", {}, "f.csv, line 3, column 'a': inf is too large, 1e+150 is the most; correct "
     "it, or use another unit"),
    ("a,y\n1,0.5\n2,n/a\n3,1.5\n", "y", {}, "f.csv, line 3, column 'y': expected a number, but got 'n/a'; "
     "correct it"),
    ("a,y\n1,red\n2,\n", "y", {}, "f.csv, line 3, column 'y': the cell is empty; fill it in, or remove the "
     "row"),
    ("a,y\n1,red\n2,blue\n", "y", {"kind": "numbers"},
     "f.csv, line 2, column 'y': expected a number, but got 'red'; correct it, or "
     "learn it as classes: --kind classes, kind=\"classes\""),
    ("a,y\n1,red\n2,red\n", "y", {}, "f.csv, column 'y': all 2 rows have 'red', so there is nothing to tell "
     "apart; add rows with another one, or choose another target"),
    ("a,y\n1,7\n2,7.0\n", "y", {}, "f.csv, column 'y': all rows have the number 7, spelled 7 and 7.0; if "
     "these are names, say so with kind=\"classes\" (--kind classes)"),
    ("a,y\n1,7\n2,7\n", "y", {}, "f.csv, column 'y': all 2 rows have '7', so there is nothing to tell apart; "
     "add rows with another one, or choose another target"),
    ("a,y\n1,ann\n2,bob\n3,eve\n", "y", {}, "f.csv, column 'y': all 3 rows have different values, as names "
     "do; choose another target"),
    ("a,y\n1,2\n", "y", {"kind": "text"}, 'there is no kind of target \'text\'; choose "auto", "classes" or '
     '"numbers"'),
    ('a,y\n1,"2\n3,4\n', "y", {}, "f.csv, line 3: unexpected end of data; correct the quotes, or save it as "
     "CSV again"),
    (f"a,y\n1,{'9' * 200000}\n", "y", {}, "f.csv, line 2: field larger than field limit (131072); correct "
     "the quotes, or save it as CSV again"),
]  # fmt: skip


@every(("text", "target", "options", "message"), BAD_FILES)
def test_a_bad_file_is_named_with_line_column_and_advice(csv_file, text, target, options, message):
    with pytest.raises(DataError) as error:
        read_csv(csv_file(text), target, **options)
    assert str(error.value) == message


def test_a_missing_file_a_folder_and_other_encodings_are_said_in_one_sentence(csv_file, tmp_path):
    with pytest.raises(
        FileNotFoundError, match=r"^there is no file 'g.csv' here \(.*\); check its name and folder$"
    ):
        read_csv("g.csv", "y")
    with pytest.raises(OSError, match=r"cannot be read: is a directory; give a CSV file$"):
        read_csv(tmp_path, "y")
    with pytest.raises(DataError, match=r"^f.csv is not UTF-8 text \(byte 0\); save it as CSV in UTF-8$"):
        read_csv(csv_file("a,y\n1,2\n", "utf-16"), "y")


def test_data_errors_are_value_errors():
    assert issubclass(DataError, ValueError)


@every(
    ("text", "X", "y", "classes"),
    [
        ("a,y\n1,no\n2,yes\n3,no\n", [[1], [2], [3]], [0, 1, 0], ["no", "yes"]),
        ("a,y\n1,10\n2,9\n3,10\n4,9\n", [[1], [2], [3], [4]], [1, 0, 1, 0], ["9", "10"]),
        ("a,y\n1,-1\n2,1\n3,1\n4,-1.0\n", [[1], [2], [3], [4]], [0, 1, 1, 0], ["-1", "1"]),
        ("a,y\n1,10\n2,20\n3,30\n", [[1], [2], [3]], [10.0, 20.0, 30.0], []),
        ("a,y\n1,0.5\n2,0.5\n3,1\n4,1\n", [[1], [2], [3], [4]], [0.5, 0.5, 1.0, 1.0], []),
        ("y;a;b\nno;1;1e3\nyes;2;-.5\n", [[1, 1000], [2, -0.5]], [0, 1], ["no", "yes"]),
        ("a\ty\n1\tx y\n2\tz\n", [[1], [2]], [0, 1], ["x y", "z"]),
        ('\ufeffa, "y"\r\n\r\n 1 , "a,b"\r\n2,c\r\n', [[1], [2]], [0, 1], ["a,b", "c"]),
        ("a,y\n1,c\u2028d\n2,e\n", [[1], [2]], [0, 1], ["c\u2028d", "e"]),
    ],
)
def test_targets_and_separators_are_recognised(csv_file, text, X, y, classes):
    got = read_csv(csv_file(text), "y")
    assert (got.X, got.y, got.classes) == (X, y, classes)


def test_the_kind_of_target_can_be_forced(csv_file):
    file = csv_file("a,y\n1,1\n2,1\n3,2\n4,2\n")
    assert read_csv(file, "y", kind="numbers").y == [1.0, 1.0, 2.0, 2.0]
    file = csv_file("a,y\n1,1\n2,1\n3,2.5\n4,2.5\n")
    assert read_csv(file, "y", kind="classes").classes == ["1", "2.5"]


def test_one_column_to_ignore_needs_no_list(csv_file):
    path = csv_file("city,a,y\nRome,1,2\nOslo,3,4\n")
    assert read_csv(path, "y", ignore="city") == read_csv(path, "y", ignore=["city"])


def test_columns_can_be_ignored(csv_file):
    got = read_csv(csv_file("id,a,y\nq1,1,no\nq2,2,yes\n"), "y", ignore=["id"])
    assert got.features == ["a"]


def test_iris_has_the_means_that_fisher_published():
    """5.843, 3.057, 3.758, 1.199 in all, 5.006, 3.428, 1.462, 0.246 for setosa: Fisher 1936, tables I, II."""
    flowers = data.iris()
    columns = list(zip(*flowers.X, strict=True))
    assert [round(statistics.fmean(c), 3) for c in columns] == [5.843, 3.057, 3.758, 1.199]
    assert [round(statistics.fmean(c[:50]), 3) for c in columns] == [5.006, 3.428, 1.462, 0.246]
    assert flowers.X[34] == [4.9, 3.1, 1.5, 0.2]
    assert flowers.X[37] == [4.9, 3.6, 1.4, 0.1]
    assert [flowers.classes[k] for k in (flowers.y[0], flowers.y[50], flowers.y[100])] == [
        "setosa",
        "versicolor",
        "virginica",
    ]


def test_trees_is_nearly_a_power_law():
    """log volume = -6.632 + 1.983 log girth + 1.117 log height, R's fit, leaves a residual of 0.0814."""
    wood = data.trees()
    errors = [
        math.log(v) + 6.63162 - 1.98265 * math.log(g) - 1.11712 * math.log(h)
        for (g, h), v in zip(wood.X, wood.y, strict=True)
    ]
    assert len(wood) == 31
    assert math.sqrt(math.fsum(e * e for e in errors) / 28) == pytest.approx(0.08139, abs=1e-4)


def test_the_moons_of_micrograds_demo_are_there_to_the_last_bit():
    points = data.micrograd_moons()
    assert (len(points), points.signs.count(1)) == (100, 50)
    assert points.X[0] == [1.1221146075409685, 0.08147717341718697]
    assert points.signs[:4] == [-1, -1, 1, -1]


@every("name", ["moons", "circles", "spiral", "xor", "yin-yang", "linear"])
def test_the_seed_alone_decides_the_points_and_the_callers_random_numbers_stay(name):
    import random

    random.seed(5)
    before = random.getstate()
    make = BUILT_IN[name]
    assert make(30, 0.1, 7).X == make(30, 0.1, seed=7).X != make(30, 0.1, seed=8).X
    assert random.getstate() == before


def test_points_without_noise_lie_where_geometry_says():
    for (x, y), k in zip(*_parts(data.circles(20, 0.0)), strict=True):
        assert math.hypot(x, y) == pytest.approx([1.0, 0.5][k])
    for (x, y), k in zip(*_parts(data.moons(20, 0.0)), strict=True):
        assert math.hypot(x - k, y - k / 2) == pytest.approx(1)
        assert (y <= 0.5) if k else (y >= 0)
    for (x, y), k in zip(*_parts(data.spiral(21, 0.0)), strict=True):
        turn = (math.atan2(y, x) - k * 2 * math.pi / 3 - math.radians(220) * math.hypot(x, y)) / (2 * math.pi)
        assert turn == pytest.approx(round(turn), abs=1e-9)
    for (x, y), k in zip(*_parts(data.xor(20, 0.0)), strict=True):
        assert (x * y < 0) == k
    sign = data.yin_yang(60)
    assert [sign.y.count(k) for k in range(3)] == [20, 20, 20]
    for (x, y), k in zip(*_parts(sign), strict=True):
        assert (min(math.hypot(x - 0.5, y), math.hypot(x + 0.5, y)) < 0.2) == (k == 2)
        for side in (-0.5, 0.5):  # each half of the sign bulges into the other by a half circle
            if k != 2 and math.hypot(x - side, y) < 0.5:
                assert k == (side < 0)
        if k != 2 and min(math.hypot(x - 0.5, y), math.hypot(x + 0.5, y)) > 0.5:
            assert (y > 0) == k
    line = data.linear(20, 0.0)
    assert line.y == pytest.approx([3 * a - 2 * b + 1 for a, b in line.X])


def test_too_few_points_are_an_error():
    with pytest.raises(ValueError, match=r"^expected 3 points or more, one for each class, but got 2$"):
        data.yin_yang(2)


def _parts(d):
    return d.X, d.y


def test_a_split_shares_out_every_class_and_no_row_twice():
    flowers = data.iris()
    train, validation = flowers.split(0.2, seed=3)
    assert [validation.y.count(k) for k in range(3)] == [10, 10, 10]
    assert sorted(train.X + validation.X) == sorted(flowers.X)
    assert flowers.split(0.2, seed=3)[1].X == validation.X != flowers.split(0.2, seed=4)[1].X


def test_a_class_of_one_row_stays_in_training():
    d = Dataset([[float(i)] for i in range(9)], [0] * 8 + [1], classes=["a", "b"])
    assert all(1 in d.split(0.6, seed)[0].y for seed in range(5))


def test_numpy_arrays_become_lists_and_a_flat_one_is_refused():

    made = data.Dataset(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0, 1]), classes=["a", "b"])  # type: ignore[arg-type]
    assert (made.X, made.y) == ([[1.0, 2.0], [3.0, 4.0]], [0, 1])
    assert [type(k) for k in made.y] == [int, int]
    with pytest.raises(
        DataError,
        match=r"^a data set needs rows of numbers, but row 0 is 1.0; for one feature write \[1.0\]$",
    ):
        data.Dataset([1.0, 2.0], [1.0, 2.0])  # type: ignore[list-item]


def test_labels_of_any_kind_become_classes():
    X = [[1.0], [2.0], [3.0]]
    for labels, names in (
        (["no", "yes", "no"], ["no", "yes"]),
        ([1, -1, 1], ["-1", "1"]),
        (np.array([True, False, True]), ["False", "True"]),
        ([2, "b", 2], ["2", "b"]),
    ):
        d = Dataset.from_labels(X, labels, features=["a"], target="label")
        assert ([d.classes[k] for k in d.y], list(d.classes), d.target) == (
            [str(x) for x in labels],
            names,
            "label",
        )
    assert Dataset.from_labels(X, [1, -1, 1]).signs == [1, -1, 1]


@every(
    ("labels", "names"),
    [
        ("gcafbed", [*"abcdefg"]),
        ([10, 9, -1, 2, 11, 1], ["-1", "1", "2", "9", "10", "11"]),  # as numbers, not as they are spelled
        ([10, "9", "a", 2, "B"], ["10", "2", "9", "B", "a"]),  # of two types: as they are spelled
    ],
)
def test_classes_are_counted_in_the_order_of_their_labels_unless_another_is_given(labels, names):
    X = [[float(i)] for i in range(len(labels))]
    d = Dataset.from_labels(X, labels)
    assert (d.classes, [d.classes[k] for k in d.y]) == (names, [str(x) for x in labels])
    own = Dataset.from_labels(X, labels, classes=labels)
    assert (own.classes, own.y) == ([str(x) for x in labels], [*range(len(labels))])


def test_labels_that_cannot_be_told_apart_are_refused():
    X = [[1.0], [2.0]]
    for labels, text in (
        ([1, "1"], "two of the labels [1, '1'] are spelled alike; rename one"),
        (["a", math.nan], "row 1 has the label nan; name what is unknown, or leave the row out"),
    ):
        with pytest.raises(DataError) as error:
            Dataset.from_labels(X, labels)
        assert str(error.value) == text
    with pytest.raises(
        DataError, match=r"^row 1 has the label 'b', but the classes are a, c; add it to them$"
    ):
        Dataset.from_labels(X, ["a", "b"], classes=["a", "c"])
    assert (
        Dataset.from_labels(X, (x for x in "ab")).y
        == Dataset.from_labels(X, np.array([["a"], ["b"]])).y
        == [0, 1]
    )


def test_a_dataset_that_is_unpacked_or_indexed_says_where_its_rows_are():
    rows = data.xor(2)
    for take in (lambda: dict(*rows), lambda: list(rows), lambda: rows[0], lambda: rows[:1]):
        with pytest.raises(
            TypeError, match=r"its rows are dataset.X, its targets dataset.y, .* zip\(dataset"
        ):
            take()


def test_a_column_of_targets_is_as_good_as_a_row_and_rows_of_rows_are_taken():
    assert Dataset([[1.0], [2.0]], np.array([[3.0], [4.0]])) == Dataset([[1.0], [2.0]], [3.0, 4.0])
    assert Dataset([[[1.0, 2.0], [3.0]]], [1.0]).X == [[[1.0, 2.0], [3.0]]]


def test_rows_of_rows_cannot_be_standardised_or_written_as_cells():
    sequences = Dataset([[[1.0, 2.0]], [[2.0, 3.0]]], [1.0, 2.0])
    with pytest.raises(
        DataError, match=r"^rows of rows have no columns to standardise; scale their numbers before"
    ):
        Scaling.of(sequences)
    with pytest.raises(
        DataError, match=r"^a CSV file has one number in each cell, but these rows hold lists$"
    ):
        sequences.to_csv()


def test_several_targets_are_shown_scaled_and_split_row_by_row():
    d = Dataset([[float(i)] for i in range(4)], np.array([[0.0, 5.0], [2.0, 5.0], [4.0, 5.0], [6.0, 5.0]]))
    assert repr(d) == "4 rows of x1; target y: 0 to 6, 5 to 5"
    scaling = Scaling.of(d)
    assert (scaling.target_mean, scaling.target_std) == ([3.0, 5.0], [math.sqrt(5), 1.0])
    assert scaling(d).y[0] == [-3 / math.sqrt(5), 0.0]
    assert [scaling.target(y) for y in scaling(d).y] == [pytest.approx(y) for y in d.y]
    train, validation = d.split(0.25)
    assert sorted(train.y + validation.y) == d.y
    with pytest.raises(
        DataError, match=r"^a CSV file has one column as target, but here are 2 numbers for each row$"
    ):
        d.to_csv()


@every(
    ("arguments", "text"),
    [
        (([[1.0], [math.nan]], [1.0, 2.0]), "row 1 has nan as x1; a data set needs finite numbers: correct "
         "it, or leave the row out"),
        (([[None]], [1.0]), "row 0 has None as x1; a data set needs finite numbers: correct it, or leave the "
         "row out"),
        (([[1j]], [1.0]), "row 0 has 1j as x1; a data set needs finite numbers: correct it, or leave the row "
         "out"),
        (([["1"]], [1.0]), "row 0 has '1' as x1; a data set needs finite numbers: convert it, as in float('1'), "
         "or leave the row out"),
        (([[1.0], [2.0, 3.0]], [1.0, 2.0]), "row 1 has 2 numbers, but there is 1 feature"),
        (([[1.0]], [math.inf]), "row 0 has the target inf; a data set needs finite numbers"),
        (([[1.0], [2.0]], ["a", "b"]), "row 0 has the target 'a'; a data set needs finite numbers; for "
         "labels use Dataset.from_labels"),
        (([[1.0], [2.0]], [[1.0], [1.0, 2.0]]), "row 1 has the target [1.0, 2.0], but row 0 has 1.0; give as "
         "many numbers for each row"),
        (([[1.0], [2.0]], [[1.0], [math.nan]]), "row 1 has the target nan; a data set needs finite numbers"),
        (([[1.0], [2.0]], [0, 2], (), "y", ["a", "b"]),
         "row 1 has the target 2, but the 2 classes are known by their index, 0 to 1; "
         "for labels use Dataset.from_labels"),
        (([[1.0], [2.0]], ["a", "b"], (), "y", ["a", "b"]),
         "row 0 has the target 'a', but the 2 classes are known by their index, 0 to 1; "
         "for labels use Dataset.from_labels"),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_learnt_from_are_named_when_the_data_set_is_made(arguments, text):
    with pytest.raises(DataError) as error:
        Dataset(*arguments)
    assert str(error.value) == text


def test_impossible_splits_are_errors():
    d = Dataset([[1.0], [2.0]], [1.0, 2.0])
    with pytest.raises(
        DataError,
        match=r"^the validation share lies between 0 and 1, but got 20; 0.2 keeps a fifth of the rows$",
    ):
        d.split(20)
    with pytest.raises(
        DataError,
        match=r"^a share of 0.1 of 2 rows leaves none to validate on; give a larger share, or 0 to train on "
        r"all$",
    ):
        d.split(0.1)
    for size in (0, -1, 2.0):
        with pytest.raises(DataError, match=rf"^a mini-batch has 1 row or more, but got {size}$"):
            next(d.batches(size))
    with pytest.raises(DataError, match=r"^only two classes can be -1 and 1, but species has 3$"):
        data.iris().signs
    with pytest.raises(DataError, match=r"^row 1 has 1 numbers, but there are 2 features$"):
        Dataset([[1.0, 2.0], [3.0]], [0.0, 1.0])
    with pytest.raises(
        DataError, match=r"^a data set needs one target for each row, but got 1 rows and 2 targets$"
    ):
        Dataset([[1.0]], [0.0, 1.0])


def test_batches_hold_each_row_once_and_the_generator_decides_their_order():
    d = data.linear(10, seed=1)
    batches = list(d.batches(4, Random(0)))
    assert [len(b) for b in batches] == [4, 4, 2]
    rows = [x for b in batches for x in b.X]
    assert sorted(rows) == sorted(d.X) != rows
    assert [x for b in d.batches(4, Random(0)) for x in b.X] == rows
    assert next(d.batches(10)).X == d.X


def test_scaling_is_fitted_on_the_training_part_alone():
    train, validation = data.trees().split(0.2, seed=0)
    scaling = Scaling.of(train)
    columns = [*zip(*scaling(train).X, strict=True), scaling(train).y]
    assert [statistics.fmean(c) for c in columns] == pytest.approx([0, 0, 0], abs=1e-12)
    assert [statistics.pstdev(c) for c in columns] == pytest.approx([1, 1, 1])
    assert scaling.means[0] == statistics.fmean(x[0] for x in train.X)
    assert statistics.fmean(scaling(validation).y) != pytest.approx(0, abs=1e-3)
    assert [scaling.target(y) for y in scaling(validation).y] == pytest.approx(validation.y)


def test_a_constant_column_and_huge_numbers_scale():
    d = Dataset([[1.0, 1e150], [1.0, -1e150]], [0, 1], classes=["a", "b"])
    scaled = Scaling.of(d)(d).X
    assert (scaled[0][0], scaled[1][0]) == (0.0, 0.0)
    assert [row[1] for row in scaled] == pytest.approx([1.0, -1.0])


@every("x", [0.1, -0.7, 1e300, 5e-324, 3])
@every("n", [1, 3, 6, 12, 24, 41])
def test_a_column_of_one_number_is_only_moved_whatever_rounding_makes_of_its_mean(x, n):
    d = Dataset([[x]] * n, [x] * n)
    scaling = Scaling.of(d)
    assert scaling == Scaling([x], [1.0], x, 1.0)
    assert scaling(d) == Dataset([[0.0]] * n, [0.0] * n)


def test_the_fingerprint_is_of_the_numbers_targets_included_and_not_of_their_kinds():
    d = Dataset([[1.0, 2.0], [3.0, 4.0]], [0, 1])
    assert Dataset([(1, 2), (np.float64(3), 4)], [0.0, np.int64(1)]).digest == d.digest
    assert len({d.digest, Dataset(d.X, [1, 1]).digest, Dataset([[1.0], [2.0]], [3.0, 4.0]).digest}) == 3
    assert Dataset([[1.0]], [[2.0, 3.0]]).digest != Dataset([[1.0]], [[2.0, 4.0]]).digest


def test_a_csv_written_reads_back_bit_for_bit(tmp_path):
    for d in (data.micrograd_moons(), data.trees(), data.iris(), data.linear(9)):
        file = tmp_path / "again.csv"
        file.write_text(d.to_csv(), encoding="utf-8")
        again = read_csv(file, d.target)
        assert (again.X, again.y, list(again.classes)) == (d.X, d.y, list(d.classes))


def test_a_dataset_of_ones_own_that_forgets_the_inherited_init_is_told():
    class Mine(Dataset):
        def __init__(self, rows):
            self.rows = rows

    for use in (lambda d: d.X, len, repr, lambda d: d.split(), lambda d: d.take([0]), lambda d: d.to_csv()):
        with pytest.raises(
            AttributeError, match=r"^this Mine has no \w+: let its __init__ call super\(\).__init__"
        ):
            use(Mine([[1.0]]))
