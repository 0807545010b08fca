def double(x):
    """Twice the number x."""
    # TODO: give back twice x
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


if __name__ == "__main__":
    print(double(21))
