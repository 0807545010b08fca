# counts 2 paths, a factor each: the path from z to C has two steps, but it is one path

paths = 2
