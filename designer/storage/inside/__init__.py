"""The design that travels inside a picture of it."""
