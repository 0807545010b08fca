"""For teachers: the course for other marking systems (exporting), and marks for a folder of submissions (grading)."""
