"""The one table of everything the user can do."""
