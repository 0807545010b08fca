# uses the operand of exp where its result belongs (in code: self.data for out.data): exp is its own
# derivative, so it is z


def d_exp(x, z):
    return x
