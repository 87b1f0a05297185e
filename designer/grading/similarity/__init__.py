"""Compares drawings by what they consist of and how it is connected, whatever it is called."""
