"""Keeps every text legible: none is smaller than 8 points, and each keeps to its own room.

Where a drawing is squeezed onto a slide its texts shrink less than the rest. They are broken anew
at the size they really have, and what does not fit is cut; the shape's alternative text still has
all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from designer.exporters.pptx.page import LEAST_POINTS, Fit
from designer.model.layout import Box
from designer.render.primitives import Align, Text
from designer.render.text import ELLIPSIS, text_width, wrap

ASCENT = 0.905
LINE = 1.149
"""Of Arial, as a share of its size: above the baseline, and from line to line."""
SLACK = 2.0
"""Room beyond the width of the longest line, so that another program breaks lines as we do."""
_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text as it stands on the slide.

    Attributes:
        box: the space it takes, in scene units.
        points: its size on the slide.
    """

    text: str
    box: Box
    points: float


class Letterer:
    """Sets the texts of one drawing."""

    def __init__(self, fit: Fit) -> None:
        self._fit = fit

    def size(self, drawn: float) -> float:
        """Return the size in scene units that a text drawn at ``drawn`` has on the slide."""
        return max(drawn, self._fit.units(LEAST_POINTS))

    def set(
        self, text: str, lines: Sequence[Text], room: float, height: float, least: int = 1
    ) -> Lettering:
        """Return ``text`` set where ``lines`` were drawn: from their top, centred or at their left.

        Args:
            text: all of it, in one line.
            lines: as they were drawn, not empty.
            room: the width it may take, in scene units.
            height: the height it should keep to; ``least`` lines are set in any case.
        """
        first = lines[0]
        size = self.size(first.size)
        top = first.anchor.y - ASCENT * first.size
        most = max(least, int((height + 1.0) // (LINE * size)))
        room = max(room, 2 * size)
        broken = wrap(text, room, size, most, first.bold) or ("",)
        widest = max(text_width(line, size, first.bold) for line in broken)
        width = min(room, widest) + SLACK
        if first.align is Align.CENTRE:
            left = first.anchor.x - width / 2
        else:
            left = first.anchor.x - (width if first.align is Align.RIGHT else 0.0)
        box = Box(left, top, width, len(broken) * LINE * size)
        return Lettering(shown(text, broken), box, self._fit.points(size))


def shown(text: str, lines: Sequence[str]) -> str:
    """Return what of ``text`` its broken ``lines`` show, without the breaks."""
    if not lines or not lines[-1].endswith(ELLIPSIS):
        return text
    kept = "".join("".join(line.split()) for line in lines).removesuffix(ELLIPSIS)
    left = len(kept)
    if left >= len("".join(text.split())):
        return text
    for index, character in enumerate(text):
        if left == 0:
            return text[:index].rstrip() + ELLIPSIS
        left -= not character.isspace()
    return text


def free_room(
    middle: float, top: float, bottom: float, others: Sequence[Box], most: float
) -> float:
    """Return how wide a centred text between two heights may be without touching ``others``.

    Args:
        middle: of the text.
        others: what lies beside it; a box around ``middle`` is its ground and bounds it inside.
        most: the width it takes at most.
    """
    room = most
    for box in others:
        if box.bottom <= top or box.y >= bottom:
            continue
        if not box.x <= middle <= box.right:
            side = box.x - middle if box.x > middle else middle - box.right
        elif box.width > most / 2:
            side = min(middle - box.x, box.right - middle)
        else:
            continue
        room = min(room, 2 * (side - _GAP))
    return room
