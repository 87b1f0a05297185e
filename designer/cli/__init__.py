"""The command `tenet`: one module for each command, loaded when it is used."""
