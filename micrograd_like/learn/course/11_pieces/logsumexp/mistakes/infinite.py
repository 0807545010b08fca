# expects infinity: exp(1000) is too large for a float, but its logarithm is 1000

of_1000_and_0 = float("inf")
