# names σ'(a): the derivative of a = σ(z) with respect to z is σ'(z)

second_factor = "sigma'(a)"
