"""Writes a diagram in the formats of others; each exporter stands alone."""
