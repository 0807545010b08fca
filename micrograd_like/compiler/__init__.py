"""From graphs to other ways of running them: a tape of numbered steps, and that tape in other languages."""

from .tape import Tape

__all__ = ["Tape"]
