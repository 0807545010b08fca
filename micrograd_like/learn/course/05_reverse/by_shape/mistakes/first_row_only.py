# keeps the first row of the Jacobian: it has one for each output


def jacobian(f, xs):
    choice = better(len(xs), len(f(xs)))
    return (jacfwd(f)(xs) if choice == "jacfwd" else jacrev(f)(xs))[0]
