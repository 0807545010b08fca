# counts a layer too many: 20 layers of edges are 20 choices
paths_through_20 = 3**21
