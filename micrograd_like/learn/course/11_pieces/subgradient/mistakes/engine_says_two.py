# adds slopes of 1 for both: at 0 this engine takes the slope 0 for relu

what_the_engine_says = 2.0
