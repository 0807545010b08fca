"""Pictures: the lecture's graph (draw_dot), plots without matplotlib, all readable where scripts are stripped."""

from .dot import draw_dot, trace
from .render import Picture, render_svg

__all__ = ["Picture", "draw_dot", "render_svg", "trace"]
