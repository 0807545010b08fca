"""Pictures: the lecture's graph (draw_dot), plots without matplotlib, all readable where scripts are stripped."""

from .axes import Plot
from .dot import draw_dot, trace
from .plots import bar_plot, decision_boundary, line_plot
from .render import Picture, render_svg

__all__ = ["Picture", "Plot", "bar_plot", "decision_boundary", "draw_dot", "line_plot", "render_svg", "trace"]
