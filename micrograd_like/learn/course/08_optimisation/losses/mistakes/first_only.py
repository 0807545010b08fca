# gives the first loss only


def mean(losses):
    return losses[0]
