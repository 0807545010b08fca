# thinks that the size of the steps does not matter: without it a step has a direction and no length

needs = {
    "the slope where it stands": True,
    "a place to begin": True,
    "how large a step is": False,
    "a formula for the place where the slope is 0": False,
    "a loss that is convex": False,
}
