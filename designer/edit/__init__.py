"""How a diagram changes: edits are data, and applying one gives another diagram."""
