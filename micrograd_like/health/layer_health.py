"""One line of a health report, and whether gradients vanish or explode on their way back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

# What a layer gets of the error, as a share of what the last layer gets; and the gradient of a parameter,
# in itself or beside the last layer's.
VANISHED, EXPLODED = 1e-3, 1e3


class LayerHealth(NamedTuple):
    """One line of the report.

    saturated: the share of outputs with almost no slope (for relu: those that are off), None for linear
    layers; dead: neurons whose slope is exactly 0 for every example; delta: the root mean square of the
    errors dC/dz of its neurons, one for each example, None where there are no neurons; gradient: the norm
    of the gradient of its parameters, in which the examples may cancel; size: the norm of the parameters;
    count: how many there are; update: the norm of the next step divided by size, None if no lr was given or
    the layer is frozen.
    """

    name: str
    units: int
    activation: str
    saturated: float | None
    dead: int
    delta: float | None
    gradient: float
    size: float
    count: int
    update: float | None

    def cells(self) -> list[str]:
        """The line of the report, column by column."""
        saturated = "-" if self.saturated is None else f"{self.saturated:.0%}"
        delta, update = ("-" if x is None else f"{x:.2e}" for x in (self.delta, self.update))
        counts = [str(self.units), self.activation, saturated, str(self.dead)]
        return [self.name, *counts, delta, f"{self.gradient:.2e}", update]

    def line(self, width: int) -> str:
        """As a line of a table whose first column has this width."""
        name, units, activation, saturated, dead, delta, gradient, update = self.cells()
        return (
            f"{name:<{width}} {units:>5} {activation:<11} {saturated:>8} {dead:>5} "
            f"{delta:>9} {gradient:>11} {update:>14}"
        )

    @property
    def each(self) -> float:
        """The size of the gradient per parameter: its root mean square."""
        return self.gradient / math.sqrt(self.count)


def vanishes(layers: Sequence[LayerHealth]) -> bool:
    """Whether some layer gets almost nothing of the gradient that the last one gets."""
    return any(share(layer, layers[-1]) < VANISHED for layer in layers)


def explodes(layers: Sequence[LayerHealth]) -> bool:
    """Whether the gradient of some layer is huge, in itself or beside the last layer's, or no number."""
    last = layers[-1].each
    return any(not layer.each <= EXPLODED * min(last or 1.0, 1.0) for layer in layers)


def share(layer: LayerHealth, last: LayerHealth) -> float:
    """What reaches a layer of the error in the last one.

    Example by example where there are neurons: in the gradient of a parameter examples cancel, most of all
    in the last layer of a deep network, which says nearly the same of all of them, so that nothing would
    seem to vanish.
    """
    own, whole = (layer.each, last.each) if None in (layer.delta, last.delta) else (layer.delta, last.delta)
    return own / whole if whole else 1.0  # type: ignore[operator]
