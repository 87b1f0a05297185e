"""Gives free texts to what they name: icons without a label, boxes, lines."""

from collections.abc import Sequence

from designer.importers.drawio.limits import MAX_CANDIDATES
from designer.importers.drawio.places import is_zone_code, kind_told
from designer.importers.drawio.shapes import Shape, What
from designer.importers.drawio.spatial import BoxIndex, gap_between
from designer.model.layout import Box

_NEAR = 25.0
_FAR = 60.0
_BORDER = 45.0  # how deep inside a box its title may stand
_ABOVE = 30.0
_LONG_TEXT = 90  # characters; a longer text is a remark, not a name


def settle_texts(shapes: Sequence[Shape]) -> None:
    """Add each free text to the label of the icon or box that it stands beside."""
    texts = [shape for shape in shapes if shape.what is What.TEXT and len(shape.text) <= _LONG_TEXT]
    if not texts:
        return
    icons = [
        shape
        for shape in shapes
        if shape.what in (What.ICON, What.PICTURE) or (shape.what is What.PLAIN and not shape.holds)
    ]
    taken: set[str] = set()
    # The name of a place belongs to a frame, even where an icon is nearer.
    _give_to_boxes(
        [t for t in texts if _names_place(t)], [s for s in shapes if _is_frame(s)], taken
    )
    _give_to_icons([t for t in texts if t.key not in taken], icons, taken)
    _give_to_boxes([t for t in texts if t.key not in taken], shapes, taken)
    for text in texts:
        if text.key in taken:
            text.what = What.DECORATION


def _names_place(text: Shape) -> bool:
    return kind_told(text.text) is not None or is_zone_code(text.text)


def _is_frame(shape: Shape) -> bool:
    return shape.what is What.FRAME or (
        shape.is_plain_box and shape.is_dashed and not shape.colour("fillColor")
    )


def _give_to_icons(texts: Sequence[Shape], icons: Sequence[Shape], taken: set[str]) -> None:
    if not icons:
        return
    index = BoxIndex([icon.box for icon in icons])
    offers: list[tuple[float, int, int]] = []
    for t, text in enumerate(texts):
        box = _tight(text)
        for i in index.overlapping(box.grown(_FAR))[:MAX_CANDIDATES]:
            cost = _cost(box, icons[i])
            if cost is not None:
                offers.append((cost, t, i))
    named: set[int] = {i for i, icon in enumerate(icons) if icon.lines}
    used: set[int] = set()
    for cost, t, i in sorted(offers):
        # A second line of text is taken only from close by.
        if t in used or (i in named and cost > _NEAR):
            continue
        if i in named and not icons[i].told:
            continue  # it has a label of its own
        used.add(t)
        named.add(i)
        taken.add(texts[t].key)
        icons[i].lines += texts[t].lines
        icons[i].told.append(texts[t].key)


def _tight(text: Shape) -> Box:
    """Return about the space that the words take: text cells are often far wider than these."""
    box = text.box
    size = _number(text.cell.style.get("fontSize"), 12.0)
    width = min(box.width, max(len(line) for line in text.lines) * size * 0.6 + 4)
    if box.width <= 1:
        width = max(len(line) for line in text.lines) * size * 0.6
    align = text.cell.style.get("align", "left" if "text" in text.cell.style.words else "center")
    shift = {"center": (box.width - width) / 2, "right": box.width - width}.get(align, 0.0)
    height = max(min(box.height, len(text.lines) * size * 1.4 + 4), 1.0)
    lift = {"top": 0.0, "bottom": box.height - height}.get(
        text.cell.style.get("verticalAlign"), (box.height - height) / 2
    )
    return Box(box.x + shift, box.y + lift, max(width, 1.0), height)


def _number(text: str, default: float) -> float:
    try:
        return min(max(float(text), 1.0), 100.0)
    except ValueError:
        return default


def _cost(box: Box, icon: Shape) -> float | None:
    """Return how far a text is from being the icon's label; None when it cannot be."""
    gap = gap_between(box, icon.box)
    if icon.what is What.PLAIN:
        # The text of a plain shape stands inside it.
        return 0.0 if icon.box.holds(box.centre) else None
    if gap > _FAR:
        return None
    sideways = abs(box.centre.x - icon.box.centre.x)
    if box.centre.y >= icon.box.centre.y and sideways <= max(icon.box.width, box.width) / 2:
        return gap  # below, where the library puts labels
    if sideways <= max(icon.box.width, box.width) / 2:
        return gap + 12 if gap <= _NEAR else None
    return gap + 15 if gap <= _NEAR else None


def _give_to_boxes(texts: Sequence[Shape], shapes: Sequence[Shape], taken: set[str]) -> None:
    boxes = [
        shape
        for shape in shapes
        if not shape.lines and (shape.what is What.FRAME or shape.holds or _is_frame(shape))
    ]
    if not boxes or not texts:
        return
    index = BoxIndex([box.box for box in boxes])
    offers: list[tuple[float, int, int]] = []
    for t, text in enumerate(texts):
        box = _tight(text)
        for i in index.overlapping(box.grown(_ABOVE))[:MAX_CANDIDATES]:
            outer = boxes[i].box
            if box.width > outer.width * 1.2:
                continue
            depth = min(abs(box.centre.y - outer.y), abs(outer.bottom - box.centre.y))
            if outer.x - 5 <= box.centre.x <= outer.right + 5 and depth <= _BORDER:
                offers.append((depth, t, i))
    used: set[int] = set()
    for _, t, i in sorted(offers):
        if t in used or boxes[i].lines:
            continue
        used.add(t)
        taken.add(texts[t].key)
        boxes[i].lines += texts[t].lines
        boxes[i].told.append(texts[t].key)
