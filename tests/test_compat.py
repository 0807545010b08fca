import importlib.util
import subprocess
import sys
from types import ModuleType

import pytest

import micrograd_like
from micrograd_like import compat


@pytest.fixture(autouse=True)
def _clean():
    yield
    for name in compat.NAMES:
        sys.modules.pop(name, None)


def test_micrograds_readme_runs_unchanged():
    compat.install()
    space = {}
    exec(
        """
from micrograd.engine import Value
a = Value(-4.0)
b = Value(2.0)
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f
g.backward()
""",
        space,
    )
    assert f"{space['g'].data:.4f} {space['a'].grad:.4f} {space['b'].grad:.4f}" == "24.7041 138.8338 645.5773"


def test_every_class_of_micrograd_resolves_to_ours():
    compat.install()
    import micrograd
    import micrograd.nn
    from micrograd.nn import MLP, Layer, Module, Neuron

    assert (MLP, Layer, Module, Neuron) == tuple(
        getattr(micrograd_like.nn, n) for n in ("MLP", "Layer", "Module", "Neuron")
    )
    assert micrograd.engine.Value is micrograd_like.Value
    assert importlib.util.find_spec("micrograd") is not None


def test_installing_twice_changes_nothing_and_uninstalling_removes_the_names():
    compat.install()
    compat.install()
    compat.uninstall()
    assert not set(compat.NAMES) & set(sys.modules)
    compat.uninstall()


def test_an_imported_micrograd_is_never_replaced():
    real = ModuleType("micrograd")
    real.__file__ = "/elsewhere/micrograd/__init__.py"
    sys.modules["micrograd"] = real
    with pytest.raises(
        ImportError,
        match=r"imported already, from /elsewhere/micrograd/__init__.py; call compat.install\(\) before",
    ):
        compat.install()
    compat.uninstall()
    assert sys.modules["micrograd"] is real


def test_nothing_is_installed_unless_asked_for():
    code = "import sys, micrograd_like; assert 'micrograd' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
