# expects lr = 1 to crawl: each step multiplies w by 1 - 2 = -1, so it jumps from 1 to -1 and back

rate_1 = "crawls"
