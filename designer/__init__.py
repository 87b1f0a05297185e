"""Tenet Designer: draw AWS architectures and see how they hold up on five tenets.

Imports nothing, so that `tenet --version` costs no more than Python's own start.
"""

__version__ = "0.1.0"
