# expects 0: the function gives the same gradient again

factor_in_jax = 0.0
