# has the sender before the receiver in place: w^l_jk goes from k to j, so the receiver comes first

place = (2, 2, 0)
