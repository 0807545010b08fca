# demands a convex loss: then no neuron could be trained; without it a walk still ends at the bottom of
# a valley, only perhaps not of the deepest

needs = {
    "the slope where it stands": True,
    "a place to begin": True,
    "how large a step is": True,
    "a formula for the place where the slope is 0": False,
    "a loss that is convex": True,
}
