"""How an author wants something to look other than usual; never read by anything that scores.

The palette is small on purpose: themes give each hue in a shade that reads on their ground.
"""

from dataclasses import dataclass
from enum import Enum


class Hue(Enum):
    """The colour of a border, a frame or a line; each theme has its own shade of it."""

    USUAL = "usual"
    BLUE = "blue"
    TEAL = "teal"
    GREEN = "green"
    ORANGE = "orange"
    RED = "red"
    PINK = "pink"
    PURPLE = "purple"
    GREY = "grey"


class Stroke(Enum):
    """How a border or line is broken."""

    USUAL = "usual"
    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Weight(Enum):
    """How strong a border or line is."""

    USUAL = "usual"
    THICK = "thick"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Look:
    """What of an element's or a link's looks differs from the usual."""

    hue: Hue = Hue.USUAL
    stroke: Stroke = Stroke.USUAL
    weight: Weight = Weight.USUAL


USUAL = Look()
