"""What a rubric points at: elements by service, category, name, place or stated property."""

from dataclasses import dataclass
from enum import Enum

from designer.model.elements import Value
from designer.model.frozen import FrozenMap

NO_CONDITIONS: FrozenMap[str, "Condition"] = FrozenMap()


class Comparison(Enum):
    """How a stated value is held against the wanted one."""

    EQUAL = "="
    NOT_EQUAL = "!="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a property must be; a list of texts is equal to each of its members."""

    comparison: Comparison
    value: Value

    def holds(self, found: Value | None) -> bool:
        """Tell whether ``found`` fulfils it; what is not known fulfils nothing."""
        if found is None:
            return False
        wanted = self.value
        if self.comparison in (Comparison.EQUAL, Comparison.NOT_EQUAL):
            return _is_equal(found, wanted) == (self.comparison is Comparison.EQUAL)
        if not _is_number(found) or not _is_number(wanted):
            return False
        assert isinstance(found, int | float) and isinstance(wanted, int | float)  # noqa: S101, PT018
        return {
            Comparison.AT_LEAST: found >= wanted,
            Comparison.AT_MOST: found <= wanted,
            Comparison.MORE: found > wanted,
            Comparison.LESS: found < wanted,
        }[self.comparison]


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_equal(found: Value, wanted: Value) -> bool:
    if isinstance(found, tuple) and not isinstance(wanted, tuple):
        return any(_is_equal(one, wanted) for one in found)
    if isinstance(wanted, tuple) and not isinstance(found, tuple):
        return any(_is_equal(found, one) for one in wanted)
    if isinstance(found, bool) != isinstance(wanted, bool):
        return False
    if isinstance(found, str) and isinstance(wanted, str):
        return found.strip().casefold() == wanted.strip().casefold()
    return found == wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Elements that fulfil everything stated here; what is left empty does not matter.

    Attributes:
        terms: how the rubric's author names the services, as the file has it.
        words: the same for people ("Application Load Balancer").
        services: the catalog keys that ``terms`` mean, any of them; empty for any element.
        name: what the element is called, without regard to case and spaces, or its id.
        inside: some container around it, or a group it belongs to, must fulfil this.
        conditions: by property key: what the drawing must state, or AWS's default be.
    """

    terms: tuple[str, ...] = ()
    words: str = ""
    services: frozenset[str] = frozenset()
    name: str = ""
    inside: "Selector | None" = None
    conditions: FrozenMap[str, Condition] = NO_CONDITIONS
