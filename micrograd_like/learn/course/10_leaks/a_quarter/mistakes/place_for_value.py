# mixes up x and s: the value of the sigmoid is 1/2 where it is steepest, and x is something else there

steepest_at = 0.5
