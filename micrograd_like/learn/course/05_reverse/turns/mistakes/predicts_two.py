# counts o and p: t sends to y as well, and w has sent to t before

turns_before_y = 2
