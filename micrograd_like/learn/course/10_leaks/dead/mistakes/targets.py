# expects other targets to help: they change the upstream gradient of relu, which is multiplied by 0

saved_by = "other targets"
