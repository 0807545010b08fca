# divides by one fewer than there are: that belongs to the variance of a sample, and a mean divides by
# the count


def mean(numbers):
    return sum(numbers) / (len(numbers) - 1)
