"""A picture that is arranged shows what the canvas shows, as the canvas shows it."""

from dataclasses import replace

from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.looks import Hue, Look
from designer.render.arrange.arrangement import arranged
from designer.render.arrange.view import arranged_view
from designer.render.folding import folded
from designer.render.primitives import Text
from designer.render.scene import scene_of
from designer.render.theme import LIGHT
from tests.builders import diagram

DESIGN = diagram(
    "users u\nregion r eu-west-1\n  vpc v\n    zone a eu-west-1a\n      ec2 web\n"
    "  s3 store\nu -> web\nweb -> store\n"
)
VPC, STORE, WEB = ElementId("v"), ElementId("store"), ElementId("web")


def test_with_nothing_put_away_all_is_arranged() -> None:
    assert arranged_view(DESIGN).layout == arranged(DESIGN)


def test_what_is_collapsed_is_drawn_as_on_the_canvas() -> None:
    made = DESIGN.with_layout(replace(DESIGN.layout, collapsed=frozenset({VPC})))
    shown = arranged_view(made)
    scene = scene_of(shown, LIGHT)
    assert scene.collapsed == {VPC}
    assert folded(shown).summaries == folded(made).summaries
    texts = [item.text for item in scene.own[VPC] if isinstance(item, Text)]
    assert texts[0] == DESIGN.topology.elements[VPC].name
    boxes = scene.diagram.layout.boxes
    assert set(boxes) == set(folded(made).diagram.layout.boxes)
    assert not boxes[VPC].overlaps(boxes[STORE])
    assert boxes[ElementId("r")].contains(boxes[VPC])


def test_what_is_hidden_stays_hidden_and_colours_stay() -> None:
    looks = FrozenMap({str(STORE): Look(hue=Hue.RED)})
    made = DESIGN.with_layout(replace(DESIGN.layout, hidden=frozenset({WEB}), looks=looks))
    shown = arranged_view(made)
    assert WEB not in scene_of(shown, LIGHT).diagram.topology.elements
    assert shown.layout.looks == looks
