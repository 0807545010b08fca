# asks about the inputs twice: how many outputs there are is known when f has run once

from micrograd_like import jacfwd, jacrev


def jacobian(f, xs):
    choice = better(len(xs), len(xs))
    return jacfwd(f)(xs) if choice == "jacfwd" else jacrev(f)(xs)
