"""Finds what is meant to fail: an id, the key of a zone or Region, or a name only one thing has."""

from collections.abc import Iterable
from difflib import get_close_matches

from designer.analysis.facts import Facts
from designer.analysis.what_if import may_fail
from designer.cli.output import refuse
from designer.model.ids import ElementId, LinkId
from designer.rules.phrasing import listed

_NEAR = 3


def failing_ids(words: Iterable[str], facts: Facts) -> list[str]:
    """Return the ids and keys that ``words`` mean, each once; refuse what is none or several."""
    found: dict[str, None] = {}
    known = _Known(facts)
    for word in words:
        for key in known.meant_by(word):
            found[key] = None
    return list(found)


class _Known:
    """Everything in one drawing that can fail, by id, key and name."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        # Zones that the drawing only implies are known once everything is placed.
        facts.compiled  # noqa: B018
        places = facts.placement
        self._names: dict[str, dict[str, None]] = {}
        self._box_of: dict[str, str] = {
            box: zone.key for zone in places.zones.values() for box in zone.elements
        }
        self._box_of |= {box: one.key for one in places.regions.values() for box in one.elements}
        for element in facts.topology.elements.values():
            if may_fail(facts, element.id):
                self._add(element.name, self._box_of.get(element.id, element.id))
        for zone in places.zones.values():
            self._add(zone.name, zone.key)
            self._add(zone.key.rpartition("/")[2], zone.key)
        for region in places.regions.values():
            self._add(region.name, region.key)
            self._add(region.key.partition(":")[2], region.key)

    def _add(self, name: str, key: str) -> None:
        plain = " ".join(name.split()).casefold()
        if plain:
            self._names.setdefault(plain, {})[key] = None

    def meant_by(self, word: str) -> list[str]:
        """Return what ``word`` means; a list of several parted by commas means all of them."""
        topology = self._facts.topology
        key = word.strip()
        if key in topology.elements and not may_fail(self._facts, key):
            what = topology.elements[ElementId(key)].kind.value
            article = "an" if what == "actor" else "a"
            refuse(f"{key} is {article} {what}, which cannot fail.")
        if may_fail(self._facts, key):
            return [key]
        named = list(self._names.get(" ".join(key.split()).casefold(), ()))
        if len(named) == 1:
            return [self._shown(named[0])]
        if named:
            refuse(
                f"'{key}' is the name of {listed([self._shown(n) for n in named], 6)}; "
                f"say which by its id."
            )
        parts = [part for part in key.split(",") if part.strip()]
        if len(parts) > 1:
            return [one for part in parts for one in self.meant_by(part)]
        if LinkId(key) in topology.links:
            refuse(f"{key} is a link; elements, zones and Regions can fail.")
        return refuse(self._unknown(key))

    def _shown(self, key: str) -> str:
        """Return the box that draws a place, if just one does, else ``key`` itself."""
        boxes = [box for box, place in self._box_of.items() if place == key]
        return boxes[0] if len(boxes) == 1 else key

    def _unknown(self, key: str) -> str:
        elements = self._facts.topology.elements
        spellings: dict[str, str] = {
            one.casefold(): one for one in elements if may_fail(self._facts, one)
        }
        for plain, keys in self._names.items():
            if len(keys) == 1:
                spellings.setdefault(plain, self._shown(next(iter(keys))))
        near = get_close_matches(key.casefold(), list(spellings), n=2 * _NEAR, cutoff=0.55)
        told = list(dict.fromkeys(spellings[one] for one in near))[:_NEAR]
        if told:
            hint = f"did you mean {' or '.join(told)}?"
        else:
            some = [str(one) for one in elements if may_fail(self._facts, one)][:_NEAR]
            hint = f"there are, for example, {listed(some)}." if some else "nothing in it can fail."
        return f"There is nothing called '{key}' in the design; {hint}"
