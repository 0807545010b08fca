# expects 1.1 to converge: each step multiplies w by 1 - 2 · 1.1 = -1.2, so the distance grows

rate_1_1 = "converges"
