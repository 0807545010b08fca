# predicts that y may send at once: what t and p hand to y has not reached it yet
turns_before_y = 0
