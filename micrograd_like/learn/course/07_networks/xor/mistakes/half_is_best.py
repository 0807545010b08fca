# counts two: a line that cuts off one corner is right at three of them

best_of_one = 2
