"""The drawing as a tree beside the canvas."""
