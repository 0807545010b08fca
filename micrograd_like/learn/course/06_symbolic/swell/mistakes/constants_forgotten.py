# leaves out the edges to the 4 and to the 1: three operations were added, and each has two operands

edges_added = 4
