"""Turns verdicts and facts into points that can be traced back to figures and element ids."""
