# hands outputs and inputs over in the wrong order: better takes the inputs first

from micrograd_like import jacfwd, jacrev


def jacobian(f, xs):
    choice = better(len(f(xs)), len(xs))
    return jacfwd(f)(xs) if choice == "jacfwd" else jacrev(f)(xs)
