"""Turns ids into names and numbers into phrases, so that every sentence reads the same way."""

from collections.abc import Iterable, Sequence

from designer.model.ids import ElementId
from designer.model.topology import Topology


def name(topology: Topology, element: str) -> str:
    """Return what the drawing calls ``element``, with its id when the name is not unique."""
    found = topology.elements.get(ElementId(element))
    if found is None:
        return element
    text = " ".join(found.name.split()) or found.service
    return f"{text} ({found.id})" if len(topology.named(found.name)) > 1 else text


def names(topology: Topology, elements: Iterable[str], most: int = 4) -> str:
    """Return the names as a list in words: "A, B and C", shortened to "A, B and 5 more"."""
    found = [name(topology, element) for element in elements]
    return listed(found, most)


def listed(texts: list[str], most: int = 4) -> str:
    """Join texts in words.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(texts) > most:
        texts = [*texts[: most - 1], f"{len(texts) - most + 1} more"]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def bullets(lines: Sequence[str], most: int) -> list[str]:
    """Return the first ``most`` lines with a bullet each, and how many there are more."""
    shown = [f"• {line}" for line in lines[:most]]
    if len(lines) > most:
        shown.append(f"… and {len(lines) - most} more")
    return shown


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 zone" or "3 zones"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def agreed(number: int, one: str, many: str) -> str:
    """Return the form of a word that agrees with ``number``: ``one`` for 1, else ``many``."""
    return one if number == 1 else many


def span(seconds: float) -> str:
    """Return a length of time in the largest unit that reads well.

    >>> span(0), span(45), span(90), span(3600), span(86400 * 3)
    ('0 s', '45 s', '1.5 min', '1 h', '3 days')
    """
    for size, unit in ((86400.0, "days"), (3600.0, "h"), (60.0, "min")):
        if seconds >= size:
            value = seconds / size
            text = f"{value:.1f}".rstrip("0").rstrip(".")
            return f"{text} {'day' if unit == 'days' and text == '1' else unit}"
    return f"{seconds:.0f} s" if seconds >= 1 or seconds == 0 else f"{seconds:.2g} s"


def percent(share: float) -> str:
    """Return a share of 1 as percent without needless digits."""
    return f"{share * 100:.0f} %"
