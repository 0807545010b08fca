# puts the sender first: in w^l_jk the receiver j comes first, which makes a row of each neuron's
# weights, and w a a product of a matrix with a column

place = (2, 2, 0)
shape = (3, 4)
