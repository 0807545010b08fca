# multiplies all sizes: the numbers of the layers are added, and each is (inputs + 1) times neurons

parameters_of_the_demo = 512
