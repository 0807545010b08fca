# counts two runs for each weight: that is the central difference; here all rises share one run

seconds_by_nudging = 2_000_000 * 0.001
