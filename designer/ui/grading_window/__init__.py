"""The window in which a person goes through a graded class."""
