# expects the gradient to shrink everywhere: 10 times 0 is 0, so this neuron has not moved on its curve

if_z_was_0 = "smaller"
