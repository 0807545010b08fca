"""A CSV file as a table of text with its line numbers, so that every complaint can say where.

>>> from pathlib import Path
>>> table = read_table(Path(__file__).with_name("trees.csv"))
>>> table.columns, table.column("girth")[:3]
(['girth', 'height', 'volume'], [8.3, 8.6, 8.8])
"""

from __future__ import annotations

import csv
import io
import math
import os
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

LARGEST = 1e150  # its square is still a double


class DataError(ValueError):
    """Data that cannot be learnt from; the message says where, and what to do."""


@dataclass(frozen=True)
class Table:
    """path: the file's name.  columns: the header.  cells: text, row by row.  lines: where rows begin."""

    path: str
    columns: list[str]
    cells: list[list[str]]
    lines: list[int]

    def need(self, names: Iterable[str]) -> None:
        """Raise unless each of these columns exists."""
        for name in names:
            if name not in self.columns:
                near = get_close_matches(name, self.columns, n=1)
                hint = (
                    f"did you mean {near[0]!r}?"
                    if near
                    else f"it has {', '.join(map(repr, self.columns[:20]))}"
                )
                raise DataError(f"{self.path} has no column {name!r}; {hint}")

    def column(self, name: str, cure: str = "correct it") -> list[float]:
        """The numbers in a column.  cure: what to do about a cell that is text, in a clause."""
        at = self.columns.index(name)
        rows = zip(self.cells, self.lines, strict=True)
        return [self._number(row[at], line, name, cure) for row, line in rows]

    def rows(self, names: Sequence[str]) -> list[list[float]]:
        """The numbers of each row in these columns."""
        return _by_row(self.column(name) for name in names)

    def features(self, names: Sequence[str]) -> list[list[float]]:
        """The same for columns that may be left out: who has text in one is told how."""
        return _by_row(self.column(name, self._cure(name)) for name in names)

    def _cure(self, name: str) -> str:
        first = "correct it" if self.mostly_numbers(name) else "write numbers for it"
        return f"{first}, or leave the column out: --ignore {shlex.quote(name)}, in Python ignore=[{name!r}]"

    def labels(self, name: str) -> list[str]:
        """The text in a column; empty cells and nan raise."""
        at = self.columns.index(name)
        for row, line in zip(self.cells, self.lines, strict=True):
            if row[at].lower() in ("", "nan"):
                raise DataError(self._missing(row[at], line, name))
        return [row[at] for row in self.cells]

    def mostly_numbers(self, name: str) -> bool:
        """Whether more than half of a column's cells are numbers, so that the others look like mistakes."""
        at = self.columns.index(name)
        return sum(as_number(row[at]) is not None for row in self.cells) > len(self.cells) / 2

    def _number(self, cell: str, line: int, name: str, cure: str) -> float:
        number = as_number(cell)
        if not cell or (number is not None and math.isnan(number)):
            raise DataError(self._missing(cell, line, name))
        where = f"{self.path}, line {line}, column {name!r}"
        if number is None:
            hint = f"write {cell.replace(',', '.')}, with a point" if with_comma(cell) else cure
            raise DataError(f"{where}: expected a number, but got {_short(cell)}; {hint}")
        if abs(number) > LARGEST:
            raise DataError(
                f"{where}: {cell} is too large, {LARGEST:g} is the most; correct it, or use another unit"
            )
        return number

    def _missing(self, cell: str, line: int, name: str) -> str:
        what = f"the value is {cell}" if cell else "the cell is empty"
        return f"{self.path}, line {line}, column {name!r}: {what}; fill it in, or remove the row"


def read_table(path: str | os.PathLike) -> Table:
    """The table in a CSV file: a header line, then rows of as many cells, split at , ; or tabs."""
    name = os.fspath(path)
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            lines = list(io.StringIO(file.read(), newline=""))  # str.splitlines would also split at U+2028
    except FileNotFoundError:
        raise FileNotFoundError(
            f"there is no file {name!r} here ({os.getcwd()}); check its name and folder"
        ) from None
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is not UTF-8 text (byte {error.start}); save it as CSV in UTF-8") from None
    except OSError as error:
        raise OSError(
            f"{name!r} cannot be read: {(error.strerror or str(error)).lower()}; give a CSV file"
        ) from None
    header = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter=max(",;\t", key=header.count), strict=True, skipinitialspace=True)
    cells, starts, start = [], [], 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                cells.append([cell.strip() for cell in row])
                starts.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            f"{name}, line {reader.line_num}: {error}; correct the quotes, or save it as CSV again"
        ) from None
    return _checked(name, cells, starts)


def _checked(name: str, rows: list[list[str]], starts: list[int]) -> Table:
    if not rows:
        raise DataError(f"{name} is empty; it needs a header line with the names of the columns, then rows")
    header, *rows = rows
    starts = starts[1:]
    for at, column in enumerate(header):
        if not column:
            raise DataError(f"{name}: column {at + 1} of the header has no name; give it one")
        if column in header[:at]:
            twice = f"the header names {column!r} twice, as columns {header.index(column) + 1} and {at + 1}"
            raise DataError(f"{name}: {twice}; rename one")
    if all(as_number(column) is not None for column in header):
        raise DataError(
            f"{name}: the first line is numbers ({', '.join(header[:4])}); put a header with names above it"
        )
    if not rows:
        raise DataError(f"{name} has a header but no rows; add some")
    for row, line in zip(rows, starts, strict=True):
        if len(row) != len(header):
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            raise DataError(
                f"{name}, line {line}: the row has {cells}, but the header has {len(header)}; make them equal"
            )
    return Table(name, header, rows, starts)


def _by_row(columns: Iterable[list[float]]) -> list[list[float]]:
    return [list(row) for row in zip(*columns, strict=True)]


def as_number(cell: str) -> float | None:
    """The number a cell spells, or None."""
    try:
        return None if "_" in cell else float(cell)
    except ValueError:
        return None


def with_comma(cell: str) -> bool:
    """Whether the cell would be a number with a point in place of its comma."""
    return cell.count(",") == 1 and as_number(cell.replace(",", ".")) is not None


def spelled(x: float) -> str:
    """A number as short as it can be without losing a bit."""
    return repr(int(x)) if x == int(x) and abs(x) < 1e15 else repr(x)


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """The text of a CSV file with these rows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _short(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else cell[:37] + "...")
