"""Overlays: one question about the drawing answered on every element at once, with a legend."""
