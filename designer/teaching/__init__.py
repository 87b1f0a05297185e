"""Teaching by a drawing: short explanations, and questions that the engine can answer."""
