from micrograd_like import Rule, Value, gradcheck

# A row is text: z as a formula in x, and dz/dx as a formula in x and z.  exp, log,
# sqrt, tanh and their like may be called in it.  Every mode reads the row: backward(),
# Duals, second derivatives, pictures.
# TODO
### BEGIN SOLUTION
VALUE = "log(x / (1 - x))"
SLOPE = "1 / (x * (1 - x))"
### END SOLUTION
# TODO: where it is defined, as a condition on x in Python
### BEGIN SOLUTION
DOMAIN = "0 < x < 1"
### END SOLUTION


def row():
    """Not in the table; `rule(...)`, with a small letter and the same arguments, would
    add it for good.
    """
    return Rule("logit", VALUE, SLOPE, domain=DOMAIN)


def logit(x):
    ### BEGIN SOLUTION
    """The odds of a probability x on the scale of the logarithm, so that the sigmoid of it is x again.

    x lies above 0 and below 1; logit(1 - x) is -logit(x).

    >>> logit(0.5)
    0.0
    """
    ### END SOLUTION
    #: """TODO: one sentence that says what one gets, with a full stop at the end of this line.
    #:
    #: Then where x may lie; then an example as below, with what Python really prints.
    #:
    #: >>> logit("TODO")
    #: """
    return row()(x)


if __name__ == "__main__":
    import doctest

    if ... in (VALUE, SLOPE, DOMAIN):
        raise SystemExit("The row is not complete yet.")
    print(row())
    x = Value(0.8, label="x")
    y = logit(x)
    y.backward()
    print(y, x)
    print(gradcheck(logit, 0.8))
    doctest.run_docstring_examples(logit, globals(), verbose=True)
