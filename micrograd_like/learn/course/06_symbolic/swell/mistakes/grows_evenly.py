# expects the text to grow by the same piece each time, as the graph does: e stands in it twice, and all
# that is in e is written twice

times_as_many_symbols = 1
