# has all of them learn something: in every window two of the three get nothing

how_many_of_12 = 12
