# expects a half: only the largest number decides, as long as it is the largest

second_largest = 0.5
