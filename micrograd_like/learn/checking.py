"""Check an exercise: run the learner's code, compare what it gives with what is right, and say which mistake it looks like.

>>> from micrograd_like.learn.lessons import find
>>> check_text(find("0.1"), find("0.1").solution).state
'right'
"""

from __future__ import annotations

import ast
import inspect
import linecache
import math
import os
import random
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .exercise import Exercise, Mutant
from .guard import Problem, problem_of, within

ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
SYMPTOM = 1e-7  # relative: numbers of a learner that count as the numbers of a mutant


@dataclass(frozen=True)
class Row:
    """One comparison: what was asked, what the learner's code gave, what is right."""

    label: str
    got: Any
    right: Any
    ok: bool
    because: str = ""
    secret: bool = False
    picture: str = ""
    name: str = ""  # of the learner's function or value it came from

    @property
    def waiting(self) -> bool:
        return not self.ok and waits(self.got)


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


class Seen:
    """Something of the learner's that a check looks at; it may be a problem instead of a value."""

    def __init__(self, you: You, label: str, value: Any = None, problem: Problem | None = None, name: str = ""):
        self._you, self.label, self.value, self.problem, self.name = you, label, value, problem, name

    def __call__(self, *args: Any, **named: Any) -> Seen:
        """Call it, guarded; a function that is still missing passes its problem on."""
        given = ", ".join([*map(show, args), *(f"{k}={show(v)}" for k, v in named.items())])
        return self._on(f"{self.label}({given})", lambda: self.value(*args, **named))

    def then(self, words: str, part: Callable[[Any], Any]) -> Seen:
        """A part of it, or something made of it.  words: ".data" and "[0]" go behind its label, "{}" stands for it."""
        label = words.replace("{}", self.label) if words[:1] not in ".[" else self.label + words
        return self._on(label, lambda: part(self.value))

    def _on(self, label: str, thunk: Callable[[], Any]) -> Seen:
        if self.problem or waits(self.value):
            return Seen(self._you, label, self.value, self.problem, self.name)
        return self._you.see(label, thunk, self.name)

    def should_be(
        self,
        right: Any,
        within: float = 1e-9,
        *,
        because: str = "",
        floor: float = 1e-12,
        secret: bool = False,
        picture: Callable[[], str] | str = "",
    ) -> Seen:
        """Write a row: it is right if it equals `right`, numbers up to the relative error `within` or the distance `floor`."""
        got, right = self.problem or plain(self.value), plain(right)
        ok = not self.problem and same(got, right, within, floor)
        drawn = "" if ok else picture if isinstance(picture, str) else picture()
        self._you.rows.append(Row(self.label, got, right, ok, because, secret, drawn, self.name))
        return self

    def should(self, what: str, holds: Callable[[Any], Any], *, because: str = "", picture: Callable[[], str] | str = "") -> Seen:
        """Write a row: it is right if the property holds; what completes "it should ..."."""
        ok = False
        if not self.problem and not waits(self.value):
            verdict = self._you.see("", lambda: holds(self.value))
            ok, self.problem = bool(verdict.value), verdict.problem
        drawn = "" if ok else picture if isinstance(picture, str) else picture()
        self._you.rows.append(
            Row(self.label, self.problem or plain(self.value), Should(what), ok, because, picture=drawn, name=self.name)
        )
        return self


class Should(str):
    """A property in place of a right number."""

    __slots__ = ()


class You:
    """The learner's names, as a check sees them: ``you.slope(f, 1.0)`` calls their slope."""

    def __init__(self, names: Mapping[str, Any], seed: str = ""):
        self._names = names
        self.rows: list[Row] = []
        self.random = random.Random(seed)

    def __getattr__(self, name: str) -> Seen:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._names:
            return Seen(self, name, problem=Problem("missing", f"there is no `{name}` in your code; was it renamed?"), name=name)
        return Seen(self, name, self._names[name], name=name)

    def see(self, label: str, thunk: Callable[[], Any], name: str = "") -> Seen:
        """Whatever the thunk gives, or the problem it ran into."""
        try:
            return Seen(self, label, thunk(), name=name)
        except Exception as error:
            return Seen(self, label, problem=problem_of(error), name=name)


def check_file(exercise: Exercise, path: str | os.PathLike, seconds: float | None = None) -> Result:
    """Check an exercise against a file, with whatever line ends and byte order mark an editor left in it."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Result(exercise, problem=Problem("file", f"{path} is no UTF-8 text (see line {line}); save it as UTF-8"))
    except OSError as error:
        return Result(exercise, problem=Problem("file", f"{path} cannot be read: {error.strerror or error}"))
    return check_text(exercise, text, str(path), seconds)


def check_text(exercise: Exercise, text: str, filename: str | None = None, seconds: float | None = None) -> Result:
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
    return _checked(exercise, lambda: names, seconds, lambda name: textwrap.dedent(inspect.getsource(names[name])))


def _checked(
    exercise: Exercise, load: Callable[[], Mapping[str, Any]], seconds: float | None, source: Callable[[str], str]
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
    return bool(found) and not any(isinstance(n, ast.Constant) and n.value is ... for f in found for n in ast.walk(f))


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


def waits(value: Any) -> bool:
    """Whether this is what a starter gives before anything is filled in."""
    return value is None or value is ... or (type(value) in (tuple, list) and any(part is ... for part in value))


def same_symptom(got: Any, wrong: Any) -> bool:
    if isinstance(wrong, Problem):
        return isinstance(got, Problem) and got.kind == wrong.kind
    return not isinstance(got, Problem) and same(got, wrong, SYMPTOM, floor=0.0)


def plain(value: Any) -> Any:
    """A value as data that does not change afterwards: Values become their numbers."""
    if value is None or value is ... or isinstance(value, (bool, int, float, str, Problem)):
        return value
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value)) if type(value) in (list, tuple) else tuple(map(plain, value))
    if isinstance(value, (set, frozenset)):
        return frozenset(map(plain, value))
    if isinstance(value, Mapping):
        return {plain(k): plain(v) for k, v in value.items()}
    for number in ("data", "primal"):
        if isinstance(getattr(value, number, None), float):
            return getattr(value, number)
    try:
        if callable(getattr(value, "tolist", None)):  # an array of NumPy's, a tensor
            return plain(value.tolist())
        if callable(value):
            return Opaque(f"the {'class' if isinstance(value, type) else 'function'} {show(value)}")
        return float(value) if hasattr(value, "__float__") else Opaque(show(value))
    except Exception:
        return Opaque(type(value).__name__)


class Opaque(str):
    """Something that is no number, by the words for it."""

    __slots__ = ()


def same(got: Any, right: Any, within: float = 1e-9, floor: float = 1e-12) -> bool:
    """Equal, with numbers up to a relative error or a distance; lists and tuples are the same thing, True is no 1."""
    if isinstance(right, bool) or isinstance(got, (bool, Opaque)):
        return type(got) is type(right) and got == right
    if isinstance(right, (int, float)) and isinstance(got, (int, float)):
        if math.isnan(right) or math.isnan(got):
            return math.isnan(right) and math.isnan(got)
        return math.isclose(got, right, rel_tol=within, abs_tol=floor)
    if isinstance(right, (list, tuple)) and isinstance(got, (list, tuple)):
        return len(got) == len(right) and all(same(g, r, within, floor) for g, r in zip(got, right, strict=True))
    if isinstance(right, dict) and isinstance(got, dict):
        return got.keys() == right.keys() and all(same(got[k], right[k], within, floor) for k in right)
    return type(got) is type(right) and got == right


def show(value: Any, digits: int = 6) -> str:
    """A value in a few characters, as a learner would write it."""
    if isinstance(value, float):
        text = f"{value:.{digits}g}"
        return f"{value:.1f}" if text.lstrip("-").isdigit() and abs(value) < 1e6 else text
    if isinstance(value, Problem):
        return value.kind if value.kind != "missing" else "no such name"
    if value is None:
        return "nothing"
    if value is ...:
        return "..."
    if isinstance(value, (list, tuple)):
        inner = ", ".join(show(v, digits) for v in value[:12]) + (", ..." if len(value) > 12 else "")
        return f"[{inner}]" if isinstance(value, list) else f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{show(k)}: {show(v, digits)}" for k, v in value.items()) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(map(show, value))) + "}"
    if isinstance(value, (Should, Opaque)):
        return str(value)
    if isinstance(getattr(value, "data", None), float):
        return getattr(value, "label", "") or show(value.data, digits)
    if callable(value):
        return getattr(value, "__name__", None) or getattr(value, "name", None) or type(value).__name__
    text = ADDRESS.sub("", repr(value))
    return text if len(text) < 60 else text[:57] + "..."


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
