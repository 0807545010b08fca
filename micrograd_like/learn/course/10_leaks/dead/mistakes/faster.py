# expects a larger learning rate to help: it is multiplied by a gradient of 0

saved_by = "a larger learning rate"
