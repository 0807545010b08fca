# counts y itself as well: it cannot send before it sends

turns_before_y = 5
