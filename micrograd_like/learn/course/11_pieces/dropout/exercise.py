import random

from micrograd_like import gradcheck


def mask(n, p, rng):
    """n factors: 0 with probability p; the others are such that the mean, over many
    masks, is 1.

    Draw one rng.random() for each factor; below p it is dropped.
    """
    # TODO
    ### BEGIN SOLUTION
    return [0.0 if rng.random() < p else 1 / (1 - p) for _ in range(n)]
    ### END SOLUTION


class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng, self.training = p, rng, True

    def __call__(self, xs):
        """While self.training, each x times its factor of a new mask; else the xs as
        they are.
        """
        # TODO
        ### BEGIN SOLUTION
        if not self.training:
            return list(xs)
        return [x * m for x, m in zip(xs, mask(len(xs), self.p, self.rng))]
        ### END SOLUTION

    def frozen(self, n):
        """A function of n numbers that does the same with one mask, drawn now and kept
        for all calls.
        """
        # TODO
        ### BEGIN SOLUTION
        kept = mask(n, self.p, self.rng)
        return lambda xs: [x * m for x, m in zip(xs, kept)]
        ### END SOLUTION


# A mask turned out as [2.0, 0.0, 2.0, 0.0].  What is the gradient of the sum of the
# four results in the four xs?
# TODO
### BEGIN SOLUTION
gradient_of_the_sum = [2.0, 0.0, 2.0, 0.0]
### END SOLUTION


if __name__ == "__main__":
    layer, xs = Dropout(0.5, random.Random(0)), [1.0, 2.0, 3.0, 4.0]
    print(layer(xs), layer(xs))
    layer.training = False
    print(layer(xs))
    layer.training = True
    try:
        print("random: ", gradcheck(lambda xs: sum(layer(xs)), xs))
    except ValueError as error:
        print("random: ", error)
    f = layer.frozen(4)
    print("frozen: ", gradcheck(lambda xs: sum(f(xs)), xs))
