from micrograd_like import Value

#   here                     PyTorch                                 JAX
#   Value(3.0)               torch.tensor(3.0, requires_grad=True)   jax.numpy.array(3.0)
#   a list of Values         one tensor with a shape                 one array with a shape
#   weighted sums in a loop  W @ x                                   W @ x
#   z.tanh()                 torch.tanh(z)                           jax.numpy.tanh(z)
#   loss.backward(), p.grad  loss.backward(), p.grad                 jax.value_and_grad(f, argnums=(0, 1, 2))(...)
#   out.data                 out.item(), p.grad.tolist()             float(out), slope.tolist()


def ours(W, b, v, x, y):
    """The loss (v · tanh(W x + b) - y)², and its gradients in W, b and v, as numbers
    and lists.
    """
    W, b, v = [[Value(w) for w in row] for row in W], [Value(n) for n in b], [Value(n) for n in v]
    hidden = [(sum(w * x_j for w, x_j in zip(row, x)) + b_i).tanh() for row, b_i in zip(W, b)]
    loss = (sum(v_i * h for v_i, h in zip(v, hidden)) - y) ** 2
    loss.backward()
    return loss.data, [[w.grad for w in row] for row in W], [n.grad for n in b], [n.grad for n in v]


def in_torch(torch, W, b, v, x, y):
    """The same with tensors that record their operations; the module comes as an
    argument.
    """
    # TODO: W, b and v as tensors with dtype=torch.float64 that want a gradient; x as
    # one that does not
    ### BEGIN SOLUTION
    W, b, v = (torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in (W, b, v))
    x = torch.tensor(x, dtype=torch.float64)
    ### END SOLUTION
    #: ...
    # TODO: the loss, and one word that fills in the gradients
    ### BEGIN SOLUTION
    loss = (v @ torch.tanh(W @ x + b) - y) ** 2
    loss.backward()
    ### END SOLUTION
    ### BEGIN SOLUTION
    return loss.item(), W.grad.tolist(), b.grad.tolist(), v.grad.tolist()
    ### END SOLUTION


def in_jax(jax, W, b, v, x, y):
    """The same with a function and its gradient, which is another function; nothing is
    stored in between.
    """
    # TODO: x as an array; def loss(W, b, v), which gives the loss
    ### BEGIN SOLUTION
    x = jax.numpy.array(x)

    def loss(W, b, v):
        return (v @ jax.numpy.tanh(W @ x + b) - y) ** 2

    ### END SOLUTION
    # TODO: value_and_grad of it, in all three arguments, called with W, b and v as arrays
    ### BEGIN SOLUTION
    value, slopes = jax.value_and_grad(loss, argnums=(0, 1, 2))(*map(jax.numpy.array, (W, b, v)))
    ### END SOLUTION
    #: ...
    ### BEGIN SOLUTION
    return float(value), *(slope.tolist() for slope in slopes)
    ### END SOLUTION


# Predict: the loss is computed and differentiated a second time, and nobody has set
# anything to 0 in between.  By which factor are the gradients then larger than after
# the first time?
# TODO
### BEGIN SOLUTION
factor_in_torch = 2.0
factor_in_jax = 1.0
### END SOLUTION


if __name__ == "__main__":
    numbers = [[0.5, -1.0], [0.25, 2.0], [-0.75, 0.5]], [0.1, -0.2, 0.3], [1.0, -2.0, 0.5], [0.8, -0.4], 1.0
    print("ours   ", ours(*numbers))
    for name, translated in (("torch", in_torch), ("jax", in_jax)):
        try:
            module = __import__(name)
        except ImportError:
            print(f"{name:7} is not installed here; the check runs your code on a small stand-in")
            continue
        if name == "jax":
            module.config.update("jax_enable_x64", True)  # JAX counts with 32 bits unless it is told otherwise
        print(f"{name:7}", translated(module, *numbers))
