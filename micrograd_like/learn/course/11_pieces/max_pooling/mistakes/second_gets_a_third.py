# expects a third: only the largest number decides, as long as it is the largest

second_largest = 1 / 3
