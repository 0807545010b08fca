"""Data to learn from: rows of numbers with a target each, made by a seed, read from a CSV file, or bundled.

``builtin.py`` has the data sets and ``read_csv``, ``toys.py`` those made by a seed, ``dataset.py`` the rows,
``scaling.py`` their standardisation.
"""

from .builtin import BUILT_IN, iris, micrograd_moons, read_csv, trees
from .csvfile import DataError
from .dataset import Dataset
from .scaling import Scaling
from .toys import circles, linear, moons, spiral, xor, yin_yang

__all__ = ["BUILT_IN", "DataError", "Dataset", "Scaling", "circles", "iris", "linear", "micrograd_moons",
           "moons", "read_csv", "spiral", "trees", "xor", "yin_yang"]  # fmt: skip
