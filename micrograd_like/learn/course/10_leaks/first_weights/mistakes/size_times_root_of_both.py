# takes the root of the whole product: n stands under the root, and the size of the weights does not


def size_of_sum(n, weight_size):
    return sqrt(n * weight_size)
