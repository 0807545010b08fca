from micrograd_like import Value

# o = y + y * w, with y = x * x and w = 3 * y + 1.  With a name for every gate:
#
#   y = x * x      t = 3 * y      w = t + 1      p = y * w      o = y + p
#
# A node sends the grad that it has at that moment.  What reaches it later is not
# sent, and is missing further down.
# TODO: predict how many of the others (o, p, w, t) must have sent before y sends
### BEGIN SOLUTION
turns_before_y = 4
### END SOLUTION


def turns(root):
    """All nodes, root first and each once; a node comes after everything that uses
    it.
    """
    ### BEGIN SOLUTION
    found, seen = [], set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for operand in v.parents:
                visit(operand)
            found.append(v)

    visit(root)
    return found[::-1]
    ### END SOLUTION
    #: # TODO: as it is, this follows every path down to its end; mend it
    #: found = [root]
    #: for operand in root.parents:
    #:     found += turns(operand)
    #: return found


def walk(nodes):
    """Every node sends once, in this order."""
    for v in nodes:
        v.grad = 0.0
    nodes[0].grad = 1.0
    for v in nodes:
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad


if __name__ == "__main__":
    x = Value(1.5, label="x")
    y = x * x
    t = 3 * y
    w = t + 1
    p = y * w
    o = y + p
    for name, v in {"y": y, "t": t, "w": w, "p": p, "o": o}.items():
        v.label = name
    walk(turns(o))
    print(" ".join(v.label or str(v.data) for v in turns(o)))
    print("x.grad =", x.grad, "  by central differences: 46.5")
