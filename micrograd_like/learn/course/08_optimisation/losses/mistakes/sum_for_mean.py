# adds up without dividing: then twice as many examples make twice the gradient, and every learning rate
# depends on how many there are


def mean(losses):
    return sum(losses)
