"""A folder with pictures and a page that shows them: all of its files appear, or none does.

>>> html = index_page("Two moons", "It learnt.", {"loss": "0.01"}, {"loss.svg": "The loss falls."})
>>> html.count("<figure>"), "<dt>loss</dt><dd>0.01</dd>" in html
(1, True)
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from ..engine import Value
from ..files import check_parent

GENERATOR = '<meta name="generator" content="micrograd-like">'
STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
dl { display: grid; grid-template-columns: max-content auto; gap: .2rem 1.2rem }
dt { opacity: .75 } dd { margin: 0 }
figure { margin: 2rem 0 } figcaption { margin-bottom: .5rem } img { max-width: 100%; height: auto }
pre { overflow-x: auto }
"""


def index_page(
    title: str, words: str, facts: Mapping[str, str], pictures: Mapping[str, str], dot: str = ""
) -> str:
    """An HTML page.  pictures: file names with captions.  dot: a graph as text, if nothing could draw it."""
    rows = "\n".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
    figures = "\n".join(
        f"<figure><figcaption>{escape(words)}</figcaption>"
        f'<img src="{escape(file)}" alt="{escape(words)}"></figure>'
        for file, words in pictures.items()
    )
    text = ""
    if dot:
        text = "<p>The graph of a neuron, as DOT (install Graphviz to see it drawn):</p>"
        text += f"<pre>{escape(dot)}</pre>"
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">{GENERATOR}
<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{STYLE}</style></head>
<body><h1>{escape(title)}</h1>
<p>{escape(words)}</p>
<dl>
{rows}
</dl>
{figures}
{text}</body></html>
"""


def check_folder(folder: str | os.PathLike) -> Path:
    """The folder as a path; raises if pictures cannot go there, before anyone has waited for them."""
    path = Path(folder)
    if path.exists() and not path.is_dir():
        raise FileExistsError(f"{os.fspath(folder)!r} is a file; give the name of a folder for the pictures")
    index = path / "index.html"
    if index.exists() and GENERATOR not in index.read_text(encoding="utf-8", errors="replace"):
        raise FileExistsError(f"{os.fspath(index)!r} is there already and not from here; give another folder")
    check_parent(path)
    return path


def write_folder(folder: str | os.PathLike, files: Mapping[str, str]) -> None:
    """Write text files into a folder, made if it is not there: all or, after a full disk or a kill, none."""
    folder = Path(folder).resolve()
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as outer:
        new = Path(outer, folder.name)
        new.mkdir()
        for name, text in files.items():
            with open(new / name, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        if folder.exists():
            for name in files:
                os.replace(new / name, folder / name)
        else:
            new.rename(folder)


def neuron_graph(
    model: Any, rows: Sequence[Sequence[float]], names: Sequence[str], kind: str = "row"
) -> tuple[dict[str, str], str]:
    """The graph of the first neuron at a row that makes it active, with gradients: a file and its caption.

    kind: what the caption calls a row.  Where no program draws DOT, the graph is drawn in plain layers,
    and a sentence on stderr says so.
    """
    from ..pictures.graphs.dot import as_svg

    neuron = model.layers[0].neurons[0]
    row = next((i for i, x in enumerate(rows) if neuron(x).data > 0), 0)
    inputs = [Value(a, label=name) for a, name in zip(rows[row], names, strict=True)]
    model.zero_grad()
    out = neuron(inputs)
    out.label = "activation"
    out.backward()
    weights = {f"w {name}": w for name, w in zip(names, neuron.w, strict=True)}
    svg, why = as_svg(out, {**weights, "bias": neuron.b})
    if why:
        print(f"micrograd-like: neuron.svg is {why}", file=sys.stderr)
    shown = "its weighted sum, its activation, and what backward() gives"
    return {"neuron.svg": svg}, f"The first neuron, fed with {kind} {row + 1}: {shown}."
