"""Where a plan runs.  ``on_python.py`` needs nothing; ``on_numpy.py`` needs NumPy; ``c_text.py`` writes C.

Each of the first two writes the plan as the text of one Python function, which ``Program.source`` shows, and
gives back a machine: ``numbers``, the array of a replay, and ``run()``.
"""
