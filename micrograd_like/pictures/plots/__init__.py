"""Plots as SVG text, without matplotlib: they show themselves in notebooks and save themselves to files."""

from .axes import Plot
from .bars import bar_plot
from .boundary import decision_boundary
from .lines import line_plot

__all__ = ["Plot", "bar_plot", "decision_boundary", "line_plot"]
