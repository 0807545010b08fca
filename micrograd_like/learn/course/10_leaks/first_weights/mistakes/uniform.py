# draws evenly between minus and plus the good size: such numbers have a smaller size, by the root of 3


def draw(n, rng):
    return [rng.uniform(-good_size(n), good_size(n)) for _ in range(n)]
