"""The set-up dialog, its parts, words and tasks."""
