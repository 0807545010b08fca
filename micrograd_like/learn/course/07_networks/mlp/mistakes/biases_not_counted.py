# counts no biases: 2·16 + 16·16 + 16·1 are the weights alone

parameters_of_the_demo = 304
