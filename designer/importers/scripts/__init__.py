"""Reads scripts for the diagrams package: as text, never by running them."""
