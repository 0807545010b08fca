# multiplies by the 4 of the formula: that is one symbol; what makes the text grow is that e stands in
# it twice

times_as_many_symbols = 4
