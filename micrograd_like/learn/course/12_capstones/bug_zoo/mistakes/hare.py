# goes deep at first sight: a node passes on what the first visitor brought, and what others bring later
# stays there


def hare(root):
    begin(root)
    seen = set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for p, d in zip(v.parents, v.local):
                p.grad += d * v.grad
            for p in v.parents:
                visit(p)

    visit(root)
