"""Pictures: the lecture's graph (draw_dot), one that plays the sweep (draw), plots; readable where scripts are stripped."""

from .axes import Plot
from .dot import draw_dot, trace
from .plots import bar_plot, decision_boundary, line_plot
from .render import Picture, render_svg
from .viewer import Live, draw

__all__ = ["Live", "Picture", "Plot", "bar_plot", "decision_boundary", "draw", "draw_dot", "line_plot", "render_svg", "trace"]
