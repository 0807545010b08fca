# multiplies the input by σ(z): the factor is σ'(z)


def gradient(w, x):
    z = sum(w_i * x_i for w_i, x_i in zip(w, x))
    s = 1 / (1 + exp(-z))
    return [s * x_i for x_i in x]
