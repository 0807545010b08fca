# draws e twice: in a graph it is one node, with two edges that lead to it

edges_added = 12
