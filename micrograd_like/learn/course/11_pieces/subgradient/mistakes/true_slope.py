# expects 1, the slope of x: the engine takes 0 for both relus at 0, and adds

what_the_engine_says = 1.0
