"""Writes the grades of a class as learning platforms and people want to have them."""
