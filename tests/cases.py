"""Many cases in one test, where pytest.mark.parametrize makes a test of each, which costs 4 ms apiece.

    @every("x, root", [(4, 2), (9, 3)])
    def test_a_square_root_is_known(x, root):
        assert math.sqrt(x) == root

Every case runs, also after one that fails, and a failure names its case.
The fixtures of the function are made once for all its cases.
"""

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence

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
            _run([(name, functools.partial(function, *self, **case, **fixtures)) for name, case in table])

        signature = inspect.signature(function)
        fixtures = [p for p in signature.parameters.values() if p.name not in arguments]
        assert len(fixtures) + len(arguments) == len(signature.parameters), f"{names} are not its arguments"
        run.__signature__ = signature.replace(parameters=fixtures)
        run.cases = len(table) * getattr(function, "cases", 1)
        return run

    return decorate


def _told(row: tuple, ids: Callable | None) -> str:
    return "-".join(str(ids(part)) if ids else getattr(part, "__name__", None) or repr(part) for part in row)


def _run(tests: list[tuple[str, Callable]]) -> None:
    """Run all of them, then raise what failed."""
    __tracebackhide__ = True
    failed = []
    for name, test in tests:
        try:
            test()
        except FAILURES as error:
            error.add_note(f"This was the case {name}")
            failed.append((name, error))
    if len(failed) == 1:
        raise failed[0][1]
    if failed:
        names = "; ".join(name for name, _ in failed)
        raise BaseExceptionGroup(
            f"{len(failed)} of {len(tests)} cases failed: {names}", [e for _, e in failed]
        )
