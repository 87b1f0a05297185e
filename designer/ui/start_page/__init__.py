"""What an empty window shows: how to begin."""
