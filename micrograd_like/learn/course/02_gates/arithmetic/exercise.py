# For z = gate(x, y) give the pair (dz/dx, dz/dy): how z reacts to x while y
# stands still, and the other way round.


def d_add(x, y):
    """z = x + y"""
    # TODO
    ### BEGIN SOLUTION
    return 1.0, 1.0
    ### END SOLUTION


def d_sub(x, y):
    """z = x - y"""
    # TODO
    ### BEGIN SOLUTION
    return 1.0, -1.0
    ### END SOLUTION


def d_mul(x, y):
    """z = x * y"""
    # TODO
    ### BEGIN SOLUTION
    return y, x
    ### END SOLUTION


def d_div(x, y):
    """z = x / y"""
    # TODO
    ### BEGIN SOLUTION
    return 1 / y, -x / y**2
    ### END SOLUTION


def d_neg(x):
    """z = -x, one number"""
    # TODO
    ### BEGIN SOLUTION
    return -1.0
    ### END SOLUTION


def d_pow(x, n):
    """z = x**n with a constant n: only dz/dx, one number"""
    # TODO
    ### BEGIN SOLUTION
    return n * x ** (n - 1)
    ### END SOLUTION


if __name__ == "__main__":
    x, y, h = 3.0, -2.0, 1e-5
    print("d_div   ", d_div(x, y))
    print("measured", ((x + h) / y - (x - h) / y) / (2 * h), (x / (y + h) - x / (y - h)) / (2 * h))
