# adds the choices of the layers: each of the 3 ways through the first can go on in 3 ways, so the
# choices multiply

paths_through_2 = 3 * 2
paths_through_20 = 3 * 20
