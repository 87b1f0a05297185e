"""Diagrams on disk: reading what may be hostile, writing what must never be lost."""
