# hopes for a larger learning rate: a thousand times 0 is 0

saved_by = "a larger learning rate"
