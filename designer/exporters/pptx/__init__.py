"""Slides for PowerPoint and its kin, of native shapes that can be edited."""
