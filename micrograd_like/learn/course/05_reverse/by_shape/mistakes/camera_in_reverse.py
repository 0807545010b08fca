# takes reverse mode for 6 settings and 1000 points: that is a pass for each point, and forward mode
# needs a sweep for each setting

camera_with_6_settings_to_1000_points_of_the_picture = "jacrev"
