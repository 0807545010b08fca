# hopes for other targets: they change what arrives at relu from above, and relu multiplies that by 0

saved_by = "other targets"
