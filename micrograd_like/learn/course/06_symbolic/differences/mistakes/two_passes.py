# counts the loss twice or the pass twice: one run takes a millisecond and one pass takes two

seconds_by_sweeping = 0.004
