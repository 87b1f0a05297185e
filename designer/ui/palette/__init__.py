"""The palette: every service of the catalog, found by name or abbreviation and dragged out."""
