# predicts one edge for each operation: a product and a sum have two, one for each operand
edges_of_three = 7
