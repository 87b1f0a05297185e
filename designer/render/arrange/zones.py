"""What stands in zones and subnets, as items that zones side by side bring into common bands."""

from collections.abc import Mapping, Sequence

from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.render.arrange.bands import Column, Item
from designer.render.arrange.flow import Tier

_MOST_COLUMNS = 4


def common_name(name: str) -> str:
    """Return ``name`` without numbers and single letters, which tell zones apart.

    >>> common_name("Private subnet (app) 2b")
    'private subnet app'
    """
    words = "".join(c if c.isalpha() else " " for c in name.casefold()).split()
    return " ".join(word for word in words if len(word) > 1)


def by_name(keys: Sequence[ElementId], elements: Mapping[ElementId, Element]) -> list[ElementId]:
    """Return ``keys`` in the order of their elements' names."""
    place = {key: index for index, key in enumerate(keys)}
    return sorted(keys, key=lambda key: (elements[key].name.casefold(), place[key]))


def columns_without_zones(items: Sequence[Item]) -> list[Column]:
    """Return boxes that stand in no zone as columns: the first of each kind in the first."""
    alike: dict[tuple[Tier, str], list[Item]] = {}
    for item in items:
        alike.setdefault((item.tier, item.name), []).append(item)
    count = min(max(len(found) for found in alike.values()), _MOST_COLUMNS)
    columns = [Column(None, 0.0, []) for _ in range(count)]
    for found in alike.values():
        for place, item in enumerate(found):
            columns[place % count].items.append(item)
    return columns
