"""A wheel of an installed package, made of its files as they lie here: nothing is built or fetched.

>>> name, content = wheel_of("graphviz")
>>> name.startswith("graphviz-"), name.endswith("-py3-none-any.whl"), content[:2]
(True, True, b'PK')
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

HOME = Path(__file__).parents[1]
LEFT_OUT = {".so", ".pyd", ".pyc", ".pyo", ".tmp"}  # compiled for this machine
METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: micrograd-like\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
EPOCH = (2020, 1, 1, 0, 0, 0)  # of every file: the same files give the same wheel


def own_wheel() -> tuple[str, bytes]:
    """The name and the content of a wheel of this package, with the engine in Python alone."""
    from micrograd_like import __version__

    files = ((path.relative_to(HOME.parent).as_posix(), path) for path in sorted(HOME.rglob("*")))
    return _wheel("micrograd_like", __version__, files)


def wheel_of(name: str) -> tuple[str, bytes]:
    """The same of another pure package that is installed; raises a PackageNotFoundError if it is not."""
    found = importlib.metadata.distribution(name)
    files = ((str(file).replace("\\", "/"), Path(str(file.locate()))) for file in found.files or ())
    top = name.replace("-", "_")
    return _wheel(top, found.version, (pair for pair in files if pair[0].startswith(f"{top}/")))


def _wheel(name: str, version: str, files: Iterable[tuple[str, Path]]) -> tuple[str, bytes]:
    """A wheel of the files that are no machine's own."""
    content = {
        inside: path.read_bytes()
        for inside, path in files
        if path.suffix not in LEFT_OUT and "__pycache__" not in path.parts and path.is_file()
    }
    about = f"{name}-{version}.dist-info"
    content[f"{about}/METADATA"] = METADATA.format(name=name.replace("_", "-"), version=version).encode()
    content[f"{about}/WHEEL"] = WHEEL.encode()
    record = f"{about}/RECORD"
    lines = [f"{inside},sha256={_digest(data)},{len(data)}" for inside, data in content.items()]
    content[record] = "".join(f"{line}\n" for line in [*lines, f"{record},,"]).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, data in content.items():
            archive.writestr(zipfile.ZipInfo(inside, EPOCH), data, zipfile.ZIP_DEFLATED)
    return f"{name}-{version}-py3-none-any.whl", file.getvalue()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
