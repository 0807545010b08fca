# expects -1: this engine takes the slope 0 for both relus at 0

what_the_engine_says = -1.0
