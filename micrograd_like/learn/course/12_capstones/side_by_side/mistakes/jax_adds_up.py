# expects JAX to add up: it has no .grad to add to, a gradient is what a function gives back, the same
# every time

factor_in_jax = 2.0
