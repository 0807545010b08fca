# demands a formula for the place where the slope is 0: whoever has it needs no walk

needs = {
    "the slope where it stands": True,
    "a place to begin": True,
    "how large a step is": True,
    "a formula for the place where the slope is 0": True,
    "a loss that is convex": False,
}
