"""An install contains everything, and the engine in C where there is a compiler.

The tree is copied, and a small module stands in for the engine, so that each build takes about a second.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

import micrograd_like

pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
pytest.importorskip("setuptools", reason="setuptools, which calls the compiler, is not installed")

HOME = Path(__file__).parents[1]
PARTS = [
    ".ci",
    ".gitignore",
    "LICENSE",
    "README.md",
    "micrograd_like",
    "notebooks",
    "pyproject.toml",
    "tests",
]
IGNORED = shutil.ignore_patterns("__pycache__", ".*_cache", ".ipynb_checkpoints", "*.so", "*.pyd", "*.pyc")
STRAYS = ["micrograd_like/_engine.old.so", "micrograd_like/_engine.old.pyd", ".venv/pyvenv.cfg", "demo/index.html",
          "dist/old.whl", "micrograd_like/__pycache__/engine.pyc", "iris.model.json", "my_notes.txt"]  # fmt: skip
ENGINE = f"micrograd_like/_engine{sysconfig.get_config_var('EXT_SUFFIX')}"
STUB = """
#include <Python.h>
#include "operations.c"
static PyObject *run(PyObject *module, PyObject *args) {
    double a, b, c;
    if (!PyArg_ParseTuple(args, "ddd", &a, &b, &c)) return NULL;
    return PyFloat_FromDouble(product_and_sum(a, b, c));
}
static PyMethodDef methods[] = {{"product_and_sum", run, METH_VARARGS, ""}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_engine", "", -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit__engine(void) { return PyModule_Create(&module); }
"""
PURE = (
    "micrograd_like is installed without its engine in C"
    " (the one in Python gives the same numbers, more slowly): "
)
SETTINGS = {
    "MICROGRAD_LIKE_PURE",
    "MICROGRAD_LIKE_REQUIRE_C",
    "CC",
    "CFLAGS",
    "LDFLAGS",
    "LDSHARED",
    "CPPFLAGS",
}
compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cl").split()[0]
needs_a_compiler = pytest.mark.skipif(
    not shutil.which(compiler)
    or not Path(sysconfig.get_path("include"), "Python.h").exists()
    or bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    reason="no C compiler, no Python headers, or a Python without the global lock",
)


def files_of(folder: Path, *tops: str) -> set[str]:
    """All files below some folders and files of the tree, but Python's bytecode."""
    paths = [path for top in tops for path in [folder / top, *(folder / top).rglob("*")] if path.is_file()]
    return {path.relative_to(folder).as_posix() for path in paths if path.parent.name != "__pycache__"}


@pytest.fixture
def tree(tmp_path):
    """A copy of what the repository holds, with a stand-in for the engine."""
    copy = tmp_path / "tree"
    copy.mkdir()
    for part in PARTS:
        if (HOME / part).is_dir():
            shutil.copytree(HOME / part, copy / part, ignore=IGNORED)
        else:
            shutil.copy(HOME / part, copy / part)
    (copy / "micrograd_like/engine.c").write_text(STUB)
    (copy / "micrograd_like/operations.c").write_text(
        "static double product_and_sum(double a, double b, double c) { return a * b + c; }\n"
    )
    return copy


def build(kind: str, tree: Path, **settings: str) -> tuple[Path, str]:
    """Have the backend build a "wheel", an "sdist" or an "editable"; the file, and what was said."""
    out = tree.parent / "built"
    out.mkdir(exist_ok=True)
    code = f"import hatchling.build as backend; print(backend.build_{kind}({str(out)!r}))"
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS} | settings
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tree, env=env, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise RuntimeError(run.stderr)
    return out / run.stdout.splitlines()[-1], run.stderr


def names(wheel: Path) -> set[str]:
    """The files in a wheel, without its own records."""
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def ask(folder: Path, code: str, **settings: str) -> str:
    """What a fresh interpreter prints that finds modules in a folder first."""
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS} | settings
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {code}"]
    run = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return run.stdout.strip() + run.stderr


def product_and_sum(tree: Path, *numbers: float) -> float:
    """What the stand-in computes; it is no engine, so the package is told to leave it alone."""
    code = f"from micrograd_like import _engine; print(_engine.product_and_sum{numbers})"
    return float(ask(tree, code, MICROGRAD_LIKE_PURE="1"))


# ---- what is in them ----


@pytest.mark.slow
def test_the_source_distribution_holds_the_tree_and_nothing_that_lies_about(tree):
    whole = files_of(tree, *PARTS)
    for stray in STRAYS:
        (tree / stray).parent.mkdir(exist_ok=True)
        (tree / stray).touch()
    sdist, _ = build("sdist", tree)
    with tarfile.open(sdist) as archive:
        found = {name.partition("/")[2] for name in archive.getnames()}
    assert found == whole | {"PKG-INFO"}


@pytest.mark.slow
def test_a_wheel_from_the_source_distribution_holds_the_package_and_nothing_else(tree, tmp_path):
    package = files_of(tree, "micrograd_like")
    sdist, _ = build("sdist", tree)
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    (unpacked / STRAYS[0]).touch()
    wheel, _ = build("wheel", unpacked, MICROGRAD_LIKE_PURE="1")
    assert names(wheel) == package
    assert {"micrograd_like/engine.c", "micrograd_like/operations.c", "micrograd_like/py.typed"} <= package


@pytest.mark.slow
def test_the_version_is_read_without_importing_the_package(tree):
    with (tree / "micrograd_like/__init__.py").open("a") as file:
        file.write("\nraise ImportError('a build must not import this')\n")
    wheel, _ = build("wheel", tree, MICROGRAD_LIKE_PURE="1")
    metadata = zipfile.ZipFile(wheel).read(f"micrograd_like-{micrograd_like.__version__}.dist-info/METADATA")
    assert f"\nVersion: {micrograd_like.__version__}\n" in metadata.decode()


# ---- with a compiler ----


@needs_a_compiler
@pytest.mark.slow
def test_with_a_compiler_the_wheel_is_for_this_machine_and_its_engine_loads(tree, tmp_path):
    for name in ("engine.c", "operations.c"):
        shutil.copy(HOME / "micrograd_like" / name, tree / "micrograd_like" / name)  # the real ones
    before = files_of(tree, *PARTS)
    wheel, said = build("wheel", tree)
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    machine = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    assert wheel.name.split("-", 2)[2] == f"{python}-{python}-{machine}.whl"
    assert names(wheel) == files_of(tree, "micrograd_like") | {ENGINE}
    assert PURE not in said
    assert files_of(tree, *PARTS) == before  # nothing is left in the tree
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    code = "import micrograd_like as m; x = m.Value(3.0); (x * x).backward(); print(x.grad, m.accelerated)"
    assert ask(tmp_path / "installed", code) == "6.0 True"


@needs_a_compiler
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="these are flags of GCC and Clang")
def test_flags_of_ones_own_do_not_change_the_rounding(tree):
    flags = "-O3 -ffast-math" + (" -march=native" if os.uname().machine == "x86_64" else "")
    build("editable", tree, CFLAGS=flags, LDFLAGS="-ffast-math", MICROGRAD_LIKE_REQUIRE_C="1")
    assert product_and_sum(tree, 1 / 3, 3.0, -1.0) == 0.0  # contracted into one step it is -5.55e-17
    assert product_and_sum(tree, 5e-324, 1.0, 0.0) == 5e-324  # 0 where the processor flushes small numbers


@needs_a_compiler
@pytest.mark.slow
def test_an_editable_install_builds_in_place_again_and_again(tree, tmp_path):
    wheel, _ = build("editable", tree)
    paths = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".pth")]
    assert [zipfile.ZipFile(wheel).read(path).decode().strip() for path in paths] == [str(tree)]
    assert names(wheel) == set(paths)
    assert product_and_sum(tree, 2.0, 3.0, 4.0) == 10.0
    included = tree / "micrograd_like/operations.c"
    included.write_text(included.read_text().replace("a * b + c", "a * b - c"))
    build("editable", tree)
    assert product_and_sum(tree, 2.0, 3.0, 4.0) == 2.0
    build("editable", tree, MICROGRAD_LIKE_PURE="1")
    assert not (tree / ENGINE).exists()  # an old one would be used in place of what was asked for


@needs_a_compiler
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="these are flags of GCC and Clang")
def test_compiling_by_hand_takes_new_flags_without_a_change_of_the_source(tree):
    old = "static double product_and_sum(double a, double b, double c) { return FACTOR * a; }"
    (tree / "micrograd_like/operations.c").write_text(old)
    for factor in ("2", "3"):
        command = [sys.executable, str(tree / ".ci/compile.py")]
        environment = os.environ | {"CFLAGS": f"-DFACTOR={factor}"}
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert run.stdout.splitlines()[-1] == str(tree / ENGINE)
        assert product_and_sum(tree, 1.0, 0.0, 0.0) == float(factor)


# ---- without ----


def no_engine(tree: Path) -> None:
    (tree / "micrograd_like/engine.c").unlink()


def wrong_engine(tree: Path) -> None:
    (tree / "micrograd_like/operations.c").write_text("#error this machine rounds otherwise\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "settings", "reason"),
    [
        (None, {"MICROGRAD_LIKE_PURE": "1"}, "MICROGRAD_LIKE_PURE is set\n"),
        (None, {"CC": "/no/such/compiler"}, "/no/such/compiler"),
        (no_engine, {}, "there is no micrograd_like/engine.c here\n"),
        pytest.param(wrong_engine, {}, "error this machine rounds otherwise", marks=needs_a_compiler),
    ],
)
def test_without_the_engine_the_wheel_is_pure_and_one_sentence_says_why(tree, spoil, settings, reason):
    if spoil:
        spoil(tree)
    wheel, said = build("wheel", tree, **settings)
    assert wheel.name.split("-", 2)[2] == "py3-none-any.whl"
    assert names(wheel) == files_of(tree, "micrograd_like")
    assert said.startswith(PURE)
    assert reason in said
    assert said.count("\n") == 1


@pytest.mark.slow
def test_an_engine_that_was_demanded_and_cannot_be_built_stops_the_install(tree):
    demand = {"MICROGRAD_LIKE_REQUIRE_C": "1"}
    with pytest.raises(
        RuntimeError, match=r"^MICROGRAD_LIKE_REQUIRE_C is set, .* cannot be built: .*/no/such/comp"
    ):
        build("wheel", tree, CC="/no/such/compiler", **demand)
    assert build("wheel", tree, MICROGRAD_LIKE_PURE="1", **demand)[0].name.endswith("py3-none-any.whl")


@pytest.mark.slow
def test_a_pure_wheel_installs_and_imports(tree, tmp_path):
    pytest.importorskip("pip", reason="pip is not installed here")
    wheel, _ = build("wheel", tree, MICROGRAD_LIKE_PURE="1")
    target = tmp_path / "installed"
    install = ["-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    code = "import micrograd_like as m; x = m.Value(3.0); (x * x).backward(); print(x.grad, m.__file__)"
    assert ask(target, code) == f"6.0 {target / 'micrograd_like' / '__init__.py'}"


@pytest.fixture(scope="module")
def hook():
    """The hook as a module."""
    spec = importlib.util.spec_from_file_location("hatch_build", HOME / ".ci/hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A folder with an engine to compile, on the Python for which it is meant."""
    for variable in SETTINGS:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sysconfig, "get_config_var", {"Py_GIL_DISABLED": 0}.get)
    (tmp_path / "micrograd_like").mkdir()
    (tmp_path / "micrograd_like/engine.c").touch()
    return tmp_path


def test_the_engine_is_not_tried_on_a_python_without_the_global_lock(hook, source, monkeypatch):
    assert hook.reason_for_python(source) is None
    monkeypatch.setattr(sysconfig, "get_config_var", {"Py_GIL_DISABLED": 1}.get)
    assert "global interpreter lock" in hook.reason_for_python(source)


def test_the_engine_is_not_tried_on_another_interpreter_than_cpython(hook, source, monkeypatch):
    monkeypatch.setattr(sys.implementation, "name", "pypy")
    assert hook.reason_for_python(source) == "the engine in C is for CPython, and this is pypy"


@pytest.mark.parametrize(("value", "pure"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_a_setting_of_0_or_nothing_asks_for_nothing(hook, source, monkeypatch, value, pure):
    monkeypatch.setenv("MICROGRAD_LIKE_PURE", value)
    assert bool(hook.reason_for_python(source)) == pure


@pytest.mark.parametrize(
    ("output", "line"),
    [
        (
            "gcc -c engine.c\nengine.c:1:10: fatal error: Python.h: No such file\n#include\nerror: command failed",
            1,
        ),
        ("error: Microsoft Visual C++ 14.0 or greater is required.", 0),
        (
            "gcc -Werror=format-security -c engine.c\nerror: command 'gcc' failed: No such file or directory",
            1,
        ),
        (
            "cl.exe\nengine.c(2): fatal error C1083: Cannot open include file\nerror: command 'cl.exe' failed",
            1,
        ),
        ("something\nKilled", 1),
    ],
)
def test_of_a_compilers_output_the_first_error_is_told(hook, output, line):
    assert hook.first_error(output) == output.splitlines()[line]
    assert hook.first_error("") == "no output"
