# expects more steps to help: each of them adds 0

saved_by = "more steps"
