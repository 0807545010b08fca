# stops at a - y, which is ∂C/∂a: δ = ∂C/∂z has the factor σ'(z), too


def bp1(a, y, z):
    return [dC_da(a_j, y_j) for a_j, y_j, z_j in zip(a, y, z)]
