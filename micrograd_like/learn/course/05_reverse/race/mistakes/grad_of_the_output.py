# gives the grad of the output, which is 1: asked for are those of the leaves


def reverse_gradient(f, xs):
    out = f(*[Value(x) for x in xs])
    out.backward()
    return [out.grad for _ in xs]
