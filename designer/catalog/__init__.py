"""What AWS offers: one row of data for each service, and where each may stand."""
