"""Grades diagrams against a rubric: what is asked, what was handed in, and what it is worth."""
