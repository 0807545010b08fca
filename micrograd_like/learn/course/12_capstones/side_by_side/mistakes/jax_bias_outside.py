# adds the bias after tanh in JAX; it belongs to the weighted sum


def in_jax(jax, W, b, v, x, y):
    x = jax.numpy.array(x)

    def loss(W, b, v):
        return (v @ (jax.numpy.tanh(W @ x) + b) - y) ** 2

    value, slopes = jax.value_and_grad(loss, argnums=(0, 1, 2))(*map(jax.numpy.array, (W, b, v)))
    return float(value), *(slope.tolist() for slope in slopes)
