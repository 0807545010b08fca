# counts a run and a pass for each weight: one of each gives all derivatives

seconds_by_sweeping = 1_000_000 * 0.003
