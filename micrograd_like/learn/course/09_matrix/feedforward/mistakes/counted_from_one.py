# counts neurons from 1: counting begins at 0, so neuron 0 is the first one

place = (2, 1, 3)
