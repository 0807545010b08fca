# thinks the second largest is heard: it is not, until it overtakes

second_largest = 1.0
