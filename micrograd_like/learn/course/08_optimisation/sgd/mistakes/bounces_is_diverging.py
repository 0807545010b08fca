# expects lr = 1 to diverge: w goes from 1 to -1 and back, never further away

rate_1 = "diverges"
