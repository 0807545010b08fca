# predicts that each layer doubles the paths: three edges lead on from every node, so it multiplies by
# 3

paths_through_2 = 2**2
paths_through_20 = 2**20
