"""Draws a student's design with numbers where something was found."""

from collections.abc import Iterable
from dataclasses import replace

from designer.exporters.svg import svg_of
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.render.folding import folded
from designer.render.primitives import DisplayList
from designer.render.remarks import Remark
from designer.render.scene import display_list
from designer.render.sheet import SceneOptions
from designer.render.theme import LIGHT


def mark_colour(severity: str) -> str:
    """Return the colour in which a picture marks a finding of ``severity``."""
    return LIGHT.severity(severity)


def marked_drawing(diagram: Diagram, remarks: Iterable[Remark]) -> DisplayList:
    """Return the drawing of ``diagram`` with the numbers of ``remarks`` on what they name.

    What a collapsed container hides is marked on the container.
    """
    fold = folded(diagram).diagram
    shown = tuple(replace(one, elements=_seen(diagram, fold, one.elements)) for one in remarks)
    return display_list(diagram, LIGHT, SceneOptions(heading=False, remarks=shown))


def picture_of(diagram: Diagram, remarks: Iterable[Remark]) -> bytes:
    """Return ``marked_drawing`` as an SVG document."""
    return svg_of(marked_drawing(diagram, remarks), title=diagram.title).encode()


def _seen(diagram: Diagram, fold: Diagram, keys: Iterable[str]) -> tuple[str, ...]:
    found = (_visible(diagram, fold, key) for key in keys)
    return tuple(dict.fromkeys(key for key in found if key))


def _visible(diagram: Diagram, fold: Diagram, key: str) -> str:
    element = ElementId(key)
    if element in fold.topology.elements or element not in diagram.topology.elements:
        return key
    around = (box.id for box in diagram.topology.ancestors(element))
    return next((box for box in around if box in fold.topology.elements), "")
