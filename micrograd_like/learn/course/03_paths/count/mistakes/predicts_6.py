# predicts 3 + 3 for two layers: each of the 3 ways through the first goes on in 3 ways, so the choices
# multiply
paths_through_2 = 6
