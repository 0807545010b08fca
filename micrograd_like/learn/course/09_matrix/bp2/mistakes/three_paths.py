# counts 3 paths: there is one to each of the 4 neurons of the next layer

paths = 3
