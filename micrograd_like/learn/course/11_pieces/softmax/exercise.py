from math import exp, log

# A network with several classes gives a score for each; these scores are called logits.


def softmax(logits):
    """exp of each, divided by the sum of all of them: positive numbers that add up to
    1.
    """
    # TODO
    ### BEGIN SOLUTION
    exps = [exp(x) for x in logits]
    return [e / sum(exps) for e in exps]
    ### END SOLUTION


def loss(logits, label):
    """Minus the log of the probability of class number `label`, counted from 0: the
    negative log likelihood.
    """
    # TODO
    ### BEGIN SOLUTION
    return -log(softmax(logits)[label])
    ### END SOLUTION


def gradient(logits, label):
    """The derivative of the loss with respect to each of the logits, found on paper: a
    list.
    """
    # TODO: the loss is log(sum of all exps) - logits[label]
    ### BEGIN SOLUTION
    slopes = softmax(logits)
    slopes[label] -= 1
    return slopes
    ### END SOLUTION


# Predict: what is the sum of these derivatives, whatever the logits are?
# TODO
### BEGIN SOLUTION
sum_of_slopes = 0.0
### END SOLUTION


if __name__ == "__main__":
    logits, label = [0.0, 3.0, -2.0, 1.0], 3
    print("probabilities", [f"{p:.5f}" for p in softmax(logits)])
    print(f"loss           {loss(logits, label):.5f}")
    print("slopes       ", [f"{g:.5f}" for g in gradient(logits, label)])
