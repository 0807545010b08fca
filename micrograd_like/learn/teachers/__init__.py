"""For teachers; README.md goes from an empty folder to a marked class.

exporting, with marked_up: the course for other marking systems.

grading: marks for a folder of submissions; handed_in finds the files, weights says what they are worth,
reports and overview tell of it.
The learners' code runs elsewhere: workers start processes, marking is what they do, behind a fence (fencing).
There asking runs a check without what is right (blinding) and says what the code gives (carrying); here
judging runs it once more, with what was said, and compares.
"""
