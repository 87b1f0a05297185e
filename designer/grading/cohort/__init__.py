"""A class as values: its lines, the outcome of each, and what they come to together."""
