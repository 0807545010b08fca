# sends the ball back: one number goes in, so one sweep forward finds all

place_of_a_ball_after_t_seconds = "jacrev"
