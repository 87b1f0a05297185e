"""Who answers for what: AWS, the customer or both, for every service and for a whole design."""
