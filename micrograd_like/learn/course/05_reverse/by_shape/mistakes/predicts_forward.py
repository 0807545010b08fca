# chooses forward mode everywhere: with 337 weights and one loss it makes 337 sweeps, where reverse mode
# makes one pass
loss_of_337_weights = "jacfwd"
picture_of_784_points_to_scores_of_10_digits = "jacfwd"
