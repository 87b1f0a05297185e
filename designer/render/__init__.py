"""How a diagram looks, as data: colours, text widths, connector routes and a display list."""
