from micrograd_like import Value

# An expression is "x", or a number, or (operation, left, right): ("*", "x", ("-", 1,
# "x")) stands for x * (1 - x).


def symbols(e):
    """How many letters, numbers and operations it takes to write e down; brackets are
    free.
    """
    # TODO
    ### BEGIN SOLUTION
    if isinstance(e, tuple):
        operation, left, right = e
        return 1 + symbols(left) + symbols(right)
    return 1
    ### END SOLUTION


def diff(e):
    """de/dx as an expression, for sums, differences and products; nothing needs to be
    simplified.
    """
    if not isinstance(e, tuple):
        # TODO: the derivative of x with respect to x, and the derivative of a number
        ### BEGIN SOLUTION
        return 1 if e == "x" else 0
        ### END SOLUTION
    operation, left, right = e
    if operation == "*":
        # TODO: the product rule; both factors may depend on x
        ### BEGIN SOLUTION
        return ("+", ("*", diff(left), right), ("*", left, diff(right)))
        ### END SOLUTION
    # TODO: a sum or a difference
    ### BEGIN SOLUTION
    return (operation, diff(left), diff(right))
    ### END SOLUTION


def nested(k):
    """4 * e * (1 - e), where e is again 4 * e * (1 - e), and so on, k times; at the
    very bottom e is x.
    """
    e = "x"
    for _ in range(k):
        e = ("*", ("*", 4, e), ("-", 1, e))
    return e


# Think of nested(20) and nested(21), once as graphs, in which e is one node, and once
# written out.
# TODO: predict.  How many edges does the last nesting add to the graph (the 4 and the 1
# are nodes too)?
# By about how much does it multiply the symbols of the derivative?  A whole number.
### BEGIN SOLUTION
edges_added = 6
times_as_many_symbols = 2
### END SOLUTION


if __name__ == "__main__":
    print("nested   edges   symbols   symbols of the derivative")
    out = Value(0.3)
    edges = 0
    for k in range(1, 13):
        out = 4 * out * (1 - out)
        edges += edges_added
        print(f"{k:6} {edges:7} {symbols(nested(k)):9,} {symbols(diff(nested(k))):13,}")
