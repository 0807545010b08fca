# expects 0.001 to converge: 0.998 to the power 50 is still 0.9

rate_0_001 = "converges"
