"""A design's score as a document: its content as one value, and that value as Markdown."""
