"""Joined cases all run and are named where they fail; a quick test that takes long fails."""

import os
from types import SimpleNamespace

import pytest
from cases import every

SQUARES = [(1, 1), (2, 4), (3, 9), (4, 16)]


def test_every_case_runs_also_after_one_that_fails():
    seen = []

    @every("x, y", SQUARES)
    def check(x, y):
        seen.append(x)
        assert x < 3

    with pytest.raises(BaseExceptionGroup, match=r"2 of 4 cases failed: 3-9; 4-16") as found:
        check()
    assert seen == [1, 2, 3, 4]
    assert [error.__notes__ for error in found.value.exceptions] == [
        ["This was the case 3-9"],
        ["This was the case 4-16"],
    ]


def test_one_case_that_fails_is_raised_as_it_is_and_named():
    @every("x", [1, 2], ids=["one", "two"])
    def check(x):
        assert x == 1

    with pytest.raises(AssertionError) as found:
        check()
    assert found.value.__notes__ == ["This was the case two"]


def test_a_case_where_nothing_is_raised_is_named_too():
    @every("error", [ValueError, KeyError])
    def check(error):
        with pytest.raises(ValueError):  # noqa: PT011 any will do
            raise ValueError if error is ValueError else KeyError

    with pytest.raises(KeyError):
        check()

    @every("x", [0])
    def silent(x):
        with pytest.raises(ZeroDivisionError):
            pass

    with pytest.raises(pytest.fail.Exception) as found:
        silent()
    assert found.value.__notes__ == ["This was the case 0"]


def test_cases_behind_one_that_skips_run_and_may_fail():
    ran = []

    @every("x", [1, 2, 3])
    def some(x):
        ran.append(x)
        if x == 1:
            pytest.skip("not here")
        assert x != 3

    with pytest.raises(AssertionError):
        some()
    assert ran == [1, 2, 3]

    @every("x", [1, 2])
    def none(x):
        pytest.skip(f"not {x}")

    with pytest.raises(pytest.skip.Exception, match="not 2"):
        none()


def test_stacked_cases_run_in_every_combination():
    seen = []

    @every("x", [1, 2])
    @every("y", "ab")
    def check(x, y):
        seen.append((x, y))

    check()
    assert (seen, check.cases) == ([(1, "a"), (1, "b"), (2, "a"), (2, "b")], 4)


def test_each_case_has_a_folder_a_monkeypatch_and_output_of_its_own(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CASES", "outside")

    @every("x", [1, 2])
    def check(tmp_path, monkeypatch, capsys, x):
        assert (list(tmp_path.iterdir()), os.environ["CASES"]) == ([], "outside")
        (tmp_path / "file").touch()
        monkeypatch.setenv("CASES", "inside")
        print(x)
        if x == 2:
            assert capsys.readouterr().out == "2\n"

    check(tmp_path=tmp_path, monkeypatch=monkeypatch, capsys=capsys)


@pytest.mark.parametrize(
    ("names", "cases", "said"),
    [
        ("x", [], "there are no cases"),
        ("x", [pytest.param(1, marks=pytest.mark.slow)], "mark the test: its cases have no marks"),
        ("x, z", [(1, 2)], "x, z are not its arguments"),
    ],
)
def test_what_would_test_less_than_it_seems_is_refused(names, cases, said):
    with pytest.raises(AssertionError, match=said):
        every(names, cases)(lambda x: None)


def judged(request, seconds, *, slow=False, cases=0):
    """What becomes of a test that took so many seconds, half of them in a process that it started."""
    (ours,) = [p for p in request.config.pluginmanager.get_plugins() if hasattr(p, "QUICK")]
    times = iter([(0.5, 0.25, 1.0, 0.0, 0.0), (0.5 + seconds / 2, 0.25, 1.0 + seconds / 2, 0.0, 99.0)])
    marker = {"slow": True} if slow else {}
    item = SimpleNamespace(obj=SimpleNamespace(cases=cases), get_closest_marker=marker.get)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ours, "os", SimpleNamespace(times=lambda: next(times)))
        call = ours.pytest_runtest_call(item)
        next(call)
        try:
            call.send("passed")
        except (StopIteration, pytest.fail.Exception) as end:
            return end.value if isinstance(end, StopIteration) else str(end)


def test_a_quick_test_that_takes_four_seconds_of_the_processor_fails(request):
    assert judged(request, 3.9) == "passed"
    assert judged(request, 4.1) == (
        "this test took 4.1 s of processor time, more than 4.0 s: "
        "make it cheaper, or mark it @pytest.mark.slow"
    )
    assert judged(request, 4.1, slow=True) == "passed"


def test_a_test_of_many_cases_may_take_longer(request):
    assert judged(request, 4.1, cases=10) == "passed"
    assert judged(request, 4.3, cases=10).startswith(
        "this test took 4.3 s of processor time, more than 4.2 s"
    )
