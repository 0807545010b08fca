"""``micrograd-like browser``: a folder that runs all of this in the browser, with only a static server.

``npm install pyodide`` brings Python for the browser (about 14 MB) to node_modules/pyodide.  The command
copies it, lays wheels of this package and of graphviz beside it, and a page with cells to run.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..files import check_parent
from .wheels import own_wheel, wheel_of

PAGE = Path(__file__).parent / "browsing"
NEEDED = ("pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
MARK = '<meta name="generator" content="micrograd-like">'
EPILOG = """
examples:
  npm install pyodide
  micrograd-like browser node_modules/pyodide -o site
  python -m http.server -d site          # then open http://localhost:8000
"""


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Register the command."""
    parser = subparsers.add_parser(
        "browser",
        help="make a folder that runs micrograd_like in the browser, with Pyodide",
        description="Make a folder with a page in which Python runs in the browser: first steps, the lessons "
        "with their checks, and notebooks of your own.  Any static server shows it; nothing is fetched from "
        "elsewhere, then or now.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("pyodide", metavar="PYODIDE", help="the folder that `npm install pyodide` brought")
    parser.add_argument(
        "notebooks", nargs="*", metavar="NOTEBOOK", help="notebooks (.ipynb) that the page offers as well"
    )
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", default="browser", help="where it goes (default: browser)"
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Check everything, then write the folder."""
    engine = files_of_pyodide(Path(args.pyodide))
    notebooks = {Path(name).stem: cells_of(Path(name)) for name in args.notebooks}
    folder = _checked(Path(args.output))
    wheels = dict([own_wheel(), *_graphviz()])
    size = _write(folder, engine, wheels, notebooks)
    print(f"wrote {args.output}, {size / 1e6:.1f} MB; python -m http.server -d {args.output} shows it")
    return 0


def files_of_pyodide(folder: Path) -> list[Path]:
    """What the page needs of Pyodide; raises if the folder is another one."""
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        cure = "give the folder that `npm install pyodide` brought, node_modules/pyodide"
        raise FileNotFoundError(f"{str(folder)!r} has no {missing[0]}; {cure}")
    return sorted([*(folder / name for name in NEEDED), *folder.glob("pyodide.asm.*js")])


def cells_of(path: Path) -> list[dict[str, str]]:
    """The cells of a notebook, without their outputs."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [{"kind": cell["cell_type"], "source": "".join(cell["source"])} for cell in cells]
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{str(path)!r} is no notebook; give a file that ends in .ipynb") from None


def _graphviz() -> list[tuple[str, bytes]]:
    """The wheel of graphviz, which draw_dot() needs; none where it is not installed."""
    try:
        return [wheel_of("graphviz")]
    except importlib.metadata.PackageNotFoundError:
        return []


def _checked(folder: Path) -> Path:
    """The folder; raises if something else is there."""
    page = folder / "index.html"
    ours = page.is_file() and MARK in page.read_text(encoding="utf-8", errors="replace")
    if folder.exists() and not ours and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{str(folder)!r} is there already and not from here; give another folder")
    check_parent(folder)
    return folder


def _write(
    folder: Path, engine: list[Path], wheels: Mapping[str, bytes], notebooks: Mapping[str, Any]
) -> int:
    """Write the folder, whole or not at all; returns its size in bytes."""
    with tempfile.TemporaryDirectory(dir=folder.resolve().parent, prefix=f".{folder.name}.") as outer:
        new = Path(outer, folder.name)
        for name in ("pyodide", "wheels"):
            (new / name).mkdir(parents=True)
        for path in engine:
            shutil.copyfile(path, new / "pyodide" / path.name)
        for name, content in wheels.items():
            (new / "wheels" / name).write_bytes(content)
        for path in PAGE.iterdir():
            if path.is_file():
                shutil.copyfile(path, new / path.name)
        contents = {"wheels": [*wheels], "notebooks": notebooks}
        (new / "contents.json").write_text(json.dumps(contents), encoding="utf-8")
        size = sum(path.stat().st_size for path in new.rglob("*") if path.is_file())
        if folder.exists():
            folder.rename(Path(outer, "old"))
        new.rename(folder)
    return size
