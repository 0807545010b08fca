"""The pictures of README.md, made again.

``python notebooks/pictures/make.py [FOLDER]`` writes them, into this folder by default.
"""

import sys
from pathlib import Path

from micrograd_like import Value, draw_dot
from micrograd_like.commands import demo
from micrograd_like.data import micrograd_moons
from micrograd_like.pictures import decision_boundary, film, line_plot, render_svg
from micrograd_like.pictures.graphs.boxes import Boxes
from micrograd_like.pictures.graphs.still import Still
from micrograd_like.pictures.graphs.survey import Survey
from micrograd_like.training.tasks import predict


def sweep():
    """The lecture's neuron while backward runs."""
    x1, x2 = Value(2.0), Value(0.0)
    w1, w2 = Value(-3.0), Value(1.0)
    b = Value(6.8813735870195432)
    x1w1 = x1 * w1
    x2w2 = x2 * w2
    n = x1w1 + x2w2 + b
    o = n.tanh()
    return film(o)


def lecture():
    """The lecture's picture."""
    a, b, c = Value(2.0), Value(-3.0), Value(6.5)
    out = (a * b + c).tanh()
    out.backward()
    return render_svg(draw_dot(out, color=True, partials=True))


def moons():
    """micrograd's demo: the loss as a graph that opens at its layers, the boundary it learns, its loss."""
    data = micrograd_moons()
    model, history = demo.train(data)
    loss = demo.whole_loss(model, data)
    model.zero_grad()
    loss.backward()
    layers = Still(Boxes.of(Survey.of(loss, {"model": model, "loss": loss}))).svg()
    line = line_plot(
        {"loss": history.loss},
        title="Loss of the moons demo",
        xlabel="step",
        ylabel="mean hinge loss and penalty",
        width=480,
        height=380,
    )
    boundary = decision_boundary(
        lambda x: predict(model, [x])[0],
        data.X,
        data.signs,
        title="What the network says",
        steps=40,
        size=420,
    )
    return {"layers": layers, "loss": line, "boundary": boundary}


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    pictures = {"sweep": sweep(), "lecture": lecture(), **moons()}
    for name, svg in pictures.items():
        (folder / f"{name}.svg").write_text(str(svg), encoding="utf-8")
        print(f"{name}.svg {len(svg):,}")
