"""The steps of the open diagram, to jump to."""
