# expects the middle of the slopes: this engine takes 0 for both relus at 0, and adds up

what_the_engine_says = 0.5
