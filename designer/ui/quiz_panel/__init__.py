"""A quiz on the open drawing: predict first, then read what the engine says."""
