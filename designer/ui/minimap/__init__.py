"""The overview of the whole drawing in a corner of the canvas."""
