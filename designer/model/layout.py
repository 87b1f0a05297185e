"""Where things are drawn; never read by anything that scores."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.looks import Look


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the canvas, in scene units (1 unit = 1 px at 100 %), y downwards."""

    x: float
    y: float

    def moved(self, dx: float, dy: float) -> "Point":
        """Return the point shifted by ``dx``, ``dy``."""
        return Point(self.x + dx, self.y + dy)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the canvas, in scene units, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def area(self) -> float:
        """The surface it takes."""
        return self.width * self.height

    @property
    def centre(self) -> Point:
        """The middle point."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def moved(self, dx: float, dy: float) -> "Box":
        """Return the box shifted by ``dx``, ``dy``."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, margin: float) -> "Box":
        """Return the box with ``margin`` added on all four sides."""
        return Box(
            self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin
        )

    def contains(self, other: "Box") -> bool:
        """Tell whether ``other`` lies wholly inside (borders may touch)."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def holds(self, point: Point) -> bool:
        """Tell whether ``point`` lies inside or on the border."""
        return self.x <= point.x <= self.right and self.y <= point.y <= self.bottom

    def overlaps(self, other: "Box") -> bool:
        """Tell whether the two share an area (touching borders do not count)."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def shared(self, other: "Box") -> "Box":
        """Return what of the canvas both take; without width or height where they only touch.

        Two boxes that lie apart share nothing: width or height is then negative.
        """
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Box(x, y, min(self.right, other.right) - x, min(self.bottom, other.bottom) - y)

    def united(self, other: "Box") -> "Box":
        """Return the smallest box around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


def bounds(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box around all ``boxes``, or None when there are none."""
    result: Box | None = None
    for box in boxes:
        result = box if result is None else result.united(box)
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The geometry of a diagram.

    Attributes:
        boxes: one box for each element. A resource's box is that of its icon and label.
        bends: corner points a user has fixed for a link, without the two ends;
            links without an entry are routed automatically.
        collapsed: containers shown as one small box; their own boxes stay as they are.
        locked: elements that gestures and commands leave where they are, and in being.
        hidden: elements not drawn, with all they hold and the links that end there.
        ranks: which of siblings that overlap lies above: the higher one; 0 where absent.
        looks: elements and links that are drawn otherwise than usual.
    """

    boxes: FrozenMap[ElementId, Box] = field(default_factory=FrozenMap)
    bends: FrozenMap[LinkId, tuple[Point, ...]] = field(default_factory=FrozenMap)
    collapsed: frozenset[ElementId] = frozenset()
    locked: frozenset[ElementId] = frozenset()
    hidden: frozenset[ElementId] = frozenset()
    ranks: FrozenMap[ElementId, int] = field(default_factory=FrozenMap)
    looks: FrozenMap[str, Look] = field(default_factory=FrozenMap)

    def without(self, elements: Collection[ElementId], links: Collection[LinkId]) -> "Layout":
        """Return the layout of a diagram in which ``elements`` and ``links`` are not drawn."""
        return Layout(
            boxes=self.boxes.without(*elements),
            bends=self.bends.without(*links),
            collapsed=self.collapsed.difference(elements),
            locked=self.locked.difference(elements),
            hidden=self.hidden.difference(elements),
            ranks=self.ranks.without(*elements),
            looks=self.looks.without(*elements, *links),
        )
