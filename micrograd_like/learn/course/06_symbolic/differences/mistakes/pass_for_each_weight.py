# counts a backward pass for each weight: one pass gives the derivatives for all weights

seconds_by_sweeping = 2000.0
