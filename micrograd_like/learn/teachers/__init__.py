"""For teachers.

exporting, with marked_up: the course for other marking systems.  grading: marks for a folder of submissions,
each worked out by marking in a process of its own behind a fence (fencing), and told by reports.
"""
