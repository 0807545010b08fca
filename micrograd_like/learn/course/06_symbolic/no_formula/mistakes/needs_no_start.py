# thinks that the start does not matter: you have just walked to two different places from two starts

needs = {
    "the slope where it stands": True,
    "a place to begin": False,
    "how large a step is": True,
    "a formula for the place where the slope is 0": False,
    "a loss that is convex": False,
}
