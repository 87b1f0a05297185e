"""The canvas: draws the diagram, and turns mouse and keyboard into edits."""
