"""Finds what a class has handed in, whatever form it was downloaded in, and whose it is."""
