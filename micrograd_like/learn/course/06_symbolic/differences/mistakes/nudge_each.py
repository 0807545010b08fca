# forgets the run at the start: every rise is counted from there

seconds_by_nudging = 1_000_000 * 0.001
