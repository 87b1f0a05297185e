"""Reads what other programs have written into diagrams, and says what it made of it."""
