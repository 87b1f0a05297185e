"""Finds positions for a diagram that look like an AWS reference architecture; without Qt."""
