# uses log(1 + exp(-y * score)), which is the cross-entropy for the labels -1 and +1; here they are 0 and 1


def cross_entropy(score, y):
    return (1 + (-y * score).exp()).log()
