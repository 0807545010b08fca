# keeps the largest of all: each window gives one number


def max_pool(xs, size):
    return [max(xs)]
