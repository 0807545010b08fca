# takes exp of the result: at the result z the derivative is 1 / (x (1 - x))

SLOPE = "exp(z)"
