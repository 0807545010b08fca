# counts the nodes that use y, which are o, p and t: one of them has to wait for another node itself

turns_before_y = 3
