"""Grades a whole class: in worker processes or on a cluster, resumed where it was interrupted."""
