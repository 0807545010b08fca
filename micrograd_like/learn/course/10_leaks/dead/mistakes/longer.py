# hopes for patience: each step adds 0, and so do a million of them

saved_by = "more steps"
