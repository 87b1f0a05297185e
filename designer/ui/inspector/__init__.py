"""The inspector: forms for what is selected, made from the catalog's rows."""
