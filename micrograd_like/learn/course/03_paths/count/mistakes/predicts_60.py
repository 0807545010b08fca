# predicts 3 * 20 for 20 layers: each of the 3 ways through one layer goes on in 3 ways through the next,
# so the choices multiply
paths_through_20 = 60
