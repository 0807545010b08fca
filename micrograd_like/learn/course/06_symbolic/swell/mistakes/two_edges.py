# counts 2 edges: e is used twice, but there are three new operations with two operands each

edges_added = 2
