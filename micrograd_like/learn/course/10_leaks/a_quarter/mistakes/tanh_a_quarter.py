# expects 1/4, as for the sigmoid: the slope of tanh is 1 - t², and t is 0 at the steepest place

slope_of_tanh_at_its_steepest = 0.25
