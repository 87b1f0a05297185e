"""Ranks the pairs of a class by what two drawings share beyond the handed-out template."""
