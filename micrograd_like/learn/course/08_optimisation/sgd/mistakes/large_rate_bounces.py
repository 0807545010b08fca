# expects 1.1 to bounce: each step multiplies w by 1 - 2 · 1.1 = -1.2, which is more than 1 in size

rate_1_1 = "bounces"
