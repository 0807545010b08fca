# believes a line can do it: the two corners of class 1 lie across from each other, and a line that has
# both on one side has another corner there too

best_of_one = 4
