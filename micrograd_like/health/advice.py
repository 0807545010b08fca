"""What to do about the gradients of a network: a sentence for each thing that stands out in a health report.

One finding can explain another (a dead layer passes nothing back, so the layers before it stand still), so each is named
once, with a cure for its cause.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .reporting import LayerHealth

VANISHED, EXPLODED = (
    1e-3,
    1e3,
)  # an error, or the gradient per parameter, as a share of the last layer's (or so large itself)
SLOW, FAST = 1e-5, 1e-1  # the step as a share of the weight; around 1e-3 is usual
MANY = 0.25  # the share of dead neurons above which a layer has lost too much
CURES = {
    "relu": 'draw anew with init="he", or use fewer layers',
    "tanh": 'draw anew with init="xavier", or use fewer layers',
}


def vanishes(layers: Sequence[LayerHealth]) -> bool:
    """Whether some layer gets almost nothing of the gradient that the last one gets."""
    return any(_share(layer, layers[-1]) < VANISHED for layer in layers)


def explodes(layers: Sequence[LayerHealth]) -> bool:
    """Whether the gradient of some layer is huge, in itself or beside the last layer's, or no number at all."""
    last = layers[-1].each
    return any(not layer.each <= EXPLODED * min(last or 1.0, 1.0) for layer in layers)


def advice(layers: Sequence[LayerHealth]) -> list[str]:
    """The sentences, about neurons, gradients and steps."""
    found = [*_about_neurons(layers), *_about_gradients(layers), *_about_steps(layers)]
    return found or ["Nothing stands out: gradients reach every layer."]


def _about_neurons(layers: Sequence[LayerHealth]) -> Iterator[str]:
    if zero := [x.name for x in layers if not x.size]:
        yield (f"All parameters are 0 in {_some(zero)}: nothing flows back through them, and neurons that begin alike stay "
               'alike; draw them at random, as init="xavier" does.')  # fmt: skip
    if dead := [x for x in layers if x.dead and x.size]:
        many = any(x.dead > MANY * x.units for x in dead)
        cure = 'lower lr, draw anew with init="he", or use leaky_relu' if many else "so few do little harm"
        shares = _some([f"{x.dead} of {x.units} in {x.name}" for x in dead])
        yield f"Dead neurons: {shares} have no slope for any example, so that no gradient reaches them; {cure}."
    if flat := _flat(layers):
        shares = _some([f"{x.saturated:.0%} in {x.name}" for x in flat])
        yield (f"Saturated outputs: {shares} lie where the slope is almost 0; make the weights smaller "
               '(init="xavier") or standardise the inputs.')  # fmt: skip
        if layers[-1] in flat and layers[-1].activation == "sigmoid":
            yield ("The last layer is saturated: leave its sigmoid out, and take binary_cross_entropy_with_logits, whose slope does not "
                   "fade where the output is certain and wrong.")  # fmt: skip


def _about_gradients(layers: Sequence[LayerHealth]) -> Iterator[str]:
    if broken := [x.name for x in layers if not math.isfinite(x.gradient)]:
        yield (f"The gradient is nan or infinite in {_some(broken)}; find the first operation that gives such a number with "
               "detect_anomaly().")  # fmt: skip
        return
    strong, last = max(layers, key=lambda x: x.each), layers[-1]
    if not strong.gradient:
        if any(x.delta for x in layers):
            yield "No gradient, though each example has an error: they cancel.  Are all inputs the same, or the labels balanced by chance?"
        elif not _cut(layers):
            yield "No gradient at all: the loss is flat here, as where every example is right by a margin."
    elif vanishes(layers) and not _cut(layers):
        weak = min(layers, key=lambda x: _share(x, last))
        what = "a parameter" if None in (weak.delta, last.delta) else "a neuron"
        cure = CURES.get(weak.activation, 'use relu or tanh with init="he" or "xavier", or fewer layers')
        yield (f"The gradient vanishes: {what} of {weak.name} gets {_share(weak, last):.1g} of what one of {last.name} "
               f"gets; {cure}.")  # fmt: skip
    if explodes(layers):
        yield (f"The gradient explodes: it is {strong.each:.1g} for a parameter of {strong.name}; standardise the data (data.Scaling), "
               "make the weights smaller, or clip with optim.clip_grad_norm.")  # fmt: skip


def _about_steps(layers: Sequence[LayerHealth]) -> Iterator[str]:
    large = [x for x in layers if x.size and (x.update or 0) > FAST]
    small = [x for x in layers if 0 < (x.update or 0) < SLOW and not vanishes(layers)]
    told = _some([f"{x.update:.1g} in {x.name}" for x in layers if x in large or x in small])
    if large and small:
        yield f"Uneven steps, as a share of the weights: {told}; no lr suits them all, so use Adam, which scales each step."
    elif large or (small and not _flat(layers)):
        pace, cure = ("Large", "lower lr") if large else ("Small", "raise lr, if the loss is still to fall")
        yield f"{pace} steps, as a share of the weights: {told}; {cure}."


def _flat(layers: Sequence[LayerHealth]) -> list[LayerHealth]:
    """The layers with more than half of their outputs saturated; a relu is half off as it should be."""
    return [x for x in layers if (x.saturated or 0) > 0.5 and x.activation != "relu"]


def _some(texts: Sequence[str]) -> str:
    """A list in words, its middle left out if it is long."""
    if len(texts) <= 5:
        return ", ".join(texts)
    return f"{', '.join(texts[:3])}, ... {texts[-1]} ({len(texts)} layers)"


def _share(layer: LayerHealth, last: LayerHealth) -> float:
    """What reaches a layer of the error in the last one.

    Example by example where there are neurons: in the gradient of a parameter examples cancel, most of all in the last layer of
    a deep network, which says nearly the same of all of them, so that nothing would seem to vanish.
    """
    own, whole = (layer.each, last.each) if None in (layer.delta, last.delta) else (layer.delta, last.delta)
    return own / whole if whole else 1.0  # type: ignore[operator]


def _cut(layers: Sequence[LayerHealth]) -> bool:
    """Whether a whole layer passes nothing back, which is told where neurons are."""
    return any(not x.size or (x.units and x.dead == x.units) for x in layers)
