# expects lr = 1 to converge: w jumps from 1 to -1 and back, always at the same distance

rate_1 = "converges"
