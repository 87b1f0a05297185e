"""Pixels and PDF pages by Qt: the only exporter that imports PySide6."""
