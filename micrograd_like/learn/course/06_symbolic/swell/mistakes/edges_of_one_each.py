# counts 3 edges: each of the three new operations has two operands, and an edge for each

edges_added = 3
