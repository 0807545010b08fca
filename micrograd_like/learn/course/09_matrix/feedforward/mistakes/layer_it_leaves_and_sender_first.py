# counts the weight to the layer it leaves, and puts the sender first: it belongs to the layer it enters,
# receiver first

place = (1, 2, 0)
