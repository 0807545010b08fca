"""What the course of the loss says: a training that diverges, jumps, stands still or learns by heart.

>>> about_course([1.0, 0.5, 0.25, 0.9, 4.0])[0]
'The loss rises: it was 0.25 at epoch 3 and is 4 at epoch 5; lower lr.'
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

FEW = 3  # epochs that say nothing yet
STILL = 20  # epochs without progress that are many


def losses_of(history: Any) -> tuple[list[float], list[float]]:
    """Training and validation losses of a History, or of a list of losses, epoch by epoch."""
    if history is None:
        return [], []
    told = getattr(history, "loss", history)
    try:
        return [float(x) for x in told], [float(x) for x in getattr(history, "validation_loss", ())]
    except (TypeError, ValueError):
        raise TypeError(
            f"history= takes what fit() returns, or the losses epoch by epoch, but got {history!r}; "
            "append loss.data after each step"
        ) from None


def about_course(losses: Sequence[float], validation: Sequence[float] = ()) -> list[str]:
    """Sentences about losses epoch by epoch; none where they fall as they should."""
    return [*_about_training(losses), *_about_validation(losses, validation)]


def _about_training(losses: Sequence[float]) -> Iterator[str]:
    broken = next((k for k, x in enumerate(losses, 1) if not math.isfinite(x)), None)
    if broken:
        before = f", from {losses[broken - 2]:.4g} before" if broken > 1 else ""
        became = f"The loss became {losses[broken - 1]} at epoch {broken}{before}"
        yield f"{became}; lower lr, or clip the gradients."
        return
    if len(losses) <= FEW:
        return
    best = min(range(len(losses)), key=lambda k: losses[k])
    last, reach = losses[-1], max(losses[: best + 1]) - losses[best]
    rises = sum(b > a for a, b in pairwise(losses))
    if last > losses[best] + max(0.5 * reach, 0.1 * abs(losses[best])) and best < len(losses) - 2:
        yield (
            f"The loss rises: it was {losses[best]:.4g} at epoch {best + 1} and is {last:.4g} "
            f"at epoch {len(losses)}; lower lr."
        )
    elif rises > 0.4 * len(losses) and max(losses[-10:]) > 2 * min(losses[-10:]) > 0:
        jumps = f"The loss jumps: it rose in {rises} of {len(losses) - 1} epochs"
        yield f"{jumps}; lower lr or take larger batches."
    elif len(losses) - 1 - best >= STILL:
        yield (
            f"The loss stands still: nothing has been better than {losses[best]:.4g} at epoch {best + 1} "
            f"for {len(losses) - 1 - best} epochs; lower lr, or stop there."
        )


def _about_validation(losses: Sequence[float], validation: Sequence[float]) -> Iterator[str]:
    if len(validation) <= FEW or not all(map(math.isfinite, (*losses, *validation))):
        return
    best = min(range(len(validation)), key=lambda k: validation[k])
    falls = losses[-1] < losses[min(best, len(losses) - 1)]
    if falls and len(validation) - 1 - best >= FEW and validation[-1] > 1.1 * validation[best]:
        yield (
            f"It learns by heart: since epoch {best + 1} the validation loss has risen from "
            f"{validation[best]:.4g} to {validation[-1]:.4g} while the training loss fell; stop there, "
            "take more rows, or regularize."
        )
