# counts the nodes that use y, which are o, p and t: one of them has in turn to wait for somebody else

turns_before_y = 3
