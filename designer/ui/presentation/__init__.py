"""Showing a drawing to an audience: full screen, a laser pointer, one step after the other."""
