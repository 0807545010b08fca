# pays for a sweep for each weight: one backward sweep serves all of them

seconds_by_sweeping = 1_000_000 * 0.003
