"""What is told of the likeness of a class: as tables, as data, and side by side."""
