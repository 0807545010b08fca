# expects 0.001 to diverge: each step multiplies w by 1 - 2 · 0.001 = 0.998

rate_0_001 = "diverges"
