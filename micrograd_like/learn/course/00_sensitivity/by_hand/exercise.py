from math import cos, sin, sqrt


def f(a, b, c):
    return -(a**3) + sin(3 * b) - 1.0 / c + b**2.5 - a**0.5


def gradient(a, b, c):
    """[df/da, df/db, df/dc]: each says how f reacts to one input while the other
    two stand still.
    """
    # TODO: differentiate f with pen and paper, once for each input
    ### BEGIN SOLUTION
    df_da = -3 * a**2 - 0.5 / sqrt(a)
    df_db = 3 * cos(3 * b) + 2.5 * b**1.5
    df_dc = 1 / c**2
    ### END SOLUTION
    return [df_da, df_db, df_dc]


if __name__ == "__main__":
    h = 1e-5
    a, b, c = 2.0, 3.0, 4.0
    print("yours:   ", gradient(a, b, c))
    print("measured:", (f(a + h, b, c) - f(a - h, b, c)) / (2 * h))
    print("         ", (f(a, b + h, c) - f(a, b - h, c)) / (2 * h))
    print("         ", (f(a, b, c + h) - f(a, b, c - h)) / (2 * h))
