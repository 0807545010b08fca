# demands a convex loss: without it a walk still ends in a valley, but perhaps not in the lowest

needs = {
    "the slope where it stands": True,
    "a place to begin": True,
    "how large a step is": True,
    "a formula for the place where the slope is 0": False,
    "a loss that is convex": True,
}
