"""What to do about the gradients of a network: a sentence for each thing that stands out in a health report.

One finding can explain another (a dead layer passes nothing back, so the layers before it stand still), so
each is named once, with a cure for its cause.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from .layer_health import LayerHealth, explodes, share, vanishes

SLOW, FAST = 1e-5, 1e-1  # the step as a share of the weight; around 1e-3 is usual
MANY = 0.25  # the share of dead neurons above which a layer has lost too much
CURES = {
    "relu": 'draw anew with init="he", or use fewer layers',
    "tanh": 'draw anew with init="xavier", or use fewer layers',
}


def advise(
    layers: Sequence[LayerHealth], beats_baseline: bool = True, causes: Sequence[str] = ()
) -> list[str]:
    """The sentences: about neurons, gradients and steps, and why a result may not beat a baseline.

    causes: what else was found; it comes first, since neurons die of gradients that have added up.
    """
    grave = [*causes, *_about_neurons(layers), *_about_gradients(layers), *_about_steps(layers)]
    found = [*grave, *_about_few_dead(layers)]
    if beats_baseline:
        return found or ["Nothing stands out: gradients reach every layer."]
    if grave:
        return [*found, "This may be why the result is no better than the baseline."]
    told = "Gradients reach every layer, so they are not why the result is no better than the baseline: "
    return [*found, told + "look at the data, and at what is trained on them and how long."]


def _about_neurons(layers: Sequence[LayerHealth]) -> Iterator[str]:
    if zero := [x.name for x in layers if not x.size]:
        yield (
            f"All parameters are 0 in {_some(zero)}: nothing flows back through them, and neurons that begin "
            'alike stay alike; draw them at random, as init="xavier" does.'
        )
    if _many_dead(layers):
        yield f'{_dead(layers)}; lower lr, draw anew with init="he", or use leaky_relu.'
    if flat := _flat(layers):
        shares = _some([f"{x.saturated:.0%} in {x.name}" for x in flat])
        yield (
            f"Saturated outputs: {shares} lie where the slope is almost 0; make the weights smaller "
            '(init="xavier") or standardise the inputs.'
        )
        if layers[-1] in flat and layers[-1].activation == "sigmoid":
            yield (
                "The last layer is saturated: leave its sigmoid out, and take "
                "binary_cross_entropy_with_logits, "
                "whose slope does not fade where the output is certain and wrong."
            )


def _about_few_dead(layers: Sequence[LayerHealth]) -> Iterator[str]:
    if any(x.dead and x.size for x in layers) and not _many_dead(layers):
        yield f"{_dead(layers)}; so few do little harm."


def _many_dead(layers: Sequence[LayerHealth]) -> bool:
    return any(x.size and x.dead > MANY * x.units for x in layers)


def _dead(layers: Sequence[LayerHealth]) -> str:
    shares = _some([f"{x.dead} of {x.units} in {x.name}" for x in layers if x.dead and x.size])
    return f"Dead neurons: {shares} have no slope for any example, so that no gradient reaches them"


def _about_gradients(layers: Sequence[LayerHealth]) -> Iterator[str]:
    if broken := [x.name for x in layers if not math.isfinite(x.gradient)]:
        where = _some(broken)
        yield (
            f"The gradient is nan or infinite in {where}; find the first operation that gives such a number "
            "with detect_anomaly()."
        )
        return
    strong = max(layers, key=lambda x: x.each)
    if not strong.gradient:
        yield from _about_none(layers)
    elif vanishes(layers) and not _cut(layers):
        yield _about_vanishing(layers)
    if explodes(layers):
        yield (
            f"The gradient explodes: it is {strong.each:.1g} for a parameter of {strong.name}; standardise "
            f"the data "
            "(data.Scaling), make the weights smaller, or clip with optim.clip_grad_norm."
        )


def _about_none(layers: Sequence[LayerHealth]) -> Iterator[str]:
    if any(x.delta for x in layers):
        yield (
            "No gradient, though each example has an error: they cancel.  Are all inputs the same, or the "
            "labels "
            "balanced by chance?"
        )
    elif not _cut(layers):
        yield "No gradient at all: the loss is flat here, as where every example is right by a margin."


def _about_vanishing(layers: Sequence[LayerHealth]) -> str:
    last = layers[-1]
    weak = min(layers, key=lambda x: share(x, last))
    what = "a parameter" if None in (weak.delta, last.delta) else "a neuron"
    cure = CURES.get(weak.activation, 'use relu or tanh with init="he" or "xavier", or fewer layers')
    part = f"{share(weak, last):.1g} of what one of {last.name} gets"
    return f"The gradient vanishes: {what} of {weak.name} gets {part}; {cure}."


def _about_steps(layers: Sequence[LayerHealth]) -> Iterator[str]:
    large = [x for x in layers if x.size and (x.update or 0) > FAST]
    small = [x for x in layers if 0 < (x.update or 0) < SLOW and not vanishes(layers)]
    told = _some([f"{x.update:.1g} in {x.name}" for x in layers if x in large or x in small])
    if large and small:
        cure = "no lr suits them all, so use Adam, which scales each step"
        yield f"Uneven steps, as a share of the weights: {told}; {cure}."
    elif large:
        yield f"Large steps, as a share of the weights: {told}; lower lr."
    elif small and not _flat(layers):
        yield f"Small steps, as a share of the weights: {told}; raise lr, if the loss is still to fall."


def _flat(layers: Sequence[LayerHealth]) -> list[LayerHealth]:
    """The layers with more than half of their outputs saturated; a relu is half off as it should be."""
    return [x for x in layers if (x.saturated or 0) > 0.5 and x.activation != "relu"]


def _some(texts: Sequence[str]) -> str:
    """A list in words, its middle left out if it is long."""
    if len(texts) <= 5:
        return ", ".join(texts)
    return f"{', '.join(texts[:3])}, ... {texts[-1]} ({len(texts)} layers)"


def _cut(layers: Sequence[LayerHealth]) -> bool:
    """Whether a whole layer passes nothing back, which is told where neurons are."""
    return any(not x.size or (x.units and x.dead == x.units) for x in layers)
