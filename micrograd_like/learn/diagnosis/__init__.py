"""What a wrong answer looks like: its cause where that can be found, else what is true of its numbers.

`causes` tells the story: listed mistakes first, then changes of the learner's program that make it right
(`mending`), one change of the solution that gives the learner's numbers (`solution_changed`), a number of the
solution on the way to the right one (`solution_seen`), and sentences about the numbers (`slips`).
"""
