"""One mode held against another: gradcheck (is a gradient right?) and race (what does each mode cost?)."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .gradient_check import GradcheckReport, check_grads, gradcheck
    from .racing import Race, growth, race

__all__ = ["GradcheckReport", "Race", "check_grads", "gradcheck", "growth", "race"]


def __getattr__(name: str) -> Any:
    """Import what is asked for: who trains a network needs neither."""
    if name in ("GradcheckReport", "check_grads", "gradcheck"):
        from . import gradient_check as place
    elif name in ("Race", "growth", "race"):
        from . import racing as place
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(place, name)
