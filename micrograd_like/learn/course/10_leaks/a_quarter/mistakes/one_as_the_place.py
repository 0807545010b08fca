# expects it at x = 1: the sigmoid is steepest where its value is 1/2

steepest_at = 1.0
