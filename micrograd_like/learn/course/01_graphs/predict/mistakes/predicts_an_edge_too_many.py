# predicts an edge too many: each of the 6 products and sums has two edges, and tanh has one
edges_of_three = 14
