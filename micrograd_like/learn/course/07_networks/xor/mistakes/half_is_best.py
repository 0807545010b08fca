# gives up too early: a line that cuts off a single corner has the other three on one side, and is wrong
# at one of those only

best_of_one = 2
