"""Check an exercise: run the learner's code, compare what it gives with what is right, and say which mistake it looks like.

>>> from micrograd_like.learn.lessons import find
>>> check_text(find("0.1"), find("0.1").solution).state
'right'
"""

from __future__ import annotations

import ast
import inspect
import linecache
import os
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .exercise import Exercise, Mutant
from .guard import Problem, within
from .probes import Row, You
from .values import same

SYMPTOM = 1e-7  # relative: numbers of a learner that count as the numbers of a mutant


@dataclass
class Result:
    """The answer to a check.  state: right, wrong, waiting (the starter's ... is still there) or broken (it did not run)."""

    exercise: Exercise
    rows: list[Row] = field(default_factory=list)
    problem: Problem | None = None
    diagnoses: list[Mutant] = field(default_factory=list)
    printed: str = ""
    todo: str = ""  # the line where work waits
    untouched: bool = False  # the starter, as it was handed out

    @property
    def state(self) -> str:
        wrong = [row for row in self.rows if not row.ok]
        if self.problem:
            return "broken"
        if self.rows and not wrong:
            return "right"
        return "waiting" if self.untouched or not self.rows or all(row.waiting for row in wrong) else "wrong"

    @property
    def passed(self) -> bool:
        return self.state == "right"

    def raise_if_wrong(self) -> None:
        """AssertionError with the whole answer unless it is right; for marking systems."""
        if not self.passed:
            raise NotYet("\n" + str(self))

    def text(self, width: int = 79) -> str:
        from .showing import text

        return text(self, width)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        from .showing import html

        return html(self)


class NotYet(AssertionError):  # noqa: N818 RUF100  it is an answer
    """The whole answer to an exercise that is not right."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: the answer, and nothing of the machine that found it."""
        return str(self).strip().splitlines()


def check_file(exercise: Exercise, path: str | os.PathLike, seconds: float | None = None) -> Result:
    """Check an exercise against a file, with whatever line ends and byte order mark an editor left in it."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Result(
            exercise, problem=Problem("file", f"{path} is no UTF-8 text (see line {line}); save it as UTF-8")
        )
    except OSError as error:
        return Result(exercise, problem=Problem("file", f"{path} cannot be read: {error.strerror or error}"))
    return check_text(exercise, text, str(path), seconds)


def check_text(
    exercise: Exercise, text: str, filename: str | None = None, seconds: float | None = None
) -> Result:
    """Check an exercise against the text of a file."""
    filename = filename or f"<your {exercise.id}>"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    names: dict[str, Any] = {"__name__": f"exercise_{exercise.id.replace('.', '_')}", "__file__": filename}

    def load() -> dict[str, Any]:
        exec(compile(text, filename, "exec", dont_inherit=True), names)  # noqa: S102  running it is the point
        return names

    result = _checked(exercise, load, seconds, lambda name: text)
    result.untouched = not result.problem and "..." in text and alike(text, exercise.starter)
    result.todo = todo(text, next((row.name for row in result.rows if row.waiting), ""))
    return result


def check_names(exercise: Exercise, names: Mapping[str, Any], seconds: float | None = None) -> Result:
    """Check an exercise against functions and values that exist already, as in a notebook."""
    return _checked(
        exercise, lambda: names, seconds, lambda name: textwrap.dedent(inspect.getsource(names[name]))
    )


def _checked(
    exercise: Exercise,
    load: Callable[[], Mapping[str, Any]],
    seconds: float | None,
    source: Callable[[str], str],
) -> Result:
    you = You({}, exercise.id)

    def work() -> None:
        you._names = load()
        exercise.check(you)

    problem, printed = within(seconds or exercise.seconds, work)
    result = Result(exercise, silence_told(you.rows, source), problem, printed=printed)
    if result.state == "wrong":
        result.diagnoses = diagnose(exercise, you.rows)
    return result


def rows_of(exercise: Exercise, code: str, name: str = "ours") -> list[Row]:
    """What the check sees in a text of ours."""
    filename = f"<{exercise.id} {name}>"
    linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
    names: dict[str, Any] = {"__name__": "exercise", "__file__": filename}
    you = You(names, exercise.id)

    def work() -> None:
        exec(compile(code, filename, "exec", dont_inherit=True), names)  # noqa: S102
        exercise.check(you)

    problem, _ = within(exercise.seconds, work)
    if problem:
        you.rows.append(Row("it runs", problem, True, False))
    return silence_told(you.rows, lambda name: code)


def silence_told(rows: list[Row], source: Callable[[str], str]) -> list[Row]:
    """The rows, in which None from a function that has been written, no `...` being left in it, is a problem and not work that waits.

    source(name): the text in which it is written, as far as that can be had.
    """

    def told(row: Row) -> Row:
        if row.ok or row.got is not None or not is_written(row.name, source):
            return row
        message = f"None came where a result should be: does `{row.name}` hand it over with `return`?  (print() only shows it.)"
        return replace(row, got=Problem("nothing", message))

    return [told(row) for row in rows]


def is_written(name: str, source: Callable[[str], str]) -> bool:
    """Whether there is a function or class of this name without a `...` in it."""
    try:
        found = [n for n in ast.walk(ast.parse(source(name))) if getattr(n, "name", "") == name]
    except (OSError, TypeError, KeyError, SyntaxError):
        return False
    return bool(found) and not any(
        isinstance(n, ast.Constant) and n.value is ... for f in found for n in ast.walk(f)
    )


def diagnose(exercise: Exercise, rows: Iterable[Row]) -> list[Mutant]:
    """The mutants whose every symptom these rows show: where the mutant is wrong, the learner is wrong in the same way.

    Of two such mutants of which one has all symptoms of the other, only that one is named.
    """
    mine = {key: row for key, row in _numbered(rows) if not row.ok}
    found: list[tuple[Mutant, set]] = []
    for mutant in exercise.mutants:
        its = {key: row for key, row in _numbered(symptoms(exercise, mutant)) if not row.ok}
        if its and all(key in mine and same_symptom(mine[key].got, row.got) for key, row in its.items()):
            found.append((mutant, set(its)))
    return [mutant for mutant, own in found if not any(own < other for _, other in found)]


_seen: dict[tuple[str, str], list[Row]] = {}


def symptoms(exercise: Exercise, mutant: Mutant) -> list[Row]:
    """What the check sees in a mutant, worked out once."""
    code = mutant.code(exercise.solution)
    if (exercise.id, code) not in _seen:
        _seen[exercise.id, code] = rows_of(exercise, code, mutant.name)
    return _seen[exercise.id, code]


def _numbered(rows: Iterable[Row]) -> Iterable[tuple[tuple[str, int], Row]]:
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.label] = seen.get(row.label, 0) + 1
        yield (row.label, seen[row.label]), row


def same_symptom(got: Any, wrong: Any) -> bool:
    if isinstance(wrong, Problem):
        return isinstance(got, Problem) and got.kind == wrong.kind
    return not isinstance(got, Problem) and same(got, wrong, SYMPTOM, floor=0.0)


def alike(text: str, other: str) -> bool:
    """Whether two files are the same program."""
    return ast.dump(ast.parse(text)) == ast.dump(ast.parse(other))


def todo(text: str, name: str = "") -> str:
    """The line that says TODO for this name (in a function the next one, for a value the one above it), with its number."""
    lines = text.splitlines()
    todos = [n for n, line in enumerate(lines) if "TODO" in line]
    for n, line in enumerate(lines):
        if line.strip().startswith(f"def {name}("):
            todos = [t for t in todos if t > n] or todos
            break
        if line.startswith(f"{name} ="):
            todos = [t for t in todos if t <= n][-1:] or todos
            break
    said = lines[todos[0]].strip() if todos else ""
    return "" if not todos else f"line {todos[0] + 1}" + f": {said}" * (said != "# TODO")
