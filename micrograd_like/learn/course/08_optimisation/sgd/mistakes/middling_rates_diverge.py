# expects 0.3 to overshoot: each step multiplies w by 1 - 2 · 0.3 = 0.4, and 0.4 taken fifty times is nothing

rate_0_3 = "diverges"
