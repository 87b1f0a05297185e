"""Facts about a topology: what fails together, how much it carries, how it recovers."""
