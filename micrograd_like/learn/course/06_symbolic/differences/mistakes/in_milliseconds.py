# answers in milliseconds: a second has a thousand of them

seconds_by_nudging = 1_000_001
seconds_by_sweeping = 3
