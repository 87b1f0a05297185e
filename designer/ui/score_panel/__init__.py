"""The score: gauges, findings with their reasons and fixes, availability and recovery."""
