# turns the table over: jacfwd finds columns, but like jacrev it gives back rows, one for each output

from micrograd_like import jacfwd, jacrev


def jacobian(f, xs):
    choice = better(len(xs), len(f(xs)))
    return [list(column) for column in zip(*jacfwd(f)(xs))] if choice == "jacfwd" else jacrev(f)(xs)
