# expects lr = 1 to arrive: w goes from 1 to -1 and back, for ever at the same distance

rate_1 = "converges"
