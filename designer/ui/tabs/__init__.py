"""Several open diagrams in one window."""
