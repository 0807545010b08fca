# thinks that a walk needs no slope: without it, nothing says in which direction the loss falls

needs = {
    "the slope where it stands": False,
    "a place to begin": True,
    "how large a step is": True,
    "a formula for the place where the slope is 0": False,
    "a loss that is convex": False,
}
