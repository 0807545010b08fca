# divides 0 by 0 when both derivatives are 0; two zeros agree


def relative_error(a, n):
    largest = max(abs(a), abs(n))
    return abs(a - n) / largest
