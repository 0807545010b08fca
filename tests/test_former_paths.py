"""Every old path answers once more, names the new one, and is in nobody's way."""

import importlib
import importlib.util
import inspect
import pickle
import pkgutil
import subprocess
import sys
import warnings

import pytest
from cases import every

import micrograd_like
from micrograd_like import former_paths

HOME = "micrograd_like"
OLD = [f"{HOME}.{old}" for old in former_paths.NOW]


@pytest.fixture(autouse=True)
def _fresh():
    """No old path has been imported before, and all packages are left as they were."""
    for name in OLD:
        sys.modules.pop(name, None)
    packages = {old.rpartition(".")[0] for old in OLD}
    before = {name: dict(vars(importlib.import_module(name))) for name in packages}
    yield
    for name in OLD:
        sys.modules.pop(name, None)
        package, _, last = name.rpartition(".")
        vars(sys.modules[package]).pop(last, None)
    for name, attributes in before.items():
        vars(sys.modules[name]).update(attributes)


@every("old", former_paths.NOW)
def test_an_old_module_gives_what_is_in_the_new_one_and_names_it(old):
    now = importlib.import_module(f"{HOME}.{former_paths.NOW[old]}")
    told = rf"^{HOME}\.{old} is now {now.__name__}; the old path goes with the next release$"
    with pytest.warns(DeprecationWarning, match=told) as warned:
        module = importlib.import_module(f"{HOME}.{old}")
    assert len(warned) == 1
    assert warned[0].filename == importlib.__file__
    names = [name for name in vars(now) if not name.startswith("__")]
    assert names
    assert all(getattr(module, name) is vars(now)[name] for name in names)
    assert set(names) <= set(dir(module))


@every("old", former_paths.NAMES)
def test_an_old_name_of_a_package_is_what_it_was_and_names_its_home(old):
    package, _, name = old.rpartition(".")
    home = importlib.import_module(f"{HOME}.{former_paths.NAMES[old]}")
    told = f"{HOME}.{old} is now {home.__name__}.{name}; the old path goes with the next release"
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        found = getattr(importlib.import_module(f"{HOME}.{package}"), name)
    assert found is getattr(home, name)
    assert (str(warned[-1].message), warned[-1].filename) == (told, __file__)


# ---- what notebooks, lessons and pages said, word for word ----

SAID = """
from micrograd_like.learn.grade import mark
from micrograd_like.modes import complex_step, count_paths, derivative, grad, gradcheck
from micrograd_like.modes import numerical_gradient, paths, variable, vjp
from micrograd_like.modes.examples import curve, rosenbrock, speelpenning
from micrograd_like.modes.paths import counts
from micrograd_like.modes.race import growth, race
from micrograd_like.modes.symbolic import Expr, constant, expression
from micrograd_like.pictures import bar_plot, decision_boundary, film, line_plot, play, render_svg
from micrograd_like.pictures.plots import decision_boundary, line_plot
from micrograd_like.training import data, demo, health, least_squares, losses, optim, regularizers
from micrograd_like.training.assumptions import average_over_examples, function_of_outputs
from micrograd_like.training.assumptions import penalised, worst_example
from micrograd_like.training.data import micrograd_moons, yin_yang
from micrograd_like.training.losses import quadratic
from micrograd_like.training.problem import Problem
from micrograd_like.training.race import demo
from micrograd_like.training.tasks import predict
from micrograd_like import backprop_steps, checkpoint, custom, data, explain, health, least_squares
from micrograd_like import losses, loop, matrix, nn, optim, paths, problem, race, regularizers, schedules
"""


@every("line", SAID.strip().splitlines())
def test_a_line_of_a_notebook_still_runs(line):
    space = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        exec(line, space)
    names = [name.strip() for name in line.partition(" import ")[2].split(",")]
    assert all(space[name] is not None for name in names)


FORMS = """
import micrograd_like.training.data
import micrograd_like.training.toys as toys
from micrograd_like.training import health, losses
from micrograd_like.training.dataset import Dataset
"""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_form_of_import_works():
    space = {}
    exec(FORMS, space)
    toys, health, losses, Dataset = (space[name] for name in ("toys", "health", "losses", "Dataset"))
    data = micrograd_like.data
    assert micrograd_like.training.data.moons is data.moons is toys.moons
    assert losses.quadratic is micrograd_like.losses.quadratic
    assert health.report is micrograd_like.health.report
    assert Dataset is data.Dataset
    exec("from micrograd_like.training.data import *", space)
    assert set(data.__all__) <= set(space)
    exec("from micrograd_like.modes.race import *", space)  # which has no __all__
    assert space["growth"] is micrograd_like.comparing.growth


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_module_that_bore_a_functions_name_can_still_be_called():
    checkpoint = importlib.import_module("micrograd_like.modes.checkpoint")
    race = importlib.import_module("micrograd_like.modes.race")
    film = importlib.import_module("micrograd_like.pictures.film")
    assert micrograd_like.modes.race is race  # the import has put it before the function
    assert race.growth is micrograd_like.comparing.growth
    assert checkpoint(lambda x: x * x, micrograd_like.Value(3.0)).data == 9.0
    assert micrograd_like.race is race.race
    assert micrograd_like.film in (film, film.film)  # by which of the two came first
    with pytest.raises(AttributeError, match=r"'micrograd_like\.nn\.losses' has no attribute 'losses'"):
        importlib.import_module("micrograd_like.training.losses")()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_was_pickled_under_an_old_path_is_read():
    from micrograd_like.data import Dataset

    written = pickle.dumps(Dataset, 0).replace(
        b"micrograd_like.data.dataset", b"micrograd_like.training.dataset"
    )
    assert b"training" in written
    assert pickle.loads(written) is Dataset


def test_names_that_were_never_there_are_refused_as_ever():
    with pytest.raises(ModuleNotFoundError, match=r"^No module named 'micrograd_like\.training\.dta'$"):
        importlib.import_module("micrograd_like.training.dta")
    assert importlib.util.find_spec("micrograd_like.modes.nothing") is None
    with pytest.raises(AttributeError, match=r"^module 'micrograd_like\.modes' has no attribute 'gradchek'$"):
        print(micrograd_like.modes.gradchek)
    with pytest.raises(ImportError, match="cannot import name 'gradchek'"):
        exec("from micrograd_like.modes import gradchek")
    with pytest.warns(DeprecationWarning, match="is now"):
        old = importlib.import_module("micrograd_like.training.data")
    with pytest.raises(AttributeError, match=r"^module 'micrograd_like\.data' has no attribute 'mons'$"):
        print(old.mons)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_looking_around_in_the_package_finds_the_new_modules_only():
    for old in former_paths.NOW:
        importlib.import_module(f"{HOME}.{old}")
    walked = {info.name for info in pkgutil.walk_packages(micrograd_like.__path__, f"{HOME}.")}
    assert not walked & set(OLD)
    assert f"{HOME}.data.toys" in walked
    moons = micrograd_like.data.moons
    assert inspect.getmodule(moons).__name__ == "micrograd_like.data.toys"
    assert inspect.getmodule(moons.__code__).__name__ == "micrograd_like.data.toys"
    assert inspect.getsource(moons).startswith("def moons(")
    assert inspect.getmembers(sys.modules["micrograd_like.training.data"], inspect.isfunction)


def test_old_paths_cost_an_import_of_the_package_nothing():
    code = (
        "import sys, micrograd_like; from micrograd_like import former_paths; former_paths.install(); "
        "print(sys.meta_path.count(former_paths.FormerPaths), sys.meta_path[-1] is former_paths.FormerPaths, "
        "[m for m in sys.modules if m.startswith(('micrograd_like.training', 'micrograd_like.data'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().startswith("1 True [")
    assert "training" not in done.stdout


def test_a_user_is_told_at_his_own_line():
    lines = [
        "import micrograd_like.modes as m",
        "from micrograd_like.training.data import xor",
        "m.gradcheck",
    ]
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    told = [line for line in done.stderr.splitlines() if "DeprecationWarning" in line]
    assert [line.partition(": DeprecationWarning")[0] for line in told] == ["<string>:2", "<string>:3"]
