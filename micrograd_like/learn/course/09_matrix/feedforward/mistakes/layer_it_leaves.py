# counts the weight to the layer it leaves; it belongs to the one it enters

place = (1, 0, 2)
