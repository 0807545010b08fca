# expects 0.3 to bounce: each step multiplies w by 1 - 2 · 0.3 = 0.4, so w comes closer to 0

rate_0_3 = "bounces"
