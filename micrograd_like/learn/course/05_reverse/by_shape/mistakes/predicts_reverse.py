# trusts reverse mode with everything: a ball has one number going in, and a camera six

place_of_a_ball_after_t_seconds = "jacrev"
camera_with_6_settings_to_1000_points_of_the_picture = "jacrev"
