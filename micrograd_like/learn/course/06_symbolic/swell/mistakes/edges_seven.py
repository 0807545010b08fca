# counts 7: there are three new operations, and each has two operands

edges_added = 7
