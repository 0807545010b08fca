"""One mode held against another: gradcheck (is a gradient right?) and race (what does each mode cost?)."""

from .gradient_check import GradcheckReport, check_grads, gradcheck
from .racing import Race, growth, race

__all__ = ["GradcheckReport", "Race", "check_grads", "gradcheck", "growth", "race"]
