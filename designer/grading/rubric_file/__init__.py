"""Rubrics as files: TOML that is read with the line of every mistake, and written again."""
