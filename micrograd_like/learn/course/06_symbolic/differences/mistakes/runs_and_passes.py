# adds backward passes to the runs: differences use only the values of the loss

seconds_by_nudging = 1_000_000 * 0.003
