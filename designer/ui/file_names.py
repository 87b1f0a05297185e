"""What files are called after the titles of diagrams."""


def file_stem(title: str) -> str:
    """Return a title as a file name without suffix, such as every system takes."""
    kept = "".join(c if c.isalnum() or c in " -_." else " " for c in title)
    return " ".join(kept.split()).strip(". ")[:80] or "Untitled"
