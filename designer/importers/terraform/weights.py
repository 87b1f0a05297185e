"""Bounds what lists within lists hold: one list may stand in many, and those in many again.

A few lines of locals, each a list of the one before twice, would else hold more than memory does
for anybody who walks them.
"""

from designer.importers.terraform.values import Value
from designer.storage.refusal import Refused

MOST_HELD = 20_000  # values in one list or table, and in those within it


class Weights:
    """How much each list and table holds, by identity."""

    def __init__(self) -> None:
        # The values are held as well, so that no identity is given away twice.
        self._known: dict[int, tuple[int, Value]] = {}

    def of(self, value: Value) -> int:
        """Return how many values ``value`` holds, with itself.

        Raises:
            Refused: more than ``MOST_HELD``.
        """
        if not isinstance(value, (list, dict)):
            return 1
        found = self._known.get(id(value))
        if found is not None:
            return found[0]
        inner = value if isinstance(value, list) else list(value.values())
        weight = 1 + sum(self.of(item) for item in inner)
        if weight > MOST_HELD:
            raise Refused("", f"makes a list or table of more than {MOST_HELD:,} values")
        self._known[id(value)] = (weight, value)
        return weight
