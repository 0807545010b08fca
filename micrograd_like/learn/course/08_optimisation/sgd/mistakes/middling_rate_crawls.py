# expects 0.3 to crawl: each step multiplies w by 1 - 2 · 0.3 = 0.4, and after fifty steps almost nothing is
# left

rate_0_3 = "crawls"
