"""A report as one HTML file: nothing is loaded, nothing runs, and it prints."""
