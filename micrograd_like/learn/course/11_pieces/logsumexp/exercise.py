from math import exp, log


def logsumexp(xs):
    """log(exp(x1) + exp(x2) + ...), for numbers of any size."""
    # TODO: exp(1000) is too large for a float.  exp(x) = exp(m) · exp(x - m), for any
    # m: which m helps?
    ### BEGIN SOLUTION
    m = max(xs)
    return m + log(sum(exp(x - m) for x in xs))
    ### END SOLUTION


def loss(logits, label):
    """Minus the log of softmax(logits)[label], without computing a probability, which
    could round to 0.
    """
    # TODO
    ### BEGIN SOLUTION
    return logsumexp(logits) - logits[label]
    ### END SOLUTION


def softmax(logits):
    """exp(x) divided by the sum of all exps, for numbers of any size."""
    # TODO: a quotient of exps is the exp of a difference
    ### BEGIN SOLUTION
    total = logsumexp(logits)
    return [exp(x - total) for x in logits]
    ### END SOLUTION


# Predict: 5 is added to every logit.  By how much do these grow?
# TODO
### BEGIN SOLUTION
logsumexp_grows_by = 5.0
loss_grows_by = 0.0
### END SOLUTION
# And what is logsumexp([1000.0, 0.0]), up to the last digit of a float?
### BEGIN SOLUTION
of_1000_and_0 = 1000.0
### END SOLUTION


if __name__ == "__main__":
    for logits in ([0.0, 3.0, -2.0, 1.0], [1000.0, 1003.0, 998.0, 1001.0], [-1000.0, 0.0, 1000.0, -1e6]):
        print(logits)
        print("  logsumexp", logsumexp(logits), " loss of class 3:", loss(logits, 3))
        print("  softmax  ", [f"{p:.5f}" for p in softmax(logits)])
