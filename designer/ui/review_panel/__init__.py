"""The panel that reviews the design by the Well-Architected pillars, or a lens of one's own."""
