# gives the name p something new: the Value that it stood for does not notice; it is p.grad that must
# change


def zero_grad(parameters):
    for p in parameters:
        p = 0.0
