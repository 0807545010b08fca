"""Pictures: the lecture's graph (draw_dot), one that plays the sweep (draw), plots; readable where scripts are stripped."""

from .dot import draw_dot, trace
from .filming import film
from .live import Live
from .playground import play
from .plots import bar_plot, decision_boundary, line_plot
from .plots.axes import Plot
from .render import Picture, render_svg
from .svg import Drawing
from .viewer import draw

__all__ = [
    "Drawing",
    "Live",
    "Picture",
    "Plot",
    "bar_plot",
    "decision_boundary",
    "draw",
    "draw_dot",
    "film",
    "line_plot",
    "play",
    "render_svg",
    "trace",
]
