# is a thousand times too large: a millisecond is a thousandth of a second

seconds_by_nudging = 1_000_001.0
