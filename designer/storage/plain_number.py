"""Numbers as a file has them."""

_EXACT = 2**53  # above, a float need not be the whole number it looks like


def plain_number(value: float) -> int | float:
    """Return whole numbers as int, which JSON writes without a fraction."""
    return int(value) if abs(value) < _EXACT and value == int(value) else value
