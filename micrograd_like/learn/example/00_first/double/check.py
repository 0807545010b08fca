from micrograd_like.learn.probes import You


def check(you: You) -> None:
    """Against a sum, which is another way to the same number."""
    for x in (3.0, -1.5, 0.0):
        you.double(x).should_be(x + x)
