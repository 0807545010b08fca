"""Many cases in one test, where pytest.mark.parametrize makes a test of each, which costs 4 ms apiece.

    @every("x, root", [(4, 2), (9, 3)])
    def test_a_square_root_is_known(x, root):
        assert math.sqrt(x) == root

Every case runs, also after one that fails or skips, and a failure names its case.  The test is skipped where
all of its cases are.
Each has a tmp_path and a monkeypatch of its own; other fixtures of the function are made once for all cases.
"""

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest

MARKED = type(pytest.param())
FAILURES = (Exception, pytest.fail.Exception)


def every(
    names: str | Sequence[str], cases: Iterable, ids: Callable | Iterable[str] | None = None
) -> Callable:
    """Run a test function with each case in turn; the arguments are those of parametrize."""
    arguments = names.replace(" ", "").split(",") if isinstance(names, str) else [*names]
    cases = [*cases]
    rows = [case if len(arguments) > 1 else (case,) for case in cases]
    assert rows, "there are no cases"
    assert not any(isinstance(row, MARKED) for row in cases), "mark the test: its cases have no marks"
    told = [_told(row, ids) for row in rows] if ids is None or callable(ids) else ids
    table = [(name, dict(zip(arguments, row, strict=True))) for name, row in zip(told, rows, strict=True)]

    def decorate(function: Callable) -> Callable:
        @functools.wraps(function)
        def run(*self, **fixtures):
            __tracebackhide__ = True
            _run(table, functools.partial(function, *self), fixtures)

        signature = inspect.signature(function)
        fixtures = [p for p in signature.parameters.values() if p.name not in arguments]
        assert len(fixtures) + len(arguments) == len(signature.parameters), f"{names} are not its arguments"
        vars(run).update(
            __signature__=signature.replace(parameters=fixtures),
            cases=len(table) * getattr(function, "cases", 1),
        )
        return run

    return decorate


def _told(row: tuple, ids: Callable | None) -> str:
    return "-".join(str(ids(part)) if ids else getattr(part, "__name__", None) or repr(part) for part in row)


def _run(table: list[tuple[str, dict]], function: Callable, fixtures: dict) -> None:
    """Run all cases, then raise what failed; or the last skip, if every case has skipped."""
    __tracebackhide__ = True
    failed, skipped = [], []
    for place, (name, case) in enumerate(table):
        try:
            with _own(fixtures, place) as own:
                function(**case, **own)
        except FAILURES as error:
            error.add_note(f"This was the case {name}")
            failed.append((name, error))
        except pytest.skip.Exception as skip:
            skipped.append(skip)
    if len(skipped) == len(table):
        raise skipped[-1]
    if len(failed) == 1:
        raise failed[0][1]
    if failed:
        names = "; ".join(name for name, _ in failed)
        raise BaseExceptionGroup(
            f"{len(failed)} of {len(table)} cases failed: {names}", [e for _, e in failed]
        )


@contextlib.contextmanager
def _own(fixtures: dict, place: int) -> Iterator[dict]:
    """The fixtures for one case: a folder of its own, what it has changed put back, nothing printed before."""
    own = dict(fixtures)
    with contextlib.ExitStack() as stack:
        if "tmp_path" in own:
            own["tmp_path"] = fixtures["tmp_path"] / f"case{place}"
            own["tmp_path"].mkdir()
        if "monkeypatch" in own:
            own["monkeypatch"] = stack.enter_context(fixtures["monkeypatch"].context())
        if "capsys" in own:
            own["capsys"].readouterr()
        yield own
