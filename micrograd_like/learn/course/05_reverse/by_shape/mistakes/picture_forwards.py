# sends a picture of 784 points forwards: that takes a sweep for each point, and reverse mode a pass
# for each of the 10 scores

picture_of_784_points_to_scores_of_10_digits = "jacfwd"
