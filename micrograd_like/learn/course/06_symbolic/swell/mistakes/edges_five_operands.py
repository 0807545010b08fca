# counts 8: each of the three operations has two operands, an edge for each

edges_added = 8
