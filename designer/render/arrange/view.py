"""Arranges what is seen of a diagram, for pictures: what is hidden or collapsed stays so."""

from dataclasses import replace

from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.render.arrange.arrangement import arranged
from designer.render.folding import folded


def arranged_view(diagram: Diagram) -> Diagram:
    """Return ``diagram`` with what is seen of it arranged, and every link routed anew.

    All else about how it is drawn is kept, and so are the places of what is not seen.
    """
    fold = folded(diagram)
    shown = fold.diagram
    small = {key: shown.layout.boxes[key] for key in fold.summaries}
    sizes = {key: (box.width, box.height) for key, box in small.items()}
    boxes = diagram.layout.boxes.with_items(arranged(shown, sizes).boxes)
    return diagram.with_layout(replace(diagram.layout, boxes=boxes, bends=FrozenMap()))
