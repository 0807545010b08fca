"""Pictures of graphs and of training, as text; they show themselves in notebooks, also where no script runs.

    graphs/     a graph as boxes: the lecture's picture (draw_dot), a film of the sweep (film), and what they
                share: names and groups (survey), the boxes shown at first, their layout, the still image
    pages/      HTML that lives by itself: the graph to step through (draw), a network that learns (play)
    plots/      lines, bars, and what a classifier says everywhere (line_plot, bar_plot, decision_boundary)
    quoting     labels that are never markup
    rendering   from DOT to SVG and PNG, by the program there is
    svg         SVG that shows and saves itself

Only draw_dot() needs the package graphviz.
"""

from .graphs.dot import draw_dot, trace
from .graphs.filming import film
from .pages.live import Live
from .pages.playground import play
from .pages.viewer import draw
from .plots import bar_plot, decision_boundary, line_plot
from .plots.axes import Plot
from .rendering import Picture, render_svg
from .svg import Drawing

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
