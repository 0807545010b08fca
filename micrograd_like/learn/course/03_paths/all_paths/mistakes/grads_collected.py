# calls backward() and reads x.grad, which adds up from call to call; the paths tell the slope without
# it


def slope(out, x):
    out.backward()
    return x.grad
