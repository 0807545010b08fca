# weighs the two parts by 1 - strength and strength: the error counts in full


def loss(error, weights, strength):
    return (1 - strength) * error + l2(weights, strength)
